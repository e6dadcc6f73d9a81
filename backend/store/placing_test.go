package store

import (
	"slices"
	"strings"
	"testing"

	"balcao/backend/desk"
)

// TestPlacingReadsFromIndexes: a message is placed in the same time however much was said and asked before.
func TestPlacingReadsFromIndexes(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, c := range map[string]struct {
		args []any
		by   string // the index of what there is most of
	}{
		"case.hints":            {[]any{""}, "SEARCH h USING INDEX case_hint_identity (identity_id=?)"},
		"case.asked_other":      {[]any{"", 0}, "SEARCH h USING INDEX case_hint_case (case_id=?)"},
		"case.subjects":         {[]any{"", "", ""}, "SEARCH message USING COVERING INDEX message_timeline (identity_id=?)"},
		"event.taken_back":      {[]any{""}, "SEARCH u USING INDEX event_undone_in_case (case_id=?)"},
		"event.last_of_message": {[]any{"", ""}, "SEARCH u USING INDEX event_undone (<expr>=?)"},
		"event.acts":            {[]any{0, 0}, "SEARCH u USING INDEX event_undone (<expr>=?)"},
		"event.last_dismissal":  {[]any{"", "", ""}, "SEARCH e USING INDEX event_of_message (message_id=?)"},
	} {
		steps := strings.Join(plan(t, st, name, c.args...), "\n")
		if !strings.Contains(steps, c.by) || strings.Contains(strings.ReplaceAll(steps, "SCAN m\n", ""), "SCAN") {
			t.Errorf("%s:\n%s", name, steps)
		}
	}
}

// TestQuestionsOutliveTheNewTable: what was asked and answered before there were several questions about one message is
// read from the log.
func TestQuestionsOutliveTheNewTable(t *testing.T) {
	st := open(t, folder(t), Options{})
	ana := newPerson(1)
	ask := func(about desk.MessageID, kind desk.HintKind, numbers ...desk.Protocol) {
		for _, n := range numbers {
			record(t, st, desk.Event{
				Kind: desk.CaseHinted, Actor: desk.Program, MessageID: about, Facts: desk.Facts{Case: &desk.CaseFacts{Hint: kind, Protocol: n}},
			})
		}
	}
	no := func(about desk.MessageID) desk.EventID {
		id := desk.EventID(NewID())
		record(t, st, desk.Event{ID: id, Kind: desk.HintDismissed, Actor: desk.Owner, MessageID: about}) // as it was written then
		return id
	}
	both, denied, again := ana.says(t, st, "two", "oi"), ana.says(t, st, "one", "oi"), ana.says(t, st, "again", "oi")
	ask(both, desk.UnknownNumber, "2611260100188", "2611260100285")
	ask(denied, desk.UnknownNumber, "2611260100382")
	ask(again, desk.UnknownNumber, "2611260100479", "2611260100479")
	no(denied)
	taken := no(again)
	write(t, st, func(tx *Tx) error {
		dismissed, err := one(tx.q, scanEvent, "event.get", taken)
		if err != nil {
			return err
		}
		return tx.Undo(dismissed)
	})
	asked := func() (list []string) {
		read(t, st, func(tx *ReadTx) error {
			all, err := tx.Cases().Placing().Hints(ana.id)
			for _, h := range all {
				list = append(list, string(h.MessageID)+" "+string(h.Number))
			}
			slices.Sort(list)
			return err
		})
		return list
	}
	kept := asked()
	migration, err := migrations.ReadFile("migrations/00018_hints.sql")
	if err != nil {
		t.Fatal(err)
	}
	write(t, st, func(tx *Tx) error {
		_, err := tx.q.tx.ExecContext(tx.q.ctx, "DROP INDEX event_undone_in_case;"+string(migration))
		return err
	})
	if made := asked(); len(kept) != 3 || !slices.Equal(made, kept) {
		t.Errorf("made %v, kept %v", made, kept)
	}
}
