package cases_test

import (
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
)

// TestWhatWasUndoneIsNotDoneAgain: a case into which the owner did not want a message by some rule is passed over by that
// rule, and one that she did not want open is not opened again.
func TestWhatWasUndoneIsNotDoneAgain(t *testing.T) {
	for _, test := range []struct {
		name string
		// life gives the case in which something was undone, and the message that came afterwards.
		life func(*shop) (desk.Case, desk.MessageID)
		in   bool // it is in that case
		rule desk.CaseRule
		open int // how many are open afterwards
	}{
		{"a joining of the open case", func(s *shop) (desk.Case, desk.MessageID) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			s.whatsapp(ana, "Têm caneta azul?")
			s.undo(k, s.last(k, desk.CaseJoined))
			return k, s.whatsapp(ana, "E vermelha?")
		}, false, desk.ByNew, 2},
		{"a joining of the open case, and then she quotes its number", func(s *shop) (desk.Case, desk.MessageID) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			s.whatsapp(ana, "Têm caneta azul?")
			s.undo(k, s.last(k, desk.CaseJoined))
			return k, s.whatsapp(ana, "protocolo "+k.Protocol.String())
		}, true, desk.ByProtocol, 1},
		{"a joining by hand says nothing", func(s *shop) (desk.Case, desk.MessageID) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			m := s.whatsapp(ana, "Têm caneta azul?")
			s.undo(k, must(s.t)(joinByHand(s, k, m)))
			return k, s.whatsapp(ana, "E vermelha?")
		}, true, desk.ByOpen, 1},
		{"a joining by the number", func(s *shop) (desk.Case, desk.MessageID) {
			list, _ := s.several(2)
			s.whatsapp(ana, "protocolo "+list[0].Protocol.String())
			s.undo(list[0], s.last(list[0], desk.CaseJoined))
			return list[0], s.whatsapp(ana, "protocolo "+list[0].Protocol.String())
		}, false, desk.ByOpen, 2},
		{"a joining of what was merged", func(s *shop) (desk.Case, desk.MessageID) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			old := s.only(s.ana())
			s.whatsapp(ana, "Têm caneta azul?")
			s.undo(old, s.last(old, desk.CaseJoined))
			k, _ := s.open()
			s.merge(k, old)
			return k, s.whatsapp(ana, "E vermelha?")
		}, false, desk.ByNew, 2},
		{"a joining by the number of what it goes on with", func(s *shop) (desk.Case, desk.MessageID) {
			old, k := s.refusedByNumber()
			return k, s.whatsapp(ana, "protocolo "+old.Protocol.String())
		}, false, desk.ByNew, 2},
		{"a joining by the number of what it goes on with, and another goes on with it too", func(s *shop) (desk.Case, desk.MessageID) {
			old, k := s.refusedByNumber()
			s.whatsapp(ana, "protocolo "+old.Protocol.String())
			return k, s.whatsapp(ana, "protocolo "+old.Protocol.String())
		}, false, desk.ByProtocol, 2},
		{"a joining by the number of what it goes on with, and then she quotes none", func(s *shop) (desk.Case, desk.MessageID) {
			_, k := s.refusedByNumber()
			return k, s.whatsapp(ana, "E vermelha?")
		}, true, desk.ByOpen, 1},
		{"a joining of a part, and the whole was just closed", func(s *shop) (desk.Case, desk.MessageID) {
			list, _ := s.several(2)
			s.close(list[0])
			s.whatsapp(ana, "Têm caneta azul?")
			s.undo(list[1], s.last(list[1], desk.CaseJoined))
			return list[1], s.whatsapp(ana, "E vermelha?")
		}, false, desk.ByRecent, 2},
		{"a reopening", func(s *shop) (desk.Case, desk.MessageID) {
			k := s.reopened()
			s.undo(k, s.last(k, desk.CaseReopened))
			return k, s.whatsapp(ana, "E vermelha?")
		}, false, desk.ByNew, 1},
		{"a reopening, and then she says thank you", func(s *shop) (desk.Case, desk.MessageID) {
			k := s.reopened()
			s.undo(k, s.last(k, desk.CaseReopened))
			return k, s.whatsapp(ana, "Obrigada!")
		}, true, desk.ByRecent, 0},
		{"a reopening, and then she quotes its number", func(s *shop) (desk.Case, desk.MessageID) {
			k := s.reopened()
			s.undo(k, s.last(k, desk.CaseReopened))
			return k, s.whatsapp(ana, "protocolo "+k.Protocol.String())
		}, false, desk.ByNew, 1},
		{"a reopening that the owner made says nothing", func(s *shop) (desk.Case, desk.MessageID) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			s.close(k)
			s.undo(k, must(s.t)(cases.Reopen(s.t.Context(), s.st, k.ID)))
			return k, s.whatsapp(ana, "E vermelha?")
		}, true, desk.ByRecent, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			k, id := test.life(s)
			item, open := s.item(id), 0
			for _, k := range s.of(s.ana()) {
				if k.Open() {
					open++
				}
			}
			if (item.CaseID == k.ID) != test.in || item.Rule != test.rule || open != test.open {
				t.Errorf("%+v, %d open: %+v", item, open, s.of(s.ana()))
			}
			if next := s.whatsapp(ana, "Mais uma coisa."); !test.in && s.item(next).CaseID != item.CaseID {
				t.Errorf("what is said next is in %+v, and not in %+v", s.item(next), item)
			}
		})
	}
}

// reopened is a case of Ana's that came back by itself.
func (s *shop) reopened() desk.Case {
	s.t.Helper()
	s.whatsapp(ana, "Meu fichário veio torto.")
	k := s.only(s.ana())
	s.close(k)
	s.wait(time.Hour)
	s.whatsapp(ana, "Têm caneta azul?")
	return k
}

// refusedByNumber is an old case of Ana's, and the one that goes on with it, into which she was not to be put by the
// number of the old one.
func (s *shop) refusedByNumber() (old, next desk.Case) {
	s.t.Helper()
	s.whatsapp(ana, "Meu fichário veio torto.")
	old = s.only(s.ana())
	s.close(old)
	s.wait(10 * 24 * time.Hour)
	for range 2 {
		s.whatsapp(ana, "protocolo "+old.Protocol.String())
	}
	next = s.of(s.ana())[0]
	s.undo(next, s.last(next, desk.CaseJoined))
	return old, next
}
