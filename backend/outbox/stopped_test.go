package outbox_test

import (
	"log/slog"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/channel/twilio"
	"balcao/backend/consent"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/outbox"
	"balcao/backend/simulator/twilioserver"
	"balcao/backend/store"
)

const anasPhone = "+5532990001418"

// line is a shop's numbers at a Twilio-shaped server.
type line struct {
	*shop
	server     *twilioserver.Server
	provider   *twilio.Connection
	dispatcher *outbox.Dispatcher
}

func openLine(t *testing.T) *line {
	t.Helper()
	l := &line{shop: openShop(t)}
	l.shop.now = time.Now()
	account, secret := "AC0123456789abcdef0123456789abcdef", "secret"
	server, err := twilioserver.Start(twilioserver.Options{
		AccountSID: account, Secret: secret, SMS: shopSMS, WhatsApp: shopWhats, Now: l.clock,
		Taken: func(twilioserver.Message) {}, Logger: slog.New(slog.DiscardHandler),
	})
	check(t, err)
	t.Cleanup(func() { _ = server.Close() })
	l.server = server
	l.provider = twilio.New(twilio.Config{AccountSID: account, SMS: []string{shopSMS}, WhatsApp: []string{shopWhats}, APIURL: server.URL()},
		func() (string, error) { return secret, nil }, twilio.Options{Now: l.clock})
	l.dispatcher = outbox.NewDispatcher(l.st, phoneConn, l.provider)
	return l
}

// writes has Ana write to the shop, and pulls.
func (l *line) writes(text string) {
	l.t.Helper()
	l.pass(time.Minute)
	l.server.Deliver(twilioserver.Message{From: anasPhone, To: shopSMS, Body: text})
	l.pull()
}

func (l *line) pull() {
	l.t.Helper()
	var row store.ConnectionRow
	check(l.t, l.st.Read(l.t.Context(), func(tx *store.ReadTx) error {
		rows, err := tx.Connections().All()
		for _, r := range rows {
			if r.ID == phoneConn {
				row = r
			}
		}
		return err
	}))
	intake, err := ingest.Begin(l.t.Context(), l.st, row.Connection, ingest.Options{})
	check(l.t, err)
	check(l.t, l.provider.Pull(l.t.Context(), row.Cursor, intake))
	_, err = intake.Close()
	check(l.t, err)
}

func (l *line) answer(text string) (outbox.Queued, error) {
	l.t.Helper()
	return outbox.Enqueue(l.t.Context(), l.st, noRules, outbox.Draft{CustomerID: l.customer(), Channel: desk.SMS, Text: text})
}

// stopped tells whether everything is kept from Ana, and by whose word.
func (l *line) stopped() (by desk.ConsentSource) {
	l.t.Helper()
	list, err := consent.Show(l.t.Context(), l.st, l.customer())
	check(l.t, err)
	for _, s := range list[0].States {
		if s.Purpose == desk.Anything {
			by = s.By.Source
		}
	}
	return by
}

func (l *line) wantRefused(name string) {
	l.t.Helper()
	if _, err := l.answer("oi"); !desk.HasCode(err, desk.ErrStopped) {
		l.t.Errorf("%s: %v, want %s", name, err, desk.ErrStopped)
	}
}

// TestWhoToldTheProviderToStop: what Twilio refuses is refused here from then on, until she begins again.
func TestWhoToldTheProviderToStop(t *testing.T) {
	l := openLine(t)
	l.writes("tem caderno?")
	q, err := l.answer("Temos!")
	check(t, err)
	l.run(l.dispatcher)
	l.wantState(q.DeliveryID, desk.Sent)

	l.writes("STOP")
	if by := l.stopped(); by != "" {
		t.Errorf("stopped by %s before Twilio said so", by)
	}
	q, err = l.answer("Até logo.")
	check(t, err)
	l.run(l.dispatcher)
	row := l.wantState(q.DeliveryID, desk.Failed)
	if !desk.HasCode(row.Error, desk.ErrStopped) || row.Error.Params["provider_code"] != "21610" {
		t.Errorf("failed for %v", row.Error)
	}
	if by := l.stopped(); by != desk.FromProvider {
		t.Fatalf("stopped by %q", by)
	}
	l.wantRefused("a new message")
	if err := outbox.Retry(t.Context(), l.st, q.DeliveryID); !desk.HasCode(err, desk.ErrStopped) {
		t.Errorf("the same again: %v", err)
	}

	l.writes("oi?")
	l.wantRefused("after any other word")
	l.writes("START")
	if by := l.stopped(); by != "" {
		t.Errorf("still stopped by %s", by)
	}
	check(t, outbox.Retry(t.Context(), l.st, q.DeliveryID))
	l.pass(time.Second)
	l.run(l.dispatcher)
	l.wantState(q.DeliveryID, desk.Sent)
	l.pull() // what was refused once is told again and again
	if by := l.stopped(); by != "" {
		t.Errorf("stopped again by %s", by)
	}
}

// TestARefusalThatCameLater: Twilio took it, and says in its list that she had told it to stop.
func TestARefusalThatCameLater(t *testing.T) {
	s := openShop(t)
	s.text(desk.SMS, anasPhone, "SM1", "tem caderno?")
	q := s.queue(outbox.Draft{Channel: desk.SMS, Text: "Temos!"})
	p := &provider{}
	s.run(outbox.NewDispatcher(s.st, phoneConn, p))
	row := s.wantState(q.DeliveryID, desk.Sent)
	late := &channel.Inbound{
		Channel: desk.SMS, ExternalID: row.ExternalID, Raw: []byte("x"), Received: s.clock(), Outgoing: true, From: shopSMS, To: anasPhone, Text: "Temos!",
		Status: channel.Status{Event: desk.Rejected, Word: "failed", Error: desk.E(desk.ErrStopped, nil, "provider_code", "21610")},
	}
	s.take(phoneConn, late)
	s.wantState(q.DeliveryID, desk.Failed)
	_, err := outbox.Enqueue(t.Context(), s.st, noRules, outbox.Draft{CustomerID: s.customer(), Channel: desk.SMS, Text: "oi"})
	if !desk.HasCode(err, desk.ErrStopped) {
		t.Errorf("a new message: %v", err)
	}
	s.pass(time.Minute)
	s.text(desk.SMS, anasPhone, "SM2", "start")
	s.take(phoneConn, late)
	s.queue(outbox.Draft{Channel: desk.SMS, Text: "Bem-vinda de volta."})
}

func TestMarketingForWhomWantsNone(t *testing.T) {
	s := openShop(t)
	s.text(desk.WhatsApp, "whatsapp:"+anasPhone, "SM1", "oi")
	s.write(func(tx *store.Tx) error {
		return tx.Connections().Templates().Replace(phoneConn, []desk.Template{
			{SID: "HXnews", Category: "MARKETING", Status: desk.TemplateApproved, Body: "Novidades!"},
			{SID: "HXready", Category: "UTILITY", Status: desk.TemplateApproved, Body: "Está pronto."},
		})
	})
	send := func(sid string) error {
		_, err := outbox.Enqueue(t.Context(), s.st, noRules, outbox.Draft{CustomerID: s.customer(), Channel: desk.WhatsApp, Template: &channel.Template{SID: sid}})
		return err
	}
	check(t, send("HXnews")) // one to one, and she said nothing
	s.pass(time.Minute)
	s.text(desk.WhatsApp, "whatsapp:"+anasPhone, "SM2", "Sair")
	if err := send("HXnews"); !desk.HasCode(err, desk.ErrNoMarketing) {
		t.Errorf("marketing: %v", err)
	}
	check(t, send("HXready"))
}
