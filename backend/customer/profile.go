package customer

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Profile is what the page of a customer shows beyond her conversation.
type Profile struct {
	desk.Customer
	Tags          []string
	Points        []Point
	Messages      int
	First, Latest time.Time // of the first and the latest message; zero: nothing was ever said
}

// Point is one address of a customer and what was said over it.
type Point struct {
	desk.Identity
	store.Talk
	Removable bool // it was typed by hand, and nothing was ever said there
}

// Read reads the page of a customer. Errors: desk.ErrNotFound, desk.ErrCustomerMerged.
func Read(ctx context.Context, st *store.Store, id desk.CustomerID) (p Profile, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if p.Customer, err = tx.Customers().Get(id); err != nil {
			return err
		}
		tags, err := tx.Customers().Directory().Tags([]desk.CustomerID{id})
		if err != nil {
			return err
		}
		p.Tags = tags[id]
		return p.readPoints(tx)
	})
	return p, err
}

func (p *Profile) readPoints(tx *store.ReadTx) error {
	identities, err := tx.Customers().Identities(p.ID)
	if err != nil {
		return err
	}
	for _, i := range identities {
		talk, err := tx.Customers().Talk(i.ID)
		if err != nil {
			return err
		}
		used, err := tx.Customers().Spoken(i.ID)
		if err != nil {
			return err
		}
		p.Points = append(p.Points, Point{i, talk, !used && len(identities) > 1})
		p.Messages += talk.Messages
		if talk.Messages == 0 {
			continue
		}
		if p.First.IsZero() || talk.First.Before(p.First) {
			p.First = talk.First
		}
		if talk.Latest.After(p.Latest) {
			p.Latest = talk.Latest
		}
	}
	return nil
}

// The longest that the owner can write down.
const (
	maxNotes    = 4000
	maxDocument = 40
	maxTag      = 40
)

// Description changes what the owner has written down about a customer: those fields that are not nil.
type Description struct {
	Name, Document, Notes *string
	Tags                  *[]string // all of them
}

// Describe writes down what the owner knows of a customer. Errors: desk.ErrUsage for a name that is empty or
// something too long, desk.ErrNotFound, desk.ErrCustomerMerged. Then nothing is changed.
func Describe(ctx context.Context, st *store.Store, id desk.CustomerID, d Description) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		events, err := d.events(tx, id)
		if err != nil {
			return err
		}
		return recordAll(tx, id, events)
	})
}

func recordAll(tx *store.Tx, id desk.CustomerID, events []desk.Event) error {
	for _, e := range events {
		e.Actor, e.CustomerID = desk.Owner, id
		if err := tx.Record(e); err != nil {
			return err
		}
	}
	return nil
}

// events gives what there is to change.
func (d Description) events(tx *store.Tx, id desk.CustomerID) (events []desk.Event, err error) {
	is, err := tx.Customers().Get(id)
	if err != nil {
		return nil, err
	}
	if d.Name != nil {
		name := tidyName(*d.Name)
		if name == "" {
			return nil, desk.E(desk.ErrUsage, nil, "argument", "name")
		}
		events = append(events, desk.Event{Kind: desk.CustomerNamed, Personal: desk.Personal{Name: name}})
	}
	document, err := changed("document", d.Document, is.Document, maxDocument, func(s string) string {
		return strings.ToUpper(strings.Join(strings.Fields(s), " "))
	})
	if err != nil {
		return nil, err
	}
	notes, err := changed("notes", d.Notes, is.Notes, maxNotes, strings.TrimSpace)
	if err != nil {
		return nil, err
	}
	if document != nil || notes != nil {
		events = append(events, desk.Event{Kind: desk.CustomerDescribed, Personal: desk.Personal{Document: document, Notes: notes}})
	}
	if d.Tags == nil {
		return events, nil
	}
	retagged, err := retag(tx, id, *d.Tags)
	return append(events, retagged...), err
}

func tidyName(name string) string { return strings.Join(strings.Fields(name), " ") }

// changed tidies a text; nil: it is what it was.
func changed(field string, text *string, was string, most int, tidy func(string) string) (*string, error) {
	if text == nil {
		return nil, nil
	}
	tidied := tidy(strings.ReplaceAll(strings.ToValidUTF8(*text, "\uFFFD"), "\x00", ""))
	if utf8.RuneCountInString(tidied) > most {
		return nil, desk.E(desk.ErrUsage, nil, "argument", field)
	}
	if tidied == was {
		return nil, nil
	}
	return &tidied, nil
}

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
		tag = strings.Join(strings.Fields(strings.ToValidUTF8(tag, "")), " ")
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
