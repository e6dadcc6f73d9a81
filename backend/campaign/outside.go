package campaign

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Record writes down a campaign that is done by other means: whom a catalogue or a leaflet went to, and who is to be called.
// It gives its id and what Undo takes, which makes a draft of it. Errors as of Save, and desk.ErrCampaignNobody.
func Record(ctx context.Context, st *store.Store, c desk.Campaign) (id desk.CampaignID, done desk.EventID, err error) {
	c, err = tidied(c)
	switch {
	case err != nil:
	case c.Medium.Channel() != "":
		err = wrong("medium")
	case c.Subject == "":
		err = wrong("subject")
	}
	if err != nil {
		return "", "", err
	}
	err = st.Write(ctx, func(tx *store.Tx) error {
		if id, _, err = save(tx, c); err != nil {
			return err
		}
		c.ID = id
		done, err = settle(tx, c)
		return err
	})
	return id, done, err
}

// Call writes down that somebody of a call list was called, or that she was not after all. Errors: desk.ErrNotFound for who is not on
// it, desk.ErrUsage for a campaign without one.
func Call(ctx context.Context, st *store.Store, id desk.CampaignID, who desk.CustomerID, called bool) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Campaigns().Get(id)
		if err != nil {
			return err
		}
		if row.Medium != desk.ByTelephone || row.State != desk.CampaignRecorded {
			return wrong("medium")
		}
		people, err := tx.Deliveries().Campaigns().People(row.BegunBy)
		if err != nil {
			return err
		}
		for _, p := range people {
			if (p.Was != who && p.CustomerID != who) || p.Reason != "" {
				continue
			}
			_, err := record(tx, id, desk.CampaignCalled, func(e *desk.Event) { e.CustomerID, e.Facts.Campaign.Done = p.Was, called })
			return err
		}
		return desk.E(desk.ErrNotFound, nil, "kind", "customer", "id", string(who))
	})
}
