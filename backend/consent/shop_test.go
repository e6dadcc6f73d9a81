package consent_test

import (
	"testing"
	"time"

	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// shop is a store whose clock the test sets.
type shop struct {
	t  *testing.T
	st *store.Store
	at time.Time
	n  int
}

func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return s.at }})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	return s
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	s.at = s.at.Add(time.Minute)
	check(s.t, s.st.Write(s.t.Context(), fn))
}

// meet makes a customer with one address.
func (s *shop) meet(name string, medium desk.Channel, address, key string) (desk.CustomerID, desk.IdentityID) {
	s.t.Helper()
	id := store.NewCustomerID(name)
	identity := store.NewIdentityID(medium, address)
	s.write(func(tx *store.Tx) error {
		if err := tx.Customers().Insert(desk.Customer{ID: id, Name: name, CreatedAt: tx.Moment()}); err != nil {
			return err
		}
		return tx.Customers().AddIdentity(desk.Identity{ID: identity, CustomerID: id, Medium: medium, Address: address, Key: key})
	})
	return id, identity
}

// says takes in a message as ingest does, at most an hour late.
func (s *shop) says(i desk.IdentityID, ch desk.Channel, text string, age time.Duration) desk.MessageID {
	s.t.Helper()
	s.n++
	id := store.NewMessageID(ch, string(i)+string(rune('a'+s.n)))
	s.write(func(tx *store.Tx) error {
		identity, err := tx.Customers().IdentityByID(i)
		if err != nil {
			return err
		}
		m := store.NewMessage{Message: desk.Message{
			ID: id, IdentityID: i, Channel: ch, Direction: desk.In, Voice: desk.CustomerVoice, Text: text,
			At: tx.Moment().Add(-age), ArrivedAt: tx.Moment(),
		}}
		if err := tx.Messages().Insert(m, identity.CustomerID); err != nil {
			return err
		}
		return consent.Heard(tx, m.Message, consent.Read(ch, "", text))
	})
	return id
}

func (s *shop) set(saying consent.Saying) desk.EventID {
	s.t.Helper()
	s.at = s.at.Add(time.Minute)
	done, err := consent.Set(s.t.Context(), s.st, saying)
	check(s.t, err)
	return done[0]
}

func yes(i desk.IdentityID) consent.Saying {
	return consent.Saying{Identity: i, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given}
}

func no(i desk.IdentityID) consent.Saying {
	return consent.Saying{Identity: i, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Withdrawn}
}

func (s *shop) may(i desk.IdentityID, p desk.Purpose, ch desk.Channel) (may bool) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		all, err := consent.May(tx, p, ch, i)
		may = all[i]
		return err
	}))
	return may
}

func (s *shop) want(name string, may bool, i desk.IdentityID, p desk.Purpose, ch desk.Channel) {
	s.t.Helper()
	if got := s.may(i, p, ch); got != may {
		s.t.Errorf("%s: may %s by %s is %v, want %v", name, p, ch, got, may)
	}
}

func (s *shop) show(id desk.CustomerID) []consent.Address {
	s.t.Helper()
	list, err := consent.Show(s.t.Context(), s.st, id)
	check(s.t, err)
	return list
}

func (s *shop) merge(keep, other desk.CustomerID) desk.EventID {
	s.t.Helper()
	id, err := customer.Merge(s.t.Context(), s.st, keep, other, nil)
	check(s.t, err)
	return id
}
