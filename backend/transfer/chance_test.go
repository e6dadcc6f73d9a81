package transfer

import (
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// rounds is how often sixty steps are taken.
var rounds = flag.Int("rounds", 12, "how many rounds of 60 imports, undoings, merges and splits")

// TestImportsAndMergesByChance: whatever is brought in, taken away, merged, split and undone in whatever order, every message
// is a living customer's, and all of it made anew is what was kept.
func TestImportsAndMergesByChance(t *testing.T) {
	for seed := range int64(*rounds) {
		w := &chance{shop: newShop(t), rnd: rand.New(rand.NewSource(seed))}
		for range 60 {
			w.step()
			w.belong()
		}
		kept := w.people()
		if err := w.st.Rebuild(t.Context()); err != nil {
			t.Fatalf("round %d: %v", seed, err)
		}
		want(t, fmt.Sprint("round ", seed), w.people(), kept)
	}
}

// chance is a shop in which few people come by many ways.
type chance struct {
	*shop
	rnd     *rand.Rand
	imports []desk.EventID
	done    []doneThing
}

type doneThing struct {
	who desk.CustomerID
	id  desk.EventID
}

func pick[T any](c *chance, list ...T) T { return list[c.rnd.Intn(len(list))] }

func (c *chance) step() {
	name, number := pick(c, "Ana", "Bia", "Cris", "Davi"), pick(c, "11987654321", "11912345678", "1133334444")
	address := pick(c, "ana@cliente.example", "bia@cliente.example", "davi@cliente.example")
	mail := func(date string) string {
		return letter(fmt.Sprint(c.rnd.Intn(4)), name+" <"+address+">", shopAddress, date, "Oi")
	}
	switch c.rnd.Intn(11) {
	case 0:
		c.brought(c.cardsIn(card("FN:"+name, "TEL;TYPE=HOME:"+number, "EMAIL:"+address, "NOTE:"+name), Options{}))
	case 1:
		chat := "15/01/2026 09:01 - " + name + ": Oi\n15/01/2026 09:02 - Sol: Olá\n"
		r, _ := c.chatIn(c.file("Conversa do WhatsApp com "+name+".txt", chat), Chat{Phone: number, Shop: "Sol"}, Options{})
		c.brought(r)
	case 2:
		c.brought(c.mailIn(c.file("v.mbox", boxed(mail(old))), Options{}))
	case 3:
		c.fetched(mail(recent))
	case 4, 5:
		c.merge()
	case 6:
		c.split()
	case 7:
		if len(c.done) > 0 {
			one := pick(c, c.done...)
			c.may(customer.Undo(c.t.Context(), c.st, one.who, one.id), desk.ErrChangedSince)
		}
	case 8, 9:
		if len(c.imports) > 0 {
			_, err := Undo(c.t.Context(), c.st, pick(c, c.imports...), nil)
			c.may(err)
		}
	default:
		if who := c.living(); len(who) > 0 {
			c.may(customer.Describe(c.t.Context(), c.st, pick(c, who...), customer.Description{Tags: &[]string{name}}))
		}
	}
}

func (c *chance) brought(r Report) {
	if r.ID != "" {
		c.imports = append(c.imports, r.ID)
	}
}

func (c *chance) merge() {
	who := c.living()
	if len(who) < 2 {
		return
	}
	c.rnd.Shuffle(len(who), func(i, j int) { who[i], who[j] = who[j], who[i] })
	id, err := customer.Merge(c.t.Context(), c.st, who[0], who[1], nil)
	c.may(err)
	c.done = append(c.done, doneThing{who[0], id})
}

func (c *chance) split() {
	var from desk.Identity
	for _, who := range c.living() {
		if hers := c.identities(who); len(hers) > 1 && (from.ID == "" || c.rnd.Intn(2) == 0) {
			from = pick(c, hers...)
		}
	}
	if from.ID == "" {
		return
	}
	_, id, err := customer.Split(c.t.Context(), c.st, from.ID)
	c.may(err)
	c.done = append(c.done, doneThing{from.CustomerID, id})
}

// may accepts only the refusals that a deed promises.
func (c *chance) may(err error, codes ...desk.Code) {
	c.t.Helper()
	if err != nil && !slices.ContainsFunc(codes, func(code desk.Code) bool { return desk.HasCode(err, code) }) {
		c.t.Fatal(err)
	}
}

func (c *chance) living() (ids []desk.CustomerID) {
	c.read(func(tx *store.ReadTx) error {
		page, err := tx.Customers().Page(0, 1000)
		for _, k := range page {
			ids = append(ids, k.ID)
		}
		return err
	})
	return ids
}

func (c *chance) identities(who desk.CustomerID) (hers []desk.Identity) {
	c.read(func(tx *store.ReadTx) (err error) { hers, err = tx.Customers().Identities(who); return err })
	return hers
}

// belong checks that every message is a living customer's.
func (c *chance) belong() {
	c.t.Helper()
	living := c.living()
	for _, m := range c.everything().messages {
		c.read(func(tx *store.ReadTx) error {
			who, err := tx.Messages().CustomerOf(m.ID)
			if err == nil && !slices.Contains(living, who) {
				err = errors.New("a message is nobody's")
			}
			return err
		})
	}
}

// people is what is known of everybody, and what everybody said.
func (c *chance) people() string {
	var out []string
	c.read(func(tx *store.ReadTx) error {
		page, err := tx.Customers().Page(0, 1000)
		for _, k := range page {
			hers, err2 := tx.Customers().Identities(k.ID)
			tags, err3 := tx.Customers().Directory().Tags([]desk.CustomerID{k.ID})
			row, _, err4 := tx.Conversation(k.ID)
			out = append(out, fmt.Sprintf("%+v %+v %v %+v", k.Customer, hers, tags, row))
			err = errors.Join(err, err2, err3, err4)
		}
		return err
	})
	slices.Sort(out) // somebody who was taken away and came again is at the end of the list
	return strings.Join(out, "\n")
}
