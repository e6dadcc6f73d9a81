package email

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"balcao/backend/channel"
	"balcao/backend/channel/channeltest"
)

// script is an IMAP server that can misbehave at any point.
type script struct {
	addr string
	// hook sees every command before it is answered; it returns true when it answered itself. Closing
	// the connection is an answer.
	hook func(c *scriptConn, tag, command string) bool

	t        *testing.T
	listener net.Listener
	started  sync.Once

	mu          sync.Mutex
	greeting    string
	uidValidity int
	uidNext     int
	mails       map[int]string
	caps        string
	commands    []string
	connections int
	cut         func(connection int) int // bytes after which a connection is cut; negative: never
	sent        int                      // bytes sent on all connections
}

type scriptConn struct {
	net.Conn
	s      *script
	number int
	left   int
}

func newScript(t *testing.T, mails ...string) *script {
	t.Helper()
	s := &script{
		greeting: "* OK hello\r\n", uidValidity: 7, uidNext: len(mails) + 1, mails: map[int]string{},
		caps: "IMAP4rev1 IDLE UIDPLUS", cut: func(int) int { return -1 },
	}
	for i, raw := range mails {
		s.mails[i+1] = raw
	}
	s.t, s.listener = t, listen(t)
	s.addr = s.listener.Addr().String()
	return s
}

func (s *script) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.connections++
		c := &scriptConn{conn, s, s.connections, s.cut(s.connections)}
		greeting := s.greeting
		s.mu.Unlock()
		s.t.Cleanup(func() { _ = conn.Close() })
		go c.serve(greeting)
	}
}

// config starts the server; until then the test may set its fields.
func (s *script) config() Config {
	s.started.Do(func() { go s.accept() })
	return Config{Address: testUser, IMAPHost: s.addr, IMAPSecurity: Plain, SMTPHost: s.addr, SMTPSecurity: Plain}
}

// change does something to the script while its server runs.
func (s *script) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

// told gives the commands so far, and how many connections and bytes there were.
func (s *script) told() (commands []string, connections, sent int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands), s.connections, s.sent
}

func (s *script) asked(prefix string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, c := range s.commands {
		if strings.HasPrefix(c, prefix) {
			n++
		}
	}
	return n
}

// say writes, and cuts the connection where the script says so.
func (c *scriptConn) say(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if c.left >= 0 {
		if len(text) >= c.left {
			text = text[:c.left]
			defer func() { _ = c.Close() }()
		}
		c.left -= len(text)
	}
	n, _ := io.WriteString(c.Conn, text)
	c.s.mu.Lock()
	c.s.sent += n
	c.s.mu.Unlock()
}

func (c *scriptConn) serve(greeting string) {
	defer func() { _ = c.Close() }()
	c.say("%s", greeting)
	lines := bufio.NewScanner(c.Conn)
	for lines.Scan() {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		c.s.mu.Lock()
		c.s.commands = append(c.s.commands, command)
		hook := c.s.hook
		c.s.mu.Unlock()
		if hook != nil && hook(c, tag, command) {
			continue
		}
		c.answer(tag, command)
	}
}

func (c *scriptConn) answer(tag, command string) {
	c.s.mu.Lock()
	uidValidity, uidNext, count, caps := c.s.uidValidity, c.s.uidNext, len(c.s.mails), c.s.caps
	c.s.mu.Unlock()
	switch {
	case strings.HasPrefix(command, "CAPABILITY"):
		c.say("* CAPABILITY %s\r\n%s OK done\r\n", caps, tag)
	case strings.HasPrefix(command, "LIST"):
		c.say("* LIST () \"/\" INBOX\r\n%s OK done\r\n", tag)
	case strings.HasPrefix(command, "EXAMINE"):
		c.say("* %d EXISTS\r\n* OK [UIDVALIDITY %d] ok\r\n* OK [UIDNEXT %d] ok\r\n%s OK [READ-ONLY] done\r\n",
			count, uidValidity, uidNext, tag)
	case strings.HasPrefix(command, "UID SEARCH"):
		c.say("* SEARCH%s\r\n%s OK done\r\n", c.list(strings.Fields(command)), tag)
	case strings.HasPrefix(command, "UID FETCH"):
		c.fetch(tag, command, func(uid int, raw string) string {
			return fmt.Sprintf("* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n", uid, uid, len(raw), raw)
		})
	default:
		c.say("%s OK done\r\n", tag)
	}
}

func (c *scriptConn) list(words []string) string {
	var b strings.Builder
	for _, uid := range c.pick(words[len(words)-1]) {
		fmt.Fprintf(&b, " %d", uid)
	}
	return b.String()
}

// pick gives the UIDs of a set that exist.
func (c *scriptConn) pick(set string) []int {
	wanted := parseRanges(set)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var out []int
	for uid := range c.s.mails {
		if slices.ContainsFunc(wanted, func(s span) bool { return uint32(uid) >= s.lo && uint32(uid) <= s.hi }) {
			out = append(out, uid)
		}
	}
	slices.Sort(out)
	return out
}

func (c *scriptConn) fetch(tag, command string, body func(uid int, raw string) string) {
	for _, uid := range c.pick(strings.Fields(command)[2]) {
		c.s.mu.Lock()
		raw := c.s.mails[uid]
		c.s.mu.Unlock()
		if strings.Contains(command, "RFC822.SIZE") {
			c.say("* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE \"01-Nov-2026 10:00:00 +0000\")\r\n", uid, uid, len(raw))
			continue
		}
		c.say("%s", body(uid, raw))
	}
	c.say("%s OK done\r\n", tag)
}

func isBody(command string) bool {
	return strings.HasPrefix(command, "UID FETCH") && strings.Contains(command, "BODY.PEEK[]")
}

// store is a sink that keeps what it is given as a real one would: by content, with the cursor.
type store struct {
	channeltest.Collector
	raws        map[string]int
	unreadable  []uint32
	headersOnly []int64
}

func newStore() *store {
	s := &store{raws: map[string]int{}}
	s.Key = keyOf
	s.After = func(in *channel.Inbound, _ channel.Cursor) {
		switch {
		case in == nil:
		case in.Placeholder == unreadable:
			s.unreadable = append(s.unreadable, in.UID)
		case in.FullSize > 0:
			s.headersOnly = append(s.headersOnly, in.FullSize)
		default:
			s.raws[string(in.Raw)]++
		}
	}
	return s
}

// wantExactly checks that every mail is there once or more, whole, and nothing else.
func (s *store) wantExactly(t *testing.T, mails map[int]string) {
	t.Helper()
	for uid, raw := range mails {
		if s.raws[raw] == 0 {
			t.Errorf("mail %d is lost", uid)
		}
	}
	if len(s.raws) != len(mails) {
		t.Errorf("%d different mails were stored, %d exist", len(s.raws), len(mails))
	}
}

// pullUntilDone pulls again from the last cursor until there is no error.
func pullUntilDone(t *testing.T, m *Mailbox, s *store, most int) (errs []error) {
	t.Helper()
	for range most {
		err := m.Pull(context.Background(), s.Cursor, s)
		if err == nil {
			return errs
		}
		errs = append(errs, err)
	}
	t.Fatalf("still not done after %d pulls: %v", most, errors.Join(errs...))
	return nil
}

func letters(n int) []string {
	var out []string
	for i := range n {
		out = append(out, mail("letter "+strconv.Itoa(i)))
	}
	return out
}
