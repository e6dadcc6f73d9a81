package purchase_test

import (
	"slices"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

var own = desk.OwnCuts{Days: [2]int{30, 90}, Times: [2]int{2, 4}, Cents: [2]int64{5_000, 20_000}}

func rfv(r, f, v int) desk.Score { return desk.Score{R: r, F: f, V: v} }

func TestTheOwnerSaysWhereBuyersAreCut(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	who := map[string]desk.CustomerID{}
	for name, bought := range map[string][]int64{"Ana": {5_000, 5_000, 5_000, 5_000}, "Bruno": {4_999}, "Carla": {2_500, 2_500}, "Dora": {9_000}} {
		who[name] = s.meet(name)
		for _, cents := range bought {
			s.sells(who[name], map[string]int{"Ana": 30, "Bruno": 31, "Carla": 90, "Dora": 91}[name], cents)
		}
	}
	s.sells(s.meet("Eva"), 400, 90_000)
	scores := func() map[string]desk.Score {
		got := map[string]desk.Score{}
		for name, id := range who {
			got[name] = s.figures(id).RFV.Score
		}
		return got
	}
	want := func(when string, want map[string]desk.Score) {
		t.Helper()
		for name, got := range scores() {
			if got != want[name] {
				t.Errorf("%s, %s: %v, want %v", when, name, got, want[name])
			}
		}
	}
	automatic := scores()
	done, err := purchase.ChooseCuts(ctx, s.st, own)
	check(t, err)
	chosen := map[string]desk.Score{"Ana": rfv(5, 5, 5), "Bruno": rfv(3, 1, 1), "Carla": rfv(3, 3, 3), "Dora": rfv(1, 1, 3)}
	want("chosen", chosen)
	if c, err := purchase.ReadCuts(ctx, s.st); err != nil || !c.Own || c.Parts != 3 || c.Buyers != 4 || !slices.Equal(c.Days, own.Days[:]) || !slices.Equal(c.Times, own.Times[:]) || !slices.Equal(c.Cents, own.Cents[:]) {
		t.Errorf("%+v, %v", c, err)
	}
	if eva := s.figures(s.found("Eva")[0].ID).RFV; eva.Score != rfv(1, 1, 1) {
		t.Errorf("who bought only before the period: %+v", eva.Score)
	}
	check(t, s.st.Rebuild(ctx))
	want("made anew", chosen)

	s.wait(1)
	check(t, s.st.Write(ctx, func(tx *store.Tx) error { _, err := tx.Roll(s.now()); return err }))
	want("the next day", map[string]desk.Score{"Ana": rfv(3, 5, 5), "Bruno": rfv(3, 1, 1), "Carla": rfv(1, 3, 3), "Dora": rfv(1, 1, 3)})
	s.wait(-1)
	back, err := purchase.ChooseCuts(ctx, s.st, desk.OwnCuts{})
	check(t, err)
	want("back to automatic", automatic)
	if err := purchase.UndoCuts(ctx, s.st, done); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("not the last: %v", err)
	}
	check(t, purchase.UndoCuts(ctx, s.st, back))
	want("undone", chosen)
	check(t, purchase.UndoCuts(ctx, s.st, done))
	want("and undone", automatic)
}

func TestCutsHoldBeforeAnybodyBuys(t *testing.T) {
	s := newShop(t)
	_, err := purchase.ChooseCuts(t.Context(), s.st, own)
	check(t, err)
	ana := s.meet("Ana")
	s.sells(ana, 1, 20_000)
	if got := s.figures(ana).RFV.Score; got != rfv(5, 1, 5) {
		t.Errorf("%v", got)
	}
}

func TestCutsThatPartNobodyAreRefused(t *testing.T) {
	s := newShop(t)
	for argument, change := range map[string]func(*desk.OwnCuts){
		"days":  func(o *desk.OwnCuts) { o.Days = [2]int{90, 30} },
		"times": func(o *desk.OwnCuts) { o.Times = [2]int{1, 2} },
		"value": func(o *desk.OwnCuts) { o.Cents = [2]int64{100, 100} },
	} {
		o := own
		change(&o)
		if _, err := purchase.ChooseCuts(t.Context(), s.st, o); !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%s: %v", argument, err)
		}
	}
}
