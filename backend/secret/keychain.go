package secret

import (
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"
)

// service is the name under which the keychain lists our items.
const service = "Balcao"

// probeName is looked up to see whether the keychain answers; nothing is ever kept under it.
const probeName = "probe"

// probeLimit bounds the first question. answerLimit bounds the others, in which the system may ask its
// owner to unlock the keychain.
const (
	probeLimit  = 2 * time.Second
	answerLimit = 60 * time.Second
)

// keychain is the one of the operating system, one item per secret.
type keychain struct{ limit time.Duration }

// probeKeychain says whether the keychain answers, without writing anything to it.
func probeKeychain(limit time.Duration) error {
	if err := keychainReachable(); err != nil {
		return err
	}
	_, err := ask(limit, func() (string, error) { return keyring.Get(service, probeName) })
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

func (k keychain) Get(name string) (string, error) {
	return ask(k.limit, func() (string, error) { return keyring.Get(service, name) })
}

func (k keychain) Set(name, value string) error {
	_, err := ask(k.limit, func() (string, error) { return "", keyring.Set(service, name, value) })
	return err
}

func (k keychain) Delete(name string) error {
	_, err := ask(k.limit, func() (string, error) { return "", keyring.Delete(service, name) })
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

func (keychain) Kind() string { return KindKeychain }

// ask puts one question to the keychain and stops waiting after the limit: go-keyring takes no context,
// so a question without an answer stays behind until the system gives one.
func ask(limit time.Duration, question func() (string, error)) (string, error) {
	type answer struct {
		value string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := question()
		answers <- answer{value, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case a := <-answers:
		return a.value, keychainError(a.err)
	case <-timer.C:
		return "", ErrKeychainSilent
	}
}

func keychainError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return ErrTooBig
	default:
		return fmt.Errorf("secret: keychain: %w", err)
	}
}
