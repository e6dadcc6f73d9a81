package ingest

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestOneNumberIsOneCustomer(t *testing.T) {
	for name, test := range map[string]struct {
		list []*channel.Inbound
		want [][]string
	}{
		"WhatsApp without the ninth digit, then with it": {
			[]*channel.Inbound{text(desk.WhatsApp, "1", "whatsapp:+551188887777", "oi"), text(desk.WhatsApp, "2", "whatsapp:+5511988887777", "oi")},
			[][]string{{"whatsapp whatsapp:+551188887777", "whatsapp whatsapp:+5511988887777"}},
		},
		"SMS and WhatsApp": {
			[]*channel.Inbound{text(desk.SMS, "1", "+5511988887777", "oi"), text(desk.WhatsApp, "2", "whatsapp:+551188887777", "oi")},
			[][]string{{"sms +5511988887777", "whatsapp whatsapp:+551188887777"}},
		},
		"a landline is somebody else": {
			[]*channel.Inbound{text(desk.SMS, "1", "+551138887777", "oi"), text(desk.SMS, "2", "+5511938887777", "oi")},
			[][]string{{"sms +551138887777"}, {"sms +5511938887777"}},
		},
		"short codes and names are themselves": {
			[]*channel.Inbound{text(desk.SMS, "1", "27373", "oi"), text(desk.SMS, "2", "BANCO", "oi"), text(desk.SMS, "3", "27373", "oi")},
			[][]string{{"sms 27373"}, {"sms BANCO"}},
		},
		"a name on one channel is not that name on another": {
			[]*channel.Inbound{text(desk.Other, "1", "rcs:loja", "oi"), text(desk.SMS, "2", "rcs:loja", "oi")},
			[][]string{{"other rcs:loja"}, {"sms rcs:loja"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			c.take(c.phone, test.list...)
			var got [][]string
			c.read(func(tx *store.ReadTx) error {
				rows, err := tx.Customers().Page(0, 100)
				for _, r := range rows {
					var list []string
					found, err := tx.Customers().Identities(r.ID)
					if err != nil {
						return err
					}
					for _, i := range found {
						list = append(list, string(i.Medium)+" "+i.Address)
					}
					got = append(got, list)
				}
				return err
			})
			if len(got) != len(test.want) {
				t.Fatalf("customers %v, want %v", got, test.want)
			}
			for _, want := range test.want {
				found := false
				for _, g := range got {
					found = found || strings.Join(g, ",") == strings.Join(want, ",")
				}
				if !found {
					t.Errorf("customers %v, want %v", got, test.want)
				}
			}
		})
	}
}

// TestWhatIsSplitStaysSplit: a shared key joins no customers that the owner has taken apart, and mail to what moved
// goes where it is.
func TestWhatIsSplitStaysSplit(t *testing.T) {
	c := newCounter(t)
	sms, wa := "+5511988887777", "whatsapp:+5511988887777"
	c.take(c.phone, text(desk.SMS, "1", sms, "oi"), text(desk.WhatsApp, "2", wa, "oi"))
	whose := func(medium desk.Channel, address string) (i desk.Identity) {
		c.read(func(tx *store.ReadTx) (err error) {
			i, _, err = tx.Customers().Identity(medium, address)
			return err
		})
		return i
	}
	first := whose(desk.WhatsApp, wa)
	if !first.Verified || first.CustomerID != whose(desk.SMS, sms).CustomerID {
		t.Fatalf("%+v", first)
	}
	to, id := store.NewCustomerID("new"), whose(desk.SMS, sms).ID
	c.write(func(tx *store.Tx) error {
		return tx.Record(desk.Event{Kind: desk.CustomerSplit, CustomerID: first.CustomerID, Facts: desk.Facts{Joining: &desk.Joining{
			Other: to, Moves: []desk.Move{{Identity: id, From: first.CustomerID, To: to}},
		}}})
	})
	c.take(c.phone, text(desk.SMS, "3", sms, "de novo"), text(desk.WhatsApp, "4", wa, "de novo"))
	c.read(func(tx *store.ReadTx) error {
		for _, who := range []desk.CustomerID{first.CustomerID, to} {
			if row, err := tx.Inbox().Row(who); err != nil || row.Unread != 2 || row.Snippet != "de novo" {
				t.Errorf("%+v, %v", row, err)
			}
		}
		return nil
	})
}

func TestNamesStay(t *testing.T) {
	c := newCounter(t)
	c.take(c.mail, c.letter("1", "From", "ana@cliente.example"))
	c.expect("ana@cliente.example", desk.ToReply, 1, false)
	c.take(c.mail, c.letter("2", "From", `"Ana" <ANA@Cliente.Example>`))
	first := c.expect("Ana", desk.ToReply, 2, false)
	c.take(c.mail, c.letter("3", "From", `"Aninha da Promoção" <ana@cliente.example>`))
	c.expect("Ana", desk.ToReply, 3, false)
	c.write(func(tx *store.Tx) error {
		return tx.Record(desk.Event{Kind: desk.CustomerNamed, CustomerID: first.CustomerID, Personal: desk.Personal{Name: "Dona Ana"}})
	})
	c.take(c.mail, c.letter("4", "From", `"Outra" <ana@cliente.example>`))
	c.expect("Dona Ana", desk.ToReply, 4, false)
	if len(c.rows()) != 1 {
		t.Errorf("customers: %v", c.rows())
	}
}

func TestWhoSpeaksInAMail(t *testing.T) {
	for name, test := range map[string]struct {
		fields    []string
		outgoing  bool
		who       string
		direction desk.Direction
		voice     desk.Voice
		state     desk.TurnState
	}{
		"a customer":             {nil, false, "Ana Lima", desk.In, desk.CustomerVoice, desk.ToReply},
		"the shop, in the inbox": {[]string{"From", "Loja <" + shopAddress + ">", "To", "Bia <bia@x.example>"}, false, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting},
		"the shop, in capitals":  {[]string{"From", "LOJA@Papelaria.Example", "To", "Bia <bia@x.example>"}, false, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting},
		"the Sent folder":        {[]string{"From", "alias@papelaria.example", "To", "Bia <bia@x.example>"}, true, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting},
		"to the shop and another": {
			[]string{"From", shopAddress, "To", shopAddress, "Cc", "Bia <bia@x.example>"}, false, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting,
		},
		"a note to oneself": {[]string{"From", "Loja <" + shopAddress + ">"}, false, "Loja", desk.Out, desk.MachineVoice, desk.Closed},
		"a web form": {
			[]string{"From", "Site <" + shopAddress + ">", "Reply-To", "Bia <bia@x.example>"}, false, "Bia", desk.In, desk.CustomerVoice, desk.ToReply,
		},
		"a Reply-To of the shop's own is no web form": {
			[]string{"From", "Loja <" + shopAddress + ">", "Reply-To", shopAddress, "To", "Bia <bia@x.example>"}, false, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting,
		},
		"a Reply-To in the Sent folder is no web form": {
			[]string{"From", "Loja <" + shopAddress + ">", "Reply-To", "Bob <bob@x.example>", "To", "Bia <bia@x.example>"}, true, "Bia", desk.Out, desk.ElsewhereShop, desk.Waiting,
		},
		"an automatic reply": {[]string{"Auto-Submitted", "auto-replied"}, false, "Ana Lima", desk.In, desk.MachineVoice, desk.Closed},
		"a list":             {[]string{"List-Id", "<ofertas.example>"}, false, "Ana Lima", desk.In, desk.MachineVoice, desk.Closed},
		"bulk":               {[]string{"Precedence", "bulk"}, false, "Ana Lima", desk.In, desk.MachineVoice, desk.Closed},
		"a bounce":           {[]string{"From", "Mailer <mailer-daemon@x.example>"}, false, "Mailer", desk.In, desk.MachineVoice, desk.Closed},
		"nobody":             {[]string{"From", ""}, false, "", desk.In, desk.CustomerVoice, desk.ToReply},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			in := c.letter("texto", test.fields...)
			in.Outgoing = test.outgoing
			c.take(c.mail, in)
			m := c.only()
			if m.Direction != test.direction || m.Voice != test.voice || m.AccountID != "acc-mail" {
				t.Errorf("direction %s, voice %d, account %s; want %s, %d", m.Direction, m.Voice, m.AccountID, test.direction, test.voice)
			}
			unread := 0
			if test.voice == desk.CustomerVoice {
				unread = 1
			}
			c.expect(test.who, test.state, unread, test.voice == desk.MachineVoice)
			if v, err := c.st.Verify(t.Context()); err != nil || v.Database != "ok" {
				t.Errorf("%+v, %v", v, err)
			}
		})
	}
}

func TestABulkMailDoesNotHideACustomer(t *testing.T) {
	c := newCounter(t)
	c.take(c.mail, c.letter("bom dia"))
	asked := c.expect("Ana Lima", desk.ToReply, 1, false)
	c.take(c.mail, c.letter("promoção", "List-Unsubscribe", "<https://x.example>"))
	if got := c.expect("Ana Lima", desk.ToReply, 1, false); got.LastID != asked.LastID {
		t.Error("the bulk mail stands in the list")
	}
	// The other way round: a machine's customer writes herself.
	c.take(c.mail, c.letter("promoção", "From", "Beto <beto@x.example>", "List-Unsubscribe", "<https://x.example>"))
	c.expect("Beto", desk.Closed, 0, true)
	c.take(c.mail, c.letter("sou eu", "From", "Beto <beto@x.example>"))
	c.expect("Beto", desk.ToReply, 1, false)
}

func TestHistoryComesInClosedAndRead(t *testing.T) {
	c := newCounter(t)
	day := 24 * time.Hour
	dated := func(name string, date, received time.Duration) *channel.Inbound {
		now := time.Now()
		in := c.letter(name, "From", name+" <"+name+"@x.example>", "Date", now.Add(-date).Format(time.RFC1123Z))
		in.Received = now.Add(-received)
		return in
	}
	c.take(c.mail,
		dated("velha", 8*day, 8*day), dated("recente", 6*day, 6*day), dated("importada", 8*day, 2*day),
		dated("atrasada", 400*day, -time.Hour), // reached the server after the connection was made
	)
	c.expect("velha", desk.Closed, 0, false)
	c.expect("recente", desk.ToReply, 1, false)
	c.expect("importada", desk.Closed, 0, false)
	c.expect("atrasada", desk.ToReply, 1, false)
	old := text(desk.SMS, "SM1", "+5511988880000", "antiga")
	old.Received = time.Now().Add(-30 * day)
	failed := text(desk.SMS, "SM2", "+5511988880000", "falhou há um mês")
	failed.Received = old.Received
	c.take(c.phone, old, sent(failed, channel.Status{Event: desk.Rejected, Word: "undelivered"}))
	c.expect("+5511988880000", desk.Closed, 0, false)
	c.read(func(tx *store.ReadTx) error {
		open, err := tx.Deliveries().Open()
		if len(open) != 0 {
			t.Errorf("what failed a month ago elsewhere asks for something: %+v", open)
		}
		return err
	})
}

func TestDates(t *testing.T) {
	received := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	for name, test := range map[string]struct {
		date     string
		received time.Time
		want     time.Time
	}{
		"believed":                 {"Mon, 02 Feb 2026 10:00:00 -0300", received, time.Date(2026, 2, 2, 13, 0, 0, 0, time.UTC)},
		"missing":                  {"", received, received},
		"unreadable":               {"ontem de manhã", received, received},
		"a day ahead is believed":  {"Wed, 04 Feb 2026 04:05:06 +0000", received, received.Add(24 * time.Hour)},
		"more than a day ahead":    {"Wed, 04 Feb 2026 04:05:07 +0000", received, received},
		"the year 9999":            {"Fri, 31 Dec 9999 23:59:59 +0000", received, received},
		"the beginning of time":    {"Thu, 01 Jan 1970 00:00:00 +0000", received, received},
		"long ago":                 {"Fri, 02 Jan 1998 00:00:00 +0000", received, time.Date(1998, 1, 2, 0, 0, 0, 0, time.UTC)},
		"a server without a clock": {"Mon, 02 Feb 2026 10:00:00 -0300", time.Time{}, time.Date(2026, 2, 2, 13, 0, 0, 0, time.UTC)},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			in := c.letter("texto", "Date", test.date)
			in.Received = test.received
			c.take(c.mail, in)
			if got := c.only().At; !got.Equal(test.want) {
				t.Errorf("at %v, want %v", got, test.want)
			}
		})
	}
	t.Run("no date at all is now", func(t *testing.T) {
		c := newCounter(t)
		in, sms := c.letter("texto", "Date", ""), text(desk.SMS, "SM", "+5511988887777", "oi")
		in.Received, sms.Received = time.Time{}, time.Time{}
		c.take(c.mail, in)
		c.take(c.phone, sms)
		for _, m := range c.messages() {
			if age := time.Since(m.At); age < -time.Second || age > time.Minute {
				t.Errorf("%s at %v", m.Channel, m.At)
			}
		}
	})
}
