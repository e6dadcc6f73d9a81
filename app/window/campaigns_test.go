package window

import (
	"slices"
	"testing"

	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestCampaigns(t *testing.T) {
	h := demoHouse(t)
	c := &Campaigns{gate: openGate(t, h, nil)}
	who := desk.CustomerID(mailRow(t, h).CustomerID)
	agrees(t, h, who)
	choices, err := c.Choices()
	if err != nil || !slices.Contains(choices.Media, "email") || !slices.Contains(choices.Media, "leaflet") || choices.Segments == nil {
		t.Fatalf("%+v, %v", choices, err)
	}
	typed := Campaign{Medium: "email", Subject: "Natal", Wordings: []CampaignWording{{Text: "Olá, {nome}. Para sair, responda SAIR."}}}
	saved, err := c.Save(typed)
	if err != nil || saved.ID == "" {
		t.Fatal(saved, err)
	}
	typed.ID = saved.ID
	p, err := c.Preview(typed)
	if err != nil || p.Goes.N != 1 || p.Goes.People[0].CustomerID != string(who) || p.Problem != nil || p.Total < 2 || len(p.Passed) == 0 || p.Samples[0].Text == "" {
		t.Fatalf("%+v, %v", p, err)
	}
	if err := c.Send(saved.ID); err != nil {
		t.Fatal(err)
	}
	if told(t, c.Send(saved.ID)).Code != string(desk.ErrCampaignOver) {
		t.Error("it was sent twice")
	}
	done, err := c.Step(saved.ID, "pause")
	if err != nil {
		t.Fatal(err)
	}
	list, err := c.List()
	if err != nil || len(list) != 1 || list[0].State != "paused" || list[0].Figures[0].Name != "sent" || len(list[0].Figures[0].People) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if err := c.Undo(saved.ID, done); err != nil {
		t.Error(err)
	}
	r, err := c.Results(saved.ID)
	if err != nil || r.State != "sending" || r.GoesTo != 1 || r.Campaign.Subject != "Natal" || !slices.ContainsFunc(r.Figures, func(f CampaignGroup) bool { return f.Name == "waiting" && len(f.People) == 1 }) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := c.Step(saved.ID, "dance"); told(t, err).Code != string(desk.ErrUsage) {
		t.Error(err)
	}
	if _, err := c.Record(Campaign{Medium: "leaflet", Subject: "Folheto", Customers: []string{string(who)}}); err != nil {
		t.Error(err)
	}
	page, err := h.Timeline(t.Context(), who, "", 10)
	if err != nil || page.Items[0].Kind != "campaign" || page.Items[0].Campaign != "Folheto" || page.Items[0].Medium != "leaflet" {
		t.Errorf("%+v, %v", page.Items[0], err)
	}
}

// agrees writes down that somebody wants campaigns by mail.
func agrees(t *testing.T, h counter, who desk.CustomerID) {
	t.Helper()
	var mail desk.IdentityID
	err := h.manyfold.shop.Store.Read(t.Context(), func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(who)
		for _, i := range hers {
			if i.Medium == desk.Email {
				mail = i.ID
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = consent.Set(t.Context(), h.manyfold.shop.Store, consent.Saying{Identity: mail, Channel: desk.Email, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given}); err != nil {
		t.Fatal(err)
	}
}
