package desk

import (
	"slices"
	"strings"
	"time"
)

// Purpose is what a shop writes for without having been asked. What answers a customer, or serves what she ordered,
// has none and needs no consent.
type Purpose string

// The purposes. Anything is all that is sent to an address, answers too: what its provider keeps from her, because she
// told it to stop.
const (
	Marketing Purpose = "marketing"
	Surveys   Purpose = "surveys"
	Anything  Purpose = "anything"
)

// Unasked are the purposes about which a customer is asked.
var Unasked = [...]Purpose{Marketing, Surveys}

// NeedsYes tells whether a purpose needs that she said yes. The others need that she did not say no.
func (p Purpose) NeedsYes() bool { return p == Marketing }

// ConsentStatus is what holds for an address, a purpose and a channel.
type ConsentStatus string

// The statuses. The words are a contract of the command line.
const (
	NothingSaid ConsentStatus = "none"
	Given       ConsentStatus = "given"
	Withdrawn   ConsentStatus = "withdrawn"
)

// LegalBasis is why the shop may write.
type LegalBasis string

// The bases. OwnCustomer is the soft opt-in: she bought something alike, and was told how to say no.
const (
	BasisConsent       LegalBasis = "consent"
	OwnCustomer        LegalBasis = "own_customer"
	LegitimateInterest LegalBasis = "legitimate_interest"
)

// ConsentSource is how it is known what she said.
type ConsentSource string

// The sources. A provider tells that she told it to stop.
const (
	FromMessage  ConsentSource = "message" // the event's MessageID
	FromForm     ConsentSource = "form"
	FromSpoken   ConsentSource = "spoken"
	FromImport   ConsentSource = "import"
	FromProvider ConsentSource = "provider"
)

// ConsentFacts is the part of an event about consent that names no person. It is in the undoing of one, too.
type ConsentFacts struct {
	Identity IdentityID    `json:"identity"`
	Channel  Channel       `json:"channel,omitempty"`
	Purposes []Purpose     `json:"purposes,omitempty"`
	Basis    LegalBasis    `json:"basis,omitempty"`
	Source   ConsentSource `json:"source,omitempty"`
	SaidAt   time.Time     `json:"said_at,omitzero"` // zero: when it was recorded
}

// Consent is what holds for one address, channel and purpose, and since when.
type Consent struct {
	Identity IdentityID
	Channel  Channel
	Purpose  Purpose
	Status   ConsentStatus
	SaidAt   time.Time
	EventID  EventID // that says so
}

// ConsentChannels are the channels over which the shop can write to an address, or call it, by itself; none: it cannot.
func (i Identity) ConsentChannels() []Channel {
	switch i.Medium {
	case Email, Phone:
		return []Channel{i.Medium}
	case SMS, WhatsApp:
		if strings.HasPrefix(i.Key, "tel:") {
			return []Channel{i.Medium, Phone}
		}
		return []Channel{i.Medium}
	default:
		return nil
	}
}

// Consents folds the log of one address: what was said last holds, whenever it was written down.
func Consents(log []Event) []Consent {
	held := []Consent{}
	for _, e := range Standing(log) {
		f := e.Facts.Consent
		if f == nil || (e.Kind != ConsentGiven && e.Kind != ConsentWithdrawn) {
			continue
		}
		for _, p := range f.Purposes {
			held = heldWith(held, Consent{f.Identity, f.Channel, p, e.ConsentStatus(), e.ConsentSaidAt(), e.ID})
		}
	}
	return held
}

func heldWith(held []Consent, c Consent) []Consent {
	at := slices.IndexFunc(held, func(h Consent) bool { return h.Channel == c.Channel && h.Purpose == c.Purpose })
	switch {
	case at < 0:
		return append(held, c)
	case !c.SaidAt.Before(held[at].SaidAt):
		held[at] = c
	}
	return held
}

// ConsentStatus is what an event about consent says.
func (e Event) ConsentStatus() ConsentStatus {
	if e.Kind == ConsentGiven {
		return Given
	}
	return Withdrawn
}

// ConsentSaidAt is when she said what an event about consent tells.
func (e Event) ConsentSaidAt() time.Time {
	if f := e.Facts.Consent; f != nil && !f.SaidAt.IsZero() {
		return f.SaidAt
	}
	return e.At
}
