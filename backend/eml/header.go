package eml

import (
	"bytes"
	"strings"
)

// field numbers the header fields that Parse looks at; all others are only recognised as fields.
type field uint8

const (
	otherField field = iota
	fromField
	senderField
	replyToField
	toField
	ccField
	bccField
	subjectField
	dateField
	messageIDField
	inReplyToField
	referencesField
	contentTypeField
	encodingField
	dispositionField
	contentIDField
	autoSubmittedField
	returnPathField
	listIDField
	listUnsubscribeField
	precedenceField
	suppressField
	autoReplyField
	feedbackField
	failedRecipientsField
	fieldCount
)

// fieldNames maps lower-case names. Those of otherField only help to tell a field from a stray line.
var fieldNames = map[string]field{
	"from": fromField, "sender": senderField, "reply-to": replyToField, "to": toField, "cc": ccField, "bcc": bccField,
	"subject": subjectField, "date": dateField, "message-id": messageIDField, "in-reply-to": inReplyToField,
	"references": referencesField, "content-type": contentTypeField, "content-transfer-encoding": encodingField,
	"content-disposition": dispositionField, "content-id": contentIDField, "auto-submitted": autoSubmittedField,
	"return-path": returnPathField, "list-id": listIDField, "list-unsubscribe": listUnsubscribeField,
	"precedence": precedenceField, "x-auto-response-suppress": suppressField, "x-autoreply": autoReplyField,
	"x-autorespond": autoReplyField, "x-autoresponder": autoReplyField, "feedback-id": feedbackField,
	"x-failed-recipients": failedRecipientsField,
	"received":            otherField, "mime-version": otherField, "dkim-signature": otherField, "delivered-to": otherField,
	"authentication-results": otherField, "received-spf": otherField, "user-agent": otherField, "x-mailer": otherField,
	"thread-topic": otherField, "thread-index": otherField, "importance": otherField, "content-description": otherField,
}

// header is the part of a mail before the empty line. Values point into the raw bytes, folds included.
type header struct {
	values  [fieldCount][]byte
	repeats []repeat // second and later To, Cc and Bcc
	found   int      // fields of any name
	stray   bool     // lines that are no field were skipped
	cut     bool     // longer than the limit
}

type repeat struct {
	name  field
	value []byte
}

func (h *header) get(f field) []byte { return h.values[f] }
func (h *header) has(f field) bool   { return h.values[f] != nil }

// scanHeader reads fields up to the empty line and gives the rest as body. A line that is no field is
// skipped when a known field follows; otherwise the header ends there, as its empty line was lost.
// Bytes without a single field are all body.
func scanHeader(raw []byte) (header, []byte) {
	var h header
	end, bodyAt := headerEnd(raw)
	block := raw[:end]
	if len(block) > maxHeaderBytes {
		block, h.cut = block[:maxHeaderBytes], true
	}
	strayAt := -1
	for at := 0; at < len(block); {
		size := fieldLength(block[at:])
		name, value, ok := splitField(block[at : at+size])
		known, listed := field(otherField), false
		if ok {
			known, listed = lookUpField(name)
		}
		switch {
		case ok && (strayAt < 0 || listed):
			if strayAt >= 0 {
				h.stray, strayAt = true, -1
			}
			h.add(known, value)
		case strayAt < 0 && !(at == 0 && isEnvelopeLine(block)):
			strayAt = at
		}
		at += size
	}
	switch {
	case h.found == 0:
		return h, raw
	case strayAt >= 0 && !h.cut:
		h.stray = true
		return h, raw[strayAt:]
	}
	return h, raw[bodyAt:]
}

func (h *header) add(f field, value []byte) {
	h.found++
	if f == otherField {
		return
	}
	if len(value) > maxFieldBytes {
		value, h.cut = value[:maxFieldBytes], true
	}
	if h.values[f] == nil {
		h.values[f] = value
		return
	}
	if f == toField || f == ccField || f == bccField {
		h.repeats = append(h.repeats, repeat{f, value})
	}
}

// headerEnd finds the empty line: where the fields end and where the body begins.
func headerEnd(raw []byte) (end, body int) {
	if bytes.HasPrefix(raw, []byte("\n")) {
		return 0, 1
	}
	if bytes.HasPrefix(raw, []byte("\r\n")) {
		return 0, 2
	}
	for at := 0; ; {
		i := bytes.IndexByte(raw[at:], '\n')
		if i < 0 {
			return len(raw), len(raw)
		}
		at += i + 1
		if at < len(raw) && raw[at] == '\n' {
			return at, at + 1
		}
		if at+1 < len(raw) && raw[at] == '\r' && raw[at+1] == '\n' {
			return at, at + 2
		}
	}
}

// fieldLength counts the bytes of a line and of the folded lines that follow it (RFC 5322 §2.2.3).
func fieldLength(b []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return len(b)
		}
		at += i + 1
		if at >= len(b) || (b[at] != ' ' && b[at] != '\t') {
			return at
		}
	}
}

// splitField parts a field at its colon; ok is false for a line that cannot be a field.
func splitField(line []byte) (name, value []byte, ok bool) {
	colon := bytes.IndexByte(line, ':')
	if colon <= 0 {
		return nil, nil, false
	}
	name = bytes.TrimRight(line[:colon], " \t")
	if len(name) == 0 || len(name) > 200 {
		return nil, nil, false
	}
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return nil, nil, false
		}
	}
	return name, bytes.TrimSpace(line[colon+1:]), true
}

// lookUpField names a field; listed tells that it is surely one: a name we know, or one that begins with
// "X-", "List-" or "ARC-".
func lookUpField(name []byte) (f field, listed bool) {
	var low [32]byte
	if len(name) > len(low) {
		return otherField, false
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	key := low[:len(name)]
	f, listed = fieldNames[string(key)]
	if !listed {
		listed = bytes.HasPrefix(key, []byte("x-")) || bytes.HasPrefix(key, []byte("list-")) || bytes.HasPrefix(key, []byte("arc-"))
	}
	return f, listed
}

// isEnvelopeLine recognises the "From " line that mbox files and careless gateways leave on top.
func isEnvelopeLine(block []byte) bool {
	return bytes.HasPrefix(block, []byte("From ")) || bytes.HasPrefix(block, []byte(">From "))
}

// unfold joins folded lines and drops line ends, NUL and other control bytes.
func unfold(value []byte) []byte {
	clean := true
	for _, c := range value {
		if c < ' ' || c == 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return value
	}
	out := make([]byte, 0, len(value))
	for _, c := range value {
		switch {
		case c == '\t':
			out = append(out, ' ')
		case c < ' ' || c == 0x7f:
		default:
			out = append(out, c)
		}
	}
	return out
}

// word gives a short ASCII value such as "bulk" or "base64", lower-cased, without comment or parameters.
func (h *header) word(f field) string {
	v := h.values[f]
	if i := bytes.IndexAny(v, ";("); i >= 0 {
		v = v[:i]
	}
	return strings.ToLower(string(bytes.Trim(unfold(v), " \"'")))
}
