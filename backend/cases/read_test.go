package cases_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

func (s *shop) find(text string) (ids []desk.CaseID, exact bool) {
	s.t.Helper()
	f, err := cases.Find(s.t.Context(), s.st, cases.Query{Text: text, Limit: 20})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, k := range f.Cases {
		ids = append(ids, k.ID)
	}
	return ids, f.Exact
}

func TestFindCases(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	a := s.only(s.ana())
	s.whatsapp(bruno, "Quero um orçamento de agendas.")
	b := s.only(s.customer(desk.WhatsApp, "whatsapp:"+bruno))
	name := "Ana Beatriz Moraes"
	if err := customer.Rename(t.Context(), s.st, s.ana(), name); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, text string
		want       []desk.CaseID
		exact      bool
	}{
		{"the number", a.Protocol.String(), []desk.CaseID{a.ID}, true},
		{"the number as it is typed on a telephone", string(b.Protocol), []desk.CaseID{b.ID}, true},
		{"its beginning, while it is typed", b.Protocol.String()[:13], []desk.CaseID{b.ID}, false},
		{"its end", b.Protocol.String()[10:], []desk.CaseID{b.ID}, false},
		{"a name without accents", "ana beatriz", []desk.CaseID{a.ID}, false},
		{"half a telephone number", "7777-6666", []desk.CaseID{b.ID}, false},
		{"a word that was said", "orcamento", []desk.CaseID{b.ID}, false},
		{"nothing that is here", "bicicleta", nil, false},
		{"all, the latest first", "", []desk.CaseID{b.ID, a.ID}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.t = t
			if got, exact := s.find(test.text); !slices.Equal(got, test.want) || exact != test.exact {
				t.Errorf("%q finds %v, %v; want %v", test.text, got, exact, test.want)
			}
		})
	}
}

func TestFoundCasesAreNarrowedByState(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	closed := s.only(s.ana())
	s.close(closed)
	s.whatsapp(bruno, "O fichário azul chegou?")
	open := s.only(s.customer(desk.WhatsApp, "whatsapp:"+bruno))
	for _, test := range []struct {
		name  string
		query cases.Query
		want  []desk.CaseID
		more  bool
	}{
		{"open", cases.Query{Text: "fichário", State: "open", Limit: 20}, []desk.CaseID{open.ID}, false},
		{"closed", cases.Query{Text: "fichário", State: "closed", Limit: 20}, []desk.CaseID{closed.ID}, false},
		{"a number that is written out is found in any state", cases.Query{Text: string(closed.Protocol), State: "open", Limit: 20}, []desk.CaseID{closed.ID}, false},
		{"nothing typed", cases.Query{State: "closed", Limit: 20}, []desk.CaseID{closed.ID}, false},
		{"there are more", cases.Query{Text: "fichário", Limit: 1}, []desk.CaseID{open.ID}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := cases.Find(t.Context(), s.st, test.query)
			if err != nil {
				t.Fatal(err)
			}
			var got []desk.CaseID
			for _, k := range f.Cases {
				got = append(got, k.ID)
			}
			if !slices.Equal(got, test.want) || f.More != test.more {
				t.Errorf("%v, more %v; want %v, %v", got, f.More, test.want, test.more)
			}
		})
	}
}

func TestTheStoryOfACase(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	k := s.only(s.ana())
	s.wait(time.Hour)
	must(t)(cases.Promise(t.Context(), s.st, k.ID, s.now().Add(24*time.Hour), "trocar"))
	s.wait(time.Hour)
	must(t)(cases.Keep(t.Context(), s.st, k.ID))
	s.wait(48 * time.Hour)
	s.close(k)
	story, err := cases.Tell(t.Context(), s.st, k.ID)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []cases.StepKind
	for _, step := range story.Steps {
		kinds = append(kinds, step.Kind)
	}
	if want := []cases.StepKind{cases.Opened, cases.Promised, cases.Kept, cases.Closed}; !slices.Equal(kinds, want) {
		t.Errorf("%v", kinds)
	}
	if first := story.Steps[0]; first.Channel != desk.WhatsApp || story.Steps[1].Words != "trocar" || story.Steps[3].After < 50*time.Hour {
		t.Errorf("%+v", story.Steps)
	}
	if story.Messages != 1 || story.Begins != "Meu fichário veio torto." || len(story.Items) != 1 || !slices.Equal(story.Channels, []desk.Channel{desk.WhatsApp}) {
		t.Errorf("%+v", story.Summary)
	}
}

func TestACaseBeginsWithItsFirstMessage(t *testing.T) {
	s := newShop(t)
	written := s.now().Add(-20 * time.Hour)
	s.take(s.mail, &channelInbound{
		Channel: desk.Email, Mail: true, Received: written, Folder: "INBOX", UIDValidity: 1, UID: 900,
		Raw: []byte("From: ana@cliente.example\r\nTo: loja@papelaria.example\r\nDate: " + written.Format(time.RFC1123Z) + "\r\n\r\nChegou?\r\n"),
	})
	k := s.only(s.customer(desk.Email, "ana@cliente.example"))
	s.close(k)
	story, err := cases.Tell(t.Context(), s.st, k.ID)
	if err != nil {
		t.Fatal(err)
	}
	steps := story.Steps
	if closed := steps[len(steps)-1]; !story.BeganAt.Equal(steps[0].At) || closed.After < 20*time.Hour {
		t.Errorf("began %v, %+v", story.BeganAt, steps)
	}
}
