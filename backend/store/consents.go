package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Consents reads what customers allowed. It is written by recording events.
type Consents struct{ q querier }

// Consents gives what customers allowed to be sent.
func (d Deliveries) Consents() Consents { return Consents(d) }

// Log reads what was recorded about an address, in the order it was applied here.
func (c Consents) Log(id desk.IdentityID) ([]desk.Event, error) {
	return collect(c.q, scanEvent, "consent.log", id)
}

// Event reads one of what was recorded. desk.ErrNotFound when there is none.
func (c Consents) Event(id desk.EventID) (desk.Event, error) {
	return one(c.q, scanEvent, "event.get", id)
}

// Of gives what holds for addresses, each at most once for a channel and a purpose. A no that was said at another spelling
// of the same number counts as well; a yes is for the very address.
func (c Consents) Of(ids ...desk.IdentityID) ([]desk.Consent, error) {
	rows, err := collect(c.q, scanConsent, "consent.of_identities", idList(ids))
	if err != nil {
		return nil, err
	}
	type place struct {
		id      desk.IdentityID
		channel desk.Channel
		purpose desk.Purpose
	}
	at := map[place]int{}
	held := []desk.Consent{}
	for _, r := range rows {
		p := place{r.Identity, r.Channel, r.Purpose}
		n, known := at[p]
		switch {
		case !known:
			at[p] = len(held)
			held = append(held, r)
		case r.SaidAt.After(held[n].SaidAt), r.SaidAt.Equal(held[n].SaidAt) && r.Status == desk.Withdrawn:
			held[n] = r
		}
	}
	return held, nil
}

func scanConsent(rows *sql.Rows) (c desk.Consent, err error) {
	var at int64
	err = rows.Scan(&c.Identity, &c.Channel, &c.Purpose, &c.Status, &at, &c.EventID)
	c.SaidAt = fromMS(at)
	return c, err
}

// applyToConsent makes what holds for an address what its log says.
func (tx *Tx) applyToConsent(e desk.Event) error {
	id := e.Facts.Consent.Identity
	log, err := tx.Deliveries().Consents().Log(id)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("consent.forget", id); err != nil {
		return err
	}
	for _, c := range desk.Consents(log) {
		if _, err := tx.q.exec("consent.put", c.Identity, c.Channel, c.Purpose, c.Status, ms(c.SaidAt), c.EventID); err != nil {
			return err
		}
	}
	i, err := tx.Customers().IdentityByID(id)
	if desk.HasCode(err, desk.ErrNotFound) { // it was removed since
		return nil
	}
	tx.Announce(desk.Change{Kind: desk.CustomerChanged, CustomerID: i.CustomerID})
	return err
}
