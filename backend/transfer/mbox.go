package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"time"
)

// mostMail is the largest mail that is taken over; what is fetched from a server has the same bound.
const mostMail = 150 << 20

// mail is one mail as a file holds it.
type mail struct {
	line  int       // where it begins
	date  time.Time // of its envelope; zero: it has none
	raw   []byte    // with the line ends that mail has
	other []byte    // the same with its ">From " lines as they stand, where it has some
	large bool      // too large: raw holds only its beginning
}

// separator begins every mail in an mbox file: who sent it, and when it was put there. It follows an empty line, and a
// header follows it: a sentence that begins so is none.
var (
	separator = regexp.MustCompile(`^From (?:.* )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d{1,2}:\d\d.*`)
	envelope  = regexp.MustCompile(`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3})\s+(\d{1,2}) (\d\d:\d\d:\d\d) (?:([+-]\d{4}) )?(\d{4})(?: ([+-]\d{4}))?`)
	field     = regexp.MustCompile(`^(?:[!-9;-~]+[ \t]*:|>?From )`)
	escaped   = regexp.MustCompile(`^>+From `)
)

// mboxReader takes an mbox file apart, in the dialects of mboxo and mboxrd.
type mboxReader struct {
	in   *bufio.Reader
	line int  // of what is read next, from 1
	next mail // the mail whose separator was read; line 0: none
}

func newMbox(r io.Reader) *mboxReader {
	return &mboxReader{in: bufio.NewReaderSize(r, 64<<10), line: 1}
}

// Next gives the next mail; io.EOF when there is none. What stands before the first separator belongs to none.
func (m *mboxReader) Next() (mail, error) {
	blank := true
	for m.next.line == 0 {
		text, whole, err := m.readLine()
		if err != nil {
			return mail{}, err
		}
		if whole {
			m.begin(text, blank)
		}
		blank = len(trimEnd(text)) == 0
	}
	one, err := m.body(m.next)
	if err == nil || errors.Is(err, io.EOF) {
		return one, nil
	}
	return mail{}, err
}

// begin notes a separator.
func (m *mboxReader) begin(text []byte, afterBlank bool) bool {
	if !afterBlank || !bytes.HasPrefix(text, []byte("From ")) || !separator.Match(trimEnd(text)) {
		return false
	}
	ahead, _ := m.in.Peek(1024)
	if !field.Match(ahead) {
		return false
	}
	m.next = mail{line: m.line - 1, date: envelopeDate(text)}
	return true
}

// body reads up to the next separator.
func (m *mboxReader) body(one mail) (mail, error) {
	m.next = mail{}
	var raw, other bytes.Buffer
	blank, start, quoted := false, true, false
	for {
		text, whole, err := m.readLine()
		if err != nil && len(text) == 0 {
			one.finish(&raw, &other, quoted)
			return one, err
		}
		if start && whole && m.begin(text, blank) {
			one.finish(&raw, &other, quoted)
			return one, nil
		}
		if one.large = one.large || raw.Len()+len(text) > mostMail; !one.large {
			plain := text
			if start && escaped.Match(text) {
				if !quoted {
					quoted = true
					other.Write(raw.Bytes())
				}
				plain = text[1:]
			}
			writeLine(&raw, plain, whole)
			if quoted {
				writeLine(&other, text, whole)
			}
		}
		blank, start = start && whole && len(trimEnd(text)) == 0, whole
	}
}

// finish takes the empty line away that an mbox file puts below every mail.
func (one *mail) finish(raw, other *bytes.Buffer, quoted bool) {
	bare := func(b *bytes.Buffer) []byte {
		if bytes.HasSuffix(b.Bytes(), []byte("\r\n\r\n")) {
			b.Truncate(b.Len() - len("\r\n"))
		}
		return b.Bytes()
	}
	one.raw = bare(raw)
	if quoted {
		one.other = bare(other)
	}
}

// readLine gives a line with its end, or a piece of one that is too long for the buffer; whole tells that the line ends here.
func (m *mboxReader) readLine() (text []byte, whole bool, err error) {
	text, err = m.in.ReadSlice('\n')
	switch {
	case err == nil:
		m.line++
		if bytes.HasPrefix(text, []byte("From ")) {
			text = bytes.Clone(text) // what may be a separator is told by what follows, and looking ahead moves the buffer
		}
		return text, true, nil
	case errors.Is(err, bufio.ErrBufferFull):
		return text, false, nil
	case errors.Is(err, io.EOF) && len(text) > 0:
		return text, true, nil
	default:
		return nil, false, err
	}
}

// writeLine ends lines as mail does on the wire, so that a mail out of a file and the same one on a server are one.
func writeLine(to *bytes.Buffer, text []byte, whole bool) {
	if !whole {
		to.Write(text)
		return
	}
	to.Write(trimEnd(text))
	if bytes.HasSuffix(text, []byte("\n")) {
		to.WriteString("\r\n")
	}
}

func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}

// wireLines gives a mail the line ends that it has on the wire.
func wireLines(raw []byte) []byte {
	if bytes.Count(raw, []byte("\n")) == bytes.Count(raw, []byte("\r\n")) {
		return raw
	}
	var out bytes.Buffer
	out.Grow(len(raw) + len(raw)/32)
	for line := range bytes.Lines(raw) {
		writeLine(&out, line, true)
	}
	return out.Bytes()
}

// envelopeDate reads when a mail was put into the file; zero when that cannot be read.
func envelopeDate(line []byte) time.Time {
	m := envelope.FindSubmatch(line)
	if m == nil {
		return time.Time{}
	}
	zone := string(m[4]) + string(m[6])
	if len(zone) != 5 {
		zone = "+0000"
	}
	at, err := time.Parse("Jan 2 2006 15:04:05 -0700", string(m[1])+" "+string(m[2])+" "+string(m[5])+" "+string(m[3])+" "+zone)
	if err != nil {
		return time.Time{}
	}
	return at
}
