package cli

import (
	"fmt"
	"slices"
	"strings"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

func customerSet(c *call) func() error {
	return func() error {
		if len(c.args) < 2 {
			_, err := c.need(2)
			return err
		}
		set, err := settingOf(c.args[1:])
		if err != nil {
			return err
		}
		if set.Document != nil {
			if kind, fits := desk.CheckDocument(*set.Document); !fits {
				c.tell("%s", c.say.Text("customer.doubtful_document", "kind", strings.ToUpper(string(kind))))
			}
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		id := desk.CustomerID(c.args[0])
		profile, err := customer.Read(c.ctx, shop.Store, id)
		if err != nil {
			return err
		}
		if err := set.check(profile); err != nil {
			return err
		}
		if err := customer.Describe(c.ctx, shop.Store, id, set.Description); err != nil {
			return err
		}
		for _, mark := range set.marks {
			if err := mark.make(c, profile); err != nil {
				return err
			}
		}
		return c.showCustomer(shop, id)
	}
}

// setting is what the pairs of "customer set" say.
type setting struct {
	customer.Description
	marks []mark
}

// settingOf reads key=value pairs. An address may be given several times, a field has its name behind a dot.
func settingOf(pairs []string) (s setting, err error) {
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if !ok {
			return s, desk.E(desk.ErrUsage, nil, "argument", pair)
		}
		texts := map[string]**string{
			"name": &s.Name, "document": &s.Document, "birthday": &s.Birthday, "language": &s.Language, "notes": &s.Notes,
		}
		name, isField := strings.CutPrefix(key, "field.")
		switch {
		case texts[key] != nil:
			*texts[key] = &value
		case isField && name != "":
			s.Details = append(s.Details, desk.Detail{Name: name, Value: value})
		case key == "tags":
			tags := strings.Split(value, ",")
			s.Tags = &tags
		case key == "address":
			all := []string{}
			if s.Postal != nil {
				all = *s.Postal
			}
			all = append(all, value)
			s.Postal = &all
		case key == "group" && (value == "yes" || value == "no"):
			group := value == "yes"
			s.Group = &group
		case slices.Contains(markKeys[:], key):
			s.marks = append(s.marks, mark{key, desk.IdentityID(value)})
		default:
			return s, desk.E(desk.ErrUsage, nil, "argument", key)
		}
	}
	return s, nil
}

// check tells whether the addresses that are marked are hers, and can be: nothing is changed where something cannot.
func (s setting) check(p customer.Profile) error {
	points := map[desk.IdentityID]desk.Identity{}
	for _, i := range p.Points {
		points[i.ID] = i.Identity
	}
	for _, m := range s.marks {
		i, hers := points[m.id]
		switch {
		case m.key == preferredKey && m.id == "":
		case !hers:
			return desk.E(desk.ErrUsage, nil, "argument", m.key)
		case m.key != preferredKey:
			i.Barred = m.key == barredKey
			points[m.id] = i
		case i.Barred:
			return desk.E(desk.ErrAddressBarred, nil, "channel", string(i.Medium))
		}
	}
	return nil
}

// The keys that say something of one of her addresses.
const (
	preferredKey = "preferred"
	barredKey    = "barred"
	freedKey     = "freed"
)

var markKeys = [...]string{preferredKey, barredKey, freedKey}

// mark says something of one address; one without an address: of none any more.
type mark struct {
	key string
	id  desk.IdentityID
}

func (m mark) make(c *call, p customer.Profile) error {
	var err error
	switch {
	case m.key == preferredKey && m.id == "":
		if p.Preferred != "" {
			_, err = customer.Prefer(c.ctx, c.shop.Store, p.Preferred, false)
		}
	case m.key == preferredKey:
		_, err = customer.Prefer(c.ctx, c.shop.Store, m.id, true)
	default:
		_, err = customer.Bar(c.ctx, c.shop.Store, m.id, m.key == barredKey)
	}
	return err
}

func customerMerge(c *call) func() error {
	var take list
	c.flags.Var(&take, "take", "FIELD=ID")
	return func() error {
		args, err := c.need(2)
		if err != nil {
			return err
		}
		whose := customer.Whose{}
		for _, pair := range take {
			field, who, ok := strings.Cut(pair, "=")
			if !ok {
				return desk.E(desk.ErrUsage, nil, "argument", "--take")
			}
			whose[desk.Field(field)] = desk.CustomerID(who)
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		keep := desk.CustomerID(args[0])
		if _, err := customer.Merge(c.ctx, shop.Store, keep, desk.CustomerID(args[1]), whose); err != nil {
			return err
		}
		return c.showCustomer(shop, keep)
	}
}

// customerSplit shows whose the addresses are then.
func customerSplit(c *call) func() error {
	return func() error {
		if len(c.args) == 0 {
			_, err := c.need(1)
			return err
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		ids := make([]desk.IdentityID, len(c.args))
		for i, arg := range c.args {
			ids[i] = desk.IdentityID(arg)
		}
		to, _, err := customer.Split(c.ctx, shop.Store, ids...)
		if err != nil {
			return err
		}
		return c.showCustomer(shop, to)
	}
}

type editJSON struct {
	ID     desk.EventID `json:"id"`
	At     *string      `json:"at"`
	Actor  desk.Actor   `json:"actor"`
	Field  desk.Field   `json:"field"`
	Name   *string      `json:"name"` // of a field of the owner's own, or the address
	From   string       `json:"from"`
	To     string       `json:"to"`
	Merged bool         `json:"merged"`
	Undone bool         `json:"undone"`
}

// customerHistory tells what was written down about a customer, from what to what.
func customerHistory(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		edits, err := customer.Edits(c.ctx, shop.Store, desk.CustomerID(args[0]))
		if err != nil {
			return err
		}
		shown := make([]editJSON, len(edits))
		for i, e := range edits {
			shown[i] = editJSON{e.Event, stamp(e.At), e.Actor, e.Field, orNull(e.Name), e.From, e.To, e.Merged, e.Undone}
			if !c.json {
				fmt.Fprintf(c.Out, "%s  %-10s %s\n", *shown[i].At, strings.TrimSpace(string(e.Field)+" "+e.Name), flat(e.From)+" → "+flat(e.To))
			}
		}
		if c.json {
			c.line(map[string]any{"edits": shown})
		}
		return nil
	}
}

// flat is a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
