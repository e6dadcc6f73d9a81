package eml

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Address is one mailbox of a header. Addr is as written, trimmed; compare with AddressKey. Addr may lack
// a domain (local mail).
type Address struct {
	Name string `json:"name,omitempty"`
	Addr string `json:"addr"`
}

// AddressKey gives the form in which two addresses are the same: trimmed and lower-cased. Tags and dots
// stay, since only the owner of the domain knows what they mean.
func AddressKey(addr string) string {
	return strings.ToLower(strings.TrimSpace(addr))
}

// ParseAddresses reads an address list that somebody typed, or that stands in one line of a header.
func ParseAddresses(line string) []Address { return parseAddresses([]byte(line)) }

// SplitAddresses cuts an address list that somebody typed, each piece as it was typed: at commas, semicolons and ends
// of lines, except where they stand in a quoted name or a comment. Nothing is left out but blanks and the
// names of groups, so that every piece can be judged.
func SplitAddresses(typed string) []string {
	line := []byte(strings.NewReplacer("\r", "", "\n", ",").Replace(typed))
	pieces, closed := splitAddresses(line, true)
	if !closed {
		pieces, _ = splitAddresses(line, false)
	}
	var list []string
	for _, p := range pieces {
		if piece := string(bytes.TrimSpace(p)); piece != "" {
			list = append(list, piece)
		}
	}
	return list
}

// WriteAddress writes an address so that ParseAddresses reads it again: a name is quoted where a sign in it would cut
// it.
func WriteAddress(a Address) string {
	switch {
	case a.Name == "":
		return a.Addr
	case strings.ContainsAny(a.Name, `,;:<>()[]@"\`):
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(a.Name) + `" <` + a.Addr + ">"
	default:
		return a.Name + " <" + a.Addr + ">"
	}
}

// IsSendable tells whether a mail can be written to an address.
func IsSendable(addr string) bool {
	_, ok := sendableAddr(addr)
	return ok
}

// parseAddresses reads an address list as people and programs really write it. Groups give their members
// (RFC 5322 §3.4). An element without address is searched for anything that looks like one, else dropped.
func parseAddresses(value []byte) []Address {
	value = unfold(value)
	if len(bytes.TrimSpace(value)) == 0 {
		return nil
	}
	elements, closed := splitAddresses(value, true)
	if !closed {
		elements, _ = splitAddresses(value, false)
	}
	list := readElements(joinNames(elements))
	if len(list) == 0 {
		list = readElements(elements)
	}
	return list
}

func readElements(elements [][]byte) []Address {
	var list []Address
	for _, e := range elements {
		if a, ok := parseAddress(e); ok {
			list = append(list, a)
		}
		if len(list) == maxAddresses {
			break
		}
	}
	return list
}

// joinNames mends "Silva, Maria <maria@x>", a name with a comma that nobody quoted: what has no address
// of its own belongs to the next element.
func joinNames(elements [][]byte) [][]byte {
	if len(elements) == 1 {
		return elements
	}
	joined := make([][]byte, 0, len(elements))
	var name []byte
	for _, e := range elements {
		switch {
		case len(bytes.TrimSpace(e)) == 0:
		case !bytes.ContainsAny(e, "@<") && !bytes.Contains(e, []byte("=?")):
			name = append(append(name, bytes.TrimSpace(e)...), ", "...)
		case len(name) > 0:
			joined, name = append(joined, append(name, bytes.TrimSpace(e)...)), nil
		default:
			joined = append(joined, e)
		}
	}
	return joined
}

// splitAddresses cuts at the commas and semicolons that lie outside quotes, comments and brackets. closed
// is false when one of those never ends; the caller then asks again with quoting=false, which takes
// quotes and parentheses as letters.
func splitAddresses(b []byte, quoting bool) (elements [][]byte, closed bool) {
	lex := addressLexer{quoting: quoting}
	start := 0
	for i := 0; i < len(b) && len(elements) <= maxAddresses; i++ {
		if lex.step(b[i]) != letter || !lex.outside() {
			continue
		}
		switch c := b[i]; {
		case c == ':' && !lex.angled && !isMailto(b[start:i]):
			start = i + 1 // the name of a group
		case (c == ',' && !lex.angled) || c == ';':
			elements = append(elements, b[start:i])
			start, lex.angled = i+1, false
		}
	}
	if !lex.outside() {
		return nil, false
	}
	return append(elements, b[start:]), true
}

// role tells what a byte of an address is for.
type role int

const (
	letter role = iota // belongs to the piece it stands in
	mark               // opens, closes or escapes
)

// addressLexer knows in which piece of an address list the next byte stands (RFC 5322 §3.2).
type addressLexer struct {
	quoting bool // quotes and parentheses have their meaning
	quoted  bool
	angled  bool
	escaped bool
	comment int // open parentheses
}

// outside is true beyond quotes and comments.
func (l *addressLexer) outside() bool { return !l.quoted && l.comment == 0 }

func (l *addressLexer) step(c byte) role {
	switch {
	case l.escaped:
		l.escaped = false
		return letter
	case l.outside():
		return l.stepOutside(c)
	case c == '\\':
		l.escaped = true
		return mark
	case l.quoted:
		l.quoted = c != '"'
		if c == '"' {
			return mark
		}
		return letter
	}
	return l.stepComment(c)
}

func (l *addressLexer) stepOutside(c byte) role {
	switch {
	case c == '<':
		l.angled = true
	case c == '>':
		l.angled = false
	case c == '"' && l.quoting && !l.angled:
		l.quoted = true
	case c == '(' && l.quoting && !l.angled:
		l.comment = 1
	default:
		return letter
	}
	return mark
}

// stepComment counts the parentheses inside a comment; only the outermost are marks.
func (l *addressLexer) stepComment(c byte) role {
	switch c {
	case '(':
		l.comment++
	case ')':
		if l.comment--; l.comment == 0 {
			return mark
		}
	}
	return letter
}

func isMailto(b []byte) bool {
	return bytes.EqualFold(bytes.TrimSpace(b), []byte("mailto"))
}

// parseAddress reads "Name <addr>", "addr (Name)" or "addr".
func parseAddress(e []byte) (Address, bool) {
	e = bytes.TrimSpace(e)
	if len(e) == 0 {
		return Address{}, false
	}
	phrase, comment, angle := dissect(e)
	a := Address{Addr: plainAddr(angle)}
	switch {
	case strings.Contains(a.Addr, "@"):
		a.Name = displayName(phrase, comment)
	case bytes.Count(phrase, []byte("@")) == 1 && bytes.IndexByte(bytes.TrimSpace(phrase), ' ') < 0 && len(angle) == 0:
		a = Address{Name: displayName(nil, comment), Addr: plainAddr(phrase)}
	default:
		text := decodeText(e)
		if addr := findAddress(text); addr != "" {
			return Address{Name: nameAround(text, addr), Addr: addr}, true
		}
		if a.Addr == "" && bytes.IndexByte(phrase, ' ') < 0 {
			a.Addr = plainAddr(phrase)
		} else {
			a.Name = displayName(phrase, comment)
		}
	}
	a.Addr = cleanLine(a.Addr)
	return a, a.Addr != ""
}

// dissect parts an element into what stands outside brackets, inside parentheses and inside brackets.
// Quotes are undone; of several bracketed pieces the last wins, as "Maria <old> <maria@x>" occurs.
func dissect(e []byte) (phrase, comment, angle []byte) {
	lex := addressLexer{quoting: true}
	for _, c := range e {
		if lex.step(c) == mark {
			if c == '<' && lex.outside() {
				angle = angle[:0]
			}
			continue
		}
		switch {
		case lex.comment > 0:
			comment = append(comment, c)
		case lex.angled && !lex.quoted:
			angle = append(angle, c)
		default:
			phrase = append(phrase, c)
		}
	}
	return bytes.TrimSpace(phrase), bytes.TrimSpace(comment), bytes.TrimSpace(angle)
}

// plainAddr drops a source route (RFC 5322 §4.4), "mailto:" and white space.
func plainAddr(b []byte) string {
	s := strings.Trim(guessed(b), " \t<>'\"")
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	if strings.HasPrefix(s, "@") {
		if i := strings.IndexByte(s, ':'); i >= 0 {
			s = s[i+1:]
		}
	}
	if strings.HasPrefix(s, "=?") {
		s = decodeWords([]byte(s))
	}
	return strings.ReplaceAll(s, " ", "")
}

func displayName(phrase, comment []byte) string {
	name := strings.Trim(decodeText(phrase), "'\" ")
	if name == "" {
		name = strings.Trim(decodeText(comment), "'\" ")
	}
	return name
}

// findAddress scans text for something with an at sign between two words.
func findAddress(s string) string {
	for from := 0; from < len(s); {
		i := strings.IndexByte(s[from:], '@')
		if i < 0 {
			return ""
		}
		at := from + i
		left, right := at, at+1
		for left > from && isAddrByte(s[left-1]) {
			left--
		}
		for right < len(s) && (isAddrByte(s[right]) && s[right] != '=') {
			right++
		}
		addr := strings.Trim(s[left:right], ".-")
		if local, domain, _ := strings.Cut(addr, "@"); local != "" && domain != "" && utf8.ValidString(addr) {
			return addr
		}
		from = at + 1
	}
	return ""
}

func isAddrByte(c byte) bool {
	return c >= utf8.RuneSelf || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
		strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) >= 0
}

// nameAround gives what is left of a salvaged element beside its address.
func nameAround(text, addr string) string {
	before, _, _ := strings.Cut(text, addr)
	return strings.Trim(cleanLine(before), " <>\"'(),;:[]")
}
