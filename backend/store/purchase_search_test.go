package store

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

func bought(t *testing.T, st *Store, typed string, of desk.CustomerID) (found string, n int) {
	t.Helper()
	read(t, st, func(tx *ReadTx) error {
		s := Search{Match: MatchExpression(typed), Before: FirstHit, Limit: 50}
		p := tx.Customers().Joined().Purchases()
		hits, err := p.Search(s, of)
		if err != nil {
			return err
		}
		var said []string
		for _, h := range hits {
			said = append(said, string(h.PurchaseID)+" "+h.Snippet)
		}
		found = strings.NewReplacer("\x02", "[", "\x03", "]").Replace(strings.Join(said, "|"))
		n, err = p.Count(s, of)
		return err
	})
	return found, n
}

func TestWhatWasBoughtIsFoundByItsWords(t *testing.T) {
	st := open(t, folder(t), Options{})
	ana, bruno := newPerson(1), newPerson(2)
	day := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	sale := func(id string, who person, days int, what, ref, note string) desk.Purchase {
		return desk.Purchase{
			ID: desk.PurchaseID(id), CustomerID: who.id, What: what, Kind: desk.Product, Value: desk.Money{Cents: 8990, Currency: "BRL"},
			At: day.AddDate(0, 0, -days), Place: desk.AtShop, Ref: ref, Note: note,
		}
	}
	write(t, st, func(tx *Tx) error {
		for _, who := range []person{ana, bruno} {
			if err := who.add(tx); err != nil {
				return err
			}
		}
		for _, p := range []desk.Purchase{
			sale("p1", ana, 3, "Álbum de batizado", "318", ""), sale("p2", bruno, 1, "Álbum de fotos", "3526-07/11.222", "embrulhar para presente"),
			sale("p3", ana, 2, "Álbum por engano", "", ""), sale("p4", bruno, 3, "Caneta", "", ""),
		} {
			if err := tx.Customers().Purchases().Insert(p); err != nil {
				return err
			}
		}
		return tx.Record(desk.Event{Kind: desk.PurchaseRemoved, Actor: desk.Owner, CustomerID: ana.id, Facts: desk.Facts{Purchase: &desk.PurchaseFacts{ID: "p3"}}})
	})
	for _, again := range []bool{false, true} {
		if again {
			if err := st.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for name, c := range map[string]struct {
			typed string
			of    desk.CustomerID
			want  string
			n     int
		}{
			"without accents, the latest first": {"album ", "", "p2 [Álbum] de fotos|p1 [Álbum] de batizado", 2},
			"of one customer":                   {"album ", ana.id, "p1 [Álbum] de batizado", 1},
			"a beginning":                       {"bati", "", "p1 Álbum de [batizado]", 1},
			"the note":                          {"presente", "", "p2 Álbum de fotos · embrulhar para [presente]", 1},
			"the number of the order":           {"318", "", "p1 Álbum de batizado · [318]", 1},
			"the number without its separators": {"35260711222", "", "p2 Álbum de fotos", 1},
			"nothing":                           {"agenda", "", "", 0},
		} {
			if got, n := bought(t, st, c.typed, c.of); got != c.want || n != c.n {
				t.Errorf("%s (made anew: %v): %q and %d, want %q and %d", name, again, got, n, c.want, c.n)
			}
		}
	}
}

// TestAFailedStepLeavesNoPurchaseInTheSearch: what is undone within a transaction is not indexed.
func TestAFailedStepLeavesNoPurchaseInTheSearch(t *testing.T) {
	st := open(t, folder(t), Options{})
	ana := newPerson(1)
	write(t, st, func(tx *Tx) error {
		if err := ana.add(tx); err != nil {
			return err
		}
		_ = tx.Try(func() error {
			err := tx.Customers().Purchases().Insert(desk.Purchase{ID: "p1", CustomerID: ana.id, What: "Caneta", Value: desk.Money{Cents: 1, Currency: "BRL"}, At: time.Now()})
			if err != nil {
				return err
			}
			return desk.E(desk.ErrUsage, nil)
		})
		return nil
	})
	read(t, st, func(tx *ReadTx) error {
		n, _, err := value[int](tx.q, "search.words", "caneta", "canetaz")
		if n != 0 {
			t.Errorf("%d words", n)
		}
		return err
	})
}

// TestPurchasesOfAnOlderShopAreFound: what was bought before there was a search for it is in it after the migration.
func TestPurchasesOfAnOlderShopAreFound(t *testing.T) {
	dir := folder(t)
	st := open(t, dir, Options{})
	ana := newPerson(1)
	write(t, st, func(tx *Tx) error { return ana.add(tx) })
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", filepath.Join(dir, "balcao.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"DROP TABLE purchase_word", "DROP TABLE purchase_fts", "DROP INDEX purchase_seq", "ALTER TABLE purchase DROP COLUMN numbers",
		"ALTER TABLE purchase DROP COLUMN seq", "DELETE FROM goose_db_version WHERE version_id >= 29",
		`INSERT INTO purchase (id, customer_id, what, kind, cents, currency, at, day, place, ref, note, import_id)
		 SELECT 'p' || value, (SELECT id FROM customer), 'Caneta ' || value, 'product', 100, 'BRL', 1777896000000 + value / 2, 20577, 'shop', '35-' || value, '', ''
		 FROM (SELECT 0 AS value UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	st = open(t, dir, Options{})
	if _, n := bought(t, st, "caneta", ""); n != 4 {
		t.Errorf("%d are found, want 4", n)
	}
	if got, _ := bought(t, st, "352", ""); got != "p2 Caneta 2" {
		t.Errorf("by number: %q", got)
	}
}
