package outbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/store"
)

// restsFor is how long a message that is to rest waits before it is looked at again.
const restsFor = time.Minute

// unallowed gives desk.ErrNoConsent for a message with a purpose to whom did not allow it at that address, and
// desk.ErrAddressBarred where the owner wants nothing sent there: whoever retries it means no other thing by it, and a clock
// may have been put back since it was queued.
func unallowed(tx *store.ReadTx, m desk.Message) error {
	if m.Purpose == "" {
		return nil
	}
	i, err := tx.Customers().IdentityByID(m.IdentityID)
	if err != nil {
		return err
	}
	if i.Barred {
		return desk.E(desk.ErrAddressBarred, nil, "channel", string(m.Channel))
	}
	may, err := consent.May(tx, m.Purpose, m.Channel, m.IdentityID)
	if err == nil && !may[m.IdentityID] {
		err = desk.E(desk.ErrNoConsent, nil, "purpose", string(m.Purpose))
	}
	return err
}

// hindered keeps what nobody asked for from leaving: for ever where she took back that it may, complained or was barred
// since, and where its campaign was stopped or its period is over; for a while where that rests, or where it is a question to
// somebody who waits for the shop; and outside the allowed hours until they begin. What waited for a network may be ready at
// midnight.
func (d *Dispatcher) hindered(ctx context.Context, row store.OutgoingRow) (hindered bool, err error) {
	now := d.st.Now()
	until, stopped := now, false
	err = d.st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(row.MessageID)
		if err != nil || m.Purpose == "" {
			return err
		}
		of, err := tx.Deliveries().Campaigns().OfMessage(m.ID)
		if err != nil {
			return err
		}
		stopped = of.State == desk.CampaignCancelled
		if err := errors.Join(unallowed(tx, m), complained(tx, m), ended(of, now)); err != nil {
			return err
		}
		if until, err = outreach.Opens(tx, now); err != nil {
			return err
		}
		waiting, err := waits(tx, m)
		if of.State == desk.CampaignPaused || waiting {
			until = later(until, now.Add(restsFor))
		}
		return err
	})
	switch {
	case stopped, isForGood(err):
		return true, d.books.step(ctx, row.ID, desk.Cancel, desk.AsError(err), nil)
	case err != nil || !until.After(now):
		return false, err
	default:
		return true, d.books.putOff(ctx, row.ID, until)
	}
}

// isForGood tells a rule that keeps a message back from a store that cannot be used.
func isForGood(err error) bool {
	return slices.ContainsFunc([]desk.Code{desk.ErrNoConsent, desk.ErrAddressBarred, desk.ErrComplaint, desk.ErrCampaignOver}, func(code desk.Code) bool {
		return desk.HasCode(err, code)
	})
}

// ended gives desk.ErrCampaignOver once the period of a campaign is over: what was said no longer holds.
func ended(c store.CampaignRow, now time.Time) error {
	if c.Until.IsZero() || !now.After(c.Until) {
		return nil
	}
	return desk.E(desk.ErrCampaignOver, nil, "state", string(c.State))
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

// waits tells whether a survey asks somebody who has written since and has no answer yet.
func waits(tx *store.ReadTx, m desk.Message) (bool, error) {
	if m.Purpose != desk.Surveys {
		return false, nil
	}
	id, err := tx.Messages().CustomerOf(m.ID)
	if err != nil {
		return false, err
	}
	talk, _, err := tx.Conversation(id)
	return talk.State == desk.ToReply, err
}

// putOff puts off what is queued still, without an attempt.
func (b books) putOff(ctx context.Context, id desk.DeliveryID, until time.Time) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil || row.State != desk.Queued {
			return err
		}
		row.NotBefore = until
		return tx.Deliveries().Update(row)
	})
}
