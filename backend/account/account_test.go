package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"balcao/backend/account"
	"balcao/backend/desk"
	"balcao/backend/store"
)

var now = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

func openStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return now }})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func mailbox(address, config string) account.New {
	return account.New{
		Kind: desk.MailConnection, Login: "loja@example.com", Config: []byte(config),
		Accounts: []account.Address{{Channel: desk.Email, Address: address, Name: "Loja"}},
	}
}

func TestAddingAgainUpdates(t *testing.T) {
	st := openStore(t)
	first, err := account.Add(t.Context(), st, mailbox("loja@example.com", `{"v":1}`))
	check(t, err)
	check(t, st.Write(t.Context(), func(tx *store.Tx) error {
		return tx.Connections().Failing(first[0].ConnectionID, now, desk.E(desk.ErrAuth, nil))
	}))
	_, err = account.Add(t.Context(), st, mailbox("Loja@Example.com", `{"v":2}`))
	check(t, err)
	list, err := account.List(t.Context(), st)
	check(t, err)
	if len(list) != 1 || string(list[0].Connection.Config) != `{"v":2}` || list[0].Connection.Error != nil {
		t.Errorf("accounts %+v", list)
	}
}

func TestHistoryBeginsWhereItIsSaid(t *testing.T) {
	none, year := 0, 365
	for name, c := range map[string]struct {
		days *int
		want time.Duration
	}{"not said": {nil, 7 * 24 * time.Hour}, "none": {&none, 0}, "a year": {&year, 365 * 24 * time.Hour}} {
		t.Run(name, func(t *testing.T) {
			st := openStore(t)
			n := mailbox("loja@example.com", `{}`)
			n.HistoryDays = c.days
			added, err := account.Add(t.Context(), st, n)
			check(t, err)
			h, err := account.Find(t.Context(), st, added[0].ID)
			check(t, err)
			if got := now.Sub(h.Connection.HistoryBefore); got != c.want {
				t.Errorf("history is what is older than %v, want %v", got, c.want)
			}
		})
	}
}

func TestRemovedAndAddedAgain(t *testing.T) {
	st := openStore(t)
	added, err := account.Add(t.Context(), st, mailbox("loja@example.com", `{}`))
	check(t, err)
	check(t, st.Write(t.Context(), func(tx *store.Tx) error { return tx.Connections().SetCursor(added[0].ConnectionID, "far") }))
	id, err := account.Remove(t.Context(), st, added[0].ID)
	check(t, err)
	if id != added[0].ConnectionID {
		t.Errorf("removed %s", id)
	}
	if _, err := account.Find(t.Context(), st, added[0].ID); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("found after its removal: %v", err)
	}
	if _, err := account.Remove(t.Context(), st, added[0].ID); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	again, err := account.Add(t.Context(), st, mailbox("loja@example.com", `{}`))
	check(t, err)
	h, err := account.Find(t.Context(), st, again[0].ID)
	check(t, err)
	if again[0].ID != added[0].ID || h.Connection.Cursor != "far" {
		t.Errorf("came back as %+v: what was fetched would be fetched again", h)
	}
}

type tester struct{ receive, send error }

func (r tester) Test(context.Context) (receive, send error) { return r.receive, r.send }

func TestBothWaysAreTested(t *testing.T) {
	refused := desk.E(desk.ErrAuth, nil)
	for name, c := range map[string]struct {
		tester tester
		ok     bool
	}{
		"both work": {tester{}, true}, "only receiving": {tester{send: refused}, false}, "only sending": {tester{receive: errors.New("odd")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := account.Test(t.Context(), c.tester)
			if got.OK() != c.ok || (got.Receive == nil) != (c.tester.receive == nil) || (got.Send == nil) != (c.tester.send == nil) {
				t.Errorf("tested %+v", got)
			}
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func addAna(tx *store.Tx, medium desk.Channel, address string) error {
	if err := tx.Customers().Insert(desk.Customer{ID: "ana", Name: "Ana", CreatedAt: time.Now()}); err != nil {
		return err
	}
	return tx.Customers().AddIdentity(desk.Identity{ID: "identity", CustomerID: "ana", Medium: medium, Address: address, Key: "ana"})
}

// queueAnswer puts an answer to Ana into the outbox, to leave from an address of the shop.
func queueAnswer(tx *store.Tx, from desk.Account) error {
	m := store.NewMessage{Message: desk.Message{
		ID: desk.MessageID(from.ID), IdentityID: "identity", AccountID: from.ID, Channel: from.Channel, Direction: desk.Out,
		At: time.Now(), Voice: desk.HereShop,
	}}
	if err := tx.Messages().Insert(m, "ana"); err != nil {
		return err
	}
	return tx.Deliveries().Insert(store.OutgoingRow{
		Delivery: desk.Delivery{ID: desk.DeliveryID(from.ID), MessageID: m.ID, State: desk.Queued}, Here: true, CreatedAt: m.At,
	}, "ana")
}

func answer(t *testing.T, st *store.Store, from desk.Account) (row store.OutgoingRow) {
	t.Helper()
	check(t, st.Read(t.Context(), func(tx *store.ReadTx) (err error) {
		row, err = tx.Deliveries().Get(desk.DeliveryID(from.ID))
		return err
	}))
	return row
}

func TestRemovingHoldsWhatWasStillToBeSent(t *testing.T) {
	st := openStore(t)
	accounts, err := account.Add(t.Context(), st, mailbox("loja@papelaria.example", "{}"))
	check(t, err)
	check(t, st.Write(t.Context(), func(tx *store.Tx) error {
		if err := addAna(tx, desk.Email, "ana@exemplo.example"); err != nil {
			return err
		}
		return queueAnswer(tx, accounts[0])
	}))
	_, err = account.Remove(t.Context(), st, accounts[0].ID)
	check(t, err)
	if row := answer(t, st, accounts[0]); row.State != desk.Held || row.Error == nil || row.Error.Code != desk.ErrNoAccount {
		t.Errorf("the answer is %s with %v, want held for want of an account", row.State, row.Error)
	}
	check(t, st.Read(t.Context(), func(tx *store.ReadTx) error {
		if c, _, _ := tx.Conversation("ana"); c.State != desk.ToReply {
			t.Errorf("the conversation is %s, want to reply", c.State)
		}
		return nil
	}))
}

// TestRemovingOneNumberLeavesTheOthers: what was to leave from the removed one is held, what leaves from the other
// goes on.
func TestRemovingOneNumberLeavesTheOthers(t *testing.T) {
	st := openStore(t)
	accounts, err := account.Add(t.Context(), st, account.New{
		Kind: desk.TwilioConnection, Login: "AC1", Config: []byte("{}"),
		Accounts: []account.Address{{Channel: desk.SMS, Address: "+5511900001111"}, {Channel: desk.SMS, Address: "+5511900002222"}},
	})
	check(t, err)
	check(t, st.Write(t.Context(), func(tx *store.Tx) error {
		if err := addAna(tx, desk.SMS, "+5532900001418"); err != nil {
			return err
		}
		for _, a := range accounts {
			if err := queueAnswer(tx, a); err != nil {
				return err
			}
		}
		return nil
	}))
	for i, want := range []struct {
		gone   desk.ConnectionID
		states []desk.DeliveryState
	}{
		{"", []desk.DeliveryState{desk.Held, desk.Queued}},
		{accounts[1].ConnectionID, []desk.DeliveryState{desk.Held, desk.Held}},
	} {
		gone, err := account.Remove(t.Context(), st, accounts[i].ID)
		check(t, err)
		left, err := account.List(t.Context(), st)
		check(t, err)
		if gone != want.gone || len(left) != 1-i {
			t.Errorf("removing number %d: gone %q, left %+v", i, gone, left)
		}
		for n, a := range accounts {
			if row := answer(t, st, a); row.State != want.states[n] {
				t.Errorf("after number %d the answer from %s is %s, want %s", i, a.Address, row.State, want.states[n])
			}
		}
	}
}
