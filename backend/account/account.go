// Package account keeps the shop's logins at providers and the addresses that customers write to.
//
// It tests a login before it keeps anything, and keeps no secret: those are in the secret store.
package account

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// HistoryDays is how far back a new connection's messages still count as open business.
const HistoryDays = 7

// New is a connection to be added with its addresses.
type New struct {
	Kind desk.ConnectionKind
	// Login tells this connection from others of its kind: a mail address, an Account SID.
	Login       string
	Config      []byte
	Accounts    []Address
	HistoryDays *int // nil: HistoryDays
}

// Address is an address of the shop.
type Address struct {
	Channel desk.Channel
	Address string
	Name    string
}

// Tested is what a test of a login found; nil errors mean that it works.
type Tested struct {
	Receive, Send *desk.Error
}

// OK tells whether both ways work.
func (t Tested) OK() bool { return t.Receive == nil && t.Send == nil }

// Test tries a login, both ways.
func Test(ctx context.Context, t channel.Tester) Tested {
	receive, send := t.Test(ctx)
	return Tested{Receive: desk.AsError(receive), Send: desk.AsError(send)}
}

// ConnectionID is the id of a login, the same on any laptop.
func ConnectionID(kind desk.ConnectionKind, login string) desk.ConnectionID {
	return desk.ConnectionID(desk.HashID("connection", string(kind), login))
}

// Add keeps a connection and its addresses, or gives a known one its new configuration. It returns the addresses.
func Add(ctx context.Context, st *store.Store, n New) ([]desk.Account, error) {
	now := st.Now()
	days := HistoryDays
	if n.HistoryDays != nil {
		days = *n.HistoryDays
	}
	id := ConnectionID(n.Kind, n.Login)
	accounts := make([]desk.Account, 0, len(n.Accounts))
	for _, a := range n.Accounts {
		accounts = append(accounts, desk.Account{
			ID: store.NewAccountID(a.Channel, sameLetters(a)), ConnectionID: id, Channel: a.Channel, Address: a.Address, Name: a.Name,
		})
	}
	return accounts, st.Write(ctx, func(tx *store.Tx) error {
		err := tx.Connections().Put(desk.Connection{
			ID: id, Kind: n.Kind, Config: n.Config, CreatedAt: now, HistoryBefore: now.Add(-time.Duration(days) * 24 * time.Hour),
		})
		for _, a := range accounts {
			if err == nil {
				err = tx.Connections().PutAccount(a)
			}
		}
		return err
	})
}

// sameLetters makes one account of a mail address however it is typed.
func sameLetters(a Address) string {
	if a.Channel == desk.Email {
		return strings.ToLower(a.Address)
	}
	return a.Address
}

// Health is an address of the shop with how its connection fares.
type Health struct {
	desk.Account
	Connection store.ConnectionRow
}

// List gives the addresses in use, with their health.
func List(ctx context.Context, st *store.Store) ([]Health, error) {
	list := []Health{}
	err := st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		if err != nil {
			return err
		}
		connections := map[desk.ConnectionID]store.ConnectionRow{}
		for _, r := range rows {
			connections[r.ID] = r
		}
		accounts, err := tx.Connections().Accounts()
		for _, a := range accounts {
			if c := connections[a.ConnectionID]; !c.Removed && !a.Removed {
				list = append(list, Health{Account: a, Connection: c})
			}
		}
		return err
	})
	return list, err
}

// None tells whether no login was ever added.
func None(ctx context.Context, st *store.Store) (none bool, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		none = len(rows) == 0
		return err
	})
	return none, err
}

// Find gives one address in use. desk.ErrNotFound when there is none of that id.
func Find(ctx context.Context, st *store.Store, id desk.AccountID) (Health, error) {
	list, err := List(ctx, st)
	if err != nil {
		return Health{}, err
	}
	for _, h := range list {
		if h.ID == id {
			return h, nil
		}
	}
	return Health{}, desk.E(desk.ErrNotFound, nil, "kind", "account", "id", string(id))
}

// Leaves tells what Remove would do: how many answers it would hold, and whether the login goes too.
func Leaves(ctx context.Context, st *store.Store, id desk.AccountID) (unsent int, last bool, err error) {
	all, err := List(ctx, st)
	if err != nil {
		return 0, false, err
	}
	h, err := Find(ctx, st, id)
	if err != nil {
		return 0, false, err
	}
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		rows, err := tx.Deliveries().Unsent(id)
		unsent = len(rows)
		return err
	})
	return unsent, isLast(h, all), err
}

// isLast tells whether no other address uses the login of h.
func isLast(h Health, all []Health) bool {
	return !slices.ContainsFunc(all, func(o Health) bool { return o.ConnectionID == h.ConnectionID && o.ID != h.ID })
}

// Remove takes an address out of use; the history stays. What was still to be sent from it is held, so that its
// conversations ask for an answer again. With the last address of a login the connection goes too, and its id is
// given; it is empty while other addresses stay.
func Remove(ctx context.Context, st *store.Store, id desk.AccountID) (gone desk.ConnectionID, err error) {
	all, err := List(ctx, st)
	if err != nil {
		return "", err
	}
	h, err := Find(ctx, st, id)
	if err != nil {
		return "", err
	}
	if isLast(h, all) {
		gone = h.ConnectionID
	}
	return gone, st.Write(ctx, func(tx *store.Tx) error {
		if err := holdUnsent(tx, h); err != nil {
			return err
		}
		if err := tx.Connections().RemoveAccount(h.Account); err != nil || gone == "" {
			return err
		}
		return tx.Connections().Remove(gone)
	})
}

// unsent says what keeps a delivery of a removed address from leaving, by its state.
var unsent = map[desk.DeliveryState]desk.DeliveryEvent{
	desk.Queued: desk.Hold, desk.Sending: desk.Hold, desk.Uncertain: desk.Absent,
}

func holdUnsent(tx *store.Tx, h Health) error {
	rows, err := tx.Deliveries().Unsent(h.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		problem := desk.E(desk.ErrNoAccount, nil, "channel", string(h.Channel))
		if _, err := tx.Deliveries().Step(row, unsent[row.State], "", problem, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

// Renew notes that the owner gave a login in use another password, or another configuration: it counts as sound
// until it fails again.
func Renew(ctx context.Context, st *store.Store, c desk.Connection) error {
	return st.Write(ctx, func(tx *store.Tx) error { return tx.Connections().Put(c) })
}
