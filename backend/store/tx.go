package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"balcao/backend/desk"
)

// querier is what reading needs of a transaction.
type querier struct {
	caller context.Context // no statement begins once it is over
	ctx    context.Context // of each statement
	tx     *sql.Tx
	memory memory
}

func (q querier) rows(name string, args ...any) (*sql.Rows, error) {
	if err := q.caller.Err(); err != nil {
		return nil, err
	}
	return q.tx.QueryContext(q.ctx, query(name), args...)
}

func (q querier) row(name string, args ...any) *sql.Row {
	return q.tx.QueryRowContext(q.ctx, query(name), args...)
}

func (q querier) exec(name string, args ...any) (changed int64, err error) {
	if err := q.caller.Err(); err != nil {
		return 0, err
	}
	res, err := q.tx.ExecContext(q.ctx, query(name), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// ReadTx is a consistent look at the store: everything read in it stems from one moment.
type ReadTx struct{ q querier }

// Tx is a transaction that may write. What it changed is announced after its commit.
type Tx struct {
	ReadTx
	store   *Store
	moment  time.Time
	counter int64 // of the last event that was recorded; 0: it is to be looked up
	again   bool  // events are applied again: what is here may have come after them
	undone  error // why SQLite gave up the whole transaction; nothing of it can be kept
	touched touches
	// newcomers has the whole log of each customer who was added in this transaction, with an id that is new.
	newcomers map[desk.CustomerID][]desk.Event
	index     indexing
	scores    scoring
	changes   []desk.Change
}

// Read runs fn on one consistent state of the store. fn cannot write.
func (s *Store) Read(ctx context.Context, fn func(*ReadTx) error) error {
	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.explain(err)
	}
	defer func() { _ = tx.Rollback() }() // a panic in fn must not keep the connection
	return s.explain(fn(&ReadTx{querier{ctx, ctx, tx, s.memory}}))
}

// Write runs fn in one transaction: all of it is kept, on the disk, or nothing. The rows of the inbox that fn
// touched are brought up to date before the commit, and subscribers hear of the changes after it.
// Errors: fn's own, desk.ErrDataLocked beside another writer, and see Damage.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.write(ctx, s.writable, fn)
}

// write asks whether it may when its turn has come: whoever had the turn before may have met damage.
func (s *Store) write(ctx context.Context, may func() error, fn func(*Tx) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := cmp.Or(may(), ctx.Err()); err != nil {
		return err
	}
	// A write is given up between statements: go-sqlite3 starts a goroutine for each statement that can be interrupted,
	// and the statements of a write are many and short.
	statements := context.WithoutCancel(ctx)
	sqlTx, err := s.writer.BeginTx(statements, nil)
	if err != nil {
		return s.explain(err)
	}
	defer func() { _ = sqlTx.Rollback() }() // a panic in fn must not keep the writer
	tx := &Tx{
		ReadTx: ReadTx{querier{ctx, statements, sqlTx, s.memory}}, store: s, moment: s.nextMoment(),
		touched: touches{}, newcomers: map[desk.CustomerID][]desk.Event{}, index: indexing{customers: map[desk.CustomerID]bool{}},
	}
	if err := tx.run(fn); err != nil {
		return s.explain(errors.Join(err, ignoreDone(sqlTx.Rollback())))
	}
	n, err := tx.remember()
	if err != nil {
		return s.explain(errors.Join(err, sqlTx.Rollback()))
	}
	if err := sqlTx.Commit(); err != nil {
		return s.explain(err)
	}
	s.tally = n
	s.changes.announce(tx.changes)
	return nil
}

func (tx *Tx) run(fn func(*Tx) error) error {
	if err := errors.Join(fn(tx), tx.undone); err != nil {
		return err
	}
	if err := tx.settleConversations(tx.now()); err != nil {
		return err
	}
	if err := tx.settleScores(); err != nil {
		return err
	}
	if err := tx.writeIndexes(); err != nil {
		return err
	}
	return tx.q.caller.Err()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// Moment is when this transaction happens, in whole milliseconds: later than every transaction before it. What
// is stored and what the owner does are put in order by it, so that a message which comes in the very
// millisecond of a closing is not lost from sight.
func (tx *Tx) Moment() time.Time { return tx.moment }

// now is the time for what depends on it: never before what this transaction does.
func (tx *Tx) now() time.Time { return later(tx.store.now(), tx.moment) }

// nextMoment follows the clock, and runs ahead of one that stands still or steps back a little. A clock that
// was put back for good is believed.
func (s *Store) nextMoment() time.Time {
	now := s.now().UTC().Truncate(time.Millisecond)
	if behind := s.lastMoment.Sub(now); behind >= 0 && behind < time.Minute {
		now = s.lastMoment.Add(time.Millisecond)
	}
	s.lastMoment = now
	return now
}

// Try runs fn so that its failure undoes only what fn did, not the whole transaction. It returns fn's error.
// On a full disk SQLite may give up the whole transaction; then Write fails whatever fn's caller makes of it,
// because a later statement would begin another one without what came before.
func (tx *Tx) Try(fn func() error) error {
	if tx.undone != nil {
		return tx.undone
	}
	if _, err := tx.q.tx.ExecContext(tx.q.ctx, "SAVEPOINT step"); err != nil {
		return err
	}
	mark, changes, touched := tx.index.mark(), len(tx.changes), tx.touched
	tx.touched = touches{}
	err := tx.store.explain(fn())
	if err != nil {
		tx.index.forget(mark)
		tx.counter = 0
		clear(tx.newcomers) // the log is read again
		tx.changes, tx.touched = tx.changes[:changes], touched
		if _, back := tx.q.tx.ExecContext(tx.q.ctx, "ROLLBACK TO step"); back != nil {
			tx.undone = errors.Join(err, back)
			return tx.undone
		}
	} else {
		touched.add(tx.touched)
		tx.touched = touched
	}
	if _, end := tx.q.tx.ExecContext(tx.q.ctx, "RELEASE step"); end != nil {
		return errors.Join(err, end)
	}
	return err
}

// Announce adds a change to what subscribers hear after the commit.
func (tx *Tx) Announce(c desk.Change) { tx.changes = append(tx.changes, c) }

// collect reads every row of a query with one scan function; the check of rows.Err cannot be forgotten.
func collect[T any](q querier, scan func(*sql.Rows) (T, error), name string, args ...any) ([]T, error) {
	rows, err := q.rows(name, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	list := []T{}
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// one reads the first row; desk.ErrNotFound when there is none.
func one[T any](q querier, scan func(*sql.Rows) (T, error), name string, args ...any) (T, error) {
	list, err := collect(q, scan, name, args...)
	if err != nil || len(list) == 0 {
		var none T
		if err == nil {
			kind, _, _ := strings.Cut(name, ".")
			err = desk.E(desk.ErrNotFound, nil, "kind", kind, "id", fmt.Sprint(args[0]))
		}
		return none, err
	}
	return list[0], nil
}

// value reads one column of one row; ok is false when there is no row or the value is NULL.
func value[T any](q querier, name string, args ...any) (v T, ok bool, err error) {
	if err := q.caller.Err(); err != nil {
		return v, false, err
	}
	var n sql.Null[T]
	err = q.row(name, args...).Scan(&n)
	if isNoRows(err) {
		return v, false, nil
	}
	return n.V, n.Valid && err == nil, err
}

// idList is how one query takes many ids: as a JSON array.
func idList[T ~string](ids []T) string {
	if len(ids) == 0 {
		return "[]"
	}
	text, err := json.Marshal(ids)
	if err != nil {
		panic(err) // plain strings always can be written
	}
	return string(text)
}

func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// ms is how the store writes a time: Unix milliseconds, 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMS(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}
