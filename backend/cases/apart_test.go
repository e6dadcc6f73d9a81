package cases_test

import (
	"context"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// couple is Ana and Bruno, of whom each said something, taken for one.
func couple(s *shop) (hers, his desk.Case, done desk.EventID) {
	s.t.Helper()
	s.whatsapp(ana, "sou a Ana")
	s.whatsapp(bruno, "sou o Bruno")
	hers, his = s.only(s.ana()), s.only(s.bruno())
	s.wait(time.Minute)
	return hers, his, must(s.t)(customer.Merge(context.Background(), s.st, s.ana(), s.bruno(), nil))
}

func (s *shop) bruno() desk.CustomerID { return s.customer(desk.WhatsApp, "whatsapp:"+bruno) }

// splitBruno takes what reaches Bruno away from Ana.
func (s *shop) splitBruno() {
	s.t.Helper()
	s.wait(time.Minute)
	var who desk.Identity
	s.read(func(tx *store.ReadTx) (err error) {
		who, _, err = tx.Customers().Identity(desk.WhatsApp, "whatsapp:"+bruno)
		return err
	})
	if _, _, err := customer.Split(context.Background(), s.st, who.ID); err != nil {
		s.t.Fatal(err)
	}
}

// foreign tells what of one customer can be read in a case of another.
func (s *shop) foreign() (list []string) {
	s.t.Helper()
	for _, id := range []desk.CustomerID{s.ana(), s.bruno()} {
		for _, k := range s.of(id) {
			story, err := cases.Tell(context.Background(), s.st, k.ID)
			if err != nil {
				s.t.Fatal(err)
			}
			if len(story.Items) != story.Messages {
				s.t.Errorf("%d messages are counted, %d shown", story.Messages, len(story.Items))
			}
			for _, m := range story.Items {
				s.read(func(tx *store.ReadTx) error {
					who, err := tx.Messages().CustomerOf(m.ID)
					if who != id {
						list = append(list, m.Snippet)
					}
					return err
				})
			}
		}
	}
	return list
}

// TestCustomersComeApart: nothing that one said is readable in a case of the other, and what was merged across them is
// each one's again.
func TestCustomersComeApart(t *testing.T) {
	for _, test := range []struct {
		name string
		// together is what is done while they are one.
		together func(s *shop, hers, his desk.Case)
	}{
		{"nothing", func(*shop, desk.Case, desk.Case) {}},
		{"what each said joins the newest case", func(s *shop, _, _ desk.Case) {
			s.whatsapp(ana, "segredo da Ana")
			s.whatsapp(bruno, "segredo do Bruno")
		}},
		{"his case merged into hers", func(s *shop, hers, his desk.Case) { s.merge(hers, his) }},
		{"her case merged into his", func(s *shop, hers, his desk.Case) { s.merge(his, hers) }},
		{"a chain through both", func(s *shop, hers, his desk.Case) {
			s.whatsapp(ana, "agora a Ana de novo") // who a new case is of
			newest, _ := s.open()
			s.merge(his, hers)
			s.merge(newest, his)
			s.whatsapp(bruno, "segredo do Bruno")
			s.whatsapp(ana, "segredo da Ana")
		}},
		{"a message joined by hand", func(s *shop, hers, _ desk.Case) {
			must(s.t)(joinByHand(s, hers, s.whatsapp(bruno, "segredo do Bruno")))
		}},
	} {
		for _, way := range []struct {
			name  string
			apart func(*shop, desk.CustomerID, desk.EventID)
		}{
			{"split", func(s *shop, _ desk.CustomerID, _ desk.EventID) { s.splitBruno() }},
			{"the merge undone", func(s *shop, kept desk.CustomerID, done desk.EventID) {
				if err := customer.Undo(s.t.Context(), s.st, kept, done); err != nil {
					s.t.Fatal(err)
				}
			}},
		} {
			t.Run(test.name+", "+way.name, func(t *testing.T) {
				s := newShop(t)
				hers, his, done := couple(s)
				test.together(s, hers, his)
				way.apart(s, s.ana(), done)
				if s.ana() == s.bruno() {
					t.Fatal("still one")
				}
				for _, when := range []string{"kept", "made anew"} {
					if list := s.foreign(); len(list) > 0 {
						t.Errorf("%s: readable by the other: %q", when, list)
					}
					for _, k := range []desk.Case{hers, his} {
						if got := s.get(k.ID); got.MergedInto != "" || s.which(s.of(got.CustomerID), k.ID) < 0 {
							t.Errorf("%s: %+v", when, got)
						}
					}
					s.rebuild()
				}
				quoting := s.whatsapp(bruno, "protocolo "+his.Protocol.String())
				if got := s.item(quoting); got.CaseID != his.ID || len(s.hints(s.bruno())) > 0 {
					t.Errorf("his own number leads to %+v, and %+v is asked", got, s.hints(s.bruno()))
				}
			})
		}
	}
}
