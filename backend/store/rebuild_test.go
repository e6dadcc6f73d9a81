package store

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balcao/backend/desk"
)

// projections is everything that Rebuild makes, in words that can be compared.
func projections(st *Store) (map[string]string, error) {
	found := map[string]string{}
	err := st.Read(context.Background(), func(tx *ReadTx) error {
		rows, err := tx.q.tx.QueryContext(tx.q.ctx, `SELECT 'conversation ' || customer_id, concat_ws('|', machine, state, next_change, last_at, last_id,
			awaiting_since, spoke_at, arrived_at, closed_at, snoozed_at, snoozed_until, promised_at, read_at, unread_at, unread, failed, junk_at, answered_at) FROM conversation
			UNION ALL SELECT 'name ' || id, name FROM customer
			UNION ALL SELECT 'purchase ' || purchase_id, concat_ws('|', returned, cancelled, removed) FROM purchase_change
			UNION ALL SELECT 'buyer ' || customer_id, concat_ws('|', last_day, times, cents, due) FROM buyer
			UNION ALL SELECT 'cuts', body FROM buyer_cuts
			UNION ALL SELECT 'own cuts', body FROM own_cuts
			UNION ALL SELECT 'audience ' || id, body FROM audience
			UNION ALL SELECT 'alias ' || channel || ref, message_id FROM alias
			UNION ALL SELECT 'delivery ' || id, state || dismissed FROM delivery
			UNION ALL SELECT concat_ws('|', 'consent', identity_id, channel, purpose), concat_ws('|', status, said_at, event_id) FROM consent
			UNION ALL SELECT concat_ws('|', 'answer', survey_id, message_id), concat_ws('|', score, at, event_id, by_hand, quiet, last) FROM survey_answer
			UNION ALL SELECT 'touch ' || point, body FROM survey_touch`)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name, row string
			if err := rows.Scan(&name, &row); err != nil {
				return err
			}
			found[name] = row
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, word := range storyWords {
			hits, err := tx.SearchMessages(Search{Match: MatchExpression(word), Before: FirstHit, Limit: 1000})
			if err != nil {
				return err
			}
			customers, err := tx.Customers().Search(CustomerExpression(word), 1000)
			if err != nil {
				return err
			}
			found["search "+word] = fmt.Sprint(hits, customers)
		}
		return nil
	})
	return found, err
}

var storyWords = []string{"caderno", "caneta", "papel", "ana", "bruno", "exemplo"}

// story does things that happen in a shop, as chance wills.
type story struct {
	t       *rapid.T
	st      *Store
	clock   *clock
	people  []person
	pending []desk.DeliveryID
	byHand  []desk.MessageID // written down, and not taken back
	bought  []desk.Purchase
	changed []desk.EventID                    // of purchases, not undone
	imports map[desk.EventID][]desk.MessageID // what each brought and is still here
	n       int
}

func (s *story) must(fn func(*Tx) error) {
	if err := s.st.Write(context.Background(), fn); err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) someone() person { return rapid.SampledFrom(s.people).Draw(s.t, "who") }

func (s *story) name() string { s.n++; return fmt.Sprint("m", s.n) }

// messages takes in some, in one transaction: the customer's, a machine's, or the shop's from elsewhere.
func (s *story) messages() {
	s.must(func(tx *Tx) error {
		for range rapid.IntRange(1, 3).Draw(s.t, "count") {
			p := s.someone()
			voice := rapid.SampledFrom([]desk.Voice{desk.CustomerVoice, desk.CustomerVoice, desk.MachineVoice, desk.ElsewhereShop}).Draw(s.t, "voice")
			at := tx.Moment().Add(-rapid.SampledFrom([]time.Duration{0, time.Second, time.Hour, 50 * time.Hour, 100 * 24 * time.Hour, -5 * time.Hour}).Draw(s.t, "age"))
			m := p.message(s.name(), voice, at, rapid.SampledFrom(storyWords).Draw(s.t, "text"))
			m.History = rapid.IntRange(0, 9).Draw(s.t, "history") == 0
			if _, known, err := tx.Customers().Identity(desk.Email, p.address); err != nil {
				return err
			} else if !known {
				if err := p.add(tx); err != nil {
					return err
				}
			}
			spoil := rapid.IntRange(0, 9).Draw(s.t, "spoil") == 0
			err := tx.Try(func() error {
				if err := tx.Messages().Insert(m, p.id); err != nil || !spoil {
					return err
				}
				return errBoom
			})
			if err != nil && !spoil {
				return err
			}
		}
		return nil
	})
}

func (s *story) answer() {
	p, id := s.someone(), desk.DeliveryID(s.name())
	if !s.known(p) {
		return
	}
	s.must(func(tx *Tx) error {
		m := p.message(string(id), desk.HereShop, tx.Moment(), rapid.SampledFrom(storyWords).Draw(s.t, "text"))
		if err := tx.Messages().Insert(m, p.id); err != nil {
			return err
		}
		return tx.Deliveries().Insert(OutgoingRow{
			Delivery: desk.Delivery{ID: id, MessageID: m.ID, State: desk.Queued, UpdatedAt: tx.Moment()}, Here: true, CreatedAt: tx.Moment(),
		}, p.id)
	})
	s.pending = append(s.pending, id)
}

// writtenDown keeps what was said where no provider listens, perhaps a while ago.
func (s *story) writtenDown() {
	p := s.someone()
	if !s.known(p) {
		return
	}
	s.must(func(tx *Tx) error {
		at := tx.Moment().Add(-rapid.SampledFrom([]time.Duration{0, time.Hour, 50 * time.Hour}).Draw(s.t, "ago"))
		m := p.message(s.name(), desk.ElsewhereShop, at, rapid.SampledFrom(storyWords).Draw(s.t, "text"))
		s.byHand = append(s.byHand, m.ID)
		return tx.Messages().Insert(m, p.id)
	})
}

func (s *story) takenBack() {
	if len(s.byHand) == 0 {
		return
	}
	last := len(s.byHand) - 1
	s.must(func(tx *Tx) error { return tx.Messages().TakeBack(s.byHand[last]) })
	s.byHand = s.byHand[:last]
}

// imported brings old messages in, some of whom nobody knew.
func (s *story) imported() {
	by := desk.EventID(s.name())
	s.must(func(tx *Tx) error {
		if err := tx.Record(desk.Event{ID: by, Kind: desk.ImportMade, Facts: desk.Facts{Import: &desk.Import{Kind: desk.MailImport}}}); err != nil {
			return err
		}
		for range rapid.IntRange(1, 3).Draw(s.t, "count") {
			p := s.someone()
			m := p.message(s.name(), desk.CustomerVoice, tx.Moment().Add(-50*time.Hour), rapid.SampledFrom(storyWords).Draw(s.t, "text"))
			m.History = true
			if _, known, err := tx.Customers().Identity(desk.Email, p.address); err != nil {
				return err
			} else if !known {
				if err := p.add(tx); err != nil {
					return err
				}
			}
			if err := tx.Messages().Insert(m, p.id); err != nil {
				return err
			}
			if err := tx.Connections().Imports().Bring(by, BroughtMessage, string(m.ID)); err != nil {
				return err
			}
			s.imports[by] = append(s.imports[by], m.ID)
		}
		return nil
	})
}

// importUndone takes an import away; a mailbox may have brought some of it as news before.
func (s *story) importUndone() {
	if len(s.imports) == 0 {
		return
	}
	by := rapid.SampledFrom(slices.Sorted(maps.Keys(s.imports))).Draw(s.t, "import")
	ids := s.imports[by]
	delete(s.imports, by)
	s.must(func(tx *Tx) error {
		if rapid.Bool().Draw(s.t, "awake") {
			if _, _, err := tx.Connections().Imports().Awake(ids[0]); err != nil {
				return err
			}
			ids = ids[1:]
		}
		return tx.Record(desk.Event{Kind: desk.EventUndone, Facts: desk.Facts{Ref: string(by), Import: &desk.Import{Messages: ids}}})
	})
}

func (s *story) known(p person) (known bool) {
	err := s.st.Read(context.Background(), func(tx *ReadTx) (err error) {
		_, known, err = tx.Conversation(p.id)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return known
}

func (s *story) delivery() {
	if len(s.pending) == 0 {
		return
	}
	id := rapid.SampledFrom(s.pending).Draw(s.t, "delivery")
	s.must(func(tx *Tx) error {
		row, err := tx.Deliveries().Get(id)
		if err != nil {
			return err
		}
		moved, err := tx.Deliveries().Step(row, rapid.SampledFrom(desk.DeliveryEvents()).Draw(s.t, "event"), "", nil, s.st.Now())
		if err != nil || moved.State != desk.Failed || rapid.Bool().Draw(s.t, "ignored") {
			return err
		}
		return tx.Record(desk.Event{Kind: desk.MessageDismissed, MessageID: row.MessageID})
	})
}

func (s *story) deed() {
	p := s.someone()
	if !s.known(p) {
		return
	}
	e := desk.Event{CustomerID: p.id, Kind: rapid.SampledFrom([]desk.EventKind{
		desk.ConversationClosed, desk.ConversationSnoozed, desk.ConversationReopened, desk.ConversationJunked,
		desk.ConversationRead, desk.ConversationUnread, desk.CustomerNamed,
	}).Draw(s.t, "deed")}
	e.Facts.Until = s.clock.Now().Add(time.Duration(rapid.IntRange(1, 100).Draw(s.t, "hours")) * time.Hour)
	e.Personal.Name = rapid.SampledFrom([]string{"Ana", "Bruno"}).Draw(s.t, "name")
	s.must(func(tx *Tx) error { return tx.Record(e) })
}

func (s *story) buys() {
	p := s.someone()
	if !s.known(p) {
		return
	}
	at := s.clock.Now().Add(-time.Duration(rapid.IntRange(0, 500).Draw(s.t, "days ago")) * 24 * time.Hour)
	bought := desk.Purchase{
		ID: desk.PurchaseID(s.name()), CustomerID: p.id, What: "caderno", Kind: desk.Product, At: at, Day: desk.DayOf(at), Place: desk.AtShop,
		Value:  desk.Money{Cents: int64(rapid.IntRange(1, 5).Draw(s.t, "cents")), Currency: rapid.SampledFrom([]string{"BRL", "BRL", "EUR"}).Draw(s.t, "currency")},
		Ref:    rapid.SampledFrom([]string{"", "", "318"}).Draw(s.t, "ref"),
		Import: rapid.SampledFrom([]desk.ImportID{"", "a", "b"}).Draw(s.t, "import"),
	}
	s.must(func(tx *Tx) error { return tx.Customers().Purchases().Insert(bought) })
	s.bought = append(s.bought, bought)
}

func (s *story) purchaseChanges() {
	if len(s.bought) == 0 {
		return
	}
	p := rapid.SampledFrom(s.bought).Draw(s.t, "purchase")
	e := desk.Event{
		ID: desk.EventID(NewID()), CustomerID: p.CustomerID, Facts: desk.Facts{Purchase: &desk.PurchaseFacts{ID: p.ID, Cents: 1}},
		Kind: rapid.SampledFrom([]desk.EventKind{desk.PurchaseReturned, desk.PurchaseCancelled, desk.PurchaseRemoved}).Draw(s.t, "change"),
	}
	if len(s.changed) > 0 && rapid.Bool().Draw(s.t, "undo") {
		s.must(func(tx *Tx) error {
			undone, err := one(tx.q, scanEvent, "event.get", s.changed[0])
			if err != nil {
				return err
			}
			return tx.Undo(undone)
		})
		s.changed = s.changed[1:]
		return
	}
	s.must(func(tx *Tx) error { return tx.Record(e) })
	s.changed = append(s.changed, e.ID)
}

// cuts has the owner choose where buyers are cut, or none, or take the last choice back.
func (s *story) cuts() {
	s.must(func(tx *Tx) error {
		log, err := tx.Customers().Purchases().CutsLog()
		if err != nil {
			return err
		}
		own := desk.OwnCuts{Days: [2]int{rapid.IntRange(1, 30).Draw(s.t, "days"), 90}, Times: [2]int{2, 3}, Cents: [2]int64{2, 4}}
		e := desk.Event{Kind: desk.CutsChosen, Facts: desk.Facts{Cuts: &own}}
		switch rapid.IntRange(0, 2).Draw(s.t, "what") {
		case 0:
			own = desk.OwnCuts{}
		case 1:
			if standing := desk.Standing(log); len(standing) > 0 {
				e.Kind, e.Facts.Ref = desk.EventUndone, string(standing[len(standing)-1].ID)
			}
		}
		return tx.Record(e)
	})
}

// saves keeps a filter, changes it or takes it away.
func (s *story) saves() {
	a := desk.Audience{ID: rapid.SampledFrom([]desk.AudienceID{"a", "b"}).Draw(s.t, "audience"), Name: s.name(), Filter: desk.Filter{BirthdayMonth: true}}
	kind := rapid.SampledFrom([]desk.EventKind{desk.AudienceSaved, desk.AudienceSaved, desk.AudienceRemoved}).Draw(s.t, "kind")
	s.must(func(tx *Tx) error { return tx.Record(desk.Event{Kind: kind, Facts: desk.Facts{Audience: &a}}) })
}

// said is what somebody allows or does not, perhaps written down late, or taken back.
func (s *story) said() {
	p := s.someone()
	s.must(func(tx *Tx) error {
		log, err := tx.Deliveries().Consents().Log(p.identity)
		if err != nil {
			return err
		}
		f := &desk.ConsentFacts{Identity: p.identity, Channel: desk.Email}
		if len(log) > 0 && rapid.IntRange(0, 2).Draw(s.t, "undone") == 0 {
			ref := rapid.SampledFrom(log).Draw(s.t, "which").ID
			return tx.Record(desk.Event{Kind: desk.EventUndone, Facts: desk.Facts{Ref: string(ref), Consent: f}})
		}
		f.Purposes = rapid.SampledFrom([][]desk.Purpose{{desk.Marketing}, {desk.Surveys}, {desk.Marketing, desk.Anything}}).Draw(s.t, "purposes")
		if rapid.Bool().Draw(s.t, "late") {
			f.SaidAt = tx.Moment().Add(-time.Duration(rapid.IntRange(0, 100).Draw(s.t, "hours")) * time.Hour)
		}
		return tx.Record(desk.Event{Kind: rapid.SampledFrom([]desk.EventKind{desk.ConsentGiven, desk.ConsentWithdrawn}).Draw(s.t, "kind"), Facts: desk.Facts{Consent: f}})
	})
}

func (s *story) timePasses() {
	s.clock.add(rapid.SampledFrom([]time.Duration{0, time.Millisecond, time.Minute, 30 * time.Hour, 40 * 24 * time.Hour, -2 * time.Second}).Draw(s.t, "time"))
}

// roll does what the loops do all the time, so that states which change by time alone are up to date.
func (s *story) roll() {
	for moved := 1; moved > 0; {
		s.must(func(tx *Tx) (err error) { moved, err = tx.Roll(s.clock.Now()); return err })
	}
}

// TestRebuildEqualsWhatWasKept: whatever happens, the rows kept step by step are those made anew.
func TestRebuildEqualsWhatWasKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "story")
		if err != nil {
			rt.Fatal(err)
		}
		c := newClock()
		st, err := Open(context.Background(), dir, Options{Now: c.Now})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = st.Close(); _ = os.RemoveAll(dir) }()
		if _, err := st.writer.Exec("PRAGMA synchronous = OFF"); err != nil {
			rt.Fatal(err)
		}
		s := &story{t: rt, st: st, clock: c, people: []person{newPerson(1), newPerson(2), newPerson(3)}, imports: map[desk.EventID][]desk.MessageID{}}
		rt.Repeat(map[string]func(*rapid.T){
			"messages": func(*rapid.T) { s.messages() }, "answer": func(*rapid.T) { s.answer() }, "delivery": func(*rapid.T) { s.delivery() },
			"written down": func(*rapid.T) { s.writtenDown() }, "taken back": func(*rapid.T) { s.takenBack() },
			"buys": func(*rapid.T) { s.buys() }, "a purchase changes": func(*rapid.T) { s.purchaseChanges() },
			"cuts": func(*rapid.T) { s.cuts() }, "saves": func(*rapid.T) { s.saves() },
			"imported": func(*rapid.T) { s.imported() }, "import undone": func(*rapid.T) { s.importUndone() },
			"deed": func(*rapid.T) { s.deed() }, "said": func(*rapid.T) { s.said() }, "time": func(*rapid.T) { s.timePasses() },
		})
		s.roll()
		kept, err := projections(st)
		if err != nil {
			rt.Fatal(err)
		}
		if err := st.Rebuild(context.Background()); err != nil {
			rt.Fatal(err)
		}
		made, err := projections(st)
		if err != nil {
			rt.Fatal(err)
		}
		if diff := differences(kept, made); diff != "" {
			rt.Fatalf("kept, then made anew:\n%s", diff)
		}
		if v, err := st.Verify(context.Background()); err != nil || v.Database != "ok" {
			rt.Fatalf("%+v, %v", v, err)
		}
	})
}

// TestRebuildTakesAwayOnlyWhatAnImportBrought: an address that a form named after the import was gone came another way.
func TestRebuildTakesAwayOnlyWhatAnImportBrought(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	ana := newPerson(1)
	again := func() {
		c.add(time.Hour)
		write(t, st, ana.add)
	}
	again()
	record(t, st, desk.Event{ID: "import", Kind: desk.ImportMade, Facts: desk.Facts{Import: &desk.Import{Kind: desk.ChatImport}}})
	gone := desk.Event{Kind: desk.EventUndone, Facts: desk.Facts{Ref: "import", Import: &desk.Import{Identities: []desk.IdentityID{ana.identity}}}}
	record(t, st, gone)
	here := func() (here bool) {
		read(t, st, func(tx *ReadTx) (err error) {
			_, here, err = tx.Customers().Identity(desk.Email, ana.address)
			return err
		})
		return here
	}
	if here() {
		t.Error("an address that was brought stays")
	}
	again()
	if err := st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !here() {
		t.Error("an address that came since is gone")
	}
}

// TestWhatWasMarkedUnreadStaysSo: her history was taken away meanwhile, and other history came.
func TestWhatWasMarkedUnreadStaysSo(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	ana := newPerson(1)
	write(t, st, ana.add)
	brings := func(id desk.EventID) desk.MessageID {
		t.Helper()
		record(t, st, desk.Event{ID: id, Kind: desk.ImportMade, Facts: desk.Facts{Import: &desk.Import{Kind: desk.MailImport}}})
		m := ana.message(string(id), desk.CustomerVoice, c.Now().Add(-50*time.Hour), "Oi")
		m.History = true
		write(t, st, func(tx *Tx) error { return tx.Messages().Insert(m, ana.id) })
		c.add(time.Hour)
		return m.ID
	}
	gone := brings("first")
	record(t, st, desk.Event{Kind: desk.ConversationUnread, CustomerID: ana.id})
	record(t, st, desk.Event{Kind: desk.EventUndone, Facts: desk.Facts{Ref: "first", Import: &desk.Import{Messages: []desk.MessageID{gone}}}})
	brings("second")
	unread := func() (n int) {
		t.Helper()
		read(t, st, func(tx *ReadTx) error {
			v, _, err := tx.Conversation(ana.id)
			n = v.Unread
			return err
		})
		return n
	}
	if n := unread(); n != 1 {
		t.Errorf("%d unread", n)
	}
	if err := st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := unread(); n != 1 {
		t.Errorf("made anew: %d unread", n)
	}
}

func differences(a, b map[string]string) string {
	names := map[string]bool{}
	for n := range a {
		names[n] = true
	}
	for n := range b {
		names[n] = true
	}
	var out strings.Builder
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if a[n] != b[n] {
			fmt.Fprintf(&out, "%s\n  %s\n  %s\n", n, a[n], b[n])
		}
	}
	return out.String()
}
