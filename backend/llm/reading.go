package llm

import (
	"encoding/json"
	"strings"
)

// thinking are the tags between which models think aloud.
var thinking = [...]string{"think", "thinking", "reasoning"}

// WithoutThinking takes away what a model thought aloud, closed or still going on.
func WithoutThinking(text string) string {
	for _, tag := range thinking {
		open, shut := "<"+tag+">", "</"+tag+">"
		for {
			before, rest, begins := strings.Cut(text, open)
			if !begins {
				break
			}
			_, after, ends := strings.Cut(rest, shut)
			if !ends {
				text = before
				break
			}
			text = before + after
		}
		// Templates that open the thinking themselves leave only its end in the answer.
		if _, after, ends := strings.Cut(text, shut); ends {
			text = after
		}
	}
	return text
}

// ReadJSON reads the first JSON object in an answer into v, whatever stands around it: thinking, a fence, words. It
// tells whether there was one that fits.
func ReadJSON(text string, v any) bool {
	text = WithoutThinking(text)
	for tries := 0; tries < 20; tries++ {
		at := strings.IndexByte(text, '{')
		if at < 0 {
			return false
		}
		text = text[at:]
		if json.NewDecoder(strings.NewReader(text)).Decode(v) == nil {
			return true
		}
		text = text[1:]
	}
	return false
}

// Plain gives an answer that was to be JSON and is not as the text that it is, without a fence around it.
func Plain(text string) string {
	text = strings.TrimSpace(WithoutThinking(text))
	rest, fenced := strings.CutPrefix(text, "```")
	if !fenced {
		return text
	}
	if _, body, ok := strings.Cut(rest, "\n"); ok {
		rest = body
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "```"))
}

// Growing gives what has come so far of a text in a JSON object that is still being written; ok is false as long as
// it has not begun.
func Growing(text, field string) (string, bool) {
	_, rest, found := strings.Cut(WithoutThinking(text), `"`+field+`"`)
	if !found {
		return "", false
	}
	rest, found = strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n:"), `"`)
	if !found {
		return "", false
	}
	end := 0
	for end < len(rest) && rest[end] != '"' {
		if rest[end] == '\\' {
			end++
		}
		end++
	}
	for cut := min(end, len(rest)); cut >= 0; cut-- { // an escape that has come in part is left out
		var so string
		if json.Unmarshal([]byte(`"`+rest[:cut]+`"`), &so) == nil {
			return strings.TrimRight(so, "\uFFFD"), true // half of a character may have come
		}
		if end-cut > 12 {
			break
		}
	}
	return "", true
}
