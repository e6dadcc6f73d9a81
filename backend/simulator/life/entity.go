package life

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// mailStyle is the habit of the program that somebody writes mail with.
type mailStyle int

const (
	styleText    mailStyle = iota // plain text, UTF-8, quoted-printable
	styleHTML                     // text and HTML alternative, as web mail writes it
	styleLatin1                   // ISO-8859-1, eight bits, an old program
	styleWindows                  // windows-1252 with an HTML alternative, as Outlook writes it
	styleBase64                   // plain text in base64, as telephones write it
	mailStyles                    // how many there are
)

func (s mailStyle) charset() string {
	switch s {
	case styleLatin1:
		return "iso-8859-1"
	case styleWindows:
		return "windows-1252"
	default:
		return "utf-8"
	}
}

func (s mailStyle) hasHTML() bool { return s == styleHTML || s == styleWindows }

// bytes writes text in the style's character set; what does not exist there is left out or replaced.
func (s mailStyle) bytes(text string) []byte {
	table := charmap.ISO8859_1
	switch s {
	case styleWindows:
		table = charmap.Windows1252
	case styleLatin1:
		text = typewriter.Replace(text)
	default:
		return []byte(text)
	}
	var out []byte
	for _, r := range text {
		if b, ok := table.EncodeRune(r); ok {
			out = append(out, b)
		}
	}
	return out
}

// typewriter writes what ISO-8859-1 lacks with what it has.
var typewriter = strings.NewReplacer("“", "\"", "”", "\"", "’", "'", "–", "-", "—", "-", "…", "...")

// entity is a MIME part: its own header lines and its encoded body.
type entity struct {
	header []string
	body   []byte
}

func (s mailStyle) textEntity(subtype, text string) entity {
	text = strings.ReplaceAll(text, "\n", "\r\n")
	e := entity{header: []string{fmt.Sprintf("Content-Type: text/%s; charset=%s", subtype, s.charset())}}
	switch s {
	case styleLatin1:
		e.header = append(e.header, "Content-Transfer-Encoding: 8bit")
		e.body = s.bytes(text)
	case styleBase64:
		e.header = append(e.header, "Content-Transfer-Encoding: base64")
		e.body = base64Lines(s.bytes(text))
	default:
		e.header = append(e.header, "Content-Transfer-Encoding: quoted-printable")
		e.body = quotedPrintable(s.bytes(text))
	}
	return e
}

func quotedPrintable(text []byte) []byte {
	var out bytes.Buffer
	w := quotedprintable.NewWriter(&out)
	// Writing to memory cannot fail.
	_, _ = w.Write(text)
	_ = w.Close()
	return out.Bytes()
}

func base64Lines(data []byte) []byte {
	const width = 76 // RFC 2045 §6.8
	encoded := base64.StdEncoding.EncodeToString(data)
	var out bytes.Buffer
	for len(encoded) > width {
		out.WriteString(encoded[:width] + "\r\n")
		encoded = encoded[width:]
	}
	out.WriteString(encoded + "\r\n")
	return out.Bytes()
}

// fileEntity is an attachment.
func fileEntity(name, contentType string, data []byte) entity {
	return entity{
		header: []string{
			fmt.Sprintf("Content-Type: %s; name=%q", contentType, name),
			"Content-Transfer-Encoding: base64",
			fmt.Sprintf("Content-Disposition: attachment; filename=%q", name),
		},
		body: base64Lines(data),
	}
}

// multipart puts entities side by side; extra are further parameters of its content type.
func multipart(subtype, boundary, extra string, parts ...entity) entity {
	var body bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&body, "--%s\r\n%s\r\n\r\n", boundary, strings.Join(p.header, "\r\n"))
		body.Write(p.body)
		body.WriteString("\r\n")
	}
	fmt.Fprintf(&body, "--%s--\r\n", boundary)
	return entity{
		header: []string{fmt.Sprintf("Content-Type: multipart/%s; boundary=%q%s", subtype, boundary, extra)},
		body:   body.Bytes(),
	}
}

// header writes words for a header line in the style's character set (RFC 2047).
func (s mailStyle) header(words string) string {
	return mime.QEncoding.Encode(s.charset(), string(s.bytes(words)))
}

// addressed writes a name and an address for a header line.
func (s mailStyle) addressed(name, address string) string {
	if name == "" {
		return "<" + address + ">"
	}
	encoded := s.header(name)
	if encoded == name {
		encoded = `"` + name + `"`
	}
	return encoded + " <" + address + ">"
}
