package outbox

import (
	"context"
	"errors"
	"time"

	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/store"
)

// restsFor is how long a message of a campaign that rests waits before it is looked at again.
const restsFor = time.Minute

// unallowed gives desk.ErrNoConsent for a message with a purpose to whom did not allow it at that address.
func unallowed(tx *store.ReadTx, m desk.Message) error {
	if m.Purpose == "" {
		return nil
	}
	may, err := consent.May(tx, m.Purpose, m.Channel, m.IdentityID)
	if err == nil && !may[m.IdentityID] {
		err = desk.E(desk.ErrNoConsent, nil, "purpose", string(m.Purpose))
	}
	return err
}

// hindered keeps what nobody asked for from leaving: for ever where she took back that it may, complained since or its campaign
// was stopped; for a while where that rests; and outside the allowed hours until they begin. What waited for a network may be
// ready at midnight.
func (d *Dispatcher) hindered(ctx context.Context, row store.OutgoingRow) (hindered bool, err error) {
	now := d.st.Now()
	until, stopped := now, false
	err = d.st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(row.MessageID)
		if err != nil || m.Purpose == "" {
			return err
		}
		if err := errors.Join(unallowed(tx, m), complained(tx, m)); err != nil {
			return err
		}
		if until, err = outreach.Opens(tx, now); err != nil {
			return err
		}
		state, err := tx.Deliveries().Campaigns().StateOf(m.ID)
		stopped = state == desk.CampaignCancelled
		if state == desk.CampaignPaused {
			until = later(until, now.Add(restsFor))
		}
		return err
	})
	switch {
	case stopped, desk.HasCode(err, desk.ErrNoConsent), desk.HasCode(err, desk.ErrComplaint):
		return true, d.books.step(ctx, row.ID, desk.Cancel, desk.AsError(err), nil)
	case err != nil || !until.After(now):
		return false, err
	default:
		return true, d.books.waits(ctx, row.ID, until)
	}
}

// complained gives desk.ErrComplaint for a campaign to whom a complaint of hers is open.
func complained(tx *store.ReadTx, m desk.Message) error {
	if m.Purpose != desk.Marketing {
		return nil
	}
	i, err := tx.Customers().IdentityByID(m.IdentityID)
	if err != nil {
		return err
	}
	are, err := tx.Deliveries().Campaigns().Complaining(i.CustomerID)
	if err == nil && are[i.CustomerID] {
		err = desk.E(desk.ErrComplaint, nil)
	}
	return err
}

// waits puts off what is queued still, without an attempt.
func (b books) waits(ctx context.Context, id desk.DeliveryID, until time.Time) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil || row.State != desk.Queued {
			return err
		}
		row.NotBefore = until
		return tx.Deliveries().Update(row)
	})
}
