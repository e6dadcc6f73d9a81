package window

import (
	"context"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/purchase"
)

// Purchase is something that a customer bought.
type Purchase struct {
	ID        string `json:"id"`
	At        int64  `json:"at"`
	What      string `json:"what"`
	Cents     int64  `json:"cents"`
	Currency  string `json:"currency"`
	Where     string `json:"where"`    // shop, partner, ecommerce
	Returned  int64  `json:"returned"` // cents
	Cancelled bool   `json:"cancelled"`
}

// Bought is what a customer bought, and what that says of her. Last are the latest few.
type Bought struct {
	Last []Purchase `json:"last"`
	// Segment is a desk.Segment; empty: she bought nothing that counts, and the figures say nothing.
	Segment   string `json:"segment"`
	R         int    `json:"r"`
	F         int    `json:"f"`
	V         int    `json:"v"`
	OwnCuts   bool   `json:"ownCuts"` // the scores go by the owner's own cuts
	Cents     int64  `json:"cents"`   // ever, less what was given back
	Currency  string `json:"currency"`
	Purchases int    `json:"purchases"` // ever
	Average   int64  `json:"average"`   // cents
	// Forecast is what she will pay in ForecastYears at this pace, in cents: the average, times PerYear, times the years.
	// 0: she bought too seldom to tell.
	Forecast      int64   `json:"forecast"`
	PerYear       float64 `json:"perYear"` // purchases
	ForecastYears int     `json:"forecastYears"`
	// What R, F and V are reckoned from: days since the last, how often and for how much within a year.
	Days      int       `json:"days"`
	Times     int       `json:"times"`
	YearCents int64     `json:"yearCents"`
	Years     []YearSum `json:"years"` // of the calendar, without gaps
}

// YearSum is what she paid in one year of the calendar.
type YearSum struct {
	Year  int   `json:"year"`
	Cents int64 `json:"cents"`
}

// PurchaseSheet is what the owner writes down of a purchase.
type PurchaseSheet struct {
	CustomerID string `json:"customerId"`
	What       string `json:"what"`
	Value      string `json:"value"` // as typed
	At         int64  `json:"at"`    // 0: now
	Where      string `json:"where"`
	Kind       string `json:"kind"` // product, service or contract; empty: a product
}

// Cuts is where buyers are cut into parts: of days the last of a better part, of the others the first.
type Cuts struct {
	Own      bool    `json:"own"` // it is the owner's word; else it follows from the buyers
	Buyers   int     `json:"buyers"`
	Parts    int     `json:"parts"`
	Currency string  `json:"currency"`
	Days     []int   `json:"days"` // since the latest purchase
	Times    []int   `json:"times"`
	Cents    []int64 `json:"cents"`
}

// OwnCuts is where the owner wants buyers to be cut: two of each, or none to have it follow from the buyers.
type OwnCuts struct {
	Days  []int    `json:"days"`
	Times []int    `json:"times"`
	Value []string `json:"value"` // as typed
}

// PurchasesDesk reads what customers bought, and writes it down.
type PurchasesDesk interface {
	Bought(ctx context.Context, id desk.CustomerID) (Bought, error)
	AddPurchase(ctx context.Context, s PurchaseSheet) (desk.PurchaseID, error)
	// ReturnPurchase, CancelPurchase and RemovePurchase give what UndoPurchase takes. What was given back is as typed.
	ReturnPurchase(ctx context.Context, id desk.PurchaseID, value string) (desk.EventID, error)
	CancelPurchase(ctx context.Context, id desk.PurchaseID) (desk.EventID, error)
	RemovePurchase(ctx context.Context, id desk.PurchaseID) (desk.EventID, error)
	UndoPurchase(ctx context.Context, id desk.PurchaseID, done desk.EventID) error
	Cuts(ctx context.Context) (Cuts, error)
	// ChooseCuts gives what UndoCuts takes.
	ChooseCuts(ctx context.Context, own OwnCuts) (desk.EventID, error)
	UndoCuts(ctx context.Context, done desk.EventID) error
}

// Purchases is what customers bought.
type Purchases struct{ gate *gate }

// Of gives what a customer bought, and what that says of her.
func (p *Purchases) Of(customerID string) (Bought, error) {
	return pass(p.gate, "Purchases.Of", func(ctx context.Context, d Desk) (Bought, error) {
		return d.Bought(ctx, desk.CustomerID(customerID))
	})
}

// Add writes down a purchase. It gives what Remove takes.
func (p *Purchases) Add(s PurchaseSheet) (string, error) {
	return pass(p.gate, "Purchases.Add", func(ctx context.Context, d Desk) (string, error) {
		id, err := d.AddPurchase(ctx, s)
		return string(id), err
	})
}

// Return writes down that some of the money was given back. Like Cancel and Remove it gives what Undo takes.
func (p *Purchases) Return(id, value string) (string, error) {
	return decide(p.gate, "Purchases.Return", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.ReturnPurchase(ctx, desk.PurchaseID(id), value)
	})
}

// Cancel writes down that a purchase came to nothing.
func (p *Purchases) Cancel(id string) (string, error) {
	return decide(p.gate, "Purchases.Cancel", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.CancelPurchase(ctx, desk.PurchaseID(id))
	})
}

// Remove takes back what was written down by mistake.
func (p *Purchases) Remove(id string) (string, error) {
	return decide(p.gate, "Purchases.Remove", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.RemovePurchase(ctx, desk.PurchaseID(id))
	})
}

// Undo takes the last of these back.
func (p *Purchases) Undo(id, done string) error {
	return do(p.gate, "Purchases.Undo", func(ctx context.Context, d Desk) error {
		return d.UndoPurchase(ctx, desk.PurchaseID(id), desk.EventID(done))
	})
}

// Cuts tells where buyers are cut into parts.
func (p *Purchases) Cuts() (Cuts, error) {
	return pass(p.gate, "Purchases.Cuts", func(ctx context.Context, d Desk) (Cuts, error) {
		return d.Cuts(ctx)
	})
}

// ChooseCuts cuts buyers where the owner says, or where it follows from them. It gives what UndoCuts takes.
func (p *Purchases) ChooseCuts(own OwnCuts) (string, error) {
	return decide(p.gate, "Purchases.ChooseCuts", func(ctx context.Context, d Desk) (desk.EventID, error) { return d.ChooseCuts(ctx, own) })
}

// UndoCuts takes the last choice back.
func (p *Purchases) UndoCuts(done string) error {
	return do(p.gate, "Purchases.UndoCuts", func(ctx context.Context, d Desk) error { return d.UndoCuts(ctx, desk.EventID(done)) })
}

// receipts is the PurchasesDesk over an open shop.
type receipts struct{ shop *app.Shop }

// fewPurchases is how many stand beside a customer.
const fewPurchases = 3

// Bought reads what a customer bought.
func (r receipts) Bought(ctx context.Context, id desk.CustomerID) (b Bought, err error) {
	f, err := purchase.Read(ctx, r.shop.Store, id)
	if err != nil {
		return b, err
	}
	if f.RFV != nil && f.LTV != nil {
		b.Segment, b.R, b.F, b.V, b.OwnCuts = string(f.RFV.Segment), f.RFV.R, f.RFV.F, f.RFV.V, f.RFV.Cuts.OwnOn != 0
		b.Cents, b.Currency, b.Purchases, b.Average = f.LTV.Historic.Cents, f.LTV.Historic.Currency, f.LTV.Purchases, f.LTV.Average
		b.Forecast, b.PerYear, b.ForecastYears = f.LTV.Forecast, f.LTV.PerYear, desk.ForecastYears
		b.Days, b.Times, b.YearCents = f.RFV.Days, f.RFV.Times, f.RFV.Cents
		for _, y := range f.Years {
			b.Years = append(b.Years, YearSum(y))
		}
	}
	page, err := purchase.List(ctx, r.shop.Store, id, fewPurchases, "")
	for _, p := range page.Purchases {
		b.Last = append(b.Last, purchaseOf(p))
	}
	return b, err
}

func purchaseOf(p desk.Purchase) Purchase {
	return Purchase{
		ID: string(p.ID), At: millis(p.At), What: p.What, Cents: p.Value.Cents, Currency: p.Value.Currency, Where: string(p.Place),
		Returned: p.Change.Returned, Cancelled: p.Change.Cancelled,
	}
}

// AddPurchase writes down a purchase.
func (r receipts) AddPurchase(ctx context.Context, s PurchaseSheet) (desk.PurchaseID, error) {
	value, ok := purchase.ParseAmount(s.Value)
	if !ok {
		return "", desk.E(desk.ErrUsage, nil, "argument", "value")
	}
	sheet := purchase.Sheet{What: s.What, Value: value, Place: desk.PurchasePlace(s.Where), Kind: desk.PurchaseKind(s.Kind)}
	if s.At != 0 {
		sheet.At = moment(s.At).Local()
	}
	return purchase.Add(ctx, r.shop.Store, desk.CustomerID(s.CustomerID), sheet)
}

// ReturnPurchase writes down that some of the money was given back.
func (r receipts) ReturnPurchase(ctx context.Context, id desk.PurchaseID, value string) (desk.EventID, error) {
	back, ok := purchase.ParseAmount(value)
	if !ok || back.Cents <= 0 {
		return "", desk.E(desk.ErrUsage, nil, "argument", "value")
	}
	return purchase.Return(ctx, r.shop.Store, id, back.Cents)
}

// CancelPurchase writes down that a purchase came to nothing.
func (r receipts) CancelPurchase(ctx context.Context, id desk.PurchaseID) (desk.EventID, error) {
	return purchase.Cancel(ctx, r.shop.Store, id)
}

// RemovePurchase takes back a mistake.
func (r receipts) RemovePurchase(ctx context.Context, id desk.PurchaseID) (desk.EventID, error) {
	return purchase.Remove(ctx, r.shop.Store, id)
}

// UndoPurchase takes the last change of a purchase back.
func (r receipts) UndoPurchase(ctx context.Context, id desk.PurchaseID, done desk.EventID) error {
	return purchase.Undo(ctx, r.shop.Store, id, done)
}

// Cuts tells where buyers are cut into parts.
func (r receipts) Cuts(ctx context.Context) (Cuts, error) {
	c, err := purchase.ReadCuts(ctx, r.shop.Store)
	return Cuts(c), err
}

// ChooseCuts cuts buyers where the owner says.
func (r receipts) ChooseCuts(ctx context.Context, own OwnCuts) (desk.EventID, error) {
	var chosen desk.OwnCuts
	if len(own.Days)+len(own.Times)+len(own.Value) > 0 {
		cents := make([]int64, len(own.Value))
		for i, typed := range own.Value {
			m, ok := purchase.ParseAmount(typed)
			if !ok {
				return "", desk.E(desk.ErrUsage, nil, "argument", "value")
			}
			cents[i] = m.Cents
		}
		if len(own.Days) != 2 || len(own.Times) != 2 || len(cents) != 2 {
			return "", desk.E(desk.ErrUsage, nil, "argument", "cuts")
		}
		chosen = desk.OwnCuts{Days: [2]int(own.Days), Times: [2]int(own.Times), Cents: [2]int64(cents)}
	}
	return purchase.ChooseCuts(ctx, r.shop.Store, chosen)
}

// UndoCuts takes the last choice back.
func (r receipts) UndoCuts(ctx context.Context, done desk.EventID) error {
	return purchase.UndoCuts(ctx, r.shop.Store, done)
}
