package eml

import (
	"bytes"
	"strings"
)

// messageIDs reads the ids of Message-ID, In-Reply-To or References without their brackets, in order and
// each once. Words without brackets count only when they look like an id and none is bracketed, since
// old In-Reply-To fields hold sentences.
func messageIDs(value []byte) []string {
	value = unfold(value)
	var ids []string
	for rest := value; len(ids) < maxReferences; {
		_, after, open := bytes.Cut(rest, []byte("<"))
		if !open {
			break
		}
		inside, next, closed := bytes.Cut(after, []byte(">"))
		if !closed {
			inside, next = after, nil
		}
		ids = appendID(ids, inside)
		rest = next
	}
	if len(ids) > 0 {
		return ids
	}
	for _, w := range bytes.Fields(value) {
		if bytes.IndexByte(w, '@') > 0 && len(ids) < maxReferences {
			ids = appendID(ids, bytes.Trim(w, "<>,;\"'"))
		}
	}
	return ids
}

func appendID(ids []string, raw []byte) []string {
	id := cleanID(guessed(raw))
	if id == "" || len(id) > 998 {
		return ids
	}
	// Only neighbours are compared while reading: that is where mailers repeat themselves, and it is linear.
	if len(ids) > 0 && ids[len(ids)-1] == id {
		return ids
	}
	return append(ids, id)
}

// cleanID drops white space, brackets and control characters, which folding and mailers leave in ids.
func cleanID(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '<' || r == '>' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}

// firstID is the one id of a Message-ID field; an unbracketed word without "@" is taken as well.
func firstID(value []byte) string {
	if ids := messageIDs(value); len(ids) > 0 {
		return ids[0]
	}
	if w := bytes.Fields(unfold(value)); len(w) == 1 {
		return cleanID(guessed(w[0]))
	}
	return ""
}
