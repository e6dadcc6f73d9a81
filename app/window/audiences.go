package window

import (
	"context"

	"balcao/app"
	"balcao/backend/audience"
	"balcao/backend/desk"
)

// Filter says which customers are meant; see desk.Filter.
type Filter struct {
	Segments       []string `json:"segments"`
	Tags           []string `json:"tags"`
	WithoutTags    []string `json:"withoutTags"`
	ContactWithin  int      `json:"contactWithin"`
	NoContactFor   int      `json:"noContactFor"`
	Reached        []string `json:"reached"`
	Wrote          []string `json:"wrote"`
	Classes        []string `json:"classes"`
	ClassesWithin  int      `json:"classesWithin"`
	BirthdayWithin int      `json:"birthdayWithin"`
	BirthdayMonth  bool     `json:"birthdayMonth"`
	BoughtWithin   int      `json:"boughtWithin"`
	NotBoughtFor   int      `json:"notBoughtFor"`
}

// Audience is a filter that the owner saved.
type Audience struct {
	ID     string `json:"id"` // empty: a new one
	Name   string `json:"name"`
	Filter Filter `json:"filter"`
}

// AudienceSaved names a saved filter, and what Undo takes.
type AudienceSaved struct {
	ID   string `json:"id"`
	Done string `json:"done"`
}

// AudiencesDesk keeps the filters that the owner saved.
type AudiencesDesk interface {
	Audiences(ctx context.Context) ([]Audience, error)
	SaveAudience(ctx context.Context, a Audience) (AudienceSaved, error)
	RemoveAudience(ctx context.Context, id desk.AudienceID) (desk.EventID, error)
	UndoAudience(ctx context.Context, id desk.AudienceID, done desk.EventID) error
}

// Audiences are the filters that the owner saved.
type Audiences struct{ gate *gate }

// List gives them by name.
func (a *Audiences) List() ([]Audience, error) {
	return pass(a.gate, "Audiences.List", func(ctx context.Context, d Desk) ([]Audience, error) {
		return d.Audiences(ctx)
	})
}

// Save keeps a filter under a name.
func (a *Audiences) Save(saved Audience) (AudienceSaved, error) {
	return pass(a.gate, "Audiences.Save", func(ctx context.Context, d Desk) (AudienceSaved, error) { return d.SaveAudience(ctx, saved) })
}

// Remove takes one away, and gives what Undo takes.
func (a *Audiences) Remove(id string) (string, error) {
	return decide(a.gate, "Audiences.Remove", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.RemoveAudience(ctx, desk.AudienceID(id))
	})
}

// Undo takes a saving or a removing back, unless it was saved or removed since.
func (a *Audiences) Undo(id, decision string) error {
	return do(a.gate, "Audiences.Undo", func(ctx context.Context, d Desk) error {
		return d.UndoAudience(ctx, desk.AudienceID(id), desk.EventID(decision))
	})
}

// audiences is the AudiencesDesk over an open shop.
type audiences struct{ shop *app.Shop }

// Audiences lists them all.
func (a audiences) Audiences(ctx context.Context) ([]Audience, error) {
	list, err := audience.All(ctx, a.shop.Store)
	shown := make([]Audience, len(list))
	for i, each := range list {
		shown[i] = Audience{ID: string(each.ID), Name: each.Name, Filter: shownFilter(each.Filter)}
	}
	return shown, err
}

// SaveAudience keeps one.
func (a audiences) SaveAudience(ctx context.Context, n Audience) (AudienceSaved, error) {
	id, done, err := audience.Save(ctx, a.shop.Store, desk.Audience{ID: desk.AudienceID(n.ID), Name: n.Name, Filter: n.Filter.typed()})
	return AudienceSaved{ID: string(id), Done: string(done)}, err
}

// RemoveAudience takes one away.
func (a audiences) RemoveAudience(ctx context.Context, id desk.AudienceID) (desk.EventID, error) {
	return audience.Remove(ctx, a.shop.Store, id)
}

// UndoAudience takes that back.
func (a audiences) UndoAudience(ctx context.Context, id desk.AudienceID, done desk.EventID) error {
	return audience.Undo(ctx, a.shop.Store, id, done)
}

func shownFilter(f desk.Filter) Filter {
	return Filter{
		Segments: spelt[desk.Segment, string](f.Segments), Tags: f.Tags, WithoutTags: f.WithoutTags,
		ContactWithin: f.ContactWithin, NoContactFor: f.NoContactFor,
		Reached: spelt[desk.Channel, string](f.Reached), Wrote: spelt[desk.Channel, string](f.Wrote),
		Classes: spelt[desk.Class, string](f.Classes), ClassesWithin: f.ClassesWithin,
		BirthdayWithin: f.BirthdayWithin, BirthdayMonth: f.BirthdayMonth, BoughtWithin: f.BoughtWithin, NotBoughtFor: f.NotBoughtFor,
	}
}

func (f Filter) typed() desk.Filter {
	return desk.Filter{
		Segments: spelt[string, desk.Segment](f.Segments), Tags: f.Tags, WithoutTags: f.WithoutTags,
		ContactWithin: f.ContactWithin, NoContactFor: f.NoContactFor,
		Reached: spelt[string, desk.Channel](f.Reached), Wrote: spelt[string, desk.Channel](f.Wrote),
		Classes: spelt[string, desk.Class](f.Classes), ClassesWithin: f.ClassesWithin,
		BirthdayWithin: f.BirthdayWithin, BirthdayMonth: f.BirthdayMonth, BoughtWithin: f.BoughtWithin, NotBoughtFor: f.NotBoughtFor,
	}
}

// spelt gives the same words as another type.
func spelt[From, To ~string](words []From) []To {
	list := make([]To, len(words))
	for i, w := range words {
		list[i] = To(w)
	}
	return list
}
