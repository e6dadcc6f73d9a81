//go:build e2e

package e2e

import (
	"math"
	"strings"
	"testing"
	"time"
)

// drag presses the mouse at one place, goes to another and lets go; a click where both are one.
func (p *page) drag(fromX, fromY, toX, toY float64) {
	p.t.Helper()
	at := func(x, y float64) map[string]any {
		return map[string]any{"type": "pointerMove", "x": int(math.Round(x)), "y": int(math.Round(y)), "duration": 50}
	}
	steps := []map[string]any{
		at(fromX, fromY),
		{"type": "pointerDown", "button": 0},
		{"type": "pause", "duration": 400},
		at((fromX+toX)/2, (fromY+toY)/2), at(toX, toY),
		{"type": "pointerUp", "button": 0},
	}
	mouse := map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": steps}
	p.call("POST", p.session+"/actions", map[string]any{"actions": []any{mouse}}, nil)
}

// TestKeysAfterAClickInAMail: the letters of commands work on, text can be marked and copied, and Tab goes through the
// links.
func TestKeysAfterAClickInAMail(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "3", "--messages", "30")
	post(t, sim, written(0, "Papel Certo <papel@loja.example>", sim.Address, "Tabela",
		`<table><tr><td id="price">Cartolina 1234</td></tr></table><p><a href="https://loja.example/a">Primeiro</a> e <a href="https://loja.example/b">segundo</a></p>`))
	s.addMailbox(sim)
	p := s.open()
	openCustomer(p, "Papel Certo")
	p.until("the mail to stand as it came", func() bool { return frameHeight(p) > 20 })
	var word struct{ X, Y, Width float64 }
	p.until("the mail to lie still", func() bool {
		before := word
		p.run(`const f = document.querySelector(arguments[0]), box = f.getBoundingClientRect(), d = f.contentDocument;
			const e = [...d.querySelectorAll("td")].find((e) => e.innerText.startsWith("Cartolina"));
			const text = d.createRange(); text.selectNodeContents(e); const r = text.getBoundingClientRect();
			done({ x: box.left + r.left, y: box.top + r.top + r.height / 2, width: r.width })`, &word, mailFrame)
		return before == word
	})
	inFeed := func() (is bool) {
		p.run(`done(document.activeElement.getAttribute("role") === "feed")`, &is)
		return is
	}

	p.drag(word.X+4, word.Y, word.X+4, word.Y)
	p.until("the focus back in the conversation", inFeed)
	p.press("h")
	p.find(`[role="menu"]`)
	p.press(keyEscape)
	p.until("the menu to go", func() bool { return len(p.all(`[role="menu"]`)) == 0 })

	p.drag(word.X-2, word.Y, word.X+word.Width+2, word.Y)
	p.until("the words to be marked", func() bool {
		var marked string
		p.run(`done(document.querySelector(arguments[0]).contentDocument.getSelection().toString())`, &marked, mailFrame)
		return strings.TrimSpace(marked) == "Cartolina 1234"
	})
	p.until("the focus back in the conversation", inFeed)
	p.chord(keyControl, "c")
	p.press("r")
	p.until("the reply box to have the focus", func() bool { return "#"+focused(p) == composer })
	p.chord(keyControl, "v")
	p.until("the copied words", func() bool {
		var typed string
		p.run(`done(document.querySelector(arguments[0]).value)`, &typed, composer)
		return strings.TrimSpace(typed) == "Cartolina 1234"
	})

	p.run(`document.querySelector('[role="feed"]').focus(); done()`, nil)
	p.until("a link of the mail to have the focus", func() bool {
		p.press(keyTab)
		return linkInMail(p) == "Primeiro"
	})
	p.press(keyTab)
	p.until("the next link to have it", func() bool { return linkInMail(p) == "segundo" })

	// Assistive technology goes into a mail without a key or a button, wherever the mouse lies.
	p.run(`document.querySelector('[role="feed"]').focus(); done()`, nil)
	p.run(`document.querySelector(arguments[0]).contentDocument.querySelector("a").focus(); setTimeout(done, 300)`, nil, mailFrame)
	if got := linkInMail(p); got != "Primeiro" || inFeed() {
		t.Errorf("the focus was taken out of the mail, from %q", got)
	}
}

// linkInMail gives the words of the link that has the focus in the first mail's frame.
func linkInMail(p *page) (words string) {
	p.t.Helper()
	p.run(`const f = document.querySelector(arguments[0]);
		done(document.activeElement === f ? f.contentDocument.activeElement?.innerText ?? "" : "")`, &words, mailFrame)
	return words
}

// TestWhatWasMarkedLastIsCopied, of two mails with marked words.
func TestWhatWasMarkedLastIsCopied(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "3", "--messages", "30")
	for i, word := range []string{"Cartolina", "Caderno"} {
		post(t, sim, written(-time.Duration(i)*time.Second, "Papel Certo <papel@loja.example>", sim.Address, "Tabela", `<h2>Tabela</h2><table><tr><td>`+word+`</td></tr></table>`))
	}
	s.addMailbox(sim)
	p := s.open()
	openCustomer(p, "Papel Certo")
	p.until("the newest mail to stand as it came", func() bool { return frameHeight(p) > 20 })
	p.run(`[...document.querySelectorAll("article button")].find((b) => b.innerText.startsWith("Ver como chegou")).click(); done()`, nil)
	place := func(word string) (at struct{ X, Y, Width float64 }) {
		p.until(word+" to lie still", func() bool {
			before := at
			p.run(`const cell = (f) => [...(f.contentDocument?.querySelectorAll("td") ?? [])].find((e) => e.innerText === arguments[1]);
				const f = [...document.querySelectorAll(arguments[0])].find(cell);
				if (!f) { done({}); return; }
				const box = f.getBoundingClientRect(), text = f.contentDocument.createRange();
				text.selectNodeContents(cell(f)); const r = text.getBoundingClientRect();
				done({ x: box.left + r.left, y: box.top + r.top + r.height / 2, width: r.width })`, &at, mailFrame, word)
			return at == before && at.Width > 0
		})
		return at
	}
	for _, word := range []string{"Cartolina", "Caderno", "Cartolina"} {
		p.until(word+" to be marked, and the focus back in the conversation", func() (is bool) {
			at := place(word)
			p.drag(at.X-2, at.Y, at.X+at.Width+2, at.Y)
			p.run(`done(document.activeElement.getAttribute("role") === "feed" &&
				[...document.querySelectorAll(arguments[0])].some((f) => f.contentDocument?.getSelection()?.toString().trim() === arguments[1]))`,
				&is, mailFrame, word)
			return is
		})
		p.chord(keyControl, "c")
		p.press("r")
		p.until("the reply box to have the focus", func() bool { return "#"+focused(p) == composer })
		p.chord(keyControl, "a")
		p.chord(keyControl, "v")
		p.until("only "+word+" to be copied", func() bool {
			var typed string
			p.run(`done(document.querySelector(arguments[0]).value)`, &typed, composer)
			return strings.TrimSpace(typed) == word
		})
	}
}
