// Package purchase keeps what customers bought: written down by hand, or read from the files of other programs, with what
// became of it and what it says of a customer.
//
// It takes no payment and issues no invoice, and it knows no stock.
package purchase

import (
	"cmp"
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	maxText     = 500 // characters of what was bought, and of a note
	maxDocument = 40
	maxCents    = 1_000_000_000_00 // of one purchase
	// ahead is how far a purchase may lie in the future: a file's clock may be in another place.
	ahead = 24 * time.Hour
)

// Sheet is what the owner writes down of a purchase.
type Sheet struct {
	What  string
	Kind  desk.PurchaseKind  // empty: a product
	Value desk.Money         // without a currency: that of the shop
	At    time.Time          // in the zone of whoever writes it down; zero: now
	Place desk.PurchasePlace // empty: in the shop
	Note  string
}

// Add writes down a purchase. Remove takes it back. Errors: desk.ErrUsage, naming what cannot be kept; desk.ErrNotFound;
// desk.ErrCustomerMerged.
func Add(ctx context.Context, st *store.Store, id desk.CustomerID, s Sheet) (desk.PurchaseID, error) {
	p := desk.Purchase{
		ID: desk.PurchaseID(store.NewID()), CustomerID: id, What: desk.OneLine(s.What), Kind: cmp.Or(s.Kind, desk.Product), Value: s.Value,
		At: s.At, Place: cmp.Or(s.Place, desk.AtShop), Note: desk.OneLine(s.Note),
	}
	if p.At.IsZero() {
		p.At = st.Now().Local()
	}
	p.Day = desk.DayOf(p.At)
	if argument := unfit(p, st.Now()); argument != "" {
		return "", wrong(argument)
	}
	return p.ID, st.Write(ctx, func(tx *store.Tx) (err error) {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		if p.Value.Currency == "" {
			if p.Value.Currency, err = shopCurrency(&tx.ReadTx); err != nil {
				return err
			}
		}
		return tx.Customers().Purchases().Insert(p)
	})
}

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }

// unfit names what of a purchase cannot be kept; empty: nothing.
func unfit(p desk.Purchase, now time.Time) string {
	switch {
	case p.What == "" || utf8.RuneCountInString(p.What) > maxText:
		return "what"
	case !slices.Contains(desk.PurchaseKinds(), p.Kind):
		return "kind"
	case p.Value.Cents <= 0 || p.Value.Cents > maxCents:
		return "value"
	case p.Value.Currency != "" && !isCurrency(p.Value.Currency):
		return "currency"
	case p.At.After(now.Add(ahead)) || p.At.Year() < 1970:
		return "at"
	case !slices.Contains(desk.PurchasePlaces(), p.Place):
		return "where"
	case utf8.RuneCountInString(p.Note) > maxText:
		return "note"
	default:
		return ""
	}
}

// firstCurrency is that of a shop that has sold nothing yet.
const firstCurrency = "BRL"

func shopCurrency(tx *store.ReadTx) (string, error) {
	cuts, err := tx.Customers().Joined().Purchases().Cuts()
	return cmp.Or(cuts.Currency, firstCurrency), err
}

// Return writes down that some of the money was given back; 0 cents: all that is left. It gives what Undo takes, as the
// other changes do. Errors: desk.ErrNotFound, desk.ErrPurchaseOver, desk.ErrPurchaseTooMuch.
func Return(ctx context.Context, st *store.Store, id desk.PurchaseID, cents int64) (desk.EventID, error) {
	return change(ctx, st, id, desk.PurchaseReturned, func(p desk.Purchase) (int64, error) {
		switch left := p.Paid(); {
		case cents < 0:
			return 0, wrong("value")
		case cents > left:
			return 0, desk.E(desk.ErrPurchaseTooMuch, nil, "left", plainAmount(left), "currency", p.Value.Currency)
		case cents == 0:
			return left, nil
		default:
			return cents, nil
		}
	})
}

// Cancel writes down that a purchase came to nothing. Errors: desk.ErrNotFound, desk.ErrPurchaseOver.
func Cancel(ctx context.Context, st *store.Store, id desk.PurchaseID) (desk.EventID, error) {
	return change(ctx, st, id, desk.PurchaseCancelled, func(desk.Purchase) (int64, error) { return 0, nil })
}

// Remove takes back what was written down by mistake: it is seen nowhere any more.
func Remove(ctx context.Context, st *store.Store, id desk.PurchaseID) (done desk.EventID, err error) {
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		p, err := tx.Customers().Purchases().Get(id)
		if err == nil && p.Change.Removed {
			err = desk.E(desk.ErrPurchaseOver, nil)
		}
		if err != nil {
			return err
		}
		return tx.Record(changed(p, done, desk.PurchaseRemoved, 0))
	})
}

func changed(p desk.Purchase, done desk.EventID, kind desk.EventKind, cents int64) desk.Event {
	return desk.Event{
		ID: done, Kind: kind, Actor: desk.Owner, CustomerID: p.CustomerID,
		Facts: desk.Facts{Purchase: &desk.PurchaseFacts{ID: p.ID, Cents: cents}},
	}
}

func change(ctx context.Context, st *store.Store, id desk.PurchaseID, kind desk.EventKind, cents func(desk.Purchase) (int64, error)) (done desk.EventID, err error) {
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		p, err := tx.Customers().Purchases().Get(id)
		if err != nil {
			return err
		}
		if !p.Counts() {
			return desk.E(desk.ErrPurchaseOver, nil)
		}
		given, err := cents(p)
		if err != nil {
			return err
		}
		return tx.Record(changed(p, done, kind, given))
	})
}

// Undo takes the last change of a purchase back. desk.ErrChangedSince when it is not the last any more.
func Undo(ctx context.Context, st *store.Store, id desk.PurchaseID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		p, err := tx.Customers().Purchases().Get(id)
		if err != nil {
			return err
		}
		log, err := tx.Customers().Purchases().Log(id)
		if err != nil {
			return err
		}
		last, is := desk.StandsLast(log, done)
		gone, err := tx.Customers().Purchases().ImportRemoved(p.Import)
		if err != nil {
			return err
		}
		if gone || !is {
			return desk.E(desk.ErrChangedSince, nil)
		}
		return tx.Undo(last)
	})
}

// Page is a page of what a customer bought, newest first.
type Page struct {
	Purchases []desk.Purchase
	Next      string
}

// place is what a cursor of a page holds.
type place struct {
	At int64           `json:"a"`
	ID desk.PurchaseID `json:"i"`
}

// List reads a page of what a customer bought, and whoever was merged into her. desk.ErrUsage for a cursor that is none.
func List(ctx context.Context, st *store.Store, id desk.CustomerID, limit int, cursor string) (page Page, err error) {
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 500)
	from := place{At: store.Start().At.UnixMilli()}
	if err := store.DecodeCursor(cursor, &from); err != nil {
		return page, err
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		all, err := after(tx, id, store.Position{At: time.UnixMilli(from.At), ID: string(from.ID)}, limit+1)
		page.Purchases = all
		if len(all) > limit {
			last := all[limit-1]
			page.Purchases, page.Next = all[:limit], store.EncodeCursor(place{last.At.UnixMilli(), last.ID})
		}
		return err
	})
	return page, err
}

// after reads up to limit purchases of a circle behind a position, newest first.
func after(tx *store.ReadTx, id desk.CustomerID, position store.Position, limit int) ([]desk.Purchase, error) {
	circle, err := tx.Customers().Joined().Circle(id)
	if err != nil {
		return nil, err
	}
	all := []desk.Purchase{}
	for _, one := range circle {
		hers, err := tx.Customers().Joined().Purchases().Page(one, position, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, hers...)
	}
	slices.SortFunc(all, func(a, b desk.Purchase) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	return all[:min(len(all), limit)], nil
}
