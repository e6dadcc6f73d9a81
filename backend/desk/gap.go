package desk

import (
	"regexp"
	"strings"
)

// gapForm is what a text still leaves to be filled in: the same words in every language, as ready replies and models
// write them, closed or not, and the placeholders of what was hidden from a model. The window's pattern is this one.
var gapForm = regexp.MustCompile(`(?im)` + `\[[^\]\p{L}\n]{0,5}confirm(?:ar?|e[mnu]?|i)?(?:[^\p{L}\]\n]([^\]\n]*)\]?|\]|$)|(\[\[[A-Z]+-\d+\]\])`)

// Gaps gives what a text leaves to be filled in, in its order. While there is something it must not be sent.
func Gaps(text string) []string {
	gaps := []string{}
	for _, m := range gapForm.FindAllStringSubmatch(text, -1) {
		gaps = append(gaps, strings.Trim(m[1], " \t\u00a0:*")+m[2])
	}
	return gaps
}
