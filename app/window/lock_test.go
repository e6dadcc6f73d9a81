package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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
	// unlock answers at once while nobody waits, so it is tried until somebody does.
	var err error
	for err == nil {
		err = l.unlock(t.Context(), "errada")
	}
	if !desk.HasCode(err, desk.ErrWrongPassphrase) {
		t.Fatalf("a wrong passphrase gave %v", err)
	}
	if !l.locked() {
		t.Fatal("no longer locked after a wrong passphrase")
	}
	if err := l.unlock(t.Context(), "abre-te sésamo"); err != nil {
		t.Fatal(err)
	}
	got := <-done
	if got.err != nil {
		t.Fatal(got.err)
	}
	if value, err := got.store.Get("connection/1"); err != nil || value != "senha" {
		t.Errorf("got %q, %v", value, err)
	}
	if l.locked() {
		t.Error("still locked")
	}
}

func TestWaitingForThePassphraseEndsWithTheWindow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newLock(ctx, encrypted(t)).open(); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestNothingToUnlockIsNotAskedFor(t *testing.T) {
	opts := encrypted(t)
	if err := os.Remove(filepath.Join(opts.Dir, secret.FileName)); err != nil {
		t.Fatal(err)
	}
	if _, err := newLock(t.Context(), opts).open(); !errors.Is(err, secret.ErrNoStore) {
		t.Errorf("got %v", err)
	}
}
