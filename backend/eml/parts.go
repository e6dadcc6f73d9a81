package eml

import (
	"bytes"
	"html"
	"strings"
	"time"
)

// content is one readable piece of a mail: plain, HTML, or both when they are alternatives. told means
// that a plain alternative already says what this HTML says.
type content struct {
	plain   string
	html    string
	hasHTML bool
	told    bool
}

// walker goes through the parts of one mail and counts what it spends.
type walker struct {
	message  *Message
	deadline time.Time
	parts    int
	report   *report // what a multipart/report says, see bounce.go
	kind     string  // report-type of the multipart/report
}

// walk reads one entity: a multipart, a text, or a file.
func (w *walker) walk(h *header, body []byte, depth int) []content {
	w.parts++
	ct := parameterised{word: "text/plain"}
	if h.has(contentTypeField) {
		ct = parseParameters(h.get(contentTypeField))
	}
	switch {
	case strings.HasPrefix(ct.word, "multipart/"):
		return w.multipart(h, ct, body, depth)
	case w.report != nil && w.report.read(ct.word, h, body):
		return nil
	}
	return w.leaf(h, ct, body)
}

func (w *walker) multipart(h *header, ct parameterised, body []byte, depth int) []content {
	if depth >= maxDepth {
		w.message.defect(DefectTooDeep)
		w.attach(h, ct, body)
		return nil
	}
	if ct.word == "multipart/report" && w.report == nil {
		w.report, w.kind = &report{}, strings.ToLower(ct.params["report-type"])
	}
	split := newSplitter(body, ct.params["boundary"])
	if split == nil {
		w.message.defect(DefectNoBoundary)
		return w.leaf(&header{}, parameterised{word: "text/plain"}, body)
	}
	if split.guessed {
		w.message.defect(DefectNoBoundary)
	}
	var groups [][]content
	for {
		part, ok := split.next()
		if !ok {
			break
		}
		if reason := w.exhausted(); reason != "" {
			w.message.defect(reason)
			return mergeParts(ct.word, groups)
		}
		ph, pbody := scanPart(part)
		w.message.noteHeader(&ph)
		if ct.word == "multipart/digest" && !ph.has(contentTypeField) {
			ph.values[contentTypeField] = []byte("message/rfc822") // RFC 2046 §5.1.5
		}
		if c := w.walk(&ph, pbody, depth+1); len(c) > 0 {
			groups = append(groups, c)
		}
	}
	if !split.ended {
		w.message.defect(DefectNoEnd)
	}
	return mergeParts(ct.word, groups)
}

// scanPart reads the header of a part, which may be empty; a part without any field is all text.
func scanPart(part []byte) (header, []byte) {
	if bytes.HasPrefix(part, []byte("\n")) {
		return header{}, part[1:]
	}
	if bytes.HasPrefix(part, []byte("\r\n")) {
		return header{}, part[2:]
	}
	return scanHeader(part)
}

func (w *walker) exhausted() string {
	switch {
	case w.parts >= maxParts:
		return DefectTooManyParts
	case time.Now().After(w.deadline):
		return DefectTooSlow
	}
	return ""
}

// mergeParts keeps all pieces in order, but makes one of those that say the same (RFC 2046 §5.1.4).
func mergeParts(kind string, groups [][]content) []content {
	var all []content
	for _, g := range groups {
		all = append(all, g...)
	}
	if kind != "multipart/alternative" || len(all) < 2 {
		return all
	}
	var plain []string
	var richest []content
	for _, g := range groups {
		if !anyHTML(g) {
			for _, c := range g {
				plain = append(plain, c.plain)
			}
			continue
		}
		richest = g // the last alternative is the best
	}
	if richest == nil {
		return groups[len(groups)-1]
	}
	text := strings.Join(plain, "\n")
	if strings.TrimSpace(text) == "" {
		return richest
	}
	merged := append([]content(nil), richest...)
	for i := range merged {
		merged[i] = content{html: merged[i].shown(), hasHTML: true, told: true}
	}
	merged[0].plain = text
	return merged
}

func anyHTML(g []content) bool {
	for _, c := range g {
		if c.hasHTML {
			return true
		}
	}
	return false
}

// shown is the piece as HTML.
func (c content) shown() string {
	if c.hasHTML {
		return c.html
	}
	return `<pre style="white-space: pre-wrap">` + html.EscapeString(c.plain) + "</pre>"
}

func (w *walker) leaf(h *header, ct parameterised, body []byte) []content {
	isHTML := ct.word == "text/html" || ct.word == "application/xhtml+xml"
	isText := ct.word == "text/plain" || ct.word == "" || ct.word == "text" || ct.word == "plain" || ct.word == "text/enriched" ||
		ct.word == "text/markdown" || !strings.Contains(ct.word, "/")
	if !isHTML && !isText || w.isFile(h, ct) {
		w.attach(h, ct, body)
		return nil
	}
	text := w.text(h, ct, body, isHTML)
	if isHTML {
		return []content{{html: text, hasHTML: true}}
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []content{{plain: normalLines(text)}}
}

// isFile tells a text that was attached from one that was written. Some mailers give the written text a
// name, so a name alone makes a file only after the first part.
func (w *walker) isFile(h *header, ct parameterised) bool {
	if !h.has(dispositionField) {
		return ct.params["name"] != "" && w.parts > 2
	}
	d := parseParameters(h.get(dispositionField))
	return d.word == "attachment" || ((d.params["filename"] != "" || ct.params["name"] != "") && w.parts > 2)
}

func (w *walker) text(h *header, ct parameterised, body []byte, isHTML bool) string {
	data := w.decode(h, body)
	if h.word(encodingField) == "base64" && looksBinary(data) && !looksBinary(body) {
		data = body // plain text labelled base64
	}
	if len(data) > maxTextBytes {
		w.message.defect(DefectTextSize)
		data = data[:maxTextBytes]
	}
	label := ct.params["charset"]
	if label == "" && isHTML {
		label = htmlCharset(data)
	}
	text, known := toUTF8(data, label)
	if !known {
		w.message.defect(DefectUnknownScript)
	}
	return text
}

func (w *walker) decode(h *header, body []byte) []byte {
	data, whole := decodeTransfer(body, h.word(encodingField))
	if !whole {
		w.message.defect(DefectEncoding)
	}
	return data
}

// attach keeps a part as a file. Mail inside mail is a file too; it is not opened.
func (w *walker) attach(h *header, ct parameterised, body []byte) {
	name := ""
	if h.has(dispositionField) {
		name = parseParameters(h.get(dispositionField)).params["filename"]
	}
	if name == "" {
		name = ct.params["name"]
	}
	a := Attachment{Type: mediaType(ct.word), ContentID: firstID(h.get(contentIDField)), Data: w.decode(h, body)}
	if name == "" && a.Type == "message/rfc822" {
		inner, _ := scanHeader(a.Data)
		if name = decodeText(inner.get(subjectField)); name != "" {
			name = strings.NewReplacer("/", "-", `\`, "-").Replace(name) + ".eml"
		}
	}
	// Names in encoded words are against RFC 2047 §5(3) and everywhere.
	a.Name = FileName(decodeText([]byte(name)), a.Type)
	w.message.Attachments = append(w.message.Attachments, a)
}

// mediaType refuses what is not type/subtype.
func mediaType(word string) string {
	kind, sub, ok := strings.Cut(word, "/")
	if !ok || !isToken(kind) || !isToken(sub) || len(word) > 127 {
		return "application/octet-stream"
	}
	return word
}

// isToken is RFC 2045 §5.1.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c > '~' || strings.IndexByte(`()<>@,;:\"/[]?=`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// finish puts the pieces into the message.
func (w *walker) finish(pieces []content) {
	m := w.message
	if anyHTML(pieces) {
		for _, c := range pieces {
			m.HTMLParts = append(m.HTMLParts, c.shown())
		}
	}
	texts := make([]string, 0, len(pieces))
	for _, c := range pieces {
		text := c.plain
		if text == "" && c.hasHTML && !c.told {
			text = TextFromHTML(c.html)
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	m.Text = strings.Join(texts, "\n")
	m.markInline()
}

// markInline finds the attachments that the HTML shows.
func (m *Message) markInline() {
	var shown map[string]bool
	for i, a := range m.Attachments {
		if a.ContentID == "" || len(m.HTMLParts) == 0 {
			continue
		}
		if shown == nil {
			shown = shownContentIDs(m.HTMLParts)
		}
		m.Attachments[i].Inline = shown[a.ContentID]
	}
}

func shownContentIDs(parts []string) map[string]bool {
	shown := map[string]bool{}
	for _, p := range parts {
		for _, after := range strings.Split(p, "cid:")[1:] {
			end := strings.IndexAny(after[:min(len(after), 1000)], "\"'<> )\r\n")
			if end < 0 {
				continue
			}
			id := html.UnescapeString(after[:end])
			shown[id] = true
			shown[string(unescapePercent([]byte(id)))] = true
		}
	}
	return shown
}
