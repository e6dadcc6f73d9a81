package window

import (
	"context"
	"sync"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/desk"
)

// restAfterTrouble is how long the loops rest when the store cannot be used (a full disk) before they try again.
const restAfterTrouble = 15 * time.Second

// counter is the Desk over an open shop.
type counter struct {
	list
	talk
	box
	choices
	logins
	looks
	people
	matters
	sheets
	*house
}

// list reads the inbox and searches.
type list struct{ shop *app.Shop }

// talk reads one customer and does what the owner decides.
type talk struct{ shop *app.Shop }

// house keeps the loops of an open shop going and tells how its accounts fare.
type house struct {
	shop *app.Shop
	lock *lock // nil: the passwords need no passphrase

	mu      sync.Mutex
	stopped *desk.Error // why the loops do not run; nil: they do
}

// serve starts the loops of an open shop and gives what the window shows. closeShop is called when the loops
// have ended.
func serve(ctx context.Context, shop *app.Shop, lock *lock, far *progress, closeShop func()) Session {
	ctx, cancel := context.WithCancel(ctx)
	h := &house{shop: shop, lock: lock}
	changes, unsubscribe := shop.Store.Subscribe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.run(ctx)
	}()
	all := counter{
		list: list{shop}, talk: talk{shop}, looks: newLooks(shop), box: box{shop}, people: people{shop}, matters: matters{shop}, sheets: sheets{shop}, choices: choices{shop},
		logins: logins{shop, lock, far}, house: h,
	}
	return Session{Desk: all, Changes: changes, Close: func() {
		cancel()
		<-ended
		unsubscribe()
		closeShop()
	}}
}

// run keeps the loops going until the window closes. Trouble with the store ends a run, and passes when the
// owner makes room; until then the list says so.
func (h *house) run(ctx context.Context) {
	for ctx.Err() == nil {
		well := time.AfterFunc(restAfterTrouble, func() { h.setStopped(nil) })
		err := h.shop.Engine.Run(ctx)
		well.Stop()
		if ctx.Err() != nil || err == nil {
			return
		}
		h.setStopped(desk.AsError(err))
		select {
		case <-ctx.Done():
		case <-time.After(restAfterTrouble):
		}
	}
}

func (h *house) setStopped(e *desk.Error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stopped = e
}

func (h *house) whyStopped() *desk.Error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stopped
}

// DataDir is the folder of the shop.
func (h *house) DataDir() string { return h.shop.Dir() }

// CheckNow makes the loops look for news at once.
func (h *house) CheckNow(context.Context) error {
	h.shop.Engine.PullNow()
	return nil
}

// Unlock opens the encrypted passwords, or makes a place for them.
func (h *house) Unlock(_ context.Context, passphrase string) error {
	if h.lock == nil {
		return nil
	}
	return h.lock.unlock(passphrase)
}

// Health tells how each login fares. Addresses of one login share its state.
func (h *house) Health(ctx context.Context) (Health, error) {
	addresses, err := account.List(ctx, h.shop.Store)
	if err != nil {
		return Health{}, err
	}
	health := Health{Stopped: ProblemOf(h.whyStopped()), Locked: h.lock != nil && h.lock.locked()}
	seen := map[desk.ConnectionID]bool{}
	unreachable := 0
	for _, a := range addresses {
		if seen[a.ConnectionID] {
			continue
		}
		seen[a.ConnectionID] = true
		c := a.Connection
		health.add(AccountHealth{
			ID: string(c.ID), Name: readable(a.Channel, a.Address), LastOK: millis(c.LastOK), Since: millis(c.FailingSince), Problem: ProblemOf(c.Error),
		})
		if c.Error != nil && c.Error.Code == desk.ErrUnreachable {
			unreachable++
		}
	}
	health.Offline = unreachable > 0 && unreachable == len(health.Accounts)
	health.Fresh, err = account.None(ctx, h.shop.Store)
	return health, err
}

// add takes one login into the sum: the line says the oldest success and the oldest trouble.
func (h *Health) add(a AccountHealth) {
	if len(h.Accounts) == 0 || a.LastOK < h.CheckedAt {
		h.CheckedAt = a.LastOK
	}
	h.Checking = h.Checking || (a.LastOK == 0 && a.Problem == nil)
	if a.Since > 0 && (h.Since == 0 || a.Since < h.Since) {
		h.Since = a.Since
	}
	h.Accounts = append(h.Accounts, a)
}

// millis is a moment as it crosses the bridge; 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
