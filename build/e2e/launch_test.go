//go:build e2e

package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a step may take before the test gives up.
const patience = 60 * time.Second

// stage is a display and a session bus of a test's own, with an empty home.
type stage struct {
	t          testing.TB
	env        []string
	busAddress string
}

// kit is what has to be built once: the preloaded shim, the program that gives the keyboard to the window or takes it
// away, and the path of the binary.
type kit struct{ binary, shim, focus string }

var tools = sync.OnceValues(func() (kit, error) {
	binary := os.Getenv("BALCAO_BINARY")
	if binary == "" {
		binary = filepath.Join("..", "..", "bin", "balcao")
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		return kit{}, err
	}
	if _, err := os.Stat(binary); err != nil {
		return kit{}, fmt.Errorf("build the window first: go build -tags desktop,production,webkit2_41,sqlite_fts5 -o bin/balcao . (%w)", err)
	}
	dir, err := os.MkdirTemp("", "balcao-e2e-")
	if err != nil {
		return kit{}, err
	}
	k := kit{binary: binary, shim: filepath.Join(dir, "wdshim.so"), focus: filepath.Join(dir, "focus")}
	if err := compile("wdshim.c", k.shim, "webkit2gtk-4.1", "-shared", "-fPIC"); err != nil {
		return kit{}, err
	}
	return k, compile("focus.c", k.focus, "x11")
})

// compile builds a C file of testdata with a library of the system.
func compile(source, into, library string, flags ...string) error {
	found, err := exec.Command("pkg-config", "--cflags", "--libs", library).Output()
	if err != nil {
		return fmt.Errorf("pkg-config %s: %w", library, err)
	}
	args := append(append(flags, "-o", into, filepath.Join("testdata", source)), strings.Fields(string(found))...)
	if out, err := exec.Command("gcc", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", source, err, out)
	}
	return nil
}

func TestMain(m *testing.M) {
	code := m.Run()
	if k, err := tools(); err == nil {
		_ = os.RemoveAll(filepath.Dir(k.shim))
	}
	os.Exit(code)
}

// newStage starts the display and the bus. env comes last and wins.
func newStage(t testing.TB, env ...string) *stage {
	t.Helper()
	home := t.TempDir()
	s := &stage{t: t}
	run := filepath.Join(home, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		t.Fatal(err)
	}
	s.env = append(os.Environ(), "HOME="+home, "XDG_RUNTIME_DIR="+run, "NO_AT_BRIDGE=1", "WAYLAND_DISPLAY=", "LC_ALL=", "LANG=pt_BR.UTF-8",
		"TZ=America/Sao_Paulo", "BALCAO_DATA="+filepath.Join(home, "Balcao"), "BALCAO_TRACE=1", "DISPLAY=:"+s.display())
	s.busAddress = s.bus()
	s.env = append(s.env, "DBUS_SESSION_BUS_ADDRESS="+s.busAddress)
	s.env = append(s.env, env...)
	return s
}

// display starts Xvfb and gives the number it chose by itself.
func (s *stage) display() string {
	s.t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	s.start(x)
	_ = w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		s.t.Fatalf("Xvfb gave no display: %v", err)
	}
	return strings.TrimSpace(number)
}

func (s *stage) bus() string {
	s.t.Helper()
	bus := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=1")
	bus.Env = s.env
	out, err := bus.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.start(bus)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.t.Fatalf("dbus-daemon gave no address: %v", err)
	}
	return strings.TrimSpace(address)
}

// start runs a command in a process group of its own and ends the whole group with the test.
func (s *stage) start(c *exec.Cmd) {
	s.t.Helper()
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.Start(); err != nil {
		s.t.Fatalf("%s: %v", c.Path, err)
	}
	s.t.Cleanup(func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGTERM)
		done := make(chan struct{})
		go func() {
			_ = c.Wait()
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			s.t.Errorf("%s did not end when asked to", c.Path)
			_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
			<-done
		}
	})
}

// open starts the binary on the stage and a driver that holds its window.
func (s *stage) open(args ...string) *page {
	s.t.Helper()
	inspector, port := freePort(s.t), freePort(s.t)
	app, log := s.program(args...)
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	app.Env = append(app.Env, "LD_PRELOAD="+k.shim, fmt.Sprintf("WEBKIT_INSPECTOR_SERVER=127.0.0.1:%d", inspector))
	s.start(app)
	p := &page{t: s.t, base: fmt.Sprintf("http://127.0.0.1:%d", port), log: log, program: app}
	p.shown(1)
	driver := exec.Command("WebKitWebDriver", fmt.Sprintf("--port=%d", port), "--host=127.0.0.1", fmt.Sprintf("--target=127.0.0.1:%d", inspector))
	driver.Env = s.env
	s.start(driver)
	p.until("the driver", func() bool {
		answer, err := http.Get(p.base + "/status")
		if err != nil {
			return false
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		return answer.Body.Close() == nil
	})
	p.newSession()
	return p
}

// program prepares the binary to run on the stage; what it prints is kept.
func (s *stage) program(args ...string) (*exec.Cmd, *transcript) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	log := &transcript{}
	app := exec.Command(k.binary, args...)
	app.Env = append([]string{}, s.env...)
	app.Stdout, app.Stderr = log, log
	return app, log
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// transcript keeps what a process prints; it is read while the process writes.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(b)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}
