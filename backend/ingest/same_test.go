package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// again is the same mail in another place.
func again(in *channel.Inbound, folder string, uid uint32) *channel.Inbound {
	same := *in
	same.Folder, same.UID = folder, uid
	return &same
}

func TestOneMailInManyPlacesIsOneMessage(t *testing.T) {
	c := newCounter(t)
	second := addConnection(t, c.st, desk.MailConnection, "mail-2", desk.Account{ID: "acc-2", Channel: desk.Email, Address: "vendas@papelaria.example"})
	in := c.letter("a mesma")
	if got := c.take(c.mail, in, again(in, "Arquivo", 7), again(in, "INBOX", 99), in); got != (Count{Pulled: 4, New: 1, Duplicates: 3}) {
		t.Errorf("counted %+v", got)
	}
	if got := c.take(second, again(in, "INBOX", 5)); got != (Count{Pulled: 1, Duplicates: 1}) {
		t.Errorf("in another mailbox it counts %+v", got)
	}
	places := c.places(c.only().ID)
	got := ""
	for _, p := range places {
		got += fmt.Sprintf("%s/%s/%d/%d ", p.ConnectionID, p.Folder, p.UIDValidity, p.UID)
	}
	if got != "mail/Arquivo/1/7 mail/INBOX/1/1 mail/INBOX/1/99 mail-2/INBOX/1/5 " {
		t.Errorf("it lies in %s", got)
	}
	c.expect("Ana Lima", desk.ToReply, 1, false)
}

func TestOneMessageIDWithAnotherBodyIsAnotherMessage(t *testing.T) {
	c := newCounter(t)
	one, two := c.letter("um texto", "Message-ID", "<same@x.example>"), c.letter("outro texto", "Message-ID", "<same@x.example>")
	if got := c.take(c.mail, one, two); got.New != 2 || len(c.messages()) != 2 {
		t.Errorf("counted %+v", got)
	}
}

func TestUnreadableAndDamagedMails(t *testing.T) {
	c := newCounter(t)
	unreadable := func(uid uint32) *channel.Inbound {
		return &channel.Inbound{Channel: desk.Email, Mail: true, Received: time.Now(), Folder: "INBOX", UIDValidity: 1, UID: uid, FullSize: 900, Placeholder: "unreadable"}
	}
	garbage := &channel.Inbound{Channel: desk.Email, Mail: true, Raw: []byte("\x00\xff\xfe no header at all"), Received: time.Now(), Folder: "INBOX", UIDValidity: 1, UID: 70}
	if got := c.take(c.mail, unreadable(1), unreadable(2), unreadable(1), garbage); got.New != 3 || got.Duplicates != 1 {
		t.Errorf("counted %+v", got)
	}
	placeholders := 0
	for _, m := range c.messages() {
		if m.Placeholder == "unreadable" && m.Size == 900 && m.RawSHA256 == "" {
			placeholders++
		}
	}
	if placeholders != 2 {
		t.Errorf("%d placeholders, want one for each place", placeholders)
	}
	if v, err := c.st.Verify(t.Context()); err != nil || v.Database != "ok" || v.Checked != 1 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestTextWithBrokenBytesIsKeptAsText(t *testing.T) {
	c := newCounter(t)
	c.take(c.phone, text(desk.SMS, "SM1", "+5511988887777", "ol\xe1 \x00mundo"))
	m := c.only()
	c.read(func(tx *store.ReadTx) (err error) { m, err = tx.Messages().Get(m.ID); return err })
	if m.Text != "ol\uFFFD mundo" {
		t.Errorf("the text is %q", m.Text)
	}
}

func (c *counter) delivery(id desk.MessageID) (row store.OutgoingRow, found bool) {
	c.t.Helper()
	c.read(func(tx *store.ReadTx) (err error) { row, found, err = tx.Deliveries().OfMessage(id); return err })
	return row, found
}

func TestStatusOfAMessageSentElsewhereOnlyGoesForward(t *testing.T) {
	c := newCounter(t)
	status := func(event desk.DeliveryEvent, word string) *channel.Inbound {
		return sent(text(desk.SMS, "SM1", "+5511988887777", "chegou seu pedido"), channel.Status{Event: event, Word: word})
	}
	for i, step := range []struct {
		in   *channel.Inbound
		want desk.DeliveryState
	}{
		{status("", "queued"), desk.Sent},
		{status(desk.Accepted, "sent"), desk.Sent},
		{status(desk.Arrived, "delivered"), desk.Delivered},
		{status(desk.Accepted, "sent"), desk.Delivered},
		{status(desk.Rejected, "failed"), desk.Delivered},
		{status(desk.Seen, "read"), desk.Read},
		{status(desk.Arrived, "delivered"), desk.Read},
	} {
		got := c.take(c.phone, step.in)
		row, found := c.delivery(c.only().ID)
		if !found || row.State != step.want || row.ProviderStatus != step.in.Status.Word || got.Pulled != 1 || (got.New == 1) != (i == 0) {
			t.Errorf("after %s: %s (%s), want %s; counted %+v", step.in.Status.Word, row.State, row.ProviderStatus, step.want, got)
		}
	}
	if row, _ := c.delivery(c.only().ID); row.Here || row.ExternalID != "SM1" {
		t.Errorf("the delivery is %+v", row)
	}
}

// answer puts an answer of ours into the store as the outbox does, sending since now.
func (c *counter) answer(ch desk.Channel, customer desk.CustomerID, account desk.AccountID, from, to, body, rfcID string) desk.MessageID {
	c.t.Helper()
	now := time.Now().Truncate(time.Millisecond)
	m := store.NewMessage{Message: desk.Message{
		ID: desk.MessageID(store.NewID()), AccountID: account, Channel: ch, Direction: desk.Out, At: now, From: from, To: to, Text: body,
		RFCMessageID: rfcID, Voice: desk.HereShop,
	}}
	c.write(func(tx *store.Tx) error {
		identities, err := tx.Customers().Identities(customer)
		if err != nil {
			return err
		}
		for _, i := range identities {
			if i.Medium == ch {
				m.IdentityID = i.ID
			}
		}
		if err := tx.Messages().Insert(m, customer); err != nil {
			return err
		}
		if rfcID != "" {
			if err := tx.Messages().SetAlias(desk.Email, rfcID, m.ID); err != nil {
				return err
			}
		}
		row := store.OutgoingRow{Delivery: desk.Delivery{ID: desk.DeliveryID("d-" + m.ID), MessageID: m.ID, State: desk.Queued}, Here: true, CreatedAt: now}
		if err := tx.Deliveries().Insert(row, customer); err != nil {
			return err
		}
		row.StartedAt = now
		_, err = tx.Deliveries().Step(row, desk.Claim, "", nil, now)
		return err
	})
	return m.ID
}

func (c *counter) steps(id desk.MessageID, events ...desk.DeliveryEvent) {
	c.t.Helper()
	c.write(func(tx *store.Tx) error {
		for _, e := range events {
			row, _, err := tx.Deliveries().OfMessage(id)
			if err != nil {
				return err
			}
			if _, err := tx.Deliveries().Step(row, e, "", nil, c.st.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestTheCopyOfOurOwnMailJoinsIt(t *testing.T) {
	c := newCounter(t)
	c.take(c.mail, c.letter("quanto custa?"))
	row := c.expect("Ana Lima", desk.ToReply, 1, false)
	id := c.answer(desk.Email, row.CustomerID, "acc-mail", shopAddress, "ana@cliente.example", "dez reais", "ours@papelaria.example")
	c.steps(id, desk.Accepted)
	copied := c.letter("dez reais\r\n-- \r\nrodapé do provedor", "From", shopAddress, "To", "ana@cliente.example", "Message-ID", "<ours@papelaria.example>")
	copied.Folder, copied.Outgoing = "Sent", true
	if got := c.take(c.mail, copied); got != (Count{Pulled: 1, Duplicates: 1}) || len(c.messages()) != 2 {
		t.Errorf("counted %+v, %d messages", got, len(c.messages()))
	}
	if places := c.places(id); len(places) != 1 || places[0].Folder != "Sent" {
		t.Errorf("it lies in %+v", places)
	}
	c.expect("Ana Lima", desk.Waiting, 0, false)
}

// TestWhoIsNoCustomer: what comes from her is in no case, until the shop has written to her, in the same pull too.
func TestWhoIsNoCustomer(t *testing.T) {
	at := func(in *channel.Inbound, minutes time.Duration) *channel.Inbound {
		in.Received = time.Now().Add(minutes * time.Minute)
		return in
	}
	const her = "+5511988887777"
	for name, test := range map[string]struct {
		came  []*channel.Inbound
		filed bool
	}{
		"she writes": {[]*channel.Inbound{at(text(desk.SMS, "SM3", her, "oi?"), 2)}, false},
		"the shop writes, and she": {[]*channel.Inbound{
			at(sent(text(desk.SMS, "SM2", her, "quer ainda?"), channel.Status{Event: desk.Arrived, Word: "delivered"}), 1), at(text(desk.SMS, "SM3", her, "quero"), 2),
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			c.take(c.phone, text(desk.SMS, "SM1", her, "oi"))
			if _, err := customer.Junk(t.Context(), c.st, c.rows()[her].CustomerID); err != nil {
				t.Fatal(err)
			}
			c.take(c.phone, test.came...)
			list := c.messages()
			last := list[len(list)-1].ID
			c.read(func(tx *store.ReadTx) error {
				items, err := tx.Cases().OfMessages([]desk.MessageID{last})
				if _, filed := items[last]; filed != test.filed {
					t.Errorf("in a case: %v", items)
				}
				return err
			})
			if returned := c.rows()[her].State == desk.ToReply; returned != test.filed {
				t.Errorf("back in the list: %v", returned)
			}
		})
	}
}

func TestALostSendIsRecognised(t *testing.T) {
	for name, before := range map[string][]desk.DeliveryEvent{
		"while it is sent": nil, "uncertain": {desk.Lost}, "held after looking in vain": {desk.Lost, desk.Absent},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			c.take(c.phone, text(desk.SMS, "SM1", "+5511988887777", "tem caderno?"))
			row := c.expect("+5511988887777", desk.ToReply, 1, false)
			id := c.answer(desk.SMS, row.CustomerID, "acc-sms", shopSMS, "+5511988887777", "tem sim \n", "")
			c.steps(id, before...)
			seen := sent(text(desk.SMS, "SM2", "+5511988887777", "tem sim"), channel.Status{Event: desk.Arrived, Word: "delivered"})
			other := sent(text(desk.SMS, "SM3", "+5511988887777", "outra coisa"), channel.Status{Event: desk.Accepted, Word: "sent"})
			if got := c.take(c.phone, seen, other, seen); got != (Count{Pulled: 3, New: 1, Duplicates: 2}) {
				t.Errorf("counted %+v", got)
			}
			got, _ := c.delivery(id)
			if got.State != desk.Delivered || got.ExternalID != "SM2" || got.ProviderStatus != "delivered" || !got.Here {
				t.Errorf("the delivery is %+v", got)
			}
			var alias desk.MessageID
			c.read(func(tx *store.ReadTx) (err error) { alias, err = tx.Messages().ByAlias(desk.SMS, "SM2"); return err })
			if alias != id {
				t.Errorf("SM2 is the message %q, want %q", alias, id)
			}
		})
	}
}

func bounce(c *counter, action, original string) *channel.Inbound {
	return c.letter(strings.Join([]string{
		"--b", "Content-Type: text/plain", "", "It did not work.", "--b", "Content-Type: message/delivery-status", "",
		"Reporting-MTA: dns; mx.example", "", "Final-Recipient: rfc822; ana@cliente.example", "Action: " + action, "Status: 5.1.1", "",
		"--b", "Content-Type: text/rfc822-headers", "", "Message-ID: <" + original + ">", "", "--b--",
	}, "\r\n"), "From", "Mailer <mailer-daemon@mx.example>", "Content-Type", `multipart/report; report-type=delivery-status; boundary="b"`, "Subject", "Undelivered")
}

func TestABounceBringsTheConversationBack(t *testing.T) {
	c := newCounter(t)
	c.take(c.mail, c.letter("quanto custa?"))
	row := c.expect("Ana Lima", desk.ToReply, 1, false)
	id := c.answer(desk.Email, row.CustomerID, "acc-mail", shopAddress, "ana@cliente.example", "dez reais", "ours@papelaria.example")
	c.steps(id, desk.Accepted)
	c.write(func(tx *store.Tx) error {
		return tx.Record(desk.Event{Kind: desk.ConversationClosed, CustomerID: row.CustomerID}) // "send and close"
	})
	c.take(c.mail, bounce(c, "delayed", "ours@papelaria.example"), bounce(c, "failed", "someone-elses@papelaria.example"))
	c.expect("Ana Lima", desk.Closed, 0, false)
	c.take(c.mail, bounce(c, "failed", "ours@papelaria.example"))
	got, _ := c.delivery(id)
	if got.State != desk.Failed || got.Error == nil || got.Error.Code != desk.ErrRejected || got.Error.Params["provider_code"] != "5.1.1" {
		t.Errorf("the delivery is %+v", got)
	}
	c.expect("Ana Lima", desk.ToReply, 1, false)
	c.expect("Mailer", desk.Closed, 0, true)
}

func TestWhatAnAnswerAnswers(t *testing.T) {
	c := newCounter(t)
	ago := func(in *channel.Inbound, d time.Duration) *channel.Inbound {
		in.Received = time.Now().Add(-d)
		return in
	}
	// Asked by SMS and by WhatsApp, answered from the shop's telephone by SMS: one customer, one answer.
	c.take(c.phone, ago(text(desk.SMS, "SM1", "+5511988887777", "oi"), 3*time.Hour), ago(text(desk.WhatsApp, "SM2", "whatsapp:+5511988887777", "oi?"), 2*time.Hour))
	row := c.expect("+5511988887777", desk.ToReply, 2, false)
	c.take(c.phone, ago(sent(text(desk.SMS, "SM3", "+5511988887777", "olá"), channel.Status{Event: desk.Arrived, Word: "delivered"}), time.Hour))
	c.expect("+5511988887777", desk.Waiting, 0, false)
	// One that was written before that answer and is listed late was answered by somebody who could see it.
	c.take(c.phone, ago(text(desk.SMS, "SM4", "+5511988887777", "e aí"), 90*time.Minute))
	c.expect("+5511988887777", desk.Waiting, 0, false)
	// An answer written here answers what is here, and nothing that comes after it, whatever its date.
	c.take(c.phone, text(desk.WhatsApp, "SM5", "whatsapp:+5511988887777", "mais uma"))
	c.expect("+5511988887777", desk.ToReply, 1, false)
	id := c.answer(desk.WhatsApp, row.CustomerID, "acc-wa", shopWhatsApp, "whatsapp:+5511988887777", "pronto", "")
	c.steps(id, desk.Accepted)
	c.expect("+5511988887777", desk.Waiting, 0, false)
	c.take(c.phone, ago(text(desk.SMS, "SM6", "+5511988887777", "atrasada"), 10*time.Minute))
	c.expect("+5511988887777", desk.ToReply, 1, false)
}
