// Command mailgen writes a realistic Maildir of a shop's mail, the same bytes for the same seed.
//
//	mailgen -n 50000 -out DIR                   the whole corpus
//	mailgen -n 50100 -from 50000 -new -out DIR  only messages 50000 to 50099, as newly delivered
//
// Message i has the same bytes whatever -n is. Beside DIR goes DIR.truth.tsv with one line per message:
// index, file, customer, thread, direction, language, kind, charset, encoding, bytes, Message-ID, time, the customer's address.
//
// It sends nothing and knows nothing of how Balcão or any other program reads mail.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	count, first         int
	folder               string
	seed                 uint64
	customers            int
	split, unseen        bool
	htmlShare, fileShare int
}

func main() {
	if err := run(readFlags()); err != nil {
		fmt.Fprintln(os.Stderr, "mailgen:", err)
		os.Exit(1)
	}
}

func readFlags() options {
	var o options
	flag.IntVar(&o.count, "n", 50000, "messages in the corpus")
	flag.IntVar(&o.first, "from", 0, "first index to write")
	flag.StringVar(&o.folder, "out", "", "Maildir to create")
	flag.Uint64Var(&o.seed, "seed", 1, "seed")
	flag.IntVar(&o.customers, "customers", 3000, "number of customers (Zipf distributed)")
	flag.BoolVar(&o.split, "split", false, "put the shop's own messages into .Sent (Maildir++)")
	flag.IntVar(&o.htmlShare, "html", 15, "percent of messages with an HTML alternative")
	flag.IntVar(&o.fileShare, "attach", 5, "percent of messages with an attachment")
	flag.BoolVar(&o.unseen, "new", false, "write into new/ without flags")
	flag.Parse()
	return o
}

func run(o options) error {
	if o.folder == "" {
		return fmt.Errorf("-out is required")
	}
	if err := o.makeFolders(); err != nil {
		return err
	}
	truth, err := o.openTruth()
	if err != nil {
		return err
	}
	defer truth.Close()
	facts := bufio.NewWriter(truth)
	if err := o.write(facts); err != nil {
		return err
	}
	if err := facts.Flush(); err != nil {
		return err
	}
	return truth.Close()
}

func (o options) makeFolders() error {
	folders := []string{"cur", "new", "tmp"}
	if o.split {
		folders = append(folders, ".Sent/cur", ".Sent/new", ".Sent/tmp")
	}
	for _, folder := range folders {
		if err := os.MkdirAll(filepath.Join(o.folder, folder), 0o700); err != nil {
			return err
		}
	}
	return nil
}

func (o options) openTruth() (*os.File, error) {
	mode := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	if o.first > 0 {
		mode = os.O_CREATE | os.O_WRONLY | os.O_APPEND
	}
	return os.OpenFile(strings.TrimSuffix(o.folder, "/")+".truth.tsv", mode, 0o600)
}

// write composes every letter from the first on, for the threads' sake, and keeps those asked for.
func (o options) write(facts *bufio.Writer) error {
	town := newTown(rand.New(rand.NewPCG(o.seed, 7)), o.customers)
	now := time.Date(2023, 1, 2, 8, 0, 0, 0, time.FixedZone("", -3*3600))
	scratch := make([]byte, maxFile)
	total := 0
	for i := range o.count {
		r := rand.New(rand.NewPCG(o.seed, 1000+uint64(i))) // a stream per message: none depends on how many there are
		now = now.Add(time.Duration(r.ExpFloat64()*480) * time.Second)
		customer := town.pick(r)
		p := town.people[customer]
		l := &letter{
			index: i, at: now, thread: town.threadOf(p, r), randomness: r, scratch: scratch,
			htmlShare: o.htmlShare, fileShare: o.fileShare,
		}
		l.compose(p)
		l.thread.remember(l)
		if i < o.first {
			continue
		}
		name, err := o.deliver(l)
		if err != nil {
			return err
		}
		total += len(l.raw)
		fmt.Fprintf(facts, "%d\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", i, name, customer, l.thread.id, direction(l.outgoing),
			l.language.code, l.kind, l.charset, l.transfer, len(l.raw), l.messageID, l.at.UTC().Format(time.RFC3339), l.customerAddress())
	}
	written := max(o.count-o.first, 0)
	fmt.Printf("messages=%d bytes=%d mean=%d threads=%d until=%s\n", written, total, total/max(1, written), town.threads, now.Format(time.DateOnly))
	return nil
}

func direction(outgoing bool) string {
	if outgoing {
		return "out"
	}
	return "in"
}

// deliver writes one file of the Maildir, named as Dovecot does with its size on disk and on the wire.
func (o options) deliver(l *letter) (string, error) {
	folder, flags := "cur", ":2,S"
	if o.unseen {
		folder, flags = "new", ""
	}
	if o.split && l.outgoing {
		folder = ".Sent/" + folder
	}
	onTheWire := len(l.raw) + bytes.Count(l.raw, []byte("\n"))
	name := fmt.Sprintf("%d.M%07dP1.gen,S=%d,W=%d%s", l.at.Unix(), l.index, len(l.raw), onTheWire, flags)
	path := filepath.Join(o.folder, folder, name)
	if err := os.WriteFile(path, l.raw, 0o600); err != nil {
		return "", err
	}
	return name, os.Chtimes(path, l.at, l.at)
}
