package transfer

import (
	"context"
	"slices"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Undone is what was taken away with an import, and what was not.
type Undone struct {
	Messages  int
	Customers int // who were new with it
	Changed   int // who were here, and of whom what it wrote down is gone
	Purchases int
	Stayed    []Stayed
}

// Stayed is something that was not taken away, and why.
type Stayed struct {
	MessageID  desk.MessageID
	CustomerID desk.CustomerID // of the message, or herself
	Reason     desk.Stay
}

// undoBatch is how much is taken away in one transaction, so that nobody has to wait for it.
const undoBatch = 1000

// Undo takes away what an import brought, as far as nothing was done with it since. Stopped in the middle, it goes on where
// it was when it is asked for again. done counts up to total; may be nil. desk.ErrNotFound when there is no such import.
func Undo(ctx context.Context, st *store.Store, id desk.EventID, told func(done, total int64)) (u Undone, err error) {
	u.Stayed = []Stayed{}
	r := &returning{ctx: ctx, st: st, id: id, undone: &u, meter: &meter{ctx: ctx, told: told}}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err := tx.Connections().Imports().All()
		if err == nil && !slices.ContainsFunc(list, func(m desk.Made) bool { return m.ID == id }) {
			err = desk.E(desk.ErrNotFound, nil, "kind", "import", "id", string(id))
		}
		if err != nil {
			return err
		}
		n, err := tx.Connections().Imports().Count(id)
		r.meter.total = int64(n)
		return err
	})
	if err == nil {
		err = st.Write(ctx, r.purchases)
	}
	// Purchases and messages first: who has none any more is nobody's customer.
	for _, step := range []struct {
		kind string
		do   func(*store.Tx, []string) error
	}{
		{store.BroughtMessage, r.messages},
		{store.BroughtChange, r.changes},
		{store.BroughtCustomer, r.customers},
		{store.BroughtIdentity, r.identities},
	} {
		if err != nil {
			return u, err
		}
		err = r.each(step.kind, step.do)
	}
	if err == nil {
		err = st.Write(ctx, func(tx *store.Tx) error { return r.take(tx, desk.Import{}) }) // it is undone, whatever it consisted of
	}
	return u, err
}

// returning takes an import away, some of it at a time.
type returning struct {
	ctx    context.Context
	st     *store.Store
	id     desk.EventID
	undone *Undone
	meter  *meter
}

// each hands all things of one kind to do, some in each transaction.
func (r *returning) each(kind string, do func(*store.Tx, []string) error) error {
	for after, more := "", true; more; {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		var page []string
		before := *r.undone
		err := r.st.Write(r.ctx, func(tx *store.Tx) (err error) {
			if page, err = tx.Connections().Imports().Page(r.id, kind, after, undoBatch); err == nil && len(page) > 0 {
				err = do(tx, page)
			}
			return err
		})
		if err != nil {
			*r.undone = before
			return err
		}
		if more = len(page) == undoBatch; more {
			after = page[len(page)-1]
		}
		r.meter.add(int64(len(page)))
	}
	return nil
}

// record notes what is taken away, which takes it away.
func (r *returning) record(tx *store.Tx, what desk.Import) error {
	if len(what.Messages)+len(what.Identities)+len(what.Customers) == 0 {
		return nil
	}
	return r.take(tx, what)
}

func (r *returning) take(tx *store.Tx, what desk.Import) error {
	return tx.Record(desk.Event{Kind: desk.EventUndone, Actor: desk.Owner, Facts: desk.Facts{Ref: string(r.id), Import: &what}})
}

func (r *returning) stay(message desk.MessageID, customer desk.CustomerID, why desk.Stay) {
	r.undone.Stayed = append(r.undone.Stayed, Stayed{message, customer, why})
}

// purchases takes out all that came with a file of them, whatever became of it since: one event says so.
func (r *returning) purchases(tx *store.Tx) error {
	file := desk.ImportID(r.id)
	n, err := tx.Customers().Purchases().ImportSize(file)
	if err != nil || n == 0 {
		return err
	}
	r.undone.Purchases = n
	return tx.Record(desk.Event{Kind: desk.PurchaseRemoved, Actor: desk.Owner, Facts: desk.Facts{Purchase: &desk.PurchaseFacts{Import: file}}})
}

func (r *returning) messages(tx *store.Tx, ids []string) error {
	var gone []desk.MessageID
	for _, id := range ids {
		m := desk.MessageID(id)
		why, err := tx.Connections().Imports().Used(m)
		if err != nil {
			return err
		}
		if why == "" {
			gone = append(gone, m)
			continue
		}
		whose, err := tx.Messages().CustomerOf(m)
		if err != nil {
			return err
		}
		r.stay(m, whose, why)
	}
	r.undone.Messages += len(gone)
	return r.record(tx, desk.Import{Messages: gone})
}

// customers takes away who was new and of whom nothing is here but what the import wrote down.
func (r *returning) customers(tx *store.Tx, ids []string) error {
	var gone []desk.CustomerID
	for _, id := range ids {
		who := desk.CustomerID(id)
		log, err := tx.Customers().Log(who)
		if err != nil {
			return err
		}
		log = slices.DeleteFunc(desk.Standing(log), func(e desk.Event) bool { return e.Kind == desk.EventUndone })
		why, err := r.keeps(tx, who, log)
		if err != nil {
			return err
		}
		if why != "" {
			r.stay("", who, why)
			continue
		}
		r.undone.Customers++
		at := slices.IndexFunc(log, func(e desk.Event) bool { return e.Kind == desk.CustomerAdded })
		if at < 0 { // she came with her messages
			gone = append(gone, who)
			continue
		}
		if err := tx.Undo(log[at]); err != nil {
			return err
		}
		if err := tx.Connections().Imports().Forget(r.id, store.BroughtCustomer, id); err != nil {
			return err
		}
	}
	return r.record(tx, desk.Import{Customers: gone})
}

// keeps tells why a customer stays; empty: she goes.
func (r *returning) keeps(tx *store.Tx, who desk.CustomerID, log []desk.Event) (desk.Stay, error) {
	switch _, err := tx.Customers().Get(who); {
	case desk.HasCode(err, desk.ErrNotFound):
		return "", nil // she is gone already
	case desk.HasCode(err, desk.ErrCustomerMerged):
		return desk.StaysChanged, nil
	case err != nil:
		return "", err
	}
	if slices.ContainsFunc(log, r.notOf(log)) {
		return desk.StaysChanged, nil
	}
	hers, err := tx.Customers().Identities(who)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(hers, func(i desk.Identity) bool { return i.HomeID != who }) {
		return desk.StaysChanged, nil
	}
	untouched, err := tx.Customers().Directory().Untouched(who)
	if untouched {
		return "", err
	}
	return desk.StaysSpoken, err
}

// caused tells what the import itself wrote down.
func (r *returning) caused(e desk.Event) bool {
	return e.Facts.Case != nil && e.Facts.Case.Cause == r.id
}

// notOf tells what of a customer's log the import did not write down. A file of purchases names itself only where it says who
// was new; what else it said of her has the moment of that.
func (r *returning) notOf(log []desk.Event) func(desk.Event) bool {
	at := slices.IndexFunc(log, func(e desk.Event) bool { return e.Kind == desk.CustomerAdded && e.Facts.Ref == string(r.id) })
	return func(e desk.Event) bool { return !r.caused(e) && (at < 0 || !e.At.Equal(log[at].At)) }
}

// identities takes away addresses that were new and over which nothing is said; those of who is gone are gone.
func (r *returning) identities(tx *store.Tx, ids []string) error {
	var gone []desk.IdentityID
	for _, id := range ids {
		i, err := tx.Customers().IdentityByID(desk.IdentityID(id))
		if desk.HasCode(err, desk.ErrNotFound) {
			gone = append(gone, desk.IdentityID(id))
			continue
		}
		if err != nil {
			return err
		}
		goes, err := r.isIdle(tx, i)
		if err != nil {
			return err
		}
		if goes {
			gone = append(gone, i.ID)
		}
	}
	return r.record(tx, desk.Import{Identities: gone})
}

// isIdle tells that nothing was done with an address: it is not named, barred, preferred or moved, not written over, and not
// the only one that stays with her when whoever was merged into her goes again.
func (r *returning) isIdle(tx *store.Tx, i desk.Identity) (bool, error) {
	c, err := tx.Customers().Get(i.CustomerID)
	if err != nil || i.OwnerLabel != "" || i.Barred || c.Preferred == i.ID || i.HomeID != i.CustomerID {
		return false, err
	}
	only, err := isOnly(tx, i.CustomerID)
	if err != nil || only {
		return false, err
	}
	used, err := tx.Customers().Spoken(i.ID)
	return !used, err
}

// isOnly tells that a customer would have no address of her own without one of them.
func isOnly(tx *store.Tx, who desk.CustomerID) (bool, error) {
	hers, err := tx.Customers().Identities(who)
	own := slices.DeleteFunc(hers, func(i desk.Identity) bool { return i.HomeID != who })
	return len(own) < 2, err
}

// changes takes back what the import wrote down of customers who were here.
func (r *returning) changes(tx *store.Tx, ids []string) error {
	for _, id := range ids {
		who := desk.CustomerID(id)
		log, err := tx.Customers().Log(who)
		if err != nil {
			return err
		}
		stays, err := r.revert(tx, who, desk.Standing(log))
		if err != nil {
			return err
		}
		if stays {
			r.stay("", who, desk.StaysChanged)
			continue
		}
		r.undone.Changed++
		if err := tx.Connections().Imports().Forget(r.id, store.BroughtChange, id); err != nil {
			return err
		}
	}
	return nil
}

// revert undoes what still stands as the import wrote it, and tells whether something does not.
func (r *returning) revert(tx *store.Tx, who desk.CustomerID, standing []desk.Event) (stays bool, err error) {
	for at, e := range standing {
		if !r.caused(e) {
			continue
		}
		overwritten := slices.ContainsFunc(standing[at+1:], func(later desk.Event) bool {
			sameField := later.Kind == e.Kind || e.Kind == desk.IdentityAdded // of an address, whatever was said of it
			return sameField && later.Facts.Ref == e.Facts.Ref && !r.caused(later)
		})
		switch {
		case overwritten:
			stays = true
		case e.Kind == desk.IdentityAdded:
			gone, err := r.removeAddress(tx, who, desk.IdentityID(e.Facts.Ref))
			if err != nil {
				return stays, err
			}
			stays = stays || !gone
		default:
			if err := tx.Undo(e); err != nil {
				return stays, err
			}
		}
	}
	return stays, nil
}

// removeAddress takes an address away again, if nothing was done with it.
func (r *returning) removeAddress(tx *store.Tx, who desk.CustomerID, id desk.IdentityID) (gone bool, err error) {
	i, err := tx.Customers().IdentityByID(id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return true, nil
	}
	if err != nil || i.CustomerID != who {
		return false, err
	}
	only, err := isOnly(tx, who)
	if err != nil || only {
		return false, err
	}
	used, err := tx.Customers().Spoken(id)
	if err != nil || used {
		return false, err
	}
	return true, tx.Record(desk.Event{
		Kind: desk.IdentityRemoved, Actor: desk.Owner, CustomerID: who, Facts: desk.Facts{Ref: string(id), Case: &desk.CaseFacts{Cause: r.id}},
	})
}
