package app

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/purchase"
	"balcao/backend/simulator"
	"balcao/backend/store"
	"balcao/backend/transfer"
)

const salesFile = "vendas.csv"

// soldInDemo is what the demonstration shop sells: what, of which kind, where, and for how many cents.
var soldInDemo = []struct {
	what, kind, place string
	cents             int
}{
	{"Convites de casamento, 100 unidades", "produto", "loja", 42_000},
	{"Agenda personalizada", "produto", "loja", 8_990},
	{"Caderno de capa dura A5", "produto", "e-commerce", 4_490},
	{"Cartões de visita, 500 unidades", "produto", "e-commerce", 12_900},
	{"Caneta tinteiro", "produto", "loja", 15_900},
	{"Papel de presente, 10 folhas", "produto", "parceiro", 3_500},
	{"Encadernação de tese", "serviço", "loja", 6_500},
	{"Material de escritório, por mês", "contrato", "e-commerce", 24_000},
}

// Recall brings in, once, what the owner of the demonstration shop has from before: a year of sales from her old system, and
// who may be written to unasked. Of one seed and one day it is always the same.
func (d *Demo) Recall(ctx context.Context) error {
	made, err := transfer.List(ctx, d.Shop.Store)
	if err != nil || slices.ContainsFunc(made, func(m desk.Made) bool { return m.File == salesFile }) {
		return err
	}
	dir, err := os.MkdirTemp("", "balcao-demo-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, salesFile)
	people := d.sim.Customers()
	if err := writeSales(path, people, d.day); err != nil {
		return err
	}
	if _, err := purchase.Import(ctx, d.Shop.Store, purchase.Source{Path: path}); err != nil {
		return err
	}
	return d.allow(ctx, people)
}

func writeSales(path string, people []simulator.Customer, day time.Time) error {
	file, err := os.Create(path) //nolint:gosec // in a folder of its own
	if err != nil {
		return err
	}
	table := csv.NewWriter(file)
	lines := [][]string{{"data", "pedido", "cliente", "e-mail", "telefone", "produto", "tipo", "onde", "valor"}}
	for n, who := range people {
		for _, sale := range salesOf(n, day) {
			contact := []string{who.Email, ""} // one is enough: what else is hers, the owner finds out
			if who.Email == "" {
				contact[1] = who.SMS
			}
			lines = append(lines, slices.Concat([]string{sale.at.Format("02/01/2006 15:04"), fmt.Sprint(1000 + len(lines)), who.Name}, contact, sale.cells))
		}
	}
	return errors.Join(table.WriteAll(lines), file.Close())
}

type sale struct {
	at    time.Time
	cells []string // what, kind, where, how much
}

// salesOf is what somebody bought in the year before a day. A third bought nothing; of the others some come often, some came
// once, and some are not seen any more.
func salesOf(n int, day time.Time) (sales []sale) {
	if n%3 == 2 {
		return nil
	}
	r := rand.New(rand.NewPCG(demoSeed, uint64(n))) //nolint:gosec // always the same
	last, every := r.IntN(60), 15+r.IntN(60)
	if n%5 == 0 {
		last += 150
	}
	for range 1 + r.IntN(3)*r.IntN(4) {
		what := soldInDemo[r.IntN(len(soldInDemo))]
		at := day.AddDate(0, 0, -last-1).Add(time.Duration(9*60+r.IntN(9*60)) * time.Minute)
		sales = append(sales, sale{at, []string{what.what, what.kind, what.place, fmt.Sprintf("%d,%02d", what.cents/100, what.cents%100)}})
		if last += every; last > 360 {
			break
		}
	}
	return sales
}

// allow writes down what some of those who bought said about being written to: most of them yes, some no.
func (d *Demo) allow(ctx context.Context, people []simulator.Customer) error {
	var said []consent.Saying
	err := d.Shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		for n, who := range people {
			if n%4 == 3 || len(salesOf(n, d.day)) == 0 {
				continue
			}
			keys, err := customer.Newcomer{Email: who.Email, Phones: []string{who.SMS}}.Keys()
			if err != nil {
				return err
			}
			id, err := customer.FindByKey(tx, keys[0])
			if err != nil {
				return err
			}
			hers, err := tx.Customers().Identities(id)
			if err != nil {
				return err
			}
			for _, i := range hers {
				s := consent.Saying{
					Identity: i.ID, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given, Source: desk.FromForm,
					SaidAt: d.day.AddDate(0, 0, -30-n), Wording: "Quero receber novidades da " + demoName + ".",
				}
				if n%7 == 0 {
					s.Status, s.Source, s.Wording = desk.Withdrawn, desk.FromSpoken, ""
				}
				said = append(said, s)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = consent.Set(ctx, d.Shop.Store, said...)
	return err
}
