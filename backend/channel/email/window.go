package email

import (
	"context"
	"errors"
	"maps"
	"slices"

	"golang.org/x/sync/semaphore"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

const (
	// fetchTries is how often a message alone may end the connection before it counts as unreadable.
	fetchTries = 3
	// pullTries is in how many pulls that must happen when the line, not the words on it, broke.
	pullTries = 3
	// lossLimit is how many connections in a row may be lost without one mail coming through.
	lossLimit = 16
)

// unreadable is the Placeholder of a mail that the server cannot give.
const unreadable = "unreadable"

// sinkError marks an error of the sink, which is returned as it is.
type sinkError struct{ error }

// fetching is the work on one window.
type fetching struct {
	*pull
	queue    []*chunk
	suspects []item
}

// window pulls the messages of one window.
func (p *pull) window(ctx context.Context, w window) error {
	found, unknown, err := survey{p}.describe(ctx, w)
	if err != nil {
		return err
	}
	for _, uid := range unknown {
		found = merge(found, []sized{{uid: uid}})
	}
	maps.DeleteFunc(p.current().tries, func(uid uint32, _ int) bool { // what vanished needs no more tries
		return uid >= w.lo && uid <= w.hi && !slices.ContainsFunc(found, func(one sized) bool { return one.uid == uid })
	})
	if len(found) == 0 {
		return p.cover(w.lo, w.hi)
	}
	items := slices.DeleteFunc(cover(found, w.span), func(i item) bool { return p.skip[place{p.now.name, i.uid}] })
	f := &fetching{pull: p, queue: plan(items, p.current().tries, p.total-p.done)}
	if err := f.run(ctx); err != nil {
		return err
	}
	return f.judge(ctx)
}

// run fetches the queue. What ends badly is tried again, halved, and in the end suspected.
func (f *fetching) run(ctx context.Context) error {
	for len(f.queue) > 0 {
		done, err := f.stream(ctx, f.queue)
		f.queue = f.queue[done:]
		var fromSink sinkError
		switch {
		case err == nil:
		case errors.As(err, &fromSink):
			return fromSink.error
		case ctx.Err() != nil:
			return f.m.trouble.imapError(ctx, f.session, "fetch", err)
		default:
			if err := f.blame(ctx, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// stream hands over chunks until one ends badly, and tells how many were done. What did not come
// although its command ended well is put at the end of the queue.
func (f *fetching) stream(ctx context.Context, chunks []*chunk) (done int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	fetch := &fetcher{f.session, semaphore.NewWeighted(memoryLimit), make(chan got)}
	go fetch.run(ctx, chunks)
	defer func() {
		for range fetch.out { // until the fetcher has let go of the connection
		}
	}()
	for answer := range fetch.out {
		if answer.err != nil {
			return done, answer.err
		}
		if err := f.hand(answer); err != nil {
			f.session.drop()
			cancel()
			return done, sinkError{err}
		}
		fetch.memory.Release(answer.held)
		done++
	}
	return done, ctx.Err()
}

// hand gives a complete chunk to the sink, each message with the cursor that covers it.
func (f *fetching) hand(answer got) error {
	state := f.current()
	for _, i := range answer.chunk.items {
		body, ok := answer.bodies[i.uid]
		if !ok {
			f.again(i)
			continue
		}
		in := f.inbound(i)
		in.Raw = body
		if i.headerOnly() {
			in.FullSize = i.size
		}
		delete(state.tries, i.uid)
		state.stored = state.stored.add(i.lo, i.hi)
		if err := f.sink.Take(in, f.state.cursor()); err != nil {
			return err
		}
		f.done++
		f.fetched++
		f.lost = 0
	}
	f.sink.Progress(channel.Reading{Stage: f.stage(), At: answer.chunk.items[0].received, Done: f.done, Total: max(f.total, f.done)})
	return nil
}

func (p *pull) stage() string {
	if p.outgoing {
		return "sent"
	}
	return "inbox"
}

// inbound is the frame of a message, without its bytes.
func (p *pull) inbound(i item) *channel.Inbound {
	return &channel.Inbound{
		Channel: desk.Email, Mail: true, Received: i.received, Outgoing: p.outgoing,
		Folder: p.now.name, UIDValidity: p.now.uidValidity, UID: i.uid,
	}
}

// again asks once more, alone, for a message that did not come, and suspects it in the end.
func (f *fetching) again(i item) {
	if i.asked++; i.asked >= askTries {
		f.suspects = append(f.suspects, i)
		return
	}
	f.queue = append(f.queue, &chunk{items: []item{i}})
}

// blame looks for the message that ended the chunk at the head of the queue badly.
func (f *fetching) blame(ctx context.Context, cause error) error {
	head := f.queue[0]
	if fellSilent(cause) {
		// Waiting again would double the silence; the next pull asks for these one by one.
		if err := f.remember(head); err != nil {
			return err
		}
		return cause
	}
	if f.lost++; f.lost >= lossLimit {
		return cause
	}
	if f.session.broken() {
		if err := f.reconnect(ctx); err != nil {
			return err
		}
	}
	head.fails++
	switch {
	case len(head.items) > 1 && head.fails >= 2:
		f.queue = append(head.halves(), f.queue[1:]...)
	case len(head.items) == 1 && head.fails >= fetchTries:
		f.queue = f.queue[1:]
		return f.suspect(head, cause)
	}
	return nil
}

// suspect decides about a message that ended every connection on which it was asked for. Nonsense on
// the line is the message's fault; a line that broke may be anybody's, so that must happen in several
// pulls.
func (f *fetching) suspect(c *chunk, cause error) error {
	if desk.HasCode(cause, desk.ErrUnreachable) {
		if uid := c.items[0].uid; f.current().tries[uid]+1 < pullTries {
			f.skip[place{f.now.name, uid}] = true
			f.later = cause
			return f.remember(c)
		}
	}
	f.suspects = append(f.suspects, c.items[0])
	return nil
}

// remember counts a broken pull for each message of a chunk, in the cursor.
func (f *fetching) remember(c *chunk) error {
	state := f.current()
	if state.tries == nil {
		state.tries = make(map[uint32]int)
	}
	for _, i := range c.items {
		state.tries[i.uid]++
	}
	return f.sink.Take(nil, f.state.cursor())
}

// judge hands over what is left under suspicion as unreadable, if the server still claims to have it,
// and if it can be believed at all: one that gave no mail and spoiled many is out of order itself.
func (f *fetching) judge(ctx context.Context) error {
	if f.fetched == 0 && len(f.suspects) > fetchTries {
		return desk.Passing(desk.ErrServer, errors.New("no message could be read"),
			"account", f.m.cfg.Address, "host", f.session.host)
	}
	for _, i := range f.suspects {
		exists, err := f.exists(ctx, i.uid)
		if err != nil {
			return err
		}
		state := f.current()
		delete(state.tries, i.uid)
		state.stored = state.stored.add(i.lo, i.hi)
		var in *channel.Inbound
		if exists {
			in = f.inbound(i)
			in.Placeholder = unreadable
			f.m.opts.Logger.Warn("mail cannot be read", "folder", f.stage(), "uid", i.uid)
		}
		if err := f.sink.Take(in, f.state.cursor()); err != nil {
			return err
		}
	}
	return nil
}

// exists asks whether the server still claims a UID, by size and by search.
func (f *fetching) exists(ctx context.Context, uid uint32) (bool, error) {
	found, err := survey{f.pull}.sizesOf(ctx, uidRange(uid, uid), 1)
	if err != nil || len(found) > 0 {
		return len(found) > 0, err
	}
	claimed, err := survey{f.pull}.claimed(ctx, span{uid, uid})
	return len(claimed) > 0, err
}

func fellSilent(err error) bool { return errors.Is(err, errSilence) }
