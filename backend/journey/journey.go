// Package journey shows what happened with a customer: the last twelve months at a glance, and the history line by line.
//
// It reads and decides nothing. What it shows is opened in the timeline, which has all of the words.
package journey

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// journeyMonths is how far back a journey goes, this month included.
const journeyMonths = 12

// PointKind is what happened at a point of a journey.
type PointKind string

// The kinds of point.
const (
	Contact   PointKind = "contact"
	Complaint PointKind = "complaint"
	Praise    PointKind = "praise"
	Bought    PointKind = "purchase"
	Campaign  PointKind = "campaign"
)

// Journey is a customer's last twelve months at a glance.
type Journey struct {
	Since, Today desk.Day
	Currency     string // of what she bought
	Points       []Point
}

// Point is what happened with a customer on one day, over one channel.
type Point struct {
	Kind    PointKind
	Day     desk.Day
	At      time.Time    // of the last of it
	Channel desk.Channel // of what was said
	ID      string       // of the message, or of the purchase, that shows it in the timeline; empty: nothing does
	Seen    bool         // of a campaign: it is known that she saw it
	N       int          // messages, or purchases
	Cents   int64        // of purchases
}

// Read reads a customer's last twelve months. Errors: desk.ErrNotFound, desk.ErrCustomerMerged.
func Read(ctx context.Context, st *store.Store, id desk.CustomerID) (j Journey, err error) {
	now := st.Now().Local()
	since := time.Date(now.Year(), now.Month()-journeyMonths+1, 1, 0, 0, 0, 0, now.Location())
	j = Journey{Since: desk.DayOf(since), Today: desk.DayOf(now), Points: []Point{}}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		s, err := about(tx, id)
		if err != nil {
			return err
		}
		if err := j.addTalk(s, since, now); err != nil {
			return err
		}
		if err := j.addCases(tx, id, since); err != nil {
			return err
		}
		if err := j.addBought(s); err != nil {
			return err
		}
		return j.addCampaigns(s)
	})
	slices.SortFunc(j.Points, func(a, b Point) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return j, err
}

// addTalk adds one point for each day and channel, whatever the address.
func (j *Journey) addTalk(s subject, since, now time.Time) error {
	type place struct {
		channel desk.Channel
		day     desk.Day
	}
	at := map[place]int{}
	for _, part := range sameClock(since, now) {
		for _, i := range s.identities {
			days, err := s.tx.Customers().Joined().Journey().Days(i.ID, part.from, part.to, part.ahead)
			if err != nil {
				return err
			}
			for _, d := range days {
				n, known := at[place{d.Channel, d.Day}]
				if !known {
					n = len(j.Points)
					at[place{d.Channel, d.Day}] = n
					j.Points = append(j.Points, Point{Kind: Contact, Day: d.Day, Channel: d.Channel})
				}
				p := &j.Points[n]
				p.N += d.Messages
				if d.At.After(p.At) {
					p.At, p.ID = d.At, string(d.ID)
				}
			}
		}
	}
	return nil
}

func (j *Journey) addCases(tx *store.ReadTx, id desk.CustomerID, since time.Time) error {
	begun, err := tx.Customers().Joined().Journey().Marked(id, since)
	for _, c := range begun {
		kind := Complaint
		if c.Class == desk.Praise {
			kind = Praise
		}
		j.Points = append(j.Points, Point{Kind: kind, Day: desk.DayOf(c.At.Local()), At: c.At, Channel: c.Channel, ID: string(c.MessageID), N: 1})
	}
	return err
}

// addBought adds one point for each day on which she bought something that counts, in the currency of the shop.
func (j *Journey) addBought(s subject) error {
	bought := s.tx.Customers().Joined().Purchases()
	cuts, err := bought.Cuts()
	if err != nil {
		return err
	}
	j.Currency = cuts.Currency
	at := map[desk.Day]int{}
	for _, id := range s.circle {
		all, err := bought.Page(id, store.Start(), math.MaxInt)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Day < j.Since || !p.Counts() || p.Value.Currency != cuts.Currency {
				continue
			}
			n, known := at[p.Day]
			if !known {
				n = len(j.Points)
				at[p.Day] = n
				j.Points = append(j.Points, Point{Kind: Bought, Day: p.Day, At: p.At, ID: string(p.ID)})
			}
			j.Points[n].N++
			j.Points[n].Cents += p.Paid()
		}
	}
	return nil
}

// addCampaigns adds one point for each campaign, whether it came as a message or by other means.
func (j *Journey) addCampaigns(s subject) error {
	all, err := s.campaigns()
	for _, c := range all {
		if day := desk.DayOf(c.At.Local()); day >= j.Since {
			j.Points = append(j.Points, Point{Kind: Campaign, Day: day, At: c.At, ID: string(c.MessageID), N: 1, Seen: c.Seen})
		}
	}
	return err
}

// stretch is a time in which clocks are not put forward or back.
type stretch struct {
	from, to time.Time
	ahead    time.Duration // of universal time
}

// sameClock cuts the time from the beginning of a day until now where the clocks of its place change.
func sameClock(since, now time.Time) []stretch {
	aheadAt := func(t time.Time) time.Duration {
		_, seconds := t.Zone()
		return time.Duration(seconds) * time.Second
	}
	parts := []stretch{{from: since, ahead: aheadAt(since)}}
	for day := since; !day.After(now); day = day.AddDate(0, 0, 1) {
		if ahead := aheadAt(day); ahead != parts[len(parts)-1].ahead {
			parts[len(parts)-1].to = day
			parts = append(parts, stretch{from: day, ahead: ahead})
		}
	}
	// What the clock of a provider dates ahead of this one is of today too.
	parts[len(parts)-1].to = now.AddDate(0, 0, 1)
	return parts
}

// subject is one customer as she is read here: whoever was merged into her too, and all their addresses.
type subject struct {
	tx         *store.ReadTx
	id         desk.CustomerID
	circle     []desk.CustomerID
	identities []desk.Identity
}

func about(tx *store.ReadTx, id desk.CustomerID) (subject, error) {
	if _, err := tx.Customers().Get(id); err != nil {
		return subject{}, err
	}
	circle, err := tx.Customers().Joined().Circle(id)
	if err != nil {
		return subject{}, err
	}
	identities, err := tx.Customers().Identities(id)
	return subject{tx, id, circle, identities}, err
}

// campaigns gives those that reached her, as a message or by other means.
func (s subject) campaigns() (all []store.ReceivedCampaign, err error) {
	for _, i := range s.identities {
		list, err := s.tx.Customers().Joined().Journey().Campaigns(i.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	for _, id := range s.circle {
		list, err := s.tx.Deliveries().Campaigns().Outside(id, store.Start(), math.MaxInt)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			all = append(all, store.ReceivedCampaign{Campaign: c.Campaign, At: c.At})
		}
	}
	return all, nil
}
