package window

import (
	"testing"
	"time"

	"balcao/backend/desk"
)

func TestPurchases(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	page, err := h.InboxPage(ctx, InboxQuery{State: string(desk.ToReply), Limit: 1})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].Segment != "" {
		t.Fatalf("%+v, %v", page, err)
	}
	id := page.Rows[0].CustomerID
	at := time.Now().AddDate(0, 0, -1).UnixMilli()
	bought, err := h.AddPurchase(ctx, PurchaseSheet{CustomerID: id, What: "Agenda", Value: "1.089,90", At: at, Where: string(desk.AtPartner)})
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"muito", "", "0", "-5"} {
		_, err := h.AddPurchase(ctx, PurchaseSheet{CustomerID: id, What: "Agenda", Value: value, Where: string(desk.AtShop)})
		if e := desk.AsError(err); e == nil || e.Code != desk.ErrUsage || e.Params["argument"] != "value" {
			t.Errorf("%q: %v", value, err)
		}
	}
	told := func() Bought {
		t.Helper()
		b, err := h.Bought(ctx, desk.CustomerID(id))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	want := Purchase{ID: string(bought), At: at, What: "Agenda", Cents: 108_990, Currency: "BRL", Where: "partner"}
	if b := told(); len(b.Last) != 1 || b.Last[0] != want || b.Segment == "" || b.Cents != 108_990 || b.Purchases != 1 || b.Average != 108_990 {
		t.Errorf("%+v", b)
	}
	history, err := h.Timeline(ctx, desk.CustomerID(id), "", 50)
	found := false
	for _, item := range history.Items {
		found = found || item.Kind == "purchase" && item.Purchase != nil && *item.Purchase == want
	}
	if err != nil || !found {
		t.Errorf("not in the history: %v", err)
	}
	page, err = h.InboxPage(ctx, InboxQuery{State: string(desk.ToReply), Limit: 1})
	if err != nil || page.Rows[0].Segment != told().Segment {
		t.Errorf("the row says %q, %v", page.Rows[0].Segment, err)
	}
	for name, deed := range map[string]func() (desk.EventID, error){
		"return": func() (desk.EventID, error) { return h.ReturnPurchase(ctx, bought, "R$ 89,90") },
		"cancel": func() (desk.EventID, error) { return h.CancelPurchase(ctx, bought) },
		"remove": func() (desk.EventID, error) { return h.RemovePurchase(ctx, bought) },
	} {
		done, err := deed()
		if err != nil || told().Cents == 108_990 {
			t.Errorf("%s: %v, %+v", name, err, told())
		}
		if err := h.UndoPurchase(ctx, bought, done); err != nil || told().Cents != 108_990 {
			t.Errorf("%s undone: %v, %+v", name, err, told())
		}
	}
}
