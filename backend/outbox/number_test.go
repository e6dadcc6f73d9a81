package outbox_test

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// matter is the one case of the one customer.
func (s *shop) matter() (k desk.Case) {
	s.t.Helper()
	who := s.customer()
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
