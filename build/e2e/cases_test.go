//go:build e2e

package e2e

import (
	"regexp"
	"strings"
	"testing"
)

const (
	caseRow   = `[data-cases] button`
	casesFind = `#cases-find`
	caseStory = `[data-story]`
)

var caseNumber = regexp.MustCompile(`\d{6}-\d\d\.\d{3}-\d\d`)

// toCases goes to the list of all cases by its key.
func toCases(p *page) {
	p.t.Helper()
	p.chord(keyControl, "3")
	p.find(caseRow)
	p.until("the field to have the focus", func() bool { return "#"+focused(p) == casesFind })
}

// TestCasesByKeyboard: a case is found by the end of its number, read aloud, closed, and opened again by the undo.
func TestCasesByKeyboard(t *testing.T) {
	p := newStage(t).open("demo")
	settled(p)
	toCases(p)
	var number string
	p.until("a number in the list", func() bool {
		number = caseNumber.FindString(p.text(`[data-cases]`))
		return number != ""
	})
	keys(p, strings.ReplaceAll(number[len(number)-6:], "-", ""))
	p.press(keyEnter)
	p.until("the case", func() bool { return strings.Contains(p.text(caseStory), number) })
	p.photograph("case-light")

	p.press(keyDown)
	p.until("the focus to be in the list", func() bool { return strings.HasPrefix(focused(p), "case-row-") })
	p.press("p")
	p.until("the number to be copied", func() bool { return strings.Contains(p.text("body"), "Copiado: "+number) })
	clickOn(p, "Ler ao telefone")
	p.until("the number in groups", func() bool { return strings.Contains(p.text(dialog), "Diga em grupos") })
	p.photograph("case-aloud-light")
	clickOn(p, "O cliente já tem o número")
	p.until("it to be noted", func() bool { return strings.Contains(p.text(caseStory), "O cliente tem o número") })

	clickOn(p, "Encerrar")
	p.until("the case to be closed", func() bool {
		return strings.Contains(p.text("body"), "Encerrado: "+number) && strings.Contains(p.text(caseStory), "Reabrir")
	})
	p.photograph("case-closed-light")
	p.press("z")
	p.until("the case to be open again", func() bool { return strings.Contains(p.text(caseStory+" header"), "Encerrar") })

	// By its whole number from anywhere, and from a message of it into the conversation.
	p.chord(keyControl, "1")
	p.chord(keyControl, "k")
	keys(p, number)
	p.until("the case in the palette", func() bool { return strings.Contains(p.text(`[role="option"][aria-selected="true"]`), number) })
	p.photograph("case-palette-light")
	p.press(keyEnter)
	p.until("its story", func() bool { return p.drawn(caseStory) })
	p.click(caseStory + ` ol button`)
	p.until("the conversation", func() bool { return p.drawn(composer) })
}

func TestCasesAreAccessibleInBothThemes(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		seen := func(name string) {
			examine(p, "cases-"+name+"-"+theme)
		}
		toCases(p)
		seen("list")
		p.press(keyEnter)
		p.find(caseStory)
		seen("story")
		clickOn(p, "Imprimir ou PDF")
		p.find("dialog article li")
		seen("paper")
		p.press(keyEscape)
		p.until("the sheet to go", func() bool { return len(p.all("dialog")) == 0 })
		clickOn(p, "Ler ao telefone")
		p.find(dialog)
		seen("aloud")
		p.press(keyEscape)
		p.until("the dialog to go", func() bool { return len(p.all(dialog)) == 0 })
		p.resize(1093, 614)
		p.until("the other layout", func() bool { return len(p.all(`html[data-layout="compact"]`)) == 1 })
		seen("compact")
		p.click(casesFind)
		keys(p, "bicicleta")
		p.until("nothing to be found", func() bool { return strings.Contains(p.text("body"), "Nada com «bicicleta»") })
		seen("none")
	})
}
