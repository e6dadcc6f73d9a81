package store

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/desk"
)

// TestPurchasesThatCameBeforeImportsWereEventsAreListed: of a shop of before there are the purchases alone, one file of which was
// taken back.
func TestPurchasesThatCameBeforeImportsWereEventsAreListed(t *testing.T) {
	st := open(t, folder(t), Options{Now: newClock().Now})
	kept, gone, ana, bruno := desk.EventID(NewID()), desk.EventID(NewID()), newPerson(1), newPerson(2)
	began := time.Now()
	write(t, st, func(tx *Tx) error {
		for n, file := range []desk.EventID{kept, kept, gone} {
			who := []person{ana, ana, bruno}[n]
			if n != 1 {
				if err := tx.Record(desk.Event{Kind: desk.CustomerAdded, CustomerID: who.id, Facts: desk.Facts{Ref: string(file)}}); err != nil {
					return err
				}
			}
			err := tx.Customers().Purchases().Insert(desk.Purchase{
				ID: desk.PurchaseID(NewID()), CustomerID: who.id, What: "caderno", Kind: desk.Product, Value: desk.Money{Cents: 100, Currency: "BRL"},
				At: tx.Moment(), Day: desk.DayOf(tx.Moment()), Place: desk.AtShop, Import: desk.ImportID(file),
			})
			if err != nil {
				return err
			}
		}
		return tx.Record(desk.Event{Kind: desk.PurchaseRemoved, Facts: desk.Facts{Purchase: &desk.PurchaseFacts{Import: desk.ImportID(gone)}}})
	})
	migration, err := migrations.ReadFile("migrations/00030_purchase_imports.sql")
	if err != nil {
		t.Fatal(err)
	}
	write(t, st, func(tx *Tx) error {
		_, err := tx.q.tx.ExecContext(tx.q.ctx, string(migration))
		return err
	})
	for _, step := range []string{"migrated", "made anew"} {
		var list []desk.Made
		read(t, st, func(tx *ReadTx) (err error) {
			list, err = tx.Connections().Imports().All()
			return err
		})
		if len(list) != 2 {
			t.Fatalf("%s: %+v", step, list)
		}
		slices.SortFunc(list, func(a, b desk.Made) int { return b.Purchases - a.Purchases })
		for _, m := range list {
			if m.Kind != desk.PurchaseImport || m.File != "" || m.At.Before(began.Add(-time.Second)) || m.At.After(time.Now()) || m.New != 1 {
				t.Errorf("%s: %+v", step, m)
			}
		}
		if list[0].ID != kept || list[0].Purchases != 2 || !list[0].UndoneAt.IsZero() || list[1].ID != gone || list[1].Purchases != 0 || list[1].UndoneAt.IsZero() {
			t.Errorf("%s: %+v", step, list)
		}
		if err := st.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
