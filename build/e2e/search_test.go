//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const (
	palette = `dialog[open] [role="combobox"]`
	option  = `[role="option"]`
	shown   = `[role="feed"] [data-shown]`
)

// typed presses the keys of a text one by one, wherever the focus is.
func (p *page) typed(text string) {
	p.t.Helper()
	p.press(strings.Split(text, "")...)
}

// focused gives the id of what has the focus.
func (p *page) focused() (id string) {
	p.t.Helper()
	p.run(`done(document.activeElement.id)`, &id)
	return id
}

// inSight tells whether an element lies wholly inside the timeline.
func (p *page) inSight(css string) (is bool) {
	p.t.Helper()
	p.run(`const e = document.querySelector(arguments[0]), f = document.querySelector('[role="feed"]');
		if (!e || !f) return done(false);
		const a = e.getBoundingClientRect(), b = f.getBoundingClientRect();
		done(a.top >= b.top - 1 && Math.min(a.bottom, a.top + 100) <= b.bottom + 1)`, &is, css)
	return is
}

// found is a message of the shop that words without accents lead to.
type found struct{ ID, Customer, Name, Words, Accented string }

// oldMessage picks one of the oldest messages with an accent in its text, and words of it without accents.
func oldMessage(p *page) (m found) {
	p.t.Helper()
	p.run(`(async () => {
		const find = (more) => window.go.window.Search.Find({ text: "", customerId: "", channel: "", direction: "in", files: "", from: 0, to: 0,
			cursor: "", limit: 200, count: false, sequence: "", turn: 0, ...more });
		const all = [];
		for (let cursor = "", first = true; first || cursor; first = false) {
			const page = await find({ cursor });
			all.push(...page.messages);
			cursor = page.next;
		}
		for (const m of all.reverse()) {
			const text = m.snippet.replaceAll("\n", " ");
			const accented = text.match(/[A-Za-zÀ-ú]*[áéíóúâêôãõç][A-Za-zÀ-ú]*/)?.[0];
			if (!accented || accented.length < 5) continue;
			const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
			const words = plain.match(/[a-z]{4,}/g)?.slice(0, 6).join(" ") ?? "";
			if (!words.includes(accented.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase())) continue;
			const hits = await find({ text: words, direction: "", limit: 6 });
			if (hits.customers.length === 0 && hits.messages.length === 1 && hits.messages[0].messageId === m.messageId)
				return done({ ID: m.messageId, Customer: m.customerId, Name: m.name, Words: words, Accented: accented });
		}
		done({});
	})()`, &m)
	if m.ID == "" {
		p.t.Fatal("the demonstration shop has no old message with an accent")
	}
	return m
}

func TestAnOldMessageIsFoundWithoutAccents(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	m := oldMessage(p)
	p.chord(keyControl, "k")
	p.find(palette)
	p.photograph("palette-light")
	p.typed(m.Words)
	p.find(option + `[id$="message-` + m.ID + `"][aria-selected="true"]`)
	p.photograph("palette-typed-light")
	p.press(keyEnter)
	p.until("the palette to go", func() bool { return len(p.all(palette)) == 0 })
	p.until("the message in sight", func() bool { return p.inSight(shown + " article") })
	if said := p.text(shown); !strings.Contains(said, m.Accented) {
		t.Errorf("landed on %q, looking for %q", said, m.Accented)
	}
	p.photograph("palette-landed-light")
	p.click(`[data-command="conversation.newest"]`)
	p.until("the newest in sight", func() (at bool) {
		p.run(`const f = document.querySelector('[role="feed"]'); done(!!f && f.scrollHeight - f.scrollTop - f.clientHeight < 4)`, &at)
		return at && len(p.all(shown)) == 0
	})

	// The same through the search page, and back to it.
	p.chord(keyControl, "k")
	p.find(palette)
	word := strings.Fields(m.Words)[0]
	p.typed(word)
	p.find(option + `[id$="-all"]`)
	p.press("\ue00e", keyUp, keyUp) // Page Up, then round from the first to the last but actions
	p.until("all results chosen", func() bool {
		if len(p.all(option+`[id$="-all"][aria-selected="true"]`)) > 0 {
			return true
		}
		p.press(keyUp)
		return false
	})
	p.press(keyEnter)
	p.find(`[data-pane="search"] [id^="hit-"]`)
	p.photograph("search-page-light")
	p.press(keyDown, keyDown, keyEnter)
	p.until("a message in sight", func() bool { return p.inSight(shown + " article") })
	p.press(keyEscape)
	p.until("the search again, where it was", func() bool { return strings.HasPrefix(p.focused(), "hit-") })
	p.press(keyEscape)
	p.find(`[data-pane="list"]`)
}

func TestHalfATelephoneNumberFindsTheCustomer(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	var c struct{ ID, Name, Digits string }
	p.run(`(async () => {
		const { Page } = window.go.window.Inbox, { Card } = window.go.window.Conversation;
		for (const state of ["reply", "waiting", "closed"])
			for (const row of (await Page({ state, cursor: "", limit: 50 })).rows) {
				const card = await Card(row.customerId);
				const phone = card.addresses.find((a) => a.channel === "whatsapp");
				if (phone) return done({ ID: row.customerId, Name: card.name, Digits: phone.address.replace(/\D/g, "").slice(-8) });
			}
	})()`, &c)
	half := c.Digits[:4] + "-" + c.Digits[4:]
	p.chord(keyControl, "k")
	p.find(palette)
	p.typed(half)
	p.find(option + `[id$="customer-` + c.ID + `"][aria-selected="true"]`)
	p.press(keyEnter)
	p.until("the conversation", func() bool { return strings.Contains(p.text("main header"), c.Name) })
}

func TestFindInTheConversation(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	m := oldMessage(p)
	p.chord(keyControl, "k")
	p.find(palette)
	p.typed(m.Words)
	p.find(option + `[id$="message-` + m.ID + `"]`)
	p.press(keyEnter)
	p.find(shown)
	p.chord(keyControl, "f")
	p.until("the field", func() bool { return p.focused() == "find-in-conversation" })
	p.typed("a")
	p.until("the first hit", func() bool {
		return strings.Contains(p.text(`main [role="search"]`), "1 de ") && p.inSight(shown+" article")
	})
	before := p.text(shown)
	p.press(keyEnter)
	p.until("the second hit", func() bool {
		return strings.Contains(p.text(`main [role="search"]`), "2 de ") && p.text(shown) != before && p.inSight(shown+" article")
	})
	p.photograph("find-light")
	p.press(keyEscape)
	p.until("the field to go", func() bool { return p.focused() != "find-in-conversation" })
	p.find(shown)
}

// TestTriageByKeyboard works through the list without a pointer: answer, close, put off, mark unread, undo.
func TestTriageByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	current := func() (id string) {
		p.run(`done(document.querySelector('[aria-current="true"][id^="row-"]')?.id ?? "")`, &id)
		return id
	}
	opened := func(other string) (id string) {
		p.until("another conversation", func() bool { id = current(); return id != "" && id != other })
		p.find(composer)
		return id
	}
	gone := func(id string) {
		p.until("the row to leave the tab", func() bool { return len(p.all("#"+id)) == 0 })
	}
	p.press("j")
	p.until("the focus in the list", func() bool { return strings.HasPrefix(p.focused(), "row-") })
	p.press("j", keyEnter)
	first := opened("")

	p.press("e")
	gone(first)
	second := opened(first)
	p.chord(keyShift, "h")
	gone(second)
	third := opened(second)

	p.press("r")
	p.until("the reply box", func() bool { return "#"+p.focused() == composer })
	p.chord(keyControl, keyPageDn)
	fourth := opened(third)
	p.until("the reply box of the next", func() bool { return "#"+p.focused() == composer })
	answer := "Bom dia! Já separei, pode passar."
	p.typed(answer)
	p.chord(keyControl, keyEnter)
	p.until("the bubble", func() bool { return mine(p, answer) != "" })
	p.press(keyEscape)
	p.until("the answer to have left", func() bool { return strings.Contains(mine(p, answer), "enviada") })
	gone(fourth)

	p.press("z", "z") // the snooze, then the closing: what has left is not undone
	p.find("#" + second)
	p.find("#" + first)

	p.press("j", keyEnter)
	fifth := opened("")
	p.press("u")
	p.until("nothing open", func() bool { return current() == "" })
	p.find("#" + fifth + "[data-unread]")
	p.until("the focus on its row", func() bool { return p.focused() == fifth })

	p.press(keyEnter)
	opened("")
	seen := map[string]bool{}
	for range 4 {
		p.press(keyF6)
		var pane string
		p.run(`done(document.activeElement.closest("[data-pane]")?.dataset.pane ?? "")`, &pane)
		seen[pane] = true
	}
	for _, pane := range []string{"list", "conversation", "composer", "customer"} {
		if !seen[pane] {
			t.Errorf("F6 does not reach %s: %v", pane, seen)
		}
	}
	p.press(keyEscape, "c")
	p.find(palette)
	p.photograph("palette-new-light")
	p.press(keyDown, keyEnter)
	p.until("the reply box of who was chosen", func() bool { return "#"+p.focused() == composer })
}

func TestTheKeysAreShown(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.press(keyF1)
	p.until("the keys", func() bool { return strings.Contains(p.text("dialog[open]"), "Adiar até amanhã") })
	p.photograph("keys-light")
	p.press(keyEscape)
	p.until("the keys to go", func() bool { return len(p.all("dialog[open]")) == 0 })
	p.chord(keyShift, "?")
	p.find("dialog[open]")
	p.press(keyEscape)
	p.chord(keyControl, "k")
	p.find(palette)
	p.typed("atalhos do teclado")
	p.find(option + `[id$="action-keys.show"][aria-selected="true"]`)
	p.press(keyEnter)
	p.until("the keys from the palette", func() bool { return strings.Contains(p.text("dialog[open]"), "Adiar até amanhã") })
}

func TestATipTeachesTheKey(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	openRow(p)
	p.run(`document.querySelector('[data-command="conversation.close"]').dispatchEvent(new PointerEvent("pointerover", { bubbles: true })); done()`, nil)
	p.until("the tip", func() bool {
		said := p.text("[data-tip]")
		return strings.Contains(said, "Encerrar") && strings.Contains(said, "E")
	})
	p.photograph("tip-light")
	p.press(keyEscape)
	p.until("the tip to go", func() bool { return len(p.all("[data-tip]")) == 0 })
}

func TestSearchIsAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		look := func(name string) {
			examine(p, name+"-"+theme)
		}
		openRow(p)
		p.press(keyEscape)
		p.chord(keyControl, "k")
		p.find(option)
		look("palette-empty")
		p.typed("pedido")
		p.find(option + `[id$="-all"]`)
		look("palette-full")
		p.typed("xyzw")
		p.until("nothing", func() bool { return strings.Contains(p.text("dialog[open]"), "Nada com") })
		look("palette-none")
		p.press(keyEscape, keyF1)
		p.find("dialog[open] dl")
		look("keys")
		p.press(keyEscape)
		p.click(`main header button[aria-haspopup]:last-of-type`)
		p.find(`[role="menu"]`)
		look("more")
		p.press(keyEscape)
		p.chord(keyControl, "f")
		p.typed("a")
		p.find(shown)
		look("find-bar")
		p.press(keyEscape)
		p.click(`[data-command="search.page"]`)
		p.find(`[data-pane="search"] input`)
		look("search-start")
		p.typed("pedido")
		p.find(`[id^="hit-"]`)
		look("search-results")
		p.click(`[data-pane="search"] button[aria-haspopup="listbox"]`)
		p.find(`[role="listbox"] ` + option)
		look("search-filter")
		p.press(keyEscape)
		p.until("only the choice to close", func() bool { return len(p.all(`[role="listbox"]`)) == 0 && len(p.all(`[data-pane="search"]`)) == 1 })
		p.click(`[data-pane="search"] button[aria-haspopup="listbox"]`)
		p.find(`[role="listbox"] ` + option)
		p.press(keyDown, keyEnter)
		p.until("the filter", func() bool { return strings.Contains(p.text(`[data-pane="search"]`), "Limpar filtros") })
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		look("search-compact")
		p.click(`[data-pane="search"] input`)
		p.typed("zzq")
		p.until("nothing", func() bool { return strings.Contains(p.text(`[data-pane="search"]`), "Nada com") })
		look("search-none")
	})
}
