package store

import (
	"context"
	"time"

	"balcao/backend/desk"
)

// Rebuild makes every projection anew from messages, deliveries and events: the rows of the inbox and both
// search indexes. What it makes equals what was kept step by step.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.Write(ctx, func(tx *Tx) error {
		for _, statement := range []string{
			"DELETE FROM conversation",
			"INSERT INTO message_fts (message_fts) VALUES ('rebuild')",
			"INSERT INTO note_fts (note_fts) VALUES ('rebuild')",
			"DELETE FROM customer_fts",
		} {
			if _, err := tx.q.tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if err := tx.rebuildConversations(tx.now()); err != nil {
			return err
		}
		return tx.replay()
	})
}

func (tx *Tx) rebuildConversations(now time.Time) error {
	ids, err := collect(tx.q, scanCustomerID, "conversation.all_ids")
	if err != nil {
		return err
	}
	for _, id := range ids {
		tx.Customers().Index(id)
		c, spoken, err := tx.readExtent(id)
		if err != nil {
			return err
		}
		if !spoken {
			continue
		}
		if err := tx.refresh(&c, now); err != nil {
			return err
		}
	}
	return nil
}

// readExtent finds the newest message of a customer and when anybody last spoke; spoken is false when there is
// no message at all. What was taken back before it left was never said.
func (tx *Tx) readExtent(id desk.CustomerID) (c Conversation, spoken bool, err error) {
	c = Conversation{CustomerID: id, Machine: true}
	identities, err := tx.Customers().Identities(id)
	if err != nil {
		return c, false, err
	}
	for _, i := range identities {
		_, any, err := value[int64](tx.q, "conversation.spoken", i.ID)
		if err != nil {
			return c, false, err
		}
		spoken = spoken || any
		t, err := tx.extentOf(i.ID)
		if err != nil {
			return c, false, err
		}
		c.absorb(t)
	}
	return c, spoken, nil
}

func (tx *Tx) extentOf(id desk.IdentityID) (t touch, err error) {
	var at, spoke, arrived int64
	var speaks bool
	err = tx.q.row("conversation.newest", id).Scan(&at, &t.newest.ID, &speaks)
	if err != nil && !isNoRows(err) {
		return t, err
	}
	t.newest.At = fromMS(at)
	if speaks {
		t.newest.Voice = desk.CustomerVoice
	}
	err = tx.q.row("conversation.extent", id).Scan(&spoke, &arrived)
	t.spokeAt, t.arrivedAt = fromMS(spoke), fromMS(arrived)
	return t, err
}

// replay applies every event again, in the order they happened.
func (tx *Tx) replay() error {
	events, err := tx.events()
	if err != nil {
		return err
	}
	for _, e := range events {
		if err := tx.apply(e); err != nil {
			return err
		}
	}
	return nil
}
