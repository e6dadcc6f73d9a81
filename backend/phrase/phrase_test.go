package phrase_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/phrase"
)

func TestSavingRemovingAndUndoing(t *testing.T) {
	s := newShop(t)
	id, first := s.save(reply("/Olá", " Saudação ", "Olá,\r\n{nome}! "))
	got, err := phrase.Named(t.Context(), s.st, "OLA")
	check(t, err)
	if got.ID != id || got.Reply.Word != "ola" || got.Reply.Title != "Saudação" || got.Reply.Wordings[0].Text != "Olá,\n{nome}!" {
		t.Fatalf("kept %+v", got.Reply)
	}
	changed := reply("oi", "Saudação", "Oi!")
	changed.ID = id
	_, second := s.save(changed)
	if err := phrase.Undo(t.Context(), s.st, id, first); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undoing what was saved over: %v", err)
	}
	check(t, phrase.Undo(t.Context(), s.st, id, second))
	if got := s.words(); !slices.Equal(got, []string{"ola"}) {
		t.Errorf("after the undo: %v", got)
	}
	gone, err := phrase.Remove(t.Context(), s.st, id)
	check(t, err)
	if got := s.words(); len(got) != 0 {
		t.Errorf("after the removal: %v", got)
	}
	if _, err := phrase.Remove(t.Context(), s.st, id); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("removing it twice: %v", err)
	}
	check(t, phrase.Undo(t.Context(), s.st, id, gone))
	check(t, phrase.Undo(t.Context(), s.st, id, first))
	if got := s.words(); len(got) != 0 {
		t.Errorf("after all was undone: %v", got)
	}
}

func TestAWordIsOneReplys(t *testing.T) {
	s := newShop(t)
	id, _ := s.save(reply("ola", "Um", "Um"))
	if _, _, err := phrase.Save(t.Context(), s.st, reply("Olá", "Dois", "Dois")); !desk.HasCode(err, desk.ErrPhraseWord) {
		t.Errorf("the same word again: %v", err)
	}
	gone, err := phrase.Remove(t.Context(), s.st, id)
	check(t, err)
	s.save(reply("ola", "Dois", "Dois"))
	if err := phrase.Undo(t.Context(), s.st, id, gone); !desk.HasCode(err, desk.ErrPhraseWord) {
		t.Errorf("bringing back one whose word is taken: %v", err)
	}
	if got := s.words(); len(got) != 1 {
		t.Errorf("there are %v", got)
	}
}

func TestWhatCannotBeKept(t *testing.T) {
	s := newShop(t)
	wording := func(change func(*desk.ReadyReply)) desk.Phrase {
		p := reply("ola", "Saudação", "Olá")
		change(p.Reply)
		return p
	}
	for name, c := range map[string]struct {
		phrase desk.Phrase
		code   desk.Code
	}{
		"nothing":              {desk.Phrase{}, desk.ErrUsage},
		"both":                 {desk.Phrase{Reply: reply("a", "b", "c").Reply, Answer: answer("a", "b").Answer}, desk.ErrUsage},
		"no word":              {reply(" / ", "Título", "Olá"), desk.ErrUsage},
		"a word with a blank":  {reply("ola la", "Título", "Olá"), desk.ErrUsage},
		"a word too long":      {reply(strings.Repeat("a", 31), "Título", "Olá"), desk.ErrUsage},
		"no title":             {reply("ola", " ", "Olá"), desk.ErrUsage},
		"no text":              {reply("ola", "Título", "\x00 \n"), desk.ErrUsage},
		"a language of nobody": {wording(func(r *desk.ReadyReply) { r.Wordings[0].Language = "tlh" }), desk.ErrUsage},
		"a language twice":     {wording(func(r *desk.ReadyReply) { r.Wordings = append(r.Wordings, r.Wordings[0]) }), desk.ErrUsage},
		"no wording":           {wording(func(r *desk.ReadyReply) { r.Wordings = nil }), desk.ErrUsage},
		"an open brace":        {reply("ola", "Título", "Olá {nome"), desk.ErrPhraseBrace},
		"a brace by SMS":       {wording(func(r *desk.ReadyReply) { r.Wordings[0].SMS = "nome}" }), desk.ErrPhraseBrace},
		"no question":          {answer("", "Sim"), desk.ErrUsage},
		"no answer":            {answer("Sim?", ""), desk.ErrUsage},
	} {
		if _, _, err := phrase.Save(t.Context(), s.st, c.phrase); !desk.HasCode(err, c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if replies, answers, err := phrase.All(t.Context(), s.st); err != nil || len(replies)+len(answers) != 0 {
		t.Errorf("something was kept: %v %v %v", replies, answers, err)
	}
}

func TestFindingByTheBeginning(t *testing.T) {
	s := newShop(t)
	s.save(reply("horario", "Quando abrimos", "Abrimos"))
	s.save(reply("hoje", "Promessa", "Hoje"))
	closing, _ := s.save(reply("encerrar", "Palavras de horário e fim", "Fim"))
	used, _ := s.save(reply("preco", "Preço", "Preço"))
	for range 2 {
		check(t, phrase.Used(t.Context(), s.st, used))
	}
	check(t, phrase.Used(t.Context(), s.st, closing))
	for typed, want := range map[string][]string{
		"":        {"preco", "encerrar", "hoje", "horario"},
		"/":       {"preco", "encerrar", "hoje", "horario"},
		"ho":      {"hoje", "horario", "encerrar"},
		"/Horá":   {"horario", "encerrar"},
		"preço":   {"preco"},
		"abrimos": {"horario"},
		"brimos":  {},
	} {
		found, err := phrase.Find(t.Context(), s.st, typed)
		check(t, err)
		if got := wordsOf(found); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
		}
	}
}

// TestPhrasesAreMadeAnew: what the log says is what was kept step by step, and the counts stay.
func TestPhrasesAreMadeAnew(t *testing.T) {
	s := newShop(t)
	id, _ := s.save(reply("ola", "Saudação", "Olá"))
	again := reply("ola", "Saudação", "Oi")
	again.ID = id
	_, done := s.save(again)
	check(t, phrase.Undo(t.Context(), s.st, id, done))
	other, _ := s.save(answer("Abre domingo?", "Não."))
	gone, _ := s.save(reply("fora", "Fora", "Fora"))
	_, err := phrase.Remove(t.Context(), s.st, gone)
	check(t, err)
	check(t, phrase.Used(t.Context(), s.st, id))
	replies, answers, err := phrase.All(t.Context(), s.st)
	check(t, err)
	check(t, s.st.Rebuild(t.Context()))
	replies2, answers2, err := phrase.All(t.Context(), s.st)
	check(t, err)
	if !reflect.DeepEqual(replies, replies2) || !reflect.DeepEqual(answers, answers2) {
		t.Errorf("kept %+v %+v\nmade %+v %+v", replies, answers, replies2, answers2)
	}
	if len(replies2) != 1 || replies2[0].Used != 1 || replies2[0].Reply.Wordings[0].Text != "Olá" || len(answers2) != 1 || answers2[0].ID != other {
		t.Errorf("made %+v %+v", replies2, answers2)
	}
}

func TestRepliesToBeginWith(t *testing.T) {
	for _, language := range desk.Languages {
		s := newShop(t)
		words, closing := map[string]bool{}, 0
		for _, r := range phrase.Starter(language) {
			if words[r.Word] || r.Wordings[0].Language != language || len(r.Wordings) != len(desk.Languages) {
				t.Errorf("%s: %s is worded in %d languages, %s first", language, r.Word, len(r.Wordings), r.Wordings[0].Language)
			}
			words[r.Word] = true
			if r.Closing {
				closing++
			}
			want := fieldsOf(r.Wordings[0])
			for _, w := range r.Wordings[1:] {
				if got := fieldsOf(w); !slices.Equal(got, want) {
					t.Errorf("/%s asks for %v in %s and for %v in %s", r.Word, want, language, got, w.Language)
				}
			}
		}
		if closing != 1 {
			t.Errorf("%s: %d closing words", language, closing)
		}
		s.save(reply(phrase.Starter(language)[0].Word, "Minha", "Minha"))
		kept, err := phrase.Begin(t.Context(), s.st, language)
		check(t, err)
		if kept != len(words)-1 || len(s.words()) != len(words) {
			t.Errorf("%s: %d of %d kept beside the owner's own; there are %v", language, kept, len(words), s.words())
		}
		if again, err := phrase.Begin(t.Context(), s.st, language); err != nil || again != 0 {
			t.Errorf("%s: begun again it keeps %d, %v", language, again, err)
		}
	}
}

// fieldsOf names what a wording's words for each channel ask for: the field where the program knows it.
func fieldsOf(w desk.Wording) []string {
	var asked []string
	for _, ch := range []desk.Channel{desk.WhatsApp, desk.Email, desk.SMS} {
		for _, name := range phrase.FieldNames(w.For(ch)) {
			field := string(phrase.FieldOf(name))
			if field == "" {
				field = "typed"
			}
			asked = append(asked, string(ch)+" "+field)
		}
	}
	slices.Sort(asked)
	return asked
}

func TestAnswersByTheWordsOfAQuestion(t *testing.T) {
	s := newShop(t)
	add := func(question, words, text string, days int) {
		p := answer(question, text)
		p.Answer.Words = words
		if days > 0 {
			p.Answer.Until = s.now().AddDate(0, 0, days)
		}
		s.save(p)
	}
	add("Vocês entregam em Minas?", "frete envio", "Entregamos.", 0)
	add("Vocês abrem no domingo?", "horário aberto", "Não.", 0)
	add("Qual é o frete da promoção?", "", "Grátis até sexta.", 2)
	ask := func(text string) []string {
		found, err := phrase.Answers(t.Context(), s.st, text, 2)
		check(t, err)
		said := []string{}
		for _, p := range found {
			said = append(said, p.Answer.Answer)
		}
		return said
	}
	for text, want := range map[string][]string{
		"Oi, tem entrega?":          {"Entregamos."},
		"o ENVIO e o frete":         {"Entregamos.", "Grátis até sexta."},
		"abre domingo de manhã?":    {"Não."},
		"quero um caderno":          {},
		"o frete está em promoçao?": {"Grátis até sexta.", "Entregamos."},
		"a b c":                     {},
	} {
		if got := ask(text); !slices.Equal(got, want) {
			t.Errorf("%q is answered by %q, want %q", text, got, want)
		}
	}
	s.wait(50 * time.Hour)
	if got := ask("o frete está em promoçao?"); !slices.Equal(got, []string{"Entregamos."}) {
		t.Errorf("what is true no longer is answered: %q", got)
	}
}

func TestJargon(t *testing.T) {
	for name, c := range map[string]struct {
		text, language string
		want           []string
	}{
		"trade words":         {"O SKU está em backorder; a NF-e segue por e-mail.", "pt-BR", []string{"SKU", "NF-e", "backorder"}},
		"of several words":    {"É logística\nreversa.", "pt-BR", []string{"logística reversa"}},
		"more than one":       {"Seus chamados", "pt-BR", []string{"chamado"}},
		"inside another word": {"O skunk da Islândia é leader", "pt-BR", []string{}},
		"plain words":         {"Olá! Seu pedido chega amanhã, com a nota fiscal.", "pt-BR", []string{}},
		"of another language": {"Aquí está el albarán", "pt-BR", []string{}},
		"Spanish":             {"Aquí está el albarán", "es", []string{"albarán"}},
		"Catalan":             {"Hi ha ruptura d'estoc", "ca", []string{"ruptura d'estoc", "estoc"}},
		"an unknown language": {"SKU", "tlh", []string{}},
	} {
		got := []string{}
		for _, j := range phrase.FindJargon(c.text, c.language) {
			got = append(got, j.Word)
			if j.Plain == "" {
				t.Errorf("%s: nothing to say instead of %s", name, j.Word)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for _, language := range desk.Languages {
		for _, r := range phrase.Starter(language) {
			for _, w := range r.Wordings {
				if found := phrase.FindJargon(w.Text+" "+w.Email+" "+w.SMS, w.Language); len(found) > 0 {
					t.Errorf("/%s in %s: %v", r.Word, w.Language, found)
				}
			}
		}
	}
}
