package outbox_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// TestRefusedBeforeAnythingIsQueued: what cannot be sent leaves no trace.
func TestRefusedBeforeAnythingIsQueued(t *testing.T) {
	cases := map[string]struct {
		draft outbox.Draft
		rules *provider
		want  desk.Code
	}{
		"no words":               {outbox.Draft{Channel: desk.Email, Text: " \n\t"}, nil, desk.ErrEmpty},
		"a gap":                  {outbox.Draft{Channel: desk.Email, Text: "Custa [confirmar: preço]"}, nil, desk.ErrGaps},
		"a gap, not closed":      {outbox.Draft{Channel: desk.Email, Text: "Até logo\n[Confirmar prazo"}, nil, desk.ErrGaps},
		"a placeholder":          {outbox.Draft{Channel: desk.Email, Text: "Olá [[NAME-1]]!"}, nil, desk.ErrGaps},
		"a gap in a template":    {outbox.Draft{Channel: desk.Email, Template: &channel.Template{SID: "HX1", Vars: map[string]string{"1": "[confirmar: hora]"}}}, nil, desk.ErrGaps},
		"no address there":       {outbox.Draft{Channel: desk.SMS, Text: "oi"}, nil, desk.ErrNoAddress},
		"no account there":       {outbox.Draft{Channel: desk.Other, Text: "oi"}, nil, desk.ErrNoAccount},
		"nobody of that id":      {outbox.Draft{CustomerID: "nobody", Channel: desk.Email, Text: "oi"}, nil, desk.ErrNotFound},
		"the channel's own rule": {outbox.Draft{Channel: desk.Email, Text: "oi"}, &provider{check: func(channel.Outbound) error { return desk.E(desk.ErrTooLong, nil) }}, desk.ErrTooLong},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
			if c.draft.CustomerID == "" {
				c.draft.CustomerID = s.customer()
			}
			_, err := outbox.Enqueue(t.Context(), s.st, func(desk.ConnectionID) outbox.Checker {
				if c.rules == nil {
					return nil
				}
				return c.rules
			}, c.draft)
			wantCode(t, err, c.want)
			rows, err := outbox.List(t.Context(), s.st, true)
			check(t, err)
			var messages int64
			check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) (err error) { messages, err = tx.Messages().Count(); return err }))
			if len(rows) != 0 || messages != 1 || s.row().State != desk.ToReply {
				t.Errorf("%d deliveries, %d messages, conversation %s", len(rows), messages, s.row().State)
			}
		})
	}
}

// TestMailIsWholeBeforeItIsSent: the bytes that will leave are stored with their Message-ID, and answer the
// customer's mail with the whole chain.
func TestMailIsWholeBeforeItIsSent(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "third@example.org", "In-Reply-To: <second@example.org>\r\nReferences: <first@example.org> <second@example.org>\r\n", "e o papel?")
	if s.row().Unread != 1 {
		t.Fatalf("unread %d before the answer", s.row().Unread)
	}
	s.pass(time.Minute)
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "Temos.\r\nAbraço", Files: []outbox.File{{Name: "/home/x/tabela de preços.pdf", Data: []byte("%PDF-1.7")}}})

	m := s.message(q.MessageID)
	raw, err := s.st.Blob(t.Context(), m.RawSHA256)
	check(t, err)
	sum := sha256.Sum256(raw)
	if hex.EncodeToString(sum[:]) != m.RawSHA256 {
		t.Error("the stored bytes do not match the row")
	}
	mail := eml.Parse(raw)
	if mail.MessageID == "" || mail.MessageID != m.RFCMessageID {
		t.Errorf("Message-ID %q in the mail, %q in the row", mail.MessageID, m.RFCMessageID)
	}
	want := []string{"first@example.org", "second@example.org", "third@example.org"}
	if !slices.Equal(mail.References, want) || !bytes.Contains(raw, []byte("In-Reply-To: <third@example.org>")) {
		t.Errorf("references %v", mail.References)
	}
	if mail.Subject != "Re: Orçamento" || mail.Text != "Temos.\nAbraço" && strings.TrimSpace(mail.Text) != "Temos.\nAbraço" {
		t.Errorf("subject %q, text %q", mail.Subject, mail.Text)
	}
	if len(mail.To) != 1 || mail.To[0].Addr != ana || mail.From[0].Addr != shopMail || mail.From[0].Name != "Papelaria" {
		t.Errorf("from %v to %v", mail.From, mail.To)
	}
	if len(mail.Attachments) != 1 || mail.Attachments[0].Name != "tabela de preços.pdf" || string(mail.Attachments[0].Data) != "%PDF-1.7" {
		t.Errorf("attachments %v", mail.Attachments)
	}
	s.wantState(q.DeliveryID, desk.Queued)
	if row := s.row(); row.State != desk.Waiting || row.Unread != 0 {
		t.Errorf("conversation %s with %d unread after the answer", row.State, row.Unread)
	}
}

// TestOwnCopyJoinsItsRow: the copy of an answer that comes back from the Sent folder is no second message.
func TestOwnCopyJoinsItsRow(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais"})
	raw, err := s.st.Blob(t.Context(), s.message(q.MessageID).RawSHA256)
	check(t, err)
	s.take(mailConn, &channel.Inbound{Channel: desk.Email, Mail: true, Raw: raw, Outgoing: true, Received: s.clock(), Folder: "Sent", UIDValidity: 1, UID: 1})
	check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) error {
		n, err := tx.Messages().Count()
		if err == nil && n != 2 {
			t.Errorf("%d messages, want the customer's and ours", n)
		}
		places, placesErr := tx.Messages().Places(q.MessageID)
		if placesErr == nil && (len(places) != 1 || places[0].Folder != "Sent") {
			t.Errorf("places %v", places)
		}
		return err
	}))
}

// TestAnswerLeavesFromWhereItWasAsked: to the address that wrote last, from the shop's address it wrote to.
func TestAnswerLeavesFromWhereItWasAsked(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	s.pass(time.Hour)
	s.mail(otherConn, ana, "two@example.org", "", "b")
	s.pass(time.Hour)
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "c"})
	if m := s.message(q.MessageID); m.From != otherMail || m.To != ana {
		t.Errorf("from %s to %s", m.From, m.To)
	}
	s.mail(mailConn, ana, "three@example.org", "", "d")
	q = s.queue(outbox.Draft{Channel: desk.Email, Text: "e"})
	if m := s.message(q.MessageID); m.From != shopMail {
		t.Errorf("from %s", m.From)
	}
	s.write(func(tx *store.Tx) error { return tx.Connections().Remove(mailConn) })
	q = s.queue(outbox.Draft{Channel: desk.Email, Text: "f"})
	if m := s.message(q.MessageID); m.From != otherMail {
		t.Errorf("an answer leaves from %s, which is not in use any more", m.From)
	}
}

// TestWhichAddressIsWrittenTo: none that is barred; the preferred one where nobody waits.
func TestWhichAddressIsWrittenTo(t *testing.T) {
	const old, work = "ana.velha@example.org", "ana.trabalho@example.org"
	for name, c := range map[string]struct {
		preferred, barred string
		answered          bool // she waits for nothing
		draft             outbox.Draft
		to                string
		err               desk.Code
	}{
		"where she wrote last":            {to: ana},
		"an answer goes where she wrote":  {preferred: work, to: ana},
		"a beginning goes where she said": {preferred: work, answered: true, to: work},
		"not where nothing is to go":      {barred: ana, to: old},
		"not to the preferred one either": {preferred: work, barred: work, answered: true, to: ana},
		"unless it is meant":              {barred: ana, draft: outbox.Draft{Anyway: true}, to: ana},
		"to that one and no other":        {barred: work, draft: outbox.Draft{To: store.NewIdentityID(desk.Email, work)}, err: desk.ErrAddressBarred},
		"to another than preferred":       {preferred: work, answered: true, draft: outbox.Draft{To: store.NewIdentityID(desk.Email, old)}, to: old},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, old, "one@example.org", "", "a")
			s.pass(time.Hour)
			s.mail(mailConn, ana, "two@example.org", "", "b")
			who := func(address string) desk.Identity {
				var i desk.Identity
				check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) (err error) {
					i, _, err = tx.Customers().Identity(desk.Email, address)
					return err
				}))
				return i
			}
			_, err := customer.Merge(t.Context(), s.st, who(ana).CustomerID, who(old).CustomerID, nil)
			check(t, err)
			_, err = customer.AddAddress(t.Context(), s.st, who(ana).CustomerID, desk.Email, work, "")
			check(t, err)
			c.draft.CustomerID, c.draft.Channel, c.draft.Text = who(ana).CustomerID, desk.Email, "olá"
			if c.answered {
				_, err := outbox.Enqueue(t.Context(), s.st, noRules, c.draft)
				check(t, err)
				s.pass(time.Hour)
			}
			if c.preferred != "" {
				_, err := customer.Prefer(t.Context(), s.st, who(c.preferred).ID, true)
				check(t, err)
			}
			if c.barred != "" {
				_, err := customer.Bar(t.Context(), s.st, who(c.barred).ID, true)
				check(t, err)
			}
			q, err := outbox.Enqueue(t.Context(), s.st, noRules, c.draft)
			if c.err != "" {
				if !desk.HasCode(err, c.err) {
					t.Errorf("error %v, want %s", err, c.err)
				}
				return
			}
			check(t, err)
			if to := s.message(q.MessageID).To; to != c.to {
				t.Errorf("to %s, want %s", to, c.to)
			}
		})
	}
}

// TestWhatIsPlannedWaitsWhereNothingIsToGo: a message that is queued when its address is barred is held, until that may be
// used again and the owner says so; what is sent anyway leaves.
func TestWhatIsPlannedWaitsWhereNothingIsToGo(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	planned := s.queue(outbox.Draft{Channel: desk.Email, Text: "até lá", At: s.clock().Add(24 * time.Hour)})
	s.pass(time.Minute)
	id := store.NewIdentityID(desk.Email, ana)
	_, err := customer.Bar(t.Context(), s.st, id, true)
	check(t, err)
	s.pass(time.Minute)
	meant := s.queue(outbox.Draft{Channel: desk.Email, Text: "mesmo assim", Anyway: true})
	s.pass(25 * time.Hour)
	p := &provider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	s.wantState(meant.DeliveryID, desk.Sent)
	if row := s.wantState(planned.DeliveryID, desk.Held); !desk.HasCode(row.Error, desk.ErrAddressBarred) {
		t.Errorf("held for %v", row.Error)
	}
	_, err = customer.Bar(t.Context(), s.st, id, false)
	check(t, err)
	check(t, outbox.Retry(t.Context(), s.st, planned.DeliveryID))
	s.run(d)
	s.wantState(planned.DeliveryID, desk.Sent)
}

func TestWhatsAppAnswersTheNumberThatWroteAndKeepsTheTemplate(t *testing.T) {
	s := openShop(t)
	s.text(desk.SMS, "+5511987654321", "SM1", "oi")
	s.pass(time.Minute)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM2", "oi")
	q := s.queue(outbox.Draft{Channel: desk.WhatsApp, Template: &channel.Template{SID: "HX1", Vars: map[string]string{"1": "Ana"}}})
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, phoneConn, p))
	s.wantState(q.DeliveryID, desk.Sent)
	if len(p.sent) != 1 {
		t.Fatalf("%d sends", len(p.sent))
	}
	out := p.sent[0]
	if out.To != "whatsapp:+5511987654321" || out.From != shopWhats || out.Template == nil || out.Template.SID != "HX1" || out.Template.Vars["1"] != "Ana" {
		t.Errorf("sent %+v", out)
	}
	if !out.LastInbound.Equal(s.clock()) {
		t.Errorf("the customer last wrote at %v, want %v", out.LastInbound, s.clock())
	}
}

func TestTextIsKeptAsProvidersGiveItBack(t *testing.T) {
	s := openShop(t)
	s.text(desk.SMS, "+5511987654321", "SM1", "oi")
	q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "um\r\ndois\x00 \xff"})
	if got := s.message(q.MessageID).Text; got != "um\ndois \uFFFD" {
		t.Errorf("text %q", got)
	}
}

// TestNobodyElseOpensTheFolder: two programs cannot both send.
func TestNobodyElseOpensTheFolder(t *testing.T) {
	s := openShop(t)
	_, err := store.Open(context.Background(), s.dir, store.Options{})
	wantCode(t, err, desk.ErrDataLocked)
}
