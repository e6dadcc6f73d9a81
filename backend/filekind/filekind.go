// Package filekind tells what a stranger's file is by what it is called, by what its sender says it is, and by
// how it begins: something to look at or listen to, a document, or something that could do harm when it is
// opened. It reads words and bytes only; it opens nothing.
package filekind

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// Kind is what may be done with a file.
type Kind string

// The kinds. What is not Danger and not known is Other: it is kept and saved, not opened.
const (
	Picture  Kind = "picture"
	Sound    Kind = "sound"
	Film     Kind = "film"
	Document Kind = "document"
	Danger   Kind = "danger" // a program, or something that may hold one
	Other    Kind = "other"
)

// File is what is known of a file before it is opened.
type File struct {
	Kind   Kind
	Ending string // ".pdf": the only ending under which it is opened; empty when it is not
	Type   string // the media type that it is shown as; empty when it is not shown
	begins func(head []byte) bool
}

// HeadSize is how much of a file Begins looks at.
const HeadSize = 1024

// Of judges a file by its name and by the type that its sender gave. One word of danger in either is enough.
func Of(name, mediaType string) File {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	mediaType = strings.TrimSpace(mediaType)
	endings := endingsOf(name)
	if isDangerousName(name, endings) || isDangerousType(mediaType) {
		return File{Kind: Danger}
	}
	if len(endings) > 0 {
		if f, ok := known[endings[len(endings)-1]]; ok {
			return f
		}
	}
	if ending, ok := byType[mediaType]; ok && !hasEnding(endings) {
		return known[ending]
	}
	return File{Kind: Other}
}

// Begins tells whether a file begins as its name says, so that no program hides behind a harmless one.
func (f File) Begins(head []byte) bool { return f.begins != nil && f.begins(head) }

// endingsOf gives everything after a dot in a name, as Windows reads it: without blanks and dots at the end.
func endingsOf(name string) []string {
	name = strings.TrimRightFunc(strings.ToLower(name), func(r rune) bool { return r == '.' || unicode.IsSpace(r) || unicode.IsControl(r) })
	parts := strings.Split(name, ".")[1:]
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return parts
}

// hasEnding tells an ending from a dot in a sentence ("foto da sra. Ana"): it is short and has no blank.
func hasEnding(endings []string) bool {
	if len(endings) == 0 {
		return false
	}
	last := endings[len(endings)-1]
	return last != "" && len(last) <= 5 && !strings.ContainsFunc(last, unicode.IsSpace)
}

// isDangerousName also finds the ending of a program before another one ("fatura.exe.pdf"), which nobody writes
// by accident, and characters that show a name in another order than it has.
func isDangerousName(name string, endings []string) bool {
	if strings.ContainsFunc(name, func(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }) {
		return true
	}
	for i, e := range endings {
		last := i == len(endings)-1
		// "com" and "app" before another ending are the name of a web site.
		if dangerous[e] && (last || e != "com" && e != "app") {
			return true
		}
	}
	return false
}

func isDangerousType(mediaType string) bool {
	return dangerousTypes[mediaType] || strings.Contains(mediaType, "macroenabled")
}

// opening makes a test for files that begin with one of several byte sequences.
func opening(marks ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(marks, func(m string) bool { return bytes.HasPrefix(head, []byte(m)) })
	}
}

// inside makes a test for files that have a mark near the beginning: some lead with other bytes.
func inside(marks ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(marks, func(m string) bool { return bytes.Contains(head[:min(len(head), HeadSize)], []byte(m)) })
	}
}

// isText refuses what a program that guesses would take for something else than text.
func isText(head []byte) bool {
	words := bytes.TrimSpace(head)
	if bytes.HasPrefix(words, []byte("#!")) || bytes.HasPrefix(words, []byte("<")) || len(words) == 0 {
		return false
	}
	return !bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) })
}

// isMP3 knows a tag or the beginning of a frame.
func isMP3(head []byte) bool {
	return bytes.HasPrefix(head, []byte("ID3")) || len(head) > 1 && head[0] == 0xFF && head[1]&0xE0 == 0xE0
}
