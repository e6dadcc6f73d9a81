package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"balcao/backend/desk"
)

// applyToCustomer changes whose an address is and what the owner has written down about a customer. What follows
// from the customer's whole log is made at the end of the transaction.
func (tx *Tx) applyToCustomer(e desk.Event) error {
	switch e.Kind {
	case desk.CustomerAdded:
		tx.customerChanged(e.CustomerID)
		return tx.Customers().Insert(desk.Customer{ID: e.CustomerID, CreatedAt: e.At})
	case desk.CustomerNamed, desk.CustomerDescribed, desk.CustomerTagged, desk.CustomerUntagged,
		desk.CustomerPreferred, desk.CustomerGrouped, desk.CustomerUngrouped:
		tx.describeLater(e.CustomerID)
		return nil
	case desk.CustomerWithheld, desk.CustomerShared, desk.CustomerAddressed: // read from the log
		tx.Announce(desk.Change{Kind: desk.CustomerChanged, CustomerID: e.CustomerID})
		return nil
	case desk.CustomerMerged, desk.CustomerSplit:
		return tx.applyJoining(e)
	case desk.CustomersToldApart:
		return tx.settleApart(e)
	case desk.IdentityAdded, desk.IdentityLabelled, desk.IdentityRemoved, desk.IdentityBarred, desk.IdentityFreed:
		return tx.applyToIdentity(e)
	default:
		return fmt.Errorf("store: event of unknown kind %s", strconv.Quote(string(e.Kind)))
	}
}

func (tx *Tx) describeLater(id desk.CustomerID) {
	tx.touched.entry(id).describe = true
	tx.customerChanged(id)
}

func (tx *Tx) customerChanged(id desk.CustomerID) {
	tx.Customers().Index(id)
	tx.Announce(desk.Change{Kind: desk.CustomerChanged, CustomerID: id})
}

// describeCustomer writes what the owner has written down about a customer, as her log tells it.
func (tx *Tx) describeCustomer(id desk.CustomerID) error {
	log, err := tx.logOf(id)
	if err != nil {
		return err
	}
	d := desk.DescribedBy(log)
	postal, err := json.Marshal(append([]string{}, d.Postal...))
	if err != nil {
		return err
	}
	details, err := json.Marshal(append([]desk.Detail{}, d.Details...))
	if err != nil {
		return err
	}
	_, err = tx.q.exec("customer.describe", id, d.Name, d.Document, d.Notes, d.Birthday, string(postal), string(details), d.Preferred, d.Group, desk.DocumentKey(d.Document))
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("tag.forget", id); err != nil {
		return err
	}
	for i, tag := range d.Tags {
		if _, err := tx.q.exec("tag.insert", id, Folded(tag), tag, i); err != nil {
			return err
		}
	}
	return nil
}

// applyJoining moves identities. Who was split off is new, or is there again.
func (tx *Tx) applyJoining(e desk.Event) error {
	j := e.Facts.Joining
	if e.Kind == desk.CustomerSplit {
		if err := tx.Customers().Insert(desk.Customer{ID: j.Other, Name: e.Personal.Name, CreatedAt: e.At}); err != nil {
			return err
		}
		if err := tx.settleApart(e); err != nil {
			return err
		}
	}
	if err := tx.moveIdentities(j.Moves, func(desk.Move) desk.EventID { return e.ID }); err != nil {
		return err
	}
	tx.remakeLater(e.CustomerID)
	return nil
}

// moveIdentities gives identities to other customers, each by an event. Whoever has none left is merged into the one that
// has them.
func (tx *Tx) moveIdentities(moves []desk.Move, by func(desk.Move) desk.EventID) error {
	for _, m := range moves {
		if err := errors.Join(tx.indexHead(m.From), tx.indexHead(m.To)); err != nil {
			return err
		}
	}
	for _, m := range moves {
		if _, err := tx.q.exec("identity.move", m.Identity, m.From, m.To, by(m)); err != nil {
			return err
		}
		if _, err := tx.q.exec("customer.alive", m.To); err != nil {
			return err
		}
	}
	for _, m := range moves {
		if _, err := tx.q.exec("customer.empty", m.From, m.To); err != nil {
			return err
		}
		tx.remakeLater(m.From)
		tx.remakeLater(m.To)
	}
	return nil
}

// Revive makes somebody who was merged into another a customer of her own: she gets an address.
func (c CustomersTx) Revive(id desk.CustomerID) error {
	_, err := c.Get(id)
	var merged *desk.Error
	if !errors.As(err, &merged) || merged.Code != desk.ErrCustomerMerged {
		return err
	}
	c.tx.remakeLater(desk.CustomerID(merged.Params["into"]))
	c.tx.remakeLater(id)
	_, err = c.q.exec("customer.alive", id)
	return err
}

// indexHead has whoever a customer was merged into found anew: she is found by the names of those who were, and this one
// may be somebody else's now.
func (tx *Tx) indexHead(id desk.CustomerID) error {
	_, err := tx.Customers().Get(id)
	if desk.HasCode(err, desk.ErrNotFound) { // applied again: she is gone since
		return nil
	}
	if !desk.HasCode(err, desk.ErrCustomerMerged) {
		return err
	}
	var merged *desk.Error
	if errors.As(err, &merged) {
		tx.Customers().Index(desk.CustomerID(merged.Params["into"]))
	}
	return nil
}

func (tx *Tx) remakeLater(id desk.CustomerID) {
	t := tx.touched.entry(id)
	t.remake, t.bought = true, true
	tx.describeLater(id)
}

// applyUndone takes back what an event did; what follows from the log is made from what stands of it.
func (tx *Tx) applyUndone(e desk.Event) error {
	undone, err := one(tx.q, scanEvent, "event.get", e.Facts.Ref)
	if err != nil {
		return err
	}
	switch undone.Kind {
	case desk.CustomersToldApart:
		return tx.settleApart(undone)
	case desk.CustomerAdded:
		return tx.removeCustomer(e.CustomerID)
	case desk.HintDismissed:
		return tx.dismissHint(undone, false)
	case desk.ImportMade:
		return tx.takeAway(e)
	case desk.IdentityBarred, desk.IdentityFreed:
		tx.customerChanged(e.CustomerID)
		return tx.bar(desk.IdentityID(undone.Facts.Ref), undone.Kind == desk.IdentityFreed, e.At)
	case desk.CustomerNamed, desk.CustomerDescribed, desk.CustomerTagged, desk.CustomerUntagged,
		desk.CustomerPreferred, desk.CustomerGrouped, desk.CustomerUngrouped, desk.CustomerAddressed:
		tx.describeLater(e.CustomerID)
		return nil
	}
	if undone.Kind == desk.CustomerSplit {
		if err := tx.settleApart(undone); err != nil {
			return err
		}
	}
	tx.touched.entry(e.CustomerID).remake = true
	if e.Facts.Joining == nil {
		return nil
	}
	tx.remakeLater(e.CustomerID)
	return tx.moveIdentities(e.Facts.Joining.Moves, func(m desk.Move) desk.EventID { return m.Before })
}

// settleApart keeps two customers apart for as long as either log holds that they were split or told apart.
func (tx *Tx) settleApart(e desk.Event) error {
	a, b := e.CustomerID, e.Facts.Joining.Other
	query := "apart.delete"
	for _, pair := range [][2]desk.CustomerID{{a, b}, {b, a}} {
		log, err := tx.Customers().Log(pair[0])
		if err != nil {
			return err
		}
		if slices.ContainsFunc(desk.Standing(log), func(e desk.Event) bool { return e.KeepsApart(pair[1]) }) {
			query = "apart.insert"
		}
		tx.customerChanged(pair[0])
	}
	_, err := tx.q.exec(query, a, b)
	return err
}

// removeCustomer takes away somebody of whom nothing came, or no longer anything is here, with her addresses. What follows
// from her log follows no more. Applied again, an address that came back is whose it is since.
func (tx *Tx) removeCustomer(id desk.CustomerID) error {
	for _, name := range []string{"customer.unindex", "conversation.delete", "tag.forget", "identity.release_of", "identity.remove_of", "customer.remove"} {
		if _, err := tx.q.exec(name, id); err != nil {
			return err
		}
	}
	delete(tx.touched, id)
	tx.Announce(desk.Change{Kind: desk.CustomerChanged, CustomerID: id})
	return nil
}

func (tx *Tx) applyToIdentity(e desk.Event) error {
	id := desk.IdentityID(e.Facts.Ref)
	tx.customerChanged(e.CustomerID)
	i, err := tx.Customers().IdentityByID(id)
	switch {
	case desk.HasCode(err, desk.ErrNotFound):
		return tx.addByHand(e)
	case err != nil:
		return err
	}
	switch e.Kind {
	case desk.IdentityAdded: // applied again: whoever has it now came after it was taken away from this one
		_, err := tx.q.exec("identity.move", id, i.CustomerID, e.CustomerID, i.MovedBy)
		return errors.Join(err, tx.label(id, e.Personal.Contact))
	case desk.IdentityLabelled:
		return tx.label(id, e.Personal.Contact)
	case desk.IdentityBarred, desk.IdentityFreed:
		return tx.bar(id, e.Kind == desk.IdentityBarred, e.At)
	default:
		return tx.removeIdentity(i, e.At)
	}
}

// removeIdentity takes away an address over which nothing is said. What is there all the same was seen anew since, and is as
// it was then.
func (tx *Tx) removeIdentity(i desk.Identity, at time.Time) error {
	if !tx.again || !i.CreatedAt.After(at) {
		if _, err := tx.q.exec("identity.remove", i.ID); err != nil {
			return err
		}
	}
	_, err := tx.q.exec("identity.reset", i.ID)
	return err
}

// addByHand makes an address that is not here. What else was said of one that is gone, or whose words were erased, says nothing.
func (tx *Tx) addByHand(e desk.Event) error {
	contact := e.Personal.Contact
	if e.Kind != desk.IdentityAdded || contact == nil {
		return nil
	}
	return tx.Customers().AddIdentity(desk.Identity{
		ID: desk.IdentityID(e.Facts.Ref), CustomerID: e.CustomerID, Medium: e.Facts.Channel, Address: contact.Address, Key: contact.Key,
		OwnerLabel: contact.Label, CreatedAt: e.At,
	})
}

// label writes what the owner calls an address; nil: those words were erased.
func (tx *Tx) label(id desk.IdentityID, c *desk.Contact) error {
	if c == nil {
		return nil
	}
	_, err := tx.q.exec("identity.label", id, c.Label)
	return err
}

// bar says from when on nothing is to be sent to an address, or that it may be used.
func (tx *Tx) bar(id desk.IdentityID, barred bool, at time.Time) error {
	if !barred {
		at = time.Time{}
	}
	_, err := tx.q.exec("identity.bar", id, ms(at))
	return err
}
