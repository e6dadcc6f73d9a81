package eml

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"golang.org/x/text/encoding/charmap"
)

// toUTF8 decodes text of a declared charset. The result is valid UTF-8 without NUL whatever the input;
// known is false when nobody knows the charset. Labels lie, so: bytes that are valid UTF-8 are never read
// as Latin-1, Latin-1 means windows-1252 (as in browsers), and what declares nothing is UTF-8 or else
// windows-1252, the likely one in Brazil.
func toUTF8(b []byte, label string) (text string, known bool) {
	switch label = normalLabel(label); label {
	case "", "utf-8", "windows-1252":
		return guessed(b), true
	}
	if isASCII(b) && !statefulCharset(label) {
		return withoutNUL(string(b)), true
	}
	r, err := charset.Reader(label, bytes.NewReader(b))
	if err != nil {
		return guessed(b), false
	}
	out, err := io.ReadAll(io.LimitReader(r, maxTextBytes))
	if err != nil && len(out) == 0 {
		return guessed(b), false
	}
	return withoutNUL(strings.ToValidUTF8(string(out), "\uFFFD")), true
}

// normalLabel folds the aliases that mean UTF-8, windows-1252 or nothing at all.
func normalLabel(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	label, _, _ = strings.Cut(label, "*") // RFC 2231 §5: a language may follow
	switch label {
	case "utf-8", "utf8", "unicode-1-1-utf-8", "x-utf-8", "utf-8mb4", "utf_8":
		return "utf-8"
	case "", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown", "unknown-8bit", "x-unknown", "8bit", "7bit", "none", "default", "_autodetect", "binary":
		return ""
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "iso-88591", "latin1", "latin-1", "l1", "cp1252", "cp-1252",
		"windows-1252", "win-1252", "windows1252", "x-cp1252", "ansi", "iso-8859", "8859-1", "ansi_x3.110-1983":
		return "windows-1252"
	}
	return label
}

// statefulCharset tells the charsets that write foreign letters with ASCII bytes.
func statefulCharset(label string) bool {
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "utf-7") || strings.HasPrefix(label, "utf-16") ||
		strings.HasPrefix(label, "hz-") || label == "unicode-1-1-utf-7"
}

// guessed reads UTF-8, and windows-1252 where the bytes are none. A UTF-8 text with a few broken letters
// keeps the good ones.
func guessed(b []byte) string {
	if utf8.Valid(b) {
		return withoutNUL(string(b))
	}
	if mostlyUTF8(b) {
		return withoutNUL(strings.ToValidUTF8(string(b), "\uFFFD"))
	}
	return withoutNUL(fromWindows1252(b))
}

func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > bad
}

func fromWindows1252(b []byte) string {
	var s strings.Builder
	s.Grow(len(b) + len(b)/8)
	for _, c := range b {
		if c < utf8.RuneSelf {
			s.WriteByte(c)
		} else {
			s.WriteRune(charmap.Windows1252.DecodeByte(c))
		}
	}
	return s.String()
}

func withoutNUL(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "")
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)

// htmlCharset finds the charset that an HTML page declares about itself, within its first bytes.
func htmlCharset(b []byte) string {
	m := metaCharset.FindSubmatch(b[:min(len(b), 2048)])
	if m == nil {
		return ""
	}
	return string(m[1])
}
