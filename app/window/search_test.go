package window

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"balcao/backend/desk"
)

func checkSearch(t *testing.T, h counter) {
	ctx := t.Context()
	found, err := h.Find(ctx, FindQuery{Text: "pedido", Limit: 10, Count: true})
	if err != nil || len(found.Messages) != 10 || found.Total <= 10 || !found.Exact {
		t.Fatalf("%d messages of %d, %v", len(found.Messages), found.Total, err)
	}
	for _, m := range found.Messages {
		if m.Name == "" || m.CustomerID == "" || m.At == 0 || m.Direction == "" {
			t.Errorf("%+v", m)
		}
		page, err := h.Timeline(ctx, desk.CustomerID(m.CustomerID), "around:"+m.MessageID, 20)
		if err != nil || !holds(page, m.MessageID) {
			t.Errorf("the message is not in the page around it: %v", err)
		}
	}
	older, err := h.Find(ctx, FindQuery{Text: "pedido", Cursor: found.Next, Limit: 10})
	if err != nil || len(older.Customers) != 0 {
		t.Errorf("the second page has customers %v, %v", older.Customers, err)
	}
	first := found.Messages[0]
	narrowed, err := h.Find(ctx, FindQuery{
		Text: "pedido", CustomerID: first.CustomerID, Channel: first.Channel, Direction: first.Direction, From: first.At, To: first.At + 1, Limit: 10,
	})
	if err != nil || len(narrowed.Messages) != 1 || narrowed.Messages[0] != first || len(narrowed.Customers) != 0 {
		t.Errorf("narrowed to one: %+v, %v", narrowed, err)
	}
	if meant, err := h.Suggest(ctx, FindQuery{Text: "peddido"}); err != nil || meant != "pedido" {
		t.Errorf("suggested %q, %v", meant, err)
	}
	if err := h.MarkUnread(ctx, desk.CustomerID(first.CustomerID)); err != nil {
		t.Error(err)
	}
}

func holds(page TimelinePage, id string) bool {
	for _, item := range page.Items {
		if item.ID == id {
			return true
		}
	}
	return false
}

// TestTypingDoesNotPileUp asks the demonstration shop for one letter more a hundred times at once, in any order.
func TestTypingDoesNotPileUp(t *testing.T) {
	s := &Search{gate: openGate(t, demoHouse(t), nil)}
	const asked = 100
	answers := make([]error, asked)
	var all sync.WaitGroup
	for i := range asked {
		all.Go(func() {
			_, answers[i] = s.Find(FindQuery{Text: "o", Limit: 50, Count: true, Sequence: "palette", Turn: int64(i)})
		})
	}
	all.Wait()
	for i, err := range answers {
		if err == nil {
			continue
		}
		if got := told(t, err); got.Code != string(desk.ErrSuperseded) {
			t.Errorf("question %d: %+v", i, got)
		}
	}
	if answers[asked-1] != nil {
		t.Errorf("the newest question: %v", answers[asked-1])
	}
	if len(s.turns.running) != 0 {
		t.Errorf("%d turns never ended", len(s.turns.running))
	}
	if found, err := s.Find(FindQuery{Text: "pedido", Limit: 5}); err != nil || len(found.Messages) == 0 {
		t.Errorf("afterwards: %d messages, %v", len(found.Messages), err)
	}
}

// slow is a Desk that searches until its caller gives up.
type slow struct {
	Desk
	began chan string
}

func (s slow) Find(ctx context.Context, q FindQuery) (SearchResults, error) {
	s.began <- q.Text
	<-ctx.Done()
	return SearchResults{}, ctx.Err()
}

func TestANewerSearchEndsTheOlder(t *testing.T) {
	d := slow{began: make(chan string)}
	ctx, closeWindow := context.WithCancel(t.Context())
	g := newGate()
	g.open(ctx, d, nil)
	s := &Search{gate: g}
	ended := make(chan string)
	ask := func(text, sequence string, turn int64) {
		go func() {
			_, err := s.Find(FindQuery{Text: text, Sequence: sequence, Turn: turn})
			ended <- fmt.Sprint(text, " ", told(t, err).Code)
		}()
		<-d.began
	}
	ask("a", "palette", 1)
	ask("elsewhere", "page", 1)
	ask("alone", "", 0)
	ask("ab", "palette", 3)
	if got := <-ended; got != "a search.superseded" {
		t.Errorf("ended %q", got)
	}
	ask("late", "palette", 2)
	if got := <-ended; got != "late search.superseded" {
		t.Errorf("ended %q", got)
	}
	closeWindow()
	for range 3 {
		if got := <-ended; got != "ab internal" && got != "elsewhere internal" && got != "alone internal" {
			t.Errorf("ended %q", got)
		}
	}
}
