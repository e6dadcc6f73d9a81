package cases_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/store"
)

// shop takes messages in as a connection brings them, at a time that the test sets.
type shop struct {
	t           *testing.T
	st          *store.Store
	mail, phone desk.Connection
	mu          sync.Mutex
	at          time.Time
	n           int
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, at: time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	s.mail = s.connect(desk.MailConnection, desk.Account{ID: "acc-mail", Channel: desk.Email, Address: "loja@papelaria.example"})
	s.phone = s.connect(desk.TwilioConnection, desk.Account{ID: "acc-wa", Channel: desk.WhatsApp, Address: "whatsapp:+551133334444"},
		desk.Account{ID: "acc-sms", Channel: desk.SMS, Address: "+551133334444"})
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
	if err := s.st.Write(s.t.Context(), fn); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) read(fn func(*store.ReadTx) error) {
	s.t.Helper()
	if err := s.st.Read(s.t.Context(), fn); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) connect(kind desk.ConnectionKind, accounts ...desk.Account) desk.Connection {
	s.t.Helper()
	c := desk.Connection{ID: desk.ConnectionID(kind), Kind: kind, Config: []byte("{}"), CreatedAt: s.now(), HistoryBefore: s.now().AddDate(0, 0, -7)}
	s.write(func(tx *store.Tx) error {
		err := tx.Connections().Put(c)
		for _, a := range accounts {
			a.ConnectionID = c.ID
			if err == nil {
				err = tx.Connections().PutAccount(a)
			}
		}
		return err
	})
	return c
}

func (s *shop) take(c desk.Connection, in *channel.Inbound) {
	s.t.Helper()
	n, err := ingest.Begin(s.t.Context(), s.st, c, ingest.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := n.Take(in, desk.Cursor(fmt.Sprint(s.n))); err != nil {
		s.t.Fatal(err)
	}
	if _, err := n.Close(); err != nil {
		s.t.Fatal(err)
	}
}

// whatsapp has a customer write, and gives the message.
func (s *shop) whatsapp(number, text string) desk.MessageID {
	s.t.Helper()
	s.wait(time.Minute)
	s.n++
	id := fmt.Sprintf("SM%d", s.n)
	s.take(s.phone, &channel.Inbound{
		Channel: desk.WhatsApp, ExternalID: id, From: "whatsapp:" + number, To: "whatsapp:+551133334444", Text: text, Received: s.now(),
	})
	return store.NewMessageID(desk.WhatsApp, id)
}

// elsewhere has the shop write with another program, and gives the message.
func (s *shop) elsewhere(number, text string) desk.MessageID {
	s.t.Helper()
	s.wait(time.Minute)
	s.n++
	id := fmt.Sprintf("SM%d", s.n)
	s.take(s.phone, &channel.Inbound{
		Channel: desk.WhatsApp, ExternalID: id, From: "whatsapp:+551133334444", To: "whatsapp:" + number, Outgoing: true, Text: text, Received: s.now(),
	})
	return store.NewMessageID(desk.WhatsApp, id)
}

// letter has a customer write a mail with more headers, given as lines.
func (s *shop) letter(from, text string, headers ...string) {
	s.t.Helper()
	s.wait(time.Minute)
	s.n++
	lines := append([]string{
		"From: " + from, "To: loja@papelaria.example", fmt.Sprintf("Message-ID: <%d@cliente.example>", s.n), "Date: " + s.now().Format(time.RFC1123Z),
	}, headers...)
	s.take(s.mail, &channel.Inbound{
		Channel: desk.Email, Mail: true, Raw: []byte(strings.Join(lines, "\r\n") + "\r\n\r\n" + text + "\r\n"), Received: s.now(),
		Folder: "INBOX", UIDValidity: 1, UID: uint32(s.n),
	})
}

// person is who has a telephone number.
func (s *shop) person(number string) desk.CustomerID {
	s.t.Helper()
	return s.customer(desk.WhatsApp, "whatsapp:"+number)
}

func (s *shop) customer(medium desk.Channel, address string) (id desk.CustomerID) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		i, found, err := tx.Customers().Identity(medium, address)
		if err == nil && !found {
			s.t.Fatalf("nobody has %s", address)
		}
		id = i.CustomerID
		return err
	})
	return id
}

func (s *shop) of(customer desk.CustomerID) (list []desk.Case) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		list, err = tx.Cases().OfCustomer(customer, 100)
		return err
	})
	return list
}

// only gives the one case of a customer.
func (s *shop) only(customer desk.CustomerID) desk.Case {
	s.t.Helper()
	list := s.of(customer)
	if len(list) != 1 {
		s.t.Fatalf("%d cases: %+v", len(list), list)
	}
	return list[0]
}

func (s *shop) get(id desk.CaseID) (k desk.Case) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		k, err = tx.Cases().Get(id)
		return err
	})
	return k
}

// log is what was recorded about a case.
func (s *shop) log(id desk.CaseID) (log []desk.Event) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		log, err = tx.Cases().Log(id)
		return err
	})
	return log
}

// split takes a message out of its case into a new one.
func (s *shop) split(id desk.MessageID) (desk.Case, desk.EventID) {
	s.t.Helper()
	s.wait(time.Minute)
	k, done, err := cases.Split(context.Background(), s.st, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return k, done
}

// several has Ana say as many things, each in a case of its own: the oldest first.
func (s *shop) several(n int) (list []desk.Case, said []desk.MessageID) {
	s.t.Helper()
	for i := range n {
		said = append(said, s.whatsapp(ana, fmt.Sprint("mensagem ", i)))
	}
	list = make([]desk.Case, n)
	list[0] = s.only(s.ana())
	for i := n - 1; i > 0; i-- {
		list[i], _ = s.split(said[i])
	}
	return list, said
}

// open opens a case of Ana's by hand.
func (s *shop) open() (desk.Case, desk.EventID) {
	s.t.Helper()
	s.wait(time.Minute)
	k, done, err := cases.Open(context.Background(), s.st, s.ana())
	if err != nil {
		s.t.Fatal(err)
	}
	return k, done
}

// merge puts a case into another.
func (s *shop) merge(keep, other desk.Case) desk.EventID {
	s.t.Helper()
	s.wait(time.Minute)
	return must(s.t)(cases.Merge(context.Background(), s.st, keep.ID, other.ID))
}

// undo takes a decision about a case back.
func (s *shop) undo(k desk.Case, done desk.EventID) {
	s.t.Helper()
	if err := cases.Undo(context.Background(), s.st, k.ID, done); err != nil {
		s.t.Fatal(err)
	}
}

// roll does what the loops do all the time, so that states which change by time alone are up to date.
func (s *shop) roll() {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		_, err := tx.Roll(s.now())
		return err
	})
}

func (s *shop) rebuild() {
	s.t.Helper()
	if err := s.st.Rebuild(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) item(id desk.MessageID) (item store.CaseItem) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		items, err := tx.Cases().OfMessages([]desk.MessageID{id})
		item = items[id]
		return err
	})
	return item
}

func (s *shop) hints(customer desk.CustomerID) (list []desk.Hint) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		list, err = tx.Cases().Placing().Hints(customer)
		return err
	})
	return list
}

// asked is what the owner is asked about one message.
func (s *shop) asked(id desk.MessageID) (list []desk.Hint) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		who, err := tx.Messages().CustomerOf(id)
		if err != nil {
			return err
		}
		all, err := tx.Cases().Placing().Hints(who)
		list = slices.DeleteFunc(all, func(h desk.Hint) bool { return h.MessageID != id })
		return err
	})
	return list
}

// latest is the message that came last, whatever its date.
func (s *shop) latest() (id desk.MessageID) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		return tx.Messages().Each(time.Time{}, "", func(m desk.Message) error {
			if m.ExternalID == fmt.Sprintf("SM%d", s.n) || m.RFCMessageID == fmt.Sprintf("%d@cliente.example", s.n) {
				id = m.ID
			}
			return nil
		})
	})
	return id
}

// letterOfAna has Ana write a mail, whom the shop knows by her telephone too.
func (s *shop) letterOfAna(text string, headers ...string) {
	s.t.Helper()
	if _, err := customer.AddAddress(context.Background(), s.st, s.ana(), desk.Email, anaMail, ""); err != nil {
		s.t.Fatal(err)
	}
	s.letter(anaMail, text, headers...)
}

// close closes a case, and gives what undoes it.
func (s *shop) close(k desk.Case) desk.EventID {
	s.t.Helper()
	s.wait(time.Minute)
	return must(s.t)(cases.Close(context.Background(), s.st, k.ID))
}

func must(t *testing.T) func(desk.EventID, error) desk.EventID {
	t.Helper()
	return func(id desk.EventID, err error) desk.EventID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
}
