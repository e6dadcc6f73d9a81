package window

import (
	"bytes"
	"context"
	"io"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// Close says that nothing is left to do.
func (t talk) Close(ctx context.Context, id desk.CustomerID) (desk.EventID, error) {
	return customer.Close(ctx, t.shop.Store, id)
}

// Junk says that this is no customer.
func (t talk) Junk(ctx context.Context, id desk.CustomerID) (desk.EventID, error) {
	return customer.Junk(ctx, t.shop.Store, id)
}

// Reopen brings the conversation back.
func (t talk) Reopen(ctx context.Context, id desk.CustomerID) (desk.EventID, error) {
	return customer.Reopen(ctx, t.shop.Store, id)
}

// Undo takes a closing, a snooze or a reopening back.
func (t talk) Undo(ctx context.Context, id desk.CustomerID, decision desk.EventID) error {
	return customer.Undo(ctx, t.shop.Store, id, decision)
}

// Snooze puts the conversation aside.
func (t talk) Snooze(ctx context.Context, id desk.CustomerID, until time.Time) (desk.EventID, error) {
	return customer.Snooze(ctx, t.shop.Store, id, until)
}

// MarkRead says that the owner has seen what arrived.
func (t talk) MarkRead(ctx context.Context, id desk.CustomerID) error {
	return customer.MarkRead(ctx, t.shop.Store, id)
}

// Rename gives the customer another name.
func (t talk) Rename(ctx context.Context, id desk.CustomerID, name string) error {
	return customer.Rename(ctx, t.shop.Store, id, name)
}

// maxHold bounds the time for an undo whatever the page asks for.
const maxHold = time.Minute

// Reply queues an answer.
func (t talk) Reply(ctx context.Context, r Reply) (QueuedReply, error) {
	files, err := box(t).load(ctx, r.Files)
	if err != nil {
		return QueuedReply{}, err
	}
	d := outbox.Draft{
		ID: desk.DeliveryID(r.ID), CustomerID: desk.CustomerID(r.CustomerID), Channel: desk.Channel(r.Channel), Subject: r.Subject, Cc: r.Cc, Text: r.Text, Files: files,
		Hold: min(max(time.Duration(r.HoldMs)*time.Millisecond, 0), maxHold), FromBox: true, Number: r.Number,
	}
	if r.At > 0 {
		d.At = time.UnixMilli(r.At)
	}
	if r.Template != nil {
		// What was typed stays in the box: a template says something else.
		d.Template, d.Text, d.FromBox = &channel.Template{SID: r.Template.SID, Vars: r.Template.Vars}, "", false
	}
	q, err := outbox.Enqueue(ctx, t.shop.Store, t.shop.Checker(ctx), d)
	return QueuedReply{MessageID: string(q.MessageID), DeliveryID: string(q.DeliveryID)}, err
}

// CancelSend takes back what has not left. What failed cannot be taken back any more: then it says that the owner
// has dealt with it.
func (t talk) CancelSend(ctx context.Context, id desk.DeliveryID) error {
	var state desk.DeliveryState
	err := t.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		row, err := tx.Deliveries().Get(id)
		state = row.State
		return err
	})
	if err != nil {
		return err
	}
	if state == desk.Failed {
		return outbox.Dismiss(ctx, t.shop.Store, id)
	}
	return outbox.Cancel(ctx, t.shop.Store, id)
}

// RetrySend sends again.
func (t talk) RetrySend(ctx context.Context, id desk.DeliveryID) error {
	return outbox.Retry(ctx, t.shop.Store, id)
}

// OpenAttachment gives a file's bytes.
func (t talk) OpenAttachment(ctx context.Context, id desk.AttachmentID) (io.ReadCloser, string, error) {
	a, content, err := customer.File(ctx, t.shop.Store, id)
	return io.NopCloser(bytes.NewReader(content)), a.Name, err
}
