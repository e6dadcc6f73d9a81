package twilio

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/channel/channeltest"
	"balcao/backend/desk"
	"balcao/backend/simulator/twilioserver"
)

// simulate opens the account of the simulated shop, which other hands wrote.
func simulate(t *testing.T, history ...twilioserver.Message) (*twilioserver.Server, Config) {
	t.Helper()
	server, err := twilioserver.Start(twilioserver.Options{
		AccountSID: testAccount, Secret: testSecret, SMS: shopSMS, WhatsApp: shopWA, ShopName: "Papelaria Sabiá",
		History: history, Now: time.Now, Taken: func(twilioserver.Message) {}, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server, Config{AccountSID: testAccount, SMS: []string{shopSMS}, WhatsApp: []string{shopWA}, APIURL: server.URL()}
}

// live are options for a server whose clock is the real one.
func live() Options {
	opts := options()
	opts.Now = nil
	return opts
}

func TestExamWithTheSimulatedShop(t *testing.T) {
	now := time.Now()
	var history []twilioserver.Message
	var keys []string
	for i := range 30 {
		m := twilioserver.Message{SID: sid("SM", i), From: ana, To: shopWA, Body: fmt.Sprint(i), At: now.AddDate(0, 0, -10*(30-i)).Add(time.Hour)}
		history, keys = append(history, m), append(keys, m.SID)
	}
	server, cfg := simulate(t, history...)
	server.Deliver(twilioserver.Message{From: ana, To: shopWA, Body: "abre a janela"})
	texts := 0
	channeltest.Exam(t, channeltest.Subject{
		Open: func(*testing.T) channel.Source { return New(cfg, secret, live()) },
		Keys: keys,
		Key:  func(in *channel.Inbound) string { return in.ExternalID },
		Deliver: func(*testing.T) string {
			return server.Deliver(twilioserver.Message{From: "+5511988887777", To: shopSMS, Body: "nova"})
		},
		Refused: func(*testing.T) channel.Source {
			return New(cfg, func() (string, error) { return "wrong", nil }, live())
		},
		Outbound: func(*testing.T) channel.Outbound {
			texts++
			out := outbound(fmt.Sprintf("resposta %d", texts))
			out.LastInbound, out.StartedAt = time.Now(), time.Now()
			return out
		},
		Secret: testSecret,
	})
}

func TestSimulatedShop(t *testing.T) {
	server, cfg := simulate(t)
	ctx := context.Background()
	c := New(cfg, secret, live())
	if receive, send := c.Test(ctx); receive != nil || send != nil {
		t.Fatalf("test: %v, %v", receive, send)
	}
	numbers, err := c.Numbers(ctx)
	if err != nil || len(numbers) != 2 {
		t.Errorf("numbers %+v, %v", numbers, err)
	}
	id := server.Deliver(twilioserver.Message{From: ana, To: shopWA, Media: []string{"image/jpeg", "application/pdf"}})
	var into inbox
	mustPull(t, c, &into)
	if media := into.got[id].Media; len(media) != 2 {
		t.Fatalf("media %+v", media)
	}
	for _, media := range into.got[id].Media {
		file, err := c.Fetch(ctx, media.Ref)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(file.Body)
		if err != nil || len(body) == 0 || file.Type != "image/jpeg" && file.Type != "application/pdf" || !strings.Contains(file.Name, ".") {
			t.Errorf("%s %s of %d bytes, %v", file.Name, file.Type, len(body), err)
		}
		_ = file.Body.Close()
	}
	out := outbound("Bom dia")
	out.LastInbound, out.StartedAt = time.Now(), time.Now()
	server.Fail(twilioserver.Fault{Method: "POST", Taken: true, Reset: true})
	_, err = c.Send(ctx, out)
	wantError(t, err, desk.ErrUncertain, desk.Ambiguous)
	found, err := c.Find(ctx, out)
	if err != nil {
		t.Fatal(err)
	}
	status, err := c.Track(ctx, found.ExternalID)
	if err != nil || status.Word == "" {
		t.Errorf("status %+v, %v", status, err)
	}
	server.Fail(twilioserver.Fault{Method: "POST", Status: 400, Code: 21610})
	_, err = c.Send(ctx, out)
	if e := wantError(t, err, desk.ErrStopped, desk.Permanent); e.Params["provider_code"] != "21610" {
		t.Errorf("params %v", e.Params)
	}
}
