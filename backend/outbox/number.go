package outbox

import (
	"strings"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// numbered is the text with the number of its case below, the first time that the customer is told, and what was added
// for that. A template says what WhatsApp approved and no more.
func (l *letter) numbered(d Draft) (text, added string, tells bool) {
	k := l.matter
	switch {
	case k.ID == "" || d.Number == "" || d.Template != nil:
		return d.Text, "", false
	case strings.Contains(d.Text, k.Protocol.String()):
		return d.Text, "", true
	case !k.ToldAt.IsZero():
		return d.Text, "", false
	default:
		added = "\n\n" + d.Number + " " + k.Protocol.String()
		return strings.TrimRight(d.Text, "\n") + added, added, true
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

// file puts the message into its case, and writes down that the customer was told the number.
func (l *letter) file(tx *store.Tx) error {
	if err := cases.Answered(tx, l.message.Message, l.customer, desk.Owner); err != nil || !l.tells {
		return err
	}
	return cases.Told(tx, l.matter.ID, l.message.ID, l.added)
}
