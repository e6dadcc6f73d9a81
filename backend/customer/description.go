package customer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// The longest that the owner can write down.
const (
	maxNotes      = 4000
	maxDocument   = 40
	maxPostal     = 400
	maxDetail     = 400
	maxDetailName = 40
	mostPostal    = 10
)

// Description changes what the owner has written down about a customer: those fields that are not nil.
type Description struct {
	Name, Document, Birthday, Language, Notes *string
	Postal                                    *[]string     // all of them
	Details                                   []desk.Detail // those that change; one without a value goes
	Tags                                      *[]string     // all of them
	Group                                     *bool
}

// Describe writes down what the owner knows of a customer. Errors: desk.ErrUsage for a name that is empty, a birthday
// that is none, a language that is not ours or something too long, desk.ErrNotFound, desk.ErrCustomerMerged. Then
// nothing is changed.
func Describe(ctx context.Context, st *store.Store, id desk.CustomerID, d Description) error {
	return st.Write(ctx, func(tx *store.Tx) error {
		events, err := d.events(tx, id)
		if err != nil {
			return err
		}
		return recordAll(tx, id, events)
	})
}

// ChosenLanguage reads the language that the owner writes to a customer in; empty: as she writes. What was chosen last
// holds, also for whoever was merged into her.
func ChosenLanguage(tx *store.ReadTx, id desk.CustomerID) (string, error) {
	circle, err := tx.Customers().Joined().Circle(id)
	if err != nil {
		return "", err
	}
	logs := make([][]desk.Event, len(circle))
	for i, one := range circle {
		if logs[i], err = tx.Customers().Log(one); err != nil {
			return "", err
		}
	}
	return desk.LanguageChosen(logs...), nil
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
		name := desk.OneLine(*d.Name)
		if name == "" {
			return nil, desk.E(desk.ErrUsage, nil, "argument", "name")
		}
		events = append(events, desk.Event{Kind: desk.CustomerNamed, Personal: desk.Personal{Name: name}})
	}
	described, err := d.described(is)
	if err != nil {
		return nil, err
	}
	if e := (desk.Event{Kind: desk.CustomerDescribed, Personal: described}); len(e.Fields()) > 0 {
		events = append(events, e)
	}
	if d.Language != nil {
		if *d.Language != "" && !slices.Contains(desk.Languages[:], *d.Language) {
			return nil, desk.E(desk.ErrUsage, nil, "argument", "language")
		}
		events = append(events, desk.Event{Kind: desk.CustomerAddressed, Facts: desk.Facts{Ref: *d.Language}})
	}
	if d.Group != nil && *d.Group != is.Group {
		events = append(events, desk.Event{Kind: grouping(*d.Group)})
	}
	if d.Tags == nil {
		return events, nil
	}
	retagged, err := retag(tx, id, *d.Tags)
	return append(events, retagged...), err
}

func grouping(group bool) desk.EventKind {
	if group {
		return desk.CustomerGrouped
	}
	return desk.CustomerUngrouped
}

// described gives what changes of the fields that hold words.
func (d Description) described(is desk.Customer) (p desk.Personal, err error) {
	p.Document, err = changed(desk.DocumentField, d.Document, is.Document, maxDocument, func(s string) string {
		return strings.ToUpper(desk.OneLine(s))
	})
	if err != nil {
		return p, err
	}
	if p.Notes, err = changed(desk.NotesField, d.Notes, is.Notes, maxNotes, strings.TrimSpace); err != nil {
		return p, err
	}
	if p.Birthday, err = changed(desk.BirthdayField, d.Birthday, is.Birthday, len("2000-01-01"), strings.TrimSpace); err != nil {
		return p, err
	}
	if p.Birthday != nil && *p.Birthday != "" && desk.ReadBirthday(*p.Birthday) == "" {
		return p, desk.E(desk.ErrUsage, nil, "argument", string(desk.BirthdayField))
	}
	if p.Postal, err = d.postal(is.Postal); err != nil {
		return p, err
	}
	p.Details, err = d.details(is.Details)
	return p, err
}

// postal tidies the addresses; nil: they are what they were.
func (d Description) postal(was []string) (*[]string, error) {
	if d.Postal == nil {
		return nil, nil
	}
	list := []string{}
	for _, typed := range *d.Postal {
		text := tidyLines(typed)
		if text == "" || slices.Contains(list, text) {
			continue
		}
		list = append(list, text)
		if utf8.RuneCountInString(text) > maxPostal || len(list) > mostPostal {
			return nil, desk.E(desk.ErrUsage, nil, "argument", string(desk.PostalField))
		}
	}
	if slices.Equal(list, was) {
		return nil, nil
	}
	return &list, nil
}

// details gives those that change.
func (d Description) details(was []desk.Detail) (list []desk.Detail, err error) {
	for _, typed := range d.Details {
		detail := desk.Detail{Name: desk.OneLine(typed.Name), Value: tidyLines(typed.Value)}
		if n := utf8.RuneCountInString(detail.Name); n == 0 || n > maxDetailName || utf8.RuneCountInString(detail.Value) > maxDetail {
			return nil, desk.E(desk.ErrUsage, nil, "argument", string(desk.DetailField))
		}
		if !slices.Equal(desk.WithDetail(was, detail), was) {
			list = append(list, detail)
		}
	}
	return list, nil
}

// tidyLines keeps the lines of a text that have something in them.
func tidyLines(text string) string {
	lines := strings.Split(desk.Clean(text), "\n")
	for i, line := range lines {
		lines[i] = desk.OneLine(line)
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// changed tidies a text; nil: it is what it was.
func changed(field desk.Field, text *string, was string, most int, tidy func(string) string) (*string, error) {
	if text == nil {
		return nil, nil
	}
	tidied := tidy(desk.Clean(*text))
	if utf8.RuneCountInString(tidied) > most {
		return nil, desk.E(desk.ErrUsage, nil, "argument", string(field))
	}
	if tidied == was {
		return nil, nil
	}
	return &tidied, nil
}
