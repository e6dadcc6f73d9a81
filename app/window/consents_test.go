package window

import (
	"slices"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestConsents(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	page, err := h.Customers(ctx, CustomersQuery{Filter: Filter{Reached: []string{"email"}}, Limit: 1})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	id := desk.CustomerID(page.Rows[0].CustomerID)
	marketing := func(place ConsentPlace) Told {
		t.Helper()
		list, err := h.Allowed(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		n := slices.IndexFunc(list, func(a Allowed) bool { return a.ConsentPlace == place })
		return list[n].Asked[0]
	}
	list, err := h.Allowed(ctx, id)
	if err != nil || len(list) == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	places := []ConsentPlace{}
	for _, a := range list {
		want := []Told{{Purpose: "marketing", Status: "none"}, {Purpose: "surveys", Status: "none"}}
		if !slices.Equal(a.Asked, want) || a.Address == "" {
			t.Errorf("at first %+v", a)
		}
		places = append(places, a.ConsentPlace)
	}
	done, err := h.Allow(ctx, places, desk.Marketing, true)
	if err != nil || len(done) != len(places) {
		t.Fatalf("%v, %v", done, err)
	}
	if a := marketing(places[0]); a.Status != string(desk.Given) || a.Source != string(desk.FromSpoken) || a.SaidAt == 0 {
		t.Errorf("allowed %+v", a)
	}
	surveys, err := h.Allow(ctx, places[:1], desk.Surveys, false)
	if err != nil || marketing(places[0]).Status != string(desk.Given) {
		t.Errorf("a no to surveys is one to campaigns: %v", err)
	}
	said, err := h.Sayings(ctx, id)
	if err != nil || len(said) != len(places)+1 || said[0].ID != string(surveys[0]) || said[0].Purposes[0] != "surveys" || !said[0].Undoable || !said[0].ByOwner {
		t.Errorf("%+v, %v", said, err)
	}
	if err := h.TakeBackConsent(ctx, done); err != nil {
		t.Fatal(err)
	}
	if a := marketing(places[0]); a.Status != string(desk.NothingSaid) {
		t.Errorf("taken back %+v", a)
	}
	if said, err = h.Sayings(ctx, id); err != nil || !said[1].Undone || said[1].Undoable {
		t.Errorf("what was taken back is still told: %+v, %v", said, err)
	}
	if err := h.TakeBackConsent(ctx, done); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("taken back twice: %v", err)
	}
	if _, err := h.Allow(ctx, []ConsentPlace{{IdentityID: "nobody"}}, desk.Marketing, true); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("an address that is not here: %v", err)
	}
}

// TestANumberThatWritesCanBeCalled: what is allowed by telephone is another question than what is by message.
func TestANumberThatWritesCanBeCalled(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	page, err := h.Customers(ctx, CustomersQuery{Filter: Filter{Reached: []string{"whatsapp"}}, Limit: 1})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	id := desk.CustomerID(page.Rows[0].CustomerID)
	status := func(channel string) string {
		t.Helper()
		list, err := h.Allowed(ctx, id)
		n := slices.IndexFunc(list, func(a Allowed) bool { return a.Channel == channel })
		if err != nil || n < 0 {
			t.Fatalf("%s: %+v, %v", channel, list, err)
		}
		return list[n].Asked[0].Status
	}
	list, err := h.Allowed(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		if a.Channel == "phone" {
			_, err = h.Allow(ctx, []ConsentPlace{a.ConsentPlace}, desk.Marketing, false)
			break
		}
	}
	if err != nil || status("phone") != "withdrawn" || status("whatsapp") != "none" {
		t.Errorf("by telephone %s, by WhatsApp %s, %v", status("phone"), status("whatsapp"), err)
	}
}

// TestAChannelThatWasStopped: what the provider would refuse is not offered, and says why.
func TestAChannelThatWasStopped(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	page, err := h.Customers(ctx, CustomersQuery{Filter: Filter{Reached: []string{"sms"}}, Limit: 1})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	id := desk.CustomerID(page.Rows[0].CustomerID)
	why := func() (bySMS bool, why string) {
		t.Helper()
		card, err := h.Card(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range card.Missing {
			if m.Channel == "sms" {
				why = m.Why
			}
		}
		return slices.ContainsFunc(card.Channels, func(c ReplyChannel) bool { return c.Channel == "sms" }), why
	}
	if can, not := why(); !can || not != "" {
		t.Fatalf("at first: %v %q", can, not)
	}
	list, err := h.Allowed(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	err = h.people.shop.Store.Write(ctx, func(tx *store.Tx) error {
		for _, a := range list {
			if a.Channel != "sms" {
				continue
			}
			if err := tx.Record(desk.Event{Kind: desk.ConsentWithdrawn, Actor: desk.Program, Facts: desk.Facts{Consent: &desk.ConsentFacts{
				Identity: desk.IdentityID(a.IdentityID), Channel: desk.SMS, Purposes: []desk.Purpose{desk.Anything}, Source: desk.FromProvider,
			}}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if can, not := why(); can || not != "stopped" {
		t.Errorf("stopped: %v %q", can, not)
	}
	if list, err = h.Allowed(ctx, id); err != nil || !slices.ContainsFunc(list, func(a Allowed) bool { return a.Channel == "sms" && a.Stopped }) {
		t.Errorf("%+v, %v", list, err)
	}
}
