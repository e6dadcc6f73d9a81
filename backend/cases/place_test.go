package cases_test

import (
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	ana   = "+5511988887777"
	bruno = "+5511977776666"
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
		if _, err := customer.Merge(t.Context(), s.st, s.ana(), other); err != nil {
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
		if _, err := customer.Merge(t.Context(), s.st, s.ana(), who); err != nil {
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

func TestAReplyJoinsTheCaseOfTheMail(t *testing.T) {
	s := newShop(t)
	s.letter("Caio <caio@cliente.example>", "Orçamento de 30 agendas?")
	caio := s.customer(desk.Email, "caio@cliente.example")
	first := s.only(caio)
	s.write(func(tx *store.Tx) error {
		items, err := tx.Cases().Items(first.ID)
		if err != nil {
			return err
		}
		return tx.Messages().SetAlias(desk.Email, "ours@papelaria.example", items[0]) // as our answer in it would have
	})
	s.close(first)
	s.wait(8 * 24 * time.Hour)
	s.letter("Caio <caio@cliente.example>", "Outra coisa.")
	s.letter("Caio <caio@cliente.example>", "Aceito o orçamento.", "In-Reply-To: <ours@papelaria.example>")
	list := s.of(caio)
	if len(list) != 3 || list[0].Earlier != first.ID {
		t.Errorf("%+v", list)
	}
}
