package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"balcao/backend/desk"
)

// count records an event, which counts.
func count(tx *Tx) error {
	return tx.Record(desk.Event{Kind: desk.CustomerNamed, CustomerID: newPerson(1).id, Personal: desk.Personal{Name: "Ana"}})
}

func putAside(tx *Tx) error { return tx.Settings().Put("x", "y") }

func writes(st *Store, fn func(*Tx) error) error { return st.Write(context.Background(), fn) }

var errGivenUp = errors.New("given up")

// TestWhenAFolderKeepsItsName, and when it takes another because it may have counted further than it knows.
func TestWhenAFolderKeepsItsName(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(st *Store) error // after the last event, before the end
		after     func(st *Store) error // after the end
		kept      bool
	}{
		"a clean end":                      {kept: true},
		"an end that was not clean":        {after: func(st *Store) error { return os.Remove(st.path(leftFile)) }, kept: true},
		"something else wrote to the file": {after: func(st *Store) error { return os.Chmod(st.path(mainFile), 0o600) }, kept: true},
		"what did not count was written":   {meanwhile: func(st *Store) error { return writes(st, putAside) }, kept: true},
		"a transaction was given up": {meanwhile: func(st *Store) error {
			return ignore(errGivenUp, writes(st, func(tx *Tx) error { return errors.Join(count(tx), errGivenUp) }))
		}, kept: true},
		"a part of one was given up": {meanwhile: func(st *Store) error {
			return writes(st, func(tx *Tx) error {
				return errors.Join(count(tx), ignore(errGivenUp, tx.Try(func() error { return errors.Join(count(tx), errGivenUp) })))
			})
		}, kept: true},
		"cut off between remembering and keeping": {after: func(st *Store) error { return st.memory.keep(st.station, st.tally.with(st.tally.Counter+1, nil)) }},
		"what was remembered is gone":             {after: func(st *Store) error { return os.Remove(st.memory.path(st.station)) }},
		"what was remembered was put back": {after: func(st *Store) error {
			path := st.memory.path(st.station)
			content, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path+".copy", content, 0o600), os.Rename(path+".copy", path))
		}},
		"what is remembered cannot be read": {after: func(st *Store) error { return os.WriteFile(st.memory.path(st.station), []byte("{"), 0o600) }},
		"the folder was moved":              {after: func(st *Store) error { st.dir += "-moved"; return os.Rename(st.tally.Folder, st.dir) }},
		"nothing can be remembered": {after: func(st *Store) error {
			return errors.Join(os.RemoveAll(st.memory.dir), os.WriteFile(st.memory.dir, nil, 0o600))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			computer := Options{Memory: filepath.Join(t.TempDir(), "memory")}
			st := open(t, folder(t), computer)
			newPerson(1).says(t, st, "m", "olá")
			do := func(fn func(*Store) error) {
				t.Helper()
				if fn == nil {
					return
				}
				if err := fn(st); err != nil {
					t.Fatal(err)
				}
			}
			do(func(st *Store) error { return writes(st, count) })
			do(c.meanwhile)
			do((*Store).Close)
			do(c.after)
			again := open(t, st.dir, computer)
			if kept := again.station == st.station; kept != c.kept {
				t.Errorf("the name was kept: %v", kept)
			}
			if err := writes(again, count); err != nil {
				t.Error(err)
			}
		})
	}
}

// ignore gives an error, unless it is one that was wanted.
func ignore(wanted, err error) error {
	if errors.Is(err, wanted) {
		return nil
	}
	return err
}

// TestAFileOverwrittenWhileOpen is an older one if it has counted less far than is remembered.
func TestAFileOverwrittenWhileOpen(t *testing.T) {
	st := open(t, folder(t), Options{Memory: t.TempDir()})
	newPerson(1).says(t, st, "m", "olá")
	if err := writes(st, count); err != nil {
		t.Fatal(err)
	}
	if _, err := st.writer.Exec("DELETE FROM event"); err != nil {
		t.Fatal(err)
	}
	if err := writes(st, putAside); !desk.HasCode(err, desk.ErrDataReplaced) {
		t.Errorf("it was written: %v", err)
	}
}

// TestNothingCountsThatCannotBeRemembered: a number would be told, and forgotten by a restore.
func TestNothingCountsThatCannotBeRemembered(t *testing.T) {
	memory := filepath.Join(t.TempDir(), "memory")
	st := open(t, folder(t), Options{Memory: memory})
	newPerson(1).says(t, st, "m", "olá")
	in := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	in(os.RemoveAll(memory))
	in(os.WriteFile(memory, nil, 0o600))
	if err := writes(st, count); err == nil {
		t.Error("an event was kept")
	}
	in(writes(st, putAside))
	in(os.Remove(memory))
	in(writes(st, count))
}

// TestReadingWhileAStationIsTaken: as after damage, where the computer cannot remember it. What is counted from then on is
// not looked for there.
func TestReadingWhileAStationIsTaken(t *testing.T) {
	memory := filepath.Join(t.TempDir(), "memory")
	st := open(t, folder(t), Options{Memory: memory})
	if err := errors.Join(os.RemoveAll(memory), os.WriteFile(memory, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	before := st.station
	st.station = ""
	read, taken := make(chan error), make(chan struct{})
	go func() { read <- st.Read(context.Background(), func(*ReadTx) error { <-taken; return nil }) }()
	for st.reader.Stats().InUse == 0 {
		runtime.Gosched()
	}
	err := st.takeStation(t.Context(), st.held)
	close(taken)
	if err = errors.Join(err, <-read, writes(st, count)); err != nil || st.station == before {
		t.Errorf("%s after %s: %v", st.station, before, err)
	}
}
