package window

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
)

func TestJourney(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	inbox, err := h.InboxPage(ctx, InboxQuery{State: string(desk.ToReply), Limit: 1})
	if err != nil || len(inbox.Rows) != 1 {
		t.Fatalf("%d rows, %v", len(inbox.Rows), err)
	}
	id := desk.CustomerID(inbox.Rows[0].CustomerID)
	bought, err := h.AddPurchase(ctx, PurchaseSheet{
		CustomerID: string(id), What: "Agenda zebrada", Value: "89,90", Where: string(desk.AtShop), At: time.Now().AddDate(0, 0, -1).UnixMilli(),
	})
	if err != nil {
		t.Fatal(err)
	}
	j, err := h.Journey(ctx, id)
	at := slices.IndexFunc(j.Points, func(p Moved) bool { return p.Kind == "purchase" })
	if err != nil || at < 0 || j.Points[at].ID != string(bought) || j.Points[at].Cents != 8990 || j.Points[at].Day != j.Today-1 {
		t.Errorf("%+v, %v", j, err)
	}
	if !slices.ContainsFunc(j.Points, func(p Moved) bool { return p.Kind == "contact" && p.N > 0 && p.ID != "" && p.Channel != "" }) {
		t.Errorf("no contact: %+v", j.Points)
	}
	page, err := h.History(ctx, HistoryQuery{CustomerID: string(id), Part: string(customer.BoughtPart)})
	if err != nil || len(page.Lines) != 1 || page.Lines[0].Purchase == nil || page.Lines[0].Purchase.ID != string(bought) {
		t.Errorf("%+v, %v", page, err)
	}
	all, err := h.History(ctx, HistoryQuery{CustomerID: string(id)})
	if err != nil || len(all.Lines) < 2 {
		t.Errorf("%+v, %v", all, err)
	}
	found, err := h.Find(ctx, FindQuery{Text: "zebrada", Limit: 5, Count: true})
	if err != nil || found.Total != 1 || found.Messages[0].Kind != "purchase" || found.Messages[0].MessageID != string(bought) || found.Messages[0].Cents != 8990 || found.Messages[0].Name == "" {
		t.Errorf("found %+v, %v", found, err)
	}
	if b, err := h.Bought(ctx, id); err != nil || b.Days != 1 || b.Times != 1 || b.YearCents != 8990 || len(b.Years) == 0 || b.Years[len(b.Years)-1].Cents+b.Years[0].Cents < 8990 {
		t.Errorf("%+v, %v", b, err)
	}
}
