package customer_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
	"pgregory.net/rapid"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// dump is every row of the tables that say whose what is, in words that can be compared.
func dump(t rapid.TB, st *store.Store, queries ...string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(st.Dir(), "balcao.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var b strings.Builder
	for _, q := range queries {
		rows, err := db.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			for i, v := range values {
				fmt.Fprintf(&b, "%s=%v ", columns[i], *v.(*any))
			}
			b.WriteString("\n")
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close()
	}
	return b.String()
}

var projections = []string{
	"SELECT * FROM conversation ORDER BY customer_id", "SELECT * FROM identity ORDER BY id", "SELECT * FROM customer_tag ORDER BY customer_id, key",
	"SELECT * FROM customer WHERE merged_into = '' ORDER BY id", "SELECT * FROM note ORDER BY id", "SELECT * FROM delivery ORDER BY id",
	"SELECT c.id FROM customer_fts f JOIN customer c ON c.n = f.rowid ORDER BY c.id",
}

// all adds what an undo leaves behind: who is nobody any more, by what name she is found, and who was told apart.
var all = append([]string{
	"SELECT * FROM customer WHERE merged_into <> '' ORDER BY id", "SELECT * FROM apart ORDER BY a, b",
	"SELECT c.id FROM customer_fts f JOIN customer c ON c.n = f.rowid WHERE customer_fts MATCH 'ana OR bruno' ORDER BY c.id",
}, projections...)

// lost is every message that is nobody's, or somebody's who is not there.
const lost = `SELECT m.id FROM message m WHERE 1 <> (
	SELECT count(*) FROM identity i JOIN customer c ON c.id = i.customer_id WHERE i.id = m.identity_id AND c.merged_into = '')
	UNION ALL SELECT c.id FROM customer c WHERE c.merged_into <> '' AND EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id)
	UNION ALL SELECT d.customer_id FROM draft d JOIN customer c ON c.id = d.customer_id WHERE c.merged_into <> ''
	UNION ALL SELECT v.customer_id FROM conversation v JOIN customer c ON c.id = v.customer_id WHERE c.merged_into <> ''`

// jumble is a shop in which customers are merged, split and put back as chance wills.
type jumble struct {
	*shop
	rt   *rapid.T
	done []doneThing
}

type doneThing struct {
	who desk.CustomerID
	id  desk.EventID
}

func (j *jumble) customers() (ids []desk.CustomerID) {
	page := must[customer.DirectoryPage](j.t)(customer.Directory(j.t.Context(), j.st, customer.DirectoryQuery{Machines: true, Limit: 100}))
	for _, r := range page.Rows {
		ids = append(ids, r.CustomerID)
	}
	slices.Sort(ids)
	return ids
}

func (j *jumble) someone() desk.CustomerID { return rapid.SampledFrom(j.customers()).Draw(j.rt, "who") }

// may accepts only the refusals that a deed promises.
func (j *jumble) may(err error, codes ...desk.Code) bool {
	if err != nil && !slices.ContainsFunc(codes, func(c desk.Code) bool { return desk.HasCode(err, c) }) {
		j.rt.Fatal(err)
	}
	return err == nil
}

func (j *jumble) note(who desk.CustomerID, id desk.EventID, err error, codes ...desk.Code) bool {
	ok := j.may(err, codes...)
	if ok {
		j.done = append(j.done, doneThing{who, id})
	}
	return ok
}

// comes takes a message in as ingest does: by its address, else by its key, else with somebody new.
func (j *jumble) comes() {
	n := rapid.IntRange(0, 5).Draw(j.rt, "number")
	key := fmt.Sprintf("tel:+5511%d", 988880000+n/2)
	address := fmt.Sprintf("+5511%d", 988880000+n)
	medium := rapid.SampledFrom([]desk.Channel{desk.SMS, desk.WhatsApp}).Draw(j.rt, "medium")
	voice := rapid.SampledFrom([]desk.Voice{desk.CustomerVoice, desk.CustomerVoice, desk.MachineVoice, desk.ElsewhereShop, desk.HereShop}).Draw(j.rt, "voice")
	ago := rapid.SampledFrom([]time.Duration{0, time.Hour, 40 * 24 * time.Hour}).Draw(j.rt, "ago")
	name := rapid.SampledFrom([]string{"", "Ana", "Bruno"}).Draw(j.rt, "name")
	var who desk.CustomerID
	a := addressOf(medium, address, key)
	j.write(func(tx *store.Tx) error {
		i, found, err := tx.Customers().Identity(medium, address)
		if err != nil {
			return err
		}
		if who = i.CustomerID; found {
			return tx.Customers().SeeName(who, name)
		}
		if who, err = tx.Customers().ByKey(key); err != nil {
			return err
		}
		if who == "" {
			who = store.NewCustomerID(key)
			if err := tx.Customers().Insert(desk.Customer{ID: who, Name: name, CreatedAt: tx.Moment()}); err != nil {
				return err
			}
		}
		return tx.Customers().AddIdentity(desk.Identity{ID: a.identity(), CustomerID: who, Medium: medium, Address: address, Key: key, Label: name})
	})
	id := j.says(who, a, voice, ago, "olá")
	if voice == desk.HereShop {
		j.deliver(who, id, rapid.SampledFrom([][]desk.DeliveryEvent{nil, {desk.Claim, desk.Accepted}, {desk.Claim, desk.Rejected}, {desk.Cancel}}).Draw(j.rt, "fate")...)
	}
}

func addressOf(medium desk.Channel, raw, key string) address {
	return address{medium: medium, raw: raw, key: key}
}

func (j *jumble) decides() {
	who, ctx := j.someone(), j.t.Context()
	switch rapid.IntRange(0, 4).Draw(j.rt, "decision") {
	case 0:
		id, err := customer.Close(ctx, j.st, who)
		j.note(who, id, err, desk.ErrNotFound)
	case 1:
		id, err := customer.Snooze(ctx, j.st, who, j.now().Add(time.Duration(rapid.IntRange(1, 90).Draw(j.rt, "hours"))*time.Hour))
		j.note(who, id, err, desk.ErrNotFound)
	case 2:
		id, err := customer.Reopen(ctx, j.st, who)
		j.note(who, id, err, desk.ErrNotFound)
	case 3:
		j.may(customer.MarkUnread(ctx, j.st, who), desk.ErrNotFound)
	default:
		j.may(customer.MarkRead(ctx, j.st, who))
	}
}

func (j *jumble) describes() {
	who, ctx := j.someone(), j.t.Context()
	word := rapid.SampledFrom([]string{"Ana", "ana", "Bruno", "Atacado", ""}).Draw(j.rt, "word")
	switch rapid.IntRange(0, 12).Draw(j.rt, "description") {
	case 0:
		j.may(customer.Rename(ctx, j.st, who, word), desk.ErrUsage)
	case 1:
		j.may(customer.Tag(ctx, j.st, who, word))
	case 2:
		j.may(customer.Untag(ctx, j.st, who, word))
	case 3:
		j.may(customer.Describe(ctx, j.st, who, customer.Description{Notes: &word, Document: &word}))
	case 4:
		typed := fmt.Sprintf("11 %d", 988880000+rapid.IntRange(0, 7).Draw(j.rt, "number"))
		_, err := customer.AddAddress(ctx, j.st, who, desk.SMS, typed, word)
		j.may(err, desk.ErrAddressKnown, desk.ErrAddressTaken)
	case 5:
		_, err := customer.Note(ctx, j.st, who, word+".")
		j.may(err)
	case 6:
		ch := rapid.SampledFrom([]desk.Channel{desk.SMS, ""}).Draw(j.rt, "channel")
		j.write(func(tx *store.Tx) error { return tx.Drafts().Put(desk.Draft{CustomerID: who, Channel: ch, Text: word}) })
	case 7:
		j.may(customer.LabelAddress(ctx, j.st, j.address(who), word))
	case 8:
		id, err := customer.Bar(ctx, j.st, j.address(who), rapid.Bool().Draw(j.rt, "bar"))
		j.note(who, id, err)
	case 9:
		id, err := customer.Prefer(ctx, j.st, j.address(who), rapid.Bool().Draw(j.rt, "prefer"))
		j.note(who, id, err, desk.ErrAddressBarred)
	case 10:
		id, err := customer.Group(ctx, j.st, who, rapid.Bool().Draw(j.rt, "group"))
		j.note(who, id, err)
	case 11:
		birthday := rapid.SampledFrom([]string{"", "--03-05", "1987-03-05"}).Draw(j.rt, "birthday")
		d := customer.Description{Birthday: &birthday, Postal: &[]string{word}, Details: []desk.Detail{{Name: "Time", Value: word}}}
		j.may(customer.Describe(ctx, j.st, who, d))
	default:
		j.may(customer.RemoveAddress(ctx, j.st, j.address(who)), desk.ErrAddressUsed, desk.ErrLastAddress)
	}
}

func (j *jumble) address(who desk.CustomerID) desk.IdentityID {
	card := must[customer.Card](j.t)(customer.Show(j.t.Context(), j.st, who))
	return rapid.SampledFrom(card.Identities).Draw(j.rt, "address").ID
}

// undoneAtOnce does something, takes it back now and then, and checks that nothing shows it.
func (j *jumble) undoneAtOnce(deed func() bool) {
	j.wait(time.Second) // what was stored in one millisecond is dated one after the other, ahead of the clock
	j.roll()
	before := dump(j.rt, j.st, projections...)
	if !deed() || rapid.Bool().Draw(j.rt, "stays") {
		return
	}
	last := j.done[len(j.done)-1]
	if err := customer.Undo(j.t.Context(), j.st, last.who, last.id); err != nil {
		j.rt.Fatal(err)
	}
	if after := dump(j.rt, j.st, projections...); after != before {
		j.rt.Fatalf("undoing at once leaves\n%s\nwhere there was\n%s", after, before)
	}
}

// roll does what the loops do all the time, so that states which change by time alone are up to date.
func (j *jumble) roll() {
	j.write(func(tx *store.Tx) error { _, err := tx.Roll(j.now()); return err })
}

func (j *jumble) merges() {
	a, b := j.someone(), j.someone()
	j.undoneAtOnce(func() bool {
		waits := j.toReply(a) || j.toReply(b)
		whose := customer.Whose{}
		for _, field := range customer.Choosable {
			if who := rapid.SampledFrom([]desk.CustomerID{"", a, b}).Draw(j.rt, string(field)); who != "" {
				whose[field] = who
			}
		}
		would, foreseen := customer.PreviewMerge(j.t.Context(), j.st, a, b, whose)
		id, err := customer.Merge(j.t.Context(), j.st, a, b, whose)
		if !j.note(a, id, err, desk.ErrUsage) {
			return false
		}
		row, err := customer.InboxRow(j.t.Context(), j.st, a)
		if err == nil && (row.State != would.State || foreseen != nil) {
			j.rt.Fatalf("the merge was to be %s (%v) and is %s", would.State, foreseen, row.State)
		}
		if waits && !j.toReply(a) {
			j.rt.Fatal("somebody waited, and is lost from sight")
		}
		return true
	})
}

func (j *jumble) toReply(id desk.CustomerID) bool {
	row, err := customer.InboxRow(j.t.Context(), j.st, id)
	return err == nil && row.State == desk.ToReply
}

func (j *jumble) splits() {
	who := j.someone()
	j.undoneAtOnce(func() bool {
		waited := j.toReply(who)
		to, id, err := customer.Split(j.t.Context(), j.st, j.address(who))
		if !j.note(who, id, err, desk.ErrLastAddress) {
			return false
		}
		if waited && !j.toReply(who) && !j.toReply(to) {
			j.rt.Fatal("somebody waited, and is lost from sight")
		}
		return true
	})
}

func (j *jumble) undoes() {
	if len(j.done) > 0 {
		d := rapid.SampledFrom(j.done).Draw(j.rt, "what")
		j.may(customer.Undo(j.t.Context(), j.st, d.who, d.id), desk.ErrChangedSince)
	}
}

// TestNoJumbleLosesAMessage: whatever is merged, split and undone, every message is exactly one customer's, an undo
// leaves no trace, and what was kept step by step is what is made anew.
func TestNoJumbleLosesAMessage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newShop(t)
		defer func() { _ = s.st.Close() }()
		j := &jumble{shop: s, rt: rt}
		for range 4 {
			j.comes()
		}
		act := func(deed func()) func(*rapid.T) { return func(*rapid.T) { deed() } }
		rt.Repeat(map[string]func(*rapid.T){
			"comes": act(j.comes), "decides": act(j.decides), "describes": act(j.describes), "merges": act(j.merges), "merges too": act(j.merges),
			"splits": act(j.splits), "undoes": act(j.undoes),
			"time": func(*rapid.T) {
				j.wait(rapid.SampledFrom([]time.Duration{time.Minute, 50 * time.Hour}).Draw(rt, "time"))
			},
		})
		j.roll()
		shown := 0
		for _, who := range j.customers() {
			shown += len(must[[]desk.Note](t)(customer.Notes(t.Context(), s.st, who)))
		}
		if counted := dump(rt, s.st, "SELECT count(*) AS n FROM note"); counted != fmt.Sprintf("n=%d \n", shown) {
			rt.Fatalf("%d notes are shown of %s", shown, counted)
		}
		if gone := dump(rt, s.st, lost); gone != "" {
			rt.Fatalf("nobody's:\n%s", gone)
		}
		kept := dump(rt, s.st, all...)
		if err := s.st.Rebuild(t.Context()); err != nil {
			rt.Fatal(err)
		}
		if made := dump(rt, s.st, all...); made != kept {
			rt.Fatalf("kept\n%s\nmade anew\n%s", kept, made)
		}
	})
}

// TestMergeHoldsDraftsBack: what a model brought into the draft of one of two is suspicious in theirs.
func TestMergeHoldsDraftsBack(t *testing.T) {
	s := newShop(t)
	ana, bia := mail("ana"), mail("bia")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	typed := func(who address, ch desk.Channel, foreign string) desk.Draft {
		return desk.Draft{CustomerID: who.customer, Channel: ch, Text: "Pague em " + foreign, Foreign: []string{foreign}}
	}
	s.write(func(tx *store.Tx) error {
		for _, d := range []desk.Draft{
			typed(ana, desk.Email, "um@golpe.example"), typed(bia, desk.Email, "dois@golpe.example"), typed(bia, desk.SMS, "11 90000-0000"),
		} {
			if err := tx.Drafts().Put(d); err != nil {
				return err
			}
		}
		return nil
	})
	if _, err := customer.Merge(t.Context(), s.st, ana.customer, bia.customer, nil); err != nil {
		t.Fatal(err)
	}
	got := map[desk.Channel][]string{}
	err := s.st.Read(t.Context(), func(tx *store.ReadTx) error {
		list, err := tx.Drafts().Of(ana.customer)
		for _, d := range list {
			got[d.Channel] = d.Foreign
		}
		return err
	})
	want := map[desk.Channel][]string{desk.Email: {"um@golpe.example", "dois@golpe.example"}, desk.SMS: {"11 90000-0000"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("held back %v, %v; want %v", got, err, want)
	}
}

// TestMergeOfWhoWasTakenForNoCustomer: what the shop wrote to either since tells that she is one.
func TestMergeOfWhoWasTakenForNoCustomer(t *testing.T) {
	for name, c := range map[string]struct {
		answered []string // since the one that is kept was taken for no customer
		want     desk.TurnState
	}{
		"nobody was answered since": {nil, desk.Closed},
		"she was answered since":    {[]string{"ana"}, desk.Waiting},
		"the other was since":       {[]string{"bia"}, desk.Waiting},
		"both were answered since":  {[]string{"ana", "bia"}, desk.Waiting},
	} {
		t.Run(name, func(t *testing.T) {
			s, ctx := newShop(t), t.Context()
			for _, name := range []string{"ana", "bia"} {
				s.meet(name, mail(name))
				s.says(mail(name).customer, mail(name), desk.CustomerVoice, 0, "oi")
			}
			s.wait(time.Minute)
			ana, bia := mail("ana").customer, mail("bia").customer
			must[desk.EventID](t)(customer.Junk(ctx, s.st, ana))
			must[desk.EventID](t)(customer.Close(ctx, s.st, bia))
			for _, name := range c.answered {
				s.wait(time.Minute)
				s.says(mail(name).customer, mail(name), desk.ElsewhereShop, 0, "olá")
			}
			would := must[customer.Preview](t)(customer.PreviewMerge(ctx, s.st, ana, bia, nil))
			must[desk.EventID](t)(customer.Merge(ctx, s.st, ana, bia, nil))
			row := must[customer.Row](t)(customer.InboxRow(ctx, s.st, ana))
			if row.State != c.want || would.State != c.want || row.Junk {
				t.Errorf("it is %+v, was to be %s, want %s", row, would.State, c.want)
			}
		})
	}
}
