package assist

import (
	"testing"
	"time"
)

func TestCompare(t *testing.T) {
	wednesday := time.Date(2026, 11, 25, 10, 0, 0, 0, time.Local)
	now := wednesday.AddDate(0, 0, 1)
	for name, c := range map[string]struct {
		reply, said, question, answer string
		want                          string // kind now/before, of each difference
	}{
		"the same price":         {reply: "O caderno custa R$ 25,00", said: "O caderno custa R$ 25", want: ""},
		"another price":          {reply: "O caderno fica por R$ 30", said: "O caderno custa R$ 25,00.", want: "price R$ 30/R$ 25,00"},
		"a price in words":       {reply: "O caderno custa 30 reais", said: "O caderno custa R$ 25", want: "price 30 reais/R$ 25"},
		"thousands":              {reply: "A impressora: R$ 1250", said: "A impressora sai por R$ 1.250,00", want: ""},
		"another thing's price":  {reply: "A caneta custa R$ 5", said: "O caderno custa R$ 25", want: ""},
		"a fact's price":         {reply: "La agenda cuesta 12,50 €", question: "¿Cuánto cuesta la agenda?", answer: "15 €", want: "price 12,50 €/15 €"},
		"the fact agrees":        {reply: "L'agenda costa 15,00 €", question: "Preu de l'agenda", answer: "15€", want: ""},
		"the same day, two ways": {reply: "A encomenda chega amanhã", said: "A encomenda chega na sexta", want: ""},
		"another day":            {reply: "A encomenda chega 30/11", said: "A encomenda chega dia 28", want: "date 30/11/dia 28"},
		"a day in words":         {reply: "Your order arrives on November 30", said: "Your order arrives tomorrow", want: "date November 30/tomorrow"},
		"Spanish days":           {reply: "El pedido llega el viernes", said: "El pedido llega el 27 de noviembre", want: ""},
		"Catalan days":           {reply: "La comanda arriba dissabte", said: "La comanda arriba divendres", want: "date dissabte/divendres"},
		"another quantity":       {reply: "Separei 3 cadernos para você", said: "Separei 5 cadernos", want: "quantity 3 cadernos/5 cadernos"},
		"singular and plural":    {reply: "Separei 1 caderno", said: "Separei 2 cadernos", want: "quantity 1 caderno/2 cadernos"},
		"days of something else": {reply: "A troca pode ser feita em 7 dias", said: "O frete leva 3 dias", want: ""},
		"days of the same":       {reply: "A troca pode ser feita em 7 dias", said: "Aceitamos a troca em 30 dias", want: "quantity 7 dias/30 dias"},
		"a discount":             {reply: "O desconto é de 90 %", question: "Desconto à vista", answer: "O desconto é de 5%", want: "percent 90 %/5%"},
		"no numbers":             {reply: "Claro, pode vir!", said: "O caderno custa R$ 25", want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			var said []Statement
			if c.said != "" {
				said = []Statement{{Ref{OfMessage, "1"}, wednesday, c.said}}
			}
			var facts []Fact
			if c.answer != "" {
				facts = []Fact{{ID: "1", Question: c.question, Answer: c.answer}}
			}
			got := ""
			for _, d := range Compare(c.reply, now, said, facts) {
				got += string(d.Kind) + " " + d.Now + "/" + d.Before
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What was said last counts, however it was said before.
func TestCompareTakesTheLatest(t *testing.T) {
	at := time.Date(2026, 11, 25, 10, 0, 0, 0, time.Local)
	said := []Statement{
		{Ref{OfMessage, "new"}, at, "O caderno agora custa R$ 30"},
		{Ref{OfMessage, "old"}, at.AddDate(0, -1, 0), "O caderno custa R$ 25"},
	}
	if got := Compare("O caderno custa R$ 30", at, said, nil); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	if got := Compare("O caderno custa R$ 25", at, said, nil); len(got) != 1 || got[0].Ref.ID != "new" {
		t.Errorf("got %+v", got)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("R$ 1.2.3 dia 99 31/02 segunda-feira 3 dias", "29/02/27 €5 100000000000000000000 reais")
	f.Fuzz(func(t *testing.T, reply, said string) {
		at := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
		if got := Compare(said, at, []Statement{{Ref{OfMessage, "1"}, at, said}}, nil); len(said) < 20 && len(got) > 20 {
			t.Errorf("%q differs from itself: %+v", said, got)
		}
		Compare(reply, at, []Statement{{Ref{OfMessage, "1"}, at, said}}, []Fact{{ID: "1", Question: reply, Answer: said}})
	})
}
