package survey

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// Reading is what a reply says.
type Reading struct {
	Score int
	// Quiet says that nothing is said beyond the score and a nice word.
	Quiet bool
}

// longestReply bounds, in characters, what is read as a reply; longestQuiet what is only a score with a nice word.
const (
	longestReply = 2000
	longestQuiet = 200
)

// Read reads a score out of what a customer wrote: it stands at the beginning ("5, ótimo!"), at the end of nothing but nice
// words ("Adorei! 5"), or is called one ("dou nota 9"). What may be anything else is none, and neither is a number outside
// the scale. labelled reads only what is called a score. ok is false where there is none, or there are two.
func Read(text string, scale desk.Scale, language string, labelled bool) (r Reading, ok bool) {
	if utf8.RuneCountInString(text) > longestReply {
		return r, false
	}
	reply := tokensOf(text, scale, language)
	at, score, found := reply.labelled()
	if !found && !labelled {
		at, score, found = reply.leading()
	}
	if !found && !labelled {
		at, score, found = reply.trailing()
	}
	if !found || !scale.Has(score) || reply.another(at, score) {
		return r, false
	}
	return Reading{Score: score, Quiet: !scale.IsLow(score) && utf8.RuneCountInString(text) <= longestQuiet && reply.nice(at)}, true
}

// Pleased tells whether a message holds nothing but nice words.
func Pleased(text string) bool {
	if utf8.RuneCountInString(text) > longestQuiet {
		return false
	}
	reply := tokensOf(text, desk.CSAT, "")
	return slices.ContainsFunc(reply.tokens, token.praises) && reply.nice(-1)
}

// kind is what a token is.
type kind int

const (
	word   kind = iota
	number      // that may be a score
	share       // "9/10"
	stars
	emoji
	other // a number that is none, and every sign
)

// token is what stands between two blanks, without the signs around it.
type token struct {
	kind  kind
	text  string
	n     int
	of    int  // of a share
	ends  bool // a sign that ends something, or a new line, follows
	asks  bool // a question mark follows
	wordy bool // the number is written out, and may be an article: "um"
}

func (t token) is(list words) bool { return t.kind == word && list[t.text] }

func (t token) praises() bool {
	return t.is(praise) || t.kind == emoji && strings.Trim(t.text, glad+skins) == ""
}

// reply is a text as it is read.
type reply struct {
	tokens []token
	scale  desk.Scale
}

var (
	sharedNumber = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})$`)
	plainNumber  = regexp.MustCompile(`^(?:0|[1-9]\d?)$`)
	calledNumber = regexp.MustCompile(`^(\pL+)[:=](\d{1,2})$`)
	gluedNumber  = regexp.MustCompile(`^(\d{1,2})[,;.!)…–—-]+(\pL{3}.*)$`)
	keycap       = regexp.MustCompile(`(\d)\x{20E3}`)
	starRun      = regexp.MustCompile(`^[⭐🌟★☆]+$`)
	greeting     = regexp.MustCompile(`\b(?:bom dia|boa tarde|boa noite|buen dia|buenos dias|buenas tardes|buenas noches|bon dia|bona tarda|bona nit|good morning|good afternoon|good evening)\b`)
	pleading     = regexp.MustCompile(`\b(?:por favor|se faz favor|faz favor|si us plau|if you please)\b`)
)

// tokensOf reads line by line, so that a new line ends what stands before it.
func tokensOf(text string, scale desk.Scale, language string) reply {
	r := reply{scale: scale}
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(keycap.ReplaceAllString(store.Folded(line), " $1 "), "🔟", " 10 ")
		line = pleading.ReplaceAllString(greeting.ReplaceAllString(line, "ola"), "please")
		for _, chunk := range strings.Fields(line) {
			for _, piece := range pieces(chunk) {
				r.add(piece, language)
			}
		}
		if n := len(r.tokens); n > 0 {
			r.tokens[n-1].ends = true
		}
	}
	for n := range r.tokens { // "um" before a noun
		if t := &r.tokens[n]; t.wordy && t.n == 1 && !t.ends {
			t.kind = word
		}
	}
	return r
}

// pieces parts what is glued together and is not one thing: "5,ótimo", "nota:9", "5👍".
func pieces(chunk string) []string {
	if found := gluedNumber.FindStringSubmatch(chunk); found != nil {
		return []string{found[1] + ",", found[2]}
	}
	if found := calledNumber.FindStringSubmatch(strings.TrimRight(chunk, closers)); found != nil {
		return []string{found[1], found[2] + strings.TrimPrefix(chunk, found[0])}
	}
	var parts []string
	begun, was := 0, false
	for at, r := range chunk {
		is := pictured(r)
		if at > 0 && is != was {
			parts, begun = append(parts, chunk[begun:at]), at
		}
		was = is
	}
	return append(parts, chunk[begun:])
}

// skins are the colours and joints of pictures.
const skins = "🏻🏼🏽🏾🏿\u200d"

// pictured tells a picture from a letter; a degree is a sign of numbers.
func pictured(r rune) bool {
	return r != '°' && unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) && r > unicode.MaxLatin1 || r == '\u200d' || r == '❤'
}

// openers and closers may stand around a word or a number without changing what it is; enders end something.
const (
	openers = `("'*_[¿¡«“‘~`
	closers = `.,;:!?)"'*_]…»”’~–—`
	enders  = `.,;:!?)…–—`
)

func (r *reply) add(piece, language string) {
	core := strings.TrimLeft(piece, openers)
	bare := strings.TrimRight(core, closers)
	after := core[len(bare):]
	if strings.Trim(bare, "-") == "" {
		r.end(piece)
		return
	}
	t := token{text: bare, ends: strings.ContainsAny(after, enders), asks: strings.Contains(after, "?")}
	switch shared := sharedNumber.FindStringSubmatch(bare); {
	case plainNumber.MatchString(bare):
		t.kind, t.n = number, atoi(bare)
	case shared != nil:
		t.kind, t.n, t.of = share, atoi(shared[1]), atoi(shared[2])
	case starRun.MatchString(bare):
		t.kind, t.n = stars, strings.Count(bare, "⭐")+strings.Count(bare, "🌟")+strings.Count(bare, "★")
	case strings.IndexFunc(bare, func(c rune) bool { return !pictured(c) }) < 0:
		t.kind = emoji
	case strings.IndexFunc(bare, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' && c != '·' && c != '-' }) >= 0:
		t.kind = other
	default:
		t.n, t.wordy = spelt(bare, language)
		if t.wordy {
			t.kind = number
		}
	}
	if last := len(r.tokens) - 1; t.kind == stars && last >= 0 && r.tokens[last].kind == stars {
		r.tokens[last].n += t.n
		return
	}
	r.tokens = append(r.tokens, t)
}

// end takes in signs that stand alone: they end what stands before them.
func (r *reply) end(signs string) {
	n := len(r.tokens)
	if n == 0 {
		return
	}
	r.tokens[n-1].ends = true
	r.tokens[n-1].asks = r.tokens[n-1].asks || strings.Contains(signs, "?")
}

func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// spelt reads a number that is written out in a language.
func spelt(text, language string) (n int, ok bool) {
	for _, tongue := range tongues[language] {
		if at := slices.Index(strings.Fields(numerals[tongue]), text); at >= 0 {
			return at, true
		}
	}
	if at := slices.Index(strings.Fields(ones[language]), text); at >= 0 {
		return 1, true
	}
	return 0, false
}

// score is the number that a token says: so many of the best there is, where it says of how many.
func (r reply) score(at int) (n int, ok bool) {
	t := r.tokens[at]
	_, best := r.scale.Bounds()
	switch t.kind {
	case number:
		if of, said := r.outOf(at); said && of != best {
			return 0, false
		}
		return t.n, true
	case share:
		return t.n, t.of == best
	case stars:
		return t.n, r.scale == desk.CSAT
	default:
		return 0, false
	}
}

// outOf gives of how many a number is said to be: "9 de 10", "4 out of 5".
func (r reply) outOf(at int) (of int, said bool) {
	for next := at + 1; next < len(r.tokens) && next <= at+3; next++ {
		t := r.tokens[next]
		if t.kind == number {
			return t.n, next > at+1
		}
		if !t.is(outOf) {
			return 0, false
		}
	}
	return 0, false
}

// labelled finds what is called a score. Who asks for "a nota 9" wants an invoice.
func (r reply) labelled() (at, score int, ok bool) {
	for i := range r.tokens {
		before := i - 1
		for before >= 0 && i-before <= 3 && r.tokens[before].is(between) {
			before--
		}
		if before < 0 || r.tokens[i].asks || !r.calls(before, i) {
			continue
		}
		n, is := r.score(i)
		if is && ok && n != score {
			return 0, 0, false
		}
		if is {
			at, score, ok = i, n, true
		}
	}
	return at, score, ok
}

// calls tells that a word says of a number that it is a score.
func (r reply) calls(before, at int) bool {
	return r.tokens[before].is(labels) && !r.counts(at) || r.tokens[before].is(givers) && r.standsAlone(at)
}

// counts tells that a number says how many of something there are.
func (r reply) counts(at int) bool {
	next := at + 1
	return !r.tokens[at].ends && next < len(r.tokens) && (r.tokens[next].kind == other || r.tokens[next].kind == number || r.tokens[next].is(units))
}

// leading finds a score that everything else stands behind, but for a greeting.
func (r reply) leading() (at, score int, ok bool) {
	for at < len(r.tokens) && r.tokens[at].is(greetings) {
		at++
	}
	if at == len(r.tokens) {
		return 0, 0, false
	}
	score, ok = r.score(at)
	return at, score, ok && r.standsAlone(at)
}

// standsAlone tells that what follows a number is no thing that it counts.
func (r reply) standsAlone(at int) bool {
	t, last := r.tokens[at], at
	if _, said := r.outOf(at); said {
		for last = at + 1; r.tokens[last].kind != number; last++ {
		}
		t = r.tokens[last]
	}
	if last+1 == len(r.tokens) {
		return true
	}
	next := r.tokens[last+1]
	switch {
	case next.kind == number, next.kind == share, next.kind == other, next.is(requests):
		return false
	case t.ends, t.kind == stars, next.kind == emoji:
		return true
	case next.is(starWords):
		return r.scale == desk.CSAT
	default:
		return next.is(praise) || next.is(reasons)
	}
}

// trailing finds a score at the end of nothing but nice words.
func (r reply) trailing() (at, score int, ok bool) {
	at = len(r.tokens) - 1
	if at > 0 && r.tokens[at].is(starWords) {
		at--
	}
	if at < 1 || !slices.ContainsFunc(r.tokens[:at], token.praises) {
		return 0, 0, false
	}
	for _, t := range r.tokens[:at] {
		if !t.praises() && !t.is(fillers) && !t.is(greetings) {
			return 0, 0, false
		}
	}
	before := r.tokens[at-1]
	score, ok = r.score(at)
	if at+1 < len(r.tokens) && r.scale != desk.CSAT {
		ok = false
	}
	return at, score, ok && (before.ends || before.praises()) && !r.tokens[at].asks
}

// another tells that a second score is said beside the one at a place.
func (r reply) another(at, score int) bool {
	for i := range r.tokens {
		n, is := r.score(i)
		if i != at && is && n != score && r.scale.Has(n) && r.rivals(i, at, n == score+1) {
			return true
		}
	}
	return false
}

// rivals tells that a number is as good a score as the one at a place: stars, one of several that are meant, one of
// several things, or the next point of a list.
func (r reply) rivals(i, at int, next bool) bool {
	t := r.tokens[i]
	switch {
	case t.kind == stars, i == at+1:
		return true
	case i == at+2 && r.tokens[at+1].is(joiners):
		return true
	case next && t.ends && i > 0 && r.tokens[i-1].ends:
		return true
	default:
		return i+1 < len(r.tokens) && r.tokens[i+1].is(aims) && !t.ends
	}
}

// nice tells that there is nothing but nice words beside the score at a place.
func (r reply) nice(at int) bool {
	_, of := r.outOf(max(at, 0))
	for i, t := range r.tokens {
		switch {
		case t.asks:
			return false
		case i == at, t.praises(), t.is(fillers), t.is(greetings), t.is(labels), t.is(givers), t.is(between), t.is(starWords):
		case at >= 0 && of && i > at && i <= at+3 && (t.kind == number || t.is(outOf)):
		default:
			return false
		}
	}
	return true
}
