package secret

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

func TestEveryStoreKeepsTheSameContract(t *testing.T) {
	keyring.MockInit()
	stores := map[string]Store{
		KindKeychain: keychain{limit: answerLimit},
		KindFile:     quickFile(t),
		KindMemory:   InMemory(),
	}
	for kind, store := range stores {
		t.Run(kind, func(t *testing.T) {
			if store.Kind() != kind {
				t.Errorf("Kind() = %q", store.Kind())
			}
			if _, err := store.Get("a"); !errors.Is(err, ErrNotFound) {
				t.Errorf("Get of nothing: %v, want ErrNotFound", err)
			}
			if err := store.Delete("a"); err != nil {
				t.Errorf("Delete of nothing: %v", err)
			}
			mustSet(t, store, "a", "first")
			mustSet(t, store, "a", "second")
			mustSet(t, store, "b", "")
			wantSecret(t, store, "a", "second")
			wantSecret(t, store, "b", "")
			if err := store.Delete("a"); err != nil {
				t.Errorf("Delete: %v", err)
			}
			if _, err := store.Get("a"); !errors.Is(err, ErrNotFound) {
				t.Errorf("Get after Delete: %v, want ErrNotFound", err)
			}
			wantSecret(t, store, "b", "")
		})
	}
}

func TestOpenPrefersThePassphraseFile(t *testing.T) {
	withMockedKeychain(t)
	dir := t.TempDir()
	store, err := Open(Options{Dir: dir, PassphraseFile: passphraseFile(t, "frase longa\r\nmore\n", 0o600), WorkFactor: quick})
	if err != nil || store.Kind() != KindFile {
		t.Fatalf("Open = %v, %v; want the encrypted file", store, err)
	}
	mustSet(t, store, "a", planted)

	if _, err := Open(Options{Dir: dir, PassphraseFile: passphraseFile(t, "wrong", 0o600), WorkFactor: quick}); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("Open with another passphrase: %v, want ErrWrongPassphrase", err)
	}
	again, err := Open(Options{Dir: dir, PassphraseFile: passphraseFile(t, "frase longa", 0o400), WorkFactor: quick})
	if err != nil {
		t.Fatal(err)
	}
	wantSecret(t, again, "a", planted)
}

// TestTryingAPassphraseIsDear unless a test asks for less.
func TestTryingAPassphraseIsDear(t *testing.T) {
	t.Parallel()
	dir, passphrase := t.TempDir(), passphraseFile(t, "frase", 0o600)
	for _, c := range []struct{ asked, want int }{{0, 17}, {quick, quick}} {
		opts := Options{Dir: filepath.Join(dir, strconv.Itoa(c.asked)), PassphraseFile: passphrase, WorkFactor: c.asked}
		store, err := Open(opts)
		if err != nil {
			t.Fatal(err)
		}
		mustSet(t, store, "a", planted)
		start := time.Now()
		again, err := Open(opts)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("opening with a work factor of %d took %v", c.want, time.Since(start))
		wantSecret(t, again, "a", planted)
		sealed, err := os.ReadFile(filepath.Join(opts.Dir, FileName))
		if err != nil {
			t.Fatal(err)
		}
		if header := regexp.MustCompile(fmt.Sprintf(`^age-encryption\.org/v1\n-> scrypt \S+ %d\n`, c.want)); !header.Match(sealed) {
			t.Errorf("asked for %d, wrote %.60q, want a work factor of %d", c.asked, sealed, c.want)
		}
	}
}

func TestOpenRefusesABadPassphraseFile(t *testing.T) {
	withoutSessionBus(t)
	cases := []struct {
		name, path string
		want       error
	}{
		{"readable by others", passphraseFile(t, "frase", 0o644), ErrFileMode},
		{"readable by the group", passphraseFile(t, "frase", 0o640), ErrFileMode},
		{"empty", passphraseFile(t, "", 0o600), ErrEmptyPassphrase},
		{"empty first line", passphraseFile(t, "\nfrase", 0o600), ErrEmptyPassphrase},
		{"missing", filepath.Join(t.TempDir(), "none"), os.ErrNotExist},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open(Options{Dir: t.TempDir(), PassphraseFile: c.path})
			if !errors.Is(err, c.want) || strings.Contains(err.Error(), "frase") {
				t.Errorf("Open: %v, want %v", err, c.want)
			}
		})
	}
}

func TestOpenTakesAKeychainThatAnswers(t *testing.T) {
	withMockedKeychain(t)
	store, err := Open(Options{Dir: t.TempDir(), Passphrase: func() (string, error) {
		t.Error("asked for a passphrase beside a keychain")
		return "", nil
	}})
	if err != nil || store.Kind() != KindKeychain {
		t.Fatalf("Open = %v, %v; want the keychain", store, err)
	}
	if _, err := keyring.Get(service, probeName); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the probe left something: %v", err)
	}
}

func TestOpenWithoutKeychain(t *testing.T) {
	withoutSessionBus(t)
	if _, err := Open(Options{Dir: t.TempDir()}); !errors.Is(err, ErrNoStore) {
		t.Errorf("Open: %v, want ErrNoStore", err)
	}
	asked := 0
	dir := t.TempDir()
	store, err := Open(Options{Dir: dir, Passphrase: func() (string, error) { asked++; return "typed", nil }})
	if err != nil || store.Kind() != KindFile || asked != 1 {
		t.Fatalf("Open = %v, %v after %d questions; want the file after one", store, err, asked)
	}
	refused := errors.New("closed the dialog")
	if _, err := Open(Options{Dir: dir, Passphrase: func() (string, error) { return "", refused }}); !errors.Is(err, refused) {
		t.Errorf("Open: %v, want the answerer's error", err)
	}
	if _, err := Open(Options{Dir: dir, Passphrase: func() (string, error) { return "", nil }}); !errors.Is(err, ErrEmptyPassphrase) {
		t.Errorf("Open: %v, want ErrEmptyPassphrase", err)
	}
}

func TestKeychainErrors(t *testing.T) {
	locked := errors.New("locked")
	cases := []struct {
		name        string
		given, want error
	}{
		{"too big", keyring.ErrSetDataTooBig, ErrTooBig},
		{"missing", keyring.ErrNotFound, ErrNotFound},
		{"other", locked, locked},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			keyring.MockInitWithError(c.given)
			if err := (keychain{limit: answerLimit}).Set("a", planted); !errors.Is(err, c.want) {
				t.Errorf("Set: %v, want %v", err, c.want)
			}
		})
	}
}

func TestAKeychainWithoutAnswerIsLeftAlone(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	_, err := ask(time.Millisecond, func() (string, error) { <-release; return "", nil })
	if !errors.Is(err, ErrKeychainSilent) {
		t.Errorf("ask: %v, want ErrKeychainSilent", err)
	}
}

// TestRealSessionBus runs the real D-Bus code in a process of its own, because go-keyring's mock stays
// for the life of a process.
func TestRealSessionBus(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("D-Bus is the keychain's way on Linux only")
	}
	cases := []struct {
		name   string
		serve  func(net.Conn)
		wanted string
	}{
		{"a bus that hangs up", func(c net.Conn) { c.Close() }, "no store"},
		{"a bus that is silent", func(net.Conn) {}, "no store, silent"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			if got := openBeside(t, "unix:path="+busSocket(t, c.serve)); got != c.wanted {
				t.Errorf("Open said %q, want %q", got, c.wanted)
			}
			if took := time.Since(start); took > 10*probeLimit { // the child has to start too, on a machine that may be busy
				t.Errorf("Open took %v", took)
			}
		})
	}
	t.Run("no bus at all", func(t *testing.T) {
		if got := openBeside(t, "unix:path="+filepath.Join(t.TempDir(), "none")); got != "no store" {
			t.Errorf("Open said %q, want no store", got)
		}
	})
}

// openBeside runs TestOpenInChild in a new process with that session bus.
func openBeside(t *testing.T, bus string) string {
	t.Helper()
	answer := filepath.Join(t.TempDir(), "answer")
	child := exec.Command(os.Args[0], "-test.run=^TestOpenInChild$")
	child.Env = append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS="+bus, "SECRET_TEST_ANSWER="+answer)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("child: %v\n%s", err, out)
	}
	said, err := os.ReadFile(answer)
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

// TestOpenInChild is the other half of TestRealSessionBus and does nothing without it.
func TestOpenInChild(t *testing.T) {
	answer := os.Getenv("SECRET_TEST_ANSWER")
	if answer == "" {
		return
	}
	said := "a store"
	_, err := Open(Options{Dir: t.TempDir()})
	if errors.Is(err, ErrNoStore) {
		said = "no store"
	}
	if errors.Is(err, ErrKeychainSilent) {
		said += ", silent"
	}
	if err := os.WriteFile(answer, []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
}

func busSocket(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { conn.Close() })
			serve(conn)
		}
	}()
	return path
}

func withMockedKeychain(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=mocked")
	keyring.MockInit()
}

// withoutSessionBus is a machine without a desktop; an error in the mock stands for it where the user
// who runs the tests has a session.
func withoutSessionBus(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	keyring.MockInitWithError(errors.New("The name org.freedesktop.secrets was not provided by any .service files"))
}

func passphraseFile(t *testing.T, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}
