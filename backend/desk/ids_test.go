package desk_test

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"balcao/backend/desk"
)

func TestHashIDTellsPartsApart(t *testing.T) {
	lists := [][]string{
		{},
		{""},
		{"", ""},
		{"a", "bc"},
		{"ab", "c"},
		{"abc"},
		{"abc", ""},
		{"", "abc"},
		{"a", "b", "c"},
		{"a\x00bc"},
		{"a\x00", "bc"},
		{"a", "\x00bc"},
		{"bc", "a"},
		{"\x01a"},
		{"A", "bc"},
	}
	seen := map[string][]string{}
	for _, parts := range lists {
		id := desk.HashID(parts...)
		if len(id) != 26 {
			t.Errorf("HashID(%q) = %q: not 26 characters", parts, id)
		}
		if other, twice := seen[id]; twice {
			t.Errorf("%q and %q have one id", parts, other)
		}
		seen[id] = parts
		if desk.HashID(parts...) != id {
			t.Errorf("HashID(%q) is not the same twice", parts)
		}
	}
}

// TestHashIDKeepsTheOrderOfBytes compares ids with the bytes that they spell.
func TestHashIDKeepsTheOrderOfBytes(t *testing.T) {
	const n = 200
	sums, ids := make([][]byte, n), make([]string, n)
	for i := range n {
		part := string(rune('a' + i))
		framed := append([]byte{byte(len(part))}, part...)
		sum := sha256.Sum256(framed)
		sums[i], ids[i] = sum[:16], desk.HashID(part)
	}
	for i := range n {
		for j := range n {
			if (bytes.Compare(sums[i], sums[j]) < 0) != (ids[i] < ids[j]) {
				t.Fatalf("%x and %x are not in the order of %s and %s", sums[i], sums[j], ids[i], ids[j])
			}
		}
	}
}
