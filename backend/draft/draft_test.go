package draft_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/draft"
	"balcao/backend/store"
)

const ana = desk.CustomerID("ana")

func openShop(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	err = st.Write(t.Context(), func(tx *store.Tx) error { return tx.Customers().Insert(desk.Customer{ID: ana, CreatedAt: tx.Moment()}) })
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestTextMovesWithItsChannel(t *testing.T) {
	st := openShop(t)
	save := func(drafts ...desk.Draft) {
		if err := draft.Save(t.Context(), st, ana, drafts); err != nil {
			t.Fatal(err)
		}
	}
	save(desk.Draft{Channel: desk.WhatsApp, Text: "Bom dia"})
	save(desk.Draft{Channel: desk.WhatsApp}, desk.Draft{Channel: desk.Email, Text: "Bom dia"})
	list, err := draft.Of(t.Context(), st, ana)
	if err != nil || len(list) != 1 || list[0].Channel != desk.Email || list[0].Text != "Bom dia" || list[0].CustomerID != ana {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestSaveIsAllOrNothing(t *testing.T) {
	st := openShop(t)
	err := draft.Save(t.Context(), st, ana, []desk.Draft{{Channel: desk.SMS, Text: "a"}, {Channel: "pigeon", Text: "b"}})
	if !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a channel that is none: %v", err)
	}
	if err := draft.Save(t.Context(), st, "nobody", []desk.Draft{{Text: "a"}}); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if list, err := draft.Of(t.Context(), st, ana); len(list) != 0 || err != nil {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestFilesAreKeptByContent(t *testing.T) {
	st := openShop(t)
	path := filepath.Join(t.TempDir(), "tabela de preços.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := draft.KeepFile(t.Context(), st, path)
	if err != nil || f.Name != "tabela de preços.pdf" || f.Size != 8 {
		t.Fatalf("%+v, %v", f, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if content, err := st.Blob(t.Context(), f.SHA256); err != nil || string(content) != "%PDF-1.7" {
		t.Errorf("%q, %v", content, err)
	}
	pasted, err := draft.Keep(t.Context(), st, `C:\fotos\foto.png`, strings.NewReader("%PDF-1.7"))
	if err != nil || pasted.Name != "foto.png" || pasted.SHA256 != f.SHA256 {
		t.Errorf("%+v, %v", pasted, err)
	}
}

// endless is a reader of zeros.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestWhatCannotBeAttachedIsNamed(t *testing.T) {
	st := openShop(t)
	dir := t.TempDir()
	huge := filepath.Join(dir, "filme.mp4")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, draft.MaxFiles+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]desk.Code{
		filepath.Join(dir, "sumiu.pdf"): desk.ErrNoFile, dir: desk.ErrNoFile, huge: desk.ErrFilesTooLarge,
	} {
		_, err := draft.KeepFile(t.Context(), st, path)
		if e := desk.AsError(err); e == nil || e.Code != want || e.Params["name"] != filepath.Base(path) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	if _, err := draft.Keep(t.Context(), st, "x", endless{}); !desk.HasCode(err, desk.ErrFilesTooLarge) {
		t.Errorf("an endless file: %v", err)
	}
	if _, err := draft.Keep(t.Context(), st, "x", io.LimitReader(endless{}, draft.MaxFiles)); err != nil {
		t.Errorf("the largest file: %v", err)
	}
}
