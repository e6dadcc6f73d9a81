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
	Barred   bool            `json:"barred"` // nothing is to be sent there
}

func identitiesJSON(list []desk.Identity) []identityJSON {
	shown := []identityJSON{}
	for _, i := range list {
		shown = append(shown, identityJSON{i.ID, i.Medium, i.Medium.Shown(i.Address), cmp.Or(i.OwnerLabel, i.Label), i.Verified, i.Barred})
	}
	return shown
}

// pointJSON is an address with what was said over it.
type pointJSON struct {
	identityJSON
	Preferred bool    `json:"preferred"`
	Messages  int     `json:"messages"`
	FirstAt   *string `json:"first_at"`
	LastAt    *string `json:"last_at"`
}

func pointsJSON(p customer.Profile) []pointJSON {
	shown := []pointJSON{}
	for _, point := range p.Points {
		one := identitiesJSON([]desk.Identity{point.Identity})[0]
		shown = append(shown, pointJSON{one, point.ID == p.Preferred, point.Messages, stamp(point.First), stamp(point.Latest)})
	}
	return shown
}

type customerJSON struct {
	ID         desk.CustomerID `json:"id"`
	Name       string          `json:"name"`
	Document   *string         `json:"document"`
	Birthday   *string         `json:"birthday"` // --MM-DD where nobody knows the year
	Addresses  []string        `json:"addresses"`
	Fields     []desk.Detail   `json:"fields"`
	Language   *string         `json:"language"` // that she is written to in; null: as she writes
	Group      bool            `json:"group"`    // several people: a family, a firm
	Identities []pointJSON     `json:"identities"`
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
	segment := c.flags.String("segment", "", "SEGMENT")
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		if *segment != "" {
			return c.listSegment(shop.Store, *segment, *limit, *cursor)
		}
		page, err := customer.List(c.ctx, shop.Store, *limit, *cursor)
		if err != nil {
			return err
		}
		rows := make([]customerRowJSON, 0, len(page.Customers))
		for _, k := range page.Customers {
			rows = append(rows, customerRowJSON{k.ID, k.Name})
		}
		c.showCustomerRows(rows, page.Next)
		return nil
	}
}

type customerRowJSON struct {
	ID   desk.CustomerID `json:"id"`
	Name string          `json:"name"`
}

func (c *call) showCustomerRows(rows []customerRowJSON, next string) {
	if c.json {
		c.line(map[string]any{"customers": rows, "next": orNull(next)})
		return
	}
	for _, r := range rows {
		fmt.Fprintf(c.Out, "%s  %s\n", r.ID, r.Name)
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
	profile, err := customer.Read(c.ctx, shop.Store, id)
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
			ID: card.ID, Name: card.Name, State: card.State, Machine: card.Machine, Identities: pointsJSON(profile),
			Document: orNull(card.Document), Birthday: orNull(card.Birthday), Addresses: append([]string{}, card.Postal...),
			Fields: append([]desk.Detail{}, card.Details...), Language: orNull(profile.Language), Group: card.Group, Notes: notesJSON(card.Notes, notes), Tags: append([]string{}, card.Tags...),
			Cases: casesJSON(hers), RFV: rfv, LTV: ltv, Consent: allAllowed(allowed),
		})
		return nil
	}
	c.showProfile(profile)
	c.showFigures(figures)
	for _, a := range allowed {
		for _, s := range a.States {
			if s.By != nil {
				fmt.Fprintf(c.Out, "  %s: %s\n", a.Medium.Shown(a.Address), c.allowedLine(s))
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

func (c *call) showProfile(p customer.Profile) {
	fmt.Fprintf(c.Out, "%s  %s\n", p.ID, p.Name)
	lines := []string{desk.ShownDocument(p.Document), p.Birthday, p.Language}
	if p.Group {
		lines = append(lines, c.say.Text("customer.group"))
	}
	lines = append(lines, p.Postal...)
	for _, d := range p.Details {
		lines = append(lines, d.Name+": "+d.Value)
	}
	for _, line := range append(lines, strings.Join(p.Tags, ", "), p.Notes) {
		if line != "" {
			fmt.Fprintf(c.Out, "  %s\n", strings.ReplaceAll(line, "\n", "\n  "))
		}
	}
	for _, i := range pointsJSON(p) {
		marks := []string{i.Label}
		if i.Preferred {
			marks = append(marks, c.say.Text("customer.preferred"))
		}
		if i.Barred {
			marks = append(marks, c.say.Text("customer.barred"))
		}
		fmt.Fprintf(c.Out, "  %-10s %-32s %s  %s\n", c.say.Channel(i.Medium), i.Address, i.ID, strings.TrimPrefix(strings.Join(marks, ", "), ", "))
	}
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
		_, shop, err := c.needIn(0, c.openToRead)
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
	return strings.TrimSpace(strings.Join(addresses, " "))
}
