package cases

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// Summary is a case as a list shows it.
type Summary struct {
	desk.Case
	CustomerName string
	Channels     []desk.Channel // in the order in which they first appear
	Messages     int
	BeganAt      time.Time // with its first message, which may have been written while nobody fetched it; else its opening
	LastAt       time.Time
	Begins       string          // the first words of it, or the subject
	Numbers      []desk.Protocol // of what was merged into it
	Snoozed      bool            // its conversation is put aside
}

// Of lists a customer's cases with what the program asks about her messages: the open ones first, then the latest.
func Of(ctx context.Context, st *store.Store, id desk.CustomerID) (list []Summary, hints []desk.Hint, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		all, err := tx.Cases().OfCustomer(id, mostCases)
		if err != nil {
			return err
		}
		if list, err = summarise(tx, all); err != nil {
			return err
		}
		hints, err = tx.Cases().Placing().Hints(id)
		return err
	})
	return list, hints, err
}

// NextPromise gives the open case of a customer whose promise is due first; none: a case without one.
func NextPromise(ctx context.Context, st *store.Store, id desk.CustomerID) (k desk.Case, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		open, err := OpenOf(tx, id)
		for _, each := range open {
			if !each.PromisedAt.IsZero() && (k.PromisedAt.IsZero() || each.PromisedAt.Before(k.PromisedAt)) {
				k = each
			}
		}
		return err
	})
	return k, err
}

func summarise(tx *store.ReadTx, all []desk.Case) ([]Summary, error) {
	list := make([]Summary, len(all))
	for i, k := range all {
		s := Summary{Case: k}
		about, err := tx.Cases().About(k.ID)
		if err != nil {
			return nil, err
		}
		s.CustomerName, s.Channels, s.Messages = about.CustomerName, about.Channels, about.Messages
		s.BeganAt = k.OpenedAt
		if !about.FirstAt.IsZero() {
			s.BeganAt = earlier(about.FirstAt, k.OpenedAt)
		}
		s.LastAt, s.Begins, s.Numbers = about.LastAt, about.Begins, about.Numbers
		s.Snoozed = k.Open() && about.State == desk.Snoozed
		list[i] = s
	}
	return list, nil
}

// StepKind is what a step of a story is.
type StepKind string

// The steps.
const (
	Opened     StepKind = "opened"
	FirstReply StepKind = "first_reply"
	Moved      StepKind = "moved" // the customer went on over another channel
	Promised   StepKind = "promised"
	Kept       StepKind = "kept"
	Closed     StepKind = "closed"
	Reopened   StepKind = "reopened"
	Merged     StepKind = "merged" // another case was merged into it
)

// Step is one line of the story of a case.
type Step struct {
	Kind     StepKind
	At       time.Time
	Channel  desk.Channel  // of opened, first_reply and moved
	Until    time.Time     // of promised
	Words    string        // of promised
	Protocol desk.Protocol // of merged
	After    time.Duration // of first_reply and closed: since the opening
}

// Story is a case with what happened in it.
type Story struct {
	Summary
	Steps []Step
	Items []store.CaseMessage // the messages, the oldest first
}

// Tell reads a case with its story. desk.ErrNotFound when there is none.
func Tell(ctx context.Context, st *store.Store, id desk.CaseID) (s Story, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		k, err := tx.Cases().Get(id)
		if err != nil {
			return err
		}
		list, err := summarise(tx, []desk.Case{k})
		if err != nil {
			return err
		}
		s.Summary = list[0]
		if s.Items, err = tx.Cases().Messages(id); err != nil {
			return err
		}
		s.Steps, err = stepsOf(tx, s.Summary, s.Items)
		return err
	})
	return s, err
}

// stepsOf tells the story of a case from its log and its messages.
func stepsOf(tx *store.ReadTx, k Summary, items []store.CaseMessage) ([]Step, error) {
	log, err := tx.Cases().Decisions(k.ID)
	if err != nil {
		return nil, err
	}
	steps := spoken(k, items)
	for _, e := range desk.Standing(log) {
		switch e.Kind {
		case desk.CasePromised:
			steps = append(steps, Step{Kind: Promised, At: e.At, Until: e.Facts.Until, Words: e.Personal.Promise})
		case desk.CaseKept:
			steps = append(steps, Step{Kind: Kept, At: e.At})
		case desk.CaseClosed:
			steps = append(steps, Step{Kind: Closed, At: e.At, After: e.At.Sub(k.BeganAt)})
		case desk.CaseReopened:
			steps = append(steps, Step{Kind: Reopened, At: e.At})
		}
	}
	slices.SortStableFunc(steps, func(a, b Step) int { return a.At.Compare(b.At) })
	return steps, nil
}

// spoken gives the steps that follow from what was said.
func spoken(k Summary, items []store.CaseMessage) []Step {
	steps := []Step{{Kind: Opened, At: k.BeganAt}}
	answered := false
	var channel desk.Channel
	for i, m := range items {
		switch {
		case i == 0:
			steps[0].Channel, channel = m.Channel, m.Channel
		case m.Direction == desk.Out && !answered:
			answered = true
			steps = append(steps, Step{Kind: FirstReply, At: m.At, Channel: m.Channel, After: m.At.Sub(k.BeganAt)})
		case m.Direction == desk.In && m.Channel != channel:
			channel = m.Channel
			steps = append(steps, Step{Kind: Moved, At: m.At, Channel: m.Channel})
		}
	}
	return steps
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Query asks for cases: what was typed is a number in any spelling, the end of one, a name, an address or words.
type Query struct {
	Text     string
	Customer desk.CustomerID // whose; empty: anybody's; with nothing typed
	State    string          // "open", "closed", store.PromisedCases or "" for all
	Cursor   string          // of the page before; empty: the first; with nothing typed
	Limit    int
}

// wants tells whether a case is in the state that is asked for.
func (q Query) wants(k desk.Case) bool {
	switch q.State {
	case "":
		return true
	case store.PromisedCases:
		return k.Open() && !k.PromisedAt.IsZero()
	default:
		return k.Open() == (q.State == "open")
	}
}

// place is what a cursor holds: where a case stood, whatever becomes of it before the next page is read.
type place struct {
	At int64       `json:"a"`
	ID desk.CaseID `json:"i"`
}

func (q Query) placeOf(k desk.Case) place {
	if q.State == store.PromisedCases {
		return place{k.PromisedAt.UnixMilli(), k.ID}
	}
	return place{k.OpenedAt.UnixMilli(), k.ID}
}

// begin is the place before the first case.
func (q Query) begin() place {
	if q.State == store.PromisedCases {
		return place{}
	}
	return place{At: store.Start().At.UnixMilli()}
}

// Found is what a search for cases brings. Exact is true when the number that was typed is the one case.
type Found struct {
	Cases []Summary
	Exact bool
	More  bool   // there are others, which more words would find
	Next  string // cursor of the next page; empty: that is all; with nothing typed
}

const (
	tailShort  = 3  // how few of the last digits of a number say anything
	dayLong    = 6  // the first digits, from the whole day on
	numberLong = 13 // all of them

	messagesEach = 2 // how many messages of one case may hold the words, so that others are found beside it
)

// Find looks for cases. Nothing typed lists them, the latest first; where something is promised, the first to be due; of one
// customer the open ones first, then the latest. desk.ErrNotFound where there is no such customer, desk.ErrUsage for a
// cursor that is not one of ours.
func Find(ctx context.Context, st *store.Store, q Query) (f Found, err error) {
	q.Text = strings.TrimSpace(q.Text)
	var people []desk.CustomerID
	var said []desk.MessageID
	if q.Text != "" {
		found, err := customer.Search(ctx, st, customer.SearchQuery{Text: q.Text, Customers: true, Messages: true, Limit: q.Limit * messagesEach, Uncounted: true})
		if err != nil {
			return f, err
		}
		f.More = found.Next != ""
		for _, c := range found.Customers {
			people = append(people, c.ID)
		}
		for _, m := range found.Messages {
			said = append(said, m.MessageID)
		}
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		search := finding{tx: tx, query: q}
		if q.Text == "" {
			f, err = search.list()
		} else {
			more := f.More
			f, err = search.typed(people, said)
			f.More = !f.Exact && (f.More || more)
		}
		return err
	})
	return f, err
}

type finding struct {
	tx    *store.ReadTx
	query Query
	seen  []desk.CaseID
	cases []desk.Case
}

func (f *finding) list() (found Found, err error) {
	all, err := f.rest()
	if err != nil {
		return found, err
	}
	if limit := f.query.Limit; len(all) > limit {
		all, found.Next = all[:limit], store.EncodeCursor(f.query.placeOf(all[limit-1]))
	}
	found.Cases, err = summarise(f.tx, all)
	return found, err
}

// rest gives what comes behind the cursor: more than a page, if there is more.
func (f *finding) rest() ([]desk.Case, error) {
	after := f.query.begin()
	if err := store.DecodeCursor(f.query.Cursor, &after); err != nil {
		return nil, err
	}
	if f.query.Customer == "" {
		return f.tx.Cases().List(f.query.State, store.Position{At: time.UnixMilli(after.At), ID: string(after.ID)}, f.query.Limit+1)
	}
	if _, err := f.tx.Customers().Get(f.query.Customer); err != nil {
		return nil, err
	}
	all, err := f.tx.Cases().OfCustomer(f.query.Customer, mostCases)
	last := slices.IndexFunc(all, func(k desk.Case) bool { return k.ID == after.ID })
	return slices.DeleteFunc(all[last+1:], func(k desk.Case) bool { return !f.query.wants(k) }), err
}

// typed puts what the number says first, then the cases of the people found, then those of the words.
func (f *finding) typed(people []desk.CustomerID, said []desk.MessageID) (found Found, err error) {
	if err := f.whole(f.query.Text); err != nil {
		return found, err
	}
	if found.Exact = len(f.cases) > 0; !found.Exact {
		if err := f.besides(people, said); err != nil {
			return found, err
		}
	}
	if f.query.State == store.PromisedCases {
		slices.SortStableFunc(f.cases, func(a, b desk.Case) int { return a.PromisedAt.Compare(b.PromisedAt) })
	}
	found.More = len(f.cases) > f.query.Limit
	found.Cases, err = summarise(f.tx, f.cases[:min(len(f.cases), f.query.Limit)])
	return found, err
}

func (f *finding) besides(people []desk.CustomerID, said []desk.MessageID) error {
	if err := f.byDigits(onlyDigits(f.query.Text)); err != nil {
		return err
	}
	for _, id := range people {
		list, err := f.tx.Cases().OfCustomer(id, f.query.Limit)
		if err != nil {
			return err
		}
		f.add(list...)
	}
	items, err := f.tx.Cases().OfMessages(said)
	if err != nil {
		return err
	}
	for _, id := range said {
		if item, found := items[id]; found {
			k, err := f.tx.Cases().Get(item.CaseID)
			if err != nil {
				return err
			}
			f.add(k)
		}
	}
	return nil
}

// byDigits adds the cases whose number begins or ends in what is typed of it.
func (f *finding) byDigits(typed string) error {
	if len(typed) < tailShort || len(typed) >= numberLong {
		return nil
	}
	if err := f.ending(typed); err != nil || len(typed) < dayLong {
		return err
	}
	list, err := f.tx.Cases().Numbers().ByStart(typed, f.query.Limit)
	f.add(list...)
	return err
}

func (f *finding) add(list ...desk.Case) {
	for _, k := range list {
		if f.query.wants(k) && !slices.Contains(f.seen, k.ID) {
			f.seen, f.cases = append(f.seen, k.ID), append(f.cases, k)
		}
	}
}

// onlyDigits gives the digits of what is nothing else than a part of a number: digits, dots and dashes.
func onlyDigits(text string) string {
	if strings.Trim(text, "0123456789.- ") != "" {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
