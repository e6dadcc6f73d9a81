package consent

import (
	"slices"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// May tells to which of some addresses something may be sent that nobody asked for. It reads all of them at once.
func May(tx *store.ReadTx, purpose desk.Purpose, channel desk.Channel, ids ...desk.IdentityID) (map[desk.IdentityID]bool, error) {
	all, err := tx.Deliveries().Consents().Of(ids...)
	if err != nil {
		return nil, err
	}
	yes, no := map[desk.IdentityID]bool{}, map[desk.IdentityID]bool{}
	for _, c := range all {
		switch {
		case c.Channel != channel:
		case c.Status == desk.Withdrawn && (c.Purpose == purpose || c.Purpose == desk.Anything):
			no[c.Identity] = true
		case c.Purpose == purpose:
			yes[c.Identity] = true
		}
	}
	may := make(map[desk.IdentityID]bool, len(ids))
	for _, id := range ids {
		may[id] = !no[id] && (yes[id] || !purpose.NeedsYes())
	}
	return may, nil
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
