package syncer

import (
	"context"
	"errors"
	"io"
	"time"

	"balcao/backend/channel"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

const (
	filePage    = 20
	maxFile     = 150 << 20
	giveUpAfter = 15 // tries: half a minute, doubling up to four hours, is more than a day

	followFor   = 72 * time.Hour     // how long a message without a final status is asked for
	followAfter = 2 * 24 * time.Hour // until then the provider's list tells its status
	followPage  = 200
)

// connection is a connection at work.
type connection struct {
	engine     *Engine
	row        store.ConnectionRow
	provider   Provider
	dispatcher *outbox.Dispatcher
	maxDelay   time.Duration
	files      chan struct{} // look for wanted files now
	tracked    time.Time     // when the provider was last asked for statuses
	templates  time.Time     // when it was last thought of listing the templates
}

func (e *Engine) connect(ctx context.Context, id desk.ConnectionID) (*connection, error) {
	row, err := e.connectionRow(ctx, id)
	if err != nil {
		return nil, err
	}
	p, err := e.open(row.Connection)
	if err != nil {
		return nil, err
	}
	d := outbox.NewDispatcher(e.st, id, p)
	d.Log = e.log
	return &connection{engine: e, row: row, provider: p, dispatcher: d, files: make(chan struct{}, 1)}, nil
}

func (e *Engine) connectionRow(ctx context.Context, id desk.ConnectionID) (store.ConnectionRow, error) {
	rows, err := e.connections(ctx)
	if err != nil {
		return store.ConnectionRow{}, err
	}
	for _, r := range rows {
		if r.ID == id {
			return r, nil
		}
	}
	return store.ConnectionRow{}, desk.E(desk.ErrNotFound, nil, "kind", "connection", "id", string(id))
}

func (c *connection) close() {
	if closer, ok := c.provider.(io.Closer); ok {
		if err := closer.Close(); err != nil {
			c.engine.log.Debug("closing a connection", "connection", c.row.ID, "code", desk.AsError(err).Code)
		}
	}
}

// pull takes in everything new. What came before an error is kept.
func (c *connection) pull(ctx context.Context) (ingest.Result, error) {
	row, err := c.engine.connectionRow(ctx, c.row.ID)
	if err != nil {
		return nil, err
	}
	intake, err := ingest.Begin(ctx, c.engine.st, row.Connection, ingest.Options{
		MaxDelay: c.maxDelay,
		Progress: func(so channel.Reading) { c.engine.progress(row.ID, so) },
	})
	if err != nil {
		return nil, err
	}
	pullErr := c.provider.Pull(ctx, row.Cursor, intake)
	c.countRefusals(pullErr)
	result, err := intake.Close()
	if err != nil {
		return result, err
	}
	return result, pullErr
}

// countRefusals tells the gate of the password how the login went; other trouble says nothing of it.
func (c *connection) countRefusals(err error) {
	switch {
	case err == nil, channel.IsPartial(err):
		c.dispatcher.Password.Accepted(outbox.Receiving)
	case desk.HasCode(err, desk.ErrAuth):
		c.dispatcher.Password.Refused(outbox.Receiving, c.engine.st.Now())
	}
}

// fetchFiles brings the bytes of files that only came as references.
func (c *connection) fetchFiles(ctx context.Context) error {
	fetcher, ok := c.provider.(channel.MediaFetcher)
	if !ok {
		return nil
	}
	now := c.engine.st.Now()
	for {
		var wanted []desk.Attachment
		err := c.engine.st.Read(ctx, func(tx *store.ReadTx) (err error) {
			wanted, err = tx.Attachments().Wanted(c.row.ID, now, filePage)
			return err
		})
		if err != nil || len(wanted) == 0 {
			return err
		}
		for _, a := range wanted {
			accountWorks, err := c.fetchFile(ctx, fetcher, a)
			if err != nil || !accountWorks {
				return err
			}
		}
	}
}

// fetchFile brings one. Trouble with the account says nothing about the file, so it is no try.
func (c *connection) fetchFile(ctx context.Context, fetcher channel.MediaFetcher, a desk.Attachment) (accountWorks bool, err error) {
	content, err := readFile(ctx, fetcher, &a)
	if err != nil {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		e := desk.AsError(err)
		if outbox.IsAccountTrouble(e) && e.Code != desk.ErrUnreachable {
			return false, nil
		}
		return true, c.missed(ctx, a, e)
	}
	blob := store.NewBlob(content)
	if err := c.engine.st.KeepBlobs(ctx, []store.Blob{blob}); err != nil {
		return false, err
	}
	a.SHA256, a.Size = blob.SHA256, blob.Size
	return true, c.engine.write(ctx, func(tx *store.Tx) error {
		customer, err := tx.Messages().CustomerOf(a.MessageID)
		if err != nil {
			return err
		}
		tx.Announce(desk.Change{Kind: desk.MessageChanged, CustomerID: customer, MessageID: a.MessageID})
		return tx.Attachments().Arrived(a)
	})
}

func readFile(ctx context.Context, fetcher channel.MediaFetcher, a *desk.Attachment) ([]byte, error) {
	f, err := fetcher.Fetch(ctx, a.Remote)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(f.Body, maxFile+1))
	err = errors.Join(err, f.Body.Close())
	if err == nil && len(content) > maxFile {
		err = desk.E(desk.ErrTooLarge, nil)
	}
	if f.Type != "" {
		a.Type = f.Type
	}
	if f.Name != "" {
		a.Name = f.Name
	}
	return content, err
}

// missed plans the next try; the media of a fresh message may take minutes to appear, and a provider in
// trouble hours.
func (c *connection) missed(ctx context.Context, a desk.Attachment, e *desk.Error) error {
	return c.engine.write(ctx, func(tx *store.Tx) error {
		tries, err := tx.Attachments().Tries(a.ID)
		if err != nil {
			return err
		}
		gone := e.Code == desk.ErrMediaGone || e.Code == desk.ErrTooLarge || tries+1 >= giveUpAfter
		wait := min(30*time.Second<<tries, 4*time.Hour)
		return tx.Attachments().Missed(a.ID, c.engine.st.Now().Add(wait), gone)
	})
}

// track asks for the status of messages that no list tells any more.
func (c *connection) track(ctx context.Context) error {
	tracker, ok := c.provider.(channel.Tracker)
	if !ok {
		return nil
	}
	if time.Since(c.tracked) < c.engine.pace.trackingEvery {
		return nil
	}
	c.tracked = time.Now()
	now := c.engine.st.Now()
	var rows []store.OutgoingRow
	err := c.engine.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		rows, err = tx.Deliveries().Followed(c.row.ID, now.Add(-followFor), now.Add(-followAfter), followPage)
		return err
	})
	if err != nil {
		return err
	}
	for _, row := range rows {
		status, err := tracker.Track(ctx, row.ExternalID)
		if err != nil {
			c.engine.log.Debug("status not known", "connection", c.row.ID, "code", desk.AsError(err).Code)
			continue
		}
		if err := c.engine.write(ctx, func(tx *store.Tx) error {
			fresh, err := tx.Deliveries().Get(row.ID)
			if err != nil {
				return err
			}
			moved, err := tx.Deliveries().Step(fresh, status.Event, status.Word, status.Error, now)
			if err != nil {
				return err
			}
			return consent.Settled(tx, fresh, moved)
		}); err != nil {
			return err
		}
	}
	return nil
}
