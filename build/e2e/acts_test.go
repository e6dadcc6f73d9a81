//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	act      = `[data-pane="conversation"] article`
	question = `[aria-label="Pergunta sobre uma mensagem"]`
)

// toActs shows what was done without the owner, by the palette.
func toActs(p *page) {
	p.t.Helper()
	byPalette(p, "Ver o que foi feito sem você")
	p.find(act)
}

// TestWhatWasDoneWithoutTheOwner: each act tells why, leads to the case and to the message, and is undone.
func TestWhatWasDoneWithoutTheOwner(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "acts-"+name+"-"+theme)
		}
		toActs(p)
		seen("list")
		var what, name string
		p.run(`const row = document.querySelector('`+act+`:has([aria-label^="Desfazer: "])');
				done([row.querySelector("p").innerText, row.querySelector("strong").innerText])`, &[]any{&what, &name})
		number := caseNumber.FindString(what)
		p.click(fmt.Sprintf(`[aria-label="Desfazer: %s, %s"]`, what, name))
		says(p, "body", "Desfeito: "+number+" está como antes")
		p.until("it to be shown as undone", func() bool {
			words := p.text(act + "[data-undone]")
			return strings.Contains(words, number) && strings.Contains(words, "desfeito") && !strings.Contains(words, "Desfazer")
		})
		seen("undone")

		p.resize(800, 614)
		p.until("the other layout", func() bool { return len(p.all(`html[data-layout="single"]`)) == 1 })
		seen("single")
		p.press(keyEscape)
		p.find(caseRow)
		clickOn(p, "Feito sem você")
		p.click(act + ` [title="Abrir na conversa"]`)
		p.until("the conversation", func() bool { return p.drawn(composer) })
	})
}

// mailbox opens the window of a small shop. put puts a mail into it; deliver does, and waits until its text is found with
// whose it is.
func mailbox(t *testing.T, env ...string) (p *page, put func(headers, text string), deliver func(headers, text, whose string)) {
	t.Helper()
	s := newStage(t, env...)
	shop := s.quietShop()
	e := shop.Endpoints()
	s.addMailbox(e)
	p = s.open()
	settled(p)
	var sent int
	since := time.Now().Add(-time.Minute)
	put = func(headers, text string) {
		sent++
		if !strings.Contains(headers, "Subject:") {
			headers += "\r\nSubject: Site"
		}
		shop.DeliverMail([]byte(fmt.Sprintf("%s\r\nTo: %s\r\nMessage-ID: <%d@cliente.example>\r\nDate: %s\r\n\r\n%s\r\n",
			headers, e.Address, sent, since.Add(time.Duration(sent)*time.Second).Format(time.RFC1123Z), text)))
	}
	return p, put, func(headers, text, whose string) {
		t.Helper()
		put(headers, text)
		p.chord(keyControl, "k")
		keys(p, text)
		p.until(text+" of "+whose, func() bool {
			hits := p.text("dialog[open] [role=listbox]")
			return strings.Contains(hits, text) && strings.Contains(hits, whose)
		})
		p.press(keyEscape)
		p.until("the palette to go", func() bool { return len(p.all(palette)) == 0 })
	}
}

// TestRulesForMailOnBehalf: what a form sends is the customer's as long as its rule is on.
func TestRulesForMailOnBehalf(t *testing.T) {
	p, _, deliver := mailbox(t, noon())
	const form = "From: Formspree <noreply@formspree.io>\r\nReply-To: "
	deliver(form+"Bia Souza <bia@cliente.example>", "Vocês têm agenda de 2027?", "Bia Souza")
	says(p, "[data-list]", "Bia Souza")

	toActs(p)
	says(p, `[data-pane="conversation"]`, "Regra: Serviços de formulário.")
	p.photograph("acts-behalf-light")
	clickOn(p, "Ver as regras")
	p.until("the rules", func() bool { return strings.Contains(p.text(`main [role="tabpanel"] h2`), "Em nome de clientes") })
	p.push("Serviços de formulário")
	says(p, `main [role="tabpanel"]`, "Salvo")

	p.chord(keyControl, "1")
	deliver(form+"Caio Reis <caio@cliente.example>", "Fazem convites?", "Formspree")
	if list := p.text("[data-list]"); strings.Contains(list, "Caio Reis") {
		t.Errorf("with the rule off: %q", list)
	}
}

// TestAFormWithATelephoneOnly: whoever left no address waits for an answer by the number that she left.
func TestAFormWithATelephoneOnly(t *testing.T) {
	p, _, deliver := mailbox(t, noon())
	deliver("From: Formspree <noreply@formspree.io>", "Telefone: (11) 97777-6666", "(11) 97777-6666")
	clickOn(p, "(11) 97777-6666")
	says(p, `[data-pane="conversation"]`, "Telefone: (11) 97777-6666")
	p.photograph("behalf-phone-light")
}

// TestAQuestionIsAskedAgain: whoever said that two are not the same person takes it back by the toast, and by its key.
func TestAQuestionIsAskedAgain(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p, _, deliver := mailbox(t, noon(), desktop)
		deliver("From: Bia Souza <bia@cliente.example>", "Vocês têm agenda de 2027?", "Bia Souza")
		clickOn(p, "Bia Souza")
		number := numberIn(p)
		deliver("From: Caio Reis <caio@cliente.example>", "É sobre o protocolo "+number, "Caio Reis")
		clickOn(p, "Caio Reis")
		says(p, question, number+", de Bia Souza. É a mesma pessoa?")
		p.photograph("question-" + theme)
		for _, takeBack := range []func(){
			func() { clickOn(p, "Desfazer") },
			func() { unfocused(p); p.press("z") },
		} {
			p.push("Não")
			says(p, toast, "Pergunta retirada")
			p.until("the question to go", func() bool { return len(p.all(question)) == 0 })
			examine(p, "question-put-away-"+theme)
			takeBack()
			says(p, question, "É a mesma pessoa?")
		}
	})
}

// TestAnotherMatterIsAskedAbout: a mail about something else is put into the open case, and gets one of its own by the
// button or by its key, or stays; each is taken back.
func TestAnotherMatterIsAskedAbout(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p, _, deliver := mailbox(t, noon(), desktop)
		deliver("From: Bia Souza <bia@cliente.example>\r\nSubject: Agendas", "Vocês têm agenda de 2027?", "Bia Souza")
		deliver("From: Bia Souza <bia@cliente.example>\r\nSubject: Convites", "Fazem convites de casamento?", "Bia Souza")
		clickOn(p, "Bia Souza")
		number := numberIn(p)
		asks := func() { says(p, question, "Outro assunto? A mensagem foi posta no protocolo "+number) }
		asks()
		examine(p, "other-matter-"+theme)
		for _, yes := range []func(){
			func() { p.push("Abrir outro protocolo") },
			func() { unfocused(p); p.press("s") },
		} {
			yes()
			says(p, toast, "Separado em um novo protocolo")
			p.until("another number in the head", func() bool { return numberIn(p) != number })
			p.until("the question to go", func() bool { return len(p.all(question)) == 0 })
			unfocused(p)
			p.press("z")
			asks()
			p.until("one case", func() bool { return numberIn(p) == number })
		}
		p.push("É o mesmo assunto")
		says(p, toast, "Pergunta retirada")
		p.until("the question to go", func() bool { return len(p.all(question)) == 0 })
		p.resize(800, 614)
		unfocused(p)
		p.press("z")
		asks()
		examine(p, "other-matter-single-"+theme)
	})
}
