//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const header = `main header`

// numberIn waits for the number of a case in the head of the conversation.
func numberIn(p *page) (number string) {
	p.t.Helper()
	p.until("the number of the case", func() bool {
		number = caseNumber.FindString(p.text(header))
		return number != ""
	})
	return number
}

// says waits until the words stand in an element.
func says(p *page, css, words string) {
	p.t.Helper()
	p.until(words, func() bool { return strings.Contains(p.text(css), words) })
}

// unfocused leaves the keys to the window.
func unfocused(p *page) {
	p.t.Helper()
	p.run(`document.activeElement.blur(); done()`, nil)
}

// TestCaseByKeyboard: a case is classified, its number copied, something promised; what was answered is split off and
// joined back, all without a mouse and all to be undone.
func TestCaseByKeyboard(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, noon(), desktop).open("demo")
		settled(p)
		openRow(p)
		number := numberIn(p)
		looks := func(name string) {
			t.Helper()
			examine(p, name+"-"+theme)
		}
		looks("case-open")
		unfocused(p)

		p.press("3")
		says(p, header, "Reclamação\n")
		says(p, toast, "Classificado: Reclamação")
		looks("case-classified")
		p.press("z")
		says(p, toast, "está como antes")
		p.until("no class", func() bool {
			var classed int
			p.run(`done(document.querySelectorAll('[data-class="complaint"]').length)`, &classed)
			return classed == 0
		})
		p.press("p")
		says(p, toast, "Copiado: "+number)

		p.press("d")
		p.find(dialog + " input")
		keys(p, "amanhã 10h")
		p.press(keyTab)
		keys(p, "separar dez cadernos")
		looks("case-promise")
		p.press(keyEnter)
		says(p, header, "Prometido para")
		says(p, "aside", "separar dez cadernos")
		looks("case-promised")

		// The first answer tells the number, and belongs to the case.
		answer := "Está separado, pode passar hoje."
		p.fill(composer, answer)
		says(p, "form", "Protocolo "+number+" vai junto")
		looks("case-telling")
		p.chord(keyControl, keyEnter)
		p.until("the answer", func() bool { return strings.Contains(mine(p, answer), number) })
		unfocused(p)
		p.press("s")
		says(p, toast, "Separado em um novo protocolo")
		p.until("another number in the head", func() bool { return numberIn(p) != number })
		another := numberIn(p)
		says(p, `[role="feed"]`, "Novo protocolo "+another)
		looks("case-split")

		unfocused(p)
		p.press("g")
		p.find(dialog + " li button")
		if offered := p.text(dialog + " ul"); !strings.Contains(offered, number) || strings.Contains(offered, another) {
			t.Errorf("offered are %q", offered)
		}
		looks("case-join")
		p.press(keyEnter)
		says(p, toast, "Mensagem posta em "+number)
		p.until("one case, of which something is left", func() bool {
			return numberIn(p) == number && !strings.Contains(p.text("aside"), another)
		})
		p.press("z")
		says(p, `[role="feed"]`, another)
		p.press("z")
		p.until("the answer in its case again", func() bool { return numberIn(p) == number })
		p.until("one case", func() bool { return !strings.Contains(p.text("aside"), another) })
	})
}
