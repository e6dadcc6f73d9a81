package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"
)

// usable is how many messages make an inbox usable: the newest of them have to be there soon.
const usable = 500

// balcao is our own program, driven by its command line.
type balcao struct {
	program, folder, user string
	port                  int
}

// summary is the last line of a sync.
type summary struct {
	Accounts []struct {
		Pulled, New, Duplicates, Unparsed int
		Errors                            []json.RawMessage
	}
}

func (s summary) total() (fresh, duplicates, unparsed, errors int) {
	for _, a := range s.Accounts {
		fresh += a.New
		duplicates += a.Duplicates
		unparsed += a.Unparsed
		errors += len(a.Errors)
	}
	return fresh, duplicates, unparsed, errors
}

// synced is one measured sync.
type synced struct {
	cost
	summary summary
	usable  time.Duration // from the start until the newest messages are on the list; zero: not watched
}

func (b *balcao) common() []string {
	return []string{"--data", filepath.Join(b.folder, "data"), "--passphrase-file", filepath.Join(b.folder, "passphrase"), "--json"}
}

// prepare adds the account; everything in the corpus counts as living conversation, which is the most work.
func (b *balcao) prepare(ctx context.Context) error {
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.folder, "passphrase"), []byte("bench\n"), 0o600); err != nil {
		return err
	}
	arguments := append(
		[]string{
			"account", "add", "email", "--address", "contato@lojabalcao.example", "--user", b.user, "--secret-stdin", "--no-test",
			"--imap", "127.0.0.1:" + strconv.Itoa(b.port), "--imap-security", "plain",
			"--smtp", "127.0.0.1:9", "--smtp-security", "plain", "--history-days", "36500",
		}, b.common()...)
	command := exec.CommandContext(ctx, b.program, arguments...)
	command.Stdin = bytes.NewReader([]byte("bench\n"))
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("account add: %w\n%s", err, out)
	}
	return nil
}

// sync runs one sync to its end.
func (b *balcao) sync(ctx context.Context) (synced, error) {
	return b.follow(ctx, func(progress) {})
}

// firstSync also looks at the list from the first line of progress on, as the owner would.
func (b *balcao) firstSync(ctx context.Context, corpus truth) (synced, error) {
	start := time.Now()
	looking, stop := context.WithCancel(ctx)
	defer stop()
	var stored, listed time.Duration
	var look sync.WaitGroup
	begin := sync.OnceFunc(func() {
		look.Go(func() { listed = b.untilListed(looking, start, corpus) })
	})
	done, err := b.follow(ctx, func(p progress) {
		begin()
		if stored == 0 && p.Done >= usable {
			stored = time.Since(start)
		}
	})
	stop()
	look.Wait()
	if stored == 0 || listed == 0 {
		stored, listed = done.wall, done.wall
	}
	done.usable = max(stored, listed)
	return done, err
}

// progress is a line of a running sync.
type progress struct {
	Event, Stage string
	Done, Total  int
}

func (b *balcao) follow(ctx context.Context, watch func(progress)) (synced, error) {
	lines, write := io.Pipe()
	var done synced
	var reading sync.WaitGroup
	var readErr error
	reading.Go(func() {
		readErr = readLines(lines, &done.summary, watch)
		_, _ = io.Copy(io.Discard, lines) // after a line that cannot be read the program must not block
	})
	var err error
	done.cost, err = measure(ctx, write, nil, b.program, append([]string{"sync", "--once"}, b.common()...)...)
	write.Close()
	reading.Wait()
	if err == nil {
		err = readErr
	}
	return done, err
}

func readLines(lines io.Reader, last *summary, watch func(progress)) error {
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 4<<20)
	for scanner.Scan() {
		var p progress
		if err := json.Unmarshal(scanner.Bytes(), &p); err != nil {
			return fmt.Errorf("sync printed no JSON: %w", err)
		}
		if p.Event != "summary" {
			watch(p)
			continue
		}
		if err := json.Unmarshal(scanner.Bytes(), last); err != nil {
			return fmt.Errorf("the summary: %w", err)
		}
	}
	return scanner.Err()
}

// untilListed asks for the list again and again until everybody of the newest messages is on it.
func (b *balcao) untilListed(ctx context.Context, start time.Time, corpus truth) time.Duration {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		if b.lists(ctx, corpus) {
			return time.Since(start)
		}
		select {
		case <-ctx.Done():
			return 0
		case <-tick.C:
		}
	}
}

func (b *balcao) lists(ctx context.Context, corpus truth) bool {
	arguments := append([]string{"inbox", "--state", "all", "--limit", strconv.Itoa(10 * usable)}, b.common()...)
	out, err := exec.CommandContext(ctx, b.program, arguments...).Output()
	if err != nil {
		return false // the data folder is not there yet
	}
	var page struct {
		Rows []struct {
			LastAt time.Time `json:"last_at"`
		}
	}
	if json.Unmarshal(out, &page) != nil {
		return false
	}
	faces := 0
	for _, row := range page.Rows {
		if !row.LastAt.Before(corpus.since) {
			faces++
		}
	}
	return faces >= corpus.faces
}

// messages counts what the program lists.
func (b *balcao) messages(ctx context.Context) (int, error) {
	var lines counter
	_, err := measure(ctx, &lines, nil, b.program, append([]string{"message", "list"}, b.common()...)...)
	return int(lines), err
}

// counter counts the lines written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(bytes.Count(p, []byte("\n")))
	return len(p), nil
}
