package phrase_test

import (
	"slices"
	"strings"
	"testing"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/preference"
)

func TestFillingForACustomer(t *testing.T) {
	s := newShop(t)
	ana := s.customer("Sra. Ana Beatriz Moraes")
	k, _, err := cases.Open(t.Context(), s.st, ana)
	check(t, err)
	number := k.Protocol.String()
	closed, _, err := cases.Open(t.Context(), s.st, ana)
	check(t, err)
	_, err = cases.Close(t.Context(), s.st, closed.ID)
	check(t, err)
	check(t, preference.Save(t.Context(), s.st, preference.Shop{Name: "Papelaria {Sabiá}"}))
	check(t, preference.Save(t.Context(), s.st, preference.Usual().Hours))
	for name, c := range map[string]struct {
		text, language, want string
		given                map[string]string
		of                   desk.CaseID
		missing              []string
	}{
		"all that is known": {text: "{nome}, {primeiro_nome}: {Protocolo}, {loja}", want: "Sra. Ana Beatriz Moraes, Ana: " + number + ", Papelaria {Sabiá}"},
		"other spellings":   {text: "{ Primeiro nome }, {FIRST_NAME}, {horário}", want: "Ana, Ana, segunda a sexta, 9:00-18:00; sábado, 9:00-13:00"},
		"in English":        {text: "{hours}", language: "en", want: "Monday to Friday, 9:00-18:00; Saturday, 9:00-13:00"},
		"a case by name":    {text: "{protocolo}", of: closed.ID, want: closed.Protocol.String()},
		"typed by hand":     {text: "{protocolo}: {Resumo}", given: map[string]string{"resumo": " trocado "}, want: number + ": trocado"},
		"typed instead":     {text: "{nome}", given: map[string]string{"Nome": "Aninha"}, want: "Aninha"},
		"not typed":         {text: "{resumo} e {resumo} {valor}", want: "{resumo} e {resumo} {valor}", missing: []string{"resumo", "valor"}},
		"lone braces":       {text: "a { b {nome} } {}", want: "a { b Sra. Ana Beatriz Moraes } {}", missing: []string{"{", "}"}},
	} {
		f, err := phrase.FillIn(t.Context(), s.st, phrase.Ask{Text: c.text, CustomerID: ana, CaseID: c.of, Language: c.language, Given: c.given})
		check(t, err)
		if f.Text != c.want || !slices.Equal(f.Missing, append([]string{}, c.missing...)) {
			t.Errorf("%s: %q, missing %q; want %q, %q", name, f.Text, f.Missing, c.want, c.missing)
		}
	}
}

// TestWhatIsNotKnownIsMissing: neither an unnamed customer nor hours that nobody chose are made up.
func TestWhatIsNotKnownIsMissing(t *testing.T) {
	s := newShop(t)
	const text = "{nome} {primeiro_nome} {protocolo} {loja} {horario}"
	want := []string{"nome", "primeiro_nome", "protocolo", "loja", "horario"}
	for name, id := range map[string]desk.CustomerID{"nobody": "", "without a name": s.customer("")} {
		f, err := phrase.FillIn(t.Context(), s.st, phrase.Ask{Text: text, CustomerID: id})
		check(t, err)
		if f.Text != text || !slices.Equal(f.Missing, want) {
			t.Errorf("%s: %q, missing %q", name, f.Text, f.Missing)
		}
	}
	if _, err := phrase.FillIn(t.Context(), s.st, phrase.Ask{PhraseID: "none"}); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("a phrase that is not there: %v", err)
	}
}

func TestWordsOfAChannelAndALanguage(t *testing.T) {
	s := newShop(t)
	p := reply("oi", "Oi", "texto")
	p.Reply.Wordings[0].SMS, p.Reply.Wordings[0].Chat = "sms", "chat"
	p.Reply.Wordings = append(p.Reply.Wordings, desk.Wording{Language: "ca", Text: "text", Email: "correu"})
	id, _ := s.save(p)
	for _, c := range []struct {
		channel              desk.Channel
		language, want, said string
	}{
		{desk.Email, "pt-BR", "texto", "pt-BR"},
		{desk.SMS, "pt-BR", "sms", "pt-BR"},
		{desk.WhatsApp, "pt-BR", "chat", "pt-BR"},
		{"", "pt-BR", "texto", "pt-BR"},
		{desk.Email, "ca", "correu", "ca"},
		{desk.SMS, "ca", "text", "ca"},
		{desk.SMS, "en", "sms", "pt-BR"},
	} {
		f, err := phrase.FillIn(t.Context(), s.st, phrase.Ask{PhraseID: id, Channel: c.channel, Language: c.language})
		check(t, err)
		if f.Text != c.want || f.Language != c.said {
			t.Errorf("%s in %s: %q in %s, want %q in %s", c.channel, c.language, f.Text, f.Language, c.want, c.said)
		}
	}
}

// FuzzFill: whatever the text, no brace is left that is not named as missing, and what is not missing stays.
func FuzzFill(f *testing.F) {
	for _, text := range []string{"", "Olá, {nome}!", "{", "}", "{}", "{{1}}", "{ nome }{valor}", "{a{b}c}", "{nome\n}", "\xff{nome}", "{" + strings.Repeat("a", 50) + "}", "{é\u0301}"} {
		f.Add(text, "Ana")
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		if strings.ContainsAny(value, "{}") {
			t.Skip("values are not looked into")
		}
		filled, missing := phrase.Fill(text, func(string) string { return value })
		if len(missing) == 0 && strings.ContainsAny(filled, "{}") {
			t.Errorf("%q became %q, and nothing is said to be missing", text, filled)
		}
		for _, name := range missing {
			if !strings.Contains(filled, name) {
				t.Errorf("%q became %q, without %q, which is said to be missing", text, filled, name)
			}
		}
		if unfilled, _ := phrase.Fill(text, func(string) string { return "" }); unfilled != text {
			t.Errorf("%q became %q with no value at all", text, unfilled)
		}
	})
}
