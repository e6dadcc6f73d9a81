package life

import (
	"strings"
	"time"
)

// Reply is what a customer's mail program makes of an answer to a mail of the shop.
type Reply struct {
	Person  *Person
	ID      string    // Message-ID without brackets
	At      time.Time // when it is written
	Subject string    // of the mail being answered
	// Parent is the Message-ID of that mail and References its own, oldest first, without brackets.
	Parent     string
	References []string
	ParentAt   time.Time
	ParentText string
	Words      string
}

// Compose writes the mail in the person's own style: quoted text, In-Reply-To and full References.
func (l *Life) Compose(r Reply) []byte {
	p := r.Person
	m := letter{
		key: strings.NewReplacer("@", "", ".", "").Replace(r.ID), style: p.style, id: r.ID,
		from: mailbox{p.Name, p.Email}, to: l.mailbox(), date: r.At, received: r.At,
		subject: replySubject(r.Subject), references: r.References,
	}
	if r.Parent != "" {
		m.references = append(append([]string{}, r.References...), r.Parent)
	}
	attribution := Attribution(r.ParentAt, l.Shop.Name, l.Shop.Address)
	own := r.Words + "\n\n" + p.Name
	m.text = own + "\n\n" + Quote(attribution, r.ParentText) + "\n"
	if m.style.hasHTML() {
		m.html = webPage(own, attribution, r.ParentText)
	}
	return m.bytes()
}

func replySubject(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}
