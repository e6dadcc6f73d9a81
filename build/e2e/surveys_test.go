//go:build e2e

package e2e

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"balcao/backend/preference"
	"balcao/backend/simulator"
	"balcao/backend/store"
)

const (
	panel = `main [role="tabpanel"]`
	bia   = "whatsapp:+5511987650001"
)

// alwaysOpen has the shop keep no hours: nobody is asked while it is closed, and a test may run on a Sunday.
func (s *stage) alwaysOpen() {
	s.t.Helper()
	st, err := store.Open(s.t.Context(), s.data(), store.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	hours := preference.Usual().Hours
	for n := range hours.Week {
		hours.Week[n] = preference.Day{Open: true, From: 0, To: 24 * 60}
	}
	if err := preference.Save(s.t.Context(), st, hours); err != nil {
		s.t.Error(err)
	}
	if err := st.Close(); err != nil {
		s.t.Fatal(err)
	}
}

// told runs a command and reads its JSON.
func (s *stage) told(into any, args ...string) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.binary, append(args, "--json")...)
	c.Env = s.env
	out, err := c.Output()
	if err == nil {
		err = json.Unmarshal(out, into)
	}
	if err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// TestASurveyIsAskedAndAnswered: it is switched on in the settings, asked by WhatsApp when a case is closed, answered by a
// plain reply that makes nobody wait, and counted; what was read wrongly is put right.
func TestASurveyIsAskedAndAnswered(t *testing.T) {
	s := newStage(t, noon())
	shop := s.quietShop()
	e := shop.Endpoints()
	s.addAccount(e.Twilio.Secret, "twilio", "--account-sid", e.Twilio.AccountSID, "--api-url", e.Twilio.URL,
		"--sms", e.Twilio.SMS, "--whatsapp", strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:"))
	s.alwaysOpen()

	p := s.open()
	settled(p)
	byPalette(p, "Configurar as pesquisas")
	says(p, panel, "Depois de encerrar um protocolo")
	bothThemes(p, "surveys-off")
	p.push("Satisfação de 1 a 5")
	says(p, panel, "Como o cliente recebe")
	says(p, panel, "De 1 a 5, o que achou do nosso atendimento?")
	p.push("Quando: 1 hora depois")
	p.click(`[role="menuitemradio"]`) // the first: at once
	p.until("no delay", func() bool { return strings.Contains(p.text(panel), "Na hora") })
	p.write("Suas palavras", 0, "Oi! De 1 a 5, como foi?")
	p.until("her words as they are received", func() bool { return strings.Contains(p.text(panel+" section section"), "Oi! De 1 a 5, como foi?") })
	p.press(keyTab)
	says(p, toast, "Pesquisa alterada: Depois de encerrar um protocolo.")
	bothThemes(p, "surveys-on")
	p.push("Ver as respostas")
	says(p, panel, "Ainda sem respostas")
	bothThemes(p, "satisfaction-none")
	p.quit()

	shop.DeliverText(simulator.Text{From: bia, Body: "Aqui é a Bia. Vocês têm caderno A4?"})
	s.command("sync", "--once")
	var open struct {
		Cases []struct{ Protocol, CustomerID string }
	}
	s.told(&open, "case", "list")
	s.command("case", "close", open.Cases[0].Protocol)
	s.command("survey", "ask")
	s.command("sync", "--once")
	if sent := shop.Sent(); len(sent) != 1 || sent[0].Text != "Oi! De 1 a 5, como foi?" {
		t.Fatalf("the shop sent %+v", sent)
	}
	shop.DeliverText(simulator.Text{From: bia, Body: "5, ótimo!"})
	s.command("sync", "--once")

	p = s.open()
	settled(p)
	p.click(`[role="tab"][data-key="closed"]`)
	says(p, "[data-list]", "5, ótimo!")
	clickOn(p, "5, ótimo!")
	says(p, `[role="feed"]`, "5, ótimo!")
	says(p, `[role="feed"]`, "Nota 5 de 5")
	bothThemes(p, "survey-answered")

	byPalette(p, "Ver a satisfação dos clientes")
	says(p, panel, "média 5")
	says(p, panel, "1 resposta de 1")
	says(p, panel, "poucas respostas para comparar (a partir de 30)")
	bothThemes(p, "satisfaction")
	clickOn(p, "Nota 5: 1")
	says(p, panel, "Só Satisfação · Nota 5")
	says(p, panel, "5, ótimo!")
	p.click(panel + ` [aria-label^="Abrir a conversa com "]`)
	says(p, `[role="feed"]`, "Nota 5 de 5")

	p.push("Corrigir")
	button(p, "Isto não é uma nota")
	says(p, toast, "Deixou de contar como nota.")
	p.until("the question to be without an answer", func() bool { return strings.Contains(p.text(`[role="feed"]`), "Ainda sem resposta") })
	bothThemes(p, "survey-unanswered")
	unfocused(p)
	p.press("z")
	p.until("the score again", func() bool { return strings.Contains(p.text(`[role="feed"]`), "Nota 5 de 5") })
}
