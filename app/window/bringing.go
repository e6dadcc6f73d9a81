package window

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/transfer"
)

// oldLife brings in what the shop has from before, one file at a time.
type oldLife struct {
	shop *app.Shop
	open context.Context // ends when the shop closes
	one  *sync.Mutex     // held while something comes in
}

func newOldLife(ctx context.Context, shop *app.Shop) oldLife {
	return oldLife{shop, ctx, &sync.Mutex{}}
}

// rest returns when nothing comes in any more, after the shop's context has ended.
func (o oldLife) rest() {
	o.one.Lock()
	defer o.one.Unlock()
}

// run runs one at a time, and never beyond the closing of the shop.
func (o oldLife) run(ctx context.Context, do func(context.Context) error) error {
	o.one.Lock()
	defer o.one.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(o.open, cancel)()
	if err := o.open.Err(); err != nil {
		return err
	}
	return do(ctx)
}

// ImportFile reads a file.
func (o oldLife) ImportFile(ctx context.Context, path string, ask ImportAsk, dry bool, told func(done, total int64)) (out ImportReport, err error) {
	if path == "" {
		return out, desk.E(desk.ErrUsage, nil, "argument", "file")
	}
	options := transfer.Options{DryRun: dry, Progress: told}
	err = o.run(ctx, func(ctx context.Context) (err error) {
		var r transfer.Report
		switch desk.ImportKind(ask.Kind) {
		case desk.MailImport:
			r, err = transfer.Mail(ctx, o.shop.Store, path, nil, options)
		case desk.CardImport:
			r, err = transfer.Cards(ctx, o.shop.Store, path, transfer.Labels{Home: ask.Home, Work: ask.Work}, options)
		case desk.ListImport:
			r, err = transfer.Customers(ctx, o.shop.Store, path, ask.Columns, options)
		case desk.ChatImport:
			told := transfer.Chat{Phone: ask.Phone, Shop: ask.Shop, Order: transfer.Order(ask.Order)}
			var found transfer.ChatFound
			r, found, err = transfer.WhatsApp(ctx, o.shop.Store, path, told, options)
			out.Shop, out.Customer, out.Phone = found.Shop, found.Customer, found.Shown()
		case desk.PurchaseImport:
			out, err = o.importSales(ctx, path, ask, options)
			return err
		default:
			err = desk.E(desk.ErrUsage, nil, "argument", "kind")
		}
		out.ID, out.Read, out.New, out.Updated, out.Left = string(r.ID), r.Read, r.New, r.Updated, leftOf(r.Skipped)
		return err
	})
	if out.Stopped = errors.Is(err, context.Canceled); out.Stopped {
		err = nil
	}
	return out, err
}

// importSales reads purchases.
func (o oldLife) importSales(ctx context.Context, path string, ask ImportAsk, options transfer.Options) (out ImportReport, err error) {
	told, err := purchase.Mapping(ask.Columns)
	if err != nil {
		return out, err
	}
	r, err := purchase.Import(ctx, o.shop.Store, purchase.Source{
		Path: path, Map: told, Place: desk.PurchasePlace(ask.Place), Shop: ask.Shop, DryRun: options.DryRun, Progress: options.Progress,
	})
	out.ID, out.Read, out.New = string(r.ID), r.Read, r.New
	out.Sales = &ImportSales{Customers: r.Customers, Same: r.Same}
	for _, s := range r.Skipped {
		if s.Reason.Harmless() {
			out.Sales.Here++
			continue
		}
		out.Sales.Bad = append(out.Sales.Bad, ImportBad{cmp.Or(s.File, strconv.Itoa(s.Line)), string(s.Reason)})
	}
	for _, l := range r.Sample {
		p := l.Purchase
		out.Sales.Sample = append(out.Sales.Sample, ImportSample{
			Where: cmp.Or(l.File, strconv.Itoa(l.Number)), At: millis(p.At), What: p.What, Cents: p.Value.Cents, Currency: p.Value.Currency,
			Customer: cmp.Or(l.Who.Name, l.Who.Email, strings.Join(l.Who.Phones, ""), l.Who.Document), Ref: p.Ref,
		})
	}
	if t := r.Table; t != nil {
		out.Sales.Table = &ImportTable{Headings: t.Headings, Columns: map[string]int{}}
		for field, at := range t.Columns {
			out.Sales.Table.Columns[string(field)] = at
		}
	}
	return out, err
}

// mostPlaces is how many of what was left out are told one by one: enough to look one up.
const mostPlaces = 20

// leftOf counts what was left out by its reason, in the order in which they first stand in the file.
func leftOf(skipped []transfer.Skip) []ImportLeft {
	left := []ImportLeft{}
	for _, s := range skipped {
		where := s.File
		if s.Line > 0 && s.File == "" {
			where = strconv.Itoa(s.Line)
		}
		left = counted(left, string(s.Reason), where)
	}
	return left
}

func counted(left []ImportLeft, reason, where string) []ImportLeft {
	at := slices.IndexFunc(left, func(l ImportLeft) bool { return l.Reason == reason })
	if at < 0 {
		at, left = len(left), append(left, ImportLeft{Reason: reason, Where: []string{}})
	}
	if left[at].Count++; where != "" && len(left[at].Where) < mostPlaces {
		left[at].Where = append(left[at].Where, where)
	}
	return left
}

// Imported lists the imports that were made.
func (o oldLife) Imported(ctx context.Context) ([]ImportMade, error) {
	made, err := transfer.List(ctx, o.shop.Store)
	shown := make([]ImportMade, 0, len(made))
	for _, m := range made {
		shown = append(shown, ImportMade{
			ID: string(m.ID), Kind: string(m.Kind), File: m.File, At: millis(m.At), Messages: m.Messages, New: m.New, Updated: m.Changed, Bought: m.Purchases,
			UndoneAt: millis(m.UndoneAt),
		})
	}
	return shown, err
}

// UndoImport takes an import away.
func (o oldLife) UndoImport(ctx context.Context, id desk.EventID, told func(done, total int64)) (out ImportUndone, err error) {
	err = o.run(ctx, func(ctx context.Context) error {
		u, err := transfer.Undo(ctx, o.shop.Store, id, told)
		out = ImportUndone{Messages: u.Messages, Customers: u.Customers, Updated: u.Changed, Bought: u.Purchases, Stayed: []ImportLeft{}}
		for _, s := range u.Stayed {
			out.Stayed = counted(out.Stayed, string(s.Reason), "")
		}
		return err
	})
	return out, err
}
