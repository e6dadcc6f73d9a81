// Package sms knows the rules of text messages: which characters are cheap, how many parts a text
// costs, and what cannot be sent at all.
//
// It sends nothing and knows no provider; see channel/twilio for that.
package sms

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// MaxText is the longest text that is taken, in UTF-16 units (what a text field of a browser counts).
const MaxText = 1600

// Encoding is how a text travels. The words are a contract of the window.
type Encoding string

// The encodings: one character outside GSM7 turns the whole text into UCS2.
const (
	GSM7 Encoding = "gsm7"
	UCS2 Encoding = "ucs2"
)

// The room of a text sent alone, and of each part when it must be cut (GSM 03.40: a header joins them).
const (
	gsm7Alone, gsm7PerPart = 160, 153
	ucs2Alone, ucs2PerPart = 70, 67
)

// Segments is what a text costs.
type Segments struct {
	Encoding Encoding `json:"encoding"`
	Units    int      `json:"units"`    // septets or UTF-16 units
	Parts    int      `json:"parts"`    // each is charged; 0 for an empty text
	PerPart  int      `json:"per_part"` // the room of each part, in units
}

// gsm7Basic are the characters of one septet (GSM 03.38, default alphabet).
const gsm7Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

// gsm7Escaped are the characters that cost an escape septet more.
const gsm7Escaped = "\f^{}\\[~]|€"

// Count tells how a text would travel and how many parts it costs.
func Count(text string) Segments {
	encoding, alone, perPart := GSM7, gsm7Alone, gsm7PerPart
	if strings.ContainsFunc(text, func(r rune) bool { return septets(r) == 0 }) {
		encoding, alone, perPart = UCS2, ucs2Alone, ucs2PerPart
	}
	widths := make([]int, 0, len(text))
	units := 0
	for _, r := range text {
		width := septets(r)
		if encoding == UCS2 {
			width = utf16.RuneLen(r)
		}
		widths = append(widths, width)
		units += width
	}
	counted := Segments{Encoding: encoding, Units: units, Parts: 1, PerPart: alone}
	switch {
	case units == 0:
		counted.Parts = 0
	case units > alone:
		counted.Parts, counted.PerPart = partsOf(widths, perPart), perPart
	}
	return counted
}

// partsOf fills parts in order. A character of two units is never cut in two, so a part may end one
// unit early and the number can exceed a simple division.
func partsOf(widths []int, room int) int {
	parts, used := 1, 0
	for _, width := range widths {
		if used+width > room {
			parts++
			used = 0
		}
		used += width
	}
	return parts
}

// septets is what a character costs in GSM-7; 0 when it is not there.
func septets(r rune) int {
	switch {
	case strings.ContainsRune(gsm7Basic, r):
		return 1
	case strings.ContainsRune(gsm7Escaped, r):
		return 2
	}
	return 0
}

// Limits is what the composer obeys.
func Limits() channel.Limits { return channel.Limits{MaxText: MaxText} }

// Check tells why a text message cannot be sent; nil when it can. The errors are desk.ErrNoAccount,
// ErrNoAddress, ErrNoAttachments, ErrEmpty, ErrTooLong, and ErrUsage for a template, which text
// messages do not have.
func Check(out channel.Outbound) error {
	name := string(desk.SMS)
	switch {
	case out.From == "":
		return desk.E(desk.ErrNoAccount, nil, "channel", name)
	case !CanAnswer(out.To):
		return desk.E(desk.ErrNoAddress, nil, "channel", name)
	case out.Attachments > 0:
		return desk.E(desk.ErrNoAttachments, nil, "channel", name)
	case out.Template != nil:
		return desk.E(desk.ErrUsage, nil, "argument", "template")
	case strings.TrimSpace(out.Text) == "":
		return desk.E(desk.ErrEmpty, nil)
	default:
		return Fits(out.Text)
	}
}

// Fits gives desk.ErrTooLong for a text that no message takes.
func Fits(text string) error {
	if length := len(utf16.Encode([]rune(text))); length > MaxText {
		return desk.E(desk.ErrTooLong, nil, "limit", strconv.Itoa(MaxText), "length", strconv.Itoa(length))
	}
	return nil
}

// CanAnswer tells whether an address can be written to: numbers and short codes can, the name of a
// sender cannot.
func CanAnswer(address string) bool {
	return strings.ContainsAny(address, "0123456789") && !strings.ContainsFunc(address, unicode.IsLetter)
}
