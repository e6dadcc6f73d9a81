package window

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/secret"
)

// damagedShop gives the folder of the demonstration shop with pages of zeros where its texts lie, and the bytes as
// they were.
func damagedShop(t *testing.T) (dir string, whole []byte) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "demo")
	demo, err := app.OpenDemo(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Shop.Engine.Once(t.Context(), func(desk.ConnectionID) bool { return true }); err != nil {
		t.Fatal(err)
	}
	if err := demo.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "balcao.db")
	if whole, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	for at := 0; ; {
		next := bytes.Index(damaged[at:], []byte("\nPapelaria Sabiá")) // a signature, which no list shows
		if next < 0 {
			break
		}
		page := (at + next) / 4096 * 4096
		clear(damaged[page : page+4096])
		at = page + 4096
	}
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, whole
}

// opened opens the shop of a folder whose loops do not run.
func opened(t *testing.T, dir string) *house {
	t.Helper()
	shop, err := app.Open(t.Context(), app.Options{Dir: dir, Secrets: func() (secret.Store, error) { return secret.InMemory(), nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shop.Close() })
	return newHouse(shop, nil, newProgress())
}

func stopped(t *testing.T, h *house) string {
	t.Helper()
	health, err := h.Health(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if health.Stopped == nil {
		return ""
	}
	return health.Stopped.Code
}

// TestDamageFoundWhileTheShopIsOpen: everything ends but the reading, and goes on once a whole file is in place.
func TestDamageFoundWhileTheShopIsOpen(t *testing.T) {
	dir, whole := damagedShop(t)
	h := opened(t, dir)
	changes, unsubscribe := h.shop.Store.Subscribe()
	defer unsubscribe()
	if stopped(t, h) != "" {
		t.Fatal("stopped before anybody looked")
	}
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.run(ctx)
	}()
	h.checkWhenDue(ctx, 0)
	if got := stopped(t, h); got != string(desk.ErrDataDamaged) {
		t.Errorf("stopped by %q", got)
	}
	if list := <-changes; list[0].Kind != desk.AccountChanged {
		t.Errorf("the page hears of %+v", list)
	}
	if page, err := (list{shop: h.shop}).InboxPage(ctx, InboxQuery{State: string(desk.ToReply), Limit: 5}); err != nil || len(page.Rows) == 0 {
		t.Errorf("what is whole is not read: %d rows, %v", len(page.Rows), err)
	}
	leave()
	<-ended
	if err := h.shop.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "balcao.db"), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	h = opened(t, dir)
	if got := stopped(t, h); got != "" {
		t.Errorf("a whole file is refused: %q", got)
	}
}

// TestAFilePutInPlaceWhileTheShopIsOpen: the program may begin anew, and this one goes on writing nothing.
func TestAFilePutInPlaceWhileTheShopIsOpen(t *testing.T) {
	dir, whole := damagedShop(t)
	h := opened(t, dir)
	if err := h.CheckFiles(t.Context()); !desk.HasCode(err, desk.ErrDataDamaged) {
		t.Fatalf("the damaged file: %v", err)
	}
	next := filepath.Join(dir, "next")
	if err := errors.Join(os.WriteFile(next, whole, 0o600), os.Rename(next, filepath.Join(dir, "balcao.db"))); err != nil {
		t.Fatal(err)
	}
	if err := h.CheckFiles(t.Context()); err != nil {
		t.Errorf("another file: %v", err)
	}
	if got := stopped(t, h); got != string(desk.ErrDataDamaged) {
		t.Errorf("the file that is open: stopped by %q", got)
	}
}

// TestTroubleIsOverOnceTheLoopsHaveWritten, not a rest later.
func TestTroubleIsOverOnceTheLoopsHaveWritten(t *testing.T) {
	demo, err := app.OpenDemo(t.Context(), filepath.Join(t.TempDir(), "demo"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = demo.Close() })
	loop := desk.Change{Kind: desk.AccountChanged, ConnectionID: "1"}
	for name, c := range map[string]struct {
		changes []desk.Change
		well    bool
		over    bool
	}{
		"a loop has written":            {changes: []desk.Change{loop}, over: true},
		"somebody else has":             {changes: []desk.Change{{Kind: desk.MessageArrived}, {Kind: desk.AccountChanged}}},
		"nobody has, for a good while":  {well: true, over: true},
		"they have ended before either": {},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(demo.Shop, nil, newProgress())
			h.setStopped(desk.E(desk.ErrDataFull, nil))
			ended, changes, well := make(chan error), make(chan []desk.Change), make(chan time.Time)
			why := desk.E(desk.ErrDataFull, nil)
			go func() {
				if c.well {
					well <- time.Now()
				}
				if c.changes != nil {
					changes <- c.changes
				}
				ended <- why
			}()
			if err := h.watch(ended, changes, well); !errors.Is(err, why) {
				t.Errorf("ended with %v", err)
			}
			if over := stopped(t, h) == ""; over != c.over {
				t.Errorf("over: %v", over)
			}
		})
	}
}

func TestOnlyADoubtfulFileIsChecked(t *testing.T) {
	dir, whole := damagedShop(t)
	if err := os.WriteFile(filepath.Join(dir, "balcao.db"), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	h := opened(t, dir)
	h.checkWhenDue(t.Context(), 0)
	if err := h.shop.Close(); err != nil {
		t.Fatal(err)
	}
	h = opened(t, dir)
	h.checkWhenDue(t.Context(), time.Hour) // which returns at once
	if h.shop.Store.CheckDue() {
		t.Error("checked, and due again")
	}
}

// TestAFirstReadingThatEndsStaysInTheSum while another goes on: the line would jump down otherwise.
func TestAFirstReadingThatEndsStaysInTheSum(t *testing.T) {
	p := newProgress()
	over := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	p.hear("small", channel.Reading{At: over, Done: 90, Total: 100})
	p.hear("large", channel.Reading{At: over, Done: 5, Total: 1000})
	of := func(small, large time.Time) (sum FirstReading) {
		accounts := []AccountHealth{
			{ID: "small", Reading: p.first("small", small)},
			{ID: "large", Reading: p.first("large", large)},
		}
		p.keepFinished(accounts)
		for _, a := range accounts {
			if a.Reading != nil {
				sum.Done += a.Reading.Done
				sum.Total += a.Reading.Total
			}
		}
		return sum
	}
	if got := of(time.Time{}, time.Time{}); got.Done != 95 || got.Total != 1100 {
		t.Errorf("both read: %+v", got)
	}
	p.hear("small", channel.Reading{At: over, Done: 1, Total: 1}) // a later reading
	if got := of(over, time.Time{}); got.Done != 105 || got.Total != 1100 {
		t.Errorf("one has ended: %+v", got)
	}
	for range 2 {
		if got := of(over, over); got.Total != 0 {
			t.Errorf("both have ended: %+v", got)
		}
	}
	if got := of(over, time.Time{}); got.Total != 1000 {
		t.Errorf("what ended long ago is counted: %+v", got)
	}
}

func TestHowFarTheFirstReadingIs(t *testing.T) {
	h := demoHouse(t)
	health, err := h.Health(t.Context())
	if err != nil || len(health.Accounts) == 0 {
		t.Fatal(err)
	}
	id := desk.ConnectionID(health.Accounts[0].ID)
	at := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	h.house.progress.hear(id, channel.Reading{Stage: "inbox", At: at, Done: 3, Total: 9})
	if got := h.house.progress.first(id, time.Time{}); got == nil || *got != (FirstReading{At: at.UnixMilli(), Done: 3, Total: 9}) {
		t.Errorf("%+v", got)
	}
	if health, err = h.Health(t.Context()); err != nil || health.Accounts[0].Reading != nil {
		t.Errorf("a later reading is taken for the first: %+v, %v", health.Accounts[0].Reading, err)
	}
	if newProgress().first(id, time.Time{}) != nil {
		t.Error("nothing was heard yet")
	}
}
