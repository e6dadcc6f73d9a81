package audience_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/audience"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

// shop is a store with a clock that the test sets.
type shop struct {
	t  testing.TB
	st *store.Store
	mu sync.Mutex
	at time.Time
	n  int
}

// today is noon of a Wednesday, where the computer is.
var today = time.Date(2026, 6, 10, 12, 0, 0, 0, time.Local)

func newShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, at: today}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	return s
}

func (s *shop) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *shop) set(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = at
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	check(s.t, s.st.Write(s.t.Context(), fn))
}

func mailOf(name string) string { return strings.ToLower(name) + "@exemplo.example" }

func mailIdentity(name string) desk.IdentityID {
	return store.NewIdentityID(desk.Email, mailOf(name))
}

// meet adds a customer with a mail address, and telephones.
func (s *shop) meet(name string, phones ...string) desk.CustomerID {
	s.t.Helper()
	id, _, err := customer.Add(s.t.Context(), s.st, customer.Newcomer{Name: name, Email: mailOf(name), Phones: phones})
	check(s.t, err)
	return id
}

// says keeps a mail of some days ago.
func (s *shop) says(who desk.CustomerID, name string, voice desk.Voice, days int) desk.MessageID {
	s.t.Helper()
	s.n++
	m := store.NewMessage{Message: desk.Message{
		ID: desk.MessageID(fmt.Sprint("m", s.n)), IdentityID: mailIdentity(name), AccountID: "shop", Channel: desk.Email, Direction: desk.In,
		ExternalID: fmt.Sprint(s.n), At: s.now().AddDate(0, 0, -days), Voice: voice,
	}}
	s.write(func(tx *store.Tx) error {
		if voice == desk.CustomerVoice {
			if err := tx.Customers().Verify(m.IdentityID); err != nil {
				return err
			}
		}
		return tx.Messages().Insert(m, who)
	})
	return m.ID
}

func (s *shop) sells(who desk.CustomerID, days int, cents int64) {
	s.t.Helper()
	_, err := purchase.Add(s.t.Context(), s.st, who, purchase.Sheet{
		What: "Caderno", Value: desk.Money{Cents: cents, Currency: "BRL"}, At: s.now().AddDate(0, 0, -days),
	})
	check(s.t, err)
}

// opens begins a case of a class.
func (s *shop) opens(who desk.CustomerID, name string, class desk.Class) desk.CaseID {
	s.t.Helper()
	s.n++
	id := desk.CaseID(fmt.Sprint("c", s.n))
	s.write(func(tx *store.Tx) error {
		err := tx.Record(desk.Event{
			Kind: desk.CaseOpened, CustomerID: who, CaseID: id, Actor: desk.Owner,
			Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: desk.Protocol(fmt.Sprintf("26061007%05d", s.n)), Identity: mailIdentity(name)}},
		})
		if err != nil {
			return err
		}
		return tx.Record(desk.Event{Kind: desk.CaseClassified, CustomerID: who, CaseID: id, Actor: desk.Owner, Facts: desk.Facts{Case: &desk.CaseFacts{Class: class}}})
	})
	return id
}

// members are the names of whom a filter means.
func (s *shop) members(f desk.Filter) string {
	s.t.Helper()
	var names []string
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		ids, err := audience.Members(tx, f, s.now())
		if err != nil {
			return err
		}
		for _, id := range ids {
			k, err := tx.Customers().Get(id)
			if err != nil {
				return err
			}
			names = append(names, k.Name)
		}
		return nil
	}))
	return strings.Join(names, " ")
}

func (s *shop) names() string {
	s.t.Helper()
	list, err := audience.All(s.t.Context(), s.st)
	check(s.t, err)
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}
