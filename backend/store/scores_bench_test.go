package store

import (
	"fmt"
	"testing"

	"balcao/backend/desk"
)

// BenchmarkScores100k makes the figures of 20,000 customers anew from 100,000 purchases, and then those of one who buys.
func BenchmarkScores100k(b *testing.B) {
	const customers, purchases, batch = 20_000, 100_000, 5_000
	st := open(b, folder(b), Options{})
	for from := 0; from < customers; from += batch {
		write(b, st, func(tx *Tx) error {
			for n := from; n < from+batch; n++ {
				if err := newPerson(n).add(tx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	buy := func(tx *Tx, n int) error {
		at := st.Now().AddDate(0, 0, -n*7919%700)
		return tx.Customers().Purchases().Insert(desk.Purchase{
			ID: desk.PurchaseID(fmt.Sprint("p", n)), CustomerID: newPerson(n * n % customers).id, What: "Caderno", Kind: desk.Product, Place: desk.AtShop,
			Value: desk.Money{Cents: int64(500 + n*31%20_000), Currency: "BRL"}, At: at, Day: desk.DayOf(at),
		})
	}
	for from := 0; from < purchases; from += batch {
		write(b, st, func(tx *Tx) error {
			for n := from; n < from+batch; n++ {
				if err := buy(tx, n); err != nil {
					return err
				}
			}
			return nil
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			write(b, st, func(tx *Tx) error { tx.scores.all = true; return nil })
		}
	})
	n := purchases
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			n++
			write(b, st, func(tx *Tx) error { return buy(tx, n) })
		}
	})
	b.Run("a day", func(b *testing.B) {
		for b.Loop() {
			write(b, st, func(tx *Tx) error { _, err := tx.Roll(st.Now()); return err })
		}
	})
}
