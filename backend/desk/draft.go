package desk

import "time"

// Draft is what was typed to a customer and not sent: one for each channel, and one for a note.
type Draft struct {
	CustomerID CustomerID
	Channel    Channel // empty: a note
	// Subject is what the owner called it; nil: as proposed.
	Subject *string
	Cc      string // as typed, see outbox.Draft
	Text    string
	Files   []DraftFile
	// Foreign is what a model brought in that nobody here knows and the owner has not allowed, word by word: while it
	// stands in a box of the customer's, that is not sent.
	Foreign []string
	SavedAt time.Time
}

// DraftFile is a file that will go with a message. Its bytes lie in the store by their hash.
type DraftFile struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Empty tells whether nothing was typed or attached.
func (d Draft) Empty() bool {
	return d.Text == "" && d.Cc == "" && d.Subject == nil && len(d.Files) == 0
}

// Note is what the owner wrote down about a customer, for herself. It is never sent.
type Note struct {
	ID         NoteID
	CustomerID CustomerID
	At         time.Time
	Text       string
}

// NoteID names a note; it is a ULID.
type NoteID string

// PlanAhead is how far ahead a message of ours must be dated to have been planned. The moments in which a reply
// can be taken back are shorter.
const PlanAhead = time.Minute

// Planned tells whether the owner wrote a message to leave later: it is dated when it is to leave.
func (m Message) Planned() bool {
	return m.Voice == HereShop && m.At.Sub(m.ArrivedAt) > PlanAhead
}
