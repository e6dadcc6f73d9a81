package ingest

import (
	"context"
	"errors"
	"time"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// File is what an intake of old messages goes by. What a file holds is history: nobody waits for an answer to it, and it is in
// no case.
type File struct {
	Import desk.EventID
	Mine   []string // mail addresses of the shop besides those of its accounts
	// Rehearse keeps nothing, and tells what would have come.
	Rehearse bool
}

// Old is what a file says of a message beyond what a provider would.
type Old struct {
	Line  int
	Name  string // of the customer, where the message itself names her not
	Files []OldFile
	// Within is how far apart the same words are the same message, of what has no id of its own; 0: the id tells.
	Within time.Duration
}

// OldFile is a file that came with a message.
type OldFile struct {
	Name, Type string
	Data       []byte
}

func (o *Old) size() (n int64) {
	if o == nil {
		return 0
	}
	for _, f := range o.Files {
		n += int64(len(f.Data))
	}
	return n
}

// Outcome is what became of the message of a line.
type Outcome struct {
	Line  int
	New   bool
	Added bool // it was here, and lacked the files
}

// Archive takes in the messages of a file. Use it from one goroutine, and Close it in any case.
type Archive struct{ intake *Intake }

// BeginArchive starts to take in a file.
func BeginArchive(ctx context.Context, st *store.Store, f File) (*Archive, error) {
	s, err := loadShop(ctx, st, desk.Connection{})
	if err != nil {
		return nil, err
	}
	for _, address := range f.Mine {
		s.addMail(address)
	}
	return &Archive{begin(ctx, st, s, Options{}, &archive{by: f.Import, rehearse: f.Rehearse, seen: map[desk.MessageID]bool{}})}, nil
}

// IsMine tells whether a mail address is the shop's.
func (a *Archive) IsMine(address string) bool { return a.intake.reader.shop.ownMail[mailKey(address)] }

// HasAddress tells whether any mail address is known as the shop's.
func (a *Archive) HasAddress() bool { return len(a.intake.reader.shop.ownMail) > 0 }

// Take keeps one message. An error means that nothing more can be taken.
func (a *Archive) Take(in *channel.Inbound, old Old) error {
	return a.intake.take(&job{in: in, old: &old, read: make(chan struct{})})
}

// Close writes what is still in hand, and tells of each message what became of it.
func (a *Archive) Close() ([]Outcome, error) {
	_, err := a.intake.Close()
	return a.intake.archive.outcomes, err
}

// archive is what the writer knows of the file. Only one goroutine writes.
type archive struct {
	by       desk.EventID
	rehearse bool
	seen     map[desk.MessageID]bool // in a rehearsal: what would be here by now
	outcomes []Outcome
}

var errRehearsed = errors.New("nothing is kept of a rehearsal")

func (a *archive) isRehearsal() bool { return a != nil && a.rehearse }

// end ends the transaction of a batch.
func (a *archive) end() error {
	if a.rehearse {
		return errRehearsed
	}
	return nil
}

// settle takes down what became of a batch.
func (a *archive) settle(plans []*plan, met []Outcome, err error) error {
	if errors.Is(err, errRehearsed) {
		err = nil
	}
	if a == nil || err != nil {
		return err
	}
	a.outcomes = append(a.outcomes, met...)
	for _, p := range plans {
		if a.rehearse {
			a.seen[p.message.ID] = true
		}
	}
	return nil
}

// saw tells of a message that it would be here by now, were this no rehearsal.
func (a *archive) saw(id desk.MessageID) bool { return a != nil && a.seen[id] }

// readOld takes in what the file says of a message.
func (p *plan) readOld(old *Old) {
	p.line, p.within = old.Line, old.Within
	if p.party.name == "" {
		p.party.name = desk.Clean(old.Name)
	}
	for _, f := range old.Files {
		blob := store.NewBlob(f.Data)
		p.blobs = append(p.blobs, blob)
		p.files = append(p.files, desk.Attachment{Name: f.Name, Type: f.Type, Size: blob.Size, SHA256: blob.SHA256})
	}
}

// brings notes what an import brought; what a provider brings is noted nowhere.
func (b *batch) brings(tx *store.Tx, kind, id string) error {
	if b.archive == nil {
		return nil
	}
	return tx.Connections().Imports().Bring(b.archive.by, kind, id)
}

// complete adds the files of a message that was brought before without them.
func (b *batch) complete(tx *store.Tx, p *plan, here desk.MessageID) error {
	if p.in.Mail || len(p.files) == 0 {
		return nil
	}
	has, err := tx.Attachments().Of(here)
	if err != nil || len(has) > 0 {
		return err
	}
	for i, f := range p.files {
		f.MessageID = here
		if err := tx.Attachments().Insert(f, i, ""); err != nil {
			return err
		}
	}
	p.added = true
	return tx.Connections().Imports().Filled(here)
}

// awaken makes news of what an import had brought as history, and a provider brings as news: whoever waits is not lost
// from sight, and whoever says that she wants no more is heard.
func (b *batch) awaken(tx *store.Tx, p *plan, here desk.MessageID) error {
	if p.message.History {
		return nil
	}
	m, customer, err := tx.Connections().Imports().Awake(here)
	if err != nil || customer == "" {
		return err
	}
	p.message.Message = m
	if err := consent.Heard(tx, m, p.says); err != nil {
		return err
	}
	return b.file(tx, p, customer)
}
