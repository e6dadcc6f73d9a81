//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inBothThemes runs a test on a light desktop and on a dark one; desktop is what its stage has to know.
func inBothThemes(t *testing.T, run func(t *testing.T, theme, desktop string)) {
	for theme, gtk := range map[string]string{"light": "Adwaita", "dark": "Adwaita:dark"} {
		t.Run(theme, func(t *testing.T) { run(t, theme, "GTK_THEME="+gtk) })
	}
}

// examine photographs what is to be seen, and asks axe about it.
func examine(p *page, screen string) {
	p.t.Helper()
	p.photograph(screen)
	noViolations(p, screen)
}

// bothThemes photographs a screen, and looks for what axe finds in it, as it is and in the other theme.
func bothThemes(p *page, screen string) {
	p.t.Helper()
	var is string
	p.run(`done(document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"))`, &is)
	other := map[string]string{"light": "dark", "dark": "light"}[is]
	wear := func(theme string) {
		p.run(`document.documentElement.dataset.theme = arguments[0]; done()`, nil, theme)
		p.until("the colours to stand", func() (still bool) { p.run(`done(document.getAnimations().length === 0)`, &still); return still })
	}
	defer wear(is)
	for _, theme := range []string{is, other} {
		wear(theme)
		examine(p, screen+"-"+theme)
	}
}

func noViolations(p *page, screen string) {
	p.t.Helper()
	for _, v := range axe(p) {
		p.t.Errorf("%s: %s", screen, v)
	}
}

// axe gives the violations that keep somebody from using the page.
func axe(p *page) (violations []string) {
	p.t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "..", "frontend", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		p.t.Fatal(err)
	}
	var found []struct {
		ID, Impact, Help string
		Where            []string
	}
	p.run(string(source)+`; axe.run().then((r) => done(r.violations.map((v) => ({
		id: v.id, impact: v.impact ?? "", help: v.help, where: v.nodes.map((n) => n.html.slice(0, 200)) }))),
		(e) => done([{ id: String(e), impact: "critical", help: "", where: [] }]))`, &found)
	for _, v := range found {
		violations = append(violations, fmt.Sprintf("%s (%s): %s\n  %s", v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n  ")))
	}
	return violations
}
