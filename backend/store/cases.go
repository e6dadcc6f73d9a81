package store

import (
	"database/sql"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Cases reads the cases.
type Cases struct{ q querier }

// Cases gives the cases to read. They are written by recording events.
func (r *ReadTx) Cases() Cases { return Cases{r.q} }

// CaseNumbers reads the numbers that were given, whatever became of their cases.
type CaseNumbers struct{ q querier }

// Numbers gives the numbers to read.
func (c Cases) Numbers() CaseNumbers { return CaseNumbers(c) }

// Get reads a case. desk.ErrNotFound when there is none.
func (c Cases) Get(id desk.CaseID) (desk.Case, error) { return one(c.q, scanCase, "case.get", id) }

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

// PromisedCases is the state in which cases are open and something is promised in them.
const PromisedCases = "promised"

// List reads a page of all cases, the latest opened first. state is "open", "closed" or "" for both; of PromisedCases the
// first to be due come first.
func (c Cases) List(state string, after Position, limit int) ([]desk.Case, error) {
	if state == PromisedCases {
		return collect(c.q, scanCase, "case.promised", ms(after.At), after.ID, limit)
	}
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

// Decisions reads what was recorded about one case, without what put messages into it.
func (c Cases) Decisions(id desk.CaseID) ([]desk.Event, error) {
	return collect(c.q, scanEvent, "event.deciding_case", id)
}

// LastAbout gives the last event of a kind about a message that was not undone; found is false when there is none.
func (c Cases) LastAbout(id desk.MessageID, kind desk.EventKind) (e desk.Event, found bool, err error) {
	e, err = one(c.q, scanEvent, "event.last_of_message", id, kind)
	if desk.HasCode(err, desk.ErrNotFound) {
		return e, false, nil
	}
	return e, err == nil, err
}

// MergedApart lists the cases of a customer that were merged into one that is another's since.
func (c Cases) MergedApart(id desk.CustomerID) ([]desk.CaseID, error) {
	return collect(c.q, scanCaseID, "case.merged_apart", id)
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

// ByProtocol finds the case of a number; of one that was merged, the case that has its messages. Found is false
// when the number was never given here, or was made void.
func (n CaseNumbers) ByProtocol(p desk.Protocol) (k desk.Case, found bool, err error) {
	k, err = one(n.q, scanCase, "case.by_protocol", p)
	if err == nil && k.MergedInto != "" {
		k, err = Cases(n).Get(k.MergedInto)
	}
	if desk.HasCode(err, desk.ErrNotFound) {
		return k, false, nil
	}
	return k, err == nil && !k.Void, err
}

// LastOfStation gives the highest number that this folder, or this computer, knows to be given under two station digits;
// empty: none.
func (n CaseNumbers) LastOfStation(digits string) (desk.Protocol, error) {
	p, _, err := value[string](n.q, "case.last_of_station", digits)
	return max(desk.Protocol(p), n.q.memory.numbers()[digits]), err
}

// LastOfStations gives that of all station digits under which one was given.
func (n CaseNumbers) LastOfStations() (map[string]desk.Protocol, error) {
	here, err := collect(n.q, scanProtocol, "case.last_of_stations")
	last := n.q.memory.numbers()
	latest(last, slices.Values(here))
	return last, err
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

func scanProtocol(rows *sql.Rows) (p desk.Protocol, err error) {
	err = rows.Scan(&p)
	return p, err
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
		_, err := tx.q.exec("case.put_hint", e.MessageID, e.Facts.Case.Hint, e.Facts.Case.Protocol, e.Facts.Case.About)
		return err
	case desk.HintDismissed:
		return tx.dismissHint(e, true)
	case desk.EventUndone:
		return tx.undoInCase(e)
	default:
		return tx.remakeCase(e.CaseID)
	}
}

func (tx *Tx) putItem(e desk.Event) error {
	_, err := tx.q.exec("case.put_item", e.MessageID, e.CaseID, e.Facts.Case.Rule)
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
	before, found, err := tx.Cases().LastAbout(undone.MessageID, desk.CaseJoined)
	if err == nil && !found {
		_, err = tx.q.exec("case.remove_item", undone.MessageID)
	}
	if err != nil || !found {
		return err
	}
	return tx.putItem(before)
}

// remakeCase writes a case as its log tells it.
func (tx *Tx) remakeCase(id desk.CaseID) error {
	log, err := tx.Cases().Decisions(id)
	if err != nil {
		return err
	}
	k := desk.CaseOf(log)
	promised, err := tx.pendingPromise(id)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("case.put", k.ID, k.Protocol, k.IdentityID, ms(k.OpenedAt), k.Class, ms(k.ClosedAt), ms(k.PromisedAt), k.Promise, ms(k.ToldAt),
		k.Earlier, k.MergedInto, k.Void); err != nil {
		return err
	}
	root, err := tx.rootOf(id)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("case.put_root", id, root); err != nil {
		return err
	}
	return tx.followPromise(id, promised)
}

// followPromise has the conversation stand as a promise means it, once that is another than it was.
func (tx *Tx) followPromise(id desk.CaseID, before int64) error {
	now, err := tx.pendingPromise(id)
	if err != nil || now == before {
		return err
	}
	k, err := tx.Cases().Get(id)
	if err == nil && k.CustomerID != "" {
		tx.touched.entry(k.CustomerID).remake = true // where nothing was said, a promise alone makes a row
	}
	return err
}

// pendingPromise is by when something is to be done in an open case; 0: nothing is promised there.
func (tx *Tx) pendingPromise(id desk.CaseID) (int64, error) {
	at, _, err := value[int64](tx.q, "case.pending", id)
	return at, err
}

// rootOf follows a case to the one that has its messages. Where a case on the way is not here yet, because all is being
// made anew, it ends there: that one takes along what was merged into it when it comes.
func (tx *Tx) rootOf(id desk.CaseID) (desk.CaseID, error) {
	for {
		into, merged, err := value[string](tx.q, "case.merged_into", id)
		if err != nil || !merged {
			return id, err
		}
		id = desk.CaseID(into)
	}
}

func scanCaseID(rows *sql.Rows) (id desk.CaseID, err error) {
	err = rows.Scan(&id)
	return id, err
}

// ByEnd finds the cases whose number ends in some digits: the open ones first, then the latest.
func (n CaseNumbers) ByEnd(digits string, limit int) ([]desk.Case, error) {
	return collect(n.q, scanCase, "case.by_end", digits, limit)
}

// ByStart finds the cases whose number begins with some digits: the open ones first, then the latest.
func (n CaseNumbers) ByStart(digits string, limit int) ([]desk.Case, error) {
	return collect(n.q, scanCase, "case.by_start", digits, limit)
}

// CaseAbout is what a case shows beyond itself.
type CaseAbout struct {
	CustomerName string
	State        desk.TurnState // of the customer's conversation
	Channels     []desk.Channel // in the order in which they first appear
	Messages     int
	FirstAt      time.Time // zero: nothing was said
	LastAt       time.Time
	Begins       string
	Numbers      []desk.Protocol
}

// About reads what a case shows beyond itself.
func (c Cases) About(id desk.CaseID) (a CaseAbout, err error) {
	var first, last int64
	var channels, numbers string
	err = c.q.row("case.about", id).Scan(&a.CustomerName, &a.State, &channels, &a.Messages, &first, &last, &a.Begins, &numbers)
	a.FirstAt, a.LastAt = fromMS(first), fromMS(last)
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
