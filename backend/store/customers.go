package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"

	"balcao/backend/desk"
)

// Customers reads customers and their identities.
type Customers struct{ q querier }

// CustomersTx reads and writes customers and their identities.
type CustomersTx struct {
	Customers
	tx *Tx
}

// Customers gives the customers to read.
func (r *ReadTx) Customers() Customers { return Customers{r.q} }

// Customers gives the customers to read and write.
func (tx *Tx) Customers() CustomersTx { return CustomersTx{Customers{tx.q}, tx} }

// Get reads a customer. desk.ErrNotFound when there is none, desk.ErrCustomerMerged when another has all her
// addresses now.
func (c Customers) Get(id desk.CustomerID) (desk.Customer, error) {
	k, err := one(c.q, scanCustomer, "customer.get", id)
	if err != nil || k.mergedInto == "" {
		return k.Customer, err
	}
	into := k
	for into.mergedInto != "" && err == nil {
		into, err = one(c.q, scanCustomer, "customer.get", into.mergedInto)
	}
	if err == nil {
		err = desk.E(desk.ErrCustomerMerged, nil, "into", string(into.ID))
	}
	return k.Customer, err
}

// ListedCustomer is a customer with its place in the list of all.
type ListedCustomer struct {
	desk.Customer
	N          int64
	mergedInto desk.CustomerID
}

// Page lists customers in the order they first came, without those that only machines wrote for.
func (c Customers) Page(afterN int64, limit int) ([]ListedCustomer, error) {
	return collect(c.q, scanCustomer, "customer.page", afterN, limit)
}

func scanCustomer(rows *sql.Rows) (k ListedCustomer, err error) {
	var created int64
	var ownerName bool
	var postal, details []byte
	err = rows.Scan(&k.N, &k.ID, &k.Name, &ownerName, &created, &k.Machine, &k.Document, &k.Notes, &k.mergedInto,
		&k.Birthday, &postal, &details, &k.Preferred, &k.Group)
	if err != nil {
		return k, err
	}
	k.CreatedAt = fromMS(created)
	return k, errors.Join(json.Unmarshal(postal, &k.Postal), json.Unmarshal(details, &k.Details))
}

// Search finds customers by an FTS5 expression over names and addresses, the latest active first.
func (c Customers) Search(match string, limit int) ([]desk.Customer, error) {
	return collect(c.q, func(rows *sql.Rows) (desk.Customer, error) {
		k, err := scanCustomer(rows)
		return k.Customer, err
	}, "customer.search", match, limit)
}

// ByKey finds the customer of a match key; empty when there is none.
func (c Customers) ByKey(key string) (desk.CustomerID, error) {
	id, _, err := value[string](c.q, "customer.by_key", key)
	return desk.CustomerID(id), err
}

// ByKeyTail finds customers whose match key ends in these digits.
func (c Customers) ByKeyTail(digits string, limit int) ([]desk.CustomerID, error) {
	return collect(c.q, scanCustomerID, "customer.by_key_tail", "tel:%"+digits, limit)
}

// Insert adds a customer; one that is here already stays as it is.
func (c CustomersTx) Insert(k desk.Customer) error {
	_, err := c.q.exec("customer.insert", k.ID, k.Name, ms(k.CreatedAt))
	return err
}

// SeeName gives a nameless customer the name that came with a message. What the owner typed, and what was
// seen first, stays.
func (c CustomersTx) SeeName(id desk.CustomerID, name string) error {
	if name == "" {
		return nil
	}
	changed, err := c.q.exec("customer.seen_name", id, name)
	if changed > 0 {
		c.Index(id)
	}
	return err
}

// Verify notes that the customer has written from an address.
func (c CustomersTx) Verify(id desk.IdentityID) error {
	_, err := c.q.exec("identity.verify", id)
	return err
}

// Index brings the customer's entry in the search up to date when the transaction ends.
func (c CustomersTx) Index(id desk.CustomerID) { c.tx.index.customers[id] = true }

// Identities lists the addresses of a customer.
func (c Customers) Identities(id desk.CustomerID) ([]desk.Identity, error) {
	return collect(c.q, scanIdentity, "identity.of_customer", id)
}

// Identity finds an identity by its raw address; ok is false when there is none.
func (c Customers) Identity(medium desk.Channel, address string) (i desk.Identity, ok bool, err error) {
	i, err = one(c.q, scanIdentity, "identity.by_address", medium, address)
	if desk.HasCode(err, desk.ErrNotFound) {
		return i, false, nil
	}
	return i, err == nil, err
}

// IdentityByID reads an identity. desk.ErrNotFound when there is none.
func (c Customers) IdentityByID(id desk.IdentityID) (desk.Identity, error) {
	return one(c.q, scanIdentity, "identity.get", id)
}

// Nameless lists the addresses of customers without a name.
func (c Customers) Nameless() ([]desk.Identity, error) {
	return collect(c.q, scanIdentity, "identity.nameless")
}

// AddIdentity adds an address to a customer, who is its home from now on. It is first seen now, unless it says when.
func (c CustomersTx) AddIdentity(i desk.Identity) error {
	_, err := c.q.exec("identity.insert", i.ID, i.CustomerID, i.Medium, i.Address, i.Key, i.Label, i.Verified, i.OwnerLabel, ms(cmp.Or(i.CreatedAt, c.tx.moment)))
	c.Index(i.CustomerID)
	return err
}

func scanIdentity(rows *sql.Rows) (i desk.Identity, err error) {
	var created, barred int64
	err = rows.Scan(&i.ID, &i.CustomerID, &i.Medium, &i.Address, &i.Key, &i.Label, &i.Verified, &i.OwnerLabel, &barred, &i.HomeID, &created, &i.MovedBy)
	i.CreatedAt, i.Barred, i.BarredAt = fromMS(created), barred > 0, fromMS(barred)
	return i, err
}

// NewCustomerID is the id of the customer whose first identity has this match key: the same on any laptop.
func NewCustomerID(key string) desk.CustomerID {
	return desk.CustomerID(desk.HashID("customer", key))
}

// NewIdentityID is the id of an address, the same on any laptop.
func NewIdentityID(medium desk.Channel, address string) desk.IdentityID {
	return desk.IdentityID(desk.HashID("identity", string(medium), address))
}
