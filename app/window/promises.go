package window

import (
	"context"
	"time"

	"balcao/app"
	"balcao/backend/cases"
	"balcao/backend/desk"
)

// PromisesDesk writes down what was promised. Both give what UndoCase takes.
type PromisesDesk interface {
	Promise(ctx context.Context, id desk.CaseID, by time.Time, words string) (desk.EventID, error)
	KeepPromise(ctx context.Context, id desk.CaseID) (desk.EventID, error)
}

// Promises are what the owner said that she would do.
type Promises struct{ gate *gate }

// Make writes down by when something was promised, in milliseconds since 1970. Like Keep it gives what Cases.Undo takes.
func (p *Promises) Make(caseID string, byMs int64, words string) (string, error) {
	return decide(p.gate, "Promises.Make", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.Promise(ctx, desk.CaseID(caseID), moment(byMs), words)
	})
}

// Keep says that what was promised is done.
func (p *Promises) Keep(caseID string) (string, error) {
	return decide(p.gate, "Promises.Keep", func(ctx context.Context, d Desk) (desk.EventID, error) {
		return d.KeepPromise(ctx, desk.CaseID(caseID))
	})
}

// pledges is the PromisesDesk over an open shop.
type pledges struct{ shop *app.Shop }

// Promise writes a promise down.
func (p pledges) Promise(ctx context.Context, id desk.CaseID, by time.Time, words string) (desk.EventID, error) {
	return cases.Promise(ctx, p.shop.Store, id, by, words)
}

// KeepPromise says that what was promised is done.
func (p pledges) KeepPromise(ctx context.Context, id desk.CaseID) (desk.EventID, error) {
	return cases.Keep(ctx, p.shop.Store, id)
}
