package store

import (
	"bytes"
	"context"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

func reopened(t *testing.T, st *Store) *Store {
	t.Helper()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, st.Dir(), Options{})
}

func TestWhenACheckIsDue(t *testing.T) {
	if st := open(t, folder(t), Options{}); st.CheckDue() {
		t.Error("a new folder is feared for")
	}
	for name, c := range map[string]struct {
		meanwhile func(dir string) error
		due       bool
	}{
		"a clean end":              {func(string) error { return nil }, false},
		"the power was cut":        {func(dir string) error { return os.Remove(filepath.Join(dir, leftFile)) }, true},
		"something else wrote":     {func(dir string) error { return os.Chtimes(filepath.Join(dir, mainFile), time.Time{}, time.Unix(1, 0)) }, true},
		"a mark that says nothing": {func(dir string) error { return os.WriteFile(filepath.Join(dir, leftFile), nil, 0o600) }, true},
		"somebody read beside it":  {readBeside, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedFolder(t)
			if err := c.meanwhile(dir); err != nil {
				t.Fatal(err)
			}
			st := open(t, dir, Options{})
			if st.CheckDue() != c.due {
				t.Fatalf("due: %v, want %v", !c.due, c.due)
			}
			if st = reopened(t, st); st.CheckDue() != c.due {
				t.Error("a clean end forgot that nobody had checked")
			}
			if err := st.Check(t.Context()); err != nil || st.CheckDue() {
				t.Errorf("after the check: due %v, %v", st.CheckDue(), err)
			}
			if reopened(t, st).CheckDue() {
				t.Error("due again after a check and a clean end")
			}
		})
	}
}

func readBeside(dir string) error {
	st, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(st.Check(context.Background()), st.Close())
}

// damagedInside gives a folder with a page of zeros in the middle, and the bytes as they were.
func damagedInside(t *testing.T) (dir string, whole []byte) {
	t.Helper()
	dir = closedFolder(t)
	whole, err := os.ReadFile(filepath.Join(dir, mainFile))
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	at := bytes.LastIndex(damaged, []byte("palavra palavra"))
	clear(damaged[at-at%4096 : at-at%4096+4096])
	put(t, dir, damaged)
	return dir, whole
}

func put(t *testing.T, dir string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, mainFile), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDamageEndsTheWriting(t *testing.T) {
	meet := map[string]func(*testing.T, *Store) error{
		"found by the check": func(t *testing.T, st *Store) error { return st.Check(t.Context()) },
		"found by verifying": func(t *testing.T, st *Store) error {
			v, err := st.Verify(t.Context())
			if v.Database == "ok" {
				t.Error("found nothing")
			}
			if err == nil {
				err = st.Damage()
			}
			return err
		},
		"met in reading": func(t *testing.T, st *Store) error {
			return st.Read(t.Context(), func(tx *ReadTx) error {
				return tx.q.tx.QueryRow("SELECT max(length(body || numbers)) FROM message_text").Scan(new(int))
			})
		},
	}
	for name, met := range meet {
		t.Run(name, func(t *testing.T) {
			dir, whole := damagedInside(t)
			st := open(t, dir, Options{})
			changes, unsubscribe := st.Subscribe()
			defer unsubscribe()
			err := met(t, st)
			if !desk.HasCode(err, desk.ErrDataDamaged) || desk.AsError(err).Params["file"] != filepath.Join(dir, mainFile) {
				t.Fatalf("%v", err)
			}
			if list := <-changes; list[0].Kind != desk.AccountChanged {
				t.Errorf("told of %+v", list)
			}
			staysClosed(t, st)
			st = reopened(t, st)
			staysClosed(t, st)
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			put(t, dir, whole)
			st = open(t, dir, Options{})
			if st.Damage() != nil || st.CheckDue() {
				t.Fatalf("the file is whole again: %v", st.Damage())
			}
			newPerson(1).says(t, st, "again", "de novo")
			if reopened(t, st).CheckDue() {
				t.Error("still feared for")
			}
		})
	}
}

// TestDamageOfTheRawFile is not forgotten over a check of the main one.
func TestDamageOfTheRawFile(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	blobs := make([]Blob, 200)
	for i := range blobs {
		blobs[i] = NewBlob([]byte(strings.Repeat(NewID(), 10)))
	}
	if err := errors.Join(st.KeepBlobs(t.Context(), blobs), st.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, rawFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	clear(damaged[len(damaged)/2:])
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	st = open(t, dir, Options{})
	for _, b := range blobs {
		_, err = st.Blob(t.Context(), b.SHA256)
		if err != nil {
			break
		}
	}
	for range 2 {
		if damage := st.Damage(); damage == nil || damage.Params["file"] != path {
			t.Fatalf("%v after %v", damage, err)
		}
		if err := st.Check(t.Context()); !desk.HasCode(err, desk.ErrDataDamaged) {
			t.Errorf("a check of the damaged file: %v", err)
		}
		st = reopened(t, st)
	}
	if err := errors.Join(st.Close(), os.WriteFile(path, whole, 0o600)); err != nil {
		t.Fatal(err)
	}
	if st = open(t, dir, Options{}); st.Damage() != nil {
		t.Errorf("both are whole again: %v", st.Damage())
	}
}

// inPlace puts a file of other bytes where the main one lies, as a file manager does.
func inPlace(t *testing.T, dir string, content []byte) {
	t.Helper()
	next := filepath.Join(dir, "next")
	if err := errors.Join(os.WriteFile(next, content, 0o600), os.Rename(next, filepath.Join(dir, mainFile))); err != nil {
		t.Fatal(err)
	}
}

// intoLog writes something that lies in the write-ahead log only; inLog tells whether it is there.
func intoLog(t *testing.T, st *Store) {
	t.Helper()
	if err := st.Write(t.Context(), func(tx *Tx) error { return tx.Settings().Put("log", "here only") }); err != nil {
		t.Fatal(err)
	}
}

func inLog(t *testing.T, st *Store) (found bool) {
	t.Helper()
	read(t, st, func(tx *ReadTx) (err error) {
		_, found, err = tx.Settings().Get("log")
		return err
	})
	return found
}

// TestAFilePutInPlaceWhileOpen is not the one that is open: nothing is acknowledged that the next opening would not find.
func TestAFilePutInPlaceWhileOpen(t *testing.T) {
	for name, meet := range map[string]func(*Store) error{
		"of a damaged one": func(st *Store) error { return st.Check(context.Background()) },
		"of a whole one":   func(*Store) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			dir, whole := damagedInside(t)
			st := open(t, dir, Options{})
			intoLog(t, st)
			_ = meet(st)
			inPlace(t, dir, whole)
			if err := st.Check(t.Context()); !desk.HasCode(err, desk.ErrDataReplaced) {
				t.Errorf("a check of another file: %v", err)
			}
			p := newPerson(1)
			for what, err := range map[string]error{
				"rows":    st.Write(t.Context(), func(*Tx) error { t.Error("written"); return nil }),
				"content": st.KeepBlobs(t.Context(), []Blob{NewBlob([]byte("x"))}),
			} {
				if !desk.HasCode(err, desk.ErrDataReplaced) && !desk.HasCode(err, desk.ErrDataDamaged) {
					t.Errorf("%s: %v", what, err)
				}
			}
			st = reopened(t, st)
			if err := st.Check(t.Context()); err != nil || st.Damage() != nil {
				t.Fatalf("a whole file: %v, %v", err, st.Damage())
			}
			if inLog(t, st) {
				t.Error("the log of the one before was written into the other")
			}
			id := p.says(t, st, "again", "de novo")
			st = reopened(t, st)
			read(t, st, func(tx *ReadTx) error { _, err := tx.Messages().Get(id); return err })
		})
	}
}

func TestDamageMetDuringACheckIsNotForgotten(t *testing.T) {
	st := open(t, closedFolder(t), Options{})
	for _, before := range []string{"nothing was feared", "damage was known"} {
		met := st.timesMet()
		_ = st.meet(mainFile, errors.New("met by a reader"))
		if err := st.passed(t.Context(), met); !desk.HasCode(err, desk.ErrDataDamaged) {
			t.Errorf("%s: the check ends with %v", before, err)
		}
		staysClosed(t, st)
	}
	if st = reopened(t, st); st.Damage() != nil || st.CheckDue() {
		t.Errorf("the file was whole all the time: %v", st.Damage())
	}
}

// TestADamagedFolderIsLeftAsItIs: opening and closing it again writes nothing, and what lies in its log stays there.
func TestADamagedFolderIsLeftAsItIs(t *testing.T) {
	dir, older := damagedInside(t)
	st := open(t, dir, Options{})
	intoLog(t, st)
	if err := st.Check(t.Context()); !desk.HasCode(err, desk.ErrDataDamaged) {
		t.Fatal(err)
	}
	before := contentOf(t, dir)
	if len(before[mainFile+walSuffix]) == 0 {
		t.Fatal("nothing lies in the log")
	}
	for round := range 3 {
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		for name, content := range contentOf(t, dir) {
			if !bytes.Equal(content, before[name]) {
				t.Errorf("round %d: %s was written", round, name)
			}
		}
		st = open(t, dir, Options{})
		staysClosed(t, st)
		if !inLog(t, st) {
			t.Errorf("round %d: what lay in the log is lost", round)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	inPlace(t, dir, older)
	st = open(t, dir, Options{})
	if err := st.Check(t.Context()); err != nil {
		t.Errorf("the copy has become damaged: %v", err)
	}
	if inLog(t, st) {
		t.Error("the log of the one before was written into the copy")
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, mainFile+walSuffix+"-*")); len(aside) != 1 {
		t.Errorf("the log was put aside as %v", aside)
	}
}

// contentOf reads the databases of a folder and the log.
func contentOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	for _, name := range []string{mainFile, rawFile, mainFile + walSuffix} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		found[name] = content
	}
	return found
}

// TestADamagedFolderOfAnOlderSchemaIsNotMigrated, which would write into it.
func TestADamagedFolderOfAnOlderSchemaIsNotMigrated(t *testing.T) {
	dir, _ := damagedInside(t)
	st := open(t, dir, Options{})
	if _, err := st.writer.Exec("DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)"); err != nil {
		t.Fatal(err)
	}
	if err := st.Check(t.Context()); !desk.HasCode(err, desk.ErrDataDamaged) {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	refusedUntouched(t, dir, filepath.Join(dir, mainFile), desk.ErrDataDamaged)
}

// TestAVerificationCutShortIsNoDamage: it was waiting behind a writer when it was cut.
func TestAVerificationCutShortIsNoDamage(t *testing.T) {
	st := open(t, closedFolder(t), Options{})
	ctx, cut := context.WithCancel(t.Context())
	defer cut()
	err := st.Write(t.Context(), func(*Tx) error {
		ended := make(chan error)
		go func() {
			_, err := st.Verify(ctx)
			ended <- err
		}()
		for st.writer.Stats().WaitCount == 0 {
			runtime.Gosched()
		}
		cut()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("cut short: %v", err)
		}
		return nil
	})
	if err != nil || st.Damage() != nil {
		t.Errorf("a healthy shop: %v, %v", err, st.Damage())
	}
	if st = reopened(t, st); st.CheckDue() || st.Damage() != nil {
		t.Errorf("opened again: due %v, %v", st.CheckDue(), st.Damage())
	}
}

// TestWhatWaitedIsNotWrittenIntoDamage: it was let in before the damage was met, by whoever had the turn.
func TestWhatWaitedIsNotWrittenIntoDamage(t *testing.T) {
	st := open(t, closedFolder(t), Options{})
	waited := make(chan error, 2)
	hold, err := st.raw.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = st.Write(t.Context(), func(*Tx) error {
		entered := make(chan struct{})
		go func() {
			close(entered)
			waited <- st.Write(t.Context(), func(*Tx) error { t.Error("rows were written"); return nil })
		}()
		go func() { waited <- st.KeepBlobs(t.Context(), []Blob{NewBlob([]byte("depois"))}) }()
		<-entered
		for st.raw.Stats().WaitCount == 0 {
			runtime.Gosched()
		}
		_ = st.meet(mainFile, errors.New("met by the one before"))
		return hold.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := <-waited; !desk.HasCode(err, desk.ErrDataDamaged) {
			t.Errorf("what waited: %v", err)
		}
	}
	if _, err := st.Blob(t.Context(), NewBlob([]byte("depois")).SHA256); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("content was written: %v", err)
	}
}

// staysClosed wants a damaged store to write nothing and to read what it can.
func staysClosed(t *testing.T, st *Store) {
	t.Helper()
	ran := false
	for what, err := range map[string]error{
		"rows":    st.Write(t.Context(), func(*Tx) error { ran = true; return nil }),
		"content": st.KeepBlobs(t.Context(), []Blob{NewBlob([]byte("x"))}),
	} {
		if !desk.HasCode(err, desk.ErrDataDamaged) || ran {
			t.Errorf("%s: %v", what, err)
		}
	}
	read(t, st, func(tx *ReadTx) error {
		_, ok, err := tx.Settings().Get("station")
		if !ok {
			t.Error("what is whole cannot be read")
		}
		return err
	})
}

// TestRandomDamageIsNeverOpenedWithoutAWord: every file that was changed while nobody had it open is refused or to be
// checked, and one that the check calls whole can be read to its end.
func TestRandomDamageIsNeverOpenedWithoutAWord(t *testing.T) {
	dir := closedFolder(t)
	whole, err := os.ReadFile(filepath.Join(dir, mainFile))
	if err != nil {
		t.Fatal(err)
	}
	mark, err := os.ReadFile(filepath.Join(dir, leftFile))
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewSource(5))
	damages := []struct {
		name   string
		damage func(b []byte) []byte
	}{
		{"a bit", func(b []byte) []byte { b[rnd.Intn(len(b))] ^= 1 << rnd.Intn(8); return b }},
		{"bytes", func(b []byte) []byte { rnd.Read(b[rnd.Intn(len(b)-64):][:64]); return b }},
		{"a page", func(b []byte) []byte {
			clear(b[rnd.Intn(len(b)/4096)*4096:][:4096])
			return b
		}},
		{"the end", func(b []byte) []byte { return b[:rnd.Intn(len(b))] }},
	}
	found := map[string]int{}
	for _, d := range damages {
		for range 15 {
			if err := os.WriteFile(filepath.Join(dir, leftFile), mark, 0o600); err != nil { // as after a clean end
				t.Fatal(err)
			}
			found[d.name+" "+sayOf(t, dir, d.damage(bytes.Clone(whole)))]++
		}
	}
	if found["a page damaged"] == 0 || found["the end refused"] == 0 {
		t.Errorf("%v", found)
	}
}

// sayOf opens the folder with other bytes in its main file and tells what was said: refused, damaged or whole.
func sayOf(t *testing.T, dir string, content []byte) string {
	t.Helper()
	put(t, dir, content)
	st, err := Open(t.Context(), dir, Options{})
	if err != nil {
		if !desk.HasCode(err, desk.ErrDataDamaged) {
			t.Errorf("refused as %v", err)
		}
		return "refused"
	}
	defer st.Close()
	if !st.CheckDue() {
		t.Error("opened as if nothing had happened")
	}
	if err := st.Check(t.Context()); err != nil {
		if !desk.HasCode(err, desk.ErrDataDamaged) {
			t.Errorf("found as %v", err)
		}
		return "damaged"
	}
	read(t, st, func(tx *ReadTx) error {
		return tx.q.tx.QueryRow("SELECT sum(length(body)) FROM message_text").Scan(new(int))
	})
	return "whole"
}

// TestRebuildMendsADamagedIndex: what is made anew may be written although it was damaged.
func TestRebuildMendsADamagedIndex(t *testing.T) {
	st := open(t, folder(t), Options{})
	newPerson(1).says(t, st, "a", strings.Repeat("palavra ", 50))
	if _, err := st.writer.Exec("UPDATE message_fts_data SET block = x'00' WHERE id > 10"); err != nil {
		t.Fatal(err)
	}
	if err := st.Check(t.Context()); !desk.HasCode(err, desk.ErrDataDamaged) {
		t.Fatalf("the index is damaged: %v", err)
	}
	if err := st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := st.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	newPerson(1).says(t, st, "b", "outra")
	if len(search(t, st, "palavra")) != 1 {
		t.Error("not found")
	}
}
