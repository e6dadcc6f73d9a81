//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/simulator"
)

// TestNobodyTellsTheStoryTwice: a customer phones and is read a number; she quotes it by WhatsApp from a telephone that
// was never seen, is found to be the same person, is answered by e-mail, and the matter is closed. One case holds it all.
func TestNobodyTellsTheStoryTwice(t *testing.T) {
	s := newStage(t, noon())
	shop, err := simulator.Start(t.Context(), simulator.Options{Seed: 1, Quiet: true, Customers: 3, Messages: 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shop.Close() })
	e := shop.Endpoints()
	s.addMailbox(e)
	s.addAccount(e.Twilio.Secret, "twilio", "--account-sid", e.Twilio.AccountSID, "--api-url", e.Twilio.URL,
		"--sms", e.Twilio.SMS, "--whatsapp", strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:"))
	p := s.open()
	settled(p)
	shop.DeliverMail([]byte(fmt.Sprintf("From: Helena Prado <helena@prado.example>\r\nTo: %s\r\nSubject: Convites\r\nMessage-ID: <1@prado.example>\r\nDate: %s\r\n\r\nObrigada!\r\n",
		e.Address, time.Now().Format(time.RFC1123Z))))
	p.until("her first mail", func() bool { return strings.Contains(p.text("[data-list]"), "Helena Prado") })

	// She phones: the number is there before she has said what it is about.
	p.press("l")
	p.hasFocus(logWho)
	number := sheetNumber(p)
	keys(p, "Helena Prado")
	p.until("her to be found", func() bool { return strings.Contains(p.text(logHit), "Helena Prado") })
	p.press(keyEnter)
	p.hasFocus(logText)
	keys(p, "O convite veio com o nome errado")
	p.click(`[aria-label="Ler ao telefone"]`)
	clickOn(p, "Já disse o número")
	clickOn(p, "Preciso responder")
	p.photograph("story-1-phone")
	p.chord(keyControl, keyEnter)
	p.until("the sheet to go", func() bool { return len(p.all(logSheet)) == 0 })

	// The next time she writes from a telephone that nobody knows.
	shop.DeliverText(simulator.Text{From: "whatsapp:+5532999990001", Body: "Oi! É sobre o protocolo " + number + ", alguma novidade?"})
	p.until("the unknown number in the list", func() bool { return strings.Contains(p.text("[data-list]"), "alguma novidade") })
	p.run(`[...document.querySelectorAll('[id^="row-"]')].find((r) => r.innerText.includes("alguma novidade")).click(); done()`, nil)
	says(p, "main", "É a mesma pessoa?")
	if words := p.text(composer + ", form"); strings.Contains(words, "Helena") {
		t.Errorf("the reply box tells of her: %q", words)
	}
	p.photograph("story-2-same-person")
	clickOn(p, "É a mesma pessoa")
	p.find(dialog)
	clickOn(p, "Unir")
	says(p, "main header", "Helena Prado")
	p.until("both in one case", func() bool {
		feed := p.text(`[role="feed"]`)
		return numberIn(p) == number && strings.Contains(feed, "alguma novidade") && strings.Contains(feed, "O convite veio com o nome errado")
	})
	p.photograph("story-3-one-case")

	// She is answered by e-mail, where the number stands in the subject.
	slot(p, "email")
	p.fill(composer, "Helena, refazemos o convite hoje, sem custo.")
	p.chord(keyControl, keyEnter)
	var sent simulator.Sent
	p.until("the mail", func() bool {
		for _, each := range shop.Sent() {
			if each.Channel == "email" && strings.Contains(each.Text, "refazemos o convite") {
				sent = each
			}
		}
		return sent.ID != ""
	})
	if strings.Contains(sent.Text, number) || !strings.Contains(string(sent.Raw), "[Protocolo "+number+"]") {
		t.Errorf("she knows the number %s, which belongs into the subject only:\n%s", number, sent.Raw)
	}
	p.photograph("story-4-answered")

	unfocused(p)
	p.press("e")
	says(p, told, "Encerrada")
	var state string
	var messages int
	p.run(`window.go.window.Cases.Find({ text: arguments[0], state: "", cursor: "", limit: 5 })
		.then(({ cases: [k] }) => done([k?.state ?? "", k?.messages ?? 0]))`, &[]any{&state, &messages}, number)
	if state != "closed" || messages != 3 {
		t.Errorf("the case is %s and holds %d messages, want 3", state, messages)
	}
}
