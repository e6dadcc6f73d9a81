package email

import (
	"crypto/x509"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// Security is how a connection is protected. The words are a contract of the command line.
type Security string

// The kinds of protection: TLS from the first byte, TLS after STARTTLS, and none at all, which is
// allowed on this computer only.
const (
	TLS      Security = "tls"
	StartTLS Security = "starttls"
	Plain    Security = "plain"
)

// Config is what is known about a mailbox, without its password. It is kept as desk.Connection.Config.
type Config struct {
	Address      string   `json:"address"`
	Name         string   `json:"name,omitempty"`
	User         string   `json:"user,omitempty"` // empty: the address
	IMAPHost     string   `json:"imapHost"`       // host:port
	IMAPSecurity Security `json:"imapSecurity"`
	SMTPHost     string   `json:"smtpHost"` // host:port
	SMTPSecurity Security `json:"smtpSecurity"`
}

// ParseConfig reads what Config was stored as.
func ParseConfig(data []byte) (Config, error) {
	var cfg Config
	if err := json.Unmarshal(data, &cfg); err != nil {
		return Config{}, desk.E(desk.ErrUsage, err, "argument", "config")
	}
	return cfg, cfg.Validate()
}

// Validate tells whether the configuration can be used at all: desk.ErrUsage names the wrong field,
// desk.ErrTLS refuses an unprotected connection that would leave this computer.
func (c Config) Validate() error {
	if at := strings.LastIndexByte(c.Address, '@'); at < 1 || at == len(c.Address)-1 {
		return desk.E(desk.ErrUsage, nil, "argument", "address")
	}
	if err := c.validateHost("imap", c.IMAPHost, c.IMAPSecurity); err != nil {
		return err
	}
	return c.validateHost("smtp", c.SMTPHost, c.SMTPSecurity)
}

func (c Config) validateHost(which, hostPort string, security Security) error {
	host, port, err := net.SplitHostPort(hostPort)
	if err != nil || host == "" || port == "" {
		return desk.E(desk.ErrUsage, err, "argument", which)
	}
	switch security {
	case TLS, StartTLS:
		return nil
	case Plain:
		if !loopbackName(host) {
			return desk.E(desk.ErrTLS, errors.New("refused to talk unprotected to another computer"),
				"account", c.Address, "host", host, "reason", "no_starttls")
		}
		return nil
	default:
		return desk.E(desk.ErrUsage, nil, "argument", which+"-security")
	}
}

func loopbackName(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func (c Config) user() string {
	if c.User != "" {
		return c.User
	}
	return c.Address
}

// Options are what tests and the composition root may set; the zero value is right for real servers.
type Options struct {
	Now     func() time.Time
	Logger  *slog.Logger
	RootCAs *x509.CertPool // nil: the system's
	// Connect is how long a connection may take to stand, TLS included.
	Connect time.Duration
	// Silence is how long a server may say nothing while an answer is awaited.
	Silence time.Duration
	// Idle is how long Wait waits before it asks for a pull anyway (RFC 2177 allows 29 minutes; NAT
	// boxes forget sooner, and the Sent folder is not watched).
	Idle time.Duration
	// Poll is how long Wait waits where the server cannot tell by itself.
	Poll time.Duration
	// Submission is how long to wait for the word after the final dot (RFC 5321 §4.5.3.2.6).
	Submission time.Duration
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Connect = orElse(o.Connect, 30*time.Second)
	o.Silence = orElse(o.Silence, 60*time.Second)
	o.Idle = orElse(o.Idle, 5*time.Minute)
	o.Poll = orElse(o.Poll, 60*time.Second)
	o.Submission = orElse(o.Submission, 10*time.Minute)
	return o
}

func orElse(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// Mailbox is one mailbox: a channel.Source, Lister, Waiter, Sender, Filer and Tester. Its methods may be called
// from different goroutines; two pulls, two waits or two filings wait for each other.
type Mailbox struct {
	cfg    Config
	secret func() (string, error)
	opts   Options

	pulling sync.Mutex // guards worker
	worker  *session   // kept between pulls; nil: none
	waiting sync.Mutex // guards watcher
	watcher *session   // kept between waits; nil: none
	filing  sync.Mutex // one filing at a time, so that a search sees what an append did

	trouble trouble
	notes   notes
}

var (
	_ channel.Source = (*Mailbox)(nil)
	_ channel.Lister = (*Mailbox)(nil)
	_ channel.Waiter = (*Mailbox)(nil)
	_ channel.Sender = (*Mailbox)(nil)
	_ channel.Filer  = (*Mailbox)(nil)
	_ channel.Tester = (*Mailbox)(nil)
)

// New makes a mailbox; nothing is connected yet. secret gives the password each time it is needed; an
// *desk.Error of it is passed on.
func New(cfg Config, secret func() (string, error), opts Options) *Mailbox {
	return &Mailbox{
		cfg: cfg, secret: secret, opts: opts.withDefaults(),
		trouble: trouble{cfg.Address}, notes: notes{open: make(map[*session]struct{})},
	}
}

// Limits is what mail allows.
func (m *Mailbox) Limits() channel.Limits {
	return channel.Limits{Subject: true, Attachments: true}
}

// Close drops every connection; calls under way end with an error.
func (m *Mailbox) Close() error {
	m.notes.close()
	return nil
}

// password asks for the secret. An error without a code becomes desk.ErrSecretGone.
func (m *Mailbox) password() (string, error) {
	password, err := m.secret()
	var known *desk.Error
	switch {
	case err == nil && password != "":
		return password, nil
	case errors.As(err, &known):
		return "", err
	default:
		return "", desk.E(desk.ErrSecretGone, err, "account", m.cfg.Address)
	}
}
