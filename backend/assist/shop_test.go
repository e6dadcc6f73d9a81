package assist_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/assist"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/simulator/llmserver"
	"balcao/backend/store"
)

// shop takes messages in as connections bring them, at a time that the test sets, and has a model to ask.
type shop struct {
	t           testing.TB
	st          *store.Store
	mail, phone desk.Connection
	model       *llmserver.Server
	assistant   *assist.Assistant
	facts       []assist.Fact

	mu sync.Mutex
	at time.Time
	n  int
}

func newShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, at: time.Date(2026, 11, 26, 9, 0, 0, 0, time.Local)}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	s.mail = s.connect(desk.MailConnection, desk.Account{ID: "acc-mail", Channel: desk.Email, Address: "loja@papelaria.example"})
	s.phone = s.connect(desk.TwilioConnection, desk.Account{ID: "acc-wa", Channel: desk.WhatsApp, Address: "whatsapp:+551133334444"},
		desk.Account{ID: "acc-sms", Channel: desk.SMS, Address: "+551133334444"})
	s.model, err = llmserver.Start(llmserver.Options{Logger: slog.New(slog.DiscardHandler)})
	check(t, err)
	t.Cleanup(func() { _ = s.model.Close() })
	s.assistant = assist.New(st, func(context.Context) ([]assist.Fact, error) { return s.facts, nil }, s.dial(""))
	s.accept(func(*preference.Assist) {})
	return s
}

// dial connects to the model as it is, or to a server that stands for another address.
func (s *shop) dial(instead string) func(llm.Endpoint) (assist.Model, error) {
	return func(e llm.Endpoint) (assist.Model, error) {
		if instead != "" {
			e.BaseURL = instead
		}
		c, err := llm.New(e)
		if err == nil {
			c.Limits = llm.Limits{Silence: 500 * time.Millisecond, Whole: 20 * time.Second}
		}
		return c, err
	}
}

func (s *shop) accept(change func(*preference.Assist)) {
	s.t.Helper()
	terms := preference.Assist{BaseURL: s.model.URL(), Model: llmserver.Model}
	change(&terms)
	check(s.t, assist.Accept(s.t.Context(), s.st, terms))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
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

func (s *shop) connect(kind desk.ConnectionKind, accounts ...desk.Account) desk.Connection {
	s.t.Helper()
	c := desk.Connection{ID: desk.ConnectionID(kind), Kind: kind, Config: []byte("{}"), CreatedAt: s.now(), HistoryBefore: s.now().AddDate(0, 0, -7)}
	check(s.t, s.st.Write(s.t.Context(), func(tx *store.Tx) error {
		err := tx.Connections().Put(c)
		for _, a := range accounts {
			a.ConnectionID = c.ID
			if err == nil {
				err = tx.Connections().PutAccount(a)
			}
		}
		return err
	}))
	return c
}

func (s *shop) take(c desk.Connection, in *channel.Inbound) {
	s.t.Helper()
	n, err := ingest.Begin(s.t.Context(), s.st, c, ingest.Options{})
	check(s.t, err)
	check(s.t, n.Take(in, desk.Cursor(fmt.Sprint(s.n))))
	_, err = n.Close()
	check(s.t, err)
}

// says has a customer write by WhatsApp, and gives who she is.
func (s *shop) says(number, text string) desk.CustomerID {
	s.t.Helper()
	s.chat("whatsapp:"+number, "whatsapp:+551133334444", text, false)
	return s.customer(desk.WhatsApp, "whatsapp:"+number)
}

// answers has the shop write, by another program.
func (s *shop) answers(number, text string) {
	s.t.Helper()
	s.chat("whatsapp:+551133334444", "whatsapp:"+number, text, true)
}

func (s *shop) chat(from, to, text string, outgoing bool) {
	s.t.Helper()
	s.wait(time.Minute)
	s.n++
	s.take(s.phone, &channel.Inbound{Channel: desk.WhatsApp, ExternalID: fmt.Sprintf("SM%d", s.n), From: from, To: to, Text: text, Received: s.now(), Outgoing: outgoing})
}

// writes has a customer write a mail, and gives who she is. parts are the headers and the body from Content-Type on.
func (s *shop) writes(from, parts string) desk.CustomerID {
	s.t.Helper()
	s.wait(time.Minute)
	s.n++
	raw := fmt.Sprintf("From: %s\r\nTo: loja@papelaria.example\r\nSubject: Pergunta\r\nMessage-ID: <%d@cliente.example>\r\nDate: %s\r\nMIME-Version: 1.0\r\n%s\r\n",
		from, s.n, s.now().Format(time.RFC1123Z), strings.ReplaceAll(parts, "\n", "\r\n"))
	s.take(s.mail, &channel.Inbound{Channel: desk.Email, Mail: true, Raw: []byte(raw), Received: s.now(), Folder: "INBOX", UIDValidity: 1, UID: uint32(s.n)})
	address := from
	if at := strings.Index(from, "<"); at >= 0 {
		address = strings.Trim(from[at:], "<>")
	}
	return s.customer(desk.Email, address)
}

func body(kind, text string) string {
	return "Content-Type: " + kind + "; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(text))
}

func (s *shop) customer(medium desk.Channel, address string) (id desk.CustomerID) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		i, found, err := tx.Customers().Identity(medium, address)
		if err == nil && !found {
			s.t.Fatalf("nobody has %s", address)
		}
		id = i.CustomerID
		return err
	}))
	return id
}

func (s *shop) ask(ask assist.Ask) assist.Reply {
	s.t.Helper()
	r, err := s.assistant.Ask(s.t.Context(), ask, nil)
	check(s.t, err)
	return r
}

// messages counts everything that was ever said, by whomever.
func (s *shop) messages() (n int64) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		n, err = tx.Messages().Count()
		return err
	}))
	return n
}

// deliveries counts what is on its way to customers, or was.
func (s *shop) deliveries() (n int) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		list, err := tx.Deliveries().Recent(1000)
		n = len(list)
		return err
	}))
	return n
}
