package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"balcao/backend/desk"
)

// Campaigns reads campaigns, whom they are for, and what became of that.
type Campaigns struct{ q querier }

// CampaignsTx reads them, and writes whom they are for and what became of that. What they say is written by recording events.
type CampaignsTx struct {
	Campaigns
	tx *Tx
}

// Campaigns gives the campaigns to read.
func (d Deliveries) Campaigns() Campaigns { return Campaigns(d) }

// Campaigns gives the campaigns to read and write.
func (d DeliveriesTx) Campaigns() CampaignsTx { return CampaignsTx{Campaigns{d.q}, d.tx} }

// CampaignRow is a campaign as its log tells it.
type CampaignRow struct {
	desk.Campaign
	State     desk.CampaignState
	BegunBy   desk.EventID // empty: a draft
	BegunAt   time.Time
	ChangedAt time.Time
}

// All reads every campaign, the latest first.
func (c Campaigns) All() ([]CampaignRow, error) { return collect(c.q, scanCampaign, "campaign.all") }

// Get reads one. desk.ErrNotFound when there is none.
func (c Campaigns) Get(id desk.CampaignID) (CampaignRow, error) {
	return one(c.q, scanCampaign, "campaign.get", id)
}

// Log reads what was recorded about a campaign, in the order it was applied here.
func (c Campaigns) Log(id desk.CampaignID) ([]desk.Event, error) {
	return collect(c.q, scanEvent, "campaign.log", id)
}

func scanCampaign(rows *sql.Rows) (r CampaignRow, err error) {
	var body string
	var begun, changed int64
	if err := rows.Scan(&body, &r.State, &r.BegunBy, &begun, &changed); err != nil {
		return r, err
	}
	r.BegunAt, r.ChangedAt = fromMS(begun), fromMS(changed)
	return r, json.Unmarshal([]byte(body), &r.Campaign)
}

// CampaignPerson is somebody whom a campaign is for, or whom it leaves out.
type CampaignPerson struct {
	Was        desk.CustomerID // when it began
	CustomerID desk.CustomerID // whose the address is now
	Name       string
	Address    string
	IdentityID desk.IdentityID // empty: none
	Half       int
	Reason     desk.Passed // why she was passed over when it began; empty: she was not
	Late       desk.Passed // why she was passed over when her turn came; empty: she was not
	At         time.Time   // when she was reached by other means
	MessageID  desk.MessageID
	SentAt     time.Time
	Delivery   desk.DeliveryState
	Problem    desk.Code
	CalledAt   time.Time
}

// People reads everybody of a campaign, in the order in which they are reached.
func (c Campaigns) People(begun desk.EventID) ([]CampaignPerson, error) {
	return collect(c.q, func(rows *sql.Rows) (p CampaignPerson, err error) {
		var at, sent, called int64
		err = rows.Scan(&p.Was, &p.CustomerID, &p.Name, &p.Address, &p.IdentityID, &p.Half, &p.Reason, &at, &p.Late, &p.MessageID, &sent, &p.Delivery, &p.Problem, &called)
		p.At, p.SentAt, p.CalledAt = fromMS(at), fromMS(sent), fromMS(called)
		return p, err
	}, "campaign.people", begun)
}

// Next reads whose turn it is, the first of them.
func (c Campaigns) Next(begun desk.EventID, limit int) ([]CampaignPerson, error) {
	return collect(c.q, func(rows *sql.Rows) (p CampaignPerson, err error) {
		err = rows.Scan(&p.Was, &p.CustomerID, &p.IdentityID, &p.Half)
		return p, err
	}, "campaign.next", begun, limit)
}

// CampaignAddress is an address at which a campaign could reach a customer.
type CampaignAddress struct {
	CustomerID desk.CustomerID
	IdentityID desk.IdentityID
	Address    string
	Key        string
	Barred     bool
}

// Addresses reads those of some customers on some media, the best of each first; with a prefix, those whose key begins so.
func (c Campaigns) Addresses(customers []desk.CustomerID, media []desk.Channel, prefix string) ([]CampaignAddress, error) {
	return collect(c.q, func(rows *sql.Rows) (a CampaignAddress, err error) {
		err = rows.Scan(&a.CustomerID, &a.IdentityID, &a.Address, &a.Key, &a.Barred)
		return a, err
	}, "campaign.addresses", idList(customers), idList(media), prefix)
}

// Names reads what customers are called, in their order: each once, and of who was merged whoever she is now.
func (c Campaigns) Names(customers []desk.CustomerID) ([]desk.Customer, error) {
	return collect(c.q, func(rows *sql.Rows) (k desk.Customer, err error) {
		err = rows.Scan(&k.ID, &k.Name)
		return k, err
	}, "campaign.names", idList(customers))
}

// Complaining tells which of some customers have an open complaint.
func (c Campaigns) Complaining(customers ...desk.CustomerID) (map[desk.CustomerID]bool, error) {
	list, err := collect(c.q, scanCustomerID, "campaign.complaining", idList(customers))
	are := map[desk.CustomerID]bool{}
	for _, id := range list {
		are[id] = true
	}
	return are, err
}

// OfMessage reads the campaign of a message; one without an id: it is of none.
func (c Campaigns) OfMessage(id desk.MessageID) (row CampaignRow, err error) {
	list, err := collect(c.q, scanCampaign, "campaign.of_message", id)
	if len(list) > 0 {
		row = list[0]
	}
	return row, err
}

// OfMessages reads the campaigns of some messages; one that is of none is not in it.
func (c Campaigns) OfMessages(ids []desk.MessageID) (map[desk.MessageID]desk.Campaign, error) {
	of := map[desk.MessageID]desk.Campaign{}
	_, err := collect(c.q, func(rows *sql.Rows) (k desk.Campaign, err error) {
		var id desk.MessageID
		var body string
		if err := rows.Scan(&id, &body); err != nil {
			return k, err
		}
		err = json.Unmarshal([]byte(body), &k)
		of[id] = k
		return k, err
	}, "campaign.of_messages", idList(ids))
	return of, err
}

// SentSince counts what was queued unasked on a channel since a moment.
func (c Campaigns) SentSince(ch desk.Channel, since time.Time) (int, error) {
	n, _, err := value[int](c.q, "campaign.sent_since", seqFloor(since), ch, ms(since))
	return n, err
}

// OutsideCampaign is a campaign that reached a customer by other means, and when.
type OutsideCampaign struct {
	desk.Campaign
	At time.Time
}

// Outside reads up to limit of those that name a customer and lie after a position, newest first.
func (c Campaigns) Outside(id desk.CustomerID, after Position, limit int) ([]OutsideCampaign, error) {
	return collect(c.q, scanOutside, "campaign.outside", id, ms(after.At), after.ID, limit)
}

// OutsideAfter reads up to limit of those that are newer than a position, the oldest first.
func (c Campaigns) OutsideAfter(id desk.CustomerID, after Position, limit int) ([]OutsideCampaign, error) {
	return collect(c.q, scanOutside, "campaign.outside_after", id, ms(after.At), after.ID, limit)
}

func scanOutside(rows *sql.Rows) (o OutsideCampaign, err error) {
	var body string
	var at int64
	if err := rows.Scan(&body, &at); err != nil {
		return o, err
	}
	o.At = fromMS(at)
	return o, json.Unmarshal([]byte(body), &o.Campaign)
}

// InsertPerson writes down for whom a campaign is, at a place in its order.
func (c CampaignsTx) InsertPerson(begun desk.EventID, id desk.CampaignID, place int, p CampaignPerson) error {
	_, err := c.q.exec("campaign.insert_person", begun, place, id, p.Was, p.IdentityID, p.Half, p.Reason, ms(p.At))
	return err
}

// TakeTurn writes down what became of somebody when it was her turn, once: taken says that it was before.
func (c CampaignsTx) TakeTurn(id desk.CampaignID, identity desk.IdentityID, message desk.MessageID, reason desk.Passed) (taken bool, err error) {
	if _, taken, err = value[int](c.q, "campaign.turn_taken", id, identity); err != nil || taken {
		return taken, err
	}
	_, err = c.q.exec("campaign.insert_turn", id, identity, message, reason, ms(c.tx.moment))
	c.tx.Announce(desk.Change{Kind: desk.CampaignChanged})
	return false, err
}

// applyToCampaign makes a campaign what its log says.
func (tx *Tx) applyToCampaign(e desk.Event) error {
	tx.Announce(desk.Change{Kind: desk.CampaignChanged})
	id := e.Facts.Campaign.ID
	log, err := tx.Deliveries().Campaigns().Log(id)
	if err != nil {
		return err
	}
	if _, err := tx.q.exec("campaign.forget_calls", id); err != nil {
		return err
	}
	story := desk.StoryOfCampaign(log)
	if story.Gone {
		_, err := tx.q.exec("campaign.remove", id)
		return err
	}
	for customer, at := range story.Called {
		if _, err := tx.q.exec("campaign.put_call", id, customer, ms(at)); err != nil {
			return err
		}
	}
	body, err := json.Marshal(story.Campaign)
	if err == nil {
		_, err = tx.q.exec("campaign.put", id, string(body), story.State, story.BegunBy, ms(story.BegunAt), ms(log[len(log)-1].At))
	}
	return err
}
