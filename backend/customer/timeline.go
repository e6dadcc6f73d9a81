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

// The kinds. Of a note and of a purchase, the message holds only id, time and text. A survey is the message that asks. A campaign is
// a message that went to her, or one by other means, of which the message holds as little.
const (
	IsMessage  Kind = "message"
	IsNote     Kind = "note"
	IsPurchase Kind = "purchase"
	IsSurvey   Kind = "survey"
	IsCampaign Kind = "campaign"
)

// Item is one event of a customer's timeline.
type Item struct {
	Kind Kind
	desk.Message
	Delivery    *desk.Delivery // of what the shop sent; nil: not followed
	Attachments []desk.Attachment
	Rich        bool           // its HTML shows more than its words do
	Case        store.CaseItem // the case that it belongs to; zero: none
	Purchase    *desk.Purchase // nil: it is none
	Survey      *desk.Survey   // that it asks, or answers; nil: neither
	Campaign    *desk.Campaign // nil: it is none
}

// Planned tells whether a message waits for the moment at which it is to leave.
func (i Item) Planned() bool {
	return i.Delivery != nil && i.Delivery.State == desk.Queued && i.Delivery.StartedAt.IsZero() && i.Message.Planned()
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

func (m moment) position() store.Position {
	return store.Position{At: time.UnixMilli(m.At), ID: string(m.ID)}
}

// around begins a cursor that names a message or a note instead of a moment.
const around = "around:"

// Around gives the cursor of the page with a message, or a note, in its middle.
func Around(id desk.MessageID) string { return around + string(id) }

// Timeline reads a page of everything said with a customer, on all channels, noted down about her and bought by her, newest
// first. What the owner took back before it left is not in it. Errors: desk.ErrNotFound for a customer, or for what
// is to be read around, that is not here; desk.ErrUsage for a cursor that is none.
func Timeline(ctx context.Context, st *store.Store, id desk.CustomerID, limit int, cursor string) (page TimelinePage, err error) {
	limit = clampLimit(limit)
	middle, isAround := strings.CutPrefix(cursor, around)
	from := moment{At: store.Start().At.UnixMilli()}
	if !isAround {
		if err := store.DecodeCursor(cursor, &from); err != nil {
			return page, err
		}
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		s, err := saidWith(tx, id)
		if err != nil {
			return err
		}
		switch {
		case isAround:
			return page.readAround(s, middle, limit)
		case from.Newer:
			return page.readNewer(s, from.position(), limit)
		default:
			return page.readOlder(s, from.position(), limit)
		}
	})
	return page, err
}

// Items reads some messages as a timeline shows them, in the order that they are asked for. What the owner took back
// before it left is left out.
func Items(ctx context.Context, st *store.Store, ids []desk.MessageID) (items []Item, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		for _, id := range ids {
			m, err := tx.Messages().Get(id)
			if err != nil {
				return err
			}
			items = append(items, Item{Kind: IsMessage, Message: m})
		}
		items, err = complete(tx, items)
		return err
	})
	return items, err
}

func (p *TimelinePage) readOlder(s said, before store.Position, limit int) error {
	items, err := s.older(before, limit+1)
	if err != nil {
		return err
	}
	p.Items, err = complete(s.tx, p.cutOlder(items, limit))
	return err
}

// cutOlder takes away the item too many that tells of a next page.
func (p *TimelinePage) cutOlder(items []Item, limit int) []Item {
	if len(items) <= limit {
		return items
	}
	last := items[limit-1]
	p.Next = store.EncodeCursor(moment{At: last.At.UnixMilli(), ID: last.ID})
	return items[:limit]
}

func (p *TimelinePage) readNewer(s said, after store.Position, limit int) error {
	items, err := s.newer(after, limit+1)
	if err != nil {
		return err
	}
	p.Next = store.EncodeCursor(moment{At: after.At.UnixMilli(), ID: desk.MessageID(after.ID + justAfter)})
	p.Items, err = complete(s.tx, p.cutNewer(items, limit))
	return err
}

// cutNewer takes away the item too many that tells of a page above.
func (p *TimelinePage) cutNewer(items []Item, limit int) []Item {
	if len(items) <= limit {
		return items
	}
	items = items[len(items)-limit:]
	p.Newer = store.EncodeCursor(moment{At: items[0].At.UnixMilli(), ID: items[0].ID, Newer: true})
	return items
}

func (p *TimelinePage) readAround(s said, id string, limit int) error {
	at, err := s.find(id)
	if err != nil {
		return err
	}
	above := limit / 2
	newer, err := s.newer(at, above+1)
	if err != nil {
		return err
	}
	at.ID += justAfter
	older, err := s.older(at, limit-above+1)
	if err != nil {
		return err
	}
	p.Items, err = complete(s.tx, append(p.cutNewer(newer, above), p.cutOlder(older, limit-above)...))
	return err
}

// justAfter makes of an id a position behind it: what comes before that is the item itself and all that is older.
const justAfter = "~"

// said reads what was said with one customer, and what was noted down about her and whoever was merged into her, and bought
// by them. It merges the pages of all her addresses, the notes and the purchases: an index of each walks by date, one of all
// would have to be rewritten whenever an address moves to another customer.
type said struct {
	tx         *store.ReadTx
	circle     []desk.CustomerID
	identities []desk.Identity
}

func saidWith(tx *store.ReadTx, id desk.CustomerID) (said, error) {
	if _, err := tx.Customers().Get(id); err != nil {
		return said{}, err
	}
	circle, err := tx.Customers().Joined().Circle(id)
	if err != nil {
		return said{}, err
	}
	identities, err := tx.Customers().Identities(id)
	return said{tx, circle, identities}, err
}

// older gives the newest items before a position, newest first.
func (s said) older(before store.Position, limit int) ([]Item, error) {
	all, err := s.merged(pages{
		func(id desk.IdentityID) ([]desk.Message, error) { return s.tx.Messages().Page(id, before, limit) },
		func(id desk.CustomerID) ([]desk.Note, error) { return s.tx.Notes().Page(id, before, limit) },
		func(id desk.CustomerID) ([]desk.Purchase, error) {
			return s.tx.Customers().Joined().Purchases().Page(id, before, limit)
		},
		func(id desk.CustomerID) ([]store.OutsideCampaign, error) {
			return s.tx.Deliveries().Campaigns().Outside(id, before, limit)
		},
	})
	return all[:min(len(all), limit)], err
}

// newer gives the oldest items after a position, newest first.
func (s said) newer(after store.Position, limit int) ([]Item, error) {
	all, err := s.merged(pages{
		func(id desk.IdentityID) ([]desk.Message, error) { return s.tx.Messages().PageAfter(id, after, limit) },
		func(id desk.CustomerID) ([]desk.Note, error) { return s.tx.Notes().PageAfter(id, after, limit) },
		func(id desk.CustomerID) ([]desk.Purchase, error) {
			return s.tx.Customers().Joined().Purchases().PageAfter(id, after, limit)
		},
		func(id desk.CustomerID) ([]store.OutsideCampaign, error) {
			return s.tx.Deliveries().Campaigns().OutsideAfter(id, after, limit)
		},
	})
	return all[max(len(all)-limit, 0):], err
}

// pages read one page of each of what a timeline is merged from.
type pages struct {
	messages  func(desk.IdentityID) ([]desk.Message, error)
	notes     func(desk.CustomerID) ([]desk.Note, error)
	purchases func(desk.CustomerID) ([]desk.Purchase, error)
	campaigns func(desk.CustomerID) ([]store.OutsideCampaign, error)
}

func (s said) merged(p pages) ([]Item, error) {
	var all []Item
	for _, i := range s.identities {
		part, err := p.messages(i.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range part {
			all = append(all, Item{Kind: IsMessage, Message: m})
		}
	}
	for _, id := range s.circle {
		part, err := p.ofHer(id)
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	slices.SortFunc(all, func(a, b Item) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	return all, nil
}

// ofHer reads what names the customer, and no address of hers.
func (p pages) ofHer(id desk.CustomerID) (all []Item, err error) {
	notes, err := p.notes(id)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		all = append(all, Item{Kind: IsNote, Message: desk.Message{ID: desk.MessageID(n.ID), At: n.At, Text: n.Text}})
	}
	bought, err := p.purchases(id)
	if err != nil {
		return nil, err
	}
	for _, b := range bought {
		all = append(all, Item{Kind: IsPurchase, Message: desk.Message{ID: desk.MessageID(b.ID), At: b.At, Text: b.What}, Purchase: &b})
	}
	outside, err := p.campaigns(id)
	for _, o := range outside {
		all = append(all, Item{Kind: IsCampaign, Message: desk.Message{ID: desk.MessageID(o.ID), At: o.At, Direction: desk.Out, Text: o.Subject}, Campaign: &o.Campaign})
	}
	return all, err
}

// find gives the place of a message of the customer, of a note about her or of what she bought.
func (s said) find(id string) (store.Position, error) {
	m, err := s.tx.Messages().Get(desk.MessageID(id))
	if err == nil && slices.ContainsFunc(s.identities, func(i desk.Identity) bool { return i.ID == m.IdentityID }) {
		return store.Position{At: m.At, ID: id}, nil
	}
	if err != nil && !desk.HasCode(err, desk.ErrNotFound) {
		return store.Position{}, err
	}
	bought, err := s.tx.Customers().Joined().Purchases().Get(desk.PurchaseID(id))
	if err == nil && slices.Contains(s.circle, bought.CustomerID) {
		return store.Position{At: bought.At, ID: id}, nil
	}
	note, err := s.tx.Notes().Get(desk.NoteID(id))
	if err == nil && !slices.Contains(s.circle, note.CustomerID) {
		err = desk.E(desk.ErrNotFound, nil, "kind", "note", "id", id)
	}
	return store.Position{At: note.At, ID: id}, err
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
	if err != nil {
		return nil, err
	}
	matters, err := tx.Cases().OfMessages(ids)
	if err != nil {
		return nil, err
	}
	campaigns, err := tx.Deliveries().Campaigns().OfMessages(ids)
	if err != nil {
		return nil, err
	}
	rich, err := tx.Letters().Rich(ids)
	if err != nil {
		return nil, err
	}
	asked, answered, err := tx.Deliveries().Surveys().OfMessages(ids)
	whole := []Item{}
	for _, item := range items {
		if v, asks := asked[item.ID]; asks {
			item.Kind, item.Survey = IsSurvey, &v
		} else if v, answers := answered[item.ID]; answers {
			item.Survey = &v
		}
		item.Attachments, item.Rich, item.Case = files[item.ID], rich[item.ID], matters[item.ID]
		if item.Attachments == nil {
			item.Attachments = []desk.Attachment{}
		}
		if row, sent := deliveries[item.ID]; sent {
			if row.State == desk.Cancelled {
				continue
			}
			item.Delivery = &row.Delivery
		}
		if c, is := campaigns[item.ID]; is {
			item.Kind, item.Campaign = IsCampaign, &c
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
