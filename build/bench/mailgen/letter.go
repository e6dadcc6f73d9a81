package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

const shopAddress, shopDomain, shopName = "contato@lojabalcao.example", "lojabalcao.example", "Loja Balcão"

// letter is one message of the corpus.
type letter struct {
	index                int
	at                   time.Time
	fromName, fromAddr   string
	toName, toAddr       string
	outgoing, answer     bool
	thread               *thread
	language             *language
	paragraphs           []string
	messageID            string
	text                 string
	charset, transfer    string
	kind                 string // plain, html or attach
	html, attachment     bool
	quotedWords          bool
	alternative, mixed   string // boundaries
	bodyHeader, raw      []byte
	randomness           *rand.Rand
	scratch              []byte
	htmlShare, fileShare int
}

// compose draws everything about a letter and writes it.
func (l *letter) compose(p *person) {
	r := l.randomness
	l.language = p.language
	l.answer = len(l.thread.references) > 0
	l.outgoing = l.answer && r.IntN(100) < 55
	l.fromName, l.fromAddr, l.toName, l.toAddr = p.name, p.addresses[r.IntN(len(p.addresses))], shopName, shopAddress
	if l.outgoing {
		l.fromName, l.fromAddr, l.toName, l.toAddr = l.toName, l.toAddr, l.fromName, l.fromAddr
	}
	l.paragraphs = p.language.paragraphs(r)
	l.messageID = fmt.Sprintf("<%s.%d@%s>", hexDigits(r, 20), l.index, l.fromAddr[strings.IndexByte(l.fromAddr, '@')+1:])
	l.text = l.plainText()
	l.charset, l.transfer = l.drawEncoding()
	l.html, l.attachment = r.IntN(100) < l.htmlShare, r.IntN(100) < l.fileShare
	l.quotedWords = r.IntN(2) == 0
	l.alternative, l.mixed = "alt"+hexDigits(r, 24), "mix"+hexDigits(r, 24)
	body := l.body()
	l.raw = append(l.header(), body...)
}

func (l *letter) customerAddress() string {
	if l.outgoing {
		return l.toAddr
	}
	return l.fromAddr
}

func (l *letter) plainText() string {
	var text strings.Builder
	for _, p := range l.paragraphs {
		text.WriteString(wrap(p, 76))
		text.WriteString("\n\n")
	}
	fmt.Fprintf(&text, "-- \n%s\n", l.fromName)
	if l.answer && l.randomness.IntN(10) < 7 && l.thread.previous != nil {
		l.quotePrevious(&text)
	}
	return text.String()
}

// quotePrevious puts the letter before under this one, as most programs do.
func (l *letter) quotePrevious(text *strings.Builder) {
	fmt.Fprintf(text, "\nEm %s, %s escreveu:\n", l.thread.previousAt.Format("02/01/2006 15:04"), l.thread.previousBy)
	quoted := 0
	for _, p := range l.thread.previous {
		for line := range strings.SplitSeq(wrap(p, 70), "\n") {
			text.WriteString("> " + line + "\n")
		}
		text.WriteString(">\n")
		if quoted += len(p); quoted > 4000 {
			return
		}
	}
}

func (l *letter) drawEncoding() (charset, transfer string) {
	r := l.randomness
	switch k := r.IntN(100); {
	case l.language.code == "en" && k < 60 && isASCII(l.text):
		return "us-ascii", "7bit"
	case k < 60:
		return "utf-8", [...]string{"quoted-printable", "quoted-printable", "base64", "8bit"}[r.IntN(4)]
	case k < 88:
		return "iso-8859-1", [...]string{"quoted-printable", "quoted-printable", "8bit"}[r.IntN(3)]
	default:
		return "windows-1252", "quoted-printable"
	}
}

func (l *letter) encoded(s string) []byte { return encode(toCharset(s, l.charset), l.transfer) }

// body writes what follows the header and sets the kind and the header fields that describe it.
func (l *letter) body() []byte {
	var b bytes.Buffer
	switch {
	case l.attachment:
		l.kind = "attach"
		l.bodyHeader = fmt.Appendf(nil, "Content-Type: multipart/mixed; boundary=\"%s\"\n", l.mixed)
		fmt.Fprintf(&b, "--%s\n", l.mixed)
		if l.html {
			fmt.Fprintf(&b, "Content-Type: multipart/alternative; boundary=\"%s\"\n\n", l.alternative)
			l.writeAlternatives(&b)
		} else {
			l.writePart(&b, "text/plain", l.text)
		}
		l.writeFile(&b)
	case l.html:
		l.kind = "html"
		l.bodyHeader = fmt.Appendf(nil, "Content-Type: multipart/alternative; boundary=\"%s\"\n", l.alternative)
		l.writeAlternatives(&b)
	default:
		l.kind = "plain"
		l.bodyHeader = fmt.Appendf(nil, "Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: %s\n", l.charset, l.transfer)
		b.Write(l.encoded(l.text))
	}
	return b.Bytes()
}

func (l *letter) writePart(b *bytes.Buffer, contentType, text string) {
	fmt.Fprintf(b, "Content-Type: %s; charset=%s\nContent-Transfer-Encoding: %s\n\n", contentType, l.charset, l.transfer)
	b.Write(l.encoded(text))
}

func (l *letter) writeAlternatives(b *bytes.Buffer) {
	fmt.Fprintf(b, "--%s\n", l.alternative)
	l.writePart(b, "text/plain", l.text)
	fmt.Fprintf(b, "\n--%s\n", l.alternative)
	l.writePart(b, "text/html", l.hypertext())
	fmt.Fprintf(b, "\n--%s--\n", l.alternative)
}

// hypertext is as wordy as the HTML of real mail: a style sheet, tables and tracking links.
func (l *letter) hypertext() string {
	r := l.randomness
	var h strings.Builder
	h.WriteString("<html><head><style>\n")
	for k := 20 + r.IntN(120); k > 0; k-- {
		fmt.Fprintf(&h, ".c%s { font-family: Arial, sans-serif; font-size: %dpx; color: #%s; padding: %dpx }\n", hexDigits(r, 4), 10+r.IntN(8), hexDigits(r, 6), r.IntN(20))
	}
	h.WriteString("</style></head><body>\n")
	for p := range strings.SplitSeq(l.text, "\n\n") {
		fmt.Fprintf(&h, "<table width=\"100%%\"><tr><td class=\"c%s\" style=\"margin:0;line-height:1.4\"><p>%s</p><a href=\"https://trk.%s/c/%s\">%s</a></td></tr></table>\n",
			hexDigits(r, 4), strings.ReplaceAll(p, "\n", "<br>\n"), shopDomain, hexDigits(r, 64), l.language.pick(r))
	}
	h.WriteString("</body></html>\n")
	return h.String()
}

// files are what customers attach: type, name, and the name as RFC 2231 spells it.
var files = [...][3]string{
	{"application/pdf", "orçamento.pdf", "or%C3%A7amento.pdf"},
	{"image/jpeg", "foto.jpg", "foto.jpg"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "relação.xlsx", "rela%C3%A7%C3%A3o.xlsx"},
}

// maxFile is the size of the largest attachment, in bytes.
const maxFile = 200 << 10

// writeFile attaches 20 to 200 kB that no compressor makes smaller.
func (l *letter) writeFile(b *bytes.Buffer) {
	r := l.randomness
	size := int(20480 * math.Pow(10, r.Float64()))
	for k := 0; k < size; k += 8 {
		random := r.Uint64()
		for j := 0; j < 8 && k+j < size; j++ {
			l.scratch[k+j] = byte(random >> (8 * j))
		}
	}
	f := files[r.IntN(len(files))]
	fmt.Fprintf(b, "\n--%s\nContent-Type: %s; name=\"%s\"\nContent-Disposition: attachment;\n filename*=utf-8''%s\nContent-Transfer-Encoding: base64\n\n",
		l.mixed, f[0], encodedWord(f[1], "utf-8", true), f[2])
	b.Write(base64Lines(l.scratch[:size]))
	fmt.Fprintf(b, "--%s--\n", l.mixed)
}

func (l *letter) header() []byte {
	r := l.randomness
	var h bytes.Buffer
	date := l.at.Format("Mon, 02 Jan 2006 15:04:05 -0700")
	fmt.Fprintf(&h, "Return-Path: <%s>\nDelivered-To: %s\n", l.fromAddr, l.toAddr)
	for hop := range 3 {
		fmt.Fprintf(&h, "Received: from mx%d.mail%d.example (mx%d.mail%d.example [198.51.100.%d])\n\tby in%d.%s with ESMTPS id %s\n\tfor <%s>; %s\n",
			hop, r.IntN(40), hop, r.IntN(40), r.IntN(255), hop, shopDomain, hexDigits(r, 12), l.toAddr, date)
	}
	fmt.Fprintf(&h, "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example; s=s1;\n\th=from:to:subject:date:message-id; bh=%s=;\n\tb=%s\n\t %s\n",
		hexDigits(r, 43), hexDigits(r, 70), hexDigits(r, 70))
	subject := l.thread.subject
	if l.answer {
		subject = "Re: " + subject
	}
	word := func(s string) string { return encodedWord(s, l.charset, l.quotedWords) }
	fmt.Fprintf(&h, "From: %s <%s>\nTo: %s <%s>\nSubject: %s\nDate: %s\nMessage-ID: %s\n",
		word(l.fromName), l.fromAddr, word(l.toName), l.toAddr, word(subject), date, l.messageID)
	if l.answer {
		references := l.thread.references
		fmt.Fprintf(&h, "In-Reply-To: %s\nReferences: %s\n", references[len(references)-1], strings.Join(references, "\n "))
	}
	fmt.Fprintf(&h, "MIME-Version: 1.0\n%sX-Mailer: BalcaoGen %d\n\n", l.bodyHeader, r.IntN(20))
	return h.Bytes()
}
