package outbox

import (
	"context"
	"errors"
	"slices"

	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Cancel takes a message back before it leaves. desk.ErrDeliveryFinished when it has left already.
func Cancel(ctx context.Context, st *store.Store, id desk.DeliveryID) error {
	return act(ctx, st, id, desk.Cancel)
}

// Retry sends again what failed, is held, or is uncertain; for the last two the owner takes the risk that the
// customer gets it twice. desk.ErrDeliveryFinished when there is nothing to retry, desk.ErrNoAccount when the
// address that it was to leave from was removed: nobody would ever claim it; desk.ErrStopped.
func Retry(ctx context.Context, st *store.Store, id desk.DeliveryID) error {
	return act(ctx, st, id, desk.Retry)
}

func canLeave(tx *store.Tx, row store.OutgoingRow) error {
	m, err := tx.Messages().Get(row.MessageID)
	if err != nil {
		return err
	}
	if stopped, err := consent.Stopped(&tx.ReadTx, m.IdentityID); err != nil || stopped[m.IdentityID] {
		return errors.Join(err, desk.E(desk.ErrStopped, nil))
	}
	accounts, err := tx.Connections().InUse(m.Channel)
	if err == nil && !slices.ContainsFunc(accounts, func(a desk.Account) bool { return a.ID == m.AccountID }) {
		err = desk.E(desk.ErrNoAccount, nil, "channel", string(m.Channel))
	}
	return err
}

func act(ctx context.Context, st *store.Store, id desk.DeliveryID, event desk.DeliveryEvent) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if _, possible := desk.Next(row.State, event); !possible || !row.Here {
			return desk.E(desk.ErrDeliveryFinished, nil, "state", string(row.State))
		}
		if event == desk.Retry {
			if err := canLeave(tx, row); err != nil {
				return err
			}
		}
		if event == desk.Cancel {
			if err := cases.NotTold(tx, row.MessageID); err != nil {
				return err
			}
		}
		// What was dealt with is open again: if this fails too, the owner must hear of it.
		row.NotBefore, row.Lookups, row.Dismissed = st.Now(), 0, false
		row.Attempts = 0 // trying begins anew, with short waits
		_, err = tx.Deliveries().Step(row, event, "", nil, st.Now())
		return err
	})
}

// Dismiss notes that the owner has dealt with a message that failed; its conversation no longer asks for it.
func Dismiss(ctx context.Context, st *store.Store, id desk.DeliveryID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		return tx.Record(desk.Event{Kind: desk.MessageDismissed, Actor: desk.Owner, MessageID: row.MessageID})
	})
}

// List gives what is queued, uncertain, held or failed; with all, also the newest that arrived.
func List(ctx context.Context, st *store.Store, all bool) (rows []store.OutgoingRow, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if all {
			rows, err = tx.Deliveries().Recent(500)
		} else {
			rows, err = tx.Deliveries().Open()
		}
		return err
	})
	return rows, err
}
