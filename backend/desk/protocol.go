package desk

import "strings"

// Protocol is the number by which a customer and the shop name one case: thirteen digits, AAMMDD PP NNN CC, that
// is the day the case was opened, the station that opened it, the count of that day there, and two check digits.
// It is told over the telephone, so it has no letters. It is no secret and proves nothing about who says it.
// Package protocol makes and finds them.
type Protocol string

// tailLength is how many of the last digits people say for short.
const tailLength = 5

// String writes it as it is shown: 260721-07.014-81.
func (p Protocol) String() string {
	if len(p) != 13 {
		return string(p)
	}
	return string(p[:6] + "-" + p[6:8] + "." + p[8:11] + "-" + p[11:])
}

// ProtocolOf reads what String wrote.
func ProtocolOf(shown string) Protocol {
	return Protocol(strings.NewReplacer("-", "", ".", "").Replace(shown))
}

// Station is the two station digits; empty where it is no number.
func (p Protocol) Station() string {
	if len(p) != 13 {
		return ""
	}
	return string(p[6:8])
}

// Tail is what people say for short: the last five digits.
func (p Protocol) Tail() string { return string(p[max(len(p)-tailLength, 0):]) }
