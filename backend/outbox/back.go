package outbox

import (
	"context"
	"encoding/json"
	"strings"

	"balcao/backend/cases"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// TakeBack takes a message back before it leaves, and puts its words into the reply box, in front of what was typed
// there since. Words that failed to arrive are put there too, for another channel; then the failure counts as dealt
// with. on is the channel of the box, empty for the message's own. desk.ErrDeliveryFinished when it has left,
// desk.ErrUsage for what nobody asked for.
func TakeBack(ctx context.Context, st *store.Store, id desk.DeliveryID, on desk.Channel) (desk.Channel, error) {
	err := st.Write(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if row.Dismissed { // its words are back already, or the owner wants them no more
			return desk.E(desk.ErrDeliveryFinished, nil, "state", string(row.State))
		}
		m, err := tx.Messages().Get(row.MessageID)
		if err == nil {
			err = typed(m)
		}
		if err != nil {
			return err
		}
		if on == "" {
			on = m.Channel
		}
		if err := putBack(tx, m, on); err != nil {
			return err
		}
		if row.State == desk.Failed {
			if err := cases.NotTold(tx, m.ID); err != nil {
				return err
			}
			return tx.Record(desk.Event{Kind: desk.MessageDismissed, Actor: desk.Owner, MessageID: m.ID})
		}
		return cancel(tx, st, row)
	})
	return on, err
}

// typed gives desk.ErrUsage for a campaign or a survey: no words of the reply box, and they keep the shop's hours.
func typed(m desk.Message) error {
	if m.Purpose != "" {
		return desk.E(desk.ErrUsage, nil, "argument", "id")
	}
	return nil
}

// cancel takes a delivery of ours back, if that is still possible.
func cancel(tx *store.Tx, st *store.Store, row store.OutgoingRow) error {
	if _, possible := desk.Next(row.State, desk.Cancel); !possible || !row.Here {
		return desk.E(desk.ErrDeliveryFinished, nil, "state", string(row.State))
	}
	if err := cases.NotTold(tx, row.MessageID); err != nil {
		return err
	}
	_, err := tx.Deliveries().Step(row, desk.Cancel, "", nil, st.Now())
	return err
}

func putBack(tx *store.Tx, m desk.Message, on desk.Channel) error {
	customer, err := tx.Messages().CustomerOf(m.ID)
	if err != nil {
		return err
	}
	items, err := tx.Cases().OfMessages([]desk.MessageID{m.ID})
	if err != nil {
		return err
	}
	added, _, err := cases.Added(&tx.ReadTx, m.ID)
	if err != nil {
		return err
	}
	m.Text, m.Subject = strings.TrimSuffix(m.Text, added), untitled(m.Subject, items[m.ID].Protocol)
	all, err := tx.Drafts().Of(customer)
	if err != nil {
		return err
	}
	d := desk.Draft{CustomerID: customer, Channel: on}
	for _, typed := range all {
		if typed.Channel == on {
			d = typed
		}
	}
	if d.Text == "" {
		d.Text = m.Text
	} else if m.Text != "" {
		d.Text = m.Text + "\n" + d.Text
	}
	if on == desk.Email && m.Channel == desk.Email {
		if err := putMailBack(tx, m, &d); err != nil {
			return err
		}
	}
	return tx.Drafts().Put(d)
}

func putMailBack(tx *store.Tx, m desk.Message, d *desk.Draft) error {
	if d.Subject == nil {
		d.Subject = &m.Subject
	}
	if d.Cc == "" {
		d.Cc = m.Cc
	}
	files, err := tx.Attachments().Of(m.ID)
	for _, f := range files {
		d.Files = append(d.Files, desk.DraftFile{Name: f.Name, Size: f.Size, SHA256: f.SHA256})
	}
	return err
}

// tells reads what a message keeps when it is written anew.
func tells(tx *store.ReadTx, id desk.MessageID) (*anew, error) {
	items, err := tx.Cases().OfMessages([]desk.MessageID{id})
	if err != nil {
		return nil, err
	}
	added, told, err := cases.Added(tx, id)
	return &anew{matter: items[id], tells: told, added: added}, err
}

// SendNow sends what was planned to leave later. It is written anew, because a mail that leaves now must not be
// dated in the future. desk.ErrDeliveryFinished when it has left already, desk.ErrUsage for what nobody asked for.
func SendNow(ctx context.Context, st *store.Store, checkers func(desk.ConnectionID) Checker, id desk.DeliveryID) (Queued, error) {
	var row store.OutgoingRow
	var m desk.Message
	d := Draft{}
	var files []desk.Attachment
	err := st.Read(ctx, func(tx *store.ReadTx) (err error) {
		if row, err = tx.Deliveries().Get(id); err != nil {
			return err
		}
		if m, err = tx.Messages().Get(row.MessageID); err != nil {
			return err
		}
		if err = typed(m); err != nil {
			return err
		}
		if d.CustomerID, err = tx.Messages().CustomerOf(m.ID); err != nil {
			return err
		}
		if d.anew, err = tells(tx, m.ID); err != nil {
			return err
		}
		files, err = tx.Attachments().Of(m.ID)
		return err
	})
	if err != nil {
		return Queued{}, err
	}
	d.Channel, d.From, d.To = m.Channel, m.AccountID, m.IdentityID // as it was shown, whoever wrote since
	d.Subject, d.Cc, d.Text = m.Subject, m.Cc, m.Text
	if row.Template != "" {
		d.Template = &channel.Template{}
		if err := json.Unmarshal([]byte(row.Template), d.Template); err != nil {
			return Queued{}, err
		}
	}
	for _, f := range files {
		content, err := st.Blob(ctx, f.SHA256)
		if err != nil {
			return Queued{}, err
		}
		d.Files = append(d.Files, File{Name: f.Name, Data: content})
	}
	return enqueue(ctx, st, checkers, d, func(tx *store.Tx, _ Queued) error {
		fresh, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		if fresh.State != desk.Queued || !fresh.StartedAt.IsZero() { // it may have left: a copy would be a second one
			return desk.E(desk.ErrDeliveryFinished, nil, "state", string(fresh.State))
		}
		return cancel(tx, st, fresh)
	})
}
