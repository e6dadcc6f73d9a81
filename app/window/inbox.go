package window

import "context"

// maxPage bounds a page whatever the page of the window asks for.
const maxPage = 200

// Inbox is the list of customers.
type Inbox struct{ gate *gate }

// Page gives one page of the list.
func (i *Inbox) Page(q InboxQuery) (InboxPage, error) {
	return pass(i.gate, "Inbox.Page", func(ctx context.Context, d Desk) (InboxPage, error) {
		q.Limit = pageSize(q.Limit)
		return d.InboxPage(ctx, q)
	})
}

// Counts says how many customers stand in each state.
func (i *Inbox) Counts() (InboxCounts, error) {
	return pass(i.gate, "Inbox.Counts", func(ctx context.Context, d Desk) (InboxCounts, error) { return d.InboxCounts(ctx) })
}

func pageSize(asked int) int {
	if asked <= 0 || asked > maxPage {
		return maxPage
	}
	return asked
}
