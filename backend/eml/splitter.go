package eml

import "bytes"

// splitter cuts a multipart body at its delimiter lines (RFC 2046 §5.1.1), without copying.
type splitter struct {
	rest      []byte // begins after the last delimiter line
	delimiter []byte // "--" and the boundary
	ended     bool   // the closing delimiter was seen
	guessed   bool   // the delimiter is not the declared one
}

// newSplitter stands before the first part; nil when the body has no part. A boundary that is missing,
// or that the body does not use, is guessed from the body.
func newSplitter(body []byte, boundary string) *splitter {
	if boundary != "" {
		s := &splitter{rest: body, delimiter: append([]byte("--"), boundary...)}
		if _, ok := s.cut(); ok && !s.ended {
			return s
		}
	}
	if guess := guessDelimiter(body); guess != nil {
		s := &splitter{rest: body, delimiter: guess, guessed: true}
		if _, ok := s.cut(); ok && !s.ended {
			return s
		}
	}
	return nil
}

// next gives the bytes of the next part, header included. A part that nothing closes reaches to the end.
func (s *splitter) next() (part []byte, ok bool) {
	if s.ended || s.rest == nil {
		return nil, false
	}
	part, found := s.cut()
	if !found {
		part, s.rest = s.rest, nil
		return part, len(bytes.TrimSpace(part)) > 0
	}
	return part, true
}

// cut takes everything before the next delimiter line; the line end before it belongs to the delimiter.
func (s *splitter) cut() (before []byte, ok bool) {
	for at := 0; ; {
		i := bytes.Index(s.rest[at:], s.delimiter)
		if i < 0 {
			return nil, false
		}
		start, end := at+i, at+i+len(s.delimiter)
		line, closing, isDelimiter := delimiterTail(s.rest[end:])
		if isDelimiter && (start == 0 || s.rest[start-1] == '\n') {
			before = trimLineEnd(s.rest[:start])
			s.rest, s.ended = s.rest[end+line:], closing
			return before, true
		}
		at = end
	}
}

// delimiterTail reads what follows a boundary on its line: white space, or "--" at the very end. size
// includes the line end.
func delimiterTail(b []byte) (size int, closing, ok bool) {
	at := 0
	if bytes.HasPrefix(b, []byte("--")) {
		closing, at = true, 2
	}
	for ; at < len(b); at++ {
		switch b[at] {
		case ' ', '\t', '\r':
		case '\n':
			return at + 1, closing, true
		default:
			return 0, false, false
		}
	}
	return len(b), closing, true
}

func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// guessDelimiter looks near the top for a line that begins with "--" and has a Content- field below.
func guessDelimiter(body []byte) []byte {
	head := body[:min(len(body), 128<<10)]
	for len(head) > 0 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		if len(line) > 2 && bytes.HasPrefix(line, []byte("--")) && hasPrefixFold(rest, "content-") {
			return line
		}
		head = rest
	}
	return nil
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
