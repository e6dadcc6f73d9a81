//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestDeadPageComesBack kills the page's process, after which the window would show its last picture for ever.
func TestDeadPageComesBack(t *testing.T) {
	s := newStage(t)
	app, log := s.program("demo")
	p := &page{t: t, log: log, program: app}
	s.start(app)
	p.shown(1)
	var web int
	p.until("the page's process", func() bool {
		web = descendant(app.Process.Pid, "WebKitWebProcess")
		return web != 0
	})
	if err := syscall.Kill(web, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	p.shown(2)
}

// descendant finds a process by its name below another; 0 when there is none.
func descendant(of int, name string) int {
	for _, p := range below(of) {
		if strings.HasPrefix(name, p.name) {
			return p.pid
		}
	}
	return 0
}

// process is one line of what the system knows about a process.
type process struct {
	pid, parent int
	name        string
	ticks       int // processor time it has used, in hundredths of a second
}

// below lists the processes that a process has begun, and those that they have.
func below(of int) (found []process) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	children := map[int][]process{}
	for _, path := range stats {
		if p, ok := readProcess(path); ok {
			children[p.parent] = append(children[p.parent], p)
		}
	}
	for next := children[of]; len(next) > 0; next = next[1:] {
		found = append(found, next[0])
		next = append(next, children[next[0].pid]...)
	}
	return found
}

func readProcess(path string) (p process, ok bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return p, false // it ended meanwhile
	}
	// pid (name) state parent … utime stime …: the name is cut at 15 letters and may hold blanks (proc(5)).
	before, after, _ := strings.Cut(string(text), ") ")
	id, called, _ := strings.Cut(before, " (")
	fields := strings.Fields(after)
	if called == "" || len(fields) < 13 {
		return p, false
	}
	p.name = called
	p.pid, _ = strconv.Atoi(id)
	p.parent, _ = strconv.Atoi(fields[1])
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	p.ticks = user + system
	return p, true
}

func TestSecondStartShowsTheFirstWindow(t *testing.T) {
	s := newStage(t)
	p := s.open("demo")
	p.find(row)
	second, log := s.program("demo")
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	_ = second.Wait()
	if strings.Contains(log.String(), "MARK dom-ready") {
		t.Error("a second window opened")
	}
	p.find(row)
}

func TestWindowComesBackWhereItWas(t *testing.T) {
	s := newStage(t)
	size := func(p *page) (width, height int) {
		var rect struct{ Width, Height int }
		p.call("GET", p.session+"/window/rect", nil, &rect)
		return rect.Width, rect.Height
	}
	t.Run("left", func(t *testing.T) {
		s.t = t
		p := s.open("demo")
		p.find(row)
		p.resize(1000, 640)
		p.until("the new size", func() bool { w, h := size(p); return w == 1000 && h == 640 })
	})
	t.Run("found again", func(t *testing.T) {
		s.t = t
		p := s.open("demo")
		if w, h := size(p); w != 1000 || h != 640 {
			t.Errorf("the window is %d×%d", w, h)
		}
	})
}
