package outbox

import (
	"regexp"
	"strings"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/store"
)

// numbered is the text with the number of its case below, the first time that the customer is told, and what was added
// for that. A template says what WhatsApp approved and no more, but that may be the number.
func (l *letter) numbered(d Draft) (text, added string, tells bool) {
	k := l.matter
	switch {
	case k.ID != "" && d.Template != nil:
		return d.Text, "", strings.Contains(d.Text, k.Protocol.String())
	case k.ID == "" || d.Number == "":
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

// tag matches the number of a case as it stands in a subject.
var tag = regexp.MustCompile(`\s*\[[^\[\]]* \d{6}-\d{2}\.\d{3}-\d{2}\]`)

// entitled is the subject of a mail with the number of its case, by which the answer is known whatever program
// writes it. It takes the place of those of other cases.
func (l *letter) entitled(subject, number string) string {
	if l.matter.ID == "" || number == "" {
		return subject
	}
	own := l.matter.Protocol.String()
	subject = strings.TrimSpace(tag.ReplaceAllStringFunc(subject, func(tag string) string {
		if strings.Contains(tag, own) {
			return tag
		}
		return ""
	}))
	if strings.Contains(subject, own) {
		return subject
	}
	return strings.TrimSpace(subject + " [" + number + " " + own + "]")
}

// untitled is a subject without the number of a case: it goes along again when the mail is sent.
func untitled(subject string, number desk.Protocol) string {
	if number != "" && strings.HasSuffix(subject, " "+number.String()+"]") {
		subject = strings.TrimSpace(tag.ReplaceAllString(subject, ""))
	}
	return subject
}

// file puts the message into its case, and writes down that the customer was told the number. A case that was closed
// meanwhile keeps what was written in it: its number is in the words.
func (l *letter) file(tx *store.Tx) error {
	if l.matter.ID == "" {
		return cases.Answered(tx, l.message.Message, l.customer, desk.Owner)
	}
	if err := cases.AnsweredIn(tx, l.matter.ID, l.message.ID); err != nil || !l.tells {
		return err
	}
	return cases.Told(tx, l.matter.ID, l.message.ID, l.added)
}
