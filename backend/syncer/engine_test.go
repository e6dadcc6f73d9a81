package syncer

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

func everything(desk.ConnectionID) bool { return true }

// TestOneInTroubleStopsNoOther: a pass over three connections of which two fail.
func TestOneInTroubleStopsNoOther(t *testing.T) {
	s := openShop(t)
	good := s.add("1", &fake{})
	good.inbox = []*channel.Inbound{text(s, "1", "SM1"), text(s, "1", "SM2"), text(s, "1", "SM1")}
	bad := s.add("2", &fake{fail: desk.E(desk.ErrAuth, nil, "account", "2")})
	s.add("3", &fake{refuse: desk.E(desk.ErrSecretGone, nil, "account", "3")})
	reports, err := s.engine().Once(t.Context(), everything)
	check(t, err)
	byID := map[desk.ConnectionID]Report{}
	for _, r := range reports {
		byID[r.Connection] = r
	}
	if got := byID["1"].Intake[store.NewAccountID(desk.SMS, "+551100001")]; got.New != 2 || got.Duplicates != 1 || got.Pulled != 3 || len(byID["1"].Errors) != 0 {
		t.Errorf("the healthy one: %+v, %v", got, byID["1"].Errors)
	}
	for id, code := range map[desk.ConnectionID]desk.Code{"2": desk.ErrAuth, "3": desk.ErrSecretGone} {
		if errs := byID[id].Errors; len(errs) != 1 || errs[0].Code != code || errs[0].Params["account"] != string(id) {
			t.Errorf("connection %s reports %v", id, errs)
		}
		if row := s.connection(id); row.Error == nil || row.Error.Code != code || row.FailingSince.IsZero() || !row.LastOK.IsZero() {
			t.Errorf("connection %s is kept as %+v", id, row)
		}
	}
	if row := s.connection("1"); row.Error != nil || row.LastOK.IsZero() {
		t.Errorf("the healthy one is kept as %+v", row)
	}

	since := s.connection("2").FailingSince
	s.pass(time.Hour)
	_, err = s.engine().Once(t.Context(), everything)
	check(t, err)
	if got := s.connection("2").FailingSince; !got.Equal(since) {
		t.Errorf("failing since %v, want since the first time, %v", got, since)
	}
	bad.set(func(p *fake) { p.fail = nil })
	_, err = s.engine().Once(t.Context(), everything)
	check(t, err)
	if row := s.connection("2"); row.Error != nil || !row.FailingSince.IsZero() {
		t.Errorf("well again, but kept as %+v", row)
	}
}

func TestOnceLooksAtTheChosenOnly(t *testing.T) {
	s := openShop(t)
	one, two := s.add("1", &fake{}), s.add("2", &fake{})
	reports, err := s.engine().Once(t.Context(), func(id desk.ConnectionID) bool { return id == "2" })
	check(t, err)
	if len(reports) != 1 || reports[0].Connection != "2" || one.count != 0 || two.count != 1 {
		t.Errorf("%v; pulled %d and %d times", reports, one.count, two.count)
	}
}

// TestStoreTroubleIsNoAccountsTrouble: a full disk ends the pass, and no account is blamed.
func TestStoreTroubleIsNoAccountsTrouble(t *testing.T) {
	s := openShop(t)
	s.add("1", &fake{fail: desk.Passing(desk.ErrDataFull, nil)})
	_, err := s.engine().Once(t.Context(), everything)
	if !desk.HasCode(err, desk.ErrDataFull) || s.connection("1").Error != nil {
		t.Errorf("error %v, kept with the account %v", err, s.connection("1").Error)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.engine().Run(context.WithoutCancel(t.Context())) }()
	if err := await(t, ended, "the end of the loops"); !desk.HasCode(err, desk.ErrDataFull) {
		t.Errorf("Run ends with %v", err)
	}
}

// TestLoopsPullWhenItIsWorthIt: at the start, when asked, when the provider says so, when a connection comes.
func TestLoopsPullWhenItIsWorthIt(t *testing.T) {
	s := openShop(t)
	polled := s.add("1", &fake{})
	waits := s.add("2", &fake{waits: make(chan error)})
	e := s.engine()
	stop := s.start(e)
	await(t, polled.pulls, "the first pull")
	await(t, waits.pulls, "the first pull")
	waits.waits <- nil
	await(t, waits.pulls, "the pull after a notice")
	never(t, polled.pulls, "another connection was pulled for it")
	e.PullNow()
	await(t, polled.pulls, "the pull that was asked for")
	await(t, waits.pulls, "the pull that was asked for")
	waits.waits <- errors.New("lost")
	await(t, waits.pulls, "the pull after the line was lost")

	late := s.add("3", &fake{})
	await(t, late.pulls, "the pull of a new connection")
	s.write(func(tx *store.Tx) error { return tx.Connections().Remove("1") })
	await(t, polled.closed, "the end of a removed connection")
	e.PullNow()
	await(t, late.pulls, "the pull of the others")
	never(t, polled.pulls, "a removed connection was pulled")
	if err := stop(); !errors.Is(err, context.Canceled) {
		t.Errorf("Run ends with %v", err)
	}
	await(t, late.closed, "closing")
}

// TestRefusedPasswordIsNotTriedForEver: three times, then a long rest; a new password ends it.
func TestRefusedPasswordIsNotTriedForEver(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{fail: desk.E(desk.ErrAuth, nil, "account", "1")})
	s.start(s.engine())
	for range 3 {
		await(t, p.pulls, "a try")
	}
	never(t, p.pulls, "a fourth try with a password that was refused three times")
	s.eventually("the trouble to be kept", func() bool { return s.connection("1").Error != nil })
	p.set(func(p *fake) { p.fail = nil })
	s.put("1") // what adding the account again does
	await(t, p.pulls, "the pull with the new password")
	s.eventually("the end of the trouble", func() bool { return s.connection("1").Error == nil && !s.connection("1").LastOK.IsZero() })
	never(t, p.pulls, "success is taken for the owner's doing, for ever")
}

// TestRefusedPasswordIsCountedOnce: receiving and sending together try it three times, not three times each.
func TestRefusedPasswordIsCountedOnce(t *testing.T) {
	s := openShop(t)
	refused := desk.E(desk.ErrAuth, nil, "account", "1")
	p := s.add("1", &fake{sendFn: func(context.Context, channel.Outbound) (channel.Receipt, error) { return channel.Receipt{}, refused }})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	_, err := s.engine().Once(t.Context(), everything)
	check(t, err)
	await(t, p.pulls, "the pull that worked")
	s.reply(outbox.Draft{Text: "já"})
	p.set(func(p *fake) { p.fail = refused })
	s.start(s.engine())
	s.eventually("three tries", func() bool { return len(p.pulls)+len(p.sends) >= 3 })
	s.pass(2 * time.Minute) // the rest of a sender whose password was refused once
	s.reply(outbox.Draft{Text: "logo"})
	never(t, moreTries(p), "tried again with a password that was refused three times")
}

// moreTries tells of a try after the third. The other loop may have one under way while the third is refused.
func moreTries(p *fake) <-chan struct{} {
	more := make(chan struct{}, 1)
	go func() {
		for range 75 {
			if len(p.pulls)+len(p.sends) > 3+1 {
				more <- struct{}{}
				return
			}
			<-time.After(2 * time.Millisecond)
		}
	}()
	return more
}

// TestPartialTroubleHoldsUpNothing: the Sent folder cannot be read; news, files and the outbox go on, and it is told.
func TestPartialTroubleHoldsUpNothing(t *testing.T) {
	partial := channel.Partial{Err: desk.Passing(desk.ErrServer, nil)}
	t.Run("loop", func(t *testing.T) {
		s := openShop(t)
		p := s.add("1", &fake{fail: partial, waits: make(chan error)})
		p.inbox = []*channel.Inbound{text(s, "1", "MM1", channel.Media{Ref: "media/1"})}
		s.start(s.engine())
		await(t, p.pulls, "the first pull")
		s.eventually("the trouble to be kept", func() bool { return s.connection("1").Error != nil })
		s.eventually("the file", func() bool { return s.photo().SHA256 != "" })
		never(t, p.pulls, "it was pulled again without a reason")
		if row := s.connection("1"); row.Error == nil || row.Error.Code != desk.ErrServer {
			t.Errorf("kept as %v", row.Error)
		}
		p.set(func(p *fake) { p.fail = nil })
		p.waits <- nil
		await(t, p.pulls, "the pull after a notice")
		s.eventually("the end of the trouble", func() bool { return s.connection("1").Error == nil })
	})
	t.Run("single pass", func(t *testing.T) {
		s := openShop(t)
		p := s.add("1", &fake{fail: partial})
		p.inbox = []*channel.Inbound{text(s, "1", "MM1", channel.Media{Ref: "media/1"})}
		reports, err := s.engine().Once(t.Context(), everything)
		check(t, err)
		if errs := reports[0].Errors; len(errs) != 1 || errs[0].Code != desk.ErrServer {
			t.Errorf("reported %v", errs)
		}
		if s.photo().SHA256 == "" {
			t.Error("the file was not fetched")
		}
	})
}

// TestHealthIsWrittenOnceAWhile: a pull every 20 seconds that brings nothing writes nothing.
func TestHealthIsWrittenOnceAWhile(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	e := s.engine()
	pass := func() time.Time {
		t.Helper()
		_, err := e.Once(t.Context(), everything)
		check(t, err)
		return s.connection("1").LastOK
	}
	first := pass()
	s.pass(30 * time.Second)
	if got := pass(); first.IsZero() || !got.Equal(first) {
		t.Errorf("well at %v, written again at %v", first, got)
	}
	s.pass(time.Minute)
	second := pass()
	if !second.After(first) {
		t.Error("not written after a minute")
	}
	p.set(func(p *fake) { p.fail = desk.Passing(desk.ErrServer, nil) })
	pass()
	p.set(func(p *fake) { p.fail = nil })
	if pass(); s.connection("1").Error != nil {
		t.Error("well again, but the trouble is kept")
	}
}

// TestManyChangesMayHideAnAccount: too many changes at once are told as one.
func TestManyChangesMayHideAnAccount(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	e := s.engine()
	ctx, cancel := context.WithCancelCause(t.Context())
	f := &fleet{engine: e, stop: cancel, running: map[desk.ConnectionID]*loop{}, ending: map[desk.ConnectionID]<-chan struct{}{}}
	defer f.wait()
	check(t, f.react(ctx, []desk.Change{{Kind: desk.ManyChanged}}))
	await(t, p.pulls, "the pull of a new connection")
}

func TestTroubleOfTheNetworkIsTriedOftenAndEnds(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{fail: desk.Passing(desk.ErrUnreachable, nil)})
	s.start(s.engine())
	for range 10 {
		await(t, p.pulls, "a try")
	}
	p.set(func(p *fake) { p.fail = nil })
	s.eventually("the end of the trouble", func() bool { return !s.connection("1").LastOK.IsZero() })
	if row := s.connection("1"); row.Error != nil {
		t.Errorf("kept as %v", row.Error)
	}
}

func TestDelays(t *testing.T) {
	p := ordinaryPace()
	within := func(what string, got, low, high time.Duration) {
		t.Helper()
		if got < low || got > high {
			t.Errorf("%s: %v, want %v to %v", what, got, low, high)
		}
	}
	for range 200 {
		within("first", p.retryDelay(desk.Passing(desk.ErrServer, nil), 1), 1600*time.Millisecond, 2400*time.Millisecond)
		within("hundredth", p.retryDelay(desk.Passing(desk.ErrServer, nil), 100), 4*time.Minute, 6*time.Minute)
		within("offline for long", p.retryDelay(desk.Passing(desk.ErrUnreachable, nil), 100), 30*time.Second, time.Minute)
		within("second refusal", p.retryDelay(desk.E(desk.ErrAuth, nil), 2), time.Second, 10*time.Second)
		within("asked to wait", p.retryDelay(&desk.Error{Code: desk.ErrThrottled, RetryAfter: time.Hour}, 1), time.Hour, time.Hour)
	}
}

// TestAnswersLeaveAtOnce: what is queued is sent without waiting for a poll, and what has to wait, then.
func TestAnswersLeaveAtOnce(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	e := s.engine()
	e.pace.afterSend = []time.Duration{time.Millisecond}
	s.start(e)
	await(t, p.pulls, "the first pull")
	s.eventually("the health", func() bool { return !s.connection("1").LastOK.IsZero() })
	q := s.reply(outbox.Draft{Text: "já"})
	if out := await(t, p.sends, "the send"); out.DeliveryID != q.DeliveryID || out.To != "+5511987654321" {
		t.Errorf("sent %+v", out)
	}
	await(t, p.pulls, "the pull for the status of what was sent")
	start := time.Now()
	q = s.reply(outbox.Draft{Text: "logo", Hold: 300 * time.Millisecond})
	if out := await(t, p.sends, "the send after the time for an undo"); out.DeliveryID != q.DeliveryID || time.Since(start) < 290*time.Millisecond {
		t.Errorf("left after %v", time.Since(start))
	}
	s.eventually("the outcome", func() bool { return s.delivery(q.DeliveryID).State == desk.Sent })
}

// TestOneLoopAtATime: a connection that is changed while it sends is not begun anew before the send has ended;
// what is on its way would be taken for lost.
func TestOneLoopAtATime(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	release := make(chan struct{})
	p.sendFn = func(_ context.Context, out channel.Outbound) (channel.Receipt, error) {
		<-release
		return channel.Receipt{ExternalID: "SM9"}, nil
	}
	s.start(s.engine())
	s.eventually("the health", func() bool { return !s.connection("1").LastOK.IsZero() })
	q := s.reply(outbox.Draft{Text: "já"})
	await(t, p.sends, "the send")
	s.write(func(tx *store.Tx) error {
		c := s.connectionConfig("1")
		c.Config = []byte(`{"changed":true}`)
		return tx.Connections().Put(c)
	})
	never(t, p.closed, "the connection was closed under a send")
	if state := s.delivery(q.DeliveryID).State; state != desk.Sending {
		t.Errorf("on its way, but kept as %s", state)
	}
	close(release)
	s.eventually("the outcome", func() bool { return s.delivery(q.DeliveryID).State == desk.Sent })
	s.eventually("the new loop", func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.opened["1"] == 2 })
}

func (s *shop) connectionConfig(id desk.ConnectionID) desk.Connection {
	return desk.Connection{ID: id, Kind: desk.TwilioConnection, Config: []byte("{}"), CreatedAt: s.now(), HistoryBefore: s.now()}
}

// TestNothingIsLeftRunning counts goroutines.
func TestNothingIsLeftRunning(t *testing.T) {
	s := openShop(t)
	s.add("1", &fake{})
	s.add("2", &fake{waits: make(chan error)})
	s.add("3", &fake{fail: desk.E(desk.ErrAuth, nil)})
	stop := s.start(s.engine())
	s.eventually("all to begin", func() bool {
		return len(s.providers["1"].pulls) > 0 && len(s.providers["2"].pulls) > 0 && len(s.providers["3"].pulls) > 2
	})
	_ = stop()
	before := runtime.NumGoroutine()
	for range 5 {
		stop := s.start(s.engine())
		s.eventually("a pull", func() bool { return len(s.providers["2"].pulls) > 0 })
		if err := stop(); !errors.Is(err, context.Canceled) {
			t.Fatalf("Run ends with %v", err)
		}
	}
	s.eventually("the end of all goroutines", func() bool { return runtime.NumGoroutine() <= before })
}

func TestSettleWaitsForTheOutcome(t *testing.T) {
	s := openShop(t)
	p := s.add("1", &fake{})
	p.inbox = []*channel.Inbound{text(s, "1", "SM1")}
	e := s.engine()
	_, err := e.Once(t.Context(), everything)
	check(t, err)
	q := s.reply(outbox.Draft{Text: "já"})
	tries := 0
	p.sendFn = func(context.Context, channel.Outbound) (channel.Receipt, error) {
		if tries++; tries == 1 {
			return channel.Receipt{}, desk.Passing(desk.ErrServer, nil)
		}
		return channel.Receipt{ExternalID: "SM9"}, nil
	}
	check(t, e.Settle(t.Context(), "1", q.DeliveryID))
	if row := s.delivery(q.DeliveryID); row.State != desk.Sent || row.Attempts != 2 {
		t.Errorf("settled as %s after %d attempts", row.State, row.Attempts)
	}
	q = s.reply(outbox.Draft{Text: "nunca", Hold: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := e.Settle(ctx, "1", q.DeliveryID); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("settling something held ends with %v", err)
	}
}
