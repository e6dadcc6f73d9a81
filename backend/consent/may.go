package consent

import (
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

// status tells what holds for one address.
func status(tx *store.ReadTx, id desk.IdentityID, channel desk.Channel, purpose desk.Purpose) (desk.ConsentStatus, error) {
	all, err := tx.Deliveries().Consents().Of(id)
	for _, c := range all {
		if c.Channel == channel && c.Purpose == purpose {
			return c.Status, err
		}
	}
	return desk.NothingSaid, err
}

// Stopped tells whether a provider keeps everything from an address, because she told it to stop.
func Stopped(tx *store.ReadTx, id desk.IdentityID, channel desk.Channel) (bool, error) {
	is, err := status(tx, id, channel, desk.Anything)
	return is == desk.Withdrawn, err
}

// Declined tells whether she said no to a purpose.
func Declined(tx *store.ReadTx, id desk.IdentityID, channel desk.Channel, purpose desk.Purpose) (bool, error) {
	is, err := status(tx, id, channel, purpose)
	return is == desk.Withdrawn, err
}
