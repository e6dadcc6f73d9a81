package store

import (
	"database/sql"
	"time"
)

// AssistUse is what one model was asked in a month.
type AssistUse struct {
	Host, Model         string
	Asked               int
	TokensIn, TokensOut int64
	Cost                int64 // millionths of the owner's currency
}

// Assist reads what models were asked and what it cost.
type Assist struct{ q querier }

// AssistTx reads and writes it.
type AssistTx struct {
	Assist
	tx *Tx
}

// Assist gives the use of models to read.
func (r *ReadTx) Assist() Assist { return Assist{r.q} }

// Assist gives the use of models to read and write.
func (tx *Tx) Assist() AssistTx { return AssistTx{Assist{tx.q}, tx} }

// Month lists the use in the month of a moment, by host and model.
func (a Assist) Month(at time.Time) ([]AssistUse, error) {
	return collect(a.q, func(rows *sql.Rows) (u AssistUse, err error) {
		err = rows.Scan(&u.Host, &u.Model, &u.Asked, &u.TokensIn, &u.TokensOut, &u.Cost)
		return u, err
	}, "assist.month", monthOf(at))
}

// Add adds to the use of this month.
func (a AssistTx) Add(u AssistUse) error {
	_, err := a.q.exec("assist.add", monthOf(a.tx.moment), u.Host, u.Model, u.Asked, u.TokensIn, u.TokensOut, u.Cost)
	return err
}

func monthOf(at time.Time) string { return at.Local().Format("2006-01") }
