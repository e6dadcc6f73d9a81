//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const (
	journeyLine  = onePage + ` section[aria-label="Linha da jornada"]`
	journeyPoint = journeyLine + ` ul button[tabindex="0"]`
	pageHistory  = onePage + ` [aria-labelledby="customer-history"]`
)

// buys writes down a purchase of who is in front.
func buys(p *page, what, value, when string) {
	p.t.Helper()
	unfocused(p)
	p.press("b")
	p.find(dialog)
	p.until("the first field to have the focus", func() (is bool) {
		p.run(`done(document.activeElement === document.querySelector(arguments[0]))`, &is, dialog+" input")
		return is
	})
	keys(p, what)
	p.press(keyTab)
	keys(p, value)
	p.press(keyTab)
	keys(p, when)
	p.press(keyEnter)
	p.until("the sheet to go", func() bool { return len(p.all(dialog)) == 0 })
}

// label gives the words of what has the focus.
func label(p *page) (words string) {
	p.t.Helper()
	p.run(`done(document.activeElement.getAttribute("aria-label") ?? "")`, &words)
	return words
}

// TestTheWholeCustomerByKeyboard: what she bought stands in her figures, in her twelve months and in her history; each opens what is
// behind it, and words find it everywhere.
func TestTheWholeCustomerByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	openRow(p)
	p.find("aside textarea")
	buys(p, "Agenda zebrada", "89,90", "")
	buys(p, "Papel azulado", "310", "ontem 15h")
	p.until("the card to sum her up", func() bool { return strings.Contains(p.text("aside"), "em 2 compras") })
	unfocused(p)
	p.chord(keyShift, "V")
	p.find(journeyPoint)
	p.until("her figures", func() bool {
		page := p.text(onePage)
		return strings.Contains(page, "Já comprou na loja") && strings.Contains(page, "399,90") && strings.Contains(page, "Recência") && strings.Contains(page, "Próximo passo")
	})
	bothThemes(p, "whole-page")

	// Along the line by the arrows: one tab stop, every point says what it is.
	p.run(`document.querySelector(arguments[0]).focus(); done()`, nil, journeyPoint)
	p.press(keyDown, keyDown, keyDown, keyDown, keyDown, keyDown)
	p.until("the purchases", func() bool { return strings.Contains(label(p), "compra") })
	p.press("\ue010") // End
	p.until("the latest", func() bool { return strings.Contains(label(p), "89,90") })
	p.press(keyLeft)
	p.until("the one before", func() bool { return strings.Contains(label(p), "310,00") })
	p.press(keyEnter)
	p.until("the purchase in the conversation", func() bool { return p.drawn(composer) && strings.Contains(p.text(`[role="feed"]`), "Papel azulado") })

	// The history: what was bought alone, and what words find.
	unfocused(p)
	p.chord(keyShift, "V")
	p.find(pageHistory + " li button")
	p.run(`[...document.querySelectorAll(arguments[0] + " button")].find((b) => b.innerText === "Compras").click(); done()`, nil, pageHistory)
	p.until("only what she bought", func() bool { return len(p.all(pageHistory+" li button")) == 2 })
	p.chord(keyControl, "f")
	p.find("#customer-history-find")
	keys(p, "zebrada")
	p.until("the one that was meant", func() bool { return len(p.all(pageHistory+" li button")) == 1 && len(p.all(pageHistory+" mark")) == 1 })
	p.photograph("whole-find-light")
	p.press(keyEscape)
	p.until("both again", func() bool { return len(p.all(pageHistory+" li button")) == 2 })

	// Surveys are asked about by themselves, and all that was said is read.
	surveys := onePage + ` [role="group"][aria-label^="Pesquisas por "] [data-answer="no"]`
	p.run(`[...document.querySelectorAll('main [aria-label="Para quê"] button')].find((b) => b.innerText === "Pesquisas").click(); done()`, nil)
	p.click(surveys)
	says(p, toast, "não aceita pesquisas: ")
	clickOn(p, "O que já disse")
	says(p, dialog, "Não para pesquisas")
	bothThemes(p, "whole-sayings")
	p.press(keyEscape)
	p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })

	// And from anywhere.
	p.chord(keyControl, "k")
	p.find(palette)
	keys(p, "zebrada")
	p.until("the purchase among what is found", func() bool {
		found := p.text(`[role="listbox"]`)
		return strings.Contains(found, "Agenda zebrada") && strings.Contains(found, "89,90")
	})
	bothThemes(p, "whole-palette")
	p.press(keyEnter)
	p.until("it in the conversation", func() bool { return p.drawn(composer) && strings.Contains(p.text(`[role="feed"]`), "Agenda zebrada") })
}

func TestTheWholeCustomerIsAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		openRow(p)
		p.find("aside textarea")
		buys(p, "Agenda zebrada", "89,90", "")
		buys(p, "Papel azulado", "310", "ontem 15h")
		unfocused(p)
		p.chord(keyShift, "V")
		p.find(journeyPoint)
		p.find(pageHistory + " li button")
		fits := func(name string) {
			examine(p, "whole-"+name+"-"+theme)
			p.until("nothing wider than its place", func() (is bool) {
				p.run(`done(document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll("main [data-pane]")].every((e) => e.scrollWidth <= e.clientWidth + 1))`, &is)
				return is
			})
		}
		fits("usual")
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		fits("compact")
		p.resize(1366, 768)
		p.chord(keyControl, "+")
		p.chord(keyControl, "+")
		p.find(`html[data-text="larger"]`)
		fits("larger")
	})
}
