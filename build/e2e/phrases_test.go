//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

const (
	phraseRow     = `main[aria-label="Modelos"] [data-list] button`
	phraseEditor  = `[data-editor]`
	phrasePreview = `section[aria-label="Como Marlene recebe"]`
)

// kept gives the text of the ready reply with that word, as the program has it; empty when there is none.
func kept(p *page, word string) (text string) {
	p.t.Helper()
	p.run(`window.go.window.Phrases.List().then((all) => done(all.replies.find((r) => r.word === arguments[0])?.wordings[0].text ?? ""))`,
		&text, word)
	return text
}

// inField waits until the field of that label has the focus.
func inField(p *page, label string) {
	p.t.Helper()
	p.until("the focus in "+label, func() (is bool) {
		p.run(`done([...document.querySelectorAll("label")].some((l) => l.htmlFor && l.htmlFor === document.activeElement.id && l.textContent.trim() === arguments[0]))`, &is, label)
		return is
	})
}

// toPhrases goes to the place of what is said again and again by its key.
func toPhrases(p *page) {
	p.t.Helper()
	p.chord(keyControl, "6")
	p.find(phraseRow)
}

// TestReadyReplyByKeyboard: a ready reply with a field is made from the palette, previewed, kept, changed, removed and
// brought back, without a mouse.
func TestReadyReplyByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	p.chord(keyControl, "k")
	p.find(`[role="combobox"]`)
	keys(p, "nova resposta pronta")
	p.until("the command", func() bool { return strings.Contains(p.text(`[role="listbox"]`), "Nova resposta pronta") })
	p.press(keyEnter)
	p.find(phraseEditor)
	inField(p, "Nome")
	keys(p, "Pedido atrasado")
	p.press(keyTab, keyTab, keyTab, keyTab)
	inField(p, "Texto")
	keys(p, "Olá, {")
	p.until("the open brace to be told", func() bool { return strings.Contains(p.text(phraseEditor), "não fecha um campo") })
	p.press(keyBack, keyTab, keyTab, keyEnter)
	inField(p, "Texto")
	keys(p, "! Seu pedido atrasou: {motivo}.")
	p.until("the preview", func() bool {
		return strings.Contains(p.text(phrasePreview), "Olá, Marlene! Seu pedido atrasou: {motivo}.")
	})
	p.photograph("phrases-new-light")
	p.chord(keyControl, keyEnter)
	const text = "Olá, {primeiro_nome}! Seu pedido atrasou: {motivo}."
	p.until("it to be kept under the word of its title", func() bool { return kept(p, "pedido") == text })
	p.until("that to be said", func() bool { return strings.Contains(p.text(phraseEditor), "guardada") })
	inField(p, "Texto")

	keys(p, " Desculpe!")
	p.until("more to be kept by itself", func() bool { return kept(p, "pedido") == text+" Desculpe!" })
	p.press(keyEscape)
	p.until("the focus in the list", func() bool { return strings.HasPrefix(focused(p), "phrase-") })
	if row := p.text("#" + focused(p)); !strings.Contains(row, "Pedido atrasado") {
		t.Errorf("the focus is on %q", row)
	}
	rows := len(p.all(phraseRow))
	p.press(keyDown, keyUp, keyEnter)
	inField(p, "Nome")

	p.push("Remover")
	p.until("it to be gone", func() bool { return kept(p, "pedido") == "" && len(p.all(phraseRow)) == rows-1 })
	p.until("the focus on the next one", func() bool { return strings.HasPrefix(focused(p), "phrase-") })
	p.photograph("phrases-removed-light")
	p.press("z")
	p.until("it to be back", func() bool { return kept(p, "pedido") == text+" Desculpe!" && len(p.all(phraseRow)) == rows })
	p.until("it to be open", func() bool { return strings.Contains(p.text(phrasePreview), "Desculpe!") })
	p.press(keyEscape)
	p.until("the inbox", func() bool { return p.drawn(row) && !p.drawn(phraseRow) })
}

// TestShortAnswerExpires: a short answer is made by its button, and is marked once its last day is over.
func TestShortAnswerExpires(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	toPhrases(p)
	p.push("Respostas curtas")
	p.push("Nova resposta curta")
	inField(p, "Pergunta")
	keys(p, "Abrem no feriado?")
	p.press(keyTab)
	inField(p, "Resposta")
	keys(p, "Das 9h às 13h.")
	p.press(keyTab)
	keys(p, "carnaval")
	p.press(keyTab)
	keys(p, "21112025")
	var until string
	p.until("it to be kept with its last day", func() bool {
		p.run(`window.go.window.Phrases.List().then((all) => {
			const found = all.answers.find((a) => a.question === "Abrem no feriado?" && a.words === "carnaval");
			done(found?.until ? new Date(found.until).toString().slice(0, 24) : "") })`, &until)
		return until == "Sat Nov 22 2025 00:00:00"
	})
	p.until("it to be marked", func() bool {
		return strings.Contains(p.text(phraseEditor), "Venceu em 21 de novembro de 2025") &&
			strings.Contains(p.text(`main[aria-label="Modelos"] [data-list]`), "vencida")
	})
	p.photograph("phrases-expired-light")
	p.push("Tirar a data")
	p.until("it to hold again", func() bool { return !strings.Contains(p.text(`main[aria-label="Modelos"]`), "vencida") })
}

func TestPhrasesAreAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "phrases-"+name+"-"+theme)
		}
		part := func(name, words string) {
			p.push(name)
			p.until(words, func() bool { return strings.Contains(p.text(`main[aria-label="Modelos"]`), words) })
		}
		toPhrases(p)
		p.find(phrasePreview + ` p`)
		seen("replies")
		p.click(p.labelled("Texto", 0))
		keys(p, " SKU {")
		p.until("the jargon", func() bool { return strings.Contains(p.text(phraseEditor), "código do produto") })
		seen("marks")
		p.press(keyBack)
		part("Respostas curtas", "Vocês entregam?")
		p.find(phraseEditor)
		seen("answers")
		part("Modelos aprovados", "Atualizar agora")
		part("Atualizar agora", "pedido_pronto")
		seen("templates")
		p.resize(1093, 614)
		p.find(`html[data-layout="compact"]`)
		seen("templates-compact")
		part("Respostas prontas", "Nova")
		p.find(phrasePreview)
		seen("replies-compact")
		p.resize(800, 600)
		p.find(`html[data-layout="single"]`)
		seen("replies-single")
	})
}
