package store

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// fileID tells a file from every other, and from every earlier one of that name: nobody can choose when a file is born.
func fileID(f *os.File) (string, error) {
	var stat unix.Statx_t
	if err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_INO|unix.STATX_BTIME, &stat); err != nil {
		return "", err
	}
	return fmt.Sprint(stat.Ino, " ", stat.Btime.Sec, " ", stat.Btime.Nsec), nil
}
