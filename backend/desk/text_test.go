package desk

import "testing"

func TestTextsThatCanBeKept(t *testing.T) {
	for _, test := range []struct{ name, typed, clean, lines, one string }{
		{"plain", "Olá, Célia", "Olá, Célia", "Olá, Célia", "Olá, Célia"},
		{"no text", "", "", "", ""},
		{"broken bytes are one mark", "a\xff\xfeb", "a\uFFFDb", "a\uFFFDb", "a\uFFFDb"},
		{"a NUL that hides a line end", "a\r\x00\nb", "a\r\nb", "a\nb", "a b"},
		{"lines", "\t a\r\n\r\n b ", "\t a\r\n\r\n b ", "\t a\n\n b ", "a b"},
		{"white space of other alphabets", "a\u00a0\u3000b", "a\u00a0\u3000b", "a\u00a0\u3000b", "a b"},
		{"only white space", " \r\n\t", " \r\n\t", " \n\t", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Clean(test.typed); got != test.clean {
				t.Errorf("Clean: %q, not %q", got, test.clean)
			}
			if got := CleanLines(test.typed); got != test.lines {
				t.Errorf("CleanLines: %q, not %q", got, test.lines)
			}
			if got := OneLine(test.typed); got != test.one {
				t.Errorf("OneLine: %q, not %q", got, test.one)
			}
		})
	}
}
