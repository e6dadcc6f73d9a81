package cases_test

import (
	"fmt"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/logbook"
	"balcao/backend/store"
)

const (
	ana   = "+5511988887777"
	bruno = "+5511977776666"
	carla = "+5511966665555"
)

func (s *shop) ana() desk.CustomerID { return s.customer(desk.WhatsApp, "whatsapp:"+ana) }

func TestMessagesOfOneMatterAreOneCase(t *testing.T) {
	s := newShop(t)
	first := s.whatsapp(ana, "Meu fichário veio com a argola torta.")
	k := s.only(s.ana())
	if !k.Open() || s.item(first) != (store.CaseItem{CaseID: k.ID, Protocol: k.Protocol, Rule: desk.ByNew}) {
		t.Fatalf("%+v, %+v", k, s.item(first))
	}
	second := s.whatsapp(ana, "Consegue trocar?")
	if got := s.item(second); got.CaseID != k.ID || got.Rule != desk.ByOpen {
		t.Errorf("%+v", got)
	}
	s.only(s.ana())
}

func TestWhatMakesNoCase(t *testing.T) {
	s := newShop(t)
	s.letter("Loja <news@lojas.example>", "Promoção!", "List-Id: <news.lojas.example>", "Precedence: bulk")
	if list := s.of(s.customer(desk.Email, "news@lojas.example")); len(list) > 0 {
		t.Errorf("a machine's: %+v", list)
	}
	s.take(s.mail, func() *channelInbound { return oldLetter(s) }())
	if list := s.of(s.customer(desk.Email, "antiga@cliente.example")); len(list) > 0 {
		t.Errorf("history: %+v", list)
	}
	s.whatsapp(ana, "Obrigada! 🙏")
	if list := s.of(s.ana()); len(list) > 0 {
		t.Errorf("a thank you: %+v", list)
	}
}

func TestAfterTheClosing(t *testing.T) {
	for _, test := range []struct {
		name     string
		days     int
		text     string
		cases    int
		open     bool
		sameCase bool
	}{
		{"a question within the week reopens", 3, "Ainda está torta.", 1, true, true},
		{"a bare thank you joins and does not reopen", 0, "Muito obrigada! 🙏", 1, false, true},
		{"later a new one begins", 8, "Vocês têm caneta azul?", 2, true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.whatsapp(ana, "Meu fichário veio torto.")
			old := s.only(s.ana())
			s.close(old)
			s.wait(time.Duration(test.days) * 24 * time.Hour)
			id := s.whatsapp(ana, test.text)
			list := s.of(s.ana())
			if len(list) != test.cases || list[0].Open() != test.open || (s.item(id).CaseID == old.ID) != test.sameCase {
				t.Errorf("%+v, %+v", list, s.item(id))
			}
		})
	}
}

func TestANumberLeadsToItsCase(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	old := s.only(s.ana())
	s.close(old)
	s.wait(10 * 24 * time.Hour)
	s.whatsapp(ana, "Outra coisa: têm caneta azul?")
	fresh := s.of(s.ana())[0]

	t.Run("an old closed one begins a new one that goes on with it", func(t *testing.T) {
		s.t = t
		id := s.whatsapp(ana, "É sobre o protocolo "+old.Protocol.String())
		k := s.of(s.ana())[0]
		if s.item(id).CaseID != k.ID || k.Earlier != old.ID || s.item(id).Rule != desk.ByNew {
			t.Errorf("%+v, %+v", k, s.item(id))
		}
	})
	t.Run("an open one, though a newer is open", func(t *testing.T) {
		s.t = t
		id := s.whatsapp(ana, "sobre "+string(fresh.Protocol)+", azul escura")
		if got := s.item(id); got.CaseID != fresh.ID || got.Rule != desk.ByProtocol {
			t.Errorf("%+v", got)
		}
	})
	t.Run("by the end of the number", func(t *testing.T) {
		s.t = t
		id := s.whatsapp(ana, "o protocolo final "+fresh.Protocol.Tail())
		if got := s.item(id); got.CaseID != fresh.ID || got.Rule != desk.ByTail {
			t.Errorf("%+v", got)
		}
	})
	t.Run("on another channel", func(t *testing.T) {
		s.t = t
		s.letter("Ana <ana@cliente.example>", "Oi")
		other := s.customer(desk.Email, "ana@cliente.example")
		if _, err := customer.Merge(t.Context(), s.st, s.ana(), other, nil); err != nil {
			t.Fatal(err)
		}
		s.letter("Ana <ana@cliente.example>", "Segue a foto.\r\n\r\n> escreveu:\r\n> outro assunto", "Subject: Re: [Protocolo "+fresh.Protocol.String()+"]")
		s.read(func(tx *store.ReadTx) error {
			items, err := tx.Cases().Items(fresh.ID)
			if len(items) != 4 {
				t.Errorf("%d messages in the case", len(items))
			}
			return err
		})
	})
}

func TestSomebodyElseQuotesTheNumber(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	k := s.only(s.ana())
	id := s.whatsapp(bruno, "Oi, o protocolo é "+k.Protocol.String())
	who := s.customer(desk.WhatsApp, "whatsapp:"+bruno)
	if got := s.item(id); got.CaseID == k.ID || got.Rule != desk.ByNew {
		t.Errorf("joined somebody else's case: %+v", got)
	}
	want := desk.Hint{MessageID: id, CaseID: k.ID, Kind: desk.QuotedByAnother, Number: k.Protocol}
	if list := s.hints(who); len(list) != 1 || list[0] != want {
		t.Fatalf("%+v", list)
	}
	t.Run("the same person", func(t *testing.T) {
		s.t = t
		if _, err := customer.Merge(t.Context(), s.st, s.ana(), who, nil); err != nil {
			t.Fatal(err)
		}
		must(t)(joinByHand(s, k, id))
		if got := s.item(id); got.CaseID != k.ID || len(s.hints(s.ana())) > 0 {
			t.Errorf("%+v, %+v", got, s.hints(s.ana()))
		}
	})
}

func TestAMistypedNumberIsAskedAbout(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	old := s.only(s.ana())
	s.close(old)
	s.wait(10 * 24 * time.Hour)
	id := s.whatsapp(ana, "protocolo "+mistyped(old.Protocol))
	list := s.hints(s.ana())
	if len(list) != 1 || list[0].Kind != desk.Mistyped || list[0].CaseID != old.ID || list[0].MessageID != id {
		t.Errorf("%+v", list)
	}
}

// answers makes a Message-ID lead to the first message of a case, as our answer in it would have.
func (s *shop) answers(k desk.Case, ref string) {
	s.t.Helper()
	s.write(func(tx *store.Tx) error {
		items, err := tx.Cases().Items(k.ID)
		if err != nil {
			return err
		}
		return tx.Messages().SetAlias(desk.Email, ref, items[0])
	})
}

func TestAReplyJoinsTheCaseOfTheMail(t *testing.T) {
	s := newShop(t)
	s.letter("Caio <caio@cliente.example>", "Orçamento de 30 agendas?")
	caio := s.customer(desk.Email, "caio@cliente.example")
	first := s.only(caio)
	s.answers(first, "ours@papelaria.example")
	s.close(first)
	s.wait(8 * 24 * time.Hour)
	s.letter("Caio <caio@cliente.example>", "Outra coisa.")
	s.letter("Caio <caio@cliente.example>", "Aceito o orçamento.", "In-Reply-To: <ours@papelaria.example>")
	list := s.of(caio)
	if len(list) != 3 || list[0].Earlier != first.ID {
		t.Errorf("%+v", list)
	}
}

// TestAnOldThreadMakesOneCase: what goes on with a case that was closed long ago stays together.
func TestAnOldThreadMakesOneCase(t *testing.T) {
	for _, test := range []struct {
		name    string
		headers func(old desk.Case) []string
	}{
		{"by the number in the subject", func(old desk.Case) []string {
			return []string{"Subject: Re: Pedido [Protocolo " + old.Protocol.String() + "]"}
		}},
		{"by the mail that is answered", func(desk.Case) []string {
			return []string{"Subject: Re: Pedido", "In-Reply-To: <ours@papelaria.example>"}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			old, who := s.letterCase(), s.anaByMail()
			s.answers(old, "ours@papelaria.example")
			s.wait(10 * 24 * time.Hour)
			for i := range 4 {
				s.letter(anaMail, fmt.Sprint("assunto novo ", i), test.headers(old)...)
			}
			list := s.of(who)
			if len(list) != 2 || list[0].Earlier != old.ID {
				t.Fatalf("%+v", list)
			}
			if story, err := cases.Tell(t.Context(), s.st, list[0].ID); err != nil || story.Messages != 4 {
				t.Errorf("%v, %d messages in the new one", err, story.Messages)
			}
		})
	}
}

const anaMail = "ana@cliente.example"

func (s *shop) anaByMail() desk.CustomerID { return s.customer(desk.Email, anaMail) }

// letterCase has Ana write a mail, and closes the case that it opens.
func (s *shop) letterCase() desk.Case {
	s.t.Helper()
	s.letter(anaMail, "Oi, e o meu pedido?", "Subject: Pedido")
	k := s.only(s.anaByMail())
	s.close(k)
	return k
}

// TestTheOpenOneOfTwoNumbers: a thread that went through two cases quotes both.
func TestTheOpenOneOfTwoNumbers(t *testing.T) {
	for _, test := range []struct {
		name   string
		quotes func(closed, open desk.Case) string
	}{
		{"the closed one first", func(closed, open desk.Case) string {
			return closed.Protocol.String() + "] [Protocolo " + open.Protocol.String()
		}},
		{"the open one first", func(closed, open desk.Case) string {
			return open.Protocol.String() + "] [Protocolo " + closed.Protocol.String()
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			closed := s.letterCase()
			s.wait(10 * 24 * time.Hour)
			s.letter(anaMail, "Outro assunto.")
			open := s.of(s.anaByMail())[0]
			s.wait(time.Minute)
			if _, _, err := cases.Open(t.Context(), s.st, s.anaByMail()); err != nil { // which draws what names nothing
				t.Fatal(err)
			}
			s.letter(anaMail, "Sim.", "Subject: Re: Pedido [Protocolo "+test.quotes(closed, open)+"]")
			story, err := cases.Tell(t.Context(), s.st, open.ID)
			if err != nil || story.Messages != 2 || len(s.of(s.anaByMail())) != 3 {
				t.Errorf("%v, %d messages in the open one of %d", err, story.Messages, len(s.of(s.anaByMail())))
			}
		})
	}
}

// TestNumbersOfAClockAhead: what was given while the clock was ten years ahead is known when it is right again.
func TestNumbersOfAClockAhead(t *testing.T) {
	s := newShop(t)
	s.wait(10 * 365 * 24 * time.Hour)
	s.whatsapp(bruno, "Oi")
	s.wait(-10 * 365 * 24 * time.Hour)
	s.whatsapp(ana, "Oi")
	k := s.only(s.ana())
	s.wait(time.Minute)
	s.open()
	if list, err := cases.Quoted(t.Context(), s.st, k.Protocol.String()); err != nil || len(list) != 1 || list[0].ID != k.ID {
		t.Errorf("%s quotes %+v, %v", k.Protocol, list, err)
	}
	if got := s.item(s.whatsapp(ana, "É sobre o protocolo "+k.Protocol.String())); got.CaseID != k.ID || got.Rule != desk.ByProtocol {
		t.Errorf("%+v", got)
	}
	if list := s.hints(s.ana()); len(list) > 0 {
		t.Errorf("asked %+v", list)
	}
}

// TestASheetsNumberIsQuotedWhileItIsWritten: she may write while she is on the telephone. Nobody is asked about it.
func TestASheetsNumberIsQuotedWhileItIsWritten(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Oi")
	sheet := s.sheet()
	s.whatsapp(ana, "o meu protocolo é "+sheet.Protocol.String())
	asked := func(when string) {
		t.Helper()
		if list := s.hints(s.ana()); len(list) > 0 {
			t.Errorf("%s: %+v", when, list)
		}
	}
	asked("while it is written")
	sheet.Text = "Veio à loja."
	if _, err := logbook.Write(t.Context(), s.st, sheet); err != nil {
		t.Fatal(err)
	}
	asked("written down")
	if got := s.item(s.whatsapp(ana, "protocolo "+sheet.Protocol.String())); got.CaseID != sheet.CaseID || got.Rule != desk.ByProtocol {
		t.Errorf("%+v", got)
	}
	asked("quoted again")
}

// TestWordsOfAStrangerJoinNothing: who knows a number is not therefore the customer.
func TestWordsOfAStrangerJoinNothing(t *testing.T) {
	for _, test := range []struct {
		name    string
		from    string
		reply   string
		asksAna bool // the mail counts as hers
	}{
		{"as the WordPress of a stranger's domain", "wordpress@evil.example", anaMail, false},
		{"as her, through the form of the shop", "wordpress@papelaria.example", anaMail, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.letter(anaMail, "Oi", "Subject: Pedido")
			k, who := s.only(s.anaByMail()), s.anaByMail()
			s.wait(time.Minute)
			newer, _, err := cases.Open(t.Context(), s.st, who)
			if err != nil {
				t.Fatal(err)
			}
			s.letter(test.from, "protocolo "+k.Protocol.String()+": mudem o endereço de entrega", "Reply-To: "+test.reply)
			story, err := cases.Tell(t.Context(), s.st, k.ID)
			if err != nil || story.Messages != 1 {
				t.Errorf("%v, %d messages in the case that the stranger names", err, story.Messages)
			}
			if story, err = cases.Tell(t.Context(), s.st, newer.ID); err != nil || (story.Messages == 1) != test.asksAna {
				t.Errorf("%v, %d messages in the open one", err, story.Messages)
			}
		})
	}
}

// TestWhatTheShopWritesElsewhere goes into the case whose number it quotes, closed as that may be, else into the open one.
func TestWhatTheShopWritesElsewhere(t *testing.T) {
	for _, test := range []struct {
		name string
		life func(*shop) (k desk.Case, text string)
		rule desk.CaseRule // empty: it is in no case
	}{
		{"the open case", func(s *shop) (desk.Case, string) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			return s.only(s.ana()), "Vamos trocar."
		}, desk.ByOpen},
		{"the number of a closed one", func(s *shop) (desk.Case, string) {
			list, _ := s.several(2)
			s.close(list[0])
			return list[0], "Encerrado: " + list[0].Protocol.String()
		}, desk.ByProtocol},
		{"the number of somebody else", func(s *shop) (desk.Case, string) {
			s.whatsapp(bruno, "Oi")
			s.whatsapp(ana, "Meu fichário veio torto.")
			return s.only(s.ana()), "Encerrado: " + s.only(s.person(bruno)).Protocol.String()
		}, desk.ByOpen},
		{"the open case, from which the owner took what was put there so", func(s *shop) (desk.Case, string) {
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			s.elsewhere(ana, "Bom dia!")
			s.undo(k, s.last(k, desk.CaseJoined))
			return desk.Case{}, "Vamos trocar."
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			k, text := test.life(s)
			if got := s.item(s.elsewhere(ana, text)); got.CaseID != k.ID || got.Rule != test.rule {
				t.Errorf("%+v, want %q by %q", got, k.ID, test.rule)
			}
		})
	}
}
