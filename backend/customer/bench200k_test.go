package customer_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// BenchmarkCustomer200k measures whole deeds on the store of 200,000 messages that the store's own benchmark
// (Store200k) builds; it skips where that has not run.
func BenchmarkCustomer200k(b *testing.B) {
	dir := filepath.Join(os.TempDir(), "balcao-bench-200k")
	if _, err := os.Stat(filepath.Join(dir, "schema.sha256")); err != nil {
		b.Skip("run BenchmarkStore200k in backend/store first: ", err)
	}
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	st, err := store.Open(b.Context(), dir, store.Options{ReadOnly: true, Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	ctx, r := b.Context(), rand.New(rand.NewSource(5))
	who := func(i int) desk.CustomerID { return store.NewCustomerID(fmt.Sprintf("cliente%d@exemplo.example", i)) }
	slips := []string{"ddee", "valorr", "pralora", "conjapra", "nãolorde", "dejalorr", "quediva", "copravaa"}
	common := []string{"de", "que", "ção", "pra", "com", "não", "valor", "dede", "pra de", "de com"}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"inbox", func() error {
			_, err := customer.Inbox(ctx, st, customer.InboxQuery{State: desk.ToReply})
			return err
		}},
		{"timeline/random", func() error { _, err := customer.Timeline(ctx, st, who(r.Intn(3000)), 50, ""); return err }},
		{"timeline/biggest", func() error { _, err := customer.Timeline(ctx, st, who(0), 50, ""); return err }},
		{"show/biggest", func() error { _, err := customer.Show(ctx, st, who(0)); return err }},
		{"timeline/biggest-around", func() error {
			_, err := customer.Timeline(ctx, st, who(0), 50, customer.Around(desk.MessageID(desk.HashID("bench", fmt.Sprint(10*r.Intn(20_000))))))
			return err
		}},
		{"suggest", func() error {
			_, err := customer.Suggest(ctx, st, customer.SearchQuery{Text: slips[r.Intn(len(slips))]})
			return err
		}},
		{"palette", func() error {
			q := customer.SearchQuery{Text: common[r.Intn(len(common))], Customers: true, Messages: true, Limit: 8, Uncounted: true}
			_, err := customer.Search(ctx, st, q)
			return err
		}},
		{"search", func() error {
			_, err := customer.Search(ctx, st, customer.SearchQuery{Text: common[r.Intn(len(common))], Customers: true, Messages: true, Limit: 20})
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			for b.Loop() {
				began := time.Now()
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
		})
	}
}
