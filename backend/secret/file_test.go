package secret

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// quick keeps scrypt cheap where its price is not what is tested.
const quick = 4

const planted = "senha-muito-secreta-çã-4711"

func quickFile(t *testing.T) *file {
	t.Helper()
	return newFile(filepath.Join(t.TempDir(), "data", FileName), "frase", quick)
}

func mustSet(t *testing.T, s Store, name, value string) {
	t.Helper()
	if err := s.Set(name, value); err != nil {
		t.Fatalf("Set(%q): %v", name, err)
	}
}

func wantSecret(t *testing.T, s Store, name, want string) {
	t.Helper()
	got, err := s.Get(name)
	if err != nil || got != want {
		t.Fatalf("Get(%q) = %q, %v; want %q", name, got, err, want)
	}
}

func TestFileIsReadBackByAnotherProcess(t *testing.T) {
	t.Parallel()
	first := quickFile(t)
	mustSet(t, first, "imap", planted)
	mustSet(t, first, "latin1", "p\xe3o\x00\n")

	second := newFile(first.path, "frase", quick)
	wantSecret(t, second, "imap", planted)
	wantSecret(t, second, "latin1", "p\xe3o\x00\n")

	mustSet(t, second, "imap", "new")
	mustSet(t, first, "smtp", "other")
	wantSecret(t, first, "imap", "new")
	wantSecret(t, second, "smtp", "other")
}

func TestFileNeverHoldsClearText(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "account-name", planted)
	mustSet(t, f, "account-name", planted+"2")
	if err := f.Delete("nothing"); err != nil {
		t.Fatal(err)
	}
	spellings := [][]byte{
		[]byte(planted), []byte("account-name"), []byte("frase"),
		[]byte(base64.StdEncoding.EncodeToString([]byte(planted))[:20]), []byte(hex.EncodeToString([]byte(planted))),
	}
	files := 0
	err := filepath.WalkDir(filepath.Dir(f.path), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		for _, spelling := range spellings {
			if bytes.Contains(content, spelling) {
				t.Errorf("%s holds %q in clear", path, spelling)
			}
		}
		return err
	})
	if err != nil || files != 1 {
		t.Fatalf("walked %d files, %v; want the encrypted file alone", files, err)
	}
}

func TestFileModes(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "a", "b")
	for path, want := range map[string]fs.FileMode{f.path: 0o600, filepath.Dir(f.path): 0o700} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v; want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestFileRefusesAnotherPassphrase(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "a", planted)
	before, _ := os.ReadFile(f.path)

	stranger := newFile(f.path, "Frase", quick)
	if _, err := stranger.Get("a"); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("Get: %v, want ErrWrongPassphrase", err)
	}
	if err := stranger.Set("a", "overwritten"); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("Set: %v, want ErrWrongPassphrase", err)
	}
	if after, _ := os.ReadFile(f.path); !bytes.Equal(before, after) {
		t.Error("a wrong passphrase changed the file")
	}
}

func TestFileNoticesEveryCut(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "a", planted)
	whole, _ := os.ReadFile(f.path)
	for length := range len(whole) {
		refuses(t, f.path, whole[:length], fmt.Sprintf("cut to %d bytes", length))
	}
	refuses(t, f.path, append(bytes.Clone(whole), 0), "one byte more")
	refuses(t, f.path, make([]byte, maxFile+1), "huge")
}

func TestFileNoticesEveryChangedByte(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "a", planted)
	whole, _ := os.ReadFile(f.path)
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 1
		refuses(t, f.path, changed, fmt.Sprintf("byte %d changed", i))
	}
}

func TestFileRefusesToSpendMoreThanItWouldHaveWritten(t *testing.T) {
	t.Parallel()
	dear := quickFile(t)
	dear.workFactor = quick + 1
	mustSet(t, dear, "a", planted)
	content, _ := os.ReadFile(dear.path)
	refuses(t, dear.path, content, "a dearer work factor")
}

// refuses checks that content is neither taken for a store nor overwritten.
func refuses(t *testing.T, path string, content []byte, what string) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	f := newFile(path, "frase", quick)
	value, err := f.Get("a")
	if value != "" || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("%s: Get = %q, %v; want ErrDamaged", what, value, err)
	}
	if err := f.Set("b", "c"); err == nil {
		t.Fatalf("%s: Set wrote over it", what)
	}
	if left, _ := os.ReadFile(path); !bytes.Equal(left, content) {
		t.Fatalf("%s: the file changed", what)
	}
}

func TestFileSurvivesAWriteThatFails(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	mustSet(t, f, "a", "old")
	// A folder where the temporary file has to go makes the write fail, for root too.
	obstacle := f.path + ".new"
	if err := os.MkdirAll(filepath.Join(obstacle, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Set("a", "new"); err == nil {
		t.Fatal("Set succeeded without a place to write")
	}
	wantSecret(t, f, "a", "old")
	if err := os.RemoveAll(obstacle); err != nil {
		t.Fatal(err)
	}
	// What a killed process left behind is no obstacle.
	if err := os.WriteFile(obstacle, []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustSet(t, f, "a", "new")
	wantSecret(t, newFile(f.path, "frase", quick), "a", "new")
}

func TestFileTakesManyAtOnce(t *testing.T) {
	t.Parallel()
	f := quickFile(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			if err := f.Set(fmt.Sprint("name", i), fmt.Sprint("value", i)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	again := newFile(f.path, "frase", quick)
	for i := range 8 {
		wantSecret(t, again, fmt.Sprint("name", i), fmt.Sprint("value", i))
	}
}
