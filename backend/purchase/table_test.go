package purchase

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"balcao/backend/desk"
)

func recordsOf(t *testing.T, file string) (tab *table, list []record) {
	t.Helper()
	tab, err := readTable([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	err = tab.each(func(r record) error { list = append(list, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return tab, list
}

func TestHowATableIsWrittenIsFoundOut(t *testing.T) {
	for name, c := range map[string]struct {
		file, encoding string
		delimiter      rune
		first          []string
	}{
		"semicolons":          {"a;b\n1;2\n", "utf-8", ';', []string{"1", "2"}},
		"commas":              {"a,b\n\"1;3\",2\n", "utf-8", ',', []string{"1;3", "2"}},
		"tabs":                {"a\tb\n1\t2", "utf-8", '\t', []string{"1", "2"}},
		"bars":                {"a|b|c\r\n1|2|\r\n", "utf-8", '|', []string{"1", "2", ""}},
		"quoted heading":      {"\"a;x\",b\n1,2\n", "utf-8", ',', []string{"1", "2"}},
		"told":                {"sep=,\na,b\n1,2\n", "utf-8", ',', []string{"1", "2"}},
		"blank lines above":   {"\n;;\na;b\n\n1;2\n", "utf-8", ';', []string{"1", "2"}},
		"an old Windows":      {"a;b\nma\xe7\xe3;2\n", "windows-1252", ';', []string{"maçã", "2"}},
		"two bytes each":      {"\xff\xfea\x00;\x00b\x00\n\x001\x00;\x002\x00", "utf-16", ';', []string{"1", "2"}},
		"a mark in front":     {"\ufeffa;b\n1;2\n", "utf-8", ';', []string{"1", "2"}},
		"a field on two":      {"a;b\n\"1\n3\";2\n", "utf-8", ';', []string{"1\n3", "2"}},
		"a quote within":      {"a;b\n5\" long;2\n", "utf-8", ';', []string{"5\" long", "2"}},
		"fewer than heading":  {"a;b\n1\n", "utf-8", ';', []string{"1"}},
		"empty ones too many": {"a;b\n1;2;;\n", "utf-8", ';', []string{"1", "2", "", ""}},
	} {
		tab, list := recordsOf(t, c.file)
		if tab.Encoding != c.encoding || tab.Delimiter != c.delimiter || len(list) != 1 || list[0].broken || !slices.Equal(list[0].fields, c.first) {
			t.Errorf("%s: %s %q %+v", name, tab.Encoding, tab.Delimiter, list)
		}
	}
}

// TestAnOpenQuoteSpoilsItsOwnLine: what comes behind it is read, and has its number.
func TestAnOpenQuoteSpoilsItsOwnLine(t *testing.T) {
	_, list := recordsOf(t, "a;b\n\"1;2\n3;4\n5;6;7\n\"8\n9\";10\n11;12\n")
	var lines []int
	var broken []bool
	for _, r := range list {
		lines, broken = append(lines, r.line), append(broken, r.broken)
	}
	if !slices.Equal(lines, []int{2, 3, 4, 5, 7}) || !slices.Equal(broken, []bool{true, false, true, false, false}) {
		t.Errorf("%v %v: %+v", lines, broken, list)
	}
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{"data;valor;nome\n10/06/2026;1,00;Ana\n", "\"a\n\"\"\n\"", "sep=;\n\n", "\xff\xfe\x00", "a,b\n\"\n\"\n\"\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tab, err := readTable(data)
		if err != nil {
			return
		}
		last := 0
		_ = tab.each(func(r record) error {
			if r.line <= last {
				t.Fatalf("line %d after %d", r.line, last)
			}
			last = r.line
			return nil
		})
		if last > bytes.Count(tab.body, []byte{'\n'})+tab.line {
			t.Fatalf("line %d is not there", last)
		}
		c, err := findColumns(tab.heading, map[Field]string{FieldDate: "1", FieldValue: "2", FieldName: "3"})
		if err != nil {
			return
		}
		s, err := styleOf(tab, c)
		if err != nil {
			t.Fatal(err)
		}
		_ = tab.each(func(r record) error {
			l, reason := lineOfRecord(r, c, s, defaults{place: desk.AtShop, currency: "BRL", now: time.Now()})
			if reason == "" && l.Purchase.Value.Cents <= 0 {
				t.Fatalf("%+v", l)
			}
			return nil
		})
	})
}

func FuzzInvoice(f *testing.F) {
	whole, err := os.ReadFile("testdata/nfe.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><nfeProc>&b;</nfeProc>`))
	f.Add(bytes.Repeat([]byte("<NFe>"), 100))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := parseInvoice(data)
		if err != nil {
			return
		}
		if l, reason := p.line(defaults{place: desk.AtShop, currency: "BRL", now: time.Now()}); reason == "" && len(l.Purchase.Ref) != accessKey {
			t.Fatalf("%+v", l)
		}
	})
}

func TestColumnsAreFoundByWhatTheyAreCalled(t *testing.T) {
	for name, c := range map[string]struct {
		heading []string
		want    columns
	}{
		"pt": {
			[]string{"Nº Pedido", "Data da Venda", "Nome do Cliente", "CPF/CNPJ", "E-mail", "WhatsApp", "Descrição", "Preço", "Valor Total (R$)", "Canal", "Obs."},
			columns{FieldRef: 0, FieldDate: 1, FieldName: 2, FieldDocument: 3, FieldEmail: 4, FieldPhone: 5, FieldWhat: 6, FieldValue: 8, FieldWhere: 9, FieldNote: 10},
		},
		"en": {
			[]string{"Order ID", "Order Date", "Customer", "Email", "Product", "Amount", "Currency"},
			columns{FieldRef: 0, FieldDate: 1, FieldName: 2, FieldEmail: 3, FieldWhat: 4, FieldValue: 5, FieldCurrency: 6},
		},
		"es": {
			[]string{"Fecha", "Nombre", "NIF", "Teléfono", "Artículo", "Importe total", "Tienda"},
			columns{FieldDate: 0, FieldName: 1, FieldDocument: 2, FieldPhone: 3, FieldWhat: 4, FieldValue: 5, FieldWhere: 6},
		},
		"ca": {
			[]string{"Data de la compra", "Nom", "Correu electrònic", "Concepte", "Import"},
			columns{FieldDate: 0, FieldName: 1, FieldEmail: 2, FieldWhat: 3, FieldValue: 4},
		},
		"a birthday is no date": {[]string{"Data de nascimento", "Data", "Nome", "Valor"}, columns{FieldDate: 1, FieldName: 2, FieldValue: 3}},
	} {
		got, err := findColumns(c.heading, nil)
		if err != nil || len(got) != len(c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		for field, at := range c.want {
			if has, ok := got[field]; !ok || has != at {
				t.Errorf("%s: %s is in column %d, want %d", name, field, has, at)
			}
		}
	}
}
