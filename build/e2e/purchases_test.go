//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

// TestPurchaseByKeyboard: what the open customer bought is written down with one key and four fields, stands beside her and in
// her history, and is undone.
func TestPurchaseByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	openRow(p)
	beside := func(words string) func() bool {
		return func() bool { return strings.Contains(p.text(`[data-pane="customer"]`), words) }
	}
	p.until("no purchases", beside("Ainda sem compras anotadas"))
	buy := func(what, value, when string) {
		t.Helper()
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
	}
	buy("Agenda personalizada", "89,90", "ontem 15h")
	bothThemes(p, "purchase-sheet")
	p.press(keyEnter)
	p.until("her purchase", beside("Agenda personalizada"))
	p.until("the seal", beside("RFV"))
	history := func() bool { return strings.Contains(p.text(`[role="feed"]`), "Agenda personalizada") }
	p.until("the purchase in her history", history)
	bothThemes(p, "purchase-panel")

	buy("Caneta azul", "muito", "")
	p.press(keyEnter)
	p.until("the amount to be refused", func() bool { return strings.Contains(p.text(dialog), "Escreva um valor maior que zero") })
	bothThemes(p, "purchase-refused")
	p.press(keyEscape)
	p.until("the sheet to go", func() bool { return len(p.all(dialog)) == 0 })

	// Some of it comes back: the amount that is left stands there already.
	p.click(`[aria-label="Ações da compra Agenda personalizada"]`)
	bothThemes(p, "purchase-menu")
	p.press(keyDown)
	p.press(keyEnter)
	p.find(dialog + " input")
	bothThemes(p, "purchase-return")
	p.press(keyEnter)
	p.until("what was given back", beside("devolvido: R$"))
	p.press("z")
	p.until("the return to be undone", func() bool { return !beside("devolvido")() })

	p.chord(keyShift, "V")
	p.until("her page", func() bool { return strings.Contains(p.text(onePage), "Agenda personalizada") })
	bothThemes(p, "purchase-page")
	p.press(keyEscape)
	p.until("the conversation", beside("Agenda personalizada"))
	p.press("z")
	p.until("no purchases again", beside("Ainda sem compras anotadas"))
	p.until("the history without it", func() bool { return !history() })
}
