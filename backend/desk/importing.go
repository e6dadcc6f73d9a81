package desk

import "time"

// ImportKind is what an import was read from. The words are a contract of the command line.
type ImportKind string

// The kinds of import.
const (
	MailImport     ImportKind = "mail"
	CardImport     ImportKind = "vcard"
	ListImport     ImportKind = "customers"
	ChatImport     ImportKind = "whatsapp"
	PurchaseImport ImportKind = "purchases"
)

// Import is the part of an event that brings old life in, or takes some of it away again.
type Import struct {
	Kind ImportKind `json:"kind,omitempty"`
	// What the undoing takes away. It was here before that: what has the same id and came later is another arrival.
	Messages   []MessageID  `json:"messages,omitempty"`
	Identities []IdentityID `json:"identities,omitempty"`
	Customers  []CustomerID `json:"customers,omitempty"`
}

// Made is an import as the list of them shows it: what it brought and is still here as it came.
type Made struct {
	ID        EventID
	Kind      ImportKind
	File      string // its name, without the path; empty: erased, or never known
	At        time.Time
	Messages  int
	New       int // customers
	Changed   int // customers that were here, of whom it wrote something down
	Purchases int
	UndoneAt  time.Time // zero: it stands
}

// MadeOf is the event of an import. It is written down before what it brings, so that that can be taken away however it ends.
func MadeOf(id EventID, kind ImportKind, file string) Event {
	return Event{ID: id, Kind: ImportMade, Actor: Owner, Facts: Facts{Import: &Import{Kind: kind}}, Personal: Personal{Name: file}}
}

// Stay is why something that an import brought is not taken away with it. The words are a contract of the command line.
type Stay string

// The reasons.
const (
	StaysOnServer Stay = "on_server" // a mailbox brought it too
	StaysInCase   Stay = "in_case"
	StaysSpoken   Stay = "spoken"  // there is more between the shop and this customer than the import brought
	StaysChanged  Stay = "changed" // the owner has done something with it since
)
