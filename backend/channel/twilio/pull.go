package twilio

import (
	"context"
	"encoding/json"
	"hash/maphash"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// The days of each listing. Twilio's filter works by UTC day and rows can appear late, so that every
// window overlaps what was read before.
const (
	firstDays   = 30
	windowDays  = 2
	sweepDays   = 7
	stepDays    = 30
	historyDays = 400 // Twilio keeps no more
)

const (
	sweepEvery = 24 * time.Hour
	// overlap is how far the newest rows must reach back into what the last pull has seen.
	overlap = 10 * time.Minute
	// newestPages is when looking for the newest rows gives up and the window is read instead.
	newestPages = 5
)

// cursor is the note of what has been handed over.
type cursor struct {
	LastPull  time.Time `json:"last_pull"`
	LastWhole time.Time `json:"last_whole"` // the window was read to its end
	LastSweep time.Time `json:"last_sweep"`
	HistoryTo time.Time `json:"history_to"` // every day from this one on was read; zero: the first run is not done
}

// readCursor starts anew from a note it cannot read: everything is handed over again, which is allowed.
func readCursor(since channel.Cursor) cursor {
	var c cursor
	if json.Unmarshal([]byte(since), &c) != nil {
		return cursor{}
	}
	return c
}

func (c cursor) encode() channel.Cursor {
	note, err := json.Marshal(c)
	if err != nil {
		return "" // a year beyond 9999: start anew
	}
	return channel.Cursor(note)
}

// memory spares the sink what it already has. It only lives as long as the program and holds only for
// the cursor that the sink gives back: what that one covers is on disk.
type memory struct {
	seed   maphash.Seed
	cursor channel.Cursor
	rows   map[string]uint64 // SID → what the row looked like
}

// pull is one run.
type pull struct {
	*Connection
	ctx   context.Context
	sink  channel.Sink
	cur   cursor
	began time.Time
	seen  map[string]uint64 // the rows of this run
	taken int
}

// Pull hands over the newest messages, then the last days (30 at first), then history in steps of 30
// days. Rows that changed (a status) come again; the sink knows them by their SID.
func (c *Connection) Pull(ctx context.Context, since channel.Cursor, sink channel.Sink) error {
	c.pulling.Lock()
	defer c.pulling.Unlock()
	c.known.start(since)
	run := &pull{Connection: c, ctx: ctx, sink: sink, cur: readCursor(since), began: c.now().UTC(), seen: map[string]uint64{}}
	if run.cur.LastWhole.After(run.began.Add(24*time.Hour)) || run.cur.HistoryTo.After(run.began) {
		run.cur = cursor{} // noted by a clock that was far ahead: no day in it can be believed
	}
	reached, err := run.newest()
	if err != nil {
		return err
	}
	if err := run.window(reached); err != nil {
		return err
	}
	return run.history()
}

// start forgets everything unless the sink gives back the very cursor that was handed out.
func (m *memory) start(since channel.Cursor) {
	if m.rows == nil {
		m.seed = maphash.MakeSeed()
	}
	if m.rows == nil || since != m.cursor {
		m.rows = map[string]uint64{}
	}
}

// newest reads the list without any filter: a row without date_sent is in no window, and an inbox is
// useful as soon as it shows what came last. reached tells whether that met what the last pull saw.
func (p *pull) newest() (reached bool, err error) {
	next := ""
	for n := range newestPages {
		got, err := p.list.turn(p.ctx, n, next, listFilter{size: pageSize})
		if err != nil {
			return false, err
		}
		oldest, err := p.hand(got.rows, "messages")
		if err != nil {
			return false, err
		}
		if got.next == "" {
			return true, nil
		}
		if p.cur.LastPull.IsZero() || !oldest.IsZero() && oldest.Before(p.cur.LastPull.Add(-overlap)) {
			return !p.cur.LastPull.IsZero(), nil
		}
		next = got.next
	}
	return false, nil
}

// window reads the last days to their end, when that is due.
func (p *pull) window(reached bool) error {
	first := p.cur.HistoryTo.IsZero()
	sweep := p.due(p.cur.LastSweep, sweepEvery)
	if !first && !sweep && reached && !p.due(p.cur.LastWhole, p.whole) {
		p.cur.LastPull = p.began
		return p.note()
	}
	from := p.windowStart(first, sweep)
	if err := p.all(listFilter{after: from, size: pageSize}, "messages"); err != nil {
		return err
	}
	p.known.rows = map[string]uint64{} // what has left the window is not listed again
	p.cur.LastPull, p.cur.LastWhole = p.began, p.began
	if first || sweep {
		p.cur.LastSweep = p.began
	}
	if first {
		p.cur.HistoryTo = from
	}
	return p.note()
}

// due tells whether something is to be done again. A clock that was set back makes it due.
func (p *pull) due(last time.Time, every time.Duration) bool {
	return every < 0 || last.After(p.began) || p.began.Sub(last) >= every
}

// windowStart is the first day to read: never later than two days before the last time that the
// window was read to its end, however long ago that was.
func (p *pull) windowStart(first, sweep bool) time.Time {
	days := windowDays
	switch {
	case first:
		days = firstDays
	case sweep:
		days = sweepDays
	}
	from := day(p.began).AddDate(0, 0, -days)
	if first {
		return later(from, p.limit(p.began))
	}
	if back := day(p.cur.LastWhole).AddDate(0, 0, -windowDays); back.Before(from) {
		from = back
	}
	return later(from, day(p.began).AddDate(0, 0, -historyDays))
}

// limit is the oldest day that is wanted.
func (c *Connection) limit(now time.Time) time.Time {
	kept := day(now).AddDate(0, 0, -historyDays)
	if c.since.IsZero() {
		return kept
	}
	return later(kept, day(c.since))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// history goes back in steps from where it stands; each step done is noted.
func (p *pull) history() error {
	limit := p.limit(p.began)
	for p.cur.HistoryTo.After(limit) {
		p.sink.Progress(channel.Reading{Stage: "history", At: p.cur.HistoryTo, Done: p.taken})
		from := later(p.cur.HistoryTo.AddDate(0, 0, -stepDays), limit)
		// A day more than the step: whether "before a day" holds that day's rows is nowhere promised.
		step := listFilter{after: from, before: p.cur.HistoryTo.AddDate(0, 0, 1), size: pageSize}
		if err := p.all(step, "history"); err != nil {
			return err
		}
		p.cur.HistoryTo = from
		if err := p.note(); err != nil {
			return err
		}
	}
	return nil
}

// all hands over a list to its end.
func (p *pull) all(filter listFilter, stage string) error {
	return p.list.every(p.ctx, filter, func(rows []json.RawMessage) error {
		_, err := p.hand(rows, stage)
		return err
	})
}

// hand gives rows to the sink, but none that it was given before and that looks the same.
func (p *pull) hand(rows []json.RawMessage, stage string) (oldest time.Time, err error) {
	cursor := p.cur.encodeUnlessNew()
	read := readRows(rows)
	for i, raw := range rows {
		if isNull(raw) {
			continue
		}
		r := read[i]
		if !r.created.IsZero() && (oldest.IsZero() || r.created.Before(oldest)) {
			oldest = r.created
		}
		if !p.since.IsZero() && r.before(p.limit(p.began)) || r.arriving(p.began) {
			continue // nobody asked for it, or this list will show it again
		}
		if err := p.take(p.cfg.inbound(raw, r, p.began), cursor); err != nil {
			return oldest, err
		}
	}
	if stage == "messages" {
		p.sink.Progress(channel.Reading{Stage: stage, At: oldest, Done: p.taken})
	}
	return oldest, nil
}

func (p *pull) take(in *channel.Inbound, cursor channel.Cursor) error {
	if p.ctx.Err() != nil {
		return desk.Passing(desk.ErrUnreachable, p.ctx.Err(), p.wire.about()...)
	}
	look := maphash.Bytes(p.known.seed, in.Raw)
	if p.seen[in.ExternalID] == look {
		return nil
	}
	p.seen[in.ExternalID] = look
	if p.known.rows[in.ExternalID] == look {
		return nil
	}
	p.taken++
	return p.sink.Take(in, cursor)
}

// encodeUnlessNew gives no cursor before the first window is done: an empty one starts anew.
func (c cursor) encodeUnlessNew() channel.Cursor {
	if c.HistoryTo.IsZero() {
		return ""
	}
	return c.encode()
}

// note hands over the cursor, and remembers the rows that it covers.
func (p *pull) note() error {
	if p.ctx.Err() != nil {
		return desk.Passing(desk.ErrUnreachable, p.ctx.Err(), p.wire.about()...)
	}
	cursor := p.cur.encode()
	if err := p.sink.Take(nil, cursor); err != nil {
		return err
	}
	for sid, look := range p.seen {
		p.known.rows[sid] = look
	}
	p.known.cursor = cursor
	return nil
}
