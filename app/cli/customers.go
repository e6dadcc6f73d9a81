package cli

import (
	"cmp"
	"fmt"
	"strings"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
)

type identityJSON struct {
	ID       desk.IdentityID `json:"id"`
	Medium   desk.Channel    `json:"medium"`
	Address  string          `json:"address"`
	Label    string          `json:"label"`
	Verified bool            `json:"verified"`
}

func identitiesJSON(list []desk.Identity) []identityJSON {
	shown := []identityJSON{}
	for _, i := range list {
		shown = append(shown, identityJSON{i.ID, i.Medium, i.Address, cmp.Or(i.OwnerLabel, i.Label), i.Verified})
	}
	return shown
}

type customerJSON struct {
	ID         desk.CustomerID `json:"id"`
	Name       string          `json:"name"`
	Document   *string         `json:"document"`
	Identities []identityJSON  `json:"identities"`
	State      desk.TurnState  `json:"state"`
	Machine    bool            `json:"machine"`
	Tags       []string        `json:"tags"`
	Notes      []noteJSON      `json:"notes"` // what is good to know, which has no date; then the newest
	Cases      []caseJSON      `json:"cases"` // the open ones first, then the latest
	RFV        *rfvJSON        `json:"rfv"`   // null: she bought nothing that counts
	LTV        *ltvJSON        `json:"ltv"`   // null: the same
	Consent    []allowedJSON   `json:"consent"`
}

type noteJSON struct {
	ID   desk.NoteID `json:"id"`
	At   *string     `json:"at"`
	Text string      `json:"text"`
}

func customerList(c *call) func() error {
	limit := c.flags.Int("limit", 50, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		page, err := customer.List(c.ctx, shop.Store, *limit, *cursor)
		if err != nil {
			return err
		}
		type row struct {
			ID   desk.CustomerID `json:"id"`
			Name string          `json:"name"`
		}
		rows := make([]row, 0, len(page.Customers))
		for _, k := range page.Customers {
			rows = append(rows, row{k.ID, k.Name})
			if !c.json {
				fmt.Fprintf(c.Out, "%s  %s\n", k.ID, k.Name)
			}
		}
		if c.json {
			c.line(map[string]any{"customers": rows, "next": orNull(page.Next)})
		}
		return nil
	}
}

func customerShow(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		return c.showCustomer(shop, desk.CustomerID(args[0]))
	}
}

func (c *call) showCustomer(shop *app.Shop, id desk.CustomerID) error {
	card, err := customer.Show(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	notes, err := customer.Notes(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	list, _, err := cases.Of(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	hers, err := c.tellCases(list)
	if err != nil {
		return err
	}
	figures, err := purchase.Read(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	allowed, err := consent.Show(c.ctx, shop.Store, id)
	if err != nil {
		return err
	}
	if c.json {
		rfv, ltv := figuresShown(figures)
		c.line(customerJSON{
			ID: card.ID, Name: card.Name, State: card.State, Machine: card.Machine, Identities: identitiesJSON(card.Identities),
			Document: orNull(card.Document), Notes: notesJSON(card.Notes, notes), Tags: append([]string{}, card.Tags...),
			Cases: casesJSON(hers), RFV: rfv, LTV: ltv, Consent: allAllowed(allowed),
		})
		return nil
	}
	fmt.Fprintf(c.Out, "%s  %s\n", card.ID, card.Name)
	for _, line := range []string{desk.ShownDocument(card.Document), strings.Join(card.Tags, ", "), card.Notes} {
		if line != "" {
			fmt.Fprintf(c.Out, "  %s\n", strings.ReplaceAll(line, "\n", "\n  "))
		}
	}
	c.showFigures(figures)
	for _, i := range identitiesJSON(card.Identities) {
		fmt.Fprintf(c.Out, "  %-10s %-32s %s  %s\n", c.say.Channel(i.Medium), i.Address, i.ID, i.Label)
	}
	for _, a := range allowed {
		for _, s := range a.States {
			if s.By != nil {
				fmt.Fprintf(c.Out, "  %s: %s\n", a.Address, c.allowedLine(s))
			}
		}
	}
	for _, k := range hers {
		c.showCaseLine(k)
	}
	return nil
}

func allAllowed(list []consent.Address) []allowedJSON {
	shown := []allowedJSON{}
	for _, a := range list {
		shown = append(shown, allowedJSONs(a)...)
	}
	return shown
}

func notesJSON(goodToKnow string, notes []desk.Note) []noteJSON {
	shown := []noteJSON{}
	if goodToKnow != "" {
		shown = append(shown, noteJSON{Text: goodToKnow})
	}
	for _, n := range notes {
		shown = append(shown, noteJSON{n.ID, stamp(n.At), n.Text})
	}
	return shown
}

func customerSet(c *call) func() error {
	return func() error {
		if len(c.args) < 2 {
			_, err := c.need(2)
			return err
		}
		d, err := describing(c.args[1:])
		if err != nil {
			return err
		}
		if d.Document != nil {
			if kind, fits := desk.CheckDocument(*d.Document); !fits {
				c.tell("%s", c.say.Text("customer.doubtful_document", "kind", strings.ToUpper(string(kind))))
			}
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		id := desk.CustomerID(c.args[0])
		if err := customer.Describe(c.ctx, shop.Store, id, d); err != nil {
			return err
		}
		return c.showCustomer(shop, id)
	}
}

// describing reads key=value pairs.
func describing(pairs []string) (d customer.Description, err error) {
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		switch {
		case !ok:
			return d, desk.E(desk.ErrUsage, nil, "argument", pair)
		case key == "name":
			d.Name = &value
		case key == "document":
			d.Document = &value
		case key == "notes":
			d.Notes = &value
		case key == "tags":
			tags := strings.Split(value, ",")
			d.Tags = &tags
		default:
			return d, desk.E(desk.ErrUsage, nil, "argument", key)
		}
	}
	return d, nil
}

func customerMerge(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(2, c.open)
		if err != nil {
			return err
		}
		keep := desk.CustomerID(args[0])
		if _, err := customer.Merge(c.ctx, shop.Store, keep, desk.CustomerID(args[1])); err != nil {
			return err
		}
		return c.showCustomer(shop, keep)
	}
}

// customerSplit shows whose the address is then.
func customerSplit(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		to, _, err := customer.Split(c.ctx, shop.Store, desk.IdentityID(args[0]))
		if err != nil {
			return err
		}
		return c.showCustomer(shop, to)
	}
}

type duplicateJSON struct {
	Customers []knownJSON       `json:"customers"`
	Reasons   []customer.Reason `json:"reasons"`
}

type knownJSON struct {
	ID         desk.CustomerID `json:"id"`
	Name       string          `json:"name"`
	Identities []identityJSON  `json:"identities"`
}

func customerDuplicates(c *call) func() error {
	limit := c.flags.Int("limit", 50, "N")
	return func() error {
		if _, err := c.need(0); err != nil {
			return err
		}
		shop, err := c.openToRead()
		if err != nil {
			return err
		}
		list, err := customer.Duplicates(c.ctx, shop.Store, *limit)
		if err != nil {
			return err
		}
		shown := []duplicateJSON{}
		for _, l := range list {
			d := duplicateJSON{Reasons: l.Reasons}
			for _, k := range []customer.Known{l.A, l.B} {
				d.Customers = append(d.Customers, knownJSON{k.ID, k.Name, identitiesJSON(k.Identities)})
			}
			shown = append(shown, d)
		}
		if c.json {
			c.line(map[string]any{"duplicates": shown})
			return nil
		}
		c.showDuplicates(shown)
		return nil
	}
}

func (c *call) showDuplicates(list []duplicateJSON) {
	for _, d := range list {
		reasons := make([]string, len(d.Reasons))
		for i, r := range d.Reasons {
			reasons[i] = c.say.Text("alike." + string(r))
		}
		fmt.Fprintln(c.Out, strings.Join(reasons, ", "))
		for _, k := range d.Customers {
			fmt.Fprintf(c.Out, "  %-28s %-24s %s\n", k.ID, cut(k.Name, 24), cut(addressesOf(k.Identities), 60))
		}
	}
}

func addressesOf(list []identityJSON) string {
	addresses := make([]string, len(list))
	for i, a := range list {
		addresses[i] = a.Address
	}
	return strings.Join(addresses, " ")
}
