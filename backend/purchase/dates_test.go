package purchase

import (
	"testing"
	"time"
)

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	noonOf := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 12, 0, 0, 0, time.Local) }
	for text, want := range map[string]time.Time{
		"10/06/2026": noonOf(2026, 6, 10), "10/6/26": noonOf(2026, 6, 10), "10.06.2026": noonOf(2026, 6, 10), "10-06-2026": noonOf(2026, 6, 10),
		"2026-06-10": noonOf(2026, 6, 10), "2026/06/10": noonOf(2026, 6, 10), "29/02/2024": noonOf(2024, 2, 29),
		"10/06/2026 09:30":          time.Date(2026, 6, 10, 9, 30, 0, 0, time.Local),
		"10/06/2026 9:30 pm":        time.Date(2026, 6, 10, 21, 30, 0, 0, time.Local),
		"2026-06-10T09:30:15":       time.Date(2026, 6, 10, 9, 30, 15, 0, time.Local),
		"2026-06-10 09:30:15.123":   time.Date(2026, 6, 10, 9, 30, 15, 0, time.Local),
		"2026-06-10T09:30:15-03:00": time.Date(2026, 6, 10, 12, 30, 15, 0, time.UTC),
	} {
		if got, ok := ParseDate(text); !ok || !got.Equal(want) {
			t.Errorf("%q is read as %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "hoje", "31/02/2026", "00/06/2026", "10/13/2026", "10/06", "10/06/2026 25:00", "1/2/3", "10/06/2026/7", "-1/2/2026"} {
		if got, ok := ParseDate(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	if got, ok := parseDate("06/10/2026", true); !ok || !got.Equal(noonOf(2026, 6, 10)) {
		t.Errorf("the month first: %v, %v", got, ok)
	}
}

func TestTheRestOfAFileTellsWhatAMonthIs(t *testing.T) {
	for name, c := range map[string]struct {
		file []string
		want bool
	}{
		"days first": {[]string{"10/06/2026", "25/06/2026"}, false}, "months first": {[]string{"06/10/2026", "06/25/2026 10:00"}, true},
		"nothing tells": {[]string{"10/06/2026"}, false}, "both ways": {[]string{"25/06/2026", "06/25/2026"}, false}, "years first": {[]string{"2026-06-25"}, false},
	} {
		var o dateOrder
		for _, text := range c.file {
			o.see(text)
		}
		if got := o.months(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"10/06/2026 10:38", "2026-06-10", "1.1.26", "//", "99/99/9999"} {
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, months bool) { parseDate(text, months) })
}
