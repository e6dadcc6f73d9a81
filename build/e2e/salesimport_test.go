//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPurchasesBroughtInStandWithTheRest: a table of purchases that came in by the command line stands among the imports, what was
// bought stands beside the customer, and the undo takes both away. Choosing a file is the system's dialog, which no driver
// reaches; the questions about its columns are photographed by look.mjs.
func TestPurchasesBroughtInStandWithTheRest(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "vendas.csv")
	table := "Data;Cliente;E-mail;Celular;Produto;Valor\n05/03/2026;Ana Lima;ana@exemplo.example;;Agenda;89,90\n06/03/2026;Rui Sol;;11 91234-5678;Caneta;7,50\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	s.command("import", "purchases", path)
	s.command("log", "call", "--phone", "11 91234-5678", "--text", "Ligou")

	p := s.open()
	p.says("Nenhuma conta conectada ainda")
	p.settings("Trazer o que já existe")
	p.says("Compras de outro sistema")
	p.says("vendas.csv")
	p.says("2 compras, 2 clientes novos")
	bothThemes(p, "imports-purchases")
	p.push("Desfazer vendas.csv")
	p.says("De vendas.csv ficou 1: há outras coisas com este cliente.")
	bothThemes(p, "imports-purchases-undone")
	p.chord(keyControl, "2")
	p.until("Ana to be gone, and Rui to be there", func() bool {
		list := p.text("body")
		return strings.Contains(list, "Rui Sol") && !strings.Contains(list, "Ana Lima")
	})

	p.settings("Minha loja")
	p.says("CNPJ ou CPF da loja")
	bothThemes(p, "settings-shop-document")
}
