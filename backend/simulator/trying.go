package simulator

import (
	"context"
	"slices"
	"strings"
	"time"

	"balcao/backend/simulator/llmserver"
	"balcao/backend/simulator/mailserver"
	"balcao/backend/simulator/smtpserver"
	"balcao/backend/simulator/twilioserver"
)

// Sent is one message that the shop handed over.
type Sent struct {
	Channel  string // email, sms, whatsapp
	ID       string // Message-ID without brackets, or SID
	From     string
	To       []string
	Text     string
	Template string // ContentSid
	Raw      []byte // the whole mail
	At       time.Time
}

// Customer is somebody who knows the shop and answers it.
type Customer struct {
	Name     string
	Email    string // empty: no mail
	SMS      string // E.164; empty: no telephone
	WhatsApp string // with the prefix whatsapp:, not always the digits of SMS
}

// Text is an SMS or WhatsApp message that a customer sends.
type Text struct {
	From  string // WhatsApp with the prefix whatsapp:
	Body  string
	Media []string  // MIME types
	At    time.Time // zero: now
	SID   string    // empty: a new one
}

// Sent lists what the shop has sent since it opened, oldest first.
func (s *Shop) Sent() []Sent {
	s.customers.mu.Lock()
	defer s.customers.mu.Unlock()
	return slices.Clone(s.customers.sent)
}

// Customers lists everybody who answers.
func (s *Shop) Customers() []Customer {
	list := make([]Customer, 0, len(s.life.People))
	for _, p := range s.life.People {
		list = append(list, Customer{Name: p.Name, Email: p.Email, SMS: p.SMS, WhatsApp: p.WhatsApp})
	}
	return list
}

// WaitAnswers returns when customers have given n answers since the shop opened.
func (s *Shop) WaitAnswers(ctx context.Context, n int) error { return s.customers.wait(ctx, n) }

// DeliverMail puts a mail into the INBOX as it is and returns its UID.
func (s *Shop) DeliverMail(raw []byte) uint32 { return s.mail.Deliver(raw, s.options.Now()) }

// DeliverText lets an SMS or WhatsApp message arrive at the shop's number and returns its SID.
func (s *Shop) DeliverText(t Text) string {
	to := s.endpoints.Twilio.SMS
	if strings.HasPrefix(t.From, "whatsapp:") {
		to = s.endpoints.Twilio.WhatsApp
	}
	return s.twilio.Deliver(twilioserver.Message{SID: t.SID, From: t.From, To: to, Body: t.Body, Media: t.Media, At: t.At})
}

// Mails are what lies in a folder, mailserver.Inbox or mailserver.Sent, oldest first.
func (s *Shop) Mails(folder string) []mailserver.Stored { return s.mail.Mails(folder) }

// FailTwilio spoils one request to the telephone provider.
func (s *Shop) FailTwilio(f twilioserver.Fault) { s.twilio.Fail(f) }

// FailDelivery lets the next accepted SMS or WhatsApp message fail on its way with Twilio's code.
func (s *Shop) FailDelivery(code int) { s.twilio.FailDelivery(code) }

// FailSMTP spoils one command to the mail server.
func (s *Shop) FailSMTP(f smtpserver.Fault) { s.smtp.Fail(f) }

// FailModel spoils one request to the language model.
func (s *Shop) FailModel(f llmserver.Fault) { s.llm.Fail(f) }

// ModelSays lets the language model's next answer be this text.
func (s *Shop) ModelSays(text string) { s.llm.Say(text) }

// ModelAsked gives the bodies of all requests to the language model so far.
func (s *Shop) ModelAsked() [][]byte { return s.llm.Asked() }
