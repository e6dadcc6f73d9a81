package eml

import (
	"bytes"
	"strings"
	"time"
)

// Message is what could be read of a mail. All strings are valid UTF-8 without NUL.
type Message struct {
	MessageID   string   // without brackets; "" if none
	InReplyTo   []string // ids without brackets
	References  []string // oldest first
	From        []Address
	ReplyTo     []Address
	To, Cc, Bcc []Address
	Subject     string
	Date        time.Time // zero when missing or unreadable; not checked against the clock

	// Text is for lists, search and drafting: the plain parts, else the words of the HTML.
	Text string
	// HTMLParts are the parts to be shown, as sent, in order and unsanitised; empty when the mail has no
	// HTML. They stay apart so that one part cannot swallow another (EFAIL): sanitise each by itself.
	// A plain part that stands beside HTML parts is among them, escaped.
	HTMLParts   []string
	Attachments []Attachment

	Auto    AutoKind
	Bounce  *BounceReport // of Auto "bounce", when the report names a recipient or a message
	Damaged bool          // something was cut, skipped or guessed
	Defects []string      // the Defect words, each once
}

// Attachment is a file in a mail. Data may share memory with the raw bytes.
type Attachment struct {
	Name      string // safe to save, see FileName
	Type      string // media type, lower-cased
	ContentID string // without brackets
	Inline    bool   // an HTML part shows it (cid:), so it need not be listed
	Data      []byte
}

// Parse reads a whole mail. It never fails and never panics; limits.go bounds what it costs. raw is not
// changed and must not change while the Message is in use.
func Parse(raw []byte) *Message {
	m := &Message{}
	if len(raw) == 0 {
		m.defect(DefectEmpty)
		return m
	}
	raw = withLineFeeds(raw)
	h, body := scanHeader(raw)
	m.readHeader(&h)
	w := walker{message: m, deadline: time.Now().Add(parseBudget)}
	content := w.walk(&h, body, 0)
	w.finish(content)
	m.classify(&h, &w)
	return m
}

func (m *Message) readHeader(h *header) {
	if h.found == 0 {
		m.defect(DefectNoHeader)
		return
	}
	m.noteHeader(h)
	m.MessageID = firstID(h.get(messageIDField))
	m.InReplyTo = messageIDs(h.get(inReplyToField))
	m.References = messageIDs(h.get(referencesField))
	m.From = parseAddresses(h.get(fromField))
	if len(m.From) == 0 {
		m.From = parseAddresses(h.get(senderField))
	}
	if len(m.From) == 0 {
		m.defect(DefectNoSender)
	}
	m.ReplyTo = parseAddresses(h.get(replyToField))
	m.To = parseAddresses(h.get(toField))
	m.Cc = parseAddresses(h.get(ccField))
	m.Bcc = parseAddresses(h.get(bccField))
	for _, r := range h.repeats {
		switch list := parseAddresses(r.value); r.name {
		case toField:
			m.To = appendBounded(m.To, list)
		case ccField:
			m.Cc = appendBounded(m.Cc, list)
		case bccField:
			m.Bcc = appendBounded(m.Bcc, list)
		}
	}
	m.Subject = decodeText(h.get(subjectField))
	m.Date = parseDate(h.get(dateField))
}

func appendBounded(list, more []Address) []Address {
	return append(list, more[:min(len(more), maxAddresses-min(maxAddresses, len(list)))]...)
}

func (m *Message) noteHeader(h *header) {
	if h.stray {
		m.defect(DefectHeaderLine)
	}
	if h.cut {
		m.defect(DefectHeaderSize)
	}
}

// defect notes a fault once.
func (m *Message) defect(word string) {
	m.Damaged = true
	for _, d := range m.Defects {
		if d == word {
			return
		}
	}
	m.Defects = append(m.Defects, word)
}

// withLineFeeds mends mail whose lines end in a bare carriage return.
func withLineFeeds(raw []byte) []byte {
	if bytes.IndexByte(raw, '\n') >= 0 || bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
}

// normalLines makes every line end a single line feed.
func normalLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
