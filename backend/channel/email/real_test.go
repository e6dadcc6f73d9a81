package email

import (
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

	"balcao/backend/channel"
	"balcao/backend/channel/channeltest"
	"balcao/backend/channel/channeltest/realmail"
	"balcao/backend/desk"
)

// breaker stands between us and a server, counts what comes through, and hangs up now and then.
type breaker struct {
	addr  string
	bytes atomic.Int64 // towards us
	mu    sync.Mutex
	every int64 // bytes after which it hangs up; 0: never
	left  int
}

func newBreaker(t *testing.T, server string, every int64, times int) *breaker {
	t.Helper()
	b := &breaker{every: every, left: times}
	listener := listen(t)
	b.addr = listener.Addr().String()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go b.carry(conn, server)
		}
	}()
	return b
}

func (b *breaker) carry(conn net.Conn, server string) {
	defer func() { _ = conn.Close() }()
	up, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	defer func() { _ = up.Close() }()
	go func() { _, _ = io.Copy(up, conn) }()
	limit := b.limit()
	for buf := make([]byte, 16<<10); ; {
		n, err := up.Read(buf)
		if limit >= 0 {
			n = int(min(int64(n), limit))
			limit -= int64(n)
		}
		written, _ := conn.Write(buf[:n])
		b.bytes.Add(int64(written))
		if err != nil || limit == 0 {
			return
		}
	}
}

// limit is how much the next connection may carry.
func (b *breaker) limit() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == 0 {
		return -1
	}
	b.left--
	return b.every
}

func realConfig(s *realmail.Server) Config {
	return Config{
		Address: s.Address, User: s.User, IMAPHost: s.IMAPAddr, IMAPSecurity: StartTLS, SMTPHost: s.SMTPAddr, SMTPSecurity: StartTLS,
	}
}

func realBox(t *testing.T, s *realmail.Server, cfg Config) *Mailbox {
	t.Helper()
	opts := Options{RootCAs: s.CA, Silence: time.Minute}
	m := New(cfg, func() (string, error) { return s.Password, nil }, opts)
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func realMail(i, size int) []byte {
	head := fmt.Sprintf("Message-ID: <real-%d@example.com>\r\nFrom: ana@example.org\r\nSubject: real %d\r\n\r\n", i, i)
	line := strings.Repeat("x", 60) + "\r\n"
	return []byte(head + strings.Repeat(line, max(1, size/len(line))))
}

func TestRealExam(t *testing.T) {
	s := realmail.Start(t)
	var keys []string
	for i := range 6 {
		s.Deliver(t, realMail(i, 2000))
		keys = append(keys, fmt.Sprintf("real %d", i))
	}
	n := 100
	next := func() int { n++; return n }
	channeltest.Exam(t, channeltest.Subject{
		Keys: keys, Key: keyOf, Secret: s.Password,
		Open: func(t *testing.T) channel.Source { return realBox(t, s, realConfig(s)) },
		Deliver: func(t *testing.T) string {
			i := next()
			s.Deliver(t, realMail(i, 100))
			return fmt.Sprintf("real %d", i)
		},
		Refused: func(*testing.T) channel.Source {
			return New(realConfig(s), func() (string, error) { return "wrong", nil }, Options{RootCAs: s.CA})
		},
		Outbound: func(*testing.T) channel.Outbound {
			i := next()
			out := outbound(fmt.Sprintf("real-out-%d", i))
			out.From, out.StartedAt = s.Address, time.Now()
			return out
		},
	})
	for _, mail := range s.Messages(t, "INBOX") {
		if mail.Seen {
			t.Error("a mail was marked as read")
		}
	}
}

// A first sync that is interrupted twenty times fetches little more than one that is not.
func TestRealInterruptions(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: sixty megabytes of mail take a while")
	}
	s := realmail.Start(t)
	const mails, size, interruptions = 6000, 10_000, 20
	var total int64
	for i := range mails {
		raw := realMail(i, size)
		total += int64(len(raw))
		s.Deliver(t, raw)
	}
	b := newBreaker(t, s.IMAPAddr, total/interruptions, interruptions)
	cfg := realConfig(s)
	cfg.IMAPHost, cfg.IMAPSecurity = b.addr, Plain
	st := newStore()
	broken := 0
	m := realBox(t, s, cfg)
	for {
		err := m.Pull(context.Background(), st.Cursor, st)
		if err == nil {
			break
		}
		if broken++; broken > 3*interruptions {
			t.Fatal(err)
		}
	}
	if len(st.raws) != mails || st.Taken != mails {
		t.Errorf("%d different mails in %d takings, %d exist", len(st.raws), st.Taken, mails)
	}
	if b.left > 0 {
		t.Errorf("only %d interruptions", interruptions-b.left)
	}
	ratio := float64(b.bytes.Load()) / float64(total)
	t.Logf("%d interruptions, %d pulls failed, %.3f of the mailbox came over the line", interruptions-b.left, broken, ratio)
	if ratio > 1.1 {
		t.Errorf("%.3f of the mailbox came over the line", ratio)
	}
}

func TestRealSendFileFind(t *testing.T) {
	s := realmail.Start(t)
	box := realBox(t, s, realConfig(s))
	ctx := context.Background()
	out := outbound("real-send")
	out.From, out.Recipients, out.StartedAt = s.Address, []string{"ana@example.org"}, time.Now()
	receive, send := box.Test(ctx)
	if err := errors.Join(receive, send); err != nil {
		t.Fatal(err)
	}
	_, err := box.Send(ctx, out)
	must(t, err)
	if _, err := box.Find(ctx, out); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("find before filing: %v", err)
	}
	for range 2 {
		must(t, box.File(ctx, out))
	}
	_, err = box.Find(ctx, out)
	must(t, err)
	unix := strings.ReplaceAll(string(out.Raw), "\r\n", "\n") // as both servers keep it on disk
	sent := s.Messages(t, "Sent")
	if len(sent) != 1 || !sent[0].Seen || string(sent[0].Raw) != unix {
		t.Errorf("Sent holds %d mails: %v", len(sent), sent)
	}
	limit := time.Now().Add(time.Minute)
	for len(s.Outside(t)) == 0 {
		if time.Now().After(limit) {
			t.Fatal("the mail was not delivered")
		}
		time.Sleep(50 * time.Millisecond)
	}
	if got := string(s.Outside(t)[0].Raw); !strings.HasSuffix(got, unix[strings.Index(unix, "\n\n"):]) {
		t.Errorf("delivered %q", got)
	}
}

func TestRealWait(t *testing.T) {
	s := realmail.Start(t)
	s.Deliver(t, realMail(1, 100))
	cfg := realConfig(s)
	cfg.IMAPHost, cfg.IMAPSecurity = s.IMAPSAddr, TLS
	box := realBox(t, s, cfg)
	st := newStore()
	must(t, box.Pull(context.Background(), "", st))
	woken := make(chan error, 1)
	go func() { woken <- box.Wait(context.Background()) }()
	s.Deliver(t, realMail(2, 100))
	select {
	case err := <-woken:
		must(t, err)
	case <-time.After(time.Minute):
		t.Fatal("nobody woke")
	}
	must(t, box.Pull(context.Background(), st.Cursor, st))
	if st.Got["real 2"] != 1 {
		t.Errorf("got %v", st.Got)
	}
}
