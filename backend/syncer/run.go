package syncer

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

const (
	sleepCheck  = 10 * time.Second
	sleepJump   = 20 * time.Second
	windowDelay = 150 * time.Millisecond
)

// pace is how long the loops wait for what.
type pace struct {
	poll          time.Duration   // for providers that cannot tell when something is new
	lookAround    time.Duration   // for those that can: other folders, and what a lost notice hid
	roll          time.Duration   // between looks at what changes by time alone
	soonest       time.Duration   // between two looks at the outbox
	firstBackoff  time.Duration   // after trouble, doubling
	lastBackoff   time.Duration   // at most
	awayBackoff   time.Duration   // at most, while the server cannot be reached: who is back online waits no minute
	afterSend     []time.Duration // when the status of a fresh message is worth asking for
	trackingEvery time.Duration   // between questions about messages that no list tells any more
}

func ordinaryPace() pace {
	return pace{
		poll: 20 * time.Second, lookAround: 5 * time.Minute, roll: time.Minute, soonest: 200 * time.Millisecond,
		firstBackoff: 2 * time.Second, lastBackoff: 5 * time.Minute, awayBackoff: 45 * time.Second,
		afterSend: []time.Duration{3 * time.Second, 10 * time.Second, 30 * time.Second}, trackingEvery: time.Hour,
	}
}

// Run keeps all connections going until ctx ends. Connections added meanwhile are picked up, removed ones
// dropped. It returns the error that makes going on pointless (the store cannot be used), or ctx's.
func (e *Engine) Run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	changes, unsubscribe := e.st.Subscribe()
	defer unsubscribe()
	f := &fleet{engine: e, stop: stop, running: map[desk.ConnectionID]*loop{}, ending: map[desk.ConnectionID]<-chan struct{}{}}
	defer f.wait()
	if err := f.match(ctx); err != nil {
		return err
	}
	if err := e.passTime(ctx); err != nil { // what fell due while nobody ran
		return err
	}
	roll, sleep := time.NewTicker(e.pace.roll), time.NewTicker(sleepCheck)
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
			if err = e.passTime(ctx); err == nil {
				err = e.doChores(ctx)
			}
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

// passTime does what is due because a minute has passed.
func (e *Engine) passTime(ctx context.Context) error {
	return errors.Join(e.roll(ctx), ignoreEnd(ctx, e.feed(ctx)))
}

// fleet is the set of running loops.
type fleet struct {
	engine  *Engine
	stop    context.CancelCauseFunc
	running map[desk.ConnectionID]*loop
	ending  map[desk.ConnectionID]<-chan struct{} // loops that were told to stop
	all     sync.WaitGroup
}

// loop is one connection kept going: one goroutine pulls, one sends, one fetches files.
type loop struct {
	cancel  context.CancelFunc
	config  string
	pull    chan struct{} // pull now
	send    chan struct{} // look at the outbox now
	failing atomic.Bool   // its trouble is noted in the store
	ended   chan struct{} // closed when all goroutines are done
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
		case desk.DeliveryChanged:
			f.pokeSenders()
		case desk.ManyChanged: // which may be anything, a new account too
			f.pokeSenders()
			if err := f.match(ctx); err != nil {
				return err
			}
		case desk.CampaignChanged:
			if err := ignoreEnd(ctx, f.engine.feed(ctx)); err != nil {
				return err
			}
		case desk.AccountChanged:
			if err := f.match(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fleet) pokeSenders() {
	for _, l := range f.running {
		poke(l.send)
	}
}

func (f *fleet) wake() {
	for _, l := range f.running {
		poke(l.pull)
		poke(l.send)
	}
}

// match starts and stops loops so that they are those of the connections in use. In a damaged shop none goes on.
func (f *fleet) match(ctx context.Context) error {
	if damage := f.engine.st.Damage(); damage != nil {
		return damage
	}
	failing := map[*loop]bool{}
	for _, l := range f.running {
		failing[l] = l.failing.Load()
	}
	rows, err := f.engine.connections(ctx)
	if err != nil {
		return err
	}
	wanted := map[desk.ConnectionID]store.ConnectionRow{}
	for _, r := range rows {
		wanted[r.ID] = r
	}
	for id, l := range f.running {
		r, ok := wanted[id]
		// Trouble that the loop did not end itself was ended by the owner, who gave a new password: waiting is over.
		renewed := failing[l] && r.FailingSince.IsZero() && l.failing.Load()
		if !ok || string(r.Config) != l.config || renewed {
			l.cancel()
			delete(f.running, id)
			f.ending[id] = l.ended
		}
	}
	for id, r := range wanted {
		if f.running[id] == nil {
			f.start(ctx, id, string(r.Config))
		}
	}
	return nil
}

// start begins a loop as soon as the one before it has ended: two would send the same.
func (f *fleet) start(ctx context.Context, id desk.ConnectionID, config string) {
	ctx, cancel := context.WithCancel(ctx)
	l := &loop{
		cancel: cancel, config: config, pull: make(chan struct{}, 1), send: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	f.running[id] = l
	before := f.ending[id]
	delete(f.ending, id)
	f.all.Go(func() {
		defer close(l.ended)
		if before != nil {
			<-before
		}
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

// keepGoing opens a connection and runs its parts; trouble in opening is waited out.
func (e *Engine) keepGoing(ctx context.Context, id desk.ConnectionID, l *loop) error {
	for tries := 1; ; tries++ {
		c, err := e.connect(ctx, id)
		if err == nil {
			return e.runConnection(ctx, c, l)
		}
		r := Report{Connection: id}
		if fatal := e.note(ctx, &r, err); fatal != nil {
			return ignoreEnd(ctx, fatal)
		}
		l.failing.Store(true)
		if !pause(ctx, l.pull, e.pace.retryDelay(desk.AsError(err), tries)) {
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
	parts := []func(context.Context, *connection, *loop) error{e.pullLoop, e.sendLoop, e.fileLoop}
	ended := make(chan error, len(parts))
	for _, part := range parts {
		go func() {
			defer cancel() // one that cannot go on ends the others
			ended <- part(ctx, c, l)
		}()
	}
	var failure error
	for range parts {
		if err := <-ended; failure == nil {
			failure = err
		}
	}
	return failure
}

func (e *Engine) pullLoop(ctx context.Context, c *connection, l *loop) error {
	wait := time.Duration(0)
	for failures := 0; pause(ctx, l.pull, max(wait, c.shutFor())); {
		r := Report{Connection: c.row.ID}
		_, err := c.pull(ctx)
		if err == nil {
			l.failing.Store(false) // before the store says so, which would look like the owner's doing
		}
		if fatal := e.note(ctx, &r, err); fatal != nil {
			return ignoreEnd(ctx, fatal)
		}
		if err != nil {
			l.failing.Store(true)
		}
		if err != nil && !channel.IsPartial(err) {
			failures++
			wait = e.pace.retryDelay(desk.AsError(err), failures)
			continue
		}
		failures, wait = 0, 0
		poke(c.files)
		if err := c.track(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
		if err := c.listTemplates(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
		c.awaitNews(ctx, l)
	}
	return nil
}

// shutFor tells how long the password must not be tried, whichever loop it was refused to.
func (c *connection) shutFor() time.Duration {
	return c.dispatcher.Password.ShutUntil(outbox.Receiving).Sub(c.engine.st.Now())
}

// fileLoop fetches files after every pull that went well. A backlog of photos may take hours, and new messages
// must not wait for it.
func (e *Engine) fileLoop(ctx context.Context, c *connection, _ *loop) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-c.files:
		}
		if err := c.fetchFiles(ctx); err != nil {
			return ignoreEnd(ctx, err)
		}
	}
}

// awaitNews returns when it is worth pulling again.
func (c *connection) awaitNews(ctx context.Context, l *loop) {
	waiter, ok := c.provider.(channel.Waiter)
	if !ok {
		pause(ctx, l.pull, jitter(c.engine.pace.poll))
		return
	}
	ctx, cancel := context.WithTimeout(ctx, c.engine.pace.lookAround)
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
		pause(ctx, l.pull, c.engine.pace.firstBackoff)
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
			for _, d := range e.pace.afterSend {
				time.AfterFunc(d, func() { poke(l.pull) })
			}
		}
		due, err := c.dispatcher.NextDue(ctx)
		if err != nil {
			return ignoreEnd(ctx, err)
		}
		wait := e.pace.roll
		if !due.IsZero() {
			wait = min(max(due.Sub(e.st.Now()), e.pace.soonest), e.pace.roll)
		}
		pause(ctx, l.send, wait)
	}
	return nil
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

// retryDelay backs off with every failure.
func (p pace) retryDelay(e *desk.Error, failures int) time.Duration {
	longest := p.lastBackoff
	if e.Code == desk.ErrUnreachable {
		longest = p.awayBackoff
	}
	return max(e.RetryAfter, jitter(min(p.firstBackoff<<min(failures-1, 10), longest)))
}

// jitter spreads a duration by a fifth either way.
func jitter(d time.Duration) time.Duration {
	return d*4/5 + rand.N(d*2/5+1)
}
