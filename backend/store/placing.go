package store

import (
	"database/sql"
	"time"

	"balcao/backend/desk"
)

// CasePlacing reads what the placing of messages goes by, and what the owner is asked about it.
type CasePlacing struct{ q querier }

// Placing gives the placing of messages to read.
func (c Cases) Placing() CasePlacing { return CasePlacing(c) }

// TakenBack lists what the program did in a case, or in what was merged into it, and the owner undid.
func (p CasePlacing) TakenBack(id desk.CaseID) ([]desk.Event, error) {
	return collect(p.q, scanEvent, "event.taken_back", id)
}

// LastDismissal gives the event by which a question was answered no, as far as it was not undone.
func (p CasePlacing) LastDismissal(h desk.Hint) (e desk.Event, found bool, err error) {
	e, err = one(p.q, scanEvent, "event.last_dismissal", h.MessageID, h.Kind, h.Number)
	if desk.HasCode(err, desk.ErrNotFound) {
		return e, false, nil
	}
	return e, err == nil, err
}

// AskedOther tells whether it is asked about a message if it belongs to a case, or was about one written since then.
func (p CasePlacing) AskedOther(id desk.CaseID, since time.Time) (bool, error) {
	_, asked, err := value[int64](p.q, "case.asked_other", id, ms(since))
	return asked, err
}

// Subjects gives those of the latest other mails at the address of one that are in a case. Whose clock is wrong dates as
// she will: what came first is not what is older.
func (p CasePlacing) Subjects(id desk.CaseID, besides desk.Message) ([]string, error) {
	return collect(p.q, func(rows *sql.Rows) (subject string, err error) {
		err = rows.Scan(&subject)
		return subject, err
	}, "case.subjects", id, besides.IdentityID, besides.ID)
}

// Hints lists what the owner is asked about a customer's messages, the latest first.
func (p CasePlacing) Hints(id desk.CustomerID) ([]desk.Hint, error) {
	return collect(p.q, func(rows *sql.Rows) (h desk.Hint, err error) {
		err = rows.Scan(&h.MessageID, &h.CaseID, &h.Kind, &h.Number)
		return h, err
	}, "case.hints", id)
}

// dismissHint follows that a question was answered no, or that this was taken back. What was answered before there were
// several about one message says nothing of which it means.
func (tx *Tx) dismissHint(e desk.Event, is bool) error {
	f := e.Facts.Case
	if f == nil {
		f = &desk.CaseFacts{}
	}
	_, err := tx.q.exec("case.dismiss_hint", e.MessageID, f.Hint, f.Protocol, is)
	return err
}
