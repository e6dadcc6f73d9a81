package desk

import "time"

// ReopenWithin is how long after its closing a case comes back when the customer writes; later a new one begins.
const ReopenWithin = 7 * 24 * time.Hour

// Class is what a case is about.
type Class string

// The classes; empty: nobody has said yet. The words are a contract of the command line.
const (
	Praise      Class = "praise"
	Information Class = "information"
	Complaint   Class = "complaint"
	Suggestion  Class = "suggestion"
	Request     Class = "request" // an exchange, a return, a cancelling, a second copy
	OtherClass  Class = "other"
)

// Classes are all of them, in the order of their keys.
var Classes = [...]Class{Praise, Information, Complaint, Suggestion, Request, OtherClass}

// Case is one matter of a customer, gathered over all channels. It hangs on an identity, as a message does, so that
// it goes where the identity goes when customers are merged or split.
type Case struct {
	ID         CaseID
	Protocol   Protocol
	IdentityID IdentityID
	CustomerID CustomerID // whose the identity is now; empty while it is not known whose case it is
	OpenedAt   time.Time
	Class      Class
	ClosedAt   time.Time // zero: open
	PromisedAt time.Time // by when the owner said that she would answer or do something; zero: nothing is promised
	Promise    string    // what she promised, in her words; may be empty
	ToldAt     time.Time // when the customer was first given the number; zero: not yet
	Earlier    CaseID    // the closed case that this one goes on with; empty: none
	MergedInto CaseID    // the case that has its messages now; empty: none
	// Void: opened for something that was then not written down. Its number is never given to another.
	Void bool
}

// Open tells whether something is still to be done.
func (c Case) Open() bool { return c.ClosedAt.IsZero() && c.MergedInto == "" && !c.Void }

// Followed gives the case after one event of its log. Events of a case that were undone are left out before, see
// Standing.
func (c Case) Followed(e Event) Case {
	f := e.Facts.Case
	if f == nil {
		f = &CaseFacts{}
	}
	switch e.Kind {
	case CaseOpened:
		c.ID, c.Protocol, c.IdentityID, c.OpenedAt, c.Earlier = e.CaseID, f.Protocol, f.Identity, e.At, f.Earlier
	case CaseAssigned:
		c.IdentityID = f.Identity
	case CaseClassified:
		c.Class = f.Class
	case CasePromised:
		c.PromisedAt, c.Promise = e.Facts.Until, e.Personal.Promise
	case CaseKept:
		c.PromisedAt, c.Promise = time.Time{}, ""
	case CaseClosed:
		c.ClosedAt = e.At
	case CaseReopened:
		c.ClosedAt = time.Time{}
	case CaseTold:
		if c.ToldAt.IsZero() {
			c.ToldAt = e.At
		}
	case CaseMerged:
		c.MergedInto = f.Into
	case CaseVoided:
		c.Void = true
	}
	return c
}

// CaseRule says why the program put a message into a case.
type CaseRule string

// The rules, the most certain first.
const (
	ByHand     CaseRule = ""
	ByProtocol CaseRule = "protocol" // its number is quoted
	ByTail     CaseRule = "tail"     // the end of the number of an open case
	ByReply    CaseRule = "reply"    // it answers a mail of the case
	ByOpen     CaseRule = "open"     // the case that is open
	ByRecent   CaseRule = "recent"   // it was closed a short while ago
	ByNew      CaseRule = "new"      // it opened the case
)

// HintKind is what the program asks the owner about a message and a case.
type HintKind string

// The hints.
const (
	// QuotedByAnother: a message quotes the number of a case of another customer. Perhaps it is the same person.
	QuotedByAnother HintKind = "quoted_by_another"
	// Mistyped: a message quotes something that is a number of this customer with one mistake.
	Mistyped HintKind = "mistyped"
	// Unknown: a message quotes a number that could be ours and is not here.
	UnknownNumber HintKind = "unknown_number"
	// OtherMatter: a message was put into a case for want of a sign, and may speak of something else.
	OtherMatter HintKind = "other_matter"
	// SameSubject: a mail opened a case, and one of the same subject was closed not long ago.
	SameSubject HintKind = "same_subject"
)

// Hint is a question to the owner about a message and a case, until she answers.
type Hint struct {
	MessageID MessageID
	CaseID    CaseID // empty for UnknownNumber
	Kind      HintKind
	Number    Protocol // as it was read; of OtherMatter and SameSubject, that of the case
}

// CaseFacts is what an event says of a case and names no person.
type CaseFacts struct {
	Protocol Protocol   `json:"protocol,omitempty"`
	Identity IdentityID `json:"identity,omitempty"`
	Earlier  CaseID     `json:"earlier,omitempty"`
	Into     CaseID     `json:"into,omitempty"`
	Class    Class      `json:"class,omitempty"`
	Rule     CaseRule   `json:"rule,omitempty"`
	Hint     HintKind   `json:"hint,omitempty"`
	About    CaseID     `json:"about,omitempty"` // the case that a question is about, which may be another customer's
	// Added is what was put below the words of a message to tell the number: it is not the owner's.
	Added string `json:"added,omitempty"`
	// Cause is the event of the conversation or of another case that this one follows from, and is undone with.
	Cause EventID `json:"cause,omitempty"`
}

// CaseOf makes a case from its whole log. One whose opening was undone is void: its number was given.
func CaseOf(log []Event) Case {
	var c Case
	opened := false
	for _, e := range log {
		if e.Kind == CaseOpened {
			c = c.Followed(e)
		}
	}
	for _, e := range Standing(log) {
		opened = opened || e.Kind == CaseOpened
		c = c.Followed(e)
	}
	c.Void = c.Void || !opened
	return c
}
