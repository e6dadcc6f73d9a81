package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/phone"
	"balcao/backend/store"
)

// SearchQuery asks the whole history.
type SearchQuery struct {
	Text      string
	Customers bool
	Messages  bool
	Filter    Filter // of messages and notes; with one, no customers are looked for
	Limit     int    // of each kind
	Cursor    string
	Uncounted bool // the total is not asked for
}

// Filter narrows a search; what is empty narrows nothing. With a filter nothing need be typed. A note has a customer
// and a date only.
type Filter struct {
	Customer  desk.CustomerID
	Channel   desk.Channel
	Direction desk.Direction
	Files     desk.FileKind
	From, To  time.Time // from From on and before To
}

// Found is what a search brings: customers first, then messages, newest first.
type Found struct {
	Customers []FoundCustomer
	Messages  []store.Hit // and notes
	Total     int         // of both kinds; no more than what is here when it was not asked for
	Exact     bool        // false: there are more than store.MaxTotal messages
	Next      string
}

// FoundCustomer is a customer with the address that is best shown beside the name.
type FoundCustomer struct {
	desk.Customer
	Address string
}

// country is where a number typed without one is taken to be.
const country = "BR"

// Search finds customers by name, address or telephone number in any spelling, and messages by their words.
// Nothing typed is an error.
func Search(ctx context.Context, st *store.Store, q SearchQuery) (Found, error) {
	f := Found{Customers: []FoundCustomer{}, Messages: []store.Hit{}, Exact: true}
	before := store.FirstHit
	if err := store.DecodeCursor(q.Cursor, &before); err != nil {
		return f, err
	}
	limit := clampLimit(q.Limit)
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		if q.Customers && q.Cursor == "" && q.Filter == (Filter{}) {
			if err := f.findCustomers(tx, q.Text, limit); err != nil {
				return err
			}
		}
		if !q.Messages {
			return nil
		}
		return f.findMessages(tx, q, before, limit)
	})
	return f, err
}

// expression is what the index is asked for; empty: nothing can be found.
func (q SearchQuery) expression(tx *store.ReadTx) (string, error) {
	words := store.MatchExpression(q.Text)
	if words == "" && (strings.TrimSpace(q.Text) != "" || q.Filter == (Filter{})) {
		return "", nil
	}
	narrow := store.Narrowing{Channel: q.Filter.Channel, Direction: q.Filter.Direction, Files: q.Filter.Files}
	if q.Filter.Customer != "" {
		identities, err := tx.Customers().Identities(q.Filter.Customer)
		if err != nil || len(identities) == 0 {
			return "", err
		}
		for _, i := range identities {
			narrow.Identities = append(narrow.Identities, i.ID)
		}
	}
	return narrow.Expression(words), nil
}

func (f *Found) findMessages(tx *store.ReadTx, q SearchQuery, before int64, limit int) error {
	match, err := q.expression(tx)
	if err != nil || match == "" {
		return err
	}
	s := store.Search{Match: match, From: q.Filter.From, To: q.Filter.To, Before: before, Limit: limit + 1}
	hits, err := tx.SearchMessages(s)
	if err != nil {
		return err
	}
	ofNotes := s
	if ofNotes.Match = q.noteExpression(); ofNotes.Match != "" {
		notes, err := tx.Notes().Search(ofNotes, q.Filter.Customer)
		if err != nil {
			return err
		}
		hits = append(hits, notes...)
		slices.SortFunc(hits, func(a, b store.Hit) int { return cmp.Compare(b.Seq, a.Seq) })
	}
	whole := len(hits) <= limit
	if !whole {
		hits = hits[:limit]
		f.Next = store.EncodeCursor(hits[limit-1].Seq)
	}
	f.Messages = hits
	if q.Uncounted || (whole && before == store.FirstHit) {
		f.Total += len(hits)
		return nil
	}
	return f.count(tx, s, ofNotes, q.Filter.Customer)
}

// noteExpression is what the notes are asked for; empty: they have nothing of what the search is narrowed to.
func (q SearchQuery) noteExpression() string {
	if q.Filter.Channel != "" || q.Filter.Direction != "" || q.Filter.Files != "" {
		return ""
	}
	return store.MatchExpression(q.Text)
}

func (f *Found) count(tx *store.ReadTx, ofMessages, ofNotes store.Search, about desk.CustomerID) error {
	n, exact, err := tx.CountMessages(ofMessages)
	f.Total, f.Exact = f.Total+n, exact
	if err != nil || ofNotes.Match == "" {
		return err
	}
	n, err = tx.Notes().Count(ofNotes, about)
	f.Total, f.Exact = f.Total+n, exact && n <= store.MaxTotal
	return err
}

// findCustomers looks for a telephone number first: a whole one in any spelling, or its last digits.
func (f *Found) findCustomers(tx *store.ReadTx, text string, limit int) error {
	seen := map[desk.CustomerID]bool{}
	for _, key := range phone.QueryKeys(text, country) {
		ids, err := byNumber(tx, key, limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := f.addCustomer(tx, id, seen, limit); err != nil {
				return err
			}
		}
	}
	return f.findByWords(tx, text, limit, seen)
}

func byNumber(tx *store.ReadTx, key string, limit int) ([]desk.CustomerID, error) {
	if !strings.HasPrefix(key, "+") {
		return tx.Customers().ByKeyTail(key, limit)
	}
	id, err := tx.Customers().ByKey("tel:" + key)
	return []desk.CustomerID{id}, err
}

func (f *Found) findByWords(tx *store.ReadTx, text string, limit int, seen map[desk.CustomerID]bool) error {
	match := store.CustomerExpression(text)
	if match == "" {
		return nil
	}
	list, err := tx.Customers().Search(match, limit)
	if err != nil {
		return err
	}
	for _, c := range list {
		if err := f.addCustomer(tx, c.ID, seen, limit); err != nil {
			return err
		}
	}
	return nil
}

// addCustomer shows a customer once, and no more of them than were asked for.
func (f *Found) addCustomer(tx *store.ReadTx, id desk.CustomerID, seen map[desk.CustomerID]bool, limit int) error {
	if id == "" || seen[id] || len(f.Customers) == limit {
		return nil
	}
	seen[id] = true
	c, err := tx.Customers().Get(id)
	if err != nil {
		return err
	}
	identities, err := tx.Customers().Identities(id)
	if err != nil {
		return err
	}
	found := FoundCustomer{Customer: c}
	if len(identities) > 0 {
		found.Address = identities[0].Address
	}
	f.Customers = append(f.Customers, found)
	f.Total++
	return nil
}
