package store

import (
	"database/sql"
	"math"
	"time"

	"balcao/backend/desk"
)

// Hit is a message, or a note, found by its words.
type Hit struct {
	Seq          int64 // for the next page
	MessageID    desk.MessageID
	NoteID       desk.NoteID // of a note, which has no message
	CustomerID   desk.CustomerID
	CustomerName string
	At           time.Time
	Channel      desk.Channel
	Direction    desk.Direction
	Subject      string
	// Snippet shows the words found between STX (U+0002) and ETX (U+0003).
	Snippet string
}

// MaxTotal is up to where hits are counted.
const MaxTotal = 10000

// FirstHit is the position before the newest hit.
const FirstHit = int64(math.MaxInt64)

// SearchMessages finds messages by an FTS5 expression, newest first, from a position on.
func (r *ReadTx) SearchMessages(match string, before int64, limit int) ([]Hit, error) {
	return collect(r.q, func(rows *sql.Rows) (h Hit, err error) {
		var at int64
		err = rows.Scan(&h.Seq, &h.MessageID, &h.CustomerID, &h.CustomerName, &at, &h.Channel, &h.Direction, &h.Subject, &h.Snippet)
		h.At = fromMS(at)
		return h, err
	}, "search.messages", match, before, limit)
}

// CountMessages counts the messages that match; exact is false above MaxTotal.
func (r *ReadTx) CountMessages(match string) (n int, exact bool, err error) {
	n, _, err = value[int](r.q, "search.total", match)
	return n, n <= MaxTotal, err
}
