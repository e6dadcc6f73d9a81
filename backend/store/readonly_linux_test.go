package store

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"balcao/backend/desk"
)

// TestReadOnlyFolder opens a folder as somebody who may not write there. Root may write anywhere, so that a test
// that runs as root looks at the files as nobody.
func TestReadOnlyFolder(t *testing.T) {
	dir := closedFolder(t)
	asNobody := os.Getuid() == 0
	mode := os.FileMode(0o500)
	if asNobody {
		mode = 0o555
		for p := dir; p != filepath.Dir(os.TempDir()) && len(p) > 1; p = filepath.Dir(p) {
			if info, err := os.Stat(p); err == nil && info.Mode().Perm()&0o005 != 0o005 {
				if err := os.Chmod(p, info.Mode().Perm()|0o055); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := os.Chmod(dir, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	ended := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine, and its rights with it
		if asNobody {
			if err := syscall.Setfsuid(65534); err != nil {
				ended <- err
				return
			}
		}
		_, err := Open(t.Context(), dir, Options{})
		ended <- err
	}()
	if err := <-ended; !desk.HasCode(err, desk.ErrDataReadOnly) || desk.AsError(err).Params["dir"] != dir {
		t.Errorf("a folder that cannot be written gives %v", err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != mode {
		t.Errorf("opening changed the folder to %v, %v", info.Mode(), err)
	}
}
