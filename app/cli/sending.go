package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/channel"
	"balcao/backend/channel/sms"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

// waitLimit is how long reply --wait waits.
const waitLimit = 60 * time.Second

type deliveryJSON struct {
	State      desk.DeliveryState `json:"state"`
	ExternalID *string            `json:"external_id"`
	Error      *problemJSON       `json:"error"`
}

func reply(c *call) func() error {
	var files, vars list
	ch := c.flags.String("channel", "", "email|sms|whatsapp")
	subject := c.flags.String("subject", "", "TEXT")
	template := c.flags.String("template", "", "SID")
	text := c.declareText()
	wait := c.flags.Bool("wait", false, "")
	anyway := c.flags.Bool("anyway", false, "")
	c.flags.Var(&files, "attach", "FILE")
	c.flags.Var(&vars, "var", "NAME=VALUE")
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		switch desk.Channel(*ch) {
		case desk.Email, desk.SMS, desk.WhatsApp:
		default:
			return desk.E(desk.ErrUsage, nil, "argument", "--channel")
		}
		d := outbox.Draft{CustomerID: desk.CustomerID(args[0]), Channel: desk.Channel(*ch), Subject: *subject, Number: c.say.Text("case.number"), Anyway: *anyway}
		if d.Text, err = text.read(c); err != nil {
			return err
		}
		if d.Template, err = templateOf(*template, vars); err != nil {
			return err
		}
		if d.Files, err = readFiles(d.Channel, files); err != nil {
			return err
		}
		return c.sendReply(d, *wait)
	}
}

// typedText is a text that is given as a flag or on standard input.
type typedText struct {
	text  *string
	stdin *bool
}

func (c *call) declareText() typedText {
	return typedText{c.flags.String("text", "", "TEXT"), c.flags.Bool("text-stdin", false, "")}
}

func (t typedText) read(c *call) (string, error) {
	if !*t.stdin {
		return *t.text, nil
	}
	all, err := io.ReadAll(c.In)
	return strings.TrimRight(string(all), "\n"), err
}

func templateOf(sid string, vars list) (*channel.Template, error) {
	if sid == "" && len(vars) == 0 {
		return nil, nil
	}
	t := &channel.Template{SID: sid, Vars: map[string]string{}}
	for _, pair := range vars {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || sid == "" {
			return nil, desk.E(desk.ErrUsage, nil, "argument", "--var")
		}
		t.Vars[key] = value
	}
	return t, nil
}

func readFiles(ch desk.Channel, paths list) ([]outbox.File, error) {
	if len(paths) > 0 && ch != desk.Email {
		return nil, desk.E(desk.ErrNoAttachments, nil, "channel", string(ch))
	}
	files := make([]outbox.File, 0, len(paths))
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, desk.E(desk.ErrUsage, err, "argument", "--attach")
		}
		files = append(files, outbox.File{Name: filepath.Base(p), Data: data})
	}
	return files, nil
}

func (c *call) sendReply(d outbox.Draft, wait bool) error {
	shop, err := c.open()
	if err != nil {
		return err
	}
	q, err := outbox.Enqueue(c.ctx, shop.Store, shop.Checker(c.ctx), d)
	if err != nil {
		return err
	}
	if wait {
		err = c.settle(shop, q)
	}
	return c.showReply(q, d, err, wait)
}

// wordsOf reads what leaves: a template filled, or what was given with the number of the case below.
func (c *call) wordsOf(id desk.MessageID) (string, error) {
	var m desk.Message
	err := c.shop.Store.Read(context.WithoutCancel(c.ctx), func(tx *store.ReadTx) (err error) {
		m, err = tx.Messages().Get(id)
		return err
	})
	return m.Text, err
}

// segmentsOf counts what an SMS costs; nil for what is not charged by its length.
func segmentsOf(on desk.Channel, words string) *sms.Segments {
	if on != desk.SMS {
		return nil
	}
	n := sms.Count(words)
	return &n
}

type repliedJSON struct {
	MessageID desk.MessageID `json:"message_id"`
	Delivery  *deliveryJSON  `json:"delivery"` // null when it could not be read
	Segments  *sms.Segments  `json:"segments,omitempty"`
	Text      string         `json:"text,omitempty"` // what leaves, where it is not what was given
	Error     *problemJSON   `json:"error,omitempty"`
}

// showReply tells what was queued, whatever went wrong afterwards: who does not learn of it would send it again.
func (c *call) showReply(q outbox.Queued, d outbox.Draft, trouble error, wait bool) error {
	row, err := c.delivery(context.WithoutCancel(c.ctx), q.DeliveryID)
	words, unread := c.wordsOf(q.MessageID)
	trouble = errors.Join(trouble, err, unread)
	segments := segmentsOf(d.Channel, words)
	if words == d.Text { // which the caller knows
		words = ""
	}
	if c.json {
		j := c.repliedJSON(q, row, trouble)
		j.Segments, j.Text = segments, words
		c.line(j)
	} else {
		state := "" // when it could not be read
		if row.State != "" {
			state = c.say.Text("delivery." + string(row.State))
		}
		fmt.Fprintf(c.Out, "%s  %s\n", q.MessageID, state)
		if words != "" {
			fmt.Fprintf(c.Out, "    %s\n", strings.ReplaceAll(words, "\n", "\n    "))
		}
	}
	if row.Error != nil {
		c.tell("%s", c.say.Error(row.Error))
	}
	if trouble != nil {
		return documented{trouble}
	}
	return outcome(row.State, wait)
}

func (c *call) repliedJSON(q outbox.Queued, row store.OutgoingRow, trouble error) repliedJSON {
	j := repliedJSON{MessageID: q.MessageID}
	if row.State != "" {
		j.Delivery = &deliveryJSON{row.State, orNull(row.ExternalID), c.problem(row.Error)}
	}
	if !c.stopped(trouble) {
		j.Error = c.problem(desk.AsError(trouble))
	}
	return j
}

// settle sends now, and waits until the message has left the queue or its time is up.
func (c *call) settle(shop *app.Shop, q outbox.Queued) error {
	ctx, cancel := context.WithTimeout(c.ctx, waitLimit)
	defer cancel()
	conn, err := c.connectionOf(q.MessageID)
	if err != nil {
		return err
	}
	err = shop.Engine.Settle(ctx, conn, q.DeliveryID)
	if errors.Is(err, context.DeadlineExceeded) && c.ctx.Err() == nil {
		return nil // what it came to is read from the delivery
	}
	return err
}

func (c *call) connectionOf(id desk.MessageID) (conn desk.ConnectionID, err error) {
	var m desk.Message
	err = c.shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
		m, err = tx.Messages().Get(id)
		return err
	})
	if err != nil {
		return "", err
	}
	h, err := account.Find(c.ctx, c.shop.Store, m.AccountID)
	return h.ConnectionID, err
}

func (c *call) delivery(ctx context.Context, id desk.DeliveryID) (row store.OutgoingRow, err error) {
	err = c.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		row, err = tx.Deliveries().Get(id)
		return err
	})
	return row, err
}

// outcome is the exit code of a reply: what was only queued without --wait is done as asked.
func outcome(s desk.DeliveryState, wait bool) error {
	switch s {
	case desk.Sent, desk.Delivered, desk.Read:
		return nil
	case desk.Failed:
		return errShown
	case desk.Queued:
		if !wait {
			return nil
		}
		return errPart
	default:
		return errPart
	}
}

type outgoingJSON struct {
	ID         desk.DeliveryID    `json:"id"`
	MessageID  desk.MessageID     `json:"message_id"`
	State      desk.DeliveryState `json:"state"`
	Attempts   int                `json:"attempts"`
	NextAt     *string            `json:"next_at"`
	Provider   *string            `json:"provider_status"`
	ExternalID *string            `json:"external_id"`
	Error      *problemJSON       `json:"error"`
}

func outboxList(c *call) func() error {
	all := c.flags.Bool("all", false, "")
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		rows, err := outbox.List(c.ctx, shop.Store, *all)
		if err != nil {
			return err
		}
		shown := make([]outgoingJSON, 0, len(rows))
		for _, r := range rows {
			j := outgoingJSON{
				ID: r.ID, MessageID: r.MessageID, State: r.State, Attempts: r.Attempts,
				Provider: orNull(r.ProviderStatus), ExternalID: orNull(r.ExternalID), Error: c.problem(r.Error),
			}
			if r.State == desk.Queued || r.State == desk.Uncertain {
				j.NextAt = stamp(r.NotBefore)
			}
			shown = append(shown, j)
			if !c.json {
				fmt.Fprintf(c.Out, "%s  %s  %d\n", r.ID, c.say.Text("delivery."+string(r.State)), r.Attempts)
			}
		}
		if c.json {
			c.line(map[string]any{"deliveries": shown})
		}
		return nil
	}
}

func outboxRetry(c *call) func() error {
	return func() error { return c.onDelivery(outbox.Retry) }
}

func outboxCancel(c *call) func() error {
	return func() error { return c.onDelivery(outbox.Cancel) }
}

func (c *call) onDelivery(act func(context.Context, *store.Store, desk.DeliveryID) error) error {
	args, shop, err := c.needIn(1, c.open)
	if err != nil {
		return err
	}
	id := desk.DeliveryID(args[0])
	if err := act(c.ctx, shop.Store, id); err != nil {
		return err
	}
	row, err := c.delivery(c.ctx, id)
	if err == nil && c.json {
		c.line(map[string]any{"id": id, "state": row.State})
	}
	return err
}
