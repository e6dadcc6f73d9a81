// Package customer is the shop's view of its customers: the inbox with one row each, the timeline of all
// channels, names and addresses, the search, and the few deeds that say whose turn it is.
//
// It reads and writes the store only; it sends nothing (outbox does) and takes nothing in (ingest does).
package customer

import (
	"context"
	"math"
	"time"

	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// InboxQuery asks for a page of the list.
type InboxQuery struct {
	State       desk.TurnState // empty: every conversation, those of machines included, newest first
	OldestFirst bool
	ByValue     bool   // who paid most in the last year first; of equal ones as OldestFirst says
	Limit       int    // default 50, at most 500
	Cursor      string // of the page before, in the same order; empty: the first
}

// Row is one customer in the list.
type Row struct {
	store.InboxRow
	Overdue bool // waits for longer than the shop means to take, or what was promised is due
}

// InboxPage is a page of the list.
type InboxPage struct {
	Rows []Row
	Next string // cursor of the next page; empty: this was the last
}

// place is what a cursor of the list holds.
type place struct {
	Section int             `json:"s"` // 0 overdue, 1 the others
	At      int64           `json:"a"`
	ID      desk.CustomerID `json:"i"`
	Value   int64           `json:"v"` // of the row before, where the list is sorted by it
	// Overdue is since when one must wait to be overdue. It stays for all pages, or a row that becomes overdue
	// between two of them would be on none.
	Overdue int64 `json:"o"`
	Due     int64 `json:"d"` // by when what was promised is overdue
}

// Inbox reads a page: overdue first, then newest or oldest first, or by value. A cursor that is not one of ours is desk.ErrUsage.
func Inbox(ctx context.Context, st *store.Store, q InboxQuery) (InboxPage, error) {
	limit := clampLimit(q.Limit)
	page := InboxPage{Rows: []Row{}}
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		overdue, err := overdueBefore(st, tx)
		if err != nil {
			return err
		}
		from := place{Overdue: overdue.UnixMilli(), Due: st.Now().UnixMilli()}.begin(q.OldestFirst)
		if err := store.DecodeCursor(q.Cursor, &from); err != nil {
			return err
		}
		if q.State == "" {
			return page.readAll(tx, from, limit)
		}
		return page.readState(tx, q, from, limit)
	})
	return page, err
}

// overdueBefore gives since when a customer must wait to be overdue, by the shop's own target.
func overdueBefore(st *store.Store, tx *store.ReadTx) (time.Time, error) {
	hours, err := preference.ReadHours(tx)
	return hours.OverdueBefore(st.Now().Local()), err
}

func (p *InboxPage) readAll(tx *store.ReadTx, from place, limit int) error {
	rows, err := tx.Inbox().All(from.position(), limit+1)
	p.add(rows, from, 1, limit)
	return err
}

// begin is the place before the first row of a part.
func (p place) begin(oldestFirst bool) place {
	first := store.Start()
	if oldestFirst {
		first = store.End()
	}
	p.At, p.ID, p.Value = first.At.UnixMilli(), "", math.MaxInt64
	return p
}

func (p *InboxPage) readState(tx *store.ReadTx, q InboxQuery, from place, limit int) error {
	part := store.InboxPart{State: q.State, OldestFirst: q.OldestFirst, ByValue: q.ByValue, After: from.position(), AfterValue: from.Value}
	if q.State == desk.ToReply { // who was put aside waits, but is not overdue
		part.OverdueBefore, part.PromisedBy = time.UnixMilli(from.Overdue), time.UnixMilli(from.Due)
	}
	if from.Section == 0 {
		part.Overdue, part.Limit = true, limit+1
		rows, err := tx.Inbox().Rows(part)
		if err != nil {
			return err
		}
		p.add(rows, from, 0, limit)
		if p.Next != "" {
			return nil
		}
		from = from.begin(q.OldestFirst)
		part.After, part.AfterValue = from.position(), from.Value
	}
	part.Overdue, part.Limit = false, limit-len(p.Rows)+1
	rows, err := tx.Inbox().Rows(part)
	p.add(rows, from, 1, limit)
	return err
}

// add appends rows up to the limit; one row too many says that there is a next page.
func (p *InboxPage) add(rows []store.InboxRow, from place, section, limit int) {
	for _, r := range rows {
		if len(p.Rows) == limit {
			p.Next = store.EncodeCursor(p.endAfter(from, section))
			return
		}
		p.Rows = append(p.Rows, Row{InboxRow: r, Overdue: section == 0})
	}
}

// endAfter is the cursor behind the last row of the page; a page that ends with the overdue ones goes on with
// the first of the others, where from stands by then.
func (p *InboxPage) endAfter(from place, section int) place {
	last := p.Rows[len(p.Rows)-1]
	from.Section = section
	if !last.Overdue || section == 0 {
		from.At, from.ID, from.Value = last.LastAt.UnixMilli(), last.CustomerID, last.Value
	}
	return from
}

func (p place) position() store.Position {
	return store.Position{At: time.UnixMilli(p.At), ID: string(p.ID)}
}

// Unread tells how many conversations wait for an answer and were not looked at.
func Unread(ctx context.Context, st *store.Store) (n int, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		n, err = tx.Inbox().Unread()
		return err
	})
	return n, err
}

// Counts tells how many conversations are in each state.
func Counts(ctx context.Context, st *store.Store) (counts map[desk.TurnState]int, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		counts, err = tx.Inbox().Counts()
		return err
	})
	return counts, err
}

// InboxRow reads one customer's row. desk.ErrNotFound when nothing was ever said.
func InboxRow(ctx context.Context, st *store.Store, id desk.CustomerID) (row Row, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if row.InboxRow, err = tx.Inbox().Row(id); err != nil {
			return err
		}
		overdue, err := overdueBefore(st, tx)
		waits := !row.WaitingSince.IsZero() && !row.WaitingSince.After(overdue)
		row.Overdue = row.State == desk.ToReply && (waits || row.PromiseDue(st.Now()))
		return err
	})
	return row, err
}

func clampLimit(n int) int {
	if n <= 0 {
		return 50
	}
	return min(n, 500)
}
