package desk

import "time"

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

// ReplyTarget is how soon the shop means to answer; a customer who waits longer is overdue.
const ReplyTarget = 24 * time.Hour

// Turn is everything that decides a conversation's state.
type Turn struct {
	AwaitingSince time.Time // the oldest message of the customer that nobody answered; zero: none
	SpokeAt       time.Time // the newest message of either side that is not history; zero: none
	SnoozedUntil  time.Time // zero: not snoozed
	ClosedAt      time.Time // zero: never closed by hand
}

// State derives whose turn it is at a moment. A customer who writes ends a snooze and a closing (the
// deeds forget both when a message arrives), so only what still stands is looked at here.
func (t Turn) State(now time.Time) TurnState {
	switch {
	case !t.SnoozedUntil.IsZero() && now.Before(t.SnoozedUntil):
		return Snoozed
	case !t.SnoozedUntil.IsZero(), !t.AwaitingSince.IsZero():
		return ToReply
	case t.SpokeAt.IsZero(), !t.ClosedAt.IsZero(), now.Sub(t.SpokeAt) >= WaitingLapse:
		return Closed
	default:
		return Waiting
	}
}
