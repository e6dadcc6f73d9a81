package syncer

import (
	"context"
	"errors"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	templatesEvery = 24 * time.Hour // approving takes hours, and few templates change
	templatesAgain = time.Hour      // after trouble
)

// listTemplates brings what WhatsApp says of the templates up to date, once a day. Trouble with it, such as a key that
// may not read them, is none of the messages' business. The error is the store's.
func (c *connection) listTemplates(ctx context.Context) error {
	lister, ok := c.provider.(channel.TemplateLister)
	if !ok || (!c.templates.IsZero() && time.Since(c.templates) < templatesAgain) {
		return nil
	}
	c.templates = time.Now()
	var at time.Time
	err := c.engine.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		at, err = tx.Connections().Templates().ListedAt(c.row.ID)
		return err
	})
	if age := c.engine.st.Now().Sub(at); err != nil || age >= 0 && age < templatesEvery {
		return err
	}
	problem, err := c.takeTemplates(ctx, lister)
	if problem != nil && ctx.Err() == nil {
		c.engine.log.Warn("templates not listed", "connection", c.row.ID, "code", problem.Code)
	}
	return err
}

// takeTemplates keeps what is listed now. problem is the provider's, err the store's.
func (c *connection) takeTemplates(ctx context.Context, lister channel.TemplateLister) (problem *desk.Error, err error) {
	list, err := lister.Templates(ctx)
	if err != nil {
		return desk.AsError(err), nil
	}
	return nil, c.engine.write(ctx, func(tx *store.Tx) error { return tx.Connections().Templates().Replace(c.row.ID, list) })
}

// ListTemplates lists the templates of every connection now. Where one cannot, the others are listed all the same, and
// the error says why it could not.
func (e *Engine) ListTemplates(ctx context.Context) error {
	rows, err := e.connections(ctx)
	for _, row := range rows {
		err = errors.Join(err, e.listTemplatesOf(ctx, row.ID))
	}
	return err
}

func (e *Engine) listTemplatesOf(ctx context.Context, id desk.ConnectionID) error {
	c, err := e.connect(ctx, id)
	if err != nil {
		return err
	}
	defer c.close()
	lister, ok := c.provider.(channel.TemplateLister)
	if !ok {
		return nil
	}
	problem, err := c.takeTemplates(ctx, lister)
	if problem != nil {
		return problem
	}
	return err
}
