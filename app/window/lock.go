package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"

	"balcao/backend/desk"
	"balcao/backend/secret"
)

// lock opens the secret store of a window. Where the passwords lie in an encrypted file and no keychain answers, the
// loops that need them wait here until the owner has typed the passphrase.
type lock struct {
	opts     secret.Options
	waiting  atomic.Bool
	attempts chan attempt
	ctx      context.Context
}

type attempt struct {
	passphrase string
	result     chan error
}

func newLock(ctx context.Context, opts secret.Options) *lock {
	return &lock{ctx: ctx, opts: opts, attempts: make(chan attempt)}
}

// open gives the store; it is called once, by the first loop that needs a password.
func (l *lock) open() (secret.Store, error) {
	store, err := secret.Open(l.opts)
	if !errors.Is(err, secret.ErrNoStore) || !l.hasFile() {
		return store, err
	}
	l.waiting.Store(true)
	defer l.waiting.Store(false)
	for {
		select {
		case <-l.ctx.Done():
			return nil, l.ctx.Err()
		case a := <-l.attempts:
			store, err := l.with(a.passphrase)
			a.result <- err
			if err == nil {
				return store, nil
			}
		}
	}
}

// hasFile tells whether there is anything to unlock.
func (l *lock) hasFile() bool {
	_, err := os.Stat(filepath.Join(l.opts.Dir, secret.FileName))
	return err == nil
}

func (l *lock) with(passphrase string) (secret.Store, error) {
	opts := l.opts
	opts.Passphrase = func() (string, error) { return passphrase, nil }
	store, err := secret.Open(opts)
	switch {
	case errors.Is(err, secret.ErrWrongPassphrase), errors.Is(err, secret.ErrEmptyPassphrase):
		return nil, desk.E(desk.ErrWrongPassphrase, err)
	case err != nil:
		return nil, desk.E(desk.ErrSecretStore, err)
	}
	return store, nil
}

// locked tells whether somebody waits for the passphrase.
func (l *lock) locked() bool { return l.waiting.Load() }

// unlock tries a passphrase; where nothing waits for one there is nothing to do.
func (l *lock) unlock(ctx context.Context, passphrase string) error {
	if !l.locked() {
		return nil
	}
	a := attempt{passphrase: passphrase, result: make(chan error, 1)}
	select {
	case l.attempts <- a:
		return <-a.result
	case <-ctx.Done():
		return ctx.Err()
	}
}
