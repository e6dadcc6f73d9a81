package window

import (
	"cmp"
	"context"
	"slices"

	"balcao/app"
	"balcao/backend/consent"
	"balcao/backend/desk"
)

// Allowed is what may be sent without having been asked to one address of a customer, over one channel.
type Allowed struct {
	ConsentPlace
	Address string `json:"address"` // as people read it
	Stopped bool   `json:"stopped"` // she told the provider to stop, and it delivers nothing
	Asked   []Told `json:"asked"`   // by purpose
}

// ConsentPlace is an address and a channel over which it is reached: a number that writes can be called, too.
type ConsentPlace struct {
	IdentityID string `json:"identityId"`
	Channel    string `json:"channel"`
}

// Told is what she said about one purpose.
type Told struct {
	Purpose string `json:"purpose"` // a desk.Purpose
	Status  string `json:"status"`  // a desk.ConsentStatus
	Source  string `json:"source"`  // a desk.ConsentSource; empty: nothing was ever said
	SaidAt  int64  `json:"saidAt"`
}

// Saying is one thing that a customer said about what may be sent, or that the program understood.
type Saying struct {
	ID        string   `json:"id"`
	Channel   string   `json:"channel"`
	Address   string   `json:"address"` // as people read it
	Status    string   `json:"status"`
	Purposes  []string `json:"purposes"`
	Source    string   `json:"source"`
	Basis     string   `json:"basis"`
	MessageID string   `json:"messageId"` // that says so; empty: none
	SaidAt    int64    `json:"saidAt"`
	At        int64    `json:"at"`      // when it was written down
	ByOwner   bool     `json:"byOwner"` // who wrote it down
	Wording   string   `json:"wording"`
	Undone    bool     `json:"undone"`
	Undoable  bool     `json:"undoable"`
}

// ConsentDesk tells what customers allow, and writes down what they say.
type ConsentDesk interface {
	Allowed(ctx context.Context, id desk.CustomerID) ([]Allowed, error)
	Sayings(ctx context.Context, id desk.CustomerID) ([]Saying, error)
	// Allow gives what TakeBackConsent takes.
	Allow(ctx context.Context, places []ConsentPlace, purpose desk.Purpose, yes bool) ([]desk.EventID, error)
	TakeBackConsent(ctx context.Context, done []desk.EventID) error
}

// Consents are what customers allow.
type Consents struct{ gate *gate }

// Of tells what may be sent to each address of a customer.
func (c *Consents) Of(customerID string) ([]Allowed, error) {
	return pass(c.gate, "Consents.Of", func(ctx context.Context, d Desk) ([]Allowed, error) {
		return d.Allowed(ctx, desk.CustomerID(customerID))
	})
}

// Sayings lists all that a customer ever said of it, what was taken back too, the latest first.
func (c *Consents) Sayings(customerID string) ([]Saying, error) {
	return pass(c.gate, "Consents.Sayings", func(ctx context.Context, d Desk) ([]Saying, error) {
		return d.Sayings(ctx, desk.CustomerID(customerID))
	})
}

// Allow writes down that she said yes or no to one purpose at some of her addresses. It gives what Undo takes.
func (c *Consents) Allow(places []ConsentPlace, purpose string, yes bool) ([]string, error) {
	return pass(c.gate, "Consents.Allow", func(ctx context.Context, d Desk) ([]string, error) {
		events, err := d.Allow(ctx, places, desk.Purpose(purpose), yes)
		done := make([]string, len(events))
		for i, id := range events {
			done[i] = string(id)
		}
		return done, err
	})
}

// Undo takes back what was written down, by the owner or without her.
func (c *Consents) Undo(done []string) error {
	return do(c.gate, "Consents.Undo", func(ctx context.Context, d Desk) error {
		events := make([]desk.EventID, len(done))
		for i, id := range done {
			events[i] = desk.EventID(id)
		}
		return d.TakeBackConsent(ctx, events)
	})
}

// consents knows what customers allow.
type consents struct{ shop *app.Shop }

// Allowed tells it of each address and channel.
func (c consents) Allowed(ctx context.Context, id desk.CustomerID) ([]Allowed, error) {
	all, err := consent.Show(ctx, c.shop.Store, id)
	var list []Allowed
	for _, a := range all {
		for _, s := range a.States {
			at := ConsentPlace{IdentityID: string(a.ID), Channel: string(s.Channel)}
			if len(list) == 0 || list[len(list)-1].ConsentPlace != at {
				list = append(list, Allowed{ConsentPlace: at, Address: readable(a.Medium, a.Address)})
			}
			list[len(list)-1].take(s)
		}
	}
	return list, err
}

func (a *Allowed) take(s consent.State) {
	if s.Purpose == desk.Anything {
		a.Stopped = true
		return
	}
	told := Told{Purpose: string(s.Purpose), Status: string(s.Status)}
	if s.By != nil {
		told.Source, told.SaidAt = string(s.By.Source), millis(s.By.SaidAt)
	}
	a.Asked = append(a.Asked, told)
}

// Sayings reads all that was said, of all addresses.
func (c consents) Sayings(ctx context.Context, id desk.CustomerID) ([]Saying, error) {
	all, err := consent.Show(ctx, c.shop.Store, id)
	if err != nil {
		return nil, err
	}
	var list []Saying
	var ids []desk.EventID
	for _, a := range all {
		for _, r := range a.History {
			list = append(list, sayingOf(a, r))
			ids = append(ids, r.ID)
		}
	}
	can, err := consent.Undoable(ctx, c.shop.Store, ids...)
	for i := range list {
		list[i].Undoable = can[desk.EventID(list[i].ID)]
	}
	slices.SortStableFunc(list, func(a, b Saying) int { return cmp.Compare(b.At, a.At) })
	return list, err
}

func sayingOf(a consent.Address, r consent.Record) Saying {
	s := Saying{
		ID: string(r.ID), Channel: string(r.Channel), Address: readable(a.Medium, a.Address), Status: string(r.Status), Source: string(r.Source),
		Basis: string(r.Basis), MessageID: string(r.MessageID), SaidAt: millis(r.SaidAt), At: millis(r.At), ByOwner: r.Actor == desk.Owner,
		Wording: r.Wording, Undone: r.Undone,
	}
	for _, p := range r.Purposes {
		s.Purposes = append(s.Purposes, string(p))
	}
	return s
}

// Allow writes down what she said to the owner.
func (c consents) Allow(ctx context.Context, places []ConsentPlace, purpose desk.Purpose, yes bool) ([]desk.EventID, error) {
	said := make([]consent.Saying, len(places))
	for i, at := range places {
		said[i] = consent.Saying{
			Identity: desk.IdentityID(at.IdentityID), Channel: desk.Channel(at.Channel), Purposes: []desk.Purpose{purpose}, Status: desk.Withdrawn,
		}
		if yes {
			said[i].Status = desk.Given
		}
	}
	return consent.Set(ctx, c.shop.Store, said...)
}

// TakeBackConsent takes back what was written down.
func (c consents) TakeBackConsent(ctx context.Context, done []desk.EventID) error {
	return consent.Undo(ctx, c.shop.Store, done...)
}
