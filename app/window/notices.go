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
// conversation until the owner looks, and after a few of a kind within minutes one that sums those up.
type notices struct {
	mu      sync.Mutex
	inFront bool
	told    map[notable]bool                // since the window was last in front
	shown   map[desk.ChangeKind][]time.Time // within crowdTime
	summed  map[desk.ChangeKind]time.Time
}

// notable is what may be told of once: whose it is, and of which kind.
type notable struct {
	kind desk.ChangeKind
	of   desk.CustomerID
}

// notableOf tells what a change is about. Many at once are told of as messages are.
func notableOf(change desk.Change) notable {
	if change.Kind == desk.ManyChanged {
		return notable{kind: desk.MessageArrived}
	}
	return notable{change.Kind, change.CustomerID}
}

// newNotices begins with the window in front: it has just opened.
func newNotices() *notices {
	return &notices{inFront: true, told: map[notable]bool{}, shown: map[desk.ChangeKind][]time.Time{}, summed: map[desk.ChangeKind]time.Time{}}
}

// front notes whether the owner sees the window. What she has seen may be told of again, and counts no more.
func (n *notices) front(is bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.inFront = is
	if is {
		clear(n.told)
		clear(n.shown)
		clear(n.summed)
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
	recent := slices.DeleteFunc(n.shown[about.kind], func(at time.Time) bool { return now.Sub(at) >= crowdTime })
	if about.of != "" && len(recent) < crowd {
		n.shown[about.kind] = append(recent, now)
		return showMessage
	}
	n.shown[about.kind] = recent
	if summed := n.summed[about.kind]; !summed.IsZero() && now.Sub(summed) < crowdTime {
		return showNothing
	}
	n.summed[about.kind] = now
	return showSummary
}
