package desk

import "strings"

// DocumentKind is what sort of number a document looks like.
type DocumentKind string

// The kinds of document. A number of another country is kept as it is: only the format of ours is known.
const (
	CPF           DocumentKind = "cpf"
	CNPJ          DocumentKind = "cnpj"
	NIF           DocumentKind = "nif" // of Spain, persons and firms, or of Portugal
	NIE           DocumentKind = "nie" // of a foreigner in Spain
	OtherDocument DocumentKind = "other"
)

// DocumentKey gives the letters and digits of a document, which are the same however it is written: with or without
// the country before a NIF.
func DocumentKey(text string) string {
	key, _ := documentKey(text)
	return key
}

// documentKey also gives the country that was written before the number.
func documentKey(text string) (key, country string) {
	key = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(text))
	for _, country := range []string{"PT", "ES"} {
		if rest, ok := strings.CutPrefix(key, country); ok && len(rest) == 9 {
			return rest, country
		}
	}
	return key, ""
}

// CheckDocument tells what a document looks like, and whether its check digits fit. Since July 2026 the first
// twelve places of a CNPJ may be letters.
func CheckDocument(text string) (kind DocumentKind, fits bool) {
	key, country := documentKey(text)
	switch {
	case len(key) == 11 && digits(key):
		return CPF, checked(key, 9, 11)
	case len(key) == 14 && digits(key[12:]):
		return CNPJ, checked(key, 12, 9)
	case len(key) == 9 && digits(key):
		// Nine digits may be many things, Brazil's RG among them: one that does not fit is none of Portugal's, unless it says so.
		if fits := portuguese(key); fits || country == "PT" {
			return NIF, fits
		}
	case len(key) == 9 && digits(key[1:8]):
		return spanish(key)
	}
	return OtherDocument, true
}

func digits(text string) bool { return strings.Trim(text, "0123456789") == "" }

// portuguese tells whether the last digit is that of the eight before it.
func portuguese(key string) bool {
	sum := 0
	for i := range 8 {
		sum += int(key[i]-'0') * (9 - i)
	}
	digit := 11 - sum%11
	if digit > 9 {
		digit = 0
	}
	begins := strings.IndexByte("1235689", key[0]) >= 0 || strings.Contains(" 45 70 71 72 74 75 77 78 79 ", " "+key[:2]+" ")
	return begins && int(key[8]-'0') == digit
}

// spanish reads a number of Spain: digits and a letter for her people, X, Y or Z first for foreigners, K, L or M first for
// a few more, another letter first for firms, whose last place is a digit or the letter that stands for it.
func spanish(key string) (kind DocumentKind, fits bool) {
	first, last := key[0], key[8]
	switch {
	case first <= '9':
		return NIF, last > '9' && last == spanishLetter(key[:8])
	case strings.IndexByte("XYZ", first) >= 0:
		return NIE, last == spanishLetter(string('0'+first-'X')+key[1:8])
	case strings.IndexByte("KLM", first) >= 0:
		return NIF, last == spanishLetter(key[1:8])
	case strings.IndexByte("IOT", first) >= 0: // no firm begins so: a passport, perhaps
		return OtherDocument, true
	}
	digit := spanishDigit(key[1:8])
	return NIF, last == '0'+digit || last == "JABCDEFGHI"[digit]
}

func spanishLetter(number string) byte {
	n := 0
	for _, d := range number {
		n = (n*10 + int(d-'0')) % 23
	}
	return "TRWAGMYFPDXBNJZSQVHLCKE"[n]
}

// spanishDigit is the check digit of a firm: of every other place the digits of its double are added up.
func spanishDigit(number string) byte {
	sum := 0
	for i, d := range number {
		n := int(d - '0')
		if i%2 == 0 {
			n = n*2/10 + n*2%10
		}
		sum += n
	}
	return byte((10 - sum%10) % 10)
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
