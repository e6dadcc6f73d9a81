package purchase

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

const (
	maxFile   = 64 << 20 // bytes
	batchSize = 2_000    // lines of one transaction
	samples   = 5        // lines that a report shows as they were read
)

// Source is a file of another program, and what the owner said of it.
type Source struct {
	File   io.Reader
	Map    map[Field]string   // what the column of a field is called, or its number; what is not here is guessed
	Place  desk.PurchasePlace // where what does not say was bought; empty: in the shop
	DryRun bool               // only say what would happen
}

// Report is what came of a file, or would.
type Report struct {
	ID        desk.ImportID // what RemoveImport takes; empty: nothing was added
	Read      int           // lines, or invoices
	New       int           // purchases
	Customers int           // who were added
	Skipped   []Skip
	Sample    []Line
	Table     *Reading // nil: it is an invoice
}

// Reading is how a table was read.
type Reading struct {
	Encoding  string
	Delimiter string
	Decimal   string // what parts the cents; empty: nothing in the file tells
	Months    bool   // months stand before days
	Columns   map[Field]string
}

// Import reads a table of purchases with a heading, or a Brazilian electronic invoice (NF-e), and adds those that are not
// here. What is wrong with a line spoils no other. Where it ends early, what was added stays, and reading the same file again
// adds the rest.
//
// Errors: desk.ErrPurchaseTooLarge, desk.ErrPurchaseUnreadable, desk.ErrPurchaseColumns; desk.ErrUsage for what the owner said of it.
func Import(ctx context.Context, st *store.Store, s Source) (Report, error) {
	data, err := io.ReadAll(io.LimitReader(s.File, maxFile+1))
	if err != nil {
		return Report{}, err
	}
	if len(data) > maxFile {
		return Report{}, desk.E(desk.ErrPurchaseTooLarge, nil, "limit", strconv.Itoa(maxFile>>20))
	}
	i := &importer{
		st: st, dry: s.DryRun, id: desk.ImportID(store.NewID()), byKey: map[string]desk.CustomerID{}, said: map[mark]int{},
	}
	i.defaults = defaults{place: cmp.Or(s.Place, desk.AtShop), now: st.Now()}
	err = st.Read(ctx, func(tx *store.ReadTx) (err error) {
		i.currency, err = shopCurrency(tx)
		return err
	})
	if err != nil {
		return Report{}, err
	}
	if bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) {
		err = i.readInvoice(ctx, data)
	} else {
		err = i.readTable(ctx, data, s.Map)
	}
	if err != nil {
		return Report{}, err
	}
	slices.SortFunc(i.report.Skipped, func(a, b Skip) int { return cmp.Compare(a.Line, b.Line) })
	if i.report.New > 0 && !i.dry {
		i.report.ID = i.id
	}
	return i.report, nil
}

// importer brings the lines of one file in.
type importer struct {
	defaults
	st     *store.Store
	dry    bool
	id     desk.ImportID
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
}

func (i *importer) readTable(ctx context.Context, data []byte, told map[Field]string) error {
	t, err := readTable(data)
	if err != nil {
		return err
	}
	c, err := findColumns(t.heading, told)
	if err != nil {
		return err
	}
	s, err := styleOf(t, c)
	if err != nil {
		return err
	}
	i.report.Table = &Reading{Encoding: t.Encoding, Delimiter: string(t.Delimiter), Months: s.months, Columns: map[Field]string{}}
	if s.decimal != 0 {
		i.report.Table.Decimal = string(rune(s.decimal))
	}
	for field, at := range c {
		i.report.Table.Columns[field] = tidy(t.heading[at])
	}
	err = t.each(func(r record) error {
		line, reason := lineOfRecord(r, c, s, i.defaults)
		return i.take(ctx, line, r.line, reason)
	})
	if err != nil {
		return err
	}
	return i.flush(ctx)
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

// take puts a line into the batch, or says why not.
func (i *importer) take(ctx context.Context, l Line, number int, reason Reason) error {
	i.report.Read++
	if reason != "" {
		i.skip(number, reason)
		return nil
	}
	keys, err := l.Who.Keys()
	switch {
	case err != nil && desk.AsError(err).Params["channel"] == string(desk.Email):
		i.skip(number, BadEmail)
		return nil
	case err != nil:
		i.skip(number, BadPhone)
		return nil
	case len(keys) == 0:
		i.skip(number, NoCustomer)
		return nil
	}
	key, fresh := i.keyOf(&l, keys)
	if !fresh {
		i.skip(number, Repeated)
		return nil
	}
	if len(i.report.Sample) < samples {
		i.report.Sample = append(i.report.Sample, l)
	}
	i.batch = append(i.batch, candidate{l, key, keys})
	if len(i.batch) < batchSize {
		return nil
	}
	return i.flush(ctx)
}

func (i *importer) skip(line int, reason Reason) {
	i.report.Skipped = append(i.report.Skipped, Skip{line, reason})
}

// keyOf gives what makes a line the same purchase whenever it is read. With a number that is the number, and which of its
// lines it is where an order has several that differ; without one all that it says, and how often it was said before, because
// two may buy the same on one day. fresh is false for a line that says what another with its number said.
func (i *importer) keyOf(l *Line, keys []string) (key string, fresh bool) {
	content := content(l.Purchase)
	if ref := l.Purchase.Ref; ref != "" {
		ref = string(l.Purchase.Place) + " " + ref
		if i.count(ref, content) > 1 {
			return "", false
		}
		return fmt.Sprint("ref ", ref, " ", i.count(ref)), true
	}
	content = desk.HashID(content, keys[0], l.Purchase.At.Format(time.DateTime))
	return fmt.Sprint("line ", content, " ", i.count(content)), true
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

// flush brings the batch in, in one transaction.
func (i *importer) flush(ctx context.Context) error {
	batch := i.batch
	i.batch = nil
	if i.dry {
		return i.st.Read(ctx, func(tx *store.ReadTx) error {
			return i.settle(tx, batch, func(desk.Purchase) error { return nil }, func(customer.Newcomer) (desk.CustomerID, error) { return "new", nil })
		})
	}
	return i.st.Write(ctx, func(tx *store.Tx) error {
		return i.settle(&tx.ReadTx, batch, tx.Customers().Purchases().Insert, func(n customer.Newcomer) (id desk.CustomerID, err error) {
			err = tx.Try(func() error {
				id, err = customer.MeetIn(tx, n, i.id)
				return err
			})
			if desk.HasCode(err, desk.ErrAddressTaken) { // by somebody who is known by another key of it
				return desk.CustomerID(desk.AsError(err).Params["customer"]), nil
			}
			return id, err
		})
	})
}

// settle adds what of a batch is not here yet.
func (i *importer) settle(tx *store.ReadTx, batch []candidate, add func(desk.Purchase) error, meet func(customer.Newcomer) (desk.CustomerID, error)) error {
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
			i.skip(c.Number, reason)
			continue
		}
		p := c.Purchase
		p.ID, p.Import = here[n].id, i.id
		if p.CustomerID, err = i.whose(tx, c, meet); err != nil {
			return err
		}
		if err := add(p); err != nil {
			return err
		}
		i.report.New++
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
func (i *importer) whose(tx *store.ReadTx, c candidate, meet func(customer.Newcomer) (desk.CustomerID, error)) (desk.CustomerID, error) {
	for _, key := range c.keys {
		if id, asked := i.byKey[key]; asked && id != "" {
			return id, nil
		} else if asked {
			continue
		}
		id, err := customer.FindByKey(tx, key)
		i.byKey[key] = id
		if err != nil || id != "" {
			return id, err
		}
	}
	id, err := meet(c.Who)
	i.report.Customers++
	for _, key := range c.keys {
		i.byKey[key] = id
	}
	return id, err
}

// RemoveImport takes back all purchases that came with a file, and whom it brought as far as nothing was said or done with
// them since. Reading the file again brings them back. Errors: desk.ErrNotFound; desk.ErrPurchaseOver when that was done.
func RemoveImport(ctx context.Context, st *store.Store, id desk.ImportID) (purchases, customers int, err error) {
	err = st.Write(ctx, func(tx *store.Tx) error {
		kept := tx.Customers().Purchases()
		if purchases, err = kept.ImportSize(id); err != nil {
			return err
		}
		if purchases == 0 {
			return desk.E(desk.ErrNotFound, nil, "kind", "import", "id", string(id))
		}
		gone, err := kept.ImportRemoved(id)
		if gone {
			err = desk.E(desk.ErrPurchaseOver, nil)
		}
		if err != nil {
			return err
		}
		removed := desk.Event{Kind: desk.PurchaseRemoved, Actor: desk.Owner, Facts: desk.Facts{Purchase: &desk.PurchaseFacts{Import: id}}}
		if err := tx.Record(removed); err != nil {
			return err
		}
		brought, err := kept.ImportCustomers(id)
		for _, who := range brought {
			if err != nil {
				return err
			}
			var left bool
			if left, err = customer.Unmeet(tx, who, id); left {
				customers++
			}
		}
		return err
	})
	return purchases, customers, err
}
