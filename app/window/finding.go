package window

import (
	"cmp"
	"context"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// fewCustomers is how many customers stand above the messages: more are found by typing on.
const fewCustomers = 6

// Find searches customers and messages; the customers come with the first page only.
func (l list) Find(ctx context.Context, q FindQuery) (SearchResults, error) {
	asked := searchOf(q)
	asked.Messages, asked.Purchases = true, true
	found, err := customer.Search(ctx, l.shop.Store, asked)
	if err != nil {
		return SearchResults{}, err
	}
	results := SearchResults{Next: found.Next, Total: found.Total, Exact: found.Exact}
	for _, m := range found.Messages {
		results.Messages = append(results.Messages, MessageHit{
			Kind: string(kindOfHit(m)), MessageID: cmp.Or(string(m.MessageID), string(m.NoteID), string(m.PurchaseID)), Cents: m.Value.Cents, Currency: m.Value.Currency,
			CustomerID: string(m.CustomerID), Name: m.CustomerName, Channel: string(m.Channel),
			Direction: string(m.Direction), Subject: m.Subject, Snippet: m.Snippet, Placeholder: m.Placeholder, Files: m.Files, At: millis(m.At),
		})
	}
	if results.Customers, err = l.findCustomers(ctx, asked); err != nil {
		return results, err
	}
	err = l.nameAll(ctx, len(results.Messages), func(i int) (desk.CustomerID, *string) {
		return found.Messages[i].CustomerID, &results.Messages[i].Name
	})
	return results, err
}

func kindOfHit(h store.Hit) customer.Kind {
	switch {
	case h.NoteID != "":
		return customer.IsNote
	case h.PurchaseID != "":
		return customer.IsPurchase
	default:
		return customer.IsMessage
	}
}

func (l list) findCustomers(ctx context.Context, asked customer.SearchQuery) (hits []CustomerHit, err error) {
	asked.Customers, asked.Messages, asked.Purchases, asked.Limit = true, false, false, fewCustomers
	found, err := customer.Search(ctx, l.shop.Store, asked)
	for _, c := range found.Customers {
		address := readable("", c.Address)
		hits = append(hits, CustomerHit{CustomerID: string(c.ID), Name: cmp.Or(c.Name, address), Detail: address})
	}
	return hits, err
}

// Suggest gives what may have been meant by words that find nothing.
func (l list) Suggest(ctx context.Context, q FindQuery) (string, error) {
	return customer.Suggest(ctx, l.shop.Store, searchOf(q))
}

func searchOf(q FindQuery) customer.SearchQuery {
	return customer.SearchQuery{
		Text: q.Text, Part: customer.Part(q.Part), Limit: q.Limit, Cursor: q.Cursor, Uncounted: !q.Count,
		Filter: customer.Filter{
			Customer: desk.CustomerID(q.CustomerID), Channel: desk.Channel(q.Channel), Direction: desk.Direction(q.Direction),
			Files: desk.FileKind(q.Files), From: moment(q.From), To: moment(q.To),
		},
	}
}

// moment reads what millis writes.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
