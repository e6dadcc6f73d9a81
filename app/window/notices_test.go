package window

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/desk"
)

func TestWhichArrivalsAreShown(t *testing.T) {
	type arrival struct {
		from  desk.CustomerID
		after time.Duration
		front string // "in" or "out" before it; empty: as it was
		want  verdict
	}
	for name, list := range map[string][]arrival{
		"in front nothing is shown": {{"ana", 0, "", showNothing}, {"bia", time.Second, "", showNothing}},
		"one for a conversation": {
			{"ana", 0, "out", showMessage}, {"ana", time.Minute, "", showNothing}, {"bia", time.Minute, "", showMessage},
		},
		"after a look the same conversation may call again": {
			{"ana", 0, "out", showMessage}, {"ana", time.Minute, "in", showNothing}, {"ana", time.Minute, "out", showMessage},
		},
		"the fourth within minutes sums up, once": {
			{"a", 0, "out", showMessage},
			{"b", 0, "", showMessage},
			{"c", 0, "", showMessage},
			{"d", 0, "", showSummary},
			{"e", time.Minute, "", showNothing},
			{"f", crowdTime, "", showMessage},
		},
		"many at once sum up": {{"", 0, "out", showSummary}, {"", time.Second, "", showNothing}},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNotices()
			now := time.Unix(0, 0)
			var got, want []verdict
			for _, a := range list {
				if a.front != "" {
					n.front(a.front == "in")
				}
				now = now.Add(a.after)
				got, want = append(got, n.arrived(a.from, now)), append(want, a.want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}
