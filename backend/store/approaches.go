package store

import (
	"database/sql"
	"time"

	"balcao/backend/desk"
)

// Approach is once that the shop wrote to a customer without having been asked.
type Approach struct {
	Purpose desk.Purpose
	At      time.Time
}

// Approaches reads when each of some customers was approached since a moment. What was taken back or did not arrive is none.
func (d Deliveries) Approaches(since time.Time, customers ...desk.CustomerID) (map[desk.CustomerID][]Approach, error) {
	of := map[desk.CustomerID][]Approach{}
	_, err := collect(d.q, func(rows *sql.Rows) (a Approach, err error) {
		var id desk.CustomerID
		var at int64
		err = rows.Scan(&id, &a.Purpose, &at)
		a.At = fromMS(at)
		of[id] = append(of[id], a)
		return a, err
	}, "delivery.approaches", idList(customers), ms(since))
	return of, err
}
