// Package outreach bounds what the shop sends without having been asked, campaigns and surveys together: how often a
// customer is approached, and at which hours. Whether she allows it at all is an affair of consent.
//
// It sends nothing and keeps nothing: how often she was approached is counted from what was sent.
package outreach

import (
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// limit says how often a customer may be approached in some days. What comes with the purpose of counts; empty: whatever
// nobody asked for.
type limit struct {
	of   desk.Purpose
	most int
	days int
}

// limits hold for every customer. WhatsApp itself gives a person few templates of marketing in a week (its error 63049), and
// whoever is written to every week stops reading: so one campaign a week, and four in thirty days. A survey is asked once
// in thirty days, or she answers none. Both together are no more than one on a day and two in a week.
var limits = []limit{
	{of: desk.Marketing, most: 1, days: 7},
	{of: desk.Marketing, most: 4, days: 30},
	{of: desk.Surveys, most: 1, days: 30},
	{most: 1, days: 1},
	{most: 2, days: 7},
}

// Verdict says whether a customer may be approached, and from when on where she may not.
type Verdict struct {
	May   bool
	Again time.Time
}

// May tells which customers may be approached for a purpose at a moment, whatever channel it is on. It reads all of them at
// once. They are counted by the customer whose an address is now, so one who was merged has been written to as both. The
// days are those of now's location: a campaign of every Saturday may go out an hour earlier than the week before.
func May(tx *store.ReadTx, purpose desk.Purpose, now time.Time, customers ...desk.CustomerID) (map[desk.CustomerID]Verdict, error) {
	since := now
	for _, l := range limits {
		if first := l.firstDay(now); first.Before(since) {
			since = first
		}
	}
	approaches, err := tx.Deliveries().Approaches(since, customers...)
	if err != nil {
		return nil, err
	}
	verdicts := make(map[desk.CustomerID]Verdict, len(customers))
	for _, id := range customers {
		verdicts[id] = judged(purpose, now, approaches[id])
	}
	return verdicts, nil
}

// judged goes by the limit that holds longest.
func judged(purpose desk.Purpose, now time.Time, approaches []store.Approach) Verdict {
	verdict := Verdict{May: true}
	for _, l := range limits {
		if l.of != "" && l.of != purpose {
			continue
		}
		if again := l.again(now, approaches); again.After(verdict.Again) {
			verdict = Verdict{Again: again}
		}
	}
	return verdict
}

// again gives the moment from which there is room under a limit; zero: there is. What is queued for later counts already.
func (l limit) again(now time.Time, approaches []store.Approach) time.Time {
	counted := []time.Time{}
	for _, a := range approaches {
		if (l.of == "" || l.of == a.Purpose) && !a.At.Before(l.firstDay(now)) {
			counted = append(counted, a.At)
		}
	}
	if len(counted) < l.most {
		return time.Time{}
	}
	slices.SortFunc(counted, time.Time.Compare)
	return startOf(counted[len(counted)-l.most].In(now.Location()), l.days)
}

// firstDay is when the first of the days of a limit began.
func (l limit) firstDay(now time.Time) time.Time { return startOf(now, 1-l.days) }

// startOf is when the day began, or will begin, that lies some days after a moment.
func startOf(at time.Time, days int) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day+days, 0, 0, 0, 0, at.Location())
}

// Opens gives the moment from which something that nobody asked for may be sent: then, or when the shop is open next. The
// hours are those of the shop, its holidays left out, on this computer's clock. A shop that is never open keeps none.
func Opens(tx *store.ReadTx, at time.Time) (time.Time, error) {
	hours, err := preference.ReadHours(tx)
	if opens, found := hours.NextOpen(at.Local()); found {
		at = opens
	}
	return at, err
}
