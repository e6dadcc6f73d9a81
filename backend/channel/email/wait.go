package email

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/desk"
)

// A wait looks at the clock this often. If much more time went by between two looks than was waited,
// the computer slept, and the connection is dead without knowing it.
const (
	lookAtClock = 15 * time.Second
	sleptFor    = 45 * time.Second
)

var errSlept = errors.New("the computer was asleep")

// Wait returns nil when something arrived in INBOX (IDLE, RFC 2177), and now and then without a reason,
// since the Sent folder is not watched. Where the server knows no IDLE it only waits. Mail that arrived
// between the last pull and this wait counts too.
func (m *Mailbox) Wait(ctx context.Context) error {
	m.waiting.Lock()
	defer m.waiting.Unlock()
	if m.notes.cannotIdle() {
		return vigil{m}.pause(ctx, m.opts.Poll)
	}
	s, err := vigil{m}.session(ctx)
	if err != nil {
		return err
	}
	defer s.watch(ctx)()
	err = vigil{m}.await(ctx, s)
	if err != nil || s.broken() {
		s.drop()
		m.watcher = nil
	}
	return err
}

// vigil is what Wait does.
type vigil struct{ *Mailbox }

func (m vigil) session(ctx context.Context) (*session, error) {
	if s := m.watcher; s != nil && !s.broken() {
		return s, nil
	}
	s, err := m.connect(ctx)
	m.watcher = s
	return s, err
}

func (m vigil) await(ctx context.Context, s *session) error {
	caps, err := s.caps(ctx)
	if err != nil {
		return err
	}
	if !caps.Has(imap.CapIdle) && !caps.Has(imap.CapIMAP4rev2) {
		m.notes.setCannotIdle()
		s.leave()
		return m.pause(ctx, m.opts.Poll)
	}
	s.forget()
	o, err := s.examine(ctx, inbox)
	if err != nil {
		return err
	}
	if m.notes.isNew(o) {
		return nil
	}
	return m.idle(ctx, s)
}

func (m vigil) idle(ctx context.Context, s *session) error {
	s.guard.begin(allowance{})
	cmd, err := s.client.Idle()
	s.guard.end()
	if err != nil {
		return m.trouble.imapError(ctx, s, "idle", err)
	}
	reason := m.pauseFor(ctx, m.opts.Idle, s.exists, s.client.Closed())
	if reason != nil {
		s.drop()
	}
	s.guard.begin(allowance{bytes: answerSlack})
	defer s.guard.end()
	err = cmd.Close()
	if err == nil {
		err = cmd.Wait()
	}
	if reason != nil {
		return reason
	}
	if err != nil {
		return m.trouble.imapError(ctx, s, "idle", err)
	}
	return nil
}

// forget drops a word of arrival that belongs to the past.
func (s *session) forget() {
	select {
	case <-s.exists:
	default:
	}
}

func (m vigil) pause(ctx context.Context, d time.Duration) error {
	return m.pauseFor(ctx, d, nil, nil)
}

// pauseFor waits until something arrives or d is over; it gives an error when ctx ends or the computer
// slept. A connection that ended ends the pause; what ended it is found out by its next command.
func (m vigil) pauseFor(ctx context.Context, d time.Duration, arrived, closed <-chan struct{}) error {
	over := time.NewTimer(d)
	defer over.Stop()
	look := time.NewTicker(min(lookAtClock, d/4))
	defer look.Stop()
	last := m.opts.Now().Round(0) // without the monotonic reading, which stops while the computer sleeps
	for {
		select {
		case <-arrived:
			return nil
		case <-over.C:
			return nil
		case <-closed:
			return nil
		case <-ctx.Done():
			return m.passing(context.Cause(ctx))
		case <-look.C:
			now := m.opts.Now().Round(0)
			if now.Sub(last) > sleptFor {
				return m.passing(errSlept)
			}
			last = now
		}
	}
}

func (m vigil) passing(err error) error {
	return desk.Passing(desk.ErrUnreachable, err, "account", m.cfg.Address, "host", m.cfg.IMAPHost)
}
