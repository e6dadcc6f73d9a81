package store

import (
	"database/sql"

	"balcao/backend/desk"
)

// Notes reads what the owner wrote down about customers.
type Notes struct{ q querier }

// NotesTx reads and writes notes.
type NotesTx struct {
	Notes
	tx *Tx
}

// Notes gives the notes to read.
func (r *ReadTx) Notes() Notes { return Notes{r.q} }

// Notes gives the notes to read and write.
func (tx *Tx) Notes() NotesTx { return NotesTx{Notes{tx.q}, tx} }

// Insert adds a note and indexes it. It is written at the moment of the transaction, whatever n says.
func (t NotesTx) Insert(n desk.Note) error {
	seq, err := t.tx.freeSeq("note.seq_taken", t.tx.moment, string(n.ID))
	if err != nil {
		return err
	}
	numbers := Numbers(n.Text)
	if _, err := t.q.exec("note.insert", seq, n.ID, n.CustomerID, ms(t.tx.moment), n.Text, numbers); err != nil {
		return err
	}
	if _, err := t.q.exec("note.index", seq, n.Text, numbers); err != nil {
		return err
	}
	t.tx.Announce(desk.Change{Kind: desk.NoteAdded, CustomerID: n.CustomerID})
	return nil
}

// Page reads up to limit notes about a customer that lie after a position, newest first.
func (t Notes) Page(id desk.CustomerID, after Position, limit int) ([]desk.Note, error) {
	return collect(t.q, func(rows *sql.Rows) (n desk.Note, err error) {
		var at int64
		err = rows.Scan(&n.ID, &n.CustomerID, &at, &n.Text)
		n.At = fromMS(at)
		return n, err
	}, "note.page", id, ms(after.At), after.ID, limit)
}

// Search finds notes by an FTS5 expression, newest first, from a position on.
func (t Notes) Search(match string, before int64, limit int) ([]Hit, error) {
	return collect(t.q, func(rows *sql.Rows) (h Hit, err error) {
		var at int64
		err = rows.Scan(&h.Seq, &h.NoteID, &h.CustomerID, &h.CustomerName, &at, &h.Snippet)
		h.At = fromMS(at)
		return h, err
	}, "note.search", match, before, limit)
}

// Count counts the notes that match, up to MaxTotal and one.
func (t Notes) Count(match string) (int, error) {
	n, _, err := value[int](t.q, "note.total", match)
	return n, err
}
