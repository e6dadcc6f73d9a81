package life

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
)

// hash mixes a seed with words into a number that is the same on every machine.
func hash(seed uint64, words ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, seed)
	for _, w := range words {
		fmt.Fprintf(h, "|%v", w)
	}
	return scramble(h.Sum64())
}

// scramble spreads neighbouring values over all 64 bits (the finaliser of SplitMix64).
func scramble(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Rand is a generator of its own for one purpose, so that adding a draw elsewhere changes nothing here.
func Rand(seed uint64, words ...any) *rand.Rand {
	return rand.New(rand.NewPCG(hash(seed, words...), seed))
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
