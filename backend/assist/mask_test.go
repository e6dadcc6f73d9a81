package assist

import "testing"

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
