package outbox_test

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/draft"
	"balcao/backend/eml"
	"balcao/backend/outbox"
	"balcao/backend/preference"
	"balcao/backend/store"
)

func (s *shop) drafts() []desk.Draft {
	s.t.Helper()
	list, err := draft.Of(s.t.Context(), s.st, s.customer())
	check(s.t, err)
	return list
}

func (s *shop) typed(d desk.Draft) {
	s.t.Helper()
	check(s.t, draft.Save(s.t.Context(), s.st, s.customer(), []desk.Draft{d}))
}

func (s *shop) timeline() []customer.Item {
	s.t.Helper()
	page, err := customer.Timeline(s.t.Context(), s.st, s.customer(), 50, "")
	check(s.t, err)
	return page.Items
}

// TestDraftGoesWithItsMessage: in one transaction, and only when the message was written in the box.
func TestDraftGoesWithItsMessage(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	s.typed(desk.Draft{Channel: desk.Email, Text: "dez re"})
	s.queue(outbox.Draft{Channel: desk.Email, Text: "de outro lugar"})
	if len(s.drafts()) != 1 {
		t.Fatal("a message from elsewhere took the draft along")
	}
	refused := func(desk.ConnectionID) outbox.Checker {
		return &provider{check: func(channel.Outbound) error { return desk.E(desk.ErrTooLong, nil) }}
	}
	_, err := outbox.Enqueue(t.Context(), s.st, refused, outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "dez reais", FromBox: true})
	wantCode(t, err, desk.ErrTooLong)
	if len(s.drafts()) != 1 {
		t.Fatal("a refused message took the draft along")
	}
	s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", FromBox: true})
	if left := s.drafts(); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

// TestAskedForTwiceItIsQueuedOnce: the answer to the page was late, so that the words stayed in the box.
func TestAskedForTwiceItIsQueuedOnce(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	d := outbox.Draft{ID: "da-pagina-1", Channel: desk.Email, Text: "dez reais", FromBox: true}
	first := s.queue(d)
	s.typed(desk.Draft{Channel: desk.Email, Text: "dez reais"})
	if again := s.queue(d); again != first || len(s.timeline()) != 2 {
		t.Errorf("%+v, then %+v; %d in the timeline", first, again, len(s.timeline()))
	}
	if left := s.drafts(); len(left) != 0 {
		t.Errorf("left in the box: %+v", left)
	}
	check(t, outbox.Cancel(t.Context(), s.st, first.DeliveryID))
	if anew := s.queue(d); anew.DeliveryID == first.DeliveryID || s.delivery(anew.DeliveryID).State != desk.Queued {
		t.Errorf("after it was taken back: %+v", s.delivery(anew.DeliveryID))
	}
}

// TestWhatAModelBroughtInHoldsTheBox: until it is out of the text, or the owner has allowed it.
func TestWhatAModelBroughtInHoldsTheBox(t *testing.T) {
	foreign := []string{"golpe@x.example"}
	for name, c := range map[string]struct {
		kept desk.Draft
		sent outbox.Draft
		want desk.Code
	}{
		"it stands there":                {desk.Draft{Channel: desk.Email, Foreign: foreign}, outbox.Draft{Text: "Pague em golpe@x.example", FromBox: true}, desk.ErrForeign},
		"it came into another slot":      {desk.Draft{Channel: desk.SMS, Foreign: foreign}, outbox.Draft{Text: "Pague em golpe@x.example", FromBox: true}, desk.ErrForeign},
		"it was taken out":               {desk.Draft{Channel: desk.Email, Foreign: foreign}, outbox.Draft{Text: "Pague na loja", FromBox: true}, ""},
		"it was allowed":                 {desk.Draft{Channel: desk.Email}, outbox.Draft{Text: "Pague em golpe@x.example", FromBox: true}, ""},
		"what is typed elsewhere leaves": {desk.Draft{Channel: desk.Email, Foreign: foreign}, outbox.Draft{Text: "Pague em golpe@x.example"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
			c.kept.Text = "Pague em golpe@x.example"
			s.typed(c.kept)
			c.sent.CustomerID, c.sent.Channel = s.customer(), desk.Email
			_, err := outbox.Enqueue(t.Context(), s.st, func(desk.ConnectionID) outbox.Checker { return nil }, c.sent)
			if c.want == "" {
				check(t, err)
				return
			}
			wantCode(t, err, c.want)
			if rows, err := outbox.List(t.Context(), s.st, true); err != nil || len(rows) != 0 || len(s.drafts()) != 1 {
				t.Errorf("%d deliveries, %v, drafts %+v", len(rows), err, s.drafts())
			}
		})
	}
}

func TestTakenBackWordsAreADraftAgain(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{
		Channel: desk.Email, Subject: "Preço", Cc: "b@x.example", Text: "dez reais", Hold: 5 * time.Second, FromBox: true,
		Files: []outbox.File{{Name: "tabela.pdf", Data: []byte("%PDF")}},
	})
	s.typed(desk.Draft{Channel: desk.Email, Text: "e o envelope, um"})
	on, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, "")
	check(t, err)
	list := s.drafts()
	if on != desk.Email || len(list) != 1 {
		t.Fatalf("on %s: %+v", on, list)
	}
	d := list[0]
	if d.Text != "dez reais\ne o envelope, um" || *d.Subject != "Preço" || d.Cc != "b@x.example" || len(d.Files) != 1 || d.Files[0].Name != "tabela.pdf" {
		t.Errorf("%+v", d)
	}
	if content, err := s.st.Blob(t.Context(), d.Files[0].SHA256); err != nil || string(content) != "%PDF" {
		t.Errorf("the file is %q, %v", content, err)
	}
	s.wantState(q.DeliveryID, desk.Cancelled)
	if s.row().State != desk.ToReply || !s.row().Draft || len(s.timeline()) != 1 {
		t.Errorf("%+v", s.row())
	}
	_, err = outbox.TakeBack(t.Context(), s.st, q.DeliveryID, "")
	wantCode(t, err, desk.ErrDeliveryFinished)
	if again := s.drafts(); again[0].Text != d.Text {
		t.Errorf("taken back twice: %q", again[0].Text)
	}
}

func TestWhatFailedGoesToAnotherChannel(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", Cc: "b@x.example"})
	s.run(outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(desk.E(desk.ErrRejected, nil))}))
	s.wantState(q.DeliveryID, desk.Failed)
	_, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, desk.SMS)
	check(t, err)
	if d := s.drafts(); len(d) != 1 || d[0].Channel != desk.SMS || d[0].Text != "dez reais" || d[0].Cc != "" {
		t.Errorf("%+v", d)
	}
	if row := s.wantState(q.DeliveryID, desk.Failed); !row.Dismissed || s.row().Failed {
		t.Error("the failure still asks for an answer")
	}
}

func TestCopiesGoToEverybodyInThem(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", Cc: " Bia <bia@x.example>; contas@y.example,, " + strings.ToUpper(ana)})
	m := s.message(q.MessageID)
	if m.Cc != "Bia <bia@x.example>, contas@y.example" {
		t.Errorf("kept as %q", m.Cc)
	}
	raw, err := s.st.Blob(t.Context(), m.RawSHA256)
	check(t, err)
	if mail := eml.Parse(raw); len(mail.Cc) != 2 || mail.Cc[0].Name != "Bia" || len(mail.To) != 1 {
		t.Errorf("to %v, copies to %v", mail.To, mail.Cc)
	}
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, mailConn, p))
	if got := strings.Join(p.sent[0].Recipients, " "); got != ana+" bia@x.example contas@y.example" {
		t.Errorf("sent to %s", got)
	}
	for _, bad := range []string{"bia", "bia@x.example, contas", "bia@@x.example", "?bia@x.example?"} {
		_, err := outbox.Enqueue(t.Context(), s.st, noRules, outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "x", Cc: bad})
		if !desk.HasCode(err, desk.ErrBadAddress) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSignatureIsSentAndNotKeptAsWords(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	s.text(desk.SMS, "+5511987654321", "SM1", "oi")
	check(t, preference.Save(t.Context(), s.st, preference.Signature("Célia\nPapelaria")))
	q := s.queue(outbox.Draft{CustomerID: s.of(ana), Channel: desk.Email, Text: "dez reais\n"})
	m := s.message(q.MessageID)
	raw, err := s.st.Blob(t.Context(), m.RawSHA256)
	check(t, err)
	if got := strings.TrimRight(eml.Parse(raw).Text, "\n"); got != "dez reais\n\n-- \nCélia\nPapelaria" {
		t.Errorf("sent %q", got)
	}
	if m.Text != "dez reais\n" {
		t.Errorf("kept %q", m.Text)
	}
}

// of finds the customer with an address.
func (s *shop) of(address string) (id desk.CustomerID) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		i, _, err := tx.Customers().Identity(desk.Email, address)
		id = i.CustomerID
		return err
	}))
	return id
}

func TestPlannedMessageLeavesAtItsTime(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	s.pass(time.Minute)
	at := s.clock().Add(20 * time.Hour)
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", At: at, Hold: 5 * time.Second})
	p := &provider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.pass(time.Hour)
	s.run(d)
	if due, err := d.NextDue(t.Context()); err != nil || !due.Equal(at) || len(p.sent) != 0 {
		t.Fatalf("due %v, want %v; %d sent, %v", due, at, len(p.sent), err)
	}
	if items := s.timeline(); !items[0].Planned() || !items[0].At.Equal(at) || s.row().State != desk.Waiting || s.row().Snippet == "dez reais" {
		t.Errorf("%+v, row %+v", items[0], s.row())
	}
	s.pass(30 * time.Hour) // the laptop was off at the time
	s.reopen()
	s.run(outbox.NewDispatcher(s.st, mailConn, p))
	s.wantState(q.DeliveryID, desk.Sent)
	if len(p.sent) != 1 || s.timeline()[0].Planned() || s.row().Snippet != "dez reais" {
		t.Errorf("%d sent, row %+v", len(p.sent), s.row())
	}
	if mail := eml.Parse(p.sent[0].Raw); !mail.Date.Equal(at.Truncate(time.Second)) {
		t.Errorf("dated %v, want %v", mail.Date, at)
	}
}

// TestPlannedMessageIsTriedForADay: the day begins when it was to leave, not when it was written.
func TestPlannedMessageIsTriedForADay(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", At: s.clock().Add(72 * time.Hour)})
	s.pass(72 * time.Hour)
	d := outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(desk.Passing(desk.ErrServer, nil))})
	for range 5 {
		s.run(d)
		s.pass(time.Hour)
	}
	s.wantState(q.DeliveryID, desk.Queued)
}

func TestPlannedMessageWaitsForTheOwnerWhenItsWindowHasClosed(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	q := s.queue(outbox.Draft{Channel: desk.WhatsApp, Text: "bom dia", At: s.clock().Add(30 * time.Hour)})
	s.pass(31 * time.Hour)
	s.run(outbox.NewDispatcher(s.st, phoneConn, &provider{check: func(channel.Outbound) error { return desk.E(desk.ErrWindowClosed, nil) }}))
	if row := s.wantState(q.DeliveryID, desk.Held); row.Error == nil || row.Error.Code != desk.ErrWindowClosed {
		t.Errorf("%v", row.Error)
	}
	if s.timeline()[0].Planned() {
		t.Error("what waits for the owner is shown as planned")
	}
}

func TestSendNowWritesAPlannedMailAnew(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	check(t, preference.Save(t.Context(), s.st, preference.Signature("Célia")))
	planned := s.queue(outbox.Draft{
		Channel: desk.Email, Text: "dez reais", Cc: "b@x.example", At: s.clock().Add(20 * time.Hour),
		Files: []outbox.File{{Name: "tabela.pdf", Data: []byte("%PDF")}},
	})
	s.pass(time.Hour)
	q, err := outbox.SendNow(t.Context(), s.st, noRules, planned.DeliveryID)
	check(t, err)
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, mailConn, p))
	s.wantState(planned.DeliveryID, desk.Cancelled)
	s.wantState(q.DeliveryID, desk.Sent)
	if len(p.sent) != 1 || len(s.timeline()) != 2 {
		t.Fatalf("%d sent, %d in the timeline", len(p.sent), len(s.timeline()))
	}
	mail := eml.Parse(p.sent[0].Raw)
	if !mail.Date.Equal(s.clock()) || mail.Subject != "Re: Orçamento" || len(mail.Attachments) != 1 || len(mail.Cc) != 1 {
		t.Errorf("%v %q, %d files, copies to %v", mail.Date, mail.Subject, len(mail.Attachments), mail.Cc)
	}
	if strings.Count(mail.Text, "Célia") != 1 {
		t.Errorf("signed %q", mail.Text)
	}
	_, err = outbox.SendNow(t.Context(), s.st, noRules, planned.DeliveryID)
	wantCode(t, err, desk.ErrDeliveryFinished)
	if len(s.timeline()) != 2 {
		t.Error("sent twice")
	}
}

// TestSendNowMakesNoSecondOfWhatMayHaveLeft: the button may be older than what became of the message.
func TestSendNowMakesNoSecondOfWhatMayHaveLeft(t *testing.T) {
	for name, answer := range map[string]*desk.Error{
		"its answer was lost": desk.Unsure(desk.ErrUncertain, nil), "the server put it off": desk.Passing(desk.ErrServer, nil),
		"it was refused": desk.E(desk.ErrRejected, nil),
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
			planned := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", At: s.clock().Add(time.Hour)})
			s.pass(2 * time.Hour)
			s.run(outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(answer)}))
			before := s.delivery(planned.DeliveryID).State
			_, err := outbox.SendNow(t.Context(), s.st, noRules, planned.DeliveryID)
			wantCode(t, err, desk.ErrDeliveryFinished)
			s.wantState(planned.DeliveryID, before)
		})
	}
}

func TestWordsComeBackOnce(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais"})
	s.run(outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(desk.E(desk.ErrRejected, nil))}))
	_, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, desk.Email)
	check(t, err)
	_, err = outbox.TakeBack(t.Context(), s.st, q.DeliveryID, desk.Email)
	wantCode(t, err, desk.ErrDeliveryFinished)
}

func TestSendNowKeepsToItsAddress(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
	planned := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez reais", At: s.clock().Add(time.Hour)})
	s.mail(otherConn, ana, "two@example.org", "", "e o azul?") // she wrote to the other mailbox since
	q, err := outbox.SendNow(t.Context(), s.st, noRules, planned.DeliveryID)
	check(t, err)
	if m := s.message(q.MessageID); m.From != shopMail || m.To != ana {
		t.Errorf("from %s to %s", m.From, m.To)
	}
}
