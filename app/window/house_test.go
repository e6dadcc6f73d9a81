package window

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/desk"
)

// demoHouse is the demonstration shop, read once; its loops do not run.
func demoHouse(t *testing.T) counter {
	t.Helper()
	demo, err := app.OpenDemo(t.Context(), filepath.Join(t.TempDir(), "demo"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := demo.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := demo.Shop.Engine.Once(t.Context(), func(desk.ConnectionID) bool { return true }); err != nil {
		t.Fatal(err)
	}
	return counter{
		list:       list{shop: demo.Shop},
		talk:       talk{demo.Shop},
		looks:      newLooks(demo.Shop),
		box:        box{demo.Shop},
		people:     people{demo.Shop},
		masterData: masterData{demo.Shop},
		consents:   consents{demo.Shop},
		drafting:   drafting{demo.Shop},
		sayings:    sayings{demo.Shop},
		audiences:  audiences{demo.Shop},
		opinions:   opinions{demo.Shop},
		receipts:   receipts{demo.Shop},
		chronicle:  chronicle{demo.Shop},
		matters:    matters{demo.Shop},
		pledges:    pledges{demo.Shop},
		alone:      alone{demo.Shop},
		manyfold:   manyfold{demo.Shop},
		house:      newHouse(demo.Shop, nil, newProgress()),
	}
}

func TestHouse(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	t.Run("list", func(t *testing.T) { checkList(t, h) })
	t.Run("conversation", func(t *testing.T) { checkConversations(t, h) })
	t.Run("search", func(t *testing.T) { checkSearch(t, h) })
	t.Run("health", func(t *testing.T) {
		health, err := h.Health(ctx)
		if err != nil || len(health.Accounts) != 2 || health.CheckedAt == 0 || health.Offline || health.Checking {
			t.Errorf("%+v, %v", health, err)
		}
	})
	t.Run("attachment", func(t *testing.T) { checkAttachment(t, h) })
	t.Run("deeds", func(t *testing.T) { checkDeeds(t, h) })
}

// checkList walks all pages of every tab and compares them with the counts.
func checkList(t *testing.T, h counter) {
	counts, err := h.InboxCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[desk.TurnState]int{desk.ToReply: counts.Reply, desk.Waiting: counts.Waiting, desk.Snoozed: counts.Snoozed, desk.Closed: counts.Closed}
	for state, n := range want {
		seen := map[string]bool{}
		for cursor, first := "", true; first || cursor != ""; first = false {
			page, err := h.InboxPage(t.Context(), InboxQuery{State: string(state), Cursor: cursor, Limit: 7})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range page.Rows {
				seen[row.CustomerID] = true
				if row.Name == "" || strings.Contains(row.Name, "whatsapp:") || strings.Contains(row.Name, "sabia") || row.State != string(state) {
					t.Errorf("%+v", row)
				}
			}
			cursor = page.Next
		}
		if len(seen) != n {
			t.Errorf("%s: %d rows, counted %d", state, len(seen), n)
		}
	}
	if counts.Reply == 0 || counts.Closed == 0 {
		t.Errorf("an empty shop: %+v", counts)
	}
}

func checkConversations(t *testing.T, h counter) {
	page, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.ToReply), Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		card, err := h.Card(t.Context(), desk.CustomerID(row.CustomerID))
		if err != nil {
			t.Fatal(err)
		}
		if card.Name != row.Name || len(card.Addresses) == 0 || len(card.Channels) == 0 || card.Proposed == "" {
			t.Errorf("%+v", card)
		}
		for _, way := range card.Channels {
			if way.Windowed != (way.Channel == string(desk.WhatsApp)) || way.Subject != (way.Channel == string(desk.Email)) || (way.MaxFiles > 0) != way.Subject {
				t.Errorf("%+v", way)
			}
		}
		items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
		if err != nil || len(items.Items) == 0 {
			t.Fatalf("%s: %d items, %v", row.CustomerID, len(items.Items), err)
		}
		for _, item := range items.Items {
			if item.Direction == string(desk.In) && item.Delivery != nil {
				t.Errorf("what the customer wrote has a delivery: %+v", item)
			}
		}
	}
}

func checkAttachment(t *testing.T, h counter) {
	rows, err := h.InboxPage(t.Context(), InboxQuery{State: string(desk.ToReply), Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows.Rows {
		items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items.Items {
			for _, a := range item.Attachments {
				if !a.Here {
					continue
				}
				file, name, err := h.OpenAttachment(t.Context(), desk.AttachmentID(a.ID))
				if err != nil {
					t.Fatal(err)
				}
				content, err := io.ReadAll(file)
				if err != nil || int64(len(content)) != a.Size || name != a.Name {
					t.Errorf("%q: %d bytes of %d, %v", name, len(content), a.Size, err)
				}
				return
			}
		}
	}
	t.Error("the demonstration shop has no attachment to open")
}

func checkDeeds(t *testing.T, h counter) {
	ctx := t.Context()
	page, err := h.InboxPage(ctx, InboxQuery{State: string(desk.ToReply), Limit: 50})
	if err != nil || len(page.Rows) < 2 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	id := desk.CustomerID(page.Rows[0].CustomerID)
	state := func() (string, Card) {
		card, err := h.Card(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return card.State, card
	}
	do := func(what string, err error, want desk.TurnState) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if got, _ := state(); got != string(want) {
			t.Errorf("after %s: %s, want %s", what, got, want)
		}
	}
	decision := func(id desk.EventID, err error) desk.EventID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	closed := decision(h.Close(ctx, id))
	do("close", nil, desk.Closed)
	do("undo", h.Undo(ctx, id, closed), desk.ToReply)
	decision(h.Close(ctx, id))
	decision(h.Reopen(ctx, id))
	do("reopen", nil, desk.ToReply)
	decision(h.Junk(ctx, id))
	do("junk", nil, desk.Closed)
	if _, card := state(); !card.Junk {
		t.Error("the card does not say that this is no customer")
	}
	decision(h.Reopen(ctx, id))
	until := time.Now().Add(3 * time.Hour)
	decision(h.Snooze(ctx, id, until))
	do("snooze", nil, desk.Snoozed)
	if _, card := state(); card.SnoozedUntil != until.UnixMilli() {
		t.Errorf("snoozed until %d, want %d", card.SnoozedUntil, until.UnixMilli())
	}
	decision(h.Reopen(ctx, id))
	do("reopen", nil, desk.ToReply)
	if err := h.Rename(ctx, id, "  Dona  Zulmira "); err != nil {
		t.Fatal(err)
	}
	if _, card := state(); card.Name != "Dona Zulmira" {
		t.Errorf("renamed to %q", card.Name)
	}
	replyAndTakeBack(t, h, page.Rows)
}

// replyAndTakeBack queues a reply on the first channel that takes one, and cancels it while it is held.
func replyAndTakeBack(t *testing.T, h counter, rows []InboxRow) {
	t.Helper()
	for _, row := range rows {
		if row.Channel != string(desk.Email) {
			continue
		}
		r := Reply{CustomerID: row.CustomerID, Channel: row.Channel, Text: "Já vai", HoldMs: time.Hour.Milliseconds()}
		queued, err := h.Reply(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		items, err := h.Timeline(t.Context(), desk.CustomerID(row.CustomerID), "", 50)
		if err != nil || items.Items[0].ID != queued.MessageID || items.Items[0].Delivery.State != string(desk.Queued) {
			t.Fatalf("%+v, %v", items.Items, err)
		}
		if held := time.Until(time.UnixMilli(items.Items[0].Delivery.NotBefore)); held > maxHold {
			t.Errorf("held for %v", held)
		}
		if err := h.CancelSend(t.Context(), desk.DeliveryID(queued.DeliveryID)); err != nil {
			t.Fatal(err)
		}
		if err := h.RetrySend(t.Context(), desk.DeliveryID(queued.DeliveryID)); !desk.HasCode(err, desk.ErrDeliveryFinished) {
			t.Errorf("a cancelled reply can be sent again: %v", err)
		}
		return
	}
	t.Fatal("nobody wrote by e-mail")
}

// TestFresh: the first screen is over when somebody is here, by whatever way, though no account is connected.
func TestFresh(t *testing.T) {
	shop, err := app.Open(t.Context(), app.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shop.Close() })
	h := newHouse(shop, nil, newProgress())
	check := func(when string, fresh bool) {
		if health, err := h.Health(t.Context()); err != nil || health.Fresh != fresh {
			t.Errorf("%s: fresh %v, %v", when, health.Fresh, err)
		}
	}
	check("an empty shop", true)
	id, done, err := people{shop}.AddCustomer(t.Context(), Newcomer{Name: "Ana", Email: "ana@casa.example"})
	if err != nil {
		t.Fatal(err)
	}
	check("with a customer", false)
	if err := (talk{shop}).Undo(t.Context(), id, done); err != nil {
		t.Fatal(err)
	}
	check("when she is gone", true)
}
