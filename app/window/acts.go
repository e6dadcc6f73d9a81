package window

import (
	"context"
	"strconv"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/consent"
	"balcao/backend/desk"
)

// alone is what the program does without the owner, and what it asks her instead.
type alone struct{ shop *app.Shop }

// Acts lists what was done without her.
func (a alone) Acts(ctx context.Context, cursor string, limit int) (ActsPage, error) {
	var before int64
	if cursor != "" {
		var err error
		if before, err = strconv.ParseInt(cursor, 10, 64); err != nil {
			return ActsPage{}, desk.E(desk.ErrUsage, err, "argument", "cursor")
		}
	}
	all, next, err := cases.Acts(ctx, a.shop.Store, before, limit)
	if err != nil {
		return ActsPage{}, err
	}
	page := ActsPage{Acts: make([]Act, len(all))}
	if next != 0 {
		page.Next = strconv.FormatInt(next, 10)
	}
	for i, act := range all {
		page.Acts[i] = shownAct(act)
	}
	if err := a.tellUndoable(ctx, page.Acts); err != nil {
		return ActsPage{}, err
	}
	return page, list{shop: a.shop}.nameAll(ctx, len(all), func(i int) (desk.CustomerID, *string) {
		return all[i].CustomerID, &page.Acts[i].Name
	})
}

// tellUndoable tells it of what customers said of what they want: the cases know nothing of that.
func (a alone) tellUndoable(ctx context.Context, acts []Act) error {
	said := []desk.EventID{}
	for _, act := range acts {
		if act.CaseID == "" && act.Kind != string(desk.MessageAttributed) {
			said = append(said, desk.EventID(act.ID))
		}
	}
	can, err := consent.Undoable(ctx, a.shop.Store, said...)
	for i := range acts {
		acts[i].Undoable = acts[i].Undoable || can[desk.EventID(acts[i].ID)]
	}
	return err
}

func shownAct(a cases.Act) Act {
	return Act{
		ID: string(a.ID), CaseID: string(a.CaseID), Kind: string(a.Kind), Rule: a.Rule, At: millis(a.At),
		CustomerID: string(a.CustomerID), Name: a.CustomerName, Protocol: a.Protocol.String(), OpenID: string(a.Root),
		MessageID: string(a.MessageID), Channel: string(a.Channel), Direction: string(a.Direction), Snippet: a.Snippet,
		Undone: a.Undone, Undoable: a.Undoable,
	}
}

// DismissHint answers no.
func (a alone) DismissHint(ctx context.Context, h desk.Hint) error {
	return cases.DismissHint(ctx, a.shop.Store, h)
}

// AskAgain takes the no back.
func (a alone) AskAgain(ctx context.Context, h desk.Hint) error {
	return cases.AskAgain(ctx, a.shop.Store, h)
}
