package assist

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"balcao/backend/desk"
	"balcao/backend/phone"
)

// Kind is what a piece of text is, of those that say where somebody is reached, paid or identified.
type Kind string

// The kinds.
const (
	Link     Kind = "url"
	Mail     Kind = "email"
	Phone    Kind = "phone"
	Pix      Kind = "pix"
	IBAN     Kind = "iban"
	Boleto   Kind = "boleto"
	CPF      Kind = "cpf"
	CNPJ     Kind = "cnpj"
	Card     Kind = "card"
	Postcode Kind = "postcode"
	Street   Kind = "address"
	Code     Kind = "code"
	Name     Kind = "name"
	literal  Kind = "text"     // what looks like a placeholder already
	number   Kind = "protocol" // a case's number: no secret, and no telephone
)

// mark is a piece of a text. key is the same for all spellings of one thing.
type mark struct {
	kind     Kind
	from, to int
	key      string
}

func (m mark) of(text string) string { return text[m.from:m.to] }

// finder finds one kind in a text.
type finder struct {
	kind Kind
	find func(text string) []mark
}

var (
	placeholderForm = regexp.MustCompile(`\[\[[A-Z]+-\d+\]\]`)
	protocolForm    = regexp.MustCompile(`\b\d{6}-\d{2}\.\d{3}-\d{2}\b`)
	linkForm        = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s<>"']+|\bwww\.[^\s<>"']+|[\p{L}\d](?:[\p{L}\d-]*\.)+(?:` + endings + `)\b(?:[:/?][^\s<>"']*)?`)
	mailForm        = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}`)
	uuidForm        = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b`)
	copyPasteForm   = regexp.MustCompile(`\b000201[^\n]{20,600}?6304[0-9A-Fa-f]{4}\b`)
	ibanForm        = regexp.MustCompile(`(?i)\b[a-z]{2}\d{2}(?: ?[a-z0-9]{2,4}){3,8}\b`)
	boletoForm      = regexp.MustCompile(`\b\d{5}\.?\d{5}\s?\d{5}\.?\d{6}\s?\d{5}\.?\d{6}\s?\d\s?\d{14}\b`)
	cpfForm         = regexp.MustCompile(`\b\d{3}\.?\d{3}\.?\d{3}[-./ ]?\d{2}\b`)
	cnpjForm        = regexp.MustCompile(`(?i)\b[0-9a-z]{2}\.?[0-9a-z]{3}\.?[0-9a-z]{3}/?[0-9a-z]{4}-?\d{2}\b`)
	cardForm        = regexp.MustCompile(`\b\d(?:[ -]?\d){12,18}\b`)
	digitsForm      = regexp.MustCompile(`\d+`)
	homeForm        = regexp.MustCompile(`^9?[2-9]\d{3}[- ]\d{4}$`)
	yearsForm       = regexp.MustCompile(`^(?:19|20)\d{2}[- ](?:19|20)\d{2}$`)
	postcodeForm    = regexp.MustCompile(`\b(?:\d{5}-\d{3}|\d{4}-\d{3})\b`)
	cepForm         = regexp.MustCompile(`(?i)\bcep\W{0,3}(\d{8})\b`)
	streetForm      = regexp.MustCompile(`(?i)(?:^|[^\p{L}])((?:rua|r\.|avenida|av\.|travessa|alameda|praça|praca|estrada|rodovia|largo|calle|c/|carrer|avinguda|plaza|plaça|paseo|passeig|street|road)\s+[^\n,;!?]{2,60},?\s*(?:n[ºo°.]{0,2}\s*)?\d{1,5}\b(?:[ ,/-]+(?:apto?|ap|apartamento|bloco|bl|sala|casa|piso|puerta|porta|esq|dto|andar)\.?\s*[\p{L}\d]{1,5}\b){0,2})`)
	secretForm      = regexp.MustCompile(`(?i)(?:senha|password|palavra-passe|contraseña|contrasenya|pin|token|otp|código|codigo|codi|code)[ \t]*(?:é|is|es|és|=|:)[ \t]*"?([^\s"]+)`)
	secretDigits    = regexp.MustCompile(`(?i)(?:senha|password|palavra-passe|contraseña|contrasenya|\bpin|token|otp|código|codigo|\bcodi|\bcode)[^\n\d]{1,25}(\d[\d -]{2,}\d)`)
	sixForm         = regexp.MustCompile(`\b\d{6}\b`)
)

// endings are the top-level domains by which a name without a scheme is known to be an address.
const endings = `com|net|org|info|biz|br|pt|es|cat|ad|eu|io|app|dev|site|online|shop|store|club|xyz|link|page|live|top|click|me|ly|gg|ai|co|uk|us|fr|de|it|ru|cn|tk|example|test|invalid`

// allFinders are in the order of what is surest: what one has found, the next ones leave alone.
var allFinders = []finder{
	{literal, byForm(literal, placeholderForm, nil)},
	{number, byForm(number, protocolForm, nil)},
	{Mail, byForm(Mail, mailForm, strings.ToLower)},
	{Link, byForm(Link, linkForm, linkKey)},
	{Pix, byForm(Pix, copyPasteForm, strings.ToLower)},
	{Pix, byForm(Pix, uuidForm, strings.ToLower)},
	{Boleto, byForm(Boleto, boletoForm, phone.Digits)},
	{IBAN, findIBANs},
	{CPF, byForm(CPF, cpfForm, documentKey)},
	{CNPJ, byForm(CNPJ, cnpjForm, documentKey)},
	{Card, byForm(Card, cardForm, cardKey)},
	{Phone, findPhones},
	{Postcode, byForm(Postcode, postcodeForm, phone.Digits)},
	{Postcode, byGroup(Postcode, cepForm)},
	{Code, byGroup(Code, secretForm)},
	{Code, byGroup(Code, secretDigits)},
	{Code, byForm(Code, sixForm, nil)},
	{Street, byGroup(Street, streetForm)},
}

// find gives the marks of a text in their order; no two overlap. kinds are those that are wanted: what is of another
// kind hides nothing of it.
func find(text string, finders []finder, wanted func(Kind) bool) []mark {
	taken := make([]bool, len(text))
	marks := []mark{}
	for _, f := range finders {
		if !wanted(f.kind) {
			continue
		}
		for _, m := range f.find(text) {
			if m.key == "" || slices.Contains(taken[m.from:m.to], true) {
				continue
			}
			for i := m.from; i < m.to; i++ {
				taken[i] = true
			}
			marks = append(marks, m)
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return a.from - b.from })
	return marks
}

// byForm finds what has a form and a key; an empty key: it only looks like one.
func byForm(kind Kind, form *regexp.Regexp, key func(string) string) func(string) []mark {
	return func(text string) (found []mark) {
		for _, at := range form.FindAllStringIndex(text, -1) {
			m := mark{kind, at[0], at[1], text[at[0]:at[1]]}
			if kind == Link {
				m.to = m.from + len(strings.TrimRight(m.key, ".,;:!?)]}'*_"))
				m.key = m.of(text)
			}
			if key != nil {
				m.key = key(m.key)
			}
			found = append(found, m)
		}
		return found
	}
}

// byGroup finds the first group of a form.
func byGroup(kind Kind, form *regexp.Regexp) func(string) []mark {
	return func(text string) (found []mark) {
		for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
			found = append(found, mark{kind, at[2], at[3], text[at[2]:at[3]]})
		}
		return found
	}
}

// linkKey is an address without what does not change where it leads.
func linkKey(link string) string {
	link = strings.ToLower(link)
	if _, rest, ok := strings.Cut(link, "://"); ok {
		link = rest
	}
	return strings.TrimRight(strings.TrimPrefix(link, "www."), "/")
}

// documentKey is empty for what has the form of a document and not its check digits.
func documentKey(text string) string {
	if kind, fits := desk.CheckDocument(text); kind == desk.OtherDocument || !fits {
		return ""
	}
	return desk.DocumentKey(text)
}

// cardKey is empty unless the digits fit Luhn's sum.
func cardKey(text string) string {
	digits := phone.Digits(text)
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	if len(digits) < 13 || len(digits) > 19 || sum%10 != 0 || strings.Trim(digits, digits[:1]) == "" {
		return ""
	}
	return digits
}

// findIBANs finds account numbers whose check digits fit; capitals that follow are no part of them.
func findIBANs(text string) (found []mark) {
	for _, at := range ibanForm.FindAllStringIndex(text, -1) {
		for to := at[1]; to > at[0]; {
			if key := ibanKey(text[at[0]:to]); key != "" {
				found = append(found, mark{IBAN, at[0], to, key})
				break
			}
			to = at[0] + max(0, strings.LastIndexByte(text[at[0]:to], ' '))
		}
	}
	return found
}

func ibanKey(text string) string {
	compact := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if len(compact) < 15 || len(compact) > 34 {
		return ""
	}
	rest := 0
	for _, r := range compact[4:] + compact[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		}
	}
	if rest != 1 {
		return ""
	}
	return compact
}

// homeCountries are those whose numbers are known without a "+".
var homeCountries = [...]string{"BR", "PT", "ES", "AD"}

// maxGroups is how many groups of digits a number is spelt in at most.
const maxGroups = 8

// findPhones looks at groups of digits with nothing but separators between, the longest number first.
func findPhones(text string) (found []mark) {
	groups := digitsForm.FindAllStringIndex(text, -1)
	begins := true // nothing stands before that could be a part of the number
	for i := 0; i < len(groups); i++ {
		from, last := beginOfNumber(text, groups[i][0]), lastOfRun(text, groups, i)
		j := last
		for ; j >= i; j-- {
			piece := text[from:groups[j][1]]
			key := phoneKey(piece)
			if key == "" && begins && j == last {
				key = homeKey(piece)
			}
			if key != "" {
				found = append(found, mark{Phone, from, groups[j][1], key})
				break
			}
		}
		begins = j >= i || last == i
		i = max(i, j)
	}
	return found
}

// homeKey knows a number without its area code, which stands alone.
func homeKey(text string) string {
	if !homeForm.MatchString(text) || yearsForm.MatchString(text) {
		return ""
	}
	return phone.Digits(text)
}

// lastOfRun gives the last group that can belong to the number that begins with group i.
func lastOfRun(text string, groups [][]int, i int) int {
	j := i
	for j+1 < len(groups) && j-i < maxGroups-1 && separates(text[groups[j][1]:groups[j+1][0]]) {
		j++
	}
	return j
}

func separates(between string) bool {
	return len(between) <= 6 && strings.Trim(between, " ().-\u00a0\u202f\u2010\u2011\u2013") == ""
}

// beginOfNumber takes what stands before the first digit along.
func beginOfNumber(text string, at int) int {
	if strings.HasSuffix(text[:at], "(") {
		at--
	}
	before := strings.TrimRight(text[:at], " ")
	if strings.HasSuffix(before, "+") {
		return len(before) - 1
	}
	return at
}

func phoneKey(text string) string {
	digits := phone.Digits(text)
	if len(digits) < 8 || len(digits) > 16 {
		return ""
	}
	if strings.HasPrefix(text, "+") || strings.HasPrefix(text, "00") {
		key, _ := phone.Key("+" + strings.TrimPrefix(digits, "00"))
		return key
	}
	for _, country := range homeCountries {
		for _, key := range phone.QueryKeys(text, country) {
			if strings.HasPrefix(key, "+") && len(digits) >= 9 {
				return key
			}
		}
	}
	return ""
}

// short names a placeholder.
func short(kind Kind, n int) string {
	return "[[" + strings.ToUpper(string(kind)) + "-" + strconv.Itoa(n) + "]]"
}
