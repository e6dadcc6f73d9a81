package window

import "context"

// Search looks through the whole history.
type Search struct{ gate *gate }

// Find gives one page of what matches; the customers come with the first.
func (s *Search) Find(query, cursor string, limit int) (SearchResults, error) {
	return pass(s.gate, "Search.Find", func(ctx context.Context, d Desk) (SearchResults, error) {
		found, err := d.Find(ctx, query, cursor, pageSize(limit))
		found.Customers, found.Messages = listed(found.Customers), listed(found.Messages)
		return found, err
	})
}
