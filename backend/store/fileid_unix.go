//go:build unix

package store

import (
	"os"
	"strconv"
	"syscall"
)

// fileID tells a file from a copy of it that was put in its place.
func fileID(info os.FileInfo) string {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return strconv.FormatUint(uint64(stat.Ino), 10)
	}
	return ""
}
