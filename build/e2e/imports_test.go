//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatWasBroughtInIsTakenAway: an address book and a chat that came in by the command line stand in the settings, the
// chat in the conversation, and are taken away with a button; who has a note since then stays. Choosing a file is the
// system's dialog, which no driver reaches.
func TestWhatWasBroughtInIsTakenAway(t *testing.T) {
	s := newStage(t)
	file := func(name, content string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s.command("import", "vcard", file("contatos.vcf", "BEGIN:VCARD\nFN:Ana Lima\nTEL:11 98765-4321\nEND:VCARD\nBEGIN:VCARD\nFN:Rui Sol\nTEL:11 91234-5678\nEND:VCARD\n"))
	s.command("import", "whatsapp", "--phone", "11 98765-4321",
		file("Conversa do WhatsApp com Ana Lima.txt", "15/01/2026 09:01 - Ana Lima: Tem caderno azul?\n15/01/2026 09:02 - Papelaria: <Mídia oculta>\n"))
	s.command("log", "call", "--phone", "11 91234-5678", "--text", "Ligou")

	p := s.open()
	p.says("Nenhuma conta conectada ainda")
	p.settings("Trazer o que já existe")
	p.says("Conversa do WhatsApp com Ana Lima.txt")
	p.says("2 mensagens")
	bothThemes(p, "imports")
	p.chord(keyControl, "2")
	p.find(customerRow)
	p.click(p.marked("Ana", `[...document.querySelectorAll("[data-customers] button")].find((e) => e.textContent.includes("Ana Lima"))`))
	p.click(p.marked("day", `[...document.querySelectorAll('[aria-labelledby="customer-history"] button')].find((e) => e.textContent.includes("Tem caderno azul?"))`))
	p.says("um arquivo que não veio na exportação")
	bothThemes(p, "imports-chat")

	p.settings("Trazer o que já existe")
	p.push("Desfazer Conversa do WhatsApp com Ana Lima.txt")
	p.says("Tudo o que veio de Conversa do WhatsApp com Ana Lima.txt foi tirado.")
	p.push("Desfazer contatos.vcf")
	p.says("De contatos.vcf ficou 1: há outras coisas com este cliente.")
	p.says("Ficou: 1 cliente novo")
	bothThemes(p, "imports-undone")
	p.chord(keyControl, "2")
	p.until("Ana to be gone, and Rui to be there", func() bool {
		list := p.text("body")
		return strings.Contains(list, "Rui Sol") && !strings.Contains(list, "Ana Lima")
	})
}
