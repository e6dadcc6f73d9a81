package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Item is one event of a customer's timeline.
type Item struct {
	desk.Message
	Delivery    *desk.Delivery // of what the shop sent; nil: not followed
	Attachments []desk.Attachment
}

// TimelinePage is a page of a timeline, newest first.
type TimelinePage struct {
	Items []Item
	Next  string // cursor of the next, older page; empty: this was the last
	Newer string // cursor of the page above; empty: what is newest is here, or above the page that this one follows
}

// moment is what a cursor of a timeline holds.
type moment struct {
	At    int64          `json:"a"`
	ID    desk.MessageID `json:"i"`
	Newer bool           `json:"n,omitempty"` // what is newer than that is asked for, not what is older
}

// around begins a cursor that names a message instead of a moment.
const around = "around:"

// Around gives the cursor of the page with a message in its middle.
func Around(id desk.MessageID) string { return around + string(id) }

// Timeline reads a page of everything said with a customer, on all channels, newest first. What the owner took
// back before it left is not in it. Errors: desk.ErrNotFound for a customer, or a message to read around, that is
// not here; desk.ErrUsage for a cursor that is none.
func Timeline(ctx context.Context, st *store.Store, id desk.CustomerID, limit int, cursor string) (page TimelinePage, err error) {
	limit = clampLimit(limit)
	middle, isAround := strings.CutPrefix(cursor, around)
	from := moment{At: store.Start().At.UnixMilli()}
	if !isAround {
		if err := decodeCursor(cursor, &from); err != nil {
			return page, err
		}
	}
	page.Items = []Item{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		said, err := saidWith(tx, id)
		if err != nil {
			return err
		}
		switch {
		case isAround:
			return page.readAround(said, desk.MessageID(middle), limit)
		case from.Newer:
			return page.readNewer(said, from.position(), limit)
		default:
			return page.readOlder(said, from.position(), limit)
		}
	})
	return page, err
}

func (m moment) position() store.Position {
	return store.Position{At: time.UnixMilli(m.At), ID: string(m.ID)}
}

func momentOf(m desk.Message, newer bool) string {
	return encodeCursor(moment{At: m.At.UnixMilli(), ID: m.ID, Newer: newer})
}

func (p *TimelinePage) readOlder(s said, after store.Position, limit int) error {
	messages, err := s.older(after, limit+1)
	if err != nil {
		return err
	}
	return p.complete(s.tx, p.cutOlder(messages, limit))
}

// cutOlder takes away the message too many that tells of a next page.
func (p *TimelinePage) cutOlder(messages []desk.Message, limit int) []desk.Message {
	if len(messages) <= limit {
		return messages
	}
	p.Next = momentOf(messages[limit-1], false)
	return messages[:limit]
}

func (p *TimelinePage) readNewer(s said, before store.Position, limit int) error {
	messages, err := s.newer(before, limit+1)
	if err != nil {
		return err
	}
	messages = p.cutNewer(messages, limit)
	p.Next = encodeCursor(moment{At: before.At.UnixMilli(), ID: desk.MessageID(before.ID + justAfter)})
	return p.complete(s.tx, messages)
}

// cutNewer takes away the message too many that tells of a page above.
func (p *TimelinePage) cutNewer(messages []desk.Message, limit int) []desk.Message {
	if len(messages) <= limit {
		return messages
	}
	messages = messages[len(messages)-limit:]
	p.Newer = momentOf(messages[0], true)
	return messages
}

func (p *TimelinePage) readAround(s said, id desk.MessageID, limit int) error {
	m, err := s.tx.Messages().Get(id)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(s.identities, func(i desk.Identity) bool { return i.ID == m.IdentityID }) {
		return desk.E(desk.ErrNotFound, nil, "kind", "message", "id", string(id))
	}
	above := limit / 2
	newer, err := s.newer(store.Position{At: m.At, ID: string(id)}, above+1)
	if err != nil {
		return err
	}
	older, err := s.older(store.Position{At: m.At, ID: string(id) + justAfter}, limit-above+1)
	if err != nil {
		return err
	}
	return p.complete(s.tx, append(p.cutNewer(newer, above), p.cutOlder(older, limit-above)...))
}

// justAfter makes of an id a position behind it: what comes before that is the message and all that is older.
const justAfter = "~"

// said reads what was said with one customer. It merges the pages of all the customer's addresses: an index of
// each walks by date, one of all would have to be rewritten whenever an address moves to another customer.
type said struct {
	tx         *store.ReadTx
	identities []desk.Identity
}

func saidWith(tx *store.ReadTx, id desk.CustomerID) (said, error) {
	identities, err := tx.Customers().Identities(id)
	return said{tx, identities}, err
}

// older gives the newest messages before a position, newest first.
func (s said) older(before store.Position, limit int) ([]desk.Message, error) {
	all, err := s.merged(func(id desk.IdentityID) ([]desk.Message, error) { return s.tx.Messages().Page(id, before, limit) })
	return all[:min(len(all), limit)], err
}

// newer gives the oldest messages after a position, newest first.
func (s said) newer(after store.Position, limit int) ([]desk.Message, error) {
	all, err := s.merged(func(id desk.IdentityID) ([]desk.Message, error) { return s.tx.Messages().PageAfter(id, after, limit) })
	return all[max(len(all)-limit, 0):], err
}

func (s said) merged(page func(desk.IdentityID) ([]desk.Message, error)) ([]desk.Message, error) {
	var all []desk.Message
	for _, i := range s.identities {
		part, err := page(i.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	slices.SortFunc(all, func(a, b desk.Message) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	return all, nil
}

// complete adds what belongs to the messages, read for all of them at once.
func (p *TimelinePage) complete(tx *store.ReadTx, messages []desk.Message) error {
	ids := make([]desk.MessageID, len(messages))
	for i, m := range messages {
		ids[i] = m.ID
	}
	deliveries, err := tx.Deliveries().OfAll(ids)
	if err != nil {
		return err
	}
	files, err := tx.Attachments().OfAll(ids)
	if err != nil {
		return err
	}
	for _, m := range messages {
		item := Item{Message: m, Attachments: files[m.ID]}
		if item.Attachments == nil {
			item.Attachments = []desk.Attachment{}
		}
		if row, sent := deliveries[m.ID]; sent {
			if row.State == desk.Cancelled {
				continue
			}
			item.Delivery = &row.Delivery
		}
		p.Items = append(p.Items, item)
	}
	return nil
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
	full.Item = Item{Message: m, Attachments: []desk.Attachment{}}
	var page TimelinePage
	if err := page.complete(tx, []desk.Message{m}); err != nil {
		return full, err
	}
	if len(page.Items) == 1 { // none: it was taken back before it left
		full.Item = page.Items[0]
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
