package eml

import (
	"strings"
	"testing"
)

func TestReadForm(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want Form
	}{
		"Portuguese": {"Nome: Bia\nE-mail: bia@x.example\nTelefone: 11 98888-7777", Form{"Bia", "bia@x.example", "11 98888-7777", true}},
		"Spanish": {
			"Nombre y apellidos: Bia Ruiz\r\nCorreo electrónico: bia@x.example\r\nMóvil: 600 000 000\r\n",
			Form{"Bia Ruiz", "bia@x.example", "600 000 000", true},
		},
		"Catalan": {"Nom: Bia\nCorreu electrònic: bia@x.example\nTelèfon: 600000000", Form{"Bia", "bia@x.example", "600000000", true}},
		"English, with marks of emphasis": {
			"*Full name:* Bia Lee\n*Email:* Bia <bia@x.example>\n- Phone number: +1 212 555 0100",
			Form{"Bia Lee", "bia@x.example", "+1 212 555 0100", true},
		},
		"Portuguese of Portugal":  {"O seu nome: Bia\nTelemóvel (obrigatório): 912 345 678\nA sua mensagem: Olá", Form{"Bia", "", "912 345 678", true}},
		"a value below its label": {"name:\nBia Souza\n\n\nemail:\nbia@x.example\n\n\nmessage:\nOi", Form{"Bia Souza", "bia@x.example", "", true}},
		"labels without colons": {
			"--- Nome ---\n\nBia Souza\n\n--- Telefone / WhatsApp ---\n\n(11) 98888-7777\n\n--- Mensagem ---\n\nOi",
			Form{"Bia Souza", "", "(11) 98888-7777", true},
		},
		"cells side by side":               {"Name Bia Souza\nEmail bia@x.example\nPhone +55 11 98888-7777", Form{"Bia Souza", "bia@x.example", "+55 11 98888-7777", true}},
		"the name of a firm":               {"Nombre de la empresa: Flor S.L.\nNombre: Bia\nTeléfono de contacto (obligatorio): 600 000 000", Form{"Bia", "", "600 000 000", true}},
		"the head of a table":              {"Name Value\nname\nBia\nemail\nbia@x.example", Form{"Bia", "bia@x.example", "", true}},
		"a field that was left empty":      {"Nome: Bia\nE-mail:\nTelefone: 11 98888-7777", Form{"Bia", "", "11 98888-7777", true}},
		"neither an address nor a number":  {"Nome: Bia\nMensagem: Oi", Form{Name: "Bia", Sure: true}},
		"words beside the number":          {"Telefone: (11) 98888-7777 (só à tarde)", Form{Phone: "(11) 98888-7777"}},
		"the program names whom it is of":  {"De: Bia Souza bia@x.example\nAssunto: Agenda\n\nCorpo da mensagem:\nOi", Form{"Bia Souza", "bia@x.example", "", true}},
		"the head of a forwarded mail":     {"De: Bia <bia@x.example>\nEnviado: ontem\nPara: loja@x.example\nAssunto: Agenda\n\nOi", Form{}},
		"another order of the same":        {"From: Bia <bia@x.example>\nSubject: Agenda\nDate: Mon\nTo: loja@x.example\n\nOi", Form{}},
		"a signature":                      {"Oi!\n\nMaria\nTelefone: (11) 3333-4444\nE-mail: maria@x.example", Form{"", "maria@x.example", "(11) 3333-4444", false}},
		"an address that is none":          {"Nome: Bia\nE-mail: depois eu digo", Form{Name: "Bia", Sure: true}},
		"an address that reaches nobody":   {"E-mail: bia@insta", Form{}},
		"the first of each":                {"Nome: Bia\nNome: Outra\nE-mail: a@x.example\nE-mail: b@x.example", Form{"Bia", "a@x.example", "", true}},
		"words that only begin so":         {"Nomeei a filha: Clara\nemailmarketing: sim", Form{}},
		"a sentence that begins so":        {"Nome que eu dei para a loja não serve, viu?\nTelefone não tenho\nEmail eu leio pouco", Form{}},
		"no form":                          {"Oi, tudo bem?", Form{}},
		"a line that holds a sentence":     {"Mensagem: meu nome: não importa", Form{}},
		"a name with marks that turn text": {"Nome: Bia\u202e\x07 Souza\nMensagem: Oi", Form{Name: "Bia Souza", Sure: true}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ReadForm(test.text); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// FuzzReadForm: nothing is read that the mail does not say.
func FuzzReadForm(f *testing.F) {
	f.Add("Nome: Bia\nE-mail: bia@x.example")
	f.Add("*Full name:* \xff\nPhone:: 1")
	f.Add("De: Bia <bia@x.example>\nTelefone\n+55 (11) 98888-7777")
	f.Fuzz(func(t *testing.T, text string) {
		form := ReadForm(text)
		if form.Email != "" && (!strings.Contains(text, form.Email) || !IsSendable(form.Email)) {
			t.Errorf("%q is no address of the text", form.Email)
		}
		if form.Phone != "" && !strings.Contains(text, form.Phone) {
			t.Errorf("%q is no number of the text", form.Phone)
		}
	})
}
