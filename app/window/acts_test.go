package window

import (
	"slices"
	"testing"

	"balcao/backend/desk"
)

func TestActsOfTheDemonstration(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	seen := map[string]bool{}
	var undoable Act
	for cursor, first := "", true; first || cursor != ""; first = false {
		page, err := h.Acts(ctx, cursor, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Acts {
			if seen[a.ID] || a.Name == "" || a.CustomerID == "" || a.At == 0 || a.MessageID == "" || a.Protocol == "" {
				t.Errorf("%+v", a)
			}
			if seen[a.ID] = true; a.Undoable && undoable.ID == "" {
				undoable = a
			}
		}
		cursor = page.Next
	}
	if undoable.ID == "" {
		t.Fatalf("none of %d can be undone", len(seen))
	}
	if err := h.UndoCase(ctx, desk.CaseID(undoable.CaseID), desk.EventID(undoable.ID)); err != nil {
		t.Fatal(err)
	}
	page, err := h.Acts(ctx, "", 500)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(page.Acts, func(a Act) bool { return a.ID == undoable.ID })
	if at < 0 {
		t.Fatalf("undone, it is not among %d", len(page.Acts))
	}
	if a := page.Acts[at]; a.Undoable || !a.Undone {
		t.Errorf("after the undo: %+v", a)
	}
	if _, err := h.Acts(ctx, "yesterday", 2); !desk.HasCode(err, desk.ErrUsage) {
		t.Error(err)
	}
}
