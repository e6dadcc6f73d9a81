package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/desk"
)

// trouble names what goes wrong with the account of an address.
type trouble struct{ account string }

// dialError names what kept a connection from standing.
func (t trouble) dialError(hostPort string, err error) error {
	host, _, _ := net.SplitHostPort(hostPort)
	params := []string{"account", t.account, "host", host}
	var known *desk.Error
	switch {
	case errors.As(err, &known):
		return err
	case isCertificate(err):
		return desk.E(desk.ErrTLS, err, append(params, "reason", tlsReason(err))...)
	case errors.Is(err, errTooMuch), errors.Is(err, errNonsense), errors.Is(err, errGreeting):
		return desk.Passing(desk.ErrServer, err, params...)
	default:
		return desk.Passing(desk.ErrUnreachable, err, params...)
	}
}

// isCertificate tells whether an error is about the protection itself, which does not pass by waiting.
func isCertificate(err error) bool {
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &verification) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.Is(err, errNoStartTLS) || errors.Is(err, errInjected) || errors.Is(err, errNotLocal)
}

func tlsReason(err error) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	switch {
	case errors.Is(err, errNoStartTLS), errors.Is(err, errNotLocal):
		return "no_starttls"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "expired"
	case errors.As(err, &name):
		return "wrong_name"
	case errors.As(err, &authority):
		return "unknown_authority"
	default:
		return "other"
	}
}

// errRefused is a NO, BAD or BYE of an IMAP server, without its text, which may repeat anything.
type errRefused struct {
	stage string
	code  imap.ResponseCode
}

func (e *errRefused) Error() string {
	return fmt.Sprintf("imap %s refused [%s]", e.stage, e.code)
}

// imapError names what ended an IMAP command. stage is the command, for people who read logs.
func (t trouble) imapError(ctx context.Context, s *session, stage string, err error) error {
	params := []string{"account", t.account, "host", s.host}
	var known *desk.Error
	var refused *imap.Error
	var lost net.Error
	cause := s.guard.cause()
	switch {
	case ctx.Err() != nil: // whatever else is said follows from that
		return desk.Passing(desk.ErrUnreachable, context.Cause(ctx), params...)
	case errors.As(err, &known):
		return err
	case errors.As(err, &refused):
		return t.refusedError(&errRefused{stage, refused.Code}, refused.Text, params)
	case errors.Is(cause, errTooMuch), errors.Is(cause, errNonsense):
		return desk.Passing(desk.ErrServer, fmt.Errorf("imap %s: %w", stage, cause), params...)
	case errors.Is(cause, errSilence), errors.Is(cause, errHungUp), errors.As(cause, &lost):
		return desk.Passing(desk.ErrUnreachable, fmt.Errorf("imap %s: %w", stage, cause), params...)
	default:
		// go-imap's own words may quote what it could not read, so they are left out.
		return desk.Passing(desk.ErrServer, fmt.Errorf("imap %s: %w", stage, errNonsense), params...)
	}
}

// refusedError reads the response code of a refusal (RFC 5530), and Gmail's habit of having none.
func (t trouble) refusedError(err *errRefused, text string, params []string) error {
	switch err.code {
	case imap.ResponseCodeLimit:
		return desk.Passing(desk.ErrThrottled, err, params...)
	case imap.ResponseCodeTooBig:
		return desk.E(desk.ErrTooLarge, err, params...)
	case imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeServerBug:
		return desk.Passing(desk.ErrServer, err, params...)
	case imap.ResponseCodePrivacyRequired:
		return desk.E(desk.ErrTLS, err, append(params, "reason", "no_starttls")...)
	}
	if strings.Contains(strings.ToLower(text), "too many") {
		return desk.Passing(desk.ErrThrottled, err, params...)
	}
	return desk.Passing(desk.ErrServer, err, params...)
}

// loginError is imapError for the login itself, where a plain NO means: wrong user or password.
func (t trouble) loginError(ctx context.Context, s *session, err error) error {
	named := desk.AsError(t.imapError(ctx, s, "login", err))
	var refused *imap.Error
	plainNo := errors.As(err, &refused) && refused.Type == imap.StatusResponseTypeNo
	var why *errRefused
	if !plainNo || named.Code != desk.ErrServer || !errors.As(named, &why) {
		return named
	}
	switch why.code {
	case imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeServerBug:
		return named
	}
	return desk.E(desk.ErrAuth, why, "account", t.account, "host", s.host)
}

// broken tells whether an error means that a connection cannot be used any more.
func (s *session) broken() bool {
	// go-imap notes the end before it tells the commands; its Closed channel comes after.
	return s.guard.cause() != nil || s.client.State() == imap.ConnStateLogout
}
