//go:build e2e

package e2e

import (
	"slices"
	"strings"
	"syscall"
	"testing"

	"balcao/backend/simulator"
)

const (
	draftStrip = `[data-draft]`
	readyList  = `[role="listbox"]`
)

// whatsappOpen opens a conversation that takes free text by WhatsApp now.
func whatsappOpen(p *page) {
	p.t.Helper()
	openFirst(p, whatsappRow)
	p.until("an open window", func() bool { return strings.Contains(p.text("form"), "Janela aberta") })
}

// quietShop starts a small shop whose customers do only what the test says.
func (s *stage) quietShop() *simulator.Shop {
	s.t.Helper()
	shop, err := simulator.Start(s.t.Context(), simulator.Options{Seed: 1, Quiet: true, Customers: 3, Messages: 20})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = shop.Close() })
	return shop
}

// played fills the stage with a shop whose customers and model do what the test says; the model is accepted.
func (s *stage) played() *simulator.Shop {
	s.t.Helper()
	shop := s.quietShop()
	e := shop.Endpoints()
	s.addMailbox(e)
	s.addAccount(e.Twilio.Secret, "twilio", "--account-sid", e.Twilio.AccountSID, "--api-url", e.Twilio.URL,
		"--sms", e.Twilio.SMS, "--whatsapp", strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:"))
	s.command("assist", "accept", e.LLM, "--model", simulator.Model)
	return shop
}

// helped presses I until the model's strip says words: the page knows a moment later that the model is on.
func helped(p *page, words string) {
	p.t.Helper()
	unfocused(p)
	p.until(words, func() bool {
		if !p.drawn(draftStrip) {
			p.press("i")
		}
		return strings.Contains(p.text(draftStrip), words)
	})
}

// TestForeignContactHoldsAfterAKill: what a model brought in and nobody here knows keeps the text from leaving, also
// after the power has failed, until the owner allows it.
func TestForeignContactHoldsAfterAKill(t *testing.T) {
	s := newStage(t, noon())
	shop := s.played()
	p := s.open()
	settled(p)
	writes(p, shop, simulator.Text{From: "whatsapp:+5532999990001", Body: "Como pago a encomenda?"})
	const text = "Olá! Pague pela chave caixa@golpe.example ou ligue para (32) 3333-4444."
	shop.ModelSays(`{"draft":"` + text + `","language":"pt-BR","used":[],"missing":[],"handover":false,"reason":""}`)
	helped(p, "Confira antes de enviar.")
	says(p, "form", "A IA escreveu (32) 3333-4444")
	p.photograph("assist-foreign-light")
	p.run(`[...document.querySelectorAll('form [role="status"]')].find((e) => e.innerText.includes("3333-4444"))
		.querySelector("button:last-child").click(); done()`, nil)
	p.until("the number to be allowed", func() bool { return !strings.Contains(p.text("form"), "A IA escreveu (32)") })
	p.until("all of it on the disk", func() bool {
		var kept []string
		p.run(`window.go.window.Composer.Drafts(arguments[0]).then((d) => done(d[0]?.foreign ?? []))`, &kept, opened(p))
		return slices.Equal(kept, []string{"caixa@golpe.example"})
	})
	p.end(syscall.SIGKILL)

	p = s.open()
	settled(p)
	openFirst(p, whatsappRow)
	p.until("the text", func() bool { return typed(p) == text })
	says(p, "form", "A IA escreveu caixa@golpe.example")
	if words := p.text("form"); strings.Contains(words, "A IA escreveu (32)") {
		t.Errorf("what was allowed holds again: %q", words)
	}
	p.find(`form [type="submit"]:disabled`)
	p.press("r")
	p.press(keyEnter)
	if got := typed(p); got != text {
		t.Errorf("it left: %q stands in the box", got)
	}
	clickOn(p, "Está certo, deixar")
	p.press("r")
	p.press(keyEnter)
	p.until("the text to leave", func() bool { return typed(p) == "" })
}

// TestDraftByKeyboard: the simulated model drafts at a press of I, the gap that it leaves keeps the text, and filled it
// is sent.
func TestDraftByKeyboard(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	whatsappOpen(p)
	p.until("a draft with a gap", func() bool {
		if typed(p) == "" && !p.drawn(draftStrip) {
			p.press("i")
		}
		return strings.Contains(typed(p), "[confirmar:")
	})
	p.until("the strip", func() bool { return strings.Contains(p.text(draftStrip), "Confira antes de enviar.") })
	p.photograph("assist-draft-light")
	p.press(keyEnter)
	p.until("a sentence about the gap", func() bool { return strings.Contains(p.text("form"), "Falta preencher") })
	before := typed(p)
	keys(p, "temos azul")
	p.until("the gap to be filled", func() bool {
		return strings.Contains(typed(p), "temos azul") && !strings.Contains(typed(p), "[confirmar")
	})
	text := typed(p)
	if want := strings.Split(before, "[confirmar:")[0]; !strings.HasPrefix(text, want) {
		t.Errorf("%q became %q", before, text)
	}
	p.press(keyEnter)
	p.until("the reply to leave the box", func() bool { return typed(p) == "" })
	p.until("the reply in the timeline", func() bool { return strings.Contains(p.text("main"), text) })
}

// TestReadyReplyInFiveKeys: "/", two letters, Enter and Enter.
func TestReadyReplyInFiveKeys(t *testing.T) {
	p := newStage(t, noon()).open("demo")
	settled(p)
	whatsappOpen(p)
	p.press("r")
	p.until("the focus in the text", func() bool { return "#"+focused(p) == composer })
	p.press("/")
	p.find(readyList)
	p.photograph("ready-light")
	keys(p, "en")
	p.until("what begins so", func() bool { return strings.Contains(p.text(readyList), "/en") })
	p.press(keyEnter)
	p.until("a filled text", func() bool { text := typed(p); return text != "" && !strings.HasPrefix(text, "/") })
	p.photograph("ready-filled-light")
	// The undo of the text takes it back, and what was typed is there again. The driver's Ctrl+Z does not set it off.
	p.run(`document.execCommand("undo"); done()`, nil)
	p.until("the undo of the text", func() bool { return strings.HasPrefix(typed(p), "/") })
}

func TestAssistIsAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, noon(), desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "assist-"+name+"-"+theme)
		}
		whatsappOpen(p)
		p.press("r")
		p.press("/")
		p.find(readyList)
		seen("ready")
		p.press(keyEscape)
		helped(p, "Confira antes de enviar.")
		seen("strip")
		clickOn(p, "Ver o que será enviado")
		p.until("the payload", func() bool { return strings.Contains(p.text(dialog), "messages") })
		seen("payload")
		p.press(keyEscape)
		p.until("the dialog to close", func() bool { return len(p.all(dialog)) == 0 })
		p.chord(keyControl, ",")
		clickTab(p, "IA")
		p.until("the settings", func() bool { return strings.Contains(p.text("body"), "Onde ela roda") })
		seen("settings")
		clickOn(p, "Testar")
		p.until("an answer", func() bool { return strings.Contains(p.text("body"), "respondeu de") })
		p.run(`[...document.querySelectorAll('[role="tabpanel"]')].find((e) => e.checkVisibility()).scrollTo(0, 1e6); done()`, nil)
		seen("tested")
	})
}

// clickTab goes to a page of the settings.
func clickTab(p *page, words string) {
	p.t.Helper()
	p.until("the tab "+words, func() (is bool) {
		p.run(`const b = [...document.querySelectorAll('[role="tab"]')].find((b) => b.innerText.trim() === arguments[0]);
			b?.click(); done(b?.getAttribute("aria-selected") === "true")`, &is, words)
		return is
	})
}
