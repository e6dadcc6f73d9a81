package consent

import (
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// everything is what somebody who says "stop" does not want.
var everything = []desk.Purpose{desk.Marketing, desk.Surveys, desk.Anything}

// Heard follows what a message that has just come says: at that address nothing more is sent that she did not ask for, or it
// is again. What changes nothing is not written down.
func Heard(tx *store.Tx, m desk.Message, w Word) error {
	if w == NoWord {
		return nil
	}
	all, err := tx.Deliveries().Consents().Of(m.IdentityID)
	if err != nil {
		return err
	}
	declined := []desk.Purpose{}
	for _, c := range all {
		if c.Channel == m.Channel && c.Status == desk.Withdrawn {
			declined = append(declined, c.Purpose)
		}
	}
	f := desk.ConsentFacts{Identity: m.IdentityID, Channel: m.Channel, Source: desk.FromMessage, SaidAt: saidAt(m)}
	kind := desk.ConsentWithdrawn
	if w == Start { // only who went can come back
		kind, f.Basis, f.Purposes = desk.ConsentGiven, desk.BasisConsent, declined
	} else {
		f.Purposes = slices.DeleteFunc(slices.Clone(desk.Unasked[:]), func(p desk.Purpose) bool { return slices.Contains(declined, p) })
	}
	return record(tx, m, kind, f)
}

// late is how much older than its arrival a message must be for its own date to tell when it was said: clocks differ by less.
const late = time.Hour

// saidAt dates what was said by the provider's clock where it lay there for long; zero: when it came. A mail's date is its
// writer's word.
func saidAt(m desk.Message) time.Time {
	if m.Channel == desk.Email || m.ArrivedAt.Sub(m.At) < late {
		return time.Time{}
	}
	return m.At
}

// Settled follows what a provider said of a message of the shop: where she told it to stop, everything is kept from her
// until she begins again. What had failed before is no news: providers tell it again with every list, and she may have begun
// again since.
func Settled(tx *store.Tx, before, after store.OutgoingRow) error {
	if before.State == desk.Failed || after.State != desk.Failed || after.Error == nil || after.Error.Code != desk.ErrStopped {
		return nil
	}
	m, err := tx.Messages().Get(after.MessageID)
	if err != nil {
		return err
	}
	if stopped, err := Stopped(&tx.ReadTx, m.IdentityID); err != nil || stopped[m.IdentityID] {
		return err
	}
	return record(tx, m, desk.ConsentWithdrawn, desk.ConsentFacts{
		Identity: m.IdentityID, Channel: m.Channel, Purposes: everything, Source: desk.FromProvider,
	})
}

func record(tx *store.Tx, m desk.Message, kind desk.EventKind, f desk.ConsentFacts) error {
	if len(f.Purposes) == 0 {
		return nil
	}
	return tx.Record(desk.Event{Kind: kind, Actor: desk.Program, MessageID: m.ID, Facts: desk.Facts{Consent: &f}})
}
