//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const sheetName = dialog + ` input`

// TestNewCustomerByKeyboard: a number that nobody has becomes a customer from the palette, is undone, is made again from
// the list, and is written to.
func TestNewCustomerByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.press("c")
	p.find(`[role="combobox"]`)
	keys(p, "32 97777-6655")
	p.until("the offer", func() bool { return strings.Contains(p.text(`[role="listbox"]`), "Criar cliente com este telefone") })
	bothThemes(p, "newcomer-palette")
	p.press(keyEnter)
	p.find(dialog)
	p.until("the field of the name to have the focus", func() (is bool) {
		p.run(`done(document.activeElement === document.querySelector(arguments[0]))`, &is, sheetName)
		return is
	})
	keys(p, "Zuleica Prado")
	bothThemes(p, "newcomer-sheet")
	p.press(keyEnter)
	page := func(words string) func() bool {
		return func() bool { return strings.Contains(p.text(onePage), words) }
	}
	p.until("her page", page("Zuleica Prado"))
	p.until("both ways to reach her", func() bool { return len(p.all(onePage+` li[data-channel]:has(button[aria-label^="Copiar"])`)) == 2 })
	bothThemes(p, "newcomer-page")
	p.press("z")
	p.until("the adding to be undone", func() bool {
		return strings.Contains(p.text("body"), "não está mais entre os clientes") && !p.drawn(onePage)
	})

	clickOn(p, "Novo cliente")
	p.find(dialog)
	keys(p, "Zuleica Prado")
	p.press(keyTab)
	keys(p, "(32) 97777-6655")
	p.press(keyEnter)
	p.until("her page again", page("Zuleica Prado"))

	// The same number again adds nobody, and leads to her.
	p.press(keyEscape)
	p.until("the list", func() bool { return p.drawn(customerRow) })
	clickOn(p, "Novo cliente")
	p.find(dialog)
	keys(p, "Outra")
	p.press(keyTab)
	keys(p, "97777-6655")
	p.press(keyEnter)
	p.until("the number to be refused", func() bool { return strings.Contains(p.text(dialog), "com DDD") })
	p.run(`document.querySelectorAll(arguments[0])[1].select(); done()`, nil, sheetName)
	keys(p, "32977776655")
	p.press(keyEnter)
	p.until("whose it is", func() bool { return strings.Contains(p.text(dialog), "Este telefone já é de Zuleica Prado") })
	bothThemes(p, "newcomer-taken")
	clickOn(p, "Abrir Zuleica Prado")
	p.until("her page once more", page("Zuleica Prado"))

	// Nothing was ever said: a first message goes where free text may.
	p.press("r")
	p.until("the reply box to have the focus", func() bool { return "#"+focused(p) == composer })
	keys(p, "Oi, Zuleica. Chegou a agenda.")
	bothThemes(p, "newcomer-write")
	p.chord(keyControl, keyEnter)
	p.until("the bubble", func() bool { return mine(p, "Chegou a agenda") != "" })
	p.until("the delivery", func() bool { return strings.Contains(mine(p, "Chegou a agenda"), "enviada") })
	p.click(`[role="tab"][data-key="waiting"]`)
	p.until("her row among those who are waited for", func() bool { return strings.Contains(p.text("[data-list]"), "Zuleica Prado") })
}

// TestSearchForNobodyOffersToCreateHer: from the search page and from the list, with a mail address.
func TestSearchForNobodyOffersToCreateHer(t *testing.T) {
	p := newStage(t, "GTK_THEME=Adwaita:dark").open("demo")
	settled(p)
	toCustomers(p)
	examine(p, "newcomer-list-dark")
	keys(p, "zuleica@prado.example")
	clickOn(p, "Criar cliente com este e-mail")
	p.find(dialog)
	examine(p, "newcomer-sheet-dark")
	p.press(keyEscape)
	p.until("the sheet to go", func() bool { return len(p.all(dialog)) == 0 })
	p.chord(keyControl, "1")
	p.until("the inbox", func() bool { return p.drawn(row) })
	p.click(`[data-command="search.page"]`)
	p.find(`[data-pane="search"] input`)
	keys(p, "zuleica@prado.example")
	clickOn(p, "Criar cliente com este e-mail")
	p.find(dialog)
	p.press(keyEnter) // the address is there, the name may come later
	p.until("her page", func() bool { return strings.Contains(p.text(onePage), "zuleica@prado.example") })
	examine(p, "newcomer-page-dark")

	p.press("r")
	p.until("the reply box to have the focus", func() bool { return "#"+focused(p) == composer })
	keys(p, "Chegou a agenda.")
	examine(p, "newcomer-write-dark")
	p.chord(keyControl, keyEnter)
	p.until("the delivery", func() bool { return strings.Contains(mine(p, "Chegou a agenda"), "enviada") })
}
