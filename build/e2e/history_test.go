//go:build e2e

package e2e

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"balcao/backend/simulator"
)

// simulated is what the simulator says about itself in its first line.
type simulated = simulator.Endpoints

// simulate runs a shop of few customers and many messages.
func (s *stage) simulate(args ...string) (sim simulated) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.binary, append([]string{"simulator", "--json", "--quiet"}, args...)...)
	c.Env = s.env
	out, err := c.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.start(c)
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		s.t.Fatalf("the simulator said nothing: %v", err)
	}
	if err := json.Unmarshal(line, &sim); err != nil {
		s.t.Fatalf("%v in %s", err, line)
	}
	return sim
}

// addMailbox adds the simulated mailbox to the stage's data folder.
func (s *stage) addMailbox(sim simulated, flags ...string) {
	s.t.Helper()
	args := []string{
		"email", "--address", sim.Address, "--user", sim.User, "--imap", sim.IMAP, "--imap-security", "plain",
		"--smtp", sim.SMTP, "--smtp-security", "plain",
	}
	s.addAccount(sim.Secret, append(args, flags...)...)
}

// addAccount adds an account by the command line, its password in a file of a passphrase that every later start knows.
func (s *stage) addAccount(secret string, args ...string) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	passphrase := filepath.Join(s.home, "passphrase")
	if err := os.WriteFile(passphrase, []byte("abre-te sésamo\n"), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.env = append(s.env, "BALCAO_PASSPHRASE_FILE="+passphrase)
	c := exec.Command(k.binary, append([]string{"account", "add", "--secret-stdin"}, args...)...)
	c.Env, c.Stdin = s.env, strings.NewReader(secret+"\n")
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("account add: %v\n%s", err, out)
	}
}

// TestOlderMessagesComeWithoutAJump scrolls up through several pages and watches one message in sight at every step.
func TestOlderMessagesComeWithoutAJump(t *testing.T) {
	s := newStage(t)
	s.addMailbox(s.simulate("--customers", "3", "--messages", "1500"))
	p := s.open()
	p.until("the shop to be read", func() bool { return strings.Contains(p.text("body"), "Tudo em dia") })
	p.click(`[role="tab"][data-key="closed"]`)
	p.click(row)
	p.find("article")
	var walk struct {
		Jumps   []float64
		Height  int
		Scrolls int
	}
	p.run(`
		const frame = () => new Promise((done) => requestAnimationFrame(done));
		const feed = document.querySelector('[role="feed"]');
		const seen = () => [...feed.querySelectorAll("article")].map((a) => [a, a.getBoundingClientRect()]);
		const walk = { jumps: [], height: 0, scrolls: 0 };
		(async () => {
			for (let i = 0; i < 20; i++) await frame();
			const frameBox = feed.getBoundingClientRect();
			while (walk.scrolls < 150 && feed.scrollTop > 0) {
				const [, box] = seen().find(([, b]) => b.top > frameBox.top + 40 && b.top < frameBox.bottom - 160) ?? [];
				const anchor = seen().find(([, b]) => b === box || (box && b.top === box.top))?.[0];
				feed.scrollTop -= 120;
				for (let i = 0; i < 4; i++) await frame();
				const moved = anchor && anchor.isConnected ? anchor.getBoundingClientRect().top - box.top : 120;
				if (Math.abs(moved - 120) > 3 && feed.scrollTop > 0) walk.jumps.push(moved - 120);
				walk.scrolls++;
			}
			walk.height = feed.scrollHeight;
			done(walk);
		})();`, &walk)
	if walk.Scrolls < 100 || walk.Height < 10_000 {
		t.Errorf("the history was too short to tell: %d steps, %d px", walk.Scrolls, walk.Height)
	}
	if len(walk.Jumps) > 0 {
		t.Errorf("the message in sight jumped by %v px", walk.Jumps)
	}
	p.photograph("history-light")
}
