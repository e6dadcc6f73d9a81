package eml

import (
	"bytes"
	"regexp"
	"strings"
)

// AutoKind names the kind of machine that wrote a mail; empty for a person.
type AutoKind string

// The kinds of machine mail (RFC 3834, RFC 3464, RFC 8098, RFC 2919).
const (
	Person       AutoKind = ""
	AutoReply    AutoKind = "auto_reply"
	Bounce       AutoKind = "bounce"
	Receipt      AutoKind = "receipt"
	Bulk         AutoKind = "bulk"
	Notification AutoKind = "notification"
)

// nobody begins the addresses that nobody reads, in the five languages.
const nobody = `no[-_.]?reply|n[aã]o[-_.]?respond|no[-_.]?respon|do[-_.]?not[-_.]?reply`

var (
	absenceSubject = regexp.MustCompile(`(?i)^\s*((re|res|aw)\s*:\s*)?(resposta autom[áa]tica|resposta automàtica|respuesta autom[áa]tica|` +
		`aus[êe]ncia tempor[áa]ria|fora do escrit[óo]rio|fuera de (la )?oficina|fora de l'oficina|auto(matic)?[ -]?reply|auto[ -]?response|` +
		`out of (the )?office|automatische antwort|r[ée]ponse automatique)`)
	bounceSender = regexp.MustCompile(`(?i)^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)(@|$)`)
	robotSender  = regexp.MustCompile(`(?i)^(` + nobody + `|notifica[cç]|notification)`)
	nobodySender = regexp.MustCompile(`(?i)^(` + nobody + `)`)
	robotSuffix  = regexp.MustCompile(`(?i)[-_.+](no[-_.]?reply|noreply|nao[-_.]?responda)@`)
)

// classify decides who wrote: a report first, then what the sender says of itself, then how it is called.
// A misfiled customer is the worst outcome, so a field that people's mail carries too decides nothing.
func (m *Message) classify(h *header, w *walker) {
	m.Auto = m.autoKind(h, w)
	if m.Auto == Bounce {
		m.Bounce = w.bounceReport(h, m.Text)
	}
}

func (m *Message) autoKind(h *header, w *walker) AutoKind {
	switch w.kind {
	case "disposition-notification":
		return Receipt
	case "delivery-status":
		return Bounce
	}
	sender := ""
	if len(m.From) > 0 {
		sender = m.From[0].Addr
	}
	submitted := h.word(autoSubmittedField)
	switch {
	case w.report != nil && w.report.isDelivery(), bounceSender.MatchString(sender), h.has(failedRecipientsField):
		return Bounce
	case strings.HasPrefix(submitted, "auto-replied"), h.word(precedenceField) == "auto_reply", absenceSubject.MatchString(m.Subject):
		return AutoReply
	case isBulk(h):
		return Bulk
	case submitted != "" && submitted != "no":
		return Notification
	case h.has(autoReplyField), suppressesAnswers(h):
		return AutoReply
	case robotSender.MatchString(sender), robotSuffix.MatchString(sender):
		return Notification
	case h.has(feedbackField):
		return Bulk
	case isNullPath(h.get(returnPathField)):
		return Bounce
	}
	return Person
}

func isBulk(h *header) bool {
	if h.has(listIDField) || h.has(listUnsubscribeField) {
		return true
	}
	switch h.word(precedenceField) {
	case "bulk", "list", "junk":
		return true
	}
	return false
}

// suppressesAnswers reads X-Auto-Response-Suppress, with which Exchange marks its own answers.
func suppressesAnswers(h *header) bool {
	v := h.word(suppressField)
	return v != "" && v != "none"
}

// IsNobody tells an address that nobody reads.
func IsNobody(address string) bool { return nobodySender.MatchString(address) }

// isNullPath recognises "Return-Path: <>", which RFC 3834 §3.3 and RFC 5321 §4.5.5 keep for reports.
func isNullPath(value []byte) bool {
	return bytes.Equal(bytes.TrimSpace(value), []byte("<>"))
}
