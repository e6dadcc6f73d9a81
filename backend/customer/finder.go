package customer

import (
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Keys are what tells a customer who is named in a file of another program, the surest first: her document, her mail address,
// her telephones. Somebody of whom there is nothing but a name is whoever a file named so before, and nobody else.
//
// Errors: desk.ErrAddressInvalid, as Add.
func (n Newcomer) Keys() (keys []string, err error) {
	contacts, err := n.contacts()
	if err != nil {
		return nil, err
	}
	if document := desk.DocumentKey(n.Document); document != "" {
		keys = append(keys, documentKey+document)
	}
	for _, medium := range []desk.Channel{desk.Email, desk.SMS} {
		for _, c := range contacts {
			if c.channel == medium {
				keys = append(keys, c.Key)
			}
		}
	}
	if len(keys) == 0 && oneLine(n.Name) != "" {
		keys = append(keys, n.nameKey())
	}
	return keys, nil
}

const documentKey = "document:"

// nameKey is the key of the counter at which somebody stands of whom only the name is known.
func (n Newcomer) nameKey() string { return "counter:" + desk.HashID("name", store.Folded(n.Name)) }

// FindByKey gives the customer of a key; empty: nobody. A document that two have tells neither.
func FindByKey(tx *store.ReadTx, key string) (desk.CustomerID, error) {
	document, is := strings.CutPrefix(key, documentKey)
	if !is {
		return tx.Customers().ByKey(key)
	}
	found, err := tx.Customers().Alike().WithDocument(document, 2)
	if err != nil || len(found) != 1 {
		return "", err
	}
	return found[0], nil
}

// MeetIn is Meet for somebody whom a file names, who is met at the counter where it tells no address.
func MeetIn(tx *store.Tx, n Newcomer, file desk.ImportID) (desk.CustomerID, error) {
	contacts, err := n.contacts()
	if err != nil {
		return "", err
	}
	if len(contacts) == 0 {
		key := n.nameKey()
		if desk.DocumentKey(n.Document) != "" {
			key = "counter:" + store.NewID()
		}
		contacts = []typedContact{{channel: desk.Counter, Contact: desk.Contact{Address: strings.TrimPrefix(key, "counter:"), Key: key}}}
	}
	id := desk.CustomerID(store.NewID())
	added := desk.Event{ID: desk.EventID(store.NewID()), Kind: desk.CustomerAdded, Facts: desk.Facts{Ref: string(file)}}
	return id, n.add(tx, id, added, contacts)
}

// Unmeet takes away somebody whom a file brought, with what was written down of her then. It tells whether it did: she stays
// when anything was said or done with her since.
func Unmeet(tx *store.Tx, id desk.CustomerID, file desk.ImportID) (bool, error) {
	log, err := tx.Customers().Log(id)
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(desk.Standing(log), func(e desk.Event) bool { return e.Kind == desk.CustomerAdded && e.Facts.Ref == string(file) })
	if at < 0 {
		return false, nil
	}
	added := desk.Standing(log)[at]
	switch err := unchangedSince(tx, added, log); {
	case desk.HasCode(err, desk.ErrChangedSince):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, tx.Undo(added)
}
