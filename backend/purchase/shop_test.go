package purchase_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
	"balcao/backend/transfer"
)

// shop is a store with a clock that the test sets.
type shop struct {
	t  testing.TB
	st *store.Store
	mu sync.Mutex
	at time.Time
}

// today is noon of a Wednesday, where the computer is.
var today = time.Date(2026, 6, 10, 12, 0, 0, 0, time.Local)

func newShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, at: today}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "Balcao"), store.Options{Now: s.now})
	check(t, err)
	t.Cleanup(func() { _ = st.Close() })
	s.st = st
	return s
}

func (s *shop) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *shop) wait(days int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = s.at.AddDate(0, 0, days)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// meet adds a customer.
func (s *shop) meet(name string) desk.CustomerID {
	s.t.Helper()
	id, _, err := customer.Add(context.Background(), s.st, customer.Newcomer{Name: name, Email: strings.ToLower(name) + "@exemplo.example"})
	check(s.t, err)
	return id
}

// sells writes down a purchase of some days ago.
func (s *shop) sells(who desk.CustomerID, days int, cents int64) desk.PurchaseID {
	s.t.Helper()
	id, err := purchase.Add(context.Background(), s.st, who, purchase.Sheet{
		What: "Caderno", Value: desk.Money{Cents: cents, Currency: "BRL"}, At: s.now().AddDate(0, 0, -days),
	})
	check(s.t, err)
	return id
}

func (s *shop) figures(who desk.CustomerID) purchase.Figures {
	s.t.Helper()
	f, err := purchase.Read(context.Background(), s.st, who)
	check(s.t, err)
	return f
}

func (s *shop) list(who desk.CustomerID) []desk.Purchase {
	s.t.Helper()
	page, err := purchase.List(context.Background(), s.st, who, 500, "")
	check(s.t, err)
	return page.Purchases
}

// ownDocument is the shop's, as the invoices of these tests have it.
const ownDocument = "12.345.678/0001-95"

func (s *shop) imports(content string) purchase.Report {
	s.t.Helper()
	r, err := purchase.Import(context.Background(), s.st, purchase.Source{Path: file(s.t, content), Shop: ownDocument})
	check(s.t, err)
	return r
}

func file(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "vendas.csv")
	check(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// undo takes an import back.
func (s *shop) undo(id desk.ImportID) transfer.Undone {
	s.t.Helper()
	u, err := transfer.Undo(context.Background(), s.st, desk.EventID(id), nil)
	check(s.t, err)
	return u
}

func (s *shop) made() []desk.Made {
	s.t.Helper()
	list, err := transfer.List(context.Background(), s.st)
	check(s.t, err)
	return list
}

// found gives whoever a word finds.
func (s *shop) found(word string) []desk.Customer {
	s.t.Helper()
	hits, err := customer.Search(context.Background(), s.st, customer.SearchQuery{Text: word, Customers: true, Limit: 50})
	check(s.t, err)
	var list []desk.Customer
	for _, k := range hits.Customers {
		list = append(list, k.Customer)
	}
	return list
}
