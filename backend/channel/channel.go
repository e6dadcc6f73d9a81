// Package channel is the contract between Balcão and the outside: what a provider must do to bring
// messages in and to carry answers out, and what it must promise about errors.
//
// It holds no provider and no state. A provider never sees the store: it hands what it found to a Sink
// and is handed back the cursor of what was kept.
package channel

import (
	"context"
	"errors"
	"io"
	"time"

	"balcao/backend/desk"
)

// Cursor is a provider's own note of what has been handed over, opaque to everybody else. Empty: nothing yet.
type Cursor = desk.Cursor

// Source brings messages in.
type Source interface {
	// Pull hands every message that since does not cover to the sink, newest first where it can, and
	// returns when there is nothing more. It delivers at least once: the sink recognises repetitions.
	// The cursor handed with a message covers that message and everything handed before it, never more.
	// An error of the sink stops the pull and is returned as it is. A cancelled ctx stops within a
	// second. Errors are *desk.Error with a Fate; what was handed over before an error stays handed over.
	// A Partial means that new messages come in as they should.
	Pull(ctx context.Context, since Cursor, sink Sink) error
}

// Partial is the error of a pull that brought everything except something of lesser weight, such as what lies in
// the Sent folder. The owner should hear of it; nobody has to wait for it.
type Partial struct{ Err error }

// Error is that of what went wrong.
func (p Partial) Error() string { return p.Err.Error() }

// Unwrap gives what went wrong.
func (p Partial) Unwrap() error { return p.Err }

// IsPartial tells whether err is a Partial.
func IsPartial(err error) bool {
	var p Partial
	return errors.As(err, &p)
}

// Sink takes what a Source found. Take is called from one goroutine at a time.
type Sink interface {
	// Take keeps one message, or only the cursor when in is nil. It may return before the message is on
	// disk; message and cursor become durable together.
	Take(in *Inbound, cursor Cursor) error
	// Progress tells people how far a long pull is.
	Progress(so Reading)
}

// Reading is how far a long pull is.
type Reading struct {
	Stage string
	At    time.Time // when what was read last was said; zero: not known
	Done  int       // messages
	Total int       // messages; 0: not known
}

// Waiter is a Source that can tell without polling that something may be new.
type Waiter interface {
	// Wait returns nil when it is worth pulling now, and an error when the connection is lost.
	Wait(ctx context.Context) error
}

// Lister is a Source that can name what its provider holds, so that it can be compared with what is here.
type Lister interface {
	// List names every message that a first Pull would hand over, those that were pulled long ago among
	// them. It changes nothing at the provider and holds no more than a part of the list at a time. An
	// error of each stops it and is returned as it is; other errors are as with Pull.
	List(ctx context.Context, each func(Listed) error) error
}

// Listed names one message at a provider: a mail by its place, any other by its external id.
type Listed struct {
	Channel desk.Channel
	// Account is the shop's own address on that message; empty for mail, which has one to a connection.
	Account    string
	ExternalID string

	Folder      string
	UIDValidity uint32
	UID         uint32
}

// Inbound is one message as a provider gave it: incoming, or sent by the shop with another program.
type Inbound struct {
	Channel desk.Channel
	// ExternalID is the provider's id, unique per channel. Empty for mail: ingest derives it from Raw.
	ExternalID string
	// Raw is what came over the wire, byte for byte: an RFC 5322 message, or the provider's JSON.
	Raw []byte
	// Mail is true when Raw is an RFC 5322 message; then the fields from From to Status are read from
	// Raw by ingest and stay empty here.
	Mail bool
	// Received is the server's own time: INTERNALDATE, date_created.
	Received time.Time
	// Outgoing is true for what the shop itself sent: it lies in a Sent folder, or the provider says so.
	Outgoing bool

	// Folder, UIDValidity and UID are where a mail lies; empty elsewhere.
	Folder      string
	UIDValidity uint32
	UID         uint32
	// FullSize is the size on the server when Raw is only the header of a mail too large to fetch; else 0.
	FullSize int64

	From, To string // raw addresses, as they must be answered
	Text     string
	Media    []Media
	// Placeholder names content that this connection cannot show ("unsupported", "redacted"); empty when shown whole.
	Placeholder string
	// Status, when not empty, is how far an outgoing message has come.
	Status Status
}

// Media is a file of a message that has to be fetched separately.
type Media struct {
	Ref  string // what Fetch needs
	Type string
	Name string // built from what the provider tells; empty when it tells nothing
}

// Status is what a provider says about an outgoing message.
type Status struct {
	Event desk.DeliveryEvent // Accepted, Arrived, Seen, Rejected; empty when the word means no step
	Word  string             // the provider's own word
	// Error explains a rejection.
	Error *desk.Error
}

// Sender carries answers out.
type Sender interface {
	// Send makes one attempt and never repeats by itself. An error's Fate is a promise: Temporary means
	// that nothing has left, Permanent that the provider refused it, Ambiguous that it may have left.
	Send(ctx context.Context, out Outbound) (Receipt, error)
	// Find looks for an earlier attempt of out at the provider, after an answer was lost. It returns
	// desk.ErrNotFound when the provider does not have it (now), any other error when it could not look.
	Find(ctx context.Context, out Outbound) (Receipt, error)
	// Check tells, before anything is queued, why out cannot be sent; nil when it can.
	Check(out Outbound) error
}

// Scope is the param of a desk.ErrThrottled that tells what was too much. With ScopeMessage it is this message
// only, to this person or from this sender; without, it is everything that is asked of the account.
const (
	Scope        = "scope"
	ScopeMessage = "message"
)

// Filer is a Sender whose provider may not keep a copy of what was sent.
type Filer interface {
	// File makes sure that a copy of out lies with the provider: it searches first, and adds one only
	// when there is none.
	File(ctx context.Context, out Outbound) error
}

// Outbound is one message on its way out, complete: sending needs nothing else.
type Outbound struct {
	DeliveryID desk.DeliveryID
	Channel    desk.Channel
	From, To   string // raw addresses
	// Recipients are all envelope recipients of a mail, To included.
	Recipients []string
	Text       string
	// Raw is the whole mail, rendered once: what is sent is what is stored and what is filed.
	Raw []byte
	// RFCMessageID is the Message-ID of Raw, without brackets, minted before the first attempt.
	RFCMessageID string
	Template     *Template
	Attachments  int
	// LastInbound is when the customer last wrote on this channel to this account; zero: never seen.
	LastInbound time.Time
	// StartedAt is when the first attempt began; Find looks from then on.
	StartedAt time.Time
	// Taken are provider ids that belong to other messages: Find must not adopt them.
	Taken func(externalID string) bool
}

// Template is an approved message with its gaps filled.
type Template struct {
	SID  string            `json:"sid"`
	Vars map[string]string `json:"vars"`
}

// Receipt is a provider's word that it has a message.
type Receipt struct {
	ExternalID string
	Status     Status
}

// Tracker follows messages whose status no longer comes by itself.
type Tracker interface {
	// Track asks for the status of one sent message.
	Track(ctx context.Context, externalID string) (Status, error)
}

// MediaFetcher brings the bytes of media.
type MediaFetcher interface {
	// Fetch opens the file. The caller closes it. desk.ErrMediaGone when the provider no longer has it.
	Fetch(ctx context.Context, ref string) (File, error)
}

// File is an open file at a provider.
type File struct {
	Body io.ReadCloser
	Type string
	Name string
}

// Tester tries a login without changing anything.
type Tester interface {
	// Test tries the way in and the way out; a nil error means it works.
	Test(ctx context.Context) (receive, send error)
}

// Limits is what a channel allows; the composer obeys it.
type Limits struct {
	MaxText     int  `json:"maxText"` // in characters; 0: none
	Subject     bool `json:"subject"`
	Attachments bool `json:"attachments"`
}
