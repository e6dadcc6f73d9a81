package campaign_test

import (
	"errors"
	"testing"
	"time"

	"balcao/backend/campaign"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outreach"
	"balcao/backend/store"
)

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
