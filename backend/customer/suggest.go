package customer

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"balcao/backend/store"
)

// sureBeginning is how many first letters are taken to be typed well: nearly all slips come later, and only words
// that begin so are compared.
const sureBeginning = 2

// Suggest gives what may have been meant by words that nothing has: each that no index knows is replaced by the
// likest that one does. Empty: there is none, or the words so changed would find nothing either.
func Suggest(ctx context.Context, st *store.Store, q SearchQuery) (suggestion string, err error) {
	err = st.Read(ctx, func(tx *store.ReadTx) error {
		meant, err := corrected(tx, strings.Fields(q.Text))
		if err != nil || meant == "" {
			return err
		}
		found := Found{}
		q.Text, q.Messages, q.Purchases, q.Uncounted = meant, true, true, true
		if err := found.findMessages(tx, q, store.FirstHit, 1); err != nil {
			return err
		}
		if q.Filter == (Filter{}) {
			if err := found.findCustomers(tx, meant, 1); err != nil {
				return err
			}
		}
		if found.Total > 0 {
			suggestion = found.spelt(meant)
		}
		return nil
	})
	return suggestion, err
}

// spelt writes words as they stand in what they find, with their accents: the indexes know them without.
func (f Found) spelt(words string) string {
	var seen []string
	for _, c := range f.Customers {
		seen = append(seen, strings.FieldsFunc(c.Name, notInWord)...)
	}
	for _, h := range f.Messages {
		seen = append(seen, strings.FieldsFunc(h.Snippet, notInWord)...)
	}
	fields := strings.Fields(words)
	for i, word := range fields {
		at := slices.IndexFunc(seen, func(s string) bool { return folded(s) == word })
		if at >= 0 {
			fields[i] = strings.ToLower(seen[at])
		}
	}
	return strings.Join(fields, " ")
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r)
}

// corrected replaces the words that are not known; empty when there is nothing to replace, or nothing to put.
func corrected(tx *store.ReadTx, words []string) (string, error) {
	changed := false
	for i, word := range words[:min(len(words), maxCorrected)] {
		likest, known, err := likest(tx, folded(word), i == len(words)-1)
		if err != nil {
			return "", err
		}
		if known {
			continue
		}
		if likest == "" {
			return "", nil
		}
		words[i], changed = likest, true
	}
	if !changed {
		return "", nil
	}
	return strings.Join(words, " "), nil
}

// maxCorrected bounds the work for a pasted letter.
const maxCorrected = 8

// likest finds the word with the fewest slips between it and what was typed, of several the one that is used
// most. known: the indexes have the word itself, or begin one with it where it is the last.
func likest(tx *store.ReadTx, typed string, last bool) (best string, known bool, err error) {
	slips := slipsIn(typed)
	if slips == 0 {
		return "", true, nil // too short, or no word: it is left as it is
	}
	list, err := tx.Words(string([]rune(typed)[:sureBeginning]))
	bestSlips, bestN := slips+1, 0
	for _, w := range list {
		if w.Text == typed || (last && strings.HasPrefix(w.Text, typed)) {
			return "", true, err
		}
		n := distance(typed, w.Text, slips)
		if n < bestSlips || (n == bestSlips && n <= slips && w.N > bestN) {
			best, bestSlips, bestN = w.Text, n, w.N
		}
	}
	return best, false, err
}

// slipsIn is how many slips a word may have and still be recognised.
func slipsIn(word string) int {
	n := utf8.RuneCountInString(word)
	if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) || n < 4 {
		return 0
	}
	if n < 6 {
		return 1
	}
	return 2
}

// folded writes a word as the indexes do.
func folded(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(word))
}

// distance counts the slips (a letter too many, too few, another, or two swapped) between two words, as far as
// the limit; beyond it, it is limit+1.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return min(above[len(y)], limit+1)
}
