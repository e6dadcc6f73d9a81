package email

import (
	"context"
	"io"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"golang.org/x/sync/semaphore"
)

// memoryLimit is how much mail may be in memory at a time; a single larger mail may be there alone.
const memoryLimit = 32 << 20

// inflight is a FETCH command that was sent. Each is read by a goroutine of its own: a server may mix
// the answers to two commands (RFC 9051 §5.5), and the decoder waits until every body is read.
type inflight struct {
	chunk  *chunk
	cmd    *imapclient.FetchCommand
	answer chan got
}

// got is the answer to a chunk, complete and closed clean, unless err says otherwise.
type got struct {
	chunk  *chunk
	bodies map[uint32][]byte
	held   int64
	err    error
}

// fetcher brings chunks from one connection, ahead of whoever takes them.
type fetcher struct {
	session *session
	memory  *semaphore.Weighted
	out     chan got
}

// run sends the commands, one ahead of the one being read, and hands over complete answers only. It
// stops at the first error and leaves nothing of the decoder waiting.
func (f *fetcher) run(ctx context.Context, chunks []*chunk) {
	defer close(f.out)
	var next *inflight
	for i := range chunks {
		now := next
		if next = nil; now == nil {
			if f.memory.Acquire(ctx, held(chunks[i])) != nil {
				return
			}
			now = f.send(ctx, chunks[i])
		}
		if i+1 < len(chunks) && f.memory.TryAcquire(held(chunks[i+1])) {
			next = f.send(ctx, chunks[i+1])
		}
		answer := <-now.answer
		if !f.give(ctx, answer) || answer.err != nil {
			if next != nil {
				f.abandon(ctx, next)
			}
			return
		}
	}
}

func (f *fetcher) give(ctx context.Context, answer got) bool {
	select {
	case f.out <- answer:
		return true
	case <-ctx.Done():
		return false
	}
}

// held is how much of the memory limit a chunk takes; an isolated one may turn out to be of any size.
func held(c *chunk) int64 {
	if c.isolated() {
		return memoryLimit
	}
	return min(c.bytes(), memoryLimit)
}

func section(headerOnly bool) *imap.FetchItemBodySection {
	s := &imap.FetchItemBodySection{Peek: true}
	if headerOnly {
		s.Specifier = imap.PartSpecifierHeader
	}
	return s
}

func (f *fetcher) send(ctx context.Context, c *chunk) *inflight {
	var set imap.UIDSet
	for _, i := range c.items {
		set.AddNum(imap.UID(i.uid))
	}
	f.session.guard.begin(c.allow())
	cmd := f.session.client.Fetch(set, &imap.FetchOptions{
		UID: true, BodySection: []*imap.FetchItemBodySection{section(c.items[0].headerOnly())},
	})
	fl := &inflight{chunk: c, cmd: cmd, answer: make(chan got, 1)}
	go func() { fl.answer <- f.read(ctx, fl) }()
	return fl
}

func (f *fetcher) read(ctx context.Context, fl *inflight) (answer got) {
	defer f.session.guard.end()
	defer func() {
		if v := recover(); v != nil {
			f.session.drop()
			answer = got{chunk: fl.chunk, err: f.session.mailbox.trouble.imapError(ctx, f.session, "fetch", errNonsense)}
		}
	}()
	bodies := make(map[uint32][]byte, len(fl.chunk.items))
	want := section(fl.chunk.items[0].headerOnly())
	for msg := fl.cmd.Next(); msg != nil; msg = fl.cmd.Next() {
		if uid, body := readBody(msg, want); body != nil {
			bodies[uid] = body
		}
	}
	err := fl.cmd.Close()
	if err == nil && f.session.guard.cause() != nil {
		err = f.session.guard.cause()
	}
	if err != nil {
		err = f.session.mailbox.trouble.imapError(ctx, f.session, "fetch", err)
	}
	return got{chunk: fl.chunk, bodies: bodies, held: held(fl.chunk), err: err}
}

// abandon waits for an answer that nobody wants any more, so that the decoder does not wait for ever.
func (f *fetcher) abandon(ctx context.Context, fl *inflight) {
	if ctx.Err() != nil {
		f.session.drop()
	}
	<-fl.answer
}

// readBody reads one FETCH answer to its end. A body that is shorter than announced is no body.
func readBody(msg *imapclient.FetchMessageData, want *imap.FetchItemBodySection) (uid uint32, body []byte) {
	for item := msg.Next(); item != nil; item = msg.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			uid = uint32(item.UID)
		case imapclient.FetchItemDataBodySection:
			if item.Literal == nil || body != nil || !item.MatchCommand(want) {
				continue
			}
			whole := make([]byte, item.Literal.Size())
			if _, err := io.ReadFull(item.Literal, whole); err == nil {
				body = whole
			}
		}
	}
	return uid, body
}
