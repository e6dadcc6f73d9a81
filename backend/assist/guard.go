package assist

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"balcao/backend/store"
)

// ValueKind is what a number in a text counts.
type ValueKind string

// The kinds of value.
const (
	Price    ValueKind = "price"
	Date     ValueKind = "date"
	Quantity ValueKind = "quantity"
	Percent  ValueKind = "percent"
)

// Statement is something that the shop said to a customer.
type Statement struct {
	Ref  Ref
	At   time.Time
	Text string
}

// Difference is a value in a reply that is not what was said of the same thing before. It is for the owner to judge:
// prices change.
type Difference struct {
	Kind   ValueKind
	Now    string // as the reply has it
	Before string // as it was said
	Ref    Ref    // where
}

// value is a number in a sentence. key is the same for all spellings.
type value struct {
	kind ValueKind
	text string // as it is written
	key  string
	noun string // what a quantity counts
}

// Compare gives the prices, dates, quantities and percentages of a reply that differ from what was last said about the
// same thing, and from the facts. at is when the reply is written: "tomorrow" is counted from there.
func Compare(reply string, at time.Time, said []Statement, facts []Fact) (list []Difference) {
	var written []sentence
	about := map[string]bool{}
	for _, text := range sentenceForm.Split(reply, -1) {
		s := sentence{topic: topicOf(text), values: valuesOf(text, at)}
		written = append(written, s)
		maps.Copy(about, s.topic)
	}
	before := sentencesOf(said, about)
	var ofFacts []sentence
	for _, f := range facts {
		// The question says what the answer's numbers are about.
		text := f.Question + " " + f.Answer
		if topic := topicOf(text); sharedWords(topic, about) > 0 {
			ofFacts = append(ofFacts, sentence{Ref{OfFact, f.ID}, topic, valuesOf(text, at)})
		}
	}
	for _, s := range written {
		for _, v := range s.values {
			for _, known := range [][]sentence{before, ofFacts} {
				if d, differs := differs(s, v, known); differs && !slices.Contains(list, d) {
					list = append(list, d)
				}
			}
		}
	}
	return list
}

// sentence is a piece of text with its values and what it is about.
type sentence struct {
	ref    Ref
	topic  map[string]bool
	values []value
}

var sentenceForm = regexp.MustCompile(`\n+|[.!?;]+(?:\s+|$)`)

// sentencesOf gives everything that was said about some things, the latest last.
func sentencesOf(said []Statement, about map[string]bool) (list []sentence) {
	said = slices.Clone(said)
	slices.SortStableFunc(said, func(a, b Statement) int { return a.At.Compare(b.At) })
	for _, s := range said {
		for _, text := range sentenceForm.Split(s.Text, -1) {
			if topic := topicOf(text); sharedWords(topic, about) > 0 {
				list = append(list, sentence{s.Ref, topic, valuesOf(text, s.At)})
			}
		}
	}
	return list
}

// differs compares a value with the sentence that is most about the same thing, of several the latest.
func differs(s sentence, v value, known []sentence) (Difference, bool) {
	var best sentence
	var rivals []value
	score := 0
	for _, k := range known {
		same := comparable(v, k.values)
		n := sharedWords(s.topic, k.topic)
		if len(same) == 0 || n == 0 || n < score {
			continue
		}
		best, rivals, score = k, same, n
	}
	if len(rivals) == 0 || slices.ContainsFunc(rivals, func(r value) bool { return r.key == v.key }) {
		return Difference{}, false
	}
	return Difference{v.kind, v.text, rivals[0].text, best.ref}, true
}

func comparable(v value, others []value) (same []value) {
	for _, o := range others {
		if o.kind == v.kind && o.noun == v.noun {
			same = append(same, o)
		}
	}
	return same
}

var (
	isoForm      = regexp.MustCompile(`\b(20\d{2})-(\d{2})-(\d{2})\b`)
	dayMonthForm = regexp.MustCompile(`\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b`)
	namedForm    = regexp.MustCompile(`\b(\d{1,2})(?:º|st|nd|rd|th)?\s+(?:de\s+|d['’]\s*|of\s+)?(` + monthNames + `)\b`)
	turnedForm   = regexp.MustCompile(`\b(` + englishMonths + `)\s+(\d{1,2})(?:st|nd|rd|th)?\b`)
	dayForm      = regexp.MustCompile(`\b(?:dia|day)\s+(\d{1,2})\b`)
	nearForm     = regexp.MustCompile(`\b(hoje|hoy|avui|today|depois de amanha|pasado manana|dema passat|amanha|dema|tomorrow|(?:para |hasta |)manana(?: mismo)?)\b`)
	weekdayForm  = regexp.MustCompile(`\b(?:(segunda|terca|quarta|quinta|sexta)(?:-|\s)feira|(?:na|ate|para|nesta|esta|proxima|de|ate a)\s+(segunda|terca|quarta|quinta|sexta)|(sabado|domingo|lunes|martes|miercoles|jueves|viernes|dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b`)
	priceForm    = regexp.MustCompile(`(?:r\$|us\$|€|\$|£|\beur\b|\bbrl\b|\busd\b)\s*(\d[\d.,]*\d|\d)|\b(\d[\d.,]*\d|\d)\s*(?:€|£|\$|reais\b|real\b|euros?\b|eur\b|brl\b|usd\b|dollars?\b|dolares\b)`)
	percentForm  = regexp.MustCompile(`\b(\d{1,3}(?:[.,]\d+)?)\s*(?:%|por ?cento\b|por ciento\b|per cent\b|percent\b)`)
	countForm    = regexp.MustCompile(`\b(\d{1,6})\s*x?\s+([a-z]{3,})`)
)

const englishMonths = `january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`

const monthNames = englishMonths + `|janeiro|enero|gener|ene|gen|fevereiro|febrero|febrer|fev|marco|marzo|marc|abril|abr|maio|mayo|maig|mai|junho|junio|juny|julho|julio|juliol|agosto|agost|ago` +
	`|setembro|septiembre|setembre|set|outubro|octubre|out|novembro|noviembre|novembre|dezembro|diciembre|desembre|dez|dic|des`

// months are known by their first three letters.
var months = map[string]time.Month{
	"jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "mar": 3, "abr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "ago": 8, "aug": 8,
	"set": 9, "sep": 9, "out": 10, "oct": 10, "nov": 11, "dez": 12, "dic": 12, "dec": 12, "des": 12,
}

var weekdays = map[string]time.Weekday{
	"domingo": 0, "diumenge": 0, "sunday": 0, "segunda": 1, "lunes": 1, "dilluns": 1, "monday": 1, "terca": 2, "martes": 2, "dimarts": 2, "tuesday": 2,
	"quarta": 3, "miercoles": 3, "dimecres": 3, "wednesday": 3, "quinta": 4, "jueves": 4, "dijous": 4, "thursday": 4,
	"sexta": 5, "viernes": 5, "divendres": 5, "friday": 5, "sabado": 6, "dissabte": 6, "saturday": 6,
}

// generic are words that are counted of anything: of what, the others say.
var generic = setOf(`dia day hora hour minuto minut minute seman week mes mese mesos month ano any year vez vece vegade time pessoa persona person unidade unidad unitat unit item iten ponto parte`)

// valuesOf finds the values of a text. What one form has taken, the next ones leave alone.
func valuesOf(text string, at time.Time) []value {
	folded, places := foldedInPlace(text)
	at = at.Local()
	taken := make([]bool, len(folded))
	values := []value{}
	add := func(kind ValueKind, span []int, key, noun string) {
		if key == "" || slices.Contains(taken[span[0]:span[1]], true) {
			return
		}
		for i := span[0]; i < span[1]; i++ {
			taken[i] = true
		}
		values = append(values, value{kind, strings.TrimSpace(text[places[span[0]]:places[span[1]]]), key, noun})
	}
	each := func(form *regexp.Regexp, kind ValueKind, key func(groups []string) (key, noun string)) {
		for _, at := range form.FindAllStringSubmatchIndex(folded, -1) {
			k, noun := key(groupsOf(folded, at))
			add(kind, at[:2], k, noun)
		}
	}
	each(priceForm, Price, func(g []string) (string, string) { return amountKey(g[1] + g[2]), "" })
	each(percentForm, Percent, func(g []string) (string, string) { return strings.ReplaceAll(g[1], ",", ".") + "%", "" })
	for _, d := range dateForms {
		each(d.form, Date, func(g []string) (string, string) { return d.key(g, at), "" })
	}
	each(countForm, Quantity, func(g []string) (string, string) { return strconv.Itoa(atoi(g[1])), stem(g[2]) })
	return values
}

// foldedInPlace folds a text like store.Folded, and tells for every byte of it, and for its end, where in the text it
// comes from.
func foldedInPlace(text string) (folded string, places []int) {
	var b strings.Builder
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			r = ' '
			fallthrough
		case r < unicode.MaxASCII:
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteString(store.Folded(string(r)))
		}
		for len(places) < b.Len() {
			places = append(places, i)
		}
	}
	return b.String(), append(places, len(text))
}

func groupsOf(text string, at []int) []string {
	groups := make([]string, len(at)/2)
	for i := range groups {
		if at[2*i] >= 0 {
			groups[i] = text[at[2*i]:at[2*i+1]]
		}
	}
	return groups
}

// dateForm is a way to write a day, with the day that it is.
type dateForm struct {
	form *regexp.Regexp
	key  func(groups []string, at time.Time) string
}

var dateForms = []dateForm{
	{isoForm, func(g []string, _ time.Time) string { return day(atoi(g[1]), atoi(g[2]), atoi(g[3])) }},
	{dayMonthForm, func(g []string, at time.Time) string { return dayOf(atoi(g[1]), atoi(g[2]), g[3], at) }},
	{namedForm, func(g []string, at time.Time) string { return dayOf(atoi(g[1]), int(months[g[2][:3]]), "", at) }},
	{turnedForm, func(g []string, at time.Time) string { return dayOf(atoi(g[2]), int(months[g[1][:3]]), "", at) }},
	{dayForm, func(g []string, at time.Time) string { return nextDay(atoi(g[1]), at) }},
	{nearForm, func(g []string, at time.Time) string { return nearDay(g[1], at) }},
	{weekdayForm, func(g []string, at time.Time) string { return nextWeekday(g[1]+g[2]+g[3], at) }},
}

func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

func day(year, month, dayOfMonth int) string {
	t := time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC)
	if t.Day() != dayOfMonth || int(t.Month()) != month {
		return ""
	}
	return t.Format(time.DateOnly)
}

// dayOf gives a day whose year may be left out: then it is the one that is nearest.
func dayOf(dayOfMonth, month int, year string, at time.Time) string {
	switch len(year) {
	case 4:
		return day(atoi(year), month, dayOfMonth)
	case 2:
		return day(2000+atoi(year), month, dayOfMonth)
	}
	y := at.Year()
	switch gap := month - int(at.Month()); {
	case gap > 6:
		y--
	case gap < -6:
		y++
	}
	return day(y, month, dayOfMonth)
}

func nextDay(dayOfMonth int, at time.Time) string {
	month := at
	if dayOfMonth < at.Day() {
		month = time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, at.Location())
	}
	return day(month.Year(), int(month.Month()), dayOfMonth)
}

func nearDay(word string, at time.Time) string {
	days := 1
	switch {
	case word == "hoje", word == "hoy", word == "avui", word == "today":
		days = 0
	case strings.HasPrefix(word, "depois"), strings.HasPrefix(word, "pasado"), strings.HasSuffix(word, "passat"):
		days = 2
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

func nextWeekday(name string, at time.Time) string {
	wanted, known := weekdays[name]
	if !known {
		return ""
	}
	days := (int(wanted) - int(at.Weekday()) + 7) % 7
	if days == 0 {
		days = 7
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

// amountKey is an amount in cents: of "1.250,00", "1,250.00" and "1250" the same.
func amountKey(text string) string {
	whole, cents := text, "00"
	if at := strings.LastIndexAny(text, ".,"); at >= 0 && len(text)-at-1 <= 2 {
		whole, cents = text[:at], (text[at+1:] + "00")[:2]
	}
	digits := strings.TrimLeft(strings.NewReplacer(".", "", ",", "").Replace(whole), "0")
	if len(digits) > 12 {
		return ""
	}
	return fmt.Sprintf("%s.%s", digits, cents)
}

// empty are words of four letters and more that say nothing about what is spoken of.
var empty = setOf(`para como mais isso esta este essa esse esto eso aquest aquesta voce voces senhor senhora obrigad obrigado obrigada gracia gracie thank thanks bom boa dia tarde noite bueno buena
	hola custa custam cuesta cuestan costa costen cost price preco precio preu valor fica ficam sera seran pode podem pued pueden podem poden quando cuando quan when quanto cuanto quant tambem tambien tambe
	desde hasta fins until ate sobre about pelo pela nosso nossa nuestro nuestra nostre nostra have will with that this from your sua suas seu seus temos tenemo tenim estara estamo somo segunda terca
	quarta quinta sexta feira sabado domingo lune marte miercole jueve vierne dillun dimart dimecre dijou divendre dissabte diumenge monday tuesday wednesday thursday friday saturday sunday amanha manana
	dema tomorrow hoje today avui reais real euro euros`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[stem(w)] = true
	}
	return set
}

// stem makes one of singular and plural.
func stem(word string) string { return strings.TrimSuffix(word, "s") }

// topicOf gives the words that say what a text is about.
func topicOf(text string) map[string]bool {
	topic := map[string]bool{}
	for _, w := range wordsOf(store.Folded(text)) {
		if w = stem(w); len([]rune(w)) >= 4 && !empty[w] && !generic[w] && strings.Trim(w, "0123456789-") != "" {
			topic[w] = true
		}
	}
	return topic
}

func sharedWords(a, b map[string]bool) (n int) {
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
