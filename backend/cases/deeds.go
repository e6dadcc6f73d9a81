package cases

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// decide records what the owner decides about a case, and gives what Undo takes.
func decide(ctx context.Context, st *store.Store, id desk.CaseID, decision func(*store.Tx, desk.Case) (desk.Event, error)) (done desk.EventID, err error) {
	return done, st.Write(ctx, func(tx *store.Tx) error {
		k, err := tx.Cases().Get(id)
		if err != nil {
			return err
		}
		e, err := decision(tx, k)
		if err != nil {
			return err
		}
		if e.ID == "" {
			e.ID = desk.EventID(store.NewID())
		}
		done, e.Actor, e.CustomerID, e.CaseID = e.ID, desk.Owner, k.CustomerID, id
		return tx.Record(e)
	})
}

// Classify says what a case is about; empty takes that back.
func Classify(ctx context.Context, st *store.Store, id desk.CaseID, class desk.Class) (desk.EventID, error) {
	if class != "" && !slices.Contains(desk.Classes[:], class) {
		return "", desk.E(desk.ErrUsage, nil, "argument", "class")
	}
	return decide(ctx, st, id, func(*store.Tx, desk.Case) (desk.Event, error) {
		return desk.Event{Kind: desk.CaseClassified, Facts: desk.Facts{Case: &desk.CaseFacts{Class: class}}}, nil
	})
}

// Promise writes down by when the owner said that she would answer or do something.
func Promise(ctx context.Context, st *store.Store, id desk.CaseID, by time.Time, words string) (desk.EventID, error) {
	if by.IsZero() {
		return "", desk.E(desk.ErrUsage, nil, "argument", "by")
	}
	return decide(ctx, st, id, func(*store.Tx, desk.Case) (desk.Event, error) {
		return desk.Event{Kind: desk.CasePromised, Facts: desk.Facts{Until: by}, Personal: desk.Personal{Promise: strings.TrimSpace(words)}}, nil
	})
}

// Keep says that what was promised is done.
func Keep(ctx context.Context, st *store.Store, id desk.CaseID) (desk.EventID, error) {
	return decide(ctx, st, id, func(_ *store.Tx, k desk.Case) (desk.Event, error) {
		if k.PromisedAt.IsZero() {
			return desk.Event{}, desk.E(desk.ErrChangedSince, nil)
		}
		return desk.Event{Kind: desk.CaseKept}, nil
	})
}

// Close says that nothing is left to do in a case. With the last open one the conversation is closed.
func Close(ctx context.Context, st *store.Store, id desk.CaseID) (desk.EventID, error) {
	return decide(ctx, st, id, closing)
}

// CloseIn is Close in a transaction, following from another event.
func CloseIn(tx *store.Tx, id desk.CaseID, cause desk.EventID) error {
	k, err := tx.Cases().Get(id)
	if err != nil {
		return err
	}
	e, err := closing(tx, k)
	if err != nil {
		return err
	}
	e.Actor, e.CustomerID, e.CaseID, e.Facts.Case.Cause = desk.Owner, k.CustomerID, id, cause
	return tx.Record(e)
}

func closing(tx *store.Tx, k desk.Case) (desk.Event, error) {
	if !k.Open() {
		return desk.Event{}, desk.E(desk.ErrChangedSince, nil)
	}
	open, err := OpenOf(&tx.ReadTx, k.CustomerID)
	if err != nil {
		return desk.Event{}, err
	}
	e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CaseClosed, Facts: desk.Facts{Case: &desk.CaseFacts{}}}
	if len(open) == 1 {
		err = tx.Record(desk.Event{
			Kind: desk.ConversationClosed, Actor: desk.Owner, CustomerID: k.CustomerID, Facts: desk.Facts{Case: &desk.CaseFacts{Cause: e.ID}},
		})
	}
	return e, err
}

// Reopen brings a closed case back, and its conversation.
func Reopen(ctx context.Context, st *store.Store, id desk.CaseID) (desk.EventID, error) {
	return decide(ctx, st, id, func(tx *store.Tx, k desk.Case) (desk.Event, error) {
		if k.Open() || k.MergedInto != "" || k.Void {
			return desk.Event{}, desk.E(desk.ErrChangedSince, nil)
		}
		e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CaseReopened, Facts: desk.Facts{Case: &desk.CaseFacts{}}}
		return e, tx.Record(desk.Event{Kind: desk.ConversationReopened, Actor: desk.Owner, CustomerID: k.CustomerID, Facts: desk.Facts{Case: &desk.CaseFacts{Cause: e.ID}}})
	})
}

// OpenOf lists a customer's open cases, the latest first.
func OpenOf(tx *store.ReadTx, customer desk.CustomerID) ([]desk.Case, error) {
	all, err := tx.Cases().OfCustomer(customer, mostCases)
	return slices.DeleteFunc(all, func(k desk.Case) bool { return !k.Open() }), err
}

// Merge puts a case into another of the same customer. Its number goes on to lead to the messages.
func Merge(ctx context.Context, st *store.Store, keep, other desk.CaseID) (desk.EventID, error) {
	return decide(ctx, st, other, func(tx *store.Tx, k desk.Case) (desk.Event, error) {
		into, err := tx.Cases().Get(keep)
		switch {
		case err != nil:
			return desk.Event{}, err
		case keep == other || into.CustomerID != k.CustomerID || into.Void || into.MergedInto != "":
			return desk.Event{}, desk.E(desk.ErrUsage, nil, "argument", "KEEP")
		case k.Void || k.MergedInto != "":
			return desk.Event{}, desk.E(desk.ErrChangedSince, nil)
		}
		e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CaseMerged, Facts: desk.Facts{Case: &desk.CaseFacts{Into: keep}}}
		return e, takeOver(tx, k, into, e.ID)
	})
}

// takeOver has a case go on for one that is merged into it: what was to be done is still to be done, and promised.
func takeOver(tx *store.Tx, k, into desk.Case, cause desk.EventID) error {
	if k.Open() && !into.Open() {
		if err := record(tx, desk.Owner, into, desk.CaseReopened, "", &desk.CaseFacts{Cause: cause}); err != nil {
			return err
		}
		if err := bringBack(tx, k.CustomerID, cause); err != nil {
			return err
		}
	}
	return takePromise(tx, k, into, cause)
}

// takePromise has a case take over what was promised in one that is merged into it. Of two promises the first to be due
// counts, with what was promised in both.
func takePromise(tx *store.Tx, k, into desk.Case, cause desk.EventID) error {
	if !k.Open() || k.PromisedAt.IsZero() {
		return nil
	}
	by, words := k.PromisedAt, []string{k.Promise}
	if !into.PromisedAt.IsZero() {
		if into.PromisedAt.Before(by) {
			by = into.PromisedAt
		}
		words = append([]string{into.Promise}, words...)
	}
	words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
	return tx.Record(desk.Event{
		Kind: desk.CasePromised, Actor: desk.Owner, CustomerID: into.CustomerID, CaseID: into.ID,
		Facts: desk.Facts{Until: by, Case: &desk.CaseFacts{Cause: cause}}, Personal: desk.Personal{Promise: strings.Join(words, "; ")},
	})
}

// bringBack reopens a conversation that is closed although something in one of the customer's cases is to be done.
func bringBack(tx *store.Tx, customer desk.CustomerID, cause desk.EventID) error {
	hidden, err := outOfSight(tx, customer)
	if err != nil || hidden == 0 {
		return err
	}
	return tx.Record(desk.Event{
		Kind: desk.ConversationReopened, Actor: desk.Owner, CustomerID: customer, Facts: desk.Facts{Case: &desk.CaseFacts{Cause: cause}},
	})
}

// outOfSight counts the open cases of a customer whose conversation was closed. Those of a wait that lapsed are where
// they belong.
func outOfSight(tx *store.Tx, customer desk.CustomerID) (int, error) {
	row, found, err := tx.Conversation(customer)
	if err != nil || !found || row.State != desk.Closed || !row.Turn.ClosingStands() {
		return 0, err
	}
	open, err := OpenOf(&tx.ReadTx, customer)
	return len(open), err
}

// Join puts a message into a case of the same customer by hand. It answers what the program asked about it. A case of
// which nothing is left is merged into that one.
func Join(ctx context.Context, st *store.Store, id desk.CaseID, message desk.MessageID) (desk.EventID, error) {
	return decide(ctx, st, id, func(tx *store.Tx, k desk.Case) (desk.Event, error) {
		customer, err := tx.Messages().CustomerOf(message)
		if err == nil && customer != k.CustomerID {
			err = desk.E(desk.ErrUsage, nil, "argument", "MESSAGE_ID")
		}
		if err == nil && k.Void {
			err = desk.E(desk.ErrChangedSince, nil)
		}
		e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CaseJoined, MessageID: message, Facts: desk.Facts{Case: &desk.CaseFacts{}}}
		if err == nil {
			err = mergeEmptied(tx, message, k, e.ID)
		}
		return e, err
	})
}

// mergeEmptied merges the case that a message leaves for another into that one when nothing else is in it: while it is
// open it would draw to itself what is said next.
func mergeEmptied(tx *store.Tx, message desk.MessageID, into desk.Case, cause desk.EventID) error {
	items, err := tx.Cases().OfMessages([]desk.MessageID{message})
	item, found := items[message]
	if err != nil || !found || item.CaseID == into.ID {
		return err
	}
	all, err := tx.Cases().Items(item.CaseID)
	if err != nil || len(all) > 1 {
		return err
	}
	k, err := tx.Cases().Get(item.CaseID)
	if err != nil || k.CustomerID != into.CustomerID {
		return err
	}
	if err := takeOver(tx, k, into, cause); err != nil {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseMerged, "", &desk.CaseFacts{Into: into.ID, Cause: cause})
}

// Split takes a message, and what came after it in its case, into a new case. Undo of what it gives puts them back.
func Split(ctx context.Context, st *store.Store, message desk.MessageID) (k desk.Case, done desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		m, err := tx.Messages().Get(message)
		if err != nil {
			return err
		}
		later, from, err := fromHere(tx, message)
		if err != nil {
			return err
		}
		done = desk.EventID(store.NewID())
		k, err = open(tx, opening{id: done, identity: m.IdentityID, customer: from.CustomerID, message: message, earlier: from.ID, actor: desk.Owner})
		for _, id := range later {
			if err == nil {
				err = record(tx, desk.Owner, k, desk.CaseJoined, id, &desk.CaseFacts{Cause: done})
			}
		}
		if err != nil {
			return err
		}
		return bringBack(tx, from.CustomerID, done)
	})
	return k, done, err
}

// fromHere lists a message and the later ones of its case.
func fromHere(tx *store.Tx, message desk.MessageID) (later []desk.MessageID, from desk.Case, err error) {
	items, err := tx.Cases().OfMessages([]desk.MessageID{message})
	if err != nil {
		return nil, from, err
	}
	item, found := items[message]
	if !found {
		return nil, from, desk.E(desk.ErrNotFound, nil, "kind", "case", "id", "")
	}
	if from, err = tx.Cases().Get(item.CaseID); err != nil {
		return nil, from, err
	}
	all, err := tx.Cases().Items(item.CaseID)
	at := slices.Index(all, message)
	if err == nil && at <= 0 {
		err = desk.E(desk.ErrUsage, nil, "argument", "MESSAGE_ID") // nothing would be left
	}
	if err != nil {
		return nil, from, err
	}
	return all[at:], from, nil
}

// Told says that the customer was given the number, in a message or aloud. added is what was put below the words of
// the message for that; empty: nothing.
func Told(tx *store.Tx, id desk.CaseID, message desk.MessageID, added string) error {
	return tell(tx, id, message, &desk.CaseFacts{Added: added})
}

func tell(tx *store.Tx, id desk.CaseID, message desk.MessageID, f *desk.CaseFacts) error {
	k, err := tx.Cases().Get(id)
	if err != nil || !k.ToldAt.IsZero() {
		return err
	}
	return record(tx, desk.Owner, k, desk.CaseTold, message, f)
}

// Added tells whether a message tells the number of its case, and what was put below its words for that.
func Added(tx *store.ReadTx, message desk.MessageID) (added string, told bool, err error) {
	last, told, err := tx.Cases().LastAbout(message, desk.CaseTold)
	if told && last.Facts.Case != nil {
		added = last.Facts.Case.Added
	}
	return added, told, err
}

// NotTold says that a message by which the customer was to be told the number did not leave.
func NotTold(tx *store.Tx, message desk.MessageID) error {
	told, found, err := tx.Cases().LastAbout(message, desk.CaseTold)
	if err != nil || !found {
		return err
	}
	return tx.Undo(told)
}

// DismissHint answers no to what the program asked about a message.
func DismissHint(ctx context.Context, st *store.Store, h desk.Hint) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		customer, err := tx.Messages().CustomerOf(h.MessageID)
		if err != nil {
			return err
		}
		return tx.Record(desk.Event{
			Kind: desk.HintDismissed, Actor: desk.Owner, CustomerID: customer, MessageID: h.MessageID,
			Facts: desk.Facts{Case: &desk.CaseFacts{Hint: h.Kind, Protocol: h.Number}},
		})
	})
}

// AskAgain takes back that a question about a message was answered no.
func AskAgain(ctx context.Context, st *store.Store, h desk.Hint) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		dismissed, found, err := tx.Cases().Placing().LastDismissal(h)
		if err == nil && !found {
			err = desk.E(desk.ErrChangedSince, nil)
		}
		if err != nil {
			return err
		}
		return tx.Undo(dismissed)
	})
}

// undoable are the events of a case that can be taken back. What was told, and whose it is, cannot.
var undoable = []desk.EventKind{
	desk.CaseOpened, desk.CaseJoined, desk.CaseClassified, desk.CasePromised, desk.CaseKept, desk.CaseClosed, desk.CaseReopened, desk.CaseMerged,
}

// Undo takes back one decision about a case, and what followed from it. Once the same thing was decided again, or more
// came into a case that is not to have been opened, the error is desk.ErrChangedSince.
func Undo(ctx context.Context, st *store.Store, id desk.CaseID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Cases().Log(id)
		if err != nil {
			return err
		}
		e, may, err := takenBack(&tx.ReadTx, desk.Standing(log), done)
		if err == nil && !may {
			err = desk.E(desk.ErrChangedSince, nil)
		}
		if err != nil {
			return err
		}
		return undoInSight(tx, e)
	})
}

// takenBack finds an event in what stands of its case's log, and tells whether it may still be taken back.
func takenBack(tx *store.ReadTx, standing []desk.Event, done desk.EventID) (e desk.Event, may bool, err error) {
	at := slices.IndexFunc(standing, func(e desk.Event) bool { return e.ID == done })
	if at < 0 || !slices.Contains(undoable, standing[at].Kind) || decidedSince(standing[at], standing[at+1:]) {
		return e, false, nil
	}
	e, may = standing[at], true
	switch e.Kind {
	case desk.CaseOpened:
		may, err = holdsNoMore(tx, standing, e)
	case desk.CaseJoined:
		may, err = isThereBy(tx, e)
	}
	return e, may, err
}

// isThereBy is false when the message was put elsewhere since, which the log of another case tells.
func isThereBy(tx *store.ReadTx, joined desk.Event) (bool, error) {
	last, _, err := tx.Cases().LastAbout(joined.MessageID, desk.CaseJoined)
	return last.ID == joined.ID, err
}

// undoInSight takes an event of a case back. What that takes out of sight, though it is open, comes back.
func undoInSight(tx *store.Tx, e desk.Event) error {
	k, err := tx.Cases().Get(e.CaseID)
	if err != nil {
		return err
	}
	before, err := outOfSight(tx, k.CustomerID)
	if err != nil {
		return err
	}
	if err := tx.Undo(e); err != nil {
		return err
	}
	after, err := outOfSight(tx, k.CustomerID)
	if err != nil || after <= before {
		return err
	}
	return bringBack(tx, k.CustomerID, "")
}

// holdsNoMore is false when more came into a case than what it was opened with: a message, or another case.
func holdsNoMore(tx *store.ReadTx, standing []desk.Event, opened desk.Event) (bool, error) {
	about, err := tx.Cases().About(opened.CaseID)
	return len(about.Numbers) == 0 && !slices.ContainsFunc(standing, func(e desk.Event) bool {
		return e.Kind == desk.CaseJoined && (e.Facts.Case == nil || e.Facts.Case.Cause != opened.ID)
	}), err
}

// decidedSince tells whether what an event said was said anew.
func decidedSince(e desk.Event, after []desk.Event) bool {
	return slices.ContainsFunc(after, func(a desk.Event) bool {
		return subject(a.Kind) == subject(e.Kind) && (a.Kind != desk.CaseJoined || a.MessageID == e.MessageID)
	})
}

// subject names what an event of a case is about: events of one subject replace each other.
func subject(kind desk.EventKind) desk.EventKind {
	switch kind {
	case desk.CaseKept:
		return desk.CasePromised
	case desk.CaseReopened:
		return desk.CaseClosed
	default:
		return kind
	}
}
