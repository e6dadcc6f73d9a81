package window

import (
	"context"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

// UnreadDesk marks what the owner wants to look at again.
type UnreadDesk interface {
	MarkUnread(ctx context.Context, id desk.CustomerID) error
}

// MarkUnread says that the owner wants to look at a conversation again.
func (i *Inbox) MarkUnread(customerID string) error {
	return do(i.gate, "Inbox.MarkUnread", func(ctx context.Context, d Desk) error {
		return d.MarkUnread(ctx, desk.CustomerID(customerID))
	})
}

// MarkUnread says that the owner wants to look at a conversation again.
func (t talk) MarkUnread(ctx context.Context, id desk.CustomerID) error {
	return customer.MarkUnread(ctx, t.shop.Store, id)
}
