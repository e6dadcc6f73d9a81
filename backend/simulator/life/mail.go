package life

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"time"

	"balcao/backend/simulator/samplefile"
)

// Mail is one mail of the past. Its bytes are made each time they are asked for.
type Mail struct {
	At       time.Time // when the server took it in
	Outgoing bool      // lies among the sent ones
	Seen     bool
	Render   func() []byte
}

// mailDate is RFC 5322's date.
const mailDate = "Mon, 2 Jan 2006 15:04:05 -0700"

// letter is a mail before it becomes bytes.
type letter struct {
	key        string // names its boundaries
	style      mailStyle
	from, to   mailbox
	subject    string
	date       time.Time // zero: the header lacks a Date
	received   time.Time
	id         string
	references []string
	extra      []string // further header lines
	text, html string
	files      []string
	seed       uint64
}

type mailbox struct{ name, address string }

func (m mailbox) domain() string {
	_, domain, _ := strings.Cut(m.address, "@")
	return domain
}

// bytes renders the whole mail.
func (m letter) bytes() []byte { return m.assemble(m.content()) }

func (m letter) content() entity {
	body := m.style.textEntity("plain", m.text)
	if m.html != "" {
		body = multipart("alternative", "alt_"+m.key, "", body, m.style.textEntity("html", m.html))
	}
	if len(m.files) == 0 {
		return body
	}
	parts := []entity{body}
	for _, name := range m.files {
		kind := mediaType(name)
		parts = append(parts, fileEntity(name, kind, samplefile.Make(kind, name, m.seed)))
	}
	return multipart("mixed", "mix_"+m.key, "", parts...)
}

func (m letter) assemble(body entity) []byte {
	var out bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\r\n", args...) }
	if !m.received.IsZero() {
		line("Return-Path: <%s>", m.from.address)
		line("Received: from mx.%s by mail.papelariasabia.example;\r\n\t%s", m.from.domain(), m.received.Format(mailDate))
	}
	line("From: %s", m.style.addressed(m.from.name, m.from.address))
	line("To: %s", m.style.addressed(m.to.name, m.to.address))
	line("Subject: %s", m.style.header(m.subject))
	if !m.date.IsZero() {
		line("Date: %s", m.date.Format(mailDate))
	}
	line("Message-ID: <%s>", m.id)
	if n := len(m.references); n > 0 {
		line("In-Reply-To: <%s>", m.references[n-1])
		line("References: <%s>", strings.Join(m.references, ">\r\n <"))
	}
	for _, h := range m.extra {
		line("%s", h)
	}
	line("MIME-Version: 1.0")
	line("%s\r\n", strings.Join(body.header, "\r\n"))
	out.Write(body.body)
	return out.Bytes()
}

// pen writes the mails of conversations.
type pen struct{ *Life }

func (l pen) mailOf(t *talk, i int) Mail {
	s := t.said[i]
	// What is younger than the shop's last closing has not been read by anybody.
	return Mail{At: s.at, Outgoing: s.shop, Seen: s.shop || s.at.Before(l.Day.AddDate(0, 0, -1)), Render: func() []byte {
		return l.letterOf(t, i).bytes()
	}}
}

func (l pen) letterOf(t *talk, i int) letter {
	s := t.said[i]
	m := letter{
		key: l.id(t.key, i)[:24], subject: t.subject, date: s.at, seed: hash(l.seed, t.key, i),
		from: mailbox{t.person.Name, t.person.Email}, to: l.mailbox(), style: t.person.style,
	}
	if s.shop {
		m.from, m.to, m.style = m.to, m.from, styleHTML
	} else {
		m.received = s.at.Add(2 * time.Second)
		if forgetsDate(t.person) {
			m.date = time.Time{}
		}
	}
	m.id = l.messageID(t, i)
	for j := range i {
		m.references = append(m.references, l.messageID(t, j))
	}
	if i > 0 {
		m.subject = "Re: " + t.subject
	}
	if s.file != "" {
		m.files = []string{s.file}
	}
	l.write(&m, t, i)
	return m
}

func (l *Life) mailbox() mailbox { return mailbox{l.Shop.Name, l.Shop.Address} }

func (l pen) messageID(t *talk, i int) string {
	domain := l.mailbox().domain()
	if !t.said[i].shop {
		domain = mailbox{address: t.person.Email}.domain()
	}
	return l.id("mid", t.key, i)[:20] + "@" + domain
}

// forgetsDate: a few people use a program that writes no Date header.
func forgetsDate(p *Person) bool { return p.number%60 == 20 }

// write gives the mail its words: greeting, text, signature, and under them what is being answered.
func (l pen) write(m *letter, t *talk, i int) {
	own := l.letterText(t, i)
	m.text = own
	quoted := ""
	if i > 0 {
		quoted = l.letterText(t, i-1)
		m.text += "\n\n" + l.quote(t, i-1, m.style, quoted)
	}
	m.text += "\n"
	if m.style.hasHTML() {
		m.html = webPage(own, l.quoteLine(t, i-1), quoted)
	}
}

func (l pen) letterText(t *talk, i int) string {
	s := t.said[i]
	greeting, signature := "Olá, "+l.Shop.Owner+",", t.person.Name
	if t.person.Firm && t.person.First != "pessoal" {
		signature = t.person.First + "\n" + t.person.Name
	}
	if s.shop {
		greeting = "Olá, " + t.person.First + ","
		signature = "Um abraço,\n" + l.Shop.Owner + "\n" + l.Shop.Name
	}
	if greets(s.text) {
		return s.text + "\n\n" + signature
	}
	return greeting + "\n\n" + s.text + "\n\n" + signature
}

func greets(text string) bool {
	for _, word := range []string{"Oi", "Olá", "Bom dia", "Boa tarde", "Boa noite"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// quote repeats an earlier mail as the writer's program does it.
func (l pen) quote(t *talk, i int, style mailStyle, text string) string {
	if style == styleWindows {
		from, to := l.sides(t, i)
		return fmt.Sprintf("-----Mensagem original-----\nDe: %s <%s>\nEnviada em: %s\nPara: %s\nAssunto: %s\n\n%s",
			from.name, from.address, Spoken(t.said[i].at), to.name, t.subject, text)
	}
	return Quote(l.quoteLine(t, i), text)
}

func (l pen) sides(t *talk, i int) (from, to mailbox) {
	from, to = mailbox{t.person.Name, t.person.Email}, l.mailbox()
	if t.said[i].shop {
		return to, from
	}
	return from, to
}

func (l pen) quoteLine(t *talk, i int) string {
	if i < 0 {
		return ""
	}
	from, _ := l.sides(t, i)
	return Attribution(t.said[i].at, from.name, from.address)
}

// Attribution is the line above a quoted mail.
func Attribution(at time.Time, name, address string) string {
	return fmt.Sprintf("Em %s, %s <%s> escreveu:", Spoken(at), name, address)
}

// Quote puts a mail under an answer.
func Quote(attribution, text string) string {
	return attribution + "\n\n> " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n> ")
}

// Spoken writes a time as Brazilian mail programs do.
func Spoken(at time.Time) string {
	days := []string{"dom.", "seg.", "ter.", "qua.", "qui.", "sex.", "sáb."}
	return fmt.Sprintf("%s, %d de %s. de %d às %s", days[at.Weekday()], at.Day(),
		string([]rune(tables.machine.Months[at.Month()-1])[:3]), at.Year(), at.Format("15:04"))
}

// webPage writes the HTML alternative.
func webPage(own, attribution, quoted string) string {
	page := "<html><body>" + paragraphs(own)
	if quoted != "" {
		page += "\n<div class=\"gmail_quote\"><div dir=\"ltr\">" + html.EscapeString(attribution) +
			"</div>\n<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">" +
			paragraphs(quoted) + "</blockquote></div>"
	}
	return page + "</body></html>\n"
}

func paragraphs(text string) string {
	var out strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		out.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>\n") + "</p>\n")
	}
	return out.String()
}
