package email

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func wantCode(t *testing.T, err error, code desk.Code, fate desk.Fate) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", code)
	}
	if e := desk.AsError(err); e.Code != code || e.Fate != fate {
		t.Errorf("got %v (fate %v), want %s (fate %v)", err, e.Fate, code, fate)
	}
	if strings.Contains(err.Error(), testSecret) {
		t.Errorf("the password is in %q", err)
	}
}

// A connection that is cut at any byte loses nothing, doubles nothing and leaves nothing half.
func TestCutAtEveryByte(t *testing.T) {
	s := newScript(t, letters(4)...)
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", newStore()))
	_, _, whole := s.told()
	for at := 1; at < whole; at += max(1, whole/110) {
		s.change(func() {
			s.connections = 0
			s.cut = func(connection int) int {
				if connection == 1 {
					return at
				}
				return -1
			}
		})
		st := newStore()
		m := New(s.config(), func() (string, error) { return testSecret, nil }, quick())
		pullUntilDone(t, m, st, 3)
		st.wantExactly(t, s.mails)
		if len(st.unreadable) > 0 {
			t.Errorf("cut at %d: %v called unreadable", at, st.unreadable)
		}
		must(t, m.Close())
		if t.Failed() {
			t.Fatalf("cut at byte %d of %d", at, whole)
		}
	}
}

// A line that breaks every time is nobody's fault: nothing is called unreadable within one pull.
func TestLineThatAlwaysBreaks(t *testing.T) {
	s := newScript(t, letters(30)...)
	s.hook = func(c *scriptConn, tag, command string) bool {
		if isBody(command) {
			c.say("* 1 FETCH (UID 1 BODY[] {100}\r\nhalf")
			_ = c.Close()
			return true
		}
		return false
	}
	st := newStore()
	err := open(t, s.config(), quick()).Pull(context.Background(), "", st)
	wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
	if st.Taken > 0 {
		t.Errorf("%d messages were taken", st.Taken)
	}
	if _, connections, _ := s.told(); connections > lossLimit+1 {
		t.Errorf("%d connections", connections)
	}
	s.change(func() { s.hook = nil })
	pullUntilDone(t, open(t, s.config(), quick()), st, 1)
	st.wantExactly(t, s.mails)
}

func TestSilence(t *testing.T) {
	for _, at := range []string{"CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID FETCH", "body"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			s := newScript(t, letters(3)...)
			s.hook = func(_ *scriptConn, _, command string) bool {
				return strings.HasPrefix(command, at) || at == "body" && isBody(command)
			}
			opts := quick()
			opts.Silence = 200 * time.Millisecond
			start := time.Now()
			err := open(t, s.config(), opts).Pull(context.Background(), "", newStore())
			wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
			if took := time.Since(start); took > patience {
				t.Errorf("it took %v to notice", took)
			}
		})
	}
}

// A server that drips a byte now and then is as good as silent.
func TestDrip(t *testing.T) {
	s := newScript(t, letters(1)...)
	stop := make(chan struct{})
	t.Cleanup(func() { close(stop) })
	s.hook = func(c *scriptConn, _, command string) bool {
		if !isBody(command) {
			return false
		}
		c.say("* 1 FETCH (UID 1 BODY[] {100000}\r\n")
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return true
			case <-tick.C:
				c.say("x")
			}
		}
	}
	opts := quick()
	opts.Silence = 400 * time.Millisecond
	start := time.Now()
	err := open(t, s.config(), opts).Pull(context.Background(), "", newStore())
	wantCode(t, err, desk.ErrUnreachable, desk.Temporary)
	if took := time.Since(start); took > patience {
		t.Errorf("it took %v to notice", took)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, at, say string
		code          desk.Code
		fate          desk.Fate
	}{
		{"login refused", "LOGIN", "TAG NO [AUTHENTICATIONFAILED] bad: " + testSecret, desk.ErrAuth, desk.Permanent},
		{"login refused without a code", "LOGIN", "TAG NO " + testSecret, desk.ErrAuth, desk.Permanent},
		{"login unavailable", "LOGIN", "TAG NO [UNAVAILABLE] later", desk.ErrServer, desk.Temporary},
		{"login in use", "LOGIN", "TAG NO [INUSE] later", desk.ErrServer, desk.Temporary},
		{"login limit", "LOGIN", "TAG NO [LIMIT] later", desk.ErrThrottled, desk.Temporary},
		{"too many connections", "LOGIN", "TAG NO [ALERT] Too many simultaneous connections.", desk.ErrThrottled, desk.Temporary},
		{"login bad", "LOGIN", "TAG BAD what", desk.ErrServer, desk.Temporary},
		{"bye at login", "LOGIN", "* BYE go away", desk.ErrUnreachable, desk.Temporary},
		{"list refused", "LIST", "TAG NO no", desk.ErrServer, desk.Temporary},
		{"examine refused", "EXAMINE", "TAG NO no", desk.ErrServer, desk.Temporary},
		{"examine bad", "EXAMINE", "TAG BAD no", desk.ErrServer, desk.Temporary},
		{"sizes refused", "UID FETCH", "TAG NO no", desk.ErrServer, desk.Temporary},
		{"garbage", "EXAMINE", "\x00\x01 garbage", desk.ErrServer, desk.Temporary},
		{"unknown tag", "EXAMINE", "XYZ OK done", desk.ErrServer, desk.Temporary},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScript(t, letters(2)...)
			s.hook = func(conn *scriptConn, tag, command string) bool {
				if !strings.HasPrefix(command, c.at) {
					return false
				}
				conn.say("%s\r\n", strings.ReplaceAll(c.say, "TAG", tag))
				if strings.HasPrefix(c.say, "* BYE") {
					_ = conn.Close()
				}
				return true
			}
			err := open(t, s.config(), quick()).Pull(context.Background(), "", newStore())
			wantCode(t, err, c.code, c.fate)
		})
	}
}

func TestGreetings(t *testing.T) {
	for _, c := range []struct {
		name, greeting string
		code           desk.Code
	}{
		{"bye", "* BYE too busy\r\n", desk.ErrServer},
		{"preauth", "* PREAUTH welcome\r\n", desk.ErrServer},
		{"nonsense", "220 smtp here\r\n", desk.ErrServer},
		{"endless line", "* OK " + strings.Repeat("x", 3<<20), desk.ErrServer},
		{"endless lines", strings.Repeat("* OK x\r\n", 500_000), desk.ErrServer},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScript(t)
			s.greeting = c.greeting
			if c.name == "endless lines" {
				s.hook = func(*scriptConn, string, string) bool { return true }
			}
			wantCode(t, open(t, s.config(), quick()).Pull(context.Background(), "", newStore()), c.code, desk.Temporary)
		})
	}
}

// What a hostile server may answer to a request for bodies. The process must live, stay small, and
// say what is wrong.
func TestHostileBodies(t *testing.T) {
	deep := strings.Repeat("(", 3_000_000)
	for _, c := range []struct{ name, say string }{
		{"literal of 4 GiB", "* 1 FETCH (UID 1 BODY[] {4294967296}\r\nabc"},
		{"literal of 8 EiB", "* 1 FETCH (UID 1 BODY[] {9223372036854775807}\r\nabc"},
		{"negative literal", "* 1 FETCH (UID 1 BODY[] {-5}\r\nabc)\r\nTAG OK done\r\n"},
		{"deep body structure", "* 1 FETCH (UID 1 BODYSTRUCTURE " + deep},
		{"deep envelope", "* 1 FETCH (UID 1 ENVELOPE " + deep},
		{"envelope literal", "* 1 FETCH (UID 1 ENVELOPE ({2147483648}\r\n"},
		{"unknown attribute", "* 1 FETCH (UID 1 X-GM-LABELS () BODY[] {1}\r\nx)\r\nTAG OK done\r\n"},
		{"literal in an unasked answer", "* XFOO {5}\r\nhello\r\nTAG OK done\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScript(t, letters(8)...)
			s.hook = func(conn *scriptConn, tag, command string) bool {
				if !isBody(command) {
					return false
				}
				conn.say("%s", strings.ReplaceAll(c.say, "TAG", tag))
				return true
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			st := newStore()
			err := open(t, s.config(), quick()).Pull(context.Background(), "", st)
			runtime.ReadMemStats(&after)
			wantCode(t, err, desk.ErrServer, desk.Temporary)
			if st.Taken > 0 {
				t.Errorf("%d messages were taken", st.Taken)
			}
			if grown := int64(after.Sys) - int64(before.Sys); grown > 150<<20 {
				t.Errorf("the process grew by %d MB", grown>>20)
			}
		})
	}
}

// What go-imap would choke on or mistake, and what must not harm.
func TestOddButHarmless(t *testing.T) {
	for _, c := range []struct{ name, before string }{
		{"unknown responses", "* VANISHED 3\r\n* XFOO (((\r\n\r\n* 3 XBAR\r\n"},
		{"unsolicited flags", "* 1 FETCH (FLAGS (\\Seen))\r\n"},
		{"unsolicited flags with a UID", "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n"},
		{"wrong UID", "* 9 FETCH (UID 99 BODY[] {3}\r\nabc)\r\n"},
		{"exists and expunge", "* 9 EXISTS\r\n* 9 EXPUNGE\r\n"},
		{"search result nobody wants", "* SEARCH 1 2 3\r\n"},
		{"esearch bomb", "* ESEARCH (TAG \"T1\") UID ALL 1:4294967295\r\n"},
		{"text that looks like a literal", "* OK take {5}\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScript(t, letters(5)...)
			s.hook = func(conn *scriptConn, _, command string) bool {
				if strings.HasPrefix(command, "UID") {
					conn.say("%s", c.before)
				}
				return false
			}
			st := newStore()
			must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
			st.wantExactly(t, s.mails)
			if len(st.unreadable) > 0 {
				t.Errorf("called unreadable: %v", st.unreadable)
			}
		})
	}
}

// One mail that spoils every answer it is in does not keep the others away, and stays visible.
func TestPoison(t *testing.T) {
	for _, c := range []struct{ name, say string }{
		{"breaks the protocol", "* 33 FETCH (UID 33 BODY[] {9999999999}\r\n"},
		{"comes as NIL", "* 33 FETCH (UID 33 BODY[] NIL)\r\n"},
		{"does not come", ""},
		{"comes under another UID", "* 33 FETCH (UID 77 BODY[] {1}\r\nx)\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScript(t, letters(60)...)
			s.hook = func(conn *scriptConn, tag, command string) bool {
				if !isBody(command) {
					return false
				}
				conn.fetch(tag, command, func(uid int, raw string) string {
					if uid == 33 {
						return c.say
					}
					return fmt.Sprintf("* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n", uid, uid, len(raw), raw)
				})
				return true
			}
			st := newStore()
			must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
			if len(st.unreadable) != 1 || st.unreadable[0] != 33 {
				t.Errorf("called unreadable: %v", st.unreadable)
			}
			if len(st.raws) != 59 {
				t.Errorf("%d of the other 59 came", len(st.raws))
			}
			asked := s.asked("UID FETCH")
			must(t, open(t, s.config(), quick()).Pull(context.Background(), st.Cursor, st))
			if s.asked("UID FETCH") != asked {
				t.Error("the unreadable mail was asked for again")
			}
		})
	}
}

// A mail on which the server itself dies is given up in the third pull, not before.
func TestServerDiesOnOneMail(t *testing.T) {
	s := newScript(t, letters(40)...)
	s.hook = func(conn *scriptConn, tag, command string) bool {
		if isBody(command) && len(conn.pick(strings.Fields(command)[2])) > 0 {
			for _, uid := range conn.pick(strings.Fields(command)[2]) {
				if uid == 7 {
					_ = conn.Close()
					return true
				}
			}
		}
		return false
	}
	st := newStore()
	errs := pullUntilDone(t, open(t, s.config(), quick()), st, pullTries)
	if len(errs) != pullTries-1 || len(st.unreadable) != 1 || st.unreadable[0] != 7 || len(st.raws) != 39 {
		t.Errorf("errors %v, unreadable %v, %d whole", errs, st.unreadable, len(st.raws))
	}
}

// "OK" to a question about sizes, and not a word about the mail that exists.
func TestSizesWithoutAnswer(t *testing.T) {
	s := newScript(t, letters(3)...)
	s.hook = func(conn *scriptConn, tag, command string) bool {
		if strings.Contains(command, "RFC822.SIZE") && !strings.Contains(command, " 2 ") {
			conn.say("%s OK done\r\n", tag)
			return true
		}
		return false
	}
	st := newStore()
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
	st.wantExactly(t, s.mails) // without sizes they are still fetched, one by one
}

// An INTERNALDATE that go-imap cannot read costs the date, not the mail.
func TestBadDate(t *testing.T) {
	s := newScript(t, letters(3)...)
	s.hook = func(conn *scriptConn, tag, command string) bool {
		if strings.Contains(command, "INTERNALDATE") {
			conn.say("* 1 FETCH (UID 1 INTERNALDATE \"yesterday\" RFC822.SIZE 5)\r\n%s OK done\r\n", tag)
			return true
		}
		return false
	}
	st := newStore()
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
	st.wantExactly(t, s.mails)
}

func TestUIDValidityChanges(t *testing.T) {
	s := newScript(t, letters(5)...)
	st := newStore()
	m := open(t, s.config(), quick())
	must(t, m.Pull(context.Background(), "", st))
	s.change(func() {
		s.uidValidity, s.uidNext = 8, 7
		s.mails = map[int]string{1: mail("other"), 3: mail("letter 1"), 4: mail("letter 0"), 6: mail("another")}
	})
	must(t, m.Pull(context.Background(), st.Cursor, st))
	for _, raw := range s.mails {
		if st.raws[raw] == 0 {
			t.Errorf("lost: %q", raw)
		}
	}
	state := parseCursor(st.Cursor)
	if f := state["INBOX"]; f.uidValidity != 8 || f.stored.String() != "1:6" {
		t.Errorf("cursor %s", st.Cursor)
	}
}

// Nothing new costs a few commands, whatever the size of the mailbox, and holes do not count as new.
func TestNothingNew(t *testing.T) {
	s := newScript(t, letters(300)...)
	for uid := 10; uid < 290; uid += 3 {
		delete(s.mails, uid)
	}
	s.uidNext = 4_000_000_000
	st := newStore()
	m := open(t, s.config(), quick())
	must(t, m.Pull(context.Background(), "", st))
	st.wantExactly(t, s.mails)
	before, _, _ := s.told()
	must(t, m.Pull(context.Background(), st.Cursor, st))
	again, _, _ := s.told()
	if asked := again[len(before):]; len(asked) > 3 {
		t.Errorf("commands: %q", asked)
	}
	must(t, open(t, s.config(), quick()).Pull(context.Background(), st.Cursor, st))
	fresh, _, _ := s.told()
	if asked := fresh[len(again):]; len(asked) > 6 {
		t.Errorf("commands with a new connection: %q", asked)
	}
}

func TestExistsFlood(t *testing.T) {
	s := newScript(t, letters(2)...)
	s.hook = func(conn *scriptConn, _, command string) bool {
		if command == "IDLE" {
			conn.say("+ idling\r\n%s", strings.Repeat("* 3 EXISTS\r\n", 400_000))
			return true
		}
		return command == "DONE" || strings.HasPrefix(command, "DONE")
	}
	opts := quick()
	start := time.Now()
	err := open(t, s.config(), opts).Wait(context.Background())
	if err != nil {
		wantCode(t, err, desk.ErrServer, desk.Temporary)
	}
	if took := time.Since(start); took > patience {
		t.Errorf("it took %v", took)
	}
}

// A mail too large to be fetched comes as its header, with its size.
func TestTooLarge(t *testing.T) {
	s := newScript(t, letters(1)...)
	const huge = wholeLimit + 1
	s.hook = func(conn *scriptConn, tag, command string) bool {
		switch {
		case strings.Contains(command, "RFC822.SIZE"):
			conn.say("* 1 FETCH (UID 1 RFC822.SIZE %d)\r\n%s OK done\r\n", huge, tag)
		case strings.Contains(command, "BODY.PEEK[HEADER]"):
			conn.say("* 1 FETCH (UID 1 BODY[HEADER] {4}\r\nA: b)\r\n%s OK done\r\n", tag)
		default:
			return false
		}
		return true
	}
	var got *channel.Inbound
	st := newStore()
	st.After = func(in *channel.Inbound, _ channel.Cursor) {
		if in != nil {
			got = in
		}
	}
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
	if got == nil || got.FullSize != huge || string(got.Raw) != "A: b" {
		t.Errorf("got %+v", got)
	}
}

// A size that was a lie does not lose the mail.
func TestSizeIsALie(t *testing.T) {
	big := mail("big") + strings.Repeat("0123456789abcdef", 200_000)
	s := newScript(t, big, mail("small"), mail("another"))
	s.hook = func(conn *scriptConn, tag, command string) bool {
		if !strings.Contains(command, "RFC822.SIZE") {
			return false
		}
		for _, uid := range conn.pick("1:3") {
			conn.say("* %d FETCH (UID %d RFC822.SIZE 1)\r\n", uid, uid)
		}
		conn.say("%s OK done\r\n", tag)
		return true
	}
	st := newStore()
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
	st.wantExactly(t, s.mails)
}

func TestPullCancelledInSilence(t *testing.T) {
	s := newScript(t, letters(2)...)
	reached := make(chan struct{})
	s.hook = func(_ *scriptConn, _, command string) bool {
		if isBody(command) {
			close(reached)
			return true
		}
		return false
	}
	opts := quick()
	opts.Silence = time.Minute
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-reached; cancel() }()
	start := time.Now()
	err := open(t, s.config(), opts).Pull(ctx, "", newStore())
	if !errors.Is(err, context.Canceled) || time.Since(start) > patience {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// Mails larger than the memory for fetching ahead come whole, each alone.
func TestBigMails(t *testing.T) {
	line := strings.Repeat("0123456789abcde\n", 1<<16) // 1 MiB
	mails := letters(5)
	for i, size := range []int{9, 40, 12, 33} {
		mails = append(mails, mail(fmt.Sprintf("big %d", i))+strings.Repeat(line, size), mail(fmt.Sprintf("between %d", i)))
	}
	s := newScript(t, mails...)
	st := newStore()
	must(t, open(t, s.config(), quick()).Pull(context.Background(), "", st))
	st.wantExactly(t, s.mails)
}
