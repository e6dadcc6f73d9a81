package window

import (
	"context"

	"balcao/app"
	"balcao/backend/assist"
	"balcao/backend/desk"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// drafting is the AssistDesk over an open shop.
type drafting struct{ shop *app.Shop }

func askOf(a AssistAsk) assist.Ask {
	return assist.Ask{
		Customer: desk.CustomerID(a.CustomerID), Channel: desk.Channel(a.Channel), Task: assist.Task(a.Task), Text: a.Text, Language: a.Language,
	}
}

// AskModel has the model answer.
func (d drafting) AskModel(ctx context.Context, ask AssistAsk, growing func(string)) (AssistReply, error) {
	r, err := d.shop.Assistant.Ask(ctx, askOf(ask), growing)
	reply := AssistReply{
		Text: r.Text, Language: r.Language, Missing: r.Missing, Handover: r.Handover, Reason: string(r.Reason), Words: r.Words,
		AssistChecks: AssistChecks{
			Gaps: r.Gaps, TooLong: r.TooLong, OtherTongue: r.OtherTongue, Unfounded: r.Unfounded, Differences: differencesOf(r.Differences),
		},
		Model: r.Model, Host: r.Host, Place: string(r.Place), Cost: r.Cost,
	}
	for _, u := range r.Used {
		reply.Used = append(reply.Used, AssistSource{string(u.Kind), u.ID})
	}
	for _, f := range r.Blocked {
		reply.Blocked = append(reply.Blocked, AssistForeign{string(f.Kind), f.Text})
	}
	return reply, err
}

func differencesOf(list []assist.Difference) (shown []AssistDifference) {
	for _, d := range list {
		shown = append(shown, AssistDifference{string(d.Kind), d.Now, d.Before, AssistSource{string(d.Ref.Kind), d.Ref.ID}})
	}
	return shown
}

// AssistPayload gives what would leave.
func (d drafting) AssistPayload(ctx context.Context, ask AssistAsk) (AssistPayload, error) {
	p, err := d.shop.Assistant.Payload(ctx, askOf(ask))
	return AssistPayload{
		Host: p.Host, Place: string(p.Place), Model: p.Model, Masked: p.Masked, Accepted: p.Accepted, Body: string(p.Body), Reason: string(p.Reason),
	}, err
}

// CheckReply compares a reply with what was said before.
func (d drafting) CheckReply(ctx context.Context, id desk.CustomerID, text string) ([]AssistDifference, error) {
	list, err := d.shop.Assistant.Differences(ctx, id, text)
	return differencesOf(list), err
}

// AssistTerms reads which model drafts.
func (d drafting) AssistTerms(ctx context.Context) (AssistTerms, error) {
	terms, err := assist.Terms(ctx, d.shop.Store)
	if err != nil {
		return AssistTerms{}, err
	}
	e := llm.Endpoint{BaseURL: terms.BaseURL, Model: terms.Model}
	shown := AssistTerms{Assist: terms, On: terms.Accepted != "" && terms.Accepted == e.Consent(), Presets: presetsOf(llm.Presets())}
	if terms.BaseURL != "" {
		shown.Host, shown.Place = e.Host(), string(e.Place())
	}
	shown.MonthCost, err = assist.MonthCost(ctx, d.shop.Store)
	return shown, err
}

func presetsOf(list []llm.Preset) (shown []AssistPreset) {
	for _, p := range list {
		shown = append(shown, AssistPreset(p))
	}
	return shown
}

// FindModels looks for servers on this computer.
func (d drafting) FindModels(ctx context.Context) (found []AssistPreset, err error) {
	for _, e := range llm.Find(ctx) {
		name := e.Host()
		for _, p := range llm.Presets() {
			if p.BaseURL == e.BaseURL {
				name = p.Name
			}
		}
		found = append(found, AssistPreset{name, e.BaseURL})
	}
	return found, nil
}

// TryModel tests a server.
func (d drafting) TryModel(ctx context.Context, baseURL, model, key string) (AssistTrial, error) {
	t, err := d.shop.TryModel(ctx, llm.Endpoint{BaseURL: baseURL, Model: model, Key: key})
	return AssistTrial{Models: t.Models, Model: t.Model, Host: t.Host, Place: string(t.Place), LatencyMs: t.Latency.Milliseconds()}, err
}

// AcceptModel keeps the owner's agreement.
func (d drafting) AcceptModel(ctx context.Context, terms preference.Assist, key string) error {
	return d.shop.AcceptModel(ctx, terms, key)
}

// RefuseModel takes it back.
func (d drafting) RefuseModel(ctx context.Context) error { return assist.Refuse(ctx, d.shop.Store) }

// WithholdFromModel keeps a customer from a model.
func (d drafting) WithholdFromModel(ctx context.Context, id desk.CustomerID, withheld bool) error {
	return assist.Withhold(ctx, d.shop.Store, id, withheld)
}

// WithheldFromModel tells whether a customer is kept from a model.
func (d drafting) WithheldFromModel(ctx context.Context, id desk.CustomerID) (withheld bool, err error) {
	err = d.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		withheld, err = assist.Withheld(tx, id)
		return err
	})
	return withheld, err
}

// Spoken tells a customer's language.
func (d drafting) Spoken(ctx context.Context, id desk.CustomerID) (Spoken, error) {
	spoken, err := d.shop.Assistant.Spoken(ctx, id)
	return Spoken(spoken), err
}

// Speak keeps it.
func (d drafting) Speak(ctx context.Context, id desk.CustomerID, language string) error {
	return assist.Speak(ctx, d.shop.Store, id, language)
}
