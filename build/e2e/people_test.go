//go:build e2e

package e2e

import (
	"regexp"
	"strings"
	"testing"
)

const (
	customerRow = `[data-customers] button`
	findField   = `#customers-find`
	listPage    = `main[aria-label="Lista de clientes"]`
	onePage     = `main[aria-label="Página do cliente"]`
	historyLine = ` [aria-labelledby="customer-history"] li button`
	dialog      = `[role="dialog"]`
)

// focused gives the id of what has the focus.
func focused(p *page) (id string) {
	p.t.Helper()
	p.run(`done(document.activeElement.id)`, &id)
	return id
}

// drawn tells whether an element is there and drawn: a place that was left is kept out of sight.
func (p *page) drawn(css string) (is bool) {
	p.t.Helper()
	p.run(`done([...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility()))`, &is, css)
	return is
}

// toCustomers goes to the list of all customers by its key.
func toCustomers(p *page) {
	p.t.Helper()
	p.chord(keyControl, "2")
	p.find(customerRow)
	p.until("the field to have the focus", func() bool { return "#"+focused(p) == findField })
}

func keys(p *page, text string) { p.press(strings.Split(text, "")...) }

// TestCustomersByKeyboard: a customer is found by half a telephone number, tagged, merged with another and taken
// apart again, without a mouse.
func TestCustomersByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	toCustomers(p)
	p.press(keyEscape)
	p.until("the inbox again", func() bool { return p.drawn(row) && !p.drawn(findField) })
	toCustomers(p)
	p.photograph("customers-light")

	// Somebody with a telephone, and the second half of the number.
	var name, number string
	p.run(`const b = [...document.querySelectorAll(arguments[0])].find((b) => /\(\d\d\) 9\d{4}-\d{4}/.test(b.innerText));
		done([b.innerText.split("\n").find((l) => l.trim().length > 2 && !/^[A-Z]{1,2}$/.test(l.trim())), b.innerText.match(/\(\d\d\) 9\d{4}-(\d{4})/)[1]])`, &[]any{&name, &number}, customerRow)
	keys(p, number)
	p.until("few to be found", func() bool {
		found := p.text(listPage)
		return strings.Contains(found, name) && regexp.MustCompile(`\b[1-9] clientes?\b`).MatchString(found)
	})
	p.photograph("customers-found-light")
	p.press(keyEnter)
	p.find(onePage + historyLine)
	title := p.text(onePage + " h1")
	p.photograph("customer-page-light")

	p.press("t")
	p.find(`[role="combobox"]`)
	keys(p, "Atacado")
	p.press(keyEnter)
	p.until("the tag", func() bool { return strings.Contains(p.text(onePage+" header"), "Atacado") })
	keys(p, "Volta às aulas")
	p.press(keyEnter)
	p.until("the other tag", func() bool { return strings.Contains(p.text(onePage+" header"), "Volta às aulas") })
	p.photograph("customer-tags-light")
	p.press(keyEscape)
	p.until("the popover to go", func() bool { return len(p.all(`[role="combobox"]`)) == 0 })

	// Merging: whoever looks alike is proposed; here somebody else is chosen by name.
	contacts := len(p.all(onePage + " li[data-channel]"))
	p.press("m")
	p.find(dialog)
	p.photograph("customer-merge-light")
	p.press(keyEscape)
	p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })
	mergeWithSomebody(t, p, title)
	p.until("the contacts of both", func() bool { return len(p.all(onePage+" li[data-channel]")) > contacts })
	p.photograph("customer-merged-light")
	p.press("z")
	p.until("the merge to be undone", func() bool { return len(p.all(onePage+" li[data-channel]")) == contacts })

	p.press(keyEscape)
	p.until("the list, with the focus where it was", func() bool { return strings.HasPrefix(focused(p), "customer-") })
	if !strings.Contains(p.text("#"+focused(p)), "Atacado") {
		t.Errorf("the row does not show its tag: %q", p.text("#"+focused(p)))
	}
	p.press(keyEscape, keyEscape)
	p.until("the inbox", func() bool { return p.drawn(row) && !p.drawn(findField) })
}

// mergeWithSomebody merges the open customer by the list of duplicates or by a name.
func mergeWithSomebody(t *testing.T, p *page, title string) {
	t.Helper()
	p.press("m")
	p.find(dialog)
	p.until("the question or the preview", func() bool {
		return len(p.all(dialog+` input`)) > 0 || strings.Contains(p.text(dialog), "Nada é apagado")
	})
	if len(p.all(dialog+` input`)) > 0 {
		keys(p, "papel")
		p.find(dialog + ` ul button`)
		p.press(keyEnter)
		p.until("the preview", func() bool { return strings.Contains(p.text(dialog), "Nada é apagado") })
	}
	if !strings.Contains(p.text(dialog), title) {
		t.Errorf("the preview does not name %q: %q", title, p.text(dialog))
	}
	p.press(keyEnter)
	p.until("the merge to be told", func() bool { return strings.Contains(p.text("body"), "agora é parte de") })
}

// TestCustomerBesideTheConversation: tags from the conversation, a note on the panel, and from there to the page and back.
func TestCustomerBesideTheConversation(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id := openRow(p)
	p.find("aside textarea")
	p.press(keyEscape)
	p.press("t")
	p.find(`[role="combobox"]`)
	keys(p, "Convites")
	p.press(keyEnter)
	p.until("the tag on the row", func() bool { return strings.Contains(p.text("#"+id), "Convites") })
	p.press(keyEscape)
	p.until("the popover to go", func() bool { return len(p.all(`[role="combobox"]`)) == 0 })
	p.fill("aside textarea", "Prefere WhatsApp pela manhã.")
	p.until("the note to be kept", func() bool { return strings.Contains(p.text("aside"), "guardado") })
	p.photograph("panel-light")
	p.run(`document.querySelector("aside h3").scrollIntoView(); done()`, nil) // the panel is longer than the window
	p.click(`aside h3`)
	p.chord(keyShift, "V")
	p.until("the page", func() bool {
		var notes string
		p.run(`done(document.querySelector('main[aria-label="Página do cliente"] textarea')?.value ?? "")`, &notes)
		return notes == "Prefere WhatsApp pela manhã."
	})
	p.press(keyEscape)
	p.until("the conversation again", func() bool { return p.drawn(composer) && p.drawn("aside textarea") })
}

// clickOn clicks the first button in sight with these words.
func clickOn(p *page, words string) {
	p.t.Helper()
	p.until("a button "+words, func() (is bool) {
		p.run(`const b = [...document.querySelectorAll("button")].find((b) => b.checkVisibility() && b.innerText.includes(arguments[0]));
			b?.click(); done(b !== undefined)`, &is, words)
		return is
	})
}

func TestCustomersAreAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "people-"+name+"-"+theme)
		}
		toCustomers(p)
		seen("list")
		clickOn(p, "Mesma pessoa? Unir")
		p.find(`main[aria-label="Mesma pessoa? Unir"] li`)
		seen("alike")
		clickOn(p, "Conferir")
		p.until("the preview", func() bool { return strings.Contains(p.text(dialog), "Nada é apagado") })
		seen("preview")
		p.press(keyEscape)
		p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })
		p.press(keyEscape)
		p.until("the list", func() bool { return p.drawn(customerRow) && "#"+focused(p) == findField })
		p.press(keyDown, keyEnter)
		p.find(onePage + historyLine)
		seen("page")
		p.press("t")
		p.find(`[role="combobox"]`)
		seen("tags")
		p.press(keyEscape)
		p.press("m")
		p.find(dialog)
		seen("merge")
		p.press(keyEscape)
		p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })
		p.chord(keyShift, "M")
		p.find(dialog)
		seen("split")
		p.press(keyEscape)
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		seen("page-compact")
		p.press(keyEscape)
		p.until("the list", func() bool { return p.drawn(customerRow) })
		seen("list-compact")
		p.resize(800, 600)
		p.find(`html[data-layout="single"]`)
		seen("list-single")
		p.press(keyEnter)
		p.find(onePage + historyLine)
		seen("page-single")
	})
}
