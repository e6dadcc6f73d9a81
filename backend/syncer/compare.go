package syncer

import (
	"context"
	"slices"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// comparePage is how many messages are looked up in one read.
const comparePage = 500

// Comparison is what one address of the shop has at its provider, beside what is here.
type Comparison struct {
	Account desk.Account
	Server  int // messages at the provider
	Local   int // those of them that are here
	Missing []channel.Listed
	Error   *desk.Error // why the provider was not asked to the end
}

// Compare asks each connection that can be asked what its provider holds, and looks for it here. It changes nothing.
// Errors of providers are in the comparisons; the error returned is the store's or ctx's.
func (e *Engine) Compare(ctx context.Context) ([]Comparison, error) {
	rows, err := e.connections(ctx)
	if err != nil {
		return nil, err
	}
	all := []Comparison{}
	for _, row := range rows {
		found, err := e.compare(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// compare compares one connection; nothing comes of one that cannot be asked.
func (e *Engine) compare(ctx context.Context, id desk.ConnectionID) ([]Comparison, error) {
	c := &comparing{ctx: ctx, st: e.st, connection: id}
	if err := c.begin(); err != nil {
		return nil, err
	}
	able, problem := e.list(ctx, id, c.see)
	if !able {
		return nil, nil
	}
	if c.broken == nil {
		c.lookUp()
	}
	switch {
	case c.broken != nil:
		return nil, c.broken
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	for i := range c.found {
		c.found[i].Error = desk.AsError(problem)
	}
	return c.found, nil
}

// list lets a connection's provider name what it holds; able is false when it cannot do that.
func (e *Engine) list(ctx context.Context, id desk.ConnectionID, each func(channel.Listed) error) (able bool, err error) {
	c, err := e.connect(ctx, id)
	if err != nil {
		return true, err
	}
	defer c.close()
	lister, able := c.provider.(channel.Lister)
	if !able {
		return false, nil
	}
	return true, lister.List(ctx, each)
}

// comparing is the comparison of one connection.
type comparing struct {
	ctx        context.Context
	st         *store.Store
	connection desk.ConnectionID
	accounts   []desk.Account // of all connections
	found      []Comparison
	page       []channel.Listed // named, and not looked up yet
	broken     error            // of the store
}

// begin finds the addresses of the connection: each is told of, even if it has no message.
func (c *comparing) begin() error {
	return c.st.Read(c.ctx, func(tx *store.ReadTx) (err error) {
		c.accounts, err = tx.Connections().Accounts()
		for _, a := range c.accounts {
			if a.ConnectionID == c.connection {
				c.of(a)
			}
		}
		return err
	})
}

// of gives the comparison of an address.
func (c *comparing) of(a desk.Account) *Comparison {
	i := slices.IndexFunc(c.found, func(one Comparison) bool { return one.Account.ID == a.ID })
	if i < 0 {
		i, c.found = len(c.found), append(c.found, Comparison{Account: a, Missing: []channel.Listed{}})
	}
	return &c.found[i]
}

func (c *comparing) see(l channel.Listed) error {
	c.page = append(c.page, l)
	if len(c.page) < comparePage {
		return nil
	}
	return c.lookUp()
}

// lookUp looks for what was named.
func (c *comparing) lookUp() error {
	c.broken = c.st.Read(c.ctx, func(tx *store.ReadTx) error {
		for _, l := range c.page {
			here, err := c.find(tx, l)
			if err != nil {
				return err
			}
			c.count(l, here != "")
		}
		return nil
	})
	c.page = c.page[:0]
	return c.broken
}

func (c *comparing) find(tx *store.ReadTx, l channel.Listed) (desk.MessageID, error) {
	if l.Folder == "" {
		return tx.Messages().ByExternalID(l.Channel, l.ExternalID)
	}
	return tx.Messages().AtPlace(desk.Place{ConnectionID: c.connection, Folder: l.Folder, UIDValidity: l.UIDValidity, UID: l.UID})
}

func (c *comparing) count(l channel.Listed, here bool) {
	one := c.of(store.AccountFor(c.accounts, c.connection, l.Channel, l.Account))
	one.Server++
	if here {
		one.Local++
		return
	}
	one.Missing = append(one.Missing, l)
}
