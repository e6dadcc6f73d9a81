package twilio

import (
	"fmt"
	"net"
	"strconv"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/channel/channeltest"
	"balcao/backend/desk"
)

func TestExam(t *testing.T) {
	f := newFake(t)
	keys := []string{}
	for i := range 12 { // from today to more than ten months ago
		keys = append(keys, f.add(fakeMessage{from: ana, to: shopWA, body: strconv.Itoa(i), created: today.AddDate(0, 0, -i*i*2).Add(-time.Minute)}))
	}
	texts := 0
	channeltest.Exam(t, channeltest.Subject{
		Open: func(*testing.T) channel.Source { return f.connect() },
		Keys: keys,
		Key:  func(in *channel.Inbound) string { return in.ExternalID },
		Deliver: func(*testing.T) string {
			return f.add(fakeMessage{from: ana, to: shopWA, body: "nova", created: today})
		},
		Refused: func(*testing.T) channel.Source {
			return New(f.config(), func() (string, error) { return "wrong", nil }, options())
		},
		Unreachable: func(t *testing.T) channel.Source {
			cfg := f.config()
			cfg.APIURL = "http://" + closedPort(t)
			return New(cfg, secret, options())
		},
		Outbound: func(*testing.T) channel.Outbound {
			texts++
			return outbound(fmt.Sprintf("resposta %d", texts))
		},
		Secret: testSecret,
	})
}

// closedPort gives an address where nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestChecksOfOtherChannels(t *testing.T) {
	c := newFake(t).connect()
	out := outbound("Olá")
	out.Channel = desk.Other
	wantError(t, c.Check(out), desk.ErrNoAddress, desk.Permanent)
	out.Channel, out.From, out.To, out.LastInbound = desk.SMS, shopSMS, "+5511988887777", time.Time{}
	if err := c.Check(out); err != nil {
		t.Errorf("a text message has no window, but: %v", err)
	}
	out = outbound("Olá")
	out.From = "+551140000001"
	if err := c.Check(out); err != nil {
		t.Errorf("the shop's number without its prefix: %v", err)
	}
}

func TestLimits(t *testing.T) {
	for _, of := range []desk.Channel{desk.SMS, desk.WhatsApp} {
		if got := Limits(of); got != (channel.Limits{MaxText: 1600}) {
			t.Errorf("%s: %+v", of, got)
		}
	}
}
