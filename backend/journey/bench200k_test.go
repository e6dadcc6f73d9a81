package journey_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/journey"
	"balcao/backend/purchase"
	"balcao/backend/store"
)

const (
	benchCustomers = 20_000
	benchMessages  = 200_000
	benchPurchases = 100_000
	benchBiggest   = benchMessages / 10 // messages of customer 0
	benchBatch     = 2_000
)

// BenchmarkPage200k measures what the page of a customer asks for, all of it and part by part: of whoever has 20,000
// messages, of which half are of the last year, and of others. It builds its store once, under the temporary folder.
func BenchmarkPage200k(b *testing.B) {
	st := openBench(b)
	ctx, r := b.Context(), rand.New(rand.NewSource(7))
	who := func(i int) desk.CustomerID { return store.NewCustomerID("mail:" + benchAddress(i)) }
	parts := []struct {
		name string
		read func(desk.CustomerID) error
	}{
		{"profile", func(id desk.CustomerID) error {
			if _, err := customer.Read(ctx, st, id); err != nil {
				return err
			}
			_, err := customer.Alike(ctx, st, id, 3)
			return err
		}},
		{"cases", func(id desk.CustomerID) error { _, _, err := cases.Of(ctx, st, id); return err }},
		{"consent", func(id desk.CustomerID) error { _, err := consent.Show(ctx, st, id); return err }},
		{"bought", func(id desk.CustomerID) error {
			if _, err := purchase.Read(ctx, st, id); err != nil {
				return err
			}
			_, err := purchase.List(ctx, st, id, 3, "")
			return err
		}},
		{"journey", func(id desk.CustomerID) error { _, err := journey.Read(ctx, st, id); return err }},
		{"history", func(id desk.CustomerID) error {
			_, err := journey.History(ctx, st, journey.Query{Customer: id})
			return err
		}},
		{"history/spoken", func(id desk.CustomerID) error {
			_, err := journey.History(ctx, st, journey.Query{Customer: id, Part: customer.SpokenPart})
			return err
		}},
	}
	whole := func(id desk.CustomerID) error {
		for _, part := range parts[:6] {
			if err := part.read(id); err != nil {
				return err
			}
		}
		return nil
	}
	for name, one := range map[string]func() desk.CustomerID{
		"biggest": func() desk.CustomerID { return who(0) }, "random": func() desk.CustomerID { return who(1 + r.Intn(benchCustomers-1)) },
	} {
		b.Run(name+"/whole", func(b *testing.B) { benchRead(b, func() error { return whole(one()) }) })
		for _, part := range parts {
			b.Run(name+"/"+part.name, func(b *testing.B) { benchRead(b, func() error { return part.read(one()) }) })
		}
	}
	b.Run("search/purchases", func(b *testing.B) {
		benchRead(b, func() error {
			_, err := customer.Search(ctx, st, customer.SearchQuery{Text: "caderno", Purchases: true, Limit: 20})
			return err
		})
	})
}

func benchRead(b *testing.B, read func() error) {
	took := make([]time.Duration, 0, b.N)
	for b.Loop() {
		began := time.Now()
		if err := read(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
}

func benchAddress(i int) string { return fmt.Sprintf("cliente%d@exemplo.example", i) }

// openBench opens the store of the benchmark, which is whole once its last step was taken.
func openBench(b *testing.B) *store.Store {
	b.Helper()
	dir := filepath.Join(os.TempDir(), "balcao-bench-page")
	if _, err := os.Stat(filepath.Join(dir, "whole")); err != nil {
		check(b, os.RemoveAll(dir))
	}
	st, err := store.Open(b.Context(), dir, store.Options{Now: func() time.Time { return today }})
	check(b, err)
	b.Cleanup(func() { _ = st.Close() })
	if _, err := os.Stat(filepath.Join(dir, "whole")); err == nil {
		return st
	}
	step := func(fill func(tx *store.Tx) error) { b.Helper(); check(b, st.Write(b.Context(), fill)) }
	for from := 0; from < benchCustomers; from += benchBatch {
		step(func(tx *store.Tx) error { return benchPeople(tx, from) })
	}
	for from := 0; from < benchMessages; from += benchBatch {
		step(func(tx *store.Tx) error { return benchTalk(tx, from) })
	}
	for from := 0; from < benchPurchases; from += benchBatch {
		step(func(tx *store.Tx) error { return benchSales(tx, from) })
	}
	check(b, os.WriteFile(filepath.Join(dir, "whole"), nil, 0o600))
	return st
}

func benchIdentity(i int, medium desk.Channel) desk.Identity {
	phone := fmt.Sprintf("+55119%08d", i)
	id := desk.Identity{CustomerID: store.NewCustomerID("mail:" + benchAddress(i)), Medium: medium, Address: phone, Key: "tel:" + phone}
	if medium == desk.Email {
		id.Address, id.Key = benchAddress(i), "mail:"+benchAddress(i)
	}
	id.ID = store.NewIdentityID(medium, id.Address)
	return id
}

func benchPeople(tx *store.Tx, from int) error {
	for i := from; i < from+benchBatch; i++ {
		mail := benchIdentity(i, desk.Email)
		if err := tx.Customers().Insert(desk.Customer{ID: mail.CustomerID, Name: fmt.Sprint("Cliente ", i), CreatedAt: tx.Moment()}); err != nil {
			return err
		}
		for _, medium := range []desk.Channel{desk.Email, desk.SMS, desk.WhatsApp} {
			if err := tx.Customers().AddIdentity(benchIdentity(i, medium)); err != nil {
				return err
			}
		}
	}
	return nil
}

func benchTalk(tx *store.Tx, from int) error {
	r := rand.New(rand.NewSource(int64(from)))
	channels := []desk.Channel{desk.Email, desk.SMS, desk.WhatsApp, desk.WhatsApp, desk.Phone}
	for i := from; i < from+benchBatch; i++ {
		who := 1 + r.Intn(benchCustomers-1)
		if i%(benchMessages/benchBiggest) == 0 {
			who = 0
		}
		over := channels[r.Intn(len(channels))]
		medium := over
		if over == desk.Phone {
			medium = desk.SMS
		}
		text := fmt.Sprint("Bom dia, o pedido ", i, " já chegou? Posso passar para buscar hoje à tarde, depois das três.")
		m := store.NewMessage{Message: desk.Message{
			ID: desk.MessageID(desk.HashID("bench", fmt.Sprint(i))), IdentityID: benchIdentity(who, medium).ID, AccountID: "shop", Channel: over,
			Direction: desk.In, ExternalID: fmt.Sprint(i), Text: text, Voice: desk.CustomerVoice, History: true,
			At: today.Add(-2 * 365 * 24 * time.Hour / benchMessages * time.Duration(benchMessages-i)),
		}, Snippet: text}
		if r.Intn(100) < 45 {
			m.Direction, m.Voice = desk.Out, desk.ElsewhereShop
		}
		if err := tx.Messages().Insert(m, store.NewCustomerID("mail:"+benchAddress(who))); err != nil {
			return err
		}
	}
	return nil
}

func benchSales(tx *store.Tx, from int) error {
	for i := from; i < from+benchBatch; i++ {
		at := today.AddDate(0, 0, -i%700)
		err := tx.Customers().Purchases().Insert(desk.Purchase{
			ID: desk.PurchaseID(store.NewID()), CustomerID: store.NewCustomerID("mail:" + benchAddress(i%benchCustomers)), What: fmt.Sprint("Caderno com capa dura ", i%90),
			Kind: desk.Product, Value: desk.Money{Cents: int64(100 + i%30_000), Currency: "BRL"}, At: at, Day: desk.DayOf(at), Place: desk.AtShop, Ref: fmt.Sprint(i),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
