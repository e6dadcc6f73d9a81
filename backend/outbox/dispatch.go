package outbox

import (
	"context"
	"math/rand/v2"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	page = 50 // deliveries taken up at a time

	firstDelay   = time.Second // of the back-off after a temporary error
	longestDelay = 15 * time.Minute
	accountDelay = time.Minute // an account that is in trouble is not asked every second

	authTries = 3                // a password that was refused so often is left alone for long,
	authDelay = 15 * time.Minute // because the server may lock the account

	fileDelay = 30 * time.Second // for providers that put the copy into Sent themselves, but not at once
)

// lookups is when an uncertain send is looked for at the provider, counted from the attempt before; after the
// last one the owner is asked.
var lookups = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}

// farAway is later than any moment a delivery may wait for.
const farAway = 100 * 365 * 24 * time.Hour

// Dispatcher sends what is queued for one connection. Only one may run for a connection at a time.
type Dispatcher struct {
	st     *store.Store
	books  books
	conn   desk.ConnectionID
	sender channel.Sender
	// FileAtOnce is for a single pass, which cannot come back later to look for a copy in Sent.
	FileAtOnce bool

	restUntil time.Time // nothing is asked of an account in trouble until then
	refusals  int       // of the password, one after another
}

// NewDispatcher makes the dispatcher of a connection.
func NewDispatcher(st *store.Store, conn desk.ConnectionID, sender channel.Sender) *Dispatcher {
	return &Dispatcher{st: st, books: books{st}, conn: conn, sender: sender}
}

// Pass tells what one run did.
type Pass struct {
	Sent int
	// Account is the error that kept the connection from sending; nil: none.
	Account *desk.Error
}

// Recover is for the start: what was on its way when the program ended may have left, so it is uncertain. The
// clock may have been set back since, so no time is asked of it.
func (d *Dispatcher) Recover(ctx context.Context) error {
	var pass Pass
	return d.each(ctx, &pass, desk.Sending, d.st.Now().Add(farAway), func(row store.OutgoingRow) error {
		return d.books.step(ctx, row.ID, desk.Lost, desk.Unsure(desk.ErrUncertain, nil), func(r *store.OutgoingRow) {
			r.NotBefore, r.Lookups = d.st.Now(), 0
		})
	})
}

// Run does everything that is due now: looks up what is uncertain, sends what is queued, files copies. It
// returns an error only when the store cannot be used; what providers say is kept with each delivery.
func (d *Dispatcher) Run(ctx context.Context) (Pass, error) {
	var pass Pass
	now := d.st.Now()
	if now.Before(d.restUntil) {
		return pass, nil
	}
	err := d.each(ctx, &pass, desk.Uncertain, now, func(row store.OutgoingRow) error { return d.lookUp(ctx, row, &pass) })
	if err == nil {
		err = d.each(ctx, &pass, desk.Queued, now, func(row store.OutgoingRow) error { return d.send(ctx, row, &pass) })
	}
	if err == nil && pass.Account == nil {
		err = d.file(ctx)
	}
	return pass, err
}

// NextDue tells when there is next something to do; zero: nothing waits.
func (d *Dispatcher) NextDue(ctx context.Context) (time.Time, error) {
	var due time.Time
	err := d.st.Read(ctx, func(tx *store.ReadTx) error {
		far := d.st.Now().Add(farAway)
		queued, err := tx.Deliveries().Due(desk.Queued, d.conn, far, 1)
		if err != nil {
			return err
		}
		uncertain, err := tx.Deliveries().Due(desk.Uncertain, d.conn, far, 1)
		if err != nil {
			return err
		}
		unfiled, err := tx.Deliveries().Unfiled(d.conn, far, 1)
		for _, row := range append(append(queued, uncertain...), unfiled...) {
			if due.IsZero() || row.NotBefore.Before(due) {
				due = row.NotBefore
			}
		}
		return err
	})
	if !due.IsZero() && due.Before(d.restUntil) {
		due = d.restUntil
	}
	return due, err
}

// each walks the due deliveries of a state, until the account turns out to be in trouble: then their turn comes
// again when it works. Every one is read again by what is done with it.
func (d *Dispatcher) each(ctx context.Context, pass *Pass, state desk.DeliveryState, now time.Time, do func(store.OutgoingRow) error) error {
	seen := map[desk.DeliveryID]bool{}
	for fresh := 1; fresh > 0; {
		fresh = 0
		var rows []store.OutgoingRow
		err := d.st.Read(ctx, func(tx *store.ReadTx) (err error) {
			rows, err = tx.Deliveries().Due(state, d.conn, now, page)
			return err
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if seen[row.ID] {
				continue
			}
			seen[row.ID] = true
			fresh++
			if ctx.Err() != nil || pass.Account != nil {
				return ctx.Err()
			}
			if err := do(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// send makes one attempt with one delivery.
func (d *Dispatcher) send(ctx context.Context, row store.OutgoingRow, pass *Pass) error {
	out, err := d.books.outbound(ctx, row, true)
	if isContentLost(err) {
		return d.books.step(ctx, row.ID, desk.Hold, desk.AsError(err), nil)
	}
	if err != nil {
		return err
	}
	if problem := d.sender.Check(out); problem != nil {
		return d.books.step(ctx, row.ID, desk.Hold, desk.AsError(problem), nil)
	}
	row, claimed, err := d.books.claim(ctx, row.ID)
	if err != nil || !claimed {
		return err
	}
	out.StartedAt = row.StartedAt
	receipt, err := d.sender.Send(ctx, out)
	if err != nil {
		return d.sendFailed(ctx, row, desk.AsError(err), pass)
	}
	pass.Sent++
	d.refusals = 0
	return d.accepted(ctx, row.ID, receipt)
}

func (d *Dispatcher) accepted(ctx context.Context, id desk.DeliveryID, r channel.Receipt) error {
	_, files := d.sender.(channel.Filer)
	return d.books.accepted(ctx, id, r, files)
}

// sendFailed decides what becomes of a delivery after an error.
func (d *Dispatcher) sendFailed(ctx context.Context, row store.OutgoingRow, e *desk.Error, pass *Pass) error {
	now := d.st.Now()
	wait := time.Duration(0)
	switch {
	case e.Fate == desk.Ambiguous:
		return d.books.step(ctx, row.ID, desk.Lost, e, func(r *store.OutgoingRow) { r.Lookups, r.NotBefore = 0, now.Add(lookups[0]) })
	case IsAccountTrouble(e):
		d.rest(pass, e, accountDelay)
		wait = max(accountDelay, e.RetryAfter)
	case e.Fate == desk.Temporary:
		wait = backoff(row.Attempts, e.RetryAfter)
		if e.Code == desk.ErrThrottled && e.RetryAfter > 0 {
			d.rest(pass, e, 0)
		}
	default:
		return d.books.step(ctx, row.ID, desk.Rejected, e, nil)
	}
	return d.books.step(ctx, row.ID, desk.Postponed, e, func(r *store.OutgoingRow) { r.NotBefore = now.Add(wait) })
}

// rest leaves an account in trouble alone for a while: what else is queued for it would only meet the same.
func (d *Dispatcher) rest(pass *Pass, e *desk.Error, wait time.Duration) {
	pass.Account = e
	wait = max(wait, e.RetryAfter)
	if e.Code == desk.ErrAuth {
		if d.refusals++; d.refusals >= authTries {
			wait = max(wait, authDelay)
		}
	}
	d.restUntil = d.st.Now().Add(wait)
}

// IsAccountTrouble tells what is wrong with the account from what is wrong with one message or file: a wrong
// password must not turn every queued message into a failed one.
func IsAccountTrouble(e *desk.Error) bool {
	switch e.Code {
	case desk.ErrAuth, desk.ErrUnreachable, desk.ErrTLS, desk.ErrSuspended,
		desk.ErrSecretGone, desk.ErrNoSecretStore, desk.ErrWrongPassphrase, desk.ErrSecretStore:
		return true
	default:
		return false
	}
}

// backoff doubles with every attempt, with jitter so that many shops do not come back together.
func backoff(attempts int, asked time.Duration) time.Duration {
	d := min(firstDelay<<min(attempts, 20), longestDelay)
	return max(asked, d/2+rand.N(d/2+1))
}

// lookUp asks the provider for a send whose answer was lost.
func (d *Dispatcher) lookUp(ctx context.Context, row store.OutgoingRow, pass *Pass) error {
	out, err := d.books.outbound(ctx, row, false)
	if err != nil {
		return err
	}
	receipt, err := d.sender.Find(ctx, out)
	switch {
	case err == nil:
		d.refusals = 0
		return d.accepted(ctx, row.ID, receipt)
	case ctx.Err() != nil:
		return ctx.Err()
	case desk.HasCode(err, desk.ErrNotFound):
		d.refusals = 0
		return d.notFound(ctx, row)
	}
	// It could not be looked up: that says nothing, and does not count.
	e := desk.AsError(err)
	if IsAccountTrouble(e) || e.RetryAfter > 0 {
		d.rest(pass, e, accountDelay)
	}
	return d.books.lookAgain(ctx, row.ID, row.Lookups, d.st.Now().Add(max(accountDelay, e.RetryAfter)))
}

func (d *Dispatcher) notFound(ctx context.Context, row store.OutgoingRow) error {
	tried := row.Lookups + 1
	if tried >= len(lookups) {
		return d.books.step(ctx, row.ID, desk.Absent, desk.Unsure(desk.ErrUncertain, nil), nil)
	}
	return d.books.lookAgain(ctx, row.ID, tried, d.st.Now().Add(lookups[tried]))
}

// file makes sure of copies in Sent. One that cannot be made now is tried again later; the message itself is sent.
func (d *Dispatcher) file(ctx context.Context) error {
	filer, ok := d.sender.(channel.Filer)
	if !ok {
		return nil
	}
	now := d.st.Now()
	if d.FileAtOnce {
		now = now.Add(longestDelay)
	}
	var rows []store.OutgoingRow
	if err := d.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		rows, err = tx.Deliveries().Unfiled(d.conn, now, page)
		return err
	}); err != nil {
		return err
	}
	for _, row := range rows {
		problem, err := d.fileOne(ctx, filer, row)
		if err != nil {
			return err
		}
		if problem != nil && IsAccountTrouble(problem) {
			return nil // the next copy would only meet the same
		}
	}
	return nil
}

func (d *Dispatcher) fileOne(ctx context.Context, filer channel.Filer, row store.OutgoingRow) (*desk.Error, error) {
	out, err := d.books.outbound(ctx, row, true)
	if isContentLost(err) {
		return nil, d.books.filed(ctx, row.ID, time.Time{}) // there is nothing to file
	}
	if err != nil {
		return nil, err
	}
	if problem := filer.File(ctx, out); problem != nil {
		return desk.AsError(problem), d.books.filed(ctx, row.ID, d.st.Now().Add(longestDelay))
	}
	return nil, d.books.filed(ctx, row.ID, time.Time{})
}
