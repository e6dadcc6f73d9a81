package purchase

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Cutting is where buyers are cut into parts, as the owner says it: of days the last of a better part, of the others the
// first.
type Cutting struct {
	Own           bool // it is the owner's word; else it follows from the buyers
	Buyers, Parts int
	Currency      string
	Days          []int // since the latest purchase
	Times         []int
	Cents         []int64
}

// ReadCuts tells where buyers are cut into parts.
func ReadCuts(ctx context.Context, st *store.Store) (c Cutting, err error) {
	today := desk.DayOf(st.Now().Local())
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		purchases := tx.Customers().Joined().Purchases()
		cuts, err := purchases.Cuts()
		if err != nil {
			return err
		}
		own, err := purchases.OwnCuts()
		if err != nil {
			return err
		}
		if own != (desk.OwnCuts{}) { // they hold before anybody buys
			cuts = own.On(today, cuts)
		}
		c = Cutting{Own: cuts.OwnOn != 0, Buyers: cuts.Buyers, Parts: cuts.Parts(), Currency: cuts.Currency}
		for _, day := range cuts.LastDays {
			c.Days = append(c.Days, int(today-day))
		}
		for _, times := range cuts.Times {
			c.Times = append(c.Times, times+1)
		}
		for _, cents := range cuts.Cents {
			c.Cents = append(c.Cents, cents+1)
		}
		return nil
	})
	return c, err
}

// ChooseCuts cuts all buyers where the owner says; all zero: where it follows from them. It gives what UndoCuts takes.
// desk.ErrUsage, naming what cannot part anybody.
func ChooseCuts(ctx context.Context, st *store.Store, own desk.OwnCuts) (done desk.EventID, err error) {
	if argument := own.Unfit(); argument != "" {
		return "", wrong(argument)
	}
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		return tx.Record(desk.Event{ID: done, Kind: desk.CutsChosen, Actor: desk.Owner, Facts: desk.Facts{Cuts: &own}})
	})
}

// UndoCuts takes the last choice back. desk.ErrChangedSince once there was another.
func UndoCuts(ctx context.Context, st *store.Store, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Customers().Purchases().CutsLog()
		if err != nil {
			return err
		}
		if _, is := desk.StandsLast(log, done); !is {
			return desk.E(desk.ErrChangedSince, nil)
		}
		return tx.Record(desk.Event{Kind: desk.EventUndone, Actor: desk.Owner, Facts: desk.Facts{Ref: string(done), Cuts: &desk.OwnCuts{}}})
	})
}
