package window

import (
	"context"

	"balcao/backend/desk"
	"balcao/backend/preference"
)

// AssistAsk is what the owner wants of the model.
type AssistAsk struct {
	CustomerID string `json:"customerId"`
	Channel    string `json:"channel"`
	Task       string `json:"task"`     // draft, shorten, friendlier, translate, summarise
	Text       string `json:"text"`     // what is to be changed
	Language   string `json:"language"` // to translate into; empty: the customer's
	// Sequence names the asking, so that it can be followed and ended.
	Sequence string `json:"sequence"`
}

// AssistReply is a draft, and what is to be known of it before it is sent.
type AssistReply struct {
	Text     string         `json:"text"`
	Language string         `json:"language"`
	Used     []AssistSource `json:"used"`
	Missing  []string       `json:"missing"`
	Handover bool           `json:"handover"` // it is the owner's to answer; Text may be empty
	Reason   string         `json:"reason"`   // an assist.Reason
	Words    string         `json:"words"`    // the model's own
	AssistChecks
	Model string `json:"model"`
	Host  string `json:"host"`
	Place string `json:"place"` // local, remote, cloud
	Cost  int64  `json:"cost"`  // millionths of the owner's currency
}

// AssistSource is what a draft was taken from.
type AssistSource struct {
	Kind string `json:"kind"` // message, case, customer, fact
	ID   string `json:"id"`
}

// AssistChecks say what is wrong with a text.
type AssistChecks struct {
	Blocked     []AssistForeign    `json:"blocked"`
	Gaps        []string           `json:"gaps"`
	TooLong     bool               `json:"tooLong"`
	OtherTongue string             `json:"otherTongue"`
	Differences []AssistDifference `json:"differences"`
	Unfounded   []string           `json:"unfounded"`
}

// AssistForeign is a contact, an account or a document that neither the shop nor the customer's record knows.
type AssistForeign struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// AssistDifference is a value that is another than was said before.
type AssistDifference struct {
	Kind   string       `json:"kind"`
	Now    string       `json:"now"`
	Before string       `json:"before"`
	Source AssistSource `json:"source"`
}

// AssistPayload is exactly what would leave.
type AssistPayload struct {
	Host     string `json:"host"`
	Place    string `json:"place"`
	Model    string `json:"model"`
	Masked   bool   `json:"masked"`
	Accepted bool   `json:"accepted"`
	Body     string `json:"body"`
	Reason   string `json:"reason"`
}

// AssistTerms are the model that drafts and on what terms, with what it has cost.
type AssistTerms struct {
	preference.Assist
	On        bool           `json:"on"` // the owner has accepted the host as it stands
	Host      string         `json:"host"`
	Place     string         `json:"place"`
	MonthCost int64          `json:"monthCost"` // millionths of the currency
	Presets   []AssistPreset `json:"presets"`
}

// AssistPreset is a server that is known by its name.
type AssistPreset struct {
	Name    string `json:"name"`
	BaseURL string `json:"baseUrl"`
}

// AssistTrial is a test of a server.
type AssistTrial struct {
	Models    []string `json:"models"`
	Model     string   `json:"model"` // that answered
	Host      string   `json:"host"`
	Place     string   `json:"place"`
	LatencyMs int64    `json:"latencyMs"`
}

// AssistDesk drafts. Nothing is sent by it.
type AssistDesk interface {
	// AskModel has growing hear the text so far.
	AskModel(ctx context.Context, ask AssistAsk, growing func(string)) (AssistReply, error)
	AssistPayload(ctx context.Context, ask AssistAsk) (AssistPayload, error)
	// CheckReply compares any reply with what was said before; nothing leaves for it.
	CheckReply(ctx context.Context, id desk.CustomerID, text string) ([]AssistDifference, error)
	AssistTerms(ctx context.Context) (AssistTerms, error)
	FindModels(ctx context.Context) ([]AssistPreset, error)
	TryModel(ctx context.Context, baseURL, model, key string) (AssistTrial, error)
	AcceptModel(ctx context.Context, terms preference.Assist, key string) error
	RefuseModel(ctx context.Context) error
	WithholdFromModel(ctx context.Context, id desk.CustomerID, withheld bool) error
	WithheldFromModel(ctx context.Context, id desk.CustomerID) (bool, error)
}

// growingEvent tells the page the text so far: {sequence, text}.
const growingEvent = "balcao:draft"

// Growing is the text of a draft so far.
type Growing struct {
	Sequence string `json:"sequence"`
	Text     string `json:"text"`
}

// Assistant drafts answers, which the owner reads and sends.
type Assistant struct {
	gate  *gate
	turns turns
	emit  func(context.Context, Growing)
}

// Ask has the model answer. A newer asking of the same sequence ends it, as Stop does.
func (a *Assistant) Ask(ask AssistAsk) (AssistReply, error) {
	return pass(a.gate, "Assistant.Ask", func(ctx context.Context, d Desk) (AssistReply, error) {
		ctx, end := a.turns.take(ctx, ask.Sequence, 0)
		defer end()
		reply, err := d.AskModel(ctx, ask, func(text string) { a.emit(ctx, Growing{ask.Sequence, text}) })
		if err != nil && context.Cause(ctx) == errSuperseded {
			err = errSuperseded
		}
		return reply, err
	})
}

// Stop ends an asking.
func (a *Assistant) Stop(sequence string) { a.turns.stop(sequence) }

// Payload gives exactly what Ask would send, and sends nothing.
func (a *Assistant) Payload(ask AssistAsk) (AssistPayload, error) {
	return pass(a.gate, "Assistant.Payload", func(ctx context.Context, d Desk) (AssistPayload, error) { return d.AssistPayload(ctx, ask) })
}

// Check compares any reply with what was last said to the customer and with the shop's facts.
func (a *Assistant) Check(customerID, text string) ([]AssistDifference, error) {
	return pass(a.gate, "Assistant.Check", func(ctx context.Context, d Desk) ([]AssistDifference, error) {
		return d.CheckReply(ctx, desk.CustomerID(customerID), text)
	})
}

// Terms gives the model that drafts, and on what terms.
func (a *Assistant) Terms() (AssistTerms, error) {
	return pass(a.gate, "Assistant.Terms", func(ctx context.Context, d Desk) (AssistTerms, error) {
		return d.AssistTerms(ctx)
	})
}

// Find looks for model servers on this computer.
func (a *Assistant) Find() ([]AssistPreset, error) {
	return pass(a.gate, "Assistant.Find", func(ctx context.Context, d Desk) ([]AssistPreset, error) {
		return d.FindModels(ctx)
	})
}

// Try tests a server; nothing of the shop is told, and nothing kept.
func (a *Assistant) Try(baseURL, model, key string) (AssistTrial, error) {
	return pass(a.gate, "Assistant.Try", func(ctx context.Context, d Desk) (AssistTrial, error) {
		return d.TryModel(ctx, baseURL, model, key)
	})
}

// Accept keeps the terms and the owner's agreement; an empty key: it needs none.
func (a *Assistant) Accept(terms preference.Assist, key string) error {
	return do(a.gate, "Assistant.Accept", func(ctx context.Context, d Desk) error { return d.AcceptModel(ctx, terms, key) })
}

// Refuse takes the agreement back: nothing leaves for a model any more.
func (a *Assistant) Refuse() error {
	return do(a.gate, "Assistant.Refuse", func(ctx context.Context, d Desk) error { return d.RefuseModel(ctx) })
}

// Withhold says that nothing of a customer may be told to a model.
func (a *Assistant) Withhold(customerID string, withheld bool) error {
	return do(a.gate, "Assistant.Withhold", func(ctx context.Context, d Desk) error {
		return d.WithholdFromModel(ctx, desk.CustomerID(customerID), withheld)
	})
}

// Withheld tells whether nothing of a customer may be told to a model.
func (a *Assistant) Withheld(customerID string) (bool, error) {
	return pass(a.gate, "Assistant.Withheld", func(ctx context.Context, d Desk) (bool, error) {
		return d.WithheldFromModel(ctx, desk.CustomerID(customerID))
	})
}
