package customer

import (
	"context"
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Card is what the panel shows of a customer.
type Card struct {
	desk.Customer
	Identities []desk.Identity
	Tags       []string
	State      desk.TurnState
	Unread     int
	Junk       bool      // the owner said that this is no customer
	Since      time.Time // see store.Directory.Since
	// LastInbound tells, per identity and shop's address, when the customer last wrote there.
	LastInbound []Contact
	First       desk.IdentityID // see desk.Customer.First
}

// Contact is a pair of addresses that may write to each other.
type Contact struct {
	Identity desk.Identity
	Account  desk.Account
	At       time.Time // zero: the customer never wrote there
}

// Show reads a customer. desk.ErrNotFound when there is none.
func Show(ctx context.Context, st *store.Store, id desk.CustomerID) (card Card, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if card.Customer, err = tx.Customers().Get(id); err != nil {
			return err
		}
		if card.Identities, err = tx.Customers().Identities(id); err != nil {
			return err
		}
		tags, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
		if err != nil {
			return err
		}
		card.Tags = tags[id]
		row, _, err := tx.Conversation(id)
		if err != nil {
			return err
		}
		card.First = card.Customer.First(row.Turn)
		card.State, card.Unread, card.Junk = row.State, row.Unread, row.Turn.JunkStands()
		if card.Since, err = tx.Customers().Directory().Since(id); err != nil {
			return err
		}
		return card.readContacts(tx)
	})
	return card, err
}

func (c *Card) readContacts(tx *store.ReadTx) error {
	c.LastInbound = []Contact{}
	for _, i := range c.Identities {
		accounts, err := tx.Connections().InUse(i.Medium)
		if err != nil {
			return err
		}
		for _, a := range accounts {
			at, err := tx.Messages().LastInbound(i.ID, a.ID)
			if err != nil {
				return err
			}
			c.LastInbound = append(c.LastInbound, Contact{Identity: i, Account: a, At: at})
		}
	}
	return nil
}

// ListPage is a page of all customers.
type ListPage struct {
	Customers []desk.Customer
	Next      string
}

// List reads all customers, in the order they first came.
func List(ctx context.Context, st *store.Store, limit int, cursor string) (page ListPage, err error) {
	limit = clampLimit(limit)
	var after int64
	if err := store.DecodeCursor(cursor, &after); err != nil {
		return page, err
	}
	page.Customers = []desk.Customer{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Customers().Page(after, limit+1)
		for i, r := range rows {
			if i == limit {
				page.Next = store.EncodeCursor(rows[i-1].N)
				break
			}
			page.Customers = append(page.Customers, r.Customer)
		}
		return err
	})
	return page, err
}

// Rename gives a customer the name that the owner typed; no provider overwrites it.
func Rename(ctx context.Context, st *store.Store, id desk.CustomerID, name string) error {
	return Describe(ctx, st, id, Description{Name: &name})
}

// Close says that nothing is left to do, in no case; a message of the customer brings the conversation back. It gives
// what Undo takes, as the other decisions do.
func Close(ctx context.Context, st *store.Store, id desk.CustomerID) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) { return CloseIn(tx, id) })
}

// CloseIn is Close in a transaction.
func CloseIn(tx *store.Tx, id desk.CustomerID) (desk.EventID, error) {
	return decideWith(tx, desk.Event{Kind: desk.ConversationClosed, CustomerID: id}, closeCases)
}

func closeCases(tx *store.Tx, closing desk.Event) error {
	all, err := tx.Cases().OfCustomer(closing.CustomerID, mostCases)
	for _, k := range all {
		if err == nil && k.Open() {
			err = tx.Record(followingFrom(closing, k.ID, desk.CaseClosed))
		}
	}
	return err
}

// Junk says that this is no customer: nothing is left to do, in no case, and what arrives brings nothing back, until the
// shop writes there or it is reopened.
func Junk(ctx context.Context, st *store.Store, id desk.CustomerID) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) {
		return decideWith(tx, desk.Event{Kind: desk.ConversationJunked, CustomerID: id}, closeCases)
	})
}

// mostCases is how many cases of one customer are looked through: nobody has so many open.
const mostCases = 200

func followingFrom(e desk.Event, id desk.CaseID, kind desk.EventKind) desk.Event {
	return desk.Event{
		Kind: kind, Actor: desk.Owner, CustomerID: e.CustomerID, CaseID: id, Facts: desk.Facts{Case: &desk.CaseFacts{Cause: e.ID}},
	}
}

// Snooze puts the conversation aside until a moment, or until somebody writes.
func Snooze(ctx context.Context, st *store.Store, id desk.CustomerID, until time.Time) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) { return SnoozeIn(tx, id, until, "") })
}

// SnoozeIn is Snooze in a transaction, following from another event; empty: from none.
func SnoozeIn(tx *store.Tx, id desk.CustomerID, until time.Time, cause desk.EventID) (desk.EventID, error) {
	if !until.After(tx.Moment()) {
		return "", desk.E(desk.ErrUsage, nil, "argument", "until")
	}
	return decide(tx, desk.Event{Kind: desk.ConversationSnoozed, CustomerID: id, Facts: desk.Facts{Until: until, Case: causedBy(cause)}})
}

// causedBy names what an event follows from.
func causedBy(cause desk.EventID) *desk.CaseFacts {
	if cause == "" {
		return nil
	}
	return &desk.CaseFacts{Cause: cause}
}

// Reopen brings a closed or snoozed conversation back to be replied to, and the case that was closed last when none
// is open and it was closed a short while ago.
func Reopen(ctx context.Context, st *store.Store, id desk.CustomerID) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) { return ReopenIn(tx, id, "") })
}

// ReopenIn is Reopen in a transaction, following from another event; empty: from none.
func ReopenIn(tx *store.Tx, id desk.CustomerID, cause desk.EventID) (desk.EventID, error) {
	return decideWith(tx, desk.Event{Kind: desk.ConversationReopened, CustomerID: id, Facts: desk.Facts{Case: causedBy(cause)}}, reopenCase)
}

func reopenCase(tx *store.Tx, reopening desk.Event) error {
	all, err := tx.Cases().OfCustomer(reopening.CustomerID, mostCases)
	if err != nil || len(all) == 0 || all[0].Open() {
		return err
	}
	last := slices.MaxFunc(all, func(a, b desk.Case) int { return a.ClosedAt.Compare(b.ClosedAt) })
	if tx.Moment().Sub(last.ClosedAt) > desk.ReopenWithin {
		return nil
	}
	return tx.Record(followingFrom(reopening, last.ID, desk.CaseReopened))
}

// Undo takes back what was decided about a conversation, a merge, a split, a telling apart, an adding by hand or something
// that was written down: it stands as if that had never been done. Once something else was decided or written there, the
// addresses moved on or something came of whom was added, nothing is undone and the error is desk.ErrChangedSince.
func Undo(ctx context.Context, st *store.Store, customer desk.CustomerID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Customers().Log(customer)
		if err != nil {
			return err
		}
		standing := desk.Standing(log)
		at := slices.IndexFunc(standing, func(e desk.Event) bool { return e.ID == done })
		if at < 0 {
			return desk.E(desk.ErrChangedSince, nil)
		}
		e := standing[at]
		switch {
		case e.Kind == desk.CustomerMerged, e.Kind == desk.CustomerSplit:
			return undoJoining(tx, e)
		case e.Kind == desk.CustomersToldApart:
		case e.Kind == desk.CustomerAdded:
			err = unchangedSince(tx, e, log)
		case e.Kind == desk.IdentityBarred, e.Kind == desk.IdentityFreed:
			err = barredSince(tx, e)
		case len(e.Fields()) > 0:
			err = describedSince(tx, e, standing[at+1:])
		default:
			err = decidedSince(tx, e, log)
		}
		if err != nil {
			return err
		}
		return tx.Undo(e)
	})
}

// decidedSince checks that a decision is the last one about a conversation.
func decidedSince(tx *store.Tx, e desk.Event, log []desk.Event) error {
	if decisions := desk.Decisions(log); len(decisions) == 0 || decisions[len(decisions)-1].ID != e.ID {
		return desk.E(desk.ErrChangedSince, nil)
	}
	hers, err := tx.Customers().Identities(e.CustomerID)
	if err == nil && len(hers) == 0 { // they moved on
		err = desk.E(desk.ErrChangedSince, nil)
	}
	return err
}

// describedSince checks that nothing else was written into the fields that an event wrote, and that she was not merged
// into another, who was given what it says.
func describedSince(tx *store.Tx, e desk.Event, since []desk.Event) error {
	_, err := tx.Customers().Get(e.CustomerID)
	rewritten := slices.ContainsFunc(since, func(later desk.Event) bool {
		return slices.ContainsFunc(later.Fields(), func(f string) bool { return slices.Contains(e.Fields(), f) })
	})
	if rewritten || desk.HasCode(err, desk.ErrCustomerMerged) {
		return desk.E(desk.ErrChangedSince, nil)
	}
	return err
}

// barredSince checks that an address is as it was left, and whose it was.
func barredSince(tx *store.Tx, e desk.Event) error {
	i, err := tx.Customers().IdentityByID(desk.IdentityID(e.Facts.Ref))
	if desk.HasCode(err, desk.ErrNotFound) || err == nil && (i.CustomerID != e.CustomerID || i.Barred != (e.Kind == desk.IdentityBarred)) {
		return desk.E(desk.ErrChangedSince, nil)
	}
	return err
}

// MarkRead says that the owner has seen what arrived so far. It records nothing when there is nothing unread.
func MarkRead(ctx context.Context, st *store.Store, id desk.CustomerID) error {
	card, err := Show(ctx, st, id)
	if err != nil || card.Unread == 0 {
		return err
	}
	_, err = record(ctx, st, desk.Event{Kind: desk.ConversationRead, CustomerID: id})
	return err
}

// MarkUnread says that the owner wants to look at it again: reading or answering it takes the mark away.
func MarkUnread(ctx context.Context, st *store.Store, id desk.CustomerID) error {
	_, err := record(ctx, st, desk.Event{Kind: desk.ConversationUnread, CustomerID: id})
	return err
}

func record(ctx context.Context, st *store.Store, e desk.Event) (desk.EventID, error) {
	return deciding(ctx, st, func(tx *store.Tx) (desk.EventID, error) { return decide(tx, e) })
}

func deciding(ctx context.Context, st *store.Store, decision func(*store.Tx) (desk.EventID, error)) (id desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		id, err = decision(tx)
		return err
	})
	return id, err
}

// decide records what the owner decided about a customer who is here.
func decide(tx *store.Tx, e desk.Event) (desk.EventID, error) {
	return decideWith(tx, e, func(*store.Tx, desk.Event) error { return nil })
}

// decideWith records what the owner decided, and what follows from it.
func decideWith(tx *store.Tx, e desk.Event, follows func(*store.Tx, desk.Event) error) (desk.EventID, error) {
	e.ID, e.Actor = desk.EventID(store.NewID()), desk.Owner
	if _, err := tx.Customers().Get(e.CustomerID); err != nil {
		return "", err
	}
	if err := tx.Record(e); err != nil {
		return "", err
	}
	return e.ID, follows(tx, e)
}

// Nameless lists the addresses of customers that have no name yet.
func Nameless(ctx context.Context, st *store.Store) (list []desk.Identity, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Customers().Nameless()
		return err
	})
	return list, err
}
