package window

import (
	"slices"
	"sync"
	"time"

	"balcao/backend/desk"
)

const (
	// crowd is how many notices within crowdTime are enough; after them one sums up.
	crowd     = 3
	crowdTime = 10 * time.Minute
)

// verdict is what to show of a message that arrived, or of a promise that fell due.
type verdict int

const (
	showNothing verdict = iota
	showMessage
	showSummary
)

// notices decides which arrivals and promises the system shows while the window is not in front: one of a kind for a
// conversation until the owner looks, and after a few within minutes one that sums up.
type notices struct {
	mu      sync.Mutex
	inFront bool
	told    map[notable]bool // since the window was last in front
	shown   []time.Time      // within crowdTime
	summed  time.Time
}

// notable is what may be told of once: whose it is, and of which kind.
type notable struct {
	kind desk.ChangeKind
	of   desk.CustomerID
}

// newNotices begins with the window in front: it has just opened.
func newNotices() *notices { return &notices{inFront: true, told: map[notable]bool{}} }

// front notes whether the owner sees the window. What she has seen may be told of again, and counts no more.
func (n *notices) front(is bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.inFront = is
	if is {
		clear(n.told)
		n.shown, n.summed = nil, time.Time{}
	}
}

// decide says what to show of something. No customer means many at once.
func (n *notices) decide(about notable, now time.Time) verdict {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.inFront || n.told[about] {
		return showNothing
	}
	n.told[about] = true
	n.shown = slices.DeleteFunc(n.shown, func(at time.Time) bool { return now.Sub(at) >= crowdTime })
	if about.of != "" && len(n.shown) < crowd {
		n.shown = append(n.shown, now)
		return showMessage
	}
	if !n.summed.IsZero() && now.Sub(n.summed) < crowdTime {
		return showNothing
	}
	n.summed = now
	return showSummary
}
