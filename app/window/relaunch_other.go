//go:build !unix

package window

import (
	"os"
	"os/exec"
)

// relaunch begins the program anew, with other arguments; this process ends.
func relaunch(args []string) error {
	binary, err := os.Executable()
	if err != nil {
		return err
	}
	return exec.Command(binary, args...).Start()
}
