package cases

import (
	"context"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Open opens a case of a customer by hand, before anything is said in it. A closed conversation comes back with it, so
// that no open case is out of sight. It gives what Undo takes.
func Open(ctx context.Context, st *store.Store, id desk.CustomerID) (k desk.Case, done desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		who, state, err := whereabouts(tx, id)
		if err != nil {
			return err
		}
		done = desk.EventID(store.NewID())
		if k, err = open(tx, opening{id: done, identity: who, customer: id, actor: desk.Owner}); err != nil || state != desk.Closed {
			return err
		}
		return tx.Record(desk.Event{
			Kind: desk.ConversationReopened, Actor: desk.Owner, CustomerID: id, Facts: desk.Facts{Case: &desk.CaseFacts{Cause: done}},
		})
	})
	return k, done, err
}

// OpenWith opens a case with a message that is in none, and says what it is about. It gives what Undo takes.
// desk.ErrChangedSince where the message is in a case.
func OpenWith(ctx context.Context, st *store.Store, message desk.MessageID, class desk.Class) (k desk.Case, done desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		m, err := tx.Messages().Get(message)
		if err != nil {
			return err
		}
		in, err := tx.Cases().OfMessages([]desk.MessageID{message})
		if err == nil && in[message].CaseID != "" {
			err = desk.E(desk.ErrChangedSince, nil)
		}
		if err != nil {
			return err
		}
		customer, err := tx.Messages().CustomerOf(message)
		if err != nil {
			return err
		}
		done = desk.EventID(store.NewID())
		if k, err = open(tx, opening{id: done, identity: m.IdentityID, customer: customer, message: message, actor: desk.Owner}); err != nil {
			return err
		}
		if err := record(tx, desk.Owner, k, desk.CaseJoined, message, &desk.CaseFacts{Cause: done}); err != nil {
			return err
		}
		if err := record(tx, desk.Owner, k, desk.CaseClassified, "", &desk.CaseFacts{Class: class, Cause: done}); err != nil {
			return err
		}
		return bringBack(tx, customer, done)
	})
	return k, done, err
}

// whereabouts gives the address at which something was said with a customer last, else one that she has, and the
// state of her conversation, empty when nothing was ever said.
func whereabouts(tx *store.Tx, id desk.CustomerID) (desk.IdentityID, desk.TurnState, error) {
	if _, err := tx.Customers().Get(id); err != nil {
		return "", "", err
	}
	row, _, err := tx.Conversation(id)
	if err != nil {
		return "", "", err
	}
	if row.LastID != "" {
		m, err := tx.Messages().Get(row.LastID)
		return m.IdentityID, row.State, err
	}
	hers, err := tx.Customers().Identities(id)
	if err == nil && len(hers) > 0 {
		return hers[0].ID, row.State, nil
	}
	if err != nil {
		return "", "", err
	}
	who, err := customer.InPerson(tx, id)
	return who.ID, row.State, err
}
