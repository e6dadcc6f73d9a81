package llm

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	// maxBody bounds an answer with everything around it: a stream spends some hundred bytes on a token.
	maxBody = 8 << 20
	// headKept is how much of an answer is kept to see what it is when it is no stream.
	headKept = 256 << 10
)

var (
	errTooMuch   = errors.New("llm: more than any answer has")
	errRedirect  = errors.New("llm: redirects are not followed")
	errElsewhere = errors.New("llm: the name of this computer leads elsewhere")
)

// carrier carries one request and keeps what the library forgets of the answer: the header, and the bytes of what
// is no stream. It follows no redirect, because that would take the words elsewhere.
type carrier struct {
	client     *http.Client
	status     int
	retryAfter time.Duration

	mu   sync.Mutex
	head []byte
}

func newCarrier(host string) *carrier {
	dialer := &net.Dialer{Timeout: 10 * time.Second, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		ip, _, err := net.SplitHostPort(address)
		if err == nil && !dialable(host, net.ParseIP(ip)) {
			err = errElsewhere
		}
		return err
	}}
	transport := &http.Transport{
		DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true,
	}
	if !onThisComputer(host) {
		transport.Proxy = http.ProxyFromEnvironment
	}
	return &carrier{client: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirect },
	}}
}

// Do is what the library calls.
func (c *carrier) Do(r *http.Request) (*http.Response, error) {
	res, err := c.client.Do(r)
	if err != nil {
		return res, err
	}
	c.status, c.retryAfter = res.StatusCode, retryAfter(res.Header)
	res.Body = &bounded{from: res.Body, left: maxBody, keep: c}
	return res, nil
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, 3600)) * time.Second
}

func (c *carrier) kept() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.head
}

func (c *carrier) keep(b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if room := headKept - len(c.head); room > 0 {
		c.head = append(c.head, b[:min(len(b), room)]...)
	}
}

// bounded is a body that ends with an error when it is too long.
type bounded struct {
	from io.ReadCloser
	left int
	keep *carrier
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.keep.keep(p[:n])
	if b.left -= n; b.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}

func (b *bounded) Close() error { return b.from.Close() }
