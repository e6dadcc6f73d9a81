//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/simulator"
)

// TestNobodyTellsTheStoryTwice: a customer phones and is read a number; she quotes it by WhatsApp from a telephone that
// was never seen, is found to be the same person, is answered by e-mail with what a model drafted and the owner read, and
// the matter is closed, of which she is told. One case holds it all.
func TestNobodyTellsTheStoryTwice(t *testing.T) {
	s := newStage(t, noon())
	shop := s.played()
	p := s.open()
	settled(p)
	p.run(`window.go.window.Phrases.Begin("pt-BR").then(() => done())`, nil) // the owner has taken the ready replies
	shop.DeliverMail([]byte(fmt.Sprintf("From: Helena Prado <helena@prado.example>\r\nTo: %s\r\nSubject: Convites\r\nMessage-ID: <1@prado.example>\r\nDate: %s\r\n\r\nObrigada!\r\n",
		shop.Endpoints().Address, time.Now().Format(time.RFC1123Z))))
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

	// She is answered by e-mail, where the number stands in the subject. The model drafts, and the owner reads and sends.
	slot(p, "email")
	const answer = "Olá, Helena! Refazemos o convite hoje, sem custo."
	shop.ModelSays(`{"draft":"` + answer + `","language":"pt-BR","used":["m1"],"missing":[],"handover":false,"reason":""}`)
	helped(p, "Confira antes de enviar.")
	p.until("the draft in the box", func() bool { return typed(p) == answer })
	requests := shop.ModelAsked()
	if told := string(requests[len(requests)-1]); !strings.Contains(told, "nome errado") || !strings.Contains(told, "alguma novidade") {
		t.Errorf("the model was not told both: %s", told)
	}
	if sentWith(shop, answer).ID != "" {
		t.Error("the draft left by itself")
	}
	p.photograph("story-4-draft")
	p.chord(keyControl, keyEnter)
	sent := waitedFor(p, shop, answer)
	if strings.Contains(sent.Text, number) || !strings.Contains(string(sent.Raw), "[Protocolo "+number+"]") {
		t.Errorf("she knows the number %s, which belongs into the subject only:\n%s", number, sent.Raw)
	}
	p.photograph("story-5-answered")

	// It is closed, and the shop's words for that are offered, filled but for what was done. They close it again.
	unfocused(p)
	p.press("e")
	says(p, toast, "Encerrada")
	clickOn(p, "Avisar que está encerrado")
	p.until("the closing words", func() bool { return strings.Contains(typed(p), number) })
	p.photograph("story-6-closing-words")
	p.press(keyEnter) // something is missing: it goes there
	keys(p, "refizemos o convite com o nome certo")
	const closing = "está encerrado: refizemos o convite com o nome certo. Se precisar"
	p.until("what was done", func() bool { return strings.Contains(typed(p), closing) })
	p.chord(keyControl, keyShift, keyEnter)
	says(p, toast, "e encerrando")
	p.photograph("story-7-told")
	if last := waitedFor(p, shop, closing); last.Channel != "whatsapp" || !strings.Contains(last.Text, number) {
		t.Errorf("she is told %+v", last)
	}
	var state, talk string
	var messages int
	p.run(`window.go.window.Cases.Find({ text: arguments[0], state: "", cursor: "", limit: 5 })
		.then(({ cases: [k] }) => done([k?.state ?? "", k?.messages ?? 0]))`, &[]any{&state, &messages}, number)
	p.run(`window.go.window.Inbox.Page({ state: "closed", cursor: "", limit: 50 })
		.then(({ rows }) => done(rows.find((r) => r.name === "Helena Prado")?.state ?? ""))`, &talk)
	if state != "closed" || talk != "closed" || messages != 4 {
		t.Errorf("the case is %q and holds %d messages, want 4 with the closing words; the conversation is %q", state, messages, talk)
	}
}

// sentWith is what has reached a customer with these words; its ID is empty when there is none.
func sentWith(shop *simulator.Shop, words string) simulator.Sent {
	all := shop.Sent()
	if i := slices.IndexFunc(all, func(each simulator.Sent) bool { return strings.Contains(each.Text, words) }); i >= 0 {
		return all[i]
	}
	return simulator.Sent{}
}

// waitedFor waits for a message with these words to reach a customer.
func waitedFor(p *page, shop *simulator.Shop, words string) (sent simulator.Sent) {
	p.t.Helper()
	p.until("a message with "+words, func() bool {
		sent = sentWith(shop, words)
		return sent.ID != ""
	})
	return sent
}
