//go:build !(desktop && production) && !dev && !bindings

package window

import "balcao/backend/desk"

const generating = false

// ready always refuses: without the tags desktop and production the program is the command line only and
// links neither GTK nor WebKit.
func ready() error { return desk.E(desk.ErrNoWindow, nil, "missing", "build tags") }
