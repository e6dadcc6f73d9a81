package cases_test

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/logbook"
	"balcao/backend/store"
)

// promise has something promised in a case, some time from now.
func (s *shop) promise(k desk.Case, in time.Duration, words string) desk.EventID {
	s.t.Helper()
	return must(s.t)(cases.Promise(s.t.Context(), s.st, k.ID, s.now().Add(in), words))
}

// passes lets time pass, and does what the loops do then.
func (s *shop) passes(d time.Duration) {
	s.t.Helper()
	s.wait(d)
	s.roll()
}

// spoken writes down that the shop answered Ana by telephone, and that she is waited for.
func (s *shop) spoken() {
	s.t.Helper()
	s.wait(time.Minute)
	_, err := logbook.Log(s.t.Context(), s.st, logbook.Sheet{
		Channel: desk.Phone, Direction: desk.Out, CustomerID: s.ana(), Text: "Vou ver.", Then: logbook.Wait, Into: s.only(s.ana()).ID,
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// line is Ana's row in the list.
func (s *shop) line() customer.Row {
	s.t.Helper()
	row, err := customer.InboxRow(s.t.Context(), s.st, s.ana())
	if err != nil {
		s.t.Fatal(err)
	}
	return row
}

func TestAPromiseThatFallsDueIsTheShopsTurn(t *testing.T) {
	keep := func(s *shop, k desk.Case) { must(s.t)(cases.Keep(s.t.Context(), s.st, k.ID)) }
	for _, test := range []struct {
		name    string
		then    func(*shop, desk.Case)
		want    desk.TurnState
		overdue bool
	}{
		{"before its time she is waited for", func(s *shop, _ desk.Case) { s.passes(time.Hour) }, desk.Waiting, false},
		{"at its time", func(s *shop, _ desk.Case) { s.passes(2 * time.Hour) }, desk.ToReply, true},
		{"answering alone keeps no promise", func(s *shop, _ desk.Case) {
			s.passes(3 * time.Hour)
			s.spoken()
		}, desk.ToReply, true},
		{"kept", func(s *shop, k desk.Case) {
			s.passes(3 * time.Hour)
			keep(s, k)
		}, desk.Waiting, false},
		{"kept, and taken back", func(s *shop, k desk.Case) {
			s.passes(3 * time.Hour)
			s.undo(k, must(s.t)(cases.Keep(s.t.Context(), s.st, k.ID)))
		}, desk.ToReply, true},
		{"closed", func(s *shop, k desk.Case) {
			s.passes(3 * time.Hour)
			s.close(k)
		}, desk.Closed, false},
		{"closed and reopened", func(s *shop, k desk.Case) {
			s.passes(3 * time.Hour)
			s.close(k)
			must(s.t)(cases.Reopen(s.t.Context(), s.st, k.ID))
		}, desk.ToReply, true},
		{"put aside before it is due", func(s *shop, _ desk.Case) {
			must(s.t)(customer.Snooze(s.t.Context(), s.st, s.ana(), s.now().Add(10*time.Hour)))
			s.passes(3 * time.Hour)
		}, desk.ToReply, true},
		{"put aside when it was due", func(s *shop, _ desk.Case) {
			s.passes(3 * time.Hour)
			must(s.t)(customer.Snooze(s.t.Context(), s.st, s.ana(), s.now().Add(time.Hour)))
		}, desk.Snoozed, false},
		{"promised anew for later", func(s *shop, k desk.Case) {
			s.passes(3 * time.Hour)
			s.promise(k, 24*time.Hour, "")
		}, desk.Waiting, false},
		{"the wait has lapsed long ago", func(s *shop, k desk.Case) {
			s.promise(k, 40*24*time.Hour, "")
			s.passes(35 * 24 * time.Hour)
			s.passes(6 * 24 * time.Hour)
		}, desk.ToReply, true},
		{"merged into another case", func(s *shop, k desk.Case) {
			other, _ := s.open()
			s.merge(other, k)
			s.passes(3 * time.Hour)
		}, desk.ToReply, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			s.whatsapp(ana, "Meu fichário veio torto.")
			k := s.only(s.ana())
			s.spoken()
			s.promise(k, 2*time.Hour, "trocar o fichário")
			test.then(s, k)
			row := s.line()
			if row.State != test.want || row.Overdue != test.overdue {
				t.Errorf("%s, overdue %v; want %s, %v", row.State, row.Overdue, test.want, test.overdue)
			}
			if listed := s.overdue(); listed != test.overdue {
				t.Errorf("in the list among the overdue %v, want %v", listed, test.overdue)
			}
			s.rebuild()
			if made := s.line(); made != row {
				t.Errorf("made anew %+v, was %+v", made, row)
			}
		})
	}
}

// overdue tells whether Ana stands among the overdue of the list.
func (s *shop) overdue() bool {
	s.t.Helper()
	page, err := customer.Inbox(s.t.Context(), s.st, customer.InboxQuery{State: desk.ToReply})
	if err != nil {
		s.t.Fatal(err)
	}
	return slices.ContainsFunc(page.Rows, func(r customer.Row) bool { return r.CustomerID == s.ana() && r.Overdue })
}

func TestThatAPromiseIsDueIsTold(t *testing.T) {
	s := newShop(t)
	s.whatsapp(ana, "Meu fichário veio torto.")
	s.promise(s.only(s.ana()), 2*time.Hour, "trocar o fichário")
	changes, stop := s.st.Subscribe()
	defer stop()
	told := func() (due []desk.CustomerID) {
		t.Helper()
		s.roll()
		s.write(func(tx *store.Tx) error { // something that is told for certain
			tx.Announce(desk.Change{Kind: desk.AccountChanged})
			return nil
		})
		for {
			for _, c := range <-changes {
				switch c.Kind {
				case desk.PromiseDue:
					due = append(due, c.CustomerID)
				case desk.AccountChanged:
					return due
				}
			}
		}
	}
	s.wait(time.Hour)
	if due := told(); len(due) > 0 {
		t.Errorf("told of %v before it is due", due)
	}
	s.wait(time.Hour)
	if due := told(); !slices.Equal(due, []desk.CustomerID{s.ana()}) {
		t.Errorf("told of %v", due)
	}
	if due := told(); len(due) > 0 {
		t.Errorf("told of %v once more", due)
	}
}

// TestAPromiseToWhoNeverWrote: it is all that there is of her in the list, and goes with it.
func TestAPromiseToWhoNeverWrote(t *testing.T) {
	s := newShop(t)
	id, _, err := customer.Add(t.Context(), s.st, customer.Newcomer{Name: "Bia", Email: "bia@cliente.example"})
	if err != nil {
		t.Fatal(err)
	}
	k, _, err := cases.Open(t.Context(), s.st, id)
	if err != nil {
		t.Fatal(err)
	}
	s.promise(k, time.Hour, "mandar o orçamento")
	s.passes(2 * time.Hour)
	page, err := customer.Inbox(t.Context(), s.st, customer.InboxQuery{State: desk.ToReply})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].CustomerID != id || !page.Rows[0].Overdue {
		t.Fatalf("%v, %+v", err, page.Rows)
	}
	s.rebuild()
	done := must(t)(customer.Close(t.Context(), s.st, id))
	if s.state(id) == desk.ToReply {
		t.Error("closed, it is to be replied to")
	}
	if err := customer.Undo(t.Context(), s.st, id, done); err != nil || s.state(id) != desk.ToReply {
		t.Errorf("the closing is not taken back: %v, %s", err, s.state(id))
	}
	must(t)(cases.Keep(t.Context(), s.st, k.ID))
	if s.state(id) != "" {
		t.Errorf("kept: %s", s.state(id))
	}
}

func TestPromisesAreListedByWhenTheyAreDue(t *testing.T) {
	s := newShop(t)
	list, _ := s.several(4)
	s.promise(list[0], 30*time.Hour, "")
	s.promise(list[1], time.Hour, "caneta azul")
	s.promise(list[2], -time.Hour, "")
	s.promise(list[3], 2*time.Hour, "")
	s.close(list[3])
	ask := func(q cases.Query) (found []desk.CaseID) {
		t.Helper()
		q.State = "promised"
		for {
			f, err := cases.Find(t.Context(), s.st, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range f.Cases {
				found = append(found, k.ID)
			}
			if q.Cursor = f.Next; f.Next == "" {
				return found
			}
		}
	}
	want := []desk.CaseID{list[2].ID, list[1].ID, list[0].ID}
	if got := ask(cases.Query{Limit: 2}); !slices.Equal(got, want) {
		t.Errorf("listed %v, want %v", got, want)
	}
	if got := ask(cases.Query{Text: "mensagem", Limit: 50}); !slices.Equal(got, want) {
		t.Errorf("found by words %v, want %v", got, want)
	}
}

func TestAMergedCaseBringsItsPromise(t *testing.T) {
	for _, test := range []struct {
		name        string
		kept, other time.Duration // until each is due; 0: nothing is promised
		by          time.Duration
		words       string
	}{
		{"only the other's", 0, 2 * time.Hour, 2 * time.Hour, "b"},
		{"only the kept one's", 2 * time.Hour, 0, 2 * time.Hour, "a"},
		{"the kept one's first", time.Hour, 2 * time.Hour, time.Hour, "a; b"},
		{"the other's first", 3 * time.Hour, 2 * time.Hour, 2 * time.Hour, "a; b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			list, _ := s.several(2)
			if test.kept > 0 {
				s.promise(list[0], test.kept, "a")
			}
			if test.other > 0 {
				s.promise(list[1], test.other, "b")
			}
			before, began := s.get(list[0].ID), s.now()
			done := s.merge(list[0], list[1])
			if k := s.get(list[0].ID); !k.PromisedAt.Equal(began.Add(test.by)) || k.Promise != test.words {
				t.Errorf("promised %q for %s", k.Promise, k.PromisedAt.Sub(began))
			}
			s.undo(list[1], done)
			if k := s.get(list[0].ID); k != before {
				t.Errorf("undone %+v, was %+v", k, before)
			}
		})
	}
}
