package window

import (
	"crypto/rand"
	"sync"
)

// tickets names what the page may ask the asset handler for: each thing by a random word that nobody can guess
// and that is good as long as this process lives.
type tickets[T comparable] struct {
	mu     sync.Mutex
	words  map[T]string
	things map[string]T
}

func newTickets[T comparable]() *tickets[T] {
	return &tickets[T]{words: map[T]string{}, things: map[string]T{}}
}

// word gives the ticket of a thing, always the same one.
func (t *tickets[T]) word(thing T) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	word, known := t.words[thing]
	if !known {
		word = rand.Text()
		t.words[thing], t.things[word] = word, thing
	}
	return word
}

// thing gives what a ticket stands for.
func (t *tickets[T]) thing(word string) (T, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	thing, known := t.things[word]
	return thing, known
}
