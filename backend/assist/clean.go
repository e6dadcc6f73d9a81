package assist

import (
	"regexp"
	"strings"
	"unicode"

	"balcao/backend/eml"
)

var (
	commentForm = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
	blanksForm  = regexp.MustCompile(`[ \t\x{a0}]{2,}`)
	linesForm   = regexp.MustCompile(`\n\s*\n\s*\n+`)
)

// visible gives the words of a message that a reader sees: nothing quoted, no characters without a shape, no
// comments of HTML.
func visible(text string) string {
	text, _ = eml.SplitQuoted(tidy(text))
	return strings.TrimSpace(text)
}

// tidy takes away what has no shape: what is hidden from the reader is hidden from the model, and what a model hides
// in its answer is hidden from nobody.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, r == '\u034f', r == '\u115f', r == '\u3164':
			return -1
		case unicode.Is(unicode.Variation_Selector, r):
			return -1
		default:
			return r
		}
	}, strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"))
	text = commentForm.ReplaceAllString(text, "")
	text = blanksForm.ReplaceAllString(text, " ")
	return strings.TrimSpace(linesForm.ReplaceAllString(text, "\n\n"))
}

// cut shortens a text to so many characters, and shows that it did.
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

const (
	farthest = 700 // how far behind a cut a secret is looked for that it would go through
	longWord = 40  // a longer word is cut
)

// cutBetween shortens like cut, between words, and never through what is to be hidden: half of it would be no secret to
// those who look for it, and much of one to those who read it.
func cutBetween(text string, most int) string {
	short := cut(text, most)
	if short == text {
		return text
	}
	end := len(strings.TrimSuffix(short, "…"))
	if blank := strings.LastIndexAny(text[:end], " \n"); blank > max(0, end-longWord) {
		end = blank
	}
	for _, m := range find(text[:min(len(text), end+farthest)], allFinders, func(k Kind) bool { return k != Link && k != number }) {
		if m.from < end && m.to > end {
			end = m.from
		}
	}
	return text[:end] + "…"
}

var headingForm = regexp.MustCompile(`(?m)^#{1,6}\s+`)

// unmarked takes the marks of Markdown away that no channel shows.
func unmarked(text string) string {
	return strings.ReplaceAll(headingForm.ReplaceAllString(text, ""), "**", "")
}
