package desk_test

import (
	"slices"
	"testing"

	"balcao/backend/desk"
)

// same stands in the table where an event changes nothing.
const same = desk.DeliveryState("")

// TestNextCellByCell spells out every pair of state and event, in the order of desk.DeliveryEvents.
func TestNextCellByCell(t *testing.T) {
	const (
		queued, sending, sent, delivered, read = desk.Queued, desk.Sending, desk.Sent, desk.Delivered, desk.Read
		failed, uncertain, held, cancelled     = desk.Failed, desk.Uncertain, desk.Held, desk.Cancelled
	)
	events := []desk.DeliveryEvent{
		desk.Claim, desk.Accepted, desk.Arrived, desk.Seen, desk.Rejected, desk.Postponed, desk.Lost, desk.Absent, desk.Hold, desk.Retry, desk.Cancel,
	}
	table := map[desk.DeliveryState][]desk.DeliveryState{
		//           claim    accepted  arrived    seen  rejected postponed lost       absent hold  retry   cancel
		queued:    {sending, same, same, same, same, same, same, same, held, same, cancelled},
		sending:   {same, sent, delivered, read, failed, queued, uncertain, same, held, same, same},
		sent:      {same, same, delivered, read, failed, same, same, same, same, same, same},
		delivered: {same, same, same, read, same, same, same, same, same, same, same},
		read:      {same, same, same, same, same, same, same, same, same, same, same},
		failed:    {same, same, delivered, read, same, same, same, same, same, queued, cancelled},
		uncertain: {same, sent, delivered, read, failed, same, same, held, same, queued, cancelled},
		held:      {same, sent, delivered, read, same, same, same, same, same, queued, cancelled},
		cancelled: {same, sent, delivered, read, same, same, same, same, same, same, same},
	}
	if !slices.Equal(events, desk.DeliveryEvents()) || len(table) != len(desk.DeliveryStates()) {
		t.Fatalf("the table does not hold every state and event: %v, %v", desk.DeliveryStates(), desk.DeliveryEvents())
	}
	for _, state := range desk.DeliveryStates() {
		for i, event := range events {
			want := table[state][i]
			moves := want != same
			if !moves {
				want = state
			}
			if got, moved := desk.Next(state, event); got != want || moved != moves {
				t.Errorf("%s + %s = %s, %v; want %s, %v", state, event, got, moved, want, moves)
			}
		}
	}
}

func TestNextIgnoresWhatItDoesNotKnow(t *testing.T) {
	if got, moved := desk.Next(desk.Sent, "teleported"); got != desk.Sent || moved {
		t.Errorf("an unknown event moved a delivery to %s", got)
	}
	if got, moved := desk.Next("elsewhere", desk.Claim); got != "elsewhere" || moved {
		t.Errorf("an unknown state moved to %s", got)
	}
}
