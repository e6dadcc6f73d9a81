//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// named gives a selector for the button, tab, radio or switch of that name that is in sight; it waits for it. A place
// that is kept out of sight has its own.
func (p *page) named(name string) string {
	p.t.Helper()
	return p.marked(name, `(() => {
		const of = (e) => (e.getAttribute("aria-label") ?? e.innerText).replaceAll("\n", " ").trim();
		const all = [...document.querySelectorAll('button, [role="tab"], summary, label:has(input)')].filter((e) => e.checkVisibility());
		return all.find((e) => of(e) === arguments[0]) ?? all.find((e) => of(e).startsWith(arguments[0]));
	})()`)
}

// labelled gives a selector for the field of that label; it waits for it. Of several it is the one at that place.
func (p *page) labelled(label string, place int) string {
	p.t.Helper()
	return p.marked(fmt.Sprint(label, place), fmt.Sprintf(`(() => {
		const labels = [...document.querySelectorAll("label[for]")].filter((l) => l.textContent.trim() === %q);
		return document.getElementById(labels[%d]?.htmlFor);
	})()`, label, place))
}

// marked finds an element by a script that may use arguments[0], and gives it a mark to select it by.
func (p *page) marked(mark, script string) string {
	p.t.Helper()
	p.until(mark, func() (found bool) {
		p.run(`const e = `+script+`; e?.setAttribute("data-mark", arguments[0]); done(Boolean(e))`, &found, mark)
		return found
	})
	text, err := json.Marshal(mark)
	if err != nil {
		p.t.Fatal(err)
	}
	return `[data-mark=` + string(text) + `]`
}

func (p *page) push(name string) {
	p.t.Helper()
	p.click(p.named(name))
}

// write puts a text into a field in place of what is there.
func (p *page) write(label string, place int, text string) {
	p.t.Helper()
	p.click(p.labelled(label, place))
	p.chord(keyControl, "a")
	p.press(strings.Split(text, "")...)
}

func (p *page) says(text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q", text), func() bool { return strings.Contains(p.text("body"), text) })
}

func (p *page) settings(section string) {
	p.t.Helper()
	p.chord(keyControl, ",")
	p.push(section)
	p.until(section, func() bool { return strings.Contains(p.text(`main [role="tabpanel"] h2`), section) })
}

// byHand fills in servers of this computer, as somebody does whose provider nobody knows.
func (p *page) byHand(sim simulated) {
	p.t.Helper()
	p.write("Usuário", 0, sim.User)
	for place, server := range []string{sim.IMAP, sim.SMTP} {
		host, port, _ := strings.Cut(server, ":")
		p.write("Servidor", place, host)
		p.write("Porta", place, port)
		p.marked("protection", fmt.Sprintf(`[...document.querySelectorAll("fieldset")][%d].querySelector("label:has(input[value=plain])")`, place))
		p.click(`[data-mark="protection"]`)
		p.run(`document.querySelector('[data-mark="protection"]').removeAttribute("data-mark"); done()`, nil)
	}
}

// TestConnectAMailbox begins with an empty shop and a wrong password, and ends with messages in the list.
func TestConnectAMailbox(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "5", "--messages", "60")
	p := s.open()
	p.push("Conectar minha loja")
	p.push("E-mail")
	p.write("Endereço de e-mail", 0, sim.Address)
	bothThemes(p, "connect-address")
	p.press(keyEnter)
	p.says("Não encontramos o servidor")
	p.byHand(sim)
	p.write("Senha do e-mail", 0, "errada")
	bothThemes(p, "connect-by-hand")

	p.write("Frase-senha", 0, "abre-te sésamo")
	p.write("A mesma frase, outra vez", 0, "abre-te sesamo")
	p.says("As duas frases não são iguais")
	p.write("A mesma frase, outra vez", 0, "abre-te sésamo")
	p.push("Usar assim")
	p.says("As senhas ficam num arquivo cifrado")

	p.push("Testar e conectar")
	p.says("Não dá para receber nem enviar")
	p.says("o servidor recusou a senha")
	bothThemes(p, "connect-refused")
	var shifted float64
	p.run(`done(document.querySelector("nav").getBoundingClientRect().top)`, &shifted)
	if shifted != 0 {
		t.Errorf("the whole window scrolled by %v px", shifted)
	}
	noViolations(p, "refused")
	p.write("Senha do e-mail", 0, sim.Secret)
	p.press(keyEnter)
	p.says(sim.Address + " conectado")
	bothThemes(p, "connect-added")
	p.push("Pronto")
	p.says("Tudo em dia")
	bothThemes(p, "accounts")
	p.chord(keyControl, "1")
	p.click(`[role="tab"][data-key="closed"]`)
	p.find(row)

	p.quit()
	p = s.open()
	p.fill("#passphrase", "abre-te sésamo")
	p.press(keyEnter)
	p.until("the form to go", func() bool { return len(p.all("#passphrase")) == 0 })
	p.says("Tudo em dia")
}

// TestConnectNumbers finds the numbers of a Twilio account, chooses one and leaves no trace of the password.
func TestConnectNumbers(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "5", "--messages", "60")
	p := s.open()
	p.says("Boas-vindas ao Balcão")
	p.settings("Canais")
	p.push("WhatsApp e SMS")
	p.write("Account SID", 0, sim.Twilio.AccountSID)
	p.push("Auth Token")
	p.write("Auth Token", 0, "errado")
	p.push("Configurar à mão")
	p.write("Endereço da API", 0, sim.Twilio.URL)
	p.push("Procurar os números")
	p.says("o servidor recusou a senha")
	p.write("Auth Token", 0, sim.Twilio.Secret)
	p.press(keyEnter)
	p.says("Números da loja")
	p.push("Só nesta vez")
	p.push("Usar assim")
	p.says("As senhas valem só até o Balcão ser fechado")
	bothThemes(p, "connect-numbers")
	p.push("Testar e conectar")
	p.says("Números conectados")
	p.push("Pronto")
	p.says("Tudo em dia")
	p.chord(keyControl, "1")
	p.click(`[role="tab"][data-key="closed"]`)
	p.find(row)

	// What was kept in memory only is asked for again, at the place that the banner leads to.
	p.quit()
	p = s.open()
	p.says("Este computador não tem onde guardar senhas")
	p.push("Trocar a senha")
	p.find(`[role="dialog"]`)
	bothThemes(p, "password")
}

// TestMendARefusedPassword goes from the banner to the step that ends the trouble.
func TestMendARefusedPassword(t *testing.T) {
	s := newStage(t)
	sim := s.simulate("--customers", "5", "--messages", "60")
	wrong := sim
	wrong.Secret = "errada"
	s.addMailbox(wrong, "--no-test")
	p := s.open()
	p.says("o servidor recusou a senha")
	bothThemes(p, "banner")
	p.push("Trocar a senha")
	p.find(`[role="dialog"]`)
	p.write("Senha do e-mail", 0, "ainda errada")
	p.press(keyEnter)
	p.says("Não dá para receber nem enviar")
	bothThemes(p, "password-refused")
	p.write("Senha do e-mail", 0, sim.Secret)
	p.press(keyEnter)
	p.until("the dialog to go", func() bool { return len(p.all(`[role="dialog"]`)) == 0 })
	p.says("Tudo em dia")

	p.push("Remover " + sim.Address)
	p.find(`[role="alertdialog"]`)
	p.says("A senha desta conta é apagada")
	bothThemes(p, "remove")
	p.press(keyTab, keyEnter)
	p.says("Nenhuma conta conectada")
}

// TestLanguageWithoutARestart also looks at what is on the screen a moment after the next start.
func TestLanguageWithoutARestart(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	settled(p)
	p.settings("Aparência e letra")
	var took float64
	p.run(`const english = [...document.querySelectorAll("label")].find((l) => l.textContent === "English");
		const start = performance.now();
		english.click();
		const look = () => document.querySelector("main h1").textContent === "Settings"
			? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look);
		look();`, &took)
	t.Logf("another language after %.0f ms", took)
	p.photograph("look-english")
	p.push("Dark")
	p.until("the dark theme", func() bool { return p.attribute("data-theme") == "dark" })
	p.says("Saved")
	p.chord(keyControl, "1")
	p.says("To reply")
	p.quit()

	p = s.open("demo")
	p.says("To reply")
	if language, theme := p.attribute("lang"), p.attribute("data-theme"); language != "en" || theme != "dark" {
		t.Errorf("the next start speaks %q in the theme %q", language, theme)
	}
}

// TestLargerText walks through the screens at 125 % in a window of 1366×768.
func TestLargerText(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.chord(keyControl, "+")
	p.until("112.5 %", func() bool { return p.attribute("data-text") == "large" })
	p.chord(keyControl, "+")
	p.until("125 %", func() bool { return p.attribute("data-text") == "larger" })
	p.find(`html[data-layout="compact"]`)
	whole := func(name string) {
		t.Helper()
		p.photograph(name + "-larger")
		var wide []string
		p.run(`done([...document.querySelectorAll("body *")].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible" &&
			!["TEXTAREA", "INPUT"].includes(e.tagName) && getComputedStyle(e).textOverflow !== "ellipsis" && e.clientWidth > 1 &&
			getComputedStyle(e).display !== "inline").map((e) => e.outerHTML.slice(0, 160)))`, &wide)
		for _, e := range wide {
			t.Errorf("%s is cut off at the side: %s", name, e)
		}
	}
	whole("inbox")
	p.click(row) // the first is in sight whatever the size
	p.find("article")
	whole("conversation")
	for _, section := range sections {
		p.settings(section.title)
		whole(section.name)
	}
	p.chord(keyControl, "0")
	p.until("100 %", func() bool { return p.attribute("data-text") == "normal" })
}

// TestKeysOfTheOwner: a clash is refused in words, a new key works and the old one does not any more.
func TestKeysOfTheOwner(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.settings("Atalhos")
	p.push("Trocar a tecla de Encerrar ou reabrir")
	p.press("r")
	p.says("R já é de Responder")
	p.photograph("keys-refused-light")
	p.press("x")
	p.says("Salvo")
	p.press(keyEscape) // back to the inbox
	id := openRow(p)
	p.press(keyEscape, "e")
	p.press("x")
	p.until("the closed row to go", func() bool { return len(p.all("#"+id)) == 0 })
	p.says("Encerrada")
}

// TestTheTargetDecidesWhoIsOverdue: with an hour's target everybody of yesterday waits too long.
func TestTheTargetDecidesWhoIsOverdue(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	sections := func() (names []string) {
		p.run(`done([...document.querySelectorAll("h2[data-section]")].map((h) => h.dataset.section))`, &names)
		return names
	}
	p.until("some who are not overdue", func() bool { return len(sections()) > 1 })
	p.settings("Prazos e horários")
	p.write("Responder em até", 0, "1")
	p.press(keyTab)
	p.says("Salvo")
	const opening = `[role="group"][aria-label="Segunda-feira, abre às"]`
	opens := func() string { // without what marks the direction of writing
		return strings.Join(strings.FieldsFunc(p.text(opening), func(r rune) bool { return r != ':' && !unicode.IsDigit(r) }), "")
	}
	p.click(opening + ` [role="spinbutton"]`)
	p.press("0", "8", "3", "0")
	p.until("half past eight", func() bool { return opens() == "8:30" })
	p.photograph("hours-changed-light")
	p.press(keyEscape)
	p.until("everybody to be overdue", func() bool { return fmt.Sprint(sections()) == "[overdue]" })
	p.settings("Prazos e horários")
	p.until("half past eight again", func() bool { return opens() == "8:30" })
}

// TestTheInboxIsFoundAsItWasLeft: going to the settings and back loses neither the tab nor the place in the list.
func TestTheInboxIsFoundAsItWasLeft(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.click(`[role="tab"][data-key="closed"]`)
	p.find(row)
	first := func() (name string) {
		p.run(`const list = document.querySelector("[data-list]"), top = list.getBoundingClientRect().top;
			done([...list.querySelectorAll('[id^="row-"]')].find((r) => r.getBoundingClientRect().bottom > top)?.id ?? "")`, &name)
		return name
	}
	p.until("the list to scroll", func() bool {
		var top float64
		p.run(`const list = document.querySelector("[data-list]"); list.scrollTop = 1500; requestAnimationFrame(() => done(list.scrollTop))`, &top)
		return top > 1000 && first() != ""
	})
	left := first()
	p.settings("Sobre")
	p.press(keyEscape)
	p.until("the same place in the list", func() bool { return first() == left })
}

// sections are the pages of the settings.
var sections = []struct{ title, name string }{
	{"Minha loja", "settings-shop"},
	{"Canais", "settings-channels"},
	{"Em nome de clientes", "settings-behalf"},
	{"Prazos e horários", "settings-hours"},
	{"Aparência e letra", "settings-look"},
	{"Avisos", "settings-notices"},
	{"Atalhos", "settings-keys"},
	{"Sobre", "settings-about"},
}

func TestSettingsAreAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		look := func(name string) {
			t.Helper()
			examine(p, name+"-"+theme)
		}
		for _, section := range sections {
			p.settings(section.title)
			look(section.name)
		}
		p.settings("Canais")
		p.push("Testar ")
		p.says("Enviar funciona")
		look("settings-tested")
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		look("settings-compact")
		p.resize(800, 600)
		p.find(`html[data-layout="single"]`)
		look("settings-single")
	})
}

func (p *page) attribute(name string) (value string) {
	p.t.Helper()
	p.run(`done(document.documentElement.getAttribute(arguments[0]) ?? "")`, &value, name)
	return value
}
