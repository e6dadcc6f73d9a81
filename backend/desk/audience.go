package desk

import (
	"slices"
	"time"
)

// AudienceID names an audience.
type AudienceID string

// Audience is a filter that the owner saved under a name. Who is in it is found anew whenever it is asked.
type Audience struct {
	ID     AudienceID `json:"id"`
	Name   string     `json:"name,omitempty"`
	Filter Filter     `json:"filter,omitzero"`
}

// Filter says which customers are meant: those of whom everything in it is true. What is empty or zero leaves nobody out.
// What never was is neither lately nor long ago: who never bought is in no filter that asks when.
type Filter struct {
	Segments       []Segment `json:"segments,omitempty"`        // one of them
	Tags           []string  `json:"tags,omitempty"`            // one of them
	WithoutTags    []string  `json:"without_tags,omitempty"`    // none of them
	ContactWithin  int       `json:"contact_within,omitempty"`  // days: either side said something since
	NoContactFor   int       `json:"no_contact_for,omitempty"`  // days: neither did
	Reached        []Channel `json:"reached,omitempty"`         // has an address on one of them that may be used
	Wrote          []Channel `json:"wrote,omitempty"`           // has written on one of them
	Classes        []Class   `json:"classes,omitempty"`         // had a case of one of them
	ClassesWithin  int       `json:"classes_within,omitempty"`  // days: that was opened since; 0: ever
	BirthdayWithin int       `json:"birthday_within,omitempty"` // days, today being the first
	BirthdayMonth  bool      `json:"birthday_month,omitempty"`  // in the month that it is
	BoughtWithin   int       `json:"bought_within,omitempty"`   // days
	NotBoughtFor   int       `json:"not_bought_for,omitempty"`  // days
}

// IsZero tells that a filter leaves nobody out.
func (f Filter) IsZero() bool {
	lists := len(f.Segments) + len(f.Tags) + len(f.WithoutTags) + len(f.Reached) + len(f.Wrote) + len(f.Classes)
	return lists == 0 && !f.BirthdayMonth && f.ContactWithin == 0 && f.NoContactFor == 0 && f.BirthdayWithin == 0 && f.BoughtWithin == 0 && f.NotBoughtFor == 0
}

// Birthdays gives the days of the year (MM-DD) that the filter asks for on a day; none: any. Who was born on 29 February has
// her birthday on the 28th where there is no other.
func (f Filter) Birthdays(today time.Time) (days []string) {
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	first, end := today, today.AddDate(0, 0, f.BirthdayWithin)
	if f.BirthdayMonth {
		first = today.AddDate(0, 0, 1-today.Day())
		end = first.AddDate(0, 1, 0)
	}
	for day := first; day.Before(end); day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format("01-02"))
		if next := day.AddDate(0, 0, 1); next.Month() == time.March && next.Day() == 1 && day.Day() == 28 {
			days = append(days, "02-29")
		}
	}
	return days
}

// LongestFilter bounds the days that a filter may name.
const LongestFilter = 3650

// Unfit names what of a filter nobody can be asked for, as the command line calls it; empty: nothing.
func (f Filter) Unfit() string {
	for name, days := range map[string]int{
		"contact-within": f.ContactWithin, "no-contact-for": f.NoContactFor, "class-within": f.ClassesWithin,
		"bought-within": f.BoughtWithin, "not-bought-for": f.NotBoughtFor,
	} {
		if days < 0 || days > LongestFilter {
			return name
		}
	}
	switch {
	case f.BirthdayWithin < 0 || f.BirthdayWithin > 366:
		return "birthday"
	case strange(f.Segments, Segments()):
		return "rfv"
	case strange(f.Reached, FilterChannels[:]):
		return "reached"
	case strange(f.Wrote, FilterChannels[:]):
		return "wrote"
	case strange(f.Classes, Classes[:]):
		return "class"
	default:
		return ""
	}
}

// FilterChannels are those on which customers have addresses that can be written to.
var FilterChannels = [...]Channel{Email, SMS, WhatsApp}

func strange[T comparable](list, known []T) bool {
	return slices.ContainsFunc(list, func(v T) bool { return !slices.Contains(known, v) })
}
