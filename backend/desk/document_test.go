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
		"PT 501964843":       {NIF, true, "PT 501964843"},
		"501964843":          {NIF, true, "501964843"},
		"PT 501964842":       {NIF, false, "PT 501964842"},
		"12.345.678-0":       {OtherDocument, true, "12.345.678-0"}, // an RG
		"401964843":          {OtherDocument, true, "401964843"},
		"12345678Z":          {NIF, true, "12345678Z"},
		"12.345.678-z":       {NIF, true, "12.345.678-z"},
		"12345678A":          {NIF, false, "12345678A"},
		"ES12345678Z":        {NIF, true, "ES12345678Z"},
		"X1234567L":          {NIE, true, "X1234567L"},
		"Y1234567X":          {NIE, true, "Y1234567X"},
		"Z1234567R":          {NIE, true, "Z1234567R"},
		"X1234567A":          {NIE, false, "X1234567A"},
		"A58818501":          {NIF, true, "A58818501"},
		"P5800000B":          {NIF, false, "P5800000B"},
		"Q2826000H":          {NIF, true, "Q2826000H"},
		"B12345678":          {NIF, false, "B12345678"},
		"K1234567L":          {NIF, true, "K1234567L"},
		"O12345678":          {OtherDocument, true, "O12345678"},
		"":                   {OtherDocument, true, ""},
	} {
		kind, fits := CheckDocument(text)
		if kind != want.kind || fits != want.fits || ShownDocument(text) != want.shown {
			t.Errorf("%q is %s, fits %v, shown %q; want %+v", text, kind, fits, ShownDocument(text), want)
		}
	}
}

func TestOneDocumentHasOneKey(t *testing.T) {
	for _, spellings := range [][]string{
		{"111.444.777-35", "11144477735", " 111 444 777 35 "},
		{"12.abc.345/01de-35", "12ABC34501DE35"},
		{"PT 501 964 843", "pt501964843", "501964843"},
		{"ES-12345678-Z", "12345678z"},
	} {
		for _, s := range spellings {
			if DocumentKey(s) != DocumentKey(spellings[0]) {
				t.Errorf("%q is %s, and %q %s", spellings[0], DocumentKey(spellings[0]), s, DocumentKey(s))
			}
		}
	}
}
