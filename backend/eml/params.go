package eml

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
)

// parameterised is a Content-Type or Content-Disposition: a lower-cased word and its parameters
// (RFC 2045 §5.1), with continuations and charsets (RFC 2231) already undone.
type parameterised struct {
	word   string
	params map[string]string
}

// parseParameters never fails: it takes quotes that do not close, parameters without quotes that hold
// spaces, and keeps the first of two equal names.
func parseParameters(value []byte) parameterised {
	value = unfold(value)
	head, rest, found := bytes.Cut(value, []byte(";"))
	p := parameterised{word: strings.ToLower(string(bytes.Trim(head, " \"'")))}
	if i := strings.IndexAny(p.word, " (,"); i >= 0 {
		p.word = p.word[:i]
	}
	if !found {
		return p
	}
	p.params = make(map[string]string, 2)
	var pieces []continuation
	for count := 0; len(rest) > 0 && count < maxParams; count++ {
		var name string
		var v []byte
		name, v, rest = cutParameter(rest)
		if strings.IndexByte(name, '*') >= 0 {
			pieces = append(pieces, newContinuation(name, v))
		} else if _, double := p.params[name]; !double && name != "" {
			p.params[name] = string(v)
		}
	}
	joinContinuations(p.params, pieces)
	return p
}

// cutParameter takes one name=value from the front.
func cutParameter(b []byte) (name string, value, rest []byte) {
	b = bytes.TrimLeft(b, " ;")
	stop := bytes.IndexAny(b, "=;")
	if stop < 0 {
		return "", nil, nil
	}
	name = strings.ToLower(string(bytes.TrimSpace(b[:stop])))
	if b[stop] == ';' {
		return name, nil, b[stop+1:]
	}
	b = bytes.TrimLeft(b[stop+1:], " ")
	if len(b) > 0 && b[0] == '"' {
		if v, after, ok := cutQuoted(b[1:]); ok {
			return name, v, after
		}
		b = b[1:]
	}
	v, after, _ := bytes.Cut(b, []byte(";"))
	return name, bytes.TrimSpace(v), after
}

// cutQuoted reads up to the closing quote and undoes backslashes; those of Windows paths stay.
func cutQuoted(b []byte) (value, rest []byte, ok bool) {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			return value, b[i+1:], true
		case '\\':
			if i+1 < len(b) && (b[i+1] == '"' || b[i+1] == '\\') {
				i++
			}
			value = append(value, b[i])
		default:
			value = append(value, b[i])
		}
	}
	return nil, nil, false
}

// continuation is one piece of a parameter written as name*0, name*1*, or name* (RFC 2231 §3, §4).
type continuation struct {
	name    string
	number  int
	encoded bool
	value   []byte
}

func newContinuation(name string, value []byte) continuation {
	c := continuation{value: value}
	name, c.encoded = strings.CutSuffix(name, "*")
	base, number, numbered := strings.Cut(name, "*")
	c.name = base
	if numbered {
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			n = maxParams
		}
		c.number = n
	}
	return c
}

// joinContinuations puts the pieces together and adds them; they win over a plain parameter of the same
// name, which is the fallback for old readers.
func joinContinuations(params map[string]string, pieces []continuation) {
	sort.SliceStable(pieces, func(i, j int) bool {
		if pieces[i].name != pieces[j].name {
			return pieces[i].name < pieces[j].name
		}
		return pieces[i].number < pieces[j].number
	})
	for len(pieces) > 0 {
		same := 1
		for same < len(pieces) && pieces[same].name == pieces[0].name {
			same++
		}
		params[pieces[0].name] = joinPieces(pieces[:same])
		pieces = pieces[same:]
	}
}

func joinPieces(pieces []continuation) string {
	label := ""
	var all []byte
	for i, p := range pieces {
		v := p.value
		if p.encoded && i == 0 {
			if parts := bytes.SplitN(v, []byte("'"), 3); len(parts) == 3 {
				label, v = string(parts[0]), parts[2]
			}
		}
		if p.encoded {
			v = unescapePercent(v)
		}
		all = append(all, v...)
	}
	text, _ := toUTF8(all, label)
	return text
}

func unescapePercent(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '%' {
			if v, ok := hexPair(b[i+1:]); ok {
				out = append(out, v)
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}
