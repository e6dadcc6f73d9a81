package email

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"balcao/backend/channel"
	"balcao/backend/channel/channeltest"
	"balcao/backend/desk"
)

const (
	testUser   = "loja@example.com"
	testSecret = "correct horse"
)

// memory is a mailbox on go-imap's own server, and an SMTP server that keeps what it is given.
type memory struct {
	user *imapmemserver.User
	imap string
	smtp *shelf
}

func newMemory(t *testing.T, caps ...imap.Cap) *memory {
	t.Helper()
	user := imapmemserver.NewUser(testUser, testSecret)
	must(t, user.Create("INBOX", nil))
	must(t, user.Create("Sent", nil))
	must(t, user.Create("Trash", nil))
	backend := imapmemserver.New()
	backend.AddUser(user)
	set := imap.CapSet{imap.CapIMAP4rev1: {}}
	for _, c := range caps {
		set[c] = struct{}{}
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return backend.NewSession(), nil, nil
		},
		Caps: set, InsecureAuth: true, Logger: slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo),
	})
	listener := listen(t)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return &memory{user: user, imap: listener.Addr().String(), smtp: newShelf(t)}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (m *memory) config() Config {
	return Config{
		Address: testUser, IMAPHost: m.imap, IMAPSecurity: Plain, SMTPHost: m.smtp.addr, SMTPSecurity: Plain,
	}
}

// patience is how long a test waits for what must happen at once: the machine may be busy with other things, and
// only a failing test waits so long.
const patience = 20 * time.Second

// quick is for servers that answer at once. Its limits are beyond patience, so that a test that runs into one by
// mistake fails; who tests a limit sets a short one.
func quick() Options {
	return Options{Silence: 2 * patience, Connect: 2 * patience, Submission: 2 * patience}
}

func open(t *testing.T, cfg Config, opts Options) *Mailbox {
	t.Helper()
	m := New(cfg, func() (string, error) { return testSecret, nil }, opts)
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func (m *memory) append(t *testing.T, folder, raw string) {
	t.Helper()
	_, err := m.user.Append(folder, literal{strings.NewReader(raw), int64(len(raw))}, &imap.AppendOptions{})
	must(t, err)
}

type literal struct {
	io.Reader
	size int64
}

func (l literal) Size() int64 { return l.size }

func mail(id string) string {
	return fmt.Sprintf("Message-ID: <%s@example.com>\r\nFrom: ana@example.org\r\nSubject: %s\r\n\r\nOlá.\r\n", id, id)
}

// keyOf names a mail by its Subject line.
func keyOf(in *channel.Inbound) string {
	_, rest, _ := strings.Cut(string(in.Raw), "Subject: ")
	key, _, _ := strings.Cut(rest, "\r\n")
	return key
}

// shelf is an SMTP server that keeps what it is given.
type shelf struct {
	addr string
	mu   sync.Mutex
	got  []string
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	s := &shelf{}
	server := smtp.NewServer(s)
	server.AllowInsecureAuth = true
	server.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	listener := listen(t)
	s.addr = listener.Addr().String()
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

func (s *shelf) mails() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.got...)
}

func (s *shelf) NewSession(*smtp.Conn) (smtp.Session, error) { return &shelfSession{shelf: s}, nil }

type shelfSession struct{ shelf *shelf }

func (s *shelfSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *shelfSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != testUser || password != testSecret {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no: " + password}
		}
		return nil
	}), nil
}

func (s *shelfSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *shelfSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<" + to + ">: no such user"}
	}
	return nil
}

func (s *shelfSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	s.shelf.got = append(s.shelf.got, string(raw))
	return nil
}

func (s *shelfSession) Reset()        {}
func (s *shelfSession) Logout() error { return nil }

func outbound(id string) channel.Outbound {
	return channel.Outbound{
		Channel: desk.Email, From: testUser, To: "ana@example.org", Recipients: []string{"ana@example.org"},
		Text: "Olá", Raw: []byte(mail(id)), RFCMessageID: id + "@example.com",
	}
}

func TestExam(t *testing.T) {
	m := newMemory(t, imap.CapUIDPlus, imap.CapIdle)
	var keys []string
	for i := range 9 {
		key := fmt.Sprintf("mail %d", i)
		folder := "INBOX"
		if i%3 == 2 {
			folder = "Sent"
		}
		m.append(t, folder, mail(key))
		keys = append(keys, key)
	}
	m.append(t, "Trash", mail("thrown away"))
	delivered := 0
	refused := func() (string, error) { return "wrong " + testSecret, nil }
	dead := listen(t)
	gone := m.config()
	gone.IMAPHost, gone.SMTPHost = dead.Addr().String(), dead.Addr().String()
	must(t, dead.Close())
	channeltest.Exam(t, channeltest.Subject{
		Keys: keys, Key: keyOf, Secret: testSecret,
		Open: func(t *testing.T) channel.Source { return open(t, m.config(), quick()) },
		Deliver: func(t *testing.T) string {
			delivered++
			key := fmt.Sprintf("new %d", delivered)
			m.append(t, "INBOX", mail(key))
			return key
		},
		Refused:     func(*testing.T) channel.Source { return New(m.config(), refused, quick()) },
		Unreachable: func(t *testing.T) channel.Source { return open(t, gone, quick()) },
		Outbound: func(*testing.T) channel.Outbound {
			delivered++
			return outbound(fmt.Sprintf("out-%d", delivered))
		},
	})
}

func TestPullFrame(t *testing.T) {
	m := newMemory(t)
	m.append(t, "INBOX", mail("in"))
	m.append(t, "Sent", mail("out"))
	got := map[string]*channel.Inbound{}
	sink := &channeltest.Collector{After: func(in *channel.Inbound, _ channel.Cursor) {
		if in != nil {
			got[keyOf(in)] = in
		}
	}}
	must(t, open(t, m.config(), quick()).Pull(context.Background(), "", sink))
	in, out := got["in"], got["out"]
	if in == nil || out == nil || len(got) != 2 {
		t.Fatalf("got %v", got)
	}
	if string(in.Raw) != mail("in") || !in.Mail || in.Outgoing || in.Folder != "INBOX" || in.UID != 1 || in.UIDValidity == 0 {
		t.Errorf("INBOX: %+v", in)
	}
	if in.Received.IsZero() || in.ExternalID != "" || in.Channel != desk.Email {
		t.Errorf("INBOX: %+v", in)
	}
	if !out.Outgoing || out.Folder != "Sent" {
		t.Errorf("Sent: %+v", out)
	}
}

// The Sent folder is listed and cannot be opened: INBOX comes, the connection is kept, and the trouble is told.
func TestPullWithoutSent(t *testing.T) {
	s := newScript(t, mail("in"))
	s.hook = func(conn *scriptConn, tag, command string) bool {
		switch {
		case strings.HasPrefix(command, "LIST"):
			conn.say("* LIST (\\Sent) \"/\" Sent\r\n%s OK done\r\n", tag)
		case strings.HasPrefix(command, "EXAMINE") && strings.Contains(command, "Sent"):
			conn.say("%s NO [NOPERM] not yours\r\n", tag)
		default:
			return false
		}
		return true
	}
	box := open(t, s.config(), quick())
	got := newStore()
	for range 3 {
		err := box.Pull(context.Background(), got.Cursor, got)
		if !channel.IsPartial(err) {
			t.Fatalf("the pull ends with %v, want a partial error", err)
		}
		wantCode(t, err, desk.ErrServer, desk.Temporary)
	}
	got.wantExactly(t, map[int]string{1: mail("in")})
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.connections != 1 {
		t.Errorf("%d connections for three pulls", s.connections)
	}
}
