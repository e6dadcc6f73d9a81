package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
)

var errBoom = errors.New("boom")

func TestTryUndoesOnlyItsOwnPart(t *testing.T) {
	st := open(t, folder(t), Options{})
	heard, end := st.Subscribe()
	defer end()
	a, b := newPerson(1), newPerson(2)
	write(t, st, func(tx *Tx) error {
		if err := a.add(tx); err != nil {
			return err
		}
		if err := tx.Messages().Insert(a.message("a1", desk.CustomerVoice, tx.Moment(), "primeira"), a.id); err != nil {
			return err
		}
		err := tx.Try(func() error {
			if err := b.add(tx); err != nil {
				return err
			}
			if err := tx.Messages().Insert(a.message("a2", desk.CustomerVoice, tx.Moment().Add(time.Hour), "desfeita"), a.id); err != nil {
				return err
			}
			if err := tx.Messages().Insert(b.message("b1", desk.CustomerVoice, tx.Moment(), "desfeita"), b.id); err != nil {
				return err
			}
			return errBoom
		})
		if !errors.Is(err, errBoom) {
			t.Errorf("Try gives %v", err)
		}
		return tx.Try(func() error {
			return tx.Messages().Insert(a.message("a3", desk.CustomerVoice, tx.Moment(), "terceira"), a.id)
		})
	})
	if got := search(t, st, "desfeita"); len(got) != 0 {
		t.Errorf("what was undone is found: %v", got)
	}
	if len(search(t, st, "primeira")) != 1 || len(search(t, st, "terceira")) != 1 {
		t.Error("what was kept is not found")
	}
	for _, c := range <-heard {
		if c.CustomerID == b.id || c.MessageID == b.message("a2", 0, time.Time{}, "").ID {
			t.Errorf("what was undone is announced: %+v", c)
		}
	}
	read(t, st, func(tx *ReadTx) error {
		if _, found, err := tx.Conversation(b.id); found || err != nil {
			t.Errorf("the customer that was undone has a conversation (%v)", err)
		}
		n, err := tx.Messages().Count()
		if n != 2 {
			t.Errorf("%d messages, want 2", n)
		}
		return err
	})
	if c := conversation(t, st, a.id); c.Unread != 2 || !c.LastAt.Equal(c.Turn.ArrivedAt) {
		t.Errorf("the conversation counts what was undone: %+v", c)
	}
	if v, err := st.Verify(t.Context()); err != nil || v.Database != "ok" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestTryInsideTry(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	write(t, st, func(tx *Tx) error {
		return tx.Try(func() error {
			if err := p.add(tx); err != nil {
				return err
			}
			inner := tx.Try(func() error {
				if err := tx.Messages().Insert(p.message("inner", desk.CustomerVoice, tx.Moment(), "dentro"), p.id); err != nil {
					return err
				}
				return errBoom
			})
			if !errors.Is(inner, errBoom) {
				t.Errorf("the inner Try gives %v", inner)
			}
			return tx.Messages().Insert(p.message("outer", desk.CustomerVoice, tx.Moment(), "fora"), p.id)
		})
	})
	if len(search(t, st, "dentro")) != 0 || len(search(t, st, "fora")) != 1 {
		t.Error("the inner part is kept, or the outer one lost")
	}
}

// TestFullDiskKeepsNothingOfTheTransaction: SQLite gives up the whole transaction when a page cannot be had.
func TestFullDiskKeepsNothingOfTheTransaction(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	p.says(t, st, "before", "antes")
	var pages int
	if err := st.writer.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := st.writer.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+60)); err != nil {
		t.Fatal(err)
	}
	swallowed := 0
	err := st.Write(t.Context(), func(tx *Tx) error {
		for i := range 100 {
			m := p.message(fmt.Sprint(i), desk.CustomerVoice, tx.Moment(), strings.Repeat("texto ", 1000))
			if err := tx.Try(func() error { return tx.Messages().Insert(m, p.id) }); err != nil {
				swallowed++
				m.Text = "curto"
				if err := tx.Try(func() error { return tx.Messages().Insert(m, p.id) }); err == nil && tx.undone != nil {
					t.Fatal("a lost transaction goes on")
				}
			}
		}
		return tx.Connections().SetCursor("mail", "ran ahead")
	})
	if swallowed == 0 {
		t.Fatal("the disk was never full")
	}
	if !desk.HasCode(err, desk.ErrDataFull) || desk.AsError(err).Fate != desk.Temporary {
		t.Errorf("a full disk gives %v", err)
	}
	read(t, st, func(tx *ReadTx) error {
		n, err := tx.Messages().Count()
		if n != 1 {
			t.Errorf("%d messages are here, want the one from before", n)
		}
		return err
	})
	if _, err := st.writer.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	p.says(t, st, "after", "depois")
	if v, err := st.Verify(t.Context()); err != nil || v.Database != "ok" || len(search(t, st, "depois")) != 1 {
		t.Errorf("after room was made: %+v, %v", v, err)
	}
}

func TestAPanicDoesNotKeepTheConnection(t *testing.T) {
	st := open(t, folder(t), Options{})
	panics := func(do func()) {
		t.Helper()
		defer func() {
			if recover() == nil {
				t.Error("the panic is lost")
			}
		}()
		do()
	}
	panics(func() { _ = st.Write(t.Context(), func(*Tx) error { panic("a fault") }) })
	for range readers + 1 {
		panics(func() { _ = st.Read(t.Context(), func(*ReadTx) error { panic("a fault") }) })
	}
	newPerson(1).says(t, st, "m", "ainda escreve")
	if len(search(t, st, "escreve")) != 1 {
		t.Error("the store does not go on")
	}
}

// TestANewcomerIsWhatWasKeptOfHer: what a step recorded that was undone does not describe her.
func TestANewcomerIsWhatWasKeptOfHer(t *testing.T) {
	st := open(t, folder(t), Options{})
	id := desk.CustomerID(NewID())
	named := func(tx *Tx, name string) error {
		return tx.Record(desk.Event{Kind: desk.CustomerNamed, Actor: desk.Owner, CustomerID: id, Personal: desk.Personal{Name: name}})
	}
	name := func() string {
		t.Helper()
		var c desk.Customer
		read(t, st, func(tx *ReadTx) (err error) {
			c, err = tx.Customers().Get(id)
			return err
		})
		return c.Name
	}
	write(t, st, func(tx *Tx) error {
		err := tx.Record(desk.Event{Kind: desk.CustomerAdded, Actor: desk.Owner, CustomerID: id})
		if err = errors.Join(err, named(tx, "Ana")); err != nil {
			return err
		}
		if err := tx.Try(func() error { return errors.Join(named(tx, "Bia"), errBoom) }); !errors.Is(err, errBoom) {
			t.Errorf("%v", err)
		}
		return nil
	})
	if name() != "Ana" {
		t.Errorf("she is %q", name())
	}
	write(t, st, func(tx *Tx) error { return tx.Try(func() error { return named(tx, "Ana Paula") }) })
	if name() != "Ana Paula" {
		t.Errorf("she is %q", name())
	}
}

// Whoever gives up a write is heeded before its next statement, and keeps nothing of it.
func TestAWriteIsGivenUp(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, write := range map[string]func(tx *Tx, giveUp func()) error{
		"before a statement that writes": func(tx *Tx, giveUp func()) error {
			giveUp()
			return tx.Settings().Put("log", "second")
		},
		"before a question": func(tx *Tx, giveUp func()) error {
			giveUp()
			_, _, err := tx.Settings().Get("log")
			return err
		},
		"before a list":       func(tx *Tx, giveUp func()) error { giveUp(); _, err := tx.events(); return err },
		"before what is kept": func(_ *Tx, giveUp func()) error { giveUp(); return nil },
		"before a part of it": func(tx *Tx, giveUp func()) error {
			giveUp()
			return tx.Try(func() error { return tx.Settings().Put("log", "second") })
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, giveUp := context.WithCancel(t.Context())
			err := st.Write(ctx, func(tx *Tx) error {
				if err := tx.Settings().Put("log", "first"); err != nil {
					t.Fatal(err)
				}
				return write(tx, giveUp)
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
			read(t, st, func(tx *ReadTx) error {
				if _, kept, err := tx.Settings().Get("log"); err != nil || kept {
					t.Errorf("kept: %v, %v", kept, err)
				}
				return nil
			})
		})
	}
	if err := st.Write(t.Context(), func(tx *Tx) error { return tx.Settings().Put("log", "after all") }); err != nil {
		t.Error(err)
	}
}

func TestMomentsOnlyGoUp(t *testing.T) {
	c := newClock()
	st := open(t, folder(t), Options{Now: c.Now})
	moment := func() (at time.Time) {
		write(t, st, func(tx *Tx) error { at = tx.Moment(); return nil })
		return at
	}
	first := moment()
	if still := moment(); still.Sub(first) != time.Millisecond {
		t.Errorf("a clock that stands still gives %v after %v", still, first)
	}
	c.add(time.Hour)
	if got := moment(); !got.Equal(c.Now()) {
		t.Errorf("a clock that goes on gives %v, want %v", got, c.Now())
	}
	before := moment()
	c.add(-time.Second)
	if got := moment(); !got.After(before) {
		t.Errorf("a clock set back a second gives %v after %v", got, before)
	}
	c.add(-365 * 24 * time.Hour)
	if got := moment(); !got.Equal(c.Now()) {
		t.Errorf("a clock set back for good gives %v, want %v", got, c.Now())
	}
}

func TestRowNumbersFollowDates(t *testing.T) {
	st := open(t, folder(t), Options{})
	p := newPerson(1)
	base := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	dates := []time.Time{
		base, base.Add(time.Millisecond), base, base.AddDate(-30, 0, 0), base.AddDate(9, 0, 0), time.UnixMilli(0), time.UnixMilli(-1),
		time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), base,
	}
	write(t, st, func(tx *Tx) error {
		if err := p.add(tx); err != nil {
			return err
		}
		for i, at := range dates {
			if err := tx.Messages().Insert(p.message(fmt.Sprint(i), desk.CustomerVoice, at, "palavra"), p.id); err != nil {
				return err
			}
		}
		return nil
	})
	var last desk.Message
	n := 0
	read(t, st, func(tx *ReadTx) error {
		return tx.Messages().Each(time.UnixMilli(0), "", func(m desk.Message) error {
			if n++; n > 1 && m.At.Before(last.At) && m.At.UnixMilli() >= 0 {
				t.Errorf("%v comes after %v", m.At, last.At)
			}
			last = m
			return nil
		})
	})
	if n != len(dates) {
		t.Errorf("%d of %d messages are listed", n, len(dates))
	}
	if got := search(t, st, "palavra"); len(got) != len(dates) {
		t.Errorf("%d of %d are found", len(got), len(dates))
	}
}
