package customer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const maxTag = 40

// Tag gives a customer a tag, spelt as it is spelt elsewhere. One that she has changes nothing.
func Tag(ctx context.Context, st *store.Store, id desk.CustomerID, tag string) error {
	return retagging(ctx, st, id, func(has []string) []string { return append(has, tag) })
}

// Untag takes a tag away from a customer.
func Untag(ctx context.Context, st *store.Store, id desk.CustomerID, tag string) error {
	return retagging(ctx, st, id, func(has []string) []string {
		return slices.DeleteFunc(has, func(t string) bool { return store.Folded(t) == store.Folded(tag) })
	})
}

func retagging(ctx context.Context, st *store.Store, id desk.CustomerID, change func([]string) []string) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		has, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
		if err != nil {
			return err
		}
		events, err := retag(tx, id, change(has[id]))
		if err != nil {
			return err
		}
		return recordAll(tx, id, events)
	})
}

// retag gives what makes the tags of a customer these.
func retag(tx *store.Tx, id desk.CustomerID, want []string) (events []desk.Event, err error) {
	of, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
	if err != nil {
		return nil, err
	}
	wanted, err := spelt(tx, of[id], want)
	if err != nil {
		return nil, err
	}
	without := func(list, others []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(t string) bool { return slices.Contains(others, t) })
	}
	if gone := without(of[id], wanted); len(gone) > 0 {
		events = append(events, desk.Event{Kind: desk.CustomerUntagged, Personal: desk.Personal{Tags: gone}})
	}
	if added := without(wanted, of[id]); len(added) > 0 {
		events = append(events, desk.Event{Kind: desk.CustomerTagged, Personal: desk.Personal{Tags: added}})
	}
	return events, nil
}

// spelt gives every tag once, as it is spelt already: with this customer, else anywhere.
func spelt(tx *store.Tx, has, want []string) (list []string, err error) {
	seen := map[string]bool{}
	for _, tag := range want {
		tag = desk.OneLine(tag)
		key := store.Folded(tag)
		if key == "" || seen[key] {
			continue
		}
		if utf8.RuneCountInString(tag) > maxTag || strings.ContainsAny(tag, ",\x00") {
			return nil, desk.E(desk.ErrUsage, nil, "argument", "tags")
		}
		seen[key] = true
		if at := slices.IndexFunc(has, func(t string) bool { return store.Folded(t) == key }); at >= 0 {
			tag = has[at]
		} else if tag, err = tx.Customers().Directory().Spelling(tag); err != nil {
			return nil, err
		}
		list = append(list, tag)
	}
	return list, nil
}
