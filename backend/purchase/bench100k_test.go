package purchase_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

const (
	benchCustomers = 20_000
	benchPurchases = 100_000
)

// BenchmarkImport100k reads a table of 100,000 purchases of 20,000 customers: who are here already, who are all new, and
// again, when nothing of it is; then it takes all of it back. The memory is the most that the process ever had.
func BenchmarkImport100k(b *testing.B) {
	table := file(b, benchFile())
	for name, known := range map[string]bool{"known customers": true, "new customers": false} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := newShop(b)
				if known {
					benchMeet(b, s)
				}
				b.ReportMetric(peakMemory(b), "MB-before")
				b.StartTimer()
				began := time.Now()
				r := benchImport(b, s, table)
				b.ReportMetric(time.Since(began).Seconds(), "s-first")
				if r.New != benchPurchases || known != (r.Customers == 0) {
					b.Fatalf("%d new purchases, %d new customers", r.New, r.Customers)
				}
				began = time.Now()
				if r := benchImport(b, s, table); r.New != 0 || len(r.Skipped) != benchPurchases {
					b.Fatalf("%d new purchases the second time", r.New)
				}
				b.ReportMetric(time.Since(began).Seconds(), "s-again")
				began = time.Now()
				if u := s.undo(r.ID); u.Purchases != benchPurchases || u.Customers != r.Customers {
					b.Fatalf("taken back: %d purchases, %d customers", u.Purchases, u.Customers)
				}
				b.ReportMetric(time.Since(began).Seconds(), "s-undo")
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(peakMemory(b), "MB-peak")
			}
		})
	}
}

func benchImport(b *testing.B, s *shop, path string) purchase.Report {
	b.Helper()
	r, err := purchase.Import(b.Context(), s.st, purchase.Source{Path: path})
	check(b, err)
	return r
}

func benchAddress(n int) string { return fmt.Sprintf("cliente%d@exemplo.example", n) }

func benchFile() string {
	var file strings.Builder
	file.WriteString("data;pedido;cliente;e-mail;produto;valor total\n")
	for n := range benchPurchases {
		day := today.AddDate(0, 0, -n%700).Format("02/01/2006")
		fmt.Fprintf(&file, "%s;%d;Cliente %d;%s;Caderno com capa dura %d;%d,%02d\n", day, n, n%benchCustomers, benchAddress(n%benchCustomers), n%90, n%300, n%100+1)
	}
	return file.String()
}

func benchMeet(b *testing.B, s *shop) {
	b.Helper()
	err := s.st.Write(b.Context(), func(tx *store.Tx) error {
		for n := range benchCustomers {
			key := "mail:" + benchAddress(n)
			id := store.NewCustomerID(key)
			if err := tx.Customers().Insert(desk.Customer{ID: id, CreatedAt: tx.Moment()}); err != nil {
				return err
			}
			err := tx.Customers().AddIdentity(desk.Identity{
				ID: store.NewIdentityID(desk.Email, benchAddress(n)), CustomerID: id, Medium: desk.Email, Address: benchAddress(n), Key: key,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	check(b, err)
}

// peakMemory is the most memory that the process ever had, in MB; 0 where the system does not tell.
func peakMemory(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(after)[0])
	check(b, err)
	return float64(kb) / 1024
}
