package store

import (
	"database/sql"
	"errors"
	"time"

	"balcao/backend/desk"
)

// lateArrival is how much older than our last answer a message may be and still be found unanswered when it
// arrives after that answer. It bounds the look back for customers with years of messages.
const lateArrival = 60 * 24 * time.Hour

// Conversation is the kept row of one customer.
type Conversation struct {
	CustomerID desk.CustomerID
	Machine    bool
	State      desk.TurnState
	LastAt     time.Time
	LastID     desk.MessageID
	ReadAt     time.Time
	UnreadAt   time.Time // when the owner marked it unread; zero: read since
	Unread     int
	Turn       desk.Turn
}

// touches collects what a transaction means for conversations, so that each row is written once.
type touches map[desk.CustomerID]*touch

type touch struct {
	newest    desk.Message // of the messages that came; zero ID: none
	spokeAt   time.Time
	arrivedAt time.Time
	turn      bool // whose turn it is, or what is unread, may have changed
	recount   bool // a message was taken back, or a planned one left: what is newest has to be looked for
	remake    bool // identities moved, or a decision was undone: the row is made from messages and log
	describe  bool // what the owner has written down follows from the log anew
	bought    bool // what she bought, or who belongs to her, is another now
}

func (t touches) entry(id desk.CustomerID) *touch {
	if t[id] == nil {
		t[id] = &touch{}
	}
	return t[id]
}

// customer notes that something about a customer's turn changed.
func (t touches) customer(id desk.CustomerID) *touch {
	c := t.entry(id)
	c.turn = true
	return c
}

// add takes over what another collection found.
func (t touches) add(other touches) {
	for id, from := range other {
		to := t.entry(id)
		to.turn, to.recount = to.turn || from.turn, to.recount || from.recount
		to.remake, to.describe, to.bought = to.remake || from.remake, to.describe || from.describe, to.bought || from.bought
		if from.newest.ID != "" && (to.newest.ID == "" || newer(from.newest, to.newest)) {
			to.newest = from.newest
		}
		to.spokeAt, to.arrivedAt = later(to.spokeAt, from.spokeAt), later(to.arrivedAt, from.arrivedAt)
	}
}

// idle tells that nothing here concerns the conversation.
func (t touch) idle() bool { return t.newest.ID == "" && !t.turn && !t.recount }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// message notes a message that came. History and machines change nobody's turn, and a first sync consists of
// little else.
//
// What nobody asked for is no part of a conversation: it answers nobody, lifts nothing to the top, and makes no row for who
// never wrote.
func (t touches) message(id desk.CustomerID, m desk.Message) {
	if m.Purpose != "" {
		return
	}
	c := t.entry(id)
	if !m.Planned() && (c.newest.ID == "" || newer(m, c.newest)) {
		c.newest = m
	}
	if m.Voice == desk.MachineVoice || m.History {
		return
	}
	c.turn = true
	c.spokeAt, c.arrivedAt = later(c.spokeAt, m.At), later(c.arrivedAt, m.ArrivedAt)
}

// newer says which of two messages stands in the list: a person's before a machine's, then the later one.
func newer(a, b desk.Message) bool {
	if aSpeaks, bSpeaks := a.Voice > desk.MachineVoice, b.Voice > desk.MachineVoice; aSpeaks != bSpeaks {
		return aSpeaks
	}
	if !a.At.Equal(b.At) {
		return a.At.After(b.At)
	}
	return a.ID > b.ID
}

// settleConversations brings the rows of all touched customers up to date.
func (tx *Tx) settleConversations(now time.Time) error {
	for id, t := range tx.touched {
		if t.describe {
			if err := tx.describeCustomer(id); err != nil {
				return err
			}
		}
		var err error
		switch {
		case t.remake:
			err = tx.remake(id, now)
		case !t.idle():
			err = tx.settleConversation(id, *t, now)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settleConversation takes into a row what a transaction means for it. Where nothing was said there is little to read, and
// the row is made from the log.
func (tx *Tx) settleConversation(id desk.CustomerID, t touch, now time.Time) error {
	c, found, err := tx.conversation(id)
	if err != nil {
		return err
	}
	if found && c.LastID == "" {
		return tx.remake(id, now)
	}
	if !found {
		if c, err = tx.decided(id); err != nil {
			return err
		}
		t.turn = t.turn || !c.UnreadAt.IsZero()
	}
	c.absorb(t)
	return tx.settle(&c, t, now)
}

func (tx *Tx) settle(c *Conversation, t touch, now time.Time) error {
	if t.recount {
		if err := tx.recount(c); err != nil {
			return err
		}
	}
	if t.turn {
		return tx.refresh(c, now)
	}
	return tx.putConversation(*c, now)
}

// recount looks for the newest message among all of them, as Rebuild does.
func (tx *Tx) recount(c *Conversation) error {
	identities, err := tx.Customers().Identities(c.CustomerID)
	if err != nil {
		return err
	}
	found := Conversation{Machine: true}
	_, err = tx.readExtent(&found, identities)
	c.Machine, c.LastAt, c.LastID = found.Machine, found.LastAt, found.LastID
	c.Turn.SpokeAt, c.Turn.ArrivedAt = found.Turn.SpokeAt, found.Turn.ArrivedAt
	return err
}

// absorb takes in the messages of this transaction. Whether the kept newest message is a person's is what
// Machine says: only machines' messages are there while it is true.
func (c *Conversation) absorb(t touch) {
	m := t.newest
	if m.ID != "" {
		voice := desk.CustomerVoice
		if c.Machine {
			voice = desk.MachineVoice
		}
		if c.LastID == "" || newer(m, desk.Message{ID: c.LastID, At: c.LastAt, Voice: voice}) {
			c.LastAt, c.LastID = m.At, m.ID
		}
		c.Machine = c.Machine && m.Voice == desk.MachineVoice
	}
	c.Turn.SpokeAt, c.Turn.ArrivedAt = later(c.Turn.SpokeAt, t.spokeAt), later(c.Turn.ArrivedAt, t.arrivedAt)
}

// refresh works out what depends on other rows, and writes the row.
func (tx *Tx) refresh(c *Conversation, now time.Time) error {
	if err := tx.readTurn(c); err != nil {
		return err
	}
	return tx.putConversation(*c, now)
}

func (tx *Tx) putConversation(c Conversation, now time.Time) error {
	t := c.Turn
	_, err := tx.q.exec("conversation.put", c.CustomerID, c.Machine, t.State(now), ms(t.NextChange(now)), ms(c.LastAt), c.LastID,
		ms(t.AwaitingSince), ms(t.SpokeAt), ms(t.ArrivedAt), ms(t.ClosedAt), ms(t.SnoozedAt), ms(t.SnoozedUntil), ms(t.PromisedAt), ms(c.ReadAt),
		ms(c.UnreadAt), c.Unread, t.Failed, ms(t.JunkAt), ms(t.AnsweredAt))
	if err == nil {
		tx.Announce(desk.Change{Kind: desk.ConversationChanged, CustomerID: c.CustomerID})
	}
	return err
}

// readTurn finds since when the customer waits, what was promised to her, and what is unread. An answer on any channel
// answers all that was said before it; an answer written here answers only what had arrived here by then. Who answers has
// read. Where there is no customer nobody waits, and nothing is there to be read.
func (tx *Tx) readTurn(c *Conversation) error {
	var elsewhere, here, promised, since int64
	var quiet bool
	if err := tx.q.row("conversation.answers", c.CustomerID).Scan(&elsewhere, &here, &promised, &quiet); err != nil {
		return err
	}
	c.Turn.PromisedAt = fromMS(promised)
	late, closed := lateArrival.Milliseconds(), ms(c.Turn.ClosedAt)
	read := max(ms(c.ReadAt), here)
	err := tx.q.row("conversation.waiting", c.CustomerID,
		max(elsewhere, here-late), max(here, closed), max(elsewhere, read-late), read, closed, quiet).Scan(&since, &c.Unread, &c.Turn.Failed)
	c.wait(fromMS(since), fromMS(max(elsewhere, here)))
	return err
}

// wait takes in since when the customer waits, and when the shop last wrote: nobody waits for it who is no customer, and
// what the owner marked unread since then is.
func (c *Conversation) wait(since, answered time.Time) {
	c.Turn.AwaitingSince, c.Turn.AnsweredAt = since, answered
	if c.Turn.JunkStands() {
		c.Turn.AwaitingSince, c.Unread = time.Time{}, 0
	}
	if c.UnreadAt.After(answered) {
		c.Unread = max(c.Unread, 1)
	}
}

func (r *ReadTx) conversation(id desk.CustomerID) (c Conversation, found bool, err error) {
	c, err = one(r.q, scanConversation, "conversation.get", id)
	if desk.HasCode(err, desk.ErrNotFound) {
		return c, false, nil
	}
	return c, err == nil, err
}

func scanConversation(rows *sql.Rows) (c Conversation, err error) {
	var last, awaiting, spoke, arrived, closed, snoozed, until, promised, read, unread, junk, answered int64
	err = rows.Scan(&c.CustomerID, &c.Machine, &c.State, &last, &c.LastID, &awaiting, &spoke, &arrived, &closed, &snoozed, &until, &promised, &read,
		&unread, &c.Unread, &c.Turn.Failed, &junk, &answered)
	c.LastAt, c.ReadAt, c.UnreadAt = fromMS(last), fromMS(read), fromMS(unread)
	c.Turn.AwaitingSince, c.Turn.SpokeAt, c.Turn.ArrivedAt = fromMS(awaiting), fromMS(spoke), fromMS(arrived)
	c.Turn.ClosedAt, c.Turn.SnoozedAt, c.Turn.SnoozedUntil, c.Turn.PromisedAt = fromMS(closed), fromMS(snoozed), fromMS(until), fromMS(promised)
	c.Turn.JunkAt, c.Turn.AnsweredAt = fromMS(junk), fromMS(answered)
	return c, err
}

// Conversation reads the kept row of a customer; found is false when nothing was ever said.
func (r *ReadTx) Conversation(id desk.CustomerID) (c Conversation, found bool, err error) {
	return r.conversation(id)
}

// JunkStands tells that the owner said of a customer that she is none, and that the shop did not write to her since, in
// this transaction neither: her row is brought up to date only at its end.
func (c CustomersTx) JunkStands(id desk.CustomerID) (bool, error) {
	talk, _, err := c.tx.conversation(id)
	if err != nil || !talk.Turn.JunkStands() {
		return false, err
	}
	err = c.tx.readTurn(&talk)
	return talk.Turn.JunkStands(), err
}

// Roll moves conversations whose state changes by time alone: a snooze that ends, a wait that lapses, a promise that
// falls due. It returns how many moved. What customers bought in the period changes with the days too.
func (tx *Tx) Roll(now time.Time) (int, error) {
	type due struct {
		id      desk.CustomerID
		promise bool
	}
	list, err := collect(tx.q, func(rows *sql.Rows) (d due, err error) {
		err = rows.Scan(&d.id, &d.promise)
		return d, err
	}, "conversation.due", ms(now))
	for _, d := range list {
		tx.touched.customer(d.id)
		if d.promise {
			tx.Announce(desk.Change{Kind: desk.PromiseDue, CustomerID: d.id})
		}
	}
	return len(list), errors.Join(err, tx.rollScores())
}

// InboxRow is one line of the list.
type InboxRow struct {
	CustomerID   desk.CustomerID
	Name         string
	Machine      bool
	State        desk.TurnState
	LastAt       time.Time
	WaitingSince time.Time // zero: nobody waits
	PromisedAt   time.Time // by when the first promise of an open case is due; zero: nothing is promised
	Unread       int
	Failed       bool
	LastID       desk.MessageID
	Channel      desk.Channel
	Direction    desk.Direction
	Snippet      string
	Placeholder  string
	Address      string // one of the customer's, for those without a name
	Draft        bool   // something typed or attached waits to be sent
	Junk         bool   // the owner said that this is no customer
	Value        int64  // cents that she paid in the period; known where the list is sorted by it
}

func scanInboxRow(rows *sql.Rows) (InboxRow, error) { return scanInboxRowAnd(rows) }

func scanValuedRow(rows *sql.Rows) (InboxRow, error) {
	var value int64
	r, err := scanInboxRowAnd(rows, &value)
	r.Value = value
	return r, err
}

func scanInboxRowAnd(rows *sql.Rows, more ...any) (r InboxRow, err error) {
	var last, waiting, promised, junk, answered int64
	err = rows.Scan(append([]any{
		&r.CustomerID, &r.Name, &r.Machine, &r.State, &last, &waiting, &promised, &r.Unread, &r.Failed, &r.LastID,
		&r.Channel, &r.Direction, &r.Snippet, &r.Placeholder, &r.Address, &r.Draft, &junk, &answered,
	}, more...)...)
	r.LastAt, r.WaitingSince, r.PromisedAt = fromMS(last), fromMS(waiting), fromMS(promised)
	r.Junk = desk.Turn{JunkAt: fromMS(junk), AnsweredAt: fromMS(answered)}.JunkStands()
	return r, err
}

// PromiseDue tells whether the time of what was promised has come.
func (r InboxRow) PromiseDue(now time.Time) bool {
	return desk.Turn{PromisedAt: r.PromisedAt}.PromiseDue(now)
}

// Inbox reads the kept rows of the list.
type Inbox struct{ q querier }

// Inbox gives the list to read.
func (r *ReadTx) Inbox() Inbox { return Inbox{r.q} }

// InboxPart selects lines of one state that are overdue or are not: they wait since before a moment, or what was promised
// was due by another.
type InboxPart struct {
	State         desk.TurnState
	OverdueBefore time.Time
	PromisedBy    time.Time
	Overdue       bool
	OldestFirst   bool
	ByValue       bool // who paid most in the period first; of equal ones as OldestFirst says
	After         Position
	AfterValue    int64 // of the row before, where ByValue
	Limit         int
}

// Rows reads a page of one part, newest or oldest first, or by value.
func (i Inbox) Rows(p InboxPart) ([]InboxRow, error) {
	if p.ByValue {
		turn := -1
		if p.OldestFirst {
			turn = 1
		}
		return collect(i.q, scanValuedRow, "conversation.rows_by_value",
			p.State, ms(p.After.At), p.After.ID, ms(p.OverdueBefore), ms(p.PromisedBy), p.Overdue, p.Limit, turn, p.AfterValue)
	}
	name := "conversation.rows"
	if p.OldestFirst {
		name = "conversation.rows_oldest"
	}
	return collect(i.q, scanInboxRow, name, p.State, ms(p.After.At), p.After.ID, ms(p.OverdueBefore), ms(p.PromisedBy), p.Overdue, p.Limit)
}

// All reads a page of all conversations, machines' included, newest first.
func (i Inbox) All(after Position, limit int) ([]InboxRow, error) {
	return collect(i.q, scanInboxRow, "conversation.rows_all", ms(after.At), after.ID, limit)
}

// Row reads one line. desk.ErrNotFound when the customer has no conversation.
func (i Inbox) Row(id desk.CustomerID) (InboxRow, error) {
	return one(i.q, scanInboxRow, "conversation.one_row", id)
}

// Unread tells how many conversations wait for an answer and were not looked at.
func (i Inbox) Unread() (int, error) {
	n, _, err := value[int](i.q, "conversation.count_unread")
	return n, err
}

// Counts tells how many conversations are in each state.
func (i Inbox) Counts() (map[desk.TurnState]int, error) {
	type count struct {
		state desk.TurnState
		n     int
	}
	list, err := collect(i.q, func(rows *sql.Rows) (c count, err error) {
		err = rows.Scan(&c.state, &c.n)
		return c, err
	}, "conversation.counts")
	counts := map[desk.TurnState]int{}
	for _, c := range list {
		counts[c.state] = c.n
	}
	return counts, err
}

func scanCustomerID(rows *sql.Rows) (id desk.CustomerID, err error) {
	err = rows.Scan(&id)
	return id, err
}
