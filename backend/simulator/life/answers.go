package life

import "fmt"

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
