package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/purchase"
)

type purchasesPage struct {
	Purchases []purchaseJSON
	Next      *string
}

type figures struct {
	ID   string
	Name string
	RFV  *rfvJSON
	LTV  *ltvJSON
}

// file writes a file beside the data folder.
func (k *terminal) file(name, text string) string {
	k.t.Helper()
	path := filepath.Join(filepath.Dir(k.dir), name)
	check(k.t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// TestAPurchaseFromBeginningToEnd: it is written down, seen everywhere, given back, cancelled and taken out.
func TestAPurchaseFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	ana := k.calls("Quero uma agenda.", "--name", "Ana Moraes").CustomerID
	var before figures
	k.want(exitDone, &before, "", "customer", "show", ana)
	if before.RFV != nil || before.LTV != nil {
		t.Errorf("before anything was bought: %+v", before)
	}
	var p purchaseJSON
	yesterday := time.Now().AddDate(0, 0, -1).Format(time.DateOnly)
	k.want(exitDone, &p, "", "purchase", "add", ana, "--what", "Agenda personalizada", "--value", "R$ 1.089,90", "--at", yesterday, "--where", "ecommerce", "--kind", "service")
	if p.ID == "" || p.Value != (desk.Money{Cents: 108_990, Currency: "BRL"}) || p.Where != desk.Online || p.Kind != desk.Service || string(p.CustomerID) != ana {
		t.Errorf("%+v", p)
	}
	var after figures
	k.want(exitDone, &after, "", "customer", "show", ana)
	if after.RFV == nil || after.RFV.Days != 1 || after.RFV.Times != 1 || after.RFV.Value.Cents != 108_990 || after.RFV.Parts != 3 ||
		after.LTV == nil || after.LTV.Historic.Cents != 108_990 || after.LTV.Forecast != nil || after.LTV.First != yesterday {
		t.Errorf("%+v %+v", after.RFV, after.LTV)
	}
	var found struct {
		Hits  []hitJSON
		Total int
	}
	for _, in := range []string{"purchases", "all"} {
		k.want(exitDone, &found, "", "search", "personalizada", "--in", in)
		if found.Total != 1 || found.Hits[0].Kind != "purchase" || found.Hits[0].ID != string(p.ID) || string(found.Hits[0].CustomerID) != ana {
			t.Errorf("in %s: %+v", in, found)
		}
	}
	var page struct {
		Items []struct {
			Kind, ID, Text string
			Purchase       *purchaseJSON
		}
	}
	k.want(exitDone, &page, "", "timeline", ana)
	if len(page.Items) != 2 || page.Items[1].Kind != "purchase" || page.Items[1].ID != string(p.ID) || page.Items[1].Purchase.Value.Cents != 108_990 {
		t.Errorf("%+v", page.Items)
	}
	k.want(exitDone, &p, "", "purchase", "return", string(p.ID), "--value", "89,90")
	if p.Returned == nil || p.Returned.Cents != 8_990 {
		t.Errorf("%+v", p)
	}
	if got := k.want(exitFailed, nil, "", "purchase", "return", string(p.ID), "--value", "2000"); got.problem(t).Code != desk.ErrPurchaseTooMuch {
		t.Errorf("%+v", got)
	}
	if text := k.inText("purchase", "list", ana); !strings.Contains(text, "BRL 1089.90") || !strings.Contains(text, "returned: BRL 89.90") {
		t.Errorf("%s", text)
	}
	k.want(exitDone, &p, "", "purchase", "cancel", string(p.ID))
	var gone figures
	k.want(exitDone, &gone, "", "customer", "show", ana)
	if !p.Cancelled || gone.RFV != nil {
		t.Errorf("cancelled: %+v %+v", p, gone.RFV)
	}
	k.want(exitDone, &p, "", "purchase", "remove", string(p.ID))
	var list purchasesPage
	k.want(exitDone, &list, "", "purchase", "list", ana)
	if !p.Removed || list.Purchases == nil || len(list.Purchases) != 0 {
		t.Errorf("taken out: %+v", list)
	}
	k.want(exitUsage, nil, "", "purchase", "add", ana, "--what", "x", "--value", "muito")
	k.want(exitUsage, nil, "", "purchase", "add", ana, "--value", "1")
	k.want(exitUsage, nil, "", "purchase", "add", ana, "--what", "x", "--value", "1", "--at", "amanhã")
	k.want(exitNone, nil, "", "purchase", "add", "nobody", "--what", "x", "--value", "1")
	k.want(exitNone, nil, "", "purchase", "cancel", "nothing")
}

const salesTable = "Data;Cliente;E-mail;Produto;Valor;Pedido\n" +
	"05/03/2026;Ana;ana@exemplo.example;Agenda;89,90;1\n" +
	"06/03/2026;Bruno;bruno@exemplo.example;Caneta;7,50;2\n" +
	"31/02/2026;Bruno;bruno@exemplo.example;Fita;3,00;3\n"

func TestPurchasesAreImported(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	path := k.file("vendas.csv", salesTable)
	var try, first, again importJSON
	k.want(exitPart, &try, "", "import", "purchases", path, "--dry-run")
	bad := []purchase.Skip{{Line: 4, Reason: purchase.BadDate}}
	if !try.DryRun || try.ID != nil || try.New != 2 || try.Customers != 2 || !slices.Equal(try.Skipped, bad) || len(try.Sample) != 2 || try.Columns[purchase.FieldRef] != "Pedido" {
		t.Errorf("%+v", try)
	}
	k.want(exitPart, &first, "", "import", "purchases", path)
	if first.ID == nil || first.Read != 3 || first.New != 2 || !slices.Equal(first.Skipped, bad) {
		t.Errorf("%+v", first)
	}
	mended := k.file("vendas2.csv", strings.Replace(salesTable, "31/02", "28/02", 1))
	k.want(exitDone, &again, "", "import", "purchases", mended)
	if again.New != 1 || len(again.Skipped) != 2 || again.Skipped[0].Reason != purchase.Known || again.Updated != 0 {
		t.Errorf("%+v", again)
	}
	var hits hitsFound
	k.want(exitDone, &hits, "", "customer", "find", "bruno")
	var list purchasesPage
	k.want(exitDone, &list, "", "purchase", "list", hits.Hits[0].ID)
	if len(list.Purchases) != 2 {
		t.Errorf("%+v", list)
	}
	var made struct{ Imports []madeJSON }
	k.want(exitDone, &made, "", "import", "list")
	if len(made.Imports) != 2 || string(made.Imports[1].ID) != string(*first.ID) || made.Imports[1].File != "vendas.csv" || made.Imports[1].Bought != 2 || made.Imports[1].New != 2 {
		t.Errorf("%+v", made)
	}
	var undone struct {
		Purchases, Customers int
		Stayed               []stayedJSON
	}
	k.want(exitPart, &undone, "", "import", "undo", string(*first.ID))
	if undone.Purchases != 2 || undone.Customers != 1 || len(undone.Stayed) != 1 || string(undone.Stayed[0].CustomerID) != hits.Hits[0].ID { // Bruno has bought something else since
		t.Errorf("%+v", undone)
	}
	var same importJSON
	k.want(exitDone, &same, "", "import", "purchases", k.file("iguais.csv", "Data;Cliente;Produto;Valor\n"+strings.Repeat("05/03/2026;Davi;Régua;3,00\n", 2)), "--dry-run")
	if same.New != 2 || !slices.Equal(same.Same, []int{3}) || len(same.Skipped) != 0 {
		t.Errorf("%+v", same)
	}
	nobody := k.file("nada.csv", "quando;quanto\n1;2\n")
	if got := k.want(exitFailed, nil, "", "import", "purchases", nobody); got.problem(t).Params["missing"] != "date, value, name" {
		t.Errorf("%+v", got.problem(t))
	}
	mapped := k.file("outra.csv", "quando;quanto;quem\n05/03/2026;2,00;Carla\n")
	k.want(exitDone, &again, "", "import", "purchases", mapped, "--map", "date=quando", "--map", "value=2", "--map", "name=quem", "--where", "partner")
	if again.New != 1 {
		t.Errorf("%+v", again)
	}
	if got := k.want(exitFailed, nil, "", "import", "purchases", filepath.Join(k.dir, "nothing.csv")); got.problem(t).Code != desk.ErrImportUnreadable {
		t.Errorf("%+v", got.problem(t))
	}
	k.want(exitUsage, nil, "", "import", "purchases", mapped, "--map", "quando")
	invoice := k.file("nota.xml", `<NFe><infNFe Id="NFe31260312345678000195550010000003181000003187"><ide><dhEmi>2026-03-09T21:30:00-03:00</dhEmi><tpNF>1</tpNF>`+
		`<finNFe>1</finNFe></ide><emit><CNPJ>12345678000195</CNPJ><xNome>Loja</xNome></emit><dest><CPF>11144477735</CPF><xNome>Dora</xNome></dest>`+
		`<det><prod><xProd>Caneta</xProd></prod></det><total><ICMSTot><vNF>7.50</vNF></ICMSTot></total></infNFe></NFe>`)
	if got := k.want(exitFailed, nil, "", "import", "purchases", invoice).problem(t); got.Code != desk.ErrPurchaseShop || got.Params["documents"] != "12345678000195 · 11144477735" {
		t.Errorf("%+v", got)
	}
	k.want(exitDone, &again, "", "import", "purchases", invoice, "--shop", "12.345.678/0001-95")
	if again.New != 1 || again.Columns != nil {
		t.Errorf("%+v", again)
	}
	if text := k.inText("import", "purchases", mended); !strings.Contains(text, "Lines read: 3 · new purchases: 2") {
		t.Errorf("%s", text)
	}
}

// TestWhoIsKnownByHerNameOnly: the address at the counter only tells people apart, and is nowhere shown as a contact.
func TestWhoIsKnownByHerNameOnly(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	table := k.file("vendas.csv", "Data;Cliente;E-mail;Produto;Valor\n05/03/2026;Ana Pé;;Agenda;89,90\n06/03/2026;Ana Pé;ana@exemplo.example;Caneta;7,50\n")
	k.want(exitDone, nil, "", "import", "purchases", table)
	var hits hitsFound
	k.want(exitDone, &hits, "", "customer", "find", "ana")
	if len(hits.Hits) != 2 || hits.Hits[0].Snippet+hits.Hits[1].Snippet != "ana@exemplo.example" {
		t.Errorf("%+v", hits)
	}
	var alike struct{ Duplicates []duplicateJSON }
	k.want(exitDone, &alike, "", "customer", "duplicates")
	if len(alike.Duplicates) != 1 {
		t.Fatalf("%+v", alike)
	}
	for _, d := range alike.Duplicates[0].Customers {
		if contact := addressesOf(d.Identities); contact != "" && contact != "ana@exemplo.example" {
			t.Errorf("%q is shown of %+v", contact, d)
		}
	}
}
