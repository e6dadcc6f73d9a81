package sanitize

import (
	"strings"

	"golang.org/x/net/html"
)

// writer is the first filter: it reads tokens and writes only what it knows.
type writer struct {
	out     strings.Builder
	result  Result
	resolve func(string) (string, bool)
	images  map[string]int // place of an address in RemoteImages
	open    []string       // elements written and not yet closed
	dropped map[string]int // start tags beyond the limits, whose end tags are dropped too
	written int            // elements
	link    int            // place of the open link; -1 when none
	cells   int            // table cells written, outside quotations
	text    strings.Builder
}

// part gives one part written anew, with everything closed that it left open.
func (w *writer) part(source string) string {
	w.out.Reset()
	w.open, w.dropped, w.link = w.open[:0], map[string]int{}, -1
	// An unread element that is never closed would swallow the rest: then it is read after all.
	shown := map[string]bool{}
	for source != "" {
		s := skipper{shown: shown}
		source = w.tokens(source, &s)
		shown[s.name] = true
	}
	w.closeTo(0)
	return w.out.String()
}

// tokens writes source and gives what follows an unread element that does not end.
func (w *writer) tokens(source string, s *skipper) (rest string) {
	z := html.NewTokenizer(strings.NewReader(source))
	at := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return source[s.unended(len(source)):]
		}
		at += len(z.Raw())
		switch kind {
		case html.TextToken:
			if !s.skips() {
				w.words(string(z.Text()))
			}
			s.afterText()
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if !s.start(t.Data, kind == html.SelfClosingTagToken, at) {
				w.start(&t)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if !s.end(string(name)) {
				w.end(plainName(string(name)))
			}
		}
	}
}

// skipper leaves out the content of unread elements.
type skipper struct {
	shown map[string]bool // names that are read although they are unread
	name  string          // the element being skipped, or the last one
	depth int             // elements of that name open; 0 when nothing is skipped
	text  bool            // only the next text is skipped
	from  int             // where its content begins
}

func (s *skipper) skips() bool { return s.depth > 0 || s.text }

// afterText ends the skipping of an element that holds nothing but text.
func (s *skipper) afterText() { s.text = false }

func (s *skipper) start(name string, selfClosing bool, at int) (skipped bool) {
	s.text = false
	if s.depth > 0 {
		if name == s.name && !selfClosing {
			s.depth++
		}
		return true
	}
	switch unread[name] {
	case "text":
		s.text = true
		return true
	case "tree":
		if !selfClosing && !s.shown[name] {
			s.name, s.depth, s.from = name, 1, at
		}
		return true
	}
	return false
}

func (s *skipper) end(name string) (skipped bool) {
	s.text = false
	if s.depth == 0 {
		return false
	}
	if name == s.name {
		s.depth--
	}
	return true
}

// unended gives where the content of an element begins that was still skipped at the end.
func (s *skipper) unended(size int) int {
	if s.depth > 0 {
		return s.from
	}
	return size
}

// plainName gives the element that is written for a name; "" for none.
func plainName(name string) string {
	if other, ok := disguises[name]; ok {
		return other
	}
	if elements[name] {
		return name
	}
	return ""
}

func (w *writer) words(text string) {
	w.out.WriteString(html.EscapeString(text))
	w.linkWords(text)
}

// linkWords gathers what is shown for the open link.
func (w *writer) linkWords(text string) {
	if room := maxReadText - w.text.Len(); w.link >= 0 && room > 0 {
		w.text.WriteString(text[:min(len(text), room)])
	}
}

func (w *writer) start(t *html.Token) {
	name := plainName(t.Data)
	if name == "" {
		return
	}
	w.closeImplied(name)
	void := isVoid(name)
	if w.written >= maxElements || len(w.open) >= maxDepth && !void {
		if !void {
			w.dropped[name]++
		}
		return
	}
	w.written++
	if void {
		w.tag(name, t.Attr)
		return
	}
	w.open = append(w.open, name)
	w.tag(name, t.Attr)
}

// closeImplied ends what a browser would end by itself, so that both see the same tree: a link before
// another, a paragraph before a block.
func (w *writer) closeImplied(name string) {
	if name == "a" {
		w.closeNearest("a")
	}
	if last := len(w.open) - 1; last >= 0 && w.open[last] == "p" && isBlock(name) {
		w.closeTo(last)
	}
}

func (w *writer) end(name string) {
	if name == "" || isVoid(name) {
		return
	}
	if w.dropped[name] > 0 {
		w.dropped[name]--
		return
	}
	w.closeNearest(name)
}

// closeNearest closes the innermost open element of a name and all inside it.
func (w *writer) closeNearest(name string) {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i] == name {
			w.closeTo(i)
			return
		}
		// A stray end tag inside a cell does not reach out of its table.
		if isCell(w.open[i]) && !isTablePart(name) {
			return
		}
	}
}

// closeTo closes elements until only n are open.
func (w *writer) closeTo(n int) {
	for len(w.open) > n {
		last := len(w.open) - 1
		if w.open[last] == "a" {
			w.endLink()
		}
		w.out.WriteString("</" + w.open[last] + ">")
		w.open = w.open[:last]
	}
}

func (w *writer) tag(name string, attrs []html.Attribute) {
	w.out.WriteString("<" + name)
	w.noteRich(name)
	seen := map[string]bool{}
	for _, a := range attrs {
		if a.Namespace != "" || seen[a.Key] {
			continue
		}
		seen[a.Key] = true
		switch {
		case a.Key == "href" && name == "a":
			w.startLink(a.Val)
		case a.Key == "src" && name == "img":
			w.source(a.Val, attrs)
		case a.Key == "style":
			if s := cleanStyle(a.Val); s != "" {
				w.attribute("style", s)
			}
		default:
			if pattern := attributes[a.Key]; pattern != nil && pattern.MatchString(a.Val) {
				w.attribute(a.Key, a.Val)
			}
		}
		if a.Key == "alt" {
			w.linkWords(" " + a.Val + " ")
		}
	}
	w.out.WriteByte('>')
}

func (w *writer) attribute(name, value string) {
	w.out.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
}

func (w *writer) startLink(address string) {
	url, ok := cleanURL(address)
	if !ok || len(w.result.Links) >= maxLinks {
		return
	}
	w.endLink()
	w.link = len(w.result.Links)
	w.text.Reset()
	token := Token(w.link)
	w.result.Links = append(w.result.Links, Link{Token: token, URL: url})
	w.attribute("href", linkPath+token)
	w.attribute("target", "sink")
	w.attribute("rel", "noopener noreferrer")
}

func (w *writer) endLink() {
	if w.link < 0 {
		return
	}
	l := &w.result.Links[w.link]
	l.describe(w.text.String())
	w.link = -1
	if l.hidesHost() && !w.quoting() {
		w.result.Rich = true
	}
}

// cleanStyle keeps the listed properties with listed values. Backslashes, comments and quotes match no
// pattern, so nothing can be written in a second spelling.
func cleanStyle(style string) string {
	if len(style) > 8000 {
		return ""
	}
	var kept []string
	for _, declaration := range strings.Split(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		value = strings.ToLower(strings.Join(strings.Fields(value), " "))
		value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
		if pattern := styles[name]; pattern != nil && pattern.MatchString(value) {
			kept = append(kept, name+": "+value)
		}
	}
	return strings.Join(kept, "; ")
}

func isVoid(name string) bool {
	switch name {
	case "br", "hr", "img", "col", "wbr":
		return true
	}
	return false
}

func isCell(name string) bool {
	return name == "td" || name == "th" || name == "caption" || name == "table"
}

func isTablePart(name string) bool {
	switch name {
	case "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup":
		return true
	}
	return false
}

func isBlock(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
		"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul":
		return true
	}
	return false
}
