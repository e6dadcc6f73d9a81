package outbox

import (
	"context"
	"log/slog"
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

	fileDelay = 30 * time.Second // for providers that put the copy into Sent themselves, but not at once
)

// A message that does not get through is tried for a day, and at least some times: the laptop may have been off
// all day. Then the owner decides. A copy in Sent is of less weight and nobody is asked about it.
const (
	holdAfter   = 24 * time.Hour
	holdTries   = 3
	fileGivenUp = 7 * 24 * time.Hour
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
	// Log hears of what nobody else is told.
	Log *slog.Logger
	// Password is for all who log in to the connection.
	Password *Gate

	// An account in trouble is left alone until then. Mail leaves by one server and is looked up at another, so
	// trouble in looking never keeps anything from leaving.
	sendAfter, lookAfter time.Time
}

// NewDispatcher makes the dispatcher of a connection.
func NewDispatcher(st *store.Store, conn desk.ConnectionID, sender channel.Sender) *Dispatcher {
	return &Dispatcher{st: st, books: books{st}, conn: conn, sender: sender, Log: slog.New(slog.DiscardHandler), Password: &Gate{}}
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
	return d.each(ctx, desk.Sending, d.st.Now().Add(farAway), func(row store.OutgoingRow) (bool, error) {
		return true, d.books.step(ctx, row.ID, desk.Lost, desk.Unsure(desk.ErrUncertain, nil), func(r *store.OutgoingRow) {
			r.NotBefore, r.Lookups = d.st.Now(), 0
		})
	})
}

// Run does everything that is due now: sends what is queued, looks up what is uncertain, files copies. It
// returns an error only when the store cannot be used; what providers say is kept with each delivery.
func (d *Dispatcher) Run(ctx context.Context) (Pass, error) {
	var pass Pass
	now := d.st.Now()
	if !now.Before(d.opens(Sending)) {
		err := d.each(ctx, desk.Queued, now, func(row store.OutgoingRow) (bool, error) {
			err := d.send(ctx, row, &pass)
			return pass.Account == nil, err
		})
		if err != nil {
			return pass, err
		}
	}
	if !now.Before(d.opens(Receiving)) {
		err := d.each(ctx, desk.Uncertain, now, func(row store.OutgoingRow) (bool, error) { return d.lookUp(ctx, row) })
		if err != nil {
			return pass, err
		}
	}
	if !now.Before(d.opens(Receiving)) { // looking may have met trouble
		return pass, d.file(ctx)
	}
	return pass, nil
}

// opens tells from when on the account may be asked.
func (d *Dispatcher) opens(w Way) time.Time {
	rest, shut := d.lookAfter, d.Password.ShutUntil(w)
	if w == Sending {
		rest = d.sendAfter
	}
	return later(rest, shut)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
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
		for _, row := range queued {
			due = sooner(due, later(row.NotBefore, d.opens(Sending)))
		}
		for _, row := range append(uncertain, unfiled...) {
			due = sooner(due, later(row.NotBefore, d.opens(Receiving)))
		}
		return err
	})
	return due, err
}

// sooner gives the earlier of two moments; zero is none.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// each walks the due deliveries of a state, until do says that the account is in trouble: then their turn comes
// again when it works. Every one is read again by what is done with it.
func (d *Dispatcher) each(ctx context.Context, state desk.DeliveryState, now time.Time, do func(store.OutgoingRow) (goOn bool, err error)) error {
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
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if goOn, err := do(row); err != nil || !goOn {
				return err
			}
		}
	}
	return nil
}

// send makes one attempt with one delivery.
func (d *Dispatcher) send(ctx context.Context, row store.OutgoingRow, pass *Pass) error {
	if hindered, err := d.hindered(ctx, row); hindered || err != nil {
		return err
	}
	out, err := d.books.outbound(ctx, row, true)
	if isContentLost(err) || desk.HasCode(err, desk.ErrAddressBarred) {
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
	d.Password.Accepted(Sending)
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
		if e.RetryAfter > 0 && isAccountThrottled(e) {
			d.rest(pass, e, 0)
			d.lookAfter = later(d.lookAfter, d.sendAfter)
		}
	default:
		return d.books.step(ctx, row.ID, desk.Rejected, e, nil)
	}
	if e.Code != desk.ErrUnreachable && row.Attempts >= holdTries && now.Sub(row.CreatedAt) >= holdAfter {
		return d.books.step(ctx, row.ID, desk.Hold, e, nil)
	}
	return d.books.step(ctx, row.ID, desk.Postponed, e, func(r *store.OutgoingRow) { r.NotBefore = now.Add(wait) })
}

// rest leaves an account in trouble alone for a while: what else is queued for it would only meet the same.
func (d *Dispatcher) rest(pass *Pass, e *desk.Error, wait time.Duration) {
	pass.Account = e
	if e.Code == desk.ErrAuth {
		d.Password.Refused(Sending, d.st.Now())
	}
	d.sendAfter = d.st.Now().Add(max(wait, e.RetryAfter))
}

// isAccountThrottled tells too many requests of the account from too many messages to one person.
func isAccountThrottled(e *desk.Error) bool {
	return e.Code == desk.ErrThrottled && e.Params[channel.Scope] != channel.ScopeMessage
}

// restLooking leaves the provider alone for a while with questions, if it is the account that is in trouble.
func (d *Dispatcher) restLooking(e *desk.Error) (rests bool) {
	if !IsAccountTrouble(e) && e.RetryAfter == 0 {
		return false
	}
	if e.Code == desk.ErrAuth {
		d.Password.Refused(Receiving, d.st.Now())
	}
	d.lookAfter = d.st.Now().Add(max(accountDelay, e.RetryAfter))
	return true
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
func (d *Dispatcher) lookUp(ctx context.Context, row store.OutgoingRow) (goOn bool, err error) {
	out, err := d.books.outbound(ctx, row, false)
	if err != nil {
		return false, err
	}
	receipt, err := d.sender.Find(ctx, out)
	if err == nil && row.ExternalID != "" && receipt.ExternalID == row.ExternalID {
		// That is the attempt which failed after it was accepted, before the owner sent it again.
		err = desk.E(desk.ErrNotFound, nil)
	}
	switch {
	case err == nil:
		d.Password.Accepted(Receiving)
		return true, d.accepted(ctx, row.ID, receipt)
	case ctx.Err() != nil:
		return false, ctx.Err()
	case desk.HasCode(err, desk.ErrNotFound):
		d.Password.Accepted(Receiving)
		return true, d.notFound(ctx, row)
	}
	// It could not be looked up: that says nothing, and does not count.
	e := desk.AsError(err)
	rests := d.restLooking(e)
	return !rests, d.books.lookAgain(ctx, row.ID, row.Lookups, d.st.Now().Add(max(accountDelay, e.RetryAfter)))
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
		if problem != nil && d.restLooking(problem) {
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
	again, problem := time.Time{}, desk.AsError(filer.File(ctx, out))
	switch {
	case problem == nil:
	case problem.Code != desk.ErrUnreachable && d.st.Now().Sub(row.CreatedAt) >= fileGivenUp:
		d.Log.Warn("copy in Sent given up", "connection", d.conn, "code", problem.Code)
	default:
		again = d.st.Now().Add(longestDelay)
	}
	return problem, d.books.filed(ctx, row.ID, again)
}
