package app

import (
	"errors"
	"sync"

	"balcao/backend/desk"
	"balcao/backend/secret"
)

// passwords reads and keeps the passwords of connections and the keys of models, by the names that they have in the
// secret store. What was read once is remembered, because providers ask
// with every request and a keychain or a passphrase takes its time; what is kept anew is what they get next.
type passwords struct {
	open func() (secret.Store, error)

	mu    sync.Mutex
	known map[string]string
}

func newPasswords(open func() (secret.Store, error)) *passwords {
	return &passwords{open: open, known: map[string]string{}}
}

// secretName is the name of a connection's password.
func secretName(id desk.ConnectionID) string { return "connection/" + string(id) }

// keyName is the name of the key to the models at a host. It has the host in it, so that no other ever gets it.
func keyName(host string) string { return "assist/" + host }

// of gives a password; account names it in the error when there is none.
func (p *passwords) of(name, account string) (string, error) {
	if value, ok := p.remembered(name); ok {
		return value, nil
	}
	store, err := p.open()
	if err != nil {
		return "", CodedSecret(err)
	}
	value, err := store.Get(name)
	if errors.Is(err, secret.ErrNotFound) {
		return "", desk.E(desk.ErrSecretGone, err, "account", account)
	}
	if err != nil {
		return "", CodedSecret(err)
	}
	return p.remember(name, value), nil
}

func (p *passwords) remembered(name string) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	value, ok := p.known[name]
	return value, ok
}

// remember gives the password that holds: one that was kept meanwhile is newer than the one just read.
func (p *passwords) remember(name, read string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if newer, ok := p.known[name]; ok {
		return newer
	}
	p.known[name] = read
	return read
}

func (p *passwords) keep(name, value string) error {
	store, err := p.open()
	if err != nil {
		return CodedSecret(err)
	}
	if err := store.Set(name, value); err != nil {
		return CodedSecret(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[name] = value
	return nil
}

func (p *passwords) forget(name string) error {
	p.mu.Lock()
	delete(p.known, name)
	p.mu.Unlock()
	store, err := p.open()
	if err != nil {
		return CodedSecret(err)
	}
	return CodedSecret(store.Delete(name))
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
