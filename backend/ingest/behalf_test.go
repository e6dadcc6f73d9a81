package ingest

import (
	"testing"

	"balcao/backend/desk"
	"balcao/backend/preference"
)

func TestMailOnBehalfOfACustomer(t *testing.T) {
	const form = "Nova mensagem do site\n\nNome: Bia Souza\nE-mail: bia@x.example\nTelefone: (11) 98888-7777\nMensagem: Vocês têm agenda?"
	for name, test := range map[string]struct {
		text   string
		fields []string
		off    []preference.BehalfRule
		row    string // what the customer goes by
		voice  desk.Voice
	}{
		"a form service, by Reply-To": {
			"Vocês têm agenda?",
			[]string{"From", "Formspree <noreply@formspree.io>", "Reply-To", "Bia <bia@x.example>", "Auto-Submitted", "auto-generated"},
			nil, "Bia", desk.CustomerVoice,
		},
		"a form service, by its lines": {
			form, []string{"From", "Formspree <noreply@formspree.io>"}, nil, "Bia Souza", desk.CustomerVoice,
		},
		"WordPress, a Reply-To without a name": {
			form, []string{"From", "Site <wordpress@papelaria.example>", "Reply-To", "bia@x.example"}, nil, "Bia Souza", desk.CustomerVoice,
		},
		"WordPress of somebody else": {
			"Vocês têm agenda?", []string{"From", "Site <wordpress@evil.example>", "Reply-To", "bia@x.example"}, nil, "Site", desk.CustomerVoice,
		},
		"WordPress of somebody else, who names two": {
			form, []string{"From", "Site <wordpress@evil.example>", "Reply-To", "eva@y.example"}, nil, "Site", desk.CustomerVoice,
		},
		"a bounce of the form": {
			form, []string{"From", "Mailer <mailer-daemon@papelaria.example>", "Reply-To", "bia@x.example"}, nil, "Mailer", desk.MachineVoice,
		},
		"a form that the owner reads at home too": {
			form, []string{"From", "Site <" + shopAddress + ">", "To", shopAddress + ", dona@pessoal.example"}, nil, "Bia Souza", desk.CustomerVoice,
		},
		"the service's own address in the lines": {
			"E-mail: support@formspree.io\nNome: Bia Souza", []string{"From", "Formspree <noreply@formspree.io>"}, nil, "Bia Souza", desk.CustomerVoice,
		},
		"a notice of a form service that names its own address": {
			"E-mail: support@formspree.io", []string{"From", "Formspree <noreply@formspree.io>"}, nil, "Formspree", desk.CustomerVoice,
		},
		"a colleague who is out": {
			"Estou de férias.", []string{"From", "Maria <maria@papelaria.example>", "Reply-To", "maria@x.example", "Auto-Submitted", "auto-replied"}, nil, "Maria", desk.MachineVoice,
		},
		"a form service that marks its mail as bulk": {
			form, []string{"From", "Formspree <noreply@formspree.io>", "Precedence", "bulk"}, nil, "Bia Souza", desk.CustomerVoice,
		},
		"a newsletter of a form service": {
			"Novidades de novembro: formulários mais bonitos.",
			[]string{"From", "Typeform <hello@typeform.com>", "Reply-To", "Bia <bia@x.example>", "List-Unsubscribe", "<mailto:u@typeform.com>", "Precedence", "bulk"},
			nil, "Typeform", desk.MachineVoice,
		},
		"an address in the words of a marketplace": {
			"E-mail: ana@cliente.example", []string{"From", "Loja <noreply@mercadolivre.com>", "Reply-To", "Caio <caio@relay.example>"}, nil, "Caio", desk.CustomerVoice,
		},
		"Reclame Aqui": {
			"Consumidor: Bia Souza\nE-mail: bia@x.example\nReclamação: veio rasgado",
			[]string{"From", "Reclame AQUI <noreply@mail.reclameaqui.com.br>"},
			nil, "Bia Souza", desk.CustomerVoice,
		},
		"a marketplace that nobody can be read from": {
			"Você vendeu!",
			[]string{"From", "Loja <noreply@mercadolivre.com>", "Reply-To", "no-reply@mercadolivre.com", "Auto-Submitted", "auto-generated"},
			nil, "Loja", desk.MachineVoice,
		},
		"a rule that is off": {
			form, []string{"From", "Formspree <noreply@formspree.io>"}, []preference.BehalfRule{preference.FormServices}, "Formspree", desk.MachineVoice,
		},
		"a person whose mail has such lines": {form, nil, nil, "Ana Lima", desk.CustomerVoice},
		"an address of the shop's own in the lines": {
			"Nome: Loja\nE-mail: " + shopAddress, []string{"From", "Formspree <noreply@formspree.io>"}, nil, "Loja", desk.CustomerVoice,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCounter(t)
			if err := preference.Save(t.Context(), c.st, preference.Behalf{Off: test.off}); err != nil {
				t.Fatal(err)
			}
			c.take(c.mail, c.letter(test.text, test.fields...))
			if _, found := c.rows()[test.row]; !found {
				t.Errorf("%v, want %q", c.rows(), test.row)
			}
			if m := c.only(); m.Voice != test.voice {
				t.Errorf("voice %v", m.Voice)
			}
		})
	}
}
