package twilio

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"balcao/backend/desk"
)

// origin names the account and the host in errors, and tells what answers mean.
type origin struct{ account, host string }

func (o origin) about() []string { return []string{"account", o.account, "host", o.host} }

// refusal is Twilio's own explanation of a 4xx.
type refusal struct {
	code int
	text string
}

// explained reads the explanation; ok is false when the answer is not Twilio's (a proxy's page).
func explained(body []byte) (refusal, bool) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return refusal{}, false
	}
	code, _ := strconv.Atoi(text(fields["code"]))
	said := refusal{code, text(fields["message"])}
	return said, said.code != 0 || said.text != ""
}

// fault gives the error that an answer to a question means; nil for a success.
func (o origin) fault(got answer) error {
	if got.err != nil {
		return o.lost(got)
	}
	if got.status >= 200 && got.status < 300 {
		return nil
	}
	said, ok := explained(got.body)
	switch {
	case got.status == http.StatusTooManyRequests:
		return o.throttled(got)
	case got.status >= 500, got.status < 400, got.status == http.StatusRequestTimeout:
		return o.nonsense(errors.New("status " + strconv.Itoa(got.status)))
	case ok && got.status == http.StatusNotFound:
		return desk.E(desk.ErrNotFound, nil, "provider_code", strconv.Itoa(said.code))
	case ok || got.status == http.StatusUnauthorized:
		return o.refusedBy(got.status, said)
	}
	return o.nonsense(errors.New("status " + strconv.Itoa(got.status) + ", not an answer of Twilio's"))
}

// refusedBy tells what an explained 4xx means.
func (o origin) refusedBy(status int, said refusal) error {
	code := strconv.Itoa(said.code)
	switch meaning := Meaning(said.code); {
	case meaning == Suspended:
		return desk.E(desk.ErrSuspended, nil, "account", o.account, "provider_code", code)
	case meaning == LoginRefused, status == http.StatusUnauthorized, status == http.StatusForbidden && meaning == Unknown:
		return desk.E(desk.ErrAuth, nil, "account", o.account, "provider_code", code)
	}
	return rejection(said.code, said.text)
}

// rejection is Twilio's final no to a message.
func rejection(code int, text string) *desk.Error {
	number := ""
	if code != 0 {
		number = strconv.Itoa(code)
	}
	if Meaning(code) == OptedOut {
		return desk.E(desk.ErrStopped, nil, "provider_code", number)
	}
	return desk.E(desk.ErrRejected, nil, "provider_code", number, "text", masked(text))
}

var longNumber = regexp.MustCompile(`\+?\d[\d().\s-]{4,}\d`)

// masked hides the telephone numbers in Twilio's sentences: errors reach logs.
func masked(text string) string { return longNumber.ReplaceAllString(text, "…") }

// nonsense is an answer that cannot be used; it is taken as passing, like a server's bad moment.
func (o origin) nonsense(err error) error {
	return desk.Passing(desk.ErrServer, err, o.about()...)
}

// throttled keeps how long the server asks to wait.
func (o origin) throttled(got answer) error {
	err := desk.Passing(desk.ErrThrottled, nil, "account", o.account)
	err.RetryAfter = retryAfter(got.header)
	return err
}

// retryAfter reads RFC 9110 §10.2.3: seconds, or a date, which is taken relative to the server's own clock.
func retryAfter(header http.Header) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(min(max(seconds, 0), 24*3600)) * time.Second
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(until.Sub(from), 0), 24*time.Hour)
}

// lost tells why no whole answer came.
func (o origin) lost(got answer) error {
	if errors.Is(got.err, errTooLarge) {
		return o.nonsense(got.err)
	}
	if reason := tlsReason(got.err); reason != "" {
		return desk.Passing(desk.ErrTLS, got.err, append(o.about(), "reason", reason)...)
	}
	return desk.Passing(desk.ErrUnreachable, got.err, o.about()...)
}

// tlsReason names what is wrong with a certificate; empty when that is not the trouble.
func tlsReason(err error) string {
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &authority):
		return "unknown_authority"
	case errors.As(err, &name):
		return "wrong_name"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "expired"
	case errors.As(err, &invalid), errors.As(err, &verification), errors.As(err, &record), errors.As(err, &alert):
		return "other"
	}
	return ""
}
