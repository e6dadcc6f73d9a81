package window

import (
	"context"

	"balcao/backend/desk"
)

// CustomersQuery asks for a part of the list of all customers. Text is what is typed to find them.
type CustomersQuery struct {
	Text      string `json:"text"`
	Filter    Filter `json:"filter"`
	Machines  bool   `json:"machines"`
	ByContact bool   `json:"byContact"`
	Offset    int    `json:"offset"`
	Limit     int    `json:"limit"`
}

// CustomersPage is a part of the list. Total is how many there are in all; it comes with the first part only.
type CustomersPage struct {
	Rows  []CustomerRow `json:"rows"`
	Total int           `json:"total"`
}

// CustomerRow is one customer in the list of all.
type CustomerRow struct {
	CustomerID string   `json:"customerId"`
	Name       string   `json:"name"`
	Address    string   `json:"address"` // empty where it stands for the name
	Channels   []string `json:"channels"`
	Tags       []string `json:"tags"`
	LastAt     int64    `json:"lastAt"`
	Machine    bool     `json:"machine"`
}

// TagCount is a tag and how many customers have it.
type TagCount struct {
	Tag       string `json:"tag"`
	Customers int    `json:"customers"`
}

// Duplicate is a suggestion that two customers are one person, and why.
type Duplicate struct {
	A       Person   `json:"a"`
	B       Person   `json:"b"`
	Reasons []string `json:"reasons"`
}

// Person is a customer with what tells her from others.
type Person struct {
	CustomerID string        `json:"customerId"`
	Name       string        `json:"name"`
	Contacts   []ContactLine `json:"contacts"`
}

// ContactLine is an address as people read it.
type ContactLine struct {
	Channel string `json:"channel"`
	Address string `json:"address"`
}

// Newcomer is a customer whom the owner writes down by hand; what is blank is left out.
type Newcomer struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones"`
	Email  string   `json:"email"`
}

// Adding names who was added by hand, and what Undo of her takes.
type Adding struct {
	CustomerID string `json:"customerId"`
	Done       string `json:"done"`
}

// CustomersDesk reads the list of all customers, and adds to it.
type CustomersDesk interface {
	// AddCustomer gives what ConversationDesk.Undo takes too.
	AddCustomer(ctx context.Context, n Newcomer) (desk.CustomerID, desk.EventID, error)
	Customers(ctx context.Context, q CustomersQuery) (CustomersPage, error)
	Tags(ctx context.Context) ([]TagCount, error)
	Duplicates(ctx context.Context) ([]Duplicate, error)
}

// Customers is the list of all customers.
type Customers struct{ gate *gate }

// Page gives a part of the list.
func (c *Customers) Page(q CustomersQuery) (CustomersPage, error) {
	return pass(c.gate, "Customers.Page", func(ctx context.Context, d Desk) (CustomersPage, error) {
		q.Limit = pageSize(q.Limit)
		return d.Customers(ctx, q)
	})
}

// Add writes down a customer by hand.
func (c *Customers) Add(n Newcomer) (Adding, error) {
	return pass(c.gate, "Customers.Add", func(ctx context.Context, d Desk) (Adding, error) {
		id, done, err := d.AddCustomer(ctx, n)
		return Adding{CustomerID: string(id), Done: string(done)}, err
	})
}

// Tags lists every tag in use.
func (c *Customers) Tags() ([]TagCount, error) {
	return pass(c.gate, "Customers.Tags", func(ctx context.Context, d Desk) ([]TagCount, error) {
		return d.Tags(ctx)
	})
}

// Duplicates lists who may be the same person, the likeliest first.
func (c *Customers) Duplicates() ([]Duplicate, error) {
	return pass(c.gate, "Customers.Duplicates", func(ctx context.Context, d Desk) ([]Duplicate, error) {
		return d.Duplicates(ctx)
	})
}

// Profile is what is known of a customer beyond the conversation.
type Profile struct {
	CustomerID string `json:"customerId"`
	Name       string `json:"name"`
	Document   string `json:"document"` // as people read it
	// DocumentDoubt is the kind of document, "cpf", where the check digits do not add up.
	DocumentDoubt string      `json:"documentDoubt"`
	Birthday      string      `json:"birthday"` // 1987-03-05, or --03-05 without the year
	Postal        []string    `json:"postal"`
	Details       []Detail    `json:"details"`
	Group         bool        `json:"group"` // several people
	Notes         string      `json:"notes"`
	Tags          []string    `json:"tags"`
	Points        []Point     `json:"points"`
	Messages      int         `json:"messages"`
	Since         int64       `json:"since"`
	Alike         []Duplicate `json:"alike"` // A is this customer
}

// Detail is something about a customer that has no field of its own.
type Detail struct {
	Name  string `json:"name"`
	Value string `json:"value"` // empty: it goes
}

// Edit is one change of what is written down: see customer.Edit.
type Edit struct {
	Event    string `json:"event"`
	At       int64  `json:"at"`
	Field    string `json:"field"`
	Name     string `json:"name"`
	From     string `json:"from"`
	To       string `json:"to"`
	Merged   bool   `json:"merged"`
	Undone   bool   `json:"undone"`
	Undoable bool   `json:"undoable"`
}

// Point is one address of a customer and what was said over it.
type Point struct {
	ID        string `json:"id"`
	Channel   string `json:"channel"`
	Address   string `json:"address"` // as people read it
	Label     string `json:"label"`   // the owner's word for it
	SeenName  string `json:"seenName"`
	HomeID    string `json:"homeId"` // the customer whose it was at first, and goes back to when it is split off
	Verified  bool   `json:"verified"`
	Preferred bool   `json:"preferred"`
	Barred    bool   `json:"barred"` // nothing is to be sent there
	Removable bool   `json:"removable"`
	Messages  int    `json:"messages"`
	FirstAt   int64  `json:"firstAt"`
	LastAt    int64  `json:"lastAt"`
}

// Description changes what the owner has written down: those fields that are not null.
type Description struct {
	Name     *string  `json:"name"`
	Document *string  `json:"document"`
	Birthday *string  `json:"birthday"`
	Notes    *string  `json:"notes"`
	Group    *bool    `json:"group"`
	Postal   []string `json:"postal"`  // null: they stay; else all of them
	Details  []Detail `json:"details"` // those that change
}

// MergePreview says what a merge would change.
type MergePreview struct {
	Kept      Person   `json:"kept"`
	Other     Person   `json:"other"`
	Messages  int      `json:"messages"`  // of the other
	Purchases int      `json:"purchases"` // of the other
	Tags      []string `json:"tags"`      // that would come along
	Notes     bool     `json:"notes"`     // whether notes would come along
	State     string   `json:"state"`     // of the conversation then
	// Differing are the fields that both have, and not alike: the owner says whose is taken.
	Differing []Differing `json:"differing"`
}

// Differing is a field of which a merge may take either value.
type Differing struct {
	Field string `json:"field"`
	Kept  string `json:"kept"`
	Other string `json:"other"`
}

// Splitting names what a split made: whose the addresses are then, and what Undo of the first customer takes.
type Splitting struct {
	CustomerID string `json:"customerId"`
	Done       string `json:"done"`
}

// Spoken is the language that a customer is written to in.
type Spoken struct {
	Language string `json:"language"` // empty: nothing tells it
	Chosen   bool   `json:"chosen"`   // by the owner; else a guess
}

// CustomerDesk reads one customer and writes down what the owner knows.
type CustomerDesk interface {
	Profile(ctx context.Context, id desk.CustomerID) (Profile, error)
	Describe(ctx context.Context, id desk.CustomerID, d Description) error
	Tag(ctx context.Context, id desk.CustomerID, tag string, on bool) error
	AddAddress(ctx context.Context, id desk.CustomerID, ch desk.Channel, typed, label string) (desk.IdentityID, error)
	LabelAddress(ctx context.Context, id desk.IdentityID, label string) error
	RemoveAddress(ctx context.Context, id desk.IdentityID) error
	PreviewMerge(ctx context.Context, keep, other desk.CustomerID) (MergePreview, error)
	// Merge, Split and TellApart give what ConversationDesk.Undo takes.
	Merge(ctx context.Context, keep, other desk.CustomerID, whose map[string]string) (desk.EventID, error)
	Split(ctx context.Context, ids []desk.IdentityID) (desk.CustomerID, desk.EventID, error)
	TellApart(ctx context.Context, a, b desk.CustomerID) (desk.EventID, error)
	// Prefer and Bar give what ConversationDesk.Undo takes, as what Edits names does; empty: it was so.
	Prefer(ctx context.Context, id desk.IdentityID, prefer bool) (desk.EventID, error)
	Bar(ctx context.Context, id desk.IdentityID, bar bool) (desk.EventID, error)
	Edits(ctx context.Context, id desk.CustomerID) ([]Edit, error)
	Spoken(ctx context.Context, id desk.CustomerID) (Spoken, error)
	Speak(ctx context.Context, id desk.CustomerID, language string) error
}

// Customer is one customer's page.
type Customer struct{ gate *gate }

// Profile gives what is known of a customer.
func (c *Customer) Profile(customerID string) (Profile, error) {
	return pass(c.gate, "Customer.Profile", func(ctx context.Context, d Desk) (Profile, error) {
		return d.Profile(ctx, desk.CustomerID(customerID))
	})
}

// Describe writes down what the owner knows.
func (c *Customer) Describe(customerID string, d Description) error {
	return do(c.gate, "Customer.Describe", func(ctx context.Context, shop Desk) error {
		return shop.Describe(ctx, desk.CustomerID(customerID), d)
	})
}

// Spoken tells the language that a customer is written to in.
func (c *Customer) Spoken(customerID string) (Spoken, error) {
	return pass(c.gate, "Customer.Spoken", func(ctx context.Context, d Desk) (Spoken, error) { return d.Spoken(ctx, desk.CustomerID(customerID)) })
}

// Speak keeps that language; an empty one: as she writes.
func (c *Customer) Speak(customerID, language string) error {
	return do(c.gate, "Customer.Speak", func(ctx context.Context, d Desk) error { return d.Speak(ctx, desk.CustomerID(customerID), language) })
}

// Tag gives a customer a tag, or takes it away.
func (c *Customer) Tag(customerID, tag string, on bool) error {
	return do(c.gate, "Customer.Tag", func(ctx context.Context, d Desk) error {
		return d.Tag(ctx, desk.CustomerID(customerID), tag, on)
	})
}

// AddAddress writes down an address that the owner knows of. It gives what RemoveAddress takes.
func (c *Customer) AddAddress(customerID, channel, typed, label string) (string, error) {
	id, err := pass(c.gate, "Customer.AddAddress", func(ctx context.Context, d Desk) (desk.IdentityID, error) {
		return d.AddAddress(ctx, desk.CustomerID(customerID), desk.Channel(channel), typed, label)
	})
	return string(id), err
}

// LabelAddress writes down what the owner calls an address.
func (c *Customer) LabelAddress(identityID, label string) error {
	return do(c.gate, "Customer.LabelAddress", func(ctx context.Context, d Desk) error {
		return d.LabelAddress(ctx, desk.IdentityID(identityID), label)
	})
}

// RemoveAddress takes away an address over which nothing was said.
func (c *Customer) RemoveAddress(identityID string) error {
	return do(c.gate, "Customer.RemoveAddress", func(ctx context.Context, d Desk) error {
		return d.RemoveAddress(ctx, desk.IdentityID(identityID))
	})
}

// PreviewMerge says what Merge would change.
func (c *Customer) PreviewMerge(keepID, otherID string) (MergePreview, error) {
	return pass(c.gate, "Customer.PreviewMerge", func(ctx context.Context, d Desk) (MergePreview, error) {
		return d.PreviewMerge(ctx, desk.CustomerID(keepID), desk.CustomerID(otherID))
	})
}

// Merge makes one customer of two; whose says of which of them a field is taken. It gives what Conversation.Undo takes, as
// Split and TellApart do.
func (c *Customer) Merge(keepID, otherID string, whose map[string]string) (string, error) {
	return decide(c.gate, "Customer.Merge", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Merge(ctx, desk.CustomerID(keepID), desk.CustomerID(otherID), whose)
	})
}

// Prefer says that an address is used first where the shop begins, or no longer.
func (c *Customer) Prefer(identityID string, prefer bool) (string, error) {
	return decide(c.gate, "Customer.Prefer", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Prefer(ctx, desk.IdentityID(identityID), prefer)
	})
}

// Bar says that nothing is to be sent to an address, or that it may be used again.
func (c *Customer) Bar(identityID string, bar bool) (string, error) {
	return decide(c.gate, "Customer.Bar", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Bar(ctx, desk.IdentityID(identityID), bar)
	})
}

// Edits lists what was written down about a customer, the latest first.
func (c *Customer) Edits(customerID string) ([]Edit, error) {
	return pass(c.gate, "Customer.Edits", func(ctx context.Context, d Desk) ([]Edit, error) {
		return d.Edits(ctx, desk.CustomerID(customerID))
	})
}

// Split takes addresses away from a customer.
func (c *Customer) Split(identityIDs []string) (Splitting, error) {
	return pass(c.gate, "Customer.Split", func(ctx context.Context, d Desk) (Splitting, error) {
		ids := make([]desk.IdentityID, len(identityIDs))
		for i, id := range identityIDs {
			ids[i] = desk.IdentityID(id)
		}
		to, done, err := d.Split(ctx, ids)
		return Splitting{CustomerID: string(to), Done: string(done)}, err
	})
}

// TellApart says that two customers are not the same.
func (c *Customer) TellApart(customerID, otherID string) (string, error) {
	return decide(c.gate, "Customer.TellApart", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.TellApart(ctx, desk.CustomerID(customerID), desk.CustomerID(otherID))
	})
}
