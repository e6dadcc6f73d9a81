package campaign_test

import (
	"errors"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/preference"
	"balcao/backend/store"
)

func TestWhatIsQueuedDoesNotLeaveAfterTheEndOfThePeriod(t *testing.T) {
	s := openShop(t)
	s.agree(2)
	id := s.mailing(func(c *desk.Campaign) { c.Until = morning.Add(time.Hour) })
	s.begins(id)
	s.pass(time.Minute)
	s.feed() // and there is no network
	s.pass(2 * time.Hour)
	s.dispatch()
	if r := s.results(id); len(s.sent) != 0 || passedNames(r.Passed) != "late:Cliente 000 Cliente 001" {
		t.Errorf("%d left, passed over %s", len(s.sent), passedNames(r.Passed))
	}
}

func TestWhoeverIsBarredOnceQueuedIsPassedOver(t *testing.T) {
	for _, moved := range []struct {
		name  string
		clock time.Duration
	}{{"later", time.Second}, {"the clock was put back", -time.Hour}} {
		t.Run(moved.name, func(t *testing.T) {
			s := openShop(t)
			who := s.agree(1)[0]
			id := s.mailing()
			s.begins(id)
			s.pass(time.Minute)
			s.feed()
			s.pass(moved.clock)
			s.bars(who)
			s.pass(2 * time.Hour)
			s.dispatch()
			if r := s.results(id); len(s.sent) != 0 || passedNames(r.Passed) != "barred:Cliente 000" {
				t.Errorf("%d left, passed over %q, unsure of %q", len(s.sent), passedNames(r.Passed), personNames(r.Unsure))
			}
		})
	}
}

func TestItWaitsWhileItsTemplateCannotBeSent(t *testing.T) {
	was := desk.Template{SID: "HXnews", Name: "novidades", Category: "MARKETING", Status: desk.TemplateApproved, Body: "Chegou papel."}
	for name, now := range map[string][]desk.Template{
		"listed no more":  nil,
		"paused":          {{SID: "HXnews", Name: "novidades", Category: "MARKETING", Status: desk.TemplatePaused, Body: "Chegou papel."}},
		"of another kind": {{SID: "HXnews", Name: "novidades", Category: "UTILITY", Status: desk.TemplateApproved, Body: "Chegou papel."}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openShop(t)
			lists := func(list ...desk.Template) {
				s.write(func(tx *store.Tx) error { return tx.Connections().Templates().Replace(phoneConn, list) })
			}
			lists(was)
			who := s.meets("Ana", "+5511987650001")
			s.says(who, desk.WhatsApp, desk.Given)
			id := s.mailing(func(c *desk.Campaign) {
				c.Medium, c.Wordings = desk.ByWhatsApp, []desk.CampaignWording{{Template: "HXnews"}}
			})
			s.begins(id)
			lists(now...)
			s.minute()
			if r := s.results(id); len(s.sent) != 0 || len(r.Waiting) != 1 {
				t.Fatalf("%d left, %d wait", len(s.sent), len(r.Waiting))
			}
			lists(was)
			s.minute()
			if len(s.sent) != 1 {
				t.Errorf("%d left once it could be sent again", len(s.sent))
			}
		})
	}
}

func TestOfAListWhoWasMergedIsMeantAsWhoSheIs(t *testing.T) {
	s := openShop(t)
	ids := s.agree(4)
	id := s.mailing(func(c *desk.Campaign) { c.To.Customers = ids[:3] })
	for _, m := range [][2]desk.CustomerID{{ids[3], ids[0]}, {ids[1], ids[2]}} { // into one who is not in the list, and one who is
		_, err := customer.Merge(t.Context(), s.st, m[0], m[1], customer.Whose{})
		check(t, err)
	}
	p := s.preview(id)
	if p.Total != 2 || goesTo(p) != "Cliente 001 Cliente 003" {
		t.Errorf("of %d it goes to %s", p.Total, goesTo(p))
	}
}

func TestWhoSaysNoOnceOnACallListIsNotToBeCalled(t *testing.T) {
	s := openShop(t)
	ids := []desk.CustomerID{s.meets("Ana", "+5511987650001"), s.meets("Bia", "+5511987650002"), s.meets("Caio", "+5511987650003"), s.meets("Dora", "+5511987650004")}
	of := func(who desk.CustomerID) (id desk.IdentityID) {
		s.write(func(tx *store.Tx) error {
			id = s.identityIn(tx, who)
			return nil
		})
		return id
	}
	says := func(who desk.CustomerID, kind desk.EventKind) {
		identity := of(who)
		s.pass(time.Millisecond)
		s.write(func(tx *store.Tx) error {
			return tx.Record(desk.Event{Kind: kind, Actor: desk.Owner, Facts: desk.Facts{Consent: &desk.ConsentFacts{Identity: identity, Channel: desk.Phone, Purposes: []desk.Purpose{desk.Marketing}}}})
		})
	}
	for _, who := range ids {
		says(who, desk.ConsentGiven)
	}
	id, _, err := campaign.Record(t.Context(), s.st, desk.Campaign{Medium: desk.ByTelephone, Subject: "Clube"})
	check(t, err)
	says(ids[0], desk.ConsentWithdrawn)
	s.complains(ids[1])
	_, err = customer.Bar(t.Context(), s.st, of(ids[2]), true)
	check(t, err)
	r := s.results(id)
	if got, want := passedNames(r.Passed), "complaint:Bia · barred:Caio · declined:Ana"; got != want || personNames(r.Waiting) != "Dora" || r.Total != 4 {
		t.Errorf("to call: %s, passed over %s", personNames(r.Waiting), got)
	}
	check(t, campaign.Call(t.Context(), s.st, id, ids[3], true))
	says(ids[3], desk.ConsentWithdrawn)
	if r := s.results(id); personNames(r.Sent) != "Dora" {
		t.Errorf("called: %s", personNames(r.Sent))
	}
}

// broken is a connection that nothing can be said of.
type broken struct{}

func (broken) Check(channel.Outbound) error { return errors.New("broken") }

func TestTroubleOfOneCampaignKeepsNoOtherBack(t *testing.T) {
	s := openShop(t)
	s.agree(1)
	s.begins(s.mailing())
	s.pass(time.Minute)
	who := s.meets("Ana", "+5511987650001")
	s.says(who, desk.SMS, desk.Given)
	s.begins(s.mailing(func(c *desk.Campaign) { c.Medium = desk.BySMS }))
	err := campaign.Feed(t.Context(), s.st, func(conn desk.ConnectionID) outbox.Checker {
		if conn == phoneConn {
			return broken{}
		}
		return nil
	})
	if err == nil {
		t.Error("the trouble is not told")
	}
	s.dispatch()
	if len(s.sent) != 1 {
		t.Errorf("%d left", len(s.sent))
	}
}

func TestAFieldThatTheShopDoesNotFillIsToldBefore(t *testing.T) {
	s := openShop(t)
	s.agree(1)
	id := s.mailing(func(c *desk.Campaign) { c.Wordings[0].Text = "{loja} avisa: responda SAIR." })
	if p := s.preview(id); p.Problem == nil || p.Problem.Code != desk.ErrGaps || p.Problem.Params["words"] != "{loja}" {
		t.Errorf("%v", p.Problem)
	}
	wantCode(t, campaign.Begin(t.Context(), s.st, id), desk.ErrGaps)
	named := func(name string) {
		s.pass(time.Millisecond)
		check(t, preference.Save(t.Context(), s.st, preference.Shop{Name: name}))
	}
	named("Papelaria")
	s.begins(id)
	named("")
	s.minute()
	if r := s.results(id); len(s.sent) != 0 || len(r.Waiting) != 1 {
		t.Errorf("%d left, passed over %s", len(s.sent), passedNames(r.Passed))
	}
	named("Papelaria")
	s.minute()
	if len(s.sent) != 1 || s.sent[0].Text != "Papelaria avisa: responda SAIR." {
		t.Errorf("%+v", s.sent)
	}
}
