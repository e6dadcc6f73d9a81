package email

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"
)

// said is a connection that gives fixed bytes in small pieces and takes everything.
type said struct {
	net.Conn
	left  []byte
	piece int
}

func (s *said) Read(p []byte) (int, error) {
	if len(s.left) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.left[:min(len(s.left), s.piece)])
	s.left = s.left[n:]
	return n, nil
}

func (s *said) Close() error                    { return nil }
func (s *said) SetReadDeadline(time.Time) error { return nil }

func through(text string, piece int, a allowance) (string, error) {
	g := newGuard(&said{left: []byte(text), piece: piece}, time.Minute)
	g.begin(a)
	var out bytes.Buffer
	_, _ = io.CopyBuffer(struct{ io.Writer }{&out}, struct{ io.Reader }{g}, make([]byte, 100))
	return out.String(), g.cause()
}

func TestGuard(t *testing.T) {
	roomy := allowance{bytes: 1 << 20, literal: 1 << 20}
	for _, c := range []struct {
		name, in, out string
		cause         error
	}{
		{"lines pass", "* OK hi\r\nT1 OK done\r\n", "* OK hi\r\nT1 OK done\r\n", errHungUp},
		{"literals pass", "* 1 FETCH (BODY[] {5}\r\n((((( X)\r\n", "* 1 FETCH (BODY[] {5}\r\n((((( X)\r\n", errHungUp},
		{"an empty literal", "* 1 FETCH (BODY[] {0}\r\n)\r\nT1 OK\r\n", "* 1 FETCH (BODY[] {0}\r\n)\r\nT1 OK\r\n", errHungUp},
		{"literal bytes are no lines", "* 1 FETCH (BODY[] {9}\r\n\r\n* XFOO\r\n)\r\n", "* 1 FETCH (BODY[] {9}\r\n\r\n* XFOO\r\n)\r\n", errHungUp},
		{"a cut literal is filled up", "* 1 FETCH (BODY[] {5}\r\nab", "* 1 FETCH (BODY[] {5}\r\nab\x00\x00\x00", errHungUp},
		{"unknown words go", "* VANISHED 1:3\r\n\r\nT1 OK\r\n", "T1 OK\r\n", errHungUp},
		{"news about flags go", "* 3 FETCH (UID 3 FLAGS (\\Seen))\r\nT1 OK\r\n", "T1 OK\r\n", errHungUp},
		{
			"flags beside a body stay", "* 3 FETCH (FLAGS (\\Seen) BODY[] {1}\r\nx)\r\n",
			"* 3 FETCH (FLAGS (\\Seen) BODY[] {1}\r\nx)\r\n", errHungUp,
		},
		{"quoted parentheses do not nest", "* LIST () \"(\" \"" + strings.Repeat("(", 200) + "\\\"\"\r\n", "", errHungUp},
		{"deep nesting", "* 1 FETCH (" + strings.Repeat("(", guardDepth) + "\r\n", "", errNonsense},
		{"literal too large", "* 1 FETCH (BODY[] {1048577}\r\n", "", errTooMuch},
		{"line too long", "* OK " + strings.Repeat("x", guardLine) + "\r\n", "", errTooMuch},
		{"open quote", "* LIST () \"/\r\n", "", errNonsense},
	} {
		for _, piece := range []int{1, 7, 1 << 20} {
			got, cause := through(c.in, piece, roomy)
			if c.out != "" && got != c.out {
				t.Errorf("%s in pieces of %d: %q came through", c.name, piece, got)
			}
			if !errors.Is(cause, c.cause) {
				t.Errorf("%s in pieces of %d: ended with %v, want %v", c.name, piece, cause, c.cause)
			}
		}
	}
}

func TestGuardBudget(t *testing.T) {
	flood := strings.Repeat("* 1 EXISTS\r\n", 2*guardIdle/12)
	if out, cause := through(flood, 1<<20, allowance{}); !errors.Is(cause, errTooMuch) || len(out) > guardIdle+guardLine {
		t.Errorf("%d bytes came through, then %v", len(out), cause)
	}
	if out, cause := through(flood, 1<<20, allowance{bytes: guardIdle * 2}); !errors.Is(cause, errHungUp) || out != flood {
		t.Errorf("%d bytes came through, then %v", len(out), cause)
	}
}

// Commands sent one ahead of the other for hours save up no budget.
func TestGuardBudgetIsNotSavedUp(t *testing.T) {
	g := newGuard(&said{}, time.Minute)
	g.begin(allowance{bytes: 10 << 20})
	for range 1000 {
		g.begin(allowance{bytes: 10 << 20})
		g.end()
	}
	if g.budget > 20<<20+guardIdle {
		t.Errorf("%d MB may come", g.budget>>20)
	}
}

func TestGuardCause(t *testing.T) {
	if got := readCause(os.ErrDeadlineExceeded); !errors.Is(got, errSilence) {
		t.Errorf("got %v", got)
	}
}

// Whatever comes, the guard neither panics nor lets more through than there was, and what it lets
// through does not depend on how the network cut it.
func FuzzGuard(f *testing.F) {
	for _, seed := range []string{
		"* OK hi\r\n* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\nT1 OK done\r\n", "* LIST (\\Sent) \"/\" {4}\r\nSent\r\n",
		"* 1 FETCH (((({-1}\r\n", "\r\n\n+ go\r\n", "* SEARCH 1 2 3\r\n* XX {3}\r\nabc\r\n", "* 1 FETCH (BODY[] \"a\\\"b\")\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := allowance{bytes: 1 << 16, literal: 1 << 12}
		whole, causeWhole := through(text, 1<<20, a)
		pieces, causePieces := through(text, 3, a)
		if len(whole) > len(text)+int(a.literal) { // an unfinished literal is filled up
			t.Errorf("%d bytes became %d", len(text), len(whole))
		}
		if whole != pieces || !errors.Is(causePieces, causeWhole) {
			t.Errorf("%q in one piece: %q, %v; in many: %q, %v", text, whole, causeWhole, pieces, causePieces)
		}
	})
}
