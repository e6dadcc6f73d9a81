package syncer

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	pollEvery    = 20 * time.Second // for providers that cannot tell when something is new
	lookAround   = 5 * time.Minute  // for those that can: other folders, and what a lost notice hid
	rollEvery    = time.Minute
	sleepCheck   = 10 * time.Second
	sleepJump    = 20 * time.Second
	firstBackoff = 2 * time.Second
	lastBackoff  = 5 * time.Minute
	authBackoff  = 15 * time.Minute // a server that refuses a password may lock the account
	authTries    = 3
	windowDelay  = 150 * time.Millisecond
)

// afterSend is when the status of a fresh message is worth asking for.
var afterSend = []time.Duration{3 * time.Second, 10 * time.Second, 30 * time.Second}

// Run keeps all connections going until ctx ends. Connections added meanwhile are picked up, removed ones
// dropped. It returns the error that makes going on pointless (the store cannot be used), or ctx's.
func (e *Engine) Run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	changes, unsubscribe := e.st.Subscribe()
	defer unsubscribe()
	f := &fleet{engine: e, stop: stop, running: map[desk.ConnectionID]*loop{}}
	defer f.wait()
	if err := f.match(ctx); err != nil {
		return err
	}
	roll, sleep := time.NewTicker(rollEvery), time.NewTicker(sleepCheck)
	defer roll.Stop()
	defer sleep.Stop()
	last := time.Now()
	for {
		var err error
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case list, open := <-changes:
			if !open {
				return context.Canceled
			}
			err = f.react(ctx, list)
		case <-roll.C:
			err = e.roll(ctx)
		case <-e.pullNow:
			f.wake()
		case <-sleep.C:
			// The monotonic clock stands still while the laptop sleeps, the clock on the wall does not.
			now := time.Now()
			if now.Round(0).Sub(last.Round(0))-now.Sub(last) > sleepJump {
				f.wake()
			}
			last = now
		}
		if err != nil {
			return err
		}
	}
}

// fleet is the set of running loops.
type fleet struct {
	engine  *Engine
	stop    context.CancelCauseFunc
	running map[desk.ConnectionID]*loop
	all     sync.WaitGroup
}

// loop is one connection kept going: one goroutine pulls, one sends.
type loop struct {
	cancel context.CancelFunc
	config string
	pull   chan struct{} // pull now
	send   chan struct{} // look at the outbox now
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// react does what changes in the store ask for.
func (f *fleet) react(ctx context.Context, list []desk.Change) error {
	for _, c := range list {
		switch c.Kind {
		case desk.DeliveryChanged, desk.ManyChanged:
			for _, l := range f.running {
				poke(l.send)
			}
		case desk.AccountChanged:
			if err := f.match(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fleet) wake() {
	for _, l := range f.running {
		poke(l.pull)
		poke(l.send)
	}
}

// match starts and stops loops so that they are those of the connections in use.
func (f *fleet) match(ctx context.Context) error {
	rows, err := f.engine.connections(ctx)
	if err != nil {
		return err
	}
	wanted := map[desk.ConnectionID]string{}
	for _, r := range rows {
		wanted[r.ID] = string(r.Config)
	}
	for id, l := range f.running {
		if config, ok := wanted[id]; !ok || config != l.config {
			l.cancel()
			delete(f.running, id)
		}
	}
	for id, config := range wanted {
		if f.running[id] == nil {
			f.start(ctx, id, config)
		}
	}
	return nil
}

func (f *fleet) start(ctx context.Context, id desk.ConnectionID, config string) {
	ctx, cancel := context.WithCancel(ctx)
	l := &loop{cancel: cancel, config: config, pull: make(chan struct{}, 1), send: make(chan struct{}, 1)}
	f.running[id] = l
	f.all.Go(func() {
		if err := f.engine.keepGoing(ctx, id, l); err != nil && ctx.Err() == nil {
			f.stop(err)
		}
	})
}

func (f *fleet) wait() {
	for _, l := range f.running {
		l.cancel()
	}
	f.all.Wait()
}

// keepGoing opens a connection and runs its two halves; trouble in opening is waited out.
func (e *Engine) keepGoing(ctx context.Context, id desk.ConnectionID, l *loop) error {
	for tries := 0; ; tries++ {
		c, err := e.connect(ctx, id)
		if err == nil {
			return e.runConnection(ctx, c, l)
		}
		r := Report{Connection: id}
		if fatal := e.note(ctx, &r, err); fatal != nil {
			return fatal
		}
		if !pause(ctx, l.pull, retryDelay(desk.AsError(err), tries)) {
			return nil
		}
	}
}

func (e *Engine) runConnection(ctx context.Context, c *connection, l *loop) error {
	defer c.close()
	c.maxDelay = windowDelay
	if err := c.dispatcher.Recover(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sending := make(chan error, 1)
	go func() {
		defer cancel()
		sending <- e.sendLoop(ctx, c, l)
	}()
	pullErr := e.pullLoop(ctx, c, l)
	cancel()
	if err := <-sending; err != nil {
		return err
	}
	return pullErr
}

func (e *Engine) pullLoop(ctx context.Context, c *connection, l *loop) error {
	for failures := 0; ctx.Err() == nil; {
		r := Report{Connection: c.row.ID}
		_, err := c.pull(ctx)
		if fatal := e.note(ctx, &r, err); fatal != nil {
			return ignoreEnd(ctx, fatal)
		}
		if err != nil {
			failures++
			pause(ctx, l.pull, retryDelay(desk.AsError(err), failures))
			continue
		}
		failures = 0
		if err := c.fetchFiles(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
		if err := c.track(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
		c.awaitNews(ctx, l)
	}
	return nil
}

// awaitNews returns when it is worth pulling again.
func (c *connection) awaitNews(ctx context.Context, l *loop) {
	waiter, ok := c.provider.(channel.Waiter)
	if !ok {
		pause(ctx, l.pull, jitter(pollEvery))
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lookAround)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		select {
		case <-l.pull:
			cancel()
		case <-ctx.Done():
		}
	}()
	// A lost connection is found again by the next pull, which also reports it.
	if err := waiter.Wait(ctx); err != nil && ctx.Err() == nil {
		c.engine.log.Debug("waiting ended", "connection", c.row.ID, "code", desk.AsError(err).Code)
		pause(ctx, l.pull, firstBackoff)
	}
	cancel()
	<-done
}

func (e *Engine) sendLoop(ctx context.Context, c *connection, l *loop) error {
	for ctx.Err() == nil {
		pass, err := c.dispatcher.Run(ctx)
		if err != nil {
			return ignoreEnd(ctx, err)
		}
		if pass.Sent > 0 {
			for _, d := range afterSend {
				time.AfterFunc(d, func() { poke(l.pull) })
			}
		}
		next, err := e.nextSend(ctx)
		if err != nil {
			return ignoreEnd(ctx, err)
		}
		pause(ctx, l.send, next)
	}
	return nil
}

// nextSend tells how long the outbox has nothing to do.
func (e *Engine) nextSend(ctx context.Context) (time.Duration, error) {
	var due time.Time
	err := e.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		due, err = tx.Deliveries().NextDue()
		return err
	})
	if due.IsZero() {
		return rollEvery, err
	}
	return min(max(due.Sub(e.st.Now()), 200*time.Millisecond), rollEvery), err
}

// pause waits, unless poked; false when ctx has ended.
func pause(ctx context.Context, poked <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-poked:
	case <-ctx.Done():
		return false
	}
	return true
}

func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// retryDelay backs off with every failure; a refused password is tried three times and then left alone for long.
func retryDelay(e *desk.Error, failures int) time.Duration {
	if e.Code == desk.ErrAuth && failures >= authTries {
		return jitter(authBackoff)
	}
	return max(e.RetryAfter, jitter(min(firstBackoff<<min(failures, 10), lastBackoff)))
}

// jitter spreads a duration by a fifth either way.
func jitter(d time.Duration) time.Duration {
	return d*4/5 + rand.N(d*2/5+1)
}
