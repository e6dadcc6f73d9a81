package eml

import (
	"regexp"
	"strings"
)

// maxReplyReferences keeps the field well under the 998 bytes of a line times what servers accept.
const maxReplyReferences = 30

// ReplyReferences gives the References of an answer: those of the parent and its Message-ID (RFC 5322
// §3.6.4), each once. A very long chain keeps its first id, which names the thread, and its newest ones.
func ReplyReferences(parentReferences []string, parentMessageID string) []string {
	seen := map[string]bool{parentMessageID: true}
	var chain []string
	for _, id := range parentReferences {
		if id = cleanID(id); id != "" && !seen[id] {
			seen[id] = true
			chain = append(chain, id)
		}
	}
	if id := cleanID(parentMessageID); id != "" {
		chain = append(chain, id)
	}
	if extra := len(chain) - maxReplyReferences; extra > 0 {
		chain = append(chain[:1:1], chain[1+extra:]...)
	}
	return chain
}

// answerPrefix is one "Re:" of the mailers of our customers, also as "Re[2]:" and "RES :".
var answerPrefix = regexp.MustCompile(`(?i)^\s*(re|res|r|aw|antw|sv|rép|rif|resp)(\s*\[\d{1,3}\]|\s*\(\d{1,3}\))?\s*[:：]\s*`)

// passedOn is one "Fwd:" of theirs.
var passedOn = regexp.MustCompile(`(?i)^\s*(fwd?|enc|rv|wg|tr)\s*[:：]\s*`)

// Topic gives a subject without what answering and passing on put before it.
func Topic(subject string) string {
	subject = cleanLine(subject)
	for {
		prefix := answerPrefix.FindString(subject) + passedOn.FindString(subject)
		if prefix == "" {
			return strings.TrimSpace(subject)
		}
		subject = subject[len(prefix):]
	}
}

// ReplySubject gives the subject of an answer: the parent's with exactly one "Re: " before it.
func ReplySubject(subject string) string {
	subject = cleanLine(subject)
	for {
		prefix := answerPrefix.FindString(subject)
		if prefix == "" {
			return strings.TrimSpace("Re: " + subject)
		}
		subject = subject[len(prefix):]
	}
}

// NewMessageID makes an id, without brackets, in the domain of the sender's address. unique must be new
// in the world; what may not stand in an id is dropped from it.
func NewMessageID(unique, address string) string {
	domain := address[strings.LastIndexByte(address, '@')+1:]
	ascii, err := asciiDomain(domain)
	if err != nil || !strings.Contains(address, "@") {
		ascii = "mail.invalid" // RFC 2606: belongs to nobody
	}
	local := strings.Map(func(r rune) rune {
		if r < 0x80 && (isAlnum(byte(r)) || r == '-' || r == '_' || r == '.') {
			return r
		}
		return -1
	}, unique)
	return strings.Trim(local, ".") + "@" + ascii
}

func isAlnum(c byte) bool {
	return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9')
}
