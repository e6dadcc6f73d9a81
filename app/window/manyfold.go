package window

import (
	"context"
	"strings"

	"balcao/app"
	"balcao/backend/audience"
	"balcao/backend/campaign"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// manyfold is the CampaignsDesk over an open shop.
type manyfold struct{ shop *app.Shop }

// Campaigns lists them without their people.
func (c manyfold) Campaigns(ctx context.Context) ([]CampaignResults, error) {
	all, err := campaign.All(ctx, c.shop.Store)
	shown := make([]CampaignResults, len(all))
	for i, r := range all {
		shown[i] = resultsOf(r, false)
	}
	return shown, err
}

// CampaignResults reads one with its people.
func (c manyfold) CampaignResults(ctx context.Context, id desk.CampaignID) (CampaignResults, error) {
	r, err := campaign.Read(ctx, c.shop.Store, id)
	return resultsOf(r, true), err
}

// CampaignChoices reads which channels the shop has, and which segments were saved.
func (c manyfold) CampaignChoices(ctx context.Context) (CampaignChoices, error) {
	choices := CampaignChoices{Media: []string{}, Segments: []CampaignSegment{}}
	saved, err := audience.All(ctx, c.shop.Store)
	if err != nil {
		return choices, err
	}
	for _, a := range saved {
		choices.Segments = append(choices.Segments, CampaignSegment{ID: string(a.ID), Name: a.Name})
	}
	return choices, c.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		for _, m := range desk.CampaignMedia {
			accounts, err := tx.Connections().InUse(m.Channel())
			if err != nil {
				return err
			}
			if m.Channel() == "" || len(accounts) > 0 {
				choices.Media = append(choices.Media, string(m))
			}
		}
		return nil
	})
}

// PreviewCampaign tells what would come of one.
func (c manyfold) PreviewCampaign(ctx context.Context, typed Campaign) (CampaignPreview, error) {
	p, err := campaign.Foresee(ctx, c.shop.Store, typedCampaign(typed))
	shown := CampaignPreview{
		Total: p.Total, Goes: CampaignGroup{Name: "goes", N: len(p.Goes), People: shownPeople(p.Goes)}, Passed: shownGroups(p.Passed, true),
		Problem: ProblemOf(p.Problem), Samples: []CampaignSample{}, Begins: millis(p.Begins), Endless: p.Endless,
	}
	for _, s := range p.Samples {
		shown.Samples = append(shown.Samples, CampaignSample{Name: s.Person.Name, Address: readableAddress(s.Person.Address), Subject: s.Subject, Text: s.Text, Signature: s.Signature})
	}
	return shown, err
}

// SaveCampaign keeps a draft.
func (c manyfold) SaveCampaign(ctx context.Context, typed Campaign) (CampaignSaved, error) {
	id, done, err := campaign.Save(ctx, c.shop.Store, typedCampaign(typed))
	return CampaignSaved{ID: string(id), Done: string(done)}, err
}

// RecordCampaign writes one down.
func (c manyfold) RecordCampaign(ctx context.Context, typed Campaign) (CampaignSaved, error) {
	id, done, err := campaign.Record(ctx, c.shop.Store, typedCampaign(typed))
	return CampaignSaved{ID: string(id), Done: string(done)}, err
}

// SendCampaign begins one.
func (c manyfold) SendCampaign(ctx context.Context, id desk.CampaignID) error {
	return campaign.Begin(ctx, c.shop.Store, id)
}

// StepCampaign does what can be undone.
func (c manyfold) StepCampaign(ctx context.Context, id desk.CampaignID, step string) (desk.EventID, error) {
	steps := map[string]func(context.Context, *store.Store, desk.CampaignID) (desk.EventID, error){
		"pause": campaign.Pause, "resume": campaign.Resume, "stop": campaign.Stop, "remove": campaign.Remove,
	}
	do, known := steps[step]
	if !known {
		return "", desk.E(desk.ErrUsage, nil, "argument", "step")
	}
	return do(ctx, c.shop.Store, id)
}

// UndoCampaign takes that back.
func (c manyfold) UndoCampaign(ctx context.Context, id desk.CampaignID, done desk.EventID) error {
	return campaign.Undo(ctx, c.shop.Store, id, done)
}

// CallCampaign notes a call.
func (c manyfold) CallCampaign(ctx context.Context, id desk.CampaignID, who desk.CustomerID, called bool) error {
	return campaign.Call(ctx, c.shop.Store, id, who, called)
}

func typedCampaign(c Campaign) desk.Campaign {
	typed := desk.Campaign{
		ID: desk.CampaignID(c.ID), Medium: desk.CampaignMedium(c.Medium), Subject: c.Subject, Date: moment(c.Date), Until: moment(c.Until),
		To: desk.Recipients{Audience: desk.AudienceID(c.Segment)},
	}
	for _, w := range c.Wordings {
		typed.Wordings = append(typed.Wordings, desk.CampaignWording(w))
	}
	for _, id := range c.Customers {
		typed.To.Customers = append(typed.To.Customers, desk.CustomerID(id))
	}
	return typed
}

func shownCampaign(c desk.Campaign) Campaign {
	shown := Campaign{
		ID: string(c.ID), Medium: string(c.Medium), Subject: c.Subject, Date: millis(c.Date), Until: millis(c.Until), Segment: string(c.To.Audience),
		Wordings: []CampaignWording{}, Customers: []string{},
	}
	for _, w := range c.Wordings {
		if w.Vars == nil {
			w.Vars = map[string]string{}
		}
		shown.Wordings = append(shown.Wordings, CampaignWording(w))
	}
	for _, id := range c.To.Customers {
		shown.Customers = append(shown.Customers, string(id))
	}
	return shown
}

// resultsOf is what came of a campaign, with its people where they are asked for.
func resultsOf(r campaign.Results, people bool) CampaignResults {
	shown := CampaignResults{
		Campaign: shownCampaign(r.Campaign), State: string(r.State), BegunAt: millis(r.BegunAt), ChangedAt: millis(r.ChangedAt),
		Begins: millis(r.Begins), GoesTo: r.GoesTo,
		Figures: []CampaignGroup{}, Passed: shownGroups(r.Passed, people), Halves: []CampaignHalf{},
	}
	for _, f := range []struct {
		name string
		list []campaign.Person
		told bool
	}{
		{"sent", r.Sent, true},
		{"delivered", r.Delivered, r.Delivered != nil},
		{"seen", r.Seen, r.Seen != nil},
		{"answered", r.Answered, true},
		{"bought", r.Bought, true},
		{"opted_out", r.OptedOut, r.Medium.Asks() != ""},
		{"failed", r.Failed, len(r.Failed) > 0},
		{"uncertain", r.Unsure, len(r.Unsure) > 0},
		{"waiting", r.Waiting, len(r.Waiting) > 0},
	} {
		if f.told {
			shown.Figures = append(shown.Figures, figureOf(f.name, f.list, people))
		}
	}
	for _, m := range r.Paid {
		if m.Cents > shown.Cents {
			shown.Cents, shown.Currency = m.Cents, m.Currency
		}
	}
	for _, h := range r.Halves {
		shown.Halves = append(shown.Halves, CampaignHalf{h.Sent, h.Answered})
	}
	if len(r.Halves) == 2 {
		shown.Comparison = string(campaign.Compare(r.Halves))
	}
	return shown
}

func figureOf(name string, list []campaign.Person, people bool) CampaignGroup {
	g := CampaignGroup{Name: name, N: len(list), People: []CampaignPerson{}}
	for _, p := range list {
		if !people {
			break
		}
		shown := shownPeople([]store.CampaignPerson{p.CampaignPerson})[0]
		if name == "answered" {
			shown.MessageID = string(p.Answer)
		}
		g.People = append(g.People, shown)
	}
	return g
}

func shownGroups(groups []campaign.Group, people bool) []CampaignGroup {
	shown := []CampaignGroup{}
	for _, g := range groups {
		one := CampaignGroup{Name: string(g.Reason), N: len(g.People), People: []CampaignPerson{}}
		if people {
			one.People = shownPeople(g.People)
		}
		shown = append(shown, one)
	}
	return shown
}

// readableAddress is an address of any channel.
func readableAddress(address string) string {
	if strings.Contains(address, "@") {
		return readable(desk.Email, address)
	}
	return readable(desk.SMS, address)
}

func shownPeople(list []store.CampaignPerson) []CampaignPerson {
	shown := []CampaignPerson{}
	for _, p := range list {
		shown = append(shown, CampaignPerson{
			CustomerID: string(p.CustomerID), Was: string(p.Was), Name: p.Name, Address: readableAddress(p.Address), MessageID: string(p.MessageID), CalledAt: millis(p.CalledAt),
		})
	}
	return shown
}
