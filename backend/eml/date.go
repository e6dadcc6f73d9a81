package eml

import (
	"net/mail"
	"strings"
	"time"
)

// dateLayouts come after the two that nearly all mail uses and before net/mail's long list.
var dateLayouts = []string{
	"Mon, 2 Jan 2006 15:04:05 -0700",
	"2 Jan 2006 15:04:05 -0700",
	"Mon, 2 Jan 2006 15:04:05 MST",
	"Mon, 2 Jan 2006 15:04 -0700",
	"Mon 2 Jan 2006 15:04:05 -0700",
	"Mon, 2 Jan 06 15:04:05 -0700",
	"Mon, 2 January 2006 15:04:05 -0700",
	"Monday, 2 January 2006 15:04:05 -0700",
	"Mon, 2-Jan-2006 15:04:05 -0700",
	"Mon, 2 Jan 2006 15.04.05 -0700",
	"Mon, 2 Jan 2006 15:04:05",
	"Mon Jan 2 15:04:05 2006",
	"Mon Jan 2 15:04:05 MST 2006",
	"Mon Jan 2 15:04:05 -0700 2006",
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05",
}

// zoneOffsets names the zones of RFC 5322 §4.3 and the common American and Brazilian ones: time.Parse
// would give a name it does not know the offset zero.
var zoneOffsets = map[string]string{
	"UT": "+0000", "GMT": "+0000", "UTC": "+0000", "Z": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"BRT": "-0300", "BRST": "-0200", "CET": "+0100", "CEST": "+0200", "WET": "+0000", "WEST": "+0100",
}

// parseDate reads a Date field; zero when nothing can be made of it. A year far in the past or the future
// is given as written: whether it can be believed is for the caller.
func parseDate(value []byte) time.Time {
	s := string(unfold(value))
	if len(s) > 200 {
		s = s[:200]
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return time.Time{}
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if offset, ok := zoneOffsets[strings.ToUpper(s[i+1:])]; ok {
			s = s[:i+1] + offset
		}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return believable(t)
		}
	}
	if t, err := mail.ParseDate(s); err == nil {
		return believable(t)
	}
	return time.Time{}
}

// believable refuses what cannot be written down again as RFC 3339.
func believable(t time.Time) time.Time {
	if y := t.UTC().Year(); y < 1 || y > 9999 {
		return time.Time{}
	}
	return t
}
