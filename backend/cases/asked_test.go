package cases_test

import (
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

// TestEveryNumberOfAnotherIsAskedAbout: one message may quote those of two people.
func TestEveryNumberOfAnotherIsAskedAbout(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	s.whatsapp(carla, "Minha agenda não chegou.")
	anas, carlas := s.only(s.ana()), s.only(s.person(carla))
	id := s.whatsapp(bruno, "Os protocolos são "+anas.Protocol.String()+" e "+carlas.Protocol.String())
	asks := func(when string, about ...desk.Case) {
		t.Helper()
		for range 2 {
			list := s.hints(s.person(bruno))
			if len(list) != len(about) {
				t.Fatalf("%s: asked %+v", when, list)
			}
			for i, k := range about {
				if want := (desk.Hint{MessageID: id, CaseID: k.ID, Kind: desk.QuotedByAnother, Number: k.Protocol}); list[i] != want {
					t.Errorf("%s: asked %+v, want %+v", when, list[i], want)
				}
			}
			s.rebuild()
		}
	}
	asks("both", anas, carlas)
	first := s.hints(s.person(bruno))[0]
	if err := cases.DismissHint(t.Context(), s.st, first); err != nil {
		t.Fatal(err)
	}
	asks("no to one", carlas)
	if err := cases.AskAgain(t.Context(), s.st, first); err != nil {
		t.Fatal(err)
	}
	asks("taken back", anas, carlas)

	if _, err := customer.Merge(t.Context(), s.st, s.person(bruno), s.ana(), nil); err != nil {
		t.Fatal(err)
	}
	done := must(t)(joinByHand(s, anas, id))
	asks("yes to one", carlas)
	s.undo(anas, done)
	asks("that taken back", anas, carlas)
}

// TestAnotherMatterIsAskedAbout: what is put into a case for want of a sign is asked about where it may be another one.
func TestAnotherMatterIsAskedAbout(t *testing.T) {
	for _, test := range []struct {
		name string
		life func(*shop)
		asks bool // about the last message
	}{
		{"one case, one talk", func(s *shop) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			s.whatsapp(ana, "Consegue trocar?")
		}, false},
		{"two are open", func(s *shop) {
			s.several(2)
			s.whatsapp(ana, "E o preço?")
		}, true},
		{"two are open, and she says thank you", func(s *shop) {
			s.several(2)
			s.whatsapp(ana, "Obrigada!")
		}, false},
		{"two are open, and she names one", func(s *shop) {
			list, _ := s.several(2)
			s.whatsapp(ana, "protocolo "+list[1].Protocol.String())
		}, false},
		{"two are open, and it was asked a minute ago", func(s *shop) {
			s.several(2)
			s.whatsapp(ana, "E o preço?")
			s.whatsapp(ana, "Do azul.")
		}, false},
		{"two are open, and it is asked still", func(s *shop) {
			s.several(2)
			s.whatsapp(ana, "E o preço?")
			s.wait(25 * time.Hour)
			s.whatsapp(ana, "Do azul.")
		}, false},
		{"two are open, and it was denied a minute ago", func(s *shop) {
			s.several(2)
			s.denies(s.whatsapp(ana, "E o preço?"))
			s.whatsapp(ana, "Do azul.")
		}, false},
		{"two are open, and it was denied the day before", func(s *shop) {
			s.several(2)
			s.denies(s.whatsapp(ana, "E o preço?"))
			s.wait(25 * time.Hour)
			s.whatsapp(ana, "Do azul.")
		}, true},
		{"of two one is closed", func(s *shop) {
			list, _ := s.several(2)
			s.close(list[0])
			s.whatsapp(ana, "E o preço?")
		}, false},
		{"a mail about something else", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "Fazem convites?", "Subject: Convites de casamento")
		}, true},
		{"a mail about something else, dated before the other", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.wait(-time.Hour)
			s.letter(anaMail, "Fazem convites?", "Subject: Convites de casamento")
		}, true},
		{"a mail about something else, in a case that was closed", func(s *shop) {
			s.letterCase()
			s.letter(anaMail, "Fazem convites?", "Subject: Convites de casamento")
		}, true},
		{"a second mail about that", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "Fazem convites?", "Subject: Convites de casamento")
			s.letter(anaMail, "São cem.", "Subject: Convites de casamento")
		}, false},
		{"the same subject, answered by hand", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "E então?", "Subject: RES: [Loja] PEDIDO")
		}, false},
		{"the same subject, forwarded", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "E então?", "Subject: Enc: Pedido")
		}, false},
		{"no subject", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "E então?")
		}, false},
		{"another subject, in answer to a mail", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "E então?", "Subject: Outra coisa", "In-Reply-To: <unknown@papelaria.example>")
		}, false},
		{"another subject, with the number", func(s *shop) {
			s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
			s.letter(anaMail, "E então?", "Subject: Protocolo "+s.only(s.anaByMail()).Protocol.String())
		}, false},
		{"the first mail of a case of another channel", func(s *shop) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			s.letterOfAna("Segue a foto.", "Subject: Foto do fichário")
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			test.life(s)
			id := s.latest()
			for _, when := range []string{"kept", "made anew"} {
				if asked := s.asked(id); (len(asked) == 1 && asked[0].Kind == desk.OtherMatter && asked[0].CaseID == s.item(id).CaseID) != test.asks || len(asked) > 1 {
					t.Errorf("%s: asked %+v", when, asked)
				}
				s.rebuild()
			}
		})
	}
}

// TestAnotherMatterIsAnswered: by a new case, or by saying that it is the same; both can be taken back.
func TestAnotherMatterIsAnswered(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer func(*shop, desk.Hint) (takeBack func())
	}{
		{"a new case", func(s *shop, h desk.Hint) func() {
			k, done := s.split(h.MessageID)
			return func() { s.undo(k, done) }
		}},
		{"the same", func(s *shop, h desk.Hint) func() {
			s.denies(h.MessageID)
			return func() {
				if err := cases.AskAgain(s.t.Context(), s.st, h); err != nil {
					s.t.Fatal(err)
				}
			}
		}},
		{"the case is closed", func(s *shop, h desk.Hint) func() {
			done := s.close(s.get(h.CaseID))
			return func() { s.undo(s.get(h.CaseID), done) }
		}},
		{"it is put into the other case", func(s *shop, h desk.Hint) func() {
			other := s.of(s.ana())[1]
			done := must(s.t)(joinByHand(s, other, h.MessageID))
			return func() { s.undo(other, done) }
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.several(2)
			id := s.whatsapp(ana, "E o preço?")
			asked, in := s.asked(id), s.item(id)
			if len(asked) != 1 {
				t.Fatalf("asked %+v", asked)
			}
			takeBack := test.answer(s, asked[0])
			for _, when := range []string{"kept", "made anew"} {
				if left := s.asked(id); len(left) > 0 {
					t.Errorf("%s: still asked %+v", when, left)
				}
				s.rebuild()
			}
			takeBack()
			for _, when := range []string{"kept", "made anew"} {
				if again := s.asked(id); len(again) != 1 || again[0] != asked[0] || s.item(id) != in {
					t.Errorf("%s: asked %+v, was %+v; in %+v", when, again, asked, s.item(id))
				}
				s.rebuild()
			}
		})
	}
}

// denies answers no to the question about a message.
func (s *shop) denies(id desk.MessageID) {
	s.t.Helper()
	if err := cases.DismissHint(s.t.Context(), s.st, s.asked(id)[0]); err != nil {
		s.t.Fatal(err)
	}
}

// TestAClosedCaseOfTheSameSubjectIsAskedAbout: a mail that names no case and comes too late for the last one may go on with
// one of the same subject. Yes puts it there, and opens that one again.
func TestAClosedCaseOfTheSameSubjectIsAskedAbout(t *testing.T) {
	const day = 24 * time.Hour
	for _, test := range []struct {
		name, subject string
		after         time.Duration
		asks          bool
	}{
		{"the same subject", "Convites", 9 * day, true},
		{"as an answer writes it", "RE: [Loja] convites", 9 * day, true},
		{"another subject", "Agendas", 9 * day, false},
		{"long ago", "Convites", 15 * day, false},
		{"so soon that it goes on by itself", "Convites", 2 * day, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.letter(anaMail, "Quero um orçamento.", "Subject: Convites")
			first := s.only(s.anaByMail())
			s.close(first)
			s.wait(test.after)
			s.letter(anaMail, "Mudei a data.", "Subject: "+test.subject)
			id := s.latest()
			asked := s.asked(id)
			want := desk.Hint{MessageID: id, CaseID: first.ID, Kind: desk.SameSubject, Number: first.Protocol}
			if is := len(asked) == 1 && asked[0] == want; is != test.asks || len(asked) > 1 {
				t.Fatalf("asked %+v", asked)
			}
			if !test.asks {
				return
			}
			made := s.of(s.anaByMail())[0]
			done := must(t)(joinByHand(s, first, id))
			if k := s.get(first.ID); !k.Open() || len(s.asked(id)) != 0 {
				t.Errorf("joined, it is %+v, and asked %+v", k, s.asked(id))
			}
			s.undo(first, done)
			if k := s.get(first.ID); k.Open() || !s.get(made.ID).Open() || len(s.asked(id)) != 1 {
				t.Errorf("taken back, it is %+v", k)
			}
		})
	}
}
