package window

import (
	"testing"
	"time"
)

func TestPulse(t *testing.T) {
	for name, c := range map[string]struct {
		rounds []time.Duration // between the pings
		answer func(round int) bool
		skip   bool
		prints bool
		want   bool
	}{
		"the page answers":               {every(20, pingEvery), func(int) bool { return true }, false, false, false},
		"it answers now and then":        {every(40, pingEvery), func(n int) bool { return n%4 == 0 }, false, false, false},
		"it dies":                        {every(40, pingEvery), func(n int) bool { return n < 3 }, false, false, true},
		"it never came":                  {every(silentFor+1, pingEvery), func(int) bool { return false }, false, false, true},
		"a short silence":                {every(silentFor, pingEvery), func(int) bool { return false }, false, false, false},
		"a laptop that keeps sleeping":   {every(40, time.Hour), func(int) bool { return false }, false, false, false},
		"behind a minimised window":      {every(40, pingEvery), func(int) bool { return false }, true, false, false},
		"it dies when that has closed":   {every(60, pingEvery), func(n int) bool { return n >= 20 && n < 24 }, false, true, true},
		"behind the dialog for printing": {every(40, pingEvery), func(int) bool { return false }, false, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			var p pulse
			p.printing.Store(c.prints)
			gone := false
			ticks := make(chan time.Time)
			asked := 0
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				p.watch(t.Context(), ticks, func() {
					if c.answer(asked) {
						p.answers.Add(1)
					}
					asked++
				}, func() bool { return c.skip }, func() { gone = true })
			}()
			at := time.Unix(0, 0)
			for _, d := range c.rounds {
				at = at.Add(d)
				select {
				case ticks <- at:
				case <-ended:
				}
			}
			if !c.want {
				return // the watch goes on until the test's context ends
			}
			<-ended
			if !gone {
				t.Error("nobody noticed")
			}
		})
	}
}

func every(n int, d time.Duration) []time.Duration {
	rounds := make([]time.Duration, n)
	for i := range rounds {
		rounds[i] = d
	}
	return rounds
}
