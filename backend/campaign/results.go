package campaign

import (
	"cmp"
	"context"
	"slices"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Follows is how long what a customer does is said to follow from a campaign that reached her: what she writes, on whatever
// channel, what she buys, and that she wants no more.
const Follows = 7 * 24 * time.Hour

// Person is somebody of a campaign, and what she did.
type Person struct {
	store.CampaignPerson
	Answer desk.MessageID // what she wrote first; empty: nothing
	Bought []desk.PurchaseID
	Paid   []desk.Money // one for each of Bought
	Left   bool         // she said that she wants no more
}

// Results is what came of a campaign, with the people behind each figure.
type Results struct {
	store.CampaignRow // State is CampaignSent once nobody is left
	Total             int
	GoesTo            int       // to how many of them it was to go when it began
	Begins            time.Time // when the first is to leave, while nothing has left; zero: it is time, or there is none to leave
	Sent              []Person  // or reached by other means, or called
	Delivered         []Person  // nil: the channel does not tell
	Seen              []Person  // nil: the channel does not tell
	Answered          []Person
	Bought            []Person
	OptedOut          []Person
	Failed            []Person
	Unsure            []Person // the provider may have it or not: the outbox asks the owner
	Waiting           []Person // or to be called
	Passed            []Group
	Paid              []desk.Money // by those who bought, one for each currency
	Halves            []Half       // of two wordings; nil: there was one
}

// Read tells what came of a campaign. desk.ErrNotFound when there is none.
func Read(ctx context.Context, st *store.Store, id desk.CampaignID) (r Results, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		row, err := tx.Deliveries().Campaigns().Get(id)
		if err == nil {
			r, err = resultsOf(tx, row, st.Now())
		}
		return err
	})
	return r, err
}

// All tells what came of every campaign, the latest first.
func All(ctx context.Context, st *store.Store) (list []Results, err error) {
	list = []Results{}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Deliveries().Campaigns().All()
		for _, row := range rows {
			if err != nil {
				break
			}
			var r Results
			r, err = resultsOf(tx, row, st.Now())
			list = append(list, r)
		}
		return err
	})
	return list, err
}

func resultsOf(tx *store.ReadTx, row store.CampaignRow, now time.Time) (Results, error) {
	r := Results{CampaignRow: row, Passed: []Group{}}
	if row.BegunBy == "" {
		return r, nil
	}
	people, err := tx.Deliveries().Campaigns().People(row.BegunBy)
	if err != nil {
		return r, err
	}
	r.Total = len(people)
	since, err := r.refusedSince(tx, people)
	if err != nil {
		return r, err
	}
	passed := []store.CampaignPerson{}
	for _, p := range people {
		if p.Reason == "" {
			r.GoesTo++
		}
		switch outcome, reason := r.outcome(p, since); outcome {
		case isPassed:
			p.Reason = reason
			passed = append(passed, p)
		case isWaiting:
			r.Waiting = append(r.Waiting, Person{CampaignPerson: p})
		case isFailed:
			r.Failed = append(r.Failed, Person{CampaignPerson: p})
		case isUnsure:
			r.Unsure = append(r.Unsure, Person{CampaignPerson: p})
		case isSent:
			r.Sent = append(r.Sent, Person{CampaignPerson: p})
		}
	}
	_, r.Passed = parted(passed)
	if r.State == desk.CampaignSending && len(r.Waiting) == 0 {
		r.State = desk.CampaignSent
	}
	if err := r.plan(tx, now); err != nil {
		return r, err
	}
	if err := r.follow(tx); err != nil {
		return r, err
	}
	r.tell()
	return r, nil
}

// plan finds when the first is to leave, where none has left and it is not time yet.
func (r *Results) plan(tx *store.ReadTx, now time.Time) error {
	if r.State != desk.CampaignSending || len(r.Sent)+len(r.Failed)+len(r.Unsure) > 0 {
		return nil
	}
	begins, err := opens(tx, r.Campaign, now)
	if begins.After(now) {
		r.Begins = begins
	}
	return err
}

type outcome int

const (
	isPassed outcome = iota
	isWaiting
	isFailed
	isUnsure
	isSent
)

// refusedSince tells at which numbers of a call list nobody is to be called any more, and why: nothing asks again when it is
// called from, as the outbox does.
func (r Results) refusedSince(tx *store.ReadTx, people []store.CampaignPerson) (map[desk.IdentityID]desk.Passed, error) {
	since := map[desk.IdentityID]desk.Passed{}
	if r.Medium != desk.ByTelephone {
		return since, nil
	}
	ids := make([]desk.CustomerID, len(people))
	for n, p := range people {
		ids[n] = p.CustomerID
	}
	j, err := newJudge(tx, r.Campaign, ids, r.BegunAt)
	if err != nil {
		return nil, err
	}
	for who, addresses := range j.addresses {
		for _, a := range addresses {
			since[a.IdentityID] = j.refusal(a)
			if j.complaining[who] {
				since[a.IdentityID] = desk.PassedComplaint
			}
		}
	}
	return since, nil
}

// outcome tells what became of one person, and why where she was passed over.
func (r Results) outcome(p store.CampaignPerson, since map[desk.IdentityID]desk.Passed) (outcome, desk.Passed) {
	switch {
	case p.Reason != "" || p.Late != "":
		return isPassed, cmp.Or(p.Reason, p.Late)
	case r.Medium == desk.ByTelephone && p.CalledAt.IsZero():
		if reason := since[p.IdentityID]; reason != "" {
			return isPassed, reason
		}
		return isWaiting, ""
	case r.Medium.Channel() == "":
		return isSent, ""
	case p.MessageID == "" && r.State == desk.CampaignCancelled:
		return isPassed, desk.PassedCancelled
	}
	switch p.Delivery {
	case "", desk.Queued, desk.Sending:
		if r.State == desk.CampaignCancelled && p.Delivery == desk.Queued { // the outbox has not come to it yet
			return isPassed, desk.PassedCancelled
		}
		return isWaiting, ""
	case desk.Failed:
		return isFailed, ""
	case desk.Uncertain, desk.Held:
		return isUnsure, ""
	case desk.Cancelled:
		return isPassed, lateReason(p.Problem)
	default:
		return isSent, ""
	}
}

// lateReason is why the outbox took a message back before it left.
func lateReason(problem desk.Code) desk.Passed {
	switch problem {
	case desk.ErrNoConsent:
		return desk.PassedDeclined
	case desk.ErrComplaint:
		return desk.PassedComplaint
	case desk.ErrAddressBarred:
		return desk.PassedBarred
	case desk.ErrCampaignOver:
		return desk.PassedLate
	default:
		return desk.PassedCancelled
	}
}

// reachedAt is when somebody was reached, by whatever means.
func reachedAt(p Person) time.Time {
	for _, at := range []time.Time{p.SentAt, p.CalledAt, p.At} {
		if !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}

// follow finds what those did who were reached.
func (r *Results) follow(tx *store.ReadTx) error {
	reached := make([]store.Reached, len(r.Sent))
	for n, p := range r.Sent {
		reached[n] = store.NewReached(p.CustomerID, p.IdentityID, reachedAt(p), Follows)
	}
	if len(reached) == 0 {
		return nil
	}
	answers, err := tx.Deliveries().Campaigns().Effects().Answered(reached)
	if err != nil {
		return err
	}
	for _, a := range answers {
		r.Sent[a.Of].Answer = a.MessageID
	}
	bought, err := tx.Deliveries().Campaigns().Effects().Bought(reached)
	if err != nil {
		return err
	}
	for _, b := range bought {
		p := &r.Sent[b.Of]
		p.Bought, p.Paid = append(p.Bought, b.PurchaseID), append(p.Paid, b.Paid)
		r.Paid = added(r.Paid, b.Paid)
	}
	left, err := tx.Deliveries().Campaigns().Effects().OptedOut(reached)
	for _, n := range left {
		r.Sent[n].Left = true
	}
	return err
}

func added(sums []desk.Money, m desk.Money) []desk.Money {
	at := slices.IndexFunc(sums, func(s desk.Money) bool { return s.Currency == m.Currency })
	if at < 0 {
		return append(sums, m)
	}
	sums[at].Cents += m.Cents
	return sums
}

// tell picks the people of each figure out of those who were reached.
func (r *Results) tell() {
	pick := func(is func(Person) bool) []Person {
		list := []Person{}
		for _, p := range r.Sent {
			if is(p) {
				list = append(list, p)
			}
		}
		return list
	}
	if ch := r.Medium.Channel(); ch == desk.SMS || ch == desk.WhatsApp {
		r.Delivered = pick(func(p Person) bool { return p.Delivery == desk.Delivered || p.Delivery == desk.Read })
	}
	if r.Medium == desk.ByWhatsApp {
		r.Seen = pick(func(p Person) bool { return p.Delivery == desk.Read })
	}
	r.Answered = pick(func(p Person) bool { return p.Answer != "" })
	r.Bought = pick(func(p Person) bool { return len(p.Bought) > 0 })
	r.OptedOut = pick(func(p Person) bool { return p.Left })
	if len(r.Wordings) == 2 && r.Medium.Channel() != "" {
		r.Halves = halvesOf(r.Sent)
	}
}
