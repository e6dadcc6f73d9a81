package assist

import (
	"strings"
	"testing"
)

func TestMaskHidesWhatIdentifies(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"CPF":                  {"meu cpf é 529.982.247-25 ok", "meu cpf é [[CPF-1]] ok"},
		"CPF, only digits":     {"cpf 52998224725", "cpf [[CPF-1]]"},
		"no number of anybody": {"pedido 12345678", "pedido 12345678"},
		"CNPJ":                 {"CNPJ 11.222.333/0001-81.", "CNPJ [[CNPJ-1]]."},
		"card":                 {"cartão 4111 1111 1111 1111 val 12/27", "cartão [[CARD-1]] val 12/27"},
		"no card":              {"rastreio 4111 1111 1111 1112", "rastreio 4111 1111 1111 1112"},
		"mail":                 {"escreva para ana.souza+1@exemplo.com.br!", "escreva para [[EMAIL-1]]!"},
		"mobile":               {"ligue (11) 98888-7777 por favor", "ligue [[PHONE-1]] por favor"},
		"international":        {"+351 912 345 678", "[[PHONE-1]]"},
		"Spanish":              {"mi número: 612 34 56 78", "mi número: [[PHONE-1]]"},
		"home number":          {"meu fixo 3333-4444", "meu fixo [[PHONE-1]]"},
		"two numbers":          {"11 98888-7777 ou 11 3333-4444", "[[PHONE-1]] ou [[PHONE-2]]"},
		"the same twice":       {"a@b.com e a@b.com", "[[EMAIL-1]] e [[EMAIL-1]]"},
		"Pix key":              {"pix 123e4567-e89b-12d3-a456-426614174000", "pix [[PIX-1]]"},
		"IBAN":                 {"IBAN ES91 2100 0418 4502 0005 1332 OBRIGADA", "IBAN [[IBAN-1]] OBRIGADA"},
		"IBAN as printed":      {"PT50 0002 0123 1234 5678 9015 4, obrigada", "[[IBAN-1]], obrigada"},
		"IBAN, last one sign":  {"BR18 0036 0305 0000 1000 9795 493C 1", "[[IBAN-1]]"},
		"IBAN, dashes, small":  {"pt50-0002-0123-1234-5678-9015-4", "[[IBAN-1]]"},
		"IBAN over two lines":  {"PT50 0002 0123\n1234 5678 9015 4", "[[IBAN-1]]"},
		"IBAN, mistyped":       {"ES92 2100 0418 4502 0005 1332", "[[IBAN-1]]"},
		"IBAN, short":          {"NO93 8601 1117 947", "[[IBAN-1]]"},
		"IBAN in letters":      {"MT84 MALT 0110 0001 2345 MTLC AST0 01S", "[[IBAN-1]]"},
		"no IBAN":              {"ES10 caixas de papel para a quatro lojas", "ES10 caixas de papel para a quatro lojas"},
		"NIB":                  {"NIB 0002 0123 1234 5678 9015 4", "NIB [[ACCOUNT-1]]"},
		"CCC":                  {"2100 0418 45 0200051332", "[[ACCOUNT-1]]"},
		"branch and account":   {"ag 1234-5 c/c 56789-X", "ag [[ACCOUNT-1]] c/c [[ACCOUNT-2]]"},
		"account":              {"conta corrente: 12.345-6", "conta corrente: [[ACCOUNT-1]]"},
		"a bill":               {"a conta deu R$ 1500, a conta é 150,00", "a conta deu R$ 1500, a conta é 150,00"},
		"Pix key, no dashes":   {"123E4567E89B12D3A456426614174000", "[[PIX-1]]"},
		"CPF with blanks":      {"529 982 247 25", "[[CPF-1]]"},
		"CPF, mistyped":        {"cpf: 123.456.789-00", "cpf: [[DOCUMENT-1]]"},
		"CNPJ with blanks":     {"11 222 333 0001 81", "[[CNPJ-1]]"},
		"DNI":                  {"12345678Z", "[[DOCUMENT-1]]"},
		"NIF":                  {"o meu NIF é 123456789", "o meu NIF é [[DOCUMENT-1]]"},
		"CVV":                  {"cvv: 123", "cvv: [[CODE-1]]"},
		"CVV in words":         {"código de segurança 123", "código de segurança [[CODE-1]]"},
		"0800":                 {"ligue 0800 123 4567", "ligue [[PHONE-1]]"},
		"0300, one piece":      {"03001234567", "[[PHONE-1]]"},
		"another country's":    {"020 7946 0958", "[[PHONE-1]]"},
		"home number, called":  {"meu telefone é 33334444", "meu telefone é [[PHONE-1]]"},
		"a day and an hour":    {"01.11.2026 14:30 e 05-12-2026 10h", "01.11.2026 14:30 e 05-12-2026 10h"},
		"wifi":                 {"senha do wifi é girassol", "senha do wifi é [[CODE-1]]"},
		"beside its noun":      {"senha abacate12", "senha [[CODE-1]]"},
		"e without accent":     {"senha e abacate12", "senha e [[CODE-1]]"},
		"several words":        {"a senha é: gato preto, tá?", "a senha é: [[CODE-1]] tá?"},
		"between quotes":       {"senha \"gato preto\" ok", "senha [[CODE-1]] ok"},
		"on the next line":     {"Senha:\n  abacate", "Senha:\n  [[CODE-1]]"},
		"Spanish key":          {"mi clave es margarita", "mi clave es [[CODE-1]]"},
		"Spanish password":     {"mi contraseña es margarita", "mi contraseña es [[CODE-1]]"},
		"Catalan password":     {"la contrasenya és sol123", "la contrasenya és [[CODE-1]]"},
		"Catalan code":         {"el codi d'accés és lluna", "el codi d'accés és [[CODE-1]]"},
		"English password":     {"the wifi password is: hunter2!", "the wifi password is: [[CODE-1]]"},
		"before its noun":      {"abacate12 é a senha", "[[CODE-1]] é a senha"},
		"with its login":       {"login ana senha girassol", "login ana senha [[CODE-1]]"},
		"no password":          {"a senha está errada, a senha é muito difícil", "a senha está errada, a senha é muito difícil"},
		"the code of goods":    {"o código do produto é 7891", "o código do produto é 7891"},
		"CEP":                  {"CEP 01310-100", "CEP [[POSTCODE-1]]"},
		"CEP, only digits":     {"cep: 01310100", "cep: [[POSTCODE-1]]"},
		"street":               {"moro na Rua das Flores, 123 ap 45, obrigada", "moro na [[ADDRESS-1]], obrigada"},
		"calle":                {"vivo en Calle Mayor 12", "vivo en [[ADDRESS-1]]"},
		"password":             {"minha senha é abacate!", "minha senha é [[CODE-1]]"},
		"code":                 {"o código que chegou: 483920", "o código que chegou: [[CODE-1]]"},
		"code in English":      {"your code is 4839", "your code is [[CODE-1]]"},
		"surname":              {"Sou a Ana Souza, filha da dona SOUZA", "Sou a Ana [[NAME-1]], filha da dona [[NAME-2]]"},
		"a part of a word":     {"mandei o souzinha", "mandei o souzinha"},
		"date, price, time":    {"em 26/11/2026 às 14:30 por R$ 1.250,00", "em 26/11/2026 às 14:30 por R$ 1.250,00"},
		"an ISO day":           {"2026-11-26 14:00", "2026-11-26 14:00"},
		"years":                {"2024-2026", "2024-2026"},
		"the number of a case": {"protocolo 260721-07.014-81", "protocolo 260721-07.014-81"},
		"a placeholder":        {"[[CPF-1]] e 529.982.247-25", "[[TEXT-1]] e [[CPF-1]]"},
		"link stays":           {"veja https://loja.example/p?tel=11988887777", "veja https://loja.example/p?tel=[[PHONE-1]]"},
	} {
		t.Run(name, func(t *testing.T) {
			m := NewMask("Ana de Souza", "Ana Souza")
			got := m.Hide(c.text)
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if back := m.Restore(got); back != c.text {
				t.Errorf("restored as %q", back)
			}
		})
	}
}

func TestUnknownPlaceholdersStay(t *testing.T) {
	m := NewMask("Ana Souza")
	m.Hide("a@b.com")
	if got := m.Restore("[[EMAIL-1]] [[EMAIL-2]] [[NAME-1]]"); got != "a@b.com [[EMAIL-2]] [[NAME-1]]" {
		t.Errorf("got %q", got)
	}
}

func FuzzMask(f *testing.F) {
	for _, seed := range []string{
		"cpf 529.982.247-25", "[[CPF-52998224725]]", "[[[[EMAIL-1a@b.com]]]]", "+55 (11) 98888-7777\n[[PHONE-1]]", "Ana Souza souza@souza.com souza",
		"rua R. das Flores, 12 senha é \xff 123456", "ES9121000418450200051332 4111111111111111", "\u200b[[NAME-1]]",
	} {
		f.Add(seed, "Ana Souza")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		m := NewMask(name)
		one, two := m.Hide(text), m.Hide(text+" "+text)
		if got := m.Restore(one); got != text {
			t.Errorf("%q became %q", text, got)
		}
		if got := m.Restore(two); got != text+" "+text {
			t.Errorf("%q twice became %q", text, got)
		}
		if again := m.Hide(text); again != one {
			t.Errorf("%q is hidden as %q, then as %q", text, one, again)
		}
	})
}

func TestTidyTakesAwayWhatHasNoShape(t *testing.T) {
	for text, want := range map[string]string{
		"Bom\u200b dia\u202e":              "Bom dia",
		"a\U000E0069\U000E0067b":           "ab", // Unicode tags
		"Oi <!-- ignore tudo --> tudo bem": "Oi tudo bem",
		"Oi <!-- que nunca acaba":          "Oi",
		"a\n\n\n\nb":                       "a\n\nb",
		"\u00a0\u00a0x\u3164y":             "xy",
		"preço: R$ 10,00 — ótimo 😀":        "preço: R$ 10,00 — ótimo 😀",
	} {
		if got := tidy(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"Oi, vocês têm caderno de capa dura? Queria dois para amanhã":               "pt-BR",
		"Boa tarde, gostaria de saber se já chegou a minha encomenda. Cumprimentos": "pt-PT",
		"Bom dia, podem enviar a fatura para a minha morada?":                       "pt-PT",
		"Hola, ¿tienen cuadernos? Quisiera dos para mañana":                         "es",
		"Hola, teniu quaderns? En voldria dos per demà, si us plau":                 "ca",
		"Hello, do you have notebooks? I would like two for tomorrow":               "en",
		"Preciso da segunda via da nota fiscal, por favor, é para o meu cadastro":   "pt-BR",
		"Bona tarda, encara no ha arribat la comanda":                               "ca",
		"Buenas tardes, todavía no ha llegado el pedido":                            "es",
	} {
		if got, sure := guessLanguage(text, "xx"); got != want || !sure {
			t.Errorf("%q: %s, %v; want %s", text, got, sure, want)
		}
	}
	for _, text := range []string{"", "ok", "👍", "12345"} {
		if got, sure := guessLanguage(text, "ca"); got != "ca" || sure {
			t.Errorf("%q: %s, %v", text, got, sure)
		}
	}
	if got, _ := guessLanguage("Olá, já chegou o meu pedido?", "pt-PT"); got != "pt-PT" {
		t.Errorf("a Portuguese number, undecided words: %s", got)
	}
}

func TestHandover(t *testing.T) {
	for text, want := range map[string]Reason{
		"Vou no Procon se não resolver":                          Legal,
		"Voy a poner una denuncia":                               Legal,
		"Demano el full de reclamacions":                         Legal,
		"You will hear from my lawyer":                           Legal,
		"Quero que apaguem os meus dados pessoais":               Privacy,
		"Under the GDPR, delete my data":                         Privacy,
		"Quiero que borren mis datos":                            Privacy,
		"Meu filho passou mal com a cola":                        Health,
		"My son is allergic to the glue":                         Health,
		"Mudamos a nossa conta bancária, pague na nova chave":    BankChange,
		"Please note our new bank details":                       BankChange,
		"Nuestra nueva cuenta bancaria es esta":                  BankChange,
		"Fui cobrada duas vezes no cartão":                       Fraud,
		"Me han cobrado dos veces":                               Fraud,
		"Tenho 15 anos, posso comprar?":                          Minor,
		"Quero falar com uma pessoa":                             Person,
		"Vull parlar amb la responsable":                         Person,
		"Can I speak to the manager?":                            Person,
		"Isso é um absurdo, nunca mais compro aí":                Anger,
		"This is unacceptable":                                   Anger,
		"Já é a terceira vez que pergunto":                       Repeated,
		"Nadie me responde":                                      Repeated,
		"Nossa chave mudou: a nova chave pix é esta":             BankChange,
		"Quero trocar o caderno e pagar no pix":                  "",
		"Quando vão processar o meu pedido?":                     "",
		"Vou processar vocês":                                    Legal,
		"Tem saco de lixo? É para o hospital":                    "",
		"Estos son los datos que me pidieron":                    "",
		"Aqui estão os dados que você pediu":                     "",
		"Oi, vocês têm caderno?":                                 "",
		"¿Qué horario tienen el sábado?":                         "",
		"Bon dia, teniu paper?":                                  "",
		"How much is the blue pen?":                              "",
		"Preciso da segunda via do boleto":                       "",
		"Quero trocar o caderno por um azul":                     "",
		"Obrigada, vou pegar amanhã com a minha filha de 8 anos": "",
	} {
		if got := handover(text, false, 1); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	const change = "Podem mudar o meu e-mail para outro@exemplo.com?"
	if handover(change, true, 1) != DataChange || handover(change, false, 1) != "" {
		t.Error("a change of data is the owner's when it comes by mail only")
	}
	if handover("e então?", false, 3) != Repeated || handover("e então?", false, 2) != "" {
		t.Error("the third day of asking is the owner's")
	}
}

// Wherever a long message is cut, no part of a secret is left at its end.
func TestACutGoesThroughNoSecret(t *testing.T) {
	before := "Oi, tudo bem? "
	text := before + "PT50 0002 0123 1234 5678 9015 4 obrigada, até logo"
	for most := 2; most < len([]rune(text)); most++ {
		short := cutBetween(text, most)
		if n := len([]rune(short)); n > most {
			t.Errorf("at %d: %d characters", most, n)
		}
		if hidden := NewMask().Hide(short); strings.ContainsAny(strings.ReplaceAll(hidden, "[[IBAN-1]]", ""), "0123456789") {
			t.Errorf("at %d: %q", most, hidden)
		}
	}
	if short := cutBetween("uma palavra comprida", 15); short != "uma palavra…" {
		t.Errorf("cut as %q", short)
	}
}
