package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Effects reads what those did who were reached.
type Effects struct{ q querier }

// Effects gives what came of campaigns to read.
func (c Campaigns) Effects() Effects { return Effects(c) }

// Reached is somebody whom a campaign reached, and until when what she does is said to follow from it.
type Reached struct {
	CustomerID desk.CustomerID `json:"customer"`
	IdentityID desk.IdentityID `json:"identity"`
	At         int64           `json:"at"` // as the store writes times
	Until      int64           `json:"until"`
}

// NewReached says whom a campaign reached at a moment.
func NewReached(customer desk.CustomerID, identity desk.IdentityID, at time.Time, within time.Duration) Reached {
	return Reached{customer, identity, ms(at), ms(at.Add(within))}
}

// CampaignAnswer is what somebody answered: which of those who were reached, and the message.
type CampaignAnswer struct {
	Of        int
	MessageID desk.MessageID
	At        time.Time
}

// Answered reads who of those that were reached wrote then.
func (e Effects) Answered(reached []Reached) ([]CampaignAnswer, error) {
	list, err := json.Marshal(reached)
	if err != nil {
		return nil, err
	}
	return collect(e.q, func(rows *sql.Rows) (a CampaignAnswer, err error) {
		var at int64
		err = rows.Scan(&a.Of, &a.MessageID, &at)
		a.At = fromMS(at)
		return a, err
	}, "campaign.answered", string(list))
}

// CampaignPurchase is what somebody bought: which of those who were reached.
type CampaignPurchase struct {
	Of         int
	PurchaseID desk.PurchaseID
	Paid       desk.Money
}

// Bought reads what those that were reached bought then.
func (e Effects) Bought(reached []Reached) ([]CampaignPurchase, error) {
	list, err := json.Marshal(reached)
	if err != nil {
		return nil, err
	}
	return collect(e.q, func(rows *sql.Rows) (p CampaignPurchase, err error) {
		err = rows.Scan(&p.Of, &p.PurchaseID, &p.Paid.Cents, &p.Paid.Currency)
		return p, err
	}, "campaign.bought", string(list))
}

// OptedOut reads which of those that were reached said then that they want no more.
func (e Effects) OptedOut(reached []Reached) ([]int, error) {
	list, err := json.Marshal(reached)
	if err != nil {
		return nil, err
	}
	return collect(e.q, func(rows *sql.Rows) (n int, err error) {
		err = rows.Scan(&n)
		return n, err
	}, "campaign.opted_out", string(list))
}
