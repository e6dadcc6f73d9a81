//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// tabTo presses Tab until an element has the focus.
func (p *page) tabTo(css string) {
	p.t.Helper()
	p.find(css)
	for range 200 {
		var there bool
		p.run(`done(document.activeElement?.matches(arguments[0]) ?? false)`, &there, css)
		if there {
			return
		}
		p.press(keyTab)
	}
	p.t.Fatalf("Tab never comes to %s", css)
}

// marksContact opens the menu of the first contact and chooses by the beginning of a word.
func marksContact(p *page, words string) {
	p.t.Helper()
	p.tabTo(onePage + ` button[aria-label^="Mais sobre"]`)
	p.press(keyEnter)
	p.find(`[role="menu"]`)
	var at int
	p.run(`done([...document.querySelectorAll('[role="menuitem"]')].findIndex((e) => e.innerText.trim() === arguments[0]))`, &at, words)
	for range at {
		p.press(keyDown)
	}
	p.press(keyEnter)
	p.until("the menu to go", func() bool { return len(p.all(`[role="menu"]`)) == 0 })
}

// TestMasterDataByKeyboard: what is known of a customer is written down, a contact is preferred and another time not to be
// used, and all of it is read again in the history, without a mouse.
func TestMasterDataByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	toCustomers(p)
	p.press(keyDown, keyEnter)
	p.find(onePage + historyLine)
	name := p.text(onePage + " h1")

	birthday := p.labelled("Aniversário", 0)
	p.tabTo(birthday)
	keys(p, "31/2")
	p.says("Esta não é uma data")
	p.chord(keyControl, "a")
	keys(p, "5/3/1987")
	p.press(keyTab)
	value := func(css, want string) {
		t.Helper()
		p.until(fmt.Sprintf("%q to be kept", want), func() (is bool) {
			p.run(`done(document.querySelector(arguments[0])?.value === arguments[1])`, &is, css, want)
			return is
		})
	}
	value(birthday, "05/03/1987")
	p.tabTo(p.labelled("Endereços", 0))
	keys(p, "Rua das Flores, 12")
	p.press(keyEnter)
	keys(p, "Juiz de Fora, MG")
	p.tabTo(p.named("Outro dado"))
	p.press(keyEnter)
	p.until("the new field", func() bool { return strings.Contains(p.text(onePage), "O que é") })
	keys(p, "Sapato")
	p.press(keyTab)
	keys(p, "37")
	p.press(keyEnter)
	value(p.labelled("Sapato", 0), "37")

	marksContact(p, "Preferir este contato")
	p.says("agora é o preferido")
	p.until("the mark", func() bool { return strings.Contains(p.text(onePage), "preferido") })
	marksContact(p, "Não usar este contato")
	p.until("the other mark", func() bool { return len(p.all(onePage+" li[data-barred]")) == 1 })
	bothThemes(p, "customer-master")
	marksContact(p, "Voltar a usar")
	p.until("the mark to go", func() bool { return len(p.all(onePage+" li[data-barred]")) == 0 })

	p.tabTo(p.named("Histórico"))
	p.press(keyEnter)
	p.until("what was changed", func() bool {
		told := p.text(dialog)
		return strings.Contains(told, name) && strings.Contains(told, "05/03/1987") && strings.Contains(told, "Sapato") && strings.Contains(told, "Rua das Flores")
	})
	bothThemes(p, "customer-edits")
	p.tabTo(dialog + ` button[aria-label="Desfazer: Sapato"]`)
	p.press(keyEnter)
	p.until("the detail to be taken back", func() bool {
		return !strings.Contains(p.text(onePage), "Sapato") && strings.Contains(p.text(dialog), "desfeito")
	})
	p.press(keyEscape)
	p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })

	p.press("m")
	p.find(dialog)
	p.until("the question or the preview", func() bool {
		return len(p.all(dialog+` input[type="text"]`)) > 0 || strings.Contains(p.text(dialog), "Nada é apagado")
	})
	if len(p.all(dialog+` input[type="text"]`)) > 0 {
		keys(p, "papel")
		p.find(dialog + ` ul button`)
		p.press(keyEnter)
	}
	p.until("whose name stays to be asked", func() bool { return len(p.all(dialog+` [role="radiogroup"]`)) > 0 })
	bothThemes(p, "customer-merge-fields")
	p.press(keyEnter)
	p.says("agora é parte de")
}
