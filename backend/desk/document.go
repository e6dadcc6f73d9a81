package desk

import "strings"

// DocumentKind is what sort of number a document looks like.
type DocumentKind string

// The kinds of document. A number of another country is kept as it is: only the format of ours is known.
const (
	CPF           DocumentKind = "cpf"
	CNPJ          DocumentKind = "cnpj"
	OtherDocument DocumentKind = "other"
)

// DocumentKey gives the letters and digits of a document, which are the same however it is written.
func DocumentKey(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(text))
}

// CheckDocument tells what a document looks like, and whether its check digits fit. Since July 2026 the first
// twelve places of a CNPJ may be letters.
func CheckDocument(text string) (kind DocumentKind, fits bool) {
	key := DocumentKey(text)
	switch letters := strings.Trim(key, "0123456789") != ""; {
	case len(key) == 11 && !letters:
		return CPF, checked(key, 9, 11)
	case len(key) == 14 && strings.Trim(key[12:], "0123456789") == "":
		return CNPJ, checked(key, 12, 9)
	default:
		return OtherDocument, true
	}
}

// checked computes both check digits: every place counts its weight, 2 from the right upwards, and after the
// heaviest from 2 again. One number repeated passes the sum and is none.
func checked(key string, body, heaviest int) bool {
	if strings.Count(key, key[:1]) == len(key) {
		return false
	}
	for n := body; n < len(key); n++ {
		sum := 0
		for i := range n {
			sum += int(key[n-1-i]-'0') * (2 + i%(heaviest-1))
		}
		digit := 11 - sum%11
		if digit > 9 {
			digit = 0
		}
		if int(key[n]-'0') != digit {
			return false
		}
	}
	return true
}

// ShownDocument writes a document as people read it.
func ShownDocument(text string) string {
	key := DocumentKey(text)
	switch kind, _ := CheckDocument(text); kind {
	case CPF:
		return key[:3] + "." + key[3:6] + "." + key[6:9] + "-" + key[9:]
	case CNPJ:
		return key[:2] + "." + key[2:5] + "." + key[5:8] + "/" + key[8:12] + "-" + key[12:]
	default:
		return text
	}
}
