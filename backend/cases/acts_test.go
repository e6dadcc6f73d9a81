package cases_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/desk"
)

// did is what a list of acts says of one, in a form to compare.
type did struct {
	kind     desk.EventKind
	rule     string
	undoable bool
	undone   bool
}

func (s *shop) acts() (list []cases.Act) {
	s.t.Helper()
	list, next, err := cases.Acts(s.t.Context(), s.st, 0, 50)
	if err != nil || next != 0 {
		s.t.Fatalf("next %d, %v", next, err)
	}
	return list
}

func said(list []cases.Act) (short []did) {
	for _, a := range list {
		short = append(short, did{a.Kind, a.Rule, a.Undoable, a.Undone})
	}
	return short
}

func TestActs(t *testing.T) {
	for _, test := range []struct {
		name string
		life func(*shop)
		want []did // the latest first
	}{
		{"nothing happened", func(*shop) {}, nil},
		{"a case is opened", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
		}, []did{{desk.CaseOpened, "", true, false}}},
		{"more comes into it", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			s.whatsapp(ana, "De 2027.")
		}, []did{{desk.CaseJoined, "open", true, false}, {desk.CaseOpened, "", false, false}}},
		{"it comes back", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			s.close(s.only(s.ana()))
			s.whatsapp(ana, "E caderno?")
		}, []did{{desk.CaseJoined, "recent", true, false}, {desk.CaseReopened, "", true, false}, {desk.CaseOpened, "", false, false}}},
		{"what came back is closed by the owner", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			s.close(s.only(s.ana()))
			s.whatsapp(ana, "E caderno?")
			s.close(s.only(s.ana()))
		}, []did{{desk.CaseJoined, "recent", true, false}, {desk.CaseReopened, "", false, false}, {desk.CaseOpened, "", false, false}}},
		{"what was put elsewhere by hand", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			m := s.whatsapp(ana, "Outra coisa: tem tinta?")
			s.split(m)
		}, []did{{desk.CaseJoined, "open", false, false}, {desk.CaseOpened, "", false, false}}},
		{"undone", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			s.whatsapp(ana, "De 2027.")
			k := s.only(s.ana())
			s.undo(k, s.last(k, desk.CaseJoined))
			s.undo(k, s.last(k, desk.CaseOpened))
		}, []did{{desk.CaseJoined, "open", false, true}, {desk.CaseOpened, "", false, true}}},
		{"what the owner does is no act", func(s *shop) {
			s.whatsapp(ana, "Vocês têm agenda?")
			s.open()
		}, []did{{desk.CaseOpened, "", true, false}}},
		{"a mail on behalf of a customer", func(s *shop) {
			s.letter("Formspree <noreply@formspree.io>", "Vocês têm agenda?", "Reply-To: Bia <bia@x.example>")
		}, []did{{desk.CaseOpened, "", true, false}, {desk.MessageAttributed, "form_services", false, false}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			test.life(s)
			for _, when := range []string{"kept", "made anew"} {
				if got := said(s.acts()); !slices.Equal(got, test.want) {
					t.Errorf("%s: %+v, want %+v", when, got, test.want)
				}
				s.rebuild()
			}
		})
	}
}

// TestAnActTellsWhatItIsAbout: whose, which case, which message.
func TestAnActTellsWhatItIsAbout(t *testing.T) {
	s := newShop(t)
	s.letter("Formspree <noreply@formspree.io>", "Vocês têm agenda?", "Reply-To: Bia <bia@x.example>")
	k := s.only(s.customer(desk.Email, "bia@x.example"))
	for _, a := range s.acts() {
		if a.CustomerID != k.CustomerID || a.CustomerName != "Bia" || a.Channel != desk.Email || a.Direction != desk.In || a.Snippet == "" || a.At.IsZero() {
			t.Errorf("%+v", a)
		}
		if about := a.Kind == desk.CaseOpened; about != (a.Protocol == k.Protocol) || about != (a.Root == k.ID) {
			t.Errorf("%+v is about %s", a, a.Protocol)
		}
	}
}

// TestActsInPages: every act once, the latest first, whatever comes meanwhile.
func TestActsInPages(t *testing.T) {
	s := newShop(t)
	for range 5 {
		s.whatsapp(ana, "Mais uma pergunta.")
		s.wait(time.Minute)
	}
	all := s.acts()
	var read []cases.Act
	for before, first := int64(0), true; first || before != 0; first = false {
		page, next, err := cases.Acts(t.Context(), s.st, before, 2)
		if err != nil || len(page) > 2 {
			t.Fatalf("%d, %v", len(page), err)
		}
		read, before = append(read, page...), next
		s.whatsapp(ana, "E outra.")
	}
	same := func(a, b cases.Act) bool { return a.ID == b.ID }
	if len(all) != 5 || !slices.EqualFunc(read, all, same) {
		t.Errorf("%+v, want %+v", said(read), said(all))
	}
}
