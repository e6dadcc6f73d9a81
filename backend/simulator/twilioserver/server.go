// Package twilioserver answers on loopback as Twilio's messaging API does: one account with one SMS number
// and one WhatsApp sender.
//
// It knows what a polling client needs: the message list with its filters and pages, sending, media,
// numbers, templates and senders. It calls no webhook, deletes and redacts nothing, and bills nobody.
// The client names the host it means in the header X-Balcao-Host; without it the path tells, for no two
// of Twilio's hosts share one.
package twilioserver

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"balcao/backend/simulator/loopback"
)

// HostHeader names the host that a request was meant for before it was sent to loopback.
const HostHeader = "X-Balcao-Host"

// Options say whose account this is.
type Options struct {
	AccountSID, KeySID, Secret string
	SMS                        string // E.164
	WhatsApp                   string // with the prefix whatsapp:
	ShopName                   string
	History                    []Message // oldest first
	// Stopped are the SMS numbers of people who asked not to be written to.
	Stopped []string
	// Taken is called for every message that was accepted for sending.
	Taken  func(Message)
	Now    func() time.Time
	Logger *slog.Logger
}

// Server is a running Twilio-shaped server.
type Server struct {
	options  Options
	http     *http.Server
	listener *loopback.Listener
	done     chan struct{}
	line     *line
	stock    *catalogue
	faults   faults
}

// line is the account's messaging: its messages, and the answers about them.
type line struct {
	options  Options
	book     *book
	contents []content
}

// Start listens on a free port of 127.0.0.1.
func Start(o Options) (*Server, error) {
	listener, err := loopback.Listen()
	if err != nil {
		return nil, fmt.Errorf("twilio: %w", err)
	}
	contents := mustContents()
	s := &Server{
		options: o, listener: listener, done: make(chan struct{}),
		line:  &line{options: o, book: newBook(o.History, o.Stopped), contents: contents},
		stock: &catalogue{options: o, contents: contents},
	}
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(s.done)
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			o.Logger.Error("simulated twilio server stopped", "error", err)
		}
	}()
	return s, nil
}

// URL is what replaces https://api.twilio.com.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends all connections after giving running requests a moment.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := s.http.Shutdown(ctx)
	s.listener.Cut()
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	<-s.done
	return err
}

// Deliver lets a message of a customer arrive. An empty SID is minted, an empty time is now.
func (s *Server) Deliver(m Message) string {
	if m.At.IsZero() {
		m.At = s.options.Now()
	}
	if m.SID == "" {
		m.SID = mint("SM")
		if len(m.Media) > 0 {
			m.SID = mint("MM")
		}
	}
	s.line.book.keep(&m)
	return m.SID
}

// handler sends a request to the host it was meant for.
func (s *Server) handler() http.Handler {
	hosts := map[string]http.Handler{
		"api.twilio.com": s.apiRoutes(), "content.twilio.com": s.contentRoutes(), "messaging.twilio.com": s.messagingRoutes(),
	}
	return s.faults.before(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		routes, known := hosts[hostOf(r)]
		if !known {
			fail(w, notFound(r))
			return
		}
		w.Header().Set("Twilio-Concurrent-Requests", "1")
		routes.ServeHTTP(w, r)
	}))
}

func hostOf(r *http.Request) string {
	if named := r.Header.Get(HostHeader); named != "" {
		return named
	}
	switch {
	case strings.HasPrefix(r.URL.Path, "/v1/Content"):
		return "content.twilio.com"
	case strings.HasPrefix(r.URL.Path, "/v2/Channels/"):
		return "messaging.twilio.com"
	default:
		return "api.twilio.com"
	}
}

func (s *Server) apiRoutes() http.Handler {
	const account = "/2010-04-01/Accounts/{account}"
	mux := http.NewServeMux()
	for pattern, serve := range map[string]http.HandlerFunc{
		"GET " + account + "/Messages.json":                    s.line.list,
		"POST " + account + "/Messages.json":                   s.line.send,
		"GET " + account + "/Messages/{message}":               s.line.fetch,
		"GET " + account + "/Messages/{message}/Media.json":    s.line.listMedia,
		"GET " + account + "/Messages/{message}/Media/{media}": s.line.media,
		"GET " + account + "/IncomingPhoneNumbers.json":        s.stock.numbers,
	} {
		mux.Handle(pattern, s.known(serve))
	}
	mux.HandleFunc("GET /simulated-cdn/{media}", s.line.mediaBytes)
	mux.Handle("/", s.known(func(w http.ResponseWriter, r *http.Request) { fail(w, notFound(r)) }))
	return mux
}

func (s *Server) contentRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /v1/ContentAndApprovals", s.known(s.stock.listContents))
	mux.Handle("GET /v1/Content/{content}", s.known(s.stock.fetchContent))
	mux.Handle("/", s.known(func(w http.ResponseWriter, r *http.Request) { fail(w, notFound(r)) }))
	return mux
}

func (s *Server) messagingRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /v2/Channels/Senders", s.known(s.stock.listSenders))
	mux.Handle("/", s.known(func(w http.ResponseWriter, r *http.Request) { fail(w, notFound(r)) }))
	return mux
}

// known lets only the account's own credentials through.
func (s *Server) known(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.mayEnter(r) {
			w.Header().Set("WWW-Authenticate", `Basic realm="Twilio API"`)
			fail(w, problem{Status: http.StatusUnauthorized, Code: 20003, Message: "Authenticate"})
			return
		}
		if account := r.PathValue("account"); account != "" && account != s.options.AccountSID {
			fail(w, notFound(r))
			return
		}
		next(w, r)
	})
}

func (s *Server) mayEnter(r *http.Request) bool {
	user, password, given := r.BasicAuth()
	same := subtle.ConstantTimeCompare([]byte(password), []byte(s.options.Secret)) == 1
	return given && same && (user == s.options.AccountSID || user == s.options.KeySID)
}

// withoutSuffix cuts ".json" from the last part of a path.
func withoutSuffix(part string) string { return strings.TrimSuffix(part, ".json") }
