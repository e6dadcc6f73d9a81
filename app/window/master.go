package window

import (
	"context"

	"balcao/app"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

// masterData writes down what is known of a customer, whatever her addresses are.
type masterData struct{ shop *app.Shop }

// Describe writes down what the owner knows.
func (m masterData) Describe(ctx context.Context, id desk.CustomerID, d Description) error {
	is := customer.Description{Name: d.Name, Document: d.Document, Birthday: d.Birthday, Notes: d.Notes, Group: d.Group}
	if d.Postal != nil {
		is.Postal = &d.Postal
	}
	for _, detail := range d.Details {
		is.Details = append(is.Details, desk.Detail(detail))
	}
	return customer.Describe(ctx, m.shop.Store, id, is)
}

// Edits lists what was written down, the latest first.
func (m masterData) Edits(ctx context.Context, id desk.CustomerID) ([]Edit, error) {
	list, err := customer.Edits(ctx, m.shop.Store, id)
	edits := make([]Edit, len(list))
	for i, e := range list {
		edits[i] = Edit{
			Event: string(e.Event), At: millis(e.At), Field: string(e.Field), Name: e.Name, From: e.From, To: e.To,
			Merged: e.Merged, Undone: e.Undone, Undoable: e.Undoable,
		}
		switch e.Field {
		case desk.DocumentField:
			edits[i].From, edits[i].To = desk.ShownDocument(e.From), desk.ShownDocument(e.To)
		case desk.BarredField:
			edits[i].Name = readable("", e.Name)
		case desk.PreferredField:
			edits[i].From, edits[i].To = readable("", e.From), readable("", e.To)
		}
	}
	return edits, err
}

// Prefer says that an address is used first, or no longer.
func (m masterData) Prefer(ctx context.Context, id desk.IdentityID, prefer bool) (desk.EventID, error) {
	return customer.Prefer(ctx, m.shop.Store, id, prefer)
}

// Bar says that nothing is to be sent to an address, or that it may be used again.
func (m masterData) Bar(ctx context.Context, id desk.IdentityID, bar bool) (desk.EventID, error) {
	return customer.Bar(ctx, m.shop.Store, id, bar)
}

// PreviewMerge says what Merge would change.
func (m masterData) PreviewMerge(ctx context.Context, keep, other desk.CustomerID) (MergePreview, error) {
	is, err := customer.PreviewMerge(ctx, m.shop.Store, keep, other, nil)
	preview := MergePreview{
		Kept: personOf(is.Kept.Customer, is.Kept.Identities), Other: personOf(is.Other.Customer, is.Other.Identities),
		Purchases: is.Purchases, Tags: is.Tags, Notes: is.Notes != is.Kept.Notes, State: string(is.State),
	}
	for _, moving := range is.Moves {
		preview.Messages += moving.Messages
	}
	for _, d := range is.Differing {
		if d.Field == desk.DocumentField {
			d.Kept, d.Other = desk.ShownDocument(d.Kept), desk.ShownDocument(d.Other)
		}
		preview.Differing = append(preview.Differing, Differing{string(d.Field), d.Kept, d.Other})
	}
	return preview, err
}

// Merge makes one customer of two.
func (m masterData) Merge(ctx context.Context, keep, other desk.CustomerID, whose map[string]string) (desk.EventID, error) {
	chosen := customer.Whose{}
	for field, who := range whose {
		chosen[desk.Field(field)] = desk.CustomerID(who)
	}
	return customer.Merge(ctx, m.shop.Store, keep, other, chosen)
}
