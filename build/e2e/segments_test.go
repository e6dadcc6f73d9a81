//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const (
	newSegment = `button[data-command="segments.new"]`
	segmentOf  = `button[aria-label^="Segmento: "]`
)

// subject is the button of what the list is narrowed by in one matter.
func subject(id string) string { return `button[data-subject="` + id + `"]` }

// chooses opens the menu of a matter and takes the words there by a key: Enter closes it, a blank does not.
func chooses(p *page, id, words, key string) {
	p.t.Helper()
	p.tabTo(subject(id))
	p.press(keyEnter)
	p.find(`[role="menu"]`)
	var at int
	p.run(`done([...document.querySelectorAll('[role^="menuitem"]')].findIndex((e) => e.innerText.trim() === arguments[0]))`, &at, words)
	for range at {
		p.press(keyDown)
	}
	p.press(key)
}

func (p *page) menuGone() {
	p.t.Helper()
	p.until("the menu to go", func() bool { return len(p.all(`[role="menu"]`)) == 0 })
}

// howMany gives what the head of the list says of how many there are.
func howMany(p *page) string { return p.text(listPage + ` header [role="status"]`) }

// TestSegmentsByKeyboard: the list is narrowed, the filter saved as a segment, changed, renamed, removed and brought back,
// without a mouse.
func TestSegmentsByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	p.resize(1366, 768)
	settled(p)
	toCustomers(p)
	all := howMany(p)
	chooses(p, "channels", "E-mail", " ")
	bothThemes(p, "segments-menu")
	p.press(keyEscape)
	p.menuGone()
	p.until("fewer", func() bool { return howMany(p) != all })
	byMail := howMany(p)
	chooses(p, "contact", "7 dias", keyEnter)
	p.menuGone()
	p.until("what is asked to be said", func() bool { return strings.Contains(p.text(subject("contact")), "contato em 7 dias") })
	p.until("still fewer", func() bool { return howMany(p) != byMail })
	bothThemes(p, "segments-filter")

	p.tabTo(newSegment)
	p.press(keyEnter)
	p.find(dialog + " input")
	keys(p, "De correio")
	bothThemes(p, "segments-name")
	p.press(keyEnter)
	p.says("Segmento “De correio” salvo.")
	p.find(segmentOf)
	few := howMany(p)
	bothThemes(p, "segments-saved")

	// What is in force can be left, and is found again.
	p.press(keyEscape)
	p.until("everybody", func() bool { return howMany(p) == all })
	p.tabTo(segmentOf)
	p.press(keyEnter)
	p.find(`[role="menu"]`)
	p.press(keyDown, keyEnter)
	p.menuGone()
	p.until("the segment", func() bool { return howMany(p) == few })

	chooses(p, "contact", "7 dias", keyEnter)
	p.menuGone()
	p.until("another filter", func() bool { return howMany(p) == byMail })
	p.tabTo(`button[data-command="segments.save"]`)
	bothThemes(p, "segments-changed")
	p.press(keyEnter)
	p.until("the changes to be kept", func() bool { return len(p.all(`button[data-command="segments.save"]`)) == 0 })

	byPalette(p, "Mudar o nome do segmento")
	p.find(dialog + " input")
	p.chord(keyControl, "a")
	keys(p, "Por e-mail")
	p.press(keyEnter)
	p.until("its other name", func() bool { return strings.Contains(p.text(segmentOf), "Por e-mail") })
	byPalette(p, "Remover o segmento")
	p.says("Segmento “Por e-mail” removido. Os clientes ficam.")
	p.until("no segment", func() bool { return len(p.all(segmentOf)) == 0 })
	p.tabTo(`[data-customers] button[tabindex="0"]`)
	p.press("z")
	p.until("the segment again", func() bool { return strings.Contains(p.text(segmentOf), "Por e-mail") })
}

// TestTheInboxByValue: who bought for most stands first, as long as the owner wants it so.
func TestTheInboxByValue(t *testing.T) {
	const byValue = `button[data-command="list.value"]`
	p := newStage(t).open("demo")
	p.resize(1366, 768)
	settled(p)
	before := listed(p)
	last := before[3]
	p.click("#" + last)
	p.find(composer)
	p.press("b")
	p.find(dialog + " input")
	keys(p, "Caderno")
	p.press(keyTab)
	keys(p, "1.250,00")
	p.press(keyEnter)
	p.until("the purchase", func() bool { return strings.Contains(p.text(`[data-pane="customer"]`), "RFV") })
	p.click(byValue)
	p.find(byValue + `[aria-pressed="true"]`)
	p.until("her value", func() bool { return strings.Contains(p.text("#"+last), "1.250,00") })
	p.until("her at the head of her part", func() bool {
		var first bool
		p.run(`const row = document.querySelector(arguments[0]).closest("li"); const top = row.getBoundingClientRect().top;
			const above = [...document.querySelectorAll("[data-list] li")].filter((li) => li.getBoundingClientRect().top < top).toSorted((a, b) => b.getBoundingClientRect().top - a.getBoundingClientRect().top)[0];
			done(above?.querySelector("h2") !== null)`, &first, "#"+last)
		return first
	})
	bothThemes(p, "inbox-by-value")
	p.click(byValue)
	p.until("the list as it was", func() bool {
		return len(p.all(byValue+`[aria-pressed="false"]`)) == 1 && !strings.Contains(p.text("#"+last), "1.250,00")
	})
}

// TestTheOwnerCutsBuyers: where buyers are divided is chosen in the settings, and taken back.
func TestTheOwnerCutsBuyers(t *testing.T) {
	p := newStage(t).open("demo")
	p.resize(1366, 768)
	settled(p)
	p.settings("Compradores")
	bothThemes(p, "buyers-automatic")
	p.push("Eu escolho")
	p.write("Recente: até", 0, "90")
	p.write("Distante: mais de", 0, "30")
	p.push("Salvar")
	p.says("O segundo número tem de ser maior que o primeiro")
	bothThemes(p, "buyers-refused")
	p.write("Distante: mais de", 0, "180")
	p.push("Salvar")
	p.says("Os compradores estão divididos onde você escolheu.")
	p.push("Desfazer")
	p.says("Desfeito: a divisão está como antes.")
	p.push("Eu escolho")
	p.push("Salvar")
	p.says("Os compradores estão divididos onde você escolheu.")
	bothThemes(p, "buyers-own")
}
