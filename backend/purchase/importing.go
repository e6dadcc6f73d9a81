package purchase

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// batchSize is how many lines are kept in one transaction, so that nobody has to wait for it.
const batchSize = 2_000

// importer brings the lines of one source in.
type importer struct {
	Source
	defaults
	ctx    context.Context
	st     *store.Store
	id     desk.ImportID
	begun  bool                       // that it is made is written down
	byKey  map[string]desk.CustomerID // whoever was found or added so far
	said   map[mark]int               // how many lines were of an order, and how many said the same
	batch  []candidate
	report Report
}

// candidate is a line that is kept unless it is here already.
type candidate struct {
	Line
	key  string // what makes it the same purchase in another file
	keys []string
	same bool // a line above says the same, and neither has a number
}

func (i *importer) readTable(data []byte) error {
	t, err := readTable(data)
	if err != nil {
		return err
	}
	c, err := findColumns(t.heading, i.Map)
	if err != nil {
		return err
	}
	s, err := styleOf(t, c)
	if err != nil {
		return err
	}
	i.report.Table = &Reading{
		Encoding: t.Encoding, Delimiter: string(t.Delimiter), Months: s.months, Headings: tidied(t.heading), Columns: c,
	}
	if s.decimal != 0 {
		i.report.Table.Decimal = string(rune(s.decimal))
	}
	total := len(t.body)
	err = t.each(func(r record) error {
		line, reason := lineOfRecord(r, c, s, i.defaults)
		line.Number = r.line
		return i.take(line, reason, total-r.left, total)
	})
	if err != nil {
		return err
	}
	return i.flush()
}

// styleOf learns from the whole table how its amounts and dates are written.
func styleOf(t *table, c columns) (style, error) {
	var d decimals
	var o dateOrder
	err := t.each(func(r record) error {
		d.see(c.of(r, FieldValue))
		o.see(c.of(r, FieldDate))
		return nil
	})
	return style{d.separator(), o.months()}, err
}

// take puts a line into the batch, or says why not. done of total was read with it.
func (i *importer) take(l Line, reason Reason, done, total int) error {
	i.report.Read++
	if reason == "" {
		reason = i.add(l)
	}
	if reason != "" {
		i.skip(l, reason)
	}
	if len(i.batch) < batchSize {
		return i.ctx.Err()
	}
	if i.Progress != nil {
		i.Progress(int64(done), int64(total))
	}
	return i.flush()
}

// add puts a line into the batch, or says why not.
func (i *importer) add(l Line) Reason {
	keys, err := l.Who.Keys()
	switch {
	case err != nil && desk.AsError(err).Params["channel"] == string(desk.Email):
		return BadEmail
	case err != nil:
		return BadPhone
	case len(keys) == 0:
		return NoCustomer
	}
	key, times := i.keyOf(&l, keys)
	numbered := l.Purchase.Ref != ""
	if numbered && times > 1 {
		return Repeated
	}
	if len(i.report.Sample) < samples {
		i.report.Sample = append(i.report.Sample, l)
	}
	i.batch = append(i.batch, candidate{l, key, keys, !numbered && times > 1})
	return ""
}

func (i *importer) skip(l Line, reason Reason) {
	i.report.Skipped = append(i.report.Skipped, Skip{l.File, l.Number, reason})
}

// keyOf gives what makes a line the same purchase whenever it is read. With a number that is the number, and which of its
// lines it is where an order has several that differ; without one all that it says, and how often it was said before, because
// two may buy the same on one day. times tells how often it was said, now among them.
func (i *importer) keyOf(l *Line, keys []string) (key string, times int) {
	content := content(l.Purchase)
	if ref := l.Purchase.Ref; ref != "" {
		ref = string(l.Purchase.Place) + " " + ref
		if times = i.count(ref, content); times > 1 {
			return "", times
		}
		return fmt.Sprint("ref ", ref, " ", i.count(ref)), times
	}
	content = desk.HashID(content, keys[0], l.Purchase.At.Format(time.DateTime))
	times = i.count(content)
	return fmt.Sprint("line ", content, " ", times), times
}

// mark tells a text from all others of a file, and takes less room than most.
type mark [16]byte

// count tells how often this was met, now among them.
func (i *importer) count(parts ...string) int {
	var m mark
	copy(m[:], desk.HashID(parts...))
	i.said[m]++
	return i.said[m]
}

// flush brings the batch in, in one transaction. What that did not keep is not in the report.
func (i *importer) flush() error {
	batch, before := i.batch, i.report
	i.batch = nil
	run := func() error {
		return i.st.Write(i.ctx, func(tx *store.Tx) error { return i.settle(&tx.ReadTx, batch, kept{i, tx}) })
	}
	if i.DryRun {
		run = func() error {
			return i.st.Read(i.ctx, func(tx *store.ReadTx) error { return i.settle(tx, batch, tried{}) })
		}
	}
	err := run()
	if err != nil {
		i.report = before
	}
	return err
}

// book is where what is new is written down.
type book interface {
	meet(who customer.Newcomer) (desk.CustomerID, error)
	add(p desk.Purchase) error
}

// tried is the book of a try: nothing is written.
type tried struct{}

func (tried) meet(customer.Newcomer) (desk.CustomerID, error) { return "new", nil }
func (tried) add(desk.Purchase) error                         { return nil }

// kept is the book of the shop.
type kept struct {
	i  *importer
	tx *store.Tx
}

func (k kept) meet(who customer.Newcomer) (desk.CustomerID, error) {
	return customer.MeetIn(k.tx, who, k.i.id)
}

func (k kept) add(p desk.Purchase) error {
	if !k.i.begun {
		k.i.begun = true
		if err := k.tx.Record(desk.MadeOf(desk.EventID(k.i.id), desk.PurchaseImport, filepath.Base(k.i.Path))); err != nil {
			return err
		}
	}
	return k.tx.Customers().Purchases().Insert(p)
}

// settle adds what of a batch is not here yet.
func (i *importer) settle(tx *store.ReadTx, batch []candidate, into book) error {
	here, err := i.placesOf(tx, batch)
	if err != nil {
		return err
	}
	for n, c := range batch {
		if known := here[n].known; known != nil {
			reason := Known
			if c.Purchase.Ref != "" && content(*known) != content(c.Purchase) {
				reason = Changed
			}
			i.skip(c.Line, reason)
			continue
		}
		p := c.Purchase
		p.ID, p.Import = here[n].id, i.id
		if p.CustomerID, err = i.whose(tx, c, into); err != nil {
			return err
		}
		if err := into.add(p); err != nil {
			return err
		}
		i.report.New++
		if c.same {
			i.report.Same = append(i.report.Same, c.Number)
		}
	}
	return nil
}

// spot is the id that a line has, or the purchase that it was already.
type spot struct {
	id    desk.PurchaseID
	known *desk.Purchase
}

// placesOf looks for all lines of a batch. What came with a file that was taken back as a whole is not here: the next
// reading of it has an id of its own. What the owner took back by itself stays away.
func (i *importer) placesOf(tx *store.ReadTx, batch []candidate) ([]spot, error) {
	spots := make([]spot, len(batch))
	open := make([]int, len(batch))
	for n := range open {
		open[n] = n
	}
	removed := map[desk.ImportID]bool{}
	for round := 0; len(open) > 0; round++ {
		ids := make([]desk.PurchaseID, len(open))
		for at, n := range open {
			spots[n].id = desk.PurchaseID(desk.HashID("purchase", batch[n].key, strconv.Itoa(round)))
			ids[at] = spots[n].id
		}
		list, err := tx.Customers().Joined().Purchases().Among(ids)
		if err != nil {
			return nil, err
		}
		found := map[desk.PurchaseID]*desk.Purchase{}
		for n := range list {
			found[list[n].ID] = &list[n]
			if _, asked := removed[list[n].Import]; asked {
				continue
			}
			if removed[list[n].Import], err = tx.Customers().Joined().Purchases().ImportRemoved(list[n].Import); err != nil {
				return nil, err
			}
		}
		var next []int
		for _, n := range open {
			switch p := found[spots[n].id]; {
			case p == nil:
			case removed[p.Import]:
				next = append(next, n)
			default:
				spots[n].known = p
			}
		}
		open = next
	}
	return spots, nil
}

// whose finds the customer of a line by the surest key that anybody has, or adds her, with all her keys.
func (i *importer) whose(tx *store.ReadTx, c candidate, into book) (desk.CustomerID, error) {
	for _, key := range c.keys {
		if id := i.byKey[key]; id != "" {
			return id, nil
		}
		id, err := customer.FindByKey(tx, key) // anew each time: mail may have brought her since
		if err != nil {
			return "", err
		}
		if id != "" {
			i.byKey[key] = id
			return id, nil
		}
	}
	id, err := into.meet(c.Who)
	i.report.Customers++
	for _, key := range c.keys {
		i.byKey[key] = id
	}
	return id, err
}
