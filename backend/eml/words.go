package eml

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode"
)

// decodeText reads an unstructured field: encoded words (RFC 2047), raw 8-bit bytes, folded lines.
// Letters cut between two encoded words, which many mailers do against §5(3), are put together again.
func decodeText(value []byte) string {
	value = unfold(value)
	if len(value) > maxSubject*4 {
		value = value[:maxSubject*4]
	}
	return cleanLine(decodeWords(value))
}

func decodeWords(b []byte) string {
	if !bytes.Contains(b, []byte("=?")) {
		return guessed(b)
	}
	var out strings.Builder
	var run encodedRun
	for len(b) > 0 {
		i := bytes.Index(b, []byte("=?"))
		if i < 0 {
			break
		}
		w, ok := cutEncodedWord(b[i:])
		if !ok {
			run.flush(&out)
			out.WriteString(guessed(b[:i+2]))
			b = b[i+2:]
			if w.unclosed {
				break
			}
			continue
		}
		gap := b[:i]
		if !run.open || len(bytes.TrimSpace(gap)) > 0 {
			run.flush(&out)
			out.WriteString(guessed(gap))
		}
		run.add(w, &out)
		b = b[i+w.size:]
	}
	run.flush(&out)
	out.WriteString(guessed(b))
	return out.String()
}

// encodedRun gathers the bytes of neighbouring encoded words of one charset.
type encodedRun struct {
	open    bool
	charset string
	bytes   []byte
}

func (r *encodedRun) add(w encodedWord, out *strings.Builder) {
	if r.open && r.charset != w.charset {
		r.flush(out)
	}
	r.open, r.charset = true, w.charset
	r.bytes = append(r.bytes, w.bytes...)
}

func (r *encodedRun) flush(out *strings.Builder) {
	if !r.open {
		return
	}
	text, _ := toUTF8(r.bytes, r.charset)
	out.WriteString(text)
	*r = encodedRun{}
}

type encodedWord struct {
	charset  string
	bytes    []byte
	size     int
	unclosed bool // nothing after this closes a word: looking again is useless
}

// cutEncodedWord reads "=?charset?B|Q?text?=" at the start of b. Spaces inside the text are tolerated.
func cutEncodedWord(b []byte) (encodedWord, bool) {
	label := bytes.IndexByte(b[2:min(len(b), 64)], '?')
	if label <= 0 {
		return encodedWord{}, false
	}
	at := 2 + label + 1
	if at+2 > len(b) || b[at+1] != '?' {
		return encodedWord{}, false
	}
	kind, text := b[at]|0x20, b[at+2:]
	end := bytes.Index(text, []byte("?="))
	if end < 0 {
		return encodedWord{unclosed: true}, false
	}
	w := encodedWord{charset: strings.ToLower(string(b[2 : 2+label])), size: at + 2 + end + 2}
	switch kind {
	case 'b':
		w.bytes = decodeBase64Word(text[:end])
	case 'q':
		w.bytes = decodeQWord(text[:end])
	default:
		return encodedWord{}, false
	}
	return w, true
}

func decodeBase64Word(text []byte) []byte {
	out := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	if n, err := base64.StdEncoding.Decode(out, text); err == nil {
		return out[:n]
	}
	out, _ = lenientBase64(text)
	return out
}

// decodeQWord is the Q encoding of RFC 2047 §4.2: quoted-printable with "_" for the space.
func decodeQWord(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '_':
			out = append(out, ' ')
		case '=':
			if v, ok := hexPair(text[i+1:]); ok {
				out = append(out, v)
				i += 2
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}

// cleanLine makes one line of a decoded field: no control characters, no characters that reorder what
// follows them, single spaces.
func cleanLine(s string) string {
	if isTidy(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u2028' || r == '\u2029':
			space = out.Len() > 0
			continue
		case unicode.IsControl(r) || isBidiControl(r):
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		if out.Len() >= maxSubject {
			break
		}
		out.WriteRune(r)
	}
	return out.String()
}

func isTidy(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || (c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ')) {
			return false
		}
	}
	return len(s) <= maxSubject
}

// isBidiControl tells the characters that change the direction of text (Unicode UAX #9 §2).
func isBidiControl(r rune) bool {
	return (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069') || r == '\u200e' || r == '\u200f' || r == '\u061c'
}
