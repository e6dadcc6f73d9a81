//go:build (desktop && production) || dev

package window

import (
	"os"
	"runtime"

	"balcao/backend/desk"
)

const generating = false

// ready says whether a window can be shown. GTK ends the process where there is no display, so that is
// found out first.
func ready() error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return desk.E(desk.ErrNoDisplay, nil)
	}
	return nil
}
