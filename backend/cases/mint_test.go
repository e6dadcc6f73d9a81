package cases

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/protocol"
	"balcao/backend/store"
)

// station is a data folder with a clock, a customer, and the numbers it gave.
type station struct {
	t    *testing.T
	st   *store.Store
	dir  string
	at   time.Time
	last desk.Protocol
}

func newStation(t *testing.T) *station {
	t.Helper()
	s := &station{t: t, dir: filepath.Join(t.TempDir(), "Balcao"), at: time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)}
	s.start()
	s.write(func(tx *store.Tx) error {
		if err := tx.Customers().Insert(desk.Customer{ID: "ana", Name: "Ana"}); err != nil {
			return err
		}
		return tx.Customers().AddIdentity(desk.Identity{ID: "ana@", CustomerID: "ana", Medium: desk.Email, Address: "ana@cliente.example", Key: "mail:ana@cliente.example"})
	})
	return s
}

func (s *station) start() {
	s.t.Helper()
	st, err := store.Open(s.t.Context(), s.dir, store.Options{Now: func() time.Time { return s.at }})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = st.Close() })
	s.st = st
}

func (s *station) write(fn func(*store.Tx) error) {
	s.t.Helper()
	if err := s.st.Write(s.t.Context(), fn); err != nil {
		s.t.Fatal(err)
	}
}

// give opens some cases and gives their numbers.
func (s *station) give(n int) (numbers []desk.Protocol) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		for range n {
			k, err := open(tx, opening{identity: "ana@", customer: "ana", actor: desk.Owner})
			if err != nil {
				return err
			}
			numbers = append(numbers, k.Protocol)
		}
		return nil
	})
	return numbers
}

// TestNumbersAreGivenOnce has two laptops give 1,800 numbers on one day, the clock of one going back and forth. Each
// stays below what makes it draw another station, which may be that of the other.
func TestNumbersAreGivenOnce(t *testing.T) {
	a, b := newStation(t), newStation(t)
	for a.give(1)[0][6:8] == b.give(1)[0][6:8] {
		b = newStation(t) // one in ninety: such a clash is found when their numbers meet
	}
	given := map[desk.Protocol]bool{}
	for round := range 18 {
		a.at = a.at.Add(time.Duration(round%5-2) * 20 * time.Hour)
		for _, s := range []*station{a, b} {
			for _, p := range s.give(50) {
				if given[p] {
					t.Fatalf("%s is given twice", p)
				}
				given[p] = true
				if !protocol.Valid(string(p)) {
					t.Errorf("%s", p)
				}
				if same := s.last != "" && p[6:8] == s.last[6:8]; same && p <= s.last {
					t.Errorf("%s after %s", p, s.last)
				}
				s.last = p
			}
		}
	}
	if len(given) != 1800 {
		t.Errorf("%d numbers", len(given))
	}
}

// TestACopyOfTheFolderCountsElsewhere: what was given after the copy was made must not be given again.
func TestACopyOfTheFolderCountsElsewhere(t *testing.T) {
	s := newStation(t)
	first := s.give(1)[0]
	if err := s.st.Close(); err != nil {
		t.Fatal(err)
	}
	moved := s.dir + "-copy"
	if err := os.CopyFS(moved, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	s.dir = moved
	s.start()
	if second := s.give(1)[0]; second[6:8] == first[6:8] {
		t.Errorf("%s after %s", second, first)
	}
}

// TestARestoreInPlaceCountsElsewhere: the whole folder, as it was, is put back where it lay.
func TestARestoreInPlaceCountsElsewhere(t *testing.T) {
	s := newStation(t)
	first := s.give(1)[0]
	if err := s.st.Close(); err != nil {
		t.Fatal(err)
	}
	backup := s.dir + "-backup"
	if err := os.CopyFS(backup, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	s.start()
	since := s.give(1)[0]
	if err := s.st.Close(); err != nil {
		t.Fatal(err)
	}
	if since[6:8] != first[6:8] {
		t.Errorf("%s after %s in one folder", since, first)
	}
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(s.dir, os.DirFS(backup)); err != nil {
		t.Fatal(err)
	}
	s.start()
	if again := s.give(1)[0]; again[6:8] == first[6:8] {
		t.Errorf("%s after the restore, %s was given", again, since)
	}
}

func TestTheThousandthOfADay(t *testing.T) {
	s := newStation(t)
	numbers := s.give(protocol.MaxCount + 2)
	last, beyond := numbers[protocol.MaxCount-1], numbers[protocol.MaxCount]
	if protocol.Count(last) != protocol.MaxCount || protocol.Count(beyond) != 1 || last[6:8] == beyond[6:8] {
		t.Errorf("%s, then %s", last, beyond)
	}
}
