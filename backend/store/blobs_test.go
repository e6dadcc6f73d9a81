package store

import (
	"bytes"
	"context"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"balcao/backend/desk"
)

// noise is content that no compression makes smaller.
func noise(seed int64, n int) []byte {
	b := make([]byte, n)
	_, _ = rand.New(rand.NewSource(seed)).Read(b) // never fails
	return b
}

func keep(t testing.TB, st *Store, contents ...[]byte) (sums []string) {
	t.Helper()
	var blobs []Blob
	for _, c := range contents {
		b := NewBlob(c)
		blobs, sums = append(blobs, b), append(sums, b.SHA256)
	}
	if err := st.KeepBlobs(context.Background(), blobs); err != nil {
		t.Fatal(err)
	}
	return sums
}

func TestBlobsComeBackAsTheyWere(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	contents := map[string][]byte{
		"empty": {}, "one byte": {0}, "text": []byte("Olá, chegou o caderno?\r\n"), "packs well": bytes.Repeat([]byte("a"), 8<<20),
		"just inline": noise(1, inlineLimit-1000), "just a file": noise(2, inlineLimit+1000), "large": noise(3, 3<<20),
	}
	for range 2 { // the second time everything is there already
		for name, c := range contents {
			sum := keep(t, st, c)[0]
			got, err := st.Blob(t.Context(), sum)
			if err != nil || !bytes.Equal(got, c) {
				t.Errorf("%s: %d bytes came back as %d, %v", name, len(c), len(got), err)
			}
		}
	}
	var rows int
	if err := st.raw.QueryRow("SELECT count(*) FROM blob").Scan(&rows); err != nil || rows != 5 {
		t.Errorf("%d rows, want 5: what is equal lies once, what is large elsewhere (%v)", rows, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, filesDir, "*", "*"))
	if err != nil || len(files) != 2 {
		t.Errorf("%v, want 2 files and nothing unfinished (%v)", files, err)
	}
	for _, f := range files {
		sum := filepath.Base(f)[:64]
		if filepath.Base(f) != sum+".zst" || filepath.Base(filepath.Dir(f)) != sum[:2] {
			t.Errorf("a file is called %s", f)
		}
		if _, err := st.Blob(t.Context(), sum); err != nil {
			t.Errorf("%s is not found by its name: %v", f, err)
		}
	}
}

func TestDamagedBlobsAreTold(t *testing.T) {
	st := open(t, folder(t), Options{})
	small, large := []byte("pequeno, pequeno, pequeno"), noise(4, 1<<20)
	sums := keep(t, st, small, large)
	other := NewBlob([]byte("something else"))
	if _, err := st.raw.Exec("UPDATE blob SET data = ?", other.packed); err != nil {
		t.Fatal(err)
	}
	path := st.blobPath(sums[1])
	packed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	packed[len(packed)/2] ^= 1
	if err := os.WriteFile(path, packed, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, sum := range sums {
		if _, err := st.Blob(t.Context(), sum); !desk.HasCode(err, desk.ErrContentDamaged) {
			t.Errorf("damaged content gives %v", err)
		}
	}
	p := newPerson(1)
	m := p.message("m", desk.CustomerVoice, st.Now(), "")
	m.RawSHA256 = sums[0]
	missing := p.message("n", desk.CustomerVoice, st.Now(), "")
	missing.RawSHA256 = NewBlob([]byte("never kept")).SHA256
	write(t, st, func(tx *Tx) error {
		if err := p.add(tx); err != nil {
			return err
		}
		if err := tx.Messages().Insert(missing, p.id); err != nil {
			return err
		}
		return tx.Messages().Insert(m, p.id)
	})
	v, err := st.Verify(t.Context())
	if err != nil || v.Database != "ok" || v.Checked != 2 || len(v.Damaged) != 1 || v.Damaged[0] != sums[0] || len(v.Missing) != 1 || v.Missing[0] != missing.RawSHA256 {
		t.Errorf("Verify says %+v, %v", v, err)
	}
}

func TestBlobsThatAreNotThere(t *testing.T) {
	st := open(t, folder(t), Options{})
	for _, sum := range []string{"", "zz", "../../etc/passwd", NewBlob([]byte("x")).SHA256} {
		if _, err := st.Blob(t.Context(), sum); !desk.HasCode(err, desk.ErrNotFound) {
			t.Errorf("%q gives %v", sum, err)
		}
	}
}

func TestAFileThatCannotBeWrittenLeavesNothing(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	large := NewBlob(noise(5, 1<<20))
	// A file where the folder should be.
	if err := os.WriteFile(filepath.Join(dir, filesDir), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := st.KeepBlobs(t.Context(), []Blob{large}); err == nil {
		t.Fatal("content was kept without a place")
	}
	if err := os.Remove(filepath.Join(dir, filesDir)); err != nil {
		t.Fatal(err)
	}
	if err := st.KeepBlobs(t.Context(), []Blob{large}); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Blob(t.Context(), large.SHA256); err != nil {
		t.Error(err)
	}
}
