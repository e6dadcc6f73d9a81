package assist

import (
	"regexp"
	"slices"
	"strings"
)

// Mask puts placeholders in place of what names or identifies a person, and puts it back: one thing has one
// placeholder as long as the mask is used.
type Mask struct {
	finders []finder
	names   map[string]string // placeholder of a text
	texts   map[string]string // text of a placeholder
	count   map[Kind]int
}

// NewMask makes a mask for the words of one customer. names are hers, as they are known: all of each but its first
// word is hidden.
func NewMask(names ...string) *Mask {
	m := &Mask{finders: allFinders, names: map[string]string{}, texts: map[string]string{}, count: map[Kind]int{}}
	if form := surnames(names); form != nil {
		m.finders = append(slices.Clone(allFinders), finder{Name, byGroup(Name, form, nil)})
	}
	return m
}

// particles are the small words of names, which say nothing.
var particles = map[string]bool{"de": true, "da": true, "do": true, "das": true, "dos": true, "del": true, "la": true, "las": true, "los": true, "van": true, "von": true}

// surnames gives a form for every word of the names but the first of each; nil when there is none.
func surnames(names []string) *regexp.Regexp {
	var parts []string
	for _, name := range names {
		words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" \t,.;()\"'<>/", r) })
		for i, w := range words {
			lower := strings.ToLower(w)
			if i > 0 && len([]rune(w)) > 1 && !particles[lower] && !slices.Contains(parts, regexp.QuoteMeta(lower)) {
				parts = append(parts, regexp.QuoteMeta(lower))
			}
		}
	}
	if len(parts) == 0 {
		return nil
	}
	slices.SortFunc(parts, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(` + strings.Join(parts, "|") + `)(?:$|[^\p{L}\p{N}])`)
}

// Hide gives a text with placeholders. Links stay, without what in them identifies somebody.
func (m *Mask) Hide(text string) string {
	var b strings.Builder
	at := 0
	for _, found := range find(text, m.finders, func(k Kind) bool { return k != Link }) {
		if found.kind == number {
			continue
		}
		b.WriteString(text[at:found.from])
		b.WriteString(m.placeholder(found.kind, found.of(text)))
		at = found.to
	}
	return b.String() + text[at:]
}

func (m *Mask) placeholder(kind Kind, text string) string {
	if name, known := m.names[text]; known {
		return name
	}
	m.count[kind]++
	name := short(kind, m.count[kind])
	m.names[text], m.texts[name] = name, text
	return name
}

// Restore puts back what Hide took away. A placeholder that was never given stays as it is.
func (m *Mask) Restore(text string) string {
	return placeholderForm.ReplaceAllStringFunc(text, func(name string) string {
		if hidden, known := m.texts[name]; known {
			return hidden
		}
		return name
	})
}
