package customer

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Newcomer is what the owner knows of a customer who has not written yet. What is blank is left out.
type Newcomer struct {
	Name   string
	Phones []string // in any spelling, with the area code; each reaches her by SMS and by WhatsApp
	Email  string
	// Document is a CPF, a CNPJ or another country's number.
	Document string
}

// Add writes down a customer by hand, with at least one address. Nobody is doubled: an address that is somebody's
// already adds nothing. It gives what Undo takes.
//
// Errors: desk.ErrUsage without any address; desk.ErrAddressInvalid and desk.ErrAddressTaken, which say by "channel"
// whether it is the mail address, else by "at" which telephone, counted from 0.
func Add(ctx context.Context, st *store.Store, n Newcomer) (id desk.CustomerID, done desk.EventID, err error) {
	contacts, err := n.contacts()
	if err == nil && len(contacts) == 0 {
		err = desk.E(desk.ErrUsage, nil, "argument", "address")
	}
	if err != nil {
		return "", "", err
	}
	id, done = desk.CustomerID(store.NewID()), desk.EventID(store.NewID())
	added := desk.Event{ID: done, Kind: desk.CustomerAdded}
	return id, done, st.Write(ctx, func(tx *store.Tx) error { return n.add(tx, id, added, contacts) })
}

// Meet is Add in the transaction of what somebody who is new here said. She may have no address: then she was seen at
// the counter.
func Meet(tx *store.Tx, n Newcomer) (desk.CustomerID, error) {
	contacts, err := n.contacts()
	if err != nil {
		return "", err
	}
	id := desk.CustomerID(store.NewID())
	return id, n.add(tx, id, desk.Event{Kind: desk.CustomerAdded}, contacts)
}

func (n Newcomer) add(tx *store.Tx, id desk.CustomerID, added desk.Event, contacts []typedContact) error {
	if err := n.record(tx, id, added); err != nil {
		return err
	}
	for _, c := range contacts {
		// The same number typed twice is one.
		if err := giveAddress(tx, id, c.channel, c.Contact, ""); err != nil && !desk.HasCode(err, desk.ErrAddressKnown) {
			return c.placed(err)
		}
	}
	return nil
}

// record writes her down without her addresses.
func (n Newcomer) record(tx *store.Tx, id desk.CustomerID, added desk.Event) error {
	events := []desk.Event{added}
	if name := desk.OneLine(n.Name); name != "" {
		events = append(events, desk.Event{Kind: desk.CustomerNamed, Personal: desk.Personal{Name: name}})
	}
	if document := strings.TrimSpace(n.Document); document != "" {
		events = append(events, desk.Event{Kind: desk.CustomerDescribed, Personal: desk.Personal{Document: &document}})
	}
	return recordAll(tx, id, events)
}

// InPerson is where a customer is met who has no address for it: at the counter. It is made when she has none.
func InPerson(tx *store.Tx, id desk.CustomerID) (desk.Identity, error) {
	hers, err := tx.Customers().Identities(id)
	if err != nil {
		return desk.Identity{}, err
	}
	for _, i := range hers {
		if i.Medium == desk.Counter {
			return i, nil
		}
	}
	place := store.NewID()
	if err := giveAddress(tx, id, desk.Counter, desk.Contact{Address: place, Key: "counter:" + place}, ""); err != nil {
		return desk.Identity{}, err
	}
	i, _, err := tx.Customers().Identity(desk.Counter, place)
	return i, err
}

// typedContact is an address of a newcomer as it was typed, and as it was read.
type typedContact struct {
	channel desk.Channel
	at      int // which of her telephones
	typed   string
	desk.Contact
}

// contacts reads everything that was typed.
func (n Newcomer) contacts() (list []typedContact, err error) {
	for at, phone := range n.Phones {
		list = append(list, typedContact{channel: desk.SMS, at: at, typed: phone}, typedContact{channel: desk.WhatsApp, at: at, typed: phone})
	}
	list = append(list, typedContact{channel: desk.Email, typed: n.Email})
	list = slices.DeleteFunc(list, func(c typedContact) bool { return strings.TrimSpace(c.typed) == "" })
	for i, c := range list {
		if list[i].Contact, err = readAddress(c.channel, c.typed); err != nil {
			return nil, c.placed(err)
		}
	}
	return list, nil
}

// placed says of an error about an address where that was typed.
func (c typedContact) placed(err error) error {
	e := desk.AsError(err)
	if e.Code != desk.ErrAddressInvalid && e.Code != desk.ErrAddressTaken {
		return err
	}
	return desk.E(e.Code, e.Err, "channel", string(c.channel), "at", strconv.Itoa(c.at), "customer", e.Params["customer"])
}

// unchangedSince checks that whom the owner added is as she was then. Nothing was recorded of her since when the last
// event is of the transaction that added her, all of which have its moment; a clock may have been put back since.
func unchangedSince(tx *store.Tx, added desk.Event, log []desk.Event) error {
	_, err := tx.Customers().Get(added.CustomerID)
	if desk.HasCode(err, desk.ErrCustomerMerged) {
		return desk.E(desk.ErrChangedSince, nil)
	}
	if err != nil {
		return err
	}
	untouched, err := tx.Customers().Directory().Untouched(added.CustomerID)
	if err == nil && (!untouched || !log[len(log)-1].At.Equal(added.At)) {
		err = desk.E(desk.ErrChangedSince, nil)
	}
	return err
}
