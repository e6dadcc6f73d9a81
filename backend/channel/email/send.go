package email

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

const (
	// smtpLimit is how much an SMTP server may say in one session.
	smtpLimit = 1 << 20
	// peerGone is how long a connection is listened to before the final dot: a server that hung up in
	// the middle of a mail is noticed then, while nothing has been said for good.
	peerGone = 20 * time.Millisecond
)

// Send makes one attempt. Up to the final dot a failure is temporary or a refusal, and nothing has
// left; without an answer to the dot the mail may have left, and the error is desk.ErrUncertain.
func (m *Mailbox) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	if err := m.Check(withText(out)); err != nil {
		return channel.Receipt{}, err
	}
	if len(out.Raw) == 0 || out.RFCMessageID == "" {
		return channel.Receipt{}, desk.E(desk.ErrUsage, nil, "argument", "mail")
	}
	s, err := m.submit(ctx)
	if err != nil {
		return channel.Receipt{}, err
	}
	defer s.watch(ctx)()
	defer s.close()
	if err := s.envelope(ctx, out); err != nil {
		return channel.Receipt{}, err
	}
	if err := s.data(ctx, out.Raw); err != nil {
		return channel.Receipt{}, err
	}
	s.quit()
	return receipt(out), nil
}

// withText lets Check pass a mail whose text is only in Raw.
func withText(out channel.Outbound) channel.Outbound {
	if len(out.Raw) > 0 && out.Text == "" {
		out.Text = "raw"
	}
	return out
}

// submission is one SMTP session, logged in.
type submission struct {
	mailbox *Mailbox
	host    string
	conn    *smtpConn
	client  *smtp.Client
}

// smtpConn counts what the server says, and can listen without losing what it hears.
type smtpConn struct {
	net.Conn
	left  int64
	heard []byte
}

func (c *smtpConn) Read(p []byte) (int, error) {
	if len(c.heard) > 0 {
		n := copy(p, c.heard)
		c.heard = c.heard[n:]
		return n, nil
	}
	n, err := c.Conn.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}

// gone listens for a moment: a server that says something or hangs up before the final dot is not
// going to take the mail. What it said is kept for the next Read.
func (c *smtpConn) gone() bool {
	_ = c.SetReadDeadline(time.Now().Add(peerGone))
	defer func() { _ = c.SetReadDeadline(time.Time{}) }()
	p := make([]byte, 1024)
	n, err := c.Conn.Read(p)
	c.heard = append(c.heard, p[:n]...)
	return n > 0 || !errors.Is(err, os.ErrDeadlineExceeded)
}

// submit connects and logs in.
func (m *Mailbox) submit(ctx context.Context) (*submission, error) {
	if err := m.cfg.Validate(); err != nil {
		return nil, err
	}
	conn, err := m.dial(ctx, m.cfg.SMTPHost, m.cfg.SMTPSecurity, smtpPrelude)
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(m.cfg.SMTPHost)
	limited := &smtpConn{Conn: conn, left: smtpLimit}
	s := &submission{mailbox: m, host: host, conn: limited, client: smtp.NewClient(limited)}
	s.client.CommandTimeout = m.opts.Silence
	s.client.SubmissionTimeout = m.opts.Submission
	defer s.watch(ctx)()
	if err := s.hello(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *submission) watch(ctx context.Context) (stop func()) {
	cancel := context.AfterFunc(ctx, func() { _ = s.conn.Conn.Close() })
	return func() { cancel() }
}

func (s *submission) close() { _ = s.conn.Conn.Close() }

// quit is courtesy; the mail has been taken.
func (s *submission) quit() {
	s.client.CommandTimeout = time.Second
	_ = s.client.Quit()
}

func (s *submission) hello(ctx context.Context) error {
	if err := s.client.Hello(helloName); err != nil {
		return s.before(ctx, "hello", err)
	}
	if offered, _ := s.client.Extension("AUTH"); !offered {
		return nil // a relay that knows us by our place; one that does not refuses the envelope
	}
	password, err := s.mailbox.password()
	if err != nil {
		return err
	}
	if err := s.client.Auth(s.mechanism(password)); err != nil {
		return s.before(ctx, "auth", err)
	}
	return nil
}

func (s *submission) mechanism(password string) sasl.Client {
	user := s.mailbox.cfg.user()
	if !s.client.SupportsAuth(sasl.Plain) && s.client.SupportsAuth(sasl.Login) {
		return &loginAuth{answers: []string{user, password}}
	}
	return sasl.NewPlainClient("", user, password)
}

// loginAuth answers whatever an AUTH LOGIN server asks, in order: servers word the questions differently.
type loginAuth struct{ answers []string }

func (l *loginAuth) Start() (string, []byte, error) { return sasl.Login, nil, nil }

func (l *loginAuth) Next([]byte) ([]byte, error) {
	if len(l.answers) == 0 {
		return nil, sasl.ErrUnexpectedServerChallenge
	}
	answer := l.answers[0]
	l.answers = l.answers[1:]
	return []byte(answer), nil
}

// envelope names sender and recipients. One recipient refused refuses the whole mail: nothing has
// left, and whoever wrote it decides.
func (s *submission) envelope(ctx context.Context, out channel.Outbound) error {
	if limit, ok := s.client.MaxMessageSize(); ok && limit > 0 && len(out.Raw) > limit {
		return desk.E(desk.ErrTooLarge, nil, "limit", strconv.Itoa(limit))
	}
	to := recipients(out)
	options := &smtp.MailOptions{Size: int64(len(out.Raw))}
	if !ascii(out.From + strings.Join(to, "")) {
		if offered, _ := s.client.Extension("SMTPUTF8"); !offered {
			return desk.E(desk.ErrRejected, nil, "provider_code", "553", "text", "SMTPUTF8")
		}
		options.UTF8 = true
	}
	from := out.From
	if from == "" {
		from = s.mailbox.cfg.Address
	}
	if err := s.client.Mail(from, options); err != nil {
		return s.before(ctx, "mail", err)
	}
	for i, address := range to {
		if err := s.client.Rcpt(address, nil); err != nil {
			named := desk.AsError(s.before(ctx, "rcpt", err))
			if named.Params != nil {
				named.Params["recipient"] = strconv.Itoa(i + 1) // its place, not the address: errors are logged
			}
			return named
		}
	}
	return nil
}

// data sends the mail and waits for the server's word.
func (s *submission) data(ctx context.Context, raw []byte) error {
	w, err := s.client.Data()
	if err != nil {
		return s.before(ctx, "data", err)
	}
	// All but the last lines are out of our buffers when Write returns; the dot is not.
	if err := s.write(w, raw); err != nil {
		return s.before(ctx, "data", err)
	}
	if ctx.Err() != nil || s.conn.gone() {
		return s.before(ctx, "data", errHungUp)
	}
	if err := w.Close(); err != nil {
		return s.after(ctx, err)
	}
	return nil
}

// write sends the bytes in pieces, each with its own time.
func (s *submission) write(w *smtp.DataCommand, raw []byte) error {
	const piece = 64 << 10
	for len(raw) > 0 {
		n := min(piece, len(raw))
		_ = s.conn.SetWriteDeadline(time.Now().Add(s.mailbox.opts.Silence))
		if _, err := w.Write(raw[:n]); err != nil {
			return err
		}
		raw = raw[n:]
	}
	return nil // the last deadline also bounds the dot
}

// before names an error while nothing has left.
func (s *submission) before(ctx context.Context, stage string, err error) error {
	params := []string{"account", s.mailbox.cfg.Address, "host", s.host}
	var refused *smtp.SMTPError
	switch {
	case ctx.Err() != nil:
		return desk.Passing(desk.ErrUnreachable, context.Cause(ctx), params...)
	case errors.As(err, &refused):
		return refusal(stage, refused, params)
	case errors.Is(err, errTooMuch), isProtocol(err):
		return desk.Passing(desk.ErrServer, fmt.Errorf("smtp %s: %w", stage, errNonsense), params...)
	default:
		return desk.Passing(desk.ErrUnreachable, fmt.Errorf("smtp %s: %w", stage, readCause(err)), params...)
	}
}

// after names an error once the final dot may have arrived.
func (s *submission) after(ctx context.Context, err error) error {
	params := []string{"account", s.mailbox.cfg.Address, "host", s.host}
	var refused *smtp.SMTPError
	switch {
	case errors.As(err, &refused) && (refused.Code/100 == 4 || refused.Code/100 == 5):
		return refusal("data", refused, params)
	case ctx.Err() != nil:
		return desk.Unsure(desk.ErrUncertain, context.Cause(ctx), params...)
	default:
		return desk.Unsure(desk.ErrUncertain, readCause(err), params...)
	}
}

func isProtocol(err error) bool {
	var protocol textproto.ProtocolError
	return errors.As(err, &protocol)
}

// errReply is the code of an SMTP refusal, without its words.
type errReply struct {
	stage string
	code  int
}

func (e *errReply) Error() string { return fmt.Sprintf("smtp %s refused %d", e.stage, e.code) }

// refusal reads a reply code (RFC 5321 §4.2.1, RFC 4954 §6).
func refusal(stage string, refused *smtp.SMTPError, params []string) error {
	why := &errReply{stage, refused.Code}
	code := strconv.Itoa(refused.Code)
	switch {
	case refused.Code == 530, refused.Code == 534, refused.Code == 535, refused.Code == 538,
		stage == "auth" && refused.Code/100 == 5:
		return desk.E(desk.ErrAuth, why, params...)
	case refused.Code == 421, refused.Code/10 == 45 && stage != "auth":
		return desk.Passing(desk.ErrThrottled, why, append(params, "provider_code", code)...)
	case refused.Code == 552 && refused.EnhancedCode[1] == 3:
		return desk.E(desk.ErrTooLarge, why, append(params, "provider_code", code)...)
	case refused.Code/100 == 5:
		return desk.E(desk.ErrRejected, why, append(params, "provider_code", code, "text", firstLine(refused.Message))...)
	default:
		return desk.Passing(desk.ErrServer, why, append(params, "provider_code", code)...)
	}
}

var addressLike = regexp.MustCompile(`<?[^\s<>@"']+@[^\s<>@"']+>?`)

// firstLine gives what the server said, without addresses and not at length.
func firstLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	text = strings.TrimSpace(addressLike.ReplaceAllString(strings.ToValidUTF8(text, "?"), "…"))
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:200])
	}
	return text
}

func testSend(ctx context.Context, m *Mailbox) error {
	s, err := m.submit(ctx)
	if err != nil {
		return err
	}
	defer s.watch(ctx)()
	defer s.close()
	if err := s.client.Noop(); err != nil {
		return s.before(ctx, "noop", err)
	}
	s.quit()
	return nil
}
