package desk

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The window's tests read the same file.
func TestGaps(t *testing.T) {
	file, err := os.ReadFile("testdata/gaps.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text        string
		Gaps, Spelt []string
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := Gaps(c.Text); !slices.Equal(got, c.Gaps) {
			t.Errorf("%q: %q, want %q", c.Text, got, c.Gaps)
		}
		if got := gapForm.FindAllString(c.Text, -1); !slices.Equal(got, c.Spelt) {
			t.Errorf("%q: spelt %q, want %q", c.Text, got, c.Spelt)
		}
	}
}
