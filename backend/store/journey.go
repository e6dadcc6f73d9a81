package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Journey reads when something was said with a customer, without the words of all of it.
type Journey struct{ q querier }

// Journey gives the days of a customer.
func (j Joined) Journey() Journey { return Journey(j) }

// TalkDay is what was said on one day over one channel.
type TalkDay struct {
	Channel  desk.Channel
	Day      desk.Day
	Messages int
	At       time.Time // of the last of it
	ID       desk.MessageID
}

// Days counts by day and channel what was said over an address from one moment on and before another; the days are those
// of clocks that are that far ahead.
func (j Journey) Days(id desk.IdentityID, from, to time.Time, ahead time.Duration) ([]TalkDay, error) {
	return collect(j.q, func(rows *sql.Rows) (d TalkDay, err error) {
		var at int64
		err = rows.Scan(&d.Channel, &d.Day, &d.Messages, &at, &d.ID)
		d.At = fromMS(at)
		return d, err
	}, "journey.days", id, ms(from), ms(to), ahead.Milliseconds())
}

// BegunCase is a complaint, or praise, with the message that it began with.
type BegunCase struct {
	ID        desk.CaseID
	Class     desk.Class
	Channel   desk.Channel
	At        time.Time
	MessageID desk.MessageID
}

// Marked lists the complaints and the praise of a customer that began at a moment or later.
func (j Journey) Marked(id desk.CustomerID, since time.Time) ([]BegunCase, error) {
	return collect(j.q, func(rows *sql.Rows) (c BegunCase, err error) {
		var at int64
		err = rows.Scan(&c.ID, &c.Class, &c.Channel, &at, &c.MessageID)
		c.At = fromMS(at)
		return c, err
	}, "journey.cases", id, ms(since))
}

// Said is a message as a list shows it.
type Said struct {
	ID          desk.MessageID
	At          time.Time
	Channel     desk.Channel
	Direction   desk.Direction
	Placeholder string
	Snippet     string
	Files       int
}

// Said reads up to limit messages over an address that lie after a position, newest first; without channels, over all of them.
func (j Journey) Said(id desk.IdentityID, after Position, channels []desk.Channel, limit int) ([]Said, error) {
	return collect(j.q, func(rows *sql.Rows) (s Said, err error) {
		var at int64
		err = rows.Scan(&s.ID, &at, &s.Channel, &s.Direction, &s.Placeholder, &s.Snippet, &s.Files)
		s.At = fromMS(at)
		return s, err
	}, "journey.said", id, ms(after.At), after.ID, idList(channels), limit)
}

// ReceivedCampaign is a campaign that came to an address.
type ReceivedCampaign struct {
	desk.Campaign
	MessageID desk.MessageID
	At        time.Time
	Seen      bool // the provider says so; else nobody knows
}

// Campaigns lists those that came to an address as a message.
func (j Journey) Campaigns(id desk.IdentityID) ([]ReceivedCampaign, error) {
	return collect(j.q, func(rows *sql.Rows) (r ReceivedCampaign, err error) {
		var body string
		var at int64
		if err := rows.Scan(&body, &r.MessageID, &at, &r.Seen); err != nil {
			return r, err
		}
		r.At = fromMS(at)
		return r, json.Unmarshal([]byte(body), &r.Campaign)
	}, "journey.campaigns", id)
}

// Classes tells what the cases of some messages are about, where that was said.
func (j Journey) Classes(ids []desk.MessageID) (map[desk.MessageID]desk.Class, error) {
	classes := map[desk.MessageID]desk.Class{}
	_, err := collect(j.q, func(rows *sql.Rows) (class desk.Class, err error) {
		var id desk.MessageID
		err = rows.Scan(&id, &class)
		classes[id] = class
		return class, err
	}, "journey.classes", idList(ids))
	return classes, err
}
