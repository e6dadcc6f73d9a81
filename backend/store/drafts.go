package store

import (
	"database/sql"
	"encoding/json"
	"errors"

	"balcao/backend/desk"
)

// Drafts reads what was typed and not sent, and what goes under every mail.
type Drafts struct{ q querier }

// DraftsTx reads and writes drafts.
type DraftsTx struct {
	Drafts
	tx *Tx
}

// Drafts gives the drafts to read.
func (r *ReadTx) Drafts() Drafts { return Drafts{r.q} }

// Drafts gives the drafts to read and write.
func (tx *Tx) Drafts() DraftsTx { return DraftsTx{Drafts{tx.q}, tx} }

// Of lists the drafts to a customer, the one saved last first.
func (d Drafts) Of(id desk.CustomerID) ([]desk.Draft, error) {
	return collect(d.q, scanDraft, "draft.of_customer", id)
}

// Put keeps a draft as it is now; an empty one is forgotten. The list hears of the customer's first draft and of
// the end of the last.
func (d DraftsTx) Put(draft desk.Draft) error {
	return d.changing(draft.CustomerID, func() error {
		if draft.Empty() {
			_, err := d.q.exec("draft.forget", draft.CustomerID, draft.Channel)
			return err
		}
		files, err := listColumn(draft.Files)
		if err != nil {
			return err
		}
		foreign, err := listColumn(draft.Foreign)
		if err != nil {
			return err
		}
		_, err = d.q.exec("draft.put", draft.CustomerID, draft.Channel, draft.Subject, draft.Cc, draft.Text, files, foreign, ms(d.tx.moment))
		return err
	})
}

// Sent forgets what left the box: the draft on a channel, and what is left elsewhere without a word or a file.
func (d DraftsTx) Sent(id desk.CustomerID, ch desk.Channel) error {
	return d.changing(id, func() error {
		_, err := d.q.exec("draft.sent", id, ch)
		return err
	})
}

// Move gives a draft to another customer, who has none on that channel.
func (d DraftsTx) Move(from, to desk.CustomerID, ch desk.Channel) error {
	return d.changing(from, func() error {
		return d.changing(to, func() error {
			_, err := d.q.exec("draft.move", from, ch, to)
			return err
		})
	})
}

func (d DraftsTx) changing(id desk.CustomerID, change func() error) error {
	_, before, err := value[int](d.q, "draft.marked", id)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	_, after, err := value[int](d.q, "draft.marked", id)
	if err == nil && before != after {
		d.tx.Announce(desk.Change{Kind: desk.DraftChanged, CustomerID: id})
	}
	return err
}

func listColumn[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func scanDraft(rows *sql.Rows) (d desk.Draft, err error) {
	var files, foreign string
	var saved int64
	if err := rows.Scan(&d.CustomerID, &d.Channel, &d.Subject, &d.Cc, &d.Text, &files, &foreign, &saved); err != nil {
		return d, err
	}
	d.SavedAt = fromMS(saved)
	return d, errors.Join(json.Unmarshal([]byte(files), &d.Files), json.Unmarshal([]byte(foreign), &d.Foreign))
}
