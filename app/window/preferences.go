package window

import (
	"context"
	"reflect"
	"time"

	"balcao/app"
	"balcao/backend/preference"
)

// PreferencesDesk reads and keeps what the owner chose.
type PreferencesDesk interface {
	Preferences(ctx context.Context) (preference.All, error)
	SavePreference(ctx context.Context, s preference.Subject) error
}

// Preferences is what the owner chose about the program and the shop.
type Preferences struct{ gate *gate }

// All gives every choice.
func (p *Preferences) All() (preference.All, error) {
	return pass(p.gate, "Preferences.All", func(ctx context.Context, d Desk) (preference.All, error) {
		return d.Preferences(ctx)
	})
}

// SaveLook keeps language, theme and size of the letters.
func (p *Preferences) SaveLook(look preference.Look) error { return p.save("Look", look) }

// SaveWriting keeps how answers leave.
func (p *Preferences) SaveWriting(writing preference.Writing) error {
	return p.save("Writing", writing)
}

// SaveListing keeps how the list of conversations is gone through.
func (p *Preferences) SaveListing(listing preference.Listing) error {
	return p.save("Listing", listing)
}

// SaveTelling keeps on which channels the number of a case is told.
func (p *Preferences) SaveTelling(telling preference.Telling) error {
	return p.save("Telling", telling)
}

// SaveBehalf keeps which rules about mail on behalf of customers are off.
func (p *Preferences) SaveBehalf(behalf preference.Behalf) error { return p.save("Behalf", behalf) }

// SaveSignature keeps what stands under every e-mail.
func (p *Preferences) SaveSignature(signature string) error {
	return p.save("Signature", preference.Signature(signature))
}

// SaveKeys keeps the owner's keys.
func (p *Preferences) SaveKeys(keys preference.Keys) error { return p.save("Keys", keys) }

// SaveNotices keeps what the system's notifications may say.
func (p *Preferences) SaveNotices(notices preference.Notices) error {
	return p.save("Notices", notices)
}

// SaveShop keeps what the shop is called.
func (p *Preferences) SaveShop(shop preference.Shop) error { return p.save("Shop", shop) }

// SaveDocument keeps the shop's own document.
func (p *Preferences) SaveDocument(document string) error {
	return p.save("Document", preference.Document(document))
}

// SaveHours keeps how soon the shop answers and when it is open.
func (p *Preferences) SaveHours(hours preference.Hours) error { return p.save("Hours", hours) }

func (p *Preferences) save(subject string, s preference.Subject) error {
	return do(p.gate, "Preferences.Save"+subject, func(ctx context.Context, d Desk) error { return d.SavePreference(ctx, s) })
}

// soon gives the choices if the shop opens in time, else the usual ones: the first paint must not wait for a long
// migration, nor for a shop that does not open at all.
func (p *Preferences) soon(patience time.Duration) preference.All {
	select {
	case <-p.gate.opened:
		if all, err := p.All(); err == nil {
			return all
		}
	case <-time.After(patience):
	}
	usual := preference.Usual()
	fillLists(reflect.ValueOf(&usual))
	return usual
}

// choices keeps what the owner chose in an open shop.
type choices struct{ shop *app.Shop }

// Preferences reads them.
func (c choices) Preferences(ctx context.Context) (preference.All, error) {
	return preference.Load(ctx, c.shop.Store)
}

// SavePreference keeps one subject.
func (c choices) SavePreference(ctx context.Context, s preference.Subject) error {
	return preference.Save(ctx, c.shop.Store, s)
}
