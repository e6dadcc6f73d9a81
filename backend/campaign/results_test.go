package campaign_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

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
