// Package channeltest is the examination that every channel sits: the promises of the channel package
// that can be checked from outside, against a provider that the channel's own tests bring along.
//
// It knows no provider, and it does not test what only one channel does.
package channeltest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// cancelLimit is how long a cancelled call may still run; the contract says one second, and a busy
// machine gets more.
const cancelLimit = 10 * time.Second

// Subject is a channel in front of a provider that holds messages. All functions may be called more
// than once; a nil function leaves its questions out.
type Subject struct {
	// Open gives a new Source, which is also a Sender where the channel sends, with a valid login.
	Open func(t *testing.T) channel.Source
	// Keys names every message that the provider holds when the examination starts (at least three).
	Keys []string
	// Key names a message that arrived, in the words of Keys.
	Key func(in *channel.Inbound) string
	// Deliver adds one message at the provider and gives its key.
	Deliver func(t *testing.T) string
	// Refused is like Open with a login that the provider refuses.
	Refused func(t *testing.T) channel.Source
	// Unreachable is like Open with a provider that does not answer at all.
	Unreachable func(t *testing.T) channel.Source
	// Outbound gives a message that the provider will take, a different one at each call.
	Outbound func(t *testing.T) channel.Outbound
	// Secret must not occur in any error.
	Secret string
}

// Exam asks every question that the subject can answer, each as a subtest.
func Exam(t *testing.T, s Subject) {
	if len(s.Keys) < 3 {
		t.Fatal("the examination needs a provider with at least three messages")
	}
	t.Run("pulls everything once", s.pullsEverything)
	t.Run("resumes after an error of the sink", s.resumes)
	t.Run("covers nothing ahead of the sink", s.neverAhead)
	t.Run("stops when cancelled", s.stopsWhenCancelled)
	t.Run("takes a cursor it cannot read", s.oddCursor)
	if _, ok := s.Open(t).(channel.Lister); ok {
		t.Run("lists what it pulls", s.listsAll)
		t.Run("lists no further than it is wanted", s.listStopped)
	}
	if s.Deliver != nil {
		t.Run("finds what is new", s.findsNew)
	}
	if s.Refused != nil {
		t.Run("login refused", s.loginRefused)
	}
	if s.Unreachable != nil {
		t.Run("unreachable", s.unreachable)
	}
	if s.Outbound != nil {
		t.Run("sends and finds", s.sendsAndFinds)
		t.Run("check", s.checks)
		t.Run("nothing leaves when cancelled before", s.sendCancelled)
	}
}

func (s Subject) pullsEverything(t *testing.T) {
	sink := &Collector{Key: s.Key}
	if err := s.Open(t).Pull(context.Background(), "", sink); err != nil {
		t.Fatalf("pull: %v", err)
	}
	sink.wantAll(t, s.Keys)
	again := &Collector{Key: s.Key}
	if err := s.Open(t).Pull(context.Background(), sink.Cursor, again); err != nil {
		t.Fatalf("second pull: %v", err)
	}
	for key := range again.Got {
		if sink.Got[key] == 0 {
			t.Errorf("the second pull brought %q, which the first did not", key)
		}
	}
}

// resumes lets the sink fail at each place in turn, and pulls the rest from the last cursor kept.
func (s Subject) resumes(t *testing.T) {
	errFull := errors.New("the sink is full")
	for failAt := range len(s.Keys) + 1 {
		sink := &Collector{Key: s.Key, Before: func(taken int) error {
			if taken == failAt {
				return errFull
			}
			return nil
		}}
		err := s.Open(t).Pull(context.Background(), "", sink)
		if !errors.Is(err, errFull) {
			if err == nil && failAt >= sink.Taken {
				continue // everything was taken before the place was reached
			}
			t.Fatalf("the sink failed at %d, but pull returned %v", failAt, err)
		}
		sink.Before = nil
		if err := s.Open(t).Pull(context.Background(), sink.Cursor, sink); err != nil {
			t.Fatalf("resuming after %d: %v", failAt, err)
		}
		sink.wantAll(t, s.Keys)
	}
}

// neverAhead resumes from every cursor that was ever handed over: what came later must come again.
func (s Subject) neverAhead(t *testing.T) {
	var cursors []channel.Cursor
	var keys []string
	sink := &Collector{Key: s.Key, After: func(in *channel.Inbound, cursor channel.Cursor) {
		if in != nil {
			cursors, keys = append(cursors, cursor), append(keys, s.Key(in))
		}
	}}
	if err := s.Open(t).Pull(context.Background(), "", sink); err != nil {
		t.Fatalf("pull: %v", err)
	}
	for i, cursor := range cursors {
		rest := &Collector{Key: s.Key}
		for _, key := range keys[:i+1] {
			rest.note(key)
		}
		if err := s.Open(t).Pull(context.Background(), cursor, rest); err != nil {
			t.Fatalf("pull from cursor %d: %v", i, err)
		}
		rest.wantAll(t, s.Keys)
	}
}

func (s Subject) stopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var cancelled time.Time
	sink := &Collector{Key: s.Key, After: func(*channel.Inbound, channel.Cursor) {
		if cancelled.IsZero() {
			cancelled = time.Now()
		}
		cancel()
	}}
	err := s.Open(t).Pull(ctx, "", sink)
	if took := time.Since(cancelled); took > cancelLimit {
		t.Errorf("pull ran for %v after it was cancelled", took)
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("pull returned %v, which does not wrap context.Canceled", err)
	}
	sink.After = nil
	if err := s.Open(t).Pull(context.Background(), sink.Cursor, sink); err != nil {
		t.Fatalf("resuming: %v", err)
	}
	sink.wantAll(t, s.Keys)
}

func (s Subject) oddCursor(t *testing.T) {
	for _, cursor := range []channel.Cursor{"{", "null", `{"folders":{"INBOX":{"stored":"9:1,x"}}}`, "\x00\xff"} {
		sink := &Collector{Key: s.Key}
		if err := s.Open(t).Pull(context.Background(), cursor, sink); err != nil {
			t.Fatalf("pull from %q: %v", cursor, err)
		}
		sink.wantAll(t, s.Keys)
	}
}

func (s Subject) findsNew(t *testing.T) {
	sink := &Collector{Key: s.Key}
	source := s.Open(t)
	if err := source.Pull(context.Background(), "", sink); err != nil {
		t.Fatalf("pull: %v", err)
	}
	key := s.Deliver(t)
	if err := source.Pull(context.Background(), sink.Cursor, sink); err != nil {
		t.Fatalf("pull after delivery: %v", err)
	}
	if sink.Got[key] == 0 {
		t.Errorf("%q was delivered and did not arrive", key)
	}
}

// nameOf is how a Lister should name a message.
func nameOf(in *channel.Inbound) channel.Listed {
	if in.Mail {
		return channel.Listed{Channel: in.Channel, Folder: in.Folder, UIDValidity: in.UIDValidity, UID: in.UID}
	}
	named := channel.Listed{Channel: in.Channel, Account: in.To, ExternalID: in.ExternalID}
	if in.Outgoing {
		named.Account = in.From
	}
	return named
}

// listsAll compares what is listed with what a first pull brings: each message, and each once.
func (s Subject) listsAll(t *testing.T) {
	pulled := map[channel.Listed]bool{}
	sink := &Collector{After: func(in *channel.Inbound, _ channel.Cursor) {
		if in != nil {
			pulled[nameOf(in)] = true
		}
	}}
	if err := s.Open(t).Pull(context.Background(), "", sink); err != nil {
		t.Fatalf("pull: %v", err)
	}
	listed := map[channel.Listed]int{}
	err := s.lister(t).List(context.Background(), func(l channel.Listed) error {
		listed[l]++
		return nil
	})
	if err != nil {
		t.Fatalf("list: %v", err)
	}
	for name, times := range listed {
		if !pulled[name] || times != 1 {
			t.Errorf("%+v is listed %d times, pulled: %v", name, times, pulled[name])
		}
	}
	if len(listed) != len(pulled) {
		t.Errorf("%d listed, %d pulled", len(listed), len(pulled))
	}
}

// listStopped lets the receiver fail, and the context end, at the second message.
func (s Subject) listStopped(t *testing.T) {
	errEnough, heard := errors.New("enough"), 0
	stop := func() error {
		if heard++; heard == 2 {
			return errEnough
		}
		return nil
	}
	err := s.lister(t).List(context.Background(), func(channel.Listed) error { return stop() })
	if err != errEnough || heard != 2 {
		t.Errorf("listed %d and returned %v", heard, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err = s.lister(t).List(ctx, func(channel.Listed) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a list that was cancelled returned %v", err)
	}
}

func (s Subject) lister(t *testing.T) channel.Lister { return s.Open(t).(channel.Lister) }

func (s Subject) loginRefused(t *testing.T) {
	err := s.Refused(t).Pull(context.Background(), "", &Collector{Key: s.Key})
	s.wantError(t, err, desk.ErrAuth, desk.Permanent)
	if lister, ok := s.Refused(t).(channel.Lister); ok {
		err := lister.List(context.Background(), func(channel.Listed) error { return nil })
		s.wantError(t, err, desk.ErrAuth, desk.Permanent)
	}
	if sender, ok := s.Refused(t).(channel.Sender); ok && s.Outbound != nil {
		_, err := sender.Send(context.Background(), s.Outbound(t))
		s.wantError(t, err, desk.ErrAuth, desk.Permanent)
	}
}

func (s Subject) unreachable(t *testing.T) {
	err := s.Unreachable(t).Pull(context.Background(), "", &Collector{Key: s.Key})
	s.wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	if lister, ok := s.Unreachable(t).(channel.Lister); ok {
		err := lister.List(context.Background(), func(channel.Listed) error { return nil })
		s.wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	}
	if sender, ok := s.Unreachable(t).(channel.Sender); ok && s.Outbound != nil {
		_, err := sender.Send(context.Background(), s.Outbound(t))
		s.wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	}
}

func (s Subject) sender(t *testing.T) channel.Sender {
	sender, ok := s.Open(t).(channel.Sender)
	if !ok {
		t.Fatal("the subject has Outbound, but what Open gives is no Sender")
	}
	return sender
}

func (s Subject) sendsAndFinds(t *testing.T) {
	sender, out := s.sender(t), s.Outbound(t)
	if err := sender.Check(out); err != nil {
		t.Fatalf("check: %v", err)
	}
	if _, err := sender.Find(context.Background(), out); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("find before sending returned %v, want %s", err, desk.ErrNotFound)
	}
	receipt, err := sender.Send(context.Background(), out)
	if err != nil {
		t.Fatalf("send: %v", err)
	}
	if receipt.ExternalID == "" {
		t.Error("the receipt has no external id")
	}
	if filer, ok := sender.(channel.Filer); ok {
		if err := filer.File(context.Background(), out); err != nil {
			t.Fatalf("file: %v", err)
		}
	}
	found, err := sender.Find(context.Background(), out)
	if err != nil {
		t.Fatalf("find after sending: %v", err)
	}
	if found.ExternalID != receipt.ExternalID {
		t.Errorf("find says %q, send said %q", found.ExternalID, receipt.ExternalID)
	}
}

func (s Subject) checks(t *testing.T) {
	sender := s.sender(t)
	empty := s.Outbound(t)
	empty.Text, empty.Attachments, empty.Template = " \n", 0, nil
	if err := sender.Check(empty); !desk.HasCode(err, desk.ErrEmpty) {
		t.Errorf("check of an empty message: %v, want %s", err, desk.ErrEmpty)
	}
	nobody := s.Outbound(t)
	nobody.To, nobody.Recipients = "", nil
	if err := sender.Check(nobody); !desk.HasCode(err, desk.ErrNoAddress) {
		t.Errorf("check without an address: %v, want %s", err, desk.ErrNoAddress)
	}
}

func (s Subject) sendCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.sender(t).Send(ctx, s.Outbound(t))
	if err == nil {
		t.Fatal("send with a cancelled context succeeded")
	}
	if fate := desk.AsError(err).Fate; fate != desk.Temporary {
		t.Errorf("fate %v of %v: nothing had left, so it must be temporary", fate, err)
	}
}

func (s Subject) wantError(t *testing.T, err error, code desk.Code, fate desk.Fate) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", code)
	}
	e := desk.AsError(err)
	if e.Code != code || e.Fate != fate {
		t.Errorf("error %v (fate %v), want %s (fate %v)", err, e.Fate, code, fate)
	}
	if s.Secret != "" && strings.Contains(err.Error(), s.Secret) {
		t.Errorf("the secret is in the error %q", err)
	}
}
