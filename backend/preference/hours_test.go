package preference

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones, where the system has none
)

func TestOverdueBefore(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, lisbon)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	open := func(hours int, holidays ...string) Hours {
		h := usualHours() // Monday to Friday 9 to 18, Saturday 9 to 13
		h.ReplyHours, h.OnlyOpen, h.Holidays = hours, true, holidays
		return h
	}
	always := usualHours()
	never := open(1)
	never.Week = make([]Day, 7)
	for name, c := range map[string]struct {
		hours     Hours
		now, want string
	}{
		"day and night":                  {always, "2026-06-10 10:00", "2026-06-09 10:00"},
		"within one day":                 {open(2), "2026-06-10 15:30", "2026-06-10 13:30"},
		"from the day before":            {open(2), "2026-06-10 10:00", "2026-06-09 17:00"},
		"exactly since opening":          {open(9), "2026-06-10 18:00", "2026-06-10 09:00"},
		"in the evening":                 {open(2), "2026-06-10 22:00", "2026-06-10 16:00"},
		"before opening":                 {open(2), "2026-06-10 07:00", "2026-06-09 16:00"},
		"over a Sunday":                  {open(4), "2026-06-15 11:00", "2026-06-13 11:00"},
		"over a holiday and a Sunday":    {open(4, "2026-06-13"), "2026-06-15 11:00", "2026-06-12 16:00"},
		"over the day the clocks change": {open(5), "2026-03-30 12:00", "2026-03-28 11:00"},
	} {
		if got := c.hours.OverdueBefore(at(c.now)); !got.Equal(at(c.want)) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	if got := never.OverdueBefore(at("2026-06-10 10:00")); got.After(at("2025-06-10 10:00")) {
		t.Errorf("a shop that is never open: %v", got)
	}
}

// Whoever waits longer is never less overdue.
func TestOverdueBeforeNeverGoesBack(t *testing.T) {
	h := usualHours()
	h.ReplyHours, h.OnlyOpen, h.Holidays = 7, true, []string{"2026-06-04"}
	start := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	before := h.OverdueBefore(start)
	for minutes := 1; minutes < 14*dayMinutes; minutes += 7 {
		next := h.OverdueBefore(start.Add(time.Duration(minutes) * time.Minute))
		if next.Before(before) {
			t.Fatalf("after %d minutes it went from %v back to %v", minutes, before, next)
		}
		before = next
	}
}

func TestOpenAt(t *testing.T) {
	hours := usualHours()
	hours.Holidays = []string{"2026-11-20"} // a Friday
	for at, want := range map[string]bool{
		"2026-11-19 08:59": false, "2026-11-19 09:00": true, "2026-11-19 17:59": true, "2026-11-19 18:00": false,
		"2026-11-20 10:00": false, "2026-11-21 12:59": true, "2026-11-21 13:00": false, "2026-11-22 10:00": false,
	} {
		when, err := time.ParseInLocation("2006-01-02 15:04", at, time.Local)
		if err != nil {
			t.Fatal(err)
		}
		if got := hours.OpenAt(when); got != want {
			t.Errorf("%s: open %v, want %v", at, got, want)
		}
	}
}
