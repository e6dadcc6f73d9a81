package cases_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/logbook"
	"balcao/backend/store"
)

// jumble is a shop in which cases and customers are merged, split and put back as chance wills.
type jumble struct {
	*shop
	rt    *rapid.T
	said  []desk.MessageID
	known []desk.CaseID // every case that was seen
	done  []doneThing
}

// doneThing can be taken back.
type doneThing struct{ undo func() error }

// may accepts only the refusals that a deed promises.
func (j *jumble) may(err error) bool {
	refused := slices.ContainsFunc([]desk.Code{desk.ErrChangedSince, desk.ErrUsage, desk.ErrNotFound, desk.ErrLastAddress, desk.ErrCustomerMerged},
		func(c desk.Code) bool { return desk.HasCode(err, c) })
	if err != nil && !refused {
		j.rt.Fatal(err)
	}
	return err == nil
}

func (j *jumble) number() string { return rapid.SampledFrom(people()).Draw(j.rt, "who") }

func (j *jumble) someone() desk.CustomerID {
	return j.person(j.number())
}

func (j *jumble) message() desk.MessageID { return rapid.SampledFrom(j.said).Draw(j.rt, "message") }

func (j *jumble) matter() desk.CaseID { return rapid.SampledFrom(j.known).Draw(j.rt, "case") }

func (j *jumble) says() {
	text := "Meu fichário veio torto."
	switch rapid.IntRange(0, 3).Draw(j.rt, "words") {
	case 0:
		text = "protocolo " + j.get(j.matter()).Protocol.String()
	case 1:
		text = "protocolo " + mistyped(j.get(j.matter()).Protocol)
	case 2:
		text = "Obrigada!"
	}
	j.said = append(j.said, j.whatsapp(j.number(), text))
}

// decides does one thing to a case, and takes it back at once now and then: that leaves no trace.
func (j *jumble) decides() {
	ctx, k := j.t.Context(), j.matter()
	var done desk.EventID
	var err error
	j.wait(time.Minute)
	j.roll()
	before, states, inSight := j.picture(j.said), j.states(), j.inSight()
	switch rapid.IntRange(0, 8).Draw(j.rt, "decision") {
	case 0:
		done, err = cases.Close(ctx, j.st, k)
	case 1:
		done, err = cases.Reopen(ctx, j.st, k)
	case 2:
		k = j.matter()
		done, err = cases.Merge(ctx, j.st, j.matter(), k)
	case 3:
		done, err = cases.Join(ctx, j.st, k, j.message())
	case 4:
		var part desk.Case
		part, done, err = cases.Split(ctx, j.st, j.message())
		k = part.ID
	case 5:
		var opened desk.Case
		opened, done, err = cases.Open(ctx, j.st, j.someone())
		k = opened.ID
	case 6:
		by := time.Duration(rapid.IntRange(-2, 30*24).Draw(j.rt, "hours")) * time.Hour
		done, err = cases.Promise(ctx, j.st, k, j.now().Add(by), "separar dez cadernos")
	case 7:
		done, err = cases.Keep(ctx, j.st, k)
	default:
		done, err = cases.Classify(ctx, j.st, k, desk.Complaint)
	}
	if !j.may(err) {
		return
	}
	undo := func() error { return cases.Undo(ctx, j.st, k, done) }
	if rapid.Bool().Draw(j.rt, "stays") {
		j.done = append(j.done, doneThing{undo})
		return
	}
	if err := undo(); err != nil {
		j.rt.Fatal(err)
	}
	if after := j.picture(j.said); after != before {
		j.rt.Fatalf("taken back at once it leaves\n%s\nwhere there was\n%s", after, before)
	}
	if after := j.states(); inSight && after != states {
		j.rt.Fatalf("taken back at once it leaves %s where there was %s", after, states)
	}
}

// states tells whose turn it is.
func (j *jumble) states() string {
	var b strings.Builder
	for _, number := range people() {
		fmt.Fprintf(&b, "%s ", j.row(number).State)
	}
	return b.String()
}

// inSight tells that no conversation is closed while a case is open, as it may be after customers were joined: what is
// taken back then brings such a one to light.
func (j *jumble) inSight() bool {
	return !slices.ContainsFunc(people(), func(number string) bool {
		row := j.row(number)
		return row.Turn.ClosingStands() && slices.ContainsFunc(j.of(row.CustomerID), desk.Case.Open)
	})
}

// row is the conversation with somebody.
func (j *jumble) row(number string) (row store.Conversation) {
	id := j.person(number)
	j.read(func(tx *store.ReadTx) (err error) {
		row, _, err = tx.Conversation(id)
		return err
	})
	return row
}

func (j *jumble) writesDown() {
	sheet := logbook.Sheet{Channel: desk.Counter, Direction: desk.In, CustomerID: j.someone(), Text: "Veio à loja."}
	sheet.Then = rapid.SampledFrom([]logbook.Then{logbook.Nothing, logbook.Wait, logbook.Reply}).Draw(j.rt, "then")
	sheet.Told = rapid.Bool().Draw(j.rt, "told")
	if rapid.Bool().Draw(j.rt, "goes on") {
		sheet.Into = j.matter()
	}
	j.wait(time.Minute)
	e, err := logbook.Log(j.t.Context(), j.st, sheet)
	if j.may(err) {
		j.said = append(j.said, e.MessageID)
	}
}

func (j *jumble) answers() {
	asked := j.hints(j.someone())
	if len(asked) == 0 {
		return
	}
	h := rapid.SampledFrom(asked).Draw(j.rt, "question")
	j.may(cases.DismissHint(j.t.Context(), j.st, h))
	if rapid.Bool().Draw(j.rt, "again") {
		j.may(cases.AskAgain(j.t.Context(), j.st, h))
	}
}

// joins puts people together and takes them apart, and closes what is said with them.
func (j *jumble) joins() {
	ctx, who := j.t.Context(), j.someone()
	var done desk.EventID
	var err error
	j.wait(time.Minute)
	switch rapid.IntRange(0, 4).Draw(j.rt, "deed") {
	case 0, 1:
		done, err = customer.Merge(ctx, j.st, who, j.someone(), nil)
	case 2:
		_, done, err = customer.Split(ctx, j.st, store.NewIdentityID(desk.WhatsApp, "whatsapp:"+j.number()))
	case 3:
		done, err = customer.Close(ctx, j.st, who)
	default:
		done, err = customer.Reopen(ctx, j.st, who)
	}
	if j.may(err) {
		j.done = append(j.done, doneThing{func() error { return customer.Undo(ctx, j.st, who, done) }})
	}
}

func (j *jumble) undoes() {
	if len(j.done) > 0 {
		j.wait(time.Minute)
		j.may(rapid.SampledFrom(j.done).Draw(j.rt, "what").undo())
	}
}

// look remembers the cases that there are, and checks what holds at any time.
func (j *jumble) look() {
	shown := map[desk.MessageID]desk.CaseID{}
	for _, k := range j.roots() {
		if !slices.Contains(j.known, k.ID) {
			j.known = append(j.known, k.ID)
		}
		j.shows(k, shown)
	}
	j.read(func(tx *store.ReadTx) error {
		items, err := tx.Cases().OfMessages(j.said)
		for id, item := range items {
			if shown[id] != item.CaseID {
				j.rt.Fatalf("a message is in %s, and shown in %q", item.CaseID, shown[id])
			}
		}
		if len(items) != len(shown) {
			j.rt.Fatalf("%d messages are in cases, %d are shown", len(items), len(shown))
		}
		return err
	})
}

// roots are the cases that may have messages.
func (j *jumble) roots() (list []desk.Case) {
	j.read(func(tx *store.ReadTx) (err error) {
		list, err = tx.Cases().List("", store.Start(), 1000)
		return err
	})
	return list
}

// shows adds the messages of a case to those that are shown. They are its own customer's, and nowhere else.
func (j *jumble) shows(k desk.Case, shown map[desk.MessageID]desk.CaseID) {
	j.read(func(tx *store.ReadTx) error {
		list, err := tx.Cases().Items(k.ID)
		for _, id := range list {
			who, err := tx.Messages().CustomerOf(id)
			if err != nil {
				return err
			}
			if who != k.CustomerID || shown[id] != "" {
				j.rt.Fatalf("a message of %s is in a case of %s, and in %q", who, k.CustomerID, shown[id])
			}
			shown[id] = k.ID
		}
		return err
	})
}

// TestNoJumbleLosesAMessageOrACase: whatever is merged, split and undone, a message is in one case of its own customer
// at most, a case shows nothing of another's, and what was kept step by step is what is made anew.
func TestNoJumbleLosesAMessageOrACase(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newShop(t)
		defer func() { _ = s.st.Close() }()
		j := &jumble{shop: s, rt: rt}
		for _, number := range people() {
			j.said = append(j.said, j.whatsapp(number, "Bom dia!"), j.whatsapp(number, "Tem caneta azul?"))
		}
		j.look()
		act := func(deed func()) func(*rapid.T) { return func(*rapid.T) { deed() } }
		rt.Repeat(map[string]func(*rapid.T){
			"": act(j.look), "says": act(j.says), "decides": act(j.decides), "decides too": act(j.decides), "writes down": act(j.writesDown),
			"answers": act(j.answers), "joins": act(j.joins), "undoes": act(j.undoes), "undoes too": act(j.undoes),
			"time": act(func() { j.wait(10 * 24 * time.Hour) }),
		})
		j.roll()
		kept := j.picture(j.said) + j.states()
		j.rebuild()
		if made := j.picture(j.said) + j.states(); made != kept {
			rt.Fatalf("kept\n%s\nmade anew\n%s", kept, made)
		}
	})
}

// people are those who write in what chance wills.
func people() []string { return []string{ana, bruno, carla} }
