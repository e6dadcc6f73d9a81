package store

import (
	"context"
	"time"

	"balcao/backend/desk"
)

// Rebuild makes every projection anew from messages, deliveries and events: whose an address is, what the owner
// has written down, the rows of the inbox, what became of purchases and the search indexes. What it makes equals what was kept step by step. It
// writes even where damage was met, which may lie in what is made anew.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.write(ctx, s.held, func(tx *Tx) error {
		for _, statement := range []string{
			"DELETE FROM conversation",
			"INSERT INTO message_fts (message_fts) VALUES ('rebuild')",
			"INSERT INTO note_fts (note_fts) VALUES ('rebuild')",
			"DELETE FROM customer_fts",
			"DELETE FROM customer_tag",
			"DELETE FROM apart",
			"DELETE FROM case_item",
			"DELETE FROM case_hint",
			"DELETE FROM cases",
			"DELETE FROM phrase",
			"DELETE FROM audience",
			"DELETE FROM purchase_change",
			"DELETE FROM buyer",
			"DELETE FROM own_cuts",
			"DELETE FROM consent",
			"DELETE FROM survey_answer",
			"DELETE FROM survey_touch",
			"DELETE FROM campaign",
			"DELETE FROM campaign_call",
			"UPDATE identity SET customer_id = home_id, owner_label = '', barred_at = 0, moved_by = ''",
			"UPDATE customer SET merged_into = ''",
		} {
			if _, err := tx.q.tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if err := tx.replay(); err != nil {
			return err
		}
		tx.scores.all = true
		return tx.remakeAll()
	})
}

// remakeAll has everything that follows from a customer's messages and log made at the end of the transaction.
func (tx *Tx) remakeAll() error {
	ids, err := collect(tx.q, scanCustomerID, "conversation.all_ids")
	for _, id := range ids {
		t := tx.touched.entry(id)
		t.remake, t.describe = true, true
		tx.Customers().Index(id)
	}
	return err
}

// replay applies every event again, in the order they happened.
func (tx *Tx) replay() error {
	events, err := tx.events()
	if err != nil {
		return err
	}
	for _, e := range events {
		if isDecision(e.Kind) {
			continue // follows from the customer's log, see remake
		}
		if err := tx.apply(e); err != nil {
			return err
		}
	}
	return nil
}

// remake makes a customer's row from all her messages and from her log. There is one where something was said, or is
// promised.
func (tx *Tx) remake(id desk.CustomerID, now time.Time) error {
	identities, err := tx.Customers().Identities(id)
	if err != nil {
		return err
	}
	c, err := tx.decided(id)
	if err != nil {
		return err
	}
	spoken, err := tx.readExtent(&c, identities)
	if err != nil {
		return err
	}
	if err := tx.readTurn(&c); err != nil {
		return err
	}
	if !spoken && c.Turn.PromisedAt.IsZero() {
		tx.Announce(desk.Change{Kind: desk.ConversationChanged, CustomerID: id})
		_, err := tx.q.exec("conversation.delete", id)
		return err
	}
	c.Machine = c.Machine && spoken
	return tx.putConversation(c, now)
}

// decided is a conversation in which nothing was said yet, with what the log of its customer means for it.
func (r *ReadTx) decided(id desk.CustomerID) (Conversation, error) {
	c := Conversation{CustomerID: id, Machine: true}
	log, err := r.Customers().Log(id)
	for _, e := range desk.Standing(log) {
		c.follow(e)
	}
	return c, err
}

// readExtent finds the newest message over some identities and when anybody last spoke there; spoken is false when
// there is no message at all. What was taken back before it left was never said.
func (r *ReadTx) readExtent(c *Conversation, identities []desk.Identity) (spoken bool, err error) {
	for _, i := range identities {
		_, any, err := value[int64](r.q, "conversation.spoken", i.ID)
		if err != nil {
			return false, err
		}
		spoken = spoken || any
		t, err := r.extentOf(i.ID)
		if err != nil {
			return false, err
		}
		c.absorb(t)
	}
	return spoken, nil
}

func (r *ReadTx) extentOf(id desk.IdentityID) (t touch, err error) {
	var at, spoke, arrived int64
	var speaks bool
	err = r.q.row("conversation.newest", id).Scan(&at, &t.newest.ID, &speaks)
	if err != nil && !isNoRows(err) {
		return t, err
	}
	t.newest.At = fromMS(at)
	if speaks {
		t.newest.Voice = desk.CustomerVoice
	}
	err = r.q.row("conversation.extent", id).Scan(&spoke, &arrived)
	t.spokeAt, t.arrivedAt = fromMS(spoke), fromMS(arrived)
	return t, err
}
