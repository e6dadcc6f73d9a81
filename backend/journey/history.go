package journey

import (
	"cmp"
	"context"
	"slices"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Line is a line of a customer's history: what was said on one day over one channel, a note, a purchase, an answer to a survey, or a
// campaign.
type Line struct {
	Kind     customer.Kind
	ID       string // of the message, the note or the purchase that shows it in the timeline; empty: nothing does
	From, To time.Time
	Channel  desk.Channel // of what was said
	Messages int
	// What stands for all of it: the last that the customer said, or else the last.
	Direction   desk.Direction
	Placeholder string
	Text        string
	Files       int
	Class       desk.Class // of the case that it belongs to; empty: none
	Purchase    *desk.Purchase
	Survey      *desk.Survey
	Campaign    *store.ReceivedCampaign
}

// Query asks for a page of a customer's history.
type Query struct {
	Customer desk.CustomerID
	Part     customer.Part // empty: everything
	Channel  desk.Channel  // only what was said over it; empty: nothing is left out
	Before   time.Time     // what is later is left out; zero: nothing
	Cursor   string
	Limit    int // lines; a day is never cut
}

// channels are those of the messages; none: all of them.
func (q Query) channels() []desk.Channel {
	if q.Channel != "" {
		return []desk.Channel{q.Channel}
	}
	return q.Part.Channels()
}

// Page is a page of a customer's history, newest first.
type Page struct {
	Lines []Line
	Next  string
}

// place is what a cursor of a page holds: what was before that moment comes next.
type place struct {
	At int64 `json:"a"`
}

const (
	usualLimit = 30
	maxLimit   = 200
)

func limitOf(asked int) int {
	if asked <= 0 {
		return usualLimit
	}
	return min(asked, maxLimit)
}

// chunk is how much of each source is read at a time.
const chunk = 200

// History reads a page of a customer's history, day by day. Errors: desk.ErrNotFound, desk.ErrCustomerMerged; desk.ErrUsage
// for a cursor that is none.
func History(ctx context.Context, st *store.Store, q Query) (page Page, err error) {
	page.Lines = []Line{}
	from := place{At: store.Start().At.UnixMilli()}
	if !q.Before.IsZero() {
		from.At = q.Before.UnixMilli()
	}
	if err := store.DecodeCursor(q.Cursor, &from); err != nil {
		return page, err
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		s, err := about(tx, q.Customer)
		if err != nil {
			return err
		}
		return page.read(s, q, store.Position{At: time.UnixMilli(from.At)}, limitOf(q.Limit))
	})
	return page, err
}

// read reads whole days, until there are lines enough.
func (p *Page) read(s subject, q Query, before store.Position, limit int) error {
	h := history{subject: s, part: q.Part, channels: q.channels(), ids: map[int][]desk.MessageID{}}
	for more := true; more; {
		entries, err := h.older(before)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if len(h.lines) >= limit && !h.isOfLastDay(e) {
				p.Next = store.EncodeCursor(place{At: dayAfter(e.To).UnixMilli()})
				return h.finish(p)
			}
			h.add(e)
			before = store.Position{At: e.To, ID: e.ID}
		}
		more = len(entries) >= chunk
	}
	return h.finish(p)
}

// dayAfter is when the day after a moment begins.
func dayAfter(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, time.Local)
}

// history gathers the lines of a page.
type history struct {
	subject
	part     customer.Part
	channels []desk.Channel // those of the messages; none: all of them
	lines    []Line
	ids      map[int][]desk.MessageID // of what was said, by line
}

func (h *history) isOfLastDay(e Line) bool {
	return len(h.lines) > 0 && desk.DayOf(h.lines[len(h.lines)-1].To.Local()) == desk.DayOf(e.To.Local())
}

// add puts what was said with what was said over the same channel on the same day, later.
func (h *history) add(e Line) {
	at := -1
	if e.Kind == customer.IsMessage && h.isOfLastDay(e) {
		day := desk.DayOf(e.To.Local())
		at = slices.IndexFunc(h.lines, func(l Line) bool {
			return l.Kind == customer.IsMessage && l.Channel == e.Channel && desk.DayOf(l.To.Local()) == day
		})
	}
	if at < 0 {
		at = len(h.lines)
		h.lines = append(h.lines, e)
	} else {
		h.lines[at].absorb(e)
	}
	if e.Kind == customer.IsMessage {
		h.ids[at] = append(h.ids[at], desk.MessageID(e.ID))
	}
}

// absorb adds an earlier message. What the customer said stands for both, where only one of them is hers.
func (l *Line) absorb(e Line) {
	l.From = e.From
	l.Messages += e.Messages
	l.Files += e.Files
	if l.Direction == desk.Out && e.Direction == desk.In {
		l.ID, l.Direction, l.Placeholder, l.Text = e.ID, e.Direction, e.Placeholder, e.Text
	}
}

// finish tells what the cases of the lines are about. Of several classes a complaint counts most.
func (h *history) finish(p *Page) error {
	var all []desk.MessageID
	for _, ids := range h.ids {
		all = append(all, ids...)
	}
	classes, err := h.tx.Customers().Joined().Journey().Classes(all)
	for at, ids := range h.ids {
		for _, id := range ids {
			if class := classes[id]; class == desk.Complaint || h.lines[at].Class == "" {
				h.lines[at].Class = class
			}
		}
	}
	p.Lines = append(p.Lines, h.lines...)
	return err
}

// older gives the newest entries before a position, newest first, each as a line of its own.
func (h *history) older(before store.Position) ([]Line, error) {
	var all []Line
	for _, i := range h.identities {
		if !h.part.Says() {
			break
		}
		list, err := h.tx.Customers().Joined().Journey().Said(i.ID, before, h.channels, chunk)
		if err != nil {
			return nil, err
		}
		for _, m := range list {
			all = append(all, Line{
				Kind: customer.IsMessage, ID: string(m.ID), From: m.At, To: m.At, Channel: m.Channel, Messages: 1, Direction: m.Direction,
				Placeholder: m.Placeholder, Text: m.Snippet, Files: m.Files,
			})
		}
	}
	answers, err := h.answers(before)
	if err != nil {
		return nil, err
	}
	sent, err := h.reached(before)
	if err != nil {
		return nil, err
	}
	all = append(append(all, answers...), sent...)
	for _, id := range h.circle {
		list, err := h.ofCustomer(id, before)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b Line) int { return cmp.Or(b.To.Compare(a.To), cmp.Compare(b.ID, a.ID)) })
	end := min(len(all), chunk)
	for 0 < end && end < len(all) && all[end].ID == all[end-1].ID && all[end].To.Equal(all[end-1].To) {
		end++ // an answer lies where its message does
	}
	return all[:end], nil
}

// ofCustomer gives what hangs on a customer, and not on an address.
func (h *history) ofCustomer(id desk.CustomerID, before store.Position) (list []Line, err error) {
	if h.has("") {
		notes, err := h.tx.Notes().Page(id, before, chunk)
		if err != nil {
			return nil, err
		}
		for _, n := range notes {
			list = append(list, Line{Kind: customer.IsNote, ID: string(n.ID), From: n.At, To: n.At, Text: n.Text})
		}
	}
	if h.has(customer.BoughtPart) {
		bought, err := h.tx.Customers().Joined().Purchases().Page(id, before, chunk)
		if err != nil {
			return nil, err
		}
		for _, b := range bought {
			list = append(list, Line{Kind: customer.IsPurchase, ID: string(b.ID), From: b.At, To: b.At, Text: b.What, Purchase: &b})
		}
	}
	return list, nil
}

// answers gives what she said when she was asked how it was, before a position. There are few: she is asked once a month.
func (h *history) answers(before store.Position) (list []Line, err error) {
	if !h.has(customer.SurveysPart) {
		return nil, nil
	}
	all, err := h.tx.Deliveries().Surveys().OfCustomer(h.id)
	if err != nil {
		return nil, err
	}
	for _, v := range all {
		l := Line{Kind: customer.IsSurvey, ID: string(cmp.Or(v.Answer.MessageID, v.MessageID)), From: v.Answer.At, To: v.Answer.At, Channel: v.Channel, Survey: &v}
		if !l.isBefore(before) {
			continue
		}
		if v.Answer.MessageID != "" {
			m, err := h.tx.Messages().Get(v.Answer.MessageID)
			if err != nil {
				return nil, err
			}
			l.Text = m.Text
		}
		list = append(list, l)
	}
	return list, nil
}

// has tells whether what is of a part, and over no channel, is asked for; of no part, as notes are, only where everything is.
func (h *history) has(part customer.Part) bool {
	return len(h.channels) == 0 && (h.part == "" || h.part == part)
}

// reached gives the campaigns that came to her before a position. There are few, and each was read by whoever wrote it.
func (h *history) reached(before store.Position) (list []Line, err error) {
	if !h.has(customer.CampaignsPart) {
		return nil, nil
	}
	all, err := h.campaigns()
	for _, c := range all {
		l := Line{
			Kind: customer.IsCampaign, ID: string(c.MessageID), From: c.At, To: c.At, Channel: c.Medium.Channel(), Direction: desk.Out, Text: c.Subject, Campaign: &c,
		}
		if l.isBefore(before) {
			list = append(list, l)
		}
	}
	return list, err
}

func (l Line) isBefore(p store.Position) bool {
	return cmp.Or(l.To.Compare(p.At), cmp.Compare(l.ID, p.ID)) < 0
}
