package outbox

import (
	"context"
	"encoding/json"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// books reads and writes what is known of deliveries. Every outcome is written onto the row as it is then, and
// not as it was before the provider was asked: meanwhile its copy may have been seen, or the owner taken it back.
type books struct{ st *store.Store }

// claim marks a delivery as on its way, if it is still to be sent: from here on a crash means "uncertain".
func (b books) claim(ctx context.Context, id desk.DeliveryID) (claimed store.OutgoingRow, ok bool, err error) {
	err = b.st.Write(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Deliveries().Get(id)
		if err != nil || fresh.State != desk.Queued {
			return err
		}
		fresh.Attempts++
		fresh.StartedAt = b.st.Now()
		claimed, err = tx.Deliveries().Step(fresh, desk.Claim, "", nil, b.st.Now())
		ok = err == nil
		return err
	})
	return claimed, ok, err
}

// step writes what happened to a delivery, with a change that belongs to it. Where the event no longer means
// anything, because the delivery moved meanwhile, nothing is written.
func (b books) step(ctx context.Context, id desk.DeliveryID, event desk.DeliveryEvent, problem *desk.Error, change func(*store.OutgoingRow)) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if _, possible := desk.Next(row.State, event); !possible {
			return nil
		}
		if change != nil {
			change(&row)
		}
		_, err = tx.Deliveries().Step(row, event, "", problem, b.st.Now())
		return err
	})
}

// accepted writes that the provider has a message, the id it gave, and the status that came along.
func (b books) accepted(ctx context.Context, id desk.DeliveryID, r channel.Receipt, unfiled bool) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if r.ExternalID != "" {
			row.ExternalID = r.ExternalID
			if err := recordAcceptance(tx, row); err != nil {
				return err
			}
		}
		if unfiled {
			row.Unfiled, row.NotBefore = true, b.st.Now().Add(fileDelay)
		}
		for _, s := range []channel.Status{{Event: desk.Accepted}, r.Status} {
			if row, err = tx.Deliveries().Step(row, s.Event, s.Word, s.Error, b.st.Now()); err != nil {
				return err
			}
		}
		return tx.Deliveries().Update(row)
	})
}

// recordAcceptance makes the provider's id an alias of our message, once.
func recordAcceptance(tx *store.Tx, row store.OutgoingRow) error {
	m, err := tx.Messages().Get(row.MessageID)
	if err != nil {
		return err
	}
	known, err := tx.Messages().ByAlias(m.Channel, row.ExternalID)
	if err != nil || (known == m.ID && row.State != desk.Sending && row.State != desk.Uncertain) {
		return err
	}
	return tx.Record(desk.Event{
		Kind: desk.MessageAccepted, Actor: desk.Program, MessageID: m.ID, Facts: desk.Facts{Channel: m.Channel, Ref: row.ExternalID},
	})
}

// lookAgain plans the next look at an uncertain delivery, if it is uncertain still.
func (b books) lookAgain(ctx context.Context, id desk.DeliveryID, tried int, at time.Time) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil || row.State != desk.Uncertain {
			return err
		}
		row.Lookups, row.NotBefore = tried, at
		return tx.Deliveries().Update(row)
	})
}

// filed notes that the copy in Sent is made sure of; with a moment, that it is to be tried again then.
func (b books) filed(ctx context.Context, id desk.DeliveryID, again time.Time) error {
	return b.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if row.Unfiled = !again.IsZero(); row.Unfiled {
			row.NotBefore = again
		}
		return tx.Deliveries().Update(row)
	})
}

// settle writes an outcome even when the program is about to end: it is known, and must not be lost.
func (b books) settle(ctx context.Context, fn func(*store.Tx) error) error {
	return b.st.Write(context.WithoutCancel(ctx), fn)
}

// outbound gathers what sending needs; only a whole one has the bytes of its mail, and may leave.
func (b books) outbound(ctx context.Context, row store.OutgoingRow, whole bool) (channel.Outbound, error) {
	var out channel.Outbound
	var raw string
	err := b.st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(row.MessageID)
		if err != nil {
			return err
		}
		if whole {
			if err := barredSince(tx, m); err != nil {
				return err
			}
		}
		files, err := tx.Attachments().Of(m.ID)
		if err != nil {
			return err
		}
		raw = m.RawSHA256
		out = channel.Outbound{
			DeliveryID: row.ID, Channel: m.Channel, From: m.From, To: m.To, Recipients: recipients(m), Text: m.Text,
			RFCMessageID: m.RFCMessageID, Attachments: len(files), StartedAt: row.StartedAt,
			// An id that is known before the answer came is that of an earlier attempt, which failed.
			Taken: func(ref string) bool { return ref == row.ExternalID || b.taken(ctx, m.Channel, ref, m.ID) },
		}
		out.LastInbound, err = tx.Messages().LastInbound(m.IdentityID, m.AccountID)
		return err
	})
	if err == nil && row.Template != "" {
		err = json.Unmarshal([]byte(row.Template), &out.Template)
	}
	if err == nil && whole && raw != "" {
		out.Raw, err = b.st.Blob(ctx, raw)
	}
	return out, err
}

// barredSince gives desk.ErrAddressBarred for a message to an address that was barred after it was queued: what was queued
// later was meant.
func barredSince(tx *store.ReadTx, m desk.Message) error {
	i, err := tx.Customers().IdentityByID(m.IdentityID)
	if err == nil && i.BarredAt.After(m.ArrivedAt) {
		err = desk.E(desk.ErrAddressBarred, nil, "channel", string(m.Channel))
	}
	return err
}

// isContentLost tells the damaged bytes of one mail from a store that cannot be used.
func isContentLost(err error) bool {
	if err == nil {
		return false
	}
	e := desk.AsError(err)
	return e.Code == desk.ErrNotFound && e.Params["kind"] == "file" || e.Code == desk.ErrContentDamaged
}

// taken tells whether a provider's id belongs to another message of ours.
func (b books) taken(ctx context.Context, ch desk.Channel, ref string, own desk.MessageID) bool {
	var owner desk.MessageID
	err := b.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		owner, err = tx.Messages().ByExternalID(ch, ref)
		return err
	})
	// What cannot be known counts as taken: adopting a stranger's id would hide a message that never left.
	return err != nil || (owner != "" && owner != own)
}
