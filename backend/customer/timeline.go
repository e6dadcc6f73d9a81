package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Kind tells what an item of a timeline is.
type Kind string

// The kinds. Of a note, the message holds only id, time and text.
const (
	IsMessage Kind = "message"
	IsNote    Kind = "note"
)

// Item is one event of a customer's timeline.
type Item struct {
	Kind Kind
	desk.Message
	Delivery    *desk.Delivery // of what the shop sent; nil: not followed
	Attachments []desk.Attachment
}

// Planned tells whether a message waits for the moment at which it is to leave.
func (i Item) Planned() bool {
	return i.Delivery != nil && i.Delivery.State == desk.Queued && i.Delivery.StartedAt.IsZero() && i.Message.Planned()
}

// TimelinePage is a page of a timeline, newest first.
type TimelinePage struct {
	Items []Item
	Next  string // cursor of the next, older page; empty: this was the last
}

// moment is what a cursor of a timeline holds.
type moment struct {
	At int64          `json:"a"`
	ID desk.MessageID `json:"i"`
}

// Timeline reads a page of everything said with a customer, on all channels, and noted down about her, newest
// first. What the owner took back before it left is not in it. Errors: desk.ErrNotFound, desk.ErrUsage for a cursor
// that is none.
func Timeline(ctx context.Context, st *store.Store, id desk.CustomerID, limit int, cursor string) (TimelinePage, error) {
	limit = clampLimit(limit)
	from := moment{At: store.Start().At.UnixMilli()}
	if err := decodeCursor(cursor, &from); err != nil {
		return TimelinePage{}, err
	}
	var page TimelinePage
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		items, err := newest(tx, id, store.Position{At: time.UnixMilli(from.At), ID: string(from.ID)}, limit+1)
		if err != nil {
			return err
		}
		if len(items) > limit {
			items = items[:limit]
			last := items[limit-1]
			page.Next = encodeCursor(moment{At: last.At.UnixMilli(), ID: last.ID})
		}
		page.Items, err = complete(tx, items)
		return err
	})
	return page, err
}

// newest merges the pages of all the customer's addresses, and the notes: an index of each walks by date, one of
// all would have to be rewritten whenever an address moves to another customer.
func newest(tx *store.ReadTx, id desk.CustomerID, after store.Position, limit int) ([]Item, error) {
	if _, err := tx.Customers().Get(id); err != nil {
		return nil, err
	}
	identities, err := tx.Customers().Identities(id)
	if err != nil {
		return nil, err
	}
	var all []Item
	for _, i := range identities {
		part, err := tx.Messages().Page(i.ID, after, limit)
		if err != nil {
			return nil, err
		}
		for _, m := range part {
			all = append(all, Item{Kind: IsMessage, Message: m})
		}
	}
	notes, err := notesOf(tx, id, after, limit)
	for _, n := range notes {
		all = append(all, Item{Kind: IsNote, Message: desk.Message{ID: desk.MessageID(n.ID), At: n.At, Text: n.Text}})
	}
	slices.SortFunc(all, func(a, b Item) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	return all[:min(len(all), limit)], err
}

// complete adds what belongs to the items, read for all of them at once, and leaves out what was taken back.
func complete(tx *store.ReadTx, items []Item) ([]Item, error) {
	var ids []desk.MessageID
	for _, i := range items {
		if i.Kind == IsMessage {
			ids = append(ids, i.ID)
		}
	}
	deliveries, err := tx.Deliveries().OfAll(ids)
	if err != nil {
		return nil, err
	}
	files, err := tx.Attachments().OfAll(ids)
	whole := []Item{}
	for _, item := range items {
		item.Attachments = files[item.ID]
		if item.Attachments == nil {
			item.Attachments = []desk.Attachment{}
		}
		if row, sent := deliveries[item.ID]; sent {
			if row.State == desk.Cancelled {
				continue
			}
			item.Delivery = &row.Delivery
		}
		whole = append(whole, item)
	}
	return whole, err
}

// FullMessage is a message with everything that belongs to it.
type FullMessage struct {
	Item
	CustomerID desk.CustomerID
	Places     []desk.Place
}

// Message reads one message with its HTML. desk.ErrNotFound when it is not here.
func Message(ctx context.Context, st *store.Store, id desk.MessageID) (full FullMessage, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(id)
		if err != nil {
			return err
		}
		if m.HTML, err = tx.Messages().HTML(id); err != nil {
			return err
		}
		full, err = fill(tx, m)
		return err
	})
	return full, err
}

// fill gathers what belongs to a message.
func fill(tx *store.ReadTx, m desk.Message) (full FullMessage, err error) {
	full.Item = Item{Kind: IsMessage, Message: m, Attachments: []desk.Attachment{}}
	items, err := complete(tx, []Item{full.Item})
	if err != nil {
		return full, err
	}
	if len(items) == 1 { // none: it was taken back before it left
		full.Item = items[0]
	}
	if full.Places, err = tx.Messages().Places(m.ID); err != nil {
		return full, err
	}
	full.CustomerID, err = tx.Messages().CustomerOf(m.ID)
	return full, err
}

// Raw reads the bytes of a message exactly as they came. desk.ErrNotFound when there are none.
func Raw(ctx context.Context, st *store.Store, id desk.MessageID) ([]byte, error) {
	m, err := Message(ctx, st, id)
	if err != nil {
		return nil, err
	}
	return st.Blob(ctx, m.RawSHA256)
}

// File reads an attachment and its bytes. desk.ErrNotFound when the bytes are not here (yet).
func File(ctx context.Context, st *store.Store, id desk.AttachmentID) (a desk.Attachment, content []byte, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		a, err = tx.Attachments().Get(id)
		return err
	})
	if err != nil {
		return a, nil, err
	}
	content, err = st.Blob(ctx, a.SHA256)
	return a, content, err
}

// Each hands every message since a date, oldest first, without text and HTML; account "" means all.
func Each(ctx context.Context, st *store.Store, since time.Time, account desk.AccountID, fn func(FullMessage) error) error {
	return st.Read(ctx, func(tx *store.ReadTx) error {
		return tx.Messages().Each(since, account, func(m desk.Message) error {
			full, err := fill(tx, m)
			if err != nil {
				return err
			}
			return fn(full)
		})
	})
}
