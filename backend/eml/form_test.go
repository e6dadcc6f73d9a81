package eml

import "testing"

func TestReadForm(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want Form
	}{
		"Portuguese": {"Nome: Bia\nE-mail: bia@x.example\nTelefone: 11 98888-7777", Form{"Bia", "bia@x.example", "11 98888-7777"}},
		"Spanish":    {"Nombre y apellidos: Bia Ruiz\r\nCorreo electrónico: bia@x.example\r\nMóvil: 600 000 000\r\n", Form{"Bia Ruiz", "bia@x.example", "600 000 000"}},
		"Catalan":    {"Nom: Bia\nCorreu electrònic: bia@x.example\nTelèfon: 600000000", Form{"Bia", "bia@x.example", "600000000"}},
		"English, with marks of emphasis": {
			"*Full name:* Bia Lee\n*Email:* Bia <bia@x.example>\n- Phone number: +1 212 555 0100",
			Form{"Bia Lee", "bia@x.example", "+1 212 555 0100"},
		},
		"an address that is none":      {"Nome: Bia\nE-mail: depois eu digo", Form{Name: "Bia"}},
		"the first of each":            {"Nome: Bia\nNome: Outra\nE-mail: a@x.example\nE-mail: b@x.example", Form{"Bia", "a@x.example", ""}},
		"words that only begin so":     {"Nomeei a filha: Clara\nemailmarketing: sim", Form{}},
		"no form":                      {"Oi, tudo bem?", Form{}},
		"a line that holds a sentence": {"Mensagem: meu nome: não importa", Form{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ReadForm(test.text); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

func FuzzReadForm(f *testing.F) {
	f.Add("Nome: Bia\nE-mail: bia@x.example")
	f.Add("*Full name:* \xff\nPhone:: 1")
	f.Fuzz(func(t *testing.T, text string) {
		if form := ReadForm(text); form.Email != "" && AddressKey(form.Email) == "" {
			t.Errorf("%q is no address", form.Email)
		}
	})
}
