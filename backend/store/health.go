package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"balcao/backend/desk"
)

// leftFile says how the folder was left: the main file as this program closed it (see fileNow), or knownDamaged and
// the name of a file, then the main file and its write-ahead log as they were left. It is not there while the folder is
// open, nor after an end that was not clean.
const leftFile = "left.mark"

const (
	knownDamaged = "damaged "
	walSuffix    = "-wal"
)

// health is what is known of the main files while the folder is open.
type health struct {
	mu     sync.Mutex
	due    bool        // nobody can tell whether the main file is whole: see CheckDue
	damage *desk.Error // nil: none was met
	met    int         // how often damage was met
}

// CheckDue tells whether the main file should be checked: the last end was not clean, something else has written to
// the file since, or it was damaged then.
func (s *Store) CheckDue() bool {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	return s.health.due
}

// Damage gives desk.ErrDataDamaged once SQLite has met damage in one of the files; nil while it has not. From then on
// nothing is written, and what can be read is read. Subscribers hear of it as desk.AccountChanged.
func (s *Store) Damage() *desk.Error {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	return s.health.damage
}

// timesMet counts how often damage was met.
func (s *Store) timesMet() int {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	return s.health.met
}

// Announce tells subscribers of something that no commit tells.
func (s *Store) Announce(c desk.Change) { s.changes.announce([]desk.Change{c}) }

// Check reads the whole main file and gives desk.ErrDataDamaged when something in it is wrong. It takes seconds, has a
// connection of its own and holds nobody up. After damage it reads the raw file too, which holds up whoever would write
// there, and when both are whole they may be written again. Where another file lies in the place of an open one, it
// reads nothing and gives desk.ErrDataReplaced.
func (s *Store) Check(ctx context.Context) error {
	if err := s.unmoved(); err != nil {
		return err
	}
	met := s.timesMet()
	files := []string{mainFile}
	if s.Damage() != nil {
		files = append(files, rawFile)
	}
	for _, name := range files {
		if err := s.checkFile(ctx, name); err != nil {
			return err
		}
	}
	return s.passed(ctx, met)
}

func (s *Store) checkFile(ctx context.Context, name string) error {
	journal := noJournal
	if name == rawFile {
		journal = mending
	}
	db, err := openDB(s.path(name), journal, 1)
	if err != nil {
		return err
	}
	var said string
	err = errors.Join(db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said), db.Close())
	var lite sqlite3.Error
	switch {
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrError: // not even the words of the schema can be read
		return s.meet(name, err)
	case err != nil:
		return s.explainIn(name, err)
	case said != "ok":
		return s.meet(name, errors.New(said))
	default:
		return nil
	}
}

// orDamage gives the damage behind an error of opening that says nothing of it, as a damaged schema makes them.
func (s *Store) orDamage(ctx context.Context, err error) error {
	var lite sqlite3.Error
	if !errors.As(err, &lite) || lite.Code != sqlite3.ErrError {
		return err
	}
	if damage := s.Check(ctx); desk.HasCode(damage, desk.ErrDataDamaged) {
		return damage
	}
	return err
}

// meet notes damage, whoever met it, and gives it as an error.
func (s *Store) meet(name string, cause error) error {
	damage := desk.E(desk.ErrDataDamaged, cause, "file", s.path(name))
	s.health.mu.Lock()
	s.health.met++
	first := s.health.damage == nil
	if first {
		s.health.due, s.health.damage = true, damage
	}
	s.health.mu.Unlock()
	if first && s.lock != nil {
		s.markDamaged(damage) // without it the next end is not clean either
		s.Announce(desk.Change{Kind: desk.AccountChanged})
	}
	return damage
}

// passed ends whatever was feared, unless more damage was met since the check began, when it had been met so often.
func (s *Store) passed(ctx context.Context, met int) error {
	if err := s.unmoved(); err != nil {
		return err
	}
	feared := s.Damage() != nil
	if feared && s.writer != nil {
		if err := s.takeStation(ctx, s.held); err != nil {
			return err
		}
	}
	s.health.mu.Lock()
	again := s.health.damage
	if s.health.met == met {
		s.health.due, s.health.damage, again = false, nil, nil
	}
	s.health.mu.Unlock()
	if again != nil {
		return again
	}
	if feared {
		_ = os.Remove(s.path(leftFile))
		s.Announce(desk.Change{Kind: desk.AccountChanged})
	}
	return nil
}

// unmoved gives desk.ErrDataReplaced where another file lies in the place of one that is open: what would be written
// then is gone at the next opening.
func (s *Store) unmoved() error {
	for name, opened := range s.opened {
		now, err := os.Stat(s.path(name))
		if err != nil || !os.SameFile(now, opened) {
			return desk.E(desk.ErrDataReplaced, err, "file", s.path(name))
		}
	}
	return nil
}

// held gives the error of whoever opened the folder for reading only.
func (s *Store) held() error {
	if s.writer == nil {
		return desk.E(desk.ErrDataLocked, nil, "dir", s.dir)
	}
	return nil
}

// writable gives the error of whoever must not write now.
func (s *Store) writable() error {
	if err := s.held(); err != nil {
		return err
	}
	if damage := s.Damage(); damage != nil {
		return damage
	}
	return s.unmoved()
}

// arrive reads how the folder was left and takes the mark away, so that only a clean end makes another. What was left
// damaged is checked before anything is written.
func (s *Store) arrive(ctx context.Context) error {
	mark, err := os.ReadFile(s.path(leftFile))
	if err != nil {
		s.health.due = s.fileNow(mainFile) != "" // a folder that is new was never left
		return ignoreAbsent(err)
	}
	if left, damaged := strings.CutPrefix(string(mark), knownDamaged); damaged {
		return s.arriveDamaged(ctx, left)
	}
	s.health.due = string(mark) != s.fileNow(mainFile)
	return errors.Join(os.Remove(s.path(leftFile)), syncFolder(s.dir))
}

// arriveDamaged begins where damage was known. A write-ahead log that stayed behind when another main file was put in
// place is none of its own: SQLite would write the one into the other.
func (s *Store) arriveDamaged(ctx context.Context, left string) error {
	parts := strings.Split(left, "\n")
	if len(parts) == 3 && parts[1] != s.fileNow(mainFile) && parts[2] != "" && parts[2] == s.fileNow(mainFile+walSuffix) {
		if err := os.Rename(s.path(mainFile+walSuffix), s.path(mainFile+walSuffix+"-"+NewID())); err != nil {
			return err
		}
	}
	_ = s.meet(parts[0], errors.New("it was damaged when the folder was last open"))
	if err := s.Check(ctx); !desk.HasCode(err, desk.ErrDataDamaged) {
		return err
	}
	return nil
}

// leave marks how the folder is left: a file that nobody fears for, or one to be checked before it is written, because
// it is damaged or another than the one that was open. Where the mark cannot be written, the next start checks.
func (s *Store) leave() {
	trouble := s.Damage()
	if trouble == nil {
		trouble = desk.AsError(s.unmoved())
	}
	if trouble != nil {
		s.markDamaged(trouble)
		return
	}
	if now := s.fileNow(mainFile); now != "" && !s.CheckDue() {
		_ = os.WriteFile(s.path(leftFile), []byte(now), 0o600)
	}
}

func (s *Store) markDamaged(trouble *desk.Error) {
	main := s.fileNow(mainFile)
	if s.unmoved() != nil {
		main = "" // the log beside it belongs to the one before
	}
	mark := knownDamaged + strings.Join([]string{filepath.Base(trouble.Params["file"]), main, s.fileNow(mainFile + walSuffix)}, "\n")
	_ = os.WriteFile(s.path(leftFile), []byte(mark), 0o600)
}

// fileNow tells a file apart from itself at another time, by size and time; empty when it cannot be looked at.
func (s *Store) fileNow(name string) string {
	info, err := os.Stat(s.path(name))
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano())
}
