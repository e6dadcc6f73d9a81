//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"

	"balcao/backend/simulator"
	"balcao/backend/simulator/llmserver"
)

// writes lets a customer write by WhatsApp, and opens what came.
func writes(p *page, shop *simulator.Shop, text simulator.Text) {
	p.t.Helper()
	shop.DeliverText(text)
	p.until(text.Body+" in the list", func() (is bool) {
		p.run(`const r = [...document.querySelectorAll('[id^="row-"]')].find((r) => r.innerText.includes(arguments[0]));
			r?.click(); done(r !== undefined)`, &is, text.Body)
		return is
	})
	says(p, `[role="feed"]`, text.Body)
	p.find("form")
}

// TestWithheldCustomerIsNotTold: what the owner keeps from the model reaches no server, and the reply box says why.
func TestWithheldCustomerIsNotTold(t *testing.T) {
	s := newStage(t, noon())
	shop := s.played()
	p := s.open()
	settled(p)
	writes(p, shop, simulator.Text{From: "whatsapp:+5532999990001", Body: "Vocês fazem convite?"})
	unfocused(p)
	p.chord(keyShift, "V")
	p.find(onePage)
	says(p, onePage, "Não enviar à IA")
	p.click(p.named("Não enviar à IA"))
	p.until("it to be kept", func() (withheld bool) {
		p.run(`window.go.window.Assistant.Withheld(arguments[0]).then(done)`, &withheld, opened(p))
		return withheld
	})
	p.photograph("withheld-page-light")
	p.press(keyEscape)
	p.until("the conversation", func() bool { return p.drawn(composer) })
	before := len(shop.ModelAsked())
	helped(p, "As mensagens deste cliente não vão para a IA")
	p.photograph("withheld-light")
	if told := shop.ModelAsked()[before:]; len(told) != 0 {
		t.Errorf("the model was told: %s", told)
	}
	if text := typed(p); text != "" {
		t.Errorf("in the box: %q", text)
	}
}

// TestStripsOfTheReplyBox looks at what stands above the text, in both themes: what the guard found, what is the owner's
// to answer, a model that fails, and the templates of a closed window.
func TestStripsOfTheReplyBox(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		s := newStage(t, noon(), desktop)
		shop := s.played()
		p := s.open()
		settled(p)
		seen := func(name string) {
			examine(p, "strip-"+name+"-"+theme)
		}
		writes(p, shop, simulator.Text{From: "whatsapp:+5532999990001", Body: "Quanto custa o convite?"})
		p.fill(composer, "O convite custa R$ 45,00.")
		p.press(keyEnter)
		p.until("the price to be said", func() bool { return typed(p) == "" && strings.Contains(p.text(`[role="feed"]`), "R$ 45,00") })
		p.fill(composer, "O convite custa R$ 54,00.")
		p.press(keyEnter)
		says(p, "[data-guard]", "R$ 54,00")
		seen("guard")

		writes(p, shop, simulator.Text{From: "whatsapp:+5532999990002", Body: "Se não resolver hoje vou ao Procon."})
		helped(p, "Melhor você responder.")
		seen("handover")

		writes(p, shop, simulator.Text{From: "whatsapp:+5532999990003", Body: "Vocês têm papel azul?"})
		shop.FailModel(llmserver.Fault{ModelGone: true})
		helped(p, "Tentar de novo")
		seen("failed")

		writes(p, shop, simulator.Text{From: "whatsapp:+5532999990004", Body: "E o meu pedido?", At: time.Now().Add(-30 * time.Hour)})
		p.click(`form [data-channel="whatsapp"] + [data-channel="whatsapp"]`)
		p.find("form figure")
		seen("template")
	})
}
