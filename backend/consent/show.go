package consent

import (
	"context"
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Address is one address of a customer with what she allowed there.
type Address struct {
	desk.Identity
	States  []State
	History []Record // of this very address, the latest first
}

// State is what holds for a channel and a purpose.
type State struct {
	Channel desk.Channel
	Purpose desk.Purpose
	Status  desk.ConsentStatus
	By      *Record // nil: nothing was ever said
}

// Record is one thing that was said.
type Record struct {
	ID        desk.EventID
	At        time.Time // when it was written down
	Actor     desk.Actor
	Status    desk.ConsentStatus
	Channel   desk.Channel
	Purposes  []desk.Purpose
	Basis     desk.LegalBasis
	Source    desk.ConsentSource
	MessageID desk.MessageID
	SaidAt    time.Time
	Wording   string
	Undone    bool
}

// Show reads what a customer allowed, at every address that can be written to. Errors: desk.ErrNotFound,
// desk.ErrCustomerMerged.
func Show(ctx context.Context, st *store.Store, id desk.CustomerID) (list []Address, err error) {
	list = []Address{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		identities, err := tx.Customers().Identities(id)
		for _, i := range identities {
			if err != nil || len(i.ConsentChannels()) == 0 {
				continue
			}
			var a Address
			a, err = addressOf(tx, i)
			list = append(list, a)
		}
		return err
	})
	return list, err
}

// CustomerOf tells whose an address is. desk.ErrNotFound when it is not here.
func CustomerOf(ctx context.Context, st *store.Store, id desk.IdentityID) (hers desk.CustomerID, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		i, err := tx.Customers().IdentityByID(id)
		hers = i.CustomerID
		return err
	})
	return hers, err
}

func addressOf(tx *store.ReadTx, i desk.Identity) (Address, error) {
	a := Address{Identity: i, States: []State{}}
	log, err := tx.Deliveries().Consents().Log(i.ID)
	if err != nil {
		return a, err
	}
	a.History = history(log)
	held, err := tx.Deliveries().Consents().Of(i.ID)
	if err != nil {
		return a, err
	}
	for _, channel := range i.ConsentChannels() {
		for _, purpose := range []desk.Purpose{desk.Marketing, desk.Surveys, desk.Anything} {
			s, err := stateOf(tx, held, channel, purpose)
			if err != nil {
				return a, err
			}
			if purpose != desk.Anything || s.Status == desk.Withdrawn {
				a.States = append(a.States, s)
			}
		}
	}
	return a, nil
}

func stateOf(tx *store.ReadTx, held []desk.Consent, channel desk.Channel, purpose desk.Purpose) (State, error) {
	s := State{Channel: channel, Purpose: purpose, Status: desk.NothingSaid}
	at := slices.IndexFunc(held, func(c desk.Consent) bool { return c.Channel == channel && c.Purpose == purpose })
	if at < 0 {
		return s, nil
	}
	e, err := tx.Deliveries().Consents().Event(held[at].EventID)
	if err != nil {
		return s, err
	}
	by := recordOf(e)
	s.Status, s.By = held[at].Status, &by
	return s, nil
}

// history gives all that was ever said, what was taken back too, the latest first.
func history(log []desk.Event) []Record {
	said, stands := []Record{}, map[desk.EventID]bool{}
	for _, e := range desk.Standing(log) {
		stands[e.ID] = true
	}
	for _, e := range slices.Backward(log) {
		if e.Kind == desk.EventUndone {
			continue
		}
		r := recordOf(e)
		r.Undone = !stands[e.ID]
		said = append(said, r)
	}
	return said
}

func recordOf(e desk.Event) Record {
	f := e.Facts.Consent
	return Record{
		ID: e.ID, At: e.At, Actor: e.Actor, Status: e.ConsentStatus(), Channel: f.Channel, Purposes: f.Purposes, Basis: f.Basis,
		Source: f.Source, MessageID: e.MessageID, SaidAt: e.ConsentSaidAt(), Wording: e.Personal.Wording,
	}
}
