package preference

import (
	"slices"
	"time"
)

const (
	maxReplyHours = 240
	maxHolidays   = 200
	dayMinutes    = 24 * 60
	// lookBack bounds the search for opening hours that have passed.
	lookBack = 400
)

// Hours say how soon the shop means to answer, and when it is open.
type Hours struct {
	ReplyHours int `json:"replyHours"`
	// OnlyOpen counts the opening hours alone; else every hour of day and night counts.
	OnlyOpen bool     `json:"onlyOpen"`
	Week     []Day    `json:"week"`     // as time.Weekday counts: Sunday first
	Holidays []string `json:"holidays"` // days on which the shop is closed: 2026-12-25
}

// Day is the opening hours of one day of the week, in minutes since midnight on the wall clock.
type Day struct {
	Open bool `json:"open"`
	From int  `json:"from"`
	To   int  `json:"to"`
}

func usualHours() Hours {
	weekday, saturday := Day{true, 9 * 60, 18 * 60}, Day{true, 9 * 60, 13 * 60}
	return Hours{
		ReplyHours: 24,
		Week:       []Day{{false, 9 * 60, 13 * 60}, weekday, weekday, weekday, weekday, weekday, saturday},
		Holidays:   []string{},
	}
}

func (Hours) subject() string { return "hours" }

// Validate accepts a week in which every open day opens before it closes, and which has one when only opening
// hours count.
func (h Hours) Validate() error {
	isOpen := func(d Day) bool { return d.Open }
	notADay := func(day string) bool { _, err := time.Parse(time.DateOnly, day); return err != nil }
	return first(
		holds("replyHours", h.ReplyHours >= 1 && h.ReplyHours <= maxReplyHours),
		holds("week", len(h.Week) == 7 && !slices.ContainsFunc(h.Week, Day.impossible)),
		holds("onlyOpen", !h.OnlyOpen || slices.ContainsFunc(h.Week, isOpen)),
		holds("holidays", len(h.Holidays) <= maxHolidays && !slices.ContainsFunc(h.Holidays, notADay)),
	)
}

func (d Day) impossible() bool { return d.From < 0 || d.To > dayMinutes || d.From >= d.To }

// OverdueBefore gives the moment since which, or since before which, a customer must wait at now to have waited
// the whole target. It walks back from now over the hours that count. The days are those of now's location.
func (h Hours) OverdueBefore(now time.Time) time.Time {
	left := time.Duration(h.ReplyHours) * time.Hour
	if !h.OnlyOpen {
		return now.Add(-left)
	}
	for ago := range lookBack {
		from, to, open := h.openOn(now, ago)
		if !open || !from.Before(now) {
			continue
		}
		if to.After(now) {
			to = now
		}
		if counted := to.Sub(from); counted < left {
			left -= counted
			continue
		}
		return to.Add(-left)
	}
	return now.AddDate(0, 0, -lookBack)
}

// OpenAt tells whether the shop is open. The days are those of now's location.
func (h Hours) OpenAt(now time.Time) bool {
	from, to, open := h.openOn(now, 0)
	return open && !now.Before(from) && now.Before(to)
}

// NextOpen gives the moment from which the shop is open: now, or later. found is false for one that never is.
func (h Hours) NextOpen(now time.Time) (opens time.Time, found bool) {
	for ahead := range lookBack {
		from, to, open := h.openOn(now, -ahead)
		switch {
		case !open || !now.Before(to):
		case now.Before(from):
			return from, true
		default:
			return now, true
		}
	}
	return time.Time{}, false
}

// openOn gives the opening hours of the day that was some days ago.
func (h Hours) openOn(now time.Time, ago int) (from, to time.Time, open bool) {
	year, month, day := now.Date()
	at := func(minutes int) time.Time {
		return time.Date(year, month, day-ago, 0, minutes, 0, 0, now.Location())
	}
	date := at(0)
	hours := h.Week[date.Weekday()]
	open = hours.Open && !slices.Contains(h.Holidays, date.Format(time.DateOnly))
	return at(hours.From), at(hours.To), open
}
