package consent

import (
	"slices"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Statuses tells what holds for some addresses, a channel and a purpose. Whom a provider keeps from everything has said no to
// that too. It reads all of them at once.
func Statuses(tx *store.ReadTx, purpose desk.Purpose, channel desk.Channel, ids ...desk.IdentityID) (map[desk.IdentityID]desk.ConsentStatus, error) {
	all, err := tx.Deliveries().Consents().Of(ids...)
	if err != nil {
		return nil, err
	}
	status := make(map[desk.IdentityID]desk.ConsentStatus, len(ids))
	for _, id := range ids {
		status[id] = desk.NothingSaid
	}
	for _, c := range all {
		switch {
		case c.Channel != channel:
		case c.Status == desk.Withdrawn && (c.Purpose == purpose || c.Purpose == desk.Anything):
			status[c.Identity] = desk.Withdrawn
		case c.Purpose == purpose && status[c.Identity] != desk.Withdrawn:
			status[c.Identity] = desk.Given
		}
	}
	return status, nil
}

// May tells to which of some addresses something may be sent that nobody asked for. It reads all of them at once.
func May(tx *store.ReadTx, purpose desk.Purpose, channel desk.Channel, ids ...desk.IdentityID) (map[desk.IdentityID]bool, error) {
	status, err := Statuses(tx, purpose, channel, ids...)
	may := make(map[desk.IdentityID]bool, len(ids))
	for id, s := range status {
		may[id] = s == desk.Given || s == desk.NothingSaid && !purpose.NeedsYes()
	}
	return may, err
}

// Stopped tells to which of some addresses a provider sends nothing at all, because she told it to stop.
func Stopped(tx *store.ReadTx, ids ...desk.IdentityID) (map[desk.IdentityID]bool, error) {
	all, err := tx.Deliveries().Consents().Of(ids...)
	stopped := map[desk.IdentityID]bool{}
	for _, c := range all {
		if c.Purpose == desk.Anything && c.Status == desk.Withdrawn {
			stopped[c.Identity] = true
		}
	}
	return stopped, err
}

// Declined tells whether she said no to a purpose.
func Declined(tx *store.ReadTx, purpose desk.Purpose, channel desk.Channel, id desk.IdentityID) (bool, error) {
	all, err := tx.Deliveries().Consents().Of(id)
	return slices.ContainsFunc(all, func(c desk.Consent) bool {
		return c.Channel == channel && c.Purpose == purpose && c.Status == desk.Withdrawn
	}), err
}
