package preference

import (
	"testing"
	"time"
)

func TestNextOpen(t *testing.T) {
	at := func(zone, text string) time.Time {
		where, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		when, err := time.ParseInLocation("2006-01-02 15:04", text, where)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	hours := usualHours() // Monday to Friday 9 to 18, Saturday 9 to 13
	hours.Holidays = []string{"2026-04-03", "2026-12-25"}
	for name, c := range map[string]struct{ zone, now, want string }{
		"while it is open":                           {"America/Sao_Paulo", "2026-03-10 09:00", "2026-03-10 09:00"},
		"before opening":                             {"America/Sao_Paulo", "2026-03-10 07:30", "2026-03-10 09:00"},
		"at closing":                                 {"America/Sao_Paulo", "2026-03-10 18:00", "2026-03-11 09:00"},
		"on Saturday at noon":                        {"America/Sao_Paulo", "2026-03-14 12:59", "2026-03-14 12:59"},
		"on Saturday afternoon":                      {"America/Sao_Paulo", "2026-03-14 13:00", "2026-03-16 09:00"},
		"on the eve of a holiday":                    {"Europe/Madrid", "2026-04-02 20:00", "2026-04-04 09:00"},
		"on a holiday":                               {"Europe/Madrid", "2026-12-25 10:00", "2026-12-26 09:00"},
		"over the night that is an hour shorter":     {"Europe/Madrid", "2026-03-28 13:30", "2026-03-30 09:00"},
		"over the night that is an hour longer":      {"Europe/Lisbon", "2026-10-24 13:30", "2026-10-26 09:00"},
		"within the hour that the clocks go over":    {"Europe/Lisbon", "2026-03-29 00:59", "2026-03-30 09:00"},
		"in the minute before the year is over":      {"Europe/Lisbon", "2026-12-31 23:59", "2027-01-01 09:00"},
		"a second zone has the same wall clock":      {"Atlantic/Azores", "2026-03-10 08:59", "2026-03-10 09:00"},
		"where the clocks have not changed for long": {"America/Manaus", "2026-10-18 08:00", "2026-10-19 09:00"},
	} {
		if got, found := hours.NextOpen(at(c.zone, c.now)); !found || !got.Equal(at(c.zone, c.want)) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	never := hours
	never.Week = make([]Day, 7)
	if got, found := never.NextOpen(at("Europe/Lisbon", "2026-03-10 10:00")); found {
		t.Errorf("a shop that is never open opens at %v", got)
	}
}
