package customer_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestSearchIsNarrowed(t *testing.T) {
	s := newShop(t)
	ana, bruno := mail("ana"), mail("bruno")
	phone := address{ana.customer, desk.SMS, "+551188887777", "tel:+5511988887777"}
	s.meet("Ana Caderno", ana, phone)
	s.meet("Bruno", bruno)
	old := s.says(ana.customer, ana, desk.CustomerVoice, 48*time.Hour, "o caderno chegou")
	sms := s.says(ana.customer, phone, desk.CustomerVoice, time.Hour, "o caderno, por sms")
	answer := s.says(bruno.customer, bruno, desk.ElsewhereShop, 0, "o caderno chegou sim")
	for name, c := range map[string]struct {
		text      string
		filter    customer.Filter
		want      []desk.MessageID
		customers int
	}{
		"nothing":            {"caderno", customer.Filter{}, []desk.MessageID{answer, sms, old}, 1},
		"the customer":       {"caderno", customer.Filter{Customer: ana.customer}, []desk.MessageID{sms, old}, 0},
		"an unknown one":     {"caderno", customer.Filter{Customer: "nobody"}, nil, 0},
		"the channel":        {"caderno", customer.Filter{Channel: desk.SMS}, []desk.MessageID{sms}, 0},
		"the direction":      {"caderno", customer.Filter{Direction: desk.Out}, []desk.MessageID{answer}, 0},
		"the dates":          {"caderno", customer.Filter{From: s.now().Add(-time.Hour), To: s.now()}, []desk.MessageID{sms}, 0},
		"no words":           {"", customer.Filter{Direction: desk.In}, []desk.MessageID{sms, old}, 0},
		"only dates":         {" ", customer.Filter{From: s.now().Add(-time.Hour)}, []desk.MessageID{answer, sms}, 0},
		"nothing to ask for": {"!", customer.Filter{Direction: desk.In}, nil, 0},
		"nothing at all":     {"", customer.Filter{}, nil, 0},
	} {
		for _, uncounted := range []bool{false, true} {
			f := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{
				Text: c.text, Filter: c.filter, Customers: true, Messages: true, Uncounted: uncounted,
			}))
			var got []desk.MessageID
			for _, h := range f.Messages {
				got = append(got, h.MessageID)
			}
			if !slices.Equal(got, c.want) || len(f.Customers) != c.customers || f.Total != len(c.want)+c.customers {
				t.Errorf("%s: %v and %d customers of %d, want %v and %d", name, got, len(f.Customers), f.Total, c.want, c.customers)
			}
		}
	}
}

// TestNotesAreFoundAndReadAround: a note has a customer and a date, and neither channel nor direction.
func TestNotesAreFoundAndReadAround(t *testing.T) {
	s := newShop(t)
	ana, bruno := mail("ana"), mail("bruno")
	s.meet("Ana", ana)
	s.meet("Bruno", bruno)
	s.says(ana.customer, ana, desk.CustomerVoice, time.Hour, "quero o caderno")
	note := func(id desk.NoteID, about desk.CustomerID) {
		s.write(func(tx *store.Tx) error {
			return tx.Notes().Insert(desk.Note{ID: id, CustomerID: about, Text: "caderno com pauta"})
		})
		s.wait(time.Hour)
	}
	note("na", ana.customer)
	note("nb", bruno.customer)
	s.says(ana.customer, ana, desk.CustomerVoice, 0, "e o caderno?")
	for name, c := range map[string]struct {
		filter customer.Filter
		total  int
		notes  int
	}{
		"all":           {customer.Filter{}, 4, 2},
		"one customer":  {customer.Filter{Customer: ana.customer}, 3, 1},
		"a channel":     {customer.Filter{Channel: desk.Email}, 2, 0},
		"a direction":   {customer.Filter{Direction: desk.In}, 2, 0},
		"files":         {customer.Filter{Files: desk.AnyFile}, 0, 0},
		"dates":         {customer.Filter{From: s.now().Add(-90 * time.Minute)}, 2, 1},
		"dates, before": {customer.Filter{To: s.now().Add(-90 * time.Minute)}, 2, 1},
	} {
		f := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "caderno", Messages: true, Filter: c.filter, Limit: 1}))
		all := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "caderno", Messages: true, Filter: c.filter}))
		notes := 0
		for _, h := range all.Messages {
			if h.NoteID != "" {
				notes++
			}
		}
		if f.Total != c.total || all.Total != c.total || len(all.Messages) != c.total || notes != c.notes {
			t.Errorf("%s: %d and %d in all, %d here, %d notes; want %d and %d", name, f.Total, all.Total, len(all.Messages), notes, c.total, c.notes)
		}
	}
	page := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, 2, customer.Around("na")))
	if len(page.Items) != 2 || page.Items[1].ID != "na" || page.Items[1].Kind != customer.IsNote || page.Next == "" || page.Newer != "" {
		t.Errorf("around the note: %+v", page)
	}
	up := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, 1, page.Next))
	if len(up.Items) != 1 || up.Items[0].Text != "quero o caderno" {
		t.Errorf("below it: %+v", up)
	}
	if _, err := customer.Timeline(t.Context(), s.st, bruno.customer, 2, customer.Around("na")); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("another's note: %v", err)
	}
}

func TestSuggest(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Conceição Agendeira", a)
	for range 3 {
		s.says(a.customer, a, desk.CustomerVoice, 0, "a agenda dourada chegou")
	}
	s.says(a.customer, a, desk.CustomerVoice, 0, "agende a entrega na papelaria")
	for typed, want := range map[string]string{
		"agnda":          "agenda", // also one letter from "agende", which is used less
		"agneda":         "agenda",
		"Agenda dourda":  "Agenda dourada",
		"conceisao":      "conceição",
		"papellaria":     "papelaria",
		"agenda":         "",
		"agen":           "", // begins a word
		"agnda xyzxyz":   "",
		"agnda entrega":  "", // each is there, no message has both… but "agende" has
		"xgenda":         "",
		"ab":             "",
		"12345678":       "",
		"":               "",
		"agnda papelari": "",
	} {
		got := must[string](t)(customer.Suggest(t.Context(), s.st, customer.SearchQuery{Text: typed}))
		if got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	if got := must[string](t)(customer.Suggest(t.Context(), s.st, customer.SearchQuery{Text: "agnda", Filter: customer.Filter{Direction: desk.Out}})); got != "" {
		t.Errorf("suggested %q, which finds nothing under the filter", got)
	}
}

func TestTimelineAroundAMessage(t *testing.T) {
	s := newShop(t)
	ana := mail("ana")
	phone := address{ana.customer, desk.SMS, "+551188887777", "tel:+5511988887777"}
	s.meet("Ana", ana, phone)
	other := mail("bruno")
	s.meet("Bruno", other)
	for i := range 100 {
		from := ana
		if i%3 == 0 {
			from = phone
		}
		// Several of one moment, so that the order of ids decides.
		s.says(ana.customer, from, desk.CustomerVoice, time.Duration(i/4)*time.Minute, fmt.Sprint("mensagem ", i))
	}
	read := func(cursor string, limit int) customer.TimelinePage {
		return must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, limit, cursor))
	}
	ids := func(p customer.TimelinePage) (ids []desk.MessageID) {
		for _, i := range p.Items {
			ids = append(ids, i.ID)
		}
		return ids
	}
	all := ids(read("", 500)) // newest first
	for _, at := range []int{0, 1, 9, 10, 50, 89, 90, 99} {
		page := read(customer.Around(all[at]), 20)
		got := ids(page)
		if middle := slices.Index(got, all[at]); middle != min(at, 10) || len(got) != min(at, 10)+min(100-at, 10) {
			t.Errorf("around %d: it is number %d of %d", at, middle, len(got))
		}
		for cursor := page.Newer; cursor != ""; {
			up := read(cursor, 7)
			got, cursor = append(ids(up), got...), up.Newer
			if down := ids(read(up.Next, 3)); down[0] != got[len(ids(up))] {
				t.Fatalf("around %d: below the page above lies %v", at, down)
			}
		}
		for cursor := page.Next; cursor != ""; {
			down := read(cursor, 7)
			got, cursor = append(got, ids(down)...), down.Next
		}
		if !slices.Equal(got, all) {
			t.Errorf("around %d: the pages give %d messages, or in another order", at, len(got))
		}
	}
	foreign := s.says(other.customer, other, desk.CustomerVoice, 0, "oi")
	for _, id := range []desk.MessageID{foreign, "nothing", ""} {
		if _, err := customer.Timeline(t.Context(), s.st, ana.customer, 20, customer.Around(id)); !desk.HasCode(err, desk.ErrNotFound) {
			t.Errorf("around %q: %v", id, err)
		}
	}
}

func TestMarkUnread(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, 0, "oi")
	unread := func() int { return must[customer.Card](t)(customer.Show(t.Context(), s.st, a.customer)).Unread }
	steps := []struct {
		do   func() error
		want int
	}{
		{func() error { return customer.MarkRead(t.Context(), s.st, a.customer) }, 0},
		{func() error { return customer.MarkUnread(t.Context(), s.st, a.customer) }, 1},
		{func() error { return customer.MarkUnread(t.Context(), s.st, a.customer) }, 1},
		{func() error { return customer.MarkRead(t.Context(), s.st, a.customer) }, 0},
	}
	for i, step := range steps {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := unread(); got != step.want {
			t.Errorf("step %d: %d unread, want %d", i, got, step.want)
		}
	}
	if err := customer.MarkUnread(t.Context(), s.st, "nobody"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
