package desk

import (
	"slices"
	"time"
)

// PurchaseID names a purchase; of one that came with a file it is a hash of what makes it the same purchase there.
type PurchaseID string

// ImportID names a file that purchases came with.
type ImportID string

// Purchase is something that a customer bought: a fact, written once. What became of it since stands in Change.
type Purchase struct {
	ID         PurchaseID
	CustomerID CustomerID // who bought it, whoever she was merged into since
	What       string
	Kind       PurchaseKind
	Value      Money
	At         time.Time
	Day        Day // of At, where it was bought
	Place      PurchasePlace
	Ref        string // the number that another program knows it by; empty: none
	Note       string
	Import     ImportID // the file that it came with; empty: written down by hand
	Change     PurchaseChange
}

// Money is an amount in the hundredth part of a currency.
type Money struct {
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
}

// PurchaseKind is what sort of thing was bought.
type PurchaseKind string

// The kinds of purchase.
const (
	Product  PurchaseKind = "product"
	Service  PurchaseKind = "service"
	Contract PurchaseKind = "contract"
)

// PurchaseKinds lists them all.
func PurchaseKinds() []PurchaseKind { return []PurchaseKind{Product, Service, Contract} }

// PurchasePlace is where it was bought.
type PurchasePlace string

// The places.
const (
	AtShop    PurchasePlace = "shop"
	AtPartner PurchasePlace = "partner"
	Online    PurchasePlace = "ecommerce"
)

// PurchasePlaces lists them all.
func PurchasePlaces() []PurchasePlace { return []PurchasePlace{AtShop, AtPartner, Online} }

// PurchaseChange is what became of a purchase, as its log tells it.
type PurchaseChange struct {
	Returned  int64 // cents that were given back
	Cancelled bool
	Removed   bool // it never was one: a mistake of whoever wrote it down
}

// PurchaseFacts is the part of an event about a purchase, or about a file of them, that names no person.
type PurchaseFacts struct {
	ID     PurchaseID `json:"id,omitempty"`
	Import ImportID   `json:"import,omitempty"`
	Cents  int64      `json:"cents,omitempty"`
}

// ChangedBy reads a purchase's log for what became of it and was not undone.
func ChangedBy(log []Event) (c PurchaseChange) {
	for _, e := range Standing(log) {
		switch e.Kind {
		case PurchaseReturned:
			c.Returned += e.Facts.Purchase.Cents
		case PurchaseCancelled:
			c.Cancelled = true
		case PurchaseRemoved:
			c.Removed = true
		}
	}
	return c
}

// Paid is what the shop has of it: nothing of one that was cancelled.
func (p Purchase) Paid() int64 {
	if p.Change.Cancelled || p.Change.Removed {
		return 0
	}
	return p.Value.Cents - p.Change.Returned
}

// Counts tells whether it says anything of the customer: one that was cancelled or given back whole does not.
func (p Purchase) Counts() bool { return p.Paid() > 0 }

// Day is a date, counted in days since 1970.
type Day int64

// DayOf is the date of a moment where its clock is.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// String writes the date as it is sorted: 2026-06-10.
func (d Day) String() string {
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format(time.DateOnly)
}

// ScorePeriod is how many days back purchases tell how often and for how much a customer buys.
const ScorePeriod Day = 365

// FewBuyers is below how many buyers fifths say nothing: there are thirds then.
const FewBuyers = 50

// Buyer is what a customer bought in the period, in the currency of the shop.
type Buyer struct {
	LastDay Day // of her latest purchase, in the period or before
	Times   int
	Cents   int64
}

// Cuts are the places where all buyers of the period are cut into parts of one size: equal buyers are in one part. Each is
// the last value of a part but the best; a value beyond it is in a better part.
type Cuts struct {
	Buyers   int     `json:"buyers"`
	Currency string  `json:"currency"`
	LastDays []Day   `json:"last_days"` // falling: whoever bought last before one of them is in a worse part
	Times    []int   `json:"times"`     // rising
	Cents    []int64 `json:"cents"`     // rising
	// OwnOn is the day on which the owner's own cuts were laid; 0: they follow from the buyers.
	OwnOn Day `json:"own_on,omitzero"`
}

// OwnCuts are cuts that the owner chose: two for each matter, so that there are three parts. All zero: none.
type OwnCuts struct {
	Days  [2]int   `json:"days"`  // since the latest purchase: up to the first is the best part, beyond the second the worst
	Times [2]int   `json:"times"` // from the first on is the middle part, from the second on the best
	Cents [2]int64 `json:"cents"` // the same
}

// Unfit names what cannot part anybody; empty: nothing.
func (o OwnCuts) Unfit() string {
	const mostTimes, mostCents = 10_000, 1_000_000_000_00
	switch {
	case o == (OwnCuts{}):
		return ""
	case o.Days[0] < 1 || o.Days[1] <= o.Days[0] || o.Days[1] > int(ScorePeriod):
		return "days"
	case o.Times[0] < 2 || o.Times[1] <= o.Times[0] || o.Times[1] > mostTimes:
		return "times"
	case o.Cents[0] < 2 || o.Cents[1] <= o.Cents[0] || o.Cents[1] > mostCents:
		return "value"
	default:
		return ""
	}
}

// On lays the cuts on a day.
func (o OwnCuts) On(today Day, c Cuts) Cuts {
	c.OwnOn = today
	c.LastDays = []Day{today - Day(o.Days[0]), today - Day(o.Days[1])}
	c.Times = []int{o.Times[0] - 1, o.Times[1] - 1}
	c.Cents = []int64{o.Cents[0] - 1, o.Cents[1] - 1}
	return c
}

// OwnCutsOf reads the log of the cuts for those that the owner chose last and did not undo.
func OwnCutsOf(log []Event) (own OwnCuts) {
	for _, e := range Standing(log) {
		if e.Kind == CutsChosen {
			own = *e.Facts.Cuts
		}
	}
	return own
}

// Parts is how many parts there are.
func (c Cuts) Parts() int {
	if c.OwnOn != 0 {
		return fewParts
	}
	return Parts(c.Buyers)
}

// Parts is how many parts a number of buyers is cut into.
func Parts(buyers int) int {
	if buyers < FewBuyers {
		return fewParts
	}
	return 5
}

const fewParts = 3

// CutPlaces gives the places of the cuts in a list of buyers that begins with the smallest.
func CutPlaces(buyers int) []int {
	if buyers == 0 {
		return nil
	}
	parts := Parts(buyers)
	places := make([]int, parts-1)
	for i := range places {
		places[i] = ((i+1)*buyers+parts-1)/parts - 1
	}
	return places
}

// Score is how a buyer stands among all, 1 to 5, the best being 5: how lately, how often and for how much she bought.
type Score struct {
	R, F, V int
}

// Score places a buyer. Who bought nothing in the period has 1 in everything.
func (c Cuts) Score(b Buyer) Score {
	if b.Times == 0 {
		return Score{1, 1, 1}
	}
	step := 4 / (c.Parts() - 1) // thirds score 1, 3 and 5
	return Score{
		R: 5 - step*beyond(c.LastDays, func(day Day) bool { return b.LastDay < day }),
		F: 1 + step*beyond(c.Times, func(times int) bool { return b.Times > times }),
		V: 1 + step*beyond(c.Cents, func(cents int64) bool { return b.Cents > cents }),
	}
}

func beyond[T any](cuts []T, is func(T) bool) (n int) {
	for _, cut := range cuts {
		if is(cut) {
			n++
		}
	}
	return n
}

// Segment is a score in a word.
type Segment string

// The segments.
const (
	Star   Segment = "star"    // lately, often and for much
	Loyal  Segment = "loyal"   // comes again
	Recent Segment = "recent"  // was here lately, and seldom before
	AtRisk Segment = "at_risk" // came often or for much, and not lately
	Away   Segment = "away"
)

// Segments lists them all, the best first.
func Segments() []Segment { return []Segment{Star, Loyal, Recent, AtRisk, Away} }

// Segment puts the score in a word.
func (s Score) Segment() Segment {
	switch {
	case min(s.R, s.F, s.V) >= 4:
		return Star
	case s.R >= 3 && s.F >= 3:
		return Loyal
	case s.R >= 3:
		return Recent
	case max(s.F, s.V) >= 3:
		return AtRisk
	default:
		return Away
	}
}

// The lifetime value that is forecast goes by these.
const (
	ForecastFrom  = 3 // purchases; fewer foretell nothing
	ForecastYears = 2 // that a customer is taken to stay
)

// LTV is what a customer is worth to the shop, with everything that it is reckoned from.
type LTV struct {
	Historic          Money   // what she paid, less what was given back
	Others            []Money // the same in other currencies
	Purchases         int
	FirstDay, LastDay Day
	Average           int64   // cents of one purchase
	PerYear           float64 // purchases; of less than a year as of a whole one
	Forecast          int64   // average × per year × ForecastYears; 0: too few purchases
}

// LifetimeValue reckons it from all the purchases of a customer, in the currency of the shop. ok is false where none counts.
func LifetimeValue(all []Purchase, currency string, today Day) (v LTV, ok bool) {
	v.Historic.Currency = currency
	orders := map[string]bool{}
	for _, p := range all {
		if !p.Counts() {
			continue
		}
		if !ok || p.Day < v.FirstDay {
			v.FirstDay = p.Day
		}
		v.LastDay, ok = max(v.LastDay, p.Day), true
		if p.Value.Currency != currency {
			v.add(Money{p.Paid(), p.Value.Currency})
			continue
		}
		v.Historic.Cents += p.Paid()
		orders[p.Order()] = true
	}
	if v.Purchases = len(orders); v.Purchases > 0 {
		v.Average = v.Historic.Cents / int64(v.Purchases)
		v.PerYear = float64(v.Purchases) * float64(ScorePeriod) / float64(max(today-v.FirstDay, ScorePeriod))
	}
	if v.Purchases >= ForecastFrom {
		v.Forecast = int64(float64(v.Average) * v.PerYear * ForecastYears)
	}
	return v, ok
}

func (v *LTV) add(m Money) {
	at := slices.IndexFunc(v.Others, func(o Money) bool { return o.Currency == m.Currency })
	if at < 0 {
		v.Others = append(v.Others, m)
		return
	}
	v.Others[at].Cents += m.Cents
}

// Order names the purchase that this is part of: the lines of one order are bought at once.
func (p Purchase) Order() string {
	if p.Ref != "" {
		return p.Ref
	}
	return string(p.ID)
}
