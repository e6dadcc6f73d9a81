package customer

import (
	"context"
	"time"

	"balcao/backend/audience"
	"balcao/backend/desk"
	"balcao/backend/phone"
	"balcao/backend/store"
)

// DirectoryQuery asks for a part of the list of all customers.
type DirectoryQuery struct {
	Text      string      // what is typed to find them; "" all
	Filter    desk.Filter // with one, no machines
	Machines  bool        // those that only machines wrote for too
	ByContact bool        // the newest contact first; else by name
	Offset    int
	Limit     int
}

// DirectoryRow is one customer in the list of all.
type DirectoryRow struct {
	store.DirectoryRow
	Tags []string
}

// DirectoryPage is a part of the list. Total is how many there are in all, counted with the first part only.
type DirectoryPage struct {
	Rows  []DirectoryRow
	Total int
}

// Directory reads a part of the list of all customers. Nothing typed is an error.
func Directory(ctx context.Context, st *store.Store, q DirectoryQuery) (page DirectoryPage, err error) {
	page.Rows = []DirectoryRow{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		d := tx.Customers().Directory()
		asked, err := q.asked(tx, st.Now())
		if err != nil || !q.Filter.IsZero() && len(asked.Only) == 0 {
			return err
		}
		switch {
		case q.Offset > 0:
		case asked.Match == "" && len(asked.Only) > 0:
			page.Total = len(asked.Only)
		default:
			page.Total, err = d.Count(asked)
		}
		if err != nil {
			return err
		}
		rows, err := d.Page(asked, max(q.Offset, 0), clampLimit(q.Limit))
		if err != nil {
			return err
		}
		ids := make([]desk.CustomerID, len(rows))
		for i, r := range rows {
			ids[i] = r.CustomerID
		}
		tags, err := d.Tags(ids)
		for _, r := range rows {
			page.Rows = append(page.Rows, DirectoryRow{r, tags[r.CustomerID]})
		}
		return err
	})
	return page, err
}

func (q DirectoryQuery) asked(tx *store.ReadTx, now time.Time) (asked store.DirectoryQuery, err error) {
	asked = store.DirectoryQuery{
		Machines: q.Machines, ByContact: q.ByContact, Match: store.CustomerExpression(q.Text),
	}
	if !q.Filter.IsZero() {
		if asked.Only, err = audience.Members(tx, q.Filter, now); err != nil {
			return asked, err
		}
	}
	for _, key := range phone.QueryKeys(q.Text, country) {
		ids, err := byNumber(tx, key, mostByNumber)
		if err != nil {
			return asked, err
		}
		asked.Besides = append(asked.Besides, ids...)
	}
	return asked, nil
}

// mostByNumber bounds how many customers one ending of a number finds.
const mostByNumber = 500

// Tags lists every tag in use with how many customers have it.
func Tags(ctx context.Context, st *store.Store) (list []store.TagCount, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Customers().Directory().AllTags()
		return err
	})
	return list, err
}

// TagsOf reads the tags of many customers.
func TagsOf(ctx context.Context, st *store.Store, ids []desk.CustomerID) (tags map[desk.CustomerID][]string, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		tags, err = tx.Customers().Directory().Tags(ids)
		return err
	})
	return tags, err
}
