package store

import (
	"strings"
	"testing"

	"balcao/backend/desk"
)

// TestScoresAreReadFromIndexes: one more purchase costs the same however many customers and purchases there are.
func TestScoresAreReadFromIndexes(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, c := range map[string]struct {
		args []any
		by   []string
	}{
		"purchase.page":       {[]any{"", 0, "", 1}, []string{"SEARCH p USING INDEX purchase_timeline (customer_id=? AND (at,id)<(?,?))"}},
		"purchase.page_after": {[]any{"", 0, "", 1}, []string{"SEARCH p USING INDEX purchase_timeline (customer_id=? AND (at,id)>(?,?))"}},
		"purchase.log":        {[]any{""}, []string{"USING INDEX event_purchase (<expr>=?)"}},
		"purchase.currency":   {nil, []string{"COVERING INDEX purchase_currency"}},
		"buyer.any_due":       {[]any{0}, []string{"COVERING INDEX buyer_due (due<?)"}},
		"buyer.make":          {[]any{0, "", 0}, []string{"buyer_due (due<?)", "SEARCH p USING INDEX purchase_timeline (customer_id=?)"}},
		"buyer.last_day":      {[]any{0}, []string{"COVERING INDEX buyer_last_day"}},
		"buyer.times":         {[]any{0}, []string{"COVERING INDEX buyer_times"}},
		"buyer.cents":         {[]any{0}, []string{"COVERING INDEX buyer_cents"}},
	} {
		steps := strings.Join(plan(t, st, name, c.args...), "\n")
		for _, by := range c.by {
			if !strings.Contains(steps, by) {
				t.Errorf("%s is not read by %s:\n%s", name, by, steps)
			}
		}
		if strings.Contains(steps, "SCAN purchase") && !strings.Contains(steps, "COVERING") || name != "purchase.currency" && strings.Contains(steps, "B-TREE FOR ORDER") {
			t.Errorf("%s:\n%s", name, steps)
		}
	}
}

// TestWhereNothingWasBoughtNobodyIsABuyer: merging makes the rows of buyers anew, and there are none.
func TestWhereNothingWasBoughtNobodyIsABuyer(t *testing.T) {
	st := open(t, folder(t), Options{})
	ana, bruno := newPerson(1), newPerson(2)
	ana.says(t, st, "a", "oi")
	bruno.says(t, st, "b", "oi")
	record(t, st, desk.Event{Kind: desk.CustomerMerged, CustomerID: ana.id, Facts: desk.Facts{Joining: &desk.Joining{
		Other: bruno.id, Moves: []desk.Move{{Identity: bruno.identity, From: bruno.id, To: ana.id}},
	}}})
	read(t, st, func(tx *ReadTx) error {
		_, any, err := value[string](tx.q, "buyer.cuts")
		due, _, dueErr := value[bool](tx.q, "buyer.any_due", int64(1)<<40)
		if any || due {
			t.Error("there are buyers")
		}
		if err == nil {
			err = dueErr
		}
		return err
	})
}
