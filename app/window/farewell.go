package window

import (
	"sync"
	"time"
)

// closingEvent asks the page to put on the disk what is being typed.
const closingEvent = "balcao:closing"

// farewellWait is how long a page that does not answer holds up the closing.
const farewellWait = time.Second

// farewell lets a window close only after the page has saved what was typed in the last moments. A page that saves
// longer, or must ask the owner first, stays until it leaves by itself; one that never answers does not.
type farewell struct {
	mu   sync.Mutex
	quit func()
	// silent ends the window when the page does not answer; nil: no answer is waited for.
	silent *time.Timer
	over   bool
}

// hold tells whether the closing must wait, however often it is tried meanwhile. It asks the page, without keeping the
// caller, who may be the very thread that the page's answer needs. quit closes again.
func (f *farewell) hold(ask, quit func()) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over || f.silent != nil {
		return !f.over
	}
	f.quit = quit
	f.silent = time.AfterFunc(farewellWait, f.leave)
	go ask()
	return true
}

// stay keeps the window open. The next closing asks the page again.
func (f *farewell) stay() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.silent != nil {
		f.silent.Stop()
		f.silent = nil
	}
}

// leave closes the window that was to be closed.
func (f *farewell) leave() {
	f.mu.Lock()
	first := !f.over && f.quit != nil
	f.over = f.over || first
	f.mu.Unlock()
	if first {
		f.quit()
	}
}
