package cases

import (
	"cmp"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Reserve opens a case for something that is being written down, before it is known whose it is: the number can be
// told to somebody who waits on the telephone.
func Reserve(tx *store.Tx) (desk.Case, error) { return open(tx, opening{actor: desk.Owner}) }

// Void gives a reserved case up. Its number is never given to another. desk.ErrChangedSince when it is somebody's.
func Void(tx *store.Tx, id desk.CaseID) error {
	k, err := tx.Cases().Get(id)
	if err == nil && (k.IdentityID != "" || k.Void) {
		err = desk.E(desk.ErrChangedSince, nil)
	}
	if err != nil {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseVoided, "", nil)
}

// Entry is what was written down with a reserved case.
type Entry struct {
	Identity desk.IdentityID
	Customer desk.CustomerID
	Message  desk.MessageID
	Into     desk.CaseID // the case that it goes on with; empty: it is a new one
	Class    desk.Class
	Told     bool // the number was said aloud
}

// Enter makes a reserved case what was written down. One that goes on with another case becomes a second number of
// that one. It gives the case that the message is in. Errors: desk.ErrChangedSince when the case is somebody's already,
// desk.ErrUsage for a case of another customer.
func Enter(tx *store.Tx, id desk.CaseID, e Entry) (desk.Case, error) {
	k, err := tx.Cases().Get(id)
	if err == nil && (k.IdentityID != "" || k.Void) {
		err = desk.E(desk.ErrChangedSince, nil)
	}
	if err != nil {
		return k, err
	}
	k.CustomerID = e.Customer
	if e.Into, err = standsFor(tx, e.Into); err != nil {
		return k, err
	}
	if err := record(tx, desk.Owner, k, desk.CaseAssigned, "", &desk.CaseFacts{Identity: e.Identity}); err != nil {
		return k, err
	}
	if e.Into != "" {
		if err := goOn(tx, k, e); err != nil {
			return k, err
		}
	}
	into := k
	into.ID = cmp.Or(e.Into, k.ID)
	if err := record(tx, desk.Owner, into, desk.CaseJoined, e.Message, &desk.CaseFacts{}); err != nil {
		return k, err
	}
	if e.Class != "" {
		if err := record(tx, desk.Owner, into, desk.CaseClassified, "", &desk.CaseFacts{Class: e.Class}); err != nil {
			return k, err
		}
	}
	if e.Told {
		if err := Told(tx, into.ID, e.Message, ""); err != nil {
			return k, err
		}
	}
	return tx.Cases().Get(into.ID)
}

// standsFor is the case that has the messages of one that may have been merged meanwhile; none when its opening was
// undone: then what was written down is a case of its own.
func standsFor(tx *store.Tx, id desk.CaseID) (desk.CaseID, error) {
	if id == "" {
		return "", nil
	}
	k, err := tx.Cases().Get(id)
	if err != nil || k.Void {
		return "", err
	}
	return cmp.Or(k.MergedInto, id), nil
}

// goOn makes the number of a reserved case another of the case that it goes on with, which is open again.
func goOn(tx *store.Tx, k desk.Case, e Entry) error {
	into, err := tx.Cases().Get(e.Into)
	if err == nil && into.CustomerID != e.Customer {
		err = desk.E(desk.ErrUsage, nil, "argument", "case")
	}
	if err == nil && !into.Open() {
		err = record(tx, desk.Owner, into, desk.CaseReopened, e.Message, &desk.CaseFacts{})
	}
	if err != nil {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseMerged, "", &desk.CaseFacts{Into: e.Into})
}
