//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"testing"
)

const order = `button[data-command="list.order"]`

// listed gives the rows from the top on, as many as are drawn.
func listed(p *page) (ids []string) {
	p.t.Helper()
	p.run(`const top = (r) => r.getBoundingClientRect().top;
		done([...document.querySelectorAll(arguments[0])].toSorted((a, b) => top(a) - top(b)).map((r) => r.id))`, &ids, row)
	return ids
}

// TestTheListAsTheOwnerWantsIt: the order is kept over a restart, and closing goes on to the next one or stays in the list.
func TestTheListAsTheOwnerWantsIt(t *testing.T) {
	s := newStage(t)
	var turned []string
	t.Run("the oldest first", func(t *testing.T) {
		s.t = t
		p := s.open("demo")
		settled(p)
		before := listed(p)
		p.click(order)
		p.find(order + `[aria-pressed="true"]`)
		p.until("another order", func() bool {
			turned = listed(p)
			return len(turned) > 3 && !slices.Equal(turned, before)
		})
		p.quit()
	})
	t.Run("found again", func(t *testing.T) {
		s.t = t
		p := s.open("demo")
		settled(p)
		p.find(order + `[aria-pressed="true"]`)
		if now := listed(p); !slices.Equal(now, turned) {
			t.Fatalf("the list is %q, and was %q", now, turned)
		}
		first, second, third := "#"+turned[0], "#"+turned[1], "#"+turned[2]
		p.click(first)
		p.find(composer)
		p.press("e")
		p.find(second + `[aria-current="true"]`)
		p.chord(keyControl, ",")
		p.push("Abrir a próxima conversa")
		p.says("Salvo")
		p.chord(keyControl, "1")
		p.find(second + `[aria-current="true"]`)
		p.press("e")
		p.until("nobody in front", func() bool { return len(p.all(row+`[aria-current="true"]`)) == 0 && len(p.all(composer)) == 0 })
		p.hasFocus(third)
		p.until("the closed one to go", func() bool { return len(p.all(second)) == 0 })
		p.press("z")
		p.find(second)
	})
}

// TestTheHeadBesideTheSheet: where the sheet of a call takes the room, nothing in the head of a conversation lies on another.
func TestTheHeadBesideTheSheet(t *testing.T) {
	inBothThemes(t, func(t *testing.T, theme, desktop string) {
		p := newStage(t, desktop).open("demo")
		settled(p)
		p.click(order)
		p.click(mailRow)
		p.find(composer)
		sizes := func(name string, then func(width int)) {
			for _, size := range [][2]int{{1366, 768}, {1093, 614}} {
				p.resize(size[0], size[1])
				p.until("the size", func() (is bool) {
					p.run(`done(innerWidth === arguments[0])`, &is, size[0])
					return is
				})
				p.photograph(fmt.Sprintf("%s-%d-%s", name, size[0], theme))
				then(size[0])
			}
		}
		sizes("listing", func(int) {})
		p.chord(keyControl, "l")
		p.hasFocus(logText)
		p.click(`[aria-label="Deixar ao lado"]`)
		p.find(`aside` + logSheet)
		sizes("listing-sheet", func(width int) {
			var over []string
			p.run(`const all = [...document.querySelectorAll("main > header button, main header button")].map((b) => [b.innerText || b.ariaLabel, b.getBoundingClientRect()]);
					const on = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
					done(all.flatMap(([n, a], i) => all.slice(i + 1).filter(([, b]) => on(a, b)).map(([m]) => n + " lies on " + m)))`, &over)
			if len(over) > 0 {
				t.Errorf("at %d: %q", width, over)
			}
		})
	})
}
