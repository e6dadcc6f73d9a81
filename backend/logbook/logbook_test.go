package logbook_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/logbook"
	"balcao/backend/store"
)

const ana = "11 98888-7777"

// shop is a store with a clock that stands where the test puts it.
type shop struct {
	t   *testing.T
	dir string
	st  *store.Store
	at  time.Time
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, dir: filepath.Join(t.TempDir(), "Balcao"), at: time.Date(2026, 11, 26, 10, 0, 0, 0, time.Local)}
	s.start()
	return s
}

func (s *shop) start() {
	s.t.Helper()
	st, err := store.Open(s.t.Context(), s.dir, store.Options{Now: func() time.Time { return s.at }})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = st.Close() })
	s.st = st
}

func (s *shop) open(ch desk.Channel) logbook.Sheet {
	s.t.Helper()
	sheet, err := logbook.Open(s.t.Context(), s.st, ch, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return sheet
}

// writes writes down a sheet, and gives what it became.
func (s *shop) writes(sheet logbook.Sheet) logbook.Entry {
	s.t.Helper()
	e, err := logbook.Write(s.t.Context(), s.st, sheet)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func (s *shop) takesBack(sheet logbook.Sheet) logbook.Sheet {
	s.t.Helper()
	again, err := logbook.TakeBack(s.t.Context(), s.st, sheet)
	if err != nil {
		s.t.Fatal(err)
	}
	return again
}

// inUTC makes sheets comparable: the same moment may be of two zones.
func inUTC(s logbook.Sheet) logbook.Sheet {
	s.At, s.Until = s.At.UTC(), s.Until.UTC()
	return s
}

// said lists what was said with a customer, the newest first.
func (s *shop) said(id desk.CustomerID) (list []desk.MessageID) {
	s.t.Helper()
	page, err := customer.Timeline(s.t.Context(), s.st, id, 10, "")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, item := range page.Items {
		list = append(list, item.ID)
	}
	return list
}

func (s *shop) card(id desk.CustomerID) customer.Card {
	s.t.Helper()
	card, err := customer.Show(s.t.Context(), s.st, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return card
}

func (s *shop) matter(p desk.Protocol) (k desk.Case, found bool) {
	s.t.Helper()
	err := s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		k, found, err = tx.Cases().Numbers().ByProtocol(p)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return k, found
}

func (s *shop) unfinished() []logbook.Sheet {
	s.t.Helper()
	list, err := logbook.Unfinished(context.Background(), s.st)
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestACallIsWrittenDown(t *testing.T) {
	s := newShop(t)
	sheet := s.open(desk.Phone)
	if _, found := s.matter(sheet.Protocol); !found {
		t.Fatal("the number is not there while the customer waits for it")
	}
	sheet.Number, sheet.Name, sheet.Text = ana, "Ana Moraes", "  Perguntou pelo fichário.  "
	sheet.Class, sheet.Told, sheet.Then = desk.Information, true, logbook.Reply
	e := s.writes(sheet)
	if e.Protocol != sheet.Protocol {
		t.Errorf("told %s, is in %s", sheet.Protocol, e.Protocol)
	}
	k, _ := s.matter(e.Protocol)
	if !k.Open() || k.Class != desk.Information || k.ToldAt.IsZero() || k.CustomerID != e.CustomerID {
		t.Errorf("%+v", k)
	}
	if card := s.card(e.CustomerID); card.Name != "Ana Moraes" || card.State != desk.ToReply {
		t.Errorf("%+v", card)
	}
	page, err := customer.Timeline(t.Context(), s.st, e.CustomerID, 10, "")
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%v, %+v", err, page)
	}
	if m := page.Items[0]; m.Text != "Perguntou pelo fichário." || m.Channel != desk.Phone || m.Direction != desk.In || m.ID != e.MessageID {
		t.Errorf("%+v", m)
	}
	if len(s.unfinished()) > 0 {
		t.Error("the sheet is still open")
	}
	_, err = logbook.Write(t.Context(), s.st, sheet)
	if !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("written down twice: %v", err)
	}
}

func TestWhoItWas(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*logbook.Sheet, logbook.Entry)
		same   bool
	}{
		{"the number in another spelling", func(s *logbook.Sheet, _ logbook.Entry) { s.Number = "+55 (11) 8888-7777" }, true},
		{"who was chosen", func(s *logbook.Sheet, e logbook.Entry) { s.CustomerID = e.CustomerID }, true},
		{"a name alone is somebody new", func(s *logbook.Sheet, _ logbook.Entry) { s.Name = "Ana Moraes" }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			first := s.open(desk.Phone)
			first.Number, first.Text = ana, "Oi"
			before := s.writes(first)
			second := s.open(desk.Counter)
			second.Text = "Veio à loja."
			test.change(&second, before)
			if after := s.writes(second); (after.CustomerID == before.CustomerID) != test.same {
				t.Errorf("%s and %s", before.CustomerID, after.CustomerID)
			}
		})
	}
}

func TestWhatIsLeftToDo(t *testing.T) {
	for _, test := range []struct {
		then  logbook.Then
		state desk.TurnState
		open  bool
	}{
		{logbook.Nothing, desk.Closed, false}, {logbook.Wait, desk.Waiting, true}, {logbook.Remind, desk.Snoozed, true}, {logbook.Reply, desk.ToReply, true},
	} {
		t.Run(string(test.then), func(t *testing.T) {
			s := newShop(t)
			sheet := s.open(desk.Counter)
			sheet.Name, sheet.Text, sheet.Then, sheet.Until = "Bia", "Deixou o relógio.", test.then, s.at.Add(24*time.Hour)
			e := s.writes(sheet)
			if k, _ := s.matter(e.Protocol); k.Open() != test.open || s.card(e.CustomerID).State != test.state {
				t.Errorf("open %v, %s", k.Open(), s.card(e.CustomerID).State)
			}
		})
	}
}

// TestAnotherMatterStaysOpen: who waits for an answer about something else is not closed with what was written down.
func TestAnotherMatterStaysOpen(t *testing.T) {
	s := newShop(t)
	first := s.open(desk.Phone)
	first.Number, first.Text, first.Then = ana, "Quer orçamento de agendas.", logbook.Reply
	e := s.writes(first)
	second := s.open(desk.Counter)
	second.CustomerID, second.Text = e.CustomerID, "Comprou uma caneta."
	other := s.writes(second)
	if k, _ := s.matter(other.Protocol); k.Open() {
		t.Error("nothing was left to do about the pen")
	}
	if k, _ := s.matter(e.Protocol); !k.Open() || s.card(e.CustomerID).State != desk.ToReply {
		t.Errorf("%+v, %s", k, s.card(e.CustomerID).State)
	}
}

func TestItGoesOnWithAnotherCase(t *testing.T) {
	s := newShop(t)
	first := s.open(desk.Phone)
	first.Number, first.Text = ana, "Fichário torto."
	e := s.writes(first)
	second := s.open(desk.Phone)
	second.CustomerID, second.Text, second.Then = e.CustomerID, "Ainda espera.", logbook.Wait
	k, _ := s.matter(e.Protocol)
	second.Into = k.ID
	if again := s.writes(second); again.Protocol != e.Protocol {
		t.Errorf("in %s, want %s", again.Protocol, e.Protocol)
	}
	if k, found := s.matter(second.Protocol); !found || k.Protocol != e.Protocol || !k.Open() {
		t.Errorf("the number that was told leads to %+v", k)
	}
}

// TestItGoesOnWithAMergedCase: the case that was chosen may have been merged while the sheet was written.
func TestItGoesOnWithAMergedCase(t *testing.T) {
	for _, test := range []struct {
		name   string
		closed bool
	}{{"into an open one", false}, {"into a closed one", true}} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t)
			write := func(id desk.CustomerID) (logbook.Entry, desk.Case) {
				t.Helper()
				sheet := s.open(desk.Phone)
				sheet.CustomerID, sheet.Number, sheet.Text, sheet.Then = id, ana, "Fichário torto.", logbook.Wait
				e := s.writes(sheet)
				k, _ := s.matter(e.Protocol)
				return e, k
			}
			e, chosen := write("")
			_, kept := write(e.CustomerID)
			sheet := s.open(desk.Phone)
			sheet.CustomerID, sheet.Text, sheet.Class, sheet.Then, sheet.Into = e.CustomerID, "Ainda espera.", desk.Complaint, logbook.Wait, chosen.ID
			if _, err := cases.Merge(t.Context(), s.st, kept.ID, chosen.ID); err != nil {
				t.Fatal(err)
			}
			if test.closed {
				if _, err := cases.Close(t.Context(), s.st, kept.ID); err != nil {
					t.Fatal(err)
				}
			}
			if got := s.writes(sheet); got.Protocol != kept.Protocol {
				t.Errorf("in %s, want %s", got.Protocol, kept.Protocol)
			}
			for _, p := range []desk.Protocol{sheet.Protocol, chosen.Protocol} {
				if k, found := s.matter(p); !found || k.ID != kept.ID || !k.Open() || k.Class != desk.Complaint {
					t.Errorf("%s leads to %+v", p, k)
				}
			}
			if state := s.card(e.CustomerID).State; state != desk.Waiting {
				t.Error(state)
			}
		})
	}
}

// TestAVisitOfWhoWasAnother: who was taken for another has her address at the counter there since. A visit of hers is
// written down for her.
func TestAVisitOfWhoWasAnother(t *testing.T) {
	s := newShop(t)
	visit := func(sheet logbook.Sheet) logbook.Entry {
		t.Helper()
		s.at = s.at.Add(time.Minute)
		sheet.Channel, sheet.Direction, sheet.Text, sheet.Then = desk.Counter, desk.In, "Veio à loja.", logbook.Wait
		e, err := logbook.Log(t.Context(), s.st, sheet)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	hers := visit(logbook.Sheet{Number: ana})
	bia := visit(logbook.Sheet{Number: "11 97777-6666"})
	if _, err := customer.Merge(t.Context(), s.st, hers.CustomerID, bia.CustomerID, nil); err != nil {
		t.Fatal(err)
	}
	var telephones []desk.IdentityID
	for _, i := range s.card(hers.CustomerID).Identities {
		if i.Key == "tel:+5511977776666" {
			telephones = append(telephones, i.ID)
		}
	}
	to, _, err := customer.Split(t.Context(), s.st, telephones...)
	if err != nil || to == hers.CustomerID {
		t.Fatal(to, err)
	}
	for _, sheet := range []logbook.Sheet{{CustomerID: to}, {Number: "11 97777-6666"}} {
		if e := visit(sheet); e.CustomerID != to {
			t.Errorf("%+v is written down for %s, want %s", sheet, e.CustomerID, to)
		}
	}
	if e := visit(logbook.Sheet{CustomerID: hers.CustomerID}); e.CustomerID != hers.CustomerID {
		t.Errorf("hers is written down for %s", e.CustomerID)
	}
}

func TestASheetSurvives(t *testing.T) {
	s := newShop(t)
	sheet := s.open(desk.Phone)
	sheet.Text = "Meia frase"
	if err := logbook.Save(t.Context(), s.st, sheet); err != nil {
		t.Fatal(err)
	}
	if err := s.st.Close(); err != nil {
		t.Fatal(err)
	}
	s.start()
	if list := s.unfinished(); len(list) != 1 || list[0].Text != "Meia frase" || list[0].Protocol != sheet.Protocol {
		t.Fatalf("%+v", list)
	}
	if err := logbook.GiveUp(t.Context(), s.st, sheet.CaseID); err != nil {
		t.Fatal(err)
	}
	if _, found := s.matter(sheet.Protocol); found || len(s.unfinished()) > 0 {
		t.Error("given up, and still there")
	}
	if next := s.open(desk.Phone); next.Protocol == sheet.Protocol {
		t.Error("a number is given twice")
	}
	if err := logbook.Save(t.Context(), s.st, sheet); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	s := newShop(t)
	for name, test := range map[string]struct {
		change func(*logbook.Sheet)
		code   desk.Code
	}{
		"no words":               {func(s *logbook.Sheet) { s.Text = " \n" }, desk.ErrEmpty},
		"nobody":                 {func(s *logbook.Sheet) { s.Number = "" }, desk.ErrUsage},
		"the end of a number":    {func(s *logbook.Sheet) { s.Number = "8888" }, desk.ErrAddressInvalid},
		"a channel with a loop":  {func(s *logbook.Sheet) { s.Channel = desk.Email }, desk.ErrUsage},
		"a class that is none":   {func(s *logbook.Sheet) { s.Class = "angry" }, desk.ErrUsage},
		"a reminder in the past": {func(s *logbook.Sheet) { s.Then, s.Until = logbook.Remind, time.Time{} }, desk.ErrUsage},
		"a case of nobody's":     {func(s *logbook.Sheet) { s.Into = "none" }, desk.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			s.t = t
			sheet := s.open(desk.Phone)
			sheet.Number, sheet.Text = ana, "Oi"
			test.change(&sheet)
			if _, err := logbook.Write(t.Context(), s.st, sheet); !desk.HasCode(err, test.code) {
				t.Errorf("%v", err)
			}
			if k, found := s.matter(sheet.Protocol); !found || k.IdentityID != "" {
				t.Errorf("half written: %+v", k)
			}
		})
	}
	if _, err := cases.Classify(t.Context(), s.st, "none", desk.Praise); !desk.HasCode(err, desk.ErrNotFound) {
		t.Error(err)
	}
}

func TestLoggedInOneGo(t *testing.T) {
	s := newShop(t)
	sheet := logbook.Sheet{Channel: desk.Phone, Direction: desk.In, Number: ana, Text: "Perguntou pelo fichário.", Then: logbook.Wait}
	e, err := logbook.Log(t.Context(), s.st, sheet)
	if err != nil {
		t.Fatal(err)
	}
	if k, found := s.matter(e.Protocol); !found || !k.Open() || k.CustomerID != e.CustomerID || len(s.unfinished()) > 0 {
		t.Errorf("%+v", k)
	}
	sheet.Number = "8888"
	if _, err := logbook.Log(t.Context(), s.st, sheet); !desk.HasCode(err, desk.ErrAddressInvalid) {
		t.Errorf("%v", err)
	}
	sheet.Number = ana
	again, err := logbook.Log(t.Context(), s.st, sheet)
	if err != nil || again.Protocol[8:11] != "002" || len(s.unfinished()) > 0 {
		t.Errorf("%v: what was refused has taken a number: %s", err, again.Protocol)
	}
}

// TestWhatWasWrittenDownIsTakenBack: all is as before the sheet was written down, and the sheet comes back.
func TestWhatWasWrittenDownIsTakenBack(t *testing.T) {
	for _, then := range []logbook.Then{logbook.Nothing, logbook.Wait, logbook.Remind, logbook.Reply} {
		for name, goesOn := range map[string]bool{"a case of its own": false, "another case goes on": true} {
			t.Run(string(then)+", "+name, func(t *testing.T) {
				s := newShop(t)
				first := s.open(desk.Phone)
				first.Number, first.Text, first.Then = ana, "Quer orçamento de agendas.", logbook.Reply
				e := s.writes(first)
				earlier, _ := s.matter(e.Protocol)
				if goesOn {
					if _, err := cases.Close(t.Context(), s.st, earlier.ID); err != nil {
						t.Fatal(err)
					}
					earlier, _ = s.matter(e.Protocol)
				}
				before := s.card(e.CustomerID)
				s.at = s.at.Add(time.Hour)
				sheet := s.open(desk.Phone)
				sheet.CustomerID, sheet.Text, sheet.Class, sheet.Told = e.CustomerID, "Ligou de novo.", desk.Complaint, true
				sheet.Then, sheet.Until, sheet.At = then, s.at.Add(24*time.Hour), s.at.Add(-30*time.Minute)
				if goesOn {
					sheet.Into = earlier.ID
				}
				written := s.writes(sheet)
				s.at = s.at.Add(time.Minute)
				again := s.takesBack(sheet)
				if inUTC(again) != inUTC(sheet) {
					t.Errorf("the sheet came back as %+v, was %+v", again, sheet)
				}
				for _, when := range []string{"kept", "made anew"} {
					if card := s.card(e.CustomerID); card.State != before.State || card.Unread != before.Unread {
						t.Errorf("%s: %s, was %s", when, card.State, before.State)
					}
					if k, _ := s.matter(e.Protocol); k != earlier {
						t.Errorf("%s: the case is %+v, was %+v", when, k, earlier)
					}
					if k, found := s.matter(sheet.Protocol); !found || k.IdentityID != "" {
						t.Errorf("%s: the number of the sheet leads to %+v", when, k)
					}
					if said := s.said(e.CustomerID); len(said) != 1 || said[0] == written.MessageID {
						t.Errorf("%s: %v was said", when, said)
					}
					if err := s.st.Rebuild(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				if list := s.unfinished(); len(list) != 1 || inUTC(list[0]) != inUTC(sheet) {
					t.Errorf("unfinished are %+v", list)
				}
				if next := s.writes(again); next.Protocol != written.Protocol || len(s.said(e.CustomerID)) != 2 {
					t.Errorf("written down anew it is in %s, was in %s", next.Protocol, written.Protocol)
				}
			})
		}
	}
}

// TestWhoWasNewIsNotDoubled: the sheet that comes back knows whom it was made for.
func TestWhoWasNewIsNotDoubled(t *testing.T) {
	s := newShop(t)
	sheet := s.open(desk.Counter)
	sheet.Name, sheet.Text = "Bia", "Deixou o relógio."
	e := s.writes(sheet)
	again := s.takesBack(sheet)
	if again.CustomerID != e.CustomerID || again.Name != "" || again.At.IsZero() {
		t.Errorf("%+v", again)
	}
	if next := s.writes(again); next.CustomerID != e.CustomerID {
		t.Errorf("written down for %s, was for %s", next.CustomerID, e.CustomerID)
	}
}

func TestWhatCannotBeTakenBack(t *testing.T) {
	for name, meanwhile := range map[string]func(*shop, logbook.Sheet, logbook.Entry) error{
		"twice": func(s *shop, sheet logbook.Sheet, _ logbook.Entry) error {
			_, err := logbook.TakeBack(s.t.Context(), s.st, sheet)
			return err
		},
		"after a promise": func(s *shop, sheet logbook.Sheet, _ logbook.Entry) error {
			_, err := cases.Promise(s.t.Context(), s.st, sheet.CaseID, s.at.Add(time.Hour), "")
			return err
		},
		"after its closing": func(s *shop, _ logbook.Sheet, e logbook.Entry) error {
			_, err := customer.Close(s.t.Context(), s.st, e.CustomerID)
			return err
		},
		"after it was put into another case": func(s *shop, sheet logbook.Sheet, e logbook.Entry) error {
			next := s.open(desk.Phone)
			next.CustomerID, next.Text, next.Then = e.CustomerID, "Outro assunto.", logbook.Wait
			other, _ := s.matter(s.writes(next).Protocol)
			_, err := cases.Join(s.t.Context(), s.st, other.ID, e.MessageID)
			return err
		},
		"after another went on with it": func(s *shop, sheet logbook.Sheet, e logbook.Entry) error {
			next := s.open(desk.Phone)
			next.CustomerID, next.Text, next.Into = e.CustomerID, "E mais isto.", sheet.CaseID
			s.writes(next)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			sheet := s.open(desk.Phone)
			sheet.Number, sheet.Text, sheet.Then = ana, "Oi", logbook.Wait
			if err := meanwhile(s, sheet, s.writes(sheet)); err != nil {
				t.Fatal(err)
			}
			if _, err := logbook.TakeBack(t.Context(), s.st, sheet); !desk.HasCode(err, desk.ErrChangedSince) {
				t.Errorf("%v", err)
			}
		})
	}
	s := newShop(t)
	if _, err := logbook.TakeBack(t.Context(), s.st, s.open(desk.Phone)); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("what was not written down: %v", err)
	}
}

// TestWhatWentOnAndWasPutElsewhereStays: the case that it went on with knows nothing of where it is since.
func TestWhatWentOnAndWasPutElsewhereStays(t *testing.T) {
	s := newShop(t)
	first := s.open(desk.Phone)
	first.Number, first.Text, first.Then = ana, "Quer agendas.", logbook.Wait
	e := s.writes(first)
	other := s.open(desk.Phone)
	other.CustomerID, other.Text, other.Then = e.CustomerID, "Outro assunto.", logbook.Wait
	s.writes(other)
	sheet := s.open(desk.Phone)
	sheet.CustomerID, sheet.Text, sheet.Then, sheet.Into = e.CustomerID, "Ligou de novo.", logbook.Wait, first.CaseID
	if _, err := cases.Join(t.Context(), s.st, other.CaseID, s.writes(sheet).MessageID); err != nil {
		t.Fatal(err)
	}
	if _, err := logbook.TakeBack(t.Context(), s.st, sheet); !desk.HasCode(err, desk.ErrChangedSince) || len(s.said(e.CustomerID)) != 3 {
		t.Errorf("%v", err)
	}
}
