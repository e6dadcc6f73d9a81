package ingest

import (
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// identify finds the identity behind an address, or makes it: for a known match key as another address of the
// same customer, else with a new customer.
func identify(tx *store.Tx, p party, now time.Time) (desk.Identity, error) {
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
		customer = store.NewCustomerID(p.key)
		if err := tx.Customers().Insert(desk.Customer{ID: customer, Name: p.name, CreatedAt: now}); err != nil {
			return i, err
		}
	} else if err := tx.Customers().SeeName(customer, p.name); err != nil {
		return i, err
	}
	i = desk.Identity{
		ID: store.NewIdentityID(p.medium, p.address), CustomerID: customer,
		Medium: p.medium, Address: p.address, Key: p.key, Label: p.name,
	}
	return i, tx.Customers().AddIdentity(i)
}
