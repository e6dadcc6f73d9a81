package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Audiences reads the filters that the owner saved, and whom a filter means. They are written by recording events.
type Audiences struct{ q querier }

// Audiences gives the saved filters to read.
func (d Directory) Audiences() Audiences { return Audiences(d) }

// All reads every saved filter, the oldest first.
func (a Audiences) All() ([]desk.Audience, error) {
	return collect(a.q, scanAudience, "audience.all")
}

// Get reads one. desk.ErrNotFound when there is none.
func (a Audiences) Get(id desk.AudienceID) (desk.Audience, error) {
	return one(a.q, scanAudience, "audience.get", id)
}

// Log reads what was recorded about a saved filter, in the order it was applied here.
func (a Audiences) Log(id desk.AudienceID) ([]desk.Event, error) {
	return collect(a.q, scanEvent, "audience.log", id)
}

func scanAudience(rows *sql.Rows) (a desk.Audience, err error) {
	var body string
	if err := rows.Scan(&body); err != nil {
		return a, err
	}
	return a, json.Unmarshal([]byte(body), &a)
}

// Candidate is a customer of whom all of a filter but its segments is true, with what she bought.
type Candidate struct {
	ID desk.CustomerID
	desk.Buyer
}

// Candidates reads them at a moment, in the order of their names: no machine, and nobody who is no customer.
func (a Audiences) Candidates(f desk.Filter, now time.Time) ([]Candidate, error) {
	since := func(days int) int64 {
		if days == 0 {
			return 0
		}
		return ms(now.AddDate(0, 0, -days))
	}
	day := func(days int) desk.Day {
		if days == 0 {
			return 0
		}
		return desk.DayOf(now) - desk.Day(days)
	}
	return collect(a.q, func(rows *sql.Rows) (c Candidate, err error) {
		err = rows.Scan(&c.ID, &c.LastDay, &c.Times, &c.Cents)
		return c, err
	}, "audience.candidates", idList(tagKeys(f.Tags)), idList(tagKeys(f.WithoutTags)), since(f.ContactWithin), since(f.NoContactFor),
		idList(f.Reached), idList(f.Wrote), idList(f.Classes), since(f.ClassesWithin), idList(f.Birthdays(now)), day(f.BoughtWithin), day(f.NotBoughtFor))
}

func tagKeys(tags []string) []string {
	keys := make([]string, len(tags))
	for i, tag := range tags {
		keys[i] = Folded(tag)
	}
	return keys
}

// applyToAudience makes a saved filter what its log says.
func (tx *Tx) applyToAudience(e desk.Event) error {
	tx.Announce(desk.Change{Kind: desk.AudienceChanged})
	id := e.Facts.Audience.ID
	log, err := tx.Customers().Directory().Audiences().Log(id)
	if err != nil {
		return err
	}
	standing := desk.Standing(log)
	for i := len(standing) - 1; i >= 0; i-- {
		switch standing[i].Kind {
		case desk.AudienceSaved:
			return tx.putAudience(*standing[i].Facts.Audience)
		case desk.AudienceRemoved:
			return tx.removeAudience(id)
		}
	}
	return tx.removeAudience(id)
}

func (tx *Tx) putAudience(a desk.Audience) error {
	body, err := json.Marshal(a)
	if err == nil {
		_, err = tx.q.exec("audience.put", a.ID, string(body))
	}
	return err
}

func (tx *Tx) removeAudience(id desk.AudienceID) error {
	_, err := tx.q.exec("audience.remove", id)
	return err
}
