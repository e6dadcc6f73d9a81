package email

import (
	"errors"
	"sync"
)

// notes is what the parts of a mailbox tell each other.
type notes struct {
	mu       sync.Mutex
	closed   bool
	open     map[*session]struct{} // every live session, to be closed in the end
	noIdle   bool                  // the server cannot tell by itself that something is new
	pulled   watermark             // INBOX as the last complete pull saw it
	unlisted bool                  // LIST broke the connection before: guess the folders instead
}

// watermark says up to where INBOX is known.
type watermark struct {
	uidValidity uint32
	uidNext     uint32
}

var errClosed = errors.New("the mailbox is closed")

// keep notes a new session; false when the mailbox is closed.
func (n *notes) keep(s *session) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.closed {
		n.open[s] = struct{}{}
	}
	return !n.closed
}

func (n *notes) forget(s *session) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.open, s)
}

// close ends every session, now and in future.
func (n *notes) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	for s := range n.open {
		s.drop()
	}
}

func (n *notes) isUnlisted() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.unlisted
}

func (n *notes) setUnlisted() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.unlisted = true
}

func (n *notes) setPulled(seen watermark) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pulled = seen
}

// isNew compares INBOX with what the last complete pull saw of it.
func (n *notes) isNew(o opened) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	seen := n.pulled
	return seen.uidNext != 0 && (seen.uidValidity != o.uidValidity || o.uidNext > seen.uidNext)
}

func (n *notes) cannotIdle() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.noIdle
}

func (n *notes) setCannotIdle() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.noIdle = true
}
