package outbox

import (
	"strings"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// numbered is the text with the number of its case below, the first time that the customer is told. A template says
// what WhatsApp approved and no more, but that may be the number.
func (l *letter) numbered(d Draft) (text string, tells bool) {
	k := l.matter
	switch {
	case k.ID != "" && d.Template != nil:
		return d.Text, strings.Contains(d.Text, k.Protocol.String())
	case k.ID == "" || d.Number == "":
		return d.Text, false
	case strings.Contains(d.Text, k.Protocol.String()):
		return d.Text, true
	case !k.ToldAt.IsZero():
		return d.Text, false
	default:
		return strings.TrimRight(d.Text, "\n") + "\n\n" + d.Number + " " + k.Protocol.String(), true
	}
}

// entitled is the subject of a mail with the number of its case, by which the answer is known whatever program
// writes it.
func (l *letter) entitled(subject, number string) string {
	if l.matter.ID == "" || number == "" || strings.Contains(subject, l.matter.Protocol.String()) {
		return subject
	}
	return strings.TrimSpace(subject + " [" + number + " " + l.matter.Protocol.String() + "]")
}

// unnumbered takes the number of a case off words that were not sent: it goes along again when they are.
func unnumbered(m desk.Message, number desk.Protocol) desk.Message {
	if number == "" {
		return m
	}
	if words, line, found := cutLast(m.Text, "\n\n"); found && !strings.Contains(line, "\n") && strings.HasSuffix(line, " "+number.String()) {
		m.Text = words
	}
	if words, tag, found := cutLast(m.Subject, " ["); found && strings.HasSuffix(tag, " "+number.String()+"]") {
		m.Subject = words
	}
	return m
}

func cutLast(text, separator string) (before, after string, found bool) {
	at := strings.LastIndex(text, separator)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(separator):], true
}

// file puts the message into its case, and writes down that the customer was told the number.
func (l *letter) file(tx *store.Tx) error {
	if err := cases.Answered(tx, l.message.Message, l.customer, desk.Owner); err != nil || !l.tells {
		return err
	}
	return cases.Told(tx, l.matter.ID, l.message.ID)
}
