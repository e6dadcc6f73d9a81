//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

const (
	campaigns      = `main[aria-label="Campanhas"]`
	campaignEditor = campaigns + ` [data-editor]`
	foreseen       = campaigns + ` [data-pane="preview"]`
)

// whoAgrees has every mail address of the inbox allow campaigns but the last, makes one's open case a complaint, and opens the
// shop day and night. It gives how many would be reached.
func whoAgrees(p *page) (reached int) {
	p.t.Helper()
	p.run(`const w = window.go.window;
		(async () => {
			const { hours } = await w.Preferences.All();
			await w.Preferences.SaveHours({ ...hours, week: hours.week.map(() => ({ open: true, from: 0, to: 1440 })) });
			const ids = new Set();
			for (const state of ["reply", "waiting"]) {
				const { rows } = await w.Inbox.Page({ state, cursor: "", limit: 60, oldestFirst: false });
				for (const { customerId } of rows) ids.add(customerId);
			}
			const mails = [];
			for (const id of ids) {
				const mail = (await w.Consents.Of(id)).find((each) => each.channel === "email");
				if (mail) mails.push({ id, mail });
			}
			const yes = mails.slice(0, -1);
			await w.Consents.Allow(yes.map(({ mail }) => ({ identityId: mail.identityId, channel: "email" })), "marketing", true);
			let angry = 0;
			for (const { id } of yes) {
				const open = (await w.Cases.Of(id)).cases?.find((k) => !k.closedAt);
				if (open && angry === 0) {
					await w.Cases.Classify(open.id, "complaint");
					angry = 1;
				}
			}
			return yes.length - angry;
		})().then(done, (thrown) => done(String(thrown)))`, &reached)
	return reached
}

// TestACampaign: written step by step with what would come of it beside it, asked about once, sent, and its figures opened.
func TestACampaign(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	reached := whoAgrees(p)
	if reached < 2 {
		t.Fatalf("it would reach %d", reached)
	}
	p.chord(keyControl, "4")
	says(p, campaigns, "Nenhuma campanha ainda")
	bothThemes(p, "campaigns-none")
	p.click(campaigns + ` [data-command="campaigns.new"]`)
	p.find(campaignEditor)
	clickLabel(p, "E-mail")
	says(p, foreseen, "não autoriz")
	tellsSubject(p, "Volta às aulas")
	p.click(campaignEditor + ` textarea`)
	keys(p, "Olá, ")
	clickOn(p, "primeiro nome")
	keys(p, "! Agendas de 2027 com desconto até sexta.")
	clickOn(p, "Acrescentar a frase")
	says(p, foreseen, "responda SAIR")
	says(p, foreseen, "reclamação em aberto")
	says(p, campaignEditor, "Rascunho guardado")
	bothThemes(p, "campaigns-draft")

	p.click(foreseen + ` [data-reason="complaint"] button`)
	p.find(dialog)
	bothThemes(p, "campaigns-left-out")
	p.press(keyEscape)
	p.until("the names to go", func() bool { return len(p.all(dialog)) == 0 })

	// What is typed is there after looking elsewhere.
	p.chord(keyControl, "1")
	p.chord(keyControl, "4")
	says(p, foreseen, "responda SAIR")

	clickOn(p, "Enviar…")
	says(p, `[role="alertdialog"]`, "Enviar para")
	bothThemes(p, "campaigns-ask")
	p.run(`[...document.querySelectorAll('[role="alertdialog"] button')].at(-1).click(); done()`, nil)
	says(p, campaigns, "O que ela diz")
	p.until("all of them to leave", func() bool {
		var sent int
		p.run(`window.go.window.Campaigns.List().then(([c]) => done(c.figures.find((f) => f.name === "sent")?.n ?? 0))`, &sent)
		return sent >= min(reached, 10)
	})
	bothThemes(p, "campaigns-results")
	p.run(`[...document.querySelectorAll(arguments[0] + " button")].find((b) => b.textContent.includes("Enviadas")).click(); done()`, nil, campaigns)
	p.find(dialog)
	p.click(dialog + " li button")
	p.until("what was said with her", func() bool { return strings.Contains(p.text(`[role="feed"]`), "Campanha: Volta às aulas") })
	bothThemes(p, "campaigns-history")
}

// TestACampaignForLater: planned for its moment in the list and on its page; stopped, it still says for how many it was.
func TestACampaignForLater(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	whoAgrees(p)
	p.chord(keyControl, "4")
	p.click(campaigns + ` [data-command="campaigns.new"]`)
	p.find(campaignEditor)
	clickLabel(p, "E-mail")
	tellsSubject(p, "Natal na papelaria")
	p.click(campaignEditor + ` textarea`)
	keys(p, "Agendas de 2027. Para não receber mais, responda SAIR.")
	clickLabel(p, "A partir de quando")
	inField(p, "A partir de quando")
	keys(p, "amanhã 10h")
	says(p, campaignEditor, "Rascunho guardado")
	clickOn(p, "Enviar…")
	says(p, `[role="alertdialog"]`, "Começa amanhã, 10:00")
	p.run(`[...document.querySelectorAll('[role="alertdialog"] button')].at(-1).click(); done()`, nil)
	says(p, campaigns, "planejada para amanhã, 10:00")
	says(p, campaigns+` [data-list]`, "Planejada para amanhã, 10:00")
	says(p, campaigns+` [data-pane="campaign"]`, "Planejada para amanhã, 10:00")
	bothThemes(p, "campaigns-planned")
	goes := func() (n int) {
		p.run(`window.go.window.Campaigns.List().then(([c]) => done(c.goesTo))`, &n)
		return n
	}
	before := goes()
	clickOn(p, "Interromper")
	says(p, campaigns+` [data-pane="campaign"]`, "Interrompida")
	says(p, campaigns+` [data-list]`, fmt.Sprintf("0 de %d", before))
	bothThemes(p, "campaigns-stopped")
}

// TestACampaignByOtherMeans: a template for WhatsApp, two wordings by SMS, and a leaflet that is recorded and taken back, in a
// narrow window too.
func TestACampaignByOtherMeans(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	whoAgrees(p)
	byPalette(p, "Nova campanha")
	p.find(campaignEditor)
	clickLabel(p, "WhatsApp")
	says(p, campaignEditor, "odelo")
	bothThemes(p, "campaigns-whatsapp")
	clickLabel(p, "SMS")
	clickOn(p, "Experimentar dois textos")
	says(p, campaignEditor, "Texto da segunda metade")
	p.run(`document.querySelector(arguments[0] + " textarea").scrollIntoView({ block: "center" }); done()`, nil, campaignEditor)
	bothThemes(p, "campaigns-two")
	clickLabel(p, "Telefone")
	says(p, campaignEditor, "lista de ligações")
	clickLabel(p, "Folheto")
	tellsSubject(p, "Folheto da praça")
	p.resize(1000, 768)
	bothThemes(p, "campaigns-narrow")
	clickOn(p, "Registrar")
	says(p, campaigns, "Pessoas")
	bothThemes(p, "campaigns-recorded")
	p.resize(1366, 768)
	clickOn(p, "Desfazer")
	says(p, campaignEditor, "Por onde")
	clickOn(p, "Jogar fora")
	says(p, campaigns, "Nenhuma campanha ainda")
	unfocused(p)
	p.press("z")
	says(p, campaigns, "Folheto da praça")
}

// tellsSubject types the subject of the campaign that is open.
func tellsSubject(p *page, subject string) {
	p.t.Helper()
	clickLabel(p, "Assunto")
	inField(p, "Assunto")
	keys(p, subject)
}

// clickLabel clicks on what a label names.
func clickLabel(p *page, words string) {
	p.t.Helper()
	p.until("a label "+words, func() (is bool) {
		p.run(`const l = [...document.querySelectorAll("label")].find((l) => l.checkVisibility() && l.innerText.trim() === arguments[0]);
			l?.click(); l?.control?.focus(); done(l !== undefined)`, &is, words)
		return is
	})
}
