package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/phone"
	"balcao/backend/store"
)

// SearchQuery asks the whole history.
type SearchQuery struct {
	Text      string
	Customers bool
	Messages  bool
	Limit     int // of each kind
	Cursor    string
}

// Found is what a search brings: customers first, then messages, newest first.
type Found struct {
	Customers []FoundCustomer
	Messages  []store.Hit // and notes
	Total     int         // of both kinds
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
	if err := decodeCursor(q.Cursor, &before); err != nil {
		return f, err
	}
	limit := clampLimit(q.Limit)
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		if q.Customers && q.Cursor == "" {
			if err := f.findCustomers(tx, q.Text, limit); err != nil {
				return err
			}
		}
		if q.Messages {
			return f.findMessages(tx, q.Text, before, limit)
		}
		return nil
	})
	return f, err
}

func (f *Found) findMessages(tx *store.ReadTx, text string, before int64, limit int) error {
	match := store.MatchExpression(text)
	if match == "" {
		return nil
	}
	hits, err := tx.SearchMessages(match, before, limit+1)
	if err != nil {
		return err
	}
	notes, err := tx.Notes().Search(match, before, limit+1)
	if err != nil {
		return err
	}
	hits = append(hits, notes...)
	slices.SortFunc(hits, func(a, b store.Hit) int { return cmp.Compare(b.Seq, a.Seq) })
	if len(hits) > limit {
		hits = hits[:limit]
		f.Next = encodeCursor(hits[limit-1].Seq)
	}
	f.Messages = hits
	n, exact, err := tx.CountMessages(match)
	if err != nil {
		return err
	}
	noted, err := tx.Notes().Count(match)
	f.Total, f.Exact = f.Total+n+noted, exact && noted <= store.MaxTotal
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
