package outbox

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"balcao/backend/cases"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// anew is what a message that is written anew keeps of the case that it is in and of the number that it told.
type anew struct {
	matter store.CaseItem
	tells  bool
	added  string
}

// belong finds the case that the words belong to, and by which word its number is told there.
func (l *letter) belong(tx *store.ReadTx, d Draft) error {
	telling, err := preference.ReadTelling(tx)
	if err != nil {
		return err
	}
	l.word = wordOn(d.Channel, telling, d.Number)
	if d.anew != nil && d.anew.matter.CaseID != "" {
		l.rule = d.anew.matter.Rule
		l.matter, err = tx.Cases().Get(d.anew.matter.CaseID)
		return err
	}
	l.matter, l.rule, err = cases.OfAnswer(tx, d.CustomerID, d.Text)
	return err
}

// wordOn is what the number is called on a channel: nothing where the owner does not want it told. An SMS has no accents,
// which would halve what it holds.
func wordOn(ch desk.Channel, telling preference.Telling, word string) string {
	told := map[desk.Channel]bool{desk.Email: telling.Email, desk.SMS: telling.SMS, desk.WhatsApp: telling.WhatsApp}
	switch {
	case !told[ch]:
		return ""
	case ch == desk.SMS:
		return withoutAccents(word)
	default:
		return word
	}
}

func withoutAccents(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(word))
}

// numbered is the text with the number of its case below, the first time that the customer is told, and what was added
// for that. A template says what WhatsApp approved and no more, but that may be the number.
func (l *letter) numbered(d Draft) (text, added string, tells bool) {
	k := l.matter
	switch {
	case d.anew != nil:
		return d.Text, d.anew.added, d.anew.tells
	case l.rule == desk.ByProtocol:
		return d.Text, "", true
	case k.ID == "" || l.word == "" || d.Template != nil || !k.ToldAt.IsZero():
		return d.Text, "", false
	default:
		added = "\n\n" + l.word + " " + k.Protocol.String()
		return strings.TrimRight(d.Text, "\n") + added, added, true
	}
}

// tag matches the number of a case as it stands in a subject.
var tag = regexp.MustCompile(`\s*\[[^\[\]]* \d{6}-\d{2}\.\d{3}-\d{2}\]`)

// entitled is the subject of a mail with the number of its case, by which the answer is known whatever program
// writes it. It takes the place of those of other cases.
func (l *letter) entitled(subject string) string {
	if l.matter.ID == "" || l.word == "" {
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
	return strings.TrimSpace(subject + " [" + l.word + " " + own + "]")
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
func (l *letter) file(tx *store.Tx) (err error) {
	if l.matter.ID == "" { // unless one was opened meanwhile
		l.matter, l.rule, err = cases.OfAnswer(&tx.ReadTx, l.customer, l.message.Text)
	}
	if err != nil || l.matter.ID == "" {
		return err
	}
	if err := cases.AnsweredIn(tx, l.matter.ID, l.message.ID, l.rule); err != nil || !l.tells {
		return err
	}
	return cases.Told(tx, l.matter.ID, l.message.ID, l.added)
}
