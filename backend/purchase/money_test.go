package purchase

import (
	"testing"

	"balcao/backend/desk"
)

func TestAmountsAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]desk.Money{
		"89,90": {Cents: 8990}, "89.90": {Cents: 8990}, "89": {Cents: 8900}, "89,9": {Cents: 8990}, "0,05": {Cents: 5},
		"1.234,56": {Cents: 123456}, "1,234.56": {Cents: 123456}, "1.234": {Cents: 123400}, "1,234": {Cents: 123400},
		"1.234.567,89": {Cents: 123456789}, "1 234,56": {Cents: 123456}, "1\u00a0234,56": {Cents: 123456}, "12.500": {Cents: 1250000},
		"R$ 1.234,56": {Cents: 123456, Currency: "BRL"}, "R$89,90": {Cents: 8990, Currency: "BRL"}, "US$ 12.00": {Cents: 1200, Currency: "USD"},
		"12,00 €": {Cents: 1200, Currency: "EUR"}, "EUR 12": {Cents: 1200, Currency: "EUR"}, "12 brl": {Cents: 1200, Currency: "BRL"},
		"-50,00": {Cents: -5000}, "(50,00)": {Cents: -5000}, "89,900": {Cents: 8990000},
	} {
		if got, ok := ParseAmount(text); !ok || got != want {
			t.Errorf("%q is read as %+v, %v; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "abc", "R$", "1.23.4", "1,2,3", "12,345.6.7", "12 pieces", ".50", "1.234,567", "10%", "99999999999999"} {
		if got, ok := ParseAmount(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestTheRestOfAFileTellsWhatASeparatorIs(t *testing.T) {
	for name, c := range map[string]struct {
		file []string
		want byte
	}{
		"comma": {[]string{"1.234", "89,90"}, ','}, "point": {[]string{"1,234", "89.90"}, '.'}, "both in one": {[]string{"1.234,50"}, ','},
		"nothing tells": {[]string{"1.234", "90"}, 0}, "both ways": {[]string{"89,90", "89.90"}, 0}, "thousands alone": {[]string{"1.234.567"}, 0},
	} {
		var d decimals
		for _, text := range c.file {
			d.see(text)
		}
		if got := d.separator(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got, ok := parseAmount("12.500", '.'); !ok || got.Cents != 1250 {
		t.Errorf("three decimals are read as %+v, %v", got, ok)
	}
	if got, ok := parseAmount("12.501", '.'); ok {
		t.Errorf("a fraction of a cent is read as %+v", got)
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, seed := range []string{"R$ 1.234,56", "(12)", "1,2,3", "-.", "€"} {
		f.Add(seed, byte(','))
	}
	f.Fuzz(func(t *testing.T, text string, decimal byte) {
		if m, ok := parseAmount(text, decimal); ok && m.Currency != "" && !isCurrency(m.Currency) {
			t.Errorf("%q: %+v", text, m)
		}
	})
}
