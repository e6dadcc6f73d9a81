package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
)

// toCharset spells text in a one-byte character set; what it lacks becomes a question mark.
func toCharset(s, charset string) []byte {
	if charset == "utf-8" || charset == "us-ascii" {
		return []byte(s)
	}
	out := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case c < 256:
			out = append(out, byte(c))
		case c == '€' && charset == "windows-1252":
			out = append(out, 0x80)
		default:
			out = append(out, '?')
		}
	}
	return out
}

// quotedPrintable follows RFC 2045 section 6.7.
func quotedPrintable(src []byte) []byte {
	var b bytes.Buffer
	column := 0
	put := func(s string) {
		if column+len(s) > 75 {
			b.WriteString("=\n")
			column = 0
		}
		b.WriteString(s)
		column += len(s)
	}
	for i, c := range src {
		lineEnds := i+1 == len(src) || src[i+1] == '\n'
		switch {
		case c == '\n':
			b.WriteByte('\n')
			column = 0
		case c == '=' || c > 126 || c < 32 && c != '\t' || (c == ' ' || c == '\t') && lineEnds:
			put(fmt.Sprintf("=%02X", c))
		default:
			put(string(rune(c)))
		}
	}
	return b.Bytes()
}

func base64Lines(src []byte) []byte {
	encoded := base64.StdEncoding.EncodeToString(src)
	var b bytes.Buffer
	for len(encoded) > 76 {
		b.WriteString(encoded[:76])
		b.WriteByte('\n')
		encoded = encoded[76:]
	}
	b.WriteString(encoded)
	b.WriteByte('\n')
	return b.Bytes()
}

// encode applies a content transfer encoding.
func encode(raw []byte, transfer string) []byte {
	switch transfer {
	case "quoted-printable":
		return quotedPrintable(raw)
	case "base64":
		return base64Lines(bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n")))
	}
	return raw
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 126 })
}

// encodedWord spells a header value as RFC 2047 words of at most about 75 characters.
func encodedWord(s, charset string, quoted bool) string {
	if isASCII(s) {
		return s
	}
	if charset == "us-ascii" {
		charset = "utf-8"
	}
	var words []string
	runes := []rune(s)
	for len(runes) > 0 {
		count := min(len(runes), 12)
		raw := toCharset(string(runes[:count]), charset)
		runes = runes[count:]
		if quoted {
			words = append(words, "=?"+charset+"?Q?"+quotedWord(raw)+"?=")
		} else {
			words = append(words, "=?"+charset+"?B?"+base64.StdEncoding.EncodeToString(raw)+"?=")
		}
	}
	return strings.Join(words, "\n ")
}

func quotedWord(raw []byte) string {
	var b strings.Builder
	for _, c := range raw {
		switch {
		case c == ' ':
			b.WriteByte('_')
		case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}
