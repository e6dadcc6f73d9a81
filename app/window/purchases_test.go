package window

import (
	"slices"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/purchase"
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
	bought, err := h.AddPurchase(ctx, PurchaseSheet{CustomerID: id, What: "Agenda", Value: "1.089,90", At: at, Where: string(desk.AtPartner), Kind: string(desk.Service)})
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := purchase.List(ctx, h.receipts.shop.Store, desk.CustomerID(id), 1, ""); err != nil || kept.Purchases[0].Kind != desk.Service {
		t.Errorf("%+v, %v", kept, err)
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

func TestWhereBuyersAreCut(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	own := OwnCuts{Days: []int{30, 90}, Times: []int{2, 4}, Value: []string{"100,00", "R$ 500"}}
	done, err := h.ChooseCuts(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	cuts := func() Cuts {
		t.Helper()
		c, err := h.Cuts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := cuts(); !c.Own || c.Parts != 3 || !slices.Equal(c.Days, own.Days) || !slices.Equal(c.Times, own.Times) || !slices.Equal(c.Cents, []int64{10_000, 50_000}) {
		t.Errorf("%+v", c)
	}
	for name, wrong := range map[string]OwnCuts{
		"value": {Days: own.Days, Times: own.Times, Value: []string{"pouco", "muito"}},
		"days":  {Days: []int{90, 30}, Times: own.Times, Value: own.Value},
		"cuts":  {Days: []int{90}, Times: own.Times, Value: own.Value},
	} {
		if _, err := h.ChooseCuts(ctx, wrong); desk.AsError(err) == nil || desk.AsError(err).Params["argument"] != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := h.UndoCuts(ctx, done); err != nil || cuts().Own {
		t.Errorf("%v, %+v", err, cuts())
	}
}
