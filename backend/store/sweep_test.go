package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"balcao/backend/desk"
)

// aged writes a file into the folder of contents as if it had been written a while ago.
func (s *Store) aged(t *testing.T, name string, age time.Duration) string {
	t.Helper()
	path := filepath.Join(s.path(filesDir), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	then := s.now().Add(-age)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSweep(t *testing.T) {
	sum := NewBlob([]byte("content")).SHA256
	ordinary := filepath.Join(sum[:2], sum+packedSuffix)
	for name, c := range map[string]struct {
		file  string
		age   time.Duration
		swept bool
	}{
		"an orphan":                        {ordinary, orphanAge + time.Minute, true},
		"an orphan of an hour ago":         {ordinary, orphanAge, false},
		"a young orphan":                   {ordinary, orphanAge - time.Minute, false},
		"an orphan from the future":        {ordinary, -time.Hour, false},
		"an old leftover":                  {filepath.Join("ab", partPrefix+"123"), leftoverAge + time.Minute, true},
		"a leftover of today":              {filepath.Join("ab", partPrefix+"123"), leftoverAge - time.Minute, false},
		"somebody's notes":                 {"notes.txt", 1000 * time.Hour, false},
		"a name that is no hash":           {filepath.Join("zz", "zz"+sum[2:]+packedSuffix), 1000 * time.Hour, false},
		"a hash in a folder of another":    {filepath.Join("00", sum+packedSuffix), 1000 * time.Hour, false},
		"a hash with another ending":       {filepath.Join(sum[:2], sum+".txt"), 1000 * time.Hour, false},
		"a hash that is not all of a hash": {filepath.Join(sum[:2], sum[:10]+packedSuffix), 1000 * time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			st := open(t, folder(t), Options{Now: newClock().Now})
			path := st.aged(t, c.file, c.age)
			swept, err := st.Sweep(t.Context())
			if err != nil || (swept == 1) != c.swept || swept > 1 {
				t.Errorf("swept %d, %v", swept, err)
			}
			if _, err := os.Stat(path); os.IsNotExist(err) != c.swept {
				t.Errorf("and then: %v", err)
			}
		})
	}
}

// TestSweepLeavesWhatARowRefersTo: the raw bytes of a message, and the file of another, however old.
func TestSweepLeavesWhatARowRefersTo(t *testing.T) {
	clock := newClock()
	clock.add(time.Since(clock.Now()))
	st := open(t, folder(t), Options{Now: clock.Now})
	sums := keep(t, st, noise(1, 1<<20), noise(2, 1<<20), noise(3, 1<<20))
	p := newPerson(1)
	m := p.message("m", desk.CustomerVoice, st.Now(), "")
	m.RawSHA256 = sums[0]
	write(t, st, func(tx *Tx) error {
		if err := p.add(tx); err != nil {
			return err
		}
		if err := tx.Messages().Insert(m, p.id); err != nil {
			return err
		}
		return tx.Attachments().Insert(desk.Attachment{ID: "a", MessageID: m.ID, SHA256: sums[1]}, 0, "")
	})
	if swept, err := st.Sweep(t.Context()); err != nil || swept != 0 {
		t.Fatalf("swept %d young files, %v", swept, err)
	}
	clock.add(1000 * time.Hour)
	if swept, err := st.Sweep(t.Context()); err != nil || swept != 1 {
		t.Errorf("swept %d, %v", swept, err)
	}
	for i, sum := range sums {
		if _, err := st.Blob(t.Context(), sum); (err == nil) != (i < 2) {
			t.Errorf("content %d: %v", i, err)
		}
	}
	if swept, err := st.Sweep(t.Context()); err != nil || swept != 0 {
		t.Errorf("a second time swept %d, %v", swept, err)
	}
}

// TestVerifyBesideAnotherWriter finds damage without changing anything, and without holding the other one up.
func TestVerifyBesideAnotherWriter(t *testing.T) {
	dir := folder(t)
	writer := open(t, dir, Options{})
	sums := keep(t, writer, noise(1, 1<<20), []byte("small"))
	p := newPerson(1)
	write(t, writer, func(tx *Tx) error {
		if err := p.add(tx); err != nil {
			return err
		}
		for i, sum := range sums {
			m := p.message(string(rune('a'+i)), desk.CustomerVoice, writer.Now(), "")
			m.RawSHA256 = sum
			if err := tx.Messages().Insert(m, p.id); err != nil {
				return err
			}
		}
		return nil
	})
	reader := open(t, dir, Options{ReadOnly: true})
	if v, err := reader.Verify(t.Context()); err != nil || v.Database != "ok" || v.Checked != 2 || len(v.Missing)+len(v.Damaged) > 0 {
		t.Errorf("found %+v, %v", v, err)
	}
	if err := os.Remove(writer.blobPath(sums[0])); err != nil {
		t.Fatal(err)
	}
	if v, err := reader.Verify(t.Context()); err != nil || len(v.Missing) != 1 || v.Missing[0] != sums[0] {
		t.Errorf("found %+v, %v", v, err)
	}
}
