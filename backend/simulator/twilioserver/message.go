package twilioserver

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// Directions of a message.
const (
	inbound  = "inbound"
	outbound = "outbound-api"
)

// Message is one SMS or WhatsApp message.
type Message struct {
	SID        string
	From, To   string // WhatsApp addresses carry the prefix whatsapp:
	Body       string
	At         time.Time
	Outgoing   bool
	Media      []string // MIME types
	ContentSID string
	// Failure is the error code with which delivery ends; 0: it arrives.
	Failure int
	// Unread: the customer's telephone never tells that a WhatsApp message was read.
	Unread bool
}

func (m *Message) whatsApp() bool { return strings.HasPrefix(m.From, "whatsapp:") }

// Steps of an outgoing message after it was accepted.
const (
	sentAfter      = 700 * time.Millisecond
	deliveredAfter = 1500 * time.Millisecond
	readAfter      = 3 * time.Second
)

// progress is how far a message is now, and since when.
func (m *Message) progress(now time.Time) (status string, since time.Time) {
	age := now.Sub(m.At)
	switch {
	case !m.Outgoing:
		return "received", m.At
	case age < sentAfter:
		return "queued", m.At
	case age < deliveredAfter:
		return "sent", m.At.Add(sentAfter)
	case m.Failure != 0 && m.whatsApp():
		return "failed", m.At.Add(deliveredAfter)
	case m.Failure != 0:
		return "undelivered", m.At.Add(deliveredAfter)
	case m.whatsApp() && !m.Unread && age >= readAfter:
		return "read", m.At.Add(readAfter)
	default:
		return "delivered", m.At.Add(deliveredAfter)
	}
}

// sentAt is date_sent; zero while the message is queued.
func (m *Message) sentAt(now time.Time) time.Time {
	if !m.Outgoing {
		return m.At
	}
	if now.Sub(m.At) < sentAfter {
		return time.Time{}
	}
	return m.At.Add(sentAfter)
}

// messageJSON is the Message resource as Twilio writes it.
type messageJSON struct {
	AccountSID          string            `json:"account_sid"`
	APIVersion          string            `json:"api_version"`
	Body                string            `json:"body"`
	DateCreated         string            `json:"date_created"`
	DateSent            *string           `json:"date_sent"`
	DateUpdated         string            `json:"date_updated"`
	Direction           string            `json:"direction"`
	ErrorCode           *int              `json:"error_code"`
	ErrorMessage        *string           `json:"error_message"`
	From                string            `json:"from"`
	MessagingServiceSID *string           `json:"messaging_service_sid"`
	NumMedia            string            `json:"num_media"`
	NumSegments         string            `json:"num_segments"`
	Price               *string           `json:"price"`
	PriceUnit           *string           `json:"price_unit"`
	SID                 string            `json:"sid"`
	Status              string            `json:"status"`
	SubresourceURIs     map[string]string `json:"subresource_uris"`
	To                  string            `json:"to"`
	URI                 string            `json:"uri"`
}

func (s *line) json(m *Message) messageJSON {
	now := s.options.Now()
	status, since := m.progress(now)
	path := s.accountPath() + "/Messages/" + m.SID
	out := messageJSON{
		AccountSID: s.options.AccountSID, APIVersion: "2010-04-01", Body: m.Body,
		DateCreated: twilioDate(m.At), DateUpdated: twilioDate(since), Direction: inbound,
		From: m.From, To: m.To, NumMedia: fmt.Sprint(len(m.Media)), NumSegments: fmt.Sprint(m.segments()),
		SID: m.SID, Status: status, URI: path + ".json",
		SubresourceURIs: map[string]string{"media": path + "/Media.json"},
	}
	if m.Outgoing {
		out.Direction = outbound
	}
	if sent := m.sentAt(now); !sent.IsZero() {
		date := twilioDate(sent)
		out.DateSent = &date
	}
	switch status {
	case "failed", "undelivered":
		text := "Simulated failure on the way"
		out.ErrorCode, out.ErrorMessage = &m.Failure, &text
	case "delivered", "read", "received":
		price, unit := "-0.00750", "USD"
		if m.whatsApp() {
			price = "-0.00500"
		}
		out.Price, out.PriceUnit = &price, &unit
	}
	return out
}

func (s *line) accountPath() string { return "/2010-04-01/Accounts/" + s.options.AccountSID }

// twilioDate is RFC 2822 in GMT.
func twilioDate(t time.Time) string { return t.UTC().Format(time.RFC1123Z) }

// segments counts the parts of an SMS: 160 GSM-7 characters in one or 153 in each of several, else 70 or
// 67 UTF-16 units. WhatsApp knows no parts.
func (m *Message) segments() int {
	if m.whatsApp() {
		return 1
	}
	units, single, several := gsmUnits(m.Body), 160, 153
	if units < 0 {
		units, single, several = len(utf16.Encode([]rune(m.Body))), 70, 67
	}
	if units <= single {
		return 1
	}
	return (units + several - 1) / several
}

const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmTwice = "^{}\\[~]|€\f" // behind an escape, two units each
)

// gsmUnits is the length in GSM 03.38; -1 when a character is not in it.
func gsmUnits(body string) int {
	units := 0
	for _, r := range body {
		switch {
		case strings.ContainsRune(gsmBasic, r):
			units++
		case strings.ContainsRune(gsmTwice, r):
			units += 2
		default:
			return -1
		}
	}
	return units
}

// mint makes a new SID.
func mint(prefix string) string {
	var raw [16]byte
	// crypto/rand.Read never fails (Go 1.24); without entropy the program ends.
	_, _ = rand.Read(raw[:])
	return prefix + hex.EncodeToString(raw[:])
}

// mediaSID names the file at a place of a message.
func mediaSID(message string, place int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", message, place))
	return "ME" + hex.EncodeToString(sum[:16])
}
