package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Act is something that the program did without the owner: an event, with what it is about as that stands now.
type Act struct {
	desk.Event
	Place        int64 // among all acts: later ones have a higher one
	Undone       bool
	CustomerName string
	Channel      desk.Channel // of the message that made the program do it
	Direction    desk.Direction
	Snippet      string
	Protocol     desk.Protocol // empty: it is about no case
	Root         desk.CaseID   // the case that has the messages; empty: none, or its opening was undone
}

// Acts lists what the program did without the owner, the latest first, before a place. Facts hold the rule only.
func (c Cases) Acts(before int64, limit int) ([]Act, error) {
	return collect(c.q, scanAct, "event.acts", before, limit)
}

func scanAct(rows *sql.Rows) (a Act, err error) {
	var at int64
	facts := desk.CaseFacts{}
	err = rows.Scan(&a.Place, &a.ID, &a.Kind, &at, &a.MessageID, &a.CaseID, &facts.Rule, &a.Facts.Ref, &a.Undone,
		&a.CustomerID, &a.CustomerName, &a.Channel, &a.Direction, &a.Snippet, &a.Protocol, &a.Root)
	a.At, a.Actor, a.Facts.Case = fromMS(at), desk.Program, &facts
	return a, err
}
