package purchase

import (
	"strings"
	"time"
)

// dateOrder is whether days stand before months in a file, as far as its dates tell.
type dateOrder struct{ dayFirst, monthFirst bool }

// see learns from a date in which only one reading makes sense.
func (o *dateOrder) see(text string) {
	a, b, _, ok := dateNumbers(text)
	if ok && a > 12 {
		o.dayFirst = true
	}
	if ok && b > 12 {
		o.monthFirst = true
	}
}

// months tells that months stand first: something says so and nothing else.
func (o dateOrder) months() bool { return o.monthFirst && !o.dayFirst }

// times are how hours stand behind a date.
var times = []string{"15:04:05", "15:04", "15H04", "3:04 PM", "3:04:05 PM"}

// noon is when something was bought of which only the date is known: no time zone makes another day of it.
const noon = 12

// ParseDate reads a date as people write it, with or without a time, where the computer is: 10/06/2026, 2026-06-10 10:38.
func ParseDate(text string) (time.Time, bool) { return parseDate(text, false) }

// parseDate reads a date of a file in which months stand first or not.
func parseDate(text string, monthsFirst bool) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at, true
	}
	day, clock := text, ""
	if at := strings.IndexAny(text, " T"); at >= 0 {
		day, clock = text[:at], strings.TrimSpace(text[at+1:])
	}
	date, ok := civil(day, monthsFirst)
	if !ok {
		return time.Time{}, false
	}
	if clock == "" {
		return time.Date(date.Year(), date.Month(), date.Day(), noon, 0, 0, 0, time.Local), true
	}
	clock, _, _ = strings.Cut(clock, ".") // fractions of a second
	for _, form := range times {
		if at, err := time.Parse(form, strings.ToUpper(clock)); err == nil {
			return time.Date(date.Year(), date.Month(), date.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.Local), true
		}
	}
	return time.Time{}, false
}

// civil reads a date without a time.
func civil(text string, monthsFirst bool) (time.Time, bool) {
	if at, err := time.ParseInLocation("2006-01-02", dashed(text), time.Local); err == nil {
		return at, true
	}
	day, month, year, ok := dateNumbers(text)
	if !ok {
		return time.Time{}, false
	}
	if monthsFirst {
		day, month = month, day
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.Local)
	return at, month >= 1 && month <= 12 && at.Day() == day && at.Month() == time.Month(month)
}

// dashed writes a date with dashes.
func dashed(date string) string {
	return strings.ReplaceAll(strings.ReplaceAll(date, "/", "-"), ".", "-")
}

// dateNumbers gives the three numbers of a date that ends in its year.
func dateNumbers(text string) (a, b, year int, ok bool) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), " ")
	parts := strings.Split(dashed(text), "-")
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 2 && len(parts[2]) != 4 {
		return 0, 0, 0, false
	}
	numbers := [3]int{}
	for i, part := range parts {
		for _, r := range part {
			if r < '0' || r > '9' {
				return 0, 0, 0, false
			}
			numbers[i] = numbers[i]*10 + int(r-'0')
		}
	}
	if len(parts[2]) == 2 {
		numbers[2] += 2000
	}
	return numbers[0], numbers[1], numbers[2], true
}
