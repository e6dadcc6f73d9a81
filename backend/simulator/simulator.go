// Package simulator is a whole shop on loopback: the mailbox, the mail server, the telephone provider and
// the language model of "Papelaria Sabiá", a Brazilian stationer with twelve months of life behind it, and customers who
// answer what the shop sends.
//
// A program reaches it through real sockets and real protocols, the same way as a real account. It knows
// nothing of the program that connects, keeps nothing on disk, and is no proof of how a real provider
// behaves: what was seen only here counts as not verified.
package simulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"balcao/backend/simulator/life"
	"balcao/backend/simulator/llmserver"
	"balcao/backend/simulator/mailserver"
	"balcao/backend/simulator/smtpserver"
	"balcao/backend/simulator/twilioserver"
)

// How large a shop is when nobody says otherwise.
const (
	defaultCustomers   = 180
	messagesByCustomer = 13
)

// Model is the name of the model that the shop's server simulates.
const Model = llmserver.Model

// modelPause is what a piece of a simulated draft takes, so that it is seen to be written.
const modelPause = 20 * time.Millisecond

// Options say which shop to open. The zero value is a shop of 180 customers whose past ends today.
type Options struct {
	// Seed chooses the shop: the same seed on the same day is the same shop.
	Seed uint64
	// Customers and Messages are its size; a dozen people and some hundred messages are always there.
	Customers, Messages int
	// Quiet customers never answer.
	Quiet bool
	// Now is the clock; nil means the computer's. It must be safe for concurrent use.
	Now func() time.Time
	// Day is the day at whose midnight the past ends; zero means today by Now. A demonstration shop that
	// is opened again later passes the day of its first opening, to find the same messages.
	Day time.Time
	// AnswerAfter is how long a customer takes to answer; nil means four to eight seconds.
	AnswerAfter func(*rand.Rand) time.Duration
	// Logger hears of trouble in the servers; nil means nobody does.
	Logger *slog.Logger
}

// Endpoints are what a program needs to connect.
type Endpoints struct {
	IMAP    string          `json:"imap"` // host:port, no TLS
	SMTP    string          `json:"smtp"` // host:port, no TLS
	Address string          `json:"address"`
	User    string          `json:"user"`
	Secret  string          `json:"secret"`
	Twilio  TwilioEndpoints `json:"twilio"`
	LLM     string          `json:"llm"` // base URL of an OpenAI-shaped server; no model is behind it
}

// TwilioEndpoints are the account at the telephone provider.
type TwilioEndpoints struct {
	URL        string `json:"url"`
	AccountSID string `json:"account_sid"`
	Secret     string `json:"secret"`
	SMS        string `json:"sms"`
	WhatsApp   string `json:"whatsapp"` // with the prefix whatsapp:
}

// Shop is a running shop.
type Shop struct {
	options   Options
	life      *life.Life
	endpoints Endpoints
	keySID    string
	mail      *mailserver.Server
	smtp      *smtpserver.Server
	twilio    *twilioserver.Server
	llm       *llmserver.Server
	customers *answering

	closing sync.Once
	closed  error
}

// Start opens the shop on four free ports of 127.0.0.1. It closes when ctx ends, or by Close.
func Start(ctx context.Context, o Options) (*Shop, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o = o.complete()
	s := &Shop{options: o, life: life.New(life.Options{Seed: o.Seed, Customers: o.Customers, Messages: o.Messages, Day: o.Day})}
	s.endpoints, s.keySID = credentials(o.Seed, s.life.Shop)
	s.customers = newAnswering(s)
	if err := s.listen(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.endpoints.IMAP, s.endpoints.SMTP, s.endpoints.Twilio.URL = s.mail.Addr(), s.smtp.Addr(), s.twilio.URL()
	s.endpoints.LLM = s.llm.URL()
	context.AfterFunc(ctx, func() {
		if err := s.Close(); err != nil {
			o.Logger.Error("close the simulated shop", "error", err)
		}
	})
	return s, nil
}

func (o Options) complete() Options {
	if o.Customers <= 0 {
		o.Customers = defaultCustomers
	}
	if o.Messages <= 0 {
		o.Messages = o.Customers * messagesByCustomer
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Day.IsZero() {
		o.Day = o.Now()
	}
	o.Day = time.Date(o.Day.Year(), o.Day.Month(), o.Day.Day(), 0, 0, 0, 0, o.Day.Location())
	if o.AnswerAfter == nil {
		o.AnswerAfter = func(r *rand.Rand) time.Duration {
			return 4*time.Second + time.Duration(r.Int64N(int64(4*time.Second)))
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// credentials derives from the seed how to log in; where, is known only when the servers listen.
func credentials(seed uint64, shop life.Shop) (e Endpoints, keySID string) {
	hex := func(what string) string {
		r := life.Rand(seed, what)
		return fmt.Sprintf("%016x%016x", r.Uint64(), r.Uint64())
	}
	e = Endpoints{
		Address: shop.Address, User: shop.Address, Secret: hex("mail secret")[:20],
		Twilio: TwilioEndpoints{AccountSID: "AC" + hex("account"), Secret: hex("twilio secret"), SMS: shop.SMS, WhatsApp: shop.WhatsApp},
	}
	return e, "SK" + hex("key")
}

func (s *Shop) listen() (err error) {
	if s.mail, err = mailserver.Start(s.mailOptions()); err != nil {
		return err
	}
	s.smtp, err = smtpserver.Start(smtpserver.Options{
		User: s.endpoints.User, Secret: s.endpoints.Secret, Taken: s.customers.takeMail, Logger: s.options.Logger,
	})
	if err != nil {
		return err
	}
	if s.twilio, err = twilioserver.Start(s.twilioOptions()); err != nil {
		return err
	}
	s.llm, err = llmserver.Start(llmserver.Options{Pause: modelPause, Logger: s.options.Logger})
	return err
}

func (s *Shop) mailOptions() mailserver.Options {
	o := mailserver.Options{
		User: s.endpoints.User, Secret: s.endpoints.Secret, Now: s.options.Now, Logger: s.options.Logger,
		UIDValidity: s.options.uidValidity(), LaterUID: s.options.laterUID(),
	}
	for _, m := range s.life.Mails {
		kept := mailserver.Mail{Received: m.At, Seen: m.Seen, Render: m.Render}
		if m.Outgoing {
			o.Sent = append(o.Sent, kept)
		} else {
			o.Inbox = append(o.Inbox, kept)
		}
	}
	return o
}

// uidValidity is another number for every other shop.
func (o Options) uidValidity() uint32 {
	r := life.Rand(o.Seed, "uidvalidity", o.Day.Format(time.DateOnly), o.Customers, o.Messages)
	return r.Uint32N(math.MaxInt32) + 1
}

// laterUID grows with the clock, twenty a second: a shop that is closed and opened again has forgotten
// what arrived in between, and must not give those UIDs to other mails.
func (o Options) laterUID() uint32 {
	const first, perSecond = 1_000_000, 20
	seconds := max(0, o.Now().Unix()-o.Day.Unix())
	return uint32(min(first+perSecond*seconds, math.MaxInt32))
}

func (s *Shop) twilioOptions() twilioserver.Options {
	e := s.endpoints.Twilio
	o := twilioserver.Options{
		AccountSID: e.AccountSID, KeySID: s.keySID, Secret: e.Secret, SMS: e.SMS, WhatsApp: e.WhatsApp,
		ShopName: s.life.Shop.Name, Taken: s.customers.takeText, Now: s.options.Now, Logger: s.options.Logger,
	}
	for _, t := range s.life.Texts {
		m := twilioserver.Message{
			SID: "SM" + t.ID, From: t.From, To: t.To, Body: t.Body, At: t.At, Outgoing: t.Outgoing, Media: t.Media,
			Unread: strings.HasSuffix(t.ID, "0"),
		}
		if len(t.Media) > 0 {
			m.SID = "MM" + t.ID
		}
		o.History = append(o.History, m)
	}
	for _, p := range s.life.People {
		if p.Stopped {
			o.Stopped = append(o.Stopped, p.SMS)
		}
	}
	return o
}

// Endpoints tell where the shop listens and how to log in.
func (s *Shop) Endpoints() Endpoints { return s.endpoints }

// KeySID is the API key that may be used in place of the account SID, with the same secret.
func (s *Shop) KeySID() string { return s.keySID }

// Close ends the answers under way, then the servers. It may be called more than once.
func (s *Shop) Close() error {
	s.closing.Do(func() {
		s.customers.close()
		var failed []error
		if s.smtp != nil {
			failed = append(failed, s.smtp.Close())
		}
		if s.twilio != nil {
			failed = append(failed, s.twilio.Close())
		}
		if s.llm != nil {
			failed = append(failed, s.llm.Close())
		}
		if s.mail != nil {
			failed = append(failed, s.mail.Close())
		}
		s.closed = withoutClosed(failed)
	})
	return s.closed
}

// withoutClosed joins errors, but not those that say that something was closed already.
func withoutClosed(errs []error) error {
	var kept []error
	for _, err := range errs {
		if !errors.Is(err, net.ErrClosed) {
			kept = append(kept, err)
		}
	}
	return errors.Join(kept...)
}
