package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"balcao/backend/desk"
	"balcao/backend/secret"
)

// encrypted makes a folder whose passwords lie in an encrypted file, on a machine without a keychain.
func encrypted(t *testing.T) secret.Options {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(dir, "no-bus"))
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("abre-te sésamo\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := secret.Open(secret.Options{Dir: dir, PassphraseFile: file, WorkFactor: 4})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Set("connection/1", "senha"); err != nil {
		t.Fatal(err)
	}
	return secret.Options{Dir: dir, WorkFactor: 4}
}

func TestLoopsWaitForThePassphrase(t *testing.T) {
	l := newLock(t.Context(), encrypted(t))
	type opened struct {
		store secret.Store
		err   error
	}
	done := make(chan opened, 1)
	go func() {
		store, err := l.open()
		done <- opened{store, err}
	}()
	for !l.locked() {
		runtime.Gosched()
	}
	if err := l.unlock("errada"); !desk.HasCode(err, desk.ErrWrongPassphrase) {
		t.Fatalf("a wrong passphrase gave %v", err)
	}
	if !l.locked() {
		t.Fatal("no longer locked after a wrong passphrase")
	}
	if place, err := l.place(); err != nil || place != secretsLocked {
		t.Errorf("the passwords are %q, %v", place, err)
	}
	if err := l.remember(); !desk.HasCode(err, desk.ErrWrongPassphrase) {
		t.Errorf("locked passwords can be passed by: %v", err)
	}
	if err := l.unlock("abre-te sésamo"); err != nil {
		t.Fatal(err)
	}
	got := <-done
	if got.err != nil {
		t.Fatal(got.err)
	}
	if value, err := got.store.Get("connection/1"); err != nil || value != "senha" {
		t.Errorf("got %q, %v", value, err)
	}
	if place, err := l.place(); l.locked() || err != nil || place != secret.KindFile {
		t.Errorf("still locked: %q, %v", place, err)
	}
}

func TestWaitingForThePassphraseEndsWithTheWindow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newLock(ctx, encrypted(t)).open(); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// nowhere is a folder on a machine without a keychain, in which nothing was kept yet.
func nowhere(t *testing.T) secret.Options {
	t.Helper()
	opts := encrypted(t)
	if err := os.Remove(filepath.Join(opts.Dir, secret.FileName)); err != nil {
		t.Fatal(err)
	}
	return opts
}

func TestNothingToUnlockIsNotAskedFor(t *testing.T) {
	l := newLock(t.Context(), nowhere(t))
	if _, err := l.open(); !errors.Is(err, secret.ErrNoStore) {
		t.Errorf("got %v", err)
	}
	if place, err := l.place(); err != nil || place != secretsNone {
		t.Errorf("the passwords are %q, %v", place, err)
	}
}

func TestTheOwnerChoosesAPlace(t *testing.T) {
	opts := nowhere(t)
	l := newLock(t.Context(), opts)
	if err := l.unlock(""); !desk.HasCode(err, desk.ErrWrongPassphrase) {
		t.Errorf("an empty passphrase: %v", err)
	}
	if err := l.unlock("uma frase longa"); err != nil {
		t.Fatal(err)
	}
	store, err := l.open()
	if err != nil || store.Kind() != secret.KindFile {
		t.Fatalf("%v, %v", store, err)
	}
	if err := store.Set("connection/1", "senha"); err != nil {
		t.Fatal(err)
	}
	if place, err := newLock(t.Context(), opts).place(); err != nil || place != secretsLocked {
		t.Errorf("the next window has them %q, %v", place, err)
	}
}

func TestPasswordsForThisTimeOnly(t *testing.T) {
	opts := nowhere(t)
	l := newLock(t.Context(), opts)
	if err := l.remember(); err != nil {
		t.Fatal(err)
	}
	store, err := l.open()
	if err != nil || store.Kind() != secret.KindMemory {
		t.Fatalf("%v, %v", store, err)
	}
	if place, err := newLock(t.Context(), opts).place(); err != nil || place != secretsNone {
		t.Errorf("the next window has them %q, %v", place, err)
	}
}
