package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"balcao/backend/desk"
)

// leftFile says how the folder was left: the size and the time of the main file as this program closed it, or
// knownDamaged and the name of a file. It is not there while the folder is open, nor after an end that was not clean.
const leftFile = "left.mark"

const knownDamaged = "damaged "

// health is what is known of the main files while the folder is open.
type health struct {
	mu     sync.Mutex
	due    bool        // nobody can tell whether the main file is whole: see CheckDue
	damage *desk.Error // nil: none was met
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

// Announce tells subscribers of something that no commit tells.
func (s *Store) Announce(c desk.Change) { s.changes.announce([]desk.Change{c}) }

// Check reads the whole main file and gives desk.ErrDataDamaged when something in it is wrong. It takes seconds, has a
// connection of its own and holds nobody up. After damage it reads the raw file too, which holds up whoever would write
// there, and when both are whole they may be written again.
func (s *Store) Check(ctx context.Context) error {
	files := []string{mainFile}
	if s.Damage() != nil {
		files = append(files, rawFile)
	}
	for _, name := range files {
		if err := s.checkFile(ctx, name); err != nil {
			return err
		}
	}
	s.healthy()
	return nil
}

func (s *Store) checkFile(ctx context.Context, name string) error {
	db, err := openDB(s.path(name), noJournal, 1)
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
	first := s.health.damage == nil
	if first {
		s.health.due, s.health.damage = true, damage
	}
	s.health.mu.Unlock()
	if first && s.lock != nil {
		_ = os.WriteFile(s.path(leftFile), []byte(knownDamaged+name), 0o600) // without it the next end is not clean either
		s.Announce(desk.Change{Kind: desk.AccountChanged})
	}
	return damage
}

// healthy ends whatever was feared.
func (s *Store) healthy() {
	s.health.mu.Lock()
	feared := s.health.damage != nil
	s.health.due, s.health.damage = false, nil
	s.health.mu.Unlock()
	if feared {
		_ = os.Remove(s.path(leftFile))
		s.Announce(desk.Change{Kind: desk.AccountChanged})
	}
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
	return nil
}

// arrive reads how the folder was left and takes the mark away, so that only a clean end makes another. A folder that
// is new was never left. found is the main file as it was before it was opened; empty for a new one.
func (s *Store) arrive(found string) error {
	left, err := os.ReadFile(s.path(leftFile))
	if ignoreAbsent(err) != nil {
		return err
	}
	if name, damaged := strings.CutPrefix(string(left), knownDamaged); damaged {
		_ = s.meet(name, errors.New("it was damaged when the folder was last open"))
		return nil
	}
	s.health.due = found != "" && string(left) != found
	return ignoreAbsent(os.Remove(s.path(leftFile)))
}

// leave marks a clean end of a file that nobody fears for. Where the mark cannot be written, the next start checks.
func (s *Store) leave() {
	if now := s.mainFileNow(); now != "" && !s.CheckDue() {
		_ = os.WriteFile(s.path(leftFile), []byte(now), 0o600)
	}
}

// mainFileNow tells the main file apart from itself at another time; empty when it cannot be looked at.
func (s *Store) mainFileNow() string {
	info, err := os.Stat(s.path(mainFile))
	if err != nil {
		return ""
	}
	return fmt.Sprintln(info.Size(), info.ModTime().UnixNano())
}
