package purchase

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"balcao/backend/desk"
)

// longestRecord is over how many lines a field between quotes may go on; a quote that is open longer was left open.
const longestRecord = 20

// table is a file of records that other programs export, with a heading.
type table struct {
	Encoding  string // utf-8, utf-16, windows-1252
	Delimiter rune
	heading   []string
	body      []byte // below the heading
	line      int    // of the file, where body begins
	buffer    *bufio.Reader
}

// record is one line of a table, or several where a field goes on.
type record struct {
	line   int // where it begins, from 1
	left   int // bytes of the table behind it
	fields []string
	broken bool // it cannot be parted into fields
}

// readTable finds out how a file is written, and reads its heading.
func readTable(data []byte) (*table, error) {
	t := &table{buffer: bufio.NewReader(nil)}
	text, err := t.decode(data)
	if err != nil {
		return nil, desk.E(desk.ErrPurchaseUnreadable, err)
	}
	t.body, t.line = text, 1
	for len(t.body) > 0 && t.heading == nil {
		first, _ := lineOf(t.body)
		if t.Delimiter == 0 {
			t.Delimiter = delimiterOf(first)
		}
		if told, says := strings.CutPrefix(strings.ToLower(strings.TrimSpace(string(first))), "sep="); says && utf8.RuneCountInString(told) == 1 {
			t.Delimiter, _ = utf8.DecodeRuneInString(told) // how a spreadsheet is told
			t.skipLine()
			continue
		}
		head := t.next()
		if !head.broken && !blank(head.fields) {
			t.heading = head.fields
		}
	}
	if len(t.heading) == 0 || bytes.IndexByte(text, 0) >= 0 {
		return nil, desk.E(desk.ErrPurchaseUnreadable, nil)
	}
	return t, nil
}

// decode makes UTF-8 of a file: what is not, and does not say what it is, was written by an old Windows program.
func (t *table) decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		t.Encoding = "utf-16"
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	case utf8.Valid(data):
		t.Encoding = "utf-8"
		return bytes.TrimPrefix(data, []byte("\ufeff")), nil
	default:
		t.Encoding = "windows-1252"
		return charmap.Windows1252.NewDecoder().Bytes(data)
	}
}

// delimiterOf is what stands most often in a heading, outside of quotes.
func delimiterOf(heading []byte) rune {
	best, most := ';', 0
	for _, candidate := range []rune{';', '\t', ',', '|'} {
		n, quoted := 0, false
		for _, r := range string(heading) {
			switch {
			case r == '"':
				quoted = !quoted
			case r == candidate && !quoted:
				n++
			}
		}
		if n > most {
			best, most = candidate, n
		}
	}
	return best
}

// each hands every record below the heading, blank lines left out.
func (t *table) each(fn func(record) error) error {
	rest := *t
	for len(rest.body) > 0 {
		r := rest.next()
		r.left = len(rest.body)
		if !r.broken && blank(r.fields) {
			continue
		}
		if err := fn(r); err != nil {
			return err
		}
	}
	return nil
}

func blank(fields []string) bool {
	for _, f := range fields {
		if strings.TrimSpace(f) != "" {
			return false
		}
	}
	return true
}

// next reads one record. A quote that is never closed spoils its own line and no other.
func (t *table) next() record {
	r := record{line: t.line}
	first, size := lineOf(t.body)
	open := bytes.Count(first, []byte{'"'})%2 == 1
	if open {
		if fields, n := t.fieldsOf(t.ahead(), false); n > size && t.fills(fields) {
			r.fields = fields
			t.skip(n)
			return r
		}
	}
	fields, n := t.fieldsOf(first, true)
	r.fields, r.broken = fields, n == 0 || !t.fits(fields) || open && !t.fills(fields)
	t.skipLine()
	return r
}

// fills tells that a record has as many fields as the heading.
func (t *table) fills(fields []string) bool { return t.heading == nil || len(fields) == len(t.heading) }

// fits tells that a record does not have more fields than the heading but for empty ones.
func (t *table) fits(fields []string) bool {
	return t.heading == nil || len(fields) <= len(t.heading) || blank(fields[len(t.heading):])
}

// ahead is the text up to which a record may go on.
func (t *table) ahead() []byte {
	end := 0
	for range longestRecord {
		_, n := lineOf(t.body[end:])
		end += n
	}
	return t.body[:end]
}

// fieldsOf reads the first record of a text, and how long it is; 0: there is none. Where that is lazy, quotes may stand
// anywhere.
func (t *table) fieldsOf(text []byte, lazy bool) ([]string, int) {
	t.buffer.Reset(bytes.NewReader(text))
	reader := csv.NewReader(t.buffer) // which makes a buffer of its own of nothing else
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = t.Delimiter, lazy, -1
	fields, err := reader.Read()
	if errors.Is(err, io.EOF) { // a blank line
		return nil, len(text)
	}
	if err != nil {
		return nil, 0
	}
	return fields, int(reader.InputOffset())
}

func (t *table) skipLine() {
	_, n := lineOf(t.body)
	t.skip(n)
}

func (t *table) skip(n int) {
	t.line += bytes.Count(t.body[:n], []byte{'\n'})
	t.body = t.body[n:]
}

// lineOf gives the first line of a text, and its length with its end.
func lineOf(text []byte) (line []byte, size int) {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		return text[:end+1], end + 1
	}
	return text, len(text)
}
