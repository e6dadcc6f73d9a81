package life

import (
	"fmt"
	"strings"
)

// Answer is what a customer says back to the shop: short, fit for the channel, and the same for the
// same shop, customer and number of the answer.
func (l *Life) Answer(p *Person, channel string, number int) string {
	key := fmt.Sprint("answer", p.number, channel)
	sentences := tables.answers[channel]
	// Walking on from a start of one's own, nobody repeats a sentence before all have been said.
	at := (hash(l.seed, key) + uint64(number)) % uint64(len(sentences))
	f := filler{seed: l.seed, talk: key, person: p}
	return f.fill(sentences[at])
}

// Elsewhere is the channel on which a customer comes back to what was said on another: one in four does, if there is
// another telephone channel of hers. Empty: none.
func (p *Person) Elsewhere(channel string) string {
	other := WhatsApp
	if channel == WhatsApp {
		other = SMS
	}
	if p.number%4 != 0 || p.On(other) == "" {
		return ""
	}
	return other
}

// spellings are the ways in which people copy a number of the form 260721-07.014-81.
var spellings = []func(string) string{
	func(number string) string { return number },
	strings.NewReplacer("-", "", ".", "").Replace,
	strings.NewReplacer("-", " ", ".", " ").Replace,
	strings.NewReplacer("-", ".").Replace,
	func(number string) string { return strings.Replace(number, "0", "O", 1) },
	func(number string) string { return strings.Replace(number, ".", "\n", 1) },
}

// Quote is what a customer says who comes back with the number of her case.
func (l *Life) Quote(p *Person, number string) string {
	r := Rand(l.seed, "quote", p.number, number)
	return strings.ReplaceAll(pick(r, tables.answers["quoting"]), "{protocolo}", pick(r, spellings)(number))
}
