//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

// promised opens a case of a customer who is waited for and promises something in it, some minutes ago: it is due. It
// gives who that is.
func promised(p *page, words string) (name string) {
	p.t.Helper()
	p.run(`const words = arguments[0], go = window.go.window;
		(async () => {
			const { rows } = await go.Inbox.Page({ state: "waiting", cursor: "", limit: 1 });
			const { caseId } = await go.Cases.Open(rows[0].customerId);
			await go.Promises.Make(caseId, Date.now() - 20 * 60000, words);
			return rows[0].name;
		})().then(done, (e) => done("error: " + e))`, &name, words)
	if name == "" || strings.HasPrefix(name, "error") {
		p.t.Fatal(name)
	}
	return name
}

// byPalette does something by its name.
func byPalette(p *page, name string) {
	p.t.Helper()
	p.chord(keyControl, "k")
	keys(p, name)
	p.until(name+" in the palette", func() bool { return strings.Contains(p.text(`[role="option"][aria-selected="true"]`), name) })
	p.press(keyEnter)
}

// TestPromisesByKeyboard: what is due comes back to the top of the list and says so; all that is promised stands by date
// in its own place, and is asked about before its case is closed. A case is opened by hand, all without a mouse.
func TestPromisesByKeyboard(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, noon(), desktop).open("demo")
		settled(p)
		looks := func(name string) {
			t.Helper()
			examine(p, "promise-"+name+"-"+theme)
		}
		who := promised(p, "separar dez cadernos")
		says(p, `[data-list]`, "promessa atrasada: hoje")
		var first string
		p.run(`done(document.querySelector('[data-list] [id^="row-"]').textContent)`, &first)
		if !strings.Contains(first, who) {
			t.Errorf("the first of the list is %q, want %s", first, who)
		}
		openCustomer(p, who)
		says(p, "aside", "Era para")
		says(p, "aside", "separar dez cadernos")
		says(p, "aside", who+", cliente desde")
		looks("due")

		number := numberIn(p)
		unfocused(p)
		p.press("e")
		says(p, dialog, "o que foi prometido foi feito?")
		says(p, dialog, "separar dez cadernos")
		looks("question")
		p.press(keyEscape)
		p.until("the question to go", func() bool { return len(p.all(dialog)) == 0 })
		if got := numberIn(p); got != number {
			t.Errorf("closed by Escape: the head speaks of %s", got)
		}

		byPalette(p, "Ver o que foi prometido")
		says(p, `[data-cases]`, number)
		says(p, `[data-cases]`, "Era para")
		looks("list")
		p.press(keyDown, keyEnter)
		says(p, caseStory, number)
		clickOn(p, "Encerrar")
		says(p, dialog, "separar dez cadernos")
		p.press(keyEnter)
		says(p, "body", "Encerrado: "+number)
		says(p, "body", "Nada prometido")
		looks("none")
		unfocused(p)
		p.press("z")
		says(p, `[data-cases]`, "Era para")

		p.chord(keyControl, "1")
		openCustomer(p, who)
		byPalette(p, "Abrir um protocolo novo")
		says(p, toast, "Novo protocolo aberto")
		p.until("the new number in the head", func() bool { return numberIn(p) != number })
		says(p, "aside", "3 protocolos abertos")
		looks("opened")
		unfocused(p)
		p.press("z")
		p.until("the number as before", func() bool { return numberIn(p) == number })
	})
}
