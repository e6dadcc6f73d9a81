package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balcao/backend/desk"
)

func TestFolderAndFilesArePrivate(t *testing.T) {
	dir := folder(t)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	st := open(t, dir, Options{})
	newPerson(1).says(t, st, "m1", "bom dia")
	keep(t, st, bytes.Repeat([]byte("pequeno"), 10), noise(1, 2<<20))
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		seen[d.Name()] = true
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"balcao.db", "balcao.db-wal", "balcao.db-shm", "raw.db", "raw.db-journal", "files", "station.nonce", "writer.lock"} {
		if !seen[name] {
			t.Errorf("%s was not there to be looked at", name)
		}
	}
}

func TestSecondWriterIsRefusedAndReadersAreNot(t *testing.T) {
	dir := folder(t)
	first := open(t, dir, Options{})
	p := newPerson(1)
	id := p.says(t, first, "m1", "bom dia")

	if _, err := Open(t.Context(), dir, Options{}); !desk.HasCode(err, desk.ErrDataLocked) {
		t.Fatalf("a second writer got %v", err)
	}
	reader := open(t, dir, Options{ReadOnly: true})
	later := p.says(t, first, "m2", "boa tarde")
	for _, want := range []desk.MessageID{id, later} {
		read(t, reader, func(tx *ReadTx) error {
			_, err := tx.Messages().Get(want)
			return err
		})
	}
	refused := map[string]error{
		"write": reader.Write(t.Context(), func(*Tx) error { t.Error("a reader wrote"); return nil }),
		"blobs": reader.KeepBlobs(t.Context(), []Blob{NewBlob([]byte("x"))}),
		"sweep": second(reader.Sweep(t.Context())),
	}
	for deed, err := range refused {
		if !desk.HasCode(err, desk.ErrDataLocked) {
			t.Errorf("%s on a reader gives %v", deed, err)
		}
	}
	err := reader.Read(t.Context(), func(tx *ReadTx) error {
		_, err := tx.q.exec("setting.put", "name", "value")
		return err
	})
	if !desk.HasCode(err, desk.ErrDataReadOnly) {
		t.Errorf("SQL that writes gives %v to a reader", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir, Options{})
	read(t, again, func(tx *ReadTx) error { _, err := tx.Messages().Get(later); return err })
}

func second[T any](_ T, err error) error { return err }

func TestReadClosureCannotWriteInTheWriterEither(t *testing.T) {
	st := open(t, folder(t), Options{})
	err := st.Read(t.Context(), func(tx *ReadTx) error {
		_, err := tx.q.exec("setting.put", "name", "value")
		return err
	})
	if !desk.HasCode(err, desk.ErrDataReadOnly) {
		t.Errorf("a Read that writes gives %v", err)
	}
}

func TestMigrateFromNothingAndTwice(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	id := newPerson(1).says(t, st, "m1", "bom dia")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	st = open(t, dir, Options{})
	read(t, st, func(tx *ReadTx) error { _, err := tx.Messages().Get(id); return err })
	copies, err := filepath.Glob(filepath.Join(dir, "balcao-before-*"))
	if err != nil || len(copies) > 0 {
		t.Errorf("opening the same schema again copied it: %v, %v", copies, err)
	}
}

func TestCopyBeforeKeepsTheFileAsItWas(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	id := newPerson(1).says(t, st, "m1", "bom dia")
	left := filepath.Join(dir, "balcao-before-2.db.part")
	if err := os.WriteFile(left, []byte("left by a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := st.copyBefore(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "balcao-before-2.db")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the unfinished copy is still there: %v", err)
	}
	newPerson(1).says(t, st, "m2", "depois")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.copyBefore(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("a copy that was there already was written again")
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var said string
	var n, known int
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("the copy is %s, %v", said, err)
	}
	if err := db.QueryRow("SELECT count(*), count(*) FILTER (WHERE id = ?) FROM message", id).Scan(&n, &known); err != nil || n != 1 || known != 1 {
		t.Errorf("the copy holds %d messages, %d of them ours, %v", n, known, err)
	}
}

// closedFolder makes a folder that was used and closed.
func closedFolder(t *testing.T) string {
	t.Helper()
	dir := folder(t)
	st := open(t, dir, Options{})
	for i := range 20 {
		newPerson(i).says(t, st, string(rune('a'+i)), strings.Repeat("palavra ", 200))
	}
	keep(t, st, []byte("conteúdo"))
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestNewerSchemaIsRefusedUntouched(t *testing.T) {
	dir := closedFolder(t)
	path := filepath.Join(dir, mainFile)
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refusedUntouched(t, dir, path, desk.ErrDataNewer)
	_, err = Open(t.Context(), dir, Options{ReadOnly: true})
	e := desk.AsError(err)
	if e == nil || e.Code != desk.ErrDataNewer || e.Params["found"] != "99" || e.Params["known"] != newestSchema(t) {
		t.Errorf("a reader gets %v", err)
	}
}

// newestSchema is the number of the last migration.
func newestSchema(t *testing.T) string {
	t.Helper()
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	number, _, _ := strings.Cut(files[len(files)-1].Name(), "_")
	return strings.TrimLeft(number, "0")
}

func refusedUntouched(t *testing.T, dir, path string, code desk.Code) {
	t.Helper()
	before, readErr := os.ReadFile(path)
	st, err := Open(t.Context(), dir, Options{})
	if !desk.HasCode(err, code) {
		if st != nil {
			_ = st.Close()
		}
		t.Fatalf("opening gives %v, want %s", err, code)
	}
	after, readAgain := os.ReadFile(path)
	if (readErr == nil) != (readAgain == nil) || !bytes.Equal(before, after) {
		t.Error("the refused file was changed")
	}
	if _, err := Open(t.Context(), dir, Options{}); !desk.HasCode(err, code) {
		t.Errorf("opening again gives %v, want %s", err, code)
	}
}

func TestDamagedFilesAreRefusedUntouched(t *testing.T) {
	for _, file := range []string{mainFile, rawFile} {
		for name, damage := range map[string]func([]byte) []byte{
			"no database":       func([]byte) []byte { return []byte(strings.Repeat("this is a letter, not a database\n", 500)) },
			"truncated":         func(b []byte) []byte { return b[:len(b)/2] },
			"one page short":    func(b []byte) []byte { return b[:len(b)-4096] },
			"cut in the header": func(b []byte) []byte { return b[:50] },
			"empty":             func([]byte) []byte { return nil },
			"flipped magic":     func(b []byte) []byte { b[3] ^= 0x40; return b },
			"flipped root":      func(b []byte) []byte { b[100] ^= 0xff; return b },
			"first page zeroed": func(b []byte) []byte { clear(b[:4096]); return b },
		} {
			t.Run(file+" "+name, func(t *testing.T) {
				dir := closedFolder(t)
				path := filepath.Join(dir, file)
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, damage(content), 0o600); err != nil {
					t.Fatal(err)
				}
				code := desk.ErrDataDamaged
				if name == "empty" {
					code = desk.ErrDataMissing
				}
				refusedUntouched(t, dir, path, code)
				_, err = Open(t.Context(), dir, Options{})
				if got := desk.AsError(err).Params["file"]; got != path {
					t.Errorf("the error names %q, want %q", got, path)
				}
			})
		}
		t.Run(file+" gone", func(t *testing.T) {
			dir := closedFolder(t)
			if err := os.Remove(filepath.Join(dir, file)); err != nil {
				t.Fatal(err)
			}
			refusedUntouched(t, dir, filepath.Join(dir, file), desk.ErrDataMissing)
		})
	}
}

func TestVerifyFindsDamageInside(t *testing.T) {
	dir := closedFolder(t)
	path := filepath.Join(dir, mainFile)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(content, []byte("palavra palavra"))
	clear(content[at-at%4096 : at-at%4096+4096])
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	st := open(t, dir, Options{})
	if v, err := st.Verify(t.Context()); err == nil && v.Database == "ok" {
		t.Errorf("a page of zeros in the middle was not found: %+v", v)
	}
}

func TestOpeningForReadingWhatIsNotThere(t *testing.T) {
	dir := folder(t)
	st, err := Open(t.Context(), dir, Options{ReadOnly: true})
	if err == nil {
		_ = st.Close()
		t.Fatal("a shop that does not exist was opened")
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening for reading made something: %v", err)
	}
}

func TestCancelledContextOpensNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := folder(t)
	if st, err := Open(ctx, dir, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", st, err)
	}
	open(t, dir, Options{}) // and the lock is free again
}
