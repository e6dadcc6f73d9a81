package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"balcao/app"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/simulator"
)

func version(c *call) func() error {
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		v := app.SQLiteVersion()
		if c.json {
			c.line(map[string]any{"version": c.faces.Version, "sqlite": v})
			return nil
		}
		fmt.Fprintf(c.Out, "balcao %s · SQLite %s\n", c.faces.Version, v)
		return nil
	}
}

// simulate runs the simulated shop's servers until it is stopped.
func simulate(c *call) func() error {
	o := simulator.Options{}
	c.flags.Uint64Var(&o.Seed, "seed", 1, "N")
	c.flags.IntVar(&o.Customers, "customers", 0, "N")
	c.flags.IntVar(&o.Messages, "messages", 0, "N")
	c.flags.BoolVar(&o.Quiet, "quiet", false, "")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		shop, err := simulator.Start(c.ctx, o)
		if err != nil {
			return err
		}
		e := shop.Endpoints()
		if c.json {
			c.line(e)
		} else {
			fmt.Fprintf(c.Out, "imap %s\nsmtp %s\n%s\n%s\n", e.IMAP, e.SMTP, e.Twilio.URL, e.LLM)
		}
		<-c.ctx.Done()
		return shop.Close()
	}
}

// demo opens the demonstration shop: in the window, or with --headless as a list on the terminal.
func demo(c *call) func() error {
	headless := c.flags.Bool("headless", false, "")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		if !*headless {
			return c.faces.Demo()
		}
		dir, err := os.MkdirTemp("", "balcao-demo-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		d, err := app.OpenDemo(c.ctx, filepath.Join(dir, "Balcao"), c.tellProgress())
		if err != nil {
			return err
		}
		return errors.Join(c.showDemo(d), d.Close())
	}
}

func (c *call) showDemo(d *app.Demo) error {
	if err := d.Recall(c.ctx); err != nil {
		return err
	}
	if _, err := d.Shop.Engine.Once(c.ctx, func(desk.ConnectionID) bool { return true }); err != nil {
		return err
	}
	if err := d.NameCustomers(c.ctx); err != nil {
		return err
	}
	page, err := customer.Inbox(c.ctx, d.Shop.Store, customer.InboxQuery{State: desk.ToReply})
	if err != nil {
		return err
	}
	return c.showInbox(d.Shop, page)
}
