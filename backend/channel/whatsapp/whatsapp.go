// Package whatsapp knows the rules of WhatsApp: until when a customer may be answered freely, what a
// template needs, and which number is only for trying out.
//
// It sends nothing and knows no provider's interface; see channel/twilio for that.
package whatsapp

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

const (
	// MaxText is the longest text that is taken, in UTF-16 units (what a text field of a browser counts).
	MaxText = 1600
	// Prefix stands before every WhatsApp address, be it a number or a user id.
	Prefix = "whatsapp:"
	// SandboxNumber is the number that everybody shares for trying out.
	SandboxNumber = "+14155238886"
)

// The customer service window, and how much earlier it is taken as closed: clocks differ, and a
// message needs time to get there.
const (
	windowLength = 24 * time.Hour
	safety       = 2 * time.Minute
)

// Window tells whether a customer who last wrote at lastInbound may be answered freely, and until
// when (or since when no longer). A zero lastInbound, a customer who never wrote here, gives false
// and a zero time.
func Window(lastInbound, now time.Time) (open bool, until time.Time) {
	if lastInbound.IsZero() {
		return false, time.Time{}
	}
	until = lastInbound.Add(windowLength - safety)
	return now.Before(until), until
}

// IsSandbox tells whether an address of the shop, with or without its prefix, is the shared test number.
func IsSandbox(address string) bool {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(address), Prefix)) == SandboxNumber
}

// IsAddress tells whether an address belongs to WhatsApp.
func IsAddress(address string) bool {
	return len(address) > len(Prefix) && strings.EqualFold(address[:len(Prefix)], Prefix)
}

// Limits is what the composer obeys.
func Limits() channel.Limits { return channel.Limits{MaxText: MaxText} }

// Check tells why a message cannot be sent now; nil when it can. The errors are desk.ErrNoAccount,
// ErrNoAddress, ErrNoAttachments, ErrTemplateVars, ErrEmpty, ErrTooLong and ErrWindowClosed, whose
// param since is missing when the customer never wrote here.
func Check(out channel.Outbound, now time.Time) error {
	name := string(desk.WhatsApp)
	switch {
	case !IsAddress(out.From):
		return desk.E(desk.ErrNoAccount, nil, "channel", name)
	case !IsAddress(out.To):
		return desk.E(desk.ErrNoAddress, nil, "channel", name)
	case out.Attachments > 0:
		return desk.E(desk.ErrNoAttachments, nil, "channel", name)
	case out.Template != nil:
		return checkTemplate(*out.Template)
	}
	return checkText(out, now)
}

func checkText(out channel.Outbound, now time.Time) error {
	length := len(utf16.Encode([]rune(out.Text)))
	switch {
	case strings.TrimSpace(out.Text) == "":
		return desk.E(desk.ErrEmpty, nil)
	case length > MaxText:
		return desk.E(desk.ErrTooLong, nil, "limit", strconv.Itoa(MaxText), "length", strconv.Itoa(length))
	}
	open, until := Window(out.LastInbound, now)
	switch {
	case open:
		return nil
	case until.IsZero():
		return desk.E(desk.ErrWindowClosed, nil)
	}
	return desk.E(desk.ErrWindowClosed, nil, "since", until.UTC().Format(time.RFC3339))
}

// checkTemplate makes sure that no gap is left open: the provider would fill it with the sample of
// the template, and the customer would read "Customer_Name".
func checkTemplate(template channel.Template) error {
	if strings.TrimSpace(template.SID) == "" {
		return desk.E(desk.ErrUsage, nil, "argument", "template")
	}
	names := make([]string, 0, len(template.Vars))
	for name := range template.Vars {
		names = append(names, name)
	}
	return MissingVars(template, names)
}

// MissingVars gives desk.ErrTemplateVars when a variable among names is not filled; nil otherwise.
func MissingVars(template channel.Template, names []string) error {
	var missing []string
	for _, name := range names {
		if strings.TrimSpace(template.Vars[name]) == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	return desk.E(desk.ErrTemplateVars, nil, "missing", strings.Join(missing, ", "))
}
