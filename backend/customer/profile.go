package customer

import (
	"context"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Profile is what the page of a customer shows beyond her conversation.
type Profile struct {
	desk.Customer
	Tags     []string
	Language string // that the owner writes to her in; empty: as she writes
	Points   []Point
	Messages int
	Since    time.Time // see store.Directory.Since
}

// Point is one address of a customer and what was said over it.
type Point struct {
	desk.Identity
	store.Talk
	Removable bool // it was typed by hand, and nothing was ever said there
}

// Read reads the page of a customer. Errors: desk.ErrNotFound, desk.ErrCustomerMerged.
func Read(ctx context.Context, st *store.Store, id desk.CustomerID) (p Profile, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if p.Customer, err = tx.Customers().Get(id); err != nil {
			return err
		}
		tags, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
		if err != nil {
			return err
		}
		p.Tags = tags[id]
		if p.Language, err = ChosenLanguage(tx, id); err != nil {
			return err
		}
		if p.Since, err = tx.Customers().Directory().Since(id); err != nil {
			return err
		}
		return p.readPoints(tx)
	})
	return p, err
}

func (p *Profile) readPoints(tx *store.ReadTx) error {
	identities, err := tx.Customers().Identities(p.ID)
	if err != nil {
		return err
	}
	for _, i := range identities {
		talk, err := tx.Customers().Talk(i.ID)
		if err != nil {
			return err
		}
		used, err := tx.Customers().Spoken(i.ID)
		if err != nil {
			return err
		}
		p.Points = append(p.Points, Point{i, talk, !used && len(identities) > 1})
		p.Messages += talk.Messages
	}
	return nil
}
