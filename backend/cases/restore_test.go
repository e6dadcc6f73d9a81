package cases

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// givingFolder names the folder that a child gives numbers in; givingMemory, what its computer remembers.
const (
	givingFolder = "BALCAO_TEST_GIVING_FOLDER"
	givingMemory = "BALCAO_TEST_GIVING_MEMORY"
)

// giving is the child: a program on a data folder, which can be killed. For every line "TRANSACTIONS EACH TIME" it gives so
// many numbers at that time, and tells each after its commit. It ends when there are no more lines.
func giving(dir, memory string) (err error) {
	var at time.Time
	ctx := context.Background()
	st, err := store.Open(ctx, dir, store.Options{Memory: memory, Now: func() time.Time { return at }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var transactions, each int
		var seconds int64
		if _, err := fmt.Sscan(lines.Text(), &transactions, &each, &seconds); err != nil {
			return err
		}
		at = time.Unix(seconds, 0)
		for range transactions {
			numbers, err := openSome(ctx, st, each)
			if err != nil {
				return err
			}
			for _, p := range numbers {
				fmt.Println(string(p))
			}
		}
		fmt.Println("done")
	}
	return nil
}

func openSome(ctx context.Context, st *store.Store, n int) (numbers []desk.Protocol, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		for range n {
			k, err := open(tx, opening{identity: "ana@", customer: "ana", actor: desk.Owner})
			if err != nil {
				return err
			}
			numbers = append(numbers, k.Protocol)
		}
		return nil
	})
	return numbers, err
}

// counter is a data folder with the program that runs on it, if one does.
type counter struct {
	t       *testing.T
	dir     string
	memory  string
	program *exec.Cmd
	asks    io.WriteCloser
	tells   *bufio.Scanner
}

// start runs the program; false: the folder does not open.
func (c *counter) start() bool {
	c.t.Helper()
	if c.program != nil {
		return true
	}
	p := exec.Command(os.Args[0], "-test.run=^TestNoNumberTwice$")
	p.Env = append(os.Environ(), givingFolder+"="+c.dir, givingMemory+"="+c.memory)
	asks, err := p.StdinPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	out, err := p.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.program, c.asks, c.tells = p, asks, bufio.NewScanner(out)
	if c.tells.Scan() && c.tells.Text() == "ready" {
		return true
	}
	c.end()
	return false
}

// give gives what was told; all: the program did it to the end. It is killed after some numbers; 0: it is not.
func (c *counter) give(transactions, each int, at time.Time, killAfter int) (numbers []desk.Protocol, all bool) {
	c.t.Helper()
	_, _ = fmt.Fprintln(c.asks, transactions, each, at.Unix())
	for c.tells.Scan() {
		text := c.tells.Text()
		if text == "done" {
			return numbers, true
		}
		if len(text) != 13 {
			c.t.Logf("the program says %s", text)
			break
		}
		numbers = append(numbers, desk.Protocol(text))
		if len(numbers) == killAfter {
			_ = c.program.Process.Kill()
		}
	}
	c.end()
	return numbers, false
}

func (c *counter) kill() {
	if c.program != nil {
		_ = c.program.Process.Kill()
		c.end()
	}
}

// end lets the program come to its end.
func (c *counter) end() {
	if c.program == nil {
		return
	}
	_ = c.asks.Close()
	for c.tells.Scan() {
	}
	_ = c.program.Wait()
	c.program = nil
}

// backUp copies the folder as it lies there, whether the program runs or not.
func (c *counter) backUp() string {
	c.t.Helper()
	to := filepath.Join(c.t.TempDir(), "backup")
	copyTree(c.t, c.dir, to, overwriting)
	return to
}

// overwriting and replacing are the two ways in which a copy gets where a file lies already.
func overwriting(path string, content []byte) error { return os.WriteFile(path, content, 0o600) }

func replacing(path string, content []byte) error {
	return errors.Join(os.WriteFile(path+".copied", content, 0o600), os.Rename(path+".copied", path))
}

// copyTree copies a folder over another, with the times of the files.
func copyTree(t *testing.T, from, to string, put func(string, []byte) error) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil || e.IsDir() {
			return errors.Join(err, os.MkdirAll(filepath.Join(to, relative), 0o700))
		}
		return copyOne(path, filepath.Join(to, relative), put)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func copyOne(from, to string, put func(string, []byte) error) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	return errors.Join(put(to, content), os.Chtimes(to, info.ModTime(), info.ModTime()))
}

const mainFile = "balcao.db"

// restores are the ways in which a folder is put back where it lay, while no program runs on it.
var restores = map[string]func(t *testing.T, backup, dir string){
	"copied over it": func(t *testing.T, backup, dir string) {
		copyTree(t, backup, dir, overwriting)
	},
	"synchronized": func(t *testing.T, backup, dir string) {
		copyTree(t, backup, dir, replacing)
		for _, gone := range []string{"left.mark", mainFile + "-wal", mainFile + "-shm"} {
			if _, err := os.Stat(filepath.Join(backup, gone)); err != nil {
				_ = os.Remove(filepath.Join(dir, gone))
			}
		}
	},
	"the main file overwritten": func(t *testing.T, backup, dir string) {
		if err := overwriting(filepath.Join(dir, mainFile), read(t, filepath.Join(backup, mainFile))); err != nil {
			t.Fatal(err)
		}
	},
	"the main file replaced": func(t *testing.T, backup, dir string) {
		if err := copyOne(filepath.Join(backup, mainFile), filepath.Join(dir, mainFile), replacing); err != nil {
			t.Fatal(err)
		}
	},
	"deleted and copied": func(t *testing.T, backup, dir string) {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		copyTree(t, backup, dir, overwriting)
	},
	"moved aside and copied": func(t *testing.T, backup, dir string) {
		if err := os.Rename(dir, filepath.Join(t.TempDir(), "aside")); err != nil {
			t.Fatal(err)
		}
		copyTree(t, backup, dir, overwriting)
	},
	"the backup itself moved there": func(t *testing.T, backup, dir string) {
		moved := backup + "-moved"
		copyTree(t, backup, moved, overwriting)
		if err := errors.Join(os.RemoveAll(dir), os.Rename(moved, dir)); err != nil {
			t.Fatal(err)
		}
	},
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// history is one random life of two folders on one computer, the second a copy of the first.
type history struct {
	t        *testing.T
	chance   *rand.Rand
	at       time.Time
	counters []*counter
	backups  []string
	given    map[desk.Protocol]bool
	last     map[*counter]string // the station digits that must still be those of the next number; empty: any
	done     []string
	counts   map[string]int
}

// TestNoNumberTwice: whatever happens to two folders, however they are restored, no number is told twice.
func TestNoNumberTwice(t *testing.T) {
	if dir := os.Getenv(givingFolder); dir != "" {
		if err := giving(dir, os.Getenv(givingMemory)); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	steps := 150
	if testing.Short() {
		steps = 40
	}
	seed := uint64(time.Now().UnixNano())
	h := newHistory(t, seed)
	for range steps {
		h.step()
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, strings.Join(h.done, "; "))
		}
	}
	t.Logf("%d numbers, %v", len(h.given), h.counts)
	if len(h.given) < steps || h.counts["restore"] < steps/20 || h.counts["same station"] < steps/20 {
		t.Errorf("the test tested little")
	}
}

func newHistory(t *testing.T, seed uint64) *history {
	t.Helper()
	first := newStation(t, "")
	if err := first.st.Close(); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy")
	copyTree(t, first.dir, copied, overwriting)
	h := &history{
		t: t, chance: rand.New(rand.NewPCG(seed, 1)), at: first.at,
		given: map[desk.Protocol]bool{}, last: map[*counter]string{}, counts: map[string]int{},
	}
	memory := filepath.Join(t.TempDir(), "memory")
	for _, dir := range []string{first.dir, copied} {
		c := &counter{t: t, dir: dir, memory: memory}
		t.Cleanup(c.kill)
		h.counters, h.backups = append(h.counters, c), append(h.backups, c.backUp())
	}
	return h
}

func (h *history) note(c *counter, format string, args ...any) {
	h.done = append(h.done, fmt.Sprintf("%d: ", slices.Index(h.counters, c))+fmt.Sprintf(format, args...))
}

// step does one thing to one of the folders.
func (h *history) step() {
	h.t.Helper()
	c := h.counters[h.chance.IntN(len(h.counters))]
	switch n := h.chance.IntN(20); {
	case n < 7:
		h.give(c, 1+h.chance.IntN(5), 1, 0)
	case n < 8:
		h.give(c, 2, 400, 0)
	case n < 10:
		h.give(c, 30, 1, 1+h.chance.IntN(29))
		h.last[c] = "" // killed between what it remembers and the commit, it may count elsewhere
	case n < 12:
		h.note(c, "killed")
		c.kill()
	case n < 14:
		h.note(c, "closed")
		c.end()
	case n < 16:
		h.note(c, "backup %d", len(h.backups))
		h.backups = append(h.backups, c.backUp())
	case n < 17:
		h.at = h.at.Add(time.Duration(h.chance.IntN(200)-100) * time.Hour)
		h.note(c, "clock at %s", h.at)
	default:
		h.restore(c)
	}
}

func (h *history) give(c *counter, transactions, each, killAfter int) {
	h.t.Helper()
	h.note(c, "gives %d times %d, killed after %d", transactions, each, killAfter)
	if !c.start() {
		h.unusable(c)
		return
	}
	numbers, all := c.give(transactions, each, h.at, killAfter)
	for _, p := range numbers {
		if h.given[p] {
			h.t.Errorf("%s is given twice", p)
		}
		h.given[p] = true
	}
	switch {
	case !all && (killAfter == 0 || len(numbers) < killAfter):
		h.unusable(c)
	case all:
		h.stays(c, numbers)
	}
}

// stays compares the station digits with those before, if nothing happened that changes them.
func (h *history) stays(c *counter, numbers []desk.Protocol) {
	h.t.Helper()
	first, last := numbers[0], numbers[len(numbers)-1]
	if was := h.last[c]; was != "" && first[8:11] != "001" {
		h.counts["same station"]++
		if was != first.Station() {
			h.t.Errorf("%s, but the station was %s", first, was)
		}
	}
	h.last[c] = last.Station()
}

// restore puts a backup, of either folder, where one lies.
func (h *history) restore(c *counter) {
	h.t.Helper()
	if h.chance.IntN(2) == 0 {
		c.kill()
	} else {
		c.end()
	}
	ways := slices.Sorted(maps.Keys(restores))
	way, backup := ways[h.chance.IntN(len(ways))], h.chance.IntN(len(h.backups))
	h.note(c, "backup %d %s", backup, way)
	restores[way](h.t, h.backups[backup], c.dir)
	h.last[c] = ""
	h.counts["restore"]++
}

// unusable begins anew from a whole backup: a main file beside the log of another may be damaged.
func (h *history) unusable(c *counter) {
	h.t.Helper()
	h.note(c, "does not open")
	h.counts["unusable"]++
	restores["deleted and copied"](h.t, h.backups[0], c.dir)
	h.last[c] = ""
}
