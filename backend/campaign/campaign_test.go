package campaign_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/outreach"
	"balcao/backend/purchase"
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
		"what others distribute":      {func(c *desk.Campaign) { c.Medium = desk.ByLeaflet }, desk.ErrUsage},
		"nobody who wants it":         {func(c *desk.Campaign) { c.Medium = desk.BySMS }, desk.ErrCampaignNobody},
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

func TestNobodyIsDoubledAndNobodyLost(t *testing.T) {
	s := openShop(t)
	s.agree(35)
	id := s.mailing()
	s.begins(id)
	wantCode(t, campaign.Begin(t.Context(), s.st, id), desk.ErrCampaignOver) // pressed twice
	for round := range 40 {
		s.pass(20 * time.Second)
		s.feed()
		s.feed() // called more often than every minute
		if round%3 == 1 {
			s.reopen() // killed between queueing and sending
		}
		s.dispatch()
		if round%5 == 2 {
			s.reopen()
		}
	}
	r := s.results(id)
	if len(r.Sent) != 35 || r.State != desk.CampaignSent {
		t.Errorf("sent to %d, it is %s; waiting %d, passed over %s", len(r.Sent), r.State, len(r.Waiting), passedNames(r.Passed))
	}
	if who := s.twice(); who != "" {
		t.Errorf("%s was written to twice", who)
	}
}

// A message whose answer was lost when the program was killed is looked up, and never sent again by the campaign.
func TestWhatWasOnItsWayIsNotRepeated(t *testing.T) {
	s := openShop(t)
	s.agree(3)
	id := s.mailing()
	s.begins(id)
	s.fail = desk.Unsure(desk.ErrUncertain, nil)
	s.minute()
	s.reopen()
	s.fail = nil
	for range 20 {
		s.minute()
	}
	r := s.results(id)
	if len(r.Unsure) != 3 || len(s.sent) != 3 || s.twice() != "" {
		t.Errorf("unsure of %d, %d attempts, %s", len(r.Unsure), len(s.sent), s.twice())
	}
}

func TestTwoAtOnceQueueEachOnce(t *testing.T) {
	s := openShop(t)
	s.agree(10)
	id := s.mailing()
	s.begins(id)
	done := make(chan error, 4)
	for range cap(done) {
		go func() { done <- campaign.Feed(t.Context(), s.st, noRules) }()
	}
	for range cap(done) {
		check(t, <-done)
	}
	s.runs(id)
	if len(s.sent) != 10 || s.twice() != "" {
		t.Errorf("%d were sent, %s twice", len(s.sent), s.twice())
	}
}

func TestWhatHappensBetweenPreviewAndSending(t *testing.T) {
	s := openShop(t)
	ids := s.agree(6)
	id := s.mailing()
	s.begins(id)
	s.says(ids[0], desk.Email, desk.Withdrawn)
	s.complains(ids[1])
	s.bars(ids[2])
	s.pass(time.Minute)
	s.feed() // the others are queued
	s.says(ids[3], desk.Email, desk.Withdrawn)
	s.complains(ids[4])
	s.dispatch()
	r := s.results(id)
	want := "complaint:Cliente 001 Cliente 004 · barred:Cliente 002 · declined:Cliente 000 Cliente 003"
	if got := passedNames(r.Passed); got != want || personNames(r.Sent) != "Cliente 005" || len(s.sent) != 1 {
		t.Errorf("sent to %s, passed over\n%s\nwant\n%s", personNames(r.Sent), got, want)
	}
	if r.State != desk.CampaignSent {
		t.Errorf("it is %s", r.State)
	}
}

func TestItIsPacedAndKeepsTheHours(t *testing.T) {
	s := openShop(t)
	s.agree(25)
	id := s.mailing()
	s.begins(id)
	s.minute()
	if len(s.sent) != 10 {
		t.Errorf("%d left in the first minute", len(s.sent))
	}
	s.minute()
	if len(s.sent) != 20 {
		t.Errorf("%d left in two minutes", len(s.sent))
	}
	s.pass(12 * time.Hour) // 22:00
	s.minute()
	if len(s.sent) != 20 {
		t.Errorf("%d left at night", len(s.sent)-20)
	}
	s.pass(11*time.Hour + 10*time.Minute)
	s.minute()
	if len(s.sent) != 25 {
		t.Errorf("%d had left the next morning", len(s.sent))
	}
}

func TestItWaitsForItsDateAndEndsWithItsPeriod(t *testing.T) {
	s := openShop(t)
	s.agree(12)
	id := s.mailing(func(c *desk.Campaign) {
		c.Date = morning.Add(time.Hour)
		c.Until = morning.Add(time.Hour + 90*time.Second)
	})
	s.begins(id)
	s.minute()
	if len(s.sent) != 0 {
		t.Error("it left before its date")
	}
	s.pass(58*time.Minute + 30*time.Second)
	for range 3 {
		s.minute()
	}
	r := s.results(id)
	if len(r.Sent) != 10 || len(r.Passed) != 1 || r.Passed[0].Reason != desk.PassedLate || len(r.Passed[0].People) != 2 {
		t.Errorf("sent to %d, passed over %s", len(r.Sent), passedNames(r.Passed))
	}
}

func TestPauseAndStop(t *testing.T) {
	s := openShop(t)
	s.agree(45)
	id := s.mailing()
	s.begins(id)
	s.pass(time.Minute)
	s.feed()
	paused, err := campaign.Pause(t.Context(), s.st, id)
	check(t, err)
	s.dispatch() // ten are queued, and rest
	s.minute()
	if len(s.sent) != 0 || s.results(id).State != desk.CampaignPaused {
		t.Fatalf("%d left while it rests", len(s.sent))
	}
	check(t, campaign.Undo(t.Context(), s.st, id, paused))
	s.minute()
	s.minute()
	if len(s.sent) < 10 {
		t.Errorf("%d left after the undo", len(s.sent))
	}
	stopped, err := campaign.Stop(t.Context(), s.st, id)
	check(t, err)
	before := len(s.sent)
	s.minute()
	if r := s.results(id); len(s.sent) != before || r.State != desk.CampaignCancelled || len(r.Sent)+len(r.Passed[0].People) != 45 {
		t.Errorf("after the stop %d left; %+v", len(s.sent)-before, passedNames(r.Passed))
	}
	check(t, campaign.Undo(t.Context(), s.st, id, stopped))
	r := s.runs(id)
	if s.twice() != "" || r.State != desk.CampaignSent {
		t.Errorf("it is %s, %s was written to twice", r.State, s.twice())
	}
}

func TestPressureOverTwoCampaignsAndAMerge(t *testing.T) {
	s := openShop(t)
	ids := s.agree(3)
	first := s.mailing()
	s.begins(first)
	_, err := customer.Merge(t.Context(), s.st, ids[0], ids[1], customer.Whose{})
	check(t, err)
	r := s.runs(first)
	if len(r.Sent) != 2 || passedNames(r.Passed) != "pressure:Cliente 000" {
		t.Errorf("whom a merge made one person got %d, passed over %s", len(r.Sent), passedNames(r.Passed))
	}
	p := s.preview(s.mailing())
	if len(p.Goes) != 0 || len(p.Passed) != 1 || p.Passed[0].Reason != desk.PassedPressure {
		t.Errorf("a second one in the week goes to %d", len(p.Goes))
	}
	s.pass(7 * 24 * time.Hour)
	if p := s.preview(s.mailing()); len(p.Goes) != 2 {
		t.Errorf("a week later it goes to %d", len(p.Goes))
	}
}

func TestACampaignChangesNobodysTurn(t *testing.T) {
	s := openShop(t)
	who := s.agree(1)[0]
	s.writes(who, "tem agenda?")
	row := func() (r store.InboxRow) {
		s.read(func(tx *store.ReadTx) (err error) {
			r, err = tx.Inbox().Row(who)
			return err
		})
		return r
	}
	before := row()
	id := s.mailing()
	s.begins(id)
	s.fail = desk.E(desk.ErrRejected, nil, "provider_code", "550")
	r := s.runs(id)
	if after := row(); after != before || len(r.Failed) != 1 {
		t.Errorf("%d failed; it was %+v\nand is %+v", len(r.Failed), before, after)
	}
	open, err := outbox.List(t.Context(), s.st, false)
	if err != nil || len(open) != 0 {
		t.Errorf("the owner is asked about %d of them, %v", len(open), err)
	}
	page, err := customer.Timeline(t.Context(), s.st, who, 10, "")
	check(t, err)
	if len(page.Items) != 2 || page.Items[0].Kind != customer.IsCampaign || page.Items[0].Campaign.Subject != "Volta às aulas" {
		t.Errorf("her timeline: %+v", page.Items)
	}
}

// What went to many alike is found among her own messages, and not before what was said with everybody.
func TestASearchIsNotFlooded(t *testing.T) {
	s := openShop(t)
	who := s.agree(3)[0]
	s.writes(who, "quero uma das Agendas")
	id := s.mailing()
	s.begins(id)
	s.runs(id)
	find := func(n store.Narrowing) int {
		hits := 0
		s.read(func(tx *store.ReadTx) error {
			found, err := tx.SearchMessages(store.Search{Match: n.Expression(store.MatchExpression("agendas")), Before: store.FirstHit, Limit: 10})
			hits = len(found)
			return err
		})
		return hits
	}
	if all, hers := find(store.Narrowing{}), find(store.Narrowing{Identities: []desk.IdentityID{s.identity(who, desk.Email).ID}}); all != 1 || hers != 2 {
		t.Errorf("found %d of everybody's, %d of hers", all, hers)
	}
}

func TestWhatCameOfIt(t *testing.T) {
	s := openShop(t)
	ids := s.agree(5)
	id := s.mailing()
	s.begins(id)
	s.runs(id)
	s.pass(time.Hour)
	answer := s.writes(ids[0], "quero duas")
	s.writes(ids[0], "azuis")
	sells := func(who desk.CustomerID) {
		_, err := purchase.Add(t.Context(), s.st, who, purchase.Sheet{What: "Agenda", Value: desk.Money{Cents: 8990, Currency: "BRL"}, At: s.clock()})
		check(t, err)
	}
	sells(ids[1])
	s.says(ids[2], desk.Email, desk.Withdrawn)
	_, err := customer.Merge(t.Context(), s.st, ids[3], ids[1], customer.Whose{})
	check(t, err)
	s.pass(8 * 24 * time.Hour)
	s.writes(ids[4], "bom dia")
	sells(ids[4])
	r := s.results(id)
	if got := personNames(r.Answered); got != "Cliente 000" || r.Answered[0].Answer != answer {
		t.Errorf("answered: %s", got)
	}
	if len(r.OptedOut) != 1 || r.OptedOut[0].CustomerID != ids[2] {
		t.Errorf("opted out: %+v", r.OptedOut)
	}
	if len(r.Bought) == 0 || r.Bought[0].CustomerID != ids[3] || r.Delivered != nil || r.Seen != nil {
		t.Errorf("bought: %+v", r.Bought)
	}
}

// An answer after a survey is the survey's.
func TestAnAnswerIsToTheLastThatNobodyAskedFor(t *testing.T) {
	s := openShop(t)
	who := s.agree(1)[0]
	id := s.mailing()
	s.begins(id)
	s.runs(id)
	s.pass(time.Hour)
	_, err := outbox.Approach(t.Context(), s.st, noRules, outbox.Draft{
		CustomerID: who, To: s.identity(who, desk.Email).ID, Channel: desk.Email, Purpose: desk.Surveys, Subject: "Como foi?", Text: "De 1 a 5?",
	}, nil)
	check(t, err)
	s.pass(time.Hour)
	s.writes(who, "5, ótimo!")
	if r := s.results(id); len(r.Answered) != 0 {
		t.Error("the answer to a survey counts as one to the campaign")
	}
}

func TestTwoWordingsOnHalves(t *testing.T) {
	s := openShop(t)
	s.agree(41)
	id := s.mailing(func(c *desk.Campaign) {
		c.Wordings = []desk.CampaignWording{{Text: "Um. SAIR"}, {Text: "Dois. SAIR"}}
	})
	halves := func() map[desk.CustomerID]int {
		of := map[desk.CustomerID]int{}
		for _, p := range s.preview(id).Goes {
			of[p.CustomerID] = p.Half
		}
		return of
	}
	if first := halves(); !maps.Equal(first, halves()) {
		t.Error("the halves are others each time")
	}
	want := halves()
	s.begins(id)
	r := s.runs(id)
	count := map[string]int{}
	for _, out := range s.sent {
		count[strings.Fields(string(out.Text))[0]]++
	}
	if count["Um."] != 21 || count["Dois."] != 20 {
		t.Errorf("%v", count)
	}
	for _, p := range r.Sent {
		if want[p.CustomerID] != p.Half {
			t.Errorf("%s got another half than was told", p.Name)
		}
	}
	if len(r.Halves) != 2 || r.Halves[0].Sent != 21 || campaign.Compare(r.Halves) != campaign.TooFew {
		t.Errorf("%+v", r.Halves)
	}
}

func TestCompare(t *testing.T) {
	for name, c := range map[string]struct {
		a, n, b, m int
		want       campaign.Comparison
	}{
		"too few":                        {5, 29, 0, 30, campaign.TooFew},
		"nobody answered":                {0, 40, 0, 40, campaign.Chance},
		"alike":                          {5, 40, 6, 40, campaign.Chance},
		"a difference that chance makes": {3, 30, 8, 30, campaign.Chance},
		"the first":                      {12, 40, 2, 40, campaign.FirstIs},
		"the second":                     {1, 30, 9, 30, campaign.SecondIs},
		"many":                           {65, 1000, 40, 1000, campaign.FirstIs},
		"many, and little between":       {50, 1000, 40, 1000, campaign.Chance},
	} {
		halves := []campaign.Half{{Sent: c.n, Answered: c.a}, {Sent: c.m, Answered: c.b}}
		if got := campaign.Compare(halves); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestByOtherMeans(t *testing.T) {
	s := openShop(t)
	ana, bia := s.meets("Ana"), s.meets("Bia")
	id, done, err := campaign.Record(t.Context(), s.st, desk.Campaign{Medium: desk.ByCatalogue, Subject: "Catálogo de Natal", Date: morning.AddDate(0, 0, -2), To: desk.Recipients{Customers: []desk.CustomerID{ana}}})
	check(t, err)
	timeline := func(who desk.CustomerID) string {
		page, err := customer.Timeline(t.Context(), s.st, who, 10, "")
		check(t, err)
		return names(page.Items, func(i customer.Item) string { return string(i.Kind) + " " + i.Text })
	}
	if got := timeline(ana); got != "campaign Catálogo de Natal" || timeline(bia) != "" {
		t.Errorf("%q, %q", got, timeline(bia))
	}
	if r := s.results(id); r.State != desk.CampaignRecorded || personNames(r.Sent) != "Ana" {
		t.Errorf("%+v", r)
	}
	_, err = customer.Merge(t.Context(), s.st, bia, ana, customer.Whose{})
	check(t, err)
	if got := timeline(bia); got != "campaign Catálogo de Natal" {
		t.Errorf("after a merge: %q", got)
	}
	check(t, campaign.Undo(t.Context(), s.st, id, done))
	if got := timeline(bia); got != "" || s.results(id).State != desk.CampaignDraft {
		t.Errorf("after the undo: %q", got)
	}
}

func TestACallList(t *testing.T) {
	s := openShop(t)
	ana, bia := s.meets("Ana", "+5511987650001"), s.meets("Bia", "+5511987650002")
	for _, who := range []desk.CustomerID{ana, bia} {
		s.pass(time.Millisecond)
		s.write(func(tx *store.Tx) error {
			return tx.Record(desk.Event{Kind: desk.ConsentGiven, Actor: desk.Owner, Facts: desk.Facts{Consent: &desk.ConsentFacts{Identity: s.identityIn(tx, who), Channel: desk.Phone, Purposes: []desk.Purpose{desk.Marketing}}}})
		})
	}
	s.meets("Caio", "+5511987650003")
	id, _, err := campaign.Record(t.Context(), s.st, desk.Campaign{Medium: desk.ByTelephone, Subject: "Clube"})
	check(t, err)
	r := s.results(id)
	if personNames(r.Waiting) != "Ana Bia" || passedNames(r.Passed) != "no_consent:Caio" || r.Waiting[0].Address == "" {
		t.Fatalf("to call: %s, passed over %s", personNames(r.Waiting), passedNames(r.Passed))
	}
	check(t, campaign.Call(t.Context(), s.st, id, ana, true))
	if r := s.results(id); personNames(r.Sent) != "Ana" || personNames(r.Waiting) != "Bia" {
		t.Errorf("called: %s", personNames(r.Sent))
	}
	s.read(func(tx *store.ReadTx) error {
		verdicts, err := outreach.May(tx, desk.Marketing, s.clock(), ana, bia)
		if verdicts[ana].May || !verdicts[bia].May {
			t.Errorf("a call is no approach: %+v", verdicts)
		}
		return err
	})
	check(t, campaign.Call(t.Context(), s.st, id, ana, false))
	if r := s.results(id); len(r.Sent) != 0 {
		t.Errorf("called after the undo: %s", personNames(r.Sent))
	}
	wantCode(t, campaign.Call(t.Context(), s.st, id, s.meets("Dora"), true), desk.ErrNotFound)
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

func (s *shop) identityIn(tx *store.Tx, who desk.CustomerID) desk.IdentityID {
	hers, err := tx.Customers().Identities(who)
	check(s.t, err)
	for _, i := range hers {
		if i.Medium == desk.SMS {
			return i.ID
		}
	}
	s.t.Fatal(errors.New("no telephone"))
	return ""
}
