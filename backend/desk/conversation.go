package desk

import (
	"slices"
	"time"
)

// TurnState answers the one triage question: whose turn is it? The words are a contract of the command line.
type TurnState string

// The states of a conversation, which is the whole timeline of one customer.
const (
	ToReply TurnState = "reply"
	Waiting TurnState = "waiting"
	Snoozed TurnState = "snoozed"
	Closed  TurnState = "closed"
)

// WaitingLapse is how long a conversation waits for the customer before it closes by itself.
const WaitingLapse = 30 * 24 * time.Hour

// Turn is everything that decides a conversation's state. Zero times mean "never".
type Turn struct {
	AwaitingSince time.Time // the oldest message of the customer that nobody answered
	SpokeAt       time.Time // the newest message of either side that is not history
	ArrivedAt     time.Time // when the newest such message came to this laptop
	SnoozedAt     time.Time
	SnoozedUntil  time.Time
	ClosedAt      time.Time // when it was closed by hand
	JunkAt        time.Time // when the owner said that this is no customer, and decided nothing else since
	AnsweredAt    time.Time // when the shop last wrote there
	PromisedAt    time.Time // by when the first thing that is promised in an open case is to be done
	// Failed: an answer did not reach the customer, and since then nobody dealt with it or closed.
	Failed bool
}

// State derives whose turn it is at a moment. A message that arrives after a snooze or a closing ends it, and an
// answer that fails after a closing does too: the owner sent, closed, and thinks that it arrived. So does a promise that
// falls due: it is the owner's turn until she says what became of it, or puts it aside knowing that it is due. Who is no
// customer stays closed whatever arrives.
func (t Turn) State(now time.Time) TurnState {
	due := t.PromiseDue(now)
	switch {
	case t.snoozeStands() && now.Before(t.SnoozedUntil) && !(due && t.SnoozedAt.Before(t.PromisedAt)):
		return Snoozed
	case t.Failed, due:
		return ToReply
	case t.ClosingStands(), t.JunkStands():
		return Closed
	case t.snoozeStands(), !t.AwaitingSince.IsZero():
		return ToReply
	case t.SpokeAt.IsZero(), now.Sub(t.SpokeAt) >= WaitingLapse:
		return Closed
	default:
		return Waiting
	}
}

// NextChange gives the moment after now at which the state changes without anybody doing anything, or something that was
// promised falls due; zero: never.
func (t Turn) NextChange(now time.Time) time.Time {
	next := t.nextTurn(now)
	if t.PromisedAt.After(now) && (next.IsZero() || t.PromisedAt.Before(next)) {
		return t.PromisedAt
	}
	return next
}

// PromiseDue tells whether the time of what was promised has come.
func (t Turn) PromiseDue(now time.Time) bool {
	return !t.PromisedAt.IsZero() && !now.Before(t.PromisedAt)
}

// nextTurn is NextChange but for what was promised.
func (t Turn) nextTurn(now time.Time) time.Time {
	switch t.State(now) {
	case Snoozed:
		return t.SnoozedUntil
	case Waiting:
		return t.SpokeAt.Add(WaitingLapse)
	default:
		return time.Time{}
	}
}

// Decided gives the turn after a decision of the owner; other events decide nothing.
func (t Turn) Decided(e Event) Turn {
	never := time.Time{}
	switch e.Kind {
	case ConversationClosed:
		t.ClosedAt, t.JunkAt, t.SnoozedAt, t.SnoozedUntil = e.At, never, never, never
	case ConversationJunked:
		t.ClosedAt, t.JunkAt, t.SnoozedAt, t.SnoozedUntil = e.At, e.At, never, never
	case ConversationSnoozed:
		t.ClosedAt, t.JunkAt, t.SnoozedAt, t.SnoozedUntil = never, never, e.At, e.Facts.Until
	case ConversationReopened:
		// A snooze that ends as it begins: back to reply until somebody speaks.
		t.ClosedAt, t.JunkAt, t.SnoozedAt, t.SnoozedUntil = never, never, e.At, e.At
	case CustomerMerged, CustomerSplit:
		if j := e.Facts.Joining; j != nil && j.Decision != "" {
			return t.Decided(Event{Kind: j.Decision, At: e.At, Facts: Facts{Until: j.Until}})
		}
	}
	return t
}

// Decisions picks from one customer's log what the owner decided about whose turn it is and has not undone.
func Decisions(log []Event) []Event {
	return slices.DeleteFunc(Standing(log), func(e Event) bool { return (Turn{}).Decided(e) == (Turn{}) })
}

// Standing picks from one customer's log what was not undone.
func Standing(log []Event) []Event {
	undone := map[EventID]bool{}
	for _, e := range log {
		if e.Kind == EventUndone {
			undone[EventID(e.Facts.Ref)] = true
		}
	}
	standing := []Event{}
	for _, e := range log {
		if !undone[e.ID] {
			standing = append(standing, e)
		}
	}
	return standing
}

// StandsLast finds an event that is the last of what one log holds and was not undone; false when it is not.
func StandsLast(log []Event, id EventID) (Event, bool) {
	standing := slices.DeleteFunc(Standing(log), func(e Event) bool { return e.Kind == EventUndone })
	if len(standing) == 0 || standing[len(standing)-1].ID != id {
		return Event{}, false
	}
	return standing[len(standing)-1], true
}

func (t Turn) snoozeStands() bool {
	return !t.SnoozedUntil.IsZero() && !t.ArrivedAt.After(t.SnoozedAt)
}

// ClosingStands tells that the owner closed the conversation, and nothing came since: no wait that lapsed.
func (t Turn) ClosingStands() bool {
	return !t.ClosedAt.IsZero() && !t.ArrivedAt.After(t.ClosedAt)
}

// JunkStands tells that the owner said that this is no customer, and neither wrote there since nor decided otherwise.
func (t Turn) JunkStands() bool {
	return !t.JunkAt.IsZero() && !t.AnsweredAt.After(t.JunkAt)
}
