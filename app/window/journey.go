package window

import (
	"context"

	"balcao/app"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/journey"
)

// Journey is a customer's last twelve months at a glance. Days are counted since 1970.
type Journey struct {
	Since    int64   `json:"since"`
	Today    int64   `json:"today"`
	Currency string  `json:"currency"` // of what she bought
	Points   []Moved `json:"points"`
}

// Moved is what happened with a customer on one day, over one channel.
type Moved struct {
	Kind    string `json:"kind"` // contact, complaint, praise, purchase, campaign
	Day     int64  `json:"day"`
	Channel string `json:"channel"` // of what was said
	ID      string `json:"id"`      // of what shows it in the timeline
	Seen    bool   `json:"seen"`    // of a campaign: it is known that she saw it
	N       int    `json:"n"`       // messages, or purchases
	Cents   int64  `json:"cents"`
}

// HistoryQuery asks for a page of a customer's history.
type HistoryQuery struct {
	CustomerID string `json:"customerId"`
	Part       string `json:"part"`    // a customer.Part; empty: everything
	Channel    string `json:"channel"` // only what was said over it; empty: nothing is left out
	Before     int64  `json:"before"`  // what is later is left out; 0: nothing
	Cursor     string `json:"cursor"`
	Limit      int    `json:"limit"` // lines
}

// HistoryPage is a page of a customer's history, newest first. A day is never cut.
type HistoryPage struct {
	Lines []HistoryLine `json:"lines"`
	Next  string        `json:"next"`
}

// HistoryLine is what was said on one day over one channel, a note, a purchase, an answer to a survey, or a campaign.
type HistoryLine struct {
	Kind        string    `json:"kind"` // message, note, purchase, survey, campaign
	ID          string    `json:"id"`   // of what shows it in the timeline
	From        int64     `json:"from"`
	To          int64     `json:"to"`
	Channel     string    `json:"channel"`
	Messages    int       `json:"messages"`
	Direction   string    `json:"direction"` // of the words that stand for all of it
	Placeholder string    `json:"placeholder"`
	Text        string    `json:"text"`
	Files       int       `json:"files"`
	Class       string    `json:"class"`    // of its case; empty: none
	Purchase    *Purchase `json:"purchase"` // null: it is none
	Answer      *Scored   `json:"answer"`   // null: it is none
	Medium      string    `json:"medium"`   // of a campaign: a desk.CampaignMedium
	Seen        bool      `json:"seen"`     // of a campaign: it is known that she saw it
}

// Scored is what a customer answered when she was asked how it was.
type Scored struct {
	Score int  `json:"score"`
	Best  int  `json:"best"`
	High  bool `json:"high"`
	Low   bool `json:"low"`
}

// JourneyDesk shows what happened with a customer.
type JourneyDesk interface {
	Journey(ctx context.Context, id desk.CustomerID) (Journey, error)
	History(ctx context.Context, q HistoryQuery) (HistoryPage, error)
}

// Journeys are what happened with customers.
type Journeys struct{ gate *gate }

// Of gives a customer's last twelve months.
func (j *Journeys) Of(customerID string) (Journey, error) {
	return pass(j.gate, "Journeys.Of", func(ctx context.Context, d Desk) (Journey, error) {
		return d.Journey(ctx, desk.CustomerID(customerID))
	})
}

// History gives a page of a customer's history.
func (j *Journeys) History(q HistoryQuery) (HistoryPage, error) {
	return pass(j.gate, "Journeys.History", func(ctx context.Context, d Desk) (HistoryPage, error) {
		return d.History(ctx, q)
	})
}

// chronicle is the JourneyDesk over an open shop.
type chronicle struct{ shop *app.Shop }

// Journey reads a customer's last twelve months.
func (c chronicle) Journey(ctx context.Context, id desk.CustomerID) (Journey, error) {
	j, err := journey.Read(ctx, c.shop.Store, id)
	is := Journey{Since: int64(j.Since), Today: int64(j.Today), Currency: j.Currency}
	for _, p := range j.Points {
		is.Points = append(is.Points, Moved{Kind: string(p.Kind), Day: int64(p.Day), Channel: string(p.Channel), ID: p.ID, Seen: p.Seen, N: p.N, Cents: p.Cents})
	}
	return is, err
}

// History reads a page of a customer's history.
func (c chronicle) History(ctx context.Context, q HistoryQuery) (page HistoryPage, err error) {
	found, err := journey.History(ctx, c.shop.Store, journey.Query{
		Customer: desk.CustomerID(q.CustomerID), Part: customer.Part(q.Part), Channel: desk.Channel(q.Channel), Before: moment(q.Before), Cursor: q.Cursor, Limit: q.Limit,
	})
	page.Next = found.Next
	for _, l := range found.Lines {
		line := HistoryLine{
			Kind: string(l.Kind), ID: l.ID, From: millis(l.From), To: millis(l.To), Channel: string(l.Channel), Messages: l.Messages,
			Direction: string(l.Direction), Placeholder: l.Placeholder, Text: l.Text, Files: l.Files, Class: string(l.Class),
		}
		if l.Purchase != nil {
			bought := purchaseOf(*l.Purchase)
			line.Purchase = &bought
		}
		if c := l.Campaign; c != nil {
			line.Medium, line.Seen = string(c.Medium), c.Seen
		}
		if v := l.Survey; v != nil {
			_, best := v.Scale.Bounds()
			line.Answer = &Scored{Score: v.Answer.Score, Best: best, High: v.Scale.IsHigh(v.Answer.Score), Low: v.Scale.IsLow(v.Answer.Score)}
		}
		page.Lines = append(page.Lines, line)
	}
	return page, err
}
