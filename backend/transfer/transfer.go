// Package transfer brings in what a shop has from before: mail out of files, exported WhatsApp chats, address books and
// lists of customers; and takes an import away again.
//
// What it brings is history: nobody waits for an answer to it and it opens no case. It reads files that anybody may have
// written, within bounds, and never writes a file. What the channels brought is not brought twice.
package transfer

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Options fit an import to its face.
type Options struct {
	// DryRun keeps nothing, and tells what would come.
	DryRun bool
	// Progress hears how much of the file was read, in bytes; may be nil.
	Progress func(done, total int64)
}

// Report is what came, or would have come.
type Report struct {
	ID      desk.EventID // what Undo takes; empty: nothing came
	Read    int          // messages, or customers
	New     int
	Updated int
	Skipped []Skip
}

// Skip is something that was left out, and where it stands.
type Skip struct {
	File   string // of a folder; empty: there is one only
	Line   int    // 0: the whole file
	Reason Reason
}

// Reason is why something was left out. The words are a contract of the command line.
type Reason string

// The reasons, besides those of customer.Refusal.
const (
	Here        Reason = "here"         // it is here already
	Repeated    Reason = "repeated"     // the file has it twice
	NotOurs     Reason = "not_ours"     // none of its addresses is the shop's
	NoMail      Reason = "not_mail"     // there is no mail in this file
	Unreadable  Reason = "unreadable"   // the file cannot be read
	TooLarge    Reason = "too_large"    // longer than anything that people write
	Draft       Reason = "draft"        // it was never sent
	Deleted     Reason = "deleted"      // it was thrown away, and is in the file still
	Spam        Reason = "spam"         // the provider held it for that
	System      Reason = "system"       // the program said it, not a person
	Incomplete  Reason = "incomplete"   // it ends in the middle
	NoDate      Reason = "no_date"      // it has a date that there is not
	ManyRefused Reason = "many_skipped" // more than are told one by one
)

// mostSkips bounds what is told one by one: of a file that is nothing but faults the first say enough.
const mostSkips = 100_000

// skip notes that something was left out.
func (r *Report) skip(s Skip) {
	switch {
	case len(r.Skipped) < mostSkips:
		r.Skipped = append(r.Skipped, s)
	case len(r.Skipped) == mostSkips:
		r.Skipped = append(r.Skipped, Skip{Reason: ManyRefused})
	}
}

// Harmless tells a reason that leaves nothing to be done.
func (r Reason) Harmless() bool {
	switch r {
	case Here, Repeated, System, Draft, Deleted, Spam:
		return true
	default:
		return false
	}
}

// begin writes down that an import is made, so that what it brings can be taken away however it ends.
func begin(ctx context.Context, st *store.Store, kind desk.ImportKind, path string, o Options) (desk.EventID, error) {
	id := desk.EventID(store.NewID())
	if o.DryRun {
		return id, nil
	}
	return id, st.Write(ctx, func(tx *store.Tx) error {
		return tx.Record(desk.MadeOf(id, kind, filepath.Base(path)))
	})
}

// finish gives the report its id, if anything can be taken away by it.
func (r *Report) finish(ctx context.Context, st *store.Store, id desk.EventID) error {
	return st.Read(context.WithoutCancel(ctx), func(tx *store.ReadTx) error {
		n, err := tx.Connections().Imports().Count(id)
		if err == nil && n > 0 {
			r.ID = id
		}
		return err
	})
}

// List lists the imports, those of purchases too, the latest first.
func List(ctx context.Context, st *store.Store) (list []desk.Made, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		list, err = tx.Connections().Imports().All()
		return err
	})
	return list, err
}

// meter counts what was read of some files.
type meter struct {
	ctx         context.Context
	done, total int64
	told        func(done, total int64)
}

func (m *meter) add(n int64) {
	m.done += n
	if m.told != nil {
		m.told(m.done, max(m.total, m.done))
	}
}

// metered reads a file, and stops when the import is cancelled.
type metered struct {
	*os.File
	*meter
}

func (m metered) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.File.Read(p)
	m.add(int64(n))
	return n, err
}

// listMark parts what an error lists: names and headings have commas in them.
const listMark = " · "

// openFile opens a file that is to be read from its beginning to its end.
func openFile(path string) (*os.File, int64, error) {
	f, err := os.Open(path) //nolint:gosec // the owner chose it
	if err != nil {
		return nil, 0, unreadable(path, err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a file")
	}
	if err != nil {
		return nil, 0, unreadable(path, errors.Join(err, f.Close()))
	}
	return f, info.Size(), nil
}

func unreadable(path string, err error) error {
	return desk.E(desk.ErrImportUnreadable, err, "file", filepath.Base(path))
}
