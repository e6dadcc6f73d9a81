package store

import (
	"errors"
	"strings"
	"testing"
)

// TestPlacingReadsFromIndexes: a message is placed in the same time however much was said and asked before.
func TestPlacingReadsFromIndexes(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, c := range map[string]struct {
		args []any
		by   string // the index of what there is most of
	}{
		"case.hints":            {[]any{""}, "SEARCH h USING INDEX case_hint_identity (identity_id=?)"},
		"case.asked_other":      {[]any{"", 0}, "SEARCH h USING COVERING INDEX case_hint_case (case_id=?)"},
		"case.subjects":         {[]any{"", "", "", 0}, "SEARCH message USING COVERING INDEX message_timeline (identity_id=? AND (at,id)<(?,?))"},
		"event.taken_back":      {[]any{""}, "SEARCH u USING INDEX event_undone_in_case (case_id=?)"},
		"event.last_of_message": {[]any{"", ""}, "SEARCH u USING INDEX event_undone (<expr>=?)"},
		"event.acts":            {[]any{0, 0}, "SEARCH u USING INDEX event_undone (<expr>=?)"},
		"event.last_dismissal":  {[]any{"", "", ""}, "SEARCH e USING INDEX event_of_message (message_id=?)"},
	} {
		rows, err := st.writer.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query(name), c.args...)
		if err != nil {
			t.Fatal(err)
		}
		plan := ""
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plan += step + "\n"
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, c.by) || strings.Contains(strings.ReplaceAll(plan, "SCAN m\n", ""), "SCAN") {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}
