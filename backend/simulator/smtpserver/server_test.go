package smtpserver

import (
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

const letter = "Subject: teste\r\nMessage-ID: <a@b>\r\n\r\nlinha\r\n.ponto\r\n"

// post is what arrived.
type post struct {
	mu    sync.Mutex
	taken []Envelope
}

func (p *post) take(e Envelope) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = append(p.taken, e)
}

func (p *post) all() []Envelope {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.taken
}

func start(t *testing.T) (*Server, *post) {
	t.Helper()
	p := &post{}
	s, err := Start(Options{User: "shop@test.example", Secret: "right", Taken: p.take, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, p
}

func dial(t *testing.T, s *Server) *smtp.Client {
	t.Helper()
	c, err := smtp.Dial(s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestAuthentication(t *testing.T) {
	for name, c := range map[string]struct {
		auth sasl.Client
		ok   bool
	}{
		"plain":       {sasl.NewPlainClient("", "shop@test.example", "right"), true},
		"plain wrong": {sasl.NewPlainClient("", "shop@test.example", "wrong"), false},
		"login":       {sasl.NewLoginClient("shop@test.example", "right"), true},
		"login wrong": {sasl.NewLoginClient("shop@test.example", "wrong"), false},
		"login other": {sasl.NewLoginClient("other@test.example", "right"), false},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := start(t)
			err := dial(t, s).Auth(c.auth)
			var refused *smtp.SMTPError
			if c.ok && err != nil || !c.ok && (!errors.As(err, &refused) || refused.Code != 535) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestTakesTheBytesAsTheyAre(t *testing.T) {
	s, p := start(t)
	c := dial(t, s)
	if err := c.Auth(sasl.NewPlainClient("", "shop@test.example", "right")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := c.SendMail("shop@test.example", []string{"a@x.example", "b@x.example"}, strings.NewReader(letter)); err != nil {
			t.Fatal(err)
		}
	}
	taken := p.all()
	if len(taken) != 2 || string(taken[0].Raw) != letter || taken[1].From != "shop@test.example" || strings.Join(taken[1].To, " ") != "a@x.example b@x.example" {
		t.Errorf("%q", taken)
	}
}

func TestStrangersSendNothing(t *testing.T) {
	s, p := start(t)
	if err := dial(t, s).SendMail("shop@test.example", []string{"a@x.example"}, strings.NewReader(letter)); err == nil || len(p.all()) != 0 {
		t.Errorf("%v, %d mails", err, len(p.all()))
	}
}

func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		fault Fault
		code  int
		taken int
	}{
		"busy at once":        {Fault{Stage: StageMail, Code: 451}, 451, 0},
		"no such person":      {Fault{Stage: StageRcpt, Code: 550}, 550, 0},
		"refused whole":       {Fault{Stage: StageData, Code: 554}, 554, 0},
		"cut before the end":  {Fault{Stage: StageData}, 0, 0},
		"taken, answer lost":  {Fault{Stage: StageData, Taken: true}, 0, 1},
		"login fails for now": {Fault{Stage: StageAuth, Code: 454}, 454, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := start(t)
			s.Fail(c.fault)
			client := dial(t, s)
			err := client.Auth(sasl.NewPlainClient("", "shop@test.example", "right"))
			if err == nil {
				err = client.SendMail("shop@test.example", []string{"a@x.example"}, strings.NewReader(letter))
			}
			var refused *smtp.SMTPError
			code := 0
			if errors.As(err, &refused) {
				code = refused.Code
			}
			if err == nil || code != c.code || len(p.all()) != c.taken {
				t.Errorf("%v, %d taken", err, len(p.all()))
			}
			if _, left := s.fault(c.fault.Stage); left {
				t.Error("the fault strikes twice")
			}
		})
	}
}
