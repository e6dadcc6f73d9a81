package app

import (
	"errors"
	"sync"

	"balcao/backend/desk"
	"balcao/backend/secret"
)

// passwords reads and keeps the passwords of connections. What was read once is remembered, because providers ask
// with every request and a keychain or a passphrase takes its time; what is kept anew is what they get next.
type passwords struct {
	open func() (secret.Store, error)

	mu    sync.Mutex
	known map[desk.ConnectionID]string
}

func newPasswords(open func() (secret.Store, error)) *passwords {
	return &passwords{open: open, known: map[desk.ConnectionID]string{}}
}

// secretName is the name of a connection's password in the secret store.
func secretName(id desk.ConnectionID) string { return "connection/" + string(id) }

// of gives a connection's password; account names it in the error when there is none.
func (p *passwords) of(id desk.ConnectionID, account string) (string, error) {
	if value, ok := p.remembered(id); ok {
		return value, nil
	}
	store, err := p.open()
	if err != nil {
		return "", CodedSecret(err)
	}
	value, err := store.Get(secretName(id))
	if errors.Is(err, secret.ErrNotFound) {
		return "", desk.E(desk.ErrSecretGone, err, "account", account)
	}
	if err != nil {
		return "", CodedSecret(err)
	}
	return p.remember(id, value), nil
}

func (p *passwords) remembered(id desk.ConnectionID) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	value, ok := p.known[id]
	return value, ok
}

// remember gives the password that holds: one that was kept meanwhile is newer than the one just read.
func (p *passwords) remember(id desk.ConnectionID, read string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if newer, ok := p.known[id]; ok {
		return newer
	}
	p.known[id] = read
	return read
}

func (p *passwords) keep(id desk.ConnectionID, value string) error {
	store, err := p.open()
	if err != nil {
		return CodedSecret(err)
	}
	if err := store.Set(secretName(id), value); err != nil {
		return CodedSecret(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[id] = value
	return nil
}

func (p *passwords) forget(id desk.ConnectionID) error {
	p.mu.Lock()
	delete(p.known, id)
	p.mu.Unlock()
	store, err := p.open()
	if err != nil {
		return CodedSecret(err)
	}
	return CodedSecret(store.Delete(secretName(id)))
}

// CodedSecret gives the secret store's errors the codes that faces translate.
func CodedSecret(err error) error {
	var coded *desk.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &coded):
		return err
	case errors.Is(err, secret.ErrNoStore):
		return desk.E(desk.ErrNoSecretStore, err)
	case errors.Is(err, secret.ErrWrongPassphrase), errors.Is(err, secret.ErrEmptyPassphrase):
		return desk.E(desk.ErrWrongPassphrase, err)
	case errors.Is(err, secret.ErrFileMode):
		return desk.E(desk.ErrPassphraseShared, err)
	default:
		return desk.E(desk.ErrSecretStore, err)
	}
}
