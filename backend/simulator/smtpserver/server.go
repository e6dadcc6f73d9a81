// Package smtpserver is an SMTP submission server on loopback: one user, AUTH PLAIN and LOGIN, no TLS.
//
// It takes mail from the shop and hands it on; it sends nothing into the world and files no copy
// anywhere. What happens to a mail afterwards is the business of its Taken function.
package smtpserver

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"balcao/backend/simulator/loopback"
)

// maxBytes is the size that the server announces and keeps to.
const maxBytes = 50 << 20

// Envelope is one mail as it was handed over.
type Envelope struct {
	From string
	To   []string
	Raw  []byte
}

// Options say who may send and who is told.
type Options struct {
	User, Secret string
	// Taken is called for every accepted mail, before the client is told that it was accepted.
	Taken  func(Envelope)
	Logger *slog.Logger
}

// Stages at which a fault can strike.
const (
	StageAuth = "auth"
	StageMail = "mail"
	StageRcpt = "rcpt"
	StageData = "data"
)

// Fault spoils one command, once.
type Fault struct {
	Stage string
	// Code is the answer given, such as 451 or 550; 0 cuts the connection without an answer.
	Code int
	// Taken, at StageData: the mail is accepted all the same, only the client does not learn of it.
	Taken bool
}

// Server is a running SMTP server.
type Server struct {
	options  Options
	smtp     *smtp.Server
	listener *loopback.Listener
	done     chan struct{}

	mu     sync.Mutex
	faults []Fault
}

// Start listens on a free port of 127.0.0.1.
func Start(o Options) (*Server, error) {
	listener, err := loopback.Listen()
	if err != nil {
		return nil, fmt.Errorf("smtp: %w", err)
	}
	s := &Server{options: o, listener: listener, done: make(chan struct{})}
	s.smtp = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{server: s, conn: c}, nil
	}))
	s.smtp.Domain = "mail.papelariasabia.example"
	s.smtp.AllowInsecureAuth = true // loopback only
	s.smtp.MaxMessageBytes = maxBytes
	s.smtp.MaxRecipients = 100
	s.smtp.ReadTimeout = 5 * time.Minute
	s.smtp.WriteTimeout = time.Minute
	s.smtp.ErrorLog = logger{o.Logger}
	go func() {
		defer close(s.done)
		if err := s.smtp.Serve(listener); err != nil {
			o.Logger.Debug("simulated smtp server stopped", "error", err)
		}
	}()
	return s, nil
}

// Addr is host and port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close cuts all connections and waits for the end of what they were doing.
func (s *Server) Close() error {
	s.listener.Cut()
	err := s.listener.Close()
	<-s.done
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	// The listener is closed already; what is waited for are the connections.
	if down := s.smtp.Shutdown(ctx); errors.Is(down, context.DeadlineExceeded) {
		return down
	}
	return err
}

// Fail spoils the next command of the fault's stage; faults queue up.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// fault takes the first waiting fault of a stage.
func (s *Server) fault(stage string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Stage == stage {
			s.faults = append(s.faults[:i], s.faults[i+1:]...)
			return f, true
		}
	}
	return Fault{}, false
}

func (s *Server) login(user, password string) error {
	sameUser := subtle.ConstantTimeCompare([]byte(user), []byte(s.options.User))
	samePassword := subtle.ConstantTimeCompare([]byte(password), []byte(s.options.Secret))
	if sameUser&samePassword != 1 {
		return smtp.ErrAuthFailed
	}
	return nil
}

// session is one connection.
type session struct {
	server   *Server
	conn     *smtp.Conn
	known    bool // logged in
	envelope Envelope
}

var _ smtp.AuthSession = (*session)(nil)

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain, sasl.Login} }

func (s *session) Auth(mech string) (sasl.Server, error) {
	login := func(user, password string) error {
		if err := s.stage(StageAuth); err != nil {
			return err
		}
		err := s.server.login(user, password)
		s.known = err == nil
		return err
	}
	switch mech {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, user, password string) error { return login(user, password) }), nil
	case sasl.Login:
		return &loginServer{login: login}, nil
	}
	return nil, smtp.ErrAuthUnknownMechanism
}

// stage lets a waiting fault strike.
func (s *session) stage(name string) error {
	f, spoiled := s.server.fault(name)
	if !spoiled {
		return nil
	}
	return s.strike(f)
}

func (s *session) strike(f Fault) error {
	if f.Code == 0 {
		_ = s.conn.Conn().Close() // the cut itself; there is nobody to tell
		return io.ErrUnexpectedEOF
	}
	return &smtp.SMTPError{Code: f.Code, EnhancedCode: smtp.EnhancedCode{f.Code / 100, 0, 0}, Message: "Simulated trouble"}
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	s.envelope = Envelope{From: from}
	return s.stage(StageMail)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := s.stage(StageRcpt); err != nil {
		return err
	}
	s.envelope.To = append(s.envelope.To, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.envelope.Raw = raw
	f, spoiled := s.server.fault(StageData)
	if !spoiled || f.Taken {
		s.server.options.Taken(s.envelope)
	}
	if spoiled {
		return s.strike(f)
	}
	return nil
}

func (s *session) Reset()        { s.envelope = Envelope{} }
func (s *session) Logout() error { return nil }

// loginServer speaks AUTH LOGIN, which the library has only for clients.
type loginServer struct {
	login func(user, password string) error
	user  string
	asked int
}

func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if l.asked == 0 && response == nil {
		l.asked = 1
		return []byte("Username:"), false, nil
	}
	if l.asked <= 1 {
		l.asked, l.user = 2, string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.login(l.user, string(response))
}

// logger passes the library's words on.
type logger struct{ to *slog.Logger }

func (l logger) Printf(format string, args ...any) {
	l.to.Debug("simulated smtp server", "said", fmt.Sprintf(format, args...))
}

func (l logger) Println(args ...any) {
	l.to.Debug("simulated smtp server", "said", fmt.Sprint(args...))
}
