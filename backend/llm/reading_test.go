package llm

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReadJSON(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // of the field a
		ok   bool
	}{
		"plain":               {`{"a":"x"}`, "x", true},
		"fenced":              {"```json\n{\"a\":\"x\"}\n```", "x", true},
		"words around":        {"Aqui está:\n{\"a\":\"x\"}\nEspero ter ajudado.", "x", true},
		"thinking before":     {"<think>{\"a\":\"no\"}</think>{\"a\":\"x\"}", "x", true},
		"a brace before":      {`{isto} {"a":"x"}`, "x", true},
		"thinking's end only": {`hm {"a":"no"}</think> {"a":"x"}`, "x", true},
		"cut":                 {`{"a":"x`, "", false},
		"no JSON":             {"Bom dia!", "", false},
		"empty":               {"", "", false},
		"a list":              {`["a"]`, "", false},
	} {
		var v struct{ A string }
		if ok := ReadJSON(c.text, &v); ok != c.ok || ok && v.A != c.want {
			t.Errorf("%s: %v, %q", name, ok, v.A)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		" Bom dia ":                      "Bom dia",
		"```\nBom dia\n```":              "Bom dia",
		"```text\nBom\ndia```":           "Bom\ndia",
		"<think>hm</think>\n\nBom dia":   "Bom dia",
		"<think>that never ends, Bom di": "",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Whatever has come, what is shown of it is a beginning of what will have come.
func TestGrowingShowsBeginnings(t *testing.T) {
	const whole = "Olá, \"Ana\"!\nAté às 18h \U0001F600 \\ fim"
	text, err := json.Marshal(map[string]string{"draft": whole})
	if err != nil {
		t.Fatal(err)
	}
	escaped := strings.ReplaceAll(string(text), "\U0001F600", `\ud83d\ude00`)
	for _, all := range []string{string(text), escaped} {
		longest := ""
		for n := range len(all) + 1 {
			if !utf8.ValidString(all[:n]) {
				continue // pieces come in whole characters
			}
			got, _ := Growing(all[:n], "draft")
			if !strings.HasPrefix(whole, got) {
				t.Fatalf("after %q: %q", all[:n], got)
			}
			longest = got
		}
		if longest != whole {
			t.Errorf("at the end %q", longest)
		}
	}
	if _, ok := Growing(`{"other":"x"`, "draft"); ok {
		t.Error("shows another field")
	}
}

func FuzzReading(f *testing.F) {
	for _, seed := range []string{`{"draft":"a\u00e9"}`, "<think>", "</think>{", "```json\n{}\n```", `{"draft" : "\`, "{{{{{{"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var v map[string]any
		ReadJSON(text, &v)
		if plain := Plain(text); len(plain) > len(text) {
			t.Errorf("%q grew to %q", text, plain)
		}
		Growing(text, "draft")
	})
}
