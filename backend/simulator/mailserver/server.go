package mailserver

import (
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"balcao/backend/simulator/loopback"
)

// Names of the two folders.
const (
	Inbox = "INBOX"
	Sent  = "Enviados"
)

// Options say who may log in and what lies in the folders at first.
type Options struct {
	User, Secret string
	Inbox, Sent  []Mail // oldest first
	// UIDValidity must change when the same UIDs would mean other mails.
	UIDValidity uint32
	// LaterUID is where the UIDs of later mails begin. A server that is started again with the same mails
	// must not give a UID twice: choose a number that grows with time.
	LaterUID uint32
	Now      func() time.Time
	Logger   *slog.Logger
}

// Server is a running IMAP server.
type Server struct {
	options  Options
	folders  []*folder
	imap     *imapserver.Server
	listener *loopback.Listener
	done     chan struct{}

	mu       sync.Mutex
	closed   bool
	sessions sync.WaitGroup // grows under mu, and not once closed
}

// Start listens on a free port of 127.0.0.1.
func Start(o Options) (*Server, error) {
	listener, err := loopback.Listen()
	if err != nil {
		return nil, fmt.Errorf("imap: %w", err)
	}
	s := &Server{options: o, listener: listener, done: make(chan struct{})}
	s.folders = []*folder{
		newFolder(Inbox, "", o.UIDValidity, imap.UID(o.LaterUID), o.Inbox),
		newFolder(Sent, imap.MailboxAttrSent, o.UIDValidity, imap.UID(o.LaterUID), o.Sent),
	}
	s.imap = imapserver.New(&imapserver.Options{
		NewSession: s.enter,
		Caps: imap.CapSet{
			imap.CapIMAP4rev1: {}, imap.CapUIDPlus: {}, imap.CapESearch: {}, imap.CapListExtended: {},
			imap.CapListStatus: {}, imap.CapSpecialUse: {}, imap.CapLiteralPlus: {}, imap.CapStatusSize: {},
		},
		InsecureAuth: true, // loopback only
		Logger:       logger{o.Logger},
	})
	go func() {
		defer close(s.done)
		if err := s.imap.Serve(listener); err != nil {
			o.Logger.Error("simulated imap server stopped", "error", err)
		}
	}()
	return s, nil
}

func (s *Server) enter(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, &imap.Error{Type: imap.StatusResponseTypeBye, Text: "Closing"}
	}
	s.sessions.Add(1)
	return &session{folders: folders{s}}, &imapserver.GreetingData{}, nil
}

// Addr is host and port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close cuts all connections and waits for the end of what they were doing.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.listener.Cut()
	err := s.listener.Close()
	<-s.done
	_ = s.imap.Close() // its one listener is closed; this drops what it remembers of it
	s.sessions.Wait()
	return err
}

// Deliver puts a mail into the INBOX and wakes whoever is waiting there.
func (s *Server) Deliver(raw []byte, received time.Time) uint32 {
	return uint32(s.folder(Inbox).add(raw, received, nil).uid)
}

// Stored is a mail as it lies on the server.
type Stored struct {
	UID      uint32
	Received time.Time
	Flags    []string
	Raw      []byte
}

// Mails are all mails of a folder, oldest first; none when there is no such folder.
func (s *Server) Mails(name string) []Stored {
	f := s.folder(name)
	if f == nil {
		return nil
	}
	var all []Stored
	for _, m := range f.snapshot() {
		flags := []string{}
		for _, flag := range f.flagsOf(m) {
			flags = append(flags, string(flag))
		}
		all = append(all, Stored{UID: uint32(m.uid), Received: m.Received, Flags: flags, Raw: m.Render()})
	}
	return all
}

// folder finds a folder; INBOX in any case of letters (RFC 3501 §5.1).
func (s *Server) folder(name string) *folder {
	for _, f := range s.folders {
		if f.name == name || f.name == Inbox && strings.EqualFold(name, Inbox) {
			return f
		}
	}
	return nil
}

// logger passes the library's words on.
type logger struct{ to *slog.Logger }

func (l logger) Printf(format string, args ...any) {
	l.to.Debug("simulated imap server", "said", fmt.Sprintf(format, args...))
}
