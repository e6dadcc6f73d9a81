package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// phoneTail is how many last digits of a telephone number are indexed by themselves: a local number without
// its area code and without Brazil's ninth digit.
const phoneTail = 8

// longestRun is how many digits the longest number has that people look for: the key of a Brazilian invoice.
const longestRun = 44

// Numbers gives the digit runs of a text as they are looked for: without separators, and, for runs as long as
// a telephone number, the local number too. "(11) 98888-7777" is found by 11988887777 and by 8888-7777.
func Numbers(text string) string {
	var b strings.Builder
	for _, run := range digitRuns(text) {
		b.WriteString(run + " ")
		if len(run) > phoneTail && len(run) <= 14 {
			b.WriteString(run[len(run)-phoneTail:] + " ")
		}
	}
	return strings.TrimSpace(b.String())
}

// digitRuns finds runs of 8 to 44 digits that may be broken by single separators as people write them.
func digitRuns(text string) []string {
	var runs []string
	var run []byte
	gap := 0
	flush := func() {
		if len(run) >= phoneTail && len(run) <= longestRun {
			runs = append(runs, string(run))
		}
		run, gap = run[:0], 0
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			run, gap = append(run, c), 0
		case len(run) > 0 && gap < 2 && strings.IndexByte(" -.()/", c) >= 0:
			gap++
		case len(run) > 0:
			flush()
		}
	}
	flush()
	return runs
}

// MatchExpression turns what a person typed into an FTS5 expression that cannot be a syntax error: all words
// must match, the last one as a beginning, quotes make a phrase, a number is found in any spelling. Empty:
// nothing in it can be looked for.
func MatchExpression(typed string) string {
	if number := wholeNumber(typed); number != "" {
		alternatives := []string{`"` + number + `"*`}
		if len(number) > phoneTail && len(number) <= 14 {
			alternatives = append(alternatives, `numbers : "`+number[len(number)-phoneTail:]+`"`)
		}
		if words := wordExpression(typed); words != "" {
			alternatives = append(alternatives, "("+words+")")
		}
		return strings.Join(alternatives, " OR ")
	}
	return wordExpression(typed)
}

// wholeNumber gives the digits when the whole query is one long number with separators.
func wholeNumber(typed string) string {
	var digits strings.Builder
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case !strings.ContainsRune(" -.()/+", r):
			return ""
		}
	}
	if digits.Len() < phoneTail || digits.Len() > longestRun {
		return ""
	}
	return digits.String()
}

// secondLetters are what follows the first letter of nearly all words, once accents are folded.
const secondLetters = "abcdefghijklmnopqrstuvwxyz0123456789"

// oneLetter spells the beginning "d" as d, da…, db…, and so on: the index knows the beginnings of two letters.
func oneLetter(letter string) string {
	var b strings.Builder
	b.WriteString(`("` + letter + `"`)
	for _, next := range secondLetters {
		b.WriteString(` OR "` + letter + string(next) + `"*`)
	}
	return b.String() + ")"
}

func wordExpression(typed string) string {
	terms := queryTerms(typed)
	for i := range terms {
		terms[i].prefix = i == len(terms)-1 && !terms[i].phrase
		terms[i].expand = terms[i].prefix
	}
	return allOf(terms)
}

// CustomerExpression is MatchExpression for names and addresses, where every word may be a beginning.
func CustomerExpression(typed string) string {
	terms := queryTerms(typed)
	for i := range terms {
		terms[i].prefix = !terms[i].phrase
	}
	return allOf(terms)
}

func allOf(terms []queryTerm) string {
	parts := make([]string, 0, len(terms))
	for _, t := range terms {
		part := `"` + t.text + `"`
		if t.prefix {
			part += "*"
		}
		if letter, size := utf8.DecodeRuneInString(t.text); t.expand && size == len(t.text) && letter <= unicode.MaxLatin1 {
			part = oneLetter(t.text)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " AND ")
}

// unaskable is what no word has: the end of a string in C, and the mark of a trait.
var unaskable = strings.NewReplacer("\x00", " ", traitMark[:len("\ue000")], " ")

type queryTerm struct {
	text   string
	phrase bool // stood in quotes
	prefix bool // may go on
	expand bool // one letter is asked for as many beginnings of two
}

// A pasted letter is looked for by its beginning: every word costs the index time, 50,000 of them a minute.
const (
	maxTyped = 2000 // bytes
	maxTerms = 64
)

// queryTerms splits at blanks outside quotes, and drops what the index has no words for.
func queryTerms(typed string) []queryTerm {
	typed = typed[:min(len(typed), maxTyped)]
	var terms []queryTerm
	for i, part := range strings.Split(typed, `"`) {
		words := []string{part}
		quoted := i%2 == 1
		if !quoted {
			words = strings.Fields(part)
		}
		for _, w := range words {
			w = strings.ToValidUTF8(unaskable.Replace(w), " ")
			if strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0 {
				terms = append(terms, queryTerm{text: w, phrase: quoted})
			}
		}
	}
	return terms[:min(len(terms), maxTerms)]
}
