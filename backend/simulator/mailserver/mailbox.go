package mailserver

import (
	"bytes"
	"slices"
	"sort"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// Mail is one mail of a folder.
type Mail struct {
	Received time.Time
	Seen     bool
	// Render gives the bytes, each time the same ones.
	Render func() []byte
}

// stored is a mail with its place. Only flags and size change, under the folder's lock.
type stored struct {
	Mail
	uid   imap.UID
	flags []imap.Flag
	size  int64 // 0: not asked for yet
}

// folder is one mailbox of the server.
type folder struct {
	name     string
	use      imap.MailboxAttr // empty: no special use
	validity uint32
	tracker  *imapserver.MailboxTracker

	mu      sync.Mutex
	mails   []*stored
	nextUID imap.UID
	changed chan struct{} // closed and replaced at every change
}

// newFolder fills a folder. UIDs of what arrives later begin at later, if that is above what is there.
func newFolder(name string, use imap.MailboxAttr, validity uint32, later imap.UID, mails []Mail) *folder {
	f := &folder{name: name, use: use, validity: validity, nextUID: 1, changed: make(chan struct{})}
	for _, m := range mails {
		f.keep(m, nil)
	}
	f.nextUID = max(f.nextUID, later)
	f.tracker = imapserver.NewMailboxTracker(uint32(len(mails)))
	return f
}

func (f *folder) keep(m Mail, flags []imap.Flag) *stored {
	if m.Seen && !slices.Contains(flags, imap.FlagSeen) {
		flags = append(flags, imap.FlagSeen)
	}
	s := &stored{Mail: m, uid: f.nextUID, flags: flags}
	f.mails = append(f.mails, s)
	f.nextUID++
	return s
}

// add takes a new mail in and tells every connection that has the folder open.
func (f *folder) add(raw []byte, received time.Time, flags []imap.Flag) *stored {
	kept := bytes.Clone(raw)
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.keep(Mail{Received: received, Render: func() []byte { return kept }}, flags)
	f.tracker.QueueNumMessages(uint32(len(f.mails)))
	f.announce()
	return s
}

// announce wakes whoever idles here. The library's own waking loses what happens just before it listens.
func (f *folder) announce() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// nextChange is closed at the next change.
func (f *folder) nextChange() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.changed
}

// snapshot is every mail, safe to read without the lock but for flags and size.
func (f *folder) snapshot() []*stored {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.mails)
}

func (f *folder) flagsOf(s *stored) []imap.Flag {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(s.flags)
}

// sizeOf renders a mail once to learn its size.
func (f *folder) sizeOf(s *stored) int64 {
	f.mu.Lock()
	size := s.size
	f.mu.Unlock()
	if size == 0 {
		size = int64(len(s.Render()))
		f.mu.Lock()
		s.size = size
		f.mu.Unlock()
	}
	return size
}

func (f *folder) unseen() (count, first uint32) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, s := range f.mails {
		if slices.Contains(s.flags, imap.FlagSeen) {
			continue
		}
		if count++; first == 0 {
			first = uint32(i) + 1
		}
	}
	return count, first
}

func (f *folder) status(options *imap.StatusOptions) *imap.StatusData {
	data := &imap.StatusData{Mailbox: f.name}
	all := f.snapshot()
	if options.NumMessages {
		n := uint32(len(all))
		data.NumMessages = &n
	}
	if options.UIDNext {
		f.mu.Lock()
		data.UIDNext = f.nextUID
		f.mu.Unlock()
	}
	if options.UIDValidity {
		data.UIDValidity = f.validity
	}
	if options.NumUnseen {
		n, _ := f.unseen()
		data.NumUnseen = &n
	}
	if options.NumRecent {
		data.NumRecent = new(uint32)
	}
	if options.Size {
		var total int64
		for _, s := range all {
			total += f.sizeOf(s)
		}
		data.Size = &total
	}
	return data
}

// setFlags changes the flags of one mail as STORE asks, and tells every connection but by.
func (f *folder) setFlags(m numbered, change *imap.StoreFlags, by *imapserver.SessionTracker) {
	f.mu.Lock()
	defer f.mu.Unlock()
	kept := m.flags
	if change.Op == imap.StoreFlagsSet {
		kept = nil
	}
	named := func(flag imap.Flag) bool { return slices.Contains(change.Flags, flag) }
	kept = slices.DeleteFunc(slices.Clone(kept), named)
	if change.Op != imap.StoreFlagsDel {
		kept = append(kept, change.Flags...)
	}
	m.flags = kept
	f.tracker.QueueMessageFlags(m.place, m.uid, slices.Clone(kept), by)
	f.announce()
}

// expunge removes what is flagged \Deleted, of uids only when they are given.
func (f *folder) expunge(uids *imap.UIDSet) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := len(f.mails) - 1; i >= 0; i-- {
		s := f.mails[i]
		if !slices.Contains(s.flags, imap.FlagDeleted) || uids != nil && !uids.Contains(s.uid) {
			continue
		}
		f.mails = slices.Delete(f.mails, i, i+1)
		f.tracker.QueueExpunge(uint32(i) + 1)
		f.announce()
	}
}

// numbered is a mail with its sequence number: its place in the folder, and seq as one connection knows
// it; 0: not announced to it yet.
type numbered struct {
	*stored
	place, seq uint32
}

// find gives the mails of a set, in order.
func (f *folder) find(set imap.NumSet, session *imapserver.SessionTracker) []numbered {
	f.mu.Lock()
	defer f.mu.Unlock()
	set = f.withoutStar(set)
	from, to := 0, len(f.mails)
	if uids, ok := set.(imap.UIDSet); ok && len(uids) == 1 {
		from = sort.Search(len(f.mails), func(i int) bool { return f.mails[i].uid >= uids[0].Start })
		to = sort.Search(len(f.mails), func(i int) bool { return f.mails[i].uid > uids[0].Stop })
	}
	var found []numbered
	for i := from; i < to; i++ {
		s := f.mails[i]
		seq := session.EncodeSeqNum(uint32(i) + 1)
		switch set := set.(type) {
		case imap.UIDSet:
			if !set.Contains(s.uid) {
				continue
			}
		case imap.SeqSet:
			if seq == 0 || !set.Contains(seq) {
				continue
			}
		}
		found = append(found, numbered{s, uint32(i) + 1, seq})
	}
	return found
}

// withoutStar replaces "*" by the last number (RFC 3501 §9: "5:*" holds the last one even when it is 3).
func (f *folder) withoutStar(set imap.NumSet) imap.NumSet {
	switch set := set.(type) {
	case imap.SeqSet:
		out := slices.Clone(set)
		for i := range out {
			out[i].Start, out[i].Stop = unstar(out[i].Start, out[i].Stop, uint32(len(f.mails)))
		}
		return out
	case imap.UIDSet:
		last := imap.UID(0)
		if n := len(f.mails); n > 0 {
			last = f.mails[n-1].uid
		}
		out := slices.Clone(set)
		for i := range out {
			out[i].Start, out[i].Stop = unstar(out[i].Start, out[i].Stop, last)
		}
		return out
	}
	return set
}

func unstar[N uint32 | imap.UID](start, stop, last N) (N, N) {
	if start != 0 && stop != 0 {
		return start, stop
	}
	if start == 0 {
		start = last
	}
	if stop == 0 {
		stop = last
	}
	return min(start, stop), max(start, stop)
}
