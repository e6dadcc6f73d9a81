package ingest

import (
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/store"
)

const shopAddress = "loja@papelaria.example"

func openStore(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func addMailbox(t testing.TB, st *store.Store) desk.Connection {
	t.Helper()
	return addConnection(t, st, desk.MailConnection, "mail", desk.Account{ID: "acc-mail", Channel: desk.Email, Address: shopAddress})
}

func addConnection(t testing.TB, st *store.Store, kind desk.ConnectionKind, id desk.ConnectionID, accounts ...desk.Account) desk.Connection {
	t.Helper()
	now := st.Now()
	conn := desk.Connection{ID: id, Kind: kind, Config: []byte("{}"), CreatedAt: now, HistoryBefore: now.Add(-7 * 24 * time.Hour)}
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.Connections().Put(conn); err != nil {
			return err
		}
		for _, a := range accounts {
			a.ConnectionID = id
			if err := tx.Connections().PutAccount(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestOwnDomain(t *testing.T) {
	for address, want := range map[string]string{
		shopAddress:               "papelaria.example",
		"Loja@PAPELARIA.example":  "papelaria.example",
		"papelaria.sol@gmail.com": "",
		"sol@yahoo.com.br":        "",
		"sol@sapo.pt":             "",
		"sol":                     "",
	} {
		if got := OwnDomain(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
