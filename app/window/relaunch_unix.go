//go:build unix

package window

import (
	"os"
	"syscall"
)

// relaunch begins the program anew in this process's place, with other arguments.
func relaunch(args []string) error {
	binary, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(binary, append([]string{os.Args[0]}, args...), os.Environ())
}
