package store

import (
	"database/sql"
	"math"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Search asks for messages by an FTS5 expression, newest first.
type Search struct {
	Match    string
	From, To time.Time // the dates from From on and before To; zero: all
	Before   int64     // the position to go on from; FirstHit at first
	Limit    int
}

// Hit is a message, a note or a purchase, found by its words.
type Hit struct {
	Seq          int64 // for the next page
	MessageID    desk.MessageID
	NoteID       desk.NoteID     // of a note, which has no message
	PurchaseID   desk.PurchaseID // of a purchase, which has none either
	Value        desk.Money      // of a purchase
	CustomerID   desk.CustomerID
	CustomerName string
	At           time.Time
	Channel      desk.Channel
	Direction    desk.Direction
	Placeholder  string
	Subject      string
	// Snippet shows the words found between STX (U+0002) and ETX (U+0003).
	Snippet string
	Files   bool // it has any that the text does not show by itself
}

// MaxTotal is up to where hits are counted.
const MaxTotal = 10000

// FirstHit is the position before the newest hit.
const FirstHit = int64(math.MaxInt64)

// bounds are the row numbers that the dates and the position leave: from low on and before high.
func (s Search) bounds() (low, high int64) {
	low, high = 0, s.Before
	if !s.From.IsZero() {
		low = seqFloor(s.From)
	}
	if !s.To.IsZero() {
		high = min(high, seqFloor(s.To))
	}
	return low, high
}

// SearchMessages finds what a search asks for. What the owner took back before it left is not found.
func (r *ReadTx) SearchMessages(s Search) ([]Hit, error) {
	low, high := s.bounds()
	return collect(r.q, scanHit, "search.messages", s.Match, low, high, s.Limit)
}

func scanHit(rows *sql.Rows) (h Hit, err error) {
	var at int64
	var subject, body, numbers string
	err = rows.Scan(&h.Seq, &h.MessageID, &h.CustomerID, &h.CustomerName, &at, &h.Channel, &h.Direction, &h.Placeholder, &h.Subject,
		&subject, &body, &numbers, &h.Files)
	h.At, h.Snippet = fromMS(at), telling(body, subject, numbers)
	return h, err
}

// telling picks the first text that shows a word that was found; where none does, the first.
func telling(texts ...string) string {
	for _, text := range texts {
		if strings.ContainsRune(text, '\x02') {
			return text
		}
	}
	return texts[0]
}

// CountMessages counts what a search finds, on all pages; exact is false above MaxTotal.
func (r *ReadTx) CountMessages(s Search) (n int, exact bool, err error) {
	s.Before = FirstHit
	low, high := s.bounds()
	n, _, err = value[int](r.q, "search.total", s.Match, low, high)
	return n, n <= MaxTotal, err
}
