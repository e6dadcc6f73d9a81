package cases_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type channelInbound = channel.Inbound

// oldLetter is a mail that came before the shop used Balcão.
func oldLetter(s *shop) *channel.Inbound {
	at := s.now().AddDate(0, -2, 0)
	return &channel.Inbound{
		Channel: desk.Email, Mail: true, Received: at, Folder: "INBOX", UIDValidity: 1, UID: 900,
		Raw: []byte("From: antiga@cliente.example\r\nTo: loja@papelaria.example\r\nDate: " + at.Format(time.RFC1123Z) + "\r\n\r\nOi\r\n"),
	}
}

func joinByHand(s *shop, k desk.Case, id desk.MessageID) (desk.EventID, error) {
	return cases.Join(s.t.Context(), s.st, k.ID, id)
}

func (s *shop) state(id desk.CustomerID) desk.TurnState {
	s.t.Helper()
	card, err := customer.Show(s.t.Context(), s.st, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return card.State
}

func TestDecisionsAndTheirUndo(t *testing.T) {
	for _, test := range []struct {
		name   string
		decide func(*shop, desk.Case) (desk.EventID, error)
		after  func(desk.Case) bool
	}{
		{"a class", func(s *shop, k desk.Case) (desk.EventID, error) {
			return cases.Classify(s.t.Context(), s.st, k.ID, desk.Complaint)
		}, func(k desk.Case) bool { return k.Class == desk.Complaint }},
		{"a promise", func(s *shop, k desk.Case) (desk.EventID, error) {
			return cases.Promise(s.t.Context(), s.st, k.ID, s.now().Add(time.Hour), " trocar o fichário ")
		}, func(k desk.Case) bool { return !k.PromisedAt.IsZero() && k.Promise == "trocar o fichário" }},
		{
			"a closing", func(s *shop, k desk.Case) (desk.EventID, error) { return cases.Close(s.t.Context(), s.st, k.ID) },
			func(k desk.Case) bool { return !k.Open() },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.whatsapp(ana, "Meu fichário veio torto.")
			before := s.only(s.ana())
			done := must(t)(test.decide(s, before))
			if k := s.only(s.ana()); !test.after(k) {
				t.Errorf("decided: %+v", k)
			}
			if err := cases.Undo(t.Context(), s.st, before.ID, done); err != nil {
				t.Fatal(err)
			}
			if k := s.only(s.ana()); k != before || s.state(s.ana()) != desk.ToReply {
				t.Errorf("undone: %+v, want %+v; %s", k, before, s.state(s.ana()))
			}
		})
	}
}

func TestWhatWasDecidedAgainIsNotUndone(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	k := s.only(s.ana())
	first := must(t)(cases.Classify(t.Context(), s.st, k.ID, desk.Complaint))
	must(t)(cases.Classify(t.Context(), s.st, k.ID, desk.Request))
	if err := cases.Undo(t.Context(), s.st, k.ID, first); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("%v", err)
	}
	if got := s.only(s.ana()).Class; got != desk.Request {
		t.Errorf("%s", got)
	}
}

func TestConversationAndCasesCloseTogether(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	k := s.only(s.ana())
	t.Run("the last case closes the conversation", func(t *testing.T) {
		s.t = t
		done := s.close(k)
		if s.state(s.ana()) != desk.Closed {
			t.Error(s.state(s.ana()))
		}
		if err := cases.Undo(t.Context(), s.st, k.ID, done); err != nil || s.state(s.ana()) != desk.ToReply {
			t.Error(err, s.state(s.ana()))
		}
	})
	t.Run("the conversation closes its cases", func(t *testing.T) {
		s.t = t
		done := must(t)(customer.Close(t.Context(), s.st, s.ana()))
		if s.only(s.ana()).Open() {
			t.Error("still open")
		}
		if err := customer.Undo(t.Context(), s.st, s.ana(), done); err != nil || !s.only(s.ana()).Open() || s.state(s.ana()) != desk.ToReply {
			t.Error(err, s.only(s.ana()), s.state(s.ana()))
		}
	})
	t.Run("reopened, it goes on with the case", func(t *testing.T) {
		s.t = t
		must(t)(customer.Close(t.Context(), s.st, s.ana()))
		must(t)(customer.Reopen(t.Context(), s.st, s.ana()))
		if !s.only(s.ana()).Open() {
			t.Error("not open")
		}
	})
}

func TestWhoIsNoCustomerHasNoCase(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Ganhe dinheiro em casa.")
	done := must(t)(customer.Junk(t.Context(), s.st, s.ana()))
	if s.only(s.ana()).Open() {
		t.Error("the case is still open")
	}
	s.wait(8 * 24 * time.Hour)
	s.whatsapp(ana, "Última oportunidade!")
	if k := s.only(s.ana()); k.Open() || s.state(s.ana()) != desk.Closed {
		t.Errorf("what arrives reopens or opens a case: %+v", k)
	}
	if err := customer.Undo(t.Context(), s.st, s.ana(), done); err != nil || !s.only(s.ana()).Open() || s.state(s.ana()) != desk.ToReply {
		t.Error(err, s.only(s.ana()), s.state(s.ana()))
	}
}

func TestSplitAndMergeOfCases(t *testing.T) {
	s := newShop(t)
	var said []desk.MessageID
	for n := range 3 {
		said = append(said, s.whatsapp(ana, fmt.Sprint("mensagem ", n)))
	}
	whole := s.only(s.ana())
	part, done, err := cases.Split(t.Context(), s.st, said[1])
	if err != nil {
		t.Fatal(err)
	}
	in := func(ids ...desk.CaseID) {
		t.Helper()
		for i, id := range ids {
			if got := s.item(said[i]).CaseID; got != id {
				t.Errorf("message %d is in %s, want %s", i, got, id)
			}
		}
	}
	in(whole.ID, part.ID, part.ID)
	if part.Earlier != whole.ID || part.Protocol == whole.Protocol {
		t.Errorf("%+v", part)
	}
	if err := cases.Undo(t.Context(), s.st, part.ID, done); err != nil {
		t.Fatal(err)
	}
	in(whole.ID, whole.ID, whole.ID)
	s.read(func(tx *store.ReadTx) error {
		if _, found, err := tx.Cases().Numbers().ByProtocol(part.Protocol); err != nil || found {
			t.Errorf("a number that was taken back leads somewhere: %v", err)
		}
		return nil
	})

	again, _, err := cases.Split(t.Context(), s.st, said[2])
	if err != nil || again.Protocol == part.Protocol {
		t.Fatal(again, err)
	}
	merged := must(t)(cases.Merge(t.Context(), s.st, whole.ID, again.ID))
	in(whole.ID, whole.ID, whole.ID)
	s.read(func(tx *store.ReadTx) error {
		k, found, err := tx.Cases().Numbers().ByProtocol(again.Protocol)
		if !found || k.ID != whole.ID {
			t.Errorf("%+v, %v", k, found)
		}
		return err
	})
	if err := cases.Undo(t.Context(), s.st, again.ID, merged); err != nil {
		t.Fatal(err)
	}
	in(whole.ID, whole.ID, again.ID)
}

// TestJoinTakesAnEmptiedCaseAlong: an open case without a message would draw to itself what is said next.
func TestJoinTakesAnEmptiedCaseAlong(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "mensagem 0")
	one, two := s.whatsapp(ana, "mensagem 1"), s.whatsapp(ana, "mensagem 2")
	whole := s.only(s.ana())
	part, _, err := cases.Split(t.Context(), s.st, one)
	if err != nil {
		t.Fatal(err)
	}
	must(t)(cases.Join(t.Context(), s.st, whole.ID, one))
	if got := s.item(two).CaseID; got != part.ID {
		t.Errorf("what stays is in %s, want %s", got, part.ID)
	}
	last := must(t)(cases.Join(t.Context(), s.st, whole.ID, two))
	if got := s.only(s.ana()).ID; got != whole.ID {
		t.Errorf("the case is %s, want %s", got, whole.ID)
	}
	if next := s.whatsapp(ana, "mensagem 3"); s.item(next).CaseID != whole.ID {
		t.Errorf("what is said next is in %s, want %s", s.item(next).CaseID, whole.ID)
	}
	if err := cases.Undo(t.Context(), s.st, whole.ID, last); err != nil {
		t.Fatal(err)
	}
	if got := s.item(two).CaseID; got != part.ID {
		t.Errorf("taken back, it is in %s, want %s", got, part.ID)
	}
}

// TestRebuildMakesTheSameCases drops what follows from the log and makes it again.
func TestRebuildMakesTheSameCases(t *testing.T) {
	s := newShop(t)
	var said []desk.MessageID
	for n := range 6 {
		said = append(said, s.whatsapp(ana, fmt.Sprint("mensagem ", n)))
	}
	k := s.only(s.ana())
	part, _, err := cases.Split(t.Context(), s.st, said[2])
	if err != nil {
		t.Fatal(err)
	}
	second, undo, err := cases.Split(t.Context(), s.st, said[4])
	if err != nil {
		t.Fatal(err)
	}
	must(t)(cases.Merge(t.Context(), s.st, part.ID, k.ID)) // into a later one, which then goes into a later one still
	must(t)(cases.Merge(t.Context(), s.st, second.ID, part.ID))
	must(t)(cases.Classify(t.Context(), s.st, second.ID, desk.Praise))
	_ = undo
	s.whatsapp(bruno, "protocolo "+k.Protocol.String())
	s.close(second)

	before := s.picture(said)
	if err := s.st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := s.picture(said); after != before {
		t.Errorf("\n%s\nwant\n%s", after, before)
	}
	if !strings.Contains(before, string(desk.Praise)) {
		t.Error("the picture shows little")
	}
}

// picture tells all cases, where the messages are and what is asked.
func (s *shop) picture(said []desk.MessageID) string {
	var b strings.Builder
	s.read(func(tx *store.ReadTx) error {
		for _, number := range people() {
			who, _, err := tx.Customers().Identity(desk.WhatsApp, "whatsapp:"+number)
			if err != nil {
				return err
			}
			list, err := tx.Cases().OfCustomer(who.CustomerID, 100)
			if err != nil {
				return err
			}
			hints, err := tx.Cases().Placing().Hints(who.CustomerID)
			fmt.Fprintf(&b, "%+v\n%+v\n", list, hints)
			if err != nil {
				return err
			}
		}
		for _, id := range said {
			items, err := tx.Cases().OfMessages([]desk.MessageID{id})
			fmt.Fprintf(&b, "%+v\n", items)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return b.String()
}
