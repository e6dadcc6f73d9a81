package twilio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func TestSend(t *testing.T) {
	f := newFake(t)
	got, err := f.connect().Send(context.Background(), outbound("Olá, Ana! +1 & 50%"))
	if err != nil {
		t.Fatal(err)
	}
	made := f.made()
	if len(made) != 1 || made[0].from != shopWA || made[0].to != ana || made[0].body != "Olá, Ana! +1 & 50%" {
		t.Fatalf("Twilio has %+v", made)
	}
	want := channel.Receipt{ExternalID: made[0].sid, Status: channel.Status{Event: desk.Accepted, Word: "queued"}}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestSendTemplate(t *testing.T) {
	f := newFake(t)
	id := sid("HX", 1)
	f.gaps[id] = map[string]any{"1": "Customer_Name", "2": "Order"}
	c := f.connect()
	out := outbound("")
	out.LastInbound = time.Time{}
	out.Template = &channel.Template{SID: id, Vars: map[string]string{"1": "Ana"}}
	_, err := c.Send(context.Background(), out)
	if e := wantError(t, err, desk.ErrTemplateVars, desk.Permanent); e.Params["missing"] != "2" || len(f.made()) != 0 {
		t.Errorf("error %v, and Twilio has %+v", e, f.made())
	}
	out.Template.Vars["2"] = "260721"
	if _, err := c.Send(context.Background(), out); err != nil {
		t.Fatal(err)
	}
	if made := f.made(); len(made) != 1 || made[0].body != `template `+id+` {"1":"Ana","2":"260721"}` {
		t.Errorf("Twilio has %+v", made)
	}
	out.Template = &channel.Template{SID: sid("HX", 2)}
	if _, err := c.Send(context.Background(), out); err != nil {
		t.Errorf("a template that cannot be looked at is Twilio's to judge, but: %v", err)
	}
	looked := 0
	for _, line := range f.asked() {
		if strings.HasPrefix(line, "GET content.twilio.com/v1/Content/"+id) {
			looked++
		}
	}
	if looked != 1 {
		t.Errorf("looked at the template %d times", looked)
	}
}

func TestSendRefusesWhatCheckRefuses(t *testing.T) {
	f := newFake(t)
	out := outbound("Olá")
	out.LastInbound = today.Add(-25 * time.Hour)
	_, err := f.connect().Send(context.Background(), out)
	wantError(t, err, desk.ErrWindowClosed, desk.Permanent)
	out = outbound("Olá")
	out.Attachments = 1
	_, err = f.connect().Send(context.Background(), out)
	wantError(t, err, desk.ErrNoAttachments, desk.Permanent)
	if len(f.asked()) != 0 {
		t.Errorf("asked %v", f.asked())
	}
}

func TestSendOutcomes(t *testing.T) {
	plain := func(status int, body string, header ...string) func(http.ResponseWriter) bool {
		return func(w http.ResponseWriter) bool {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	no := func(status, code int) func(http.ResponseWriter) bool {
		return plain(status, fmt.Sprintf(`{"code":%d,"message":"The number +5511988887777 cannot","status":%d}`, code, status))
	}
	for _, test := range []struct {
		name   string
		answer func(http.ResponseWriter) bool
		code   desk.Code
		fate   desk.Fate
		number string
		after  time.Duration
	}{
		{"bad number", no(400, 21211), desk.ErrRejected, desk.Permanent, "21211", 0},
		{"opted out", no(400, 21610), desk.ErrStopped, desk.Permanent, "21610", 0},
		{"window closed", no(400, 63016), desk.ErrRejected, desk.Permanent, "63016", 0},
		{"too many to one person", no(400, 63018), desk.ErrThrottled, desk.Temporary, "63018", 5 * time.Minute},
		{"country switched off", no(403, 21408), desk.ErrRejected, desk.Permanent, "21408", 0},
		{"a key that may not send", no(403, 70051), desk.ErrAuth, desk.Permanent, "70051", 0},
		{"unknown code", no(400, 99999), desk.ErrRejected, desk.Permanent, "99999", 0},
		{"code as text", plain(400, `{"code":"21211","message":"no"}`), desk.ErrRejected, desk.Permanent, "21211", 0},
		{"wrong secret", no(401, 20003), desk.ErrAuth, desk.Permanent, "20003", 0},
		{"suspended", no(403, 20005), desk.ErrSuspended, desk.Permanent, "20005", 0},
		{"wrong account", no(404, 20404), desk.ErrRejected, desk.Permanent, "20404", 0},
		{"busy", plain(429, "", "Retry-After", "3"), desk.ErrThrottled, desk.Temporary, "", 3 * time.Second},
		{"busy, not saying how long", no(429, 20429), desk.ErrThrottled, desk.Temporary, "", 0},
		{"a proxy's no", plain(403, "<html>"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"408", plain(408, ""), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"500", no(500, 20500), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"502 html", plain(502, "<html>"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"503", plain(503, ""), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"504", plain(504, ""), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"307", plain(307, "", "Location", "/2010-04-01/Accounts/"+testAccount+"/Messages.json"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"201 without a body", plain(201, ""), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"201 null", plain(201, "null"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"201 without a sid", plain(201, `{"status":"queued","sid":null}`), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"200 of a portal", plain(200, "<html>Bem-vindo</html>"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"cut answer", plain(201, `{"sid":"SM`, "Content-Length", "500"), desk.ErrUncertain, desk.Ambiguous, "", 0},
		{"reset", func(http.ResponseWriter) bool { panic(http.ErrAbortHandler) }, desk.ErrUncertain, desk.Ambiguous, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			f.before = func(w http.ResponseWriter, _ *http.Request) bool { return test.answer(w) }
			_, err := f.connect().Send(context.Background(), outbound("segredo da cliente"))
			e := wantError(t, err, test.code, test.fate)
			if onlyThis := e.Params[channel.Scope] == channel.ScopeMessage; onlyThis != (test.number == "63018") {
				t.Errorf("concerns this message only: %v", onlyThis)
			}
			if e.Params["provider_code"] != test.number || e.RetryAfter != test.after {
				t.Errorf("params %v, retry after %v", e.Params, e.RetryAfter)
			}
			if n := len(f.asked()); n != 1 {
				t.Errorf("%d requests: a send is never repeated", n)
			}
		})
	}
}

func TestSendOutcomesWithASID(t *testing.T) {
	id := sid("SM", 5)
	for body, want := range map[string]channel.Status{
		`{"sid":"` + id + `","status":"accepted","num_segments":1,"error_code":"x"}`: {Event: desk.Accepted, Word: "accepted"},
		`{"sid":"` + id + `"}`:                      {Event: desk.Accepted},
		`{"sid":"` + id + `","status":"delivered"}`: {Event: desk.Arrived, Word: "delivered"},
	} {
		f := newFake(t)
		f.before = func(w http.ResponseWriter, _ *http.Request) bool { fmt.Fprint(w, body); return true }
		got, err := f.connect().Send(context.Background(), outbound("Olá"))
		if err != nil || got.ExternalID != id || got.Status != want {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

func TestSendThatNeverLeft(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	cfg.APIURL = "http://" + closedPort(t)
	_, err := New(cfg, secret, options()).Send(context.Background(), outbound("Olá"))
	wantError(t, err, desk.ErrUnreachable, desk.Temporary)

	unknown := httptest.NewUnstartedServer(f)
	unknown.Config.ErrorLog = log.New(io.Discard, "", 0)
	unknown.StartTLS()
	defer unknown.Close()
	cfg.APIURL = unknown.URL
	_, err = New(cfg, secret, options()).Send(context.Background(), outbound("Olá"))
	if e := wantError(t, err, desk.ErrTLS, desk.Temporary); e.Params["reason"] != "unknown_authority" {
		t.Errorf("params %v", e.Params)
	}
	if len(f.made()) != 0 || len(f.asked()) != 0 {
		t.Error("something left")
	}
}

func TestSendTimesOutAfterTwilioTookIt(t *testing.T) {
	f := newFake(t)
	took := make(chan struct{}, 1)
	release := make(chan struct{})
	defer close(release)
	f.afterNew = func(http.ResponseWriter) bool {
		took <- struct{}{}
		f.mu.Unlock()
		<-release
		f.mu.Lock()
		return true
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-took; cancel() }()
	c := f.connect()
	out := outbound("Olá")
	_, err := c.Send(ctx, out)
	wantError(t, err, desk.ErrUncertain, desk.Ambiguous)
	got, err := c.Find(context.Background(), out)
	if err != nil || got.ExternalID != f.made()[0].sid {
		t.Errorf("found %+v, %v", got, err)
	}
}

func TestFind(t *testing.T) {
	ours := func(edit func(*fakeMessage)) fakeMessage {
		m := fakeMessage{direction: "outbound-api", status: "sent", from: shopWA, to: ana, body: "Olá", created: today.Add(time.Second)}
		edit(&m)
		return m
	}
	for _, test := range []struct {
		name  string
		row   fakeMessage
		edit  func(*channel.Outbound)
		found bool
	}{
		{"the same", ours(func(*fakeMessage) {}), nil, true},
		{"our clock is a minute ahead", ours(func(m *fakeMessage) { m.created = today.Add(-time.Minute) }), nil, true},
		{"too old", ours(func(m *fakeMessage) { m.created = today.Add(-3 * time.Minute) }), nil, false},
		{
			"a user id, which holds a dot", ours(func(m *fakeMessage) { m.to = "whatsapp:BR.1502576394655843" }),
			func(o *channel.Outbound) { o.To = "whatsapp:BR.1502576394655843" }, true,
		},
		{"other words", ours(func(m *fakeMessage) { m.body = "Ola" }), nil, false},
		{"line ends and blanks", ours(func(m *fakeMessage) { m.body = "a\nb" }), func(o *channel.Outbound) { o.Text = "a\r\nb \n" }, true},
		{"other person", ours(func(m *fakeMessage) { m.to = "whatsapp:+5511977776666" }), nil, false},
		{"other channel", ours(func(m *fakeMessage) { m.to, m.from = "+551188887777", shopSMS }), nil, false},
		{"what the customer wrote", ours(func(m *fakeMessage) { m.direction, m.from, m.to = "inbound", shopWA, ana }), nil, false},
		{"a robot's answer", ours(func(m *fakeMessage) { m.direction = "outbound-reply" }), nil, false},
		{"taken by another", ours(func(*fakeMessage) {}), func(o *channel.Outbound) { o.Taken = func(string) bool { return true } }, false},
		{"nobody says what is taken", ours(func(*fakeMessage) {}), func(o *channel.Outbound) { o.Taken = nil }, true},
		{"still waiting, without date_sent", ours(func(m *fakeMessage) { m.status, m.extra = "queued", map[string]any{"date_sent": nil} }), nil, true},
		{"sent the next day", ours(func(m *fakeMessage) { m.created = today.Add(20 * time.Hour) }), nil, true},
		{
			"began before midnight", ours(func(m *fakeMessage) { m.created = time.Date(2026, 11, 20, 23, 59, 0, 0, time.UTC) }),
			func(o *channel.Outbound) { o.StartedAt = time.Date(2026, 11, 21, 0, 0, 30, 0, time.UTC) }, true,
		},
		{
			"template by recipient and time", ours(func(m *fakeMessage) { m.body = "Seu pedido chegou" }),
			func(o *channel.Outbound) { o.Text, o.Template = "", &channel.Template{SID: "HX1"} }, true,
		},
		{"failed already", ours(func(m *fakeMessage) { m.status, m.extra = "failed", map[string]any{"error_code": 63016} }), nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			id := f.add(test.row)
			out := outbound("Olá")
			if test.edit != nil {
				test.edit(&out)
			}
			got, err := f.connect().Find(context.Background(), out)
			if !test.found {
				wantError(t, err, desk.ErrNotFound, desk.Permanent)
				return
			}
			if err != nil || got.ExternalID != id {
				t.Fatalf("found %+v, %v", got, err)
			}
			if test.row.status == "failed" && (got.Status.Event != desk.Rejected || got.Status.Error.Params["provider_code"] != "63016") {
				t.Errorf("status %+v", got.Status)
			}
		})
	}
}

func TestFindTakesTheOldestAndPages(t *testing.T) {
	f := newFake(t)
	var ids []string
	for i := range 3 {
		ids = append(ids, f.add(fakeMessage{direction: "outbound-api", status: "sent", from: shopWA, to: ana, body: "ok", created: today.Add(time.Duration(i) * time.Second)}))
	}
	for i := range pageSize * 2 {
		f.add(fakeMessage{direction: "outbound-api", status: "sent", from: shopWA, to: ana, body: fmt.Sprint(i), created: today.Add(time.Hour)})
	}
	out := outbound("ok")
	var taken []string
	out.Taken = func(id string) bool { return slices.Contains(taken, id) }
	for _, want := range ids {
		got, err := f.connect().Find(context.Background(), out)
		if err != nil || got.ExternalID != want {
			t.Fatalf("found %+v, %v; want %s", got, err, want)
		}
		taken = append(taken, got.ExternalID)
	}
}

func TestFindThatCannotLookSaysSo(t *testing.T) {
	f := newFake(t)
	f.before = func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(503); return true }
	_, err := f.connect().Find(context.Background(), outbound("Olá"))
	wantError(t, err, desk.ErrServer, desk.Temporary)
}

// Two hundred messages, sent as the outbox sends: temporary errors are tried again, ambiguous ones looked
// up. However the answers are spoiled, each message is at Twilio exactly once and known by its own SID.
func TestNeverTwiceNeverLost(t *testing.T) {
	f := newFake(t)
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(20, 26))
	faults := 0
	fault := func() int { // 0: none
		mu.Lock()
		defer mu.Unlock()
		if random.IntN(2) == 0 {
			return 0
		}
		faults++
		return faults
	}
	f.before = func(w http.ResponseWriter, _ *http.Request) bool {
		n := fault()
		if n > 0 {
			spoil(w, n)
		}
		return n > 0
	}
	f.afterNew = func(w http.ResponseWriter) bool {
		n := fault()
		if n > 0 {
			spoil(w, 2+n%5) // any but 429, which Twilio never says after taking a message
		}
		return n > 0
	}
	c := f.connect()
	owner := map[string]int{}
	for i := range 200 {
		out := outbound([]string{"ok", "obrigada", fmt.Sprint(i)}[i%3])
		out.To = fmt.Sprintf("whatsapp:+551188880%03d", i%10)
		out.Taken = func(id string) bool { _, taken := owner[id]; return taken }
		receipt := deliver(t, c, out)
		if former, twice := owner[receipt.ExternalID]; twice {
			t.Fatalf("messages %d and %d have one SID", former, i)
		}
		owner[receipt.ExternalID] = i
	}
	if made := len(f.made()); made != 200 || faults < 100 {
		t.Errorf("Twilio has %d messages for 200, after %d faults", made, faults)
	}
}

// deliver does what the outbox does, without waiting.
func deliver(t *testing.T, c *Connection, out channel.Outbound) channel.Receipt {
	t.Helper()
	uncertain := false
	for range 1000 {
		if uncertain {
			receipt, err := c.Find(context.Background(), out)
			switch {
			case err == nil:
				return receipt
			case desk.HasCode(err, desk.ErrNotFound):
				uncertain = false // here the provider is known to show at once what it has
			case desk.AsError(err).Fate != desk.Temporary:
				t.Fatalf("find: %v", err)
			}
			continue
		}
		receipt, err := c.Send(context.Background(), out)
		if err == nil {
			return receipt
		}
		switch desk.AsError(err).Fate {
		case desk.Ambiguous:
			uncertain = true
		case desk.Permanent:
			t.Fatalf("send: %v", err)
		}
	}
	t.Fatal("never delivered")
	return channel.Receipt{}
}

func TestTrack(t *testing.T) {
	f := newFake(t)
	id := f.add(fakeMessage{direction: "outbound-api", status: "undelivered", from: shopWA, to: ana, body: "x", extra: map[string]any{"error_code": 63024, "error_message": "no"}})
	got, err := f.connect().Track(context.Background(), id)
	if err != nil || got.Event != desk.Rejected || got.Word != "undelivered" || got.Error.Params["provider_code"] != "63024" {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = f.connect().Track(context.Background(), sid("SM", 999))
	wantError(t, err, desk.ErrNotFound, desk.Permanent)
	before := len(f.asked())
	_, err = f.connect().Track(context.Background(), "../../Keys")
	wantError(t, err, desk.ErrNotFound, desk.Permanent)
	if len(f.asked()) != before {
		t.Error("an odd id became part of a path")
	}
	f.before = func(w http.ResponseWriter, _ *http.Request) bool {
		fmt.Fprint(w, `{"sid":"SMother","status":"read"}`)
		return true
	}
	_, err = f.connect().Track(context.Background(), id)
	wantError(t, err, desk.ErrServer, desk.Temporary)
}

func TestSecrets(t *testing.T) {
	f := newFake(t)
	for name, test := range map[string]struct {
		secret func() (string, error)
		code   desk.Code
	}{
		"blanks around":     {func() (string, error) { return " " + testSecret + "\n", nil }, ""},
		"empty":             {func() (string, error) { return " \n", nil }, desk.ErrSecretGone},
		"gone":              {func() (string, error) { return "", errors.New("no such item") }, desk.ErrSecretGone},
		"locked":            {func() (string, error) { return "", desk.E(desk.ErrWrongPassphrase, nil) }, desk.ErrWrongPassphrase},
		"not a secret":      {func() (string, error) { return testSecret + "é", nil }, desk.ErrAuth},
		"of another person": {func() (string, error) { return "other", nil }, desk.ErrAuth},
	} {
		t.Run(name, func(t *testing.T) {
			receive, send := New(f.config(), test.secret, options()).Test(context.Background())
			if test.code == "" {
				if receive != nil || send != nil {
					t.Errorf("%v, %v", receive, send)
				}
				return
			}
			wantError(t, receive, test.code, desk.Permanent)
			wantError(t, send, test.code, desk.Permanent)
		})
	}
}

func TestTestToleratesAKeyThatMayNotReadNumbers(t *testing.T) {
	f := newFake(t)
	f.noNumber = true
	receive, send := f.connect().Test(context.Background())
	if receive != nil || send != nil {
		t.Errorf("%v, %v", receive, send)
	}
	f.before = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "Incoming") {
			w.WriteHeader(500)
			return true
		}
		return false
	}
	receive, send = f.connect().Test(context.Background())
	if receive != nil {
		t.Error(receive)
	}
	wantError(t, send, desk.ErrServer, desk.Temporary)
	if len(f.made()) != 0 {
		t.Error("a test must not send")
	}
}
