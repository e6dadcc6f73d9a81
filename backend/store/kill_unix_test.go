//go:build unix

package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"balcao/backend/desk"
)

const (
	killFolder = "BALCAO_TEST_KILL_FOLDER"
	killBatch  = 20
)

// killedWriter is the child: it takes in batches as a sync does and tells after each commit. It never ends.
func killedWriter(dir string) error {
	st, err := Open(context.Background(), dir, Options{})
	if err != nil {
		return err
	}
	var from int64
	if err := st.Read(context.Background(), func(tx *ReadTx) (err error) { from, err = tx.Messages().Count(); return err }); err != nil {
		return err
	}
	for n := int(from); ; n += killBatch {
		if err := killedBatch(st, n); err != nil {
			return err
		}
		fmt.Println("kept", n+killBatch)
	}
}

func killedBatch(st *Store, from int) error {
	var blobs []Blob
	var messages []NewMessage
	for i := from; i < from+killBatch; i++ {
		blob := NewBlob(fmt.Appendf(nil, "mail %d %s", i, strings.Repeat("corpo ", 500)))
		p := newPerson(i % 7)
		m := p.message(fmt.Sprint(i), desk.CustomerVoice, time.Now(), fmt.Sprintf("palavra numero%d", i))
		m.RawSHA256 = blob.SHA256
		blobs, messages = append(blobs, blob), append(messages, m)
	}
	blobs = append(blobs, NewBlob(noise(int64(from), inlineLimit+4096)))
	messages[0].RawSHA256 = blobs[killBatch].SHA256
	if err := st.KeepBlobs(context.Background(), blobs); err != nil {
		return err
	}
	return st.Write(context.Background(), func(tx *Tx) error {
		for i, m := range messages {
			p := newPerson((from + i) % 7)
			if from+i < 7 {
				if err := p.add(tx); err != nil {
					return err
				}
			}
			if err := tx.Messages().Insert(m, p.id); err != nil {
				return err
			}
		}
		if from == 0 {
			if err := tx.Connections().Put(desk.Connection{ID: "mail", Kind: desk.MailConnection, Config: []byte("{}")}); err != nil {
				return err
			}
		}
		return tx.Connections().SetCursor("mail", desk.Cursor(fmt.Sprint(from+killBatch)))
	})
}

// TestKilledAtAnyMoment kills a writer again and again: what it told to be kept is here, and the cursor is where
// the messages are.
func TestKilledAtAnyMoment(t *testing.T) {
	if dir := os.Getenv(killFolder); dir != "" {
		t.Fatal(killedWriter(dir))
	}
	dir := folder(t)
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	total := 0
	for range rounds {
		told := runAndKill(t, dir, 1+r.Intn(6), time.Duration(r.Intn(15))*time.Millisecond)
		total = max(total, told)
		checkAfterKill(t, dir, total)
	}
	if total < rounds*killBatch {
		t.Errorf("only %d messages were kept: the test tested little", total)
	}
	st := open(t, dir, Options{})
	if v, err := st.Verify(t.Context()); err != nil || v.Database != "ok" || len(v.Missing)+len(v.Damaged) > 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

// runAndKill kills the child some time after it has told of some commits, and gives the last number told.
func runAndKill(t *testing.T, dir string, commits int, after time.Duration) (told int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledAtAnyMoment$")
	child.Env = append(os.Environ(), killFolder+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for seen := 0; lines.Scan(); {
		if n, _ := fmt.Sscanf(lines.Text(), "kept %d", &told); n != 1 {
			t.Logf("the child says %s", lines.Text())
			continue
		}
		if seen++; seen == commits {
			time.AfterFunc(after, func() { _ = child.Process.Signal(syscall.SIGKILL) })
		}
	}
	if err := child.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return told
}

func checkAfterKill(t *testing.T, dir string, told int) {
	t.Helper()
	st := open(t, dir, Options{})
	defer func() { _ = st.Close() }()
	var said string
	if err := st.writer.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Fatalf("after a kill the database is %s, %v", said, err)
	}
	read(t, st, func(tx *ReadTx) error {
		n, err := tx.Messages().Count()
		if err != nil {
			return err
		}
		all, err := tx.Connections().All()
		if err != nil {
			return err
		}
		if len(all) != 1 || string(all[0].Cursor) != fmt.Sprint(n) {
			t.Fatalf("%d messages are here, the cursor is %+v", n, all)
		}
		if int(n) < told {
			t.Fatalf("%d messages were told to be kept, %d are here", told, n)
		}
		for i := range told {
			m, err := tx.Messages().Get(desk.MessageID(desk.HashID("test", fmt.Sprint(i))))
			if err != nil {
				return fmt.Errorf("message %d: %w", i, err)
			}
			if _, err := st.Blob(t.Context(), m.RawSHA256); err != nil {
				return fmt.Errorf("bytes of message %d: %w", i, err)
			}
		}
		return nil
	})
	if found := search(t, st, fmt.Sprintf("numero%d", told-1)); len(found) != 1 {
		t.Fatalf("the last message told to be kept is found %d times", len(found))
	}
	if parts, _ := filepath.Glob(filepath.Join(dir, filesDir, "*", "*.zst")); len(parts) < told/killBatch {
		t.Fatalf("%d files for %d batches", len(parts), told/killBatch)
	}
}

// TestTheLockIsGivenBackAtOnce: a process that is being started has a copy of every open file for a moment.
func TestTheLockIsGivenBackAtOnce(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	inherited, err := syscall.Dup(int(st.lock.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Close(inherited) }()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, Options{})
}
