package preference

import (
	"reflect"
	"strings"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/store"
)

func openStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func load(t *testing.T, st *store.Store) All {
	t.Helper()
	all, err := Load(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatIsSavedIsReadAgain(t *testing.T) {
	st := openStore(t)
	if got := load(t, st); !reflect.DeepEqual(got, Usual()) {
		t.Fatalf("an empty folder has %+v", got)
	}
	want := Usual()
	want.Look = Look{Language: "ca", Theme: DarkTheme, Text: LargerText}
	want.Writing = Writing{CtrlEnter: true, UndoSeconds: 0}
	want.Listing = Listing{OldestFirst: true, ByValue: true}
	want.Signature = "Célia\nPapelaria Sabiá"
	want.Keys = Keys{Changed: map[string][]string{"conversation.close": {"x"}, "undo": {}}}
	want.Notices = Notices{HideText: true}
	want.Shop.Name = "Papelaria Sabiá"
	want.Hours.ReplyHours, want.Hours.OnlyOpen = 4, true
	want.Hours.Holidays = []string{"2026-12-25"}
	for _, s := range []Subject{want.Look, want.Writing, want.Listing, want.Signature, want.Keys, want.Notices, want.Shop, want.Hours} {
		if err := Save(t.Context(), st, s); err != nil {
			t.Fatalf("%s: %v", s.subject(), err)
		}
	}
	if got := load(t, st); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestWhatCannotBeUsedIsNotKept(t *testing.T) {
	st := openStore(t)
	hours := func(change func(*Hours)) Hours {
		h := usualHours()
		change(&h)
		return h
	}
	for name, s := range map[string]Subject{
		"language":             Look{Language: "tlh", Theme: SystemTheme, Text: NormalText},
		"theme":                Look{Theme: "pink", Text: NormalText},
		"size":                 Look{Theme: SystemTheme, Text: "huge"},
		"undo":                 Writing{UndoSeconds: 7},
		"signature too long":   Signature(strings.Repeat("x", maxSignature+1)),
		"signature not text":   Signature("\xff"),
		"too many commands":    Keys{Changed: manyCommands()},
		"key without a name":   Keys{Changed: map[string][]string{"undo": {""}}},
		"name of two lines":    Shop{Name: "a\nb"},
		"no target":            hours(func(h *Hours) { h.ReplyHours = 0 }),
		"closes first":         hours(func(h *Hours) { h.Week[1] = Day{true, 600, 540} }),
		"six days":             hours(func(h *Hours) { h.Week = h.Week[1:] }),
		"never open":           hours(func(h *Hours) { h.OnlyOpen, h.Week = true, make([]Day, 7) }),
		"a day that is none":   hours(func(h *Hours) { h.Holidays = []string{"2026-02-30"} }),
		"address of two lines": Assist{BaseURL: "https://a\n.example"},
		"no such tone":         Assist{Tone: "rude"},
		"a price below zero":   Assist{PriceIn: -1},
		"no currency":          Assist{Currency: "R$"},
		"beyond the last day":  hours(func(h *Hours) { h.Week[2] = Day{true, 0, dayMinutes + 1} }),
	} {
		if err := Save(t.Context(), st, s); !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := load(t, st); !reflect.DeepEqual(got, Usual()) {
		t.Errorf("something was kept: %+v", got)
	}
}

func manyCommands() map[string][]string {
	m := map[string][]string{}
	for i := range maxCommands + 1 {
		m[strings.Repeat("x", i%30+1)+string(rune('a'+i/30))] = nil
	}
	return m
}

// A value that another program wrote must not keep the window from opening.
func TestSpoiltValuesCountAsNotChosen(t *testing.T) {
	st := openStore(t)
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		for name, text := range map[string]string{
			"look": `{"language":"en","theme":"sepia"}`, "keys": `nonsense`, "hours": `{"week":null}`, "signature": `7`,
			"writing": `{"undoSeconds":20}`, "notices": `{"on":false}`,
		} {
			if err := tx.Settings().Put(name, text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Usual()
	want.Writing.UndoSeconds = 20
	want.Notices = Notices{On: false, OpenHoursOnly: true}
	if got := load(t, st); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestTheTermsOfDraftingAreKept(t *testing.T) {
	st := openStore(t)
	want := Assist{BaseURL: "https://models.example/v1", Model: "m", Accepted: "models.example", Tone: FormalTone, Keyed: true, PriceIn: 150, PriceOut: 600, Cap: 20_000, Currency: "BRL"}
	if err := Save(t.Context(), st, want); err != nil {
		t.Fatal(err)
	}
	err := st.Read(t.Context(), func(tx *store.ReadTx) error {
		got, err := ReadAssist(tx)
		if got != want {
			t.Errorf("got %+v", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
