// Package realmail starts a private Dovecot and a private Postfix for tests, on loopback and on free
// ports, with one mailbox. What the tests send to anybody else lands in a folder beside it.
//
// It installs nothing: where the two programs (Debian: dovecot-imapd, postfix) or the rights of root are
// missing, the test is skipped with a sentence saying so.
package realmail

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	address  = "loja@example.com"
	password = "the real thing 42"
	// startLimit is how long the servers may take to answer.
	startLimit = time.Minute
)

// Server is one mailbox on real servers. All addresses are host:port; IMAPAddr and SMTPAddr also offer
// STARTTLS and allow a login without it.
type Server struct {
	IMAPAddr, IMAPSAddr, SMTPAddr string
	User, Password, Address       string
	CA                            *x509.CertPool

	dir      string
	uid, gid int
	serial   atomic.Int64
}

// Stored is a mail as it lies in a folder.
type Stored struct {
	Raw  []byte
	Seen bool
}

// Start brings both servers up; they end with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	dovecot, postfix := need(t)
	s := &Server{User: address, Password: password, Address: address}
	s.owner(t)
	s.folder(t)
	free := freeAddrs(t, 3)
	s.IMAPAddr, s.IMAPSAddr, s.SMTPAddr = free[0], free[1], free[2]
	s.CA = certificates(t, filepath.Join(s.dir, "tls"))
	s.configure(t)
	run(t, exec.Command(postfix, "-c", s.path("postfix"), "check"))
	s.start(t, exec.Command(dovecot, "-F", "-c", s.path("dovecot.conf")))
	master := strings.TrimSpace(run(t, exec.Command("postconf", "-h", "-c", s.path("postfix"), "daemon_directory")))
	s.start(t, exec.Command(filepath.Join(master, "master"), "-c", s.path("postfix")))
	for _, addr := range []string{s.IMAPAddr, s.IMAPSAddr, s.SMTPAddr} {
		s.await(t, addr)
	}
	return s
}

func need(t testing.TB) (dovecot, postfix string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("skipped: only root can start a private Dovecot and Postfix")
	}
	dovecot, errDovecot := lookup("dovecot")
	postfix, errPostfix := lookup("postfix")
	if errDovecot != nil || errPostfix != nil {
		t.Skip("skipped: needs the Debian packages dovecot-imapd and postfix")
	}
	return dovecot, postfix
}

// lookup also looks where only root's PATH leads.
func lookup(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	return exec.LookPath(filepath.Join("/usr/sbin", name))
}

func (s *Server) owner(t testing.TB) {
	t.Helper()
	mail, err := user.Lookup("mail")
	if err != nil {
		t.Skip("skipped: needs the system user mail")
	}
	s.uid, _ = strconv.Atoi(mail.Uid)
	s.gid, _ = strconv.Atoi(mail.Gid)
}

func (s *Server) path(parts ...string) string {
	return filepath.Join(append([]string{s.dir}, parts...)...)
}

// folder makes a short path (sockets must not have a longer one) that the mail user can walk.
func (s *Server) folder(t testing.TB) {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "realmail")
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	check(t, os.Chmod(dir, 0o755))
	s.dir = dir
	for _, sub := range []string{"state", "sock", "tls", "postfix", "queue", "data"} {
		check(t, os.MkdirAll(s.path(sub), 0o755))
	}
	for _, home := range []string{address, "outside"} {
		for _, sub := range []string{"", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"} {
			check(t, os.MkdirAll(s.path("mail", home, sub), 0o755))
			check(t, os.Chown(s.path("mail", home, sub), s.uid, s.gid))
		}
	}
	check(t, os.Chown(s.path("mail"), s.uid, s.gid))
	postfix, err := user.Lookup("postfix")
	check(t, err)
	uid, _ := strconv.Atoi(postfix.Uid)
	check(t, os.Chown(s.path("data"), uid, -1))
}

// start runs a server in the foreground, in a session of its own (Postfix insists), and ends it with the test.
func (s *Server) start(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	log, err := os.Create(s.path(filepath.Base(cmd.Path) + ".out"))
	check(t, err)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	check(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = log.Close()
		_ = cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-ended
		}
	})
}

func (s *Server) await(t testing.TB, addr string) {
	t.Helper()
	limit := time.Now().Add(startLimit)
	for {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(limit) {
			t.Fatalf("no server at %s after %v: %v\n%s", addr, startLimit, err, s.logs())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *Server) logs() string {
	var all strings.Builder
	for _, name := range []string{"dovecot.out", "dovecot.log", "master.out", "postfix.log"} {
		text, err := os.ReadFile(s.path(name))
		if err == nil {
			fmt.Fprintf(&all, "--- %s\n%s\n", name, text)
		}
	}
	return all.String()
}

// Deliver puts mails into INBOX, unread, in this order.
func (s *Server) Deliver(t testing.TB, raws ...[]byte) {
	t.Helper()
	for _, raw := range raws {
		name := fmt.Sprintf("%d.M%dP%d.realmail", time.Now().Unix(), s.serial.Add(1), os.Getpid())
		temporary := s.path("mail", address, "Maildir", "tmp", name)
		check(t, os.WriteFile(temporary, raw, 0o600))
		check(t, os.Chown(temporary, s.uid, s.gid))
		check(t, os.Rename(temporary, s.path("mail", address, "Maildir", "new", name)))
	}
}

// Remove takes every mail that holds some words out of INBOX, as another program would.
func (s *Server) Remove(t testing.TB, words string) {
	t.Helper()
	found, err := filepath.Glob(s.path("mail", address, "Maildir", "[cn][ue][rw]", "*"))
	check(t, err)
	for _, path := range found {
		raw, err := os.ReadFile(path)
		check(t, err)
		if bytes.Contains(raw, []byte(words)) {
			check(t, os.Remove(path))
		}
	}
}

// Messages gives what lies in a folder of the mailbox ("INBOX", "Sent"), oldest first.
func (s *Server) Messages(t testing.TB, folder string) []Stored {
	t.Helper()
	dir := s.path("mail", address, "Maildir")
	if folder != "INBOX" {
		dir = filepath.Join(dir, "."+folder)
	}
	return maildir(t, dir)
}

// Outside gives what was sent to anybody but the mailbox itself.
func (s *Server) Outside(t testing.TB) []Stored {
	t.Helper()
	return maildir(t, s.path("mail", "outside", "Maildir"))
}

func maildir(t testing.TB, dir string) []Stored {
	t.Helper()
	var names []string
	for _, sub := range []string{"cur", "new"} {
		found, err := os.ReadDir(filepath.Join(dir, sub))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		check(t, err)
		for _, f := range found {
			names = append(names, filepath.Join(sub, f.Name()))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	var out []Stored
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		check(t, err)
		_, flags, _ := strings.Cut(name, ":2,")
		out = append(out, Stored{Raw: raw, Seen: strings.Contains(flags, "S")})
	}
	return out
}

// freeAddrs gives n different addresses that nobody listens on. Their ports lie below those that the system gives to
// whoever asks for any, so that nobody gets one between this look and the start of the server.
func freeAddrs(t testing.TB, n int) []string {
	t.Helper()
	var free []string
	for range 1000 {
		if len(free) == n {
			break
		}
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000)))
		if err != nil {
			continue // taken
		}
		defer func() { _ = listener.Close() }() // only at the end, or two might be the same
		free = append(free, listener.Addr().String())
	}
	if len(free) < n {
		t.Fatal("no free ports")
	}
	return free
}

func run(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%v: %v\n%s%s", cmd.Args, err, out, exit.Stderr)
		}
		t.Fatalf("%v: %v", cmd.Args, err)
	}
	return string(out)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
