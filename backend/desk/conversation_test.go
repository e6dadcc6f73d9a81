package desk_test

import (
	"testing"
	"time"

	"balcao/backend/desk"
)

// at gives a moment by its hour after the story's beginning.
func at(hour float64) time.Time {
	return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC).Add(time.Duration(hour * float64(time.Hour)))
}

func TestStateAndNextChange(t *testing.T) {
	days := func(n float64) float64 { return 24 * n }
	asked := desk.Turn{AwaitingSince: at(0), SpokeAt: at(0), ArrivedAt: at(0)}
	answered := desk.Turn{SpokeAt: at(1), ArrivedAt: at(1)}
	with := func(t desk.Turn, change func(*desk.Turn)) desk.Turn { change(&t); return t }
	snoozed := func(from, until float64) func(*desk.Turn) {
		return func(t *desk.Turn) { t.SnoozedAt, t.SnoozedUntil = at(from), at(until) }
	}
	promised := func(hour float64) func(*desk.Turn) { return func(t *desk.Turn) { t.PromisedAt = at(hour) } }
	closed := func(hour float64) func(*desk.Turn) { return func(t *desk.Turn) { t.ClosedAt = at(hour) } }
	junk := func(hour float64) func(*desk.Turn) {
		return func(t *desk.Turn) { t.ClosedAt, t.JunkAt = at(hour), at(hour) }
	}
	never := time.Time{}
	for _, c := range []struct {
		name string
		turn desk.Turn
		now  float64
		want desk.TurnState
		next time.Time
	}{
		{"nobody spoke since the shop came", desk.Turn{}, 1, desk.Closed, never},
		{"the customer asked", asked, 1, desk.ToReply, never},
		{"the customer asked months ago", asked, days(90), desk.ToReply, never},
		{"the shop answered", answered, 2, desk.Waiting, at(1 + days(30))},
		{"just before the wait lapses", answered, 1 + days(30) - 0.01, desk.Waiting, at(1 + days(30))},
		{"the wait lapses", answered, 1 + days(30), desk.Closed, never},
		{"a clock that went back", answered, -days(365), desk.Waiting, at(1 + days(30))},
		{"snoozed", with(asked, snoozed(1, 5)), 2, desk.Snoozed, at(5)},
		{"the snooze ends", with(asked, snoozed(1, 5)), 5, desk.ToReply, never},
		{"the snooze of an answered one ends", with(answered, snoozed(2, 5)), 6, desk.ToReply, never},
		{"a message ended the snooze", with(desk.Turn{AwaitingSince: at(3), SpokeAt: at(3), ArrivedAt: at(3)}, snoozed(1, 5)), 4, desk.ToReply, never},
		{"our answer ended the snooze", with(desk.Turn{SpokeAt: at(3), ArrivedAt: at(3)}, snoozed(1, 5)), 4, desk.Waiting, at(3 + days(30))},
		{
			"an old date does not hide that it arrived after the snooze",
			with(desk.Turn{AwaitingSince: at(-99), SpokeAt: at(0), ArrivedAt: at(3)}, snoozed(1, 5)), 4, desk.ToReply, never,
		},
		{"snoozed the moment it arrived", with(asked, snoozed(0, 5)), 1, desk.Snoozed, at(5)},
		{"closed", with(answered, closed(2)), 3, desk.Closed, never},
		{"closed the moment it arrived", with(answered, closed(1)), 3, desk.Closed, never},
		{"closed, then the customer wrote", with(desk.Turn{AwaitingSince: at(3), SpokeAt: at(3), ArrivedAt: at(3)}, closed(2)), 4, desk.ToReply, never},
		{"closed, then the shop wrote", with(desk.Turn{SpokeAt: at(3), ArrivedAt: at(3)}, closed(2)), 4, desk.Waiting, at(3 + days(30))},
		{"an answer failed", with(answered, func(t *desk.Turn) { t.Failed = true }), 2, desk.ToReply, never},
		{"an answer failed and the wait lapsed", with(answered, func(t *desk.Turn) { t.Failed = true }), days(60), desk.ToReply, never},
		{"an answer failed after the closing", with(with(answered, closed(2)), func(t *desk.Turn) { t.Failed = true }), 3, desk.ToReply, never},
		{"an answer failed while snoozed", with(with(answered, snoozed(2, 5)), func(t *desk.Turn) { t.Failed = true }), 3, desk.Snoozed, at(5)},
		{"no customer", with(asked, junk(1)), 2, desk.Closed, never},
		{"no customer, and writes again", with(desk.Turn{AwaitingSince: at(3), SpokeAt: at(3), ArrivedAt: at(3)}, junk(2)), 4, desk.Closed, never},
		{"no customer, then the shop wrote", with(desk.Turn{SpokeAt: at(3), ArrivedAt: at(3), AnsweredAt: at(3)}, junk(2)), 4, desk.Waiting, at(3 + days(30))},
		{"no customer, and what the shop wrote failed", with(desk.Turn{SpokeAt: at(3), ArrivedAt: at(3), Failed: true}, junk(2)), 4, desk.ToReply, never},
		{"something is promised", with(answered, promised(5)), 2, desk.Waiting, at(5)},
		{"the promise falls due", with(answered, promised(5)), 5, desk.ToReply, never},
		{"the wait lapses before the promise is due", with(answered, promised(days(40))), days(35), desk.Closed, at(days(40))},
		{"the wait lapsed, and the promise falls due", with(answered, promised(days(40))), days(41), desk.ToReply, never},
		{"she asks, and something is promised", with(asked, promised(5)), 6, desk.ToReply, never},
		{"a promise falls due in a snooze that knew nothing of it", with(with(answered, snoozed(2, 9)), promised(5)), 6, desk.ToReply, never},
		{"a snooze waits for the promise", with(with(answered, snoozed(2, 9)), promised(5)), 3, desk.Snoozed, at(5)},
		{"put aside knowing that the promise is due", with(with(answered, snoozed(6, 9)), promised(5)), 7, desk.Snoozed, at(9)},
		{"the promise is still due after that", with(with(answered, snoozed(6, 9)), promised(5)), 9, desk.ToReply, never},
		{"a promise that is due in an open case comes back from a closing", with(with(answered, closed(2)), promised(5)), 6, desk.ToReply, never},
		{"reopened: a snooze that ends as it begins", with(answered, snoozed(2, 2)), 2, desk.ToReply, never},
		{"reopened, then answered", with(desk.Turn{SpokeAt: at(3), ArrivedAt: at(3)}, snoozed(2, 2)), 4, desk.Waiting, at(3 + days(30))},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.turn.State(at(c.now)); got != c.want {
				t.Errorf("state %s, want %s", got, c.want)
			}
			next := c.turn.NextChange(at(c.now))
			if !next.Equal(c.next) {
				t.Errorf("next change %v, want %v", next, c.next)
			}
			if !next.IsZero() && c.turn.State(next) == c.want {
				t.Errorf("at the next change the state is still %s", c.want)
			}
		})
	}
}
