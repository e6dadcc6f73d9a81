package eml

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"
	"golang.org/x/net/idna"
)

// Draft is a mail to be written. Ids are without brackets.
type Draft struct {
	From        Address
	To, Cc      []Address
	Subject     string
	Text        string
	MessageID   string
	InReplyTo   string
	References  []string
	Date        time.Time
	Attachments []DraftFile
	Unsubscribe string // the word that a mail to From says to get no more of these; empty: a person writes to a person
}

// DraftFile is a file to be sent.
type DraftFile struct {
	Name string
	Type string // media type; application/octet-stream when it is none
	Data []byte
}

// DraftError names the field of a Draft that cannot be written. It never holds the value.
type DraftError struct {
	Field string // from, to, cc, message_id, in_reply_to, references, date
}

// Error names the field.
func (e *DraftError) Error() string { return "eml: draft cannot be written: " + e.Field }

// Compose renders a draft: CRLF lines, text/plain in UTF-8, files in base64, names by RFC 2047 and 2231.
// The bytes are final: what is stored, sent and put into Sent is the same. Line ends in names and in the
// subject become spaces; in an address or an id they are an error. There is never a Bcc, and no
// Auto-Submitted, since a person writes.
func Compose(d Draft) ([]byte, error) {
	h, err := draftHeader(&d)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if len(d.Attachments) == 0 {
		err = writeText(&out, h, d.Text)
	} else {
		err = writeWithFiles(&out, h, &d)
	}
	if err != nil {
		return nil, fmt.Errorf("eml: compose: %w", err)
	}
	return out.Bytes(), nil
}

func draftHeader(d *Draft) (mail.Header, error) {
	var h mail.Header
	from, err := mailboxes("from", []Address{d.From})
	if err != nil {
		return h, err
	}
	to, err := mailboxes("to", d.To)
	if err != nil {
		return h, err
	}
	cc, err := mailboxes("cc", d.Cc)
	if err != nil {
		return h, err
	}
	if len(to)+len(cc) == 0 {
		return h, &DraftError{"to"}
	}
	if err := checkIDs(d); err != nil {
		return h, err
	}
	// go-message writes the field that was added last first.
	h.Set("MIME-Version", "1.0")
	h.SetMsgIDList("References", d.References)
	if d.InReplyTo != "" {
		h.SetMsgIDList("In-Reply-To", []string{d.InReplyTo})
	}
	h.SetMessageID(d.MessageID)
	if d.Unsubscribe != "" {
		h.Set("List-Unsubscribe", "<mailto:"+d.From.Addr+"?subject="+url.QueryEscape(d.Unsubscribe)+">")
	}
	h.SetSubject(cleanLine(strings.ToValidUTF8(d.Subject, "\uFFFD")))
	h.SetAddressList("Cc", cc)
	h.SetAddressList("To", to)
	h.SetAddressList("From", from)
	h.SetDate(d.Date)
	return h, nil
}

func checkIDs(d *Draft) error {
	switch {
	case !isID(d.MessageID):
		return &DraftError{"message_id"}
	case d.InReplyTo != "" && !isID(d.InReplyTo):
		return &DraftError{"in_reply_to"}
	case d.Date.IsZero():
		return &DraftError{"date"}
	}
	for _, id := range d.References {
		if !isID(id) {
			return &DraftError{"references"}
		}
	}
	return nil
}

// isID accepts what can stand between brackets on one line: customers' mailers write ids that are not
// RFC 5322, and the answer must name them as they are.
func isID(id string) bool {
	if id == "" || len(id) > 900 {
		return false
	}
	for i := 0; i < len(id); i++ {
		if c := id[i]; c <= ' ' || c > '~' || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

func mailboxes(field string, list []Address) ([]*mail.Address, error) {
	out := make([]*mail.Address, 0, len(list))
	for _, a := range list {
		addr, ok := sendableAddr(a.Addr)
		if !ok {
			return nil, &DraftError{field}
		}
		out = append(out, &mail.Address{Name: sendableName(a.Name), Address: addr})
	}
	return out, nil
}

// maxSentName is the longest display name: a longer word could not be folded.
const maxSentName = 256

func sendableName(name string) string {
	name = cleanLine(strings.ToValidUTF8(name, ""))
	return cleanLine(strings.ToValidUTF8(name[:min(len(name), maxSentName)], ""))
}

// sendableAddr refuses what could break out of its place in a header or an SMTP command. A domain with
// foreign letters becomes ASCII; a local part with them would need SMTPUTF8 (RFC 6531) all the way.
func sendableAddr(addr string) (string, bool) {
	at := strings.LastIndexByte(addr, '@')
	if at <= 0 || at > 64 {
		return "", false
	}
	local := addr[:at]
	for i := 0; i < len(local); i++ {
		if c := local[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`<>()[]\,;:"@`, c) >= 0 {
			return "", false
		}
	}
	domain, err := asciiDomain(addr[at+1:])
	if err != nil {
		return "", false
	}
	return local + "@" + domain, true
}

// asciiDomain is the form of a domain that travels (RFC 5890).
func asciiDomain(domain string) (string, error) {
	ascii := domain
	for i := 0; i < len(domain); i++ {
		if domain[i] >= utf8.RuneSelf {
			var err error
			if ascii, err = idna.Lookup.ToASCII(domain); err != nil {
				return "", err
			}
			break
		}
	}
	if ascii == "" || len(ascii) > 253 {
		return "", &DraftError{"domain"}
	}
	for i := 0; i < len(ascii); i++ {
		if c := ascii[i]; !isAlnum(c) && c != '-' && c != '.' && c != '_' {
			return "", &DraftError{"domain"}
		}
	}
	return ascii, nil
}

func writeText(out io.Writer, h mail.Header, text string) error {
	h.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	h.Set("Content-Transfer-Encoding", "quoted-printable")
	w, err := mail.CreateSingleInlineWriter(out, h)
	if err != nil {
		return err
	}
	return writeAll(w, wireText(text))
}

func writeWithFiles(out io.Writer, h mail.Header, d *Draft) error {
	w, err := mail.CreateWriter(out, h)
	if err != nil {
		return err
	}
	var th mail.InlineHeader
	th.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	part, err := w.CreateSingleInline(th)
	if err != nil {
		return err
	}
	if err := writeAll(part, wireText(d.Text)); err != nil {
		return err
	}
	for _, f := range d.Attachments {
		if err := writeFile(w, f); err != nil {
			return err
		}
	}
	return w.Close()
}

func writeFile(w *mail.Writer, f DraftFile) error {
	kind := mediaType(strings.ToLower(f.Type))
	if strings.HasPrefix(kind, "message/") || strings.HasPrefix(kind, "multipart/") {
		kind = "application/octet-stream" // RFC 2046 §5 forbids base64 for these
	}
	name := FileName(f.Name, kind)
	var h mail.AttachmentHeader
	h.SetContentType(kind, map[string]string{"name": name})
	h.SetFilename(name)
	part, err := w.CreateAttachment(h)
	if err != nil {
		return err
	}
	return writeAll(part, f.Data)
}

func writeAll(w io.WriteCloser, data []byte) error {
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}

// wireText is valid UTF-8 with CRLF line ends and a line end at the end.
func wireText(text string) []byte {
	text = normalLines(withoutNUL(strings.ToValidUTF8(text, "\uFFFD")))
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return []byte(strings.ReplaceAll(text, "\n", "\r\n"))
}
