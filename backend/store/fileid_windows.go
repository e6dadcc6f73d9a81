package store

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// fileID tells a file from every other, and from every earlier one of that name: NTFS counts how often it used a number
// again. The time of creation would not do: Windows gives a file that of the one whose name it takes.
func fileID(f *os.File) (string, error) {
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return "", err
	}
	return fmt.Sprint(info.VolumeSerialNumber, " ", info.FileIndexHigh, " ", info.FileIndexLow), nil
}
