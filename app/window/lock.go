package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/secret"
)

// Where the passwords lie, for the page, besides the kinds of secret store.
const (
	secretsLocked = "locked" // in an encrypted file whose passphrase nobody has typed yet
	secretsNone   = "none"   // nowhere: the owner has to choose
)

// lock opens the secret store of a window. Where the passwords lie in an encrypted file and no keychain answers, the
// loops that need them wait here until the owner has typed the passphrase. Where there is neither, they are told so
// until the owner has chosen a place.
type lock struct {
	opts secret.Options
	ctx  context.Context

	mu      sync.Mutex
	waiting int
	store   secret.Store  // nil: not open yet
	opened  chan struct{} // closed when it is
}

func newLock(ctx context.Context, opts secret.Options) *lock {
	return &lock{ctx: ctx, opts: opts, opened: make(chan struct{})}
}

// open gives the store, and waits for it where only the owner can open it.
func (l *lock) open() (secret.Store, error) {
	store, err := l.openByItself()
	if !errors.Is(err, secret.ErrNoStore) || !l.hasFile() {
		return store, err
	}
	l.wait(1)
	defer l.wait(-1)
	select {
	case <-l.ctx.Done():
		return nil, l.ctx.Err()
	case <-l.opened:
		return l.current(), nil
	}
}

// openByItself gives the store if nobody has to type anything for it.
func (l *lock) openByItself() (secret.Store, error) {
	if store := l.current(); store != nil {
		return store, nil
	}
	store, err := secret.Open(l.opts)
	if err != nil {
		return nil, err
	}
	return l.take(store), nil
}

func (l *lock) current() secret.Store {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.store
}

// take settles which store is used; the first one stays.
func (l *lock) take(store secret.Store) secret.Store {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store == nil {
		l.store = store
		close(l.opened)
	}
	return l.store
}

func (l *lock) wait(by int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting += by
}

// hasFile tells whether there is anything to unlock.
func (l *lock) hasFile() bool {
	_, err := os.Stat(filepath.Join(l.opts.Dir, secret.FileName))
	return err == nil
}

// locked tells whether somebody waits for the passphrase.
func (l *lock) locked() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting > 0
}

// place tells where passwords lie: a kind of secret store, secretsLocked or secretsNone.
func (l *lock) place() (string, error) {
	store, err := l.openByItself()
	switch {
	case err == nil:
		return store.Kind(), nil
	case !errors.Is(err, secret.ErrNoStore):
		return "", app.CodedSecret(err)
	case l.hasFile():
		return secretsLocked, nil
	default:
		return secretsNone, nil
	}
}

// unlock opens the encrypted file with its passphrase, or makes one where there is none.
func (l *lock) unlock(passphrase string) error {
	if l.current() != nil {
		return nil
	}
	opts := l.opts
	opts.Passphrase = func() (string, error) { return passphrase, nil }
	store, err := secret.Open(opts)
	if err != nil {
		return app.CodedSecret(err)
	}
	l.take(store)
	return nil
}

// remember keeps passwords until the window closes and no longer. What lies in an encrypted file stays there.
func (l *lock) remember() error {
	if l.hasFile() {
		return desk.E(desk.ErrWrongPassphrase, nil) // they are locked, and not to be passed by
	}
	l.take(secret.InMemory())
	return nil
}
