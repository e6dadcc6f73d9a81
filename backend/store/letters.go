package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Letters reads how mails look.
type Letters struct{ q querier }

// LettersTx reads how mails look and writes whose pictures may be fetched.
type LettersTx struct {
	Letters
	tx *Tx
}

// Letters gives the looks of mails to read.
func (r *ReadTx) Letters() Letters { return Letters{r.q} }

// Letters gives the looks of mails to read and write.
func (tx *Tx) Letters() LettersTx { return LettersTx{Letters{tx.q}, tx} }

// Letter is the sanitised HTML of a mail with what it needs to be shown.
type Letter struct {
	HTML      string
	Policy    int    // version of the sanitiser that made it
	Targets   string // what links and remote pictures stand for; the sanitiser's caller knows how it is written
	Sender    string // the line of its From
	RawSHA256 string
}

// Get reads one. desk.ErrNotFound when the mail has no HTML.
func (l Letters) Get(id desk.MessageID) (Letter, error) {
	return one(l.q, func(rows *sql.Rows) (f Letter, err error) {
		err = rows.Scan(&f.Policy, &f.HTML, &f.Targets, &f.Sender, &f.RawSHA256)
		return f, err
	}, "letter.get", id)
}

// Rich tells which of many messages show more than their words do.
func (l Letters) Rich(ids []desk.MessageID) (map[desk.MessageID]bool, error) {
	found, err := collect(l.q, func(rows *sql.Rows) (id desk.MessageID, err error) {
		err = rows.Scan(&id)
		return id, err
	}, "letter.rich", idList(ids))
	rich := map[desk.MessageID]bool{}
	for _, id := range found {
		rich[id] = true
	}
	return rich, err
}

// Trusted tells whether pictures of an address are fetched without asking.
func (l Letters) Trusted(address string) (bool, error) {
	_, ok, err := value[int64](l.q, "letter.trusted", address)
	return ok, err
}

// Trust fetches the pictures of an address without asking from now on, or no longer.
func (l LettersTx) Trust(address string, yes bool) error {
	if yes {
		_, err := l.q.exec("letter.trust", address, ms(l.tx.moment))
		return err
	}
	_, err := l.q.exec("letter.distrust", address)
	return err
}
