package outbox_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// TestTriedForADayThenTheOwnerIsAsked: unless it is the network that is missing, for that is the offline queue.
func TestTriedForADayThenTheOwnerIsAsked(t *testing.T) {
	cases := map[string]struct {
		fails *desk.Error
		want  desk.DeliveryState
	}{
		"the server's bad moments": {desk.Passing(desk.ErrServer, nil), desk.Held},
		"a refused password":       {desk.E(desk.ErrAuth, nil), desk.Held},
		"no network":               {desk.Passing(desk.ErrUnreachable, nil), desk.Queued},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "a")
			q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
			p := &provider{send: refuse(c.fails)}
			d := outbox.NewDispatcher(s.st, mailConn, p)
			for range 47 {
				s.run(d)
				s.pass(30 * time.Minute)
				s.wantState(q.DeliveryID, desk.Queued)
			}
			s.pass(time.Hour)
			s.run(d)
			row := s.wantState(q.DeliveryID, c.want)
			if row.Error == nil || row.Error.Code != c.fails.Code {
				t.Errorf("kept with %v", row.Error)
			}
			if c.want != desk.Held {
				return
			}
			check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
			s.pass(time.Hour)
			s.run(d)
			s.wantState(q.DeliveryID, desk.Queued) // the owner's word gives it some more tries
			p.send = nil
			s.pass(time.Hour)
			s.run(d)
			s.wantState(q.DeliveryID, desk.Sent)
		})
	}
}

// TestOldMessageIsNotHeldAtOnce: the laptop was off for two days, and the first try meets a bad moment.
func TestOldMessageIsNotHeldAtOnce(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	s.pass(48 * time.Hour)
	s.run(outbox.NewDispatcher(s.st, mailConn, &provider{send: refuse(desk.Passing(desk.ErrServer, nil))}))
	s.wantState(q.DeliveryID, desk.Queued)
}

// TestOldCopyIsNoProof: a mail that was accepted once and came back is sent again under the same Message-ID. The
// copy of the first attempt says nothing of the second.
func TestOldCopyIsNoProof(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	s.write(func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(q.DeliveryID)
		if err != nil {
			return err
		}
		_, err = tx.Deliveries().Step(row, desk.Rejected, "", desk.E(desk.ErrRejected, nil), s.clock())
		return err
	})
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
	p.send = refuse(desk.Unsure(desk.ErrUncertain, nil))
	s.run(d)
	for range 4 {
		s.pass(10 * time.Minute)
		s.run(d)
	}
	if row := s.wantState(q.DeliveryID, desk.Held); row.Error == nil || row.Error.Code != desk.ErrUncertain {
		t.Errorf("held with %v", row.Error)
	}
}

// TestTroubleOfTheAccountBurnsNothing: with a wrong password one message is tried, not twenty, and after three
// refusals the server is left alone for long.
func TestTroubleOfTheAccountBurnsNothing(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	var queued []outbox.Queued
	for range 20 {
		queued = append(queued, s.queue(outbox.Draft{Channel: desk.Email, Text: "b"}))
	}
	p := &provider{send: refuse(desk.E(desk.ErrAuth, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	if pass := s.run(d); pass.Account == nil || pass.Account.Code != desk.ErrAuth || pass.Sent != 0 {
		t.Errorf("the pass says %+v", pass)
	}
	for range 30 * 60 { // half an hour, looked at every second
		s.pass(time.Second)
		s.run(d)
	}
	if got := len(p.sent); got < 3 || got > 5 {
		t.Errorf("%d attempts in half an hour with a refused password", got)
	}
	for _, q := range queued {
		s.wantState(q.DeliveryID, desk.Queued)
	}
	p.send = nil
	s.pass(20 * time.Minute)
	if pass := s.run(d); pass.Sent != 20 {
		t.Errorf("%d sent once the password works", pass.Sent)
	}
}

func TestThrottledAccountIsLeftAlone(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	for range 3 {
		s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	}
	p := &provider{send: refuse(&desk.Error{Code: desk.ErrThrottled, Fate: desk.Temporary, RetryAfter: 30 * time.Second})}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	s.pass(29 * time.Second)
	s.run(d)
	if len(p.sent) != 1 {
		t.Errorf("%d attempts within the time that the server asked for", len(p.sent))
	}
	p.send = nil
	s.pass(2 * time.Second)
	if pass := s.run(d); pass.Sent != 3 {
		t.Errorf("%d sent afterwards", pass.Sent)
	}
}

// TestTroubleInLookingSaysNothing: only "it is not there" counts as a look, and what is queued leaves meanwhile:
// mail is looked up at another server than it leaves by.
func TestTroubleInLookingSaysNothing(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	first, second := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"}), s.queue(outbox.Draft{Channel: desk.Email, Text: "c"})
	p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil)), find: refuse(desk.Passing(desk.ErrUnreachable, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	p.send = nil
	for i := range 20 {
		s.pass(2 * time.Minute)
		q := s.queue(outbox.Draft{Channel: desk.Email, Text: "d"})
		if pass := s.run(d); pass.Account != nil || pass.Sent != 1 {
			t.Fatalf("the pass says %+v", pass)
		}
		s.wantState(q.DeliveryID, desk.Sent)
		if p.finds != i+1 {
			t.Fatalf("%d questions in %d passes to a server that cannot be reached", p.finds, i+1)
		}
		if due, err := d.NextDue(t.Context()); err != nil || due.Sub(s.clock()) != time.Minute {
			t.Fatalf("next due in %v (%v)", due.Sub(s.clock()), err)
		}
	}
	for _, q := range []outbox.Queued{first, second} {
		if row := s.wantState(q.DeliveryID, desk.Uncertain); row.Lookups != 0 {
			t.Errorf("%d looks counted", row.Lookups)
		}
	}
}

// TestQueuedLeavesBeforeAnythingIsLookedUp: a look-up may take long, and an answer must not wait for it.
func TestQueuedLeavesBeforeAnythingIsLookedUp(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	p := &provider{send: refuse(desk.Unsure(desk.ErrUncertain, nil))}
	d := outbox.NewDispatcher(s.st, mailConn, p)
	s.run(d)
	s.pass(5 * time.Second)
	s.queue(outbox.Draft{Channel: desk.Email, Text: "c"})
	p.send = func(out channel.Outbound) (channel.Receipt, error) {
		if p.finds != 0 {
			t.Error("looked up first")
		}
		return receipt(out), nil
	}
	if pass := s.run(d); pass.Sent != 1 || p.finds != 1 {
		t.Errorf("%d sent, %d looked up", pass.Sent, p.finds)
	}
}

// TestTooManyToOnePersonHoldsUpNobodyElse: only that message waits.
func TestTooManyToOnePersonHoldsUpNobodyElse(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:+5511987654321", "SM1", "oi")
	first := s.queue(outbox.Draft{Channel: desk.WhatsApp, Text: "b"})
	second := s.queue(outbox.Draft{Channel: desk.WhatsApp, Text: "c"})
	tooMany := desk.Passing(desk.ErrThrottled, nil, "provider_code", "63018", channel.Scope, channel.ScopeMessage)
	tooMany.RetryAfter = 5 * time.Minute
	p := &provider{send: func(out channel.Outbound) (channel.Receipt, error) {
		if out.DeliveryID == first.DeliveryID {
			return channel.Receipt{}, tooMany
		}
		return receipt(out), nil
	}}
	if pass := s.run(outbox.NewDispatcher(s.st, phoneConn, p)); pass.Account != nil || pass.Sent != 1 {
		t.Errorf("the pass says %+v", pass)
	}
	s.wantState(second.DeliveryID, desk.Sent)
	if row := s.wantState(first.DeliveryID, desk.Queued); row.NotBefore.Sub(s.clock()) < 5*time.Minute {
		t.Errorf("tried again in %v", row.NotBefore.Sub(s.clock()))
	}
}

// TestCopyIsGivenUpAfterAWeek: a provider that never takes it, and a network that is only away.
func TestCopyIsGivenUpAfterAWeek(t *testing.T) {
	for name, c := range map[string]struct {
		fails   *desk.Error
		unfiled bool
	}{
		"refused":    {desk.Passing(desk.ErrServer, nil), false},
		"no network": {desk.Passing(desk.ErrUnreachable, nil), true},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			s.mail(mailConn, ana, "one@example.org", "", "a")
			q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
			d := outbox.NewDispatcher(s.st, mailConn, &filingProvider{fail: c.fails})
			var log bytes.Buffer
			d.Log = slog.New(slog.NewTextHandler(&log, nil))
			s.run(d)
			s.pass(7*24*time.Hour - time.Minute)
			s.run(d)
			if !s.delivery(q.DeliveryID).Unfiled || log.Len() > 0 {
				t.Fatalf("given up before a week: %s", log.String())
			}
			s.pass(time.Hour)
			s.run(d)
			if got := s.delivery(q.DeliveryID).Unfiled; got != c.unfiled || strings.Contains(log.String(), string(c.fails.Code)) == c.unfiled {
				t.Errorf("still to be filed: %v; logged %q", got, log.String())
			}
			s.wantState(q.DeliveryID, desk.Sent)
		})
	}
}

// TestFailedAttemptIsNotAdopted: a text that failed and is sent again must not be found as its own first attempt.
func TestFailedAttemptIsNotAdopted(t *testing.T) {
	s := openShop(t)
	s.text(desk.SMS, "+5511987654321", "SM1", "oi")
	q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "b"})
	p := &provider{}
	d := outbox.NewDispatcher(s.st, phoneConn, p)
	s.run(d)
	first := s.delivery(q.DeliveryID)
	s.write(func(tx *store.Tx) error {
		_, err := tx.Deliveries().Step(first, desk.Rejected, "failed", desk.E(desk.ErrRejected, nil), s.clock())
		return err
	})
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
	p.send = refuse(desk.Unsure(desk.ErrUncertain, nil))
	p.find = func(out channel.Outbound) (channel.Receipt, error) {
		if !out.Taken(first.ExternalID) || out.Taken("SM2") {
			t.Error("the first attempt may be adopted, or the second may not")
		}
		return channel.Receipt{ExternalID: "SM2", Status: channel.Status{Event: desk.Accepted}}, nil
	}
	s.run(d)
	s.pass(5 * time.Second)
	s.run(d)
	if row := s.wantState(q.DeliveryID, desk.Sent); row.ExternalID != "SM2" || p.finds != 1 {
		t.Errorf("adopted %s after %d looks", row.ExternalID, p.finds)
	}
}

// TestNothingIsRetriedFromARemovedAddress: in the queue it would wait for ever and say nothing.
func TestNothingIsRetriedFromARemovedAddress(t *testing.T) {
	s := openShop(t)
	s.mail(mailConn, ana, "one@example.org", "", "a")
	q := s.queue(outbox.Draft{Channel: desk.Email, Text: "b"})
	s.write(func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(q.DeliveryID)
		if err == nil {
			_, err = tx.Deliveries().Step(row, desk.Hold, "", desk.E(desk.ErrNoAccount, nil), time.Time{})
		}
		return err
	})
	removed := desk.Account{ID: store.NewAccountID(desk.Email, shopMail), ConnectionID: mailConn}
	s.write(func(tx *store.Tx) error { return tx.Connections().RemoveAccount(removed) })
	wantCode(t, outbox.Retry(t.Context(), s.st, q.DeliveryID), desk.ErrNoAccount)
	s.wantState(q.DeliveryID, desk.Held)
	removed.Channel, removed.Address = desk.Email, shopMail
	s.write(func(tx *store.Tx) error { return tx.Connections().PutAccount(removed) })
	check(t, outbox.Retry(t.Context(), s.st, q.DeliveryID))
}
