//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

// again holds the window once more after the program has begun anew for the nth time.
func (p *page) again(times int) {
	p.t.Helper()
	p.shown(times)
	p.try("DELETE", p.session, nil)
	p.newSession()
}

// TestFirstRun goes from an empty shop to the demonstration, and back to connect one's own.
func TestFirstRun(t *testing.T) {
	p := newStage(t).open()
	p.until("the two doors", func() bool { return strings.Contains(p.text("main"), "Boas-vindas ao Balcão") })
	bothThemes(p, "welcome")
	p.run(`const s = document.querySelector("select"); s.value = "ca"; s.dispatchEvent(new Event("change", { bubbles: true })); done()`, nil)
	p.until("Catalan", func() bool { return strings.Contains(p.text("main"), "Et donem la benvinguda") })
	p.press(keyTab, keyTab)
	p.pressLast(keyEnter)
	p.again(2)
	p.find(row)
	p.until("the things to try", func() bool {
		return strings.Contains(p.text("main"), "Cinc coses") || strings.Contains(p.text("main"), "Cinco coisas")
	})
	bothThemes(p, "demo")
	openRow(p)
	p.press(keyEscape, "e")
	p.until("the step to tick itself", func() bool {
		var done string
		p.run(`done(localStorage.getItem("balcao.tried") ?? "")`, &done)
		return done == "close"
	})
	p.click("header button")
	p.again(3)
	p.until("the channels of one's own shop", func() bool { return strings.Contains(p.text("main"), "Canals") })
}
