package window

import (
	"context"
	"sync"

	"balcao/backend/desk"
)

// SearchDesk searches the whole history.
type SearchDesk interface {
	Find(ctx context.Context, q FindQuery) (SearchResults, error)
	// Suggest gives what may have been meant by words that find nothing; empty: nothing like it is here.
	Suggest(ctx context.Context, q FindQuery) (string, error)
}

// FindQuery asks for one page of what matches. Channel, Direction and Files narrow the messages where they are not
// empty, From and To where they are not 0; with any of them nothing need be typed.
type FindQuery struct {
	Text       string `json:"text"`
	CustomerID string `json:"customerId"` // only this customer's messages
	Part       string `json:"part"`       // a customer.Part; empty: everything
	Channel    string `json:"channel"`
	Direction  string `json:"direction"`
	Files      string `json:"files"` // a desk.FileKind
	From       int64  `json:"from"`
	To         int64  `json:"to"` // the moment after the last
	Cursor     string `json:"cursor"`
	Limit      int    `json:"limit"`
	Count      bool   `json:"count"` // the total is wanted too
	// Sequence names a place where somebody types, and Turn counts what was asked from there: a newer question ends
	// the search for an older one, which then fails with desk.ErrSuperseded. Empty: nothing ends it.
	Sequence string `json:"sequence"`
	Turn     int64  `json:"turn"`
}

// SearchResults is one page of what was found: customers on the first page only, and none where the messages are
// narrowed.
type SearchResults struct {
	Customers []CustomerHit `json:"customers"`
	Messages  []MessageHit  `json:"messages"`
	Next      string        `json:"next"`
	Total     int           `json:"total"` // messages, of all pages, when that was asked for
	Exact     bool          `json:"exact"` // false: there are more than Total
}

// CustomerHit is a customer found by name, number or address.
type CustomerHit struct {
	CustomerID string `json:"customerId"`
	Name       string `json:"name"`
	Detail     string `json:"detail"`
}

// MessageHit is a message, a note or a purchase, found by its words, which stand between U+0002 and U+0003 in the snippet.
type MessageHit struct {
	Kind        string `json:"kind"`
	MessageID   string `json:"messageId"`
	CustomerID  string `json:"customerId"`
	Name        string `json:"name"`
	Channel     string `json:"channel"` // of a message only, as the direction
	Direction   string `json:"direction"`
	Subject     string `json:"subject"`
	Snippet     string `json:"snippet"`
	Placeholder string `json:"placeholder"`
	Files       bool   `json:"files"`
	At          int64  `json:"at"`
	Cents       int64  `json:"cents"` // of a purchase, as the currency
	Currency    string `json:"currency"`
}

// Search looks through the whole history.
type Search struct {
	gate  *gate
	turns turns
}

// Find gives one page of what matches.
func (s *Search) Find(q FindQuery) (SearchResults, error) {
	return pass(s.gate, "Search.Find", func(ctx context.Context, d Desk) (SearchResults, error) {
		ctx, end := s.turns.take(ctx, q.Sequence, q.Turn)
		defer end()
		q.Limit = pageSize(q.Limit)
		found, err := d.Find(ctx, q)
		if err != nil && context.Cause(ctx) == errSuperseded {
			err = errSuperseded
		}
		return found, err
	})
}

// Suggest gives what may have been meant by words that find nothing; empty: nothing like it is here.
func (s *Search) Suggest(q FindQuery) (string, error) {
	return pass(s.gate, "Search.Suggest", func(ctx context.Context, d Desk) (string, error) { return d.Suggest(ctx, q) })
}

var errSuperseded = desk.E(desk.ErrSuperseded, nil)

// turns let the newest question from a place end the one before, so that searches do not pile up behind the keys.
type turns struct {
	mu      sync.Mutex
	running map[string]turn
}

type turn struct {
	number int64
	cancel context.CancelCauseFunc
}

// take begins a turn. Calls may arrive in another order than they were made: one that comes after a newer one has
// ended before it began.
func (t *turns) take(ctx context.Context, sequence string, number int64) (_ context.Context, end func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	if sequence == "" {
		return ctx, func() { cancel(nil) }
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if before, running := t.running[sequence]; running {
		if before.number > number {
			cancel(errSuperseded)
			return ctx, func() {}
		}
		before.cancel(errSuperseded)
	}
	if t.running == nil {
		t.running = map[string]turn{}
	}
	t.running[sequence] = turn{number, cancel}
	return ctx, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		cancel(nil)
		if t.running[sequence].number == number {
			delete(t.running, sequence)
		}
	}
}

// stop ends what runs for a sequence.
func (t *turns) stop(sequence string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if running, is := t.running[sequence]; is {
		running.cancel(errSuperseded)
	}
}
