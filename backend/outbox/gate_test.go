package outbox_test

import (
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/outbox"
)

// TestGateCountsForBothWays: three refusals in all, by whichever way.
func TestGateCountsForBothWays(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	const in, out = outbox.Receiving, outbox.Sending
	cases := map[string]struct {
		steps           func(*outbox.Gate)
		inShut, outShut bool
	}{
		"new":               {func(*outbox.Gate) {}, false, false},
		"two":               {func(g *outbox.Gate) { g.Refused(in, now); g.Refused(out, now) }, false, false},
		"three, mixed":      {func(g *outbox.Gate) { g.Refused(in, now); g.Refused(out, now); g.Refused(in, now) }, true, true},
		"three of one":      {func(g *outbox.Gate) { g.Refused(in, now); g.Refused(in, now); g.Refused(in, now) }, true, true},
		"the other works":   {func(g *outbox.Gate) { g.Accepted(in); g.Refused(out, now); g.Refused(out, now); g.Refused(out, now) }, false, true},
		"worked in between": {func(g *outbox.Gate) { g.Refused(in, now); g.Refused(in, now); g.Accepted(in); g.Refused(in, now) }, false, false},
		"one works after all": {func(g *outbox.Gate) {
			g.Refused(in, now)
			g.Refused(in, now)
			g.Refused(in, now)
			g.Accepted(out)
		}, true, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			g := &outbox.Gate{}
			c.steps(g)
			for way, shut := range map[outbox.Way]bool{in: c.inShut, out: c.outShut} {
				want := time.Time{}
				if shut {
					want = now.Add(15 * time.Minute)
				}
				if got := g.ShutUntil(way); !got.Equal(want) {
					t.Errorf("way %d is shut until %v, want %v", way, got, want)
				}
			}
		})
	}
}

// TestRefusedElsewhereIsNotTriedAgain: what the other loop met counts here too.
func TestRefusedElsewhereIsNotTriedAgain(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{send: refuse(desk.E(desk.ErrAuth, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	d.Password.Refused(outbox.Receiving, s.clock())
	d.Password.Refused(outbox.Receiving, s.clock())
	s.run(d)
	for range 14 {
		s.pass(time.Minute)
		s.run(d)
	}
	if len(p.sent) != 1 {
		t.Errorf("%d tries with a password that was refused three times in all", len(p.sent))
	}
	if due, err := d.NextDue(t.Context()); err != nil || due.Sub(s.clock()) != time.Minute {
		t.Errorf("next due in %v (%v)", due.Sub(s.clock()), err)
	}
	p.send = nil
	s.pass(time.Minute)
	s.run(d)
	s.wantState(q.DeliveryID, desk.Sent)
}
