package window

import (
	"context"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/logbook"
)

// sheets is the LogbookDesk over an open shop.
type sheets struct{ shop *app.Shop }

// OpenSheet begins a sheet.
func (s sheets) OpenSheet(ctx context.Context, ch desk.Channel, id desk.CustomerID) (Sheet, error) {
	opened, err := logbook.Open(ctx, s.shop.Store, ch, id)
	return shownSheet(opened), err
}

// SaveSheet keeps a sheet.
func (s sheets) SaveSheet(ctx context.Context, sheet Sheet) error {
	return logbook.Save(ctx, s.shop.Store, typedSheet(sheet))
}

// Sheets lists what was begun.
func (s sheets) Sheets(ctx context.Context) ([]Sheet, error) {
	list, err := logbook.Unfinished(ctx, s.shop.Store)
	shown := make([]Sheet, len(list))
	for i, sheet := range list {
		shown[i] = shownSheet(sheet)
	}
	return shown, err
}

// GiveUpSheet throws a sheet away.
func (s sheets) GiveUpSheet(ctx context.Context, id desk.CaseID) error {
	return logbook.GiveUp(ctx, s.shop.Store, id)
}

// WriteSheet writes a sheet down.
func (s sheets) WriteSheet(ctx context.Context, sheet Sheet) (SheetEntry, error) {
	e, err := logbook.Write(ctx, s.shop.Store, typedSheet(sheet))
	return SheetEntry{MessageID: string(e.MessageID), CustomerID: string(e.CustomerID), Protocol: e.Protocol.String()}, err
}

// TakeSheetBack makes of what was written down a sheet again.
func (s sheets) TakeSheetBack(ctx context.Context, sheet Sheet) (Sheet, error) {
	again, err := logbook.TakeBack(ctx, s.shop.Store, typedSheet(sheet))
	return shownSheet(again), err
}

func shownSheet(s logbook.Sheet) Sheet {
	return Sheet{
		CaseID: string(s.CaseID), Protocol: s.Protocol.String(), Channel: string(s.Channel), Direction: string(s.Direction),
		CustomerID: string(s.CustomerID), Number: s.Number, Name: s.Name, Text: s.Text, Class: string(s.Class), At: millis(s.At),
		IntoID: string(s.Into), Told: s.Told, Then: string(s.Then), Until: millis(s.Until),
	}
}

func typedSheet(s Sheet) logbook.Sheet {
	return logbook.Sheet{
		CaseID: desk.CaseID(s.CaseID), Channel: desk.Channel(s.Channel), Direction: desk.Direction(s.Direction),
		CustomerID: desk.CustomerID(s.CustomerID), Number: s.Number, Name: s.Name, Text: s.Text, Class: desk.Class(s.Class), At: moment(s.At),
		Into: desk.CaseID(s.IntoID), Told: s.Told, Then: logbook.Then(s.Then), Until: moment(s.Until),
	}
}
