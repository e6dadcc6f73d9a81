package desk

import "time"

// Customer is a person or firm that the shop talks with, whatever the channel.
type Customer struct {
	ID   CustomerID
	Name string // typed by the owner, else the first one seen; a provider never overwrites it
	// Machine is true while only automatic or bulk mail has come from this customer.
	Machine   bool
	CreatedAt time.Time
	Document  string // CPF, CNPJ or another country's number, as typed; see CheckDocument
	Notes     string // what is good to know about her
	Birthday  string // "1987-03-05", or "--03-05" without the year
	Postal    []string
	Details   []Detail
	// Preferred is the address that is used first where the shop begins; it counts while it is hers.
	Preferred IdentityID
	// Group says that she is several people, a family or a firm: what others have in common with her tells nothing.
	Group bool
}

// First is the address of a customer that a message goes to before any other; empty: the one she wrote from last. While
// she waits for an answer, it goes where she wrote.
func (c Customer) First(t Turn) IdentityID {
	if !t.AwaitingSince.IsZero() {
		return ""
	}
	return c.Preferred
}

// Identity is one raw address on one channel: exactly what the provider gave and what is answered to.
// Key is the match key: identities with one key belong to one customer until the owner splits them.
type Identity struct {
	ID         IdentityID
	CustomerID CustomerID
	Medium     Channel
	Address    string
	Key        string
	Label      string // the display name that came with the address
	OwnerLabel string // what the owner calls it: "work"
	Verified   bool   // the customer has written from it
	Barred     bool   // the owner wants nothing sent there
	BarredAt   time.Time
	// HomeID is the customer with whom it was first seen. What is split off goes back there.
	HomeID    CustomerID
	CreatedAt time.Time // when it was first seen or written down; zero: nobody noted it then
	MovedBy   EventID   // what gave it to whose it is; empty: it was first seen with her
}

// Connection is one login at a provider: a mailbox, or one Twilio Account SID.
// It has one loop and one cursor; its accounts are what customers write to.
type Connection struct {
	ID        ConnectionID
	Kind      ConnectionKind
	Config    []byte // JSON, understood by the channel only; never holds a secret
	CreatedAt time.Time
	// HistoryBefore parts living conversations from history: what is older came before the shop used
	// Balcão and enters closed and read.
	HistoryBefore time.Time
	Removed       bool // its history stays
}

// ConnectionKind says which provider code serves a connection.
type ConnectionKind string

// The kinds of connection.
const (
	MailConnection   ConnectionKind = "email"
	TwilioConnection ConnectionKind = "twilio"
)

// Account is an address of the shop that customers write to and that answers leave from.
type Account struct {
	ID           AccountID
	ConnectionID ConnectionID
	Channel      Channel
	Address      string
	Name         string
	Removed      bool // out of use; its history stays
}

// Voice says who speaks in a message, for the question "whose turn is it?".
type Voice int

// The voices. A machine (automatic reply, bounce, list, bulk mail) makes nobody wait and answers nobody.
const (
	MachineVoice  Voice = iota
	CustomerVoice       // a person who may be waiting for an answer
	ElsewhereShop       // the shop, by another program (the Sent folder, another Twilio client)
	HereShop            // the shop, by Balcão
)

// Auto names the kind of machine that wrote a message; empty for a person.
type Auto string

// The kinds of machine mail (RFC 3834, RFC 3464, RFC 2919).
const (
	Person       Auto = ""
	AutoReply    Auto = "auto_reply"
	Bounce       Auto = "bounce"
	Receipt      Auto = "receipt"
	Bulk         Auto = "bulk"
	Notification Auto = "notification"
)

// Message holds only what never changes. Whose it is follows from its identity, where it lies from its
// places, how its sending went from its delivery.
type Message struct {
	ID         MessageID
	IdentityID IdentityID
	AccountID  AccountID
	Channel    Channel
	Direction  Direction
	ExternalID string
	// RFCMessageID is the Message-ID of a mail, without brackets; empty elsewhere.
	RFCMessageID string
	At           time.Time // see cli.md: Date, or INTERNALDATE where Date cannot be believed
	ArrivedAt    time.Time // when this laptop stored it
	From, To, Cc string
	Subject      string
	Text         string
	HTML         string // sanitised
	Voice        Voice
	Auto         Auto
	Purpose      Purpose // why the shop wrote it without having been asked; empty: it answers or serves
	History      bool    // older than its connection's HistoryBefore
	Damaged      bool    // could not be parsed whole; the raw bytes tell the rest
	// Placeholder names a kind of content that the connection does not show (a location, a reaction),
	// or that was too large to fetch; the face puts it in words.
	Placeholder string
	RawSHA256   string
	Size        int64
}

// Attachment is a file that came or goes with a message. SHA256 is empty until its bytes are here.
type Attachment struct {
	ID        AttachmentID
	MessageID MessageID
	Name      string
	Type      string
	ContentID string
	Inline    bool
	Size      int64
	SHA256    string
	// Remote is the provider's reference to bytes not fetched yet.
	Remote string
}

// Place is where a mail lies on a server: one message may lie in several.
type Place struct {
	MessageID    MessageID
	ConnectionID ConnectionID
	Folder       string
	UIDValidity  uint32
	UID          uint32
}
