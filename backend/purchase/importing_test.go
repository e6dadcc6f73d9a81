package purchase_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/transfer"
)

// messy is a table as shops have them: accents, decimal commas, a note over two lines, and nearly everything wrong once.
const messy = `Data;Cliente;CPF;E-mail;Celular;Produto;Valor (R$);Onde;Pedido;Observações
05/03/2026;Ana Moraes;111.444.777-35;ana@exemplo.example;(11) 98888-7777;Agenda;"1.089,90";loja;101;
06/03/2026;Bruno;;bruno@exemplo.example;;"Caneta 1/2"" azul";7,50;Site;102;"presente,
para a mãe"
06/03/2026;Ana M.;11144477735;;;Papel;12;Parceiro;103;
13/03/2026;;;;;Fita;3,00;;104;ninguém
31/02/2026;Ana;11144477735;;;Fita;3,00;;105;dia que não há
08/03/2026;Ana;11144477735;;;Fita;grátis;;106;
08/03/2026;Ana;11144477735;;;Fita;-3,00;;107;
08/03/2026;Ana;11144477735;;;Fita;3,00;na lua;108;
08/03/2026;Carla;;carla@;;Fita;3,00;;109;
08/03/2026;Carla;;;123;Fita;3,00;;110;
"08/03/2026;Carla;;;;Fita;3,00;;111;
09/03/2027;Ana;11144477735;;;Fita;3,00;;112;

05/03/2026;Ana Moraes;111.444.777-35;ana@exemplo.example;(11) 98888-7777;Agenda;"1.089,90";loja;101;
08/03/2026;Maria só nome;-;-;não tem;Linha;4,00;;;
08/03/2026;Maria Só Nome;;;;Linha;4,00;;;
Total;;;;;;1.116,40;;;
`

var messySkips = []purchase.Skip{
	{Line: 6, Reason: purchase.NoCustomer},
	{Line: 7, Reason: purchase.BadDate},
	{Line: 8, Reason: purchase.BadValue},
	{Line: 9, Reason: purchase.BadValue},
	{Line: 10, Reason: purchase.BadWhere},
	{Line: 11, Reason: purchase.BadEmail},
	{Line: 12, Reason: purchase.BadPhone},
	{Line: 13, Reason: purchase.BadColumns},
	{Line: 14, Reason: purchase.BadDate},
	{Line: 16, Reason: purchase.Repeated},
	{Line: 19, Reason: purchase.BadDate},
}

func TestAMessyTableIsReadLineByLine(t *testing.T) {
	latin1, err := charmap.Windows1252.NewEncoder().String(messy)
	check(t, err)
	for name, text := range map[string]string{"utf-8": messy, "windows-1252": latin1, "crlf": strings.ReplaceAll(messy, "\n", "\r\n"), "bom": "\ufeff" + messy} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			r := s.imports(text)
			if r.Read != 16 || r.New != 5 || r.Customers != 3 || r.ID == "" || !slices.Equal(r.Skipped, messySkips) {
				t.Errorf("read %d, new %d, customers %d, skipped %v", r.Read, r.New, r.Customers, r.Skipped)
			}
			ana := s.found("Ana Moraes")
			if len(ana) != 1 || ana[0].Document != "111.444.777-35" {
				t.Fatalf("%+v", ana)
			}
			list := s.list(ana[0].ID)
			if len(list) != 2 || list[1].Value != (desk.Money{Cents: 108_990, Currency: "BRL"}) || list[0].Place != desk.AtPartner || list[1].Ref != "101" {
				t.Errorf("%+v", list)
			}
			bruno := s.list(s.found("Bruno")[0].ID)
			if len(bruno) != 1 || bruno[0].What != `Caneta 1/2" azul` || bruno[0].Note != "presente, para a mãe" || bruno[0].Place != desk.Online {
				t.Errorf("%+v", bruno)
			}
			if maria := s.found("Maria"); len(maria) != 1 || len(s.list(maria[0].ID)) != 2 {
				t.Errorf("two buyings of one name: %+v", maria)
			}
			if table := r.Table; table.Delimiter != ";" || table.Decimal != "," || table.Months || table.Headings[table.Columns[purchase.FieldValue]] != "Valor (R$)" {
				t.Errorf("%+v", table)
			}
		})
	}
}

func TestAFileIsReadAgainWithoutDoubling(t *testing.T) {
	s := newShop(t)
	s.imports(messy)
	again := s.imports(messy)
	known := slices.DeleteFunc(slices.Clone(again.Skipped), func(k purchase.Skip) bool { return k.Reason != purchase.Known })
	if again.New != 0 || again.ID != "" || again.Customers != 0 || len(known) != 5 || len(again.Skipped) != len(messySkips)+5 {
		t.Errorf("%+v", again)
	}
	longer := strings.Replace(messy, "Papel;12;", "Papel;13;", 1) + "10/03/2026;Maria so nome;;;;Linha;4,00;;;\n" + "08/03/2026;Maria Só Nome;;;;Linha;4,00;;;\n"
	r := s.imports(longer)
	if r.New != 2 || r.Customers != 0 || !slices.Contains(r.Skipped, purchase.Skip{Line: 5, Reason: purchase.Changed}) {
		t.Errorf("a longer file in which a line was changed: %+v", r)
	}
	if maria := s.found("Maria"); len(maria) != 1 || len(s.list(maria[0].ID)) != 4 {
		t.Errorf("%+v", maria)
	}
}

// TestLinesThatSayTheSame: without a number each is a purchase, since two may buy the same on one day, and is pointed out;
// what repeats a number is none.
func TestLinesThatSayTheSame(t *testing.T) {
	const head = "data;pedido;cliente;produto;valor\n"
	const line = "05/03/2026;;Ana;Agenda;89,90\n"
	const numbered = "05/03/2026;7;Ana;Caneta;7,50\n"
	s := newShop(t)
	r := s.imports(head + line + numbered + line + numbered + line)
	if r.New != 4 || !slices.Equal(r.Same, []int{4, 6}) || !slices.Equal(r.Skipped, []purchase.Skip{{Line: 5, Reason: purchase.Repeated}}) {
		t.Errorf("%+v", r)
	}
	if again := s.imports(head + line + line + line + line); again.New != 1 || !slices.Equal(again.Same, []int{5}) {
		t.Errorf("only the fourth is new: %+v", again)
	}
}

func TestTheTryIsWhatHappens(t *testing.T) {
	s := newShop(t)
	try, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: file(t, messy), DryRun: true})
	check(t, err)
	if len(s.found("Ana")) != 0 || try.ID != "" {
		t.Error("a try adds somebody")
	}
	r := s.imports(messy)
	if try.New != r.New || try.Customers != r.Customers || !slices.Equal(try.Skipped, r.Skipped) || len(try.Sample) != 5 {
		t.Errorf("tried %+v, did %+v", try, r)
	}
}

func TestAnImportIsTakenBack(t *testing.T) {
	s := newShop(t)
	bruno := s.meet("Bruno")
	first := s.imports(messy)
	maria := s.found("Maria")[0].ID
	_, err := customer.Note(t.Context(), s.st, maria, "gosta de linha")
	check(t, err)
	mistake := s.list(bruno)[0].ID
	_, err = purchase.Remove(t.Context(), s.st, mistake)
	check(t, err)

	u := s.undo(first.ID)
	stays := []transfer.Stayed{{CustomerID: maria, Reason: desk.StaysSpoken}}
	if u.Purchases != 4 || u.Customers != 1 || !slices.Equal(u.Stayed, stays) || len(s.found("Ana")) != 0 || len(s.found("Maria")) != 1 || len(s.list(maria)) != 0 {
		t.Errorf("%+v", u)
	}
	s.rebuilds(bruno, maria)
	if u := s.undo(first.ID); u.Purchases != 0 || u.Customers != 0 || !slices.Equal(u.Stayed, stays) {
		t.Errorf("twice: %+v", u)
	}
	if _, err := transfer.Undo(t.Context(), s.st, "nothing", nil); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("of nothing: %v", err)
	}
	second := s.imports(messy)
	if second.New != 5 || second.Customers != 1 || len(s.list(maria)) != 2 {
		t.Errorf("read again after that: %+v", second)
	}
	if third := s.imports(messy); third.New != 0 {
		t.Errorf("and again: %+v", third)
	}
	_, err = purchase.Remove(t.Context(), s.st, s.list(bruno)[0].ID)
	check(t, err)
	if fourth := s.imports(messy); fourth.New != 0 || len(s.list(bruno)) != 0 {
		t.Errorf("a mistake comes back: %+v", fourth)
	}
	s.rebuilds(bruno, maria)
}

// TestAnImportIsListed beside those of other kinds, with what is still here of it.
func TestAnImportIsListed(t *testing.T) {
	s := newShop(t)
	first := s.imports(messy)
	s.imports(messy) // brings nothing, and is none
	same := func(step string, purchases, customers int, undone bool) {
		t.Helper()
		list := s.made()
		if len(list) != 1 {
			t.Fatalf("%s: %+v", step, list)
		}
		m := list[0]
		if m.ID != desk.EventID(first.ID) || m.Kind != desk.PurchaseImport || m.File != "vendas.csv" || m.At.IsZero() ||
			m.Purchases != purchases || m.New != customers || m.UndoneAt.IsZero() == undone {
			t.Errorf("%s: %+v", step, m)
		}
	}
	same("brought", 5, 3, false)
	_, err := purchase.Remove(t.Context(), s.st, s.list(s.found("Maria")[0].ID)[0].ID)
	check(t, err)
	same("one was a mistake", 4, 3, false)
	check(t, s.st.Rebuild(t.Context()))
	same("made anew", 4, 3, false)
	s.undo(first.ID)
	same("taken back, but for who was changed since", 0, 1, true)
	check(t, s.st.Rebuild(t.Context()))
	same("taken back, and made anew", 0, 1, true)
}

// TestWhatStopsHalfwayIsGoneOnWith: what it brought can be taken back, and the next reading adds the rest.
func TestWhatStopsHalfwayIsGoneOnWith(t *testing.T) {
	s := newShop(t)
	var table strings.Builder
	table.WriteString("data;valor;email;pedido\n")
	for n := range 5_000 {
		fmt.Fprintf(&table, "01/05/2026;1,00;c%d@exemplo.example;%d\n", n%70, n)
	}
	ctx, stop := context.WithCancel(t.Context())
	source := purchase.Source{Path: file(t, table.String()), Progress: func(done, total int64) {
		if done > total/2 {
			stop()
		}
	}}
	first, err := purchase.Import(ctx, s.st, source)
	if !errors.Is(err, context.Canceled) || first.ID == "" || first.New != 2_000 || first.Customers != 70 {
		t.Fatalf("%v %+v", err, first)
	}
	if list := s.made(); len(list) != 1 || list[0].Purchases != 2_000 {
		t.Errorf("%+v", list)
	}
	source.Progress = nil
	rest, err := purchase.Import(t.Context(), s.st, source)
	check(t, err)
	if rest.New != 3_000 || rest.Customers != 0 || len(rest.Skipped) != 2_000 {
		t.Errorf("the rest: %d new", rest.New)
	}
	if u := s.undo(first.ID); u.Purchases != 2_000 || u.Customers != 0 || len(u.Stayed) != 70 {
		t.Errorf("the first half is taken back: %+v", u)
	}
}

func TestTheLinesOfAnOrderAreBoughtAtOnce(t *testing.T) {
	s := newShop(t)
	ana := s.meet("Ana")
	r := s.imports("order id,date,email,item,amount\n9,2026-06-01,ana@exemplo.example,Pen,1.50\n9,2026-06-01,ana@exemplo.example,Ink,2.50\n")
	f := s.figures(ana)
	if r.New != 2 || r.Customers != 0 || f.RFV.Times != 1 || f.RFV.Cents != 400 || f.LTV.Purchases != 1 {
		t.Errorf("%+v: %+v %+v", r, f.RFV, f.LTV)
	}
}

func TestCustomersAreFoundByTheSurestKey(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	document := "111.444.777-35"
	check(t, customer.Describe(t.Context(), s.st, bruno, customer.Description{Document: &document}))
	r := s.imports("data;valor;nome;cpf;email;telefone\n" +
		"01/06/2026;1;Quem;11144477735;ana@exemplo.example;\n" + // the document says Bruno
		"01/06/2026;2;Ana;;ANA@exemplo.example;\n" +
		"01/06/2026;3;Ana;;;\n" + // a name alone is nobody's whom we know otherwise
		"01/06/2026;4;Dora;12ABC34501DE35;;\n" +
		"01/06/2026;5;Dora Ltda;12.ABC.345/01DE-35;;\n" +
		"01/06/2026;6;Consumidor;000.000.000-00;;\n")
	if r.New != 6 || r.Customers != 3 || len(s.list(bruno)) != 1 || len(s.list(ana)) != 1 {
		t.Errorf("%+v", r)
	}
	dora := s.found("Dora")
	if len(dora) != 1 || len(s.list(dora[0].ID)) != 2 {
		t.Errorf("%+v", dora)
	}
	if _, err := customer.Merge(t.Context(), s.st, bruno, dora[0].ID, nil); err != nil || len(s.list(bruno)) != 3 {
		t.Errorf("somebody known by a document alone is merged: %v, %d", err, len(s.list(bruno)))
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	s := newShop(t)
	for name, c := range map[string]struct {
		file string
		told map[purchase.Field]string
		code desk.Code
	}{
		"nothing":              {"", nil, desk.ErrPurchaseUnreadable},
		"a picture":            {"\x89PNG\r\n\x1a\n\x00\x00", nil, desk.ErrPurchaseUnreadable},
		"no heading":           {"10/06/2026;Ana;3,00\n", nil, desk.ErrPurchaseColumns},
		"nobody":               {"data;valor\n10/06/2026;3,00\n", nil, desk.ErrPurchaseColumns},
		"another page":         {"<html></html>", nil, desk.ErrPurchaseUnreadable},
		"a column that is not": {"data;valor;nome\n", map[purchase.Field]string{purchase.FieldValue: "Preço"}, desk.ErrUsage},
		"a field that is not":  {"data;valor;nome\n", map[purchase.Field]string{"shoe": "valor"}, desk.ErrUsage},
	} {
		_, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: file(t, c.file), Map: c.told})
		if !desk.HasCode(err, c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func TestTheOwnerSaysWhatAColumnHolds(t *testing.T) {
	s := newShop(t)
	r, err := purchase.Import(t.Context(), s.st, purchase.Source{
		Path: file(t, "Quando|Quem|Quanto|Lote\n10/06/2026|Ana|3,00|7\n"), Place: desk.AtPartner,
		Map: map[purchase.Field]string{purchase.FieldDate: "quando", purchase.FieldName: "Quem", purchase.FieldValue: "3"},
	})
	check(t, err)
	again, err := purchase.Import(t.Context(), s.st, purchase.Source{
		Path: file(t, "data;nome;valor;obs\n11/06/2026;Ana;3,00;nada\n"), Map: map[purchase.Field]string{purchase.FieldNote: ""}, DryRun: true,
	})
	check(t, err)
	if _, has := again.Table.Columns[purchase.FieldNote]; has || again.Sample[0].Purchase.Note != "" {
		t.Errorf("a column that is not to be read: %+v", again)
	}
	_, err = purchase.Import(t.Context(), s.st, purchase.Source{Path: file(t, "Quando|Valor|Nome do cliente\n")})
	if p := desk.AsError(err).Params; p["missing"] != "date" || p["columns"] != "Quando · Valor · Nome do cliente" || p["found"] != "value=2 · name=3" {
		t.Errorf("what is missing is told with what is there: %v", p)
	}
	if list := s.list(s.found("Ana")[0].ID); r.New != 1 || len(list) != 1 || list[0].Value.Cents != 300 || list[0].Place != desk.AtPartner {
		t.Errorf("%+v", r)
	}
}

func invoiceOf(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/nfe.xml")
	check(t, err)
	return string(text)
}

func TestAnInvoiceIsAPurchase(t *testing.T) {
	s := newShop(t)
	r := s.imports(invoiceOf(t))
	if r.New != 1 || r.Customers != 1 || r.Read != 1 || r.Table != nil {
		t.Fatalf("%+v", r)
	}
	shown := s.found("Papelaria")
	if len(shown) != 1 || shown[0].Document != "12ABC34501DE35" {
		t.Fatalf("%+v", shown)
	}
	got := s.list(shown[0].ID)[0]
	if got.What != "Agenda personalizada, Caneta azul" || got.Value != (desk.Money{Cents: 12_990, Currency: "BRL"}) || got.Place != desk.Online ||
		got.Ref != "31260612345678000195550010000003181000003187" || got.Day != desk.DayOf(today.AddDate(0, 0, -1)) {
		t.Errorf("%+v", got)
	}
	if again := s.imports(invoiceOf(t)); again.New != 0 || !slices.Equal(again.Skipped, []purchase.Skip{{Line: 1, Reason: purchase.Known}}) {
		t.Errorf("read again: %+v", again)
	}
}

// TestWhoseInvoiceItIsIsAskedOnce: it does not say whether the shop sold or bought.
func TestWhoseInvoiceItIsIsAskedOnce(t *testing.T) {
	s := newShop(t)
	source := purchase.Source{Path: file(t, invoiceOf(t))}
	_, err := purchase.Import(t.Context(), s.st, source)
	if p := desk.AsError(err); p.Code != desk.ErrPurchaseShop || p.Params["names"] != "Loja de Exemplo · Papelaria da Dora Ltda" || p.Params["documents"] != "12345678000195 · 12ABC34501DE35" {
		t.Fatalf("%v", err)
	}
	source.Shop = "---"
	if _, err := purchase.Import(t.Context(), s.st, source); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a document without a digit: %v", err)
	}
	source.Shop, source.DryRun = "12ABC34501DE35", true
	if r, err := purchase.Import(t.Context(), s.st, source); err != nil || r.New != 0 || r.Skipped[0].Reason != purchase.Bought {
		t.Errorf("the shop bought it: %v %+v", err, r)
	}
	source.Shop, source.DryRun = ownDocument, false
	if r, err := purchase.Import(t.Context(), s.st, source); err != nil || r.New != 1 {
		t.Errorf("the shop sold it: %v %+v", err, r)
	}
	source.Shop = ""
	if r, err := purchase.Import(t.Context(), s.st, source); err != nil || r.Skipped[0].Reason != purchase.Known {
		t.Errorf("it is known from then on: %v %+v", err, r)
	}
}

func TestAFolderOfInvoices(t *testing.T) {
	s := newShop(t)
	dir := t.TempDir()
	write := func(name, from, to string) {
		text := invoiceOf(t)
		if !strings.Contains(text, from) {
			t.Fatalf("%s: the invoice has no %s", name, from)
		}
		check(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700))
		check(t, os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, from, to)), 0o600))
	}
	write("2026-06/1.xml", "Caneta", "Lápis")
	write("2026-06/2.XML", "1000003187", "1000003188") // another access key
	write("again.xml", "Caneta", "Lápis")
	write("broken.xml", "</infNFe>", "")
	write("leia.txt", "Caneta", "Lápis")
	write("other.xml", "12345678000195</CNPJ>", "99345678000195</CNPJ>")
	write("own.xml", "12ABC34501DE35", "12345678000276") // the same company's other house
	r, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: dir, Shop: ownDocument})
	check(t, err)
	want := []purchase.Skip{
		{File: "again.xml", Line: 1, Reason: purchase.Repeated},
		{File: "broken.xml", Line: 1, Reason: purchase.Unreadable},
		{File: "other.xml", Line: 1, Reason: purchase.NotOurs},
		{File: "own.xml", Line: 1, Reason: purchase.NoSale},
	}
	if r.Read != 6 || r.New != 2 || r.Customers != 1 || !slices.Equal(r.Skipped, want) {
		t.Errorf("%+v", r)
	}
	if list := s.made(); len(list) != 1 || list[0].File != filepath.Base(dir) || list[0].Purchases != 2 {
		t.Errorf("%+v", list)
	}
	if _, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: t.TempDir()}); !desk.HasCode(err, desk.ErrImportUnreadable) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: filepath.Join(dir, "none")}); !desk.HasCode(err, desk.ErrImportUnreadable) {
		t.Errorf("nothing there: %v", err)
	}
}

func TestWhatIsNoSaleIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		want     purchase.Reason
	}{
		"goods that come":  {"<tpNF>1<", "<tpNF>0<", purchase.NoSale},
		"goods given back": {"<finNFe>1<", "<finNFe>4<", purchase.NoSale},
		"a trial":          {"<tpAmb>1<", "<tpAmb>2<", purchase.NoSale},
		"refused":          {"<cStat>100<", "<cStat>301<", purchase.NotAuthorised},
		"no date":          {"2026-06-09T21:30:00-03:00", "ontem", purchase.BadDate},
		"nobody":           {"<CNPJ>12ABC34501DE35</CNPJ><xNome>Papelaria da Dora Ltda</xNome>", "", purchase.NoCustomer},
	} {
		s := newShop(t)
		text := invoiceOf(t)
		if !strings.Contains(text, c.from) {
			t.Fatalf("%s: the invoice has no %s", name, c.from)
		}
		if r := s.imports(strings.ReplaceAll(text, c.from, c.to)); r.New != 0 || len(r.Skipped) != 1 || r.Skipped[0].Reason != c.want {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestAnInvoiceOfNobodyIsNotOurs(t *testing.T) {
	s := newShop(t)
	text := strings.NewReplacer("12345678000195</CNPJ>", "-</CNPJ>", "<CNPJ>12ABC34501DE35</CNPJ>", "").Replace(invoiceOf(t))
	r, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: file(t, text)})
	check(t, err)
	if len(r.Skipped) != 1 || r.Skipped[0].Reason != purchase.NotOurs {
		t.Errorf("%+v", r)
	}
}

func TestAnInvoiceBringsNoEntities(t *testing.T) {
	s := newShop(t)
	for name, text := range map[string]string{
		"a document type":   `<!DOCTYPE x [<!ENTITY a "aaaa">]>` + invoiceOf(t),
		"an entity":         strings.Replace(invoiceOf(t), "Caneta", "&a;", 1),
		"cut":               invoiceOf(t)[:800],
		"without its key":   strings.Replace(invoiceOf(t), "NFe3126", "NFe", 1),
		"too large":         "<nfeProc>" + strings.Repeat(" ", 2<<20),
		"another alphabet?": `<?xml version="1.0" encoding="utf-7"?><nfeProc/>`,
	} {
		if r, err := purchase.Import(t.Context(), s.st, purchase.Source{Path: file(t, text), Shop: ownDocument}); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestEveryLineIsAccountedFor(t *testing.T) {
	s := newShop(t)
	var table strings.Builder
	table.WriteString("data;valor;email;pedido\n")
	for n := range 5_000 {
		fmt.Fprintf(&table, "%02d/05/2026;%d,00;c%d@exemplo.example;%d\n", n%35, n%50, n%70, n%4_990)
	}
	r := s.imports(table.String())
	if r.Read != 5_000 || r.New+len(r.Skipped) != r.Read || r.New == 0 {
		t.Errorf("read %d, new %d, skipped %d", r.Read, r.New, len(r.Skipped))
	}
}
