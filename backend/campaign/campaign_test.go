package campaign_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func goesTo(p campaign.Preview) string {
	return names(p.Goes, func(p store.CampaignPerson) string { return p.Name })
}

func TestWhoIsPassedOverAndWhy(t *testing.T) {
	s := openShop(t)
	s.meets("Nada") // said nothing
	yes := s.meets("Sim")
	s.says(yes, desk.Email, desk.Given)
	no := s.meets("Nao")
	s.says(no, desk.Email, desk.Given)
	s.says(no, desk.Email, desk.Withdrawn)
	angry := s.meets("Queixa")
	s.says(angry, desk.Email, desk.Given)
	s.complains(angry)
	barred := s.meets("Barrada")
	s.says(barred, desk.Email, desk.Given)
	s.bars(barred)
	anonymous := s.meets("")
	s.says(anonymous, desk.Email, desk.Given)
	_, _, err := customer.Add(t.Context(), s.st, customer.Newcomer{Name: "Telefone", Phones: []string{"+5511987650001"}})
	check(t, err)
	p := s.preview(s.mailing())
	if p.Total != 7 || goesTo(p) != "Sim" {
		t.Errorf("of %d it goes to %q", p.Total, goesTo(p))
	}
	want := "complaint:Queixa · no_address:Telefone · barred:Barrada · declined:Nao · no_consent:Nada · no_name:"
	if got := passedNames(p.Passed); got != want {
		t.Errorf("passed over are\n%s\nwant\n%s", got, want)
	}
	if p.Problem != nil || p.Samples[0].Text != "Olá, Sim! Agendas com desconto. Para não receber mais, responda SAIR." || p.Endless {
		t.Errorf("%v, %+v, %v", p.Problem, p.Samples, p.Endless)
	}
}

func TestOneAddressEach(t *testing.T) {
	s := openShop(t)
	id, _, err := customer.Add(t.Context(), s.st, customer.Newcomer{Name: "Duas", Phones: []string{"+5511987650001", "+5511987650002"}})
	check(t, err)
	var sms []desk.Identity
	s.read(func(tx *store.ReadTx) error {
		hers, err := tx.Customers().Identities(id)
		for _, i := range hers {
			if i.Medium == desk.SMS {
				sms = append(sms, i)
			}
		}
		return err
	})
	bySMS := func(c *desk.Campaign) { c.Medium = desk.BySMS }
	both := func(status desk.ConsentStatus, which ...desk.Identity) {
		for _, i := range which {
			s.pass(time.Millisecond)
			check(t, s.st.Write(t.Context(), func(tx *store.Tx) error {
				return tx.Record(desk.Event{
					Kind: map[desk.ConsentStatus]desk.EventKind{desk.Given: desk.ConsentGiven, desk.Withdrawn: desk.ConsentWithdrawn}[status], Actor: desk.Owner,
					Facts: desk.Facts{Consent: &desk.ConsentFacts{Identity: i.ID, Channel: desk.SMS, Purposes: []desk.Purpose{desk.Marketing}}},
				})
			}))
		}
	}
	both(desk.Given, sms...)
	_, err = customer.Prefer(t.Context(), s.st, sms[1].ID, true)
	check(t, err)
	if p := s.preview(s.mailing(bySMS)); len(p.Goes) != 1 || p.Goes[0].IdentityID != sms[1].ID {
		t.Errorf("it goes to %+v, not to the one she prefers", p.Goes)
	}
	both(desk.Withdrawn, sms[1])
	if p := s.preview(s.mailing(bySMS)); len(p.Goes) != 1 || p.Goes[0].IdentityID != sms[0].ID {
		t.Errorf("it goes to %+v, not to the one that is left", p.Goes)
	}
}

func TestWhatKeepsACampaignFromBeginning(t *testing.T) {
	s := openShop(t)
	s.agree(1)
	gone := s.clock().Add(-time.Hour)
	for name, c := range map[string]struct {
		change func(*desk.Campaign)
		code   desk.Code
	}{
		"no subject":                  {func(c *desk.Campaign) { c.Subject = "" }, desk.ErrUsage},
		"no words":                    {func(c *desk.Campaign) { c.Wordings = nil }, desk.ErrUsage},
		"a period that is over":       {func(c *desk.Campaign) { c.Until = gone }, desk.ErrUsage},
		"a field that nobody knows":   {func(c *desk.Campaign) { c.Wordings[0].Text = "Olá {apelido}" }, desk.ErrGaps},
		"the number of a case":        {func(c *desk.Campaign) { c.Wordings[0].Text = "Olá {protocolo}" }, desk.ErrGaps},
		"WhatsApp without a template": {func(c *desk.Campaign) { c.Medium = desk.ByWhatsApp }, desk.ErrUsage},
		"a template that is paused":   {func(c *desk.Campaign) { c.Medium, c.Wordings[0].Template = desk.ByWhatsApp, "HXpaused" }, desk.ErrTemplateStatus},
		"a template of no marketing":  {func(c *desk.Campaign) { c.Medium, c.Wordings[0].Template = desk.ByWhatsApp, "HXorder" }, desk.ErrCampaignTemplate},
		"a template with gaps":        {func(c *desk.Campaign) { c.Medium, c.Wordings[0].Template = desk.ByWhatsApp, "HXnews" }, desk.ErrTemplateVars},
		"a template that is none":     {func(c *desk.Campaign) { c.Medium, c.Wordings[0].Template = desk.ByWhatsApp, "HXnone" }, desk.ErrNotFound},
		"more than an SMS takes": {func(c *desk.Campaign) {
			c.Medium, c.Wordings[0].Text = desk.BySMS, strings.Repeat("Agendas! ", 200)
		}, desk.ErrTooLong},
		"what others distribute": {func(c *desk.Campaign) { c.Medium = desk.ByLeaflet }, desk.ErrUsage},
		"nobody who wants it":    {func(c *desk.Campaign) { c.Medium = desk.BySMS }, desk.ErrCampaignNobody},
	} {
		id := s.mailing(c.change)
		if err := campaign.Begin(t.Context(), s.st, id); !desk.HasCode(err, c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if c.code == desk.ErrCampaignNobody || s.results(id).Medium == desk.ByLeaflet {
			continue
		}
		if p := s.preview(id); p.Problem == nil || p.Problem.Code != c.code {
			t.Errorf("%s: the preview says %v", name, p.Problem)
		}
	}
}

func TestByWhatsAppATemplateIsFilledForEach(t *testing.T) {
	s := openShop(t)
	who := s.meets("Ana Lima", "+5511987650001")
	s.says(who, desk.WhatsApp, desk.Given)
	id := s.mailing(func(c *desk.Campaign) {
		c.Medium, c.Wordings = desk.ByWhatsApp, []desk.CampaignWording{{Template: "HXnews", Vars: map[string]string{"1": "{primeiro nome}", "2": "agendas"}}}
	})
	if p := s.preview(id); p.Samples[0].Text != "Oi Ana, chegou: agendas. Até logo!" {
		t.Errorf("%+v", p.Samples)
	}
	s.begins(id)
	r := s.runs(id)
	if len(r.Sent) != 1 || s.sent[0].Template == nil || s.sent[0].Text != "Oi Ana, chegou: agendas. Até logo!" {
		t.Errorf("%+v\n%+v", r, s.sent)
	}
}

func TestDraftsAreKeptRemovedAndTakenBack(t *testing.T) {
	s := openShop(t)
	s.agree(1)
	id, _, err := campaign.Save(t.Context(), s.st, desk.Campaign{Medium: desk.BySMS}) // as it is when it begins to be typed
	check(t, err)
	_, edited, err := campaign.Save(t.Context(), s.st, desk.Campaign{ID: id, Medium: desk.ByEmail, Subject: "Natal"})
	check(t, err)
	check(t, campaign.Undo(t.Context(), s.st, id, edited))
	if r := s.results(id); r.Medium != desk.BySMS || r.Subject != "" {
		t.Errorf("after the undo it is %+v", r.Campaign)
	}
	removed, err := campaign.Remove(t.Context(), s.st, id)
	check(t, err)
	if _, err := campaign.Read(t.Context(), s.st, id); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("removed, it reads %v", err)
	}
	check(t, campaign.Undo(t.Context(), s.st, id, removed))
	wantCode(t, campaign.Undo(t.Context(), s.st, id, removed), desk.ErrChangedSince)
	sending := s.mailing()
	s.begins(sending)
	_, _, err = campaign.Save(t.Context(), s.st, desk.Campaign{ID: sending, Medium: desk.ByEmail})
	wantCode(t, err, desk.ErrCampaignOver)
	var begun desk.EventID
	s.read(func(tx *store.ReadTx) error {
		row, err := tx.Deliveries().Campaigns().Get(sending)
		begun = row.BegunBy
		return err
	})
	wantCode(t, campaign.Undo(t.Context(), s.st, sending, begun), desk.ErrCampaignOver)
}

func TestMadeAnewItIsTheSame(t *testing.T) {
	s := openShop(t)
	ids := s.agree(12)
	id := s.mailing()
	s.begins(id)
	s.minute()
	_, err := campaign.Pause(t.Context(), s.st, id)
	check(t, err)
	s.mailing()
	_, _, err = campaign.Record(t.Context(), s.st, desk.Campaign{Medium: desk.ByLeaflet, Subject: "Folheto", To: desk.Recipients{Customers: ids[:2]}})
	check(t, err)
	look := func() string {
		list, err := campaign.All(t.Context(), s.st)
		check(t, err)
		return fmt.Sprintf("%+v", list)
	}
	before := look()
	check(t, s.st.Rebuild(t.Context()))
	if after := look(); after != before {
		t.Errorf("it was\n%s\nand is\n%s", before, after)
	}
}

func (s *shop) bars(who desk.CustomerID) {
	s.t.Helper()
	_, err := customer.Bar(s.t.Context(), s.st, s.identity(who, desk.Email).ID, true)
	check(s.t, err)
}
