package app

import (
	"path/filepath"
	"slices"
	"testing"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
	"balcao/backend/transfer"
)

// demoPast is what a demonstration shop has from before: what every customer bought, her segment and who allowed what.
type demoPast struct {
	bought   map[string][]string
	segments map[desk.Segment]int
	consents map[desk.ConsentStatus]int
}

func pastOf(t *testing.T, d *Demo) demoPast {
	t.Helper()
	past := demoPast{map[string][]string{}, map[desk.Segment]int{}, map[desk.ConsentStatus]int{}}
	for _, who := range d.sim.Customers() {
		keys, err := customer.Newcomer{Email: who.Email, Phones: []string{who.SMS}}.Keys()
		if err != nil {
			t.Fatal(err)
		}
		var id desk.CustomerID
		err = d.Shop.Store.Read(t.Context(), func(tx *store.ReadTx) error {
			if id, err = customer.FindByKey(tx, keys[0]); err != nil || id == "" {
				return err
			}
			hers, err := tx.Customers().Identities(id)
			for _, i := range hers {
				log, logErr := tx.Deliveries().Consents().Log(i.ID)
				for _, c := range desk.Consents(log) {
					past.consents[c.Status]++
				}
				err = logErr
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if id == "" {
			continue
		}
		page, err := purchase.List(t.Context(), d.Shop.Store, id, 500, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Purchases {
			past.bought[who.Name] = append(past.bought[who.Name], p.Day.String()+" "+p.What)
		}
		f, err := purchase.Read(t.Context(), d.Shop.Store, id)
		if err != nil {
			t.Fatal(err)
		}
		if f.RFV != nil {
			past.segments[f.RFV.Segment]++
		}
	}
	return past
}

// TestTheDemonstrationHasAPast: of all kinds of customer there are some, it is always the same, and a second opening doubles
// nothing.
func TestTheDemonstrationHasAPast(t *testing.T) {
	open := func(dir string) *Demo {
		t.Helper()
		d, err := OpenDemo(t.Context(), dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		return d
	}
	dir := filepath.Join(t.TempDir(), "demo")
	first, second := open(dir), open(filepath.Join(t.TempDir(), "demo"))
	past, other := pastOf(t, first), pastOf(t, second)
	for _, segment := range desk.Segments() {
		if past.segments[segment] == 0 {
			t.Errorf("nobody is %s: %v", segment, past.segments)
		}
	}
	if past.consents[desk.Given] == 0 || past.consents[desk.Withdrawn] == 0 {
		t.Errorf("%v", past.consents)
	}
	for name, bought := range past.bought {
		if !slices.Equal(bought, other.bought[name]) {
			t.Errorf("%s bought %q, and in another shop %q", name, bought, other.bought[name])
		}
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(dir)
	made, err := transfer.List(t.Context(), again.Shop.Store)
	if err != nil || len(made) != 1 || made[0].File != salesFile || made[0].Purchases < 100 {
		t.Errorf("%v %+v", err, made)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}
