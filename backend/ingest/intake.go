// Package ingest turns what a connection brought into history: it reads each message, finds out whose it is,
// and keeps it together with the connection's cursor, in one transaction.
//
// It asks no server anything and sends nothing.
package ingest

import (
	"context"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	firstBatch  = 200  // small, so that the newest messages are on the screen at once
	batchLimit  = 2000 // messages in one commit
	batchBytes  = 16 << 20
	bytesInHand = 32 << 20 // raw bytes being read or waiting for the disk
	ordered     = 256      // messages being read ahead of the writer
)

func (c Count) plus(d Count) Count {
	return Count{c.Pulled + d.Pulled, c.New + d.New, c.Duplicates + d.Duplicates, c.Unparsed + d.Unparsed}
}

// Options fit an intake to its face.
type Options struct {
	// MaxDelay is how long a message may wait for others before its commit; 0: until the batch is full.
	MaxDelay time.Duration
	// Progress hears how far a long pull is; may be nil.
	Progress func(so channel.Reading)
}

// Result counts what came, for each address of the shop.
type Result map[desk.AccountID]Count

// Count counts messages.
type Count struct {
	Pulled     int // New + Duplicates
	New        int // never stored before
	Duplicates int // here already
	Unparsed   int // new ones kept as damaged
}

// Intake takes in what one pull of one connection brings. It is a channel.Sink: use it from one goroutine,
// and Close it in any case.
type Intake struct {
	ctx      context.Context
	cancel   context.CancelCauseFunc // with the error that stops the writing
	st       *store.Store
	opts     Options
	archive  *archive // nil: a provider brings the messages
	reader   reader
	hand     *semaphore.Weighted
	queue    chan *job // in the order they came
	unread   chan *job // for whichever reader is free
	readers  sync.WaitGroup
	writer   chan struct{} // closed when the writer has ended
	result   Result
	writeErr error // set before writer is closed
}

// job is one message between the provider and the disk.
type job struct {
	in     *channel.Inbound
	old    *Old // what a file says beyond that; nil: a provider brought it
	cursor channel.Cursor
	weight int64
	plan   *plan
	read   chan struct{} // closed when plan is set
}

// Begin starts an intake for a connection.
func Begin(ctx context.Context, st *store.Store, conn desk.Connection, opts Options) (*Intake, error) {
	shop, err := loadShop(ctx, st, conn)
	if err != nil {
		return nil, err
	}
	return begin(ctx, st, shop, opts, nil), nil
}

func begin(ctx context.Context, st *store.Store, shop shop, opts Options, archive *archive) *Intake {
	ctx, cancel := context.WithCancelCause(ctx)
	n := &Intake{
		ctx: ctx, cancel: cancel, st: st, opts: opts, archive: archive, reader: reader{shop: shop, now: st.Now},
		hand:  semaphore.NewWeighted(bytesInHand),
		queue: make(chan *job, ordered), unread: make(chan *job, ordered), writer: make(chan struct{}),
		result: Result{},
	}
	for range max(1, runtime.GOMAXPROCS(0)) {
		n.readers.Go(n.readJobs)
	}
	go n.write()
	return n
}

// Take keeps one message, or only the cursor when in is nil. An error means that the intake has stopped.
func (n *Intake) Take(in *channel.Inbound, cursor channel.Cursor) error {
	j := &job{in: in, cursor: cursor, read: make(chan struct{})}
	if in == nil {
		close(j.read)
	}
	return n.take(j)
}

func (n *Intake) take(j *job) error {
	if j.in != nil {
		// Whatever a batch that is not full holds, the largest message still finds room beside it.
		j.weight = min(int64(len(j.in.Raw))+j.old.size()+1024, bytesInHand-batchBytes)
		if err := n.hand.Acquire(n.ctx, j.weight); err != nil {
			return context.Cause(n.ctx)
		}
	}
	select {
	case n.queue <- j:
	case <-n.ctx.Done():
		return context.Cause(n.ctx)
	}
	if j.in != nil {
		n.unread <- j // as roomy as queue, so this does not wait for the writer
	}
	return nil
}

// Progress passes on how far the pull is.
func (n *Intake) Progress(so channel.Reading) {
	if n.opts.Progress != nil {
		n.opts.Progress(so)
	}
}

// Close writes what is still in hand and tells what came. Its error is the first that stopped the writing.
func (n *Intake) Close() (Result, error) {
	close(n.queue)
	close(n.unread)
	<-n.writer
	n.cancel(nil)
	n.readers.Wait()
	return n.result, n.writeErr
}

func (n *Intake) readJobs() {
	for j := range n.unread {
		j.plan = n.reader.read(j.in, j.old)
		close(j.read)
	}
}

// write commits batch after batch, in the order the messages came. While the rows of one are written, the bytes
// of the next go to the disk.
func (n *Intake) write() {
	defer close(n.writer)
	kept := make(chan *batch)
	go n.keep(kept)
	for b := range kept {
		if n.writeErr != nil {
			continue // nothing may follow what could not be written
		}
		if n.writeErr = n.commit(b); n.writeErr != nil {
			n.cancel(n.writeErr)
		}
	}
}

// keep gathers batches and puts their bytes on the disk.
func (n *Intake) keep(kept chan<- *batch) {
	defer close(kept)
	limit := firstBatch
	for open := true; open; limit = min(2*limit, batchLimit) {
		b := &batch{st: n.st, shop: n.reader.shop, connection: n.reader.shop.connection.ID, archive: n.archive, limit: limit}
		open = n.fill(b)
		// What was handed over is written even if the pull was cancelled meanwhile: it is in hand, and cheap.
		b.problem = b.keepBytes(context.WithoutCancel(n.ctx))
		kept <- b
	}
}

// fill adds messages to the batch until it is due; false when no more will come.
func (n *Intake) fill(b *batch) (open bool) {
	var due <-chan time.Time
	for !b.full() {
		select {
		case j, ok := <-n.queue:
			if !ok {
				return false
			}
			<-j.read
			b.add(j)
			if due == nil && n.opts.MaxDelay > 0 {
				timer := time.NewTimer(n.opts.MaxDelay)
				defer timer.Stop()
				due = timer.C
			}
		case <-due:
			return true
		}
	}
	return true
}

func (n *Intake) commit(b *batch) error {
	r, err := b.commit(context.WithoutCancel(n.ctx))
	if err != nil {
		return err
	}
	for account, c := range r {
		n.result[account] = n.result[account].plus(c)
	}
	n.hand.Release(b.weight)
	return nil
}
