package window

import (
	"context"

	"balcao/app"
	"balcao/backend/consent"
	"balcao/backend/desk"
)

// Allowed is whether campaigns may go to one address of a customer.
type Allowed struct {
	IdentityID string `json:"identityId"`
	Channel    string `json:"channel"`
	Address    string `json:"address"` // as people read it
	Status     string `json:"status"`  // a desk.ConsentStatus
	Source     string `json:"source"`  // a desk.ConsentSource; empty: nothing was ever said
	SaidAt     int64  `json:"saidAt"`
	Stopped    bool   `json:"stopped"` // she told the provider to stop, and it delivers nothing
}

// ConsentDesk tells what customers allow, and writes down what they say.
type ConsentDesk interface {
	Allowed(ctx context.Context, id desk.CustomerID) ([]Allowed, error)
	// Allow gives what TakeBackConsent takes.
	Allow(ctx context.Context, ids []desk.IdentityID, yes bool) ([]desk.EventID, error)
	TakeBackConsent(ctx context.Context, done []desk.EventID) error
}

// Consents are what customers allow.
type Consents struct{ gate *gate }

// Of tells whether campaigns may go to each address of a customer.
func (c *Consents) Of(customerID string) ([]Allowed, error) {
	return pass(c.gate, "Consents.Of", func(ctx context.Context, d Desk) ([]Allowed, error) {
		list, err := d.Allowed(ctx, desk.CustomerID(customerID))
		return listed(list), err
	})
}

// Allow writes down that she said yes or no to campaigns at some of her addresses. It gives what Undo takes.
func (c *Consents) Allow(identityIDs []string, yes bool) ([]string, error) {
	return pass(c.gate, "Consents.Allow", func(ctx context.Context, d Desk) ([]string, error) {
		ids := make([]desk.IdentityID, len(identityIDs))
		for i, id := range identityIDs {
			ids[i] = desk.IdentityID(id)
		}
		events, err := d.Allow(ctx, ids, yes)
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

// Allowed tells it of each address by the channel that it is of.
func (c consents) Allowed(ctx context.Context, id desk.CustomerID) ([]Allowed, error) {
	all, err := consent.Show(ctx, c.shop.Store, id)
	list := make([]Allowed, len(all))
	for i, a := range all {
		list[i] = Allowed{IdentityID: string(a.ID), Channel: string(a.Medium), Address: readable(a.Medium, a.Address)}
		for _, s := range a.States {
			if s.Channel == a.Medium {
				list[i].take(s)
			}
		}
	}
	return list, err
}

func (a *Allowed) take(s consent.State) {
	switch s.Purpose {
	case desk.Anything:
		a.Stopped = true
	case desk.Marketing:
		a.Status = string(s.Status)
		if s.By != nil {
			a.Source, a.SaidAt = string(s.By.Source), millis(s.By.SaidAt)
		}
	}
}

// Allow writes down what she said to the owner.
func (c consents) Allow(ctx context.Context, ids []desk.IdentityID, yes bool) ([]desk.EventID, error) {
	said := make([]consent.Saying, len(ids))
	for i, id := range ids {
		said[i] = consent.Saying{Identity: id, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Withdrawn}
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
