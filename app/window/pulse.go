package window

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	// pingEvent asks the page whether it is still there; it answers by Shop.Alive.
	pingEvent = "balcao:ping"
	pingEvery = 5 * time.Second
	// silentFor pings without an answer say that the page's process has ended: the window then shows its last
	// picture for ever, and nothing that Wails offers brings the page back.
	silentFor = 6
)

// pulse notices that the page has died.
type pulse struct {
	answers  atomic.Int64
	printing atomic.Bool // the page stands still for as long as the system's dialog for printing is open
}

// watch asks the page again and again until ctx ends, or until it stays silent: then it calls gone once. Rounds
// that come late are a laptop that slept, and count for nothing; so do rounds in which skip says that the page may
// rest, as behind a minimised window. The dialog for printing has closed once the page answers what it was asked
// since that opened.
func (p *pulse) watch(ctx context.Context, ticks <-chan time.Time, ask func(), skip func() bool, gone func()) {
	var known int64
	var last time.Time
	silent, stood := 0, false
	for {
		select {
		case <-ctx.Done():
			return
		case at := <-ticks:
			slept := at.Sub(last) > 2*pingEvery
			last = at
			answers := p.answers.Load()
			if stood && answers != known {
				p.printing.Store(false)
			}
			stood = p.printing.Load()
			if answers != known || slept || stood || skip() {
				known, silent = answers, 0
			} else {
				silent++
			}
			if silent >= silentFor {
				gone()
				return
			}
			ask()
		}
	}
}
