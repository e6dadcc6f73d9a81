package window

import (
	"context"

	"balcao/backend/desk"
)

// Sheet is what is being written down of a call or a visit. It has its number from the moment it is opened.
type Sheet struct {
	CaseID     string `json:"caseId"`
	Protocol   string `json:"protocol"` // as it is shown
	Channel    string `json:"channel"`  // phone, counter, letter, social, site, other
	Direction  string `json:"direction"`
	CustomerID string `json:"customerId"` // empty: by Number, else by Name
	Number     string `json:"number"`
	Name       string `json:"name"`
	Text       string `json:"text"`
	Class      string `json:"class"`
	At         int64  `json:"at"`     // 0: now
	IntoID     string `json:"intoId"` // the case that it goes on with; empty: a new one
	Told       bool   `json:"told"`   // the number was said aloud
	Then       string `json:"then"`   // nothing, wait, remind, reply
	Until      int64  `json:"until"`
}

// SheetEntry names what a sheet became.
type SheetEntry struct {
	MessageID  string `json:"messageId"`
	CustomerID string `json:"customerId"`
	Protocol   string `json:"protocol"`
}

// LogbookDesk writes down what was said where no provider listens.
type LogbookDesk interface {
	OpenSheet(ctx context.Context, ch desk.Channel, id desk.CustomerID) (Sheet, error)
	SaveSheet(ctx context.Context, s Sheet) error
	Sheets(ctx context.Context) ([]Sheet, error)
	GiveUpSheet(ctx context.Context, id desk.CaseID) error
	WriteSheet(ctx context.Context, s Sheet) (SheetEntry, error)
	TakeSheetBack(ctx context.Context, s Sheet) (Sheet, error)
}

// Logbook is where calls and visits are written down.
type Logbook struct{ gate *gate }

// Open begins a sheet; customerID is empty where it is not known yet who it is.
func (l *Logbook) Open(channel, customerID string) (Sheet, error) {
	return pass(l.gate, "Logbook.Open", func(ctx context.Context, d Desk) (Sheet, error) {
		return d.OpenSheet(ctx, desk.Channel(channel), desk.CustomerID(customerID))
	})
}

// Save keeps a sheet as it is typed.
func (l *Logbook) Save(s Sheet) error {
	return do(l.gate, "Logbook.Save", func(ctx context.Context, d Desk) error { return d.SaveSheet(ctx, s) })
}

// Unfinished lists the sheets that were begun and neither written down nor given up, the oldest first.
func (l *Logbook) Unfinished() ([]Sheet, error) {
	return pass(l.gate, "Logbook.Unfinished", func(ctx context.Context, d Desk) ([]Sheet, error) {
		return d.Sheets(ctx)
	})
}

// GiveUp throws a sheet away; its number is void.
func (l *Logbook) GiveUp(caseID string) error {
	return do(l.gate, "Logbook.GiveUp", func(ctx context.Context, d Desk) error { return d.GiveUpSheet(ctx, desk.CaseID(caseID)) })
}

// Write writes a sheet down.
func (l *Logbook) Write(s Sheet) (SheetEntry, error) {
	return pass(l.gate, "Logbook.Write", func(ctx context.Context, d Desk) (SheetEntry, error) { return d.WriteSheet(ctx, s) })
}

// TakeBack makes of what was written down a sheet again. It takes the sheet as it was written, and gives it as it is now.
func (l *Logbook) TakeBack(s Sheet) (Sheet, error) {
	return pass(l.gate, "Logbook.TakeBack", func(ctx context.Context, d Desk) (Sheet, error) { return d.TakeSheetBack(ctx, s) })
}
