package purchase_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

func TestAPurchaseIsWrittenDown(t *testing.T) {
	s := newShop(t)
	ana := s.meet("Ana")
	at := today.Add(-time.Hour)
	id, err := purchase.Add(t.Context(), s.st, ana, purchase.Sheet{
		What: " Agenda\tpersonalizada ", Value: desk.Money{Cents: 8990}, At: at, Place: desk.Online, Kind: desk.Service, Note: "pedido 318",
	})
	check(t, err)
	list := s.list(ana)
	want := desk.Purchase{
		ID: id, CustomerID: ana, What: "Agenda personalizada", Kind: desk.Service, Value: desk.Money{Cents: 8990, Currency: "BRL"}, At: at.UTC(),
		Day: desk.DayOf(at), Place: desk.Online, Note: "pedido 318",
	}
	if len(list) != 1 || list[0] != want {
		t.Errorf("%+v, want %+v", list, want)
	}
}

func TestWhatCannotBeKeptIsNamed(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	good := purchase.Sheet{What: "Caderno", Value: desk.Money{Cents: 100, Currency: "BRL"}}
	for argument, spoil := range map[string]func(*purchase.Sheet){
		"what":     func(s *purchase.Sheet) { s.What = " " },
		"value":    func(s *purchase.Sheet) { s.Value.Cents = 0 },
		"currency": func(s *purchase.Sheet) { s.Value.Currency = "R$" },
		"kind":     func(s *purchase.Sheet) { s.Kind = "shoe" },
		"where":    func(s *purchase.Sheet) { s.Place = "moon" },
		"at":       func(sheet *purchase.Sheet) { sheet.At = today.AddDate(0, 0, 2) },
		"note":     func(s *purchase.Sheet) { s.Note = strings.Repeat("x", 501) },
	} {
		sheet := good
		spoil(&sheet)
		if _, err := purchase.Add(t.Context(), s.st, ana, sheet); desk.AsError(err) == nil || desk.AsError(err).Params["argument"] != argument {
			t.Errorf("%s: %v", argument, err)
		}
	}
	_, err := customer.Merge(t.Context(), s.st, ana, bruno, nil)
	check(t, err)
	if _, err := purchase.Add(t.Context(), s.st, bruno, good); !desk.HasCode(err, desk.ErrCustomerMerged) {
		t.Errorf("for whom was merged: %v", err)
	}
	if _, err := purchase.Add(t.Context(), s.st, "nobody", good); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("for nobody: %v", err)
	}
}

// TestSinceWhenSheIsACustomer: since she was written down, or since what she bought before and kept.
func TestSinceWhenSheIsACustomer(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	since := func(name string, days int) {
		t.Helper()
		card, err := customer.Show(t.Context(), s.st, ana)
		check(t, err)
		p, err := customer.Read(t.Context(), s.st, ana)
		check(t, err)
		if got := int(desk.DayOf(today) - desk.DayOf(card.Since.Local())); got != days || !p.Since.Equal(card.Since) {
			t.Errorf("%s: since %v and %v, want %d days ago", name, card.Since, p.Since, days)
		}
	}
	since("nothing is bought", 0)
	first := s.sells(ana, 300, 1_000)
	s.sells(ana, 30, 2_000)
	since("bought twice", 300)
	_, err := purchase.Cancel(t.Context(), s.st, first)
	check(t, err)
	since("the first is cancelled", 30)
	wrong := s.sells(ana, 200, 500)
	_, err = purchase.Remove(t.Context(), s.st, wrong)
	check(t, err)
	back := s.sells(ana, 100, 500)
	_, err = purchase.Return(t.Context(), s.st, back, 0)
	check(t, err)
	since("a mistake, and one that was given back", 30)
	s.sells(bruno, 60, 100)
	s.sells(bruno, 40, 100)
	preview, err := customer.PreviewMerge(t.Context(), s.st, ana, bruno, nil)
	if err != nil || preview.Purchases != 2 {
		t.Errorf("%d purchases would come along, %v", preview.Purchases, err)
	}
	merged, err := customer.Merge(t.Context(), s.st, ana, bruno, nil)
	check(t, err)
	since("merged", 60)
	check(t, customer.Undo(t.Context(), s.st, ana, merged))
	since("apart again", 30)
}

func TestWhatBecomesOfAPurchaseIsUndone(t *testing.T) {
	s := newShop(t)
	ana := s.meet("Ana")
	id := s.sells(ana, 3, 10_000)
	now := func() (c desk.PurchaseChange, seen bool) {
		list := s.list(ana)
		if len(list) == 0 {
			return c, false
		}
		return list[0].Change, true
	}
	half, err := purchase.Return(t.Context(), s.st, id, 4_000)
	check(t, err)
	if c, _ := now(); c.Returned != 4_000 || s.figures(ana).LTV.Historic.Cents != 6_000 {
		t.Errorf("%+v", c)
	}
	_, err = purchase.Return(t.Context(), s.st, id, 6_001)
	if e := desk.AsError(err); e == nil || e.Code != desk.ErrPurchaseTooMuch || e.Params["left"] != "60.00" {
		t.Errorf("more than was paid: %v", err)
	}
	rest, err := purchase.Return(t.Context(), s.st, id, 0)
	check(t, err)
	if f := s.figures(ana); f.RFV != nil || f.LTV != nil {
		t.Errorf("what was given back whole counts: %+v", f)
	}
	if _, err := purchase.Cancel(t.Context(), s.st, id); !desk.HasCode(err, desk.ErrPurchaseOver) {
		t.Errorf("cancelled when nothing is left: %v", err)
	}
	if err := purchase.Undo(t.Context(), s.st, id, half); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undone out of its turn: %v", err)
	}
	check(t, purchase.Undo(t.Context(), s.st, id, rest))
	check(t, purchase.Undo(t.Context(), s.st, id, half))
	if c, _ := now(); c != (desk.PurchaseChange{}) {
		t.Errorf("after both undos %+v", c)
	}
	cancelled, err := purchase.Cancel(t.Context(), s.st, id)
	check(t, err)
	if c, seen := now(); !c.Cancelled || !seen || s.figures(ana).RFV != nil {
		t.Errorf("cancelled: %+v", c)
	}
	check(t, purchase.Undo(t.Context(), s.st, id, cancelled))
	removed, err := purchase.Remove(t.Context(), s.st, id)
	check(t, err)
	if _, seen := now(); seen {
		t.Error("a mistake is still seen")
	}
	check(t, purchase.Undo(t.Context(), s.st, id, removed))
	if _, seen := now(); !seen || s.figures(ana).RFV == nil {
		t.Error("the undo of a mistake does not bring it back")
	}
}

func TestThePagesOfACircleAreOne(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	for n := range 12 {
		s.sells([]desk.CustomerID{ana, bruno}[n%2], n, 100)
	}
	merged, err := customer.Merge(t.Context(), s.st, ana, bruno, nil)
	check(t, err)
	var days []int
	for cursor := ""; ; {
		page, err := purchase.List(t.Context(), s.st, ana, 5, cursor)
		check(t, err)
		for _, p := range page.Purchases {
			days = append(days, int(desk.DayOf(today)-p.Day))
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if !slices.Equal(days, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) {
		t.Errorf("%v", days)
	}
	if f := s.figures(ana); f.RFV.Times != 12 || f.LTV.Purchases != 12 {
		t.Errorf("merged: %+v %+v", f.RFV, f.LTV)
	}
	check(t, customer.Undo(t.Context(), s.st, ana, merged))
	for who, want := range map[desk.CustomerID]int{ana: 6, bruno: 6} {
		if f := s.figures(who); f.RFV == nil || f.RFV.Times != want || len(s.list(who)) != want {
			t.Errorf("after the undo: %+v, %d", f.RFV, len(s.list(who)))
		}
	}
	s.rebuilds(ana, bruno)
}

// rebuilds checks that what was kept of customers is what is made anew.
func (s *shop) rebuilds(list ...desk.CustomerID) {
	s.t.Helper()
	told := func() (text string) {
		for _, id := range list {
			f := s.figures(id)
			text += fmt.Sprintf("%+v %+v %d\n", f.RFV, f.LTV, len(s.list(id)))
		}
		return text
	}
	kept := told()
	check(s.t, s.st.Rebuild(s.t.Context()))
	if made := told(); made != kept {
		s.t.Errorf("kept, then made anew:\n%s%s", kept, made)
	}
}

func TestWhoNeverBoughtHasNoFigures(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	s.sells(bruno, 1, 100)
	if f := s.figures(ana); f.RFV != nil || f.LTV != nil {
		t.Errorf("%+v", f)
	}
}

func TestEqualBuyersHaveEqualScores(t *testing.T) {
	for _, buyers := range []int{1, 2, 3, 10, 49, 50, 60} {
		t.Run(fmt.Sprint(buyers), func(t *testing.T) {
			s := newShop(t)
			var ids []desk.CustomerID
			for n := range buyers {
				ids = append(ids, s.meet(fmt.Sprint("cliente", n)))
				s.sells(ids[n], 30, 1_000)
			}
			best := ids[buyers-1]
			if buyers > 2 {
				s.sells(best, 0, 9_000)
			}
			first := s.figures(ids[0]).RFV
			for _, id := range ids[:buyers-1] {
				if got := s.figures(id).RFV; got.Score != first.Score {
					t.Fatalf("%+v and %+v for the same", first.Score, got.Score)
				}
			}
			if got := s.figures(best).RFV; buyers > 2 && (got.Score != desk.Score{R: 5, F: 5, V: 5} || got.Segment != desk.Star) {
				t.Errorf("the best has %+v", got.Score)
			}
		})
	}
}

func TestTheYearThatCountsMovesOn(t *testing.T) {
	s := newShop(t)
	ana, bruno := s.meet("Ana"), s.meet("Bruno")
	s.sells(ana, 364, 5_000)
	s.sells(ana, 400, 7_000)
	s.sells(bruno, 1, 1_000)
	if f := s.figures(ana).RFV; f.Times != 1 || f.Cents != 5_000 || f.Days != 364 {
		t.Errorf("%+v", f)
	}
	s.wait(1)
	roll := func() {
		t.Helper()
		check(t, s.st.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Roll(s.now()); return err }))
	}
	roll()
	f := s.figures(ana)
	if f.RFV.Times != 0 || f.RFV.Cents != 0 || f.RFV.Segment != desk.Away || f.RFV.Score != (desk.Score{R: 1, F: 1, V: 1}) || f.RFV.Cuts.Buyers != 1 {
		t.Errorf("a year later %+v", f.RFV)
	}
	if f.LTV.Historic.Cents != 12_000 {
		t.Errorf("what she paid ever is %+v", f.LTV)
	}
	s.rebuilds(ana, bruno)
}

func TestTheLifetimeValueIsToldWithItsInputs(t *testing.T) {
	s := newShop(t)
	ana := s.meet("Ana")
	s.sells(ana, 730, 10_000)
	s.sells(ana, 100, 20_000)
	if f := s.figures(ana).LTV; f.Forecast != 0 || f.Historic.Cents != 30_000 || f.Purchases != 2 {
		t.Errorf("two purchases foretell %+v", f)
	}
	back := s.sells(ana, 0, 90_000)
	_, err := purchase.Return(t.Context(), s.st, back, 30_000)
	check(t, err)
	f := s.figures(ana).LTV
	if f.Historic.Cents != 90_000 || f.Purchases != 3 || f.Average != 30_000 || f.PerYear != 1.5 || f.Forecast != 90_000 {
		t.Errorf("%+v", f)
	}
	_, err = purchase.Add(t.Context(), s.st, ana, purchase.Sheet{What: "Livro", Value: desk.Money{Cents: 500, Currency: "EUR"}})
	check(t, err)
	if f := s.figures(ana).LTV; f.Historic.Cents != 90_000 || !slices.Equal(f.Others, []desk.Money{{Cents: 500, Currency: "EUR"}}) {
		t.Errorf("another currency: %+v", f)
	}
}

func TestTheSealsOfAListAreThoseOfItsCustomers(t *testing.T) {
	s := newShop(t)
	ana, bruno, carla := s.meet("Ana"), s.meet("Bruno"), s.meet("Carla")
	s.sells(ana, 1, 9_000)
	s.sells(ana, 2, 9_000)
	s.sells(bruno, 400, 100)
	got, err := purchase.Seals(t.Context(), s.st, []desk.CustomerID{ana, bruno, carla})
	check(t, err)
	if len(got) != 2 || got[ana] != (purchase.Seal{Segment: s.figures(ana).RFV.Segment, Value: desk.Money{Cents: 18_000, Currency: "BRL"}}) || got[bruno].Segment != desk.Away {
		t.Errorf("%v", got)
	}
}
