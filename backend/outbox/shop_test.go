package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

const (
	mailConn  = desk.ConnectionID("mail")
	otherConn = desk.ConnectionID("mail2")
	phoneConn = desk.ConnectionID("phone")
	shopMail  = "loja@papelaria.example"
	otherMail = "vendas@papelaria.example"
	shopSMS   = "+551140028922"
	shopWhats = "whatsapp:+551140028922"
	ana       = "ana@example.org"
)

// shop is a store with a clock that stands still until it is moved.
type shop struct {
	t   *testing.T
	dir string
	st  *store.Store

	mu  sync.Mutex
	now time.Time
	uid uint32
}

func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, dir: t.TempDir(), now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	s.open()
	t.Cleanup(func() { _ = s.st.Close() })
	s.write(func(tx *store.Tx) error {
		for _, c := range []struct {
			id       desk.ConnectionID
			kind     desk.ConnectionKind
			accounts []desk.Account
		}{
			{mailConn, desk.MailConnection, []desk.Account{{Channel: desk.Email, Address: shopMail, Name: "Papelaria"}}},
			{otherConn, desk.MailConnection, []desk.Account{{Channel: desk.Email, Address: otherMail}}},
			{phoneConn, desk.TwilioConnection, []desk.Account{{Channel: desk.SMS, Address: shopSMS}, {Channel: desk.WhatsApp, Address: shopWhats}}},
		} {
			err := tx.Connections().Put(desk.Connection{
				ID: c.id, Kind: c.kind, Config: []byte("{}"), CreatedAt: s.clock(), HistoryBefore: s.clock().Add(-7 * 24 * time.Hour),
			})
			if err != nil {
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
	st, err := store.Open(context.Background(), s.dir, store.Options{Now: s.clock})
	check(s.t, err)
	s.st = st
}

// reopen is what the next start of the program does after a crash.
func (s *shop) reopen() {
	s.t.Helper()
	_ = s.st.Close() // the crash may have closed it already
	s.open()
}

func (s *shop) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *shop) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	check(s.t, s.st.Write(context.Background(), fn))
}

// take lets a connection bring messages in, and gives the customer of the last.
func (s *shop) take(conn desk.ConnectionID, in ...*channel.Inbound) {
	s.t.Helper()
	var row store.ConnectionRow
	check(s.t, s.st.Read(context.Background(), func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		for _, r := range rows {
			if r.ID == conn {
				row = r
			}
		}
		return err
	}))
	intake, err := ingest.Begin(context.Background(), s.st, row.Connection, ingest.Options{})
	check(s.t, err)
	for _, m := range in {
		check(s.t, intake.Take(m, "cursor"))
	}
	_, err = intake.Close()
	check(s.t, err)
}

// mail is a mail from a customer as it lies in INBOX.
func (s *shop) mail(conn desk.ConnectionID, from, id, extra, text string) {
	s.t.Helper()
	to := map[desk.ConnectionID]string{mailConn: shopMail, otherConn: otherMail}[conn]
	s.uid++
	raw := fmt.Sprintf("From: Ana Lima <%s>\r\nTo: %s\r\nSubject: =?utf-8?q?Or=C3=A7amento?=\r\nMessage-ID: <%s>\r\nDate: %s\r\n%s\r\n%s\r\n",
		from, to, id, s.clock().Format(time.RFC1123Z), extra, text)
	s.take(conn, &channel.Inbound{Channel: desk.Email, Mail: true, Raw: []byte(raw), Received: s.clock(), Folder: "INBOX", UIDValidity: 1, UID: s.uid})
}

func (s *shop) text(ch desk.Channel, from, sid, text string) {
	s.t.Helper()
	to := shopSMS
	if ch == desk.WhatsApp {
		to = shopWhats
	}
	s.take(phoneConn, &channel.Inbound{Channel: ch, ExternalID: sid, From: from, To: to, Text: text, Received: s.clock(), Raw: []byte(sid)})
}

// customer is the only one there is.
func (s *shop) customer() desk.CustomerID {
	s.t.Helper()
	page, err := customer.Inbox(context.Background(), s.st, customer.InboxQuery{})
	check(s.t, err)
	if len(page.Rows) != 1 {
		s.t.Fatalf("%d customers, want 1", len(page.Rows))
	}
	return page.Rows[0].CustomerID
}

func (s *shop) row() customer.Row {
	s.t.Helper()
	page, err := customer.Inbox(context.Background(), s.st, customer.InboxQuery{})
	check(s.t, err)
	return page.Rows[0]
}

// queue puts an answer into the outbox.
func (s *shop) queue(d outbox.Draft) outbox.Queued {
	s.t.Helper()
	if d.CustomerID == "" {
		d.CustomerID = s.customer()
	}
	q, err := outbox.Enqueue(context.Background(), s.st, noRules, d)
	check(s.t, err)
	return q
}

func noRules(desk.ConnectionID) outbox.Checker { return nil }

func (s *shop) delivery(id desk.DeliveryID) (row store.OutgoingRow) {
	s.t.Helper()
	check(s.t, s.st.Read(context.Background(), func(tx *store.ReadTx) (err error) {
		row, err = tx.Deliveries().Get(id)
		return err
	}))
	return row
}

func (s *shop) message(id desk.MessageID) (m desk.Message) {
	s.t.Helper()
	check(s.t, s.st.Read(context.Background(), func(tx *store.ReadTx) (err error) {
		m, err = tx.Messages().Get(id)
		return err
	}))
	return m
}

func (s *shop) wantState(id desk.DeliveryID, want desk.DeliveryState) store.OutgoingRow {
	s.t.Helper()
	row := s.delivery(id)
	if row.State != want {
		s.t.Fatalf("delivery is %s (%v), want %s", row.State, row.Error, want)
	}
	return row
}

func (s *shop) run(d *outbox.Dispatcher) outbox.Pass {
	s.t.Helper()
	pass, err := d.Run(context.Background())
	check(s.t, err)
	return pass
}

// provider is a sender that does as it is told, and remembers.
type provider struct {
	mu    sync.Mutex
	send  func(channel.Outbound) (channel.Receipt, error) // nil: accepts
	find  func(channel.Outbound) (channel.Receipt, error) // nil: finds what was accepted
	check func(channel.Outbound) error

	sent  []channel.Outbound
	finds int
	has   map[desk.DeliveryID]int // copies at the provider
}

func (p *provider) Send(_ context.Context, out channel.Outbound) (channel.Receipt, error) {
	p.mu.Lock()
	p.sent = append(p.sent, out)
	p.mu.Unlock()
	if p.send != nil {
		return p.send(out)
	}
	p.accept(out)
	return receipt(out), nil
}

func (p *provider) accept(out channel.Outbound) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.has == nil {
		p.has = map[desk.DeliveryID]int{}
	}
	p.has[out.DeliveryID]++
}

func receipt(out channel.Outbound) channel.Receipt {
	ref := out.RFCMessageID
	if ref == "" {
		ref = "SM" + string(out.DeliveryID)
	}
	return channel.Receipt{ExternalID: ref, Status: channel.Status{Event: desk.Accepted}}
}

func (p *provider) Find(_ context.Context, out channel.Outbound) (channel.Receipt, error) {
	p.mu.Lock()
	p.finds++
	has := p.has[out.DeliveryID]
	p.mu.Unlock()
	if p.find != nil {
		return p.find(out)
	}
	if has > 0 {
		return receipt(out), nil
	}
	return channel.Receipt{}, errAbsent
}

func (p *provider) Check(out channel.Outbound) error {
	if p.check != nil {
		return p.check(out)
	}
	return nil
}

var errAbsent = desk.E(desk.ErrNotFound, nil, "kind", "delivery")

// filingProvider also keeps copies in Sent.
type filingProvider struct {
	provider
	filed []string
	fail  error
}

func (p *filingProvider) File(_ context.Context, out channel.Outbound) error {
	if p.fail != nil {
		return p.fail
	}
	p.filed = append(p.filed, string(out.Raw))
	return nil
}

func refuse(e *desk.Error) func(channel.Outbound) (channel.Receipt, error) {
	return func(channel.Outbound) (channel.Receipt, error) { return channel.Receipt{}, e }
}

func wantCode(t *testing.T, err error, code desk.Code) {
	t.Helper()
	var e *desk.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("error %v, want %s", err, code)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
