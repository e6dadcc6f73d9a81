package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
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
func (s *Store) takeStation(ctx context.Context, may func() error, same bool) error {
	if s.station != "" {
		return nil
	}
	var name string
	err := s.write(ctx, may, func(tx *Tx) (err error) {
		name, err = tx.stationOf(s.dir, same)
		return err
	})
	if err == nil {
		s.station = name
	}
	return err
}

// stationOf gives the name of a folder. One that was copied or restored, elsewhere or here, takes a new one, or two would
// count with one counter; so does one whose main file is not the one that this program left (same): an older copy would
// count the same numbers again.
func (tx *Tx) stationOf(dir string, same bool) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	here, err := folderIdentity(abs)
	if err != nil {
		return "", err
	}
	was, _, err := tx.Settings().Get("folder")
	if err != nil {
		return "", err
	}
	if name, ok, err := tx.Settings().Get(stationSetting); err != nil || (ok && same && was == here) {
		return name, err
	}
	name := NewID()
	if err := tx.Settings().Put("folder", here); err != nil {
		return "", err
	}
	return name, tx.Settings().Put(stationSetting, name)
}

// folderIdentity tells a folder from a copy of it: machine, path, a nonce file that a copy of the database alone does not
// bring along, and what tells both files from copies that were put in their place.
func folderIdentity(dir string) (string, error) {
	path := filepath.Join(dir, nonceFile)
	nonce, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		nonce = []byte(NewID())
		err = os.WriteFile(path, nonce, 0o600)
	}
	if err != nil {
		return "", err
	}
	host, err := os.Hostname()
	if err != nil {
		return "", err
	}
	parts := []string{"folder", host, dir, string(nonce)}
	for _, name := range []string{nonceFile, mainFile} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		parts = append(parts, fileID(info))
	}
	return desk.HashID(parts...), nil
}

// Record appends an event and applies it: the change and its log entry are one transaction.
func (tx *Tx) Record(e desk.Event) error {
	if e.ID == "" {
		e.ID = desk.EventID(NewID())
	}
	e.At = tx.moment
	e.Station = tx.store.station
	counter, _, err := value[int64](tx.q, "event.next_counter", e.Station)
	if err != nil {
		return err
	}
	e.Counter = counter
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
	return tx.apply(e)
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
			Kind: desk.EventUndone, Actor: desk.Owner, CustomerID: undone.CustomerID, CaseID: undone.CaseID, Facts: desk.Facts{Ref: string(undone.ID)},
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
	if e.Facts.Phrase != nil {
		return tx.applyToPhrase(e)
	}
	if e.CaseID != "" || e.Kind == desk.CaseHinted || e.Kind == desk.HintDismissed {
		return tx.applyToCase(e)
	}
	switch e.Kind {
	case desk.MessageAccepted:
		return tx.Messages().SetAlias(e.Facts.Channel, e.Facts.Ref, e.MessageID)
	case desk.MessageAttributed: // the message says whose it is
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

// isDecision tells what a conversation follows one by one.
func isDecision(kind desk.EventKind) bool {
	switch kind {
	case desk.ConversationClosed, desk.ConversationSnoozed, desk.ConversationReopened, desk.ConversationRead, desk.ConversationUnread:
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
