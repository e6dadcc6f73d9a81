package email

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/desk"
)

// idling waits until the watcher of a script's mailbox is in IDLE.
func idling(t *testing.T, s *script) {
	t.Helper()
	limit := time.Now().Add(patience)
	for s.asked("IDLE") == 0 {
		if time.Now().After(limit) {
			t.Fatal("no IDLE")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func idleScript(t *testing.T, then func(conn *scriptConn)) *script {
	t.Helper()
	s := newScript(t, letters(1)...)
	s.hook = func(conn *scriptConn, _, command string) bool {
		if command == "IDLE" {
			conn.say("+ idling\r\n")
			then(conn)
			return true
		}
		return false
	}
	return s
}

func TestWaitWakesOnArrival(t *testing.T) {
	m := newMemory(t, imap.CapIdle)
	box := open(t, m.config(), quick())
	must(t, box.Pull(context.Background(), "", newStore()))
	woken := make(chan error, 1)
	go func() { woken <- box.Wait(context.Background()) }()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for {
		select {
		case err := <-woken:
			must(t, err)
			return
		case <-tick.C:
			m.append(t, "INBOX", mail("new")) // again and again, since IDLE may not have begun
		case <-limit:
			t.Fatal("nobody woke")
		}
	}
}

// What arrives between a pull and a wait is noticed at once.
func TestWaitAfterArrival(t *testing.T) {
	m := newMemory(t, imap.CapIdle)
	box := open(t, m.config(), quick())
	must(t, box.Pull(context.Background(), "", newStore()))
	m.append(t, "INBOX", mail("in between"))
	start := time.Now()
	must(t, box.Wait(context.Background()))
	if took := time.Since(start); took > patience {
		t.Errorf("it took %v", took)
	}
}

func TestWaitEndsByItself(t *testing.T) {
	m := newMemory(t, imap.CapIdle)
	opts := quick()
	opts.Idle = 100 * time.Millisecond
	box := open(t, m.config(), opts)
	for range 3 { // on one connection
		must(t, box.Wait(context.Background()))
	}
}

func TestWaitWithoutIdle(t *testing.T) {
	s := newScript(t, letters(1)...)
	s.caps = "IMAP4rev1"
	opts := quick()
	opts.Poll = 50 * time.Millisecond
	box := open(t, s.config(), opts)
	for range 2 {
		must(t, box.Wait(context.Background()))
	}
	if commands, connections, _ := s.told(); s.asked("IDLE") > 0 || connections > 1 {
		t.Errorf("%d connections, commands %q", connections, commands)
	}
}

func TestWaitLosesTheConnection(t *testing.T) {
	s := idleScript(t, func(conn *scriptConn) { conn.say("* BYE\r\n"); _ = conn.Close() })
	err := open(t, s.config(), quick()).Wait(context.Background())
	wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
}

// A server that has forgotten us does not answer DONE.
func TestWaitOnDeadConnection(t *testing.T) {
	s := idleScript(t, func(*scriptConn) {})
	before := s.hook // nobody is connected yet
	s.hook = func(conn *scriptConn, tag, command string) bool {
		return strings.HasPrefix(tag, "DONE") || before(conn, tag, command)
	}
	opts := quick()
	opts.Idle, opts.Silence = 100*time.Millisecond, 200*time.Millisecond
	err := open(t, s.config(), opts).Wait(context.Background())
	wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
}

func TestWaitCancelled(t *testing.T) {
	s := idleScript(t, func(*scriptConn) {})
	ctx, cancel := context.WithCancel(context.Background())
	box := open(t, s.config(), quick())
	ended := make(chan error, 1)
	go func() { ended <- box.Wait(ctx) }()
	idling(t, s)
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	case <-time.After(patience):
		t.Error("it did not stop")
	}
}

// The clock on the wall went on while ours stood still: the computer slept.
func TestWaitAfterSleep(t *testing.T) {
	s := idleScript(t, func(*scriptConn) {})
	opts := quick()
	opts.Idle = 4 * time.Second // the clock is looked at four times as often; a busy machine must not miss that until the wait is over
	var looks atomic.Int64
	opts.Now = func() time.Time { return time.Now().Add(time.Duration(looks.Add(1)) * time.Hour) }
	err := open(t, s.config(), opts).Wait(context.Background())
	if !errors.Is(err, errSlept) {
		t.Fatalf("got %v", err)
	}
	wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
}

func TestCloseEndsWait(t *testing.T) {
	s := idleScript(t, func(*scriptConn) {})
	box := open(t, s.config(), quick())
	ended := make(chan error, 1)
	go func() { ended <- box.Wait(context.Background()) }()
	idling(t, s)
	must(t, box.Close())
	select {
	case err := <-ended:
		wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
	case <-time.After(patience):
		t.Error("it did not stop")
	}
	wantCode(t, box.Wait(context.Background()), desk.ErrUnreachable, desk.Temporary)
}
