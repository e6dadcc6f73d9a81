package cases

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"balcao/backend/desk"
	"balcao/backend/eml"
	"balcao/backend/protocol"
	"balcao/backend/store"
)

// askedAnew is how long after one question about a case the next is asked, while nothing else speaks for it.
const askedAnew = 24 * time.Hour

// sameWithin is how long after its closing a case is offered to a mail of the same subject.
const sameWithin = 14 * 24 * time.Hour

// doubt asks the owner about a message that was put into a case for want of a sign, where it may be another matter: a
// second case is open, or it is a mail about something else.
func (p placing) doubt(k desk.Case, rule desk.CaseRule, s Signs) error {
	if s.Thanks || rule != desk.ByOpen && rule != desk.ByRecent {
		return nil
	}
	another, err := p.aboutSomethingElse(k, s)
	if err == nil && !another {
		another, err = p.ofAnother(k)
	}
	if err != nil || !another {
		return err
	}
	return p.ask(k.ID, desk.OtherMatter, k.Protocol)
}

// aboutSomethingElse tells that a mail answers nothing, quotes nothing, and has a subject that none of the latest mails
// in the case has.
func (p placing) aboutSomethingElse(k desk.Case, s Signs) (bool, error) {
	quotes := slices.ContainsFunc(s.Found, func(f protocol.Found) bool { return len(f.Numbers)+len(f.Suspects)+len(f.Tails) > 0 })
	if s.Topic == "" || s.Indirect || len(s.Parents) > 0 || quotes {
		return false, nil
	}
	topics, err := p.topics(k)
	return len(topics) > 0 && !slices.Contains(topics, s.Topic), err
}

// topics is what the latest mails in a case say that they are about.
func (p placing) topics(k desk.Case) ([]string, error) {
	subjects, err := p.tx.Cases().Placing().Subjects(k.ID, p.message)
	topics := make([]string, 0, len(subjects))
	for _, subject := range subjects {
		if topic := topicOf(subject); topic != "" {
			topics = append(topics, topic)
		}
	}
	return topics, err
}

// sameSubject asks the owner about a mail that opened a case, where one of the same subject was closed not long ago.
func (p placing) sameSubject(s Signs) error {
	if s.Topic == "" || s.Indirect {
		return nil
	}
	for _, k := range p.cases {
		if k.Open() || p.message.At.Sub(k.ClosedAt) > sameWithin {
			continue
		}
		if topics, err := p.topics(k); err != nil {
			return err
		} else if slices.Contains(topics, s.Topic) {
			return p.ask(k.ID, desk.SameSubject, k.Protocol)
		}
	}
	return nil
}

// ofAnother tells that a message may as well belong to another open case. It is not asked at every word of one talk.
func (p placing) ofAnother(k desk.Case) (bool, error) {
	if !slices.ContainsFunc(p.cases, func(other desk.Case) bool { return other.Open() && other.ID != k.ID }) {
		return false, nil
	}
	asked, err := p.tx.Cases().Placing().AskedOther(k.ID, p.message.At.Add(-askedAnew))
	return !asked, err
}

// mark matches what mailing lists and we put into subjects.
var mark = regexp.MustCompile(`\[[^\[\]]*\]`)

// topicOf is what a subject is about, to be compared with that of another mail.
func topicOf(subject string) string {
	return strings.TrimSpace(store.Folded(eml.Topic(mark.ReplaceAllString(subject, " "))))
}
