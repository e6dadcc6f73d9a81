package protocol

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"balcao/backend/desk"
)

// Found is what a text says about protocols.
type Found struct {
	// Numbers are those that could be ours, in the order in which they stand. Only the store knows whether they are.
	Numbers []desk.Protocol
	// Suspects are digits beside a word like "protocolo" that are no number, and could be one with a mistake.
	Suspects []string
	// Tails are five digits beside such a word: the end of a number, said for short.
	Tails []string
}

const (
	tailLength  = 5
	maxBetween  = 4 // separators between two digits of one number, a run of blanks counting as one: ".\n> "
	maxDoubtful = 3 // letters read as digits in one number: it is mostly digits
)

// lookAlikes are letters that are taken for digits, by people and by those who read their writing.
var lookAlikes = map[rune]byte{'O': '0', 'o': '0', 'l': '1', 'I': '1', '|': '1', 'S': '5', 's': '5', 'B': '8', 'Z': '2', 'z': '2'}

// Words that announce a number, in the five languages, without what makes them plural or feminine. NFKC makes an o of º.
var (
	announcesNumber = []string{"protocol", "prot", "no", "n°", "num", "núm", "number", "ticket", "chamado", "atendimento", "expedient", "processo", "caso", "case", "cas"}
	announcesEnd    = []string{"protocol", "prot", "ticket", "chamado", "atendimento", "expedient", "processo", "caso", "case", "cas", "final", "fim", "termina", "ending"}
	// between are words that may stand between the announcing one and the number: "o final do meu protocolo é".
	between = []string{"em", "en", "amb", "in", "com", "con", "de", "do", "da", "del", "é", "es", "is", "no", "n°", "num", "núm", "number", "final"}
)

// before is how many words in front of a number are looked at.
const before = 4

// Find looks for protocol numbers in a text, whatever the spelling: separators, line breaks and quotation marks
// between the digits, full-width digits, letters that look like digits.
func Find(text string) (f Found) {
	plain := plainly(text)
	for _, r := range runs(plain) {
		numbers := r.numbers()
		for _, p := range numbers {
			if !slices.Contains(f.Numbers, p) {
				f.Numbers = append(f.Numbers, p)
			}
		}
		if r = r.trimmed(); len(numbers) == 0 && len(r.digits) >= tailLength {
			f.doubt(plain, r)
		}
	}
	return f
}

// doubt keeps what is announced as a number and is none. What follows a comma is another matter: "00284, 2 caixas".
func (f *Found) doubt(plain []rune, r run) {
	r = r.untilComma()
	switch {
	case len(r.digits) == tailLength && announced(plain, r.at[0], announcesEnd):
		f.Tails = append(f.Tails, string(r.digits))
	case len(r.digits) >= length-1 && len(r.digits) <= length+1 && announced(plain, r.at[0], announcesNumber):
		f.Suspects = append(f.Suspects, string(r.digits))
	}
}

// announced tells whether one of some words stands right in front of a number, but for words that mean nothing.
func announced(plain []rune, at int, announcing []string) bool {
	for range before {
		word := ""
		at, word = wordBefore(plain, at)
		switch {
		case begins(word, announcing):
			return true
		case !slices.Contains(between, word):
			return false
		}
	}
	return false
}

// wordBefore gives the word in front of a place, and where it begins.
func wordBefore(plain []rune, at int) (start int, word string) {
	for at > 0 && strings.ContainsRune(" .:#\"'(-", plain[at-1]) {
		at--
	}
	end := at
	for at > 0 && (unicode.IsLetter(plain[at-1]) || plain[at-1] == '°') {
		at--
	}
	return at, strings.ToLower(string(plain[at:end]))
}

// begins tells whether a word is one of some, or a long one's beginning is.
func begins(word string, list []string) bool {
	return slices.ContainsFunc(list, func(known string) bool {
		return word == known || len(known) > 3 && strings.HasPrefix(word, known)
	})
}

// plainly takes away what hides digits: compatibility forms, invisible characters, marks of emphasis. Every kind of
// blank becomes one space.
func plainly(text string) []rune {
	plain := make([]rune, 0, len(text))
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsSpace(r):
			if len(plain) == 0 || plain[len(plain)-1] != ' ' {
				plain = append(plain, ' ')
			}
		case r == '*' || r == '_' || r == '~' || unicode.Is(unicode.Cf, r):
		default:
			plain = append(plain, r)
		}
	}
	return plain
}

// run is a stretch of digits, or of what looks like them, with separators between.
type run struct {
	digits   []byte
	doubtful []bool // a letter
	at       []int  // where in the plain text
	comma    []bool // one stands before it
}

// runs cuts a text into its runs.
func runs(plain []rune) (all []run) {
	var r run
	gap, comma := 0, false
	end := func() {
		if len(r.digits) > 0 {
			all = append(all, r)
		}
		r, gap, comma = run{}, 0, false
	}
	for i, c := range plain {
		d, letter, ok := digit(c)
		switch {
		case ok:
			r.digits, r.doubtful, r.at, r.comma = append(r.digits, d), append(r.doubtful, letter), append(r.at, i), append(r.comma, comma)
			gap, comma = 0, false
		case len(r.digits) > 0 && isSeparator(c) && gap < maxBetween:
			gap++
			comma = comma || c == ','
		default:
			end()
		}
	}
	end()
	return all
}

func digit(c rune) (d byte, letter, ok bool) {
	if c >= '0' && c <= '9' {
		return byte(c), false, true
	}
	d, ok = lookAlikes[c]
	return d, true, ok
}

func isSeparator(c rune) bool {
	return strings.ContainsRune(" .-/>,:·•", c) || unicode.Is(unicode.Pd, c) || c == '−'
}

// numbers gives every thirteen digits in a row that could be a number of ours. They are no piece of a longer number:
// keys of invoices and bar codes hold every date sooner or later.
func (r run) numbers() (list []desk.Protocol) {
	for from := 0; from+length <= len(r.digits); from++ {
		if r.letters(from, from+length) > maxDoubtful || r.unbroken(from) || r.unbroken(from+length) {
			continue
		}
		if digits := string(r.digits[from : from+length]); Valid(digits) {
			list = append(list, desk.Protocol(digits))
			from += length - 1
		}
	}
	return list
}

func (r run) letters(from, to int) (n int) {
	for _, letter := range r.doubtful[from:to] {
		if letter {
			n++
		}
	}
	return n
}

// unbroken tells that a digit and the one before it stand together.
func (r run) unbroken(at int) bool {
	return at > 0 && at < len(r.digits) && r.at[at] == r.at[at-1]+1 && !r.doubtful[at] && !r.doubtful[at-1]
}

// trimmed gives the run without the letters around it, which belong to words.
func (r run) trimmed() run {
	from, to := 0, len(r.digits)
	for from < to && r.doubtful[from] {
		from++
	}
	for to > from && r.doubtful[to-1] {
		to--
	}
	return r.part(from, to)
}

func (r run) part(from, to int) run {
	return run{r.digits[from:to], r.doubtful[from:to], r.at[from:to], r.comma[from:to]}
}

// untilComma gives what stands before the first comma.
func (r run) untilComma() run {
	for i, comma := range r.comma {
		if comma && i > 0 {
			return r.part(0, i)
		}
	}
	return r
}

// Near tells whether digits are a number with one mistake: a digit wrong, left out or put in, or two neighbours
// swapped.
func Near(digits string, p desk.Protocol) bool {
	a, b := digits, string(p)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
