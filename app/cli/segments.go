package cli

import (
	"fmt"
	"strconv"
	"strings"

	"balcao/backend/audience"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

type segmentJSON struct {
	ID        desk.AudienceID `json:"id"`
	Name      string          `json:"name"`
	Customers int             `json:"customers"`
	Filter    filterJSON      `json:"filter"`
}

// filterJSON is a filter by the names of the flags that make it.
type filterJSON struct {
	RFV           []desk.Segment `json:"rfv"`
	Tag           []string       `json:"tag"`
	WithoutTag    []string       `json:"without_tag"`
	ContactWithin int            `json:"contact_within"`
	NoContactFor  int            `json:"no_contact_for"`
	Reached       []desk.Channel `json:"reached"`
	Wrote         []desk.Channel `json:"wrote"`
	Class         []desk.Class   `json:"class"`
	ClassWithin   int            `json:"class_within"`
	Birthday      *string        `json:"birthday"` // month, or a number of days of which today is the first
	BoughtWithin  int            `json:"bought_within"`
	NotBoughtFor  int            `json:"not_bought_for"`
}

func filterShown(f desk.Filter) filterJSON {
	return filterJSON{
		RFV: append([]desk.Segment{}, f.Segments...), Tag: append([]string{}, f.Tags...), WithoutTag: append([]string{}, f.WithoutTags...),
		ContactWithin: f.ContactWithin, NoContactFor: f.NoContactFor, Reached: append([]desk.Channel{}, f.Reached...),
		Wrote: append([]desk.Channel{}, f.Wrote...), Class: append([]desk.Class{}, f.Classes...), ClassWithin: f.ClassesWithin,
		Birthday: orNull(birthdayFlag(f)), BoughtWithin: f.BoughtWithin, NotBoughtFor: f.NotBoughtFor,
	}
}

// birthdayMonth is what --birthday says for the month that it is.
const birthdayMonth = "month"

func birthdayFlag(f desk.Filter) string {
	switch {
	case f.BirthdayMonth:
		return birthdayMonth
	case f.BirthdayWithin > 0:
		return strconv.Itoa(f.BirthdayWithin)
	default:
		return ""
	}
}

// filterLine is a filter as it is typed.
func filterLine(f desk.Filter) string {
	var parts []string
	say := func(flag, value string) {
		if value != "" && value != "0" {
			parts = append(parts, "--"+flag+" "+value)
		}
	}
	say("rfv", joined(f.Segments))
	say("tag", joined(f.Tags))
	say("without-tag", joined(f.WithoutTags))
	say("contact-within", strconv.Itoa(f.ContactWithin))
	say("no-contact-for", strconv.Itoa(f.NoContactFor))
	say("reached", joined(f.Reached))
	say("wrote", joined(f.Wrote))
	say("class", joined(f.Classes))
	say("class-within", strconv.Itoa(f.ClassesWithin))
	say("birthday", birthdayFlag(f))
	say("bought-within", strconv.Itoa(f.BoughtWithin))
	say("not-bought-for", strconv.Itoa(f.NotBoughtFor))
	return strings.Join(parts, " ")
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = string(v)
	}
	return strings.Join(words, ",")
}

// several reads a value with commas.
func several[T ~string](typed string) (list []T) {
	for _, word := range strings.Split(typed, ",") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, T(word))
		}
	}
	return list
}

// declareAudience declares the flags of a filter, and gives what reads them.
func (c *call) declareAudience() func() (desk.Filter, error) {
	words := func(name, usage string) *string { return c.flags.String(name, "", usage) }
	days := func(name string) *int { return c.flags.Int(name, 0, "DAYS") }
	rfv, tag, without := words("rfv", "star,loyal,recent,at_risk,away"), words("tag", "TAG,…"), words("without-tag", "TAG,…")
	contact, noContact := days("contact-within"), days("no-contact-for")
	reached, wrote := words("reached", "email,sms,whatsapp"), words("wrote", "email,sms,whatsapp")
	class, classWithin := words("class", "CLASS,…"), days("class-within")
	birthday := words("birthday", "month|DAYS")
	bought, notBought := days("bought-within"), days("not-bought-for")
	return func() (f desk.Filter, err error) {
		f = desk.Filter{
			Segments: several[desk.Segment](*rfv), Tags: several[string](*tag), WithoutTags: several[string](*without),
			ContactWithin: *contact, NoContactFor: *noContact, Reached: several[desk.Channel](*reached), Wrote: several[desk.Channel](*wrote),
			Classes: several[desk.Class](*class), ClassesWithin: *classWithin, BoughtWithin: *bought, NotBoughtFor: *notBought,
		}
		switch *birthday {
		case "":
		case birthdayMonth:
			f.BirthdayMonth = true
		default:
			if f.BirthdayWithin, err = strconv.Atoi(*birthday); err != nil || f.BirthdayWithin == 0 {
				return f, desk.E(desk.ErrUsage, err, "argument", "birthday")
			}
		}
		return f, nil
	}
}

// segmentShown counts who is in a segment.
func (c *call) segmentShown(st *store.Store, a desk.Audience) (segmentJSON, error) {
	n, err := audience.Count(c.ctx, st, a.Filter)
	return segmentJSON{a.ID, a.Name, n, filterShown(a.Filter)}, err
}

func segmentList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		list, err := audience.All(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		shown := []segmentJSON{}
		for _, a := range list {
			s, err := c.segmentShown(shop.Store, a)
			if err != nil {
				return err
			}
			shown = append(shown, s)
			if !c.json {
				c.segmentLine(a, s)
			}
		}
		if c.json {
			c.line(map[string]any{"segments": shown})
		}
		return nil
	}
}

func segmentShow(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		a, err := audience.Named(c.ctx, shop.Store, args[0])
		if err != nil {
			return err
		}
		return c.showSegment(shop.Store, a)
	}
}

func (c *call) showSegment(st *store.Store, a desk.Audience) error {
	s, err := c.segmentShown(st, a)
	switch {
	case err != nil:
		return err
	case c.json:
		c.line(s)
	default:
		c.segmentLine(a, s)
	}
	return nil
}

func (c *call) segmentLine(a desk.Audience, s segmentJSON) {
	fmt.Fprintf(c.Out, "%7d  %-30s %s\n", s.Customers, a.Name, filterLine(a.Filter))
}

// segmentSave keeps a filter under a name. Where there is one of that name, it takes its place.
func segmentSave(c *call) func() error {
	filter := c.declareAudience()
	rename := c.flags.String("rename", "", "NAME")
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		f, err := filter()
		if err != nil {
			return err
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		a, err := audience.Named(c.ctx, shop.Store, args[0])
		switch {
		case err == nil && *rename != "":
			a.Name = *rename
			if f.IsZero() {
				f = a.Filter
			}
		case *rename == "" && desk.HasCode(err, desk.ErrNotFound):
			a, err = desk.Audience{Name: args[0]}, nil
		}
		if err != nil {
			return err
		}
		a.Filter = f
		if a.ID, _, err = audience.Save(c.ctx, shop.Store, a); err != nil {
			return err
		}
		if a, err = audience.Named(c.ctx, shop.Store, string(a.ID)); err != nil {
			return err
		}
		return c.showSegment(shop.Store, a)
	}
}

func segmentRemove(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		a, err := audience.Named(c.ctx, shop.Store, args[0])
		if err == nil {
			_, err = audience.Remove(c.ctx, shop.Store, a.ID)
		}
		if err == nil && c.json {
			c.line(map[string]any{"id": a.ID})
		}
		return err
	}
}

// listSegment lists who is in a segment, by name; the cursor is how many were listed.
func (c *call) listSegment(st *store.Store, name string, limit int, cursor string) error {
	a, err := audience.Named(c.ctx, st, name)
	if err != nil {
		return err
	}
	from := 0
	if err := store.DecodeCursor(cursor, &from); err != nil {
		return err
	}
	page, err := customer.Directory(c.ctx, st, customer.DirectoryQuery{Filter: a.Filter, Offset: from, Limit: limit})
	if err != nil {
		return err
	}
	all, err := audience.Count(c.ctx, st, a.Filter)
	if err != nil {
		return err
	}
	rows := make([]customerRowJSON, 0, len(page.Rows))
	for _, r := range page.Rows {
		rows = append(rows, customerRowJSON{r.CustomerID, r.Name})
	}
	next := ""
	if from += len(rows); len(rows) > 0 && from < all {
		next = store.EncodeCursor(from)
	}
	c.showCustomerRows(rows, next)
	return nil
}
