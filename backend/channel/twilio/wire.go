package twilio

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"github.com/twilio/twilio-go/client"

	"balcao/backend/desk"
)

const (
	// maxAnswer is the most that is read of one answer that is not a file.
	maxAnswer = 5 << 20
	// attempts is how often a question is asked; a deed is done once.
	attempts = 3
	// patience is the longest wait that a server may ask for within a pull.
	patience = 30 * time.Second
	// OriginalHost is the header that tells a server on this computer which of Twilio's hosts was meant.
	OriginalHost = "X-Balcao-Host"

	apiHost = "api.twilio.com"
)

var (
	errTooLarge = errors.New("answer too large")
	errNotAsked = errors.New("the request was not made")
)

// wire carries requests to Twilio, one at a time. The SDK builds and signs them; what came back is
// kept whole, because the SDK loses the status of whatever it does not expect.
type wire struct {
	origin
	cfg       Config
	refused   error // why nothing may leave
	base      *url.URL
	secret    func() (string, error)
	transport http.RoundTripper
	timeout   time.Duration
	media     time.Duration
	largest   int64 // file, in bytes
	sleep     func(ctx context.Context, d time.Duration) error
	gate      chan struct{}
	log       *slog.Logger
}

// request is one use of the SDK.
type request func(*client.RequestHandler) error

// answer is what became of one request.
type answer struct {
	status    int
	header    http.Header
	body      []byte
	connected bool  // a connection stood, so the request may have left
	err       error // no whole answer came
}

func newWire(cfg Config, secret func() (string, error), opts Options) *wire {
	w := &wire{
		origin: origin{cfg.AccountSID, apiHost}, cfg: cfg, refused: cfg.Validate(), secret: secret, transport: opts.Transport, timeout: opts.Timeout,
		media: opts.MediaTimeout, sleep: opts.Sleep, gate: make(chan struct{}, 1), log: opts.Logger,
		largest: maxFile,
	}
	if cfg.APIURL != "" && w.refused == nil {
		if w.base, w.refused = url.Parse(cfg.APIURL); w.base != nil {
			w.host = w.base.Host
		}
	}
	if w.transport == nil {
		w.transport = ownTransport()
	}
	if w.timeout == 0 {
		w.timeout = 30 * time.Second
	}
	if w.media == 0 {
		w.media = 10 * time.Minute
	}
	if w.sleep == nil {
		w.sleep = sleep
	}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	return w
}

// ownTransport gives up idle connections early: a send on a connection that died unnoticed is a send
// whose outcome nobody knows.
func ownTransport() http.RoundTripper {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    15 * time.Second,
		IdleConnTimeout:        20 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
		ForceAttemptHTTP2:      true,
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// ask puts a question, and again after a while when the trouble passes: questions change nothing.
func (w *wire) ask(ctx context.Context, ask request) (answer, error) {
	for attempt := 1; ; attempt++ {
		got, err := w.once(ctx, ask)
		if err == nil {
			err = w.fault(got)
		}
		if err == nil {
			return got, nil
		}
		wait, again := w.worthAgain(err, attempt)
		if !again || ctx.Err() != nil {
			return got, err
		}
		if w.sleep(ctx, wait) != nil {
			return got, err
		}
	}
}

// worthAgain tells whether and when to ask again: what a server asks for, else 1 s, 2 s, 4 s.
func (w *wire) worthAgain(err error, attempt int) (time.Duration, bool) {
	coded := desk.AsError(err)
	if coded.Fate != desk.Temporary || attempt >= attempts || coded.Code == desk.ErrTLS || coded.RetryAfter > patience {
		return 0, false
	}
	return max(coded.RetryAfter, time.Second<<(attempt-1)), true
}

// once makes one request and gives what became of it. Its error says that nothing was even tried.
func (w *wire) once(ctx context.Context, use request) (answer, error) {
	user, password, err := w.login()
	if err != nil {
		return answer{}, err
	}
	if err := w.enter(ctx); err != nil {
		return answer{}, err
	}
	defer w.leave()
	exchange := &exchange{ctx: ctx, wire: w, answer: answer{err: errNotAsked}}
	signed := &client.Client{
		Credentials: client.NewCredentials(user, password),
		HTTPClient:  &http.Client{Transport: exchange, CheckRedirect: stay},
	}
	signed.SetAccountSid(w.cfg.AccountSID)
	// A literal handler: the SDK's constructor would take region and edge from the environment.
	if err := use(&client.RequestHandler{Client: signed}); err != nil && errors.Is(exchange.err, errNotAsked) {
		return answer{}, desk.E(desk.ErrInternal, err)
	}
	return exchange.answer, nil
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// enter waits for the only place; leave gives it back.
func (w *wire) enter(ctx context.Context) error {
	if ctx.Err() != nil {
		return desk.Passing(desk.ErrUnreachable, ctx.Err(), w.about()...)
	}
	select {
	case w.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return desk.Passing(desk.ErrUnreachable, ctx.Err(), w.about()...)
	}
}

func (w *wire) leave() { <-w.gate }

// login gives what signs a request.
func (w *wire) login() (user, password string, err error) {
	if w.refused != nil {
		return "", "", w.refused
	}
	password, err = w.secret()
	if err != nil {
		var coded *desk.Error
		if errors.As(err, &coded) {
			return "", "", err
		}
		return "", "", desk.E(desk.ErrSecretGone, err, "account", w.account)
	}
	password = strings.TrimSpace(password)
	if password == "" {
		return "", "", desk.E(desk.ErrSecretGone, nil, "account", w.account)
	}
	if strings.ContainsFunc(password, func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') }) {
		return "", "", desk.E(desk.ErrAuth, nil, "account", w.account) // no secret of Twilio's looks so
	}
	user = w.cfg.AccountSID
	if w.cfg.KeySID != "" {
		user = w.cfg.KeySID
	}
	return user, password, nil
}

// exchange is the SDK's way out: it adds what the SDK lacks (a context, a time limit, a size limit,
// another host) and keeps the answer.
type exchange struct {
	ctx  context.Context
	wire *wire
	answer
}

// RoundTrip makes the request. The SDK is given the answer too, and what it makes of it is ignored.
func (e *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(e.ctx, e.wire.timeout)
	defer cancel()
	e.answer = answer{}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { e.connected = true },
	})
	began := time.Now()
	res, err := e.wire.transport.RoundTrip(e.wire.readdress(req.Clone(ctx)))
	if err == nil {
		e.status, e.header = res.StatusCode, res.Header
		e.body, err = readAll(res.Body, maxAnswer)
	}
	e.err = err
	e.wire.log.Debug("twilio request", "method", req.Method, "path", req.URL.Path, "status", e.status,
		"bytes", len(e.body), "took", time.Since(began), "failed", err != nil)
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(e.body))
	return res, nil
}

// readAll reads a whole body, and refuses more than limit bytes.
func readAll(body io.ReadCloser, limit int64) ([]byte, error) {
	defer body.Close()
	whole, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err == nil && int64(len(whole)) > limit {
		return nil, errTooLarge
	}
	return whole, err
}

// readdress turns a request to the host of APIURL. A server on this computer stands for all hosts of
// Twilio; another host of Twilio stands for api.twilio.com only.
func (w *wire) readdress(req *http.Request) *http.Request {
	if w.base == nil || !isLoopback(w.base) && req.URL.Host != apiHost {
		return req
	}
	req.Header.Set(OriginalHost, req.URL.Host)
	req.URL.Scheme, req.URL.Host, req.Host = w.base.Scheme, w.base.Host, ""
	return req
}
