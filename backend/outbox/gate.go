package outbox

import (
	"sync"
	"time"
)

const (
	authTries = 3                // a password that was refused so often is left alone for long,
	authDelay = 15 * time.Minute // because the server may lock the account
)

// Way is a direction in which a connection logs in.
type Way int

// The ways. A provider may let the shop in on one and not on the other: IMAP works, SMTP is switched off.
const (
	Receiving Way = iota
	Sending
	ways
)

// Gate counts how often a password was refused, for all who use it together: a server that locks accounts does
// not care which of our loops asked. The zero Gate is open.
type Gate struct {
	mu       sync.Mutex
	refusals [ways]int // since that way was last let in
	works    [ways]bool
	shut     [ways]time.Time // until then
}

// Refused notes that the server refused the password. When that was once too often, every way is shut that did
// not work when it was last tried.
func (g *Gate) Refused(w Way, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refusals[w]++
	g.works[w] = false
	total := 0
	for _, n := range g.refusals {
		total += n
	}
	if total < authTries {
		return
	}
	for i := range g.shut {
		if !g.works[i] {
			g.shut[i] = now.Add(authDelay)
		}
	}
}

// Accepted notes that the server let us in.
func (g *Gate) Accepted(w Way) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refusals[w], g.works[w], g.shut[w] = 0, true, time.Time{}
}

// ShutUntil tells when a way may be tried again; a moment that has passed: now.
func (g *Gate) ShutUntil(w Way) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.shut[w]
}
