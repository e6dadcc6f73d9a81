package window

import (
	"context"
	"time"

	"balcao/backend/desk"
	"balcao/backend/filekind"
)

// Conversation is one customer's timeline and what is done about it.
type Conversation struct {
	gate  *gate
	saver saver
	files *tickets[desk.AttachmentID]
}

// Card gives the head of the conversation and the panel.
func (c *Conversation) Card(customerID string) (Card, error) {
	return pass(c.gate, "Conversation.Card", func(ctx context.Context, d Desk) (Card, error) {
		return d.Card(ctx, desk.CustomerID(customerID))
	})
}

// Timeline gives a part of the history, newest first.
func (c *Conversation) Timeline(customerID, cursor string, limit int) (TimelinePage, error) {
	return pass(c.gate, "Conversation.Timeline", func(ctx context.Context, d Desk) (TimelinePage, error) {
		page, err := d.Timeline(ctx, desk.CustomerID(customerID), cursor, pageSize(limit))
		for i := range page.Items {
			c.address(page.Items[i].Attachments)
		}
		return page, err
	})
}

// address tells the page where to find what it shows.
func (c *Conversation) address(attachments []Attachment) {
	for i := range attachments {
		a := &attachments[i]
		kind := filekind.Kind(a.Kind)
		shown := kind == filekind.Picture || kind == filekind.Sound || kind == filekind.Film
		if !a.Here || !shown {
			continue
		}
		word := c.files.word(desk.AttachmentID(a.ID))
		a.URL = filePath + word
		if kind == filekind.Picture {
			a.Small = smallPath + word
		}
	}
}

// Close says that nothing is left to do. Like the other decisions it gives what Undo takes.
func (c *Conversation) Close(customerID string) (string, error) {
	return decide(c.gate, "Conversation.Close", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Close(ctx, desk.CustomerID(customerID))
	})
}

// Junk says that this is no customer: what arrives there brings nothing back.
func (c *Conversation) Junk(customerID string) (string, error) {
	return decide(c.gate, "Conversation.Junk", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Junk(ctx, desk.CustomerID(customerID))
	})
}

// Reopen brings a closed or snoozed conversation back.
func (c *Conversation) Reopen(customerID string) (string, error) {
	return decide(c.gate, "Conversation.Reopen", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Reopen(ctx, desk.CustomerID(customerID))
	})
}

// Snooze hides the conversation until a moment, in milliseconds since 1970.
func (c *Conversation) Snooze(customerID string, untilMs int64) (string, error) {
	return decide(c.gate, "Conversation.Snooze", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Snooze(ctx, desk.CustomerID(customerID), time.UnixMilli(untilMs))
	})
}

// Undo takes a decision back, unless another was made since.
func (c *Conversation) Undo(customerID, decision string) error {
	return do(c.gate, "Conversation.Undo", func(ctx context.Context, d Desk) error {
		return d.Undo(ctx, desk.CustomerID(customerID), desk.EventID(decision))
	})
}

func decide(g *gate, method string, deed func(context.Context, Desk) (desk.EventID, error)) (string, error) {
	id, err := pass(g, method, deed)
	return string(id), err
}

// MarkRead says that the owner has seen everything that came.
func (c *Conversation) MarkRead(customerID string) error {
	return do(c.gate, "Conversation.MarkRead", func(ctx context.Context, d Desk) error {
		return d.MarkRead(ctx, desk.CustomerID(customerID))
	})
}

// Rename gives the customer the name that the owner typed.
func (c *Conversation) Rename(customerID, name string) error {
	return do(c.gate, "Conversation.Rename", func(ctx context.Context, d Desk) error {
		return d.Rename(ctx, desk.CustomerID(customerID), name)
	})
}

// Reply queues an answer.
func (c *Conversation) Reply(reply Reply) (QueuedReply, error) {
	return pass(c.gate, "Conversation.Reply", func(ctx context.Context, d Desk) (QueuedReply, error) {
		return d.Reply(ctx, reply)
	})
}

// CancelSend takes back what has not left yet.
func (c *Conversation) CancelSend(deliveryID string) error {
	return do(c.gate, "Conversation.CancelSend", func(ctx context.Context, d Desk) error {
		return d.CancelSend(ctx, desk.DeliveryID(deliveryID))
	})
}

// RetrySend tries again what was not sent.
func (c *Conversation) RetrySend(deliveryID string) error {
	return do(c.gate, "Conversation.RetrySend", func(ctx context.Context, d Desk) error {
		return d.RetrySend(ctx, desk.DeliveryID(deliveryID))
	})
}

// SaveAttachment asks the owner for a place and copies the file there. It gives the path, or "" when the
// owner thought better of it. title is the dialog's, in the owner's language.
func (c *Conversation) SaveAttachment(attachmentID, title string) (string, error) {
	return pass(c.gate, "Conversation.SaveAttachment", func(ctx context.Context, d Desk) (string, error) {
		return c.saver.save(ctx, d, desk.AttachmentID(attachmentID), title)
	})
}
