package cli

import (
	"fmt"
	"os"
	"strings"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

type rowJSON struct {
	CustomerID   desk.CustomerID `json:"customer_id"`
	Name         string          `json:"name"`
	State        desk.TurnState  `json:"state"`
	Channel      *desk.Channel   `json:"channel"`
	Snippet      string          `json:"snippet"`
	LastAt       *string         `json:"last_at"`
	WaitingSince *string         `json:"waiting_since"`
	Unread       int             `json:"unread"`
	Case         *string         `json:"case"` // null until there are cases
	Overdue      bool            `json:"overdue"`
	Failed       bool            `json:"failed"`
	Machine      bool            `json:"machine"`
}

func inbox(c *call) func() error {
	state := c.flags.String("state", "reply", "reply|waiting|snoozed|closed|all")
	limit := c.flags.Int("limit", 50, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		q := customer.InboxQuery{Limit: *limit, Cursor: *cursor}
		switch *state {
		case "reply", "waiting", "snoozed", "closed":
			q.State = desk.TurnState(*state)
		case "all":
		default:
			return desk.E(desk.ErrUsage, nil, "argument", "--state")
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		page, err := customer.Inbox(c.ctx, shop.Store, q)
		if err != nil {
			return err
		}
		return c.showInbox(page)
	}
}

func (c *call) showInbox(page customer.InboxPage) error {
	rows := make([]rowJSON, 0, len(page.Rows))
	for _, r := range page.Rows {
		rows = append(rows, rowJSON{
			CustomerID: r.CustomerID, Name: r.Name, State: r.State, Channel: orNull(r.Channel), Snippet: r.Snippet,
			LastAt: stamp(r.LastAt), WaitingSince: stamp(r.WaitingSince), Unread: r.Unread, Overdue: r.Overdue, Failed: r.Failed, Machine: r.Machine,
		})
	}
	if c.json {
		c.line(map[string]any{"rows": rows, "next": orNull(page.Next)})
		return nil
	}
	for _, r := range page.Rows {
		unread := ""
		if r.Unread > 0 {
			unread = fmt.Sprintf("(%d) ", r.Unread)
		}
		text := r.Snippet
		if text == "" && r.Placeholder != "" {
			text = c.say.Text("placeholder." + r.Placeholder)
		}
		fmt.Fprintf(c.Out, "%-28s %-24s %-9s %s  %s%s\n", r.CustomerID, cut(nameOf(r.Name, r.Address), 24), c.say.Channel(r.Channel), local(r.LastAt), unread, cut(text, 60))
	}
	return nil
}

func nameOf(name, address string) string {
	if name != "" {
		return name
	}
	return strings.TrimPrefix(address, "whatsapp:")
}

func local(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func customerFind(c *call) func() error {
	limit := c.flags.Int("limit", 20, "N")
	return func() error {
		return c.find1(strings.Join(c.args, " "), customer.SearchQuery{Customers: true, Limit: *limit})
	}
}

func search(c *call) func() error {
	in := c.flags.String("in", "all", "messages|customers|all")
	narrow := c.declareFilter()
	limit := c.flags.Int("limit", 20, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		q := customer.SearchQuery{Limit: *limit, Cursor: *cursor}
		switch *in {
		case "all":
			q.Customers, q.Messages = true, true
		case "messages":
			q.Messages = true
		case "customers":
			q.Customers = true
		default:
			return desk.E(desk.ErrUsage, nil, "argument", "--in")
		}
		var err error
		if q.Filter, err = narrow.filter(); err != nil {
			return err
		}
		if !q.Messages && q.Filter != (customer.Filter{}) {
			return desk.E(desk.ErrUsage, nil, "argument", "--in") // customers have no channel and no date
		}
		return c.find1(strings.Join(c.args, " "), q)
	}
}

type hitJSON struct {
	Kind       string          `json:"kind"`
	ID         string          `json:"id"`
	CustomerID desk.CustomerID `json:"customer_id"`
	At         *string         `json:"at"`
	Title      string          `json:"title"`
	Snippet    string          `json:"snippet"`
	Protocol   *string         `json:"protocol"` // null until there are cases
}

var marks = strings.NewReplacer("\x02", "", "\x03", "", "\n", " ")

func (c *call) find1(text string, q customer.SearchQuery) error {
	if strings.TrimSpace(text) == "" && q.Filter == (customer.Filter{}) {
		return misuse(nil, wrongMissing, c.cmd.args)
	}
	shop, err := c.openToRead()
	if err != nil {
		return err
	}
	q.Text = text
	start := time.Now()
	found, err := customer.Search(c.ctx, shop.Store, q)
	if err != nil {
		return err
	}
	took := time.Since(start)
	hits := []hitJSON{}
	for _, k := range found.Customers {
		hits = append(hits, hitJSON{Kind: "customer", ID: string(k.ID), CustomerID: k.ID, Title: k.Name, Snippet: k.Address})
	}
	for _, h := range found.Messages {
		hit := hitJSON{
			Kind: string(customer.IsMessage), ID: string(h.MessageID), CustomerID: h.CustomerID, At: stamp(h.At), Title: nameOf(h.Subject, h.CustomerName),
			Snippet: marks.Replace(h.Snippet),
		}
		if h.NoteID != "" {
			hit.Kind, hit.ID = string(customer.IsNote), string(h.NoteID)
		}
		hits = append(hits, hit)
	}
	c.showHits(hits, found, took)
	if len(hits) == 0 {
		return errNone
	}
	return nil
}

func (c *call) showHits(hits []hitJSON, found customer.Found, took time.Duration) {
	if c.json {
		var total *int
		if found.Exact {
			total = &found.Total
		}
		c.line(map[string]any{"hits": hits, "total": total, "next": orNull(found.Next), "ms": float64(took.Microseconds()) / 1000})
		return
	}
	for _, h := range hits {
		at := ""
		if h.At != nil {
			at = (*h.At)[:10]
		}
		fmt.Fprintf(c.Out, "%-9s %-10s %-28s %s  %s\n", h.Kind, at, h.ID, cut(h.Title, 32), cut(h.Snippet, 60))
	}
}

// turn runs a deed on one conversation.
func (c *call) turn(deed func(id desk.CustomerID) (desk.EventID, error)) error {
	args, err := c.need(1)
	if err != nil {
		return err
	}
	if _, err := c.open(); err != nil {
		return err
	}
	id := desk.CustomerID(args[0])
	if _, err := deed(id); err != nil {
		return err
	}
	row, err := customer.InboxRow(c.ctx, c.shop.Store, id)
	if err == nil && c.json {
		c.line(map[string]any{"customer_id": id, "state": row.State})
	}
	return err
}

func closeConversation(c *call) func() error {
	return func() error {
		return c.turn(func(id desk.CustomerID) (desk.EventID, error) { return customer.Close(c.ctx, c.shop.Store, id) })
	}
}

func reopenConversation(c *call) func() error {
	return func() error {
		return c.turn(func(id desk.CustomerID) (desk.EventID, error) { return customer.Reopen(c.ctx, c.shop.Store, id) })
	}
}

func snoozeConversation(c *call) func() error {
	until := c.flags.String("until", "", "TIME")
	return func() error {
		at, err := time.Parse(time.RFC3339, *until)
		if err != nil {
			return desk.E(desk.ErrUsage, err, "argument", "--until")
		}
		return c.turn(func(id desk.CustomerID) (desk.EventID, error) { return customer.Snooze(c.ctx, c.shop.Store, id, at) })
	}
}

func attachmentSave(c *call) func() error {
	return func() error {
		args, err := c.need(2)
		if err != nil {
			return err
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		_, content, err := customer.File(c.ctx, shop.Store, desk.AttachmentID(args[0]))
		if err != nil {
			return err
		}
		return os.WriteFile(args[1], content, 0o600)
	}
}
