//go:build e2e

package e2e

import (
	"strings"
	"syscall"
	"testing"
)

const (
	logWho   = "#logbook-who"
	logText  = "#logbook-text"
	logSheet = `[aria-label="Registrar atendimento"]`
	logHit   = logSheet + ` [role="option"]`
)

func (p *page) hasFocus(css string) {
	p.t.Helper()
	p.until(css+" to have the focus", func() bool { return "#"+focused(p) == css })
}

// knownCaller gives a customer whom the last four digits of her number tell from all others.
func knownCaller(p *page) (id, name, digits string) {
	p.t.Helper()
	p.run(`const page = (text) => window.go.window.Customers.Page({ text, tag: "", channel: "", machines: true, byContact: true, offset: 0, limit: 100 });
		page("").then(async ({ rows }) => {
			for (const r of rows) {
				const digits = /\(\d\d\) 9\d{4}-(\d{4})/.exec(r.address)?.[1];
				if (digits && (await page(digits)).rows.length === 1) return done([r.customerId, r.name, digits]);
			}
			done(["", "", ""]);
		})`, &[]any{&id, &name, &digits})
	if id == "" {
		p.t.Fatal("the demonstration shop has no customer with a number of her own")
	}
	return id, name, digits
}

// logged gives the number of the message of a customer that holds text, and the way it came.
func logged(p *page, customerID, text string) (protocol, channel string) {
	p.t.Helper()
	p.run(`window.go.window.Conversation.Timeline(arguments[0], "", 50).then(({ items }) => {
			const i = items.find((i) => i.text.includes(arguments[1]));
			done([i?.protocol ?? "", i?.channel ?? ""]);
		})`, &[]any{&protocol, &channel}, customerID, text)
	return protocol, channel
}

// sheetNumber gives the number that the open sheet shows.
func sheetNumber(p *page) (number string) {
	p.t.Helper()
	p.run(`done(/\d{6}-\d\d\.\d{3}-\d\d/.exec(document.querySelector(arguments[0]).innerText)?.[0] ?? "")`, &number, logSheet+" footer")
	if number == "" {
		p.t.Error("the sheet shows no number")
	}
	return number
}

// TestCallIsLoggedInFewKeys: a known caller is found by four digits and what she said written down.
func TestCallIsLoggedInFewKeys(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id, name, digits := knownCaller(p)
	hand := &counted{page: p}
	hand.press("l")
	p.hasFocus(logWho)
	number := sheetNumber(p)
	p.photograph("logbook-empty-light")
	keys(p, digits)
	p.until("her to be found", func() bool { return strings.Contains(p.text(logHit), name) })
	p.photograph("logbook-found-light")
	hand.press(keyEnter)
	p.hasFocus(logText)
	keys(p, "Pediu etiquetas redondas")
	p.photograph("logbook-light")
	hand.chord(keyControl, keyEnter)
	p.until("the sheet to go", func() bool { return len(p.all(logSheet)) == 0 })
	hand.atMost(5)

	p.until("what was written down to be told", func() bool { return strings.Contains(p.text("body"), "Registrado: "+name) })
	spoken := strings.NewReplacer("-", "", ".", "").Replace(number)
	if told := strings.Join(strings.Fields(p.text("body")), ""); !strings.Contains(told, spoken) {
		t.Errorf("the number %s is not told", number)
	}
	p.photograph("logbook-written-light")
	if got, channel := logged(p, id, "Pediu etiquetas redondas"); got != number || channel != "phone" {
		t.Errorf("it is in the case %q by %q, want %q by phone", got, channel, number)
	}
	clickOn(p, "Abrir conversa")
	p.until("it in the timeline", func() bool { return strings.Contains(p.text(`[role="feed"]`), "Pediu etiquetas redondas") })
}

// TestCallIsTakenBack: a call of yesterday is written down, undone by one key, and written down anew under its number.
func TestCallIsTakenBack(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id := strings.TrimPrefix(openFirst(p, mailRow), "row-")
	unfocused(p)
	p.press("l")
	p.hasFocus(logText)
	number := sheetNumber(p)
	keys(p, "Ligou sobre a entrega")
	clickOn(p, "Quando: agora")
	p.find(`[aria-label="Quando foi?"] input`)
	keys(p, "ontem 15h")
	p.press(keyEnter)
	says(p, logSheet, "Quando: ontem, 15:00")
	write := func() {
		t.Helper()
		p.chord(keyControl, keyEnter)
		says(p, "body", "Registrado: ")
		var yesterday bool
		p.run(`const then = new Date(); then.setDate(then.getDate() - 1);
			window.go.window.Conversation.Timeline(arguments[0], "", 50).then(({ items }) =>
				done(items.filter((i) => i.text === "Ligou sobre a entrega" && i.at === then.setHours(15, 0, 0, 0)).length === 1))`, &yesterday, id)
		if got, _ := logged(p, id, "Ligou sobre a entrega"); got != number || !yesterday {
			t.Errorf("it is in the case %q, want %q, yesterday at 15:00: %v", got, number, yesterday)
		}
	}
	write()
	p.until("nobody to wait", func() bool { return !strings.Contains(p.text("#row-"+id), "espera há") })
	p.photograph("logbook-undo-light")
	unfocused(p)
	hand := &counted{page: p}
	hand.press("z")
	hand.atMost(1)
	p.hasFocus(logText)
	says(p, logSheet, "Quando: ontem, 15:00")
	if again := sheetNumber(p); again != number {
		t.Errorf("the sheet has the number %s, had %s", again, number)
	}
	if got, _ := logged(p, id, "Ligou sobre a entrega"); got != "" {
		t.Error("what was undone is still in the timeline")
	}
	says(p, "#row-"+id, "espera há")
	p.photograph("logbook-taken-back-light")
	write()
}

// TestVisitIsLoggedInFewKeys: somebody whom nobody knows came in and said her name.
func TestVisitIsLoggedInFewKeys(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	hand := &counted{page: p}
	hand.press("l")
	p.hasFocus(logWho)
	number := sheetNumber(p)
	hand.chord(keyControl, "l")
	keys(p, "Quirina Vasques")
	p.until("that she is new", func() bool { return strings.Contains(p.text(logHit), "Novo cliente: Quirina Vasques") })
	hand.press(keyEnter)
	p.hasFocus(logText)
	keys(p, "Viu canetas")
	hand.chord(keyControl, keyEnter)
	p.until("it to be told", func() bool { return strings.Contains(p.text("body"), "Registrado: Quirina Vasques") })
	hand.atMost(5)
	var id string
	p.run(`window.go.window.Customers.Page({ text: "Quirina", tag: "", channel: "", machines: true, byContact: true, offset: 0, limit: 9 })
		.then(({ rows }) => done(rows[0]?.customerId ?? ""))`, &id)
	if got, channel := logged(p, id, "Viu canetas"); got != number || channel != "counter" {
		t.Errorf("it is in the case %q by %q, want %q at the counter", got, channel, number)
	}
}

// TestSheetSurvivesAKill: a call in the middle of a reply, and the computer loses power in the middle of the call.
func TestSheetSurvivesAKill(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.fill(composer, "Bom dia! Separei as pastas")
	p.chord(keyControl, "l")
	p.hasFocus(logText)
	number := sheetNumber(p)
	keys(p, "Ligou sobre o prazo")
	p.until("the words on the disk", func() bool {
		var kept string
		p.run(`window.go.window.Logbook.Unfinished().then((l) => done(l[0]?.text ?? ""))`, &kept)
		return kept == "Ligou sobre o prazo"
	})
	if got := typed(p); got != "Bom dia! Separei as pastas" {
		t.Errorf("the reply is %q", got)
	}
	p.end(syscall.SIGKILL)

	p = s.open("demo")
	settled(p)
	p.press("l")
	p.hasFocus(logText)
	var text string
	p.run(`done(document.querySelector(arguments[0]).value)`, &text, logText)
	if again := sheetNumber(p); text != "Ligou sobre o prazo" || again != number {
		t.Errorf("%s %q came back, want %s", again, text, number)
	}
	p.photograph("logbook-again-light")
	p.chord(keyControl, keyEnter)
	p.until("the sheet to go", func() bool { return len(p.all(logSheet)) == 0 })
	if got, _ := logged(p, strings.TrimPrefix(id, "row-"), "Ligou sobre o prazo"); got != number {
		t.Errorf("it is in the case %q, want %q", got, number)
	}
	p.press("l")
	p.hasFocus(logWho)
	if next := sheetNumber(p); next == number {
		t.Error("a number was given twice")
	}
}

// TestSheetAtTheSide: one caller waits while somebody else is answered; the keys go from one to the other.
func TestSheetAtTheSide(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	id := openFirst(p, mailRow)
	p.press("l")
	p.hasFocus(logText)
	keys(p, "Espera na linha")
	p.click(`[aria-label="Deixar ao lado"]`)
	p.find(`aside` + logSheet)
	p.until("another conversation", func() bool {
		p.chord(keyControl, keyPageDn)
		return len(p.all("#"+id+`[aria-current="true"]`)) == 0
	})
	p.fill(composer, "Já respondo")
	p.press(keyF6)
	p.hasFocus(logText)
	keys(p, "!")
	var text string
	p.run(`done(document.querySelector(arguments[0]).value)`, &text, logText)
	if text != "Espera na linha!" {
		t.Errorf("the sheet has %q", text)
	}
	p.press(keyEscape)
	p.until("the sheet to go", func() bool { return len(p.all(logSheet)) == 0 })
	if got := typed(p); got != "Já respondo" {
		t.Errorf("the reply is %q", got)
	}
}

func TestLogbookIsAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "logbook-"+name+"-"+theme)
		}
		clickOn(p, "Novo")
		p.find(`[role="menu"]`)
		seen("menu")
		p.press(keyEscape)
		p.until("the menu to go", func() bool { return len(p.all(`[role="menu"]`)) == 0 })
		openFirst(p, whatsappRow)
		p.chord(keyControl, "l")
		p.hasFocus(logText)
		seen("proposed")
		clickOn(p, "Quando: agora")
		p.find(`[aria-label="Quando foi?"]`)
		seen("when")
		p.press(keyEscape)
		p.until("it to close", func() bool { return !p.drawn(`[aria-label="Quando foi?"]`) })
		clickOn(p, "Lembrar em")
		clickOn(p, "Lembrar: ")
		p.find(`[aria-label="Lembrar quando?"]`)
		seen("remind")
		p.press(keyEscape)
		p.click(`[aria-label="Ler ao telefone"]`)
		seen("aloud")
		p.click(`[aria-label="Ler ao telefone"]`)
		p.click(`[aria-label="Trocar o cliente"]`)
		p.hasFocus(logWho)
		keys(p, "a")
		p.find(logHit)
		seen("finding")
		p.press(keyEnter)
		p.hasFocus(logText)
		p.chord(keyControl, keyEnter)
		p.find(logSheet + ` [data-invalid]`)
		seen("wrong")
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		seen("compact")
		p.click(`[aria-label="Deixar ao lado"]`)
		p.find(`aside` + logSheet)
		seen("side-compact")
		p.resize(1366, 768)
		p.find(`html[data-layout="normal"]`)
		seen("side")
		p.fill(logText, "Perguntou o preço")
		p.chord(keyControl, keyEnter)
		p.until("it to be told", func() bool { return strings.Contains(p.text("body"), "Registrado: ") })
		seen("written")
	})
}
