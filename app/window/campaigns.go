package window

import (
	"context"

	"balcao/backend/desk"
)

// Campaign is what a campaign says, and to whom.
type Campaign struct {
	ID       string            `json:"id"` // empty: a new one
	Medium   string            `json:"medium"`
	Subject  string            `json:"subject"`
	Wordings []CampaignWording `json:"wordings"` // one, or two for halves
	Date     int64             `json:"date"`     // from when on, or when it was; 0: at once
	Until    int64             `json:"until"`    // the end of its period; 0: none
	Segment  string            `json:"segment"`  // the id of a saved one; empty: all customers, or Customers
	// Customers are those of a list; empty: all, or those of Segment.
	Customers []string `json:"customers"`
}

// CampaignWording is a text with fields, or a template with texts for its gaps.
type CampaignWording struct {
	Text     string            `json:"text"`
	Template string            `json:"template"`
	Vars     map[string]string `json:"vars"`
}

// CampaignPerson is somebody of a campaign.
type CampaignPerson struct {
	CustomerID string `json:"customerId"`
	Was        string `json:"was"` // who she was when it began
	Name       string `json:"name"`
	Address    string `json:"address"`
	MessageID  string `json:"messageId"` // what is to be shown of it: what she answered, else what she got; empty: nothing
	CalledAt   int64  `json:"calledAt"`  // 0: she was not called
}

// CampaignGroup is a figure and who is behind it: sent, delivered, seen, answered, bought, opted_out, failed, uncertain, waiting;
// or a desk.Passed, of those who were passed over.
type CampaignGroup struct {
	Name   string           `json:"name"`
	N      int              `json:"n"`
	People []CampaignPerson `json:"people"` // none in a list of campaigns
}

// CampaignHalf is what came of one of two wordings.
type CampaignHalf struct {
	Sent     int `json:"sent"`
	Answered int `json:"answered"`
}

// CampaignResults is a campaign and what came of it.
type CampaignResults struct {
	Campaign   Campaign        `json:"campaign"`
	State      string          `json:"state"` // a desk.CampaignState
	BegunAt    int64           `json:"begunAt"`
	ChangedAt  int64           `json:"changedAt"`
	Begins     int64           `json:"begins"`  // when the first is to leave, while nothing has left; 0: it is time, or none is to
	GoesTo     int             `json:"goesTo"`  // to how many it was to go when it began
	Figures    []CampaignGroup `json:"figures"` // those that the medium tells
	Passed     []CampaignGroup `json:"passed"`
	Cents      int64           `json:"cents"` // of what was bought, in the currency of most
	Currency   string          `json:"currency"`
	Halves     []CampaignHalf  `json:"halves"`
	Comparison string          `json:"comparison"` // a campaign.Comparison; empty: there is one wording
}

// CampaignPreview is what would come of a campaign now.
type CampaignPreview struct {
	Total   int              `json:"total"`
	Goes    CampaignGroup    `json:"goes"`
	Passed  []CampaignGroup  `json:"passed"`
	Problem *Problem         `json:"problem"` // why it cannot be sent as it is
	Samples []CampaignSample `json:"samples"` // one for each wording
	Begins  int64            `json:"begins"`
	Endless bool             `json:"endless"` // the words do not say how to get no more
}

// CampaignSample is a wording as one of them would read it.
type CampaignSample struct {
	Name    string `json:"name"`
	Address string `json:"address"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	// Signature goes under a mail.
	Signature string `json:"signature"`
}

// CampaignChoices is what can be chosen for a campaign.
type CampaignChoices struct {
	Media    []string          `json:"media"` // by which the shop can do one now
	Segments []CampaignSegment `json:"segments"`
}

// CampaignSegment is a saved segment.
type CampaignSegment struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// CampaignSaved names a campaign, and what Undo takes.
type CampaignSaved struct {
	ID   string `json:"id"`
	Done string `json:"done"`
}

// CampaignsDesk does what is said to many.
type CampaignsDesk interface {
	Campaigns(ctx context.Context) ([]CampaignResults, error)
	CampaignResults(ctx context.Context, id desk.CampaignID) (CampaignResults, error)
	CampaignChoices(ctx context.Context) (CampaignChoices, error)
	PreviewCampaign(ctx context.Context, c Campaign) (CampaignPreview, error)
	SaveCampaign(ctx context.Context, c Campaign) (CampaignSaved, error)
	RecordCampaign(ctx context.Context, c Campaign) (CampaignSaved, error)
	SendCampaign(ctx context.Context, id desk.CampaignID) error
	// StepCampaign does what can be undone: pause, resume, stop, remove.
	StepCampaign(ctx context.Context, id desk.CampaignID, step string) (desk.EventID, error)
	UndoCampaign(ctx context.Context, id desk.CampaignID, done desk.EventID) error
	CallCampaign(ctx context.Context, id desk.CampaignID, who desk.CustomerID, called bool) error
}

// Campaigns is what is said to many.
type Campaigns struct{ gate *gate }

// List gives every campaign and its figures, the latest first.
func (c *Campaigns) List() ([]CampaignResults, error) {
	return pass(c.gate, "Campaigns.List", func(ctx context.Context, d Desk) ([]CampaignResults, error) {
		return d.Campaigns(ctx)
	})
}

// Results gives what came of one, with the people behind each figure.
func (c *Campaigns) Results(campaignID string) (CampaignResults, error) {
	return pass(c.gate, "Campaigns.Results", func(ctx context.Context, d Desk) (CampaignResults, error) {
		return d.CampaignResults(ctx, desk.CampaignID(campaignID))
	})
}

// Choices gives what can be chosen for a campaign.
func (c *Campaigns) Choices() (CampaignChoices, error) {
	return pass(c.gate, "Campaigns.Choices", func(ctx context.Context, d Desk) (CampaignChoices, error) { return d.CampaignChoices(ctx) })
}

// Preview tells what would come of a campaign, kept or not.
func (c *Campaigns) Preview(campaign Campaign) (CampaignPreview, error) {
	return pass(c.gate, "Campaigns.Preview", func(ctx context.Context, d Desk) (CampaignPreview, error) { return d.PreviewCampaign(ctx, campaign) })
}

// Save keeps a draft as it is now.
func (c *Campaigns) Save(campaign Campaign) (CampaignSaved, error) {
	return pass(c.gate, "Campaigns.Save", func(ctx context.Context, d Desk) (CampaignSaved, error) { return d.SaveCampaign(ctx, campaign) })
}

// Record writes down one that is done by other means.
func (c *Campaigns) Record(campaign Campaign) (CampaignSaved, error) {
	return pass(c.gate, "Campaigns.Record", func(ctx context.Context, d Desk) (CampaignSaved, error) { return d.RecordCampaign(ctx, campaign) })
}

// Send has a draft sent from now on.
func (c *Campaigns) Send(campaignID string) error {
	return do(c.gate, "Campaigns.Send", func(ctx context.Context, d Desk) error { return d.SendCampaign(ctx, desk.CampaignID(campaignID)) })
}

// Step pauses, resumes, stops or removes one, and gives what Undo takes.
func (c *Campaigns) Step(campaignID, step string) (string, error) {
	return decide(c.gate, "Campaigns.Step", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.StepCampaign(ctx, desk.CampaignID(campaignID), step)
	})
}

// Undo takes the last of these back.
func (c *Campaigns) Undo(campaignID, decision string) error {
	return do(c.gate, "Campaigns.Undo", func(ctx context.Context, d Desk) error {
		return d.UndoCampaign(ctx, desk.CampaignID(campaignID), desk.EventID(decision))
	})
}

// Call notes that somebody on a call list was called, or was not after all.
func (c *Campaigns) Call(campaignID, customerID string, called bool) error {
	return do(c.gate, "Campaigns.Call", func(ctx context.Context, d Desk) error {
		return d.CallCampaign(ctx, desk.CampaignID(campaignID), desk.CustomerID(customerID), called)
	})
}
