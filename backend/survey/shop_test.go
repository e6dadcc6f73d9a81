package survey_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/channel/whatsapp"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/outbox"
	"balcao/backend/store"
	"balcao/backend/survey"
)

const (
	shopMail  = "loja@papelaria.example"
	shopSMS   = "+551140028922"
	shopWhats = "whatsapp:+551140028922"
	anaWhats  = "whatsapp:+5511987654321"
	anaSMS    = "+5511987654321"
	anaMail   = "ana@example.org"
)

// shop is a store whose clock the test sets, on a Tuesday morning, with a mailbox and a telephone number.
type shop struct {
	t   *testing.T
	dir string
	st  *store.Store
	now time.Time
	n   int
}

func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, dir: t.TempDir(), now: time.Date(2026, 3, 10, 10, 0, 0, 0, time.Local)}
	s.open()
	t.Cleanup(func() { _ = s.st.Close() })
	s.write(func(tx *store.Tx) error {
		for _, c := range []struct {
			id       desk.ConnectionID
			kind     desk.ConnectionKind
			accounts []desk.Account
		}{
			{"mail", desk.MailConnection, []desk.Account{{Channel: desk.Email, Address: shopMail, Name: "Papelaria"}}},
			{"phone", desk.TwilioConnection, []desk.Account{{Channel: desk.SMS, Address: shopSMS}, {Channel: desk.WhatsApp, Address: shopWhats}}},
		} {
			if err := tx.Connections().Put(desk.Connection{ID: c.id, Kind: c.kind, Config: []byte("{}"), CreatedAt: s.now, HistoryBefore: s.now.Add(-24 * time.Hour)}); err != nil {
				return err
			}
			for _, a := range c.accounts {
				a.ID, a.ConnectionID = store.NewAccountID(a.Channel, a.Address), c.id
				if err := tx.Connections().PutAccount(a); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return s
}

func (s *shop) open() {
	s.t.Helper()
	st, err := store.Open(context.Background(), s.dir, store.Options{Now: func() time.Time { return s.now }})
	check(s.t, err)
	s.st = st
}

// killed is what the next start finds after the program was killed: no end, no goodbye.
func (s *shop) killed() {
	s.t.Helper()
	_ = s.st.Close()
	s.open()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	check(s.t, s.st.Write(s.t.Context(), fn))
}

func (s *shop) read(fn func(*store.ReadTx) error) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), fn))
}

func (s *shop) pass(d time.Duration) { s.now = s.now.Add(d) }

// rules are those of the channels.
type rules struct{ now func() time.Time }

func (r rules) Check(out channel.Outbound) error {
	if out.Channel == desk.WhatsApp {
		return whatsapp.Check(out, r.now())
	}
	return nil
}

func (s *shop) asker() survey.Asker {
	return survey.Asker{
		Store: s.st, Rules: func(desk.ConnectionID) outbox.Checker { return rules{func() time.Time { return s.now }} },
		Language: func(context.Context, desk.CustomerID) (string, error) { return "pt-BR", nil },
	}
}

// ask looks at what is due, and tells how many were asked.
func (s *shop) ask() int {
	s.t.Helper()
	n, err := s.asker().Run(s.t.Context())
	check(s.t, err)
	return n
}

// says has Ana write to the shop.
func (s *shop) says(ch desk.Channel, text string) desk.MessageID {
	s.t.Helper()
	s.pass(time.Minute)
	s.n++
	id := fmt.Sprintf("m%d", s.n)
	in := &channel.Inbound{Channel: ch, ExternalID: id, Received: s.now, Text: text, Raw: []byte(id), From: anaSMS, To: shopSMS}
	conn := desk.ConnectionID("phone")
	switch ch {
	case desk.WhatsApp:
		in.From, in.To = anaWhats, shopWhats
	case desk.Email:
		conn = "mail"
		in.Raw = fmt.Appendf(nil, "From: Ana Lima <%s>\r\nTo: %s\r\nSubject: Pedido\r\nMessage-ID: <%s@example.org>\r\nDate: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
			anaMail, shopMail, id, s.now.Format(time.RFC1123Z), text)
		in.Mail, in.Text, in.ExternalID, in.Folder, in.UIDValidity, in.UID = true, "", "", "INBOX", 1, uint32(s.n)
	}
	s.take(conn, in)
	found := desk.MessageID("")
	s.read(func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(s.ana())
		for _, i := range hers {
			list, err2 := tx.Messages().Page(i.ID, store.Start(), 1)
			if err2 == nil && len(list) == 1 && list[0].At.Equal(s.now.Truncate(time.Millisecond).Truncate(s.precision(ch))) {
				found = list[0].ID
			}
		}
		return err
	})
	return found
}

func (s *shop) precision(ch desk.Channel) time.Duration {
	if ch == desk.Email {
		return time.Second
	}
	return time.Millisecond
}

func (s *shop) take(conn desk.ConnectionID, in *channel.Inbound) {
	s.t.Helper()
	var row store.ConnectionRow
	s.read(func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		for _, r := range rows {
			if r.ID == conn {
				row = r
			}
		}
		return err
	})
	intake, err := ingest.Begin(s.t.Context(), s.st, row.Connection, ingest.Options{})
	check(s.t, err)
	check(s.t, intake.Take(in, "cursor"))
	_, err = intake.Close()
	check(s.t, err)
}

// ana is the customer who wrote last.
func (s *shop) ana() (id desk.CustomerID) {
	s.t.Helper()
	page, err := customer.Inbox(s.t.Context(), s.st, customer.InboxQuery{})
	check(s.t, err)
	if len(page.Rows) == 0 {
		s.t.Fatal("nobody is here")
	}
	return page.Rows[0].CustomerID
}

// closes has the owner answer and close Ana's case.
func (s *shop) closes() desk.CaseID {
	s.t.Helper()
	s.pass(time.Minute)
	k := s.current()
	_, err := cases.Close(s.t.Context(), s.st, k.ID)
	check(s.t, err)
	return k.ID
}

func (s *shop) current() (k desk.Case) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		k, err = cases.Current(tx, s.ana())
		return err
	})
	if k.ID == "" {
		s.t.Fatal("no case is open")
	}
	return k
}

func (s *shop) isOpen(id desk.CaseID) bool {
	s.t.Helper()
	var k desk.Case
	s.read(func(tx *store.ReadTx) (err error) {
		k, err = tx.Cases().Get(id)
		return err
	})
	return k.Open()
}

func (s *shop) state() desk.TurnState {
	s.t.Helper()
	var row store.Conversation
	s.read(func(tx *store.ReadTx) (err error) {
		row, _, err = tx.Conversation(s.ana())
		return err
	})
	return row.Turn.State(s.now)
}

// turnsOn has a touch point ask, an hour after what happened.
func (s *shop) turnsOn(point desk.TouchPoint, scale desk.Scale) desk.EventID {
	s.t.Helper()
	done, err := survey.Set(s.t.Context(), s.st, desk.Touch{Point: point, Scale: scale, DelayHours: 1})
	check(s.t, err)
	return done
}

// asked is what was decided about a thing; found is false where nothing was.
func (s *shop) asked(point desk.TouchPoint, about string) (v desk.Survey, found bool) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		v, err = tx.Deliveries().Surveys().Get(desk.SurveyID(desk.HashID("survey", string(point), about)))
		if found = err == nil; desk.HasCode(err, desk.ErrNotFound) {
			err = nil
		}
		return err
	})
	return v, found
}

// surveyed is a shop in which Ana wrote by WhatsApp, her case was closed, and she was asked about it.
func surveyed(t *testing.T, scale desk.Scale) (*shop, desk.CaseID) {
	t.Helper()
	s := openShop(t)
	s.turnsOn(desk.CaseTouch, scale)
	s.says(desk.WhatsApp, "Vocês têm caderno A4?")
	id := s.closes()
	s.pass(2 * time.Hour)
	if n := s.ask(); n != 1 {
		t.Fatalf("%d asked, want 1", n)
	}
	return s, id
}

func (s *shop) message(id desk.MessageID) (m desk.Message) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) {
		m, err = tx.Messages().Get(id)
		return err
	})
	return m
}
