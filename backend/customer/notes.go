package customer

import (
	"context"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Note writes something down about a customer, for the owner herself: it stands in the timeline and never leaves.
// The draft that it was typed as goes with it.
func Note(ctx context.Context, st *store.Store, id desk.CustomerID, text string) (desk.NoteID, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD"))
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
