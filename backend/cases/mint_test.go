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

// station is a data folder on a computer, with a clock and a customer.
type station struct {
	t      *testing.T
	st     *store.Store
	dir    string
	memory string // what its computer remembers
	at     time.Time
}

func newStation(t *testing.T, memory string) *station {
	t.Helper()
	s := &station{t: t, dir: filepath.Join(t.TempDir(), "Balcao"), memory: memory, at: time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)}
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
	st, err := store.Open(s.t.Context(), s.dir, store.Options{Memory: s.memory, Now: func() time.Time { return s.at }})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = st.Close() })
	s.st = st
}

func (s *station) end() {
	s.t.Helper()
	if err := s.st.Close(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *station) write(fn func(*store.Tx) error) {
	s.t.Helper()
	if err := s.st.Write(s.t.Context(), fn); err != nil {
		s.t.Fatal(err)
	}
}

// give opens some cases and gives their numbers.
func (s *station) give(n int) []desk.Protocol {
	s.t.Helper()
	numbers, err := openSome(s.t.Context(), s.st, n)
	if err != nil {
		s.t.Fatal(err)
	}
	return numbers
}

// given is what numbers were given, with the station digits that each folder used.
type given struct {
	t       *testing.T
	numbers map[desk.Protocol]bool
	last    map[string]desk.Protocol
	of      map[string]*station
	clash   bool // two folders that know nothing of each other drew the same digits
}

func newGiven(t *testing.T) *given {
	return &given{t: t, numbers: map[desk.Protocol]bool{}, last: map[string]desk.Protocol{}, of: map[string]*station{}}
}

// take checks that numbers are new, whole, and above all that were given under the same digits.
func (g *given) take(s *station, numbers []desk.Protocol) {
	g.t.Helper()
	for _, p := range numbers {
		digits := p.Station()
		if of := g.of[digits]; of != nil && of != s && of.memory != s.memory {
			g.clash = true
			return
		}
		if g.numbers[p] || !protocol.Valid(string(p)) || p <= g.last[digits] {
			g.t.Fatalf("%s after %s; given before: %v", p, g.last[digits], g.numbers[p])
		}
		g.numbers[p], g.last[digits], g.of[digits] = true, p, s
	}
}

// TestNumbersAreGivenOnce has two stations give 2,400 numbers on one day, more than the digits of each have for it, while
// the clock of one goes back and forth.
func TestNumbersAreGivenOnce(t *testing.T) {
	for name, memories := range map[string]func() [2]string{
		"two folders of one computer": func() [2]string { dir := t.TempDir(); return [2]string{dir, dir} },
		"two laptops":                 func() [2]string { return [2]string{t.TempDir(), t.TempDir()} },
	} {
		t.Run(name, func(t *testing.T) {
			g := giveOnADay(t, memories())
			for g.clash { // among ninety, as decision 19 says: nothing tells the one laptop of the other
				g = giveOnADay(t, memories())
			}
			if len(g.numbers) != 2400 || len(g.last) < 4 {
				t.Errorf("%d numbers of %d digits", len(g.numbers), len(g.last))
			}
		})
	}
}

func giveOnADay(t *testing.T, memories [2]string) *given {
	t.Helper()
	g, a, b := newGiven(t), newStation(t, memories[0]), newStation(t, memories[1])
	for round := range 24 {
		a.at = a.at.Add([]time.Duration{-3, -4, 5, 7, -5}[round%5] * time.Hour) // never beyond the day
		for _, s := range []*station{a, b} {
			g.take(s, s.give(50))
			if g.clash {
				return g
			}
		}
	}
	return g
}

// TestWhenAllDigitsAreUsed goes on behind what is known, here of a folder that is gone, with the digits that rest the longest.
func TestWhenAllDigitsAreUsed(t *testing.T) {
	const drawn = stations - firstDrawn
	g, gone := newGiven(t), newStation(t, t.TempDir())
	for n := range drawn {
		if n == drawn/3 {
			gone.at = gone.at.AddDate(0, 0, 1)
		}
		gone.write(func(tx *store.Tx) error { _, _, err := drawAnother(tx); return err })
		g.take(gone, gone.give(1))
	}
	if len(g.last) != drawn {
		t.Fatalf("%d digits were drawn", len(g.last))
	}
	s := newStation(t, gone.memory) // on the first day
	next := s.give(1)[0]
	if before := g.last[next.Station()]; protocol.Day(before) != s.at.Format("060102") {
		t.Errorf("%s follows %s, which did not rest the longest", next, before)
	}
	g.take(s, []desk.Protocol{next})
	g.take(s, s.give(2*protocol.MaxCount))
}

// TestACopyOfTheFolderCountsElsewhere: what was given after the copy was made must not be given again.
func TestACopyOfTheFolderCountsElsewhere(t *testing.T) {
	s := newStation(t, t.TempDir())
	first := s.give(1)[0]
	s.end()
	moved := s.dir + "-copy"
	copyTree(t, s.dir, moved, overwriting)
	s.dir = moved
	s.start()
	if second := s.give(1)[0]; second.Station() == first.Station() {
		t.Errorf("%s after %s", second, first)
	}
}

// TestARestoreCountsElsewhere: a backup is put where the folder lies, after a clean end or a kill, and at times with all
// that the computer remembers, as a backup of the owner's home is.
func TestARestoreCountsElsewhere(t *testing.T) {
	for way, restore := range restores {
		for _, c := range []struct {
			name   string
			killed bool
			home   func(string, []byte) error
		}{{"", false, nil}, {", after a kill", true, nil}, {", with the home overwritten", true, overwriting}, {", with the home replaced", false, replacing}} {
			t.Run(way+c.name, func(t *testing.T) {
				s := newStation(t, t.TempDir())
				before := s.give(1)[0]
				s.end()
				backup, remembered := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "remembered")
				copyTree(t, s.dir, backup, overwriting)
				copyTree(t, s.memory, remembered, overwriting)
				s.start()
				since := s.give(2)[1]
				if since.Station() != before.Station() {
					t.Errorf("%s, then %s: nothing happened between", before, since)
				}
				s.end()
				if c.killed {
					if err := os.Remove(filepath.Join(s.dir, "left.mark")); err != nil {
						t.Fatal(err)
					}
				}
				restore(t, backup, s.dir)
				if c.home != nil {
					copyTree(t, remembered, s.memory, c.home)
				}
				s.start()
				if again := s.give(1)[0]; again.Station() == since.Station() {
					t.Errorf("%s after the restore, %s was given", again, since)
				}
			})
		}
	}
}

func TestTheThousandthOfADay(t *testing.T) {
	s := newStation(t, t.TempDir())
	numbers := s.give(protocol.MaxCount + 2)
	last, beyond := numbers[protocol.MaxCount-1], numbers[protocol.MaxCount]
	if protocol.Count(last) != protocol.MaxCount || protocol.Count(beyond) != 1 || last.Station() == beyond.Station() {
		t.Errorf("%s, then %s", last, beyond)
	}
}
