package email

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"balcao/backend/desk"
)

// discoverTime bounds each question that Discover asks.
const discoverTime = 8 * time.Second

// autoconfigLimit is how large a configuration file may be.
const autoconfigLimit = 256 << 10

// Resolver is the part of net.Resolver that Discover needs.
type Resolver interface {
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupSRV(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)
}

// Discoverer finds the settings of a domain that Lookup does not know.
type Discoverer struct {
	Resolver Resolver
	Client   *http.Client
}

// Discover finds settings with the system's resolver and an ordinary web client.
func Discover(ctx context.Context, address string) (Found, error) {
	return Discoverer{net.DefaultResolver, http.DefaultClient}.Discover(ctx, address)
}

// Discover asks, in this order: who takes in the domain's mail (MX) and is known to us; the domain's
// SRV records (RFC 6186); the configuration file on the domain's own web server. Nothing is guessed,
// and nobody is told more than the domain. desk.ErrNotFound when nobody knows.
func (d Discoverer) Discover(ctx context.Context, address string) (Found, error) {
	if found, ok := Lookup(address); ok {
		return found, nil
	}
	domain := domainOf(address)
	if domain == "" || !sendable(address) {
		return Found{}, desk.E(desk.ErrUsage, nil, "argument", "address")
	}
	for _, ask := range []func(context.Context, string, string) (Found, bool){d.mx, d.srv, d.autoconfig} {
		limited, cancel := context.WithTimeout(ctx, discoverTime)
		found, ok := ask(limited, address, domain)
		cancel()
		if ok && found.Validate() == nil {
			return found, nil
		}
	}
	return Found{}, desk.E(desk.ErrNotFound, ctx.Err(), "kind", "mail_settings", "id", domain)
}

func (d Discoverer) mx(ctx context.Context, address, domain string) (Found, bool) {
	records, err := d.Resolver.LookupMX(ctx, domain)
	if err != nil && len(records) == 0 {
		return Found{}, false
	}
	for _, mx := range records {
		if found, ok := lookupMX(address, mx.Host); ok {
			return found, true
		}
	}
	return Found{}, false
}

// srv reads RFC 6186 records, and those of RFC 8314 for submission over TLS.
func (d Discoverer) srv(ctx context.Context, address, domain string) (Found, bool) {
	cfg := Config{Address: address}
	cfg.IMAPHost, cfg.IMAPSecurity = d.service(ctx, domain, "imaps", "imap")
	cfg.SMTPHost, cfg.SMTPSecurity = d.service(ctx, domain, "submissions", "submission")
	return Found{Config: cfg}, cfg.IMAPHost != "" && cfg.SMTPHost != ""
}

func (d Discoverer) service(ctx context.Context, domain, overTLS, overStartTLS string) (string, Security) {
	for i, name := range []string{overTLS, overStartTLS} {
		_, records, err := d.Resolver.LookupSRV(ctx, name, "tcp", domain)
		if err != nil && len(records) == 0 {
			continue
		}
		for _, srv := range records {
			host := strings.TrimSuffix(srv.Target, ".")
			// DNS answers can be forged, so a stranger's host is not trusted with a password (RFC 6186 §6).
			if host == "" || srv.Port == 0 || !within(host, domain) && !isProvider(host) {
				continue
			}
			return net.JoinHostPort(host, strconv.Itoa(int(srv.Port))), []Security{TLS, StartTLS}[i]
		}
	}
	return "", ""
}

func isProvider(host string) bool {
	for _, p := range providers {
		for _, known := range []string{p.imap, p.smtp} {
			if name, _, _ := net.SplitHostPort(known); strings.EqualFold(name, host) {
				return true
			}
		}
	}
	return false
}

// autoconfig reads the file that many hosting companies put up for mail programs.
func (d Discoverer) autoconfig(ctx context.Context, address, domain string) (Found, bool) {
	for _, page := range []string{
		"https://autoconfig." + domain + "/mail/config-v1.1.xml?emailaddress=" + url.QueryEscape("info@"+domain),
		"https://" + domain + "/.well-known/autoconfig/mail/config-v1.1.xml",
	} {
		file, err := d.fetch(ctx, page)
		if err != nil {
			continue
		}
		if cfg, err := parseAutoconfig(file, address); err == nil {
			return Found{Config: cfg}, true
		}
	}
	return Found{}, false
}

func (d Discoverer) fetch(ctx context.Context, page string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return nil, err
	}
	client := *d.Client
	client.CheckRedirect = func(next *http.Request, via []*http.Request) error {
		if next.URL.Scheme != "https" || len(via) > 3 {
			return http.ErrUseLastResponse
		}
		return nil
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", answer.StatusCode)
	}
	return io.ReadAll(io.LimitReader(answer.Body, autoconfigLimit))
}

type autoconfigFile struct {
	Incoming []autoconfigServer `xml:"emailProvider>incomingServer"`
	Outgoing []autoconfigServer `xml:"emailProvider>outgoingServer"`
}

type autoconfigServer struct {
	Type   string `xml:"type,attr"`
	Host   string `xml:"hostname"`
	Port   int    `xml:"port"`
	Socket string `xml:"socketType"`
	User   string `xml:"username"`
}

var errNoServer = errors.New("no server that can be used")

// parseAutoconfig picks the first protected servers of the file.
func parseAutoconfig(file []byte, address string) (Config, error) {
	var in autoconfigFile
	if err := xml.Unmarshal(file, &in); err != nil {
		return Config{}, err
	}
	cfg := Config{Address: address}
	var user string
	cfg.IMAPHost, cfg.IMAPSecurity, user = firstServer(in.Incoming, "imap")
	cfg.SMTPHost, cfg.SMTPSecurity, _ = firstServer(in.Outgoing, "smtp")
	if cfg.IMAPHost == "" || cfg.SMTPHost == "" {
		return Config{}, errNoServer
	}
	if user == "%EMAILLOCALPART%" {
		cfg.User = address[:strings.LastIndexByte(address, '@')]
	}
	return cfg, cfg.Validate()
}

func firstServer(servers []autoconfigServer, kind string) (host string, security Security, user string) {
	for _, s := range servers {
		name := strings.TrimSpace(s.Host)
		if s.Type != kind || name == "" || strings.ContainsAny(name, " /@%") || s.Port < 1 || s.Port > 65535 {
			continue
		}
		switch strings.ToUpper(strings.TrimSpace(s.Socket)) {
		case "SSL":
			security = TLS
		case "STARTTLS":
			security = StartTLS
		default:
			continue
		}
		return net.JoinHostPort(name, strconv.Itoa(s.Port)), security, strings.TrimSpace(s.User)
	}
	return "", "", ""
}
