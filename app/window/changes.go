package window

import (
	"context"
	"slices"
	"time"

	"balcao/backend/desk"
)

// changeEvent is the one event that the page listens to; it carries a list of desk.Change.
const changeEvent = "balcao:change"

const (
	// gatherFor is how long changes are gathered before they are told: short enough that nobody sees it.
	gatherFor = 50 * time.Millisecond
	// manyAfter is how many different changes are one "read everything again".
	manyAfter = 16
)

// tell hands changes to emit until the shop closes or ctx ends. A first sync changes thousands of rows in a
// second; the page must not be told of each, and reads what several touch once. announce hears whose messages came, what
// fell due, and that the store told of more than it names.
func tell(ctx context.Context, changes <-chan []desk.Change, emit func([]desk.Change), announce func(desk.Change)) {
	for {
		select {
		case <-ctx.Done():
			return
		case first, open := <-changes:
			if !open {
				return
			}
			list := gather(ctx, first, changes)
			if len(list) == 0 {
				continue // the window has ended
			}
			emit(summed(list))
			for _, change := range list {
				switch change.Kind {
				case desk.MessageArrived, desk.PromiseDue, desk.ManyChanged:
					announce(change)
				}
			}
		}
	}
}

// gather waits a moment for what comes after first, and drops repetitions.
func gather(ctx context.Context, first []desk.Change, changes <-chan []desk.Change) []desk.Change {
	timer := time.NewTimer(gatherFor)
	defer timer.Stop()
	list := distinct(nil, first)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
			return list
		case next, open := <-changes:
			if !open {
				return list
			}
			list = distinct(list, next)
		}
	}
}

func distinct(list, more []desk.Change) []desk.Change {
	for _, change := range more {
		if !slices.Contains(list, change) {
			list = append(list, change)
		}
	}
	return list
}

// summed makes one "read everything again" of a lot.
func summed(list []desk.Change) []desk.Change {
	if len(list) > manyAfter || slices.Contains(list, desk.Change{Kind: desk.ManyChanged}) {
		return []desk.Change{{Kind: desk.ManyChanged}}
	}
	return list
}
