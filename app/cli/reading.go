package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type rowJSON struct {
	CustomerID   desk.CustomerID `json:"customer_id"`
	Name         string          `json:"name"`
	State        desk.TurnState  `json:"state"`
	Channel      *desk.Channel   `json:"channel"`
	Snippet      string          `json:"snippet"`
	LastAt       *string         `json:"last_at"`
	WaitingSince *string         `json:"waiting_since"`
	PromisedAt   *string         `json:"promised_at"` // by when the first promise of an open case is due
	Unread       int             `json:"unread"`
	Case         *desk.Protocol  `json:"case"` // of the newest open case
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
		return c.showInbox(shop, page)
	}
}

func (c *call) showInbox(shop *app.Shop, page customer.InboxPage) error {
	open, err := newestOpen(c.ctx, shop, page.Rows)
	if err != nil {
		return err
	}
	rows := make([]rowJSON, 0, len(page.Rows))
	for _, r := range page.Rows {
		rows = append(rows, rowJSON{
			CustomerID: r.CustomerID, Name: r.Name, State: r.State, Channel: orNull(r.Channel), Snippet: r.Snippet,
			LastAt: stamp(r.LastAt), WaitingSince: stamp(r.WaitingSince), PromisedAt: stamp(r.PromisedAt), Unread: r.Unread, Case: orNull(open[r.CustomerID]),
			Overdue: r.Overdue, Failed: r.Failed, Machine: r.Machine,
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

// newestOpen gives the number of the newest open case of each row.
func newestOpen(ctx context.Context, shop *app.Shop, rows []customer.Row) (open map[desk.CustomerID]desk.Protocol, err error) {
	ids := make([]desk.CustomerID, len(rows))
	for i, r := range rows {
		ids[i] = r.CustomerID
	}
	err = shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		open, err = tx.Cases().NewestOpen(ids)
		return err
	})
	return open, err
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
		return c.find1(strings.Join(c.args, " "), lookingFor{SearchQuery: customer.SearchQuery{Customers: true, Limit: *limit}})
	}
}

func search(c *call) func() error {
	in := c.flags.String("in", "all", "messages|customers|cases|purchases|all")
	narrow := c.declareFilter()
	limit := c.flags.Int("limit", 20, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		q := lookingFor{SearchQuery: customer.SearchQuery{Limit: *limit, Cursor: *cursor}}
		switch *in {
		case "all":
			q.Customers, q.Messages, q.Purchases, q.cases = true, true, true, casesQuoted
		case "cases":
			q.cases = casesOfAll
		case "messages":
			q.Messages = true
		case "customers":
			q.Customers = true
		case "purchases":
			q.Purchases = true
		default:
			return desk.E(desk.ErrUsage, nil, "argument", "--in")
		}
		var err error
		if q.Filter, err = narrow.filter(); err != nil {
			return err
		}
		if !q.Messages && !q.Purchases && q.Filter != (customer.Filter{}) {
			return desk.E(desk.ErrUsage, nil, "argument", "--in") // customers and cases have no channel and no date
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
	Protocol   *desk.Protocol  `json:"protocol"` // of a case
}

var marks = strings.NewReplacer("\x02", "", "\x03", "", "\n", " ")

// lookingFor is what a search looks for.
type lookingFor struct {
	customer.SearchQuery
	cases casesSought
}

// casesSought is how cases are looked for: beside everything else those that are named by their number, because the
// words find the messages of the others; alone by names and words too.
type casesSought int

const (
	casesNot casesSought = iota
	casesQuoted
	casesOfAll
)

// findCases gives the hits of cases, and whether they are all there are.
func (c *call) findCases(q lookingFor) (hits []hitJSON, whole bool, err error) {
	if q.cases == casesNot || q.Cursor != "" || q.Filter != (customer.Filter{}) {
		return nil, true, nil
	}
	list, err := cases.Quoted(c.ctx, c.shop.Store, q.Text)
	whole = true
	if err == nil && len(list) == 0 && q.cases == casesOfAll {
		found, problem := cases.Find(c.ctx, c.shop.Store, cases.Query{Text: q.Text, Limit: linesOf(q.Limit)})
		list, err = found.Cases, problem
		whole = len(list) == 0 // those of the newest messages with these words
	}
	for _, k := range list {
		hits = append(hits, hitJSON{
			Kind: "case", ID: string(k.ID), CustomerID: k.CustomerID, At: stamp(k.OpenedAt), Title: nameOf(k.CustomerName, k.Protocol.String()),
			Snippet: k.Begins, Protocol: &k.Protocol,
		})
	}
	return hits, whole, err
}

// linesOf is how many lines are shown when a number was asked for.
func linesOf(asked int) int {
	if asked <= 0 {
		return 50
	}
	return min(asked, 500)
}

func (c *call) find1(text string, q lookingFor) error {
	if strings.TrimSpace(text) == "" && q.Filter == (customer.Filter{}) {
		return misuse(nil, wrongMissing, c.cmd.args)
	}
	shop, err := c.openToRead()
	if err != nil {
		return err
	}
	q.Text = text
	start := time.Now()
	found, err := customer.Search(c.ctx, shop.Store, q.SearchQuery)
	if err != nil {
		return err
	}
	ofCases, whole, err := c.findCases(q)
	if err != nil {
		return err
	}
	took := time.Since(start)
	hits := append([]hitJSON{}, ofCases...)
	found.Total, found.Exact = found.Total+len(ofCases), found.Exact && whole
	for _, k := range found.Customers {
		hits = append(hits, hitJSON{Kind: "customer", ID: string(k.ID), CustomerID: k.ID, Title: k.Name, Snippet: k.Address})
	}
	for _, h := range found.Messages {
		hit := hitJSON{
			Kind: string(kindOf(customer.IsMessage, h.Channel)), ID: string(h.MessageID), CustomerID: h.CustomerID, At: stamp(h.At), Title: nameOf(h.Subject, h.CustomerName),
			Snippet: marks.Replace(h.Snippet),
		}
		switch {
		case h.NoteID != "":
			hit.Kind, hit.ID = string(customer.IsNote), string(h.NoteID)
		case h.PurchaseID != "":
			hit.Kind, hit.ID = string(customer.IsPurchase), string(h.PurchaseID)
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
	args, shop, err := c.needIn(1, c.open)
	if err != nil {
		return err
	}
	id := desk.CustomerID(args[0])
	if _, err := deed(id); err != nil {
		return err
	}
	row, err := customer.InboxRow(c.ctx, shop.Store, id)
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
		at, err := momentFlag("--until", *until)
		if err != nil {
			return err
		}
		return c.turn(func(id desk.CustomerID) (desk.EventID, error) { return customer.Snooze(c.ctx, c.shop.Store, id, at) })
	}
}

func attachmentSave(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(2, c.openToRead)
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
