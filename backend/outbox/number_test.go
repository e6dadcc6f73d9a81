package outbox_test

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// matter is the open case of the one customer.
func (s *shop) matter() desk.Case {
	s.t.Helper()
	return s.matterOf(s.customer())
}

func (s *shop) matterOf(who desk.CustomerID) (k desk.Case) {
	s.t.Helper()
	if err := s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		k, err = cases.Current(tx, who)
		return err
	}); err != nil {
		s.t.Fatal(err)
	}
	return k
}

func TestTheFirstAnswerTellsTheNumber(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "1@cliente.example", "", "Meu fichário veio torto.")
	k := s.matter()
	first := s.message(s.queue(outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "Vamos trocar.\n", Number: "Protocolo"}).MessageID)
	if want := "Vamos trocar.\n\nProtocolo " + k.Protocol.String(); first.Text != want {
		t.Errorf("%q, want %q", first.Text, want)
	}
	if want := "[Protocolo " + k.Protocol.String() + "]"; !strings.HasSuffix(first.Subject, want) {
		t.Errorf("subject %q", first.Subject)
	}
	if s.matter().ToldAt.IsZero() {
		t.Error("not written down that she was told")
	}
	second := s.message(s.queue(outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Subject: first.Subject, Text: "Já saiu.", Number: "Protocolo"}).MessageID)
	if second.Text != "Já saiu." || strings.Count(second.Subject, k.Protocol.String()) != 1 {
		t.Errorf("%q, %q", second.Subject, second.Text)
	}
}

func TestNobodyIsToldANumberWhoIsNotToBe(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
	m := s.message(s.queue(outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "Oi!"}).MessageID)
	if m.Text != "Oi!" || strings.Contains(m.Subject, "[") || !s.matter().ToldAt.IsZero() {
		t.Errorf("%q, %q, %v", m.Subject, m.Text, s.matter().ToldAt)
	}
}

// TestTakenBackTellsNothing: the words come back as they were typed, and the number is told once when they leave.
func TestTakenBackTellsNothing(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
	d := outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "Oi!", Number: "Protocolo", Hold: time.Minute}
	q := s.queue(d)
	if _, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, ""); err != nil {
		t.Fatal(err)
	}
	if !s.matter().ToldAt.IsZero() {
		t.Error("counts as told")
	}
	if back := s.drafts()[0].Text; back != d.Text {
		t.Errorf("%q came back", back)
	}
	again := s.message(s.queue(d).MessageID)
	if n := strings.Count(again.Text, s.matter().Protocol.String()); n != 1 || s.matter().ToldAt.IsZero() {
		t.Errorf("%d times in %q", n, again.Text)
	}
}

// TestTypedNumberComesBack: what the owner typed herself is hers.
func TestTypedNumberComesBack(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
	d := outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Number: "Protocolo", Hold: time.Minute}
	d.Text = "Oi!\n\nProtocolo " + s.matter().Protocol.String()
	q := s.queue(d)
	if _, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, ""); err != nil {
		t.Fatal(err)
	}
	if back := s.drafts()[0].Text; back != d.Text {
		t.Errorf("%q came back", back)
	}
}

// TestWhatFailedTellsNothing: the number goes along with the next try, which may be on another channel.
func TestWhatFailedTellsNothing(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
	d := outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Text: "Oi!", Number: "Protocolo"}
	q := s.queue(d)
	s.step(q.DeliveryID, desk.Claim, desk.Rejected)
	if _, err := outbox.TakeBack(t.Context(), s.st, q.DeliveryID, ""); err != nil {
		t.Fatal(err)
	}
	if !s.matter().ToldAt.IsZero() {
		t.Error("told by what never left")
	}
	if back := s.drafts()[0].Text; back != d.Text {
		t.Errorf("%q came back", back)
	}
	again := s.message(s.queue(d).MessageID)
	if n := strings.Count(again.Text, s.matter().Protocol.String()); n != 1 || s.matter().ToldAt.IsZero() {
		t.Errorf("%d times in %q", n, again.Text)
	}
}

// step lets events happen to a delivery.
func (s *shop) step(id desk.DeliveryID, events ...desk.DeliveryEvent) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		for _, e := range events {
			if err == nil {
				row, err = tx.Deliveries().Step(row, e, "", nil, tx.Moment())
			}
		}
		return err
	})
}

// TestAReplyHasOneNumber: that of the case that it is in takes the place of others.
func TestAReplyHasOneNumber(t *testing.T) {
	for _, test := range []struct {
		name    string
		subject func(old, current string) string
	}{
		{"of a case before", func(old, _ string) string { return "Re: Pedido [Protocolo " + old + "]" }},
		{"of a case before, in another language", func(old, _ string) string { return "Re: Pedido [Reference " + old + "]" }},
		{"of both", func(old, current string) string {
			return "Re: Pedido [Protocolo " + old + "] [Protocolo " + current + "]"
		}},
		{"of both, the other way round", func(old, current string) string {
			return "Re: Pedido [Protocolo " + current + "] [Protocolo " + old + "]"
		}},
		{"of this", func(_, current string) string { return "Re: Pedido [Protocolo " + current + "]" }},
		{"of none", func(string, string) string { return "Re: Pedido" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
			old := s.matter()
			if _, err := cases.Close(t.Context(), s.st, old.ID); err != nil {
				t.Fatal(err)
			}
			s.pass(10 * 24 * time.Hour)
			s.mail(mailConn, ana, "2@cliente.example", "", "Outra coisa.")
			k := s.matter()
			if k.ID == old.ID {
				t.Fatal("the case is the old one")
			}
			subject := test.subject(old.Protocol.String(), k.Protocol.String())
			m := s.message(s.queue(outbox.Draft{CustomerID: s.customer(), Channel: desk.Email, Subject: subject, Text: "Sim.", Number: "Protocolo"}).MessageID)
			if want := "Re: Pedido [Protocolo " + k.Protocol.String() + "]"; m.Subject != want {
				t.Errorf("%q, want %q", m.Subject, want)
			}
		})
	}
}

// TestWordsBelongToTheCaseThatTheyName: closing words are written after the closing.
func TestWordsBelongToTheCaseThatTheyName(t *testing.T) {
	for _, test := range []struct {
		name  string
		words func(closed, open, bias desk.Case) string
		later bool // another case was opened since
		in    func(closed, open desk.Case) desk.Case
	}{
		{"the number of a closed one, none is open", func(closed, _, _ desk.Case) string { return "Encerrado: " + closed.Protocol.String() }, false, first},
		{"the number of a closed one, another is open", func(closed, _, _ desk.Case) string { return "Encerrado: " + closed.Protocol.String() }, true, first},
		{"in digits alone", func(closed, _, _ desk.Case) string { return "Encerrado: " + string(closed.Protocol) }, true, first},
		{"the numbers of both", func(closed, open, _ desk.Case) string {
			return closed.Protocol.String() + " continua em " + open.Protocol.String()
		}, true, second},
		{"no number", func(_, _, _ desk.Case) string { return "Bom dia!" }, true, second},
		{"no number, and none is open", func(_, _, _ desk.Case) string { return "Bom dia!" }, false, neither},
		{"the number of somebody else", func(_, _, bias desk.Case) string { return "Encerrado: " + bias.Protocol.String() }, true, second},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, "bia@example.org", "0@cliente.example", "", "Oi")
			bias := s.matter()
			s.mail(mailConn, ana, "1@cliente.example", "", "Meu fichário veio torto.")
			closed, open := s.matterOf(s.of(ana)), desk.Case{}
			if _, err := cases.Close(t.Context(), s.st, closed.ID); err != nil {
				t.Fatal(err)
			}
			if test.later {
				s.pass(10 * 24 * time.Hour)
				s.mail(mailConn, ana, "2@cliente.example", "", "Outra coisa.")
				open = s.matterOf(s.of(ana))
			}
			words, in := test.words(closed, open, bias), test.in(closed, open)
			q := s.queue(outbox.Draft{CustomerID: s.of(ana), Channel: desk.Email, Subject: "Pedido", Text: words, Number: "Protocolo"})
			m := s.message(q.MessageID)
			if got := s.caseOf(m.ID); got != in.ID {
				t.Errorf("in %q, want %q", got, in.ID)
			}
			tag := "Pedido"
			if in.ID != "" {
				tag += " [Protocolo " + in.Protocol.String() + "]"
			}
			if m.Subject != tag {
				t.Errorf("subject %q, want %q", m.Subject, tag)
			}
			if in == closed && (m.Text != words || s.get(closed.ID).ToldAt.IsZero() || s.get(closed.ID).Open()) {
				t.Errorf("%q, %+v", m.Text, s.get(closed.ID))
			}
		})
	}
}

func first(k, _ desk.Case) desk.Case       { return k }
func second(_, k desk.Case) desk.Case      { return k }
func neither(_, _ desk.Case) (k desk.Case) { return k }

// caseOf is the case that a message is in; empty: none.
func (s *shop) caseOf(id desk.MessageID) (in desk.CaseID) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		items, err := tx.Cases().OfMessages([]desk.MessageID{id})
		in = items[id].CaseID
		return err
	}))
	return in
}

func (s *shop) get(id desk.CaseID) (k desk.Case) {
	s.t.Helper()
	check(s.t, s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		k, err = tx.Cases().Get(id)
		return err
	}))
	return k
}

// TestTheNumberGoesWhereTheOwnerWantsIt: by the channel, whoever queues the answer.
func TestTheNumberGoesWhereTheOwnerWantsIt(t *testing.T) {
	const number = "+5511987654321"
	for _, test := range []struct {
		name    string
		channel desk.Channel
		telling preference.Telling
		word    string // in front of the number; empty: it is not told
	}{
		{"in a mail", desk.Email, preference.Telling{Email: true}, "Número de caso"},
		{"not in a mail", desk.Email, preference.Telling{SMS: true, WhatsApp: true}, ""},
		{"by WhatsApp", desk.WhatsApp, preference.Telling{WhatsApp: true}, "Número de caso"},
		{"not by WhatsApp", desk.WhatsApp, preference.Telling{Email: true, SMS: true}, ""},
		{"by SMS, where an accent costs", desk.SMS, preference.Telling{SMS: true}, "Numero de caso"},
		{"not by SMS", desk.SMS, preference.Telling{Email: true, WhatsApp: true}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openShop(t)
			check(t, preference.Save(t.Context(), s.st, test.telling))
			switch test.channel {
			case desk.Email:
				s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
			case desk.WhatsApp:
				s.text(desk.WhatsApp, "whatsapp:"+number, "SM1", "Oi")
			default:
				s.text(desk.SMS, number, "SM1", "Oi")
			}
			k := s.matter()
			m := s.message(s.queue(outbox.Draft{CustomerID: k.CustomerID, Channel: test.channel, Subject: "Pedido", Text: "Oi!", Number: "Número de caso"}).MessageID)
			want := "Oi!"
			if test.word != "" {
				want += "\n\n" + test.word + " " + k.Protocol.String()
			}
			if m.Text != want || s.get(k.ID).ToldAt.IsZero() == (test.word != "") {
				t.Errorf("%q, want %q; told %v", m.Text, want, s.get(k.ID).ToldAt)
			}
			if test.channel == desk.Email && strings.Contains(m.Subject, k.Protocol.String()) != (test.word != "") {
				t.Errorf("subject %q", m.Subject)
			}
		})
	}
}

// TestSendNowKeepsWhatItTells: the number, the case, and what comes back when it is taken back after all.
func TestSendNowKeepsWhatItTells(t *testing.T) {
	for _, test := range []struct {
		name   string
		closed bool // the case is closed before, and another opened
	}{{"while its case is open", false}, {"after its case was closed", true}} {
		t.Run(test.name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "1@cliente.example", "", "Oi")
			k := s.matter()
			planned := s.queue(outbox.Draft{
				CustomerID: k.CustomerID, Channel: desk.Email, Subject: "Pedido", Text: "Amanhã!", Number: "Protocolo", At: s.clock().Add(20 * 24 * time.Hour),
			})
			was := s.message(planned.MessageID)
			if test.closed {
				if _, err := cases.Close(t.Context(), s.st, k.ID); err != nil {
					t.Fatal(err)
				}
				s.pass(10 * 24 * time.Hour)
				s.mail(mailConn, ana, "2@cliente.example", "", "Outra coisa.")
			}
			s.pass(time.Hour)
			q, err := outbox.SendNow(t.Context(), s.st, noRules, planned.DeliveryID)
			check(t, err)
			m := s.message(q.MessageID)
			if m.Text != was.Text || m.Subject != was.Subject || strings.Count(m.Text, k.Protocol.String()) != 1 {
				t.Errorf("%q: %q, was %q: %q", m.Subject, m.Text, was.Subject, was.Text)
			}
			if s.caseOf(m.ID) != k.ID || s.get(k.ID).ToldAt.IsZero() {
				t.Errorf("in %q, want %q; told %v", s.caseOf(m.ID), k.ID, s.get(k.ID).ToldAt)
			}
			_, err = outbox.TakeBack(t.Context(), s.st, q.DeliveryID, "")
			check(t, err)
			if d := s.drafts()[0]; d.Text != "Amanhã!" || *d.Subject != "Pedido" || !s.get(k.ID).ToldAt.IsZero() {
				t.Errorf("%q: %q came back; told %v", *d.Subject, d.Text, s.get(k.ID).ToldAt)
			}
		})
	}
}
