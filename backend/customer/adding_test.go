package customer_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// everybody counts the customers in the list of all.
func (s *shop) everybody() int {
	s.t.Helper()
	return must[customer.DirectoryPage](s.t)(customer.Directory(s.t.Context(), s.st, customer.DirectoryQuery{Machines: true, Limit: 50})).Total
}

func (s *shop) add(name, phone string) (desk.CustomerID, desk.EventID) {
	s.t.Helper()
	id, done, err := customer.Add(s.t.Context(), s.st, customer.Newcomer{Name: name, Phones: []string{phone}})
	if err != nil {
		s.t.Fatal(err)
	}
	return id, done
}

func TestAddByHand(t *testing.T) {
	s := newShop(t)
	bia, caio := number("bia", desk.WhatsApp, "11988887777"), mail("caio")
	s.meet("Bia", bia)
	s.meet("Caio", caio)
	for name, c := range map[string]struct {
		newcomer customer.Newcomer
		name     string
		points   []string
		code     desk.Code
		params   map[string]string
	}{
		"by telephone": {
			newcomer: customer.Newcomer{Name: "  Ana   Moraes ", Phones: []string{"(11) 97777-6666"}},
			name:     "Ana Moraes", points: []string{"+5511977776666", "whatsapp:+5511977776666"},
		},
		"by mail, and without a name": {
			newcomer: customer.Newcomer{Phones: []string{" "}, Email: " Davi@Casa.Example"},
			points:   []string{"davi@casa.example"},
		},
		"by several": {
			newcomer: customer.Newcomer{Name: "Eva", Phones: []string{"11 96666-5555", "", "+55 11 96666 5555", "32 3333-4444"}, Email: "eva@casa.example"},
			name:     "Eva",
			points:   []string{"eva@casa.example", "+5511966665555", "+553233334444", "whatsapp:+5511966665555", "whatsapp:+553233334444"},
		},
		"a telephone of somebody": {
			newcomer: customer.Newcomer{Name: "Outra", Phones: []string{"11 95555-4444", "11 8888-7777"}},
			code:     desk.ErrAddressTaken, params: map[string]string{"channel": "sms", "at": "1", "customer": string(bia.customer)},
		},
		"a mail address of somebody": {
			newcomer: customer.Newcomer{Name: "Outro", Email: caio.raw},
			code:     desk.ErrAddressTaken, params: map[string]string{"channel": "email", "at": "0", "customer": string(caio.customer)},
		},
		"an ending is no number": {
			newcomer: customer.Newcomer{Name: "Fim", Phones: []string{"7777-6666"}},
			code:     desk.ErrAddressInvalid, params: map[string]string{"channel": "sms", "at": "0"},
		},
		"nothing to reach her by": {newcomer: customer.Newcomer{Name: "Ninguém", Phones: []string{""}}, code: desk.ErrUsage, params: map[string]string{"argument": "address"}},
	} {
		t.Run(name, func(t *testing.T) {
			before := s.everybody()
			id, _, err := customer.Add(t.Context(), s.st, c.newcomer)
			if c.code != "" {
				e := desk.AsError(err)
				if e == nil || e.Code != c.code || s.everybody() != before {
					t.Fatalf("%v, %d customers more", err, s.everybody()-before)
				}
				for k, want := range c.params {
					if e.Params[k] != want {
						t.Errorf("%s is %q, want %q", k, e.Params[k], want)
					}
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var points []string
			p := read(t, s, id)
			for _, point := range p.Points {
				points = append(points, point.Address)
			}
			if p.Name != c.name || !slices.Equal(points, c.points) || s.everybody() != before+1 {
				t.Errorf("%q with %q, %d customers more", p.Name, points, s.everybody()-before)
			}
		})
	}
}

// TestAddedByHandIsTheSameAnew: she is announced, found, and follows from the log; what she writes is hers.
func TestAddedByHandIsTheSameAnew(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	changes, stop := s.st.Subscribe()
	defer stop()
	id, _ := s.add("Ana", "11 97777-6666")
	if list := <-changes; !slices.Contains(list, desk.Change{Kind: desk.CustomerChanged, CustomerID: id}) {
		t.Errorf("announced %v", list)
	}
	if err := s.st.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if p := read(t, s, id); p.Name != "Ana" || len(p.Points) != 2 {
		t.Errorf("made anew: %+v", p)
	}
	found := must[customer.DirectoryPage](t)(customer.Directory(ctx, s.st, customer.DirectoryQuery{Text: "7777-6666", Limit: 5}))
	if len(found.Rows) != 1 || found.Rows[0].CustomerID != id {
		t.Errorf("found %+v", found.Rows)
	}
	hers := address{id, desk.WhatsApp, "whatsapp:+5511977776666", "tel:+5511977776666"}
	s.says(id, hers, desk.CustomerVoice, 0, "oi")
	if row := must[customer.Row](t)(customer.InboxRow(ctx, s.st, id)); row.Name != "Ana" || row.State != desk.ToReply {
		t.Errorf("%+v", row)
	}
}

func TestAddingIsUndone(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	id, done := s.add("Ana", "11 97777-6666")
	if err := customer.Undo(ctx, s.st, id, done); err != nil {
		t.Fatal(err)
	}
	gone := func() {
		t.Helper()
		if _, err := customer.Read(ctx, s.st, id); !desk.HasCode(err, desk.ErrNotFound) || s.everybody() != 0 {
			t.Fatalf("%v, %d customers", err, s.everybody())
		}
	}
	gone()
	if err := s.st.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	gone()
	again, _ := s.add("Ana Moraes", "11 97777-6666")
	if err := s.st.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if p := read(t, s, again); p.Name != "Ana Moraes" || len(p.Points) != 2 || s.everybody() != 1 {
		t.Errorf("%+v, %d customers", p, s.everybody())
	}
}

func TestAddingStaysOnceSomethingCameOfIt(t *testing.T) {
	ctx := t.Context()
	for name, since := range map[string]func(s *shop, id desk.CustomerID) error{
		"a message": func(s *shop, id desk.CustomerID) error {
			s.says(id, address{id, desk.SMS, "+5511977776666", "tel:+5511977776666"}, desk.CustomerVoice, 0, "oi")
			return nil
		},
		"a note": func(s *shop, id desk.CustomerID) error {
			_, err := customer.Note(ctx, s.st, id, "ligou ontem")
			return err
		},
		"a tag": func(s *shop, id desk.CustomerID) error { return customer.Tag(ctx, s.st, id, "Atacado") },
		"a name, after the clock was put back": func(s *shop, id desk.CustomerID) error {
			s.wait(-time.Hour)
			return customer.Rename(ctx, s.st, id, "Ana Moraes")
		},
		"a draft": func(s *shop, id desk.CustomerID) error {
			return s.st.Write(ctx, func(tx *store.Tx) error {
				return tx.Drafts().Put(desk.Draft{CustomerID: id, Channel: desk.SMS, Text: "Olá"})
			})
		},
		"a case": func(s *shop, id desk.CustomerID) error {
			_, _, err := cases.Open(ctx, s.st, id)
			return err
		},
		"a merge": func(s *shop, id desk.CustomerID) error {
			bia := mail("bia")
			s.meet("Bia", bia)
			_, err := customer.Merge(ctx, s.st, bia.customer, id, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			id, done := s.add("Ana", "11 97777-6666")
			if err := since(s, id); err != nil {
				t.Fatal(err)
			}
			if err := customer.Undo(ctx, s.st, id, done); !desk.HasCode(err, desk.ErrChangedSince) {
				t.Errorf("undone with %v", err)
			}
		})
	}
}
