package window

import (
	"reflect"
	"testing"

	"balcao/backend/desk"
)

func TestASegmentThroughTheWindow(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	all, err := h.Customers(ctx, CustomersQuery{Limit: 200})
	check(err)
	check(h.Tag(ctx, desk.CustomerID(all.Rows[0].CustomerID), "raro", true))
	filter := Filter{
		Segments: []string{}, Tags: []string{"raro"}, Reached: []string{}, Wrote: []string{}, Classes: []string{}, ContactWithin: 3650,
	}
	page, err := h.Customers(ctx, CustomersQuery{Filter: filter, Limit: 5})
	check(err)
	if page.Total != 1 || page.Rows[0].CustomerID != all.Rows[0].CustomerID {
		t.Errorf("%+v", page)
	}
	saved, err := h.SaveAudience(ctx, Audience{Name: "Raros", Filter: filter})
	check(err)
	want := []Audience{{ID: saved.ID, Name: "Raros", Filter: filter}}
	if got, err := h.Audiences(ctx); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	removed, err := h.RemoveAudience(ctx, desk.AudienceID(saved.ID))
	check(err)
	if got, err := h.Audiences(ctx); err != nil || len(got) != 0 {
		t.Errorf("removed: %+v", got)
	}
	check(h.UndoAudience(ctx, desk.AudienceID(saved.ID), removed))
	if got, err := h.Audiences(ctx); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("back: %+v", got)
	}
}
