package customer

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Prefer says that an address is the one of its customer that is used first where the shop begins, or no longer. What
// answers her goes where she wrote. It gives what Undo takes; empty: it was so.
//
// Errors: desk.ErrNotFound; desk.ErrAddressBarred for one that nothing is to be sent to.
func Prefer(ctx context.Context, st *store.Store, id desk.IdentityID, prefer bool) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) {
		i, err := tx.Customers().IdentityByID(id)
		if err != nil {
			return "", err
		}
		c, err := tx.Customers().Get(i.CustomerID)
		if err != nil || prefer == (c.Preferred == id) {
			return "", err
		}
		if prefer && i.Barred {
			return "", desk.E(desk.ErrAddressBarred, nil, "channel", string(i.Medium))
		}
		e := desk.Event{Kind: desk.CustomerPreferred, CustomerID: i.CustomerID}
		if prefer {
			e.Facts.Ref = string(id)
		}
		return decide(tx, e)
	})
}

// Bar says that nothing is to be sent to an address, or that it may be again. What was said there stays, and what comes
// from there is read. It gives what Undo takes; empty: it was so.
func Bar(ctx context.Context, st *store.Store, id desk.IdentityID, bar bool) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) {
		i, err := tx.Customers().IdentityByID(id)
		if err != nil || i.Barred == bar {
			return "", err
		}
		kind := desk.IdentityFreed
		if bar {
			kind = desk.IdentityBarred
		}
		return decide(tx, desk.Event{Kind: kind, CustomerID: i.CustomerID, Facts: desk.Facts{Ref: string(id)}})
	})
}

// Group says that a customer is several people, a family or a firm, or that she is one. Nobody is suggested to be the
// same for what they have in common with several people, and a number of theirs is not forced upon one of them. It gives
// what Undo takes; empty: it was so.
func Group(ctx context.Context, st *store.Store, id desk.CustomerID, group bool) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) {
		c, err := tx.Customers().Get(id)
		if err != nil || c.Group == group {
			return "", err
		}
		return decide(tx, desk.Event{Kind: grouping(group), CustomerID: id})
	})
}
