package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"balcao/backend/purchase"
)

// messyList is a list of customers as shops have them: one person twice, spellings, lines with nothing in them.
const messyList = "Nome ;Celular;E-mail;CPF;Obs\n" +
	"Lourdes Amaral;(32) 99000-1111;;;gosta de azul\n" +
	"LOURDES  AMARAL;;lourdes.amaral@exemplo.example;;\n" +
	"José Prado;32 9 9000-2222;jose@exemplo.example;111.444.777-35;\n" +
	"Bia Sol;+55 32 99000-3333;;;\"compra no atacado;\npaga no Pix\"\n" +
	"Rui Lima;32 99000 4444;;;\n" +
	";;;;\n" +
	"Sem Nada;;;;\n" +
	"Errado;123;;;\n"

// messySales is what another system knows of them; two lines cannot be read, one is there twice.
const messySales = "Data;Pedido;Quem;Celular;Produto;Valor (R$)\n" +
	"05/03/2026;1;Lourdes;(32)99000-1111;Agenda;\"1.089,90\"\n" +
	"05/03/2026;1;Lourdes;(32)99000-1111;Agenda;\"1.089,90\"\n" +
	"31/02/2026;2;Bia;32990003333;Caneta;7,50\n" +
	"06/03/2026;3;Bia;32990003333;Caneta;grátis\n" +
	"06/03/2026;4;Rui;32990004444;Caderno;44,90\n"

// chatExport is what WhatsApp exports of a chat with somebody whom the list knows by her mail address only.
const chatExport = "15/01/2026 09:01 - As mensagens são protegidas com a criptografia de ponta a ponta.\n" +
	"15/01/2026 09:01 - Lourdes Amaral: Bom dia! Tem caderno azul?\n" +
	"15/01/2026 09:04 - Papelaria Sabiá: Tem sim, dona Lourdes.\n" +
	"16/01/2026 18:20 - Lourdes Amaral: Passo aí amanhã\n"

// latin1 writes a file as an old Windows program does.
func (k *terminal) latin1(name, content string) string {
	k.t.Helper()
	raw, err := charmap.Windows1252.NewEncoder().String(content)
	check(k.t, err)
	path := filepath.Join(k.t.TempDir(), name)
	check(k.t, os.WriteFile(path, []byte(raw), 0o600))
	return path
}

// whoHas finds the one customer to whom an address belongs.
func (k *terminal) whoHas(address string) (c shownCustomer) {
	k.t.Helper()
	var all struct{ Customers []struct{ ID string } }
	k.want(exitDone, &all, "", "customer", "list", "--limit", "500")
	for _, each := range all.Customers {
		k.want(exitDone, &c, "", "customer", "show", each.ID)
		if slices.Contains(c.addresses(), address) {
			return c
		}
		c = shownCustomer{}
	}
	k.t.Fatalf("nobody has %s", address)
	return c
}

// said counts what stands in the history of a customer.
func (k *terminal) said(id string) int {
	k.t.Helper()
	var page struct{ Items []struct{ ID string } }
	k.want(exitDone, &page, "", "timeline", id, "--limit", "500")
	return len(page.Items)
}

// TestTheWholeCustomer: what a shop knows of its customers from before comes in, messy as it is; who is there twice is one
// person from then on, and who was taken for another is given back.
func TestTheWholeCustomer(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	k.bringsOldLife(t)
	k.mergesAndSplits(t)
}

// bringsOldLife imports a list of customers, their purchases and a chat; each bad line is named, and nothing is doubled.
func (k *terminal) bringsOldLife(t *testing.T) {
	t.Helper()
	list := k.latin1("clientes.csv", messyList)
	var people struct {
		New     int
		Skipped []skippedJSON
	}
	k.want(exitPart, &people, "", "import", "customers", list)
	want := []skippedJSON{{Line: 9, Reason: "no_address"}, {Line: 10, Reason: "address_invalid"}}
	if people.New != 5 || !slices.Equal(people.Skipped, want) {
		t.Errorf("the list: %+v", people)
	}
	var sales importJSON
	k.want(exitPart, &sales, "", "import", "purchases", k.latin1("vendas.csv", messySales))
	bad := []purchase.Skip{{Line: 3, Reason: purchase.Repeated}, {Line: 4, Reason: purchase.BadDate}, {Line: 5, Reason: purchase.BadValue}}
	if sales.New != 2 || sales.Customers != 0 || !slices.Equal(sales.Skipped, bad) {
		t.Errorf("the purchases: %+v", sales)
	}
	chat := k.latin1("Conversa do WhatsApp com Lourdes Amaral.txt", "")
	check(t, os.WriteFile(chat, []byte(chatExport), 0o600))
	var talk struct{ New int }
	k.want(exitDone, &talk, "", "import", "whatsapp", chat, "--phone", "32 99000-5555", "--shop", "Papelaria Sabiá")
	if talk.New != 3 {
		t.Errorf("the chat: %+v", talk)
	}
	k.want(exitDone, &talk, "", "import", "whatsapp", chat, "--phone", "32 99000-5555", "--shop", "Papelaria Sabiá")
	if talk.New != 0 {
		t.Errorf("the chat once more: %+v", talk)
	}
}

// mergesAndSplits makes one of the three Lourdes, and gives one of them back who is somebody else.
func (k *terminal) mergesAndSplits(t *testing.T) {
	t.Helper()
	var told struct {
		Duplicates []struct {
			Customers []shownCustomer
			Reasons   []string
		}
	}
	k.want(exitDone, &told, "", "customer", "duplicates")
	for _, d := range told.Duplicates {
		if !strings.EqualFold(strings.Join(strings.Fields(d.Customers[0].Name), " "), "Lourdes Amaral") || !slices.Contains(d.Reasons, "name") {
			t.Errorf("alike: %+v", d)
		}
	}
	if len(told.Duplicates) == 0 {
		t.Fatal("nobody is there twice")
	}
	phone, mail, chat := k.whoHas("+5532990001111"), k.whoHas("lourdes.amaral@exemplo.example"), k.whoHas("whatsapp:+5532990005555")
	bought, spoken := k.said(phone.ID), k.said(chat.ID)
	var one, back shownCustomer
	k.want(exitDone, nil, "", "customer", "merge", phone.ID, mail.ID)
	k.want(exitDone, &one, "", "customer", "merge", phone.ID, chat.ID)
	if len(one.Identities) != len(phone.Identities)+len(mail.Identities)+len(chat.Identities) || k.said(phone.ID) != bought+spoken {
		t.Errorf("one of three: %+v, %d said", one, k.said(phone.ID))
	}
	// The chat is with a namesake, her daughter.
	k.want(exitDone, &back, "", "customer", "split", chat.Identities[0].ID)
	if back.ID != chat.ID || k.said(phone.ID) != bought || k.said(chat.ID) != spoken || len(k.whoHas("lourdes.amaral@exemplo.example").Identities) != len(phone.Identities)+len(mail.Identities) {
		t.Errorf("given back: %+v", back)
	}
}
