package store

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// fileID tells a file from every other, and from every earlier one of that name: APFS gives no number twice.
func fileID(f *os.File) (string, error) {
	var stat unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &stat); err != nil {
		return "", err
	}
	return fmt.Sprint(stat.Ino), nil
}
