package life

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// filler puts words into the gaps of one conversation: a gap named twice gets the same word twice.
type filler struct {
	seed   uint64
	talk   string
	person *Person
}

// fill replaces every {gap} of a sentence.
func (f filler) fill(sentence string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		gap, after, _ := strings.Cut(rest, "}")
		word := f.word(gap)
		if startsSentence(out.String()) {
			word = capital(word)
		}
		out.WriteString(word)
		sentence = after
	}
}

func (f filler) word(gap string) string {
	switch gap {
	case "nome":
		return f.person.First
	case "obrigado":
		return "obrigad" + f.ending()
	case "o":
		return f.ending()
	case "pedido":
		return fmt.Sprint(100 + hash(f.seed, f.talk, gap)%4900)
	case "certo", "errado":
		// The right name and the wrong one are spellings of each other, so both come from one draw.
		return tables.slots[gap][hash(f.seed, f.talk, "certo")%uint64(len(tables.slots["certo"]))]
	}
	words := tables.slots[gap]
	return words[hash(f.seed, f.talk, gap)%uint64(len(words))]
}

func (f filler) ending() string {
	if f.person.Female {
		return "a"
	}
	return "o"
}

func startsSentence(before string) bool {
	before = strings.TrimRight(before, " \n")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?")
}

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
