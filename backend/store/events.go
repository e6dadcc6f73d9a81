package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"balcao/backend/desk"
)

// NewID mints a ULID: sortable by time, unique across laptops.
func NewID() string { return strings.ToLower(ulid.Make().String()) }

// takeStation settles the name under which this folder counts its events; may is asked as in write.
func (s *Store) takeStation(ctx context.Context, may func() error) error {
	if s.station != "" {
		return nil
	}
	var name string
	err := s.write(ctx, may, func(tx *Tx) (err error) {
		name, err = tx.settleStation()
		return err
	})
	if err == nil {
		s.station = name
	}
	return err
}

// settleStation gives the folder the name that it had, if the computer remembers that it counted as far as it has, at this
// place. Any other may have counted further: it was copied, or an older one was put in its place. It takes a new name.
func (tx *Tx) settleStation() (string, error) {
	here, err := filepath.Abs(tx.store.dir)
	if err != nil {
		return "", err
	}
	name, err := tx.Settings().Station()
	if err != nil {
		return "", err
	}
	counter, err := tx.counted(name)
	if err != nil {
		return "", err
	}
	n, found := tx.q.memory.recall(name)
	if !found || n.Folder != here || n.Counter != counter {
		name, n = NewID(), tally{Folder: here}
	}
	if tx.q.memory.keep(name, n) != nil { // then it is not to be relied upon
		name, tx.store.forgets = NewID(), true
	}
	tx.store.tally = n
	return name, tx.Settings().Put(stationSetting, name)
}

// counted gives the last counter of a station.
func (tx *Tx) counted(station string) (int64, error) {
	counter, _, err := value[int64](tx.q, "event.last_counter", station)
	return counter, err
}

// remember has this computer note how far the transaction counts. A main file that was overwritten while it was open has
// counted less far than is remembered.
func (tx *Tx) remember() (tally, error) {
	s := tx.store
	if s.station == "" || s.forgets {
		return s.tally, nil
	}
	counter, err := tx.counted(s.station)
	switch {
	case err != nil || counter == s.tally.Counter:
		return s.tally, err
	case counter < s.tally.Counter:
		return s.tally, desk.E(desk.ErrDataReplaced, nil, "file", s.path(mainFile))
	}
	given, err := collect(tx.q, scanProtocol, "event.numbers_since", s.station, s.tally.Counter)
	if err != nil {
		return s.tally, err
	}
	n := s.tally.with(counter, given)
	return n, explained(s.memory.keep(s.station, n), s.memory.dir)
}

// Record appends an event and applies it: the change and its log entry are one transaction.
func (tx *Tx) Record(e desk.Event) error {
	if e.ID == "" {
		e.ID = desk.EventID(NewID())
	}
	e.At = tx.moment
	e.Station = tx.store.station
	if tx.counter == 0 {
		counter, err := tx.counted(e.Station)
		if err != nil {
			return err
		}
		tx.counter = counter
	}
	e.Counter = tx.counter + 1
	facts, err := json.Marshal(e.Facts)
	if err != nil {
		return err
	}
	personal, err := json.Marshal(e.Personal)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("event.insert", e.ID, e.Station, e.Counter, e.Kind, ms(e.At), e.Actor, e.CustomerID, e.MessageID, e.CaseID, string(facts), string(personal)); err != nil {
		return err
	}
	tx.counter = e.Counter
	tx.keepLog(e)
	return tx.apply(e)
}

func (tx *Tx) keepLog(e desk.Event) {
	log, isNew := tx.newcomers[e.CustomerID]
	if (isNew || e.Kind == desk.CustomerAdded) && e.CaseID == "" {
		tx.newcomers[e.CustomerID] = append(log, e)
	}
}

// logOf is Log, without reading what was recorded just now.
func (tx *Tx) logOf(id desk.CustomerID) ([]desk.Event, error) {
	if log, isNew := tx.newcomers[id]; isNew {
		return log, nil
	}
	return tx.Customers().Log(id)
}

// Undo records that an event, and everything that it caused, no longer counts. The conversations stand accordingly at
// once: what comes next in the transaction may go by them.
func (tx *Tx) Undo(e desk.Event) error {
	caused, err := collect(tx.q, scanEvent, "event.caused_by", e.ID)
	if err != nil {
		return err
	}
	for _, undone := range slices.Backward(append([]desk.Event{e}, caused...)) {
		err := tx.Record(desk.Event{
			Kind: desk.EventUndone, Actor: desk.Owner, CustomerID: undone.CustomerID, CaseID: undone.CaseID,
			Facts: desk.Facts{Ref: string(undone.ID), Purchase: undone.Facts.Purchase},
		})
		if err == nil && tx.touched.entry(undone.CustomerID).remake {
			err = tx.remake(undone.CustomerID, tx.now())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// apply changes the tables as an event says. It is deterministic (no clock, no chance) and may be repeated.
func (tx *Tx) apply(e desk.Event) error {
	if is, err := tx.applyToNoun(e); is {
		return err
	}
	if e.CaseID != "" || e.Kind == desk.CaseHinted || e.Kind == desk.HintDismissed {
		return tx.applyToCase(e)
	}
	switch e.Kind {
	case desk.MessageAccepted:
		return tx.Messages().SetAlias(e.Facts.Channel, e.Facts.Ref, e.MessageID)
	case desk.MessageAttributed, desk.ImportMade: // what came says whose it is, and what brought it
		return nil
	case desk.MessageDismissed:
		return tx.dismiss(e.MessageID, e.At)
	case desk.EventUndone:
		return tx.applyUndone(e)
	}
	if isDecision(e.Kind) {
		return tx.applyToConversation(e)
	}
	return tx.applyToCustomer(e)
}

// applyToNoun applies an event of what has a log of its own, and tells whether it is one.
func (tx *Tx) applyToNoun(e desk.Event) (is bool, err error) {
	switch f := e.Facts; {
	case f.Phrase != nil:
		return true, tx.applyToPhrase(e)
	case f.Campaign != nil:
		return true, tx.applyToCampaign(e)
	case f.Audience != nil:
		return true, tx.applyToAudience(e)
	case f.Purchase != nil:
		return true, tx.applyToPurchase(e)
	case f.Cuts != nil:
		return true, tx.applyToCuts()
	case f.Consent != nil:
		return true, tx.applyToConsent(e)
	case f.Survey != nil:
		return true, tx.applyToSurvey(e)
	default:
		return false, nil
	}
}

// isDecision tells what a conversation follows one by one.
func isDecision(kind desk.EventKind) bool {
	switch kind {
	case desk.ConversationClosed, desk.ConversationSnoozed, desk.ConversationReopened, desk.ConversationJunked,
		desk.ConversationRead, desk.ConversationUnread:
		return true
	default:
		return false
	}
}

// dismiss marks a failed answer as dealt with, unless it was tried again since.
func (tx *Tx) dismiss(id desk.MessageID, at time.Time) error {
	row, found, err := tx.Deliveries().OfMessage(id)
	if err != nil || !found || row.UpdatedAt.After(at) {
		return err
	}
	row.Dismissed = true
	return tx.Deliveries().Update(row)
}

func (tx *Tx) applyToConversation(e desk.Event) error {
	t := tx.touched.entry(e.CustomerID)
	if t.remake {
		return nil // follows from the log, where it stands already
	}
	c, found, err := tx.conversation(e.CustomerID)
	if err != nil {
		return err
	}
	if !found && t.newest.ID != "" { // the first word of this customer came in this very transaction
		t.remake = true
		return nil
	}
	if !found {
		return desk.E(desk.ErrNotFound, nil, "kind", "customer", "id", string(e.CustomerID))
	}
	c.follow(e)
	return tx.refresh(&c, tx.now())
}

// follow takes in what one event of the customer's log means for the conversation.
func (c *Conversation) follow(e desk.Event) {
	switch e.Kind {
	case desk.ConversationRead:
		c.ReadAt, c.UnreadAt = e.At, time.Time{}
	case desk.ConversationUnread:
		c.UnreadAt = e.At
	case desk.CustomerMerged:
		c.ReadAt, c.UnreadAt = e.Facts.Joining.ReadAt, e.Facts.Joining.UnreadAt
	case desk.CustomerSplit:
		c.ReadAt = later(c.ReadAt, e.Facts.Joining.ReadAt)
	}
	c.Turn = c.Turn.Decided(e)
}

func (r *ReadTx) events() ([]desk.Event, error) {
	return collect(r.q, scanEvent, "event.all")
}

// Log reads what was recorded about one customer, in the order it was applied here.
func (c Customers) Log(id desk.CustomerID) ([]desk.Event, error) {
	return collect(c.q, scanEvent, "event.of_customer", id)
}

func scanEvent(rows *sql.Rows) (e desk.Event, err error) {
	var at int64
	var facts, personal string
	if err := rows.Scan(&e.ID, &e.Station, &e.Counter, &e.Kind, &at, &e.Actor, &e.CustomerID, &e.MessageID, &e.CaseID, &facts, &personal); err != nil {
		return e, err
	}
	e.At = fromMS(at)
	if err := json.Unmarshal([]byte(facts), &e.Facts); err != nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(personal), &e.Personal)
}
