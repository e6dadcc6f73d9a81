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
	// As the older program left it.
	for _, statement := range []string{
		"UPDATE conversation SET state = 'waiting', next_change = 0", "ALTER TABLE conversation DROP COLUMN promised_at", "DROP INDEX case_promised_by",
		"DROP INDEX case_promised", "CREATE INDEX case_promised ON cases (promised_at) WHERE promised_at > 0",
		"DELETE FROM goose_db_version WHERE version_id = 19",
	} {
		if _, err := st.writer.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	st = open(t, dir, Options{Now: c.Now})
	write(t, st, func(tx *Tx) error { _, err := tx.Roll(c.Now()); return err })
	if got := conversation(t, st, s.p.id); got.State != desk.ToReply || got.Turn.PromisedAt.IsZero() {
		t.Errorf("taken in, it is %s, promised for %v", got.State, got.Turn.PromisedAt)
	}
}
