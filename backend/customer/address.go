package customer

import (
	"context"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/phone"
	"balcao/backend/store"
)

// AddAddress writes down an address that the owner knows of: a mail address or a telephone number in any spelling.
// It gives what RemoveAddress takes.
//
// Errors: desk.ErrAddressInvalid; desk.ErrAddressKnown; desk.ErrAddressTaken when it reaches another customer, who
// may be the same person.
func AddAddress(ctx context.Context, st *store.Store, id desk.CustomerID, ch desk.Channel, typed, label string) (desk.IdentityID, error) {
	contact, err := readAddress(ch, typed)
	if err != nil {
		return "", err
	}
	contact.Label = tidyLabel(label)
	return store.NewIdentityID(ch, contact.Address), st.Write(ctx, func(tx *store.Tx) error {
		return giveAddress(tx, id, ch, contact, "")
	})
}

// giveAddress records an address that is nobody's yet, and what that follows from; empty: from nothing.
func giveAddress(tx *store.Tx, id desk.CustomerID, ch desk.Channel, c desk.Contact, cause desk.EventID) error {
	if err := vacant(tx, id, ch, c); err != nil {
		return err
	}
	return recordAddress(tx, id, ch, c, cause)
}

// recordAddress gives a customer an address that is known to be vacant.
func recordAddress(tx *store.Tx, id desk.CustomerID, ch desk.Channel, c desk.Contact, cause desk.EventID) error {
	identity := store.NewIdentityID(ch, c.Address)
	return tx.Record(desk.Event{
		Kind: desk.IdentityAdded, Actor: desk.Owner, CustomerID: id,
		Facts: desk.Facts{Ref: string(identity), Channel: ch, Case: causedBy(cause)}, Personal: desk.Personal{Contact: &c},
	})
}

// vacant checks that an address is nobody's yet, and its key nobody else's.
func vacant(tx *store.Tx, id desk.CustomerID, ch desk.Channel, c desk.Contact) error {
	if _, err := tx.Customers().Get(id); err != nil {
		return err
	}
	i, found, err := tx.Customers().Identity(ch, c.Address)
	switch {
	case err != nil:
		return err
	case found && i.CustomerID == id:
		return desk.E(desk.ErrAddressKnown, nil)
	case found:
		return desk.E(desk.ErrAddressTaken, nil, "customer", string(i.CustomerID))
	}
	owner, err := tx.Customers().ByKey(c.Key)
	if err != nil || owner == "" || owner == id {
		return err
	}
	hers, err := tx.Customers().Identities(id) // split customers may share a key
	if err != nil || slices.ContainsFunc(hers, func(i desk.Identity) bool { return i.Key == c.Key }) {
		return err
	}
	if k, err := tx.Customers().Get(owner); err != nil || k.Group {
		return err
	}
	return desk.E(desk.ErrAddressTaken, nil, "customer", string(owner))
}

// readAddress reads what was typed as the provider writes it, with its match key.
func readAddress(ch desk.Channel, typed string) (c desk.Contact, err error) {
	ok := false
	switch ch {
	case desk.Email:
		c.Address, ok = mailAddress(typed)
		c.Key = "mail:" + c.Address
	case desk.SMS, desk.WhatsApp:
		var number string
		number, ok = WholeNumber(typed)
		c.Address, c.Key = number, "tel:"+number
		if ch == desk.WhatsApp {
			c.Address = "whatsapp:" + number
		}
	}
	if !ok {
		return c, desk.E(desk.ErrAddressInvalid, nil, "channel", string(ch))
	}
	return c, nil
}

func mailAddress(typed string) (string, bool) {
	address := eml.AddressKey(typed)
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address {
		return "", false
	}
	_, domain, _ := strings.Cut(address, "@")
	return address, strings.Contains(strings.Trim(domain, "."), ".") && utf8.RuneCountInString(address) <= 254
}

// WholeNumber reads a telephone number with its area code, as a match key; what is only an ending is none.
func WholeNumber(typed string) (string, bool) {
	for _, key := range phone.QueryKeys(typed, country) {
		if strings.HasPrefix(key, "+") {
			return key, true
		}
	}
	return "", false
}

// LabelAddress writes down what the owner calls an address: "work". Empty takes the label away.
func LabelAddress(ctx context.Context, st *store.Store, id desk.IdentityID, label string) error {
	return onIdentity(ctx, st, id, func(tx *store.Tx, i desk.Identity) (desk.Event, error) {
		return desk.Event{Kind: desk.IdentityLabelled, Personal: desk.Personal{Contact: &desk.Contact{Label: tidyLabel(label)}}}, nil
	})
}

// RemoveAddress takes away an address that was typed by hand and over which nothing was said. Errors:
// desk.ErrAddressUsed, desk.ErrLastAddress.
func RemoveAddress(ctx context.Context, st *store.Store, id desk.IdentityID) error {
	return onIdentity(ctx, st, id, func(tx *store.Tx, i desk.Identity) (desk.Event, error) {
		e := desk.Event{Kind: desk.IdentityRemoved}
		all, err := tx.Customers().Identities(i.CustomerID)
		if err == nil && len(all) == 1 {
			err = desk.E(desk.ErrLastAddress, nil)
		}
		if err != nil {
			return e, err
		}
		used, err := tx.Customers().Spoken(i.ID)
		if used {
			err = desk.E(desk.ErrAddressUsed, nil)
		}
		return e, err
	})
}

func onIdentity(ctx context.Context, st *store.Store, id desk.IdentityID, deed func(*store.Tx, desk.Identity) (desk.Event, error)) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		i, err := tx.Customers().IdentityByID(id)
		if err != nil {
			return err
		}
		e, err := deed(tx, i)
		if err != nil {
			return err
		}
		e.Actor, e.CustomerID, e.Facts.Ref = desk.Owner, i.CustomerID, string(id)
		return tx.Record(e)
	})
}

const maxLabel = 40

func tidyLabel(label string) string {
	label = desk.OneLine(label)
	if r := []rune(label); len(r) > maxLabel {
		label = string(r[:maxLabel])
	}
	return label
}
