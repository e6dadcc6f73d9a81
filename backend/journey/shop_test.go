package journey_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

// shop is a store at noon of a day.
type shop struct {
	t  testing.TB
	st *store.Store
	n  int
}

// today is a Wednesday, where the computer is.
var today = time.Date(2026, 6, 10, 12, 0, 0, 0, time.Local)

func newShop(t testing.TB) *shop {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: func() time.Time { return today }})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	return &shop{t: t, st: st}
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

// person is a customer with one mail address and one telephone.
type person struct {
	id          desk.CustomerID
	mail, phone desk.IdentityID
}

func (s *shop) meet(name string) person {
	s.t.Helper()
	mail := name + "@exemplo.example"
	phone := fmt.Sprintf("+55119888%05d", len(name))
	p := person{store.NewCustomerID("mail:" + mail), store.NewIdentityID(desk.Email, mail), store.NewIdentityID(desk.WhatsApp, phone)}
	s.write(func(tx *store.Tx) error {
		if err := tx.Customers().Insert(desk.Customer{ID: p.id, Name: name, CreatedAt: tx.Moment()}); err != nil {
			return err
		}
		if err := tx.Customers().AddIdentity(desk.Identity{ID: p.mail, CustomerID: p.id, Medium: desk.Email, Address: mail, Key: "mail:" + mail}); err != nil {
			return err
		}
		return tx.Customers().AddIdentity(desk.Identity{ID: p.phone, CustomerID: p.id, Medium: desk.WhatsApp, Address: phone, Key: "tel:" + phone})
	})
	return p
}

// saying is a message, for short.
type saying struct {
	over  desk.Channel
	by    desk.Direction
	at    time.Time
	words string
}

// says keeps a message and gives its id.
func (s *shop) says(p person, w saying) desk.MessageID {
	s.t.Helper()
	return s.sends(p, w, "")
}

// sends keeps a message that was sent for a purpose; empty: it answers, or is hers.
func (s *shop) sends(p person, w saying, purpose desk.Purpose) desk.MessageID {
	s.t.Helper()
	s.n++
	m := store.NewMessage{Message: desk.Message{
		ID: desk.MessageID(desk.HashID("test", fmt.Sprint(s.n))), IdentityID: p.phone, AccountID: "shop", Channel: w.over, Direction: w.by,
		ExternalID: fmt.Sprint(s.n), At: w.at, Text: w.words, Voice: desk.CustomerVoice, Purpose: purpose,
	}, Snippet: w.words}
	if w.over == desk.Email {
		m.IdentityID = p.mail
	}
	if w.by == desk.Out {
		m.Voice = desk.ElsewhereShop
	}
	s.write(func(tx *store.Tx) error { return tx.Messages().Insert(m, p.id) })
	return m.ID
}

func (s *shop) sells(p person, at time.Time, what string, cents int64) desk.PurchaseID {
	s.t.Helper()
	id, err := purchase.Add(s.t.Context(), s.st, p.id, purchase.Sheet{What: what, Value: desk.Money{Cents: cents, Currency: "BRL"}, At: at})
	check(s.t, err)
	return id
}

// answers has a person give a score of 5 in a message to a survey that another one asked.
func (s *shop) answers(p person, asked, said desk.MessageID, at time.Time) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		v := desk.Survey{
			ID: "s1", Point: desk.CaseTouch, About: "k1", Scale: desk.CSAT, At: at.Add(-time.Hour), CustomerID: p.id, IdentityID: p.phone,
			Channel: desk.WhatsApp, MessageID: asked, Language: "pt-BR",
		}
		if err := tx.Deliveries().Surveys().Insert(v); err != nil {
			return err
		}
		return tx.Record(desk.Event{
			Kind: desk.SurveyAnswered, Actor: desk.Program, MessageID: said, Facts: desk.Facts{Survey: &desk.SurveyFacts{ID: "s1", Score: 5, At: at}},
		})
	})
}
