package purchase

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Cutting is where buyers are cut into parts.
type Cutting struct {
	desk.Cuts
	Own desk.OwnCuts // what the owner chose; all zero: they follow from the buyers
}

// ReadCuts tells where buyers are cut into parts.
func ReadCuts(ctx context.Context, st *store.Store) (c Cutting, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		purchases := tx.Customers().Joined().Purchases()
		if c.Cuts, err = purchases.Cuts(); err != nil {
			return err
		}
		c.Own, err = purchases.OwnCuts()
		return err
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
		if !desk.StandsLast(log, done) {
			return desk.E(desk.ErrChangedSince, nil)
		}
		return tx.Record(desk.Event{Kind: desk.EventUndone, Actor: desk.Owner, Facts: desk.Facts{Ref: string(done), Cuts: &desk.OwnCuts{}}})
	})
}
