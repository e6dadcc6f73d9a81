package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"balcao/backend/desk"
)

// indexing collects what a transaction adds to the search, to be written in one go at its end: FTS5 writes out
// what it gathered in memory whenever a savepoint opens, and SQLite opens one for many ordinary statements.
// Indexing each message in its turn made taking in mail twice as slow.
type indexing struct {
	messages  []indexedMessage // of two for one message, the later counts
	purchases []indexedPurchase
	customers map[desk.CustomerID]bool
}

type indexedMessage struct {
	seq                            int64
	subject, text, numbers, traits string
}

// awaits tells whether a message is to be indexed.
func (i *indexing) awaits(seq int64) bool {
	return slices.ContainsFunc(i.messages, func(m indexedMessage) bool { return m.seq == seq })
}

// values are the columns of the text and of the index alike.
func (m indexedMessage) values() []any {
	return []any{m.seq, m.subject, m.text, m.numbers, m.traits}
}

// indexedPurchase is what a purchase is found by.
type indexedPurchase struct {
	seq             int64
	what, ref, note string
}

// values are the columns of the index; numbers are as the table makes them of ref.
func (p indexedPurchase) values() []any {
	return []any{p.seq, p.what, p.ref, p.note, withoutSeparators.Replace(p.ref)}
}

var withoutSeparators = strings.NewReplacer(".", "", "-", "", "/", "", " ", "")

// indexMark is where to return to when a step is undone. A customer that is indexed in vain does no harm.
type indexMark struct{ messages, purchases int }

func (i *indexing) mark() indexMark { return indexMark{len(i.messages), len(i.purchases)} }

func (i *indexing) forget(m indexMark) {
	i.messages, i.purchases = i.messages[:m.messages], i.purchases[:m.purchases]
}

func (tx *Tx) writeIndexes() error {
	if err := tx.indexCustomers(); err != nil {
		return err
	}
	// Ascending: FTS5 is slower with falling row numbers.
	// One statement for each: INSERT … SELECT would open a savepoint.
	list := tx.index.messages
	slices.SortStableFunc(list, func(a, b indexedMessage) int { return cmp.Compare(a.seq, b.seq) })
	for i, m := range list {
		if i+1 < len(list) && list[i+1].seq == m.seq {
			continue
		}
		if _, err := tx.q.exec("message.index", m.values()...); err != nil {
			return err
		}
	}
	return tx.indexPurchases()
}

// customerEntry is what a customer is found by.
type customerEntry struct {
	n               int64
	name, addresses string
}

func scanCustomerEntry(rows *sql.Rows) (e customerEntry, err error) {
	return e, rows.Scan(&e.n, &e.name, &e.addresses)
}

func (tx *Tx) indexCustomers() error {
	var entries []customerEntry
	for id := range tx.index.customers {
		if _, err := tx.q.exec("customer.unindex", id); err != nil {
			return err
		}
		found, err := collect(tx.q, scanCustomerEntry, "customer.entry", id)
		if err != nil {
			return err
		}
		entries = append(entries, found...)
		if err := tx.sortIn(id); err != nil {
			return err
		}
	}
	slices.SortFunc(entries, func(a, b customerEntry) int { return cmp.Compare(a.n, b.n) })
	for _, e := range entries {
		if _, err := tx.q.exec("customer.index", e.n, e.name, e.addresses); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) indexPurchases() error {
	slices.SortFunc(tx.index.purchases, func(a, b indexedPurchase) int { return cmp.Compare(a.seq, b.seq) })
	for _, p := range tx.index.purchases {
		if _, err := tx.q.exec("purchase.index", p.values()...); err != nil {
			return err
		}
	}
	return nil
}
