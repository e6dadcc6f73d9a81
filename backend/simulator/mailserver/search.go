package mailserver

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	gomessage "github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-message/textproto"
)

func (s *reading) Search(kind imapserver.NumKind, criteria *imap.SearchCriteria, _ *imap.SearchOptions) (*imap.SearchData, error) {
	s.open.fixSets(criteria)
	var (
		data imap.SearchData
		seqs imap.SeqSet
		uids imap.UIDSet
	)
	everything := imap.UIDSet{{Start: 1, Stop: 0}}
	for _, m := range s.open.find(everything, s.open.tracker) {
		if m.seq == 0 || !s.open.matches(m, criteria) {
			continue
		}
		number := m.seq
		if kind == imapserver.NumKindUID {
			number = uint32(m.uid)
		}
		seqs.AddNum(m.seq)
		uids.AddNum(m.uid)
		if data.Min == 0 {
			data.Min = number
		}
		data.Max = number
		data.Count++
	}
	data.All = seqs
	if kind == imapserver.NumKindUID {
		data.All = uids
	}
	return &data, nil
}

// fixSets replaces "*" in every set of a search, once, by what it means now.
func (v *view) fixSets(c *imap.SearchCriteria) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fixSetsLocked(c)
}

func (v *view) fixSetsLocked(c *imap.SearchCriteria) {
	for i, set := range c.SeqNum {
		if fixed, ok := v.withoutStar(set).(imap.SeqSet); ok {
			c.SeqNum[i] = fixed
		}
	}
	for i, set := range c.UID {
		if fixed, ok := v.withoutStar(set).(imap.UIDSet); ok {
			c.UID[i] = fixed
		}
	}
	for i := range c.Not {
		v.fixSetsLocked(&c.Not[i])
	}
	for i := range c.Or {
		v.fixSetsLocked(&c.Or[i][0])
		v.fixSetsLocked(&c.Or[i][1])
	}
}

func (v *view) matches(m numbered, c *imap.SearchCriteria) bool {
	return inSets(m, c) && inDays(m.Received, c.Since, c.Before) && v.flagged(m.stored, c) &&
		v.sized(m.stored, c) && contains(m.stored, c) && v.combined(m, c)
}

func inSets(m numbered, c *imap.SearchCriteria) bool {
	for _, set := range c.SeqNum {
		if !set.Contains(m.seq) {
			return false
		}
	}
	for _, set := range c.UID {
		if !set.Contains(m.uid) {
			return false
		}
	}
	return true
}

// inDays compares days without their zone (RFC 3501 §6.4.4).
func inDays(t, since, before time.Time) bool {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return (since.IsZero() || !day.Before(since)) && (before.IsZero() || day.Before(before))
}

func (v *view) flagged(m *stored, c *imap.SearchCriteria) bool {
	if len(c.Flag)+len(c.NotFlag) == 0 {
		return true
	}
	flags := v.flagsOf(m)
	for _, wanted := range c.Flag {
		if !slices.Contains(flags, wanted) {
			return false
		}
	}
	for _, unwanted := range c.NotFlag {
		if slices.Contains(flags, unwanted) {
			return false
		}
	}
	return true
}

func (v *view) sized(m *stored, c *imap.SearchCriteria) bool {
	if c.Larger == 0 && c.Smaller == 0 {
		return true
	}
	size := v.sizeOf(m)
	return (c.Larger == 0 || size > c.Larger) && (c.Smaller == 0 || size < c.Smaller)
}

func (v *view) combined(m numbered, c *imap.SearchCriteria) bool {
	for i := range c.Not {
		if v.matches(m, &c.Not[i]) {
			return false
		}
	}
	for i := range c.Or {
		if !v.matches(m, &c.Or[i][0]) && !v.matches(m, &c.Or[i][1]) {
			return false
		}
	}
	return true
}

// contains renders the mail only when the search looks inside it.
func contains(m *stored, c *imap.SearchCriteria) bool {
	if len(c.Header)+len(c.Text)+len(c.Body) == 0 && c.SentSince.IsZero() && c.SentBefore.IsZero() {
		return true
	}
	raw := m.Render()
	parsed, _ := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(raw)))
	header := mail.Header{Header: gomessage.Header{Header: parsed}}
	for _, field := range c.Header {
		if !hasField(header, field) {
			return false
		}
	}
	if !c.SentSince.IsZero() || !c.SentBefore.IsZero() {
		sent, err := header.Date()
		if err != nil || !inDays(sent, c.SentSince, c.SentBefore) {
			return false
		}
	}
	return saysAll(raw, c.Text, true) && saysAll(raw, c.Body, false)
}

func hasField(header mail.Header, wanted imap.SearchCriteriaHeaderField) bool {
	for fields := header.FieldsByKey(wanted.Key); fields.Next(); {
		// Text gives the raw value beside an error, which is what a server would search too.
		value, _ := fields.Text()
		if strings.Contains(strings.ToLower(value), strings.ToLower(wanted.Value)) {
			return true
		}
	}
	return false
}

func saysAll(raw []byte, words []string, withHeader bool) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(textOf(raw, withHeader))
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// textOf is the decoded text of a mail; a mail that cannot be read is searched as it lies.
func textOf(raw []byte, withHeader bool) string {
	entity, err := gomessage.Read(bytes.NewReader(raw))
	if err != nil && entity == nil {
		return string(raw)
	}
	var out strings.Builder
	if withHeader {
		for fields := entity.Header.Fields(); fields.Next(); {
			value, _ := fields.Text()
			out.WriteString(fields.Key() + ": " + value + "\n")
		}
	}
	// Walk stops at the first broken part; what came before it is searched.
	_ = entity.Walk(func(_ []int, part *gomessage.Entity, err error) error {
		if err != nil {
			return err
		}
		kind, _, _ := part.Header.ContentType()
		if !strings.HasPrefix(kind, "text/") {
			return nil
		}
		_, err = io.Copy(&out, part.Body)
		return err
	})
	return out.String()
}
