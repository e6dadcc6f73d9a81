package outbox_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// TestWhatBecomesOfASend: each fate of an attempt, and what the owner sees of it.
func TestWhatBecomesOfASend(t *testing.T) {
	cases := map[string]struct {
		fails *desk.Error
		want  desk.DeliveryState
		turn  desk.TurnState
		min   time.Duration // of the wait before the next attempt
		max   time.Duration
	}{
		"taken":             {nil, desk.Sent, desk.Waiting, 0, 0},
		"refused for good":  {desk.E(desk.ErrRejected, nil, "provider_code", "550"), desk.Failed, desk.ToReply, 0, 0},
		"a bad moment":      {desk.Passing(desk.ErrServer, nil), desk.Queued, desk.Waiting, time.Second / 2, 2 * time.Second},
		"asked to wait":     {&desk.Error{Code: desk.ErrThrottled, Fate: desk.Temporary, RetryAfter: 42 * time.Second}, desk.Queued, desk.Waiting, 42 * time.Second, 42 * time.Second},
		"the answer lost":   {desk.Unsure(desk.ErrUncertain, nil), desk.Uncertain, desk.Waiting, 5 * time.Second, 5 * time.Second},
		"wrong password":    {desk.E(desk.ErrAuth, nil), desk.Queued, desk.Waiting, time.Minute, time.Minute},
		"no secret store":   {desk.E(desk.ErrNoSecretStore, nil), desk.Queued, desk.Waiting, time.Minute, time.Minute},
		"account suspended": {desk.E(desk.ErrSuspended, nil), desk.Queued, desk.Waiting, time.Minute, time.Minute},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "quanto custa?")
			s.pass(time.Minute)
			q := s.queue(outbox.Draft{Channel: desk.Email, Text: "dez"})
			p := &provider{}
			if c.fails != nil {
				p.send = refuse(c.fails)
			}
			s.run(outbox.NewDispatcher(s.st, mailConn, p))
			row := s.wantState(q.DeliveryID, c.want)
			if wait := row.NotBefore.Sub(s.clock()); c.max > 0 && (wait < c.min || wait > c.max) {
				t.Errorf("the next attempt is in %v, want %v to %v", wait, c.min, c.max)
			}
			if c.fails != nil && (row.Error == nil || row.Error.Code != c.fails.Code) {
				t.Errorf("error %v, want %s", row.Error, c.fails.Code)
			}
			if got := s.row(); got.State != c.turn || got.Failed != (c.want == desk.Failed) {
				t.Errorf("conversation %s, failed %v", got.State, got.Failed)
			}
			if len(p.sent) != 1 || row.Attempts != 1 {
				t.Errorf("%d sends, %d attempts", len(p.sent), row.Attempts)
			}
		})
	}
}

// TestBackOffGrowsAndEnds: a message that does not get through is tried less and less.
func TestBackOffGrowsAndEnds(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{send: refuse(desk.Passing(desk.ErrServer, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	longest := time.Duration(0)
	for range 30 {
		s.run(d)
		wait := s.wantState(q.DeliveryID, desk.Queued).NotBefore.Sub(s.clock())
		if wait <= 0 || wait > 15*time.Minute {
			t.Fatalf("waits %v", wait)
		}
		longest = max(longest, wait)
		s.pass(wait)
	}
	if longest < 7*time.Minute || len(p.sent) != 30 {
		t.Errorf("longest wait %v, %d sends", longest, len(p.sent))
	}
	p.send = nil
	s.run(d)
	s.wantState(q.DeliveryID, desk.Sent)
}

// TestUncertainIsLookedUpAndNeverRepeated: 5 s, 30 s, 2 min, 10 min, then the owner is asked.
func TestUncertainIsLookedUpAndNeverRepeated(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	for i, wait := range []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute} {
		s.pass(wait - time.Second)
		s.run(d)
		if p.finds != i {
			t.Fatalf("look %d came too early", i+1)
		}
		s.wantState(q.DeliveryID, desk.Uncertain)
		s.pass(time.Second)
		s.run(d)
		if p.finds != i+1 {
			t.Fatalf("%d looks, want %d", p.finds, i+1)
		}
	}
	row := s.wantState(q.DeliveryID, desk.Held)
	if row.Error == nil || row.Error.Code != desk.ErrUncertain || len(p.sent) != 1 {
		t.Errorf("held with %v after %d sends", row.Error, len(p.sent))
	}
	s.pass(24 * time.Hour)
	s.run(d)
	if len(p.sent) != 1 {
		t.Fatal("it was sent again without the owner")
	}
	p.send = nil
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
	s.run(d)
	s.wantState(q.DeliveryID, desk.Sent)
	wantCode(t, outbox.Retry(t.Context(), s.st, q.DeliveryID), desk.ErrDeliveryFinished)
}

func TestUncertainIsAdoptedWhenItIsFound(t *testing.T) {
	s := openShop(t)
	s.text(desk.SMS, "+5511987654321", "SM1", "oi")
	q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "b"})
	p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil)), find: func(out channel.Outbound) (channel.Receipt, error) {
		if out.Taken("SM1") != true || out.Taken("SM2") != false {
			t.Error("a provider's id is not known as another message's, or a free one is")
		}
		return channel.Receipt{ExternalID: "SM2", Status: channel.Status{Event: desk.Arrived, Word: "delivered"}}, nil
	}}
	d := outbox.NewDispatcher(s.st, phoneConn, p)
	s.run(d)
	s.pass(5 * time.Second)
	s.run(d)
	row := s.wantState(q.DeliveryID, desk.Delivered)
	if row.ExternalID != "SM2" || row.ProviderStatus != "delivered" || row.Error != nil || len(p.sent) != 1 {
		t.Errorf("%+v after %d sends", row, len(p.sent))
	}
	s.take(phoneConn, &channel.Inbound{Channel: desk.SMS, ExternalID: "SM2", Outgoing: true, From: shopSMS, To: "+5511987654321", Text: "b", Received: s.clock(), Raw: []byte("x")})
	check(t, s.st.Read(t.Context(), func(tx *store.ReadTx) error {
		n, err := tx.Messages().Count()
		if n != 2 {
			t.Errorf("%d messages: our own came back as another one", n)
		}
		return err
	}))
}

// TestWindowThatClosedMeanwhile: the laptop slept for nine hours with WhatsApp messages in the queue.
func TestWindowThatClosedMeanwhile(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	s.pass(16 * time.Hour)
	q := s.queue(outbox.Draft{Channel: desk.WhatsApp, Text: "bom dia"})
	s.pass(9 * time.Hour)
	p := &provider{check: func(out channel.Outbound) error {
		if s.clock().Sub(out.LastInbound) > 24*time.Hour {
			return desk.E(desk.ErrWindowClosed, nil)
		}
		return nil
	}}
	d := outbox.NewDispatcher(s.st, phoneConn, p)
	s.run(d)
	row := s.wantState(q.DeliveryID, desk.Held)
	if row.Error == nil || row.Error.Code != desk.ErrWindowClosed || len(p.sent) != 0 {
		t.Errorf("held with %v after %d sends", row.Error, len(p.sent))
	}
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM2", "oi de novo")
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
	s.run(d)
	s.wantState(q.DeliveryID, desk.Sent)
}

// TestHoldIsTheTimeForAnUndo: nothing leaves before it, and what is taken back never leaves.
func TestHoldIsTheTimeForAnUndo(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	s.pass(time.Minute)
	gone := s.queue(outbox.Draft{Channel: desk.Email, Text: "b", Hold: 10 * time.Second})
	undone := s.queue(outbox.Draft{Channel: desk.Email, Text: "c", Hold: 10 * time.Second})
	p := &provider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.pass(9 * time.Second)
	s.run(d)
	if due, err := d.NextDue(t.Context()); err != nil || due.Sub(s.clock()) != time.Second || len(p.sent) != 0 {
		t.Fatalf("next due %v (%v), %d sends", due, err, len(p.sent))
	}
	check(t, outbox.Cancel(t.Context(), s.st, undone.DeliveryID))
	s.pass(time.Second)
	s.run(d)
	s.wantState(gone.DeliveryID, desk.Sent)
	s.wantState(undone.DeliveryID, desk.Cancelled)
	wantCode(t, outbox.Cancel(t.Context(), s.st, gone.DeliveryID), desk.ErrDeliveryFinished)
	if len(p.sent) != 1 {
		t.Errorf("%d sends", len(p.sent))
	}
}

// TestUndoAgainstTheLoop: whoever comes first wins, never both.
func TestUndoAgainstTheLoop(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	id := s.customer()
	p := &provider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	cancelled := 0
	for range 200 {
		q := s.queue(outbox.Draft{CustomerID: id, Channel: desk.Email, Text: "b"})
		before := len(p.sent)
		undo := make(chan error, 1)
		go func() { undo <- outbox.Cancel(context.Background(), s.st, q.DeliveryID) }()
		s.run(d)
		err := <-undo
		state, sent := s.delivery(q.DeliveryID).State, len(p.sent)-before
		switch {
		case err == nil && state == desk.Cancelled && sent == 0:
			cancelled++
		case desk.HasCode(err, desk.ErrDeliveryFinished) && state == desk.Sent && sent == 1:
		default:
			t.Fatalf("undo says %v, the delivery is %s, %d sends", err, state, sent)
		}
	}
	t.Logf("%d of 200 were taken back in time", cancelled)
}

// TestMovedMeanwhile: while the provider was asked something else happened to the delivery, and that stands.
func TestMovedMeanwhile(t *testing.T) {
	rejected := desk.E(desk.ErrRejected, nil, "provider_code", "30005")
	move := func(s *shop, id desk.DeliveryID, event desk.DeliveryEvent, e *desk.Error) {
		s.write(func(tx *store.Tx) error {
			row, err := tx.Deliveries().Get(id)
			if err != nil {
				return err
			}
			row.ExternalID = "SM9"
			_, err = tx.Deliveries().Step(row, event, "word", e, s.clock())
			return err
		})
	}
	t.Run("its failure was heard of before the acceptance", func(t *testing.T) {
		s := openShop(t)
		s.text(desk.SMS, "+5511987654321", "SM1", "oi")
		q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "b"})
		p := &provider{send: func(out channel.Outbound) (channel.Receipt, error) {
			move(s, q.DeliveryID, desk.Rejected, rejected)
			return channel.Receipt{ExternalID: "SM9", Status: channel.Status{Event: desk.Accepted, Word: "queued"}}, nil
		}}
		s.run(outbox.NewDispatcher(s.st, phoneConn, p))
		if row := s.wantState(q.DeliveryID, desk.Failed); row.Error == nil || row.Error.Params["provider_code"] != "30005" || row.ExternalID != "SM9" {
			t.Errorf("%+v", row)
		}
	})
	t.Run("it was taken back while it was looked up", func(t *testing.T) {
		s := openShop(t)
		s.text(desk.SMS, "+5511987654321", "SM1", "oi")
		q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "b"})
		p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil)), find: func(channel.Outbound) (channel.Receipt, error) {
			check(t, outbox.Cancel(t.Context(), s.st, q.DeliveryID))
			return channel.Receipt{}, errAbsent
		}}
		d := outbox.NewDispatcher(s.st, phoneConn, p)
		s.run(d)
		s.pass(time.Hour)
		s.run(d)
		s.wantState(q.DeliveryID, desk.Cancelled)
	})
	t.Run("its copy was seen while it could not be looked up", func(t *testing.T) {
		s := openShop(t)
		s.text(desk.SMS, "+5511987654321", "SM1", "oi")
		q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "b"})
		p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil)), find: func(channel.Outbound) (channel.Receipt, error) {
			move(s, q.DeliveryID, desk.Arrived, nil)
			return channel.Receipt{}, desk.Passing(desk.ErrUnreachable, nil)
		}}
		d := outbox.NewDispatcher(s.st, phoneConn, p)
		s.run(d)
		s.pass(time.Hour)
		s.run(d)
		if row := s.wantState(q.DeliveryID, desk.Delivered); row.ExternalID != "SM9" {
			t.Errorf("%+v", row)
		}
	})
}

// crash is the end of the program in the middle of something.
type crash struct{}

// runInto runs until the crash.
func runInto(d *outbox.Dispatcher) (crashed bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(crash); !ours {
				panic(r)
			}
			crashed = true
		}
	}()
	_, err := d.Run(context.Background())
	return err != nil
}

// TestCrashAtEveryStep: whatever the moment, the customer gets it at most once without the owner's word, and
// nothing stays on its way.
func TestCrashAtEveryStep(t *testing.T) {
	type run struct {
		s *shop
		p *provider
	}
	cases := map[string]struct {
		arm    func(run)
		want   desk.DeliveryState // in the end
		copies int
	}{
		"before the claim":           {func(r run) { r.p.check = func(channel.Outbound) error { panic(crash{}) } }, desk.Sent, 1},
		"after the claim, none left": {func(r run) { r.p.send = func(channel.Outbound) (channel.Receipt, error) { panic(crash{}) } }, desk.Held, 0},
		"after the provider took it": {func(r run) {
			r.p.send = func(o channel.Outbound) (channel.Receipt, error) { r.p.accept(o); panic(crash{}) }
		}, desk.Sent, 1},
		"before the outcome is saved": {func(r run) {
			r.p.send = func(o channel.Outbound) (channel.Receipt, error) {
				r.p.accept(o)
				check(r.s.t, r.s.st.Close())
				return receipt(o), nil
			}
		}, desk.Sent, 1},
		"before a refusal is saved": {func(r run) {
			r.p.send = func(channel.Outbound) (channel.Receipt, error) {
				check(r.s.t, r.s.st.Close())
				return channel.Receipt{}, desk.E(desk.ErrRejected, nil)
			}
		}, desk.Held, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "a")
			q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
			p := &provider{}
			c.arm(run{s, p})
			if !runInto(outbox.NewDispatcher(s.st, mailConn, p)) {
				t.Fatal("it did not crash")
			}
			s.reopen()
			p.check, p.send = nil, nil
			d := outbox.NewDispatcher(s.st, mailConn, p)
			check(t, d.Recover(t.Context()))
			if s.delivery(q.DeliveryID).State == desk.Sending {
				t.Fatal("it is on its way for ever")
			}
			for range 60 {
				s.run(d)
				s.pass(time.Minute)
			}
			s.wantState(q.DeliveryID, c.want)
			if got := p.has[q.DeliveryID]; got != c.copies {
				t.Errorf("%d copies at the provider, want %d", got, c.copies)
			}
		})
	}
}

func TestRecoveryDoesNotAskTheClock(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{send: func(channel.Outbound) (channel.Receipt, error) { panic(crash{}) }}
	if !runInto(outbox.NewDispatcher(s.st, mailConn, p)) {
		t.Fatal("it did not crash")
	}
	s.pass(-365 * 24 * time.Hour)
	s.reopen()
	check(t, outbox.NewDispatcher(s.st, mailConn, p).Recover(t.Context()))
	s.wantState(q.DeliveryID, desk.Uncertain)
}

// TestEachConnectionItsOwn: what one connection cannot send is no work for another.
func TestEachConnectionItsOwn(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{}
	other := outbox.NewDispatcher(s.st, otherConn, p)
	s.run(other)
	if due, err := other.NextDue(t.Context()); err != nil || !due.IsZero() || len(p.sent) != 0 {
		t.Errorf("another connection is due at %v (%v) and sent %d", due, err, len(p.sent))
	}
	s.wantState(q.DeliveryID, desk.Queued)
}

// TestFiledOnceAndRetried: the copy in Sent, at first in vain.
func TestFiledOnceAndRetried(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &filingProvider{fail: desk.Passing(desk.ErrServer, nil)}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	s.wantState(q.DeliveryID, desk.Sent)
	s.pass(30 * time.Second)
	s.run(d)
	p.fail = nil
	s.run(d)
	if len(p.filed) != 0 {
		t.Fatal("a filing that failed is not left alone for a while")
	}
	s.pass(15 * time.Minute)
	for range 3 {
		s.run(d)
		s.pass(time.Hour)
	}
	raw, err := s.st.Blob(t.Context(), s.message(q.MessageID).RawSHA256)
	check(t, err)
	if len(p.filed) != 1 || p.filed[0] != string(raw) || s.delivery(q.DeliveryID).Unfiled {
		t.Errorf("filed %d times", len(p.filed))
	}
	if len(p.sent) != 1 {
		t.Errorf("sent %d times", len(p.sent))
	}
}

func TestASinglePassFilesAtOnce(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &filingProvider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	d.FileAtOnce = true
	s.run(d)
	if len(p.filed) != 1 {
		t.Errorf("filed %d times", len(p.filed))
	}
}

// TestFailsAgainAndSaysSo: a failure that was dealt with, sent again in vain, asks for the owner again.
func TestFailsAgainAndSaysSo(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	s.pass(time.Minute)
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	d := outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(desk.E(desk.ErrRejected, nil))})
	s.run(d)
	check(t, outbox.Dismiss(t.Context(), s.st, q.DeliveryID))
	if s.row().Failed {
		t.Error("what was dealt with still asks for the owner")
	}
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
	s.run(d)
	if row := s.row(); !row.Failed || row.State != desk.ToReply {
		t.Errorf("conversation %s, failed %v", row.State, row.Failed)
	}
}

// TestOneDamagedMailStopsOnlyItself: the disk lost its bytes, which is told; the others go.
func TestOneDamagedMailStopsOnlyItself(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	noise := make([]byte, 600<<10)
	_, err := rand.Read(noise)
	check(t, err)
	bad := s.queue(outbox.Draft{Channel: desk.Email, Text: "b", Files: []outbox.File{{Name: "x.bin", Data: noise}}})
	good := s.queue(outbox.Draft{Channel: desk.Email, Text: "c"})
	sum := s.message(bad.MessageID).RawSHA256
	spoiled := 0
	check(t, filepath.WalkDir(s.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(e.Name(), sum) {
			spoiled++
			return os.WriteFile(path, bytes.Repeat([]byte("x"), 100), 0o600)
		}
		return err
	}))
	if spoiled != 1 {
		t.Fatalf("%d files spoiled", spoiled)
	}
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, mailConn, p))
	if row := s.wantState(bad.DeliveryID, desk.Held); row.Error == nil || row.Error.Code != desk.ErrContentDamaged {
		t.Errorf("held with %v", row.Error)
	}
	s.wantState(good.DeliveryID, desk.Sent)
	if len(p.sent) != 1 {
		t.Errorf("%d sends", len(p.sent))
	}
}

func TestListShowsWhatIsOpen(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	sent := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	s.run(outbox.NewDispatcher(s.st, mailConn, &provider{}))
	s.pass(time.Second)
	queued := s.queue(outbox.Draft{Channel: desk.Email, Text: "c"})
	open, err := outbox.List(t.Context(), s.st, false)
	check(t, err)
	all, err := outbox.List(t.Context(), s.st, true)
	check(t, err)
	if len(open) != 1 || open[0].ID != queued.DeliveryID || len(all) != 2 || all[1].ID != sent.DeliveryID {
		t.Errorf("open %v, all %v", open, all)
	}
}
