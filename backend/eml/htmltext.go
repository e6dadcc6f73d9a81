package eml

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TextFromHTML gives the words that a reader of the HTML would see: one line for each block, cells apart,
// "> " before quoted lines; no scripts, styles or hidden elements. It reads tokens, not a tree, so time
// and memory stay linear however deep the elements are nested.
func TextFromHTML(source string) string {
	if len(source) > maxTextBytes {
		source = strings.ToValidUTF8(source[:maxTextBytes], "")
	}
	text := readHTML(source, true)
	if text == "" {
		// A hidden element that is never closed hides everything; better too much than nothing.
		text = readHTML(source, false)
	}
	return text
}

// SeenFromHTML is TextFromHTML without what only a machine would read: words in the colour of the paper or too small
// to see. Where such words stand on a dark ground they are lost too, so it is not for people.
func SeenFromHTML(source string) string {
	if len(source) > maxTextBytes {
		source = strings.ToValidUTF8(source[:maxTextBytes], "")
	}
	return walkHTML(source, &textWalker{hiding: true, wary: true})
}

func readHTML(source string, hiding bool) string {
	return walkHTML(source, &textWalker{hiding: hiding})
}

func walkHTML(source string, t *textWalker) string {
	t.out.Grow(len(source) / 3)
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimRight(t.out.String(), "\n")
		case html.TextToken:
			if t.visible() {
				t.text(string(z.Text()))
			}
		case html.StartTagToken:
			t.start(z, false)
		case html.SelfClosingTagToken:
			t.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			t.end(atom.Lookup(name))
		}
	}
}

// textWalker writes visible text. Hidden elements are followed by depth: the stack counts the open
// elements below the first hidden one.
type textWalker struct {
	hiding  bool
	wary    bool // hides what cannot be told from the paper too
	out     strings.Builder
	hidden  []atom.Atom
	quotes  int
	verbal  int // open <pre>
	lines   int // line ends waiting for the next word
	space   bool
	started bool // the current line has text
}

func (t *textWalker) visible() bool { return len(t.hidden) == 0 }

func (t *textWalker) start(z *html.Tokenizer, selfClosing bool) {
	name, hasAttr := z.TagName()
	tag := atom.Lookup(name)
	if !t.visible() && !t.endsHiding(tag) {
		return
	}
	var alt string
	if hasAttr {
		var hidden bool
		alt, hidden = readAttributes(z, t.wary)
		if hidden && t.hiding && tag != atom.Body && tag != atom.Html && !isVoid(tag) && !selfClosing {
			t.hidden = append(t.hidden, tag)
			return
		}
	}
	if !selfClosing && (isCode(tag) || t.hiding && isUnread(tag)) {
		t.hidden = append(t.hidden, tag)
		return
	}
	t.open(tag, alt)
}

// endsHiding takes note of a start tag among hidden elements and tells whether it is visible again, since
// an end tag may be left out: </head> before <body>, </p> before <p>.
func (t *textWalker) endsHiding(tag atom.Atom) bool {
	first := t.hidden[0]
	if (tag == atom.Body && first == atom.Head) || (len(t.hidden) == 1 && tag == first && endsBySibling(tag)) {
		t.hidden = t.hidden[:0]
		return true
	}
	if !isVoid(tag) && len(t.hidden) < 1<<16 {
		t.hidden = append(t.hidden, tag)
	}
	return false
}

func (t *textWalker) open(tag atom.Atom, alt string) {
	switch tag {
	case atom.Br:
		t.lines++
	case atom.Td, atom.Th:
		t.space = true
	case atom.Img:
		if alt != "" {
			t.text(" " + alt + " ")
		}
	case atom.Hr:
		t.breakLine(1)
	case atom.Blockquote:
		t.breakLine(1)
		t.quotes = min(t.quotes+1, 50)
	case atom.Pre, atom.Textarea:
		t.breakLine(1)
		t.verbal++
	case atom.Li:
		t.breakLine(1)
		t.text("-")
		t.space = true
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Dl:
		t.breakLine(2)
	default:
		if isBlock(tag) {
			t.breakLine(1)
		}
	}
}

func (t *textWalker) end(tag atom.Atom) {
	if !t.visible() {
		t.endHidden(tag)
		return
	}
	switch tag {
	case atom.Blockquote:
		t.breakLine(1)
		t.quotes = max(t.quotes-1, 0)
	case atom.Pre, atom.Textarea:
		t.breakLine(1)
		t.verbal = max(t.verbal-1, 0)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Dl:
		t.breakLine(2)
	case atom.Td, atom.Th:
		t.space = true
	default:
		if isBlock(tag) {
			t.breakLine(1)
		}
	}
}

// endHidden closes the innermost open element of that name. Elements between were left open; only the
// nearest few are searched, so that stray end tags cost nothing.
func (t *textWalker) endHidden(tag atom.Atom) {
	for i := len(t.hidden) - 1; i >= 0 && i >= len(t.hidden)-32; i-- {
		if t.hidden[i] == tag {
			t.hidden = t.hidden[:i]
			return
		}
	}
}

// breakLine asks for n line ends before the next word.
func (t *textWalker) breakLine(n int) {
	if t.out.Len() > 0 {
		if !t.started {
			n = max(n, t.lines)
		}
		t.lines = max(t.lines, n)
	}
	t.space = false
}

func (t *textWalker) text(s string) {
	if t.verbal > 0 {
		t.preformatted(s)
		return
	}
	start := -1
	for i, r := range s {
		if isSpace(r) || isIgnorable(r) {
			if start >= 0 {
				t.word(s[start:i])
				start = -1
			}
			t.space = t.space || isSpace(r)
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		t.word(s[start:])
	}
}

func (t *textWalker) preformatted(s string) {
	for i, line := range strings.Split(normalLines(s), "\n") {
		if i > 0 {
			t.lines++
			t.started = false
		}
		if line != "" {
			t.word(line)
		}
	}
}

// word writes the line ends or the space that were asked for, and the word.
func (t *textWalker) word(s string) {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
	if s == "" {
		return
	}
	if t.lines > 0 && t.out.Len() > 0 {
		for range min(t.lines, 3) {
			t.out.WriteByte('\n')
		}
		t.started = false
	}
	t.lines = 0
	if !t.started {
		t.out.WriteString(strings.Repeat("> ", t.quotes))
	} else if t.space {
		t.out.WriteByte(' ')
	}
	t.out.WriteString(s)
	t.started, t.space = true, false
}

// readAttributes gives the text of an image and whether the element is hidden from readers.
func readAttributes(z *html.Tokenizer, wary bool) (alt string, hidden bool) {
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "alt":
			alt = string(value)
		case "hidden":
			hidden = true
		case "style":
			hidden = hidden || hidesByStyle(string(value)) || wary && paleStyle.Match(value)
		case "color":
			hidden = hidden || wary && paleColor.Match(value)
		}
	}
	return alt, hidden
}

var (
	paleColor = regexp.MustCompile(`(?i)^\s*(?:` + pale + `)\s*$`)
	paleStyle = regexp.MustCompile(`(?i)(?:^|;)\s*(?:color\s*:\s*(?:` + pale + `)|font-size\s*:\s*[0-2](?:\.\d+)?\s*(?:px|pt)?)\s*(?:!|;|$)`)
)

// pale are the spellings of white, and of what is no colour.
const pale = `#f{3,4}|#f{6}|#f{8}|#f[ef]f[ef]f[ef]|white|transparent|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5][^)]*\)|rgba\([^)]*,\s*0(?:\.0\d*)?\s*\)`

func hidesByStyle(style string) bool {
	if len(style) > 10_000 {
		return false
	}
	style = strings.ToLower(strings.Join(strings.Fields(style), ""))
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all") {
		return true
	}
	for _, zero := range []string{"font-size:0;", "font-size:0px", "font-size:0!", "opacity:0;", "max-height:0;", "max-height:0px;"} {
		if strings.Contains(style+";", zero) {
			return true
		}
	}
	return false
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0'
}

// isIgnorable tells the characters that newsletters fill their preview with.
func isIgnorable(r rune) bool {
	return r == '\u200b' || r == '\u200c' || r == '\u034f' || r == '\ufeff' || r == '\u00ad' || r == '\u2060' || r == 0
}

// isCode tells the elements whose content is never text.
func isCode(tag atom.Atom) bool {
	return tag == atom.Script || tag == atom.Style || tag == atom.Title
}

// isUnread tells the elements whose content readers do not see.
func isUnread(tag atom.Atom) bool {
	switch tag {
	case atom.Head, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Noembed, atom.Noframes, atom.Select, atom.Audio, atom.Video, atom.Canvas, atom.Datalist:
		return true
	}
	return false
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func endsBySibling(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Tr, atom.Option, atom.Dt, atom.Dd:
		return true
	}
	return false
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Html, atom.Main, atom.Nav, atom.Section, atom.Summary,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Li:
		return true
	}
	return false
}
