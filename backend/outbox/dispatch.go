package outbox

import (
	"context"
	"encoding/json"
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

// lookups is when an uncertain send is looked for at the provider, counted from the attempt before; after the
// last one the owner is asked.
var lookups = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}

// Dispatcher sends what is queued for one connection. Only one may run for a connection at a time.
type Dispatcher struct {
	st     *store.Store
	conn   desk.ConnectionID
	sender channel.Sender
	// FileAtOnce is for a single pass, which cannot come back later to look for a copy in Sent.
	FileAtOnce bool
}

// NewDispatcher makes the dispatcher of a connection.
func NewDispatcher(st *store.Store, conn desk.ConnectionID, sender channel.Sender) *Dispatcher {
	return &Dispatcher{st: st, conn: conn, sender: sender}
}

// Pass tells what one run did.
type Pass struct {
	Sent int
	// Account is the error that kept the connection from sending; nil: none.
	Account *desk.Error
}

// Recover is for the start: what was on its way when the program ended may have left, so it is uncertain.
func (d *Dispatcher) Recover(ctx context.Context) error {
	return d.each(ctx, desk.Sending, d.st.Now(), func(row store.OutgoingRow) error {
		row.NotBefore = d.st.Now()
		return d.step(ctx, row, desk.Lost, channel.Status{}, desk.Unsure(desk.ErrUncertain, nil))
	})
}

// Run does everything that is due now: looks up what is uncertain, sends what is queued, files copies. It
// returns an error only when the store cannot be used; what providers say is kept with each delivery.
func (d *Dispatcher) Run(ctx context.Context) (Pass, error) {
	var pass Pass
	now := d.st.Now()
	err := d.each(ctx, desk.Uncertain, now, func(row store.OutgoingRow) error { return d.lookUp(ctx, row) })
	if err == nil {
		err = d.each(ctx, desk.Queued, now, func(row store.OutgoingRow) error {
			if pass.Account != nil {
				return nil // its turn comes again when the account works
			}
			return d.send(ctx, row, &pass)
		})
	}
	if err == nil {
		err = d.file(ctx)
	}
	return pass, err
}

// each walks the due deliveries of a state. Every one is read again by what is done with it.
func (d *Dispatcher) each(ctx context.Context, state desk.DeliveryState, now time.Time, do func(store.OutgoingRow) error) error {
	seen := map[desk.DeliveryID]bool{}
	for {
		var rows []store.OutgoingRow
		err := d.st.Read(ctx, func(tx *store.ReadTx) (err error) {
			rows, err = tx.Deliveries().Due(state, d.conn, now, page)
			return err
		})
		if err != nil {
			return err
		}
		fresh := 0
		for _, row := range rows {
			if seen[row.ID] {
				continue
			}
			seen[row.ID] = true
			fresh++
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := do(row); err != nil {
				return err
			}
		}
		if fresh == 0 {
			return nil
		}
	}
}

// send makes one attempt with one delivery.
func (d *Dispatcher) send(ctx context.Context, row store.OutgoingRow, pass *Pass) error {
	out, err := d.outbound(ctx, row)
	if err != nil {
		return err
	}
	if problem := d.sender.Check(out); problem != nil {
		return d.step(ctx, row, desk.Hold, channel.Status{}, desk.AsError(problem))
	}
	row, claimed, err := d.claim(ctx, row)
	if err != nil || !claimed {
		return err
	}
	out.StartedAt = row.StartedAt
	receipt, err := d.sender.Send(ctx, out)
	if err == nil {
		pass.Sent++
		return d.accepted(ctx, row, receipt)
	}
	return d.sendFailed(ctx, row, desk.AsError(err), pass)
}

// claim marks a delivery as on its way, if it is still to be sent: from here on a crash means "uncertain".
func (d *Dispatcher) claim(ctx context.Context, row store.OutgoingRow) (claimed store.OutgoingRow, ok bool, err error) {
	err = d.st.Write(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Deliveries().Get(row.ID)
		if err != nil || fresh.State != desk.Queued {
			return err
		}
		fresh.Attempts++
		fresh.StartedAt = d.st.Now()
		claimed, err = tx.Deliveries().Step(fresh, desk.Claim, "", nil, d.st.Now())
		ok = err == nil
		return err
	})
	return claimed, ok, err
}

func (d *Dispatcher) accepted(ctx context.Context, row store.OutgoingRow, r channel.Receipt) error {
	row.ExternalID = r.ExternalID
	if filer, ok := d.sender.(channel.Filer); ok && filer != nil {
		row.Unfiled = true
		row.NotBefore = d.st.Now().Add(fileDelay)
	}
	status := r.Status
	status.Event = desk.Accepted
	if err := d.step(ctx, row, desk.Accepted, status, nil); err != nil {
		return err
	}
	if r.Status.Event == "" || r.Status.Event == desk.Accepted {
		return nil
	}
	return d.stepAgain(ctx, row.ID, r.Status)
}

// stepAgain applies a status that came together with the acceptance.
func (d *Dispatcher) stepAgain(ctx context.Context, id desk.DeliveryID, s channel.Status) error {
	return d.settle(ctx, func(tx *store.Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err == nil {
			_, err = tx.Deliveries().Step(row, s.Event, s.Word, s.Error, d.st.Now())
		}
		return err
	})
}

// sendFailed decides what becomes of a delivery after an error.
func (d *Dispatcher) sendFailed(ctx context.Context, row store.OutgoingRow, e *desk.Error, pass *Pass) error {
	switch {
	case e.Fate == desk.Ambiguous:
		row.Lookups, row.NotBefore = 0, d.st.Now().Add(lookups[0])
		return d.step(ctx, row, desk.Lost, channel.Status{}, e)
	case isAccountTrouble(e):
		pass.Account = e
		row.NotBefore = d.st.Now().Add(max(accountDelay, e.RetryAfter))
		return d.step(ctx, row, desk.Postponed, channel.Status{}, e)
	case e.Fate == desk.Temporary:
		row.NotBefore = d.st.Now().Add(backoff(row.Attempts, e.RetryAfter))
		return d.step(ctx, row, desk.Postponed, channel.Status{}, e)
	default:
		return d.step(ctx, row, desk.Rejected, channel.Status{}, e)
	}
}

// isAccountTrouble tells what is wrong with the account from what is wrong with the message: a wrong password
// must not turn every queued message into a failed one.
func isAccountTrouble(e *desk.Error) bool {
	switch e.Code {
	case desk.ErrAuth, desk.ErrUnreachable, desk.ErrTLS, desk.ErrSuspended, desk.ErrSecretGone, desk.ErrWrongPassphrase, desk.ErrSecretStore:
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
func (d *Dispatcher) lookUp(ctx context.Context, row store.OutgoingRow) error {
	out, err := d.outbound(ctx, row)
	if err != nil {
		return err
	}
	receipt, err := d.sender.Find(ctx, out)
	switch {
	case err == nil:
		return d.accepted(ctx, row, receipt)
	case ctx.Err() != nil:
		return ctx.Err()
	case desk.HasCode(err, desk.ErrNotFound):
		return d.notFound(ctx, row)
	default:
		// It could not be looked up: that says nothing, and does not count.
		row.NotBefore = d.st.Now().Add(accountDelay)
		return d.settle(ctx, func(tx *store.Tx) error { return tx.Deliveries().Update(row) })
	}
}

func (d *Dispatcher) notFound(ctx context.Context, row store.OutgoingRow) error {
	row.Lookups++
	if row.Lookups >= len(lookups) {
		return d.step(ctx, row, desk.Absent, channel.Status{}, desk.Unsure(desk.ErrUncertain, nil))
	}
	row.NotBefore = d.st.Now().Add(lookups[row.Lookups])
	return d.settle(ctx, func(tx *store.Tx) error { return tx.Deliveries().Update(row) })
}

// step writes the outcome of something done, unless the delivery moved meanwhile (its copy was seen at the
// provider, the owner took it back).
func (d *Dispatcher) step(ctx context.Context, row store.OutgoingRow, event desk.DeliveryEvent, s channel.Status, problem *desk.Error) error {
	return d.settle(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Deliveries().Get(row.ID)
		if err != nil {
			return err
		}
		if fresh.ExternalID != "" && row.ExternalID == "" {
			row.ExternalID = fresh.ExternalID
		}
		row.State, row.ProviderStatus, row.Dismissed = fresh.State, fresh.ProviderStatus, fresh.Dismissed
		if event == desk.Accepted && row.ExternalID != "" {
			if err := tx.Record(desk.Event{
				Kind: desk.MessageAccepted, Actor: desk.Program, MessageID: row.MessageID,
				Facts: desk.Facts{Channel: channelOf(tx, row.MessageID), Ref: row.ExternalID},
			}); err != nil {
				return err
			}
		}
		moved, err := tx.Deliveries().Step(row, event, s.Word, problem, d.st.Now())
		if err == nil && moved.State == fresh.State {
			err = tx.Deliveries().Update(row)
		}
		return err
	})
}

func channelOf(tx *store.Tx, id desk.MessageID) desk.Channel {
	m, err := tx.Messages().Get(id)
	if err != nil {
		return ""
	}
	return m.Channel
}

// settle writes an outcome even when the program is about to end: it is known, and must not be lost.
func (d *Dispatcher) settle(ctx context.Context, fn func(*store.Tx) error) error {
	return d.st.Write(context.WithoutCancel(ctx), fn)
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
		if err := d.fileOne(ctx, filer, row); err != nil {
			return err
		}
	}
	return nil
}

func (d *Dispatcher) fileOne(ctx context.Context, filer channel.Filer, row store.OutgoingRow) error {
	out, err := d.outbound(ctx, row)
	if err != nil {
		return err
	}
	problem := filer.File(ctx, out)
	return d.settle(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Deliveries().Get(row.ID)
		if err != nil {
			return err
		}
		fresh.Unfiled = problem != nil
		if problem != nil {
			fresh.NotBefore = d.st.Now().Add(longestDelay)
		}
		return tx.Deliveries().Update(fresh)
	})
}

// outbound gathers all that sending needs.
func (d *Dispatcher) outbound(ctx context.Context, row store.OutgoingRow) (channel.Outbound, error) {
	var out channel.Outbound
	var raw string
	err := d.st.Read(ctx, func(tx *store.ReadTx) error {
		m, err := tx.Messages().Get(row.MessageID)
		if err != nil {
			return err
		}
		files, err := tx.Attachments().Of(m.ID)
		if err != nil {
			return err
		}
		raw = m.RawSHA256
		out = channel.Outbound{
			DeliveryID: row.ID, Channel: m.Channel, From: m.From, To: m.To, Recipients: []string{m.To}, Text: m.Text,
			RFCMessageID: m.RFCMessageID, Attachments: len(files), StartedAt: row.StartedAt,
			Taken: func(ref string) bool { return d.taken(ctx, m.Channel, ref, m.ID) },
		}
		out.LastInbound, err = tx.Messages().LastInbound(m.IdentityID, m.AccountID)
		return err
	})
	if err == nil && row.Template != "" {
		err = json.Unmarshal([]byte(row.Template), &out.Template)
	}
	if err == nil && raw != "" {
		out.Raw, err = d.st.Blob(ctx, raw)
	}
	return out, err
}

// taken tells whether a provider's id belongs to another message of ours.
func (d *Dispatcher) taken(ctx context.Context, ch desk.Channel, ref string, own desk.MessageID) bool {
	var owner desk.MessageID
	err := d.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		owner, err = tx.Messages().ByAlias(ch, ref)
		if err == nil && owner == "" {
			here := desk.MessageID(desk.HashID(string(ch), ref))
			if known, err := tx.Messages().Exists(here); err == nil && known {
				owner = here
			}
		}
		return err
	})
	// What cannot be known counts as taken: adopting a stranger's id would hide a message that never left.
	return err != nil || (owner != "" && owner != own)
}
