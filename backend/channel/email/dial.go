package email

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"balcao/backend/desk"
)

var (
	errNoStartTLS = errors.New("the server does not offer STARTTLS")
	errInjected   = errors.New("the server spoke before the connection was protected")
	errNotLocal   = errors.New("refused to talk unprotected to another computer")
	errGreeting   = errors.New("the server refused the connection")
)

// helloName is what we call ourselves: an address literal (RFC 5321 §4.1.3) that tells nobody the name
// of this computer.
const helloName = "[127.0.0.1]"

// preludeLimit is how much a server may say before the connection is protected.
const preludeLimit = 64 << 10

// prelude brings an unprotected connection to the point where TLS starts. It gives the greeting that
// the protected connection is to begin with, since the server does not repeat its own.
type prelude func(r *bufio.Reader, w io.Writer) (greeting string, err error)

// dial connects as the security demands; nothing secret has been sent when it returns.
func (m *Mailbox) dial(ctx context.Context, hostPort string, security Security, start prelude) (net.Conn, error) {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil, desk.E(desk.ErrUsage, err, "argument", "host")
	}
	ctx, cancel := context.WithTimeout(ctx, m.opts.Connect)
	defer cancel()
	dialer := net.Dialer{KeepAlive: 30 * time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", hostPort)
	if err != nil {
		return nil, m.trouble.dialError(hostPort, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	config := &tls.Config{ServerName: host, RootCAs: m.opts.RootCAs, MinVersion: tls.VersionTLS12}
	secured, err := secure(ctx, conn, config, security, start)
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		_ = conn.Close()
		if ctx.Err() != nil && !isCertificate(err) {
			err = errors.Join(context.Cause(ctx), err)
		}
		return nil, m.trouble.dialError(hostPort, err)
	}
	return secured, nil
}

func secure(ctx context.Context, conn net.Conn, config *tls.Config, security Security, start prelude) (net.Conn, error) {
	switch security {
	case Plain:
		if addr, ok := conn.RemoteAddr().(*net.TCPAddr); !ok || !addr.IP.IsLoopback() {
			return nil, errNotLocal
		}
		return conn, nil
	case TLS:
		secured := tls.Client(conn, config)
		return secured, secured.HandshakeContext(ctx)
	default:
		r := bufio.NewReader(io.LimitReader(conn, preludeLimit))
		greeting, err := start(r, conn)
		if err != nil {
			return nil, err
		}
		if r.Buffered() > 0 {
			return nil, errInjected
		}
		secured := tls.Client(conn, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		return &greeted{Conn: secured, greeting: greeting}, nil
	}
}

// greeted is a connection that first gives a greeting of our own.
type greeted struct {
	net.Conn
	greeting string
}

func (g *greeted) Read(p []byte) (int, error) {
	if g.greeting == "" {
		return g.Conn.Read(p)
	}
	n := copy(p, g.greeting)
	g.greeting = g.greeting[n:]
	return n, nil
}

// imapPrelude asks for STARTTLS and refuses everything that would make it useless: a server that claims
// to know us already (RFC 9051 §7.1.4), one that does not offer TLS, and one that says no.
func imapPrelude(r *bufio.Reader, w io.Writer) (string, error) {
	line, err := preludeLine(r)
	if err != nil {
		return "", err
	}
	switch upper := strings.ToUpper(line); {
	case strings.HasPrefix(upper, "* PREAUTH"):
		return "", errNoStartTLS
	case !strings.HasPrefix(upper, "* OK"):
		return "", errGreeting
	}
	if _, err := io.WriteString(w, "S1 STARTTLS\r\n"); err != nil {
		return "", err
	}
	for {
		line, err := preludeLine(r)
		if err != nil {
			return "", err
		}
		if rest, ok := strings.CutPrefix(line, "S1 "); ok {
			if strings.HasPrefix(strings.ToUpper(rest), "OK") {
				return "* OK protected\r\n", nil
			}
			return "", errNoStartTLS
		}
		if !strings.HasPrefix(line, "* ") {
			return "", errNonsense
		}
	}
}

// smtpPrelude asks for STARTTLS (RFC 3207).
func smtpPrelude(r *bufio.Reader, w io.Writer) (string, error) {
	if code, _, err := smtpReply(r); err != nil || code != "220" {
		return "", errors.Join(errGreeting, err)
	}
	if _, err := fmt.Fprintf(w, "EHLO %s\r\n", helloName); err != nil {
		return "", err
	}
	code, lines, err := smtpReply(r)
	if err != nil {
		return "", err
	}
	offered := false
	for _, line := range lines {
		offered = offered || strings.EqualFold(strings.TrimSpace(line), "STARTTLS")
	}
	if code != "250" || !offered {
		return "", errNoStartTLS
	}
	if _, err := io.WriteString(w, "STARTTLS\r\n"); err != nil {
		return "", err
	}
	if code, _, err := smtpReply(r); err != nil || code != "220" {
		return "", errors.Join(errNoStartTLS, err)
	}
	return "220 protected\r\n", nil
}

func smtpReply(r *bufio.Reader) (code string, lines []string, err error) {
	for {
		line, err := preludeLine(r)
		if err != nil {
			return "", nil, err
		}
		if len(line) < 3 {
			return "", nil, errNonsense
		}
		lines = append(lines, line[min(4, len(line)):])
		if len(line) == 3 || line[3] != '-' {
			return line[:3], lines, nil
		}
	}
}

func preludeLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return "", errTooMuch
	}
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}
