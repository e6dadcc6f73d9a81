package store

import (
	"testing"
	"time"

	"balcao/backend/desk"
)

// scene is a shop with one customer and a clock.
type scene struct {
	t     *testing.T
	st    *Store
	clock *clock
	p     person
	last  desk.DeliveryID
}

func newScene(t *testing.T) *scene {
	c := newClock()
	s := &scene{t: t, clock: c, p: newPerson(1)}
	s.st = open(t, folder(t), Options{Now: c.Now})
	return s
}

func (s *scene) comes(voice desk.Voice, age time.Duration) {
	s.t.Helper()
	m := s.p.message(NewID(), voice, s.clock.Now().Add(-age), "texto")
	write(s.t, s.st, func(tx *Tx) error {
		if _, known, err := tx.Customers().Identity(desk.Email, s.p.address); err != nil {
			return err
		} else if !known {
			if err := s.p.add(tx); err != nil {
				return err
			}
		}
		return tx.Messages().Insert(m, s.p.id)
	})
}

func (s *scene) does(kind desk.EventKind, until time.Duration) {
	s.t.Helper()
	record(s.t, s.st, desk.Event{Kind: kind, CustomerID: s.p.id, Facts: desk.Facts{Until: s.clock.Now().Add(until)}})
}

func TestStoriesOfOneConversation(t *testing.T) {
	asks := func(s *scene) { s.comes(desk.CustomerVoice, 0) }
	answers := func(s *scene) { s.last = s.p.answers(s.t, s.st, NewID(), "resposta") }
	hour := func(s *scene) { s.clock.add(time.Hour) }
	days := func(n int) func(*scene) {
		return func(s *scene) {
			s.clock.add(time.Duration(n) * 24 * time.Hour)
			write(s.t, s.st, func(tx *Tx) error { _, err := tx.Roll(s.clock.Now()); return err })
		}
	}
	reads := func(s *scene) { s.does(desk.ConversationRead, 0) }
	unreads := func(s *scene) { s.does(desk.ConversationUnread, 0) }
	closes := func(s *scene) { s.does(desk.ConversationClosed, 0) }
	junks := func(s *scene) { s.does(desk.ConversationJunked, 0) }
	delivery := func(events ...desk.DeliveryEvent) func(*scene) {
		return func(s *scene) { step(s.t, s.st, s.last, events...) }
	}
	for name, c := range map[string]struct {
		steps  []func(*scene)
		want   desk.TurnState
		unread int
	}{
		"she asks":                               {[]func(*scene){asks}, desk.ToReply, 1},
		"she asks and is answered":               {[]func(*scene){asks, answers}, desk.Waiting, 0},
		"she asks again in the same moment":      {[]func(*scene){asks, answers, asks}, desk.ToReply, 1},
		"closed in the moment it came":           {[]func(*scene){asks, closes}, desk.Closed, 1},
		"she asks in the moment of the closing":  {[]func(*scene){asks, closes, asks}, desk.ToReply, 2},
		"she asks in the moment of the snooze":   {[]func(*scene){asks, func(s *scene) { s.does(desk.ConversationSnoozed, time.Hour) }, asks}, desk.ToReply, 2},
		"read, and asks in the same moment":      {[]func(*scene){asks, func(s *scene) { s.does(desk.ConversationRead, 0) }, asks}, desk.ToReply, 1},
		"answered after thirty days of silence":  {[]func(*scene){asks, answers, days(31)}, desk.Closed, 0},
		"snoozed":                                {[]func(*scene){asks, func(s *scene) { s.does(desk.ConversationSnoozed, 30*time.Hour) }, days(1)}, desk.Snoozed, 1},
		"the snooze ends":                        {[]func(*scene){asks, func(s *scene) { s.does(desk.ConversationSnoozed, 30*time.Hour) }, days(2)}, desk.ToReply, 1},
		"closed and reopened":                    {[]func(*scene){asks, answers, closes, func(s *scene) { s.does(desk.ConversationReopened, 0) }}, desk.ToReply, 0},
		"dated ahead by a wrong clock, answered": {[]func(*scene){func(s *scene) { s.comes(desk.CustomerVoice, -5*time.Hour) }, answers}, desk.Waiting, 0},
		"arrives late, dated before our answer":  {[]func(*scene){asks, hour, answers, hour, func(s *scene) { s.comes(desk.CustomerVoice, 90*time.Minute) }}, desk.ToReply, 1},
		"answered elsewhere":                     {[]func(*scene){asks, hour, func(s *scene) { s.comes(desk.ElsewhereShop, 0) }}, desk.Waiting, 0},
		"answered elsewhere before she asked":    {[]func(*scene){func(s *scene) { s.comes(desk.ElsewhereShop, 0) }, hour, asks}, desk.ToReply, 1},
		"a machine after the answer":             {[]func(*scene){asks, answers, hour, func(s *scene) { s.comes(desk.MachineVoice, 0) }}, desk.Waiting, 0},
		"a machine does not answer":              {[]func(*scene){asks, hour, func(s *scene) { s.comes(desk.MachineVoice, 0) }}, desk.ToReply, 1},
		"no customer, and writes again":          {[]func(*scene){asks, junks, hour, asks}, desk.Closed, 0},
		"no customer, and is written to":         {[]func(*scene){asks, junks, hour, answers, hour, asks}, desk.ToReply, 1},
		"no customer, answered elsewhere":        {[]func(*scene){asks, junks, hour, func(s *scene) { s.comes(desk.ElsewhereShop, 0) }, hour, asks}, desk.ToReply, 1},
		"no customer, the answer is taken back":  {[]func(*scene){asks, junks, hour, answers, delivery(desk.Cancel), asks}, desk.Closed, 0},
		"no customer, and reopened":              {[]func(*scene){asks, junks, hour, asks, func(s *scene) { s.does(desk.ConversationReopened, 0) }}, desk.ToReply, 2},
		"the answer fails":                       {[]func(*scene){asks, answers, delivery(desk.Claim, desk.Rejected)}, desk.ToReply, 1},
		"sent, closed, and then it fails":        {[]func(*scene){asks, answers, closes, delivery(desk.Claim, desk.Rejected)}, desk.ToReply, 1},
		"failed, and closed knowing it":          {[]func(*scene){asks, answers, delivery(desk.Claim, desk.Rejected), closes}, desk.Closed, 1},
		"the answer is taken back":               {[]func(*scene){asks, answers, delivery(desk.Cancel)}, desk.ToReply, 1},
		"the answer is held":                     {[]func(*scene){asks, answers, delivery(desk.Hold)}, desk.ToReply, 1},
		"looked for in vain, and held":           {[]func(*scene){asks, answers, delivery(desk.Claim, desk.Lost, desk.Absent)}, desk.ToReply, 1},
		"read, and marked unread":                {[]func(*scene){asks, reads, unreads}, desk.ToReply, 1},
		"answered, and marked unread":            {[]func(*scene){asks, answers, unreads}, desk.Waiting, 1},
		"marked unread, and read":                {[]func(*scene){asks, unreads, reads}, desk.ToReply, 0},
		"marked unread, and answered":            {[]func(*scene){asks, unreads, hour, answers}, desk.Waiting, 0},
		"marked unread, and answered elsewhere":  {[]func(*scene){asks, unreads, hour, func(s *scene) { s.comes(desk.ElsewhereShop, 0) }}, desk.Waiting, 0},
		"marked unread, and asks again":          {[]func(*scene){asks, reads, unreads, hour, asks}, desk.ToReply, 1},
		"failed and sent again":                  {[]func(*scene){asks, answers, delivery(desk.Claim, desk.Rejected, desk.Retry, desk.Claim, desk.Accepted)}, desk.Waiting, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			for _, step := range c.steps {
				step(s)
			}
			got := conversation(t, s.st, s.p.id)
			if got.State != c.want || got.Unread != c.unread {
				t.Errorf("state %s with %d unread, want %s with %d", got.State, got.Unread, c.want, c.unread)
			}
		})
	}
}

func TestAnAnswerTakenBackWasNeverSaid(t *testing.T) {
	s := newScene(t)
	s.comes(desk.CustomerVoice, 0)
	before := conversation(t, s.st, s.p.id)
	s.clock.add(time.Hour)
	id := s.p.answers(t, s.st, "answer", "resposta")
	if got := conversation(t, s.st, s.p.id); got.LastID == before.LastID {
		t.Fatal("an answer is not the newest")
	}
	step(t, s.st, id, desk.Cancel)
	if got := conversation(t, s.st, s.p.id); got.LastID != before.LastID || !got.LastAt.Equal(before.LastAt) || !got.Turn.SpokeAt.Equal(before.Turn.SpokeAt) {
		t.Errorf("after taking it back: %+v, before: %+v", got, before)
	}
	step(t, s.st, id, desk.Accepted) // it had left after all
	if got := conversation(t, s.st, s.p.id); got.LastID == before.LastID || got.State != desk.Waiting {
		t.Errorf("it left after all: %+v", got)
	}
}

func TestAFailureDealtWithShowsAgainWhenItFailsAgain(t *testing.T) {
	s := newScene(t)
	s.comes(desk.CustomerVoice, 0)
	id := s.p.answers(t, s.st, "answer", "resposta")
	step(t, s.st, id, desk.Claim, desk.Rejected)
	record(t, s.st, desk.Event{Kind: desk.MessageDismissed, MessageID: desk.MessageID(desk.HashID("test", "answer"))})
	if got := conversation(t, s.st, s.p.id); got.Turn.Failed {
		t.Fatal("what was dealt with still fails")
	}
	step(t, s.st, id, desk.Retry, desk.Claim, desk.Rejected)
	if got := conversation(t, s.st, s.p.id); !got.Turn.Failed || got.State != desk.ToReply {
		t.Errorf("the second failure is hidden: %+v", got)
	}
}
