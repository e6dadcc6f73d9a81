package outbox

import (
	"context"
	"time"

	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/store"
)

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

// hindered keeps what nobody asked for from leaving: for ever where she took back that it may, and outside the allowed hours
// until they begin. What waited for a network may be ready at midnight.
func (d *Dispatcher) hindered(ctx context.Context, row store.OutgoingRow) (hindered bool, err error) {
	now := d.st.Now()
	opens := now
	err = d.st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(row.MessageID)
		if err != nil || m.Purpose == "" {
			return err
		}
		if err := unallowed(tx, m); err != nil {
			return err
		}
		opens, err = outreach.Opens(tx, now)
		return err
	})
	switch {
	case desk.HasCode(err, desk.ErrNoConsent):
		return true, d.books.step(ctx, row.ID, desk.Cancel, desk.AsError(err), nil)
	case err != nil || !opens.After(now):
		return false, err
	default:
		return true, d.books.waits(ctx, row.ID, opens)
	}
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
