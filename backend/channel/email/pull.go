package email

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// windowUIDs is how many messages are described in one command.
const windowUIDs = 2000

// workerRest is how long the connection may rest between two pulls and still be trusted.
const workerRest = 10 * time.Minute

// pull is one call of Pull.
type pull struct {
	m       *Mailbox
	sink    channel.Sink
	session *session
	unwatch func()
	folders folders
	state   state

	now      opened // the folder that is open
	outgoing bool
	done     int   // messages handed over, of the folder that is open
	total    int   // messages known to be missing from it
	fetched  int   // bodies that came whole, in all
	lost     int   // connections lost since the last body came
	later    error // what is told once everything else is done
	skip     map[place]bool
}

// place is a message that this pull has given up; the next one tries again.
type place struct {
	folder string
	uid    uint32
}

// Pull hands over every message of INBOX and the Sent folder that since does not cover: the newest of
// both first, then the rest. See channel.Source.
func (m *Mailbox) Pull(ctx context.Context, since channel.Cursor, sink channel.Sink) error {
	m.pulling.Lock()
	defer m.pulling.Unlock()
	p := &pull{m: m, sink: sink, state: parseCursor(since), unwatch: func() {}, skip: make(map[place]bool)}
	err := p.run(ctx)
	p.unwatch()
	p.retire(err)
	return err
}

func (p *pull) run(ctx context.Context) error {
	if err := p.start(ctx); err != nil {
		return err
	}
	var seen watermark
	for _, newestOnly := range []bool{true, false} {
		for _, name := range []string{inbox, p.folders.sent} {
			if name == "" {
				continue
			}
			if err := p.folder(ctx, name, newestOnly); err != nil {
				return err
			}
			if name == inbox && newestOnly {
				seen = watermark{p.now.uidValidity, p.now.uidNext}
			}
		}
		if p.complete() {
			break
		}
	}
	p.m.notes.setPulled(seen)
	return p.later
}

// complete tells whether the first round already brought everything that it saw.
func (p *pull) complete() bool {
	for _, name := range []string{inbox, p.folders.sent} {
		if f := p.state[name]; f != nil && len(f.stored.gaps(f.uidNext)) > 0 {
			return false
		}
	}
	return true
}

// start takes the connection of the last pull, or makes a new one, and finds the folders.
func (p *pull) start(ctx context.Context) error {
	if s := p.m.worker; s != nil && !s.broken() && p.m.opts.Now().Sub(s.used) < workerRest {
		p.attach(ctx, s)
		found, err := lister{s}.findFolders(ctx)
		if err == nil || ctx.Err() != nil {
			p.folders = found
			return err
		}
		s.drop()
	}
	for again := true; ; again = false {
		if err := p.connect(ctx); err != nil {
			return err
		}
		found, err := lister{p.session}.findFolders(ctx)
		if err == nil || !again || !p.m.notes.isUnlisted() || ctx.Err() != nil {
			p.folders = found
			return err
		}
	}
}

func (p *pull) connect(ctx context.Context) error {
	s, err := p.m.connect(ctx)
	if err != nil {
		return err
	}
	p.attach(ctx, s)
	return nil
}

func (p *pull) attach(ctx context.Context, s *session) {
	p.unwatch()
	p.session = s
	p.unwatch = s.watch(ctx)
	p.m.worker = s
}

// retire keeps the connection for the next pull if it is in order.
func (p *pull) retire(err error) {
	if p.session == nil {
		return
	}
	p.session.used = p.m.opts.Now()
	if err != nil && !channel.IsPartial(err) || p.session.broken() {
		p.session.drop()
		p.m.worker = nil
	}
}

// folder pulls what is missing of one folder, or only the newest window of it.
func (p *pull) folder(ctx context.Context, name string, newestOnly bool) error {
	if err := p.enter(ctx, name); err != nil {
		if name != inbox && !p.session.broken() && ctx.Err() == nil {
			if p.later == nil {
				p.later = channel.Partial{Err: err} // the Sent folder went away or is locked; INBOX goes on
			}
			return nil
		}
		return err
	}
	f := p.current()
	gaps := f.stored.gaps(p.now.uidNext)
	if len(gaps) == 0 {
		return nil
	}
	if p.now.messages == 0 {
		return p.cover(1, p.now.uidNext-1)
	}
	for i := range gaps {
		windows, err := survey{p}.windows(ctx, gaps[i])
		if err != nil {
			return err
		}
		for _, w := range windows {
			if err := p.window(ctx, w); err != nil {
				return err
			}
			if newestOnly {
				return nil
			}
		}
	}
	return nil
}

// enter opens a folder and lines its state up with what the server says now.
func (p *pull) enter(ctx context.Context, name string) error {
	o, err := p.session.examine(ctx, name)
	if err != nil {
		return err
	}
	p.now, p.outgoing, p.done, p.total = o, name != inbox, 0, 0
	f := p.current()
	f.uidNext = o.uidNext
	// A server that goes back without changing UIDVALIDITY will use those UIDs again.
	f.stored = f.stored.below(o.uidNext)
	return nil
}

func (p *pull) current() *folderState { return p.state.folder(p.now.name, p.now.uidValidity) }

// cover notes that nothing is missing between lo and hi.
func (p *pull) cover(lo, hi uint32) error {
	f := p.current()
	f.stored = f.stored.add(lo, hi)
	return p.sink.Take(nil, p.state.cursor())
}

// window is a span of UIDs that is described in one command.
type window struct {
	span
	claimed []uint32 // UIDs that a search found in it
	known   bool     // there was a search
}

// windows parts a gap, newest first. A gap that may hold many messages is searched first, since UIDs
// may be far apart: the windows then hold windowUIDs messages each, however wide they are.
func (p survey) windows(ctx context.Context, gap span) ([]window, error) {
	if gap.hi-gap.lo < windowUIDs {
		p.total += int(min(gap.hi-gap.lo+1, p.now.messages))
		return []window{{span: gap}}, nil
	}
	uids, err := p.claimed(ctx, gap)
	if err != nil {
		return nil, err
	}
	p.total += len(uids)
	var out []window
	for hi := gap.hi; ; {
		first := max(0, len(uids)-windowUIDs)
		w := window{span: span{gap.lo, hi}, claimed: uids[first:], known: true}
		if first > 0 {
			w.lo = uids[first]
		}
		out = append(out, w)
		if first == 0 {
			return out, nil
		}
		uids, hi = uids[:first], w.lo-1
	}
}

// claimed asks which UIDs of a span exist.
func (p survey) claimed(ctx context.Context, s span) ([]uint32, error) {
	set := uidRange(s.lo, s.hi)
	uids, err := p.session.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{set}}, p.now.messages)
	if err != nil {
		return nil, err
	}
	inside := uids[:0]
	for _, uid := range uids {
		if uid >= s.lo && uid <= s.hi {
			inside = append(inside, uid)
		}
	}
	return inside, nil
}

// reconnect takes a new connection to the same folder.
func (p *pull) reconnect(ctx context.Context) error {
	p.session.drop()
	if err := p.connect(ctx); err != nil {
		return err
	}
	o, err := p.session.examine(ctx, p.now.name)
	if err != nil {
		return err
	}
	if o.uidValidity != p.now.uidValidity {
		return desk.Passing(desk.ErrServer, errors.New("UIDVALIDITY changed during a pull"),
			"account", p.m.cfg.Address, "host", p.session.host)
	}
	return nil
}
