package realmail

import (
	"crypto/tls"
	"net"
	"net/smtp"
	"strings"
	"testing"
	"time"
)

func TestBothServersWork(t *testing.T) {
	s := Start(t)
	conn, err := tls.Dial("tcp", s.IMAPSAddr, &tls.Config{RootCAs: s.CA, ServerName: "127.0.0.1"})
	check(t, err)
	defer func() { _ = conn.Close() }()
	greeting := make([]byte, 256)
	n, err := conn.Read(greeting)
	check(t, err)
	if !strings.HasPrefix(string(greeting[:n]), "* OK") {
		t.Errorf("Dovecot greets with %q", greeting[:n])
	}
	submit(t, s, "Subject: hello\r\n\r\nbody\r\n")
	limit := time.Now().Add(time.Minute)
	for len(s.Outside(t)) == 0 {
		if time.Now().After(limit) {
			t.Fatalf("nothing was delivered\n%s", s.logs())
		}
		time.Sleep(20 * time.Millisecond)
	}
	if got := string(s.Outside(t)[0].Raw); !strings.Contains(got, "Subject: hello") {
		t.Errorf("delivered %q", got)
	}
	s.Deliver(t, []byte("Subject: one\r\n\r\n"), []byte("Subject: two\r\n\r\n"))
	if got := s.Messages(t, "INBOX"); len(got) != 2 || got[0].Seen || !strings.Contains(string(got[1].Raw), "two") {
		t.Errorf("INBOX holds %v", got)
	}
}

func submit(t *testing.T, s *Server, raw string) {
	t.Helper()
	client, err := smtp.Dial(s.SMTPAddr)
	check(t, err)
	defer func() { _ = client.Close() }()
	host, _, _ := net.SplitHostPort(s.SMTPAddr)
	check(t, client.StartTLS(&tls.Config{RootCAs: s.CA, ServerName: host}))
	check(t, client.Auth(smtp.PlainAuth("", s.User, s.Password, host)))
	check(t, client.Mail(s.Address))
	check(t, client.Rcpt("ana@example.org"))
	w, err := client.Data()
	check(t, err)
	_, err = w.Write([]byte(raw))
	check(t, err)
	check(t, w.Close())
	check(t, client.Quit())
}
