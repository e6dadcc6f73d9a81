package window

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

const (
	// restAfterTrouble is how long the loops rest when the store cannot be used (a full disk) before they try again.
	restAfterTrouble = 15 * time.Second
	// checkAfter is how long after the opening the files are checked: the list is painted and the owner at work.
	checkAfter = 10 * time.Second
)

// counter is the Desk over an open shop.
type counter struct {
	list
	talk
	box
	choices
	logins
	looks
	people
	consents
	masterData
	matters
	pledges
	alone
	sheets
	drafting
	sayings
	audiences
	receipts
	chronicle
	opinions
	oldLife
	manyfold
	*house
}

// list reads the inbox and searches.
type list struct {
	shop *app.Shop
	read func() // hears that a page of the inbox was read; may be nil
}

// talk reads one customer and does what the owner decides.
type talk struct{ shop *app.Shop }

// house keeps the loops of an open shop going and tells how its accounts fare.
type house struct {
	shop     *app.Shop
	lock     *lock // nil: the passwords need no passphrase
	progress *progress
	again    chan struct{} // try again now, whatever the trouble
	shown    chan struct{} // the inbox was read, so the loops may begin

	mu      sync.Mutex
	stopped *desk.Error // why the loops do not run; nil: they do
}

// serve starts the loops of an open shop and gives what the window shows. closeShop is called when the loops
// have ended.
func serve(ctx context.Context, shop *app.Shop, lock *lock, far *progress, closeShop func()) Session {
	ctx, cancel := context.WithCancel(ctx)
	h := newHouse(shop, lock, far)
	changes, unsubscribe := shop.Store.Subscribe()
	var running sync.WaitGroup
	running.Go(func() { h.run(ctx) })
	running.Go(func() { h.checkWhenDue(ctx, checkAfter) })
	old := newOldLife(ctx, shop)
	all := counter{
		list:       list{shop, h.inboxRead},
		talk:       talk{shop},
		looks:      newLooks(shop),
		box:        box{shop},
		people:     people{shop},
		masterData: masterData{shop},
		consents:   consents{shop},
		matters:    matters{shop},
		pledges:    pledges{shop},
		alone:      alone{shop},
		sheets:     sheets{shop},
		drafting:   drafting{shop},
		sayings:    sayings{shop},
		audiences:  audiences{shop},
		receipts:   receipts{shop},
		chronicle:  chronicle{shop},
		opinions:   opinions{shop},
		choices:    choices{shop},
		logins:     logins{shop, lock, far},
		oldLife:    old,
		manyfold:   manyfold{shop},
		house:      h,
	}
	return Session{Desk: all, Changes: changes, Close: func() {
		cancel()
		running.Wait()
		old.rest()
		unsubscribe()
		closeShop()
	}}
}

func newHouse(shop *app.Shop, lock *lock, far *progress) *house {
	return &house{shop: shop, lock: lock, progress: far, again: make(chan struct{}, 1), shown: make(chan struct{}, 1)}
}

// run keeps the loops going until the window closes. Trouble with the store ends a run, and passes when the
// owner makes room or puts a whole file in place; until then the list says so.
func (h *house) run(ctx context.Context) {
	h.letThePageShow(ctx)
	for ctx.Err() == nil {
		err := h.runOnce(ctx)
		if ctx.Err() != nil || err == nil {
			return
		}
		h.setStopped(desk.AsError(err))
		select {
		case <-ctx.Done():
		case <-h.again:
		case <-time.After(restAfterTrouble):
		}
	}
}

const (
	mostPatience = 3 * time.Second        // how long the loops wait for the page at most
	toPaint      = 500 * time.Millisecond // how long it takes from reading the list to seeing it
)

// letThePageShow waits until the list is about to be on the screen: opening the passwords and asking the servers would
// take the processor from it.
func (h *house) letThePageShow(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-h.shown:
		select {
		case <-ctx.Done():
		case <-time.After(toPaint):
		}
	case <-time.After(mostPatience):
	}
}

func (h *house) inboxRead() {
	select {
	case h.shown <- struct{}{}:
	default:
	}
}

// runOnce runs the loops until they end.
func (h *house) runOnce(ctx context.Context) error {
	changes, unsubscribe := h.shop.Store.Subscribe()
	defer unsubscribe()
	ended := make(chan error, 1)
	go func() { ended <- h.shop.Engine.Run(ctx) }()
	return h.watch(ended, changes, time.After(restAfterTrouble))
}

// watch gives how the loops ended. The trouble is over as soon as one of them has written, or when they have gone on for a
// while with nothing to write.
func (h *house) watch(ended <-chan error, changes <-chan []desk.Change, well <-chan time.Time) error {
	for {
		select {
		case err := <-ended:
			return err
		case <-well:
			h.setStopped(nil)
		case list, open := <-changes:
			if !open {
				return <-ended
			}
			if slices.ContainsFunc(list, ofConnection) {
				h.setStopped(nil)
			}
		}
	}
}

// ofConnection tells what a loop wrote of its connection.
func ofConnection(c desk.Change) bool { return c.Kind == desk.AccountChanged && c.ConnectionID != "" }

// checkWhenDue looks for damage inside the files a while after the opening, when nobody knows whether they are whole.
// Where they were known to be damaged, the opening itself has looked.
func (h *house) checkWhenDue(ctx context.Context, after time.Duration) {
	if h.shop.Store.Damage() != nil || !h.shop.Store.CheckDue() {
		return
	}
	select {
	case <-ctx.Done():
		return
	case <-time.After(after):
	}
	if err := h.shop.Store.Check(ctx); err != nil && ctx.Err() == nil {
		slog.Error("window: the data were checked", "code", desk.AsError(err).Code)
	}
}

// CheckFiles reads all of the shop's messages. Another file in the place of an open one is read by the next opening.
func (h *house) CheckFiles(ctx context.Context) error {
	if err := h.shop.Store.Check(ctx); !desk.HasCode(err, desk.ErrDataReplaced) {
		return err
	}
	return nil
}

func (h *house) tryAgain() {
	select {
	case h.again <- struct{}{}:
	default:
	}
}

// setStopped tells the page when something changes.
func (h *house) setStopped(e *desk.Error) {
	h.mu.Lock()
	changed := (h.stopped == nil) != (e == nil)
	h.stopped = e
	h.mu.Unlock()
	if changed {
		h.shop.Store.Announce(desk.Change{Kind: desk.AccountChanged})
	}
}

// whyStopped gives damage before the loops have met it.
func (h *house) whyStopped() *desk.Error {
	if damage := h.shop.Store.Damage(); damage != nil {
		return damage
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stopped
}

// CheckNow makes the loops look for news at once, and those that rest after trouble try again.
func (h *house) CheckNow(context.Context) error {
	h.tryAgain()
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
			Reading: h.progress.first(c.ID, c.LastOK),
		})
		if c.Error != nil && c.Error.Code == desk.ErrUnreachable {
			unreachable++
		}
	}
	h.progress.keepFinished(health.Accounts)
	health.Offline = unreachable > 0 && unreachable == len(health.Accounts)
	health.Fresh, err = h.fresh(ctx)
	return health, err
}

func (h *house) fresh(ctx context.Context) (bool, error) {
	none, err := account.None(ctx, h.shop.Store)
	if err != nil || !none {
		return false, err
	}
	page, err := customer.List(ctx, h.shop.Store, 1, "")
	return err == nil && len(page.Customers) == 0, err
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
