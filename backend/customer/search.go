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
	Messages  bool // and notes
	Purchases bool
	Part      Part   // of all this; of a part, no notes
	Filter    Filter // of messages, notes and purchases; with one, no customers are looked for
	Limit     int    // of each kind
	Cursor    string
	Uncounted bool // the total is not asked for
}

// Filter narrows a search; what is empty narrows nothing. With a filter nothing need be typed. A note and a purchase have a
// customer and a date only.
type Filter struct {
	Customer  desk.CustomerID
	Channel   desk.Channel
	Direction desk.Direction
	Files     desk.FileKind
	From, To  time.Time // from From on and before To
}

// Part is a part of a customer's history; empty: all of it.
type Part string

// The parts.
const (
	WrittenPart   Part = "written" // mail, SMS, WhatsApp and their like
	SpokenPart    Part = "spoken"  // on the telephone and at the counter
	BoughtPart    Part = "purchases"
	CampaignsPart Part = "campaigns"
	SurveysPart   Part = "surveys" // what she answered when she was asked how it was
)

// Says tells whether messages are in it.
func (p Part) Says() bool { return p == "" || p == WrittenPart || p == SpokenPart }

// Buys tells whether purchases are in it.
func (p Part) Buys() bool { return p == "" || p == BoughtPart }

// Channels are those of a part; nil: all of them.
func (p Part) Channels() []desk.Channel {
	switch p {
	case WrittenPart:
		return []desk.Channel{desk.Email, desk.SMS, desk.WhatsApp, desk.Other, desk.Letter, desk.Social, desk.Site}
	case SpokenPart:
		return []desk.Channel{desk.Phone, desk.Counter}
	default:
		return nil
	}
}

// Found is what a search brings: customers first, then messages, newest first.
type Found struct {
	Customers []FoundCustomer
	Messages  []store.Hit // notes and purchases
	Total     int         // of all kinds; no more than what is here when it was not asked for
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

// Search finds customers by name, address or telephone number in any spelling, messages and what was bought by their words.
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
		if !q.Messages && !q.Purchases {
			return nil
		}
		return f.findMessages(tx, q, before, limit)
	})
	return f, err
}

// sources are what a search walks down side by side, each newest first, and each with an expression of its own. One that has
// none finds nothing.
func (q SearchQuery) sources(tx *store.ReadTx) ([]source, error) {
	var sources []source
	if q.Messages && q.Part.Says() {
		match, err := q.expression(tx)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source{match, tx.SearchMessages, func(s store.Search) (int, error) {
			n, _, err := tx.CountMessages(s)
			return n, err
		}})
	}
	words := q.plainExpression()
	about := q.Filter.Customer
	if q.Messages && q.Part == "" {
		notes := tx.Notes()
		sources = append(sources, source{
			words, func(s store.Search) ([]store.Hit, error) { return notes.Search(s, about) },
			func(s store.Search) (int, error) { return notes.Count(s, about) },
		})
	}
	if q.Purchases && q.Part.Buys() {
		bought := tx.Customers().Joined().Purchases()
		sources = append(sources, source{
			words, func(s store.Search) ([]store.Hit, error) { return bought.Search(s, about) },
			func(s store.Search) (int, error) { return bought.Count(s, about) },
		})
	}
	return slices.DeleteFunc(sources, func(s source) bool { return s.match == "" }), nil
}

type source struct {
	match string
	find  func(store.Search) ([]store.Hit, error)
	count func(store.Search) (int, error)
}

// expression is what the index of messages is asked for; empty: nothing can be found.
func (q SearchQuery) expression(tx *store.ReadTx) (string, error) {
	words := store.MatchExpression(q.Text)
	if words == "" && (strings.TrimSpace(q.Text) != "" || q.Filter == (Filter{})) {
		return "", nil
	}
	narrow := store.Narrowing{Channel: q.Filter.Channel, Channels: q.Part.Channels(), Direction: q.Filter.Direction, Files: q.Filter.Files}
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

// plainExpression is what is asked where there are words only; empty: nothing there has what the search is narrowed to.
func (q SearchQuery) plainExpression() string {
	if q.Filter.Channel != "" || q.Filter.Direction != "" || q.Filter.Files != "" {
		return ""
	}
	return store.MatchExpression(q.Text)
}

func (f *Found) findMessages(tx *store.ReadTx, q SearchQuery, before int64, limit int) error {
	sources, err := q.sources(tx)
	if err != nil {
		return err
	}
	s := store.Search{From: q.Filter.From, To: q.Filter.To, Before: before, Limit: limit + 1}
	hits := []store.Hit{}
	for _, each := range sources {
		s.Match = each.match
		found, err := each.find(s)
		if err != nil {
			return err
		}
		hits = append(hits, found...)
	}
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return cmp.Compare(b.Seq, a.Seq) })
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
	return f.count(sources, s)
}

func (f *Found) count(sources []source, s store.Search) error {
	for _, each := range sources {
		s.Match = each.match
		n, err := each.count(s)
		if err != nil {
			return err
		}
		f.Total, f.Exact = f.Total+n, f.Exact && n <= store.MaxTotal
	}
	return nil
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
	for _, i := range identities {
		found.Address = cmp.Or(found.Address, i.Medium.Shown(i.Address))
	}
	f.Customers = append(f.Customers, found)
	f.Total++
	return nil
}
