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

// Get reads one. desk.ErrNotFound when it is not here.
func (t Notes) Get(id desk.NoteID) (desk.Note, error) {
	return one(t.q, scanNote, "note.get", id)
}

// Page reads up to limit notes about a customer that lie after a position, newest first.
func (t Notes) Page(id desk.CustomerID, after Position, limit int) ([]desk.Note, error) {
	return collect(t.q, scanNote, "note.page", id, ms(after.At), after.ID, limit)
}

// PageAfter reads up to limit notes about a customer that are newer than a position, the oldest first.
func (t Notes) PageAfter(id desk.CustomerID, after Position, limit int) ([]desk.Note, error) {
	return collect(t.q, scanNote, "note.page_after", id, ms(after.At), after.ID, limit)
}

func scanNote(rows *sql.Rows) (n desk.Note, err error) {
	var at int64
	err = rows.Scan(&n.ID, &n.CustomerID, &at, &n.Text)
	n.At = fromMS(at)
	return n, err
}

// Search finds notes about one customer, or about all where that is empty, newest first.
func (t Notes) Search(s Search, about desk.CustomerID) ([]Hit, error) {
	low, high := s.bounds()
	return collect(t.q, func(rows *sql.Rows) (h Hit, err error) {
		var at int64
		err = rows.Scan(&h.Seq, &h.NoteID, &h.CustomerID, &h.CustomerName, &at, &h.Snippet)
		h.At = fromMS(at)
		return h, err
	}, "note.search", s.Match, low, high, about, s.Limit)
}

// Count counts the notes that a search finds, on all pages, up to MaxTotal and one.
func (t Notes) Count(s Search, about desk.CustomerID) (int, error) {
	s.Before = FirstHit
	low, high := s.bounds()
	n, _, err := value[int](t.q, "note.total", s.Match, low, high, about)
	return n, err
}
