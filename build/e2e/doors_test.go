//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const doorSheet = `dialog[open]`

// pressedThere goes on with Tab to a button of the sheet, and presses it.
func pressedThere(p *page, name string) {
	p.t.Helper()
	for range 12 {
		p.press(keyTab)
		var at string
		p.run(`done(document.activeElement.innerText ?? "")`, &at)
		if strings.TrimSpace(at) == name {
			p.press(keyEnter)
			return
		}
	}
	p.t.Fatalf("no way to %q with Tab", name)
}

// TestWaysInByKeyboard: the link to the shop's WhatsApp and the text for its site are found, copied and left by the keyboard
// alone, and everybody can read them.
func TestWaysInByKeyboard(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		gone := func() {
			p.press(keyEscape)
			p.until("the sheet to go", func() bool { return len(p.all(doorSheet)) == 0 })
		}
		byPalette(p, "Link e QR code do WhatsApp")
		p.find(doorSheet + ` svg[role="img"]`)
		p.until("the demonstration to be named", func() bool { return strings.Contains(p.text(doorSheet), "o número é inventado") })
		examine(p, "door-link-"+theme)
		p.click(doorSheet + ` textarea`)
		keys(p, "Olá! Vi a loja.")
		pressedThere(p, "Copiar link")
		p.until("the link to be copied", func() bool { return strings.Contains(p.text(doorSheet), "Copiado") })
		examine(p, "door-link-written-"+theme)
		p.click(doorSheet + ` textarea`)
		p.chord(keyControl, "a")
		p.chord(keyControl, "v")
		p.until("the link to be what was copied", func() (is bool) {
			p.run(`done(/^https:\/\/wa\.me\/\d{8,15}\?text=Ol%C3%A1%21%20Vi%20a%20loja\.$/.test(document.querySelector("dialog[open] textarea").value))`, &is)
			return is
		})
		gone()

		byPalette(p, "Formulário do site")
		p.until("the text", func() bool { return strings.Contains(p.text(doorSheet+" pre"), "Reply-To") })
		examine(p, "door-form-"+theme)
		pressedThere(p, "Copiar o texto")
		p.until("the text to be copied", func() bool { return strings.Contains(p.text(doorSheet), "Copiado") })
		gone()

		p.settings("Canais")
		p.find(`[data-command="doors.link"]`)
		examine(p, "door-cards-"+theme)
		p.resize(1093, 614)
		p.push("Link e QR code de")
		p.find(doorSheet + ` svg[role="img"]`)
		examine(p, "door-link-compact-"+theme)
	})
}
