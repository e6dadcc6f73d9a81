package email

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/desk"
)

// authority signs certificates for tests.
type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
	pool *x509.CertPool
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(t, err)
	cert, err := x509.ParseCertificate(der)
	must(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	return &authority{key, cert, pool}
}

func (a *authority) issue(t *testing.T, ip string, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), NotBefore: until.Add(-24 * time.Hour), NotAfter: until,
		IPAddresses: []net.IP{net.ParseIP(ip)}, KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, key.Public(), a.key)
	must(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// ear is a server that says its lines, one for each line that it hears, and remembers all it heard.
type ear struct {
	addr  string
	mu    sync.Mutex
	heard bytes.Buffer
}

func newEar(t *testing.T, greeting string, answers ...string) *ear {
	t.Helper()
	e := &ear{}
	listener := listen(t)
	e.addr = listener.Addr().String()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go e.serve(conn, greeting, answers)
		}
	}()
	return e
}

func (e *ear) serve(conn net.Conn, greeting string, answers []string) {
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, greeting)
	lines := bufio.NewReader(conn)
	for {
		line, err := lines.ReadString('\n')
		e.mu.Lock()
		e.heard.WriteString(line)
		e.mu.Unlock()
		if err != nil {
			return
		}
		if len(answers) > 0 {
			_, _ = io.WriteString(conn, answers[0])
			answers = answers[1:]
		}
	}
}

// wantNoSecret makes sure that neither the password nor any form of it was sent.
func (e *ear) wantNoSecret(t *testing.T) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	plain := base64.StdEncoding.EncodeToString([]byte("\x00" + testUser + "\x00" + testSecret))
	login := base64.StdEncoding.EncodeToString([]byte(testSecret))
	for _, form := range []string{testSecret, plain, login, "LOGIN", "AUTH"} {
		if strings.Contains(e.heard.String(), form) {
			t.Errorf("%q was sent unprotected", form)
		}
	}
}

func wantReason(t *testing.T, err error, reason string) {
	t.Helper()
	wantCode(t, err, desk.ErrTLS, desk.Permanent)
	if got := desk.AsError(err).Params["reason"]; got != reason {
		t.Errorf("reason %q, want %q (%v)", got, reason, err)
	}
}

func TestCertificates(t *testing.T) {
	good, stranger := newAuthority(t), newAuthority(t)
	soon := time.Now().Add(time.Hour)
	for _, c := range []struct {
		name, reason string
		cert         tls.Certificate
	}{
		{"expired", "expired", good.issue(t, "127.0.0.1", time.Now().Add(-time.Hour))},
		{"wrong name", "wrong_name", good.issue(t, "192.0.2.1", soon)},
		{"unknown authority", "unknown_authority", stranger.issue(t, "127.0.0.1", soon)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{c.cert}})
			must(t, err)
			t.Cleanup(func() { _ = listener.Close() })
			go func() {
				for {
					conn, err := listener.Accept()
					if err != nil {
						return
					}
					go func() { _, _ = io.WriteString(conn, "* OK hi\r\n"); _ = conn.Close() }()
				}
			}()
			addr := listener.Addr().String()
			opts := quick()
			opts.RootCAs = good.pool
			m := open(t, Config{Address: testUser, IMAPHost: addr, IMAPSecurity: TLS, SMTPHost: addr, SMTPSecurity: TLS}, opts)
			receive, send := m.Test(context.Background())
			wantReason(t, receive, c.reason)
			wantReason(t, send, c.reason)
		})
	}
}

func TestUnprotected(t *testing.T) {
	for _, c := range []struct {
		name, imap, smtp string
		imapAnswers      []string
		smtpAnswers      []string
		reason           string
	}{
		{
			name: "STARTTLS stripped", reason: "no_starttls",
			imap: "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n", imapAnswers: []string{"S1 BAD what\r\n"},
			smtp: "220 hi\r\n", smtpAnswers: []string{"250-me\r\n250 AUTH PLAIN LOGIN\r\n"},
		},
		{
			name: "STARTTLS refused", reason: "no_starttls",
			imap: "* OK hi\r\n", imapAnswers: []string{"* CAPABILITY IMAP4rev1\r\nS1 NO not today\r\n"},
			smtp: "220 hi\r\n", smtpAnswers: []string{"250-me\r\n250 STARTTLS\r\n", "454 not today\r\n"},
		},
		{
			name: "words before the protection", reason: "other",
			imap: "* OK hi\r\n", imapAnswers: []string{"S1 OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"},
			smtp: "220 hi\r\n", smtpAnswers: []string{"250-me\r\n250 STARTTLS\r\n", "220 go\r\n250 AUTH PLAIN\r\n"},
		},
		{
			name: "known already", reason: "no_starttls",
			imap: "* PREAUTH welcome\r\n",
			smtp: "220 hi\r\n", smtpAnswers: []string{"250 me\r\n"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in, out := newEar(t, c.imap, c.imapAnswers...), newEar(t, c.smtp, c.smtpAnswers...)
			m := open(t, Config{
				Address: testUser, IMAPHost: in.addr, IMAPSecurity: StartTLS, SMTPHost: out.addr, SMTPSecurity: StartTLS,
			}, quick())
			receive, send := m.Test(context.Background())
			wantReason(t, receive, c.reason)
			wantReason(t, send, c.reason)
			in.wantNoSecret(t)
			out.wantNoSecret(t)
		})
	}
}

// A server that speaks unprotected on a protected port is no way in.
func TestPlainOnTLSPort(t *testing.T) {
	e := newEar(t, "* OK hello there\r\n")
	m := open(t, Config{Address: testUser, IMAPHost: e.addr, IMAPSecurity: TLS, SMTPHost: e.addr, SMTPSecurity: TLS}, quick())
	receive, send := m.Test(context.Background())
	wantReason(t, receive, "other")
	wantReason(t, send, "other")
	e.wantNoSecret(t)
}

func TestLoginDisabled(t *testing.T) {
	s := newScript(t, letters(1)...)
	s.caps = "IMAP4rev1 LOGINDISABLED"
	wantReason(t, open(t, s.config(), quick()).Pull(context.Background(), "", newStore()), "no_starttls")
	if s.asked("LOGIN")+s.asked("AUTHENTICATE") > 0 {
		t.Error("a login was tried")
	}
}

func TestPlainOnlyAtHome(t *testing.T) {
	for _, host := range []string{"mail.example.com:143", "192.0.2.1:143", "127.0.0.1.example.com:143"} {
		cfg := Config{Address: testUser, IMAPHost: host, IMAPSecurity: Plain, SMTPHost: "127.0.0.1:25", SMTPSecurity: Plain}
		wantReason(t, cfg.Validate(), "no_starttls")
		wantReason(t, New(cfg, nil, Options{}).Pull(context.Background(), "", newStore()), "no_starttls")
	}
}

func TestConfig(t *testing.T) {
	cfg := Config{Address: testUser, IMAPHost: "a:993", IMAPSecurity: TLS, SMTPHost: "b:465", SMTPSecurity: TLS}
	text := fmt.Sprintf(`{"address":%q,"imapHost":"a:993","imapSecurity":"tls","smtpHost":"b:465","smtpSecurity":"tls"}`, testUser)
	got, err := ParseConfig([]byte(text))
	must(t, err)
	if got != cfg {
		t.Errorf("got %+v", got)
	}
	for _, spoil := range []func(*Config){
		func(c *Config) { c.Address = "nobody" }, func(c *Config) { c.IMAPHost = "a" },
		func(c *Config) { c.SMTPHost = ":25" }, func(c *Config) { c.SMTPSecurity = "none" },
	} {
		bad := cfg
		spoil(&bad)
		wantCode(t, bad.Validate(), desk.ErrUsage, desk.Permanent)
	}
	if _, err := ParseConfig([]byte("{")); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("got %v", err)
	}
}
