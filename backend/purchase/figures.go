package purchase

import (
	"context"
	"math"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Figures is what her purchases say of a customer.
type Figures struct {
	RFV *RFV      // nil: she never bought anything that counts
	LTV *desk.LTV // nil: the same
}

// RFV is how a buyer stands among all: how lately, how often and for how much she bought.
type RFV struct {
	desk.Score
	Segment desk.Segment
	Days    int // since her latest purchase
	desk.Buyer
	Cuts desk.Cuts // where the parts end that the scores tell
}

// Read reads what her purchases say of a customer. desk.ErrNotFound, desk.ErrCustomerMerged.
func Read(ctx context.Context, st *store.Store, id desk.CustomerID) (f Figures, err error) {
	today := desk.DayOf(st.Now().Local())
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		cuts, err := tx.Customers().Joined().Purchases().Cuts()
		if err != nil {
			return err
		}
		buyer, ok, err := tx.Customers().Joined().Purchases().Buyer(id)
		if err != nil || !ok {
			return err
		}
		score := cuts.Score(buyer)
		f.RFV = &RFV{score, score.Segment(), int(max(today-buyer.LastDay, 0)), buyer, cuts}
		all, err := after(tx, id, store.Start(), math.MaxInt)
		if err != nil {
			return err
		}
		if ltv, ok := desk.LifetimeValue(all, cuts.Currency, today); ok {
			f.LTV = &ltv
		}
		return nil
	})
	return f, err
}

// Seal is what the lists show of a buyer.
type Seal struct {
	Segment desk.Segment
	Value   desk.Money // that she paid in the period
}

// Seals tells that of each customer who bought something that counts.
func Seals(ctx context.Context, st *store.Store, ids []desk.CustomerID) (map[desk.CustomerID]Seal, error) {
	seals := map[desk.CustomerID]Seal{}
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		cuts, err := tx.Customers().Joined().Purchases().Cuts()
		if err != nil {
			return err
		}
		buyers, err := tx.Customers().Joined().Purchases().Buyers(ids)
		for id, buyer := range buyers {
			seals[id] = Seal{cuts.Score(buyer).Segment(), desk.Money{Cents: buyer.Cents, Currency: cuts.Currency}}
		}
		return err
	})
	return seals, err
}
