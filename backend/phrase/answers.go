package phrase

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"balcao/backend/desk"
	"balcao/backend/store"
)

// shortest is how long a word must be to say something.
const shortest = 3

// Answers gives at most limit short answers that a text may be asking for, the likeliest first. A word weighs more the
// fewer answers have it. What is no longer true is left out.
func Answers(ctx context.Context, st *store.Store, text string, limit int) ([]desk.Phrase, error) {
	_, rows, err := All(ctx, st)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(p store.PhraseRow) bool { return !p.Answer.Holds(st.Now()) })
	having := map[string]int{}
	called := make([][]string, len(rows))
	for i, p := range rows {
		called[i] = wordsOf(p.Answer.Question + " " + p.Answer.Words)
		for _, w := range called[i] {
			having[w]++
		}
	}
	asked := wordsOf(text)
	type scored struct {
		phrase desk.Phrase
		weight float64
	}
	var found []scored
	for i, p := range rows {
		s := scored{phrase: p.Phrase}
		for _, w := range called[i] {
			if slices.ContainsFunc(asked, func(a string) bool { return alike(a, w) }) {
				s.weight += 1 / float64(having[w])
			}
		}
		if s.weight > 0 {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.weight, a.weight) })
	answers := []desk.Phrase{}
	for _, s := range found[:min(limit, len(found))] {
		answers = append(answers, s.phrase)
	}
	return answers, nil
}

// alike tells whether two folded words are one, or one is the other with an ending: "entrega" and "entregam".
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) > shortest && len(b)-len(a) <= 2 && strings.HasPrefix(b, a)
}

// wordsOf lists the folded words of a text that say something, each once.
func wordsOf(text string) []string {
	all := strings.FieldsFunc(store.Folded(text), notInWord)
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(w string) bool { return utf8.RuneCountInString(w) < shortest })
}
