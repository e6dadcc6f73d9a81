//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"balcao/backend/simulator"
)

// readyFoot tells the language that the list writes in.
const readyFoot = readyList + ` + [role="group"]`

// spoken gives the language that a customer is written to in, with a mark where the owner chose it.
func spoken(p *page, id string) (language string) {
	p.t.Helper()
	p.run(`window.go.window.Customer.Spoken(arguments[0]).then((s) => done(s.language + (s.chosen ? " chosen" : "")))`, &language, id)
	return language
}

// answered keeps a short answer.
func answered(p *page, question, answer, words string, until int64) {
	p.t.Helper()
	p.run(`window.go.window.Phrases.Save({ id: "", kind: "answer", used: 0, word: "", title: "", closing: false, wordings: [],
		question: arguments[0], answer: arguments[1], words: arguments[2], until: arguments[3] }).then(() => done())`, nil, question, answer, words, until)
}

// TestWhatSheAskedInHerLanguage: the list after "/" has the short answer to her question, and none that holds no longer;
// ready replies, words of the trade and the closing words are in the language that she writes, until the owner chooses
// another for her, which is kept, and taken back.
func TestWhatSheAskedInHerLanguage(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		s := newStage(t, noon(), desktop)
		shop := s.played()
		p := s.open()
		settled(p)
		seen := func(name string) {
			examine(p, "language-"+name+"-"+theme)
		}
		answered(p, "¿Hacen envíos?", "Sí, a todo el país en cinco días.", "envío portes", 0)
		answered(p, "¿El envío es gratis?", "Sí, en agosto.", "gratis", 1_600_000_000_000)
		p.run(`window.go.window.Phrases.Begin("pt-BR").then(() => done())`, nil)
		writes(p, shop, simulator.Text{From: "whatsapp:+5532999990001", Body: "Hola, ¿hacen envíos? Quiero saber cuánto cuesta, gracias"})
		id := opened(p)
		p.click(composer)
		keys(p, "/")
		says(p, readyFoot, "O cliente escreve em")
		if list := p.text(readyList); !strings.HasPrefix(list, "¿Hacen envíos?\nResposta curta") || strings.Contains(list, "agosto") || !strings.Contains(list, "¡Buenas noticias") {
			t.Errorf("the list: %q", list)
		}
		seen("answer")
		p.press(keyEnter)
		p.until("the answer in the box", func() bool { return typed(p) == "Sí, a todo el país en cinco días." })
		p.press(keyEnter)
		p.until("it to be sent", func() bool { return typed(p) == "" && strings.Contains(p.text(`[role="feed"]`), "cinco días") })

		keys(p, "El SKU.")
		says(p, "form", "código del producto")
		p.chord(keyControl, "a")
		keys(p, "/ola")
		p.until("the reply in her language", func() bool { return strings.Contains(p.text(readyList), "Te escribimos") })
		p.chord(keyControl, keyShift, "l")
		says(p, readyFoot, "Idioma escolhido para o cliente")
		p.until("the next language", func() bool { return strings.Contains(p.text(readyList), "T'escrivim") && spoken(p, id) == "ca chosen" })
		seen("chosen")
		clickOn(p, "Português (Portugal)")
		p.until("the one that was clicked", func() bool { return spoken(p, id) == "pt-PT chosen" })
		p.press(keyEnter)
		p.until("the reply in it", func() bool { return strings.Contains(typed(p), "Em que posso ajudar?") })
		p.chord(keyControl, "a")
		p.press(keyBack)
		unfocused(p)
		p.press("z")
		p.until("the one before", func() bool { return spoken(p, id) == "ca chosen" })
		p.press("z")
		p.until("the guess again", func() bool { return spoken(p, id) == "es" })

		p.until("the number to be told", func() (is bool) {
			p.run(`window.go.window.Cases.Of(arguments[0]).then((all) => done(all.cases.some((each) => each.toldAt > 0)))`, &is, id)
			return is
		})
		p.press("e")
		says(p, toast, "Encerrada")
		clickOn(p, "Avisar que está encerrado")
		p.until("the closing words in her language", func() bool { return strings.Contains(typed(p), "está cerrado: [confirmar: resumen]") })
	})
}
