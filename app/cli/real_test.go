package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel/channeltest/realmail"
	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/secret"
)

// program is the real binary on a data folder, against real servers.
type program struct {
	t        *testing.T
	terminal *terminal
	binary   string
	server   *realmail.Server
}

func buildProgram(t *testing.T) *program {
	t.Helper()
	server := realmail.Start(t)
	return &program{t: t, terminal: newTerminal(t), binary: built(t), server: server}
}

// built is the real binary.
func built(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat("../../frontend/dist/index.html"); err != nil {
		t.Skip("skipped: the page that the program embeds is not built (npm run build in frontend)")
	}
	binary := filepath.Join(t.TempDir(), "balcao")
	build := exec.Command("go", "build", "-tags", "sqlite_fts5", "-o", binary, "../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

func (p *program) command(stdin string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	args = append(args, "--data", p.terminal.dir, "--passphrase-file", p.terminal.passphrase, "--json")
	cmd := exec.Command(p.binary, args...)
	out := &bytes.Buffer{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), out, out
	return cmd, out
}

// run waits for a command, which must end with the code.
func (p *program) run(code int, v any, stdin string, args ...string) string {
	p.t.Helper()
	cmd, out := p.command(stdin, args...)
	stdout := &bytes.Buffer{}
	cmd.Stdout = stdout
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		p.t.Fatalf("balcao %v: exit code %d, want %d\n%s%s", args, got, code, stdout, out)
	}
	if v != nil {
		lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
		check(p.t, json.Unmarshal([]byte(lines[len(lines)-1]), v))
	}
	return stdout.String()
}

// kill starts a command and ends it as a power cut would, after a while.
func (p *program) kill(after time.Duration, args ...string) {
	p.t.Helper()
	cmd, _ := p.command("", args...)
	check(p.t, cmd.Start())
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait()
	timer.Stop()
}

// corpus is what lies in the mailbox: ordinary mails, and some that no program should trip over.
func corpus(address string) [][]byte {
	var mails [][]byte
	for i := range 300 {
		mails = append(mails, fmt.Appendf(nil, "From: Cliente %d <cliente%d@example.org>\r\nTo: %s\r\nSubject: pedido %d\r\nMessage-ID: <m%d@example.org>\r\nDate: %s\r\n\r\nquero %d lápis\r\n",
			i%40, i%40, address, i, i, time.Now().Add(-time.Duration(300-i)*time.Minute).Format(time.RFC1123Z), i))
	}
	nested := &bytes.Buffer{}
	for i := range 10_000 {
		fmt.Fprintf(nested, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	large := &bytes.Buffer{}
	large.WriteString("From: grande@example.org\r\nSubject: foto\r\nMessage-ID: <large@example.org>\r\nContent-Type: application/octet-stream; name=foto.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for range 50 << 20 / 78 {
		large.WriteString("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n")
	}
	return append(mails,
		[]byte("\r\nno header at all\r\n"),
		append([]byte("From: fundo@example.org\r\nSubject: fundo\r\nMessage-ID: <deep@example.org>\r\n"), nested.Bytes()...),
		large.Bytes())
}

// listedMessages reads every message as a script would.
func (p *program) listedMessages() []messageJSON {
	p.t.Helper()
	var all []messageJSON
	for _, line := range strings.Split(strings.TrimSpace(p.run(exitDone, nil, "", "message", "list")), "\n") {
		var m messageJSON
		check(p.t, json.Unmarshal([]byte(line), &m))
		all = append(all, m)
	}
	return all
}

// TestKilledAtAnyMoment is the shop's day with the real program on Dovecot and Postfix, killed again and again:
// nothing is lost, nothing comes twice, nothing is sent twice.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: takes a minute")
	}
	p := buildProgram(t)
	s := p.server
	mails := corpus(s.Address)
	s.Deliver(t, mails...)
	p.connect()

	for range 8 {
		p.kill(time.Duration(300+rand.IntN(1500))*time.Millisecond, "sync", "--once")
	}
	p.run(exitDone, nil, "", "sync", "--once")
	p.everyMailOnce(mails)

	start := time.Now()
	id := p.customerOf("cliente1@example.org")
	var sent replied
	p.run(exitDone, &sent, "", "reply", id, "--channel", "email", "--text", "primeira", "--wait")
	usual := time.Since(start)
	if sent.Delivery.State != "sent" {
		t.Fatalf("%+v", sent)
	}
	const rounds = 26
	for i := range rounds {
		after := usual/10 + time.Duration(rand.Int64N(int64(usual)))
		if i%4 == 3 {
			p.run(exitDone, nil, "", "reply", id, "--channel", "email", "--text", fmt.Sprintf("volta %d", i))
			p.kill(after, "sync", "--once")
			continue
		}
		p.kill(after, "reply", id, "--channel", "email", "--text", fmt.Sprintf("volta %d", i), "--wait")
	}
	p.run(exitDone, nil, "", "sync", "--once")
	p.run(exitDone, nil, "", "sync", "--once")
	p.everySendOnce()
	p.everyMailOnce(mails)
	var verified checkedJSON
	p.run(exitDone, &verified, "", "verify")
	if verified.Database != "ok" || len(verified.Files.Missing)+len(verified.Files.Damaged) > 0 {
		t.Errorf("verified %+v", verified)
	}
	p.terminal.nothingLeaks(t, s.Password)
}

// connect adds the account, and makes its passphrase file one that opens at once: with its real price most of a
// command would be spent on it, and most kills would fall there.
func (p *program) connect() {
	p.t.Helper()
	s := p.server
	add := []string{
		"account", "add", "email", "--address", s.Address, "--imap", s.IMAPAddr, "--imap-security", "plain",
		"--smtp", s.SMTPAddr, "--smtp-security", "plain", "--secret-stdin",
	}
	p.run(exitDone, nil, s.Password+"\n", add...)
	sealed := filepath.Join(p.terminal.dir, secret.FileName)
	content, err := os.ReadFile(sealed)
	check(p.t, err)
	if header, _, _ := bytes.Cut(content, []byte("\n---")); !bytes.HasPrefix(header, []byte("age-encryption.org/")) || !regexp.MustCompile(`(?m)^-> scrypt \S+ 17$`).Match(header) {
		p.t.Errorf("the program seals passwords with %q", header)
	}
	check(p.t, os.Remove(sealed))
	p.terminal.want(exitDone, nil, s.Password+"\n", add...)
}

func (p *program) customerOf(address string) string {
	p.t.Helper()
	var hits struct{ Hits []hitJSON }
	p.run(exitDone, &hits, "", "customer", "find", address)
	return string(hits.Hits[0].CustomerID)
}

// everyMailOnce compares the mailbox with what is stored, by the hash of the bytes.
func (p *program) everyMailOnce(mails [][]byte) {
	p.t.Helper()
	stored := map[string]int{}
	for _, m := range p.listedMessages() {
		if m.Direction == desk.In {
			stored[m.SHA256]++
		}
	}
	for i, raw := range mails {
		sum := sha256.Sum256(raw)
		if n := stored[hex.EncodeToString(sum[:])]; n != 1 {
			p.t.Errorf("mail %d of %d bytes is stored %d times", i, len(raw), n)
		}
	}
	if len(stored) != len(mails) {
		p.t.Errorf("%d mails stored, %d delivered", len(stored), len(mails))
	}
	for i, m := range p.server.Messages(p.t, "INBOX") {
		if m.Seen {
			p.t.Errorf("mail %d was marked as read on the server", i)
		}
	}
}

// everySendOnce compares what the outbox says with what the customer got and what lies in Sent.
func (p *program) everySendOnce() {
	t := p.t
	t.Helper()
	var all struct{ Deliveries []outgoingJSON }
	p.run(exitDone, &all, "", "outbox", "--all")
	count := func(mails []realmail.Stored) map[string]int {
		copies := map[string]int{}
		for _, m := range mails {
			copies[eml.Parse(m.Raw).MessageID]++
		}
		return copies
	}
	sent := 0
	for _, d := range all.Deliveries {
		if d.State == desk.Sent {
			sent++
		}
	}
	limit := time.Now().Add(time.Minute)
	for len(count(p.server.Outside(t))) < sent && time.Now().Before(limit) {
		time.Sleep(50 * time.Millisecond) // Postfix delivers when it likes
	}
	outside, filed := count(p.server.Outside(t)), count(p.server.Messages(t, "Sent"))
	states := map[desk.DeliveryState]int{}
	for _, d := range all.Deliveries {
		states[d.State]++
		var m messageJSON
		raw := p.run(exitDone, nil, "", "message", "show", "--raw", string(d.MessageID))
		p.run(exitDone, &m, "", "message", "show", string(d.MessageID))
		sum := sha256.Sum256([]byte(raw))
		id := eml.Parse([]byte(raw)).MessageID
		switch {
		case hex.EncodeToString(sum[:]) != m.SHA256 || id == "":
			t.Errorf("%s: the stored bytes do not match", d.ID)
		case d.State == desk.Sending || d.State == desk.Queued:
			t.Errorf("%s is left %s", d.ID, d.State)
		case d.State == desk.Sent && (outside[id] != 1 || filed[id] != 1):
			t.Errorf("%s is sent: the customer has %d copies, Sent has %d", d.ID, outside[id], filed[id])
		case outside[id] > 1 || filed[id] > 1:
			t.Errorf("%s is %s: the customer has %d copies, Sent has %d", d.ID, d.State, outside[id], filed[id])
		}
		delete(outside, id)
	}
	if len(outside) != 0 {
		t.Errorf("%d mails left that the outbox knows nothing of", len(outside))
	}
	t.Logf("%d deliveries after the kills: %v", len(all.Deliveries), states)
}

// TestConnectionsThatAreNotSafe: no password goes where nobody vouches for the server.
func TestConnectionsThatAreNotSafe(t *testing.T) {
	server := realmail.Start(t)
	e := simulated(t).Endpoints()
	cases := map[string]struct {
		imap, security, reason string
	}{
		"nobody knows who signed":  {server.IMAPSAddr, "tls", "unknown_authority"},
		"nobody knows, STARTTLS":   {server.IMAPAddr, "starttls", "unknown_authority"},
		"no STARTTLS":              {e.IMAP, "starttls", "no_starttls"},
		"plain to somewhere else":  {"imap.example.com:143", "plain", "no_starttls"},
		"plain to another machine": {"192.0.2.1:143", "plain", "no_starttls"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			k := newTerminal(t)
			got := k.on("secret words\n", "account", "add", "email", "--address", server.Address, "--imap", c.imap, "--imap-security", c.security,
				"--smtp", server.SMTPAddr, "--smtp-security", "plain", "--secret-stdin")
			p := got.problem(t)
			if got.code != exitFailed || p.Code != desk.ErrTLS || p.Params["reason"] != c.reason || p.Params["account"] != server.Address || !strings.Contains(got.err, server.Address) {
				t.Errorf("%d %+v %s", got.code, p, got.err)
			}
			var list listed
			k.want(exitDone, &list, "", "account", "list")
			if len(list.Accounts) != 0 {
				t.Errorf("kept %+v", list)
			}
		})
	}
}
