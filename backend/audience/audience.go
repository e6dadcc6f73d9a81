// Package audience finds the customers that a filter means, and keeps the filters that the owner saved under a name.
//
// It asks nobody and sends nothing: what may be sent to whom is the room consent's.
package audience

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	maxName = 60 // characters
	maxTags = 50 // of one list
)

// Members finds whom a filter means, by name: each customer once, over all that was merged into her; no machine, and nobody of
// whom the owner said that she is no customer. now tells which day it is where the computer is. desk.ErrUsage, naming the
// argument, for what nobody can be asked for.
func Members(tx *store.ReadTx, f desk.Filter, now time.Time) ([]desk.CustomerID, error) {
	f, err := tidied(f)
	if err != nil {
		return nil, err
	}
	list, err := tx.Customers().Directory().Audiences().Candidates(f, now.Local())
	if err != nil {
		return nil, err
	}
	cuts, err := tx.Customers().Joined().Purchases().Cuts()
	ids := make([]desk.CustomerID, 0, len(list))
	for _, c := range list {
		if len(f.Segments) == 0 || c.LastDay > 0 && slices.Contains(f.Segments, cuts.Score(c.Buyer).Segment()) {
			ids = append(ids, c.ID)
		}
	}
	return ids, err
}

// Count tells how many a filter means now. Errors as Members.
func Count(ctx context.Context, st *store.Store, f desk.Filter) (n int, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		ids, err := Members(tx, f, st.Now())
		n = len(ids)
		return err
	})
	return n, err
}

// All lists the saved filters by name.
func All(ctx context.Context, st *store.Store) (list []desk.Audience, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Customers().Directory().Audiences().All()
		return err
	})
	slices.SortStableFunc(list, func(a, b desk.Audience) int {
		return strings.Compare(store.Folded(a.Name), store.Folded(b.Name))
	})
	return list, err
}

// Named gives the saved filter of a name or an id. desk.ErrNotFound when there is none.
func Named(ctx context.Context, st *store.Store, name string) (desk.Audience, error) {
	list, err := All(ctx, st)
	if err != nil {
		return desk.Audience{}, err
	}
	for _, a := range list {
		if string(a.ID) == name || store.Folded(a.Name) == store.Folded(name) {
			return a, nil
		}
	}
	return desk.Audience{}, desk.E(desk.ErrNotFound, nil, "kind", "audience", "id", name)
}

// Save keeps a filter under a name; one without an id is new. It gives its id, and what Undo takes.
//
// Errors: desk.ErrUsage, naming the argument; desk.ErrNotFound for an id that is none; desk.ErrAudienceName.
func Save(ctx context.Context, st *store.Store, a desk.Audience) (id desk.AudienceID, done desk.EventID, err error) {
	a.Name = desk.OneLine(a.Name)
	if a.Name == "" || utf8.RuneCountInString(a.Name) > maxName {
		return "", "", wrong("name")
	}
	if a.Filter.IsZero() {
		return "", "", wrong("filter")
	}
	if a.Filter, err = tidied(a.Filter); err != nil {
		return "", "", err
	}
	isNew := a.ID == ""
	if isNew {
		a.ID = desk.AudienceID(store.NewID())
	}
	done = desk.EventID(store.NewID())
	return a.ID, done, st.Write(ctx, func(tx *store.Tx) error {
		if !isNew {
			if _, err := tx.Customers().Directory().Audiences().Get(a.ID); err != nil {
				return err
			}
		}
		return record(tx, desk.Event{ID: done, Kind: desk.AudienceSaved, Facts: desk.Facts{Audience: &a}})
	})
}

// Remove takes a saved filter away. desk.ErrNotFound when there is none.
func Remove(ctx context.Context, st *store.Store, id desk.AudienceID) (done desk.EventID, err error) {
	done = desk.EventID(store.NewID())
	return done, st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Customers().Directory().Audiences().Get(id); err != nil {
			return err
		}
		return record(tx, desk.Event{ID: done, Kind: desk.AudienceRemoved, Facts: desk.Facts{Audience: &desk.Audience{ID: id}}})
	})
}

// Undo takes the last saving or removing back. desk.ErrChangedSince once there was another; desk.ErrAudienceName when another
// has its name meanwhile.
func Undo(ctx context.Context, st *store.Store, id desk.AudienceID, done desk.EventID) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		log, err := tx.Customers().Directory().Audiences().Log(id)
		if err != nil {
			return err
		}
		if _, is := desk.StandsLast(log, done); !is {
			return desk.E(desk.ErrChangedSince, nil)
		}
		return record(tx, desk.Event{Kind: desk.EventUndone, Facts: desk.Facts{Ref: string(done), Audience: &desk.Audience{ID: id}}})
	})
}

// record writes down what the owner did with a saved filter. No two may then go by one name.
func record(tx *store.Tx, e desk.Event) error {
	e.Actor = desk.Owner
	if err := tx.Record(e); err != nil {
		return err
	}
	list, err := tx.Customers().Directory().Audiences().All()
	seen := map[string]bool{}
	for _, a := range list {
		name := store.Folded(a.Name)
		if seen[name] {
			return desk.E(desk.ErrAudienceName, nil, "name", a.Name)
		}
		seen[name] = true
	}
	return err
}

// tidied is a filter as it is kept.
func tidied(f desk.Filter) (desk.Filter, error) {
	f.Tags, f.WithoutTags = tidyTags(f.Tags), tidyTags(f.WithoutTags)
	switch unfit := f.Unfit(); {
	case unfit != "":
		return f, wrong(unfit)
	case len(f.Tags) > maxTags:
		return f, wrong("tag")
	case len(f.WithoutTags) > maxTags:
		return f, wrong("without-tag")
	default:
		return f, nil
	}
}

func tidyTags(list []string) (tags []string) {
	for _, tag := range list {
		if tag = desk.OneLine(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

func wrong(argument string) error { return desk.E(desk.ErrUsage, nil, "argument", argument) }
