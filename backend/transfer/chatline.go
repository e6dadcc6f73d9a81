package transfer

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// head is how a line of an exported chat begins: when it was said, and by whom.
type head struct {
	first, second, third int // the date, in the order that it is written in
	yearFirst            bool
	clock                string // "14:22", or "14:22:10" where the export tells seconds
	hour, minute, sec    int
	author               string // empty: the program says it
	text                 string // the first line of what was said
	mark                 bool   // iOS sets a mark before what nobody typed
}

// The two forms in which WhatsApp exports: Android parts the time by a dash, iOS puts it in brackets. Between the numbers
// stands whatever the language of the telephone has there.
const (
	dateForm = `(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})\.?`
	timeForm = `(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([AaPp])\. ?[Mm]\.?| ?([AaPp])[Mm])?`
)

var (
	androidLine = regexp.MustCompile(`^` + dateForm + `,?(?: (?:às|as|a las|a les|at))? ` + timeForm + ` [-–] (.*)$`)
	iosLine     = regexp.MustCompile(`^\[` + dateForm + `,?(?: (?:às|as|a las|a les|at))? ` + timeForm + `\] (.*)$`)
)

// marks are the invisible letters that WhatsApp puts around names, numbers and what nobody typed.
const marks = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"

// spaces are those that the languages of a telephone put between the parts of a date and of a number.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")

// mostAuthor bounds a name: what is longer is the beginning of a sentence.
const mostAuthor = 100

// parseHead reads the beginning of a line; ok is false for one that goes on with what was said before.
func parseHead(line string) (h head, ok bool) {
	bare := strings.TrimLeft(line, marks)
	if bare == "" || (bare[0] != '[' && (bare[0] < '0' || bare[0] > '9')) {
		return h, false
	}
	form, plain := androidLine, spaces.Replace(bare) // each space in its place
	if bare[0] == '[' {
		form = iosLine
	}
	m := form.FindStringSubmatchIndex(plain)
	if m == nil {
		return h, false
	}
	part := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return plain[m[2*n]:m[2*n+1]]
	}
	number := func(n int) int { v, _ := strconv.Atoi(part(n)); return v }
	h = head{
		first: number(1), second: number(2), third: number(3), yearFirst: len(part(1)) == 4,
		hour: number(4), minute: number(5), sec: number(6),
	}
	if !h.readClock(part(6) != "", strings.ToLower(part(7)+part(8))) {
		return h, false
	}
	// What was said is taken from the line itself: there a space is the space that was typed.
	h.split(lastRunes(bare, utf8.RuneCountInString(plain[m[18]:])))
	return h, true
}

// lastRunes gives the last n letters of a line.
func lastRunes(line string, n int) string {
	runes := []rune(line)
	return string(runes[len(runes)-n:])
}

// readClock reads the hour, of twelve where half a day is named; ok is false for none.
func (h *head) readClock(seconds bool, half string) bool {
	switch {
	case half != "" && (h.hour < 1 || h.hour > 12):
		return false
	case half == "p" && h.hour < 12:
		h.hour += 12
	case half == "a" && h.hour == 12:
		h.hour = 0
	}
	if h.hour > 23 || h.minute > 59 || h.sec > 59 {
		return false
	}
	h.clock = two(h.hour) + ":" + two(h.minute)
	if seconds {
		h.clock += ":" + two(h.sec)
	}
	return true
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// split parts who speaks from what is said.
func (h *head) split(rest string) {
	author, text, found := strings.Cut(rest, ":")
	author = strings.TrimSpace(spaces.Replace(stripMarks(author)))
	author = strings.TrimPrefix(author, "~") // so iOS marks who is not in the address book
	if !found || len([]rune(author)) > mostAuthor || author == "" || text != "" && !strings.HasPrefix(text, " ") {
		h.text = rest
		return
	}
	h.author, text = strings.TrimSpace(author), strings.TrimPrefix(text, " ")
	h.mark = strings.HasPrefix(text, "\u200e")
	h.text = text
}

func stripMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(marks, r) {
			return -1
		}
		return r
	}, s)
}

// Order is the order in which a telephone writes the parts of a date.
type Order string

// The orders. Year first can only be read in one way.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
)

// day reads the date of a line; ok is false for one that there is not.
func (h head) day(o Order, zone *time.Location) (time.Time, bool) {
	year, month, day := h.third, h.second, h.first
	switch {
	case h.yearFirst:
		year, day = h.first, h.third
	case o == MonthFirst:
		month, day = h.first, h.second
	}
	if year < 100 {
		year += 2000
	}
	at := time.Date(year, time.Month(month), day, h.hour, h.minute, h.sec, 0, zone)
	whole := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) // where summer time begins at midnight, an hour is not there
	return at, year >= 2009 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && whole.Day() == day
}

// stamp is the date and time as the export writes them, by which a message is the same in every export of the chat.
func (h head) stamp(at time.Time) string { return at.Format("2006-01-02") + "T" + h.clock }

// orders finds out in what order a whole chat writes its dates.
type orders struct {
	wrong     map[Order]int // how many dates there would not be, or not yet
	last      map[Order]time.Time
	backwards map[Order]int // how often time would have gone back
	now       time.Time
	zone      *time.Location
	example   string
}

func newOrders(now time.Time, zone *time.Location) *orders {
	return &orders{
		wrong: map[Order]int{}, last: map[Order]time.Time{}, backwards: map[Order]int{}, now: now, zone: zone,
	}
}

// see takes in one line. A picture is named by the day that it came on.
func (o *orders) see(h head) {
	if h.yearFirst {
		return
	}
	if o.example == "" && h.first != h.second {
		o.example = strconv.Itoa(h.first) + "/" + strconv.Itoa(h.second) + "/" + strconv.Itoa(h.third)
	}
	named, isNamed := namedDay(h.text)
	for _, order := range []Order{DayFirst, MonthFirst} {
		at, ok := h.day(order, o.zone)
		if !ok || at.After(o.now.Add(48*time.Hour)) {
			o.wrong[order]++
			continue
		}
		if isNamed && h.first != h.second && at.Format("20060102") != named && swapped(at) == named {
			o.wrong[order]++
		}
		if at.Before(o.last[order].Add(-24 * time.Hour)) {
			o.backwards[order]++
		}
		o.last[order] = at
	}
}

func swapped(at time.Time) string {
	return at.Format("2006") + two(at.Day()) + two(int(at.Month()))
}

// fileDay finds the day in the name that WhatsApp gives a file: IMG-20240305-WA0001.jpg, 00000012-PHOTO-2024-03-05-14-22-10.jpg.
var fileDay = regexp.MustCompile(`\b[A-Z]{3,8}-(20\d\d)-?(\d\d)-?(\d\d)-`)

func namedDay(text string) (day string, ok bool) {
	m := fileDay.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return m[1] + m[2] + m[3], true
}

// found gives the order under which the dates are less wrong, else time goes back less often; ok is false when both are
// as good.
func (o *orders) found() (order Order, ok bool) {
	if o.example == "" {
		return DayFirst, true // every date reads the same in both
	}
	switch by := cmp.Or(cmp.Compare(o.wrong[DayFirst], o.wrong[MonthFirst]), cmp.Compare(o.backwards[DayFirst], o.backwards[MonthFirst])); {
	case by < 0:
		return DayFirst, true
	case by > 0:
		return MonthFirst, true
	default:
		return "", false
	}
}
