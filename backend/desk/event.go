package desk

import "time"

// Event is one change of something that changes, kept for ever in the order it happened here. What is a
// fact of its own (a message) is not an event.
type Event struct {
	ID      EventID
	Station string // the data folder that made it
	Counter int64  // 1, 2, 3… per station, so that a gap can be seen
	Kind    EventKind
	At      time.Time
	Actor   Actor
	// CustomerID, MessageID and CaseID say what it is about; some of them may be empty.
	CustomerID CustomerID
	MessageID  MessageID
	CaseID     CaseID
	Facts      Facts
	Personal   Personal
}

// EventKind is what happened.
type EventKind string

// The kinds of event.
const (
	ConversationClosed   EventKind = "conversation.closed"
	ConversationSnoozed  EventKind = "conversation.snoozed" // Facts.Until
	ConversationReopened EventKind = "conversation.reopened"
	ConversationJunked   EventKind = "conversation.junked" // whoever writes there is no customer
	ConversationRead     EventKind = "conversation.read"
	ConversationUnread   EventKind = "conversation.unread" // the owner wants to look at it again
	EventUndone          EventKind = "event.undone"        // Facts.Ref: the event of this customer that no longer counts
	CustomerNamed        EventKind = "customer.named"      // Personal.Name
	MessageAccepted      EventKind = "message.accepted"    // Facts.Channel, Facts.Ref: the provider's id for our message
	MessageDismissed     EventKind = "message.dismissed"   // the owner has dealt with a failed answer
	MessageAttributed    EventKind = "message.attributed"  // Facts.Ref: the rule by which a program's mail is a customer's

	CustomerAdded      EventKind = "customer.added"      // by hand, or from the file of Facts.Ref: her name and addresses are events of their own
	CustomerDescribed  EventKind = "customer.described"  // Personal.Document, Birthday, Notes, Postal: those that are not nil; Personal.Details
	CustomerTagged     EventKind = "customer.tagged"     // Personal.Tags
	CustomerUntagged   EventKind = "customer.untagged"   // Personal.Tags
	CustomerMerged     EventKind = "customer.merged"     // Facts.Joining, and what of the other's Personal goes with it
	CustomerSplit      EventKind = "customer.split"      // Facts.Joining, Personal.Name of who is new
	CustomersToldApart EventKind = "customer.told_apart" // Facts.Joining.Other: alike, and not the same
	CustomerWithheld   EventKind = "customer.withheld"   // her words are not to be sent to a language model
	CustomerShared     EventKind = "customer.shared"     // they may be again
	CustomerAddressed  EventKind = "customer.addressed"  // Facts.Ref: the language that she is written to in; empty: as she writes
	CustomerPreferred  EventKind = "customer.preferred"  // Facts.Ref: the address that is used first; empty: none
	CustomerGrouped    EventKind = "customer.grouped"    // she stands for several people, see Customer.Group
	CustomerUngrouped  EventKind = "customer.ungrouped"  // she does not
	IdentityAdded      EventKind = "identity.added"      // Facts.Ref and Facts.Channel, Personal.Contact: typed by hand
	IdentityLabelled   EventKind = "identity.labelled"   // Facts.Ref, Personal.Contact.Label
	IdentityRemoved    EventKind = "identity.removed"    // Facts.Ref: added by hand, and nothing was ever said there
	IdentityBarred     EventKind = "identity.barred"     // Facts.Ref: nothing is to be sent there
	IdentityFreed      EventKind = "identity.freed"      // Facts.Ref: it may be used again

	CaseOpened     EventKind = "case.opened"     // Facts.Case.Protocol, Identity, Earlier
	CaseAssigned   EventKind = "case.assigned"   // Facts.Case.Identity: opened before it was known whose it is
	CaseJoined     EventKind = "case.joined"     // MessageID is in it from now on, and in no other; Facts.Case.Rule
	CaseClassified EventKind = "case.classified" // Facts.Case.Class
	CasePromised   EventKind = "case.promised"   // Facts.Until, Personal.Promise
	CaseKept       EventKind = "case.kept"       // what was promised is done
	CaseClosed     EventKind = "case.closed"     // Facts.Case.Cause
	CaseReopened   EventKind = "case.reopened"   // Facts.Case.Cause
	CaseTold       EventKind = "case.told"       // the customer was given the number; MessageID, or aloud
	CaseMerged     EventKind = "case.merged"     // Facts.Case.Into
	CaseVoided     EventKind = "case.voided"     // what it was opened for was not written down
	CaseHinted     EventKind = "case.hinted"     // MessageID, Facts.Case.Hint, About and Protocol: a question to the owner
	HintDismissed  EventKind = "hint.dismissed"  // MessageID, Facts.Case.Hint and Protocol, without them all about it: the owner's answer is no

	PhraseSaved   EventKind = "phrase.saved"   // Facts.Phrase as it is from now on
	PhraseRemoved EventKind = "phrase.removed" // Facts.Phrase.ID

	CampaignSaved   EventKind = "campaign.saved"   // Facts.Campaign.Says
	CampaignRemoved EventKind = "campaign.removed" // a draft
	CampaignBegun   EventKind = "campaign.begun"   // whom it is for is settled; it is sent from now on, or was done by other means
	CampaignHeld    EventKind = "campaign.held"    // what has not gone waits
	CampaignResumed EventKind = "campaign.resumed"
	CampaignStopped EventKind = "campaign.stopped" // what has not gone does not go
	CampaignCalled  EventKind = "campaign.called"  // CustomerID, Facts.Campaign.Done

	AudienceSaved   EventKind = "audience.saved"   // Facts.Audience as it is from now on
	AudienceRemoved EventKind = "audience.removed" // Facts.Audience.ID

	PurchaseReturned  EventKind = "purchase.returned"  // Facts.Purchase.ID and Cents
	PurchaseCancelled EventKind = "purchase.cancelled" // Facts.Purchase.ID
	PurchaseRemoved   EventKind = "purchase.removed"   // Facts.Purchase.ID, or Import: all that came with a file
	CutsChosen        EventKind = "cuts.chosen"        // Facts.Cuts as they are from now on; all zero: they follow from the buyers
	ConsentGiven      EventKind = "consent.given"      // Facts.Consent, MessageID where it is the proof, Personal.Wording
	ConsentWithdrawn  EventKind = "consent.withdrawn"  // Facts.Consent, MessageID as above
	SurveySet         EventKind = "survey.set"         // Facts.Survey.Touch
	SurveyAnswered    EventKind = "survey.answered"    // Facts.Survey.ID, Score and At; MessageID where she said so
	SurveyCleared     EventKind = "survey.cleared"     // Facts.Survey.ID: what was read in MessageID is no score
	ImportMade        EventKind = "import.made"        // Facts.Import.Kind, Personal.Name: the file. Its undoings name what they take away
)

// Actor says who did it.
type Actor string

// The actors.
const (
	Owner   Actor = "owner"
	Program Actor = "program"
)

// Facts is the part of an event that names no person: ids, codes, numbers, times.
type Facts struct {
	Until    time.Time      `json:"until,omitzero"`
	Channel  Channel        `json:"channel,omitempty"`
	Ref      string         `json:"ref,omitempty"`
	Joining  *Joining       `json:"joining,omitempty"`
	Case     *CaseFacts     `json:"case,omitempty"`
	Phrase   *Phrase        `json:"phrase,omitempty"`   // of every event about a phrase, its undoing too
	Campaign *CampaignFacts `json:"campaign,omitempty"` // of every event about a campaign, its undoing too
	Audience *Audience      `json:"audience,omitempty"` // of every event about a saved filter, its undoing too
	Purchase *PurchaseFacts `json:"purchase,omitempty"` // of every event about a purchase, its undoing too
	Cuts     *OwnCuts       `json:"cuts,omitempty"`     // of every event about where buyers are cut, its undoing too
	Consent  *ConsentFacts  `json:"consent,omitempty"`  // of every event about consent, its undoing too
	Survey   *SurveyFacts   `json:"survey,omitempty"`   // of every event about a survey or a touch point, its undoing too
	Import   *Import        `json:"import,omitempty"`
}

// Personal is the part of an event that an erasure empties.
type Personal struct {
	Name     string    `json:"name,omitempty"`
	Document *string   `json:"document,omitempty"`
	Birthday *string   `json:"birthday,omitempty"`
	Notes    *string   `json:"notes,omitempty"`
	Postal   *[]string `json:"postal,omitempty"`
	Details  []Detail  `json:"details,omitempty"` // those that change; without a value: it goes
	Tags     []string  `json:"tags,omitempty"`
	Contact  *Contact  `json:"contact,omitempty"`
	Promise  string    `json:"promise,omitempty"`
	Wording  string    `json:"wording,omitempty"` // of what she agreed to
}

// Contact is what an event says of an identity.
type Contact struct {
	Address string `json:"address,omitempty"`
	Key     string `json:"key,omitempty"`
	Label   string `json:"label,omitempty"`
}
