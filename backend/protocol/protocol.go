// Package protocol makes protocol numbers, checks them, and finds them in what people write.
//
// A number is AAMMDD PP NNN CC: day, station, count of the day, check digits by ISO 7064 MOD 97-10, which catches
// every wrong digit and every swap. Thirteen digits, so that it can be typed on a telephone and read aloud.
package protocol

import (
	"fmt"
	"strconv"
	"time"

	"balcao/backend/desk"
)

const (
	length     = 13
	dayDigits  = "060102"
	firstYear  = 2026 // no shop used Balcão before
	bodyDigits = 11
)

// MaxCount is how many numbers a station has for one day.
const MaxCount = 999

// New makes the number of the count-th case of a day at a station. The station is 1 to 99, the count 1 to MaxCount;
// anything else is a mistake of the caller's.
func New(day time.Time, station, count int) desk.Protocol {
	if station < 1 || station > 99 || count < 1 || count > MaxCount {
		panic(fmt.Sprintf("protocol: station %d, count %d", station, count))
	}
	body := fmt.Sprintf("%s%02d%03d", day.Format(dayDigits), station, count)
	return desk.Protocol(fmt.Sprintf("%s%02d", body, 98-remainder(body+"00")))
}

// Next makes the number of a station for a day, after the last it gave; empty: none. Numbers go up whatever the clock does:
// where the last is of a later day, it is for that day, and after the last of a day it is the first of the next.
func Next(last desk.Protocol, today time.Time, station int) desk.Protocol {
	if Day(last) < today.Format(dayDigits) {
		return New(today, station, 1)
	}
	if count := Count(last); count < MaxCount {
		return New(dayOf(last), station, count+1)
	}
	return New(dayOf(last).AddDate(0, 0, 1), station, 1)
}

// Full tells whether a station, by the last number it gave, has none left for a day.
func Full(last desk.Protocol, today time.Time) bool {
	return Day(last) >= today.Format(dayDigits) && Count(last) == MaxCount
}

// Day gives the digits of the day of a number; empty for none.
func Day(p desk.Protocol) string { return string(p[:min(len(p), len(dayDigits))]) }

func dayOf(p desk.Protocol) time.Time {
	day, err := time.Parse(dayDigits, Day(p))
	if err != nil {
		panic(err) // p is not one of ours
	}
	return day
}

// Count tells which number of its day and station a protocol is.
func Count(p desk.Protocol) int {
	n, err := strconv.Atoi(string(p[8:bodyDigits]))
	if err != nil {
		panic(err) // p is not one of ours
	}
	return n
}

// Valid tells whether digits are a number that could have been given: the check digits are right, and the date is one. It
// may lie ahead: a clock may have been wrong when the number was given. It says nothing about whether it was.
func Valid(digits string) bool {
	if len(digits) != length || remainder(digits) != 1 {
		return false
	}
	day, err := time.Parse(dayDigits, digits[:6])
	return err == nil && day.Year() >= firstYear
}

// remainder of a number of digits divided by 97.
func remainder(digits string) int {
	n := 0
	for i := range len(digits) {
		n = (n*10 + int(digits[i]-'0')) % 97
	}
	return n
}
