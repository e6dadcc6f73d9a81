package customer_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"balcao/backend/desk"
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

func newShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, at: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	return s
}

func (s *shop) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *shop) wait(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = s.at.Add(d)
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	if err := s.st.Write(context.Background(), fn); err != nil {
		s.t.Fatal(err)
	}
}

// address is one way to reach a customer.
type address struct {
	customer desk.CustomerID
	medium   desk.Channel
	raw, key string
}

func (a address) identity() desk.IdentityID { return store.NewIdentityID(a.medium, a.raw) }

func mail(name string) address {
	raw := name + "@exemplo.example"
	return address{store.NewCustomerID("mail:" + raw), desk.Email, raw, "mail:" + raw}
}

// meet makes a customer with addresses.
func (s *shop) meet(name string, list ...address) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		if err := tx.Customers().Insert(desk.Customer{ID: list[0].customer, Name: name, CreatedAt: tx.Moment()}); err != nil {
			return err
		}
		for _, a := range list {
			if err := tx.Customers().AddIdentity(desk.Identity{ID: a.identity(), CustomerID: list[0].customer, Medium: a.medium, Address: a.raw, Key: a.key}); err != nil {
				return err
			}
		}
		return nil
	})
}

// says keeps a message of a customer that came some time ago.
func (s *shop) says(who desk.CustomerID, a address, voice desk.Voice, ago time.Duration, text string) desk.MessageID {
	s.t.Helper()
	s.n++
	m := store.NewMessage{Message: desk.Message{
		ID: desk.MessageID(desk.HashID("test", fmt.Sprint(s.n))), IdentityID: a.identity(), AccountID: "shop", Channel: a.medium,
		Direction: desk.In, ExternalID: fmt.Sprint(s.n), At: s.now().Add(-ago), Subject: "Assunto", Text: text, Voice: voice,
	}, Numbers: store.Numbers(text), Snippet: text}
	if voice >= desk.ElsewhereShop {
		m.Direction = desk.Out
	}
	s.write(func(tx *store.Tx) error { return tx.Messages().Insert(m, who) })
	return m.ID
}

func (s *shop) deliver(who desk.CustomerID, id desk.MessageID, events ...desk.DeliveryEvent) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		row := store.OutgoingRow{Delivery: desk.Delivery{ID: desk.DeliveryID("d" + id), MessageID: id, State: desk.Queued}, Here: true, CreatedAt: tx.Moment()}
		if err := tx.Deliveries().Insert(row, who); err != nil {
			return err
		}
		for _, e := range events {
			var err error
			if row, err = tx.Deliveries().Step(row, e, "", nil, tx.Moment()); err != nil {
				return err
			}
		}
		return nil
	})
}

func must[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
