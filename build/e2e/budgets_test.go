//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

// counted presses keys as a hand does and counts them; what is typed as text is not counted, nor what page.press does.
type counted struct {
	*page
	presses int
}

func (c *counted) press(key string) {
	c.t.Helper()
	c.presses++
	c.page.press(key)
}

func (c *counted) chord(keys ...string) {
	c.t.Helper()
	c.presses++
	c.page.chord(keys...)
}

// atMost fails when what was done took more keys than it may.
func (c *counted) atMost(most int) {
	c.t.Helper()
	if c.presses > most {
		c.t.Errorf("it took %d keys beside the text, and may take %d", c.presses, most)
	}
}

// Whose conversation a journey begins in, in the page's words about a row of the list and the card of its customer.
const (
	anybody    = `true`
	mailer     = `row.channel === "email"`
	freely     = `card.proposed === "whatsapp" && card.channels.some((c) => c.windowUntil > Date.now() + 600_000)`
	severalWay = freely + ` && card.channels.length > 1`
)

// begin opens the conversation of somebody to whom nothing is begun, and leaves the keys to the window.
func begin(p *page, whose string) (id, name string) {
	p.t.Helper()
	p.press(keyEscape)
	p.chord(keyControl, "1")
	var tab string
	p.run(`(async () => {
		const { Page } = window.go.window.Inbox, { Card } = window.go.window.Conversation;
		for (const state of ["reply", "waiting", "closed"])
			for (const row of (await Page({ state, cursor: "", limit: 8 })).rows) {
				const card = await Card(row.customerId);
				if (!row.draft && !row.failed && (`+whose+`)) return done([row.customerId, card.name, state]);
			}
		done(["", "", ""]);
	})()`, &[]any{&id, &name, &tab})
	if id == "" {
		p.t.Fatal("the demonstration shop has no such customer: " + whose)
	}
	p.click(`[role="tab"][data-key="` + tab + `"]`)
	row := "#row-" + id
	p.find(row)
	p.run(`document.querySelector(arguments[0]).click(); done()`, nil, row) // a toast may lie over it
	p.until("the conversation", func() bool { return len(p.all(row+`[aria-current="true"]`)) == 1 })
	p.find(composer)
	says(p, header, name)
	unfocused(p)
	return id, name
}

// by gives the channel that the reply goes by.
func by(p *page) (channel string) {
	p.t.Helper()
	p.run(`done(document.querySelector('form [type="radio"]:checked')?.value ?? "")`, &channel)
	return channel
}

// opened gives whose conversation is open.
func opened(p *page) (id string) {
	p.t.Helper()
	p.run(`done(document.querySelector('[aria-current="true"][id^="row-"]')?.id.slice(4) ?? "")`, &id)
	return id
}

// leaves waits for another conversation.
func (p *page) leaves(id string) {
	p.t.Helper()
	p.until("another conversation", func() bool { next := opened(p); return next != "" && next != id })
}

func (p *page) goneFrom(id string) {
	p.t.Helper()
	p.until("the row to go and another conversation to open", func() bool {
		next := opened(p)
		return len(p.all("#row-"+id)) == 0 && next != "" && next != id
	})
}

// undone takes back what was done last, so that the next journey finds the shop as it was.
func (p *page) undone() {
	p.t.Helper()
	unfocused(p)
	p.press("z")
	says(p, toast, "está como antes")
}

// TestKeyBudgets does what is done many times a day, and counts its keys. Calls and visits are counted where they are
// written down: TestCallIsLoggedInFewKeys.
func TestKeyBudgets(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	for _, journey := range []struct {
		name string
		most int
		do   func(hand *counted)
	}{
		{"the next in the list, and the one before it", 1 + 1, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.page.press(keyEscape) // to its row
			hand.hasFocus("#row-" + id)
			hand.press("j")
			hand.until("the next to have the focus", func() bool {
				next := focused(hand.page)
				return strings.HasPrefix(next, "row-") && next != "row-"+id
			})
			hand.press("k")
			hand.hasFocus("#row-" + id)
		}},
		{"the next conversation", 1, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.chord(keyControl, keyPageDn)
			hand.leaves(id)
		}},
		{"opening the next who waits", 2, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.page.press(keyEscape) // to its row
			hand.hasFocus("#row-" + id)
			hand.press(keyDown)
			hand.press(keyEnter)
			hand.leaves(id)
		}},
		{"closing, and going on with the next", 1, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.press("e")
			hand.goneFrom(id)
			hand.undone()
		}},
		{"undoing what was done last", 1, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.page.press("e")
			hand.goneFrom(id)
			hand.press("z")
			hand.find("#row-" + id)
		}},
		{"putting off until tomorrow", 2, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.chord(keyShift, "h")
			hand.goneFrom(id)
			hand.undone()
		}},
		{"putting off until one of the usual moments", 3, func(hand *counted) {
			id, _ := begin(hand.page, anybody)
			hand.press("h")
			hand.find(`[role="menu"]`)
			hand.press(keyDown)
			hand.press(keyEnter)
			hand.goneFrom(id)
			hand.undone()
		}},
		{"classifying", 1, func(hand *counted) {
			begin(hand.page, mailer)
			numberIn(hand.page)
			hand.press("3")
			says(hand.page, header, "Reclamação\n")
			hand.undone()
		}},
		{"who is no customer", 1, noCustomer},
		{"replying", 2, func(hand *counted) {
			begin(hand.page, mailer)
			hand.press("r")
			hand.hasFocus(composer)
			hand.typed("Está separado.")
			hand.chord(keyControl, keyEnter)
			hand.until("the answer", func() bool { return mine(hand.page, "Está separado.") != "" && typed(hand.page) == "" })
		}},
		{"replying and closing", 2, func(hand *counted) {
			id, _ := begin(hand.page, mailer)
			hand.press("r")
			hand.hasFocus(composer)
			hand.typed("Pode retirar.")
			hand.chord(keyControl, keyShift, keyEnter)
			hand.goneFrom(id)
		}},
		{"replying with what is ready", 5, func(hand *counted) {
			begin(hand.page, freely)
			hand.press("r")
			hand.hasFocus(composer)
			hand.press("/")
			hand.find(readyList)
			hand.typed("ol")
			says(hand.page, readyList, "/ola")
			hand.press(keyEnter)
			hand.until("a filled text", func() bool { text := typed(hand.page); return text != "" && !strings.HasPrefix(text, "/") })
			hand.press(keyEnter)
			hand.until("it to be sent", func() bool { return typed(hand.page) == "" })
		}},
		{"replying with a draft of the model", 2, func(hand *counted) {
			begin(hand.page, freely)
			hand.find(`[data-command="composer.draft"]`)
			hand.press("i")
			hand.until("the draft to be whole", func() bool { return strings.Contains(hand.text(draftStrip), "Confira") })
			if strings.Contains(typed(hand.page), "[confirmar:") {
				hand.typed("azul")
			}
			hand.press(keyEnter)
			hand.until("it to be sent", func() bool { return typed(hand.page) == "" })
		}},
		{"replying by another channel", 1, func(hand *counted) {
			begin(hand.page, severalWay)
			hand.page.press("r")
			hand.hasFocus(composer)
			hand.typed("Chegou!")
			before := by(hand.page)
			hand.chord(keyControl, keyShift, "c")
			hand.until("the same text by another channel", func() bool { return by(hand.page) != before && typed(hand.page) == "Chegou!" })
			hand.page.chord(keyControl, "a")
			hand.page.press(keyBack)
		}},
		{"finding by protocol", 2, func(hand *counted) {
			begin(hand.page, mailer)
			number := numberIn(hand.page)
			hand.chord(keyControl, "k")
			hand.find(palette)
			hand.typed(number)
			says(hand.page, option+`[aria-selected="true"]`, number)
			hand.press(keyEnter)
			hand.until("its story", func() bool { return hand.drawn(caseStory) })
		}},
		{"finding by name", 2, func(hand *counted) {
			id, name := begin(hand.page, anybody)
			hand.page.chord(keyControl, keyPageDn)
			hand.leaves(id)
			hand.chord(keyControl, "k")
			hand.find(palette)
			hand.typed(name)
			hand.find(option + `[id$="customer-` + id + `"][aria-selected="true"]`)
			hand.press(keyEnter)
			says(hand.page, header, name)
		}},
		{"finding by the end of a telephone number", 2, func(hand *counted) {
			id, name, digits := knownCaller(hand.page)
			begin(hand.page, `row.customerId !== "`+id+`"`)
			hand.chord(keyControl, "k")
			hand.find(palette)
			hand.typed(digits)
			hand.find(option + `[id$="customer-` + id + `"][aria-selected="true"]`)
			hand.press(keyEnter)
			says(hand.page, header, name)
		}},
		{"finding by a word that was said", 2, func(hand *counted) {
			begin(hand.page, anybody)
			m := oldMessage(hand.page)
			hand.chord(keyControl, "k")
			hand.find(palette)
			hand.typed(m.Words)
			hand.find(option + `[id$="message-` + m.ID + `"][aria-selected="true"]`)
			hand.press(keyEnter)
			hand.until("the message in sight", func() bool { return hand.inSight(shown + " article") })
		}},
		{"copying the protocol", 1, func(hand *counted) {
			begin(hand.page, mailer)
			number := numberIn(hand.page)
			hand.press("p")
			says(hand.page, toast, "Copiado: "+number)
		}},
		{"the page of the customer", 1, func(hand *counted) {
			begin(hand.page, anybody)
			hand.chord(keyShift, "V")
			hand.until("her page", func() bool { return hand.drawn(onePage) })
		}},
		{"merging with who is proposed, and taking it apart", 2 + 2, mergeAndSplit},
		{"merging with somebody else", 5, func(hand *counted) {
			id, _ := begin(hand.page, mailer)
			homes := func() (n int) {
				hand.run(`window.go.window.Customer.Profile(arguments[0]).then((p) => done(new Set(p.points.map((each) => each.homeId)).size))`, &n, id)
				return n
			}
			alone := homes()
			hand.press("m")
			hand.find(dialog + " input")
			hand.typed("papel")
			hand.find(dialog + " ul button")
			hand.press(keyEnter)
			says(hand.page, dialog, "Nada é apagado")
			hand.press(keyEnter)
			says(hand.page, toast, "agora é parte de")
			hand.until("the contacts of both", func() bool { return homes() > alone })
			hand.page.press("z")
			hand.until("it to be undone", func() bool { return homes() == alone })
		}},
		{"splitting a message off, and joining it again", 2 + 3, splitAndJoin},
		// The table counts the letter only: what ends the words of a moment is the second here.
		{"promising", 1 + 1, func(hand *counted) {
			begin(hand.page, mailer)
			numberIn(hand.page)
			hand.press("d")
			hand.find(dialog + " input")
			hand.typed("sexta 10h")
			hand.press(keyEnter)
			says(hand.page, header, "Prometido para")
			hand.undone()
		}},
		{"showing all keys", 1, func(hand *counted) {
			begin(hand.page, anybody)
			hand.press(keyF1)
			says(hand.page, "dialog[open]", "Adiar até amanhã")
		}},
	} {
		t.Run(journey.name, func(t *testing.T) {
			p.t = t
			hand := &counted{page: p}
			journey.do(hand)
			hand.atMost(journey.most)
		})
	}
	p.t = t
}

// noCustomer: she leaves the inbox, is found by her name and by the mark on her row, and is a customer again by E.
func noCustomer(hand *counted) {
	id, name := begin(hand.page, mailer)
	hand.press("!")
	hand.goneFrom(id)
	hand.page.chord(keyControl, "k")
	hand.find(palette)
	hand.typed(name)
	hand.find(option + `[id$="customer-` + id + `"][aria-selected="true"]`)
	hand.page.press(keyEnter)
	says(hand.page, header, "Não é cliente")
	hand.click(`[role="tab"][data-key="closed"]`)
	says(hand.page, "#row-"+id, "não é cliente")
	hand.photograph("no-customer-light")
	unfocused(hand.page)
	hand.page.press("e")
	says(hand.page, toast, "Reaberta")
	hand.until("a customer as before", func() bool { return !strings.Contains(hand.text(header), "Não é cliente") })
}

// mergeAndSplit: a second entry of the same name and another number is proposed as the same person; what the merge
// brought is proposed when it is taken apart.
func mergeAndSplit(hand *counted) {
	id, name := begin(hand.page, mailer)
	var other string
	hand.run(`window.go.window.Customers.Add({ name: arguments[0], phones: ["32 98888-1234"], email: "" }).then((a) => done(a.customerId))`, &other, name)
	says(hand.page, "aside", "mesma pessoa")
	hand.press("m")
	says(hand.page, dialog, "Nada é apagado")
	hand.press(keyEnter)
	says(hand.page, toast, "agora é parte de")
	hand.until("the contacts of both", func() (both bool) {
		hand.run(`window.go.window.Customer.Profile(arguments[0]).then((p) => done(p.points.some((each) => each.homeId === arguments[1])))`, &both, id, other)
		return both
	})
	unfocused(hand.page)
	hand.chord(keyShift, "M")
	hand.find(dialog + " input:checked")
	hand.photograph("split-proposed-light")
	hand.press(keyEnter)
	says(hand.page, toast, "Contato separado")
}

// splitAndJoin: the answer in a case becomes another case, and goes back.
func splitAndJoin(hand *counted) {
	begin(hand.page, mailer)
	number := numberIn(hand.page)
	answer := "Vejo isso agora."
	hand.fill(composer, answer)
	hand.page.chord(keyControl, keyEnter)
	hand.until("the answer", func() bool { return strings.Contains(mine(hand.page, answer), number) })
	unfocused(hand.page)
	hand.press("s")
	hand.until("another number in the head", func() bool { return numberIn(hand.page) != number })
	hand.press("g")
	hand.find(dialog + " li button")
	hand.press(keyEnter)
	says(hand.page, toast, "Mensagem posta em "+number)
}
