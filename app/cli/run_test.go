package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"balcao/backend/simulator"
)

// TestMain gives every test the same surroundings: English, no keychain, nothing of who runs the tests. They are set
// here and not by each test, because tests that change the environment cannot run beside each other.
func TestMain(m *testing.M) {
	state, err := os.MkdirTemp("", "balcao-state-")
	if err != nil {
		panic(err)
	}
	for name, value := range map[string]string{
		"XDG_STATE_HOME": state,
		"LC_ALL":         "en_US.UTF-8", "BALCAO_PASSPHRASE_FILE": "", "BALCAO_DATA": "", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	xdg.Reload()
	code := m.Run()
	_ = os.RemoveAll(state)
	os.Exit(code)
}

// terminal runs commands on one data folder, as a script would.
//
// A test that also starts other processes is not parallel: each has for a moment, between fork and exec, a copy of
// every open file of this one, and so the lock of a folder that another test has just closed.
type terminal struct {
	t          *testing.T
	dir        string
	passphrase string
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	home := t.TempDir()
	passphrase := filepath.Join(home, "passphrase")
	check(t, os.WriteFile(passphrase, []byte("correct horse battery staple\n"), 0o600))
	return &terminal{t: t, dir: filepath.Join(home, "Balcao"), passphrase: passphrase}
}

// said is what a command answered.
type said struct {
	code     int
	out, err string
}

// quick opens the passphrase file at once: its real price would be most of the time of these tests.
const quick = 4

// run runs a command as it is.
func (k *terminal) run(stdin string, args ...string) said {
	k.t.Helper()
	var out, errs bytes.Buffer
	c := newCall(k.t.Context(), Faces{Version: "test"}, Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
	c.workFactor = quick
	return said{c.do(args), out.String(), errs.String()}
}

// on runs a command on the data folder with --json and the passphrase.
func (k *terminal) on(stdin string, args ...string) said {
	k.t.Helper()
	return k.run(stdin, append(args, "--data", k.dir, "--passphrase-file", k.passphrase, "--json")...)
}

// want runs a command that must end with a code, and reads its last line into v unless that is nil.
func (k *terminal) want(code int, v any, stdin string, args ...string) said {
	k.t.Helper()
	got := k.on(stdin, args...)
	if got.code != code {
		k.t.Fatalf("balcao %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got.code, code, got.out, got.err)
	}
	if v != nil {
		lines := strings.Split(strings.TrimSpace(got.out), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), v); err != nil {
			k.t.Fatalf("balcao %s: %v\n%s", strings.Join(args, " "), err, got.out)
		}
	}
	return got
}

// problemOf is the error of an answer.
func (s said) problem(t *testing.T) problemJSON {
	t.Helper()
	var j struct{ Error problemJSON }
	lines := strings.Split(strings.TrimSpace(s.out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &j); err != nil {
		t.Fatalf("%v in %q", err, s.out)
	}
	return j.Error
}

// today is one day for all shops, so that two of them have the same past even around midnight.
var today = time.Now()

// simulated opens a small shop with quiet customers. Every shop it opens has the same past.
func simulated(t *testing.T) *simulator.Shop {
	t.Helper()
	shop, err := simulator.Start(t.Context(), simulator.Options{Seed: 3, Customers: 12, Messages: 120, Quiet: true, Day: today})
	check(t, err)
	t.Cleanup(func() { _ = shop.Close() })
	return shop
}

func mailArgs(e simulator.Endpoints) []string {
	return []string{"account", "add", "email", "--address", e.Address, "--imap", e.IMAP, "--imap-security", "plain", "--smtp", e.SMTP, "--smtp-security", "plain", "--secret-stdin"}
}

func twilioArgs(e simulator.Endpoints) []string {
	return []string{"account", "add", "twilio", "--account-sid", e.Twilio.AccountSID, "--sms", e.Twilio.SMS, "--whatsapp", strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:"), "--api-url", e.Twilio.URL, "--secret-stdin"}
}

// files are the contents of the data folder, read from outside the program.
func (k *terminal) files() map[string][]byte {
	k.t.Helper()
	found := map[string][]byte{}
	check(k.t, filepath.WalkDir(k.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			k.t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		if !e.IsDir() {
			found[path], err = os.ReadFile(path)
		}
		return err
	}))
	return found
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
