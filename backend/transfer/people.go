package transfer

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// person is somebody in a list, and the line that she stands in.
type person struct {
	customer.Listed
	line int
}

// mostPeople bounds a list: no small shop has more.
const mostPeople = 200_000

// peopleBatch is how many are written down in one transaction, so that nobody has to wait for it.
const peopleBatch = 100

var errNothingKept = errors.New("nothing is kept of a dry run")

// bring writes down the people of a list.
func bring(ctx context.Context, st *store.Store, kind desk.ImportKind, path string, people []person, r *Report, o Options) error {
	id, err := begin(ctx, st, kind, path, o)
	if err != nil {
		return err
	}
	r.Read = len(people)
	people = fold(people, r)
	for done := 0; done < len(people) && err == nil; done += peopleBatch {
		if err = ctx.Err(); err != nil {
			break
		}
		some := people[done:min(done+peopleBatch, len(people))]
		err = bringSome(ctx, st, id, some, r, o.DryRun)
		if o.Progress != nil {
			o.Progress(int64(done+len(some)), int64(len(people)))
		}
	}
	slices.SortStableFunc(r.Skipped, func(a, b Skip) int { return cmp.Compare(a.Line, b.Line) })
	return errors.Join(err, r.finish(ctx, st, id))
}

func bringSome(ctx context.Context, st *store.Store, id desk.EventID, people []person, r *Report, dry bool) error {
	var so Report
	err := st.Write(ctx, func(tx *store.Tx) error {
		so = Report{}
		for _, p := range people {
			if err := so.bring(tx, id, p); err != nil {
				return err
			}
		}
		if dry {
			return errNothingKept
		}
		return nil
	})
	if err != nil && !errors.Is(err, errNothingKept) {
		return err
	}
	r.New, r.Updated = r.New+so.New, r.Updated+so.Updated
	for _, s := range so.Skipped {
		r.skip(s)
	}
	return nil
}

// bring writes down one. Whoever cannot be is no reason to leave out the others.
func (r *Report) bring(tx *store.Tx, id desk.EventID, p person) error {
	var met customer.Met
	err := tx.Try(func() (err error) {
		met, err = customer.Bring(tx, id, p.Listed)
		return err
	})
	switch {
	case desk.HasCode(err, desk.ErrAddressTaken), desk.HasCode(err, desk.ErrAddressKnown): // two who were told apart share it
		met = customer.Met{Refused: customer.TakenAddress}
	case err != nil:
		return err
	case met.New:
		r.New++
	case met.Changed:
		r.Updated++
	case met.CustomerID != "":
		r.skip(Skip{Line: p.line, Reason: Here})
	}
	if met.Refused != "" {
		r.skip(Skip{Line: p.line, Reason: Reason(met.Refused)})
	}
	return nil
}

// fold makes one of what a list says twice of a person: it shares an address and agrees in the name. The first that
// says something counts.
func fold(people []person, r *Report) []person {
	byKey := map[string]int{}
	var folded []person
	for _, p := range people {
		keys := p.Keys()
		at := -1
		for _, key := range keys {
			if first, known := byKey[key]; known && p.AgreesWith(folded[first].Name) {
				at = first
				break
			}
		}
		if at < 0 {
			at = len(folded)
			folded = append(folded, p)
		} else {
			folded[at].absorb(p.Listed)
			r.skip(Skip{Line: p.line, Reason: Repeated})
		}
		for _, key := range keys {
			if _, known := byKey[key]; !known {
				byKey[key] = at
			}
		}
	}
	return folded
}

// absorb takes over what another line says of the same person.
func (p *person) absorb(more customer.Listed) {
	p.Name, p.Document, p.Notes = cmp.Or(p.Name, more.Name), cmp.Or(p.Document, more.Document), cmp.Or(p.Notes, more.Notes)
	p.Contacts, p.Tags = withNew(p.Contacts, more.Contacts), withNew(p.Tags, more.Tags)
}

func withNew[T comparable](list, more []T) []T {
	for _, each := range more {
		if !slices.Contains(list, each) {
			list = append(list, each)
		}
	}
	return list
}
