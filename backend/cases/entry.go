package cases

import (
	"cmp"
	"slices"

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
// that one. It gives the case that the message is in, and the event that what follows is caused by, to be undone with
// it. Errors: desk.ErrChangedSince when the case is somebody's already, desk.ErrUsage for a case of another customer.
func Enter(tx *store.Tx, id desk.CaseID, e Entry) (k desk.Case, done desk.EventID, err error) {
	if k, err = tx.Cases().Get(id); err == nil && (k.IdentityID != "" || k.Void) {
		err = desk.E(desk.ErrChangedSince, nil)
	}
	if err != nil {
		return k, "", err
	}
	k.CustomerID = e.Customer
	if e.Into, err = standsFor(tx, e.Into); err != nil {
		return k, "", err
	}
	done = desk.EventID(store.NewID())
	if err := tx.Record(desk.Event{
		ID: done, Kind: desk.CaseAssigned, Actor: desk.Owner, CustomerID: k.CustomerID, CaseID: k.ID,
		Facts: desk.Facts{Case: &desk.CaseFacts{Identity: e.Identity}},
	}); err != nil {
		return k, "", err
	}
	if e.Into != "" {
		if err := goOn(tx, k, e, done); err != nil {
			return k, "", err
		}
	}
	into := k
	into.ID = cmp.Or(e.Into, k.ID)
	if err := e.writeIn(tx, into, done); err != nil {
		return k, "", err
	}
	k, err = tx.Cases().Get(into.ID)
	return k, done, err
}

// writeIn puts the message into its case, with what was said of it.
func (e Entry) writeIn(tx *store.Tx, k desk.Case, cause desk.EventID) error {
	if err := record(tx, desk.Owner, k, desk.CaseJoined, e.Message, &desk.CaseFacts{Cause: cause}); err != nil {
		return err
	}
	if e.Class != "" {
		if err := record(tx, desk.Owner, k, desk.CaseClassified, "", &desk.CaseFacts{Class: e.Class, Cause: cause}); err != nil {
			return err
		}
	}
	if !e.Told {
		return nil
	}
	return tell(tx, k.ID, e.Message, &desk.CaseFacts{Cause: cause})
}

// TakeOut is Enter undone, with what followed from it: the case is reserved as before, and gives the message that is in
// no case any more. desk.ErrChangedSince once anything else came into its case, or was decided about it.
func TakeOut(tx *store.Tx, id desk.CaseID) (desk.MessageID, error) {
	log, err := standingOf(tx, id)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(log, func(e desk.Event) bool { return e.Kind == desk.CaseAssigned })
	if at < 0 {
		return "", desk.E(desk.ErrChangedSince, nil)
	}
	done := log[at]
	entered, may, err := lastEntered(tx, log, done)
	if err == nil && !may {
		err = desk.E(desk.ErrChangedSince, nil)
	}
	if err != nil {
		return "", err
	}
	return entered.MessageID, undoInSight(tx, done)
}

// lastEntered gives the event that put what was written down into its case; may is false when that is not the last
// thing that happened there, and in the case that was reserved for it.
func lastEntered(tx *store.Tx, log []desk.Event, done desk.Event) (entered desk.Event, may bool, err error) {
	if may, err = holdsNoMore(&tx.ReadTx, log, done); err != nil || !may {
		return entered, false, err
	}
	last := log[len(log)-1]
	in := log
	if last.Kind == desk.CaseMerged && follows(last, done) {
		if in, err = standingOf(tx, last.Facts.Case.Into); err != nil {
			return entered, false, err
		}
	}
	at := slices.IndexFunc(in, func(e desk.Event) bool { return e.Kind == desk.CaseJoined && follows(e, done) })
	if at < 0 || !follows(last, done) || !follows(in[len(in)-1], done) {
		return entered, false, nil
	}
	may, err = isThereBy(&tx.ReadTx, in[at])
	return in[at], may, err
}

// standingOf reads what was recorded about a case and not undone.
func standingOf(tx *store.Tx, id desk.CaseID) ([]desk.Event, error) {
	log, err := tx.Cases().Log(id)
	return slices.DeleteFunc(desk.Standing(log), func(e desk.Event) bool { return e.Kind == desk.EventUndone }), err
}

// follows tells that an event was recorded because of another.
func follows(e, cause desk.Event) bool { return e.Facts.Case != nil && e.Facts.Case.Cause == cause.ID }

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
func goOn(tx *store.Tx, k desk.Case, e Entry, cause desk.EventID) error {
	into, err := tx.Cases().Get(e.Into)
	if err == nil && into.CustomerID != e.Customer {
		err = desk.E(desk.ErrUsage, nil, "argument", "case")
	}
	if err == nil && !into.Open() {
		err = record(tx, desk.Owner, into, desk.CaseReopened, e.Message, &desk.CaseFacts{Cause: cause})
	}
	if err != nil {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseMerged, "", &desk.CaseFacts{Into: e.Into, Cause: cause})
}
