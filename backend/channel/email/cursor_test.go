package email

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"balcao/backend/channel"
)

func TestRanges(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"1", "1"},
		{"1:3,9", "1:3,9"},
		{"9,1:3", "1:3,9"},
		{"1:3,4", "1:4"},
		{"1:5,2:3", "1:5"},
		{"0", ""},
		{"5:2", ""},
		{"x,3,-1,99999999999,4:y", "3"},
		{"4294967295,4294967290:4294967294", "4294967290:4294967295"},
	} {
		if got := parseRanges(c.in).String(); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
}

func TestGaps(t *testing.T) {
	for _, c := range []struct {
		stored string
		next   uint32
		want   string
	}{
		{"", 1, "[]"},
		{"", 0, "[]"},
		{"", 5, "[{1 4}]"},
		{"1:4", 5, "[]"},
		{"1:3,9", 12, "[{10 11} {4 8}]"},
		{"3:4", 4, "[{1 2}]"},
		{"2:9", 5, "[{1 1}]"},
		{"7:9", 5, "[{1 4}]"},
		{"1:4294967295", math.MaxUint32, "[]"},
	} {
		if got := fmt.Sprint(parseRanges(c.stored).gaps(c.next)); got != c.want {
			t.Errorf("gaps of %q below %d: %s, want %s", c.stored, c.next, got, c.want)
		}
	}
}

func TestBelow(t *testing.T) {
	if got := parseRanges("1:3,9:12").below(10).String(); got != "1:3,9" {
		t.Errorf("got %q", got)
	}
}

func TestCursorRoundTrip(t *testing.T) {
	in := channel.Cursor(`{"folders":{"INBOX":{"uidvalidity":7,"uidnext":10,"stored":"1:3,9","tries":{"4":2}}}}`)
	if got := parseCursor(in).cursor(); got != in {
		t.Errorf("got %s", got)
	}
}

func FuzzCursor(f *testing.F) {
	for _, seed := range []string{
		"", "{}", "null", "[]", `{"folders":{"INBOX":{"uidvalidity":1,"uidnext":5,"stored":"1:3,9"}}}`,
		`{"folders":{"a":{"stored":"4294967295,1:2","tries":{"1":3}},"b":{}}}`, `{"folders":{"a":{"stored":",,:,1:"}}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first := parseCursor(channel.Cursor(text))
		written := first.cursor()
		if again := parseCursor(written).cursor(); again != written {
			t.Errorf("%q became %q", written, again)
		}
		for _, folder := range first {
			for i, s := range folder.stored {
				if s.lo == 0 || s.lo > s.hi || i > 0 && uint64(s.lo) <= uint64(folder.stored[i-1].hi)+1 {
					t.Errorf("ranges %v", folder.stored)
				}
			}
			for _, gap := range folder.stored.gaps(folder.uidNext) {
				if gap.lo == 0 || gap.lo > gap.hi || gap.hi >= folder.uidNext {
					t.Errorf("gap %v of %v below %d", gap, folder.stored, folder.uidNext)
				}
				if covered := folder.stored.add(gap.lo, gap.hi); slices.Equal(covered, folder.stored) {
					t.Errorf("covering %v changed nothing", gap)
				}
			}
		}
	})
}
