package desk

import "testing"

func TestDocuments(t *testing.T) {
	for text, want := range map[string]struct {
		kind  DocumentKind
		fits  bool
		shown string
	}{
		"111.444.777-35":     {CPF, true, "111.444.777-35"},
		"11144477735":        {CPF, true, "111.444.777-35"},
		"11144477734":        {CPF, false, "111.444.777-34"},
		"111.111.111-11":     {CPF, false, "111.111.111-11"},
		"52998224725":        {CPF, true, "529.982.247-25"},
		"11.222.333/0001-81": {CNPJ, true, "11.222.333/0001-81"},
		"11222333000182":     {CNPJ, false, "11.222.333/0001-82"},
		"12ABC34501DE35":     {CNPJ, true, "12.ABC.345/01DE-35"},
		"12.abc.345/01de-35": {CNPJ, true, "12.ABC.345/01DE-35"},
		"12ABC34501DE36":     {CNPJ, false, "12.ABC.345/01DE-36"},
		"00000000000000":     {CNPJ, false, "00.000.000/0000-00"},
		"PT 501964843":       {OtherDocument, true, "PT 501964843"},
		"":                   {OtherDocument, true, ""},
	} {
		kind, fits := CheckDocument(text)
		if kind != want.kind || fits != want.fits || ShownDocument(text) != want.shown {
			t.Errorf("%q is %s, fits %v, shown %q; want %+v", text, kind, fits, ShownDocument(text), want)
		}
	}
}
