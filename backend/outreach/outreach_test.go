package outreach

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones, where the system has none

	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestHowOftenACustomerIsApproached(t *testing.T) {
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
	campaign := func(text string) store.Approach { return store.Approach{Purpose: desk.Marketing, At: at(text)} }
	survey := func(text string) store.Approach { return store.Approach{Purpose: desk.Surveys, At: at(text)} }
	now := at("2026-03-31 10:00")
	for name, c := range map[string]struct {
		purpose desk.Purpose
		before  []store.Approach
		again   string // empty: she may be approached
	}{
		"never before":                        {desk.Marketing, nil, ""},
		"a campaign this week":                {desk.Marketing, []store.Approach{campaign("2026-03-27 10:00")}, "2026-04-03 00:00"},
		"a campaign on the same day, later":   {desk.Marketing, []store.Approach{campaign("2026-03-24 17:59")}, ""},
		"over the day the clocks change":      {desk.Marketing, []store.Approach{campaign("2026-03-25 00:30")}, "2026-04-01 00:00"},
		"the fifth campaign of thirty days":   {desk.Marketing, []store.Approach{campaign("2026-03-03 10:00"), campaign("2026-03-10 10:00"), campaign("2026-03-17 10:00"), campaign("2026-03-24 10:00")}, "2026-04-02 00:00"},
		"the first of them is older":          {desk.Marketing, []store.Approach{campaign("2026-03-01 10:00"), campaign("2026-03-10 10:00"), campaign("2026-03-17 10:00"), campaign("2026-03-24 10:00")}, ""},
		"a survey leaves room for a campaign": {desk.Marketing, []store.Approach{survey("2026-03-30 10:00")}, ""},
		"a campaign leaves room for a survey": {desk.Surveys, []store.Approach{campaign("2026-03-30 10:00")}, ""},
		"a campaign on this day":              {desk.Surveys, []store.Approach{campaign("2026-03-31 09:59")}, "2026-04-01 00:00"},
		"a survey on this day":                {desk.Marketing, []store.Approach{survey("2026-03-31 09:59")}, "2026-04-01 00:00"},
		"both together":                       {desk.Surveys, []store.Approach{campaign("2026-03-30 10:00"), campaign("2026-03-29 10:00")}, "2026-04-05 00:00"},
		"a survey this month":                 {desk.Surveys, []store.Approach{survey("2026-03-10 10:00")}, "2026-04-09 00:00"},
		"a survey a month ago":                {desk.Surveys, []store.Approach{survey("2026-03-01 10:00")}, ""},
		"one that is queued for tomorrow":     {desk.Marketing, []store.Approach{campaign("2026-04-01 09:00")}, "2026-04-08 00:00"},
	} {
		got := judged(c.purpose, now, c.before)
		if got.May != (c.again == "") || (c.again != "" && !got.Again.Equal(at(c.again))) {
			t.Errorf("%s: %+v, want %q", name, got, c.again)
		}
	}
}
