package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"balcao/app/words"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

type purchaseJSON struct {
	ID         desk.PurchaseID    `json:"id"`
	CustomerID desk.CustomerID    `json:"customer_id"` // who bought it, whoever she was merged into since
	At         *string            `json:"at"`
	What       string             `json:"what"`
	Kind       desk.PurchaseKind  `json:"kind"`
	Value      desk.Money         `json:"value"`
	Where      desk.PurchasePlace `json:"where"`
	Ref        *string            `json:"ref"`
	Note       string             `json:"note"`
	Returned   *desk.Money        `json:"returned"` // null: nothing
	Cancelled  bool               `json:"cancelled"`
	Removed    bool               `json:"removed"` // it was a mistake, and is in no list
	ImportID   *desk.ImportID     `json:"import_id"`
}

func purchaseShown(p desk.Purchase) purchaseJSON {
	j := purchaseJSON{
		ID: p.ID, CustomerID: p.CustomerID, At: stamp(p.At), What: p.What, Kind: p.Kind, Value: p.Value, Where: p.Place, Ref: orNull(p.Ref), Note: p.Note,
		Cancelled: p.Change.Cancelled, Removed: p.Change.Removed, ImportID: orNull(p.Import),
	}
	if p.Change.Returned > 0 {
		j.Returned = &desk.Money{Cents: p.Change.Returned, Currency: p.Value.Currency}
	}
	return j
}

func (c *call) showPurchase(p desk.Purchase) {
	if c.json {
		c.line(purchaseShown(p))
		return
	}
	fmt.Fprintln(c.Out, c.purchaseLine(p))
}

func (c *call) purchaseLine(p desk.Purchase) string {
	line := fmt.Sprintf("%s  %s  %s  %s  %s", p.ID, local(p.At), c.money(p.Value), c.say.Text("place."+string(p.Place)), p.What)
	switch {
	case p.Change.Removed:
		line += " · " + c.say.Text("purchase.removed")
	case p.Change.Cancelled:
		line += " · " + c.say.Text("purchase.cancelled")
	case p.Change.Returned > 0:
		line += " · " + c.say.Text("purchase.returned", "value", c.money(desk.Money{Cents: p.Change.Returned, Currency: p.Value.Currency}))
	}
	return line
}

// money writes an amount as the language does.
func (c *call) money(m desk.Money) string {
	return c.say.Text("money", "whole", strconv.FormatInt(m.Cents/100, 10), "cents", fmt.Sprintf("%02d", m.Cents%100), "currency", m.Currency)
}

func purchaseAdd(c *call) func() error {
	what := c.flags.String("what", "", "TEXT")
	value := c.flags.String("value", "", "AMOUNT")
	currency := c.flags.String("currency", "", "CODE")
	at := c.flags.String("at", "", "TIME")
	where := c.flags.String("where", string(desk.AtShop), "shop|partner|ecommerce")
	kind := c.flags.String("kind", string(desk.Product), "product|service|contract")
	note := c.flags.String("note", "", "TEXT")
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		sheet := purchase.Sheet{What: *what, Kind: desk.PurchaseKind(*kind), Place: desk.PurchasePlace(*where), Note: *note}
		if sheet.Value, err = amountFlag(*value); err != nil {
			return err
		}
		if *currency != "" {
			sheet.Value.Currency = strings.ToUpper(*currency)
		}
		if *at != "" {
			typed, ok := purchase.ParseDate(*at)
			if !ok {
				return desk.E(desk.ErrUsage, nil, "argument", "--at")
			}
			sheet.At = typed
		}
		shop, err := c.open()
		if err != nil {
			return err
		}
		id, err := purchase.Add(c.ctx, shop.Store, desk.CustomerID(args[0]), sheet)
		if err != nil {
			return err
		}
		return c.showPurchaseOf(id)
	}
}

// amountFlag reads how much money it was.
func amountFlag(typed string) (desk.Money, error) {
	m, ok := purchase.ParseAmount(typed)
	if !ok {
		return m, desk.E(desk.ErrUsage, nil, "argument", "--value")
	}
	return m, nil
}

func (c *call) showPurchaseOf(id desk.PurchaseID) error {
	return c.shop.Store.Read(c.ctx, func(tx *store.ReadTx) error {
		p, err := tx.Customers().Joined().Purchases().Get(id)
		if err == nil {
			c.showPurchase(p)
		}
		return err
	})
}

func purchaseList(c *call) func() error {
	limit := c.flags.Int("limit", 50, "N")
	cursor := c.flags.String("cursor", "", "CURSOR")
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		page, err := purchase.List(c.ctx, shop.Store, desk.CustomerID(args[0]), *limit, *cursor)
		if err != nil {
			return err
		}
		list := make([]purchaseJSON, 0, len(page.Purchases))
		for _, p := range page.Purchases {
			list = append(list, purchaseShown(p))
			if !c.json {
				fmt.Fprintln(c.Out, c.purchaseLine(p))
			}
		}
		if c.json {
			c.line(map[string]any{"purchases": list, "next": orNull(page.Next)})
		}
		return nil
	}
}

// onPurchase runs a deed on the purchase that is named, and shows what it is then.
func (c *call) onPurchase(deed func(st *store.Store, id desk.PurchaseID) (desk.EventID, error)) error {
	args, shop, err := c.needIn(1, c.open)
	if err != nil {
		return err
	}
	if _, err := deed(shop.Store, desk.PurchaseID(args[0])); err != nil {
		return err
	}
	return c.showPurchaseOf(desk.PurchaseID(args[0]))
}

func purchaseReturn(c *call) func() error {
	value := c.flags.String("value", "", "AMOUNT")
	return func() error {
		var back desk.Money
		if *value != "" {
			var err error
			if back, err = amountFlag(*value); err != nil {
				return err
			}
			if back.Cents <= 0 {
				return desk.E(desk.ErrUsage, nil, "argument", "--value")
			}
		}
		return c.onPurchase(func(st *store.Store, id desk.PurchaseID) (desk.EventID, error) {
			return purchase.Return(c.ctx, st, id, back.Cents)
		})
	}
}

func purchaseCancel(c *call) func() error {
	return func() error {
		return c.onPurchase(func(st *store.Store, id desk.PurchaseID) (desk.EventID, error) { return purchase.Cancel(c.ctx, st, id) })
	}
}

func purchaseRemove(c *call) func() error {
	return func() error {
		return c.onPurchase(func(st *store.Store, id desk.PurchaseID) (desk.EventID, error) { return purchase.Remove(c.ctx, st, id) })
	}
}

type importJSON struct {
	ID        *desk.ImportID            `json:"id"` // what import undo takes; null: nothing was added
	DryRun    bool                      `json:"dry_run"`
	Read      int                       `json:"read"`
	New       int                       `json:"new"`
	Updated   int                       `json:"updated"` // a purchase that is here is never rewritten
	Customers int                       `json:"customers"`
	Skipped   []purchase.Skip           `json:"skipped"`
	Same      []int                     `json:"same"`    // lines that are purchases of their own, and say what a line above says
	Columns   map[purchase.Field]string `json:"columns"` // what was taken for what; null: it is an invoice, as the four below
	Encoding  *string                   `json:"encoding"`
	Delimiter *string                   `json:"delimiter"`
	Decimal   *string                   `json:"decimal"`
	Dates     *string                   `json:"dates"`  // day_first or month_first
	Sample    []sampleJSON              `json:"sample"` // the first lines as they were read
}

type sampleJSON struct {
	Line     int        `json:"line"`
	At       *string    `json:"at"`
	What     string     `json:"what"`
	Value    desk.Money `json:"value"`
	Ref      *string    `json:"ref"`
	Customer string     `json:"customer"`
}

func importPurchases(c *call) func() error {
	var mapped list
	c.flags.Var(&mapped, "map", "FIELD=COLUMN")
	where := c.flags.String("where", string(desk.AtShop), "shop|partner|ecommerce")
	own := c.flags.String("shop", "", "DOCUMENT")
	dry := c.flags.Bool("dry-run", false, "")
	return func() error {
		args, err := c.need(1)
		if err != nil {
			return err
		}
		source := purchase.Source{Path: args[0], Place: desk.PurchasePlace(*where), Shop: *own, DryRun: *dry, Progress: c.tellPart()}
		if source.Map, err = purchase.Mapping(mapped); err != nil {
			return err
		}
		open := c.open
		if *dry {
			open = c.openToRead
		}
		shop, err := open()
		if err != nil {
			return err
		}
		report, err := purchase.Import(c.ctx, shop.Store, source)
		if err != nil && report.ID == "" {
			return err
		}
		return cmp.Or(err, c.showImport(report, *dry))
	}
}

// showImport tells what came of a file; lines that were wrong are a thing half done, those that were here already are not.
func (c *call) showImport(r purchase.Report, dry bool) error {
	if c.json {
		c.line(importShown(r, dry))
	} else {
		c.tellImport(r, dry)
	}
	if slices.ContainsFunc(r.Skipped, func(s purchase.Skip) bool { return !s.Reason.Harmless() }) {
		return errPart
	}
	return nil
}

func importShown(r purchase.Report, dry bool) importJSON {
	j := importJSON{
		ID: orNull(r.ID), DryRun: dry, Read: r.Read, New: r.New, Customers: r.Customers, Skipped: append([]purchase.Skip{}, r.Skipped...),
		Same: append([]int{}, r.Same...), Sample: []sampleJSON{},
	}
	for _, l := range r.Sample {
		p := l.Purchase
		j.Sample = append(j.Sample, sampleJSON{l.Number, stamp(p.At), p.What, p.Value, orNull(p.Ref), l.Who.Name})
	}
	if t := r.Table; t != nil {
		j.Columns, j.Encoding, j.Delimiter, j.Decimal = map[purchase.Field]string{}, &t.Encoding, &t.Delimiter, orNull(t.Decimal)
		for field, at := range t.Columns {
			j.Columns[field] = t.Headings[at]
		}
		dates := "day_first"
		if t.Months {
			dates = "month_first"
		}
		j.Dates = &dates
	}
	return j
}

func (c *call) tellImport(r purchase.Report, dry bool) {
	if t := r.Table; t != nil {
		for _, field := range purchase.Fields() {
			if at, ok := t.Columns[field]; ok {
				fmt.Fprintf(c.Out, "%-9s %s\n", field, t.Headings[at])
			}
		}
	}
	for _, l := range r.Sample {
		p := l.Purchase
		fmt.Fprintf(c.Out, "%6d  %s  %s  %s  %s\n", l.Number, local(p.At), c.money(p.Value), cut(l.Who.Name, 24), cut(p.What, 40))
	}
	for _, s := range r.Skipped {
		c.tell("%6s  %s", cmp.Or(s.File, strconv.Itoa(s.Line)), c.say.Text("purchase.reason."+string(s.Reason)))
	}
	for _, line := range r.Same {
		c.tell("%6d  %s", line, c.say.Text("purchase.same"))
	}
	key := "purchase.import_done"
	if dry {
		key = "purchase.import_would"
	}
	fmt.Fprintln(c.Out, c.say.Text(key, "read", strconv.Itoa(r.Read), "new", strconv.Itoa(r.New), "customers", strconv.Itoa(r.Customers), "skipped", strconv.Itoa(len(r.Skipped))))
	if r.ID != "" {
		fmt.Fprintln(c.Out, c.say.Text("import.undo_with", "id", string(r.ID)))
	}
}

type rfvJSON struct {
	R       int          `json:"r"`
	F       int          `json:"f"`
	V       int          `json:"v"`
	Segment desk.Segment `json:"segment"`
	Days    int          `json:"days"`      // since the latest purchase
	Times   int          `json:"purchases"` // in twelve months
	Value   desk.Money   `json:"value"`     // in twelve months
	Buyers  int          `json:"buyers"`    // who are compared
	Parts   int          `json:"parts"`     // into how many they are cut: five, or three where they are few
	Own     bool         `json:"own_cuts"`  // where they are cut is the owner's word
}

type ltvJSON struct {
	Historic  desk.Money   `json:"historic"`
	Others    []desk.Money `json:"others"` // in other currencies
	Purchases int          `json:"purchases"`
	First     string       `json:"first"`
	Last      string       `json:"last"`
	Average   desk.Money   `json:"average"`
	PerYear   float64      `json:"per_year"`
	Years     int          `json:"years"`
	Forecast  *desk.Money  `json:"forecast"` // null: too few purchases
	Formula   string       `json:"formula"`
}

// ltvFormula says what the figures are, in their own names.
const ltvFormula = "historic = sum(value - returned); forecast = average * per_year * years"

func figuresShown(f purchase.Figures) (rfv *rfvJSON, ltv *ltvJSON) {
	if r := f.RFV; r != nil {
		rfv = &rfvJSON{r.R, r.F, r.V, r.Segment, r.Days, r.Times, desk.Money{Cents: r.Cents, Currency: r.Cuts.Currency}, r.Cuts.Buyers, r.Cuts.Parts(), r.Cuts.OwnOn != 0}
	}
	if l := f.LTV; l != nil {
		in := func(cents int64) desk.Money { return desk.Money{Cents: cents, Currency: l.Historic.Currency} }
		ltv = &ltvJSON{
			l.Historic, append([]desk.Money{}, l.Others...), l.Purchases, l.FirstDay.String(), l.LastDay.String(), in(l.Average), l.PerYear,
			desk.ForecastYears, nil, ltvFormula,
		}
		if l.Forecast > 0 {
			forecast := in(l.Forecast)
			ltv.Forecast = &forecast
		}
	}
	return rfv, ltv
}

func (c *call) showFigures(f purchase.Figures) {
	if r := f.RFV; r != nil {
		fmt.Fprintf(c.Out, "  RFV %d·%d·%d  %s\n", r.R, r.F, r.V, c.say.Text("segment."+string(r.Segment)))
	}
	if l := f.LTV; l != nil {
		fmt.Fprintf(c.Out, "  LTV %s  %s\n", c.money(l.Historic), purchasesIn(c.say, l.Purchases))
	}
}

func purchasesIn(say words.Book, n int) string {
	if n == 1 {
		return say.Text("purchase.one")
	}
	return say.Text("purchase.many", "n", strconv.Itoa(n))
}
