package store

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"balcao/backend/desk"
)

// clock is a clock that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock {
	return &clock{now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func folder(t testing.TB) string { return filepath.Join(t.TempDir(), "Balcao") }

func open(t testing.TB, dir string, opts Options) *Store {
	t.Helper()
	st, err := Open(context.Background(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func write(t testing.TB, st *Store, fn func(*Tx) error) {
	t.Helper()
	if err := st.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, st *Store, fn func(*ReadTx) error) {
	t.Helper()
	if err := st.Read(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// person is a customer with one address.
type person struct {
	id       desk.CustomerID
	identity desk.IdentityID
	address  string
}

func newPerson(n int) person {
	address := fmt.Sprintf("cliente%d@exemplo.example", n)
	return person{NewCustomerID("mail:" + address), NewIdentityID(desk.Email, address), address}
}

func (p person) add(tx *Tx) error {
	if err := tx.Customers().Insert(desk.Customer{ID: p.id, CreatedAt: tx.Moment()}); err != nil {
		return err
	}
	return tx.Customers().AddIdentity(desk.Identity{
		ID: p.identity, CustomerID: p.id, Medium: desk.Email, Address: p.address, Key: "mail:" + p.address,
	})
}

func (p person) message(name string, voice desk.Voice, at time.Time, text string) NewMessage {
	m := NewMessage{Message: desk.Message{
		ID: desk.MessageID(desk.HashID("test", name)), IdentityID: p.identity, AccountID: "shop", Channel: desk.Email, Direction: desk.In,
		ExternalID: name, At: at, Text: text, Voice: voice,
	}, Numbers: Numbers(text), Snippet: text}
	if voice >= desk.ElsewhereShop {
		m.Direction = desk.Out
	}
	return m
}

// says adds a person, if need be, and a message of hers.
func (p person) says(t testing.TB, st *Store, name, text string) desk.MessageID {
	t.Helper()
	m := p.message(name, desk.CustomerVoice, st.Now(), text)
	write(t, st, func(tx *Tx) error {
		if _, known, err := tx.Customers().Identity(desk.Email, p.address); err != nil {
			return err
		} else if !known {
			if err := p.add(tx); err != nil {
				return err
			}
		}
		return tx.Messages().Insert(m, p.id)
	})
	return m.ID
}

// answers queues an answer of the shop.
func (p person) answers(t testing.TB, st *Store, name, text string) desk.DeliveryID {
	t.Helper()
	m := p.message(name, desk.HereShop, st.Now(), text)
	id := desk.DeliveryID("delivery-" + name)
	write(t, st, func(tx *Tx) error {
		if err := tx.Messages().Insert(m, p.id); err != nil {
			return err
		}
		return tx.Deliveries().Insert(OutgoingRow{
			Delivery: desk.Delivery{ID: id, MessageID: m.ID, State: desk.Queued, UpdatedAt: st.Now()}, Here: true, CreatedAt: st.Now(),
		}, p.id)
	})
	return id
}

func step(t testing.TB, st *Store, id desk.DeliveryID, events ...desk.DeliveryEvent) {
	t.Helper()
	write(t, st, func(tx *Tx) error {
		for _, e := range events {
			row, err := tx.Deliveries().Get(id)
			if err != nil {
				return err
			}
			if _, err := tx.Deliveries().Step(row, e, "", nil, st.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

func record(t testing.TB, st *Store, e desk.Event) {
	t.Helper()
	write(t, st, func(tx *Tx) error { return tx.Record(e) })
}

func conversation(t testing.TB, st *Store, id desk.CustomerID) (c Conversation) {
	t.Helper()
	read(t, st, func(tx *ReadTx) error {
		got, found, err := tx.Conversation(id)
		if err == nil && !found {
			t.Fatalf("customer %s has no conversation", id)
		}
		c = got
		return err
	})
	return c
}

func search(t testing.TB, st *Store, typed string) (ids []desk.MessageID) {
	t.Helper()
	match := MatchExpression(typed)
	if match == "" {
		return nil
	}
	read(t, st, func(tx *ReadTx) error {
		hits, err := tx.SearchMessages(Search{Match: match, Before: FirstHit, Limit: 100})
		for _, h := range hits {
			ids = append(ids, h.MessageID)
		}
		if n, _, countErr := tx.CountMessages(Search{Match: match}); err == nil && countErr == nil && n != len(hits) {
			t.Errorf("%q finds %d and counts %d", typed, len(hits), n)
		}
		return err
	})
	return ids
}
