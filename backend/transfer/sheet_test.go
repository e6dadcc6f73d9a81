package transfer

import (
	"fmt"
	"strings"
	"testing"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

func TestListsAreRead(t *testing.T) {
	cases := []struct {
		name, list string
		columns    Columns
		want       string // name, contacts, document, notes, tags of each
	}{
		{
			"semicolons and accents", "Nome;Telefone;E-mail;CPF;Observações;Etiquetas\nAna Lima;11 98765-4321;ana@exemplo.example;529.982.247-25;\"Papel; azul\";boa, antiga\n", nil,
			"Ana Lima [11 98765-4321 ana@exemplo.example] 529.982.247-25 Papel; azul [boa  antiga]",
		},
		{"commas, English", "Name,Mobile phone,E-mail address,Notes\nRui,+351 912 345 678,rui@exemplo.example,Hi\n", nil, "Rui [+351 912 345 678 rui@exemplo.example]  Hi []"},
		{"Spanish with tabs", "Nombre\tApellidos\tMóvil\nAna\tMar Sol\t600 111 222\n", nil, "Ana Mar Sol [600 111 222]   []"},
		{"Catalan", "Nom;Cognoms;Telèfon;Correu\nPau;Riu;600111222;pau@exemplo.example\n", nil, "Pau Riu [600111222 pau@exemplo.example]   []"},
		{
			"Google's own", "First Name,Last Name,Phone 1 - Type,Phone 1 - Value,E-mail 1 - Value\nAna,Lima,Mobile,11987654321 ::: 1133334444,ana@exemplo.example\n", nil,
			"Ana Lima [11987654321 1133334444 ana@exemplo.example]   []",
		},
		{"Excel's line above", "sep=|\nNome|Celular\nAna|11987654321\n", nil, "Ana [11987654321]   []"},
		{"what Windows writes", "Nome;Telefone\nConcei\xe7\xe3o;1133334444\n", nil, "Conceição [1133334444]   []"},
		{"UTF-16", "\xff\xfeN\x00o\x00m\x00e\x00;\x00T\x00e\x00l\x00\n\x00A\x00n\x00a\x00;\x001\x001\x003\x003\x003\x003\x004\x004\x004\x004\x00\n\x00", nil, "Ana [1133334444]   []"},
		{"told which column", "Quem;Contato\nAna;1133334444\n", Columns{"name=quem", "phone=2"}, "Ana [1133334444]   []"},
		{"blank lines", "Nome;Telefone\n;\n\nAna;1133334444\n", nil, "Ana [1133334444]   []"},
		{
			"quotes that nobody closes", "Nome;Telefone;Notas\n\"Zé\" Silva;1133331111;\nAna;1133332222;\"Um\nDois\"\n\"Bia;1133333333;x\n5\" de cano;1133334444;\nRui;1133335555;\n", nil,
			"\"Zé\" Silva [1133331111]   []\nAna [1133332222]  Um\nDois []\n\"Bia [1133333333]  x []\n5\" de cano [1133334444]   []\nRui [1133335555]   []",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r Report
			people, err := readSheet([]byte(c.list), c.columns, &r)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range people {
				var typed []string
				for _, contact := range p.Contacts {
					typed = append(typed, contact.Typed)
				}
				got = append(got, fmt.Sprint(p.Name, " ", typed, " ", p.Document, " ", p.Notes, " ", p.Tags))
			}
			want(t, "people", strings.Join(got, "\n"), c.want)
		})
	}
}

func TestListsThatCannotBeRead(t *testing.T) {
	s := newShop(t)
	cases := []struct {
		name, list string
		columns    Columns
		want       desk.Code
	}{
		{"no address", "Nome;Cidade\nAna;Santos\n", nil, desk.ErrImportColumns},
		{"a column that is not there", "Nome;Telefone\nAna;1\n", Columns{"email=Correio"}, desk.ErrUsage},
		{"a field that is none", "Nome;Telefone\nAna;1\n", Columns{"age=Nome"}, desk.ErrUsage},
		{"nothing", "", nil, desk.ErrImportUnreadable},
		{"headings alone", "Nome;Telefone\n", nil, desk.ErrImportUnreadable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Customers(t.Context(), s.st, s.file("c.csv", c.list), c.columns, Options{}); !desk.HasCode(err, c.want) {
				t.Errorf("err = %v", err)
			}
		})
	}
}

func TestCustomersOfAList(t *testing.T) {
	s := newShop(t)
	path := s.file("c.csv", "Nome;Telefone;Tags\nAna;11 98765-4321;vip\nBia;ruim;\nCris;;\nAna;+55 (11) 98765-4321;vip, nova\n")
	r, err := Customers(t.Context(), s.st, path, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "report", fmt.Sprint(r.Read, r.New, r.Updated, r.Skipped), "4 1 0 [{ 3 address_invalid} { 4 no_address} { 5 repeated}]")
	list, err := customer.Directory(t.Context(), s.st, customer.DirectoryQuery{})
	if err != nil || len(list.Rows) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	want(t, "tags", list.Rows[0].Tags, []string{"vip", "nova"})
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	want(t, "undone", fmt.Sprint(u.Customers, len(u.Stayed), err), "1 0 <nil>")
	s.rebuildChangesNothing()
}

// TestWhatAListSaysTwiceIsHeldOnce: a list of sales names whoever buys often a thousand times.
func TestWhatAListSaysTwiceIsHeldOnce(t *testing.T) {
	var r Report
	people, err := readSheet([]byte("Nome;Telefone;Tags\n"+strings.Repeat("Ana;1133331111;vip, boa\n", 1000)+"Ana;11 3333-1111;nova\n"), nil, &r)
	if err != nil {
		t.Fatal(err)
	}
	folded := fold(people, &r)
	want(t, "people", fmt.Sprint(len(people), len(folded), len(r.Skipped)), "1001 1 1000")
	want(t, "held", fmt.Sprint(folded[0].Contacts, folded[0].Tags), "[{sms 1133331111 } {sms 11 3333-1111 }] [vip  boa nova]")
}

// TestTheLinesOfAListAreThoseOfItsFile: what is left out is found there.
func TestTheLinesOfAListAreThoseOfItsFile(t *testing.T) {
	s := newShop(t)
	r, err := Customers(t.Context(), s.st, s.file("c.csv", "sep=;\r\nNome;Telefone;Notas\r\nAna;1133331111;\"um\r\ndois\"\r\n\r\nBia;ruim;\r\nCris;;\r\n"), nil, Options{})
	want(t, "left out", fmt.Sprint(r.Read, r.New, r.Skipped, err), "3 1 [{ 6 address_invalid} { 7 no_address}] <nil>")
}

func FuzzSheet(f *testing.F) {
	f.Add([]byte("Nome;Tel\n\"a\"b;1\n"))
	f.Add([]byte("sep=\xff\nNome\xffTel"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var r Report
		if people, _ := readSheet(raw, nil, &r); len(people) > len(raw) {
			t.Errorf("%d people out of %d bytes", len(people), len(raw))
		}
	})
}
