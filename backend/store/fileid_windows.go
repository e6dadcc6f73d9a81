package store

import (
	"os"
	"strconv"
	"syscall"
)

// fileID tells a file from a copy of it that was put in its place: a copy is made anew, whatever else it keeps.
func fileID(info os.FileInfo) string {
	if data, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		return strconv.FormatInt(data.CreationTime.Nanoseconds(), 10)
	}
	return ""
}
