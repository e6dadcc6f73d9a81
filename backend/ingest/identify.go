package ingest

import (
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// identify finds the identity behind an address, or makes it: for a known match key as another address of the
// same customer, else with a new customer.
func (b *batch) identify(tx *store.Tx, p party, now time.Time) (desk.Identity, error) {
	i, found, err := tx.Customers().Identity(p.medium, p.address)
	if err != nil {
		return i, err
	}
	if found {
		return i, tx.Customers().SeeName(i.CustomerID, p.name)
	}
	customer, err := tx.Customers().ByKey(p.key)
	if err != nil {
		return i, err
	}
	if customer == "" {
		if customer, err = b.newCustomer(tx, p, now); err != nil {
			return i, err
		}
	} else if err := tx.Customers().SeeName(customer, p.name); err != nil {
		return i, err
	}
	i = desk.Identity{
		ID: store.NewIdentityID(p.medium, p.address), CustomerID: customer,
		Medium: p.medium, Address: p.address, Key: p.key, Label: p.name,
	}
	if err := b.addIdentity(tx, i); err != nil || p.whatsApp == "" {
		return i, err
	}
	return i, b.alsoByWhatsApp(tx, i, p.whatsApp)
}

func (b *batch) newCustomer(tx *store.Tx, p party, now time.Time) (desk.CustomerID, error) {
	id := store.NewCustomerID(p.key)
	_, err := tx.Customers().Get(id)
	if desk.HasCode(err, desk.ErrNotFound) { // else she has given all her addresses away
		err = b.brings(tx, store.BroughtCustomer, string(id))
	} else if desk.HasCode(err, desk.ErrCustomerMerged) {
		err = tx.Customers().Revive(id)
	}
	if err != nil {
		return id, err
	}
	return id, tx.Customers().Insert(desk.Customer{ID: id, Name: p.name, CreatedAt: now})
}

func (b *batch) addIdentity(tx *store.Tx, i desk.Identity) error {
	if err := tx.Customers().AddIdentity(i); err != nil {
		return err
	}
	return b.brings(tx, store.BroughtIdentity, string(i.ID))
}

// alsoByWhatsApp lets a telephone that only a form named be written to there too, as one that the owner types is. Where
// an address of that telephone is known, it is the one that is answered to.
func (b *batch) alsoByWhatsApp(tx *store.Tx, number desk.Identity, address string) error {
	hers, err := tx.Customers().Identities(number.CustomerID)
	if err != nil {
		return err
	}
	_, known, err := tx.Customers().Identity(desk.WhatsApp, address)
	known = known || slices.ContainsFunc(hers, func(i desk.Identity) bool { return i.Medium == desk.WhatsApp && i.Key == number.Key })
	if err != nil || known {
		return err
	}
	number.ID, number.Medium, number.Address = store.NewIdentityID(desk.WhatsApp, address), desk.WhatsApp, address
	return b.addIdentity(tx, number)
}
