package store

import (
	"sync"

	"balcao/backend/desk"
)

// maxChanges is how many changes are told apart; after more than that a face reads everything again anyway.
const maxChanges = 64

// broadcaster hands the changes of each commit to all subscribers. A slow one never holds up a write: what
// it has not taken yet collapses into "many changed".
type broadcaster struct {
	mu     sync.Mutex
	subs   map[*subscriber]struct{}
	closed bool
}

type subscriber struct{ out chan []desk.Change }

// Subscribe gives a channel of the changes of every commit from now on, and a function that ends it.
func (s *Store) Subscribe() (<-chan []desk.Change, func()) {
	return s.changes.subscribe()
}

func (b *broadcaster) subscribe() (<-chan []desk.Change, func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	sub := &subscriber{out: make(chan []desk.Change, 1)}
	if b.closed {
		close(sub.out)
		return sub.out, func() {}
	}
	if b.subs == nil {
		b.subs = map[*subscriber]struct{}{}
	}
	b.subs[sub] = struct{}{}
	return sub.out, func() { b.drop(sub) }
}

func (b *broadcaster) drop(sub *subscriber) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.subs[sub]; ok {
		delete(b.subs, sub)
		close(sub.out)
	}
}

func (b *broadcaster) announce(changes []desk.Change) {
	if len(changes) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for sub := range b.subs {
		sub.offer(changes)
	}
}

// offer puts the changes into the one-place channel, together with those nobody has taken from it yet.
func (s *subscriber) offer(changes []desk.Change) {
	var waiting []desk.Change
	select {
	case waiting = <-s.out:
	default:
	}
	waiting = append(waiting, changes...)
	if len(waiting) > maxChanges {
		waiting = []desk.Change{{Kind: desk.ManyChanged}}
	}
	s.out <- waiting
}

func (b *broadcaster) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for sub := range b.subs {
		close(sub.out)
	}
	b.subs, b.closed = nil, true
}
