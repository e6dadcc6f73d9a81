package store

import (
	"testing"
	"time"

	"balcao/backend/desk"
)

// TestWhatWasPromisedBeforeIsTakenIn: a promise of a shop that was begun by an older program comes back as any other.
func TestWhatWasPromisedBeforeIsTakenIn(t *testing.T) {
	dir, c := folder(t), newClock()
	st := open(t, dir, Options{Now: c.Now})
	s := &scene{t: t, st: st, clock: c, p: newPerson(1)}
	s.comes(desk.CustomerVoice, 0)
	s.last = s.p.answers(t, st, NewID(), "resposta")
	who := NewIdentityID(desk.Email, s.p.address)
	record(t, st, desk.Event{Kind: desk.CaseOpened, CustomerID: s.p.id, CaseID: "k", Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: "2603021000107", Identity: who}}})
	record(t, st, desk.Event{Kind: desk.CasePromised, CustomerID: s.p.id, CaseID: "k", Facts: desk.Facts{Until: c.Now().Add(-time.Minute)}})
	if got := conversation(t, st, s.p.id); got.State != desk.ToReply {
		t.Fatalf("promised and due, it is %s", got.State)
	}
	st = byOlderProgram(t, st, dir, c)
	write(t, st, func(tx *Tx) error { _, err := tx.Roll(c.Now()); return err })
	if got := conversation(t, st, s.p.id); got.State != desk.ToReply || got.Turn.PromisedAt.IsZero() {
		t.Errorf("taken in, it is %s, promised for %v", got.State, got.Turn.PromisedAt)
	}
}

// byOlderProgram opens a shop again as an older program left it, which knew nothing of what was promised, and had no row
// of who never said a word.
func byOlderProgram(t *testing.T, st *Store, dir string, c *clock) *Store {
	t.Helper()
	for _, statement := range []string{
		"DROP TABLE purchase_word", "DROP TABLE purchase_fts",
		"DROP INDEX event_consent", "DROP TABLE consent",
		"DROP INDEX event_campaign", "DROP TABLE campaign", "DROP TABLE campaign_call", "DROP TABLE campaign_person", "DROP TABLE campaign_turn",
		"DROP INDEX event_audience", "DROP TABLE audience",
		"DROP INDEX message_unasked", "ALTER TABLE message DROP COLUMN purpose",
		"DROP VIEW inbox_row",
		"DROP TABLE purchase", "DROP TABLE purchase_change", "DROP TABLE buyer", "DROP TABLE buyer_cuts", "DROP INDEX event_purchase", "DROP INDEX event_import",
		"DELETE FROM conversation WHERE last_id = ''",
		"UPDATE conversation SET state = 'waiting', next_change = 0", "ALTER TABLE conversation DROP COLUMN promised_at", "DROP INDEX case_promised_by",
		"DROP INDEX case_promised", "CREATE INDEX case_promised ON cases (promised_at) WHERE promised_at > 0",
		"DROP TABLE survey", "DROP TABLE survey_answer", "DROP TABLE survey_touch", "DROP INDEX event_survey", "DROP INDEX event_touch", "DROP INDEX case_closed",
		"DROP TABLE brought", "DROP INDEX event_import_made",
		"DROP INDEX customer_grouped", "DROP INDEX customer_document", "CREATE INDEX customer_document ON customer (document) WHERE document <> ''",
		"ALTER TABLE customer DROP COLUMN document_key", "ALTER TABLE customer DROP COLUMN birthday", "ALTER TABLE customer DROP COLUMN postal", "ALTER TABLE customer DROP COLUMN details",
		"ALTER TABLE customer DROP COLUMN preferred_id", "ALTER TABLE customer DROP COLUMN grouped", "ALTER TABLE identity DROP COLUMN barred_at", "ALTER TABLE identity DROP COLUMN created_at", "ALTER TABLE identity DROP COLUMN moved_by",
		"DELETE FROM goose_db_version WHERE version_id >= 19",
	} {
		if _, err := st.writer.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, dir, Options{Now: c.Now})
}

// TestWhatWasPromisedWhereNothingWasSaidIsTakenIn: in a case that was opened by hand, for who never wrote. Whatever comes
// next, her row is the one that is made anew.
func TestWhatWasPromisedWhereNothingWasSaidIsTakenIn(t *testing.T) {
	for name, next := range map[string]func(*testing.T, *Store, person){
		"a look at what time has changed": func(t *testing.T, st *Store, _ person) {
			write(t, st, func(tx *Tx) error { _, err := tx.Roll(st.Now()); return err })
		},
		"her first word": func(t *testing.T, st *Store, p person) { p.says(t, st, "m1", "oi") },
	} {
		t.Run(name, func(t *testing.T) {
			dir, c := folder(t), newClock()
			st, p := open(t, dir, Options{Now: c.Now}), newPerson(1)
			write(t, st, p.add)
			record(t, st, desk.Event{Kind: desk.CaseOpened, CustomerID: p.id, CaseID: "k", Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: "2603021000107", Identity: p.identity}}})
			record(t, st, desk.Event{Kind: desk.CasePromised, CustomerID: p.id, CaseID: "k", Facts: desk.Facts{Until: c.Now().Add(-time.Minute)}})
			record(t, st, desk.Event{Kind: desk.ConversationRead, CustomerID: p.id})
			st = byOlderProgram(t, st, dir, c)
			next(t, st, p)
			if got := conversation(t, st, p.id); got.State != desk.ToReply || got.Turn.PromisedAt.IsZero() || got.ReadAt.IsZero() {
				t.Errorf("taken in: %+v", got)
			}
			kept, err := projections(st)
			if err != nil {
				t.Fatal(err)
			}
			if err := st.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			made, err := projections(st)
			if err != nil {
				t.Fatal(err)
			}
			if diff := differences(kept, made); diff != "" {
				t.Errorf("taken in, then made anew:\n%s", diff)
			}
		})
	}
}

// TestMergesOfAnOlderProgramAreKnown: what moved an address last, and when it was first seen, is read from what there is.
func TestMergesOfAnOlderProgramAreKnown(t *testing.T) {
	dir, c := folder(t), newClock()
	st := open(t, dir, Options{Now: c.Now})
	ana, bia, cris := newPerson(1), newPerson(2), newPerson(3)
	for i, p := range []person{ana, bia, cris} {
		write(t, st, p.add)
		p.says(t, st, []string{"m1", "m2", "m3"}[i], "oi")
	}
	document := "PT 501.964-843"
	record(t, st, desk.Event{Kind: desk.CustomerDescribed, CustomerID: ana.id, Personal: desk.Personal{Document: &document}})
	merge := func(id desk.EventID, p person) {
		moves := []desk.Move{{Identity: p.identity, From: p.id, To: ana.id}}
		record(t, st, desk.Event{ID: id, Kind: desk.CustomerMerged, CustomerID: ana.id, Facts: desk.Facts{Joining: &desk.Joining{Other: p.id, Moves: moves}}})
	}
	merge("first", bia)
	merge("second", cris)
	back := &desk.Joining{Other: cris.id, Moves: []desk.Move{{Identity: cris.identity, From: ana.id, To: cris.id}}}
	record(t, st, desk.Event{Kind: desk.EventUndone, CustomerID: ana.id, Facts: desk.Facts{Ref: "second", Joining: back}})
	st = byOlderProgram(t, st, dir, c)
	err := st.Read(t.Context(), func(tx *ReadTx) error {
		for _, each := range []struct {
			id desk.IdentityID
			by desk.EventID
		}{{ana.identity, ""}, {bia.identity, "first"}, {cris.identity, ""}} {
			i, err := tx.Customers().IdentityByID(each.id)
			if err != nil || i.MovedBy != each.by || i.CreatedAt.IsZero() {
				t.Errorf("%+v, %v; want it moved by %q", i, err, each.by)
			}
		}
		found, err := tx.Customers().Alike().WithDocument("pt501964843", 5)
		if len(found) != 1 {
			t.Errorf("the document is %v's", found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
