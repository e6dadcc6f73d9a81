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
