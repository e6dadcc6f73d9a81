package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// counter is a shop with one mailbox (or several) and one Twilio connection.
type counter struct {
	t     *testing.T
	st    *store.Store
	mail  desk.Connection
	phone desk.Connection
	uid   uint32
}

const (
	shopSMS      = "+551133334444"
	shopWhatsApp = "whatsapp:+551133334444"
)

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{t: t, st: openStore(t)}
	c.mail = addMailbox(t, c.st)
	c.phone = addConnection(t, c.st, desk.TwilioConnection, "twilio",
		desk.Account{ID: "acc-sms", Channel: desk.SMS, Address: shopSMS}, desk.Account{ID: "acc-wa", Channel: desk.WhatsApp, Address: shopWhatsApp})
	return c
}

// letter makes a mail that lies in the inbox and came just now; fields that are given replace its own, empty
// ones go.
func (c *counter) letter(text string, fields ...string) *channel.Inbound {
	c.uid++
	now := time.Now()
	order := []string{"Message-ID", "From", "To", "Subject", "Date", "Content-Type"}
	values := map[string]string{
		"Message-ID": fmt.Sprintf("<%d@cliente.example>", c.uid), "From": "Ana Lima <ana@cliente.example>", "To": shopAddress,
		"Subject": "Pedido", "Date": now.Format(time.RFC1123Z), "Content-Type": "text/plain; charset=utf-8",
	}
	for i := 0; i+1 < len(fields); i += 2 {
		if _, known := values[fields[i]]; !known {
			order = append(order, fields[i])
		}
		values[fields[i]] = fields[i+1]
	}
	var raw strings.Builder
	for _, name := range order {
		if values[name] != "" {
			raw.WriteString(name + ": " + values[name] + "\r\n")
		}
	}
	raw.WriteString("\r\n" + text + "\r\n")
	return &channel.Inbound{
		Channel: desk.Email, Mail: true, Raw: []byte(raw.String()), Received: now, Folder: "INBOX", UIDValidity: 1, UID: c.uid,
	}
}

// text makes a message of a message channel that came just now.
func text(ch desk.Channel, sid, from, body string) *channel.Inbound {
	to := shopSMS
	if ch == desk.WhatsApp {
		to = shopWhatsApp
	}
	return &channel.Inbound{
		Channel: ch, ExternalID: sid, Raw: []byte(`{"sid":"` + sid + `"}`), Received: time.Now(), From: from, To: to, Text: body,
	}
}

// sent turns a message round: the shop sent it with another program.
func sent(in *channel.Inbound, s channel.Status) *channel.Inbound {
	in.From, in.To, in.Outgoing, in.Status = in.To, in.From, true, s
	return in
}

// take takes messages in, in one pull, and gives what was counted over all accounts.
func (c *counter) take(conn desk.Connection, list ...*channel.Inbound) (total Count) {
	c.t.Helper()
	n, err := Begin(context.Background(), c.st, conn, Options{})
	if err != nil {
		c.t.Fatal(err)
	}
	for i, in := range list {
		if err := n.Take(in, channel.Cursor(fmt.Sprint("after ", i))); err != nil {
			c.t.Fatal(err)
		}
	}
	result, err := n.Close()
	if err != nil {
		c.t.Fatal(err)
	}
	for _, one := range result {
		total = total.plus(one)
	}
	return total
}

func (c *counter) read(fn func(*store.ReadTx) error) {
	c.t.Helper()
	if err := c.st.Read(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) write(fn func(*store.Tx) error) {
	c.t.Helper()
	if err := c.st.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

// rows is the list with everybody on it, by name (or address where there is none).
func (c *counter) rows() map[string]store.InboxRow {
	c.t.Helper()
	found := map[string]store.InboxRow{}
	c.read(func(tx *store.ReadTx) error {
		rows, err := tx.Inbox().All(store.Start(), 1000)
		for _, r := range rows {
			name := r.Name
			if name == "" {
				list, err := tx.Customers().Identities(r.CustomerID)
				if err != nil {
					return err
				}
				name = list[0].Address
			}
			if _, twice := found[name]; twice {
				c.t.Errorf("two customers are called %s", name)
			}
			found[name] = r
		}
		return err
	})
	return found
}

func (c *counter) expect(name string, state desk.TurnState, unread int, machine bool) store.InboxRow {
	c.t.Helper()
	r, ok := c.rows()[name]
	if !ok || r.State != state || r.Unread != unread || r.Machine != machine {
		c.t.Errorf("%s is %s with %d unread, machine %v (there: %v); want %s, %d, %v", name, r.State, r.Unread, r.Machine, ok, state, unread, machine)
	}
	return r
}

// messages is everything that is here, oldest first.
func (c *counter) messages() (list []desk.Message) {
	c.t.Helper()
	c.read(func(tx *store.ReadTx) error {
		return tx.Messages().Each(time.Time{}, "", func(m desk.Message) error {
			list = append(list, m)
			return nil
		})
	})
	return list
}

func (c *counter) only() desk.Message {
	c.t.Helper()
	list := c.messages()
	if len(list) != 1 {
		c.t.Fatalf("%d messages are here, want one", len(list))
	}
	return list[0]
}

func (c *counter) places(id desk.MessageID) (list []desk.Place) {
	c.t.Helper()
	c.read(func(tx *store.ReadTx) (err error) { list, err = tx.Messages().Places(id); return err })
	return list
}

func (c *counter) cursor(id desk.ConnectionID) (cursor channel.Cursor) {
	c.t.Helper()
	c.read(func(tx *store.ReadTx) error {
		all, err := tx.Connections().All()
		for _, k := range all {
			if k.ID == id {
				cursor = k.Cursor
			}
		}
		return err
	})
	return cursor
}

func TestCursorMovesOnlyWithMessages(t *testing.T) {
	c := newCounter(t)
	if got := c.take(c.mail); got != (Count{}) || c.cursor("mail") != "" {
		t.Errorf("an empty pull counts %+v and leaves the cursor %q", got, c.cursor("mail"))
	}
	if got := c.take(c.mail, nil); got != (Count{}) || c.cursor("mail") != "after 0" {
		t.Errorf("a cursor alone counts %+v and is %q", got, c.cursor("mail"))
	}
	if got := c.take(c.mail, c.letter("um"), c.letter("dois"), nil); got != (Count{Pulled: 2, New: 2}) || c.cursor("mail") != "after 2" {
		t.Errorf("two letters count %+v, the cursor is %q", got, c.cursor("mail"))
	}
	if c.cursor("twilio") != "" {
		t.Error("the cursor of another connection moved")
	}
}

func TestCancelledPullKeepsWhatWasHandedOver(t *testing.T) {
	c := newCounter(t)
	ctx, cancel := context.WithCancel(t.Context())
	n, err := Begin(ctx, c.st, c.mail, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if err := n.Take(c.letter(fmt.Sprint("carta ", i)), channel.Cursor(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if _, err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if got := len(c.messages()); got != 10 || c.cursor("mail") != "9" {
		t.Errorf("%d messages and the cursor %q", got, c.cursor("mail"))
	}
}

func TestAStoreThatCannotWriteStopsThePull(t *testing.T) {
	c := newCounter(t)
	n, err := Begin(t.Context(), c.st, c.mail, Options{MaxDelay: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.st.Close(); err != nil {
		t.Fatal(err)
	}
	var stopped error
	for i := 0; i < 100_000 && stopped == nil; i++ {
		stopped = n.Take(c.letter("carta"), "x")
	}
	_, closing := n.Close()
	if stopped == nil || closing == nil || !strings.Contains(stopped.Error(), "closed") || !errors.Is(stopped, closing) {
		t.Errorf("Take gives %v, Close gives %v", stopped, closing)
	}
}

func TestPoisonDoesNotSinkItsBatch(t *testing.T) {
	c := newCounter(t)
	poison := c.letter("x", "Subject", "veneno")
	list := []*channel.Inbound{c.letter("antes"), poison, c.letter("depois")}
	// The files of the poisonous one refuse to be stored: their id belongs to a message that is not there.
	shop, err := loadShop(t.Context(), c.st, c.mail)
	if err != nil {
		t.Fatal(err)
	}
	r := reader{shop: shop, now: c.st.Now}
	b := batch{st: c.st, shop: shop, connection: "mail", limit: 10}
	for _, in := range list {
		p := r.read(in, nil)
		if in == poison {
			p.files = []desk.Attachment{{ID: "file", MessageID: "no such message"}}
		}
		b.add(&job{in: in, cursor: "here", plan: p})
	}
	if err := b.keepBytes(t.Context()); err != nil {
		t.Fatal(err)
	}
	result, err := b.commit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := result["acc-mail"]; got != (Count{Pulled: 3, New: 3, Unparsed: 1}) {
		t.Errorf("counted %+v", got)
	}
	for _, m := range c.messages() {
		raw, err := c.st.Blob(t.Context(), m.RawSHA256)
		if err != nil || m.Damaged != (m.Subject == "veneno") || m.Damaged && string(raw) != string(poison.Raw) {
			t.Errorf("%q is damaged: %v, %v", m.Subject, m.Damaged, err)
		}
	}
	if c.cursor("mail") != "here" {
		t.Error("the cursor stayed")
	}
}

func TestProgressIsPassedOn(t *testing.T) {
	c := newCounter(t)
	heard := ""
	n, err := Begin(t.Context(), c.st, c.mail, Options{Progress: func(so channel.Reading) { heard = fmt.Sprint(so.Stage, so.Done, so.Total) }})
	if err != nil {
		t.Fatal(err)
	}
	n.Progress(channel.Reading{Stage: "INBOX", Done: 3, Total: 9})
	if _, err := n.Close(); err != nil || heard != "INBOX3 9" {
		t.Errorf("heard %q, %v", heard, err)
	}
}
