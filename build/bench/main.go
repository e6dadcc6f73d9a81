// Command bench measures Balcão beside mbsync and notmuch, in one run, against one mail server.
//
// It drives Balcão by its command line only, knows nothing of its inside, and checks what each program
// says it has before it compares seconds. The server and the corpus are made by bench.sh.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// options are the flags.
type options struct {
	program string // Balcão without its window
	imap    string // the server, HOST:PORT
	user    string
	corpus  string // Maildir that the account holds
	more    string // Maildir of newly arrived messages
	deliver string // command that delivers more, in words
	work    string // folder for what the programs write
	repeats int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, readFlags()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func readFlags() options {
	var o options
	flag.StringVar(&o.program, "program", "", "Balcão's binary")
	flag.StringVar(&o.imap, "imap", "", "HOST:PORT of the server")
	flag.StringVar(&o.user, "user", "bench", "account on the server; its password is \"bench\"")
	flag.StringVar(&o.corpus, "corpus", "", "Maildir that the account holds, as mailgen wrote it")
	flag.StringVar(&o.more, "more", "", "Maildir of messages that arrive later")
	flag.StringVar(&o.deliver, "deliver", "", "command that delivers them")
	flag.StringVar(&o.work, "work", "", "folder for what the programs write; emptied")
	flag.IntVar(&o.repeats, "repeats", 3, "how often the sync with nothing new is measured")
	flag.Parse()
	return o
}

// run is the whole comparison: both programs through the same counting proxy, first sync, nothing new,
// some new.
func run(ctx context.Context, o options) error {
	first, err := readTruth(o.corpus)
	if err != nil {
		return err
	}
	later, err := readTruth(o.more)
	if err != nil {
		return err
	}
	if err := emptyFolder(o.work); err != nil {
		return err
	}
	wire, err := listenProxy(o.imap)
	if err != nil {
		return err
	}
	defer wire.Close()

	rival := &rivals{folder: filepath.Join(o.work, "rivals"), user: o.user, port: wire.port()}
	ours := &balcao{program: o.program, folder: filepath.Join(o.work, "balcao"), user: o.user, port: wire.port()}
	var table report
	steps := []func(context.Context) error{
		rival.prepare,
		ours.prepare,
		func(ctx context.Context) error { return table.firstSync(ctx, rival, ours, wire, first) },
		func(ctx context.Context) error { return table.nothingNew(ctx, rival, ours, wire, o.repeats) },
		func(ctx context.Context) error { return execute(ctx, strings.Fields(o.deliver)) },
		func(ctx context.Context) error { return table.someNew(ctx, rival, ours, wire, first, later) },
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	table.print(os.Stdout)
	return nil
}

func emptyFolder(path string) error {
	if path == "" {
		return fmt.Errorf("-work is required")
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o700)
}

func execute(ctx context.Context, words []string) error {
	if len(words) == 0 {
		return fmt.Errorf("-deliver is required")
	}
	out, err := exec.CommandContext(ctx, words[0], words[1:]...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(words, " "), err, out)
	}
	return nil
}
