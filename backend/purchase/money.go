package purchase

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"balcao/backend/desk"
)

// decimals is which separator parts the cents from the rest in a file, as far as its amounts tell.
type decimals struct{ comma, point bool }

// see learns from an amount in which only one reading makes sense.
func (d *decimals) see(text string) {
	number := digitsOf(text)
	comma, point := strings.LastIndexByte(number, ','), strings.LastIndexByte(number, '.')
	last := max(comma, point)
	if last < 0 || min(comma, point) < 0 && (strings.Count(number, number[last:last+1]) > 1 || len(number)-last-1 == 3) {
		return
	}
	d.comma, d.point = d.comma || last == comma, d.point || last == point
}

// separator is the one that parts the cents; 0: both do, or nothing tells.
func (d decimals) separator() byte {
	switch {
	case d.comma && !d.point:
		return ','
	case d.point && !d.comma:
		return '.'
	default:
		return 0
	}
}

// ParseAmount reads an amount of money as people write it, with the currency where it is written: "R$ 1.234,56", "89.9",
// "(12,00)". What can be read in two ways, as "1.234", is taken for thousands.
func ParseAmount(text string) (desk.Money, bool) { return parseAmount(text, 0) }

// parseAmount reads an amount of a file in which a separator parts the cents; 0: that is not known.
func parseAmount(text string, decimal byte) (m desk.Money, ok bool) {
	m.Currency, ok = currencyIn(text)
	if !ok {
		return m, false
	}
	number := digitsOf(text)
	whole, cents, ok := splitCents(number, decimal)
	if !ok || len(whole) > 12 {
		return m, false
	}
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if strings.ContainsAny(text, "-−(") {
		n = -n
	}
	m.Cents = n
	return m, err == nil
}

// splitCents parts a number into what stands before the cents, without separators, and the cents.
func splitCents(number string, decimal byte) (whole, cents string, ok bool) {
	last := strings.LastIndexAny(number, ".,")
	if last < 0 {
		return number, "00", number != ""
	}
	separator, after := number[last], number[last+1:]
	thousands := strings.Count(number, string(separator)) > 1 || len(after) == 3 && decimal != separator && !strings.ContainsAny(number[:last], ".,")
	if thousands {
		whole, after = number, "00"
	} else {
		whole = number[:last]
		if strings.IndexByte(whole, separator) >= 0 {
			return "", "", false
		}
	}
	if !wellGrouped(whole) {
		return "", "", false
	}
	whole = strings.ReplaceAll(strings.ReplaceAll(whole, ".", ""), ",", "")
	for len(after) < 2 {
		after += "0"
	}
	if strings.Trim(after[2:], "0") != "" { // a fraction of a cent is no amount that was paid
		return "", "", false
	}
	return whole, after[:2], whole != ""
}

// wellGrouped tells that the separators of a whole number are all the same and part it into thousands.
func wellGrouped(whole string) bool {
	separator := strings.IndexAny(whole, ".,")
	if separator < 0 {
		return true
	}
	groups := strings.Split(whole, whole[separator:separator+1])
	for i, g := range groups {
		if strings.ContainsAny(g, ".,") || i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3) {
			return false
		}
	}
	return true
}

// digitsOf keeps the digits and what parts them.
func digitsOf(text string) string {
	number := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ',' || r == '.' {
			return r
		}
		return -1
	}, text)
	return strings.TrimRight(number, ".,")
}

// symbols are how currencies are written, the longer before what they end in.
var symbols = []struct{ written, code string }{{"R$", "BRL"}, {"US$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"$", "USD"}}

// currencyIn finds what an amount is in; empty: it does not say. ok is false for words that are no currency.
func currencyIn(text string) (code string, ok bool) {
	for _, s := range symbols {
		if before, after, found := strings.Cut(text, s.written); found {
			text, code = before+after, s.code
			break
		}
	}
	letters := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r):
			return unicode.ToUpper(r)
		case unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune(".,-−()+", r):
			return -1
		default:
			return '?'
		}
	}, text)
	switch {
	case letters == "":
		return code, true
	case code == "" && isCurrency(letters):
		return letters, true
	default:
		return "", false
	}
}

// isCurrency tells whether it looks like the three letters of a currency.
func isCurrency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// plainAmount writes cents as a number with a point.
func plainAmount(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
