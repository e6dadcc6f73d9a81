package desk

import "time"

// DeliveryState is how far an outgoing message has come. The words are a contract of the command line.
type DeliveryState string

// The states of a delivery. Uncertain: the provider may or may not have taken it, and it is looked up
// before anything else is done. Held: waits for the owner. Read, failed and cancelled are ends; sent and
// delivered may still move up.
const (
	Queued    DeliveryState = "queued"
	Sending   DeliveryState = "sending"
	Sent      DeliveryState = "sent"
	Delivered DeliveryState = "delivered"
	Read      DeliveryState = "read"
	Failed    DeliveryState = "failed"
	Uncertain DeliveryState = "uncertain"
	Held      DeliveryState = "held"
	Cancelled DeliveryState = "cancelled"
)

// DeliveryStates lists all of them, for tests and for the schema.
func DeliveryStates() []DeliveryState {
	return []DeliveryState{Queued, Sending, Sent, Delivered, Read, Failed, Uncertain, Held, Cancelled}
}

// DeliveryEvent is something that happens to a delivery.
type DeliveryEvent string

// The events. The provider's words (Accepted … Rejected) may come late, twice and out of order.
const (
	Claim     DeliveryEvent = "claim"     // the loop takes it; the first byte may leave now
	Accepted  DeliveryEvent = "accepted"  // the provider has it
	Arrived   DeliveryEvent = "arrived"   // it reached the customer's device or server
	Seen      DeliveryEvent = "seen"      // the customer opened it
	Rejected  DeliveryEvent = "rejected"  // refused for good, at once or later
	Postponed DeliveryEvent = "postponed" // a temporary error before anything left: try again later
	Lost      DeliveryEvent = "lost"      // the answer was lost, or the program died while sending
	Absent    DeliveryEvent = "absent"    // looked up at the provider for the last time and not found
	Hold      DeliveryEvent = "hold"      // something the owner must decide
	Retry     DeliveryEvent = "retry"     // the owner says: send it (again)
	Cancel    DeliveryEvent = "cancel"    // the owner takes it back before it leaves
)

// DeliveryEvents lists all of them, for tests.
func DeliveryEvents() []DeliveryEvent {
	return []DeliveryEvent{Claim, Accepted, Arrived, Seen, Rejected, Postponed, Lost, Absent, Hold, Retry, Cancel}
}

// transitions is the whole table; a pair that is missing changes nothing.
var transitions = map[DeliveryState]map[DeliveryEvent]DeliveryState{
	Queued:    {Claim: Sending, Hold: Held, Cancel: Cancelled},
	Sending:   {Accepted: Sent, Arrived: Delivered, Seen: Read, Rejected: Failed, Postponed: Queued, Lost: Uncertain, Hold: Held},
	Uncertain: {Accepted: Sent, Arrived: Delivered, Seen: Read, Rejected: Failed, Absent: Held, Retry: Queued, Cancel: Cancelled},
	Held:      {Accepted: Sent, Arrived: Delivered, Seen: Read, Retry: Queued, Cancel: Cancelled},
	Sent:      {Arrived: Delivered, Seen: Read, Rejected: Failed},
	Delivered: {Seen: Read},
	Read:      {},
	Failed:    {Retry: Queued, Arrived: Delivered, Seen: Read, Cancel: Cancelled},
	Cancelled: {Accepted: Sent, Arrived: Delivered, Seen: Read},
}

// Next gives the state after an event, and whether the event changes anything: a status that goes
// backwards or comes twice does not.
func Next(state DeliveryState, event DeliveryEvent) (DeliveryState, bool) {
	next, ok := transitions[state][event]
	if !ok {
		return state, false
	}
	return next, true
}

// Delivery is the sending of one outgoing message to one customer.
type Delivery struct {
	ID             DeliveryID
	MessageID      MessageID
	State          DeliveryState
	ExternalID     string // the provider's id once it is known
	ProviderStatus string // the provider's own word
	Attempts       int
	NotBefore      time.Time // undo time, back-off, "send later"
	StartedAt      time.Time // when the last attempt began
	UpdatedAt      time.Time
	Error          *Error
}
