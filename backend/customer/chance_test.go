package customer_test

import (
	"flag"
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// twins are a shop in which customers are merged, split and put back as chance wills, and one that hears the same
// messages and is left alone.
type twins struct {
	*shop
	alone *shop
	rnd   *rand.Rand
	known []address // at the beginning
	done  []doneThing
	heard int
}

func newTwins(t *testing.T, seed int64, people int) *twins {
	w := &twins{shop: newShop(t), alone: newShop(t), rnd: rand.New(rand.NewSource(seed))}
	for n := range people {
		id := desk.CustomerID(fmt.Sprintf("customer %03d", n))
		number := fmt.Sprintf("+5511%d", 988880000+n)
		list := []address{
			{id, desk.Email, fmt.Sprintf("pessoa%d@exemplo.example", n), fmt.Sprintf("mail:pessoa%d@exemplo.example", n)},
			{id, desk.SMS, number, "tel:" + number},
			{id, desk.WhatsApp, "whatsapp:" + number, "tel:" + number},
		}[:1+n%3]
		w.known = append(w.known, list...)
		for _, s := range []*shop{w.shop, w.alone} {
			s.meet(fmt.Sprint("Pessoa ", n), list...)
			notes, birthday := fmt.Sprint("nota ", n), fmt.Sprintf("19%02d-03-05", n%100)
			err := customer.Describe(t.Context(), s.st, id, customer.Description{Notes: &notes, Birthday: &birthday, Tags: &[]string{fmt.Sprint("etiqueta ", n%7)}})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return w
}

// hears takes a message in, in both shops, whoever has the address there.
func (w *twins) hears(a address) {
	w.heard++
	w.alone.wait(w.at.Sub(w.alone.at))
	for _, s := range []*shop{w.shop, w.alone} {
		var who desk.CustomerID
		s.write(func(tx *store.Tx) error {
			i, found, err := tx.Customers().Identity(a.medium, a.raw)
			if who = i.CustomerID; found || err != nil {
				return err
			}
			if who, err = tx.Customers().ByKey(a.key); err != nil {
				return err
			}
			return tx.Customers().AddIdentity(desk.Identity{ID: a.identity(), CustomerID: who, Medium: a.medium, Address: a.raw, Key: a.key})
		})
		s.n = w.heard
		s.says(who, a, desk.CustomerVoice, 0, "olá")
	}
}

func (w *twins) whose(a address) (who desk.CustomerID) {
	w.t.Helper()
	err := w.st.Read(w.t.Context(), func(tx *store.ReadTx) error {
		i, err := tx.Customers().IdentityByID(a.identity())
		who = i.CustomerID
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return who
}

func (w *twins) someAddress() address {
	a := w.known[w.rnd.Intn(len(w.known))]
	a.customer = w.whose(a)
	return a
}

func (w *twins) step() {
	ctx := w.t.Context()
	w.wait(time.Second)
	switch n := w.rnd.Intn(100); {
	case n < 35:
		a, b := w.someAddress().customer, w.someAddress().customer
		if a == b {
			w.hears(w.someAddress())
			return
		}
		whose := customer.Whose{}
		for _, field := range customer.Choosable {
			if k := w.rnd.Intn(3); k > 0 {
				whose[field] = []desk.CustomerID{a, b}[k-1]
			}
		}
		w.note(a, must[desk.EventID](w.t)(customer.Merge(ctx, w.st, a, b, whose)))
	case n < 65:
		a := w.someAddress()
		_, id, err := customer.Split(ctx, w.st, a.identity())
		if !desk.HasCode(err, desk.ErrLastAddress) {
			w.note(a.customer, must[desk.EventID](w.t)(id, err))
		}
	case n < 80 && len(w.done) > 0:
		at := w.rnd.Intn(len(w.done))
		if w.rnd.Intn(2) == 0 {
			at = len(w.done) - 1
		}
		w.undo(at)
	default:
		w.hears(w.someAddress())
	}
}

func (w *twins) note(who desk.CustomerID, id desk.EventID) {
	w.done = append(w.done, doneThing{who, id})
}

func (w *twins) undo(at int) bool {
	w.t.Helper()
	err := customer.Undo(w.t.Context(), w.st, w.done[at].who, w.done[at].id)
	if desk.HasCode(err, desk.ErrChangedSince) {
		return false
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.done = slices.Delete(w.done, at, at+1)
	return true
}

func (w *twins) undoAll() {
	w.t.Helper()
	for len(w.done) > 0 {
		w.wait(time.Second)
		if !w.undo(len(w.done) - 1) {
			w.t.Fatalf("with %d to undo, the last cannot be", len(w.done))
		}
	}
}

// belong checks that every message is exactly one living customer's.
func (w *twins) belong() {
	w.t.Helper()
	if gone := dump(w.t, w.st, lost); gone != "" {
		w.t.Fatalf("nobody's:\n%s", gone)
	}
	if n := dump(w.t, w.st, "SELECT count(*) AS n FROM message m JOIN identity i ON i.id = m.identity_id JOIN customer c ON c.id = i.customer_id WHERE c.merged_into = ''"); n != fmt.Sprintf("n=%d \n", w.heard) {
		w.t.Fatalf("there are %s of %d messages", n, w.heard)
	}
}

// same compares what is said of everybody, but for where an address was first seen and when what was merged was.
func (w *twins) same() {
	w.t.Helper()
	queries := []string{
		"SELECT id, customer_id FROM identity ORDER BY id",
		"SELECT id, name, birthday, postal, notes, document, preferred_id FROM customer WHERE merged_into = '' ORDER BY id",
		"SELECT * FROM customer_tag t WHERE EXISTS (SELECT 1 FROM customer c WHERE c.id = t.customer_id AND c.merged_into = '') ORDER BY customer_id, key",
		"SELECT customer_id, state, last_id, awaiting_since, unread, read_at, closed_at, snoozed_until FROM conversation ORDER BY customer_id",
		"SELECT * FROM apart",
	}
	if kept, want := dump(w.t, w.st, queries...), dump(w.t, w.alone.st, queries...); kept != want {
		w.t.Errorf("all undone, there is\n%s\nwhere there was\n%s", kept, want)
	}
}

// rounds is how often 500 steps are taken; 20 make the ten thousand.
var rounds = flag.Int("rounds", 1, "how many rounds of 500 merges, splits, undos and messages")

// TestAnyMergesAndSplitsAreTakenBack: at any moment every message is exactly one living customer's, whatever comes
// between; undoing all gives back the first state.
func TestAnyMergesAndSplitsAreTakenBack(t *testing.T) {
	for seed := range int64(*rounds) {
		w := newTwins(t, seed, 40)
		for n := range 500 {
			w.step()
			if n%50 == 49 {
				w.belong()
			}
		}
		w.rebuilds()
		w.undoAll()
		w.belong()
		w.same()
	}
}

// TestNewAddressesGoBackWithTheirKey: an address that is first seen while two are one goes home with whose number it has,
// as long as what was done last is undone first.
func TestNewAddressesGoBackWithTheirKey(t *testing.T) {
	for seed := range int64(3) {
		w := newTwins(t, seed, 6)
		ctx := t.Context()
		for n := range 12 {
			w.wait(time.Second)
			a, b := w.someAddress(), w.someAddress()
			if a.customer != b.customer {
				w.note(a.customer, must[desk.EventID](t)(customer.Merge(ctx, w.st, a.customer, b.customer, nil)))
			}
			if n%3 == 0 {
				from := w.whose(b)
				if _, id, err := customer.Split(ctx, w.st, b.identity()); !desk.HasCode(err, desk.ErrLastAddress) {
					w.note(from, must[desk.EventID](t)(id, err))
				}
			}
			w.wait(time.Second)
			w.hears(address{"", desk.Other, fmt.Sprint("seen ", n), b.key})
		}
		w.undoAll()
		w.belong()
		w.same()
	}
}
