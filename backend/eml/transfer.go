package eml

import (
	"bytes"
	"encoding/base64"
	"unicode/utf8"
)

// decodeTransfer undoes a Content-Transfer-Encoding (RFC 2045 §6). Bad input gives what could be decoded
// and whole=false. Bytes that need no decoding are not copied.
func decodeTransfer(body []byte, encoding string) (data []byte, whole bool) {
	switch encoding {
	case "base64":
		return decodeBase64(body)
	case "quoted-printable":
		return decodeQuotedPrintable(body)
	}
	return body, true
}

func decodeBase64(body []byte) ([]byte, bool) {
	out := make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	n, err := base64.StdEncoding.Decode(out, body)
	if err == nil {
		return out[:n], true
	}
	return lenientBase64(body)
}

// lenientBase64 skips what is not in the alphabet and starts anew after padding, as some mailers glue
// several encoded pieces together. White space alone does not count as damage.
func lenientBase64(body []byte) (data []byte, whole bool) {
	data = make([]byte, 0, base64.StdEncoding.DecodedLen(len(body))+3)
	whole = true
	var bits uint32
	held := 0
	for _, c := range body {
		v := base64Values[c]
		switch {
		case v < 64:
			bits = bits<<6 | uint32(v)
			if held++; held == 4 {
				data = append(data, byte(bits>>16), byte(bits>>8), byte(bits))
				bits, held = 0, 0
			}
		case c == '=':
			data = flushBase64(data, bits, held)
			bits, held = 0, 0
		case c != ' ' && c != '\t' && c != '\r' && c != '\n':
			whole = false
		}
	}
	if held == 1 {
		whole = false
	}
	return flushBase64(data, bits, held), whole
}

func flushBase64(data []byte, bits uint32, held int) []byte {
	switch held {
	case 2:
		return append(data, byte(bits>>4))
	case 3:
		return append(data, byte(bits>>10), byte(bits>>2))
	}
	return data
}

var base64Values = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xff
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = byte(i)
	}
	return t
}()

// decodeQuotedPrintable is RFC 2045 §6.7 without its reasons to give up: an "=" that encodes nothing
// stays as it is.
func decodeQuotedPrintable(body []byte) (data []byte, whole bool) {
	whole = true
	data = make([]byte, 0, len(body))
	for len(body) > 0 {
		i := bytes.IndexByte(body, '=')
		if i < 0 {
			return append(data, body...), whole
		}
		data = append(data, body[:i]...)
		body = body[i+1:]
		if v, ok := hexPair(body); ok {
			data = append(data, v)
			body = body[2:]
			continue
		}
		if n, ok := softBreak(body); ok {
			body = body[n:]
			continue
		}
		data = append(data, '=')
		whole = false
	}
	return data, whole
}

// softBreak measures the white space and line end after an "=" that joins two lines.
func softBreak(b []byte) (int, bool) {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\r':
			if i > 1000 {
				return 0, false
			}
		case '\n':
			return i + 1, true
		default:
			return 0, false
		}
	}
	return len(b), true
}

func hexPair(b []byte) (byte, bool) {
	if len(b) < 2 {
		return 0, false
	}
	hi, ok := hexDigit(b[0])
	if !ok {
		return 0, false
	}
	lo, ok := hexDigit(b[1])
	return hi<<4 | lo, ok
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// looksBinary tells bytes that no text in any common charset has; a text part labelled base64 that is
// plain text decodes to such bytes.
func looksBinary(b []byte) bool {
	b = b[:min(len(b), 4096)]
	odd := 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if (r == utf8.RuneError && size <= 1) || (r < ' ' && r != '\n' && r != '\r' && r != '\t') {
			odd++
		}
		i += size
	}
	return odd*4 > len(b)
}
