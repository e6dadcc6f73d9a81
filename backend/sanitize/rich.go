package sanitize

import "slices"

// A mail is rich when its HTML shows what its words alone do not: a picture, a table, a heading, a link behind
// other words. What it quotes does not count: that was shown before.

func (w *writer) noteRich(name string) {
	switch name {
	case "h1", "h2", "h3":
		w.result.Rich = w.result.Rich || !w.quoting()
	case "td", "th":
		// One cell is a frame around the words, as many programs draw it.
		if !w.quoting() {
			w.cells++
			w.result.Rich = w.result.Rich || w.cells > 1
		}
	}
}

// noteImage is told of every picture that can be shown.
func (w *writer) noteImage() { w.result.Rich = w.result.Rich || !w.quoting() }

func (w *writer) quoting() bool { return slices.Contains(w.open, "blockquote") }
