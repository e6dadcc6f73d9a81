//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const (
	permission = `[role="group"][aria-label^="Campanhas por "]`
	everywhere = `[role="group"][aria-label="Em todos os contatos"]`
	doneAlone  = `[aria-labelledby="acts-title"]`
)

// answers counts the addresses in sight to which campaigns may go, and may not.
func answers(p *page) (yes, no, all int) {
	p.t.Helper()
	p.run(`const drawn = (css) => [...document.querySelectorAll(arguments[0] + css)].filter((e) => e.checkVisibility()).length;
		done([drawn(' [data-answer="yes"][aria-pressed="true"]'), drawn(' [data-answer="no"][aria-pressed="true"]'), drawn(' [data-answer="no"]')])`,
		&[]any{&yes, &no, &all}, permission)
	return yes, no, all
}

// TestCampaignsAreAllowed: yes and no by a button for each address, and for all of them by the palette, each undone.
func TestCampaignsAreAllowed(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		openRow(p)
		p.find("aside " + permission)
		p.click("aside " + permission + ` [data-answer="yes"]`)
		says(p, toast, "aceita campanhas: ")
		p.until("the yes", func() bool { yes, no, _ := answers(p); return yes == 1 && no == 0 })
		p.run(`document.querySelector(arguments[0]).scrollIntoView({ block: "center" }); done()`, nil, "aside "+permission)
		examine(p, "consent-panel-"+theme)
		clickOn(p, "Desfazer")
		p.until("nothing said", func() bool { yes, no, _ := answers(p); return yes+no == 0 })

		unfocused(p)
		byPalette(p, "Não aceita campanhas")
		says(p, toast, "não aceita campanhas: ")
		p.until("the no everywhere", func() bool { yes, no, all := answers(p); return yes == 0 && no == all && all > 0 })
		unfocused(p)
		p.chord(keyShift, "V")
		p.find(onePage + historyLine)
		p.until("the page to say so", func() bool { _, no, all := answers(p); return no == all && all > 0 })
		p.click(onePage + " " + permission + ` [data-answer="yes"]`)
		p.until("one yes", func() bool { yes, _, _ := answers(p); return yes == 1 })
		examine(p, "consent-page-"+theme)
		unfocused(p)
		p.press("z")
		p.until("the no again", func() bool { _, no, all := answers(p); return no == all })

		p.chord(keyControl, "1")
		clickOn(p, "Ana Beatriz Moraes")
		p.click("aside " + everywhere + ` [data-command="customer.allow"]`)
		p.until("yes everywhere", func() bool { yes, _, all := answers(p); return yes == all && all > 1 })
		p.click(`aside [aria-label^="Campanhas por SMS"] [data-answer="no"]`)
		p.until("one no", func() bool { yes, no, all := answers(p); return no == 1 && yes == all-1 })
		examine(p, "consent-several-"+theme)
	})
}

// TestWhoWritesNothingButStop: it is among what was done without the owner, and taken back there.
func TestWhoWritesNothingButStop(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p, put, deliver := mailbox(t, noon(), desktop)
		deliver("From: Bia Souza <bia@cliente.example>", "Vocês têm agenda de 2027?", "Bia Souza")
		put("From: Bia Souza <bia@cliente.example>\r\nSubject: Re: Novidades", "SAIR")
		clickOn(p, "Bia Souza")
		says(p, `[data-pane="conversation"]`, "SAIR")
		p.until("the no", func() bool { _, no, all := answers(p); return no == 1 && all == 1 })
		says(p, "aside", "por mensagem, ")

		toActs(p)
		says(p, doneAlone, "Campanhas e pesquisas suspensas por E-mail")
		says(p, doneAlone, "A mensagem diz apenas que não quer mais receber.")
		examine(p, "consent-acts-"+theme)
		p.click(`[aria-label="Desfazer: Campanhas e pesquisas suspensas por E-mail, Bia Souza"]`)
		says(p, "body", "Desfeito: Bia Souza está como antes")
		p.until("it to be shown as undone", func() bool { return strings.Contains(p.text(act+"[data-undone]"), "Campanhas") })
		p.chord(keyControl, "1")
		p.until("nothing said", func() bool { yes, no, all := answers(p); return yes+no == 0 && all == 1 })
	})
}

// TestWhomTheProviderKeepsFromTheShop: Twilio refuses a message to who left; from then on that channel is not offered.
func TestWhomTheProviderKeepsFromTheShop(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		toCustomers(p)
		keys(p, "Marta Figueira")
		p.until("her alone", func() bool {
			return len(p.all(customerRow)) == 1 && strings.Contains(p.text(customerRow), "Marta Figueira")
		})
		p.press(keyEnter)
		p.find(onePage + historyLine)
		clickOn(p, "Escrever")
		p.find(composer)
		answer := "Oi, Marta! O caderno chegou."
		p.fill(composer, answer)
		p.chord(keyControl, keyEnter)
		p.until("the refusal", func() bool { return strings.Contains(mine(p, answer), "Só ela pode voltar, respondendo START") })
		says(p, `[data-pane="composer"]`, "Não há por onde responder: a pessoa pediu ao provedor")
		says(p, "aside", "Só volta respondendo START")
		examine(p, "consent-stopped-"+theme)
	})
}
