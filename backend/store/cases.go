package store

import (
	"database/sql"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Cases reads the cases.
type Cases struct{ q querier }

// Cases gives the cases to read. They are written by recording events.
func (r *ReadTx) Cases() Cases { return Cases{r.q} }

// Get reads a case. desk.ErrNotFound when there is none.
func (c Cases) Get(id desk.CaseID) (desk.Case, error) { return one(c.q, scanCase, "case.get", id) }

// ByProtocol finds the case of a number; of one that was merged, the case that has its messages. Found is false
// when the number was never given here, or was made void.
func (c Cases) ByProtocol(p desk.Protocol) (k desk.Case, found bool, err error) {
	k, err = one(c.q, scanCase, "case.by_protocol", p)
	if err == nil && k.MergedInto != "" {
		k, err = c.Get(k.MergedInto)
	}
	if desk.HasCode(err, desk.ErrNotFound) {
		return k, false, nil
	}
	return k, err == nil && !k.Void, err
}

// OfCustomer lists a customer's cases: the open ones first, then the latest.
func (c Cases) OfCustomer(id desk.CustomerID, limit int) ([]desk.Case, error) {
	return collect(c.q, scanCase, "case.of_customer", id, limit)
}

// NewestOpen tells the number of the newest open case of each of many customers; those without one are left out.
func (c Cases) NewestOpen(ids []desk.CustomerID) (map[desk.CustomerID]desk.Protocol, error) {
	found := map[desk.CustomerID]desk.Protocol{}
	_, err := collect(c.q, func(rows *sql.Rows) (struct{}, error) {
		var id desk.CustomerID
		var p desk.Protocol
		err := rows.Scan(&id, &p)
		found[id] = p
		return struct{}{}, err
	}, "case.newest_open", idList(ids))
	return found, err
}

// List reads a page of all cases, the latest opened first. state is "open", "closed" or "" for both.
func (c Cases) List(state string, after Position, limit int) ([]desk.Case, error) {
	return collect(c.q, scanCase, "case.list", state, ms(after.At), after.ID, limit)
}

// Items lists the messages of a case, the oldest first.
func (c Cases) Items(id desk.CaseID) ([]desk.MessageID, error) {
	return collect(c.q, scanMessageID, "case.items", id)
}

// Log reads what was recorded about one case, in the order it was applied here.
func (c Cases) Log(id desk.CaseID) ([]desk.Event, error) {
	return collect(c.q, scanEvent, "event.of_case", id)
}

// CaseItem says which case a message belongs to.
type CaseItem struct {
	CaseID   desk.CaseID
	Protocol desk.Protocol
	Rule     desk.CaseRule
}

// OfMessages tells the cases of many messages; those in none are left out.
func (c Cases) OfMessages(ids []desk.MessageID) (map[desk.MessageID]CaseItem, error) {
	found := map[desk.MessageID]CaseItem{}
	_, err := collect(c.q, func(rows *sql.Rows) (struct{}, error) {
		var id desk.MessageID
		var item CaseItem
		err := rows.Scan(&id, &item.CaseID, &item.Protocol, &item.Rule)
		found[id] = item
		return struct{}{}, err
	}, "case.of_messages", idList(ids))
	return found, err
}

// Hints lists what the owner is asked about a customer's messages, the latest first.
func (c Cases) Hints(id desk.CustomerID) ([]desk.Hint, error) {
	return collect(c.q, func(rows *sql.Rows) (h desk.Hint, err error) {
		err = rows.Scan(&h.MessageID, &h.CaseID, &h.Kind, &h.Number)
		return h, err
	}, "case.hints", id)
}

// LastOfStation gives the highest number that a station, of two digits, has given; empty: none.
func (c Cases) LastOfStation(digits string) (desk.Protocol, error) {
	p, _, err := value[string](c.q, "case.last_of_station", digits)
	return desk.Protocol(p), err
}

// Stations lists the two digits of every station that has given a number known here.
func (c Cases) Stations() ([]string, error) {
	return collect(c.q, func(rows *sql.Rows) (digits string, err error) {
		err = rows.Scan(&digits)
		return digits, err
	}, "case.stations")
}

func scanCase(rows *sql.Rows) (k desk.Case, err error) {
	var opened, closed, promised, told int64
	var root desk.CaseID
	err = rows.Scan(&k.ID, &k.Protocol, &k.IdentityID, &k.CustomerID, &opened, &k.Class, &closed, &promised, &k.Promise, &told, &k.Earlier, &root, &k.Void)
	k.OpenedAt, k.ClosedAt, k.PromisedAt, k.ToldAt = fromMS(opened), fromMS(closed), fromMS(promised), fromMS(told)
	if root != k.ID {
		k.MergedInto = root
	}
	return k, err
}

func scanMessageID(rows *sql.Rows) (id desk.MessageID, err error) {
	err = rows.Scan(&id)
	return id, err
}

// applyToCase follows one event of a case.
func (tx *Tx) applyToCase(e desk.Event) error {
	tx.Announce(desk.Change{Kind: desk.CaseChanged, CustomerID: e.CustomerID, MessageID: e.MessageID})
	switch e.Kind {
	case desk.CaseJoined:
		return tx.putItem(e)
	case desk.CaseHinted:
		_, err := tx.q.exec("case.put_hint", e.MessageID, e.CaseID, e.Facts.Case.Hint, e.Facts.Case.Protocol)
		return err
	case desk.HintDismissed:
		_, err := tx.q.exec("case.remove_hint", e.MessageID)
		return err
	case desk.EventUndone:
		return tx.undoInCase(e)
	default:
		return tx.remakeCase(e.CaseID)
	}
}

func (tx *Tx) putItem(e desk.Event) error {
	if _, err := tx.q.exec("case.put_item", e.MessageID, e.CaseID, e.Facts.Case.Rule); err != nil {
		return err
	}
	if e.Actor != desk.Owner {
		return nil
	}
	_, err := tx.q.exec("case.remove_hint", e.MessageID) // she has answered it
	return err
}

// undoInCase takes an event of a case back. A message goes back to the case it was in before.
func (tx *Tx) undoInCase(e desk.Event) error {
	undone, err := one(tx.q, scanEvent, "event.get", e.Facts.Ref)
	if err != nil {
		return err
	}
	if undone.Kind != desk.CaseJoined {
		return tx.remakeCase(e.CaseID)
	}
	before, err := one(tx.q, scanEvent, "event.joining_message", undone.MessageID)
	if desk.HasCode(err, desk.ErrNotFound) {
		_, err = tx.q.exec("case.remove_item", undone.MessageID)
		return err
	}
	if err != nil {
		return err
	}
	return tx.putItem(before)
}

// remakeCase writes a case as its log tells it.
func (tx *Tx) remakeCase(id desk.CaseID) error {
	log, err := tx.Cases().Log(id)
	if err != nil {
		return err
	}
	k := desk.CaseOf(log)
	root, err := tx.rootOf(k)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("case.put", k.ID, k.Protocol, k.IdentityID, ms(k.OpenedAt), k.Class, ms(k.ClosedAt), ms(k.PromisedAt), k.Promise, ms(k.ToldAt),
		k.Earlier, root, k.Void); err != nil {
		return err
	}
	return tx.takeAlong(id, root)
}

// rootOf is the case that has the messages of a case.
func (tx *Tx) rootOf(k desk.Case) (desk.CaseID, error) {
	if k.MergedInto == "" {
		return k.ID, nil
	}
	into, err := tx.Cases().Get(k.MergedInto)
	if err == nil && into.MergedInto != "" {
		return into.MergedInto, nil
	}
	if desk.HasCode(err, desk.ErrNotFound) {
		err = nil // while all is made anew, it may come later; then it takes this one along
	}
	return k.MergedInto, err
}

// takeAlong gives what was merged into a case the same root.
func (tx *Tx) takeAlong(id, root desk.CaseID) error {
	merged, err := collect(tx.q, func(rows *sql.Rows) (id desk.CaseID, err error) {
		err = rows.Scan(&id)
		return id, err
	}, "case.merged_into", id)
	if err != nil || root == id {
		return err
	}
	for _, other := range merged {
		if err := tx.remakeCase(other); err != nil {
			return err
		}
	}
	return nil
}

// ByEnd finds the cases whose number ends in some digits, at most five: the open ones first.
func (c Cases) ByEnd(digits string, limit int) ([]desk.Case, error) {
	return collect(c.q, scanCase, "case.by_end", digits, limit)
}

// CaseAbout is what a case shows beyond itself.
type CaseAbout struct {
	CustomerName string
	State        desk.TurnState // of the customer's conversation
	Channels     []desk.Channel // in the order in which they first appear
	Messages     int
	LastAt       time.Time
	Begins       string
	Numbers      []desk.Protocol
}

// About reads what a case shows beyond itself.
func (c Cases) About(id desk.CaseID) (a CaseAbout, err error) {
	var last int64
	var channels, numbers string
	err = c.q.row("case.about", id).Scan(&a.CustomerName, &a.State, &channels, &a.Messages, &last, &a.Begins, &numbers)
	a.LastAt = fromMS(last)
	for _, word := range strings.Fields(channels) {
		a.Channels = append(a.Channels, desk.Channel(word))
	}
	for _, p := range strings.Fields(numbers) {
		a.Numbers = append(a.Numbers, desk.Protocol(p))
	}
	return a, err
}

// CaseMessage is what the story of a case tells of one message.
type CaseMessage struct {
	ID        desk.MessageID
	At        time.Time
	Channel   desk.Channel
	Direction desk.Direction
	Snippet   string
}

// Messages lists what was said in a case, the oldest first. What was taken back before it left was not.
func (c Cases) Messages(id desk.CaseID) ([]CaseMessage, error) {
	return collect(c.q, func(rows *sql.Rows) (m CaseMessage, err error) {
		var at int64
		err = rows.Scan(&m.ID, &at, &m.Channel, &m.Direction, &m.Snippet)
		m.At = fromMS(at)
		return m, err
	}, "case.messages", id)
}
