package desk

import "strings"

// Clean makes a text one that the store, JSON and the page can keep: valid UTF-8 without NUL. What was no character is
// U+FFFD.
func Clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// CleanLines is Clean, with lines that end as they do here, wherever they were typed.
func CleanLines(text string) string { return strings.ReplaceAll(Clean(text), "\r\n", "\n") }

// OneLine is Clean, on one line: any white space is one space, and none is around it.
func OneLine(text string) string { return strings.Join(strings.Fields(Clean(text)), " ") }
