package email

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// relay is an SMTP server that fails where it is told to: at a command, within the mail, or after it.
type relay struct {
	fault
	addr    string
	reached func() // called where it fails; may be nil

	mu    sync.Mutex
	ehlo  string
	auth  []string
	taken int
	rcpts []string
}

type fault struct {
	at    string // the command, "greeting", "body" or "dot"
	say   string // what it says there; empty: nothing
	close bool   // whether it hangs up there
}

func newRelay(t *testing.T, r *relay) *relay {
	t.Helper()
	if r.ehlo == "" {
		r.ehlo = "250-me\r\n250-SIZE 100000000\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n"
	}
	listener := listen(t)
	r.addr = listener.Addr().String()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			go r.serve(conn)
		}
	}()
	return r
}

// fails does what was ordered for a place, and tells whether the session goes on as usual.
func (r *relay) fails(conn net.Conn, place string) bool {
	if place != r.at {
		return false
	}
	if r.reached != nil {
		r.reached()
	}
	if r.say != "" {
		_, _ = io.WriteString(conn, r.say+"\r\n")
	}
	if r.close {
		_ = conn.Close()
	}
	return true
}

func (r *relay) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	if r.fails(conn, "greeting") && r.close {
		return
	}
	if r.at != "greeting" {
		_, _ = io.WriteString(conn, "220 me\r\n")
	}
	in := bufio.NewReader(conn)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb := strings.ToUpper(strings.Fields(line + " x")[0])
		r.note(verb, line)
		if r.fails(conn, verb) {
			continue
		}
		switch verb {
		case "EHLO":
			_, _ = io.WriteString(conn, r.ehlo)
		case "AUTH":
			r.login(conn, in, line)
		case "DATA":
			_, _ = io.WriteString(conn, "354 go\r\n")
			if !r.mail(conn, in) {
				return
			}
		case "QUIT":
			_, _ = io.WriteString(conn, "221 bye\r\n")
			return
		default:
			_, _ = io.WriteString(conn, "250 ok\r\n")
		}
	}
}

func (r *relay) took() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken
}

func (r *relay) note(verb, line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch verb {
	case "RCPT":
		r.rcpts = append(r.rcpts, strings.TrimSpace(line))
	case "AUTH":
		r.auth = append(r.auth, strings.TrimSpace(line))
	}
}

func (r *relay) login(conn net.Conn, in *bufio.Reader, line string) {
	if strings.HasPrefix(line, "AUTH LOGIN") {
		for _, question := range []string{"dXNlcg==", "cGFzcw=="} { // worded as few servers do
			_, _ = fmt.Fprintf(conn, "334 %s\r\n", question)
			answer, _ := in.ReadString('\n')
			r.note("AUTH", answer)
		}
	}
	_, _ = io.WriteString(conn, "235 ok\r\n")
}

// mail reads the mail; false when the session is over.
func (r *relay) mail(conn net.Conn, in *bufio.Reader) bool {
	read := 0
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if read += len(line); read > 5000 && r.fails(conn, "body") {
			return false
		}
		if line == ".\r\n" {
			break
		}
	}
	if r.fails(conn, "dot") {
		return !r.close
	}
	r.mu.Lock()
	r.taken++
	r.mu.Unlock()
	_, _ = io.WriteString(conn, "250 taken\r\n")
	return true
}

func (r *relay) mailbox(t *testing.T, opts Options) *Mailbox {
	t.Helper()
	return open(t, Config{
		Address: testUser, IMAPHost: r.addr, IMAPSecurity: Plain, SMTPHost: r.addr, SMTPSecurity: Plain,
	}, opts)
}

func longMail(id string) channel.Outbound {
	out := outbound(id)
	out.Raw = append(out.Raw, strings.Repeat("uma linha comprida de verdade\r\n", 40_000)...)
	return out
}

func TestSendFailures(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault fault
		code  desk.Code
		fate  desk.Fate
	}{
		{"greeting: hangs up", fault{"greeting", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"greeting: busy", fault{"greeting", "421 busy", true}, desk.ErrThrottled, desk.Temporary},
		{"greeting: for good", fault{"greeting", "554 never", true}, desk.ErrRejected, desk.Permanent},
		{"greeting: nonsense", fault{"greeting", "hello?", true}, desk.ErrServer, desk.Temporary},
		{"greeting: silence", fault{"greeting", "", false}, desk.ErrUnreachable, desk.Temporary},
		{"hello: hangs up", fault{"EHLO", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"login: wrong", fault{"AUTH", "535 5.7.8 not " + testSecret, false}, desk.ErrAuth, desk.Permanent},
		{"login: later", fault{"AUTH", "454 4.7.0 later", false}, desk.ErrServer, desk.Temporary},
		{"login: hangs up", fault{"AUTH", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"sender: login wanted", fault{"MAIL", "530 5.7.0 log in", false}, desk.ErrAuth, desk.Permanent},
		{"sender: refused", fault{"MAIL", "550 5.7.1 no", false}, desk.ErrRejected, desk.Permanent},
		{"sender: too large", fault{"MAIL", "552 5.3.4 large", false}, desk.ErrTooLarge, desk.Permanent},
		{"recipient: refused", fault{"RCPT", "550 5.1.1 <ana@example.org>: no such user", false}, desk.ErrRejected, desk.Permanent},
		{"recipient: later", fault{"RCPT", "451 4.7.1 greylisted", false}, desk.ErrThrottled, desk.Temporary},
		{"recipient: hangs up", fault{"RCPT", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"data: refused", fault{"DATA", "554 no valid recipients", false}, desk.ErrRejected, desk.Permanent},
		{"data: hangs up", fault{"DATA", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"mail: hangs up", fault{"body", "", true}, desk.ErrUnreachable, desk.Temporary},
		{"mail: shutting down", fault{"body", "421 bye", true}, desk.ErrUnreachable, desk.Temporary},
		{"dot: later", fault{"dot", "451 4.3.0 later", false}, desk.ErrThrottled, desk.Temporary},
		{"dot: refused", fault{"dot", "550 5.7.1 spam", false}, desk.ErrRejected, desk.Permanent},
		{"dot: shutting down", fault{"dot", "421 4.3.2 bye", true}, desk.ErrThrottled, desk.Temporary},
		{"dot: hangs up", fault{"dot", "", true}, desk.ErrUncertain, desk.Ambiguous},
		{"dot: silence", fault{"dot", "", false}, desk.ErrUncertain, desk.Ambiguous},
		{"dot: nonsense", fault{"dot", "what?", false}, desk.ErrUncertain, desk.Ambiguous},
		{"dot: cut answer", fault{"dot", "250", true}, desk.ErrUncertain, desk.Ambiguous},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := newRelay(t, &relay{fault: c.fault})
			opts := quick()
			if c.fault.say == "" && !c.fault.close { // long enough that a busy machine does not fall silent elsewhere
				opts.Silence, opts.Submission = 2*time.Second, 2*time.Second
			}
			_, err := r.mailbox(t, opts).Send(context.Background(), longMail("x"))
			if c.name == "dot: cut answer" && err == nil {
				return // "250" without words is a word
			}
			wantCode(t, err, c.code, c.fate)
			if strings.Contains(err.Error(), "ana@") {
				t.Errorf("the customer's address is in %q", err)
			}
			if r.took() > 0 {
				t.Error("the mail was taken")
			}
		})
	}
}

// A server that hangs up in the middle of a mail too short to fill a buffer may have it all; only then.
func TestSendShortMailCut(t *testing.T) {
	r := newRelay(t, &relay{fault: fault{at: "dot", close: true}})
	_, err := r.mailbox(t, quick()).Send(context.Background(), outbound("short"))
	wantCode(t, err, desk.ErrUncertain, desk.Ambiguous)
}

func TestSendRejectionTellsWhy(t *testing.T) {
	m := newMemory(t)
	out := outbound("two")
	out.Recipients = []string{"ana@example.org", "nobody@example.org"}
	_, err := open(t, m.config(), quick()).Send(context.Background(), out)
	wantCode(t, err, desk.ErrRejected, desk.Permanent)
	params := desk.AsError(err).Params
	if params["provider_code"] != "550" || params["recipient"] != "2" || params["text"] != "…: no such user" {
		t.Errorf("params %v", params)
	}
	if len(m.smtp.mails()) > 0 {
		t.Error("something left although one recipient was refused")
	}
}

func TestSendCancelled(t *testing.T) {
	for _, c := range []struct {
		at   string
		fate desk.Fate
	}{{"RCPT", desk.Temporary}, {"dot", desk.Ambiguous}} {
		t.Run(c.at, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			r := newRelay(t, &relay{fault: fault{at: c.at}, reached: cancel})
			opts := quick()
			opts.Silence, opts.Submission = time.Minute, time.Minute
			start := time.Now()
			_, err := r.mailbox(t, opts).Send(ctx, outbound("x"))
			if !errors.Is(err, context.Canceled) || desk.AsError(err).Fate != c.fate || time.Since(start) > patience {
				t.Errorf("%v after %v", err, time.Since(start))
			}
		})
	}
}

func TestSendDetails(t *testing.T) {
	t.Run("login mechanism", func(t *testing.T) {
		r := newRelay(t, &relay{ehlo: "250-me\r\n250 AUTH LOGIN\r\n"})
		_, err := r.mailbox(t, quick()).Send(context.Background(), outbound("x"))
		must(t, err)
		if len(r.auth) != 3 || r.auth[1] != "bG9qYUBleGFtcGxlLmNvbQ==" || r.auth[2] != "Y29ycmVjdCBob3JzZQ==" {
			t.Errorf("login said %q", r.auth)
		}
	})
	t.Run("size known before", func(t *testing.T) {
		r := newRelay(t, &relay{ehlo: "250-me\r\n250 SIZE 1000\r\n"})
		_, err := r.mailbox(t, quick()).Send(context.Background(), longMail("x"))
		wantCode(t, err, desk.ErrTooLarge, desk.Permanent)
	})
	t.Run("international address without support", func(t *testing.T) {
		r := newRelay(t, &relay{})
		out := outbound("x")
		out.Recipients = []string{"joão@example.org"}
		_, err := r.mailbox(t, quick()).Send(context.Background(), out)
		wantCode(t, err, desk.ErrRejected, desk.Permanent)
	})
	t.Run("address with a command in it", func(t *testing.T) {
		r := newRelay(t, &relay{})
		out := outbound("x")
		out.Recipients = []string{"ana@example.org>\r\nRCPT TO:<eve@example.org"}
		_, err := r.mailbox(t, quick()).Send(context.Background(), out)
		wantCode(t, err, desk.ErrNoAddress, desk.Permanent)
	})
	t.Run("bytes arrive as they are", func(t *testing.T) {
		m := newMemory(t)
		out := outbound("dots")
		out.Raw = append(out.Raw, ".\r\n..\r\n.leading\r\nção\r\n"...)
		got, err := open(t, m.config(), quick()).Send(context.Background(), out)
		must(t, err)
		if got.ExternalID != out.RFCMessageID || got.Status.Event != desk.Accepted {
			t.Errorf("receipt %+v", got)
		}
		if mails := m.smtp.mails(); len(mails) != 1 || mails[0] != string(out.Raw) {
			t.Errorf("arrived %q", mails)
		}
	})
}

func TestCheckSizes(t *testing.T) {
	m := New(Config{}, nil, Options{})
	out := outbound("x")
	out.Raw = make([]byte, largestMail+1)
	wantCode(t, m.Check(out), desk.ErrTooLarge, desk.Permanent)
	out = outbound("x")
	out.Text, out.Attachments = "", 1
	if err := m.Check(out); err != nil {
		t.Errorf("an attachment alone: %v", err)
	}
}

func sentCopies(t *testing.T, m *Mailbox) (copies []string) {
	t.Helper()
	st := newStore()
	st.After = func(in *channel.Inbound, _ channel.Cursor) {
		if in != nil && in.Outgoing {
			copies = append(copies, string(in.Raw))
		}
	}
	must(t, m.Pull(context.Background(), "", st))
	return copies
}

func TestFile(t *testing.T) {
	m := newMemory(t, imap.CapUIDPlus)
	box := open(t, m.config(), quick())
	out := outbound("copy")
	out.StartedAt = time.Now()
	var all sync.WaitGroup
	for range 4 { // at the same time: still one copy
		all.Go(func() {
			if err := box.File(context.Background(), out); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := sentCopies(t, box); len(got) != 1 || got[0] != string(out.Raw) {
		t.Errorf("copies %q", got)
	}
	if _, err := box.Find(context.Background(), out); err != nil {
		t.Errorf("find: %v", err)
	}
}

func TestFileWithoutFolder(t *testing.T) {
	m := newMemory(t)
	must(t, m.user.Delete("Sent"))
	box := open(t, m.config(), quick())
	must(t, box.File(context.Background(), outbound("first")))
	must(t, box.File(context.Background(), outbound("second")))
	if got := sentCopies(t, box); len(got) != 2 {
		t.Errorf("copies %q", got)
	}
}

// The answer to APPEND is lost: the next filing finds the copy and adds none.
func TestFileAfterLostAnswer(t *testing.T) {
	s := newScript(t)
	var appends atomic.Int64
	s.hook = func(conn *scriptConn, tag, command string) bool {
		switch {
		case strings.HasPrefix(command, "LIST"):
			conn.say("* LIST (\\Sent) \"/\" Sent\r\n%s OK done\r\n", tag)
		case strings.HasPrefix(command, "APPEND"):
			appends.Add(1)
			s.mu.Lock()
			s.mails[1], s.uidNext = "copy", 2
			s.mu.Unlock()
			_ = conn.Close()
		default:
			return false
		}
		return true
	}
	box := open(t, s.config(), quick())
	wantCode(t, box.File(context.Background(), outbound("x")), desk.ErrUnreachable, desk.Temporary)
	s.hookSearch()
	must(t, box.File(context.Background(), outbound("x")))
	if n := appends.Load(); n != 1 {
		t.Errorf("%d appends", n)
	}
}

// hookSearch lets every search find message 1.
func (s *script) hookSearch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.hook
	s.hook = func(conn *scriptConn, tag, command string) bool {
		if strings.HasPrefix(command, "UID SEARCH") {
			conn.say("* SEARCH 1\r\n%s OK done\r\n", tag)
			return true
		}
		return before(conn, tag, command)
	}
}

func TestFileWhereTheProviderDoes(t *testing.T) {
	m := New(Config{Address: testUser, IMAPHost: "imap.gmail.com:993", IMAPSecurity: TLS}, nil, Options{})
	if err := m.File(context.Background(), outbound("x")); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestTest(t *testing.T) {
	m := newMemory(t)
	receive, send := open(t, m.config(), quick()).Test(context.Background())
	if receive != nil || send != nil {
		t.Errorf("receive %v, send %v", receive, send)
	}
	wrong := New(m.config(), func() (string, error) { return "wrong", nil }, quick())
	receive, send = wrong.Test(context.Background())
	wantCode(t, receive, desk.ErrAuth, desk.Permanent)
	wantCode(t, send, desk.ErrAuth, desk.Permanent)
	gone := New(m.config(), func() (string, error) { return "", errors.New("no keychain") }, quick())
	receive, send = gone.Test(context.Background())
	wantCode(t, receive, desk.ErrSecretGone, desk.Permanent)
	wantCode(t, send, desk.ErrSecretGone, desk.Permanent)
}
