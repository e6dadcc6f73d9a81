package email

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"time"
)

// What a server may say at most. A line is everything of one response outside its literals.
const (
	guardLine    = 64 << 10
	guardIdle    = 1 << 20 // what may come unasked, and on top of what each command may bring
	guardLiteral = 64 << 10
	guardDepth   = 64
	// guardProgress is how many bytes of an unfinished line or literal count as a sign of life: a
	// server that drips less in all the time of silence is as good as dead.
	guardProgress = 512
)

var (
	errSilence  = errors.New("the server fell silent")
	errTooMuch  = errors.New("the server sent more than was asked for")
	errNonsense = errors.New("the server broke the protocol")
	errHungUp   = errors.New("the server closed the connection")
)

// guard stands between an IMAP server and go-imap. It knows just enough of the protocol (lines,
// literals, nesting) to end the connection before hostile bytes reach the decoder, which has no limits
// of its own: it keeps a budget for each command, refuses oversized literals when they are announced,
// and keeps time. The decoder's own deadlines are ignored, since they measure a whole literal.
//
// Any failure looks like a plain end of file to go-imap, which then ends every command under way (its
// literal readers wait for an end of file and nothing else); the real cause is kept in cause.
type guard struct {
	net.Conn
	br      *bufio.Reader
	silence time.Duration
	out     []byte // checked and not yet read
	scan    scanner
	literal int64 // bytes left of the literal under way

	mu         sync.Mutex
	pending    int           // commands that wait for an answer
	budget     int64         // bytes that may still come
	before     int64         // what the command before brought to the budget
	maxLine    int64         // for the commands pending
	maxLiteral int64         // for the commands pending
	esearch    bool          // a command pending asked for ESEARCH
	quiet      time.Duration // the silence allowed to the commands pending
	alive      time.Time     // the last sign of life
	since      int64         // bytes since then
	lastRead   time.Time     // when the decoder was last given something
	err        error         // why the connection ended
	received   int64
}

func newGuard(conn net.Conn, silence time.Duration) *guard {
	return &guard{
		Conn: conn, br: bufio.NewReaderSize(conn, 64<<10), silence: silence,
		budget: guardIdle, maxLine: guardLine, maxLiteral: guardLiteral,
	}
}

// allowance is what a command may bring beyond small talk.
type allowance struct {
	bytes   int64         // of the whole answer
	literal int64         // of its largest literal; 0: names only
	line    int64         // of its longest line; 0: an ordinary one
	silence time.Duration // 0: the usual
	esearch bool          // it is answered by ESEARCH, which nobody else wants: three words of it are a billion UIDs
}

// begin is called before a command is sent, end after its answer is complete.
func (g *guard) begin(a allowance) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.pending == 0 {
		g.budget, g.maxLine, g.maxLiteral, g.quiet, g.esearch = guardIdle, guardLine, guardLiteral, g.silence, false
		g.alive, g.since, g.lastRead, g.before = now, 0, now, 0
	}
	// At most two commands are under way, so what earlier ones left over is not saved up.
	g.budget = min(g.budget, guardIdle+g.before) + a.bytes
	g.before = a.bytes
	g.pending++
	g.maxLine = max(g.maxLine, a.line)
	g.maxLiteral = max(g.maxLiteral, a.literal)
	g.quiet = max(g.quiet, a.silence)
	g.esearch = g.esearch || a.esearch
	_ = g.Conn.SetReadDeadline(g.alive.Add(g.quiet))
}

func (g *guard) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending--
	if g.pending == 0 {
		g.budget = guardIdle
		_ = g.Conn.SetReadDeadline(time.Time{})
	}
}

// cause tells why the connection ended; nil while it stands.
func (g *guard) cause() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.err
}

// fail keeps the first cause and ends the connection.
func (g *guard) fail(cause error) {
	g.mu.Lock()
	if g.err == nil {
		g.err = cause
	}
	g.mu.Unlock()
	_ = g.Conn.Close()
}

// SetDeadline does nothing: the guard keeps time.
func (g *guard) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing: the guard keeps time.
func (g *guard) SetReadDeadline(time.Time) error { return nil }

// Read gives checked bytes. After a failure it first fills up the literal under way with zeros: go-imap
// reads on in a literal that ends early while its decoder already reads what follows. Nobody takes the
// zeros for mail, because a command is only believed when it closed clean and no cause is known.
func (g *guard) Read(p []byte) (int, error) {
	if g.cause() == nil {
		n, err := g.read(p)
		g.mu.Lock()
		g.lastRead = time.Now()
		g.mu.Unlock()
		if err != nil {
			g.fail(readCause(err))
		}
		if err == nil || n > 0 {
			return n, nil
		}
	}
	switch {
	case len(g.out) > 0:
		n := copy(p, g.out)
		g.out = g.out[n:]
		return n, nil
	case g.literal > 0:
		n := min(int64(len(p)), g.literal)
		clear(p[:n])
		g.literal -= n
		return int(n), nil
	default:
		return 0, io.EOF
	}
}

func readCause(err error) error {
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errSilence
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errHungUp
	default:
		return err
	}
}

func (g *guard) read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	g.resume()
	if len(g.out) == 0 && g.literal > 0 {
		return g.readLiteral(p)
	}
	for len(g.out) == 0 {
		if err := g.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, g.out)
	g.out = g.out[n:]
	return n, nil
}

// resume forgives the time in which nobody wanted to read.
func (g *guard) resume() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pending == 0 {
		return
	}
	if pause := time.Since(g.lastRead); pause > 0 {
		g.alive = g.alive.Add(pause)
	}
	_ = g.Conn.SetReadDeadline(g.alive.Add(g.quiet))
}

func (g *guard) readLiteral(p []byte) (int, error) {
	n, err := g.br.Read(p[:min(int64(len(p)), g.literal)])
	g.literal -= int64(n)
	if err == nil || n > 0 {
		return n, g.spend(int64(n), false)
	}
	return n, err
}

// fill brings one line, or a piece of a long one, into out.
func (g *guard) fill() error {
	piece, err := g.br.ReadSlice('\n')
	if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
		return err
	}
	complete := err == nil
	g.mu.Lock()
	maxLine, maxLiteral, esearch := g.maxLine, g.maxLiteral, g.esearch
	g.mu.Unlock()
	if err := g.scan.see(piece, complete, maxLine, esearch); err != nil {
		return err
	}
	if complete {
		if g.literal, err = g.announced(maxLiteral); err != nil {
			return err
		}
	}
	if !g.scan.drop {
		g.out = piece // valid until the next read of br, which comes after out is empty
	}
	if complete && g.literal < 0 {
		g.literal = 0
		g.scan.reset()
	}
	return g.spend(int64(len(piece)), complete)
}

// announced gives the size of the literal that follows a complete line; -1: none.
func (g *guard) announced(limit int64) (int64, error) {
	size := g.scan.literal()
	switch {
	case size > limit:
		return 0, errTooMuch
	case size >= 0 && g.scan.drop:
		return 0, errNonsense // a literal inside an answer that nobody asked for
	default:
		return size, nil
	}
}

func (g *guard) spend(n int64, complete bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received += n
	g.budget -= n
	if g.budget < 0 {
		return errTooMuch
	}
	if g.since += n; complete || g.since >= guardProgress {
		g.alive, g.since = time.Now(), 0
		if g.pending > 0 {
			_ = g.Conn.SetReadDeadline(g.alive.Add(g.quiet))
		}
	}
	return nil
}

// scanner follows one response over its lines and literals.
type scanner struct {
	length int64
	depth  int
	quoted bool
	escape bool
	text   bool // a status response: what looks like a literal in its text is none
	drop   bool // a response that go-imap would choke on and that nobody asked for
	first  bool // something was seen of this response
	tail   []byte
}

func (s *scanner) reset() { *s = scanner{tail: s.tail[:0]} }

// see takes the next piece of a line.
func (s *scanner) see(piece []byte, complete bool, maxLine int64, esearch bool) error {
	if !s.first {
		s.first = true
		s.text, s.drop = judge(piece, esearch)
	}
	if s.length += int64(len(piece)); s.length > maxLine {
		return errTooMuch
	}
	if !s.text {
		if err := s.nesting(piece); err != nil {
			return err
		}
	}
	// An announcement of a literal fits in the last bytes of a line; a piece may cut it in two.
	s.tail = append(s.tail, piece[max(0, len(piece)-32):]...)
	s.tail = s.tail[max(0, len(s.tail)-32):]
	if complete && s.quoted {
		return errNonsense
	}
	return nil
}

func (s *scanner) nesting(piece []byte) error {
	for _, b := range piece {
		switch {
		case s.escape:
			s.escape = false
		case s.quoted && b == '\\':
			s.escape = true
		case b == '"':
			s.quoted = !s.quoted
		case s.quoted:
		case b == '(':
			if s.depth++; s.depth > guardDepth {
				return errNonsense
			}
		case b == ')':
			s.depth--
		}
	}
	return nil
}

// literal gives the size of the literal that a complete line announces, or -1.
func (s *scanner) literal() int64 {
	line := bytes.TrimRight(s.tail, "\r\n")
	open := bytes.LastIndexByte(line, '{')
	if s.text || open < 0 || !bytes.HasSuffix(line, []byte("}")) {
		return -1
	}
	size, err := strconv.ParseInt(string(bytes.TrimSuffix(line[open+1:len(line)-1], []byte("+"))), 10, 64)
	if err != nil || size < 0 {
		return -1 // go-imap will refuse it
	}
	s.tail = s.tail[:0]
	return size
}

// asked are the untagged responses that some command of ours may bring; all others are dropped.
var asked = map[string]bool{
	"CAPABILITY": true, "FLAGS": true, "LIST": true, "SEARCH": true,
	"EXISTS": true, "RECENT": true, "FETCH": true, "EXPUNGE": true,
}

// judge looks at the start of a response: whether the rest of it is text for people, and whether it is
// one that go-imap would end the connection over although it concerns nobody (VANISHED, an empty line).
func judge(piece []byte, esearch bool) (text, drop bool) {
	words := bytes.Fields(piece[:min(len(piece), 200)])
	if len(words) == 0 {
		return true, true
	}
	if !bytes.Equal(words[0], []byte("*")) {
		return true, false
	}
	if len(words) < 2 {
		return true, false
	}
	word := bytes.ToUpper(words[1])
	if len(words) > 2 && word[0] >= '0' && word[0] <= '9' {
		word = bytes.ToUpper(words[2])
	}
	switch string(word) {
	case "OK", "NO", "BAD", "BYE", "PREAUTH":
		return true, false
	}
	if string(word) == "FETCH" && bytes.Contains(piece, []byte("FLAGS (")) {
		// News about flags, which we never ask for. go-imap would take it for the answer to a question
		// about the same UID and then lose the answer.
		return false, !bytes.Contains(piece, []byte("BODY[")) && !bytes.Contains(piece, []byte("RFC822.SIZE"))
	}
	return false, !asked[string(word)] && !(esearch && string(word) == "ESEARCH")
}
