package customer_test

import (
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestNotesStandInTheTimelineAndAreFound(t *testing.T) {
	s := newShop(t)
	ana := mail("ana")
	s.meet("Ana", ana)
	s.says(ana.customer, ana, desk.CustomerVoice, 3*time.Hour, "quanto custa a agenda?")
	s.wait(time.Minute)
	s.write(func(tx *store.Tx) error {
		return tx.Drafts().Put(desk.Draft{CustomerID: ana.customer, Text: "prefere a man"})
	})
	before := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, ana.customer))
	if !before.Draft {
		t.Error("a note that is being written is no draft")
	}
	id, err := customer.Note(t.Context(), s.st, ana.customer, " Prefere a manhã\x00\n")
	if err != nil {
		t.Fatal(err)
	}
	s.wait(time.Minute)
	s.says(ana.customer, ana, desk.CustomerVoice, 0, "e o envelope?")

	page := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, 2, ""))
	if len(page.Items) != 2 || page.Items[1].Kind != customer.IsNote || page.Items[1].Text != "Prefere a manhã" || string(page.Items[1].ID) != string(id) {
		t.Fatalf("%+v", page.Items)
	}
	older := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, 2, page.Next))
	if len(older.Items) != 1 || older.Items[0].Kind != customer.IsMessage || older.Next != "" {
		t.Errorf("%+v", older)
	}
	if notes := must[[]desk.Note](t)(customer.Notes(t.Context(), s.st, ana.customer)); len(notes) != 1 || notes[0].ID != id || notes[0].Text != "Prefere a manhã" {
		t.Errorf("%+v", notes)
	}
	found := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "manha", Messages: true}))
	if len(found.Messages) != 1 || found.Messages[0].NoteID != id || found.Messages[0].CustomerID != ana.customer || found.Total != 1 || !found.Exact {
		t.Errorf("%+v", found)
	}
	after := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, ana.customer))
	if after.Draft || after.State != desk.ToReply || after.Snippet == "Prefere a manhã" {
		t.Errorf("%+v", after)
	}
}

func TestNoteNeedsWordsAndACustomer(t *testing.T) {
	s := newShop(t)
	ana := mail("ana")
	s.meet("Ana", ana)
	if _, err := customer.Note(t.Context(), s.st, ana.customer, " \n"); !desk.HasCode(err, desk.ErrEmpty) {
		t.Errorf("no words: %v", err)
	}
	if _, err := customer.Note(t.Context(), s.st, "nobody", "x"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
}

// TestSearchPagesThroughMessagesAndNotes: newest first, each once.
func TestSearchPagesThroughMessagesAndNotes(t *testing.T) {
	s := newShop(t)
	ana := mail("ana")
	s.meet("Ana", ana)
	for range 5 {
		s.says(ana.customer, ana, desk.CustomerVoice, 0, "papel")
		s.wait(time.Minute)
		if _, err := customer.Note(t.Context(), s.st, ana.customer, "papel anotado"); err != nil {
			t.Fatal(err)
		}
		s.wait(time.Minute)
	}
	last, seen, notes := store.FirstHit, 0, 0
	for cursor, first := "", true; first || cursor != ""; first = false {
		found := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "papel", Messages: true, Limit: 3, Cursor: cursor}))
		for _, h := range found.Messages {
			if h.Seq >= last {
				t.Errorf("%d after %d", h.Seq, last)
			}
			last = h.Seq
			seen++
			if h.NoteID != "" {
				notes++
			}
		}
		cursor = found.Next
	}
	if seen != 10 || notes != 5 {
		t.Errorf("%d hits, %d of them notes", seen, notes)
	}
}
