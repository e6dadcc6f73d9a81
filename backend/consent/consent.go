// Package consent keeps what customers allowed the shop to send without having been asked, and answers whether something
// may be sent. What is said is written down and never overwritten: the newest that still stands holds.
//
// It sends nothing and asks nobody.
package consent

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// maxWording is the longest text of what she agreed to, in characters.
const maxWording = 4000

// Saying is what a customer said about what she wants to get at one of her addresses, as the owner writes it down.
type Saying struct {
	Identity desk.IdentityID
	Channel  desk.Channel   // empty: the address's own
	Purposes []desk.Purpose // of desk.Unasked
	Status   desk.ConsentStatus
	Basis    desk.LegalBasis    // of what was given; empty: consent
	Source   desk.ConsentSource // empty: spoken
	// MessageID is the message in which she said so, where that is the source.
	MessageID desk.MessageID
	SaidAt    time.Time // zero: now
	Wording   string    // of what she agreed to
}

// Set writes down what was said, all of it or nothing. It gives what Undo takes. Errors: desk.ErrNotFound; desk.ErrUsage,
// naming the argument, for what cannot be.
func Set(ctx context.Context, st *store.Store, said ...Saying) (done []desk.EventID, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		done = []desk.EventID{}
		for _, s := range said {
			e, err := s.event(tx)
			if err != nil {
				return err
			}
			if err := tx.Record(e); err != nil {
				return err
			}
			done = append(done, e.ID)
		}
		return nil
	})
	return done, err
}

func (s Saying) event(tx *store.Tx) (desk.Event, error) {
	e := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.ConsentGiven, Actor: desk.Owner, MessageID: s.MessageID}
	i, err := tx.Customers().IdentityByID(s.Identity)
	if err != nil {
		return e, err
	}
	f := &desk.ConsentFacts{Identity: i.ID, Channel: s.Channel, Purposes: s.Purposes, Basis: s.Basis, Source: s.Source, SaidAt: s.SaidAt.UTC()}
	if f.Channel == "" {
		f.Channel = i.Medium
	}
	if f.Source == "" {
		f.Source = desk.FromSpoken
	}
	if s.Status == desk.Withdrawn {
		e.Kind = desk.ConsentWithdrawn
	} else if f.Basis == "" {
		f.Basis = desk.BasisConsent
	}
	e.Facts.Consent, e.Personal.Wording = f, strings.TrimSpace(desk.Clean(s.Wording))
	if wrong := s.wrong(i, f, tx.Moment()); wrong != "" {
		return e, desk.E(desk.ErrUsage, nil, "argument", wrong)
	}
	return e, s.provenBy(tx, i)
}

// wrong names what cannot be; empty: nothing.
func (s Saying) wrong(i desk.Identity, f *desk.ConsentFacts, now time.Time) string {
	switch {
	case s.Status != desk.Given && s.Status != desk.Withdrawn:
		return "status"
	case !slices.Contains(i.ConsentChannels(), f.Channel):
		return "channel"
	case len(f.Purposes) == 0 || slices.ContainsFunc(f.Purposes, func(p desk.Purpose) bool { return !slices.Contains(desk.Unasked[:], p) }):
		return "purpose"
	case s.Status == desk.Withdrawn && f.Basis != "",
		s.Status == desk.Given && !slices.Contains([]desk.LegalBasis{desk.BasisConsent, desk.OwnCustomer, desk.LegitimateInterest}, f.Basis):
		return "basis"
	case !slices.Contains([]desk.ConsentSource{desk.FromMessage, desk.FromForm, desk.FromSpoken, desk.FromImport}, f.Source),
		(f.Source == desk.FromMessage) != (s.MessageID != ""):
		return "source"
	case f.SaidAt.After(now):
		return "date"
	case utf8.RuneCountInString(s.Wording) > maxWording:
		return "wording"
	default:
		return ""
	}
}

// provenBy refuses a message of somebody else as the proof.
func (s Saying) provenBy(tx *store.Tx, i desk.Identity) error {
	if s.MessageID == "" {
		return nil
	}
	m, err := tx.Messages().Get(s.MessageID)
	if err != nil {
		return err
	}
	said, err := tx.Customers().IdentityByID(m.IdentityID)
	if err == nil && (said.CustomerID != i.CustomerID || m.Direction != desk.In) {
		err = desk.E(desk.ErrUsage, nil, "argument", "message")
	}
	return err
}

// Undo takes back what was written down, by the owner or without her, all of it or nothing. desk.ErrChangedSince once
// something else was said that holds now.
func Undo(ctx context.Context, st *store.Store, done ...desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		for _, id := range done {
			e, can, err := undoable(&tx.ReadTx, id)
			if err == nil && !can {
				err = desk.E(desk.ErrChangedSince, nil)
			}
			if err != nil {
				return err
			}
			if err := tx.Record(desk.Event{
				Kind: desk.EventUndone, Actor: desk.Owner,
				Facts: desk.Facts{Ref: string(id), Consent: &desk.ConsentFacts{Identity: e.Facts.Consent.Identity}},
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Undoable tells which of what was written down Undo still takes back.
func Undoable(ctx context.Context, st *store.Store, ids ...desk.EventID) (can map[desk.EventID]bool, err error) {
	can = map[desk.EventID]bool{}
	return can, st.Read(ctx, func(tx *store.ReadTx) error {
		for _, id := range ids {
			if _, can[id], err = undoable(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// undoable tells whether all that an event says still holds.
func undoable(tx *store.ReadTx, id desk.EventID) (e desk.Event, can bool, err error) {
	consents := tx.Deliveries().Consents()
	e, err = consents.Event(id)
	if err != nil || e.Facts.Consent == nil {
		return e, false, err
	}
	log, err := consents.Log(e.Facts.Consent.Identity)
	holding := 0
	for _, c := range desk.Consents(log) {
		if c.EventID == id {
			holding++
		}
	}
	return e, holding > 0 && holding == len(e.Facts.Consent.Purposes), err
}
