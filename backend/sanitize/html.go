package sanitize

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What one mail may cost.
const (
	maxInput  = 5 << 20 // bytes of all parts together
	maxLinks  = 5000
	maxImages = 2000
	// A web view takes half a second for so many elements; the tags of more are dropped, their words stay.
	maxElements = 100_000
	maxDepth    = 200 // elements inside elements; deeper tags are dropped, their words stay
)

// Result is a mail that can be shown.
type Result struct {
	HTML         string   // nothing in it loads, runs or leads anywhere by itself
	Links        []Link   // Token is the place in this list, as decimal number
	RemoteImages []string // addresses; data-remote on an img is the place in this list
	Truncated    bool     // longer than is shown; the raw mail has the rest
	Rich         bool     // shows more than its words do, see rich.go
}

// HTML sanitises the HTML parts of one mail, each by itself, and joins them. resolveCID may be nil; where it
// knows a picture of the mail, its address is put in at once: a path of ours ("/…") or a picture as data:.
// The mark data-cid stays in any case, for WithFilling.
func HTML(parts []string, resolveCID func(contentID string) (url string, ok bool)) Result {
	w := &writer{resolve: resolveCID, images: map[string]int{}}
	var joined strings.Builder
	room := maxInput
	for _, part := range parts {
		if len(part) > room {
			part = strings.ToValidUTF8(part[:room], "")
			w.result.Truncated = true
		}
		room -= len(part)
		joined.WriteString(gate.Sanitize(w.part(cleanText(part))))
	}
	w.result.HTML = joined.String()
	return w.result
}

// cleanText makes valid UTF-8 without NUL, which two parsers could read in two ways.
func cleanText(part string) string {
	if !utf8.ValidString(part) {
		part = strings.ToValidUTF8(part, "\uFFFD")
	}
	return strings.ReplaceAll(part, "\x00", "")
}

// Token gives the token of the link at a place in Result.Links.
func Token(place int) string { return strconv.Itoa(place) }
