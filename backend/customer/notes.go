package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Note writes something down about a customer, for the owner herself: it stands in the timeline and never leaves.
// The draft that it was typed as goes with it.
func Note(ctx context.Context, st *store.Store, id desk.CustomerID, text string) (desk.NoteID, error) {
	text = strings.TrimSpace(desk.Clean(text))
	if text == "" {
		return "", desk.E(desk.ErrEmpty, nil)
	}
	note := desk.Note{ID: desk.NoteID(store.NewID()), CustomerID: id, Text: text}
	return note.ID, st.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Customers().Get(id); err != nil {
			return err
		}
		if err := tx.Notes().Insert(note); err != nil {
			return err
		}
		return tx.Drafts().Sent(id, "")
	})
}

// shownNotes is how many notes are shown beside a customer; the timeline has all.
const shownNotes = 50

// Notes reads the newest notes about a customer and about whoever was merged into her.
func Notes(ctx context.Context, st *store.Store, id desk.CustomerID) (notes []desk.Note, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		circle, err := tx.Customers().Joined().Circle(id)
		if err != nil {
			return err
		}
		notes = []desk.Note{}
		for _, id := range circle {
			hers, err := tx.Notes().Page(id, store.Start(), shownNotes)
			if err != nil {
				return err
			}
			notes = append(notes, hers...)
		}
		slices.SortFunc(notes, func(a, b desk.Note) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
		notes = notes[:min(len(notes), shownNotes)]
		return nil
	})
	return notes, err
}
