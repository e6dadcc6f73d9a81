package twilioserver

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// book holds every message and what was said about the next ones.
type book struct {
	mu       sync.Mutex
	messages []*Message // oldest first; a message never changes once it is here
	bySID    map[string]*Message
	stopped  map[string]bool // numbers that must not be written to
	failures []int           // error codes with which the next accepted messages end
}

func newBook(history []Message, stopped []string) *book {
	b := &book{bySID: make(map[string]*Message, len(history)), stopped: map[string]bool{}}
	for i := range history {
		b.messages = append(b.messages, &history[i])
		b.bySID[history[i].SID] = &history[i]
	}
	for _, number := range stopped {
		b.stopped[number] = true
	}
	return b
}

func (b *book) keep(m *Message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at, _ := slices.BinarySearchFunc(b.messages, m.At, func(kept *Message, when time.Time) int {
		if kept.At.After(when) {
			return 1
		}
		return -1 // of the same moment, the later one is the newer one
	})
	b.messages = slices.Insert(b.messages, at, m)
	b.bySID[m.SID] = m
	if !m.Outgoing && !m.whatsApp() {
		b.obey(m)
	}
}

// obey stops writing to who says nothing but one of Twilio's words, and begins again: in English only.
func (b *book) obey(m *Message) {
	switch strings.ToUpper(strings.TrimSpace(m.Body)) {
	case "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT":
		b.stopped[m.From] = true
	case "START", "YES", "UNSTOP":
		delete(b.stopped, m.From)
	}
}

func (b *book) message(sid string) *Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bySID[sid]
}

func (b *book) newestFirst(f filter) []*Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []*Message
	for i := len(b.messages) - 1; i >= 0; i-- {
		if f.fits(b.messages[i]) {
			found = append(found, b.messages[i])
		}
	}
	return found
}

func (b *book) hasStopped(number string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stopped[number]
}

// windowOpen: the recipient of m wrote to its sender within the last 24 hours.
func (b *book) windowOpen(m *Message) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := len(b.messages) - 1; i >= 0; i-- {
		kept := b.messages[i]
		if m.At.Sub(kept.At) >= openWindow {
			return false
		}
		if !kept.Outgoing && kept.From == m.To && kept.To == m.From {
			return true
		}
	}
	return false
}

func (b *book) failNext(code int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures = append(b.failures, code)
}

// nextFailure is the error code with which the next message ends; 0: it arrives.
func (b *book) nextFailure() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.failures) == 0 {
		return 0
	}
	code := b.failures[0]
	b.failures = b.failures[1:]
	return code
}
