package customer

import (
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
	if len(keys) == 0 && desk.OneLine(n.Name) != "" {
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

// MeetIn is Meet for somebody whom a file of purchases names and whose keys are nobody's, as FindByKey says. Where it tells no
// address she is met at the counter. She goes with the import when that is undone.
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
	if err := n.record(tx, id, added); err != nil {
		return "", err
	}
	for _, c := range contacts {
		if err := recordAddress(tx, id, c.channel, c.Contact, ""); err != nil {
			return "", err
		}
	}
	return id, tx.Connections().Imports().Bring(desk.EventID(file), store.BroughtCustomer, string(id))
}
