package life

import (
	"fmt"
	"strings"
	"time"
)

// machines write what no person wrote: a newsletter, a bank's notices, an absence note, a bounce.
type machines struct{ *Life }

func (l machines) addAll() {
	l.addNewsletters()
	l.addNotices()
	l.addAway()
	l.addBounce()
}

func (l machines) post(m letter, outgoing bool) {
	at := m.date
	if !outgoing {
		m.received = at.Add(2 * time.Second)
	}
	l.Mails = append(l.Mails, Mail{At: at, Outgoing: outgoing, Seen: true, Render: m.bytes})
}

func (l machines) machineLetter(key string, at time.Time, from mailbox) letter {
	return letter{
		key: l.id(key)[:24], style: styleHTML, from: from, to: l.mailbox(), date: at,
		id: l.id("mid", key)[:20] + "@" + from.domain(), seed: hash(l.seed, key),
	}
}

func monthName(at time.Time) string { return tables.machine.Months[at.Month()-1] }

func (l machines) addNewsletters() {
	n := tables.machine.Newsletter
	for i, day := 0, 3; day < year; i, day = i+1, day+n.EveryDays {
		at := clock(l.Day.AddDate(0, 0, -day), 6, 10)
		m := l.machineLetter(fmt.Sprint("newsletter", i), at, mailbox{n.Name, n.Address})
		m.subject = strings.ReplaceAll(n.Subjects[i%len(n.Subjects)], "{mes}", monthName(at))
		m.extra = []string{
			fmt.Sprintf("List-Id: %s <%s>", m.style.header(n.Name), n.List),
			"List-Unsubscribe: <https://papeletraco.example/sair>, <mailto:sair@papeletraco.example>",
			"Precedence: bulk",
		}
		m.text = m.subject + "\n\n" + strings.Join(n.Lines, "\n\n") + "\n"
		m.html = fmt.Sprintf("<html><body><table width=\"600\"><tr><td><h1>%s</h1>%s<p><a href=\"https://papeletraco.example/ver\">Ver no site</a></p>"+
			"<img src=\"https://papeletraco.example/abriu.gif\" width=\"1\" height=\"1\" alt=\"\"></td></tr></table></body></html>\n",
			m.subject, paragraphs(strings.Join(n.Lines, "\n\n")))
		l.post(m, false)
	}
}

func (l machines) addNotices() {
	n := tables.machine.Notice
	for i, day := 0, 6; day < year; i, day = i+1, day+n.EveryDays {
		at := clock(l.Day.AddDate(0, 0, -day), 5, 2)
		m := l.machineLetter(fmt.Sprint("notice", i), at, mailbox{n.Name, n.Address})
		m.subject = strings.ReplaceAll(n.Subject, "{mes}", monthName(at))
		m.text = strings.ReplaceAll(n.Text, "{mes}", monthName(at)) + "\n"
		m.extra = []string{"Auto-Submitted: auto-generated"}
		m.style = styleText
		l.post(m, false)
	}
}

// shopLetter is a mail of the shop that a machine is going to answer.
func (l machines) shopLetter(key string, a awayTable) letter {
	var hour, minute int
	if _, err := fmt.Sscanf(a.Clock, "%d:%d", &hour, &minute); err != nil {
		panic("life: machine.json: clock " + a.Clock)
	}
	m := l.machineLetter(key, clock(l.Day.AddDate(0, 0, a.Day), hour, minute), l.mailbox())
	m.to = mailbox{a.Name, a.Address}
	m.subject, m.text, m.style = a.Subject, a.Shop+"\n\n"+l.Shop.Owner+"\n"+l.Shop.Name+"\n", styleText
	return m
}

func (l machines) addAway() {
	a := tables.machine.Away
	sent := l.shopLetter("away", a)
	l.post(sent, true)
	m := l.machineLetter("away answer", sent.date.Add(20*time.Second), mailbox{a.Name, a.Address})
	m.subject = "Resposta automática: " + a.Subject
	m.references = []string{sent.id}
	m.extra = []string{"Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"}
	m.text, m.style = a.Text+"\n", styleText
	l.post(m, false)
}

// addBounce adds a mail to an address that does not exist, and the report about it (RFC 3464).
func (l machines) addBounce() {
	b := tables.machine.Bounce
	sent := l.shopLetter("bounce", b)
	l.post(sent, true)
	report := l.machineLetter("bounce report", sent.date.Add(9*time.Second), mailbox{"Mail Delivery System", "mailer-daemon@papelariasabia.example"})
	report.subject = "Undelivered Mail Returned to Sender"
	report.extra = []string{"Auto-Submitted: auto-replied"}
	report.style = styleText
	at := report.date
	l.Mails = append(l.Mails, Mail{At: at, Seen: true, Render: func() []byte {
		return report.assemble(bounceBody(report, sent))
	}})
}

func bounceBody(report, sent letter) entity {
	words := fmt.Sprintf("This is the mail system at host mail.papelariasabia.example.\n\n"+
		"Your message could not be delivered to one or more recipients.\n\n"+
		"<%s>: host mx.%s said: 550 5.1.1 User unknown\n", sent.to.address, sent.to.domain())
	status := fmt.Sprintf("Reporting-MTA: dns; mail.papelariasabia.example\r\nArrival-Date: %s\r\n\r\n"+
		"Final-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n",
		sent.date.Format(mailDate), sent.to.address)
	header, _, _ := strings.Cut(string(sent.bytes()), "\r\n\r\n")
	return multipart("report", "rep_"+report.key, "; report-type=delivery-status",
		styleText.textEntity("plain", words),
		entity{header: []string{"Content-Type: message/delivery-status"}, body: []byte(status)},
		entity{header: []string{"Content-Type: text/rfc822-headers"}, body: []byte(header + "\r\n")})
}
