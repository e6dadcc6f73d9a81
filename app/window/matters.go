package window

import (
	"context"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// matters is the CasesDesk over an open shop.
type matters struct{ shop *app.Shop }

// CasesOf reads a customer's cases and what is asked about her messages.
func (m matters) CasesOf(ctx context.Context, id desk.CustomerID) (CustomerCases, error) {
	all, hints, err := cases.Of(ctx, m.shop.Store, id)
	if err != nil {
		return CustomerCases{}, err
	}
	shown := CustomerCases{Cases: shownCases(all)}
	err = m.shop.Store.Read(ctx, func(tx *store.ReadTx) error {
		for _, h := range hints {
			hint, err := hintOf(tx, h)
			if err != nil {
				return err
			}
			shown.Hints = append(shown.Hints, hint)
		}
		return nil
	})
	return shown, err
}

func hintOf(tx *store.ReadTx, h desk.Hint) (Hint, error) {
	hint := Hint{MessageID: string(h.MessageID), Kind: string(h.Kind), Number: h.Number.String(), CaseID: string(h.CaseID)}
	if h.CaseID == "" {
		return hint, nil
	}
	k, err := tx.Cases().Get(h.CaseID)
	if err != nil || k.CustomerID == "" {
		return hint, err
	}
	about, err := tx.Cases().About(h.CaseID)
	hint.CustomerID, hint.Name = string(k.CustomerID), about.CustomerName
	return hint, err
}

func shownCases(all []cases.Summary) []CaseSummary {
	shown := make([]CaseSummary, len(all))
	for i, k := range all {
		shown[i] = shownCase(k)
	}
	return shown
}

func shownCase(k cases.Summary) CaseSummary {
	shown := CaseSummary{
		ID: string(k.ID), Protocol: k.Protocol.String(), CustomerID: string(k.CustomerID), Name: k.CustomerName, State: "open", Class: string(k.Class),
		OpenedAt: millis(k.BeganAt), ClosedAt: millis(k.ClosedAt), PromisedAt: millis(k.PromisedAt), Promise: k.Promise, ToldAt: millis(k.ToldAt),
		EarlierID: string(k.Earlier), Messages: k.Messages, LastAt: millis(k.LastAt), Begins: k.Begins, Suggested: string(cases.SuggestClass(k.Begins)),
	}
	switch {
	case !k.Open():
		shown.State = "closed"
	case k.Snoozed:
		shown.State = "snoozed"
	}
	for _, p := range k.Numbers {
		shown.Numbers = append(shown.Numbers, p.String())
	}
	for _, ch := range k.Channels {
		shown.Channels = append(shown.Channels, string(ch))
	}
	return shown
}

// CaseStory reads a case with what happened in it.
func (m matters) CaseStory(ctx context.Context, id desk.CaseID) (CaseStory, error) {
	s, err := cases.Tell(ctx, m.shop.Store, id)
	if err != nil {
		return CaseStory{}, err
	}
	story := CaseStory{CaseSummary: shownCase(s.Summary)}
	for _, step := range s.Steps {
		story.Steps = append(story.Steps, CaseStep{
			Kind: string(step.Kind), At: millis(step.At), Channel: string(step.Channel), Until: millis(step.Until), Words: step.Words,
			AfterMs: step.After.Milliseconds(),
		})
	}
	for _, i := range s.Items {
		story.Items = append(story.Items, CaseMessage{
			ID: string(i.ID), At: millis(i.At), Channel: string(i.Channel), Direction: string(i.Direction), Snippet: i.Snippet,
		})
	}
	return story, m.nameCases(ctx, []*CaseSummary{&story.CaseSummary})
}

// nameCases gives the customers without a name what they go by.
func (m matters) nameCases(ctx context.Context, all []*CaseSummary) error {
	return list{shop: m.shop}.nameAll(ctx, len(all), func(i int) (desk.CustomerID, *string) {
		return desk.CustomerID(all[i].CustomerID), &all[i].Name
	})
}

// CaseSaid reads the messages of a case.
func (m matters) CaseSaid(ctx context.Context, id desk.CaseID) ([]TimelineItem, error) {
	s, err := cases.Tell(ctx, m.shop.Store, id)
	if err != nil {
		return nil, err
	}
	ids := make([]desk.MessageID, len(s.Items))
	for i, m := range s.Items {
		ids[i] = m.ID
	}
	items, err := customer.Items(ctx, m.shop.Store, ids)
	said := make([]TimelineItem, len(items))
	for i, item := range items {
		said[i] = itemOf(item)
	}
	return said, err
}

// FindCases looks for cases.
func (m matters) FindCases(ctx context.Context, q CasesQuery) (CasesPage, error) {
	found, err := cases.Find(ctx, m.shop.Store, cases.Query{Text: q.Text, State: q.State, Cursor: q.Cursor, Limit: q.Limit})
	if err != nil {
		return CasesPage{}, err
	}
	page := CasesPage{Cases: shownCases(found.Cases), Exact: found.Exact, More: found.More, Next: found.Next}
	unnamed := make([]*CaseSummary, len(page.Cases))
	for i := range page.Cases {
		unnamed[i] = &page.Cases[i]
	}
	return page, m.nameCases(ctx, unnamed)
}

// Classify says what a case is about.
func (m matters) Classify(ctx context.Context, id desk.CaseID, class desk.Class) (desk.EventID, error) {
	return cases.Classify(ctx, m.shop.Store, id, class)
}

// OpenCase opens a case by hand.
func (m matters) OpenCase(ctx context.Context, id desk.CustomerID) (desk.CaseID, desk.EventID, error) {
	k, done, err := cases.Open(ctx, m.shop.Store, id)
	return k.ID, done, err
}

// CloseCase closes a case.
func (m matters) CloseCase(ctx context.Context, id desk.CaseID) (desk.EventID, error) {
	return cases.Close(ctx, m.shop.Store, id)
}

// ReopenCase brings a closed case back.
func (m matters) ReopenCase(ctx context.Context, id desk.CaseID) (desk.EventID, error) {
	return cases.Reopen(ctx, m.shop.Store, id)
}

// MergeCase puts a case into another.
func (m matters) MergeCase(ctx context.Context, keep, other desk.CaseID) (desk.EventID, error) {
	return cases.Merge(ctx, m.shop.Store, keep, other)
}

// SplitCase takes a message and what came after it into a new case.
func (m matters) SplitCase(ctx context.Context, message desk.MessageID) (desk.CaseID, desk.EventID, error) {
	k, done, err := cases.Split(ctx, m.shop.Store, message)
	return k.ID, done, err
}

// JoinCase puts a message into a case.
func (m matters) JoinCase(ctx context.Context, id desk.CaseID, message desk.MessageID) (desk.EventID, error) {
	return cases.Join(ctx, m.shop.Store, id, message)
}

// ToldAloud says that the customer was read the number.
func (m matters) ToldAloud(ctx context.Context, id desk.CaseID) error {
	return m.shop.Store.Write(ctx, func(tx *store.Tx) error { return cases.Told(tx, id, "", "") })
}

// UndoCase takes a decision back.
func (m matters) UndoCase(ctx context.Context, id desk.CaseID, done desk.EventID) error {
	return cases.Undo(ctx, m.shop.Store, id, done)
}
