package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Act is something that the program did without the owner: an event but for its facts, with what it is about as that
// stands now.
type Act struct {
	desk.Event
	Rule         string // by which it put a message into a case, a desk.CaseRule, or took a mail for a customer's
	Place        int64  // among all acts: later ones have a higher one
	Undone       bool
	CustomerName string
	Channel      desk.Channel // of the message that made the program do it
	Direction    desk.Direction
	Snippet      string
	Protocol     desk.Protocol // empty: it is about no case
	Root         desk.CaseID   // the case that has the messages; empty: none, or its opening was undone
}

// Acts lists what the program did without the owner, the latest first, before a place.
func (c Cases) Acts(before int64, limit int) ([]Act, error) {
	return collect(c.q, scanAct, "event.acts", before, limit)
}

func scanAct(rows *sql.Rows) (a Act, err error) {
	var at int64
	err = rows.Scan(&a.Place, &a.ID, &a.Kind, &at, &a.MessageID, &a.CaseID, &a.Rule, &a.Undone,
		&a.CustomerID, &a.CustomerName, &a.Channel, &a.Direction, &a.Snippet, &a.Protocol, &a.Root)
	a.At, a.Actor = fromMS(at), desk.Program
	return a, err
}
