package window

import (
	"strings"
	"sync"
	"testing"

	"balcao/backend/desk"
)

func TestCasesOfTheDemonstration(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	all, err := h.FindCases(ctx, CasesQuery{Limit: 50})
	if err != nil || len(all.Cases) == 0 {
		t.Fatalf("%d cases, %v", len(all.Cases), err)
	}
	for _, k := range all.Cases {
		if k.Name == "" || k.OpenedAt == 0 || k.Messages == 0 {
			t.Errorf("%+v", k)
		}
	}
	k := all.Cases[0]
	t.Run("its whole number", func(t *testing.T) {
		one, err := h.FindCases(ctx, CasesQuery{Text: k.Protocol, Limit: 50})
		if err != nil || !one.Exact || len(one.Cases) != 1 || one.Cases[0].ID != k.ID {
			t.Errorf("%+v, %v", one, err)
		}
	})
	t.Run("what was said, whole", func(t *testing.T) {
		said, err := h.CaseSaid(ctx, desk.CaseID(k.ID))
		if err != nil || len(said) != k.Messages {
			t.Fatalf("%d messages, %v", len(said), err)
		}
		for _, m := range said {
			if m.Kind != "message" || m.CaseID != k.ID || m.Protocol != k.Protocol {
				t.Errorf("%+v", m)
			}
		}
		if first := strings.Fields(k.Begins)[0]; !strings.Contains(said[0].Text, first) {
			t.Errorf("%q does not begin as %q", said[0].Text, k.Begins)
		}
	})
	t.Run("none with that id", func(t *testing.T) {
		if _, err := h.CaseSaid(ctx, "nobody"); !desk.HasCode(err, desk.ErrNotFound) {
			t.Error(err)
		}
	})
	t.Run("typing does not pile up", func(t *testing.T) {
		c := &Cases{gate: openGate(t, h, nil)}
		const asked = 50
		answers := make([]error, asked)
		var together sync.WaitGroup
		for i := range asked {
			together.Go(func() {
				_, answers[i] = c.Find(CasesQuery{Text: "o", Limit: 50, Sequence: "cases", Turn: int64(i)})
			})
		}
		together.Wait()
		for i, err := range answers {
			if err != nil && problemIn(err).Code != string(desk.ErrSuperseded) {
				t.Errorf("%d: %v", i, err)
			}
		}
		if answers[asked-1] != nil {
			t.Errorf("the last question has no answer: %v", answers[asked-1])
		}
	})
}
