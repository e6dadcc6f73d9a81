package desk

// Change tells the faces what to read again. It carries ids only, and of a message that arrived by what channel it came.
type Change struct {
	Kind         ChangeKind   `json:"kind"`
	CustomerID   CustomerID   `json:"customerId,omitempty"`
	MessageID    MessageID    `json:"messageId,omitempty"`
	ConnectionID ConnectionID `json:"connectionId,omitempty"`
	Channel      Channel      `json:"channel,omitempty"`
}

// ChangeKind is what changed.
type ChangeKind string

// The kinds of change. ManyChanged says: read everything shown again.
const (
	MessageArrived      ChangeKind = "message_arrived" // from a customer
	MessageChanged      ChangeKind = "message_changed" // the shop has written one, or a file of one came later
	ConversationChanged ChangeKind = "conversation_changed"
	DeliveryChanged     ChangeKind = "delivery_changed"
	DraftChanged        ChangeKind = "draft_changed" // the customer has a draft now, or none any more
	NoteAdded           ChangeKind = "note_added"
	CustomerChanged     ChangeKind = "customer_changed" // the name, the addresses, or what the owner says about her
	PromiseDue          ChangeKind = "promise_due"      // the time of what was promised to a customer has come
	CaseChanged         ChangeKind = "case_changed"     // a case of the customer, or what is in it
	PhraseChanged       ChangeKind = "phrase_changed"   // a ready reply, a short answer, or the list of templates
	AudienceChanged     ChangeKind = "audience_changed" // a filter that was saved
	CampaignChanged     ChangeKind = "campaign_changed" // what it says, how far it has come, or whom it reached
	PurchaseChanged     ChangeKind = "purchase_changed" // the customer bought something, or what became of it
	SurveyChanged       ChangeKind = "survey_changed"   // the customer was asked how it was, or answered; of nobody: what is asked
	AccountChanged      ChangeKind = "account_changed"
	ManyChanged         ChangeKind = "many_changed"
)
