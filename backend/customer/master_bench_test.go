package customer_test

import (
	"fmt"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// saysMany keeps messages of several addresses in one transaction.
func (s *shop) saysMany(n int, whose func(int) (desk.CustomerID, address, string)) {
	s.t.Helper()
	const batch = 2000
	for from := 0; from < n; from += batch {
		s.write(func(tx *store.Tx) error {
			for i := from; i < min(n, from+batch); i++ {
				who, a, text := whose(i)
				s.n++
				m := store.NewMessage{Message: desk.Message{
					ID: desk.MessageID(desk.HashID("many", fmt.Sprint(s.n))), IdentityID: a.identity(), AccountID: "shop", Channel: a.medium, Direction: desk.In,
					ExternalID: fmt.Sprint("many", s.n), At: s.now().Add(-time.Duration(n-i) * time.Minute), Text: text, Voice: desk.CustomerVoice,
				}, Numbers: store.Numbers(text), Snippet: text}
				if err := tx.Messages().Insert(m, who); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkMerge measures a merge of two customers with 5,000 messages each, its undo, and the split that takes them
// apart: each at most 100 ms.
func BenchmarkMerge(b *testing.B) {
	s := newShop(b)
	ana, bia := mail("ana"), mail("bia")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	s.saysMany(10_000, func(i int) (desk.CustomerID, address, string) {
		a := []address{ana, bia}[i%2]
		return a.customer, a, fmt.Sprintf("Bom dia, quero saber do pedido %d, que ainda não chegou.", i)
	})
	ctx := b.Context()
	took := map[string]time.Duration{}
	timed := func(what string, deed func() error) {
		s.wait(time.Second)
		began := time.Now()
		if err := deed(); err != nil {
			b.Fatal(err)
		}
		took[what] += time.Since(began)
	}
	for b.Loop() {
		var merge desk.EventID
		merging := func() (err error) {
			merge, err = customer.Merge(ctx, s.st, ana.customer, bia.customer, nil)
			return err
		}
		timed("merge", merging)
		timed("undo", func() error { return customer.Undo(ctx, s.st, ana.customer, merge) })
		timed("merge", merging)
		timed("split", func() error { _, _, err := customer.Split(ctx, s.st, bia.identity()); return err })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took["merge"].Seconds()*1000/float64(2*b.N), "merge-ms")
	b.ReportMetric(took["undo"].Seconds()*1000/float64(b.N), "undo-ms")
	b.ReportMetric(took["split"].Seconds()*1000/float64(b.N), "split-ms")
}

// BenchmarkDuplicates measures the suggestions for 20,000 customers with 200,000 messages, at most 10 s, and those for
// one of them, which the page waits for.
func BenchmarkDuplicates(b *testing.B) {
	const people = 20_000
	s := newShop(b)
	who := func(i int) (desk.CustomerID, []address) {
		id := desk.CustomerID(desk.HashID("person", fmt.Sprint(i)))
		phone := 900_000_000 + i*37%50_000_000
		return id, []address{
			{id, desk.Email, fmt.Sprintf("pessoa%d@firma%d.example", i%18_000, i), fmt.Sprintf("mail:pessoa%d@firma%d.example", i%18_000, i)},
			{id, desk.WhatsApp, fmt.Sprintf("whatsapp:+5532%d", phone), fmt.Sprintf("tel:+5532%d", phone)},
		}
	}
	for from := 0; from < people; from += 1000 {
		s.write(func(tx *store.Tx) error {
			for i := from; i < from+1000; i++ {
				id, list := who(i)
				if err := tx.Customers().Insert(desk.Customer{ID: id, Name: fmt.Sprintf("Pessoa Número %d", i%19_000), CreatedAt: tx.Moment()}); err != nil {
					return err
				}
				for _, a := range list {
					if err := tx.Customers().AddIdentity(desk.Identity{ID: a.identity(), CustomerID: id, Medium: a.medium, Address: a.raw, Key: a.key}); err != nil {
						return err
					}
				}
				document := fmt.Sprintf("%011d", i%19_500)
				if err := tx.Record(desk.Event{Kind: desk.CustomerDescribed, CustomerID: id, Personal: desk.Personal{Document: &document}}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	s.saysMany(200_000, func(i int) (desk.CustomerID, address, string) {
		id, list := who(i % people)
		text := fmt.Sprintf("Bom dia!\n\nQuero saber do pedido que fiz na semana passada.\n\nObrigada,\nPessoa %d\nRua das Flores, 12\n(32) %d\n", i, 900_000_000+(i+5)*37%50_000_000)
		return id, list[i/people%2], text
	})
	ctx := b.Context()
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if list, err := customer.Duplicates(ctx, s.st, 100); err != nil || len(list) < 100 {
				b.Fatal(len(list), err)
			}
		}
	})
	b.Run("one", func(b *testing.B) {
		n := 0
		for b.Loop() {
			id, _ := who(n % people)
			n++
			if _, err := customer.Alike(ctx, s.st, id, 3); err != nil {
				b.Fatal(err)
			}
		}
	})
}
