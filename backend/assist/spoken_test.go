package assist_test

import (
	"testing"
	"time"

	"balcao/backend/assist"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

func TestLanguageIsTheCustomers(t *testing.T) {
	s := newShop(t)
	for number, c := range map[string]struct{ text, want string }{
		"+34612345678":   {"Hola, ¿tienen cuadernos para mañana?", "es"},
		"+34612345679":   {"Bon dia, teniu quaderns per demà?", "ca"},
		"+351912345678":  {"Bom dia, já chegou?", "pt-PT"},
		"+5511911112222": {"Bom dia, já chegou?", "pt-BR"},
		"+5511911113333": {"Hello, do you have notebooks for tomorrow?", "en"},
		"+376312345":     {"👍", "ca"},
	} {
		if got := s.ask(assist.Ask{Customer: s.says(number, c.text)}); got.Language != c.want {
			t.Errorf("%q: %s, want %s", c.text, got.Language, c.want)
		}
	}
}

// TestWhatTheOwnerChoseIsHerLanguage: a choice comes before what she writes, holds after a merge, and can be given up;
// where nothing tells, nothing is made up.
func TestWhatTheOwnerChoseIsHerLanguage(t *testing.T) {
	s := newShop(t)
	who := s.says("+34612345678", "Hola, ¿tienen cuadernos para mañana?")
	silent := s.says("+819012345678", "👍")
	spoken := func(id desk.CustomerID, want assist.Spoken) {
		t.Helper()
		got, err := s.assistant.Spoken(t.Context(), id)
		check(t, err)
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	speak := func(id desk.CustomerID, language string) {
		t.Helper()
		s.wait(time.Minute)
		check(t, assist.Speak(t.Context(), s.st, id, language))
	}
	spoken(who, assist.Spoken{Language: "es"})
	spoken(silent, assist.Spoken{})
	speak(who, "en")
	speak(who, "ca")
	spoken(who, assist.Spoken{Language: "ca", Chosen: true})
	if got := s.ask(assist.Ask{Customer: who}); got.Language != "ca" {
		t.Errorf("a draft in %s", got.Language)
	}
	_, err := customer.Merge(t.Context(), s.st, silent, who, nil)
	check(t, err)
	spoken(silent, assist.Spoken{Language: "ca", Chosen: true})
	speak(silent, "")
	spoken(silent, assist.Spoken{Language: "es"})
	if err := assist.Speak(t.Context(), s.st, silent, "tlh"); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a language of nobody: %v", err)
	}
	if err := assist.Speak(t.Context(), s.st, "nobody", "es"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
}

func TestWhatWasAskedLast(t *testing.T) {
	s := newShop(t)
	who := s.says(ana, "Vocês abrem no domingo?")
	s.answers(ana, "Não abrimos.")
	asked := func(want string) {
		t.Helper()
		if got, err := s.assistant.Asked(t.Context(), who); err != nil || got != want {
			t.Errorf("asked %q, %v; want %q", got, err, want)
		}
	}
	asked("Vocês abrem no domingo?")
	s.says(ana, "E entregam?")
	s.says(ana, "Em Minas")
	asked("E entregam?\n\nEm Minas")
}

// What the shop said long ago costs nothing where only the customer's last words are wanted.
func TestALanguageIsToldByTheLatestAlone(t *testing.T) {
	s := newShop(t)
	who := s.says(ana, "Quanto custa o caderno?")
	talk := func(n int) float64 {
		for range n {
			s.says(ana, "Certo, e o que mais?")
			s.answers(ana, "Temos de tudo um pouco.")
		}
		return testing.AllocsPerRun(3, func() {
			_, err := s.assistant.Spoken(t.Context(), who)
			check(t, err)
		})
	}
	if few, many := talk(40), talk(60); many > 1.2*few {
		t.Errorf("%.0f allocations after %.0f", many, few)
	}
}
