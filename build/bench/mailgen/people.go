package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// person is a customer of the shop; a few write much and most write little (Zipf).
type person struct {
	name      string
	addresses []string
	language  *language
	threads   []*thread // the newest three
}

type thread struct {
	id         int
	subject    string
	references []string
	previous   []string // the paragraphs of the message before, for quoting
	previousBy string
	previousAt time.Time
}

// town is everybody who writes to the shop.
type town struct {
	people     []*person
	cumulative []float64
	threads    int
}

// accents are what an address leaves out of a name.
var accents = strings.NewReplacer("á", "a", "à", "a", "ã", "a", "â", "a", "é", "e", "ê", "e", "í", "i", "ó", "o", "õ", "o", "ô", "o", "ú", "u", "ç", "c")

func newTown(r *rand.Rand, size int) *town {
	portuguese := newLanguage("pt", r, ptCommon, ptSyllables, ptEndings)
	english := newLanguage("en", r, enCommon, enSyllables, enEndings)
	t := &town{}
	sum := 0.0
	for i := range size {
		first, last := firstNames[r.IntN(len(firstNames))], lastNames[r.IntN(len(lastNames))]
		p := &person{name: first + " " + last, language: english}
		if r.IntN(10) < 8 {
			p.language = portuguese
		}
		local := accents.Replace(strings.ToLower(first + "." + last))
		for k := 1 + max(0, r.IntN(5)-2); k > 0; k-- { // 60 % have one address, 20 % two, 20 % three
			p.addresses = append(p.addresses, fmt.Sprintf("%s%d@mail%d.example", local, i*10+k, r.IntN(40)))
		}
		t.people = append(t.people, p)
		sum += 1 / math.Pow(float64(i+1), 0.9)
		t.cumulative = append(t.cumulative, sum)
	}
	return t
}

func (t *town) pick(r *rand.Rand) int {
	return weighted(t.cumulative, r.Float64()*t.cumulative[len(t.cumulative)-1])
}

// threadOf goes on with a recent thread of a person or begins a new one.
func (t *town) threadOf(p *person, r *rand.Rand) *thread {
	if len(p.threads) > 0 && r.IntN(100) < 58 {
		return p.threads[len(p.threads)-1-r.IntN(min(3, len(p.threads)))]
	}
	subject := strings.TrimRight(p.language.sentence(r), ".?!")
	if words := strings.Fields(subject); len(words) > 7 {
		subject = strings.Join(words[:7], " ")
	}
	begun := &thread{id: t.threads, subject: subject}
	t.threads++
	p.threads = append(p.threads, begun)
	if len(p.threads) > 3 {
		p.threads = p.threads[1:]
	}
	return begun
}

// remember notes a letter so that the next one of its thread can answer it.
func (t *thread) remember(l *letter) {
	if len(t.references) >= 12 {
		t.references = append(t.references[:1:1], t.references[3:]...)
	}
	t.references = append(t.references, l.messageID)
	t.previous, t.previousBy, t.previousAt = l.paragraphs, l.fromName, l.at
}
