package cli

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/syncer"
)

// progressEvery keeps progress lines readable: a line per stage and then one a moment.
const progressEvery = 500 * time.Millisecond

type progressJSON struct {
	Event   string         `json:"event"`
	Account desk.AccountID `json:"account"`
	Stage   string         `json:"stage"`
	Done    int            `json:"done"`
	Total   int            `json:"total"`
}

// progress prints how far each connection is.
func (c *call) progress() syncer.Progress {
	if !c.json {
		return c.tellProgress()
	}
	return sparsely(func(id desk.ConnectionID, so channel.Reading) {
		c.line(progressJSON{"progress", c.accountOf(id), so.Stage, so.Done, so.Total})
	})
}

// tellProgress is progress for people.
func (c *call) tellProgress() syncer.Progress {
	return sparsely(func(_ desk.ConnectionID, so channel.Reading) { c.tell("%s %d/%d", so.Stage, so.Done, so.Total) })
}

// sparsely passes on the first and the last word of each stage, and one every moment between. Several
// connections talk at once.
func sparsely(print syncer.Progress) syncer.Progress {
	var mu sync.Mutex
	last := map[string]time.Time{}
	return func(id desk.ConnectionID, so channel.Reading) {
		mu.Lock()
		defer mu.Unlock()
		key := string(id) + so.Stage
		if time.Since(last[key]) < progressEvery && so.Done != so.Total {
			return
		}
		last[key] = time.Now()
		print(id, so)
	}
}

// accountOf names a connection by its first address; empty when it cannot be read now.
func (c *call) accountOf(id desk.ConnectionID) desk.AccountID {
	health, err := account.List(c.ctx, c.shop.Store)
	if err != nil {
		return ""
	}
	for _, h := range health {
		if h.ConnectionID == id {
			return h.ID
		}
	}
	return ""
}

func syncCommand(c *call) func() error {
	var accounts list
	once := c.flags.Bool("once", false, "")
	since := c.flags.String("since", "", "DATE")
	c.flags.Var(&accounts, "account", "ID")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		from, err := timeFlag("--since", *since)
		if err != nil {
			return err
		}
		shop, err := c.openWith(app.Options{Progress: c.progress(), Since: from, Once: *once})
		if err != nil {
			return err
		}
		if !*once {
			err := shop.Engine.Run(c.ctx)
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		}
		return c.syncOnce(shop, accounts)
	}
}

type syncedJSON struct {
	ID         desk.AccountID `json:"id"`
	Pulled     int            `json:"pulled"`
	New        int            `json:"new"`
	Duplicates int            `json:"duplicates"`
	Unparsed   int            `json:"unparsed"`
	Errors     []*problemJSON `json:"errors"`
}

// syncOnce makes one pass and sums it up: done, done in part, or failed everywhere.
func (c *call) syncOnce(shop *app.Shop, only list) error {
	health, err := account.List(c.ctx, shop.Store)
	if err != nil {
		return err
	}
	wanted, err := wantedConnections(health, only)
	if err != nil {
		return err
	}
	start := time.Now()
	reports, err := shop.Engine.Once(c.ctx, func(id desk.ConnectionID) bool { return wanted[id] })
	if err != nil {
		return err
	}
	rows, sent := c.sumUp(health, reports)
	if c.json {
		c.line(map[string]any{"event": "summary", "accounts": rows, "sent": sent, "seconds": time.Since(start).Seconds()})
	} else {
		for _, r := range rows {
			fmt.Fprintf(c.Out, "%s  +%d  =%d\n", r.ID, r.New, r.Duplicates)
		}
	}
	return verdict(reports)
}

func wantedConnections(health []account.Health, only list) (map[desk.ConnectionID]bool, error) {
	wanted := map[desk.ConnectionID]bool{}
	for _, id := range only {
		found := false
		for _, h := range health {
			if string(h.ID) == id {
				wanted[h.ConnectionID], found = true, true
			}
		}
		if !found {
			return nil, desk.E(desk.ErrNotFound, nil, "kind", "account", "id", id)
		}
	}
	if len(only) == 0 {
		for _, h := range health {
			wanted[h.ConnectionID] = true
		}
	}
	return wanted, nil
}

// sumUp tells for each address what came; trouble of a connection is shown at each of its addresses.
func (c *call) sumUp(health []account.Health, reports []syncer.Report) (rows []syncedJSON, sent int) {
	rows = []syncedJSON{}
	for _, r := range reports {
		sent += r.Sent
		problems := []*problemJSON{}
		for _, e := range r.Errors {
			problems = append(problems, c.problem(e))
			c.tell("%s", c.say.Error(e))
		}
		for _, h := range health {
			if h.ConnectionID != r.Connection {
				continue
			}
			n := r.Intake[h.ID]
			rows = append(rows, syncedJSON{h.ID, n.Pulled, n.New, n.Duplicates, n.Unparsed, problems})
		}
	}
	return rows, sent
}

func verdict(reports []syncer.Report) error {
	failed := 0
	for _, r := range reports {
		if len(r.Errors) > 0 {
			failed++
		}
	}
	switch {
	case failed == 0:
		return nil
	case failed == len(reports):
		return errShown
	default:
		return errPart
	}
}
