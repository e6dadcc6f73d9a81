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

// AssistUse lists the use in the month of a moment, by host and model.
func (s Settings) AssistUse(at time.Time) ([]AssistUse, error) {
	return collect(s.q, func(rows *sql.Rows) (u AssistUse, err error) {
		err = rows.Scan(&u.Host, &u.Model, &u.Asked, &u.TokensIn, &u.TokensOut, &u.Cost)
		return u, err
	}, "assist.month", monthOf(at))
}

// AddAssistUse adds to the use in the month of a moment.
func (s SettingsTx) AddAssistUse(at time.Time, u AssistUse) error {
	_, err := s.q.exec("assist.add", monthOf(at), u.Host, u.Model, u.Asked, u.TokensIn, u.TokensOut, u.Cost)
	return err
}

func monthOf(at time.Time) string { return at.Local().Format("2006-01") }
