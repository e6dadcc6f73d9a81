package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Edit is one thing that was written down about a customer, or taken back: from what to what. It is read from the log.
type Edit struct {
	Event    desk.EventID
	At       time.Time
	Actor    desk.Actor
	Field    desk.Field
	Name     string // of a detail, or the address that was barred
	From, To string // empty: nothing; of an address that is used first, the address; of yes and no, "yes"
	Merged   bool   // a merge, or the end of one, brought it
	Undone   bool   // it is the taking back of an earlier one
	Undoable bool   // nothing was written there since
}

// Edits lists what was written down about a customer, the latest first.
func Edits(ctx context.Context, st *store.Store, id desk.CustomerID) (list []Edit, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		log, err := tx.Customers().Log(id)
		if err != nil {
			return err
		}
		h := history{tx: tx, touched: map[string]bool{}}
		list, err = h.read(log)
		return err
	})
	return list, err
}

type history struct {
	tx      *store.ReadTx
	touched map[string]bool // what was written since
	undone  map[desk.EventID]bool
	byID    map[desk.EventID]desk.Event
}

// read walks the log back from its end: what each event changed is what tells it from the one before.
func (h history) read(log []desk.Event) ([]Edit, error) {
	log = slices.DeleteFunc(slices.Clone(log), func(e desk.Event) bool { return !writes(e, log) })
	h.undone, h.byID = map[desk.EventID]bool{}, map[desk.EventID]desk.Event{}
	for _, e := range log {
		h.byID[e.ID] = e
		if e.Kind == desk.EventUndone {
			h.undone[desk.EventID(e.Facts.Ref)] = true
		}
	}
	list := []Edit{}
	after := desk.DescribedBy(log)
	for n := len(log) - 1; n >= 0; n-- {
		before := desk.DescribedBy(log[:n])
		edits, err := h.changes(log[n], before, after)
		if err != nil {
			return nil, err
		}
		list, after = append(list, edits...), before
	}
	return list, nil
}

// writes tells whether an event changes what is written down, by itself or by taking back one that did.
func writes(e desk.Event, log []desk.Event) bool {
	switch e.Kind {
	case desk.EventUndone:
		at := slices.IndexFunc(log, func(other desk.Event) bool { return string(other.ID) == e.Facts.Ref })
		return at >= 0 && writes(log[at], log)
	case desk.CustomerSplit:
		return e.Facts.Joining.Ends != ""
	case desk.IdentityBarred, desk.IdentityFreed:
		return true
	default:
		return len(e.Fields()) > 0
	}
}

func (h history) changes(e desk.Event, before, after desk.Description) ([]Edit, error) {
	edit := Edit{
		Event: e.ID, At: e.At, Actor: e.Actor, Merged: e.Kind == desk.CustomerMerged || e.Kind == desk.CustomerSplit, Undone: e.Kind == desk.EventUndone,
	}
	if about := h.about(e); about.Kind == desk.IdentityBarred || about.Kind == desk.IdentityFreed {
		return h.barring(edit, about)
	}
	list := []Edit{}
	add := func(field desk.Field, name, from, to string) {
		if from != to {
			each := edit
			each.Field, each.Name, each.From, each.To = field, name, from, to
			list = append(list, each)
		}
	}
	add(desk.NameField, "", before.Name, after.Name)
	add(desk.DocumentField, "", before.Document, after.Document)
	add(desk.BirthdayField, "", before.Birthday, after.Birthday)
	add(desk.PostalField, "", strings.Join(before.Postal, "\n\n"), strings.Join(after.Postal, "\n\n"))
	add(desk.LanguageField, "", before.Language, after.Language)
	add(desk.NotesField, "", before.Notes, after.Notes)
	add(desk.TagsField, "", strings.Join(before.Tags, ", "), strings.Join(after.Tags, ", "))
	add(desk.GroupField, "", yes(before.Group), yes(after.Group))
	for _, d := range differingDetails(before.Details, after.Details) {
		add(desk.DetailField, d.name, d.from, d.to)
	}
	from, err := h.address(before.Preferred)
	if err != nil {
		return nil, err
	}
	to, err := h.address(after.Preferred)
	add(desk.PreferredField, "", from, to)
	undoable := !edit.Merged && !edit.Undone && !h.undone[e.ID] && !slices.ContainsFunc(e.Fields(), func(f string) bool { return h.touched[f] })
	for i := range list {
		list[i].Undoable = undoable
	}
	if !edit.Undone && !h.undone[e.ID] {
		for _, f := range e.Fields() {
			h.touched[f] = true
		}
	}
	return list, err
}

// about is what an event takes back, else itself.
func (h history) about(e desk.Event) desk.Event {
	if e.Kind == desk.EventUndone {
		return h.byID[desk.EventID(e.Facts.Ref)]
	}
	return e
}

// barring tells of an address that was barred or freed; whether it can be taken back, the address tells.
func (h history) barring(edit Edit, e desk.Event) ([]Edit, error) {
	i, err := h.tx.Customers().IdentityByID(desk.IdentityID(e.Facts.Ref))
	if desk.HasCode(err, desk.ErrNotFound) {
		return nil, nil // removed since
	}
	barred := (e.Kind == desk.IdentityBarred) != edit.Undone
	edit.Field, edit.Name, edit.From, edit.To = desk.BarredField, i.Medium.Shown(i.Address), yes(!barred), yes(barred)
	edit.Undoable = !edit.Undone && !h.undone[e.ID] && !h.touched[e.Facts.Ref] && i.Barred == barred && i.CustomerID == e.CustomerID
	h.touched[e.Facts.Ref] = h.touched[e.Facts.Ref] || edit.Undoable
	return []Edit{edit}, err
}

// address is what an identity is reached by; empty: there is none, or it was removed.
func (h history) address(id desk.IdentityID) (string, error) {
	if id == "" {
		return "", nil
	}
	i, err := h.tx.Customers().IdentityByID(id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return "", nil
	}
	return i.Medium.Shown(i.Address), err
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

type detailChange struct{ name, from, to string }

func differingDetails(before, after []desk.Detail) (list []detailChange) {
	for _, d := range after {
		list = append(list, detailChange{name: d.Name, to: d.Value})
	}
	for _, d := range before {
		at := slices.IndexFunc(list, func(c detailChange) bool { return strings.EqualFold(c.name, d.Name) })
		if at < 0 {
			list = append(list, detailChange{name: d.Name, from: d.Value})
		} else {
			list[at].from = d.Value
		}
	}
	return list
}
