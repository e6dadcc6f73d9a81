// Package syncer keeps every connection going: it pulls, waits, sends what is queued, fetches files, backs off
// when a provider is in trouble and wakes after the laptop slept. One connection's trouble never stops another.
//
// It knows no provider and no screen.
package syncer

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/store"
)

// healthEvery is how old the note of a connection's health may be.
const healthEvery = time.Minute

// Provider is an open connection. It may also be a Lister, Waiter, Filer, Tracker, MediaFetcher or io.Closer.
type Provider interface {
	channel.Source
	channel.Sender
}

// Progress hears how far a connection's pull is.
type Progress func(conn desk.ConnectionID, so channel.Reading)

// Engine runs the connections of one store.
type Engine struct {
	st       *store.Store
	open     func(desk.Connection) (Provider, error)
	log      *slog.Logger
	progress Progress
	pullNow  chan struct{}
	pace     pace
	chores   []func(context.Context) error
	// Feed queues what is due of what nobody asked for. It is called every minute, and when such a thing changed; an
	// error is tried again. nil: there is nothing of the kind.
	Feed func(context.Context) error
}

// New makes an engine. open makes the provider of a connection; progress may be nil.
func New(st *store.Store, open func(desk.Connection) (Provider, error), log *slog.Logger, progress Progress) *Engine {
	if progress == nil {
		progress = func(desk.ConnectionID, channel.Reading) {}
	}
	return &Engine{st: st, open: open, log: log, progress: progress, pullNow: make(chan struct{}, 1), pace: ordinaryPace()}
}

// Also has something done again and again while the engine runs, and at the end of a single pass, once what was said is
// known. It is called before the engine runs.
func (e *Engine) Also(chore func(context.Context) error) { e.chores = append(e.chores, chore) }

// PullNow makes a running engine look for news at once.
func (e *Engine) PullNow() { poke(e.pullNow) }

// Report is what one pass over a connection did.
type Report struct {
	Connection desk.ConnectionID
	Intake     ingest.Result
	Sent       int
	Errors     []*desk.Error
}

// Once makes one complete pass over the connections chosen by want: everything is pulled, what is queued is
// tried once, files of new messages are fetched once. Errors of providers are in the reports; the error
// returned is the store's or ctx's.
func (e *Engine) Once(ctx context.Context, want func(desk.ConnectionID) bool) ([]Report, error) {
	if err := e.feed(ctx); err != nil {
		return nil, err
	}
	rows, err := e.connections(ctx)
	if err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	reports := make([]Report, 0, len(rows))
	failures := make([]error, len(rows))
	for _, row := range rows {
		if want(row.ID) {
			reports = append(reports, Report{Connection: row.ID})
		}
	}
	for i := range reports {
		wg.Go(func() { failures[i] = e.onceOver(ctx, &reports[i]) })
	}
	wg.Wait()
	for _, err := range failures {
		if err != nil {
			return reports, err
		}
	}
	if err := e.roll(ctx); err != nil {
		return reports, err
	}
	return reports, e.doChores(ctx)
}

func (e *Engine) onceOver(ctx context.Context, r *Report) error {
	c, err := e.connect(ctx, r.Connection)
	if err != nil {
		return e.note(ctx, r, err)
	}
	defer c.close()
	c.dispatcher.FileAtOnce = true
	if err := c.dispatcher.Recover(ctx); err != nil {
		return err
	}
	result, pullErr := c.pull(ctx)
	r.Intake = result
	if fatal := e.note(ctx, r, pullErr); fatal != nil {
		return fatal
	}
	pass, err := c.dispatcher.Run(ctx)
	r.Sent = pass.Sent
	if err != nil {
		return err
	}
	if pass.Account != nil {
		r.Errors = append(r.Errors, pass.Account)
	}
	if pass.Account != nil || (pullErr != nil && !channel.IsPartial(pullErr)) {
		return nil // the account is in trouble, and a file asked for in vain would count as a try
	}
	if err := c.fetchFiles(ctx); err != nil {
		return err
	}
	if err := c.track(ctx); err != nil {
		return err
	}
	return c.listTemplates(ctx)
}

// note keeps a provider's error in the report and with the connection; an error of the store or of ctx is
// given back, because nothing else can be done then.
func (e *Engine) note(ctx context.Context, r *Report, err error) error {
	if err == nil {
		return e.noteHealth(ctx, r.Connection)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	problem := desk.AsError(err)
	if isStoreTrouble(problem) {
		return err
	}
	e.log.Warn("connection failed", "connection", r.Connection, "code", problem.Code)
	r.Errors = append(r.Errors, problem)
	return e.write(ctx, func(tx *store.Tx) error { return tx.Connections().Failing(r.Connection, e.st.Now(), problem) })
}

// noteHealth keeps that a connection works. Where that is known it is written once a while, not with every pull.
func (e *Engine) noteHealth(ctx context.Context, id desk.ConnectionID) error {
	row, err := e.connectionRow(ctx, id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return nil // removed meanwhile
	}
	if err != nil {
		return err
	}
	now := e.st.Now()
	if age := now.Sub(row.LastOK); row.Error == nil && row.FailingSince.IsZero() && age >= 0 && age <= healthEvery {
		return nil
	}
	return e.write(ctx, func(tx *store.Tx) error { return tx.Connections().Healthy(id, now) })
}

func (e *Engine) write(ctx context.Context, fn func(*store.Tx) error) error {
	return e.st.Write(context.WithoutCancel(ctx), fn)
}

func isStoreTrouble(e *desk.Error) bool {
	switch e.Code {
	case desk.ErrDataFull, desk.ErrDataReadOnly, desk.ErrDataDamaged, desk.ErrDataReplaced, desk.ErrDataLocked:
		return true
	default:
		return false
	}
}

func (e *Engine) feed(ctx context.Context) error {
	if e.Feed == nil {
		return nil
	}
	err := e.Feed(ctx)
	if err == nil || isStoreTrouble(desk.AsError(err)) || ctx.Err() != nil {
		return err
	}
	e.log.Warn("what nobody asked for was not queued", "code", desk.AsError(err).Code)
	return nil
}

// roll moves conversations whose state changes by time alone.
func (e *Engine) roll(ctx context.Context) error {
	for {
		moved := 0
		err := e.write(ctx, func(tx *store.Tx) (err error) {
			moved, err = tx.Roll(e.st.Now())
			return err
		})
		if err != nil || moved == 0 {
			return err
		}
	}
}

// doChores does what else is to be done again and again. One that fails is left until the next time, unless nothing can be
// written at all.
func (e *Engine) doChores(ctx context.Context) error {
	for _, chore := range e.chores {
		err := chore(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			continue
		}
		problem := desk.AsError(err)
		if isStoreTrouble(problem) {
			return err
		}
		e.log.Warn("chore failed", "code", problem.Code)
	}
	return nil
}

// connections lists those in use.
func (e *Engine) connections(ctx context.Context) ([]store.ConnectionRow, error) {
	var open []store.ConnectionRow
	err := e.st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		for _, r := range rows {
			if !r.Removed {
				open = append(open, r)
			}
		}
		return err
	})
	return open, err
}

// Settle sends one delivery's connection's due messages now and waits until the delivery has left the queue, or
// until ctx ends.
func (e *Engine) Settle(ctx context.Context, conn desk.ConnectionID, id desk.DeliveryID) error {
	c, err := e.connect(ctx, conn)
	if err != nil {
		return err
	}
	defer c.close()
	c.dispatcher.FileAtOnce = true
	if err := c.dispatcher.Recover(ctx); err != nil {
		return err
	}
	for {
		if _, err := c.dispatcher.Run(ctx); err != nil {
			return err
		}
		row, err := delivery(ctx, e.st, id)
		if err != nil || (row.State != desk.Queued && row.State != desk.Sending) {
			return err
		}
		select {
		case <-time.After(max(row.NotBefore.Sub(e.st.Now()), 100*time.Millisecond)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func delivery(ctx context.Context, st *store.Store, id desk.DeliveryID) (row store.OutgoingRow, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		row, err = tx.Deliveries().Get(id)
		return err
	})
	return row, err
}
