// Package phone turns telephone numbers into match keys: two spellings of one telephone give one key.
// It also reads numbers as people type them and writes them as people read them.
//
// It never decides what to dial: messages are answered to the raw address, exactly as a provider gave
// it, because the key of a number need not be the address that WhatsApp knows.
package phone

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// An E.164 number has at most 15 digits; no country has whole numbers of fewer than 7. Without a "+"
// fewer than 10 are a local number or a short code, whatever country they happen to begin with.
const (
	minDigits = 7
	minNoPlus = 10
	maxDigits = 15
)

// Key gives the match key of an address that is a telephone number: "+" and digits, the same for
// every way in which a provider writes that telephone. The address may carry "whatsapp:" or "tel:",
// separators, and may lack its "+".
//
// ok is false for everything else (short codes, sender names, WhatsApp user ids, Messenger or RCS
// addresses, redacted numbers); the caller then matches by the raw text.
func Key(address string) (key string, ok bool) {
	digits, international, ok := spelled(address)
	if !ok || len(digits) < minDigits || len(digits) > maxDigits || digits[0] == '0' {
		return "", false
	}
	if !international && !believable(digits) {
		return "", false
	}
	return "+" + canonical(digits), true
}

// spelled takes the scheme and the separators away. ok is false when anything else than a number is left.
func spelled(address string) (digits string, international, ok bool) {
	rest := strings.TrimSpace(address)
	for _, scheme := range []string{"whatsapp:", "tel:"} {
		if len(rest) >= len(scheme) && strings.EqualFold(rest[:len(scheme)], scheme) {
			rest = strings.TrimSpace(rest[len(scheme):])
			break
		}
	}
	rest, international = strings.CutPrefix(rest, "+")
	var b strings.Builder
	for _, r := range rest {
		switch d, isDigit := digit(r); {
		case isDigit:
			b.WriteByte(d)
		case !isSeparator(r):
			return "", false, false
		}
	}
	return b.String(), international, b.Len() > 0
}

func isSeparator(r rune) bool {
	return strings.ContainsRune(" -.()/\u00a0\u202f\u2010\u2011\u2013\u200e\u202a\u202c", r)
}

// digit reads plain and full-width digits.
func digit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '０' && r <= '９':
		return byte('0' + (r - '０')), true
	}
	return 0, false
}

// Digits gives only the digits of s.
func Digits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if d, ok := digit(r); ok {
			b.WriteByte(d)
		}
	}
	return b.String()
}

// believable tells whether digits without "+" are a whole international number: a country's numbering
// plan must know them, in the spelling that came or in the canonical one.
func believable(digits string) bool {
	return len(digits) >= minNoPlus && (valid(digits) || valid(canonical(digits)))
}

func valid(digits string) bool {
	number, err := phonenumbers.Parse("+"+digits, "")
	return err == nil && phonenumbers.IsValidNumber(number)
}

// canonical undoes what countries and WhatsApp do to one telephone.
func canonical(digits string) string {
	switch {
	case strings.HasPrefix(digits, "55"):
		return "55" + brazilian(digits[2:])
	case strings.HasPrefix(digits, "54"):
		return "54" + argentine(digits[2:])
	case strings.HasPrefix(digits, "52"):
		return "52" + mexican(digits[2:])
	}
	return digits
}

// brazilian inserts the ninth digit into a mobile number that still lacks it. Numbers that begin with
// 2 to 5 are landlines and stay: adding a 9 would make them somebody's mobile.
func brazilian(national string) string {
	if len(national) == 10 && isAreaCode(national[:2]) && national[2] >= '6' {
		return national[:2] + "9" + national[2:]
	}
	return national
}

// isAreaCode tells whether two digits can be a DDD: 11 to 99, none with a zero.
func isAreaCode(ddd string) bool { return ddd[0] != '0' && ddd[1] != '0' }

// mexican drops the 1 that WhatsApp ids kept after Mexico gave it up.
func mexican(national string) string {
	if len(national) == 11 && national[0] == '1' {
		return national[1:]
	}
	return national
}

// argentine drops what marks a mobile: the 9 after the country, and the 15 after the area code.
func argentine(national string) string {
	if (len(national) == 11 || len(national) == 13) && national[0] == '9' {
		national = national[1:]
	}
	if len(national) != 12 {
		return national
	}
	area := argentineArea(national)
	if national[area:area+2] != "15" {
		return national
	}
	return national[:area] + national[area+2:]
}

// argentineThree are the area codes of three digits. Buenos Aires has two; all others have four.
const argentineThree = " 220 221 223 230 236 237 249 260 261 263 264 266 280 291 294 297 298 299 336 341 342 343 345 348" +
	" 351 353 358 362 364 370 376 379 380 381 383 385 387 388 "

func argentineArea(national string) int {
	switch {
	case strings.HasPrefix(national, "11"):
		return 2
	case strings.Contains(argentineThree, " "+national[:3]+" "):
		return 3
	}
	return 4
}

// Format writes a key for people: "(11) 98888-7777" for Brazil, the international form elsewhere.
// What is not a key comes back as it is.
func Format(key string) string {
	if canonicalKey, ok := Key(key); !ok || canonicalKey != key {
		return key
	}
	if n, brazil := strings.CutPrefix(key, "+55"); brazil && (len(n) == 10 || len(n) == 11) {
		return "(" + n[:2] + ") " + n[2:len(n)-4] + "-" + n[len(n)-4:]
	}
	number, err := phonenumbers.Parse(key, "")
	if err != nil || !phonenumbers.IsPossibleNumber(number) {
		return key
	}
	return phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
}
