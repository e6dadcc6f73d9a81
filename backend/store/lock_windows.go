package store

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"

	"balcao/backend/desk"
)

// lockFolder takes the folder's writer lock, which the system releases when the process ends, however it ends.
func lockFolder(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	if err != nil {
		_ = f.Close()
		if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			return nil, desk.E(desk.ErrDataLocked, err, "dir", filepath.Dir(path))
		}
		return nil, err
	}
	return f, nil
}

// unlockFolder gives the lock back.
func unlockFolder(f *os.File) error { return f.Close() }

func isDiskFull(err error) bool { return errors.Is(err, windows.ERROR_DISK_FULL) }

func isReadOnlyFS(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
