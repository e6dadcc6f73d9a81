package store

import "database/sql"

// Word is a word of the search indexes, folded as they fold it: small letters without accents.
type Word struct {
	Text string
	N    int // of messages, or of customers, that have it
}

// Words lists the words of both indexes that begin with some letters.
func (r *ReadTx) Words(beginning string) ([]Word, error) {
	return collect(r.q, func(rows *sql.Rows) (w Word, err error) {
		err = rows.Scan(&w.Text, &w.N)
		return w, err
	}, "search.words", beginning, beginning+lastLetter)
}

// lastLetter stands after every letter that a word may have.
const lastLetter = "\U0010ffff"
