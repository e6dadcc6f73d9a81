package syncer

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/store"
)

const soon = 30 * time.Second // for what must happen; only a failing test waits so long

// shop is a store with fake providers, one for each connection.
type shop struct {
	t  *testing.T
	st *store.Store

	mu        sync.Mutex
	offset    time.Duration // of the store's clock
	providers map[desk.ConnectionID]*fake
	opened    map[desk.ConnectionID]int
}

func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, providers: map[desk.ConnectionID]*fake{}, opened: map[desk.ConnectionID]int{}}
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: s.now})
	check(t, err)
	s.st = st
	t.Cleanup(func() { _ = st.Close() })
	return s
}

func (s *shop) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Now().Add(s.offset)
}

func (s *shop) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offset += d
}

// add keeps a connection with one telephone number, and gives its provider.
func (s *shop) add(id desk.ConnectionID, p *fake) *fake {
	s.t.Helper()
	p.pulls, p.sends, p.closed = make(chan int, 1000), make(chan channel.Outbound, 1000), make(chan struct{}, 1000)
	s.mu.Lock()
	s.providers[id] = p
	s.mu.Unlock()
	s.put(id)
	return p
}

func (s *shop) put(id desk.ConnectionID) {
	s.t.Helper()
	number := "+55110000" + string(id)
	s.write(func(tx *store.Tx) error {
		err := tx.Connections().Put(desk.Connection{
			ID: id, Kind: desk.TwilioConnection, Config: []byte("{}"), CreatedAt: s.now(), HistoryBefore: s.now().Add(-time.Hour),
		})
		if err != nil {
			return err
		}
		return tx.Connections().PutAccount(desk.Account{ID: store.NewAccountID(desk.SMS, number), ConnectionID: id, Channel: desk.SMS, Address: number})
	})
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	check(s.t, s.st.Write(context.Background(), fn))
}

func (s *shop) open(c desk.Connection) (Provider, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened[c.ID]++
	p := s.providers[c.ID]
	if p.refuse != nil {
		return nil, p.refuse
	}
	if p.waits != nil {
		return waiting{p}, nil
	}
	if p.holds != nil {
		return holding{p}, nil
	}
	if p.templates != nil {
		return offering{p}, nil
	}
	return p, nil
}

func (s *shop) engine() *Engine {
	e := New(s.st, s.open, slog.New(slog.DiscardHandler), nil)
	e.pace = pace{
		poll: time.Hour, lookAround: time.Hour, roll: time.Hour, soonest: time.Millisecond, firstBackoff: time.Millisecond,
		lastBackoff: 4 * time.Millisecond, awayBackoff: 2 * time.Millisecond,
	}
	return e
}

// start runs the engine until the test ends or stop is called.
func (s *shop) start(e *Engine) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- e.Run(ctx) }()
	stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(soon):
			return errors.New("the loops did not end")
		}
	})
	s.t.Cleanup(func() { _ = stop() })
	return stop
}

// connection reads how a connection fares.
func (s *shop) connection(id desk.ConnectionID) (row store.ConnectionRow) {
	s.t.Helper()
	check(s.t, s.st.Read(context.Background(), func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		for _, r := range rows {
			if r.ID == id {
				row = r
			}
		}
		return err
	}))
	return row
}

// reply queues an answer to the only customer.
func (s *shop) reply(d outbox.Draft) outbox.Queued {
	s.t.Helper()
	page, err := customer.Inbox(context.Background(), s.st, customer.InboxQuery{})
	check(s.t, err)
	if len(page.Rows) != 1 {
		s.t.Fatalf("%d customers, want 1", len(page.Rows))
	}
	d.CustomerID, d.Channel = page.Rows[0].CustomerID, desk.SMS
	q, err := outbox.Enqueue(context.Background(), s.st, func(desk.ConnectionID) outbox.Checker { return nil }, d)
	check(s.t, err)
	return q
}

func (s *shop) delivery(id desk.DeliveryID) store.OutgoingRow {
	s.t.Helper()
	row, err := delivery(context.Background(), s.st, id)
	check(s.t, err)
	return row
}

// fake is a provider that does as it is told.
type fake struct {
	mu     sync.Mutex
	fail   error // of pulling
	refuse error // of opening
	inbox  []*channel.Inbound
	sendFn func(context.Context, channel.Outbound) (channel.Receipt, error)
	fetch  func(ref string) (channel.File, error)
	status channel.Status
	waits  chan error

	holds    []channel.Listed // what List names; nil: it cannot be asked
	listFail error            // after that

	templates func() ([]desk.Template, error) // nil: it has none

	count    int
	pulls    chan int
	sends    chan channel.Outbound
	closed   chan struct{}
	fetches  int
	tracking []string
}

func (p *fake) set(fn func(*fake)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fn(p)
}

func (p *fake) Pull(_ context.Context, since channel.Cursor, sink channel.Sink) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
	p.pulls <- p.count
	if since == "" {
		for _, in := range p.inbox {
			if err := sink.Take(in, "all"); err != nil {
				return err
			}
		}
	}
	return p.fail
}

func (p *fake) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	p.sends <- out
	p.mu.Lock()
	send := p.sendFn
	p.mu.Unlock()
	if send != nil {
		return send(ctx, out)
	}
	return channel.Receipt{ExternalID: "SM" + string(out.DeliveryID)}, nil
}

func (p *fake) Find(context.Context, channel.Outbound) (channel.Receipt, error) {
	return channel.Receipt{}, desk.E(desk.ErrNotFound, nil)
}

func (p *fake) Check(channel.Outbound) error { return nil }

func (p *fake) Fetch(_ context.Context, ref string) (channel.File, error) {
	p.mu.Lock()
	p.fetches++
	fetch := p.fetch
	p.mu.Unlock()
	if fetch == nil {
		return channel.File{Body: io.NopCloser(strings.NewReader("bytes of " + ref)), Type: "image/png"}, nil
	}
	return fetch(ref)
}

func (p *fake) Track(_ context.Context, ref string) (channel.Status, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tracking = append(p.tracking, ref)
	return p.status, nil
}

func (p *fake) Close() error {
	p.closed <- struct{}{}
	return nil
}

// waiting is a provider that can tell when something is new.
type waiting struct{ *fake }

func (w waiting) Wait(ctx context.Context) error {
	select {
	case err := <-w.waits:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func text(s *shop, conn desk.ConnectionID, sid string, media ...channel.Media) *channel.Inbound {
	return &channel.Inbound{
		Channel: desk.SMS, ExternalID: sid, From: "+5511987654321", To: "+55110000" + string(conn), Text: "oi", Received: s.now(),
		Raw: []byte(sid), Media: media,
	}
}

func await[T any](t *testing.T, c <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(soon):
		t.Fatalf("%s did not happen", what)
	}
	return v
}

// never looks for a moment whether something happens that must not.
func never[T any](t *testing.T, c <-chan T, what string) {
	t.Helper()
	select {
	case <-c:
		t.Fatal(what)
	case <-time.After(150 * time.Millisecond):
	}
}

// eventually reads again until it is so.
func (s *shop) eventually(what string, so func() bool) {
	s.t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(soon)
	for !so() {
		select {
		case <-tick.C:
		case <-limit:
			s.t.Fatalf("%s did not happen", what)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
