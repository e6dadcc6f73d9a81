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
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	parent, named := map[int]int{}, map[int]bool{}
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it ended meanwhile
		}
		// pid (name) state parent …: the name is cut at 15 letters and may hold blanks (proc(5)).
		before, after, _ := strings.Cut(string(text), ") ")
		id, called, _ := strings.Cut(before, " (")
		pid, _ := strconv.Atoi(id)
		if fields := strings.Fields(after); len(fields) > 1 {
			parent[pid], _ = strconv.Atoi(fields[1])
		}
		named[pid] = strings.HasPrefix(name, called) && called != ""
	}
	for pid := range named {
		for up := pid; named[pid] && up > 1; up = parent[up] {
			if parent[up] == of {
				return pid
			}
		}
	}
	return 0
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
