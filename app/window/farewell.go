package window

import (
	"sync"
	"sync/atomic"
	"time"
)

// closingEvent asks the page to put on the disk what is being typed.
const closingEvent = "balcao:closing"

// farewellWait is how long a page that does not answer holds up the closing.
const farewellWait = time.Second

// farewell lets a window close only after the page has saved what was typed in the last moments.
type farewell struct {
	settled chan struct{}
	said    sync.Once
	asked   atomic.Bool
	over    atomic.Bool
}

func newFarewell() *farewell { return &farewell{settled: make(chan struct{})} }

// say tells that the page has saved everything.
func (f *farewell) say() { f.said.Do(func() { close(f.settled) }) }

// hold tells whether the closing must wait, however often it is tried meanwhile. The first time it asks the page,
// without keeping the caller, who may be the very thread that the page's answer needs, and closes again when the page
// has answered.
func (f *farewell) hold(ask, closeAgain func()) bool {
	if f.over.Load() {
		return false
	}
	if f.asked.Swap(true) {
		return true
	}
	go func() {
		ask()
		select {
		case <-f.settled:
		case <-time.After(farewellWait):
		}
		f.over.Store(true)
		closeAgain()
	}()
	return true
}
