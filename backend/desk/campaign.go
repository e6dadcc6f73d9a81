package desk

import (
	"slices"
	"time"
)

// CampaignID names a campaign.
type CampaignID string

// CampaignMedium is by what a campaign reaches people.
type CampaignMedium string

// The media. The first three are channels, over which the program sends; by the others somebody else does, and it is
// written down. The words are a contract of the command line.
const (
	ByWhatsApp  CampaignMedium = "whatsapp"
	ByEmail     CampaignMedium = "email"
	BySMS       CampaignMedium = "sms"
	ByCatalogue CampaignMedium = "catalogue"
	ByLeaflet   CampaignMedium = "leaflet"
	ByTelephone CampaignMedium = "telemarketing"
	ByOther     CampaignMedium = "other"
)

// CampaignMedia lists all of them, in the order in which they are offered.
var CampaignMedia = [...]CampaignMedium{ByWhatsApp, ByEmail, BySMS, ByTelephone, ByCatalogue, ByLeaflet, ByOther}

// Channel is the channel over which the program sends a campaign; empty: it does not.
func (m CampaignMedium) Channel() Channel {
	switch m {
	case ByWhatsApp, ByEmail, BySMS:
		return Channel(m)
	default:
		return ""
	}
}

// Asks is the channel for which a customer must have agreed to be reached; empty: nobody is asked before a catalogue.
func (m CampaignMedium) Asks() Channel {
	if m == ByTelephone {
		return Phone
	}
	return m.Channel()
}

// Campaign is something that the shop says to many customers without having been asked.
type Campaign struct {
	ID       CampaignID        `json:"id"`
	Medium   CampaignMedium    `json:"medium,omitempty"`
	Subject  string            `json:"subject,omitempty"`  // what it is called, and what stands above its mails
	Wordings []CampaignWording `json:"wordings,omitempty"` // one, or two of which each goes to one half
	Date     time.Time         `json:"date,omitzero"`      // from when on it may be sent, or when it was; zero: at once
	Until    time.Time         `json:"until,omitzero"`     // the end of its period: who was not reached by then is not; zero: none
	To       Recipients        `json:"to,omitzero"`
}

// CampaignWording is what a campaign says: a text with fields such as {nome}, or a template of WhatsApp with such texts in
// its gaps.
type CampaignWording struct {
	Text     string            `json:"text,omitempty"`
	Template string            `json:"template,omitempty"` // its SID
	Vars     map[string]string `json:"vars,omitempty"`
}

// Recipients says whom a campaign is meant for: those of a list, else of a saved filter; the empty one means all customers.
type Recipients struct {
	Customers []CustomerID `json:"customers,omitempty"`
	Audience  AudienceID   `json:"audience,omitempty"`
}

// CampaignState is how far a campaign has come. The words are a contract of the command line.
type CampaignState string

// The states. Sent: nobody is left to whom it is still to go. Recorded: it was, or is, done by other means.
const (
	CampaignDraft     CampaignState = "draft"
	CampaignSending   CampaignState = "sending"
	CampaignPaused    CampaignState = "paused"
	CampaignSent      CampaignState = "sent"
	CampaignCancelled CampaignState = "cancelled"
	CampaignRecorded  CampaignState = "recorded"
)

// CampaignFacts is the part of an event about a campaign that names no person. It is in the undoing of one, too.
type CampaignFacts struct {
	ID   CampaignID `json:"id"`
	Says *Campaign  `json:"says,omitempty"` // as it is from now on
	Done bool       `json:"done,omitempty"` // the customer of the event was called
}

// CampaignStory is what the log of a campaign tells.
type CampaignStory struct {
	Campaign
	State   CampaignState // never CampaignSent: that is told by who is left
	BegunBy EventID       // the event that settled whom it is for; empty: a draft
	BegunAt time.Time
	Called  map[CustomerID]time.Time
	Gone    bool // it was removed, or its making undone
}

// StoryOfCampaign folds the log of a campaign.
func StoryOfCampaign(log []Event) CampaignStory {
	s := CampaignStory{State: CampaignDraft, Gone: true, Called: map[CustomerID]time.Time{}}
	for _, e := range Standing(log) {
		switch e.Kind {
		case CampaignSaved:
			s.Campaign, s.Gone = *e.Facts.Campaign.Says, false
		case CampaignRemoved:
			s.Gone = true
		case CampaignBegun:
			s.State, s.BegunBy, s.BegunAt = CampaignSending, e.ID, e.At
			if s.Medium.Channel() == "" {
				s.State = CampaignRecorded
			}
		case CampaignHeld:
			s.State = CampaignPaused
		case CampaignResumed:
			s.State = CampaignSending
		case CampaignStopped:
			s.State = CampaignCancelled
		case CampaignCalled:
			s.Called[e.CustomerID] = e.At
			if !e.Facts.Campaign.Done {
				delete(s.Called, e.CustomerID)
			}
		}
	}
	return s
}

// Passed is why a campaign passes somebody over. The words are a contract of the command line.
type Passed string

// The reasons, in the order in which one is told where several hold.
const (
	PassedComplaint   Passed = "complaint"    // a complaint of hers is open
	PassedNoAddress   Passed = "no_address"   // on that channel
	PassedBarred      Passed = "barred"       // the owner wants nothing sent there
	PassedDeclined    Passed = "declined"     // she said no
	PassedNoConsent   Passed = "no_consent"   // she did not say yes
	PassedPressure    Passed = "pressure"     // she was approached too often lately
	PassedSameAddress Passed = "same_address" // somebody else among them is reached there
	PassedNoName      Passed = "no_name"      // the words need one
	PassedRefused     Passed = "refused"      // the rules of the channel or of the provider
	PassedLate        Passed = "late"         // the period was over before it was her turn
	PassedCancelled   Passed = "cancelled"    // the owner stopped it before
)

// PassedReasons lists all of them, in that order.
func PassedReasons() []Passed {
	return []Passed{
		PassedComplaint, PassedNoAddress, PassedBarred, PassedDeclined, PassedNoConsent, PassedPressure, PassedSameAddress, PassedNoName,
		PassedRefused, PassedLate, PassedCancelled,
	}
}

// Knows tells whether a medium is one of ours.
func (m CampaignMedium) Knows() bool { return slices.Contains(CampaignMedia[:], m) }
