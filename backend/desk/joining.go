package desk

import (
	"slices"
	"time"
)

// Move is an identity that goes from one customer to another.
type Move struct {
	Identity IdentityID `json:"identity"`
	From     CustomerID `json:"from"`
	To       CustomerID `json:"to"`
	// Before is the event that had moved it to where it was; empty: it was first seen there. An undo gives that back.
	Before EventID `json:"before,omitempty"`
}

// Joining is the part of an event that joins two customers or takes them apart. Nothing but identities moves:
// messages follow them.
type Joining struct {
	Other CustomerID `json:"other"` // who was merged in, split off or told apart
	Moves []Move     `json:"moves,omitempty"`
	// Decision is what the owner would have decided about the conversation so that it stands as its parts did;
	// empty: what was said tells it well enough.
	Decision EventKind `json:"decision,omitempty"`
	Until    time.Time `json:"until,omitzero"`
	// ReadAt is up to when the conversation counts as read from then on.
	ReadAt time.Time `json:"read_at,omitzero"`
	// UnreadAt is when the owner marked one of the two unread, and has not looked since.
	UnreadAt time.Time `json:"unread_at,omitzero"`
	// Counterpart is the event that tells the other's log of a split.
	Counterpart EventID `json:"counterpart,omitempty"`
	// Drafts are the channels whose draft went along.
	Drafts []Channel `json:"drafts,omitempty"`
	// Preferred is the address that is used first from a merge on; empty: as it was.
	Preferred IdentityID `json:"preferred,omitempty"`
	// Language is what she is written to in from a merge on; nil: what was chosen last for either.
	Language *string `json:"language,omitempty"`
	// Ends is the merge of which a split takes back everything.
	Ends EventID `json:"ends,omitempty"`
}

// Joined gives the decision that a merged conversation needs so that nobody who waits is lost from sight, and
// nothing that was put aside comes back. natural is what its messages say under the decisions of the one that
// is kept.
func Joined(kept, other, natural Turn, now time.Time) (EventKind, time.Time) {
	is := natural.State(now)
	// A customer is not lost from sight by being found to be the same as somebody who was taken for none.
	hides := natural.JunkStands() && !(kept.JunkStands() && other.JunkStands())
	has := func(s TurnState) bool { return kept.State(now) == s || other.State(now) == s }
	switch {
	case has(ToReply):
		return unless(is == ToReply, ConversationReopened), time.Time{}
	case has(Snoozed):
		until := earliestSnooze(now, kept, other)
		if is == Snoozed && natural.SnoozedUntil.Equal(until) {
			return "", time.Time{}
		}
		return ConversationSnoozed, until
	case has(Waiting):
		return unless(is != ToReply && !hides, ConversationClosed), time.Time{}
	default:
		return unless(is == Closed && !hides, ConversationClosed), time.Time{}
	}
}

// Parted gives the decision that one part of a split conversation needs so as not to come back by being alone:
// what was answered on another channel, or closed, looks unanswered there.
func Parted(before, natural Turn, now time.Time) (EventKind, time.Time) {
	if natural.State(now) != ToReply {
		return "", time.Time{}
	}
	switch before.State(now) {
	case ToReply:
		return "", time.Time{}
	case Snoozed:
		return ConversationSnoozed, before.SnoozedUntil
	default:
		return ConversationClosed, time.Time{}
	}
}

// MergesStanding picks from one customer's log the merges that were neither undone nor ended by a split.
func MergesStanding(log []Event) []Event {
	return slices.DeleteFunc(unended(log), func(e Event) bool { return e.Kind != CustomerMerged })
}

// KeepsApart tells whether an event says of its customer and another that they are not the same.
func (e Event) KeepsApart(other CustomerID) bool {
	return (e.Kind == CustomerSplit || e.Kind == CustomersToldApart) && e.Facts.Joining != nil && e.Facts.Joining.Other == other
}

func unless(well bool, decision EventKind) EventKind {
	if well {
		return ""
	}
	return decision
}

func earliestSnooze(now time.Time, turns ...Turn) (until time.Time) {
	for _, t := range turns {
		if t.State(now) == Snoozed && (until.IsZero() || t.SnoozedUntil.Before(until)) {
			until = t.SnoozedUntil
		}
	}
	return until
}
