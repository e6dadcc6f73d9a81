package window

import (
	"context"

	"balcao/backend/desk"
)

// CaseSummary is one matter of a customer, as lists show it.
type CaseSummary struct {
	ID         string   `json:"id"`
	Protocol   string   `json:"protocol"` // as it is shown: 260721-07.014-81
	CustomerID string   `json:"customerId"`
	Name       string   `json:"name"`     // the customer's
	State      string   `json:"state"`    // open, snoozed, closed
	Class      string   `json:"class"`    // a desk.Class; empty: nobody has said
	OpenedAt   int64    `json:"openedAt"` // when it began: with its first message, or earlier
	ClosedAt   int64    `json:"closedAt"`
	PromisedAt int64    `json:"promisedAt"` // by when something was promised; 0: nothing is
	Promise    string   `json:"promise"`
	ToldAt     int64    `json:"toldAt"`    // when the customer was given the number; 0: not yet
	EarlierID  string   `json:"earlierId"` // the closed case that this one goes on with
	Numbers    []string `json:"numbers"`   // of the cases that were merged into it
	Channels   []string `json:"channels"`  // in the order in which they first appear
	Messages   int      `json:"messages"`
	LastAt     int64    `json:"lastAt"`
	Begins     string   `json:"begins"` // its first words
	// Suggested is the class that the first words speak for; it is shown, and never set.
	Suggested string `json:"suggested"`
}

// Hint is what the owner is asked about a message, until she answers.
type Hint struct {
	MessageID string `json:"messageId"`
	Kind      string `json:"kind"`   // a desk.HintKind
	Number    string `json:"number"` // as it is shown
	// CaseID and CustomerID are the case that it may belong to, and whose that is; empty where it is not known here.
	CaseID     string `json:"caseId"`
	CustomerID string `json:"customerId"`
	Name       string `json:"name"`
}

// CustomerCases is what a conversation shows of the customer's cases: the open ones first, then the latest.
type CustomerCases struct {
	Cases []CaseSummary `json:"cases"`
	Hints []Hint        `json:"hints"`
}

// CaseStory is a case with what happened in it.
type CaseStory struct {
	CaseSummary
	Steps []CaseStep    `json:"steps"`
	Items []CaseMessage `json:"items"` // the oldest first
}

// CaseStep is one line of a story; Kind is a cases.StepKind. AfterMs counts from the opening.
type CaseStep struct {
	Kind    string `json:"kind"`
	At      int64  `json:"at"`
	Channel string `json:"channel"`
	Until   int64  `json:"until"`
	Words   string `json:"words"`
	AfterMs int64  `json:"afterMs"`
}

// CaseMessage is one message of a case.
type CaseMessage struct {
	ID        string `json:"id"`
	At        int64  `json:"at"`
	Channel   string `json:"channel"`
	Direction string `json:"direction"`
	Snippet   string `json:"snippet"`
}

// CasesQuery asks for cases: by a number in any spelling, the end of one, a name, an address or words. With nothing
// typed all are listed, the latest first.
type CasesQuery struct {
	Text   string `json:"text"`
	State  string `json:"state"` // open, closed, promised: by when it is due; empty: all
	Cursor string `json:"cursor"`
	Limit  int    `json:"limit"`
	// Sequence and Turn are those of a FindQuery.
	Sequence string `json:"sequence"`
	Turn     int64  `json:"turn"`
}

// CasesPage is a part of what was found. Exact is true when the number that was typed is the one case; More when there
// are others that more words would find.
type CasesPage struct {
	Cases []CaseSummary `json:"cases"`
	Exact bool          `json:"exact"`
	More  bool          `json:"more"`
	Next  string        `json:"next"`
}

// Act is something that was done without the owner.
type Act struct {
	ID         string `json:"id"`     // of the event
	CaseID     string `json:"caseId"` // with ID it is what Undo takes; empty: it is about no case
	Kind       string `json:"kind"`   // a desk.EventKind
	Rule       string `json:"rule"`   // a desk.CaseRule, a preference.BehalfRule, or a desk.ConsentSource
	At         int64  `json:"at"`
	CustomerID string `json:"customerId"`
	Name       string `json:"name"`     // the customer's
	Protocol   string `json:"protocol"` // as it is shown
	OpenID     string `json:"openId"`   // the case that has the messages now; empty: there is none any more
	MessageID  string `json:"messageId"`
	Channel    string `json:"channel"`
	Direction  string `json:"direction"`
	Snippet    string `json:"snippet"`
	Undone     bool   `json:"undone"`
	Undoable   bool   `json:"undoable"`
}

// ActsPage is a part of what was done without the owner.
type ActsPage struct {
	Acts []Act  `json:"acts"`
	Next string `json:"next"`
}

// NewCase names a case that was opened by hand or split off, and what UndoCase of it takes.
type NewCase struct {
	CaseID string `json:"caseId"`
	Done   string `json:"done"`
}

// CasesDesk gathers what is said into cases. What gives an id of an event gives what UndoCase takes.
type CasesDesk interface {
	CasesOf(ctx context.Context, id desk.CustomerID) (CustomerCases, error)
	CaseStory(ctx context.Context, id desk.CaseID) (CaseStory, error)
	FindCases(ctx context.Context, q CasesQuery) (CasesPage, error)
	// CaseSaid gives the messages of a case whole, the oldest first.
	CaseSaid(ctx context.Context, id desk.CaseID) ([]TimelineItem, error)
	Classify(ctx context.Context, id desk.CaseID, class desk.Class) (desk.EventID, error)
	OpenCase(ctx context.Context, id desk.CustomerID) (desk.CaseID, desk.EventID, error)
	CloseCase(ctx context.Context, id desk.CaseID) (desk.EventID, error)
	ReopenCase(ctx context.Context, id desk.CaseID) (desk.EventID, error)
	MergeCase(ctx context.Context, keep, other desk.CaseID) (desk.EventID, error)
	SplitCase(ctx context.Context, message desk.MessageID) (desk.CaseID, desk.EventID, error)
	JoinCase(ctx context.Context, id desk.CaseID, message desk.MessageID) (desk.EventID, error)
	ToldAloud(ctx context.Context, id desk.CaseID) error
	DismissHint(ctx context.Context, h desk.Hint) error
	AskAgain(ctx context.Context, h desk.Hint) error
	UndoCase(ctx context.Context, id desk.CaseID, done desk.EventID) error
	Acts(ctx context.Context, cursor string, limit int) (ActsPage, error)
}

// Cases are the matters of the customers.
type Cases struct {
	gate  *gate
	turns turns
}

// Of gives a customer's cases.
func (c *Cases) Of(customerID string) (CustomerCases, error) {
	return pass(c.gate, "Cases.Of", func(ctx context.Context, d Desk) (CustomerCases, error) {
		return d.CasesOf(ctx, desk.CustomerID(customerID))
	})
}

// Story gives a case with what happened in it.
func (c *Cases) Story(caseID string) (CaseStory, error) {
	return pass(c.gate, "Cases.Story", func(ctx context.Context, d Desk) (CaseStory, error) {
		return d.CaseStory(ctx, desk.CaseID(caseID))
	})
}

// Find gives a part of what was asked for.
func (c *Cases) Find(q CasesQuery) (CasesPage, error) {
	return pass(c.gate, "Cases.Find", func(ctx context.Context, d Desk) (CasesPage, error) {
		ctx, end := c.turns.take(ctx, q.Sequence, q.Turn)
		defer end()
		q.Limit = pageSize(q.Limit)
		page, err := d.FindCases(ctx, q)
		if err != nil && context.Cause(ctx) == errSuperseded {
			err = errSuperseded
		}
		return page, err
	})
}

// Said gives the messages of a case whole, the oldest first.
func (c *Cases) Said(caseID string) ([]TimelineItem, error) {
	return pass(c.gate, "Cases.Said", func(ctx context.Context, d Desk) ([]TimelineItem, error) {
		return d.CaseSaid(ctx, desk.CaseID(caseID))
	})
}

// Classify says what a case is about; empty takes that back. Like the other decisions it gives what Undo takes.
func (c *Cases) Classify(caseID, class string) (string, error) {
	return decide(c.gate, "Cases.Classify", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Classify(ctx, desk.CaseID(caseID), desk.Class(class))
	})
}

// Open opens a case of a customer by hand.
func (c *Cases) Open(customerID string) (NewCase, error) {
	return c.opening("Cases.Open", func(ctx context.Context, d Desk) (desk.CaseID, desk.EventID, error) {
		return d.OpenCase(ctx, desk.CustomerID(customerID))
	})
}

func (c *Cases) opening(method string, deed func(context.Context, Desk) (desk.CaseID, desk.EventID, error)) (NewCase, error) {
	return pass(c.gate, method, func(ctx context.Context, d Desk) (NewCase, error) {
		id, done, err := deed(ctx, d)
		return NewCase{CaseID: string(id), Done: string(done)}, err
	})
}

// Close says that nothing is left to do in a case.
func (c *Cases) Close(caseID string) (string, error) {
	return c.decision("Cases.Close", caseID, Desk.CloseCase)
}

// Reopen brings a closed case back.
func (c *Cases) Reopen(caseID string) (string, error) {
	return c.decision("Cases.Reopen", caseID, Desk.ReopenCase)
}

func (c *Cases) decision(method, caseID string, deed func(Desk, context.Context, desk.CaseID) (desk.EventID, error)) (string, error) {
	return decide(c.gate, method, func(ctx context.Context, d Desk) (desk.EventID, error) { return deed(d, ctx, desk.CaseID(caseID)) })
}

// Merge puts a case into another of the same customer.
func (c *Cases) Merge(keepID, otherID string) (string, error) {
	return decide(c.gate, "Cases.Merge", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.MergeCase(ctx, desk.CaseID(keepID), desk.CaseID(otherID))
	})
}

// Split takes a message, and what came after it, into a new case.
func (c *Cases) Split(messageID string) (NewCase, error) {
	return c.opening("Cases.Split", func(ctx context.Context, d Desk) (desk.CaseID, desk.EventID, error) {
		return d.SplitCase(ctx, desk.MessageID(messageID))
	})
}

// Join puts a message into a case of the same customer.
func (c *Cases) Join(caseID, messageID string) (string, error) {
	return decide(c.gate, "Cases.Join", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.JoinCase(ctx, desk.CaseID(caseID), desk.MessageID(messageID))
	})
}

// ToldAloud says that the customer was read the number.
func (c *Cases) ToldAloud(caseID string) error {
	return do(c.gate, "Cases.ToldAloud", func(ctx context.Context, d Desk) error { return d.ToldAloud(ctx, desk.CaseID(caseID)) })
}

// Undo takes a decision about a case back, unless it was decided anew since.
func (c *Cases) Undo(caseID, decision string) error {
	return do(c.gate, "Cases.Undo", func(ctx context.Context, d Desk) error {
		return d.UndoCase(ctx, desk.CaseID(caseID), desk.EventID(decision))
	})
}

// Acts gives a part of what was done without the owner, the latest first.
func (c *Cases) Acts(cursor string, limit int) (ActsPage, error) {
	return pass(c.gate, "Cases.Acts", func(ctx context.Context, d Desk) (ActsPage, error) {
		return d.Acts(ctx, cursor, pageSize(limit))
	})
}

// Hints are what the owner is asked about messages.
type Hints struct{ gate *gate }

// Dismiss answers no to what is asked about a message.
func (h *Hints) Dismiss(asked Hint) error {
	return do(h.gate, "Hints.Dismiss", func(ctx context.Context, d Desk) error { return d.DismissHint(ctx, asked.question()) })
}

// AskAgain takes the no back.
func (h *Hints) AskAgain(asked Hint) error {
	return do(h.gate, "Hints.AskAgain", func(ctx context.Context, d Desk) error { return d.AskAgain(ctx, asked.question()) })
}

// question is what is asked, of which the message, the kind and the number tell it from others.
func (h Hint) question() desk.Hint {
	return desk.Hint{
		MessageID: desk.MessageID(h.MessageID), CaseID: desk.CaseID(h.CaseID), Kind: desk.HintKind(h.Kind), Number: desk.ProtocolOf(h.Number),
	}
}
