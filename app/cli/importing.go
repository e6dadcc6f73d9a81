package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/transfer"
)

type broughtJSON struct {
	Import  *desk.EventID `json:"import"` // what "import undo" takes; null: nothing came
	Read    int           `json:"read"`
	New     int           `json:"new"`
	Updated int           `json:"updated"`
	Skipped []skippedJSON `json:"skipped"`
	*chatJSON
}

type skippedJSON struct {
	File   string          `json:"file,omitempty"`
	Line   int             `json:"line"`
	Reason transfer.Reason `json:"reason"`
}

type chatJSON struct {
	Shop     string         `json:"shop"`
	Customer string         `json:"customer"`
	Phone    string         `json:"phone"`
	Dates    transfer.Order `json:"dates"`
}

// importing runs an import of the file that is named, and says what came.
func (c *call) importing(dry bool, run func(shop *app.Shop, path string, o transfer.Options) (transfer.Report, *chatJSON, error)) error {
	args, shop, err := c.needIn(1, c.open)
	if err != nil {
		return err
	}
	r, chat, err := run(shop, args[0], transfer.Options{DryRun: dry, Progress: c.tellPart()})
	if err != nil && r.ID == "" {
		return err
	}
	c.showBrought(r, chat, dry)
	if err == nil && slices.ContainsFunc(r.Skipped, func(s transfer.Skip) bool { return !s.Reason.Harmless() }) {
		err = errPart
	}
	return err
}

// tellPart tells people how much of a long import is done.
func (c *call) tellPart() func(done, total int64) {
	last := time.Now()
	return func(done, total int64) {
		if c.json || total == 0 || time.Since(last) < progressEvery {
			return
		}
		last = time.Now()
		c.tell("%d%%", 100*done/total)
	}
}

func (c *call) showBrought(r transfer.Report, chat *chatJSON, dry bool) {
	if c.json {
		j := broughtJSON{Import: orNull(r.ID), Read: r.Read, New: r.New, Updated: r.Updated, Skipped: []skippedJSON{}, chatJSON: chat}
		for _, s := range r.Skipped {
			j.Skipped = append(j.Skipped, skippedJSON(s))
		}
		c.line(j)
		return
	}
	if chat != nil {
		fmt.Fprintln(c.Out, c.say.Text("import.chat", "shop", chat.Shop, "customer", chat.Customer, "phone", chat.Phone))
	}
	fmt.Fprintln(c.Out, c.say.Text("import.summary", "read", strconv.Itoa(r.Read), "new", strconv.Itoa(r.New),
		"updated", strconv.Itoa(r.Updated), "skipped", strconv.Itoa(len(r.Skipped))))
	for _, s := range r.Skipped {
		reason := c.say.Text("import.reason." + string(s.Reason))
		if s.File != "" {
			reason = s.File + ": " + reason
		}
		switch {
		case s.Reason.Harmless():
		case s.Line == 0:
			fmt.Fprintln(c.Out, "  "+reason)
		default:
			fmt.Fprintln(c.Out, c.say.Text("import.line", "line", strconv.Itoa(s.Line), "reason", reason))
		}
	}
	if dry {
		fmt.Fprintln(c.Out, c.say.Text("import.dry"))
	} else if r.ID != "" {
		fmt.Fprintln(c.Out, c.say.Text("import.undo_with", "id", string(r.ID)))
	}
}

func importCustomers(c *call) func() error {
	var columns list
	dry := c.flags.Bool("dry-run", false, "")
	c.flags.Var(&columns, "map", "FIELD=COLUMN")
	return func() error {
		return c.importing(*dry, func(shop *app.Shop, path string, o transfer.Options) (transfer.Report, *chatJSON, error) {
			r, err := transfer.Customers(c.ctx, shop.Store, path, transfer.Columns(columns), o)
			return r, nil, err
		})
	}
}

func importCards(c *call) func() error {
	dry := c.flags.Bool("dry-run", false, "")
	return func() error {
		return c.importing(*dry, func(shop *app.Shop, path string, o transfer.Options) (transfer.Report, *chatJSON, error) {
			words := transfer.Labels{Home: c.say.Text("import.label.home"), Work: c.say.Text("import.label.work")}
			r, err := transfer.Cards(c.ctx, shop.Store, path, words, o)
			return r, nil, err
		})
	}
}

// importMail reads mbox files and single mails alike: what a file is, it tells itself.
func importMail(c *call) func() error {
	var mine list
	dry := c.flags.Bool("dry-run", false, "")
	c.flags.Var(&mine, "mine", "ADDRESS")
	return func() error {
		return c.importing(*dry, func(shop *app.Shop, path string, o transfer.Options) (transfer.Report, *chatJSON, error) {
			r, err := transfer.Mail(c.ctx, shop.Store, path, mine, o)
			return r, nil, err
		})
	}
}

func importChat(c *call) func() error {
	told := transfer.Chat{}
	dry := c.flags.Bool("dry-run", false, "")
	c.flags.StringVar(&told.Phone, "phone", "", "N")
	c.flags.StringVar(&told.Shop, "shop", "", "NAME")
	order := c.flags.String("dates", "", "dmy|mdy")
	return func() error {
		if told.Order = transfer.Order(*order); !slices.Contains([]transfer.Order{"", transfer.DayFirst, transfer.MonthFirst}, told.Order) {
			return misuse(nil, "", "dates")
		}
		return c.importing(*dry, func(shop *app.Shop, path string, o transfer.Options) (transfer.Report, *chatJSON, error) {
			r, found, err := transfer.WhatsApp(c.ctx, shop.Store, path, told, o)
			return r, &chatJSON{found.Shop, found.Customer, found.Key, found.Order}, err
		})
	}
}

type madeJSON struct {
	ID       desk.EventID    `json:"id"`
	Kind     desk.ImportKind `json:"kind"`
	File     string          `json:"file"`
	At       *string         `json:"at"`
	Messages int             `json:"messages"`
	New      int             `json:"new"`
	Updated  int             `json:"updated"`
	Bought   int             `json:"purchases"`
	UndoneAt *string         `json:"undone_at"`
}

func importList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		made, err := transfer.List(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		shown := []madeJSON{}
		for _, m := range made {
			shown = append(shown, madeJSON{m.ID, m.Kind, m.File, stamp(m.At), m.Messages, m.New, m.Changed, m.Purchases, stamp(m.UndoneAt)})
		}
		if c.json {
			c.line(map[string]any{"imports": shown})
			return nil
		}
		for _, m := range made {
			brought := c.say.Text("import.made", "messages", strconv.Itoa(m.Messages), "new", strconv.Itoa(m.New), "changed", strconv.Itoa(m.Changed),
				"purchases", strconv.Itoa(m.Purchases))
			if !m.UndoneAt.IsZero() {
				brought = c.say.Text("import.undone_at", "at", local(m.UndoneAt)) + " " + brought
			}
			fmt.Fprintf(c.Out, "%s  %s  %s  %s\n    %s\n", m.ID, local(m.At), c.say.Text("import.kind."+string(m.Kind)), m.File, brought)
		}
		return nil
	}
}

type stayedJSON struct {
	MessageID  *desk.MessageID `json:"message_id"`
	CustomerID desk.CustomerID `json:"customer_id"`
	Reason     desk.Stay       `json:"reason"`
}

func importUndo(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		u, err := transfer.Undo(c.ctx, shop.Store, desk.EventID(args[0]), nil)
		if err != nil {
			return err
		}
		c.showUndone(u)
		if len(u.Stayed) > 0 {
			return errPart
		}
		return nil
	}
}

func (c *call) showUndone(u transfer.Undone) {
	if c.json {
		stayed := []stayedJSON{}
		for _, s := range u.Stayed {
			stayed = append(stayed, stayedJSON{orNull(s.MessageID), s.CustomerID, s.Reason})
		}
		c.line(map[string]any{"messages": u.Messages, "customers": u.Customers, "updated": u.Changed, "purchases": u.Purchases, "stayed": stayed})
		return
	}
	fmt.Fprintln(c.Out, c.say.Text("import.undone", "messages", strconv.Itoa(u.Messages), "customers", strconv.Itoa(u.Customers),
		"changed", strconv.Itoa(u.Changed), "purchases", strconv.Itoa(u.Purchases), "stayed", strconv.Itoa(len(u.Stayed))))
	for _, s := range u.Stayed {
		fmt.Fprintf(c.Out, "  %s  %s\n", cmp.Or(string(s.MessageID), string(s.CustomerID)), c.say.Text("import.stay."+string(s.Reason)))
	}
}
