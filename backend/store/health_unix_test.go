//go:build unix

package store

import (
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"balcao/backend/desk"
)

// TestWhatSQLiteSaysOfADisk: beside a full disk it may only say that it could not write.
func TestWhatSQLiteSaysOfADisk(t *testing.T) {
	s := &Store{dir: t.TempDir()}
	for name, c := range map[string]struct {
		said sqlite3.Error
		want desk.Code
	}{
		"no room":                 {sqlite3.Error{Code: sqlite3.ErrFull}, desk.ErrDataFull},
		"no room beside the file": {sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, desk.ErrDataFull},
		"a broken disk":           {sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.EIO}, desk.ErrInternal},
		"no database":             {sqlite3.Error{Code: sqlite3.ErrNotADB}, desk.ErrDataDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			if got := desk.AsError(s.explain(c.said)).Code; got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
