package campaign

import "math"

// Half is what came of one of two wordings.
type Half struct {
	Sent, Answered, Bought int
}

func halvesOf(sent []Person) []Half {
	halves := make([]Half, 2)
	for _, p := range sent {
		h := &halves[min(p.Half, 1)]
		h.Sent++
		if p.Answer != "" {
			h.Answered++
		}
		if len(p.Bought) > 0 {
			h.Bought++
		}
	}
	return halves
}

// fewest is how many there must be in each half before anything is said of a difference.
const fewest = 30

// Comparison is what may be said of two wordings.
type Comparison string

// The comparisons. What is compared is who answered, and nothing else: of many measures one differs by chance.
const (
	TooFew   Comparison = "too_few" // to say anything
	Chance   Comparison = "chance"  // the difference may well be none
	FirstIs  Comparison = "first"   // the first was answered more, hardly by chance
	SecondIs Comparison = "second"
)

// Compare says whether one of two wordings was answered more, by Fisher's exact test at one in twenty, which holds for small
// numbers too.
func Compare(halves []Half) Comparison {
	a, b := halves[0], halves[1]
	switch {
	case a.Sent < fewest || b.Sent < fewest:
		return TooFew
	case fisher(a.Answered, a.Sent, b.Answered, b.Sent) >= 0.05:
		return Chance
	case a.Answered*b.Sent > b.Answered*a.Sent:
		return FirstIs
	default:
		return SecondIs
	}
}

// fisher is how probable a difference at least as great as the one between a of n and b of m is, if both are alike: the sum
// over all tables with the same margins that are no more probable than this one.
func fisher(a, n, b, m int) float64 {
	yes := a + b
	probability := func(x int) float64 {
		return math.Exp(choose(n, x) + choose(m, yes-x) - choose(n+m, yes))
	}
	seen, sum := probability(a), 0.0
	for x := max(0, yes-m); x <= min(n, yes); x++ {
		if p := probability(x); p <= seen*(1+1e-9) {
			sum += p
		}
	}
	return math.Min(sum, 1)
}

// choose is the logarithm of n over k.
func choose(n, k int) float64 {
	return factorial(n) - factorial(k) - factorial(n-k)
}

// factorial is the logarithm of n!.
func factorial(n int) float64 {
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}
