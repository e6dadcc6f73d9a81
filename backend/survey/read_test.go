package survey

import (
	"strings"
	"testing"
	"unicode"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	none  = -1  // no score
	quiet = 100 // beside a score: with a nice word only
)

var replies = []struct {
	scale    desk.Scale
	language string
	text     string
	want     int // the score, plus quiet; none: no score
}{
	// A number alone, in any dress.
	{desk.CSAT, "pt-BR", "5", quiet + 5},
	{desk.CSAT, "pt-BR", " 4. ", quiet + 4},
	{desk.CSAT, "pt-BR", "(5)", quiet + 5},
	{desk.CSAT, "pt-BR", "*5*", quiet + 5},
	{desk.CSAT, "pt-BR", "5!!!", quiet + 5},
	{desk.CSAT, "pt-BR", "5️⃣", quiet + 5},
	{desk.NPS, "pt-BR", "🔟", quiet + 10},
	{desk.NPS, "pt-BR", "0", 0},
	{desk.NPS, "pt-BR", "10", quiet + 10},
	{desk.CES, "es", "7", quiet + 7},
	{desk.CSAT, "pt-BR", "３", quiet + 3},
	{desk.CSAT, "pt-BR", "1", 1},
	{desk.CSAT, "pt-BR", "5/5", quiet + 5},
	{desk.NPS, "en", "9/10", quiet + 9},
	{desk.NPS, "es", "9 de 10", quiet + 9},
	{desk.NPS, "en", "8 out of 10, great", quiet + 8},
	{desk.CSAT, "pt-BR", "5👍", quiet + 5},
	{desk.CSAT, "pt-BR", "5 👏🏽👏🏽", quiet + 5},
	{desk.CSAT, "pt-BR", "5 😡", 5},
	// Stars.
	{desk.CSAT, "pt-BR", "⭐⭐⭐⭐", quiet + 4},
	{desk.CSAT, "pt-BR", "⭐️ ⭐️ ⭐️ ⭐️ ⭐️", quiet + 5},
	{desk.CSAT, "pt-BR", "★★★★☆", quiet + 4},
	{desk.CSAT, "pt-BR", "5 estrelas", quiet + 5},
	{desk.CSAT, "ca", "cinc estrelles!", quiet + 5},
	{desk.CSAT, "pt-BR", "⭐⭐⭐⭐⭐⭐", none},
	{desk.NPS, "pt-BR", "⭐⭐⭐⭐⭐", none},
	{desk.NPS, "pt-BR", "5 estrelas", none},
	// Written out, in five languages.
	{desk.NPS, "pt-BR", "dez", quiet + 10},
	{desk.NPS, "pt-BR", "Nota dez!", quiet + 10},
	{desk.CSAT, "pt-PT", "cinco, obrigada", quiet + 5},
	{desk.NPS, "es", "Diez, muchas gracias", 10},
	{desk.NPS, "es", "nueve", quiet + 9},
	{desk.NPS, "ca", "Un deu!", none},
	{desk.NPS, "ca", "deu", quiet + 10},
	{desk.NPS, "ca", "nou, gràcies", quiet + 9},
	{desk.NPS, "en", "ten", quiet + 10},
	{desk.CSAT, "pt-BR", "um", 1},
	{desk.CSAT, "pt-BR", "Um abraço", none},
	{desk.CSAT, "en", "One more thing", none},
	{desk.NPS, "pt-BR", "deu certo", none},
	{desk.NPS, "pt-BR", "deu", none},
	{desk.NPS, "en", "set", none},
	{desk.CSAT, "pt-BR", "dois cadernos", none},
	// With a nice word.
	{desk.CSAT, "pt-BR", "5, ótimo!", quiet + 5},
	{desk.CSAT, "pt-BR", "5 ótimo", quiet + 5},
	{desk.CSAT, "pt-BR", "5,ótimo!", quiet + 5},
	{desk.CSAT, "pt-BR", "5 - Muito bom!", quiet + 5},
	{desk.CSAT, "pt-BR", "5\nAdorei o atendimento, obrigada 😍", quiet + 5},
	{desk.CSAT, "pt-BR", "Boa tarde! 5", quiet + 5},
	{desk.CSAT, "pt-BR", "Oi, 5 muito obrigada", quiet + 5},
	{desk.NPS, "pt-BR", "10 parabéns pelo atendimento", quiet + 10},
	{desk.CSAT, "es", "5, todo perfecto, gracias", quiet + 5},
	{desk.CSAT, "ca", "5, molt bé, moltes gràcies!", 5},
	{desk.CSAT, "en", "5 great service, thanks!", quiet + 5},
	{desk.CES, "pt-BR", "7 muito fácil", quiet + 7},
	{desk.CSAT, "pt-BR", "Muito bom, 5", quiet + 5},
	{desk.NPS, "pt-BR", "Adorei! 10", quiet + 10},
	{desk.CSAT, "en", "Great service! 5 stars", quiet + 5},
	// Called a score.
	{desk.NPS, "pt-BR", "nota 9", quiet + 9},
	{desk.NPS, "pt-BR", "Nota: 10", quiet + 10},
	{desk.NPS, "pt-BR", "nota:9", quiet + 9},
	{desk.NPS, "pt-BR", "minha nota é 8", quiet + 8},
	{desk.NPS, "pt-BR", "Olha, eu dou nota 7 porque demorou", 7},
	{desk.NPS, "pt-BR", "dou um 10", quiet + 10},
	{desk.NPS, "es", "Le pongo un 9", quiet + 9},
	{desk.NPS, "ca", "us poso un 9", quiet + 9},
	{desk.CSAT, "en", "I'd give it a 4", 4},
	{desk.NPS, "en", "my score is 9", quiet + 9},
	{desk.NPS, "pt-BR", "Pode me mandar a nota 9?", none},
	{desk.CSAT, "pt-BR", "nota 2 para o atendimento e nota 5 para o preço", none},
	// With something to be read: never quiet.
	{desk.CSAT, "pt-BR", "5, vocês têm caderno A4?", 5},
	{desk.CSAT, "pt-BR", "4, mas a entrega demorou", 4},
	{desk.CSAT, "pt-BR", "4 mas a entrega demorou 3 dias", 4},
	{desk.CSAT, "pt-BR", "1, obrigada", 1},
	{desk.NPS, "pt-BR", "6, bom", 6},
	{desk.CES, "pt-BR", "2 muito difícil", 2},
	{desk.CSAT, "pt-BR", "5?", 5},
	{desk.CSAT, "pt-BR", "5, não gostei", 5},
	{desk.CSAT, "pt-BR", "2 péssimo", 2},
	{desk.NPS, "pt-BR", "9, mas esperei 5 minutos", 9},
	// Outside the scale: nothing is bent to fit.
	{desk.CSAT, "pt-BR", "10", none},
	{desk.CSAT, "pt-BR", "0", none},
	{desk.CSAT, "pt-BR", "6, ótimo", none},
	{desk.NPS, "pt-BR", "11", none},
	{desk.NPS, "pt-BR", "nota 100", none},
	{desk.CES, "pt-BR", "0", none},
	{desk.CES, "pt-BR", "8", none},
	{desk.CSAT, "pt-BR", "8/10", none},
	{desk.CSAT, "pt-BR", "9 de 10", none},
	{desk.CSAT, "pt-BR", "nota dez", none},
	{desk.CSAT, "pt-BR", "-5", none},
	{desk.CSAT, "pt-BR", "4,5", none},
	{desk.CSAT, "pt-BR", "4.5", none},
	{desk.NPS, "pt-BR", "9,5", none},
	{desk.CSAT, "pt-BR", "05", none},
	{desk.CSAT, "pt-BR", "5+", none},
	{desk.CSAT, "pt-BR", "½", none},
	// Two of them.
	{desk.CSAT, "pt-BR", "4 ou 5", none},
	{desk.CSAT, "pt-BR", "4-5", none},
	{desk.CSAT, "pt-BR", "4 - 5", none},
	{desk.CSAT, "pt-BR", "4, 5", none},
	{desk.CSAT, "pt-BR", "entre 4 e 5", none},
	{desk.NPS, "pt-BR", "8 a 10", none},
	{desk.CSAT, "pt-BR", "5, e 2 para a entrega", none},
	{desk.CSAT, "pt-BR", "1) caderno\n2) caneta", none},
	{desk.CSAT, "pt-BR", "1. Caderno\n2. Caneta\n3. Cola", none},
	// Amounts.
	{desk.CSAT, "pt-BR", "R$ 5", none},
	{desk.CSAT, "pt-BR", "R$5", none},
	{desk.CSAT, "pt-BR", "5 reais", none},
	{desk.CSAT, "pt-BR", "5,00", none},
	{desk.CSAT, "es", "5€", none},
	{desk.CSAT, "es", "5 €", none},
	{desk.CSAT, "es", "son 5 euros", none},
	{desk.CSAT, "en", "$5", none},
	{desk.CSAT, "en", "5 dollars", none},
	{desk.CSAT, "pt-BR", "5%", none},
	{desk.CSAT, "pt-BR", "5 mil", none},
	{desk.CSAT, "pt-BR", "dou 5 reais", none},
	// Times and dates.
	{desk.CSAT, "pt-BR", "às 5h", none},
	{desk.CSAT, "pt-BR", "5h", none},
	{desk.CSAT, "pt-BR", "5h30", none},
	{desk.CSAT, "pt-BR", "5:30", none},
	{desk.CSAT, "pt-BR", "5 horas", none},
	{desk.CSAT, "pt-BR", "às 5", none},
	{desk.CSAT, "es", "a las 5", none},
	{desk.CSAT, "en", "5pm", none},
	{desk.CSAT, "en", "at 5", none},
	{desk.CSAT, "pt-BR", "dia 5", none},
	{desk.CSAT, "pt-BR", "5/11", none},
	{desk.CSAT, "pt-BR", "5/11/2026", none},
	{desk.CSAT, "pt-BR", "5 de novembro", none},
	{desk.CSAT, "pt-BR", "5.11", none},
	{desk.NPS, "pt-BR", "10 dias", none},
	{desk.NPS, "pt-BR", "daqui a 10 minutos", none},
	{desk.CSAT, "pt-BR", "5 minutos e chego", none},
	{desk.CSAT, "pt-BR", "dou 2 dias", none},
	// Numbers of things.
	{desk.CSAT, "pt-BR", "2 caixas por favor", none},
	{desk.CSAT, "pt-BR", "2, por favor", none},
	{desk.CSAT, "en", "2, please", none},
	{desk.CSAT, "ca", "2, si us plau", none},
	{desk.CSAT, "pt-BR", "quero 2", none},
	{desk.CSAT, "pt-BR", "2, quero duas caixas", none},
	{desk.CSAT, "pt-BR", "vou levar 5", none},
	{desk.CSAT, "en", "give us 2 boxes", none},
	{desk.CSAT, "es", "pongo 2 mesas", none},
	{desk.CSAT, "pt-BR", "5x", none},
	{desk.CSAT, "pt-BR", "x5", none},
	{desk.CSAT, "pt-BR", "5kg", none},
	{desk.CSAT, "pt-BR", "5 kg", none},
	{desk.CSAT, "pt-BR", "5º", none},
	{desk.CSAT, "pt-BR", "5ª série", none},
	{desk.CSAT, "en", "5th", none},
	{desk.CSAT, "pt-BR", "5°", none},
	{desk.CSAT, "pt-BR", "5 para amanhã", none},
	{desk.CSAT, "pt-BR", "5 no cartão", none},
	{desk.CSAT, "pt-BR", "5 e meia", none},
	{desk.CSAT, "pt-BR", "tamanho 5", none},
	{desk.CSAT, "pt-BR", "nº 5", none},
	{desk.CSAT, "pt-BR", "#5", none},
	{desk.CSAT, "pt-BR", "Rua Augusta, 5", none},
	{desk.CSAT, "pt-BR", "apto 5, obrigada", none},
	{desk.CSAT, "pt-BR", "nota fiscal 5", none},
	// Numbers of cases and telephones.
	{desk.CSAT, "pt-BR", "261126-01.005-23", none},
	{desk.CSAT, "pt-BR", "2611260100523", none},
	{desk.NPS, "pt-BR", "11 98765-4321", none},
	{desk.NPS, "pt-BR", "9 8765-4321", none},
	{desk.NPS, "pt-BR", "(11) 98765-4321", none},
	{desk.NPS, "pt-BR", "+55 11 98765-4321", none},
	{desk.CSAT, "pt-BR", "5 11 98765 4321", none},
	{desk.CSAT, "pt-BR", "123.456.789-09", none},
	{desk.CSAT, "pt-BR", "01310-100", none},
	// No number at all.
	{desk.CSAT, "pt-BR", "", none},
	{desk.CSAT, "pt-BR", "!!!", none},
	{desk.CSAT, "pt-BR", "muito fácil", none},
	{desk.CSAT, "pt-BR", "ótimo", none},
	{desk.CSAT, "pt-BR", "👍", none},
	{desk.CSAT, "pt-BR", "sair", none},
	{desk.CSAT, "pt-BR", "Quando chega o meu pedido?", none},
}

func TestWhatARepliesSays(t *testing.T) {
	for _, c := range replies {
		got := none
		if r, ok := Read(c.text, c.scale, c.language, false); ok {
			got = r.Score
			if r.Quiet {
				got += quiet
			}
		}
		if got != c.want {
			t.Errorf("%s in %s, %q: %d, want %d", c.scale, c.language, c.text, got, c.want)
		}
	}
}

// TestOnlyWhatIsCalledAScore: what comes from elsewhere, or after the shop has spoken, has to say that it is one.
func TestOnlyWhatIsCalledAScore(t *testing.T) {
	for text, want := range map[string]bool{
		"nota 9": true, "minha nota é 9": true, "dou 9": true, "9": false, "9, ótimo": false, "Adorei! 9": false, "dez": false,
	} {
		if _, ok := Read(text, desk.NPS, "pt-BR", true); ok != want {
			t.Errorf("%q: %v, want %v", text, ok, want)
		}
	}
}

func TestWhoIsPleased(t *testing.T) {
	for text, want := range map[string]bool{
		"Muito bom!": true, "Adorei o atendimento 😍": true, "👍": true, "Todo perfecto, gracias": true, "great service": true,
		"Muito ruim": false, "Muito bom?": false, "Não gostei": false, "Bom, e o meu pedido?": false, "Oi": false, "": false, "2": false,
	} {
		if got := Pleased(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// FuzzRead: whatever is written, a score is on the scale and stands in the text, and what is quiet asks nothing.
func FuzzRead(f *testing.F) {
	for _, c := range replies {
		f.Add(c.text)
	}
	f.Add("5⃣⭐🔟\u200d👍🏽 1/2/3 ,;- nota: \n\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, scale := range desk.Scales() {
			for _, language := range append(desk.Languages[:], "", "fr") {
				r, ok := Read(text, scale, language, false)
				if !ok {
					continue
				}
				if !scale.Has(r.Score) {
					t.Errorf("%q: %d is not on %s", text, r.Score, scale)
				}
				if r.Quiet && (strings.Contains(text, "?") || scale.IsLow(r.Score)) {
					t.Errorf("%q: nobody would answer it", text)
				}
				if strings.ContainsAny(store.Folded(text), "$€%") && r.Quiet {
					t.Errorf("%q: an amount", text)
				}
				if _, called := Read("nota "+text, scale, language, true); called && !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsNumber(c) || unicode.IsLetter(c) || pictured(c) }) {
					t.Errorf("%q: a score out of nothing", text)
				}
			}
		}
	})
}
