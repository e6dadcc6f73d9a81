package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"balcao/backend/desk"
)

// copyFolder copies a folder file by file, as a person would.
func copyFolder(t *testing.T, from, to string, without ...string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o700); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		skip := e.IsDir()
		for _, w := range without {
			skip = skip || e.Name() == w
		}
		if !skip {
			copyFile(t, filepath.Join(from, e.Name()), filepath.Join(to, e.Name()))
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestACopiedFolderCountsUnderAnotherName(t *testing.T) {
	dir, computer := folder(t), Options{Memory: t.TempDir()}
	p := newPerson(1)
	named := desk.Event{Kind: desk.CustomerNamed, CustomerID: p.id, Personal: desk.Personal{Name: "Ana"}}
	st := open(t, dir, computer)
	p.says(t, st, "m", "olá")
	record(t, st, named)
	record(t, st, named)
	first := st.station
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir, computer)
	if again.station != first || first == "" {
		t.Errorf("the same folder is called %q, then %q", first, again.station)
	}
	record(t, again, named)
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{first: true}
	for i, without := range [][]string{nil, {leftFile}} {
		to := filepath.Join(t.TempDir(), "copy")
		copyFolder(t, dir, to, without...)
		other := open(t, to, computer)
		if names[other.station] {
			t.Errorf("copy %d counts as %s, like another", i, other.station)
		}
		names[other.station] = true
		record(t, other, named)
		var counters []int64
		read(t, other, func(tx *ReadTx) error {
			list, err := tx.events()
			for _, e := range list {
				counters = append(counters, e.Counter)
			}
			if last := list[len(list)-1]; last.Station != other.station || last.Counter != 1 {
				t.Errorf("the copy's first event is number %d of %s", last.Counter, last.Station)
			}
			return err
		})
		if len(counters) != 4 || counters[0] != 1 || counters[1] != 2 || counters[2] != 3 {
			t.Errorf("the counters are %v", counters)
		}
	}
}

// TestAnOlderFileCountsUnderAnotherName: it would give the same numbers again to other events.
func TestAnOlderFileCountsUnderAnotherName(t *testing.T) {
	computer := Options{Memory: t.TempDir()}
	st := open(t, folder(t), computer)
	dir := st.Dir()
	newPerson(1).says(t, st, "m", "olá")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	older, err := os.ReadFile(filepath.Join(dir, mainFile))
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(1)
	named := desk.Event{Kind: desk.CustomerNamed, CustomerID: p.id, Personal: desk.Personal{Name: "Ana"}}
	st = open(t, dir, computer)
	record(t, st, named)
	first := st.station
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, older)
	st = open(t, dir, computer)
	if st.station == first {
		t.Fatalf("an older file counts as %s, which has counted further", first)
	}
	record(t, st, named)
	second := st.station
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if again := open(t, dir, computer); again.station != second {
		t.Errorf("opened again it counts as %q, not %q", again.station, second)
	}
}

func TestAnUnknownEventChangesNothing(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	p.says(t, st, "m", "olá")
	for _, e := range []desk.Event{{Kind: "customer.teleported", CustomerID: p.id}, {Kind: desk.ConversationClosed, CustomerID: "nobody"}} {
		if err := st.Write(t.Context(), func(tx *Tx) error { return tx.Record(e) }); err == nil {
			t.Errorf("%s of %s was recorded", e.Kind, e.CustomerID)
		}
	}
	read(t, st, func(tx *ReadTx) error {
		list, err := tx.events()
		if len(list) != 0 {
			t.Errorf("the log holds %v", list)
		}
		return err
	})
}

// TestAStepThatWasUndoneLeavesNoGap: the events are counted without one that was never kept.
func TestAStepThatWasUndoneLeavesNoGap(t *testing.T) {
	st, p := open(t, folder(t), Options{}), newPerson(1)
	write(t, st, p.add)
	named := func(name string) desk.Event {
		return desk.Event{Kind: desk.CustomerNamed, CustomerID: p.id, Personal: desk.Personal{Name: name}}
	}
	write(t, st, func(tx *Tx) error {
		if err := tx.Record(named("Ana")); err != nil {
			return err
		}
		err := tx.Try(func() error {
			if err := tx.Record(named("Bia")); err != nil {
				return err
			}
			return errBoom
		})
		if !errors.Is(err, errBoom) {
			t.Errorf("%v", err)
		}
		return tx.Record(named("Carla"))
	})
	record(t, st, named("Dora"))
	read(t, st, func(tx *ReadTx) error {
		log, err := tx.Customers().Log(p.id)
		for i, e := range log {
			if e.Counter != int64(i+1) {
				t.Errorf("%s is the event %d, want %d", e.Personal.Name, e.Counter, i+1)
			}
		}
		if len(log) != 3 {
			t.Errorf("%d events", len(log))
		}
		return err
	})
}
