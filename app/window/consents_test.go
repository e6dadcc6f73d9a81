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
	at := func(address string) Allowed {
		t.Helper()
		list, err := h.Allowed(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		n := slices.IndexFunc(list, func(a Allowed) bool { return a.IdentityID == address })
		return list[n]
	}
	list, err := h.Allowed(ctx, id)
	if err != nil || len(list) == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	ids := []desk.IdentityID{}
	for _, a := range list {
		if a.Status != string(desk.NothingSaid) || a.Source != "" || a.Address == "" {
			t.Errorf("at first %+v", a)
		}
		ids = append(ids, desk.IdentityID(a.IdentityID))
	}
	done, err := h.Allow(ctx, ids, true)
	if err != nil || len(done) != len(ids) {
		t.Fatalf("%v, %v", done, err)
	}
	if a := at(string(ids[0])); a.Status != string(desk.Given) || a.Source != string(desk.FromSpoken) || a.SaidAt == 0 {
		t.Errorf("allowed %+v", a)
	}
	if err := h.TakeBackConsent(ctx, done); err != nil {
		t.Fatal(err)
	}
	if a := at(string(ids[0])); a.Status != string(desk.NothingSaid) {
		t.Errorf("taken back %+v", a)
	}
	if err := h.TakeBackConsent(ctx, done); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("taken back twice: %v", err)
	}
	if _, err := h.Allow(ctx, []desk.IdentityID{"nobody"}, true); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("an address that is not here: %v", err)
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
