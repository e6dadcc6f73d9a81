package picture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// What one picture may cost.
const (
	maxBytes     = 5 << 20
	maxRedirects = 5
	patience     = 15 * time.Second
)

// plainAgent is what is told of the program: nothing that tells it from millions of others.
const plainAgent = "Mozilla/5.0"

// The reasons why nothing is fetched, beside those of the network.
var (
	errScheme   = errors.New("neither http nor https")
	errReach    = errors.New("an address inside the own network")
	errRedirect = errors.New("sent on too often")
	errStatus   = errors.New("the server has no picture there")
	errSize     = errors.New("larger than a picture may be")
)

// Fetcher gets pictures from the internet.
type Fetcher struct{ client *http.Client }

// NewFetcher makes one that connects only where allowed says; Public is the strict answer.
func NewFetcher(allowed func(netip.Addr) bool) *Fetcher {
	dialer := &net.Dialer{Timeout: patience, Control: func(_, address string, _ syscall.RawConn) error {
		// Asked with the number that is about to be dialled, so that no name and no redirect leads past it.
		to, err := netip.ParseAddrPort(address)
		if err != nil || !allowed(to.Addr()) {
			return errReach
		}
		return nil
	}}
	return &Fetcher{&http.Client{
		Timeout:       patience,
		CheckRedirect: follow,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would be dialled in place of the address that is to be judged
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: 64 << 10,
			TLSHandshakeTimeout:    patience,
			MaxConnsPerHost:        4,
			IdleConnTimeout:        5 * time.Second,
		},
	}}
}

func follow(request *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return errRedirect
	}
	request.Header.Del("Referer")
	return checkURL(request.URL)
}

func checkURL(u *url.URL) error {
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return errScheme
	}
	u.User = nil
	return nil
}

// Fetch gets one picture and tells what it is by its content.
func (f *Fetcher) Fetch(ctx context.Context, address string) (content []byte, mediaType string, err error) {
	u, err := url.Parse(address)
	if err == nil {
		err = checkURL(u)
	}
	if err != nil {
		return nil, "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", err
	}
	request.Header.Set("User-Agent", plainAgent)
	request.Header.Set("Accept", "image/webp,image/png,image/jpeg,image/gif")
	answer, err := f.client.Do(request)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	content, err = body(answer)
	if err != nil {
		return nil, "", err
	}
	mediaType, ok := Type(content)
	if !ok {
		return nil, "", ErrNone
	}
	return content, mediaType, nil
}

func body(answer *http.Response) ([]byte, error) {
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %d", errStatus, answer.StatusCode)
	}
	if answer.ContentLength > maxBytes {
		return nil, errSize
	}
	content, err := io.ReadAll(io.LimitReader(answer.Body, maxBytes+1))
	if err == nil && len(content) > maxBytes {
		err = errSize
	}
	return content, err
}
