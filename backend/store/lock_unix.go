//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"balcao/backend/desk"
)

// lockFolder takes the folder's writer lock, which the system releases when the process ends, however it ends.
func lockFolder(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, desk.E(desk.ErrDataLocked, err, "dir", filepath.Dir(path))
		}
		return nil, err
	}
	return f, nil
}

// unlockFolder gives the lock back at once. Closing the file alone leaves it with a process that is just being started, until
// that has closed what it was born with (flock(2)).
func unlockFolder(f *os.File) error {
	return errors.Join(syscall.Flock(int(f.Fd()), syscall.LOCK_UN), f.Close())
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isReadOnlyFS(err error) bool { return errors.Is(err, syscall.EROFS) }
