//go:build e2e

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// data is the folder of the stage's shop.
func (s *stage) data() (dir string) {
	s.t.Helper()
	for _, pair := range s.env {
		if name, value, _ := strings.Cut(pair, "="); name == "BALCAO_DATA" {
			dir = value
		}
	}
	return dir
}

// stocked is a stage whose shop has read its mailbox and is closed again.
func stocked(t *testing.T, env ...string) *stage {
	t.Helper()
	s := newStage(t, env...)
	s.stock()
	return s
}

// stock fills the shop by the command line.
func (s *stage) stock() {
	s.t.Helper()
	s.addMailbox(s.simulate("--customers", "40", "--messages", "600"))
	s.command("sync", "--once")
}

func (s *stage) command(args ...string) {
	s.t.Helper()
	k, err := tools()
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(k.binary, args...)
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// rewrite changes the bytes of a file in place, as a bad disk does.
func rewrite(t *testing.T, path string, change func([]byte)) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change(content)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestExploreDamagedStart(t *testing.T) {
	s := stocked(t)
	rewrite(t, filepath.Join(s.data(), "balcao.db"), func(b []byte) { clear(b[:4096]) })
	p := s.open()
	p.until("words", func() bool { return len(p.text("body")) > 20 })
	t.Log(p.text("body"))
	p.photograph("explore-start")
}

func TestExploreDamagedInside(t *testing.T) {
	s := stocked(t)
	rewrite(t, filepath.Join(s.data(), "balcao.db"), func(b []byte) { clear(b[4096*40 : 4096*120]) })
	p := s.open()
	p.until("words", func() bool { return len(p.text("body")) > 20 })
	exec.Command("sleep", "12").Run()
	t.Log(p.text("body"))
	t.Log(p.log)
	p.photograph("explore-inside")
}

func TestExploreFull(t *testing.T) {
	for _, when := range []string{"start", "running"} {
		t.Run(when, func(t *testing.T) {
			s := newStage(t)
			os.MkdirAll(s.data(), 0o700)
			if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=0700,size=60m", "tmpfs", s.data()).CombinedOutput(); err != nil {
				t.Skipf("%v %s", err, out)
			}
			t.Cleanup(func() { exec.Command("umount", s.data()).Run() })
			s.stock()
			fill := func() {
				exec.Command("dd", "if=/dev/zero", "of="+filepath.Join(s.data(), "ballast"), "bs=4096").Run()
			}
			if when == "start" {
				fill()
			}
			p := s.open()
			p.until("words", func() bool { return len(p.text("body")) > 20 })
			if when == "running" {
				p.until("read", func() bool { return strings.Contains(p.text("body"), "Tudo em dia") })
				fill()
				p.click(`[role="tab"][data-key="closed"]`)
				p.click(row)
				p.fill(composer, "Bom dia, tudo certo?")
			}
			exec.Command("sleep", "8").Run()
			t.Log(p.text("body"))
			t.Log(p.log)
			p.photograph("explore-full-" + when)
		})
	}
}
