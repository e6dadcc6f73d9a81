//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
)

// figure is one thing that is measured, and what it should be at most.
type figure struct {
	name, unit  string
	goal        float64
	judgedByMax bool // its worst counts, not its middle
	values      []float64
}

func (w *work) figure(name, unit string, goal float64) *figure {
	f := &figure{name: name, unit: unit, goal: goal}
	w.figures = append(w.figures, f)
	return f
}

func (f *figure) add(values ...float64) { f.values = append(f.values, values...) }

// verdict compares the middle, or the worst, with the goal.
func (f *figure) verdict() string {
	counts := quantile(f.values, 50)
	if f.judgedByMax {
		counts = slices.Max(f.values)
	}
	if counts > f.goal {
		return "OVER"
	}
	return "ok"
}

// quantile gives the value below which so many of a hundred lie.
func quantile(values []float64, percent int) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

// print writes all figures with their goals.
func (w *work) print() {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\nfigure\tgoal\tmedian\tp95\tmax\tn\t\t")
	for _, f := range w.figures {
		digits := 0
		if f.unit == "%" {
			digits = 1
		}
		number := func(v float64) string { return fmt.Sprintf("%.*f", digits, v) }
		fmt.Fprintf(t, "%s\t≤ %g %s\t%s\t%s\t%s\t%d\t%s\t\n", f.name, f.goal, f.unit,
			number(quantile(f.values, 50)), number(quantile(f.values, 95)), number(slices.Max(f.values)), len(f.values), f.verdict())
	}
	_ = t.Flush()
}
