package twilio

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func TestPullHandsOverEveryKindOfRow(t *testing.T) {
	odd := func(raw string) fakeMessage {
		return fakeMessage{raw: raw, from: ana, to: shopWA, created: today.Add(-2 * time.Hour)}
	}
	for _, test := range []struct {
		name string
		row  fakeMessage
		want channel.Inbound
	}{
		{"whatsapp", fakeMessage{from: ana, to: shopWA, body: "Olá"}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Olá"}},
		{"sms", fakeMessage{from: "+5511988887777", to: shopSMS, body: "Oi"}, channel.Inbound{Channel: desk.SMS, From: "+5511988887777", To: shopSMS, Text: "Oi"}},
		{"MM prefix", fakeMessage{sid: sid("MM", 99), from: ana, to: shopWA, body: "Oi"}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Oi"}},
		{"missing plus", fakeMessage{from: "5511988887777", to: shopSMS, body: "Oi"}, channel.Inbound{Channel: desk.SMS, From: "5511988887777", To: shopSMS, Text: "Oi"}},
		{"short code", fakeMessage{from: "29876", to: shopSMS, body: "Oi"}, channel.Inbound{Channel: desk.SMS, From: "29876", To: shopSMS, Text: "Oi"}},
		{"sender name", fakeMessage{from: "BANCO24", to: shopSMS, body: "Oi"}, channel.Inbound{Channel: desk.SMS, From: "BANCO24", To: shopSMS, Text: "Oi"}},
		{"user id", fakeMessage{from: "whatsapp:BR.1502576394655843", to: shopWA, body: "Oi"}, channel.Inbound{Channel: desk.WhatsApp, From: "whatsapp:BR.1502576394655843", To: shopWA, Text: "Oi"}},
		{"messenger", fakeMessage{from: "messenger:123", to: "messenger:9", body: "Oi"}, channel.Inbound{Channel: desk.Other, From: "messenger:123", To: "messenger:9", Text: "Oi"}},
		{"rcs", fakeMessage{from: "rcs:+5511988887777", to: "rcs:sabia", body: "Oi"}, channel.Inbound{Channel: desk.Other, From: "rcs:+5511988887777", To: "rcs:sabia", Text: "Oi"}},
		{"no words", fakeMessage{from: ana, to: shopWA}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Placeholder: Unsupported}},
		{"body null", fakeMessage{from: ana, to: shopWA, extra: map[string]any{"body": nil}}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Placeholder: Unsupported}},
		{"redacted", fakeMessage{from: "whatsapp:+55118888XXXX", to: shopWA}, channel.Inbound{Channel: desk.WhatsApp, From: "whatsapp:+55118888XXXX", To: shopWA, Placeholder: Redacted}},
		{"receiving", fakeMessage{from: ana, to: shopWA, body: "Oi", direction: "inbound", status: "receiving"}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Oi"}},
		{
			"from missing",
			fakeMessage{to: ana, body: "Oi", direction: "outbound-api", status: "sent", extra: map[string]any{"from": nil}},
			channel.Inbound{Channel: desk.WhatsApp, To: ana, Text: "Oi", Outgoing: true, Status: channel.Status{Event: desk.Accepted, Word: "sent"}},
		},
		{
			"answer of a robot",
			fakeMessage{from: shopWA, to: ana, body: "Oi", direction: "outbound-reply", status: "delivered"},
			channel.Inbound{Channel: desk.WhatsApp, From: shopWA, To: ana, Text: "Oi", Outgoing: true, Status: channel.Status{Event: desk.Arrived, Word: "delivered"}},
		},
		{
			"no direction, our number",
			fakeMessage{from: shopWA, to: ana, body: "Oi", direction: "x", status: "read", extra: map[string]any{"direction": nil}},
			channel.Inbound{Channel: desk.WhatsApp, From: shopWA, To: ana, Text: "Oi", Outgoing: true, Status: channel.Status{Event: desk.Seen, Word: "read"}},
		},
		{
			"numbers of odd types",
			fakeMessage{from: ana, to: shopWA, body: "Oi", extra: map[string]any{"num_media": 0, "error_code": "30003", "price": -1.5}},
			channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Oi"},
		},
		{"ten files", fakeMessage{sid: sid("MM", 77), from: ana, to: shopWA, media: "10"}, channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Media: refs(sid("MM", 77), 10)}},
		{
			"date nobody can read",
			fakeMessage{from: ana, to: shopWA, body: "Oi", extra: map[string]any{"date_created": "ontem", "date_sent": "Sat, 21 Nov 2026 14:30:00 +0000"}},
			channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Oi"},
		},
		{
			"no sid", odd(`{"from":"` + ana + `","to":"` + shopWA + `","body":"Oi","direction":"inbound","date_created":"Sat, 21 Nov 2026 14:30:00 +0000"}`),
			channel.Inbound{Channel: desk.WhatsApp, From: ana, To: shopWA, Text: "Oi"},
		},
		{"not even an object", odd(`"Oi"`), channel.Inbound{Channel: desk.SMS, Placeholder: Unsupported}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			id := f.add(test.row)
			f.add(fakeMessage{from: ana, to: shopWA, body: "the neighbour"})
			var into inbox
			mustPull(t, f.connect(), &into)
			if len(into.got) != 2 {
				t.Fatalf("%d messages came, want 2", len(into.got))
			}
			if id == "" {
				id = "row:" + desk.HashID("twilio", test.row.raw)
			}
			got, ok := into.got[id]
			if !ok {
				t.Fatalf("%s did not come; there are %v", id, into.order)
			}
			if string(got.Raw) != test.row.at(f).json() {
				t.Errorf("raw is not what came over the wire:\n%s", got.Raw)
			}
			if got.Received.IsZero() || got.Received.After(today) {
				t.Errorf("received %v", got.Received)
			}
			test.want.ExternalID, test.want.Raw, test.want.Received = id, got.Raw, got.Received
			if a, b := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", test.want); a != b {
				t.Errorf("got  %s\nwant %s", a, b)
			}
		})
	}
}

// at gives the row as the fake completed it.
func (m fakeMessage) at(f *fake) fakeMessage { return f.made()[0] }

func refs(message string, n int) []channel.Media {
	var all []channel.Media
	for i := range n {
		all = append(all, channel.Media{Ref: fmt.Sprintf("%s/%d/%d", message, i, n)})
	}
	return all
}

func TestStatusWords(t *testing.T) {
	for word, want := range map[string]desk.DeliveryEvent{
		"accepted": "", "scheduled": "", "queued": "", "sending": "", "sent": desk.Accepted, "partially_delivered": desk.Accepted,
		"delivered": desk.Arrived, "read": desk.Seen, "failed": desk.Rejected, "undelivered": desk.Rejected,
		"canceled": desk.Rejected, "teleported": "", "": "",
	} {
		got := row{status: word, errorCode: 63016, errorMessage: "outside the window of +5511988887777"}.progress()
		if got.Event != want || got.Word != word || (got.Error != nil) != (want == desk.Rejected) {
			t.Errorf("%q gives %+v, want event %q", word, got, want)
		}
		if got.Error != nil && (got.Error.Params["provider_code"] != "63016" || strings.Contains(got.Error.Error(), "88887777")) {
			t.Errorf("%q: %v", word, got.Error)
		}
	}
}

func TestFirstRunGoesBackToTheLimit(t *testing.T) {
	f := newFake(t)
	for _, days := range []int{0, 3, 29, 31, 60, 200, 399, 420} {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(days), created: today.AddDate(0, 0, -days)})
	}
	var into inbox
	mustPull(t, f.connect(func(o *Options) { o.Since = today.AddDate(0, 0, -100) }), &into)
	if got := days(into); got != "0 3 29 31 60" {
		t.Errorf("with a limit of 100 days came %s", got)
	}
	if strings.Contains(strings.Join(f.asked(), "\n"), "2025-") {
		t.Error("asked for days before the limit")
	}
	if into.takes != len(into.got) {
		t.Errorf("%d messages were handed over %d times", len(into.got), into.takes)
	}
	mustPull(t, f.connect(), &into)
	if got := days(into); !strings.HasPrefix(got, "0 3 29 31 60 ") || !strings.Contains(got, "200 399") {
		t.Errorf("without a limit came %s", got)
	}
}

func days(into inbox) string {
	var texts []string
	for _, id := range into.order {
		texts = append(texts, into.got[id].Text)
	}
	return strings.Join(texts, " ")
}

func TestHistoryResumesAfterACut(t *testing.T) {
	f := newFake(t)
	for i := range 390 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.AddDate(0, 0, -i)})
	}
	var into inbox
	for n := 0; len(into.got) < 390 && n < 60; n++ {
		left := 2 + n%3
		f.before = func(w http.ResponseWriter, _ *http.Request) bool {
			left--
			if left < 0 {
				w.WriteHeader(503)
			}
			return left < 0
		}
		err := f.connect().Pull(context.Background(), into.cursor, &into)
		if err != nil {
			wantError(t, err, desk.ErrServer, desk.Temporary)
		}
	}
	if len(into.got) != 390 {
		t.Errorf("%d of 390 messages came", len(into.got))
	}
}

// Whether "sent after a day" holds that day's rows is promised nowhere, so nothing may hang on it.
func TestHistoryHasNoGapsWhateverAFilterMeans(t *testing.T) {
	f := newFake(t)
	f.strict = true
	for i := range 390 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.AddDate(0, 0, -i)})
	}
	var into inbox
	mustPull(t, f.connect(), &into)
	if len(into.got) != 390 {
		t.Errorf("%d of 390 came", len(into.got))
	}
}

// A sink that lost its cursor (a backup was restored) is given everything, by the same connection too.
func TestSinkThatForgotIsGivenAllAgain(t *testing.T) {
	f := newFake(t)
	for i := range 20 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.AddDate(0, 0, -i)})
	}
	now := today
	c := f.connect(func(o *Options) { o.Now = func() time.Time { return now } })
	var first inbox
	mustPull(t, c, &first)
	old := first.cursor
	now = now.Add(time.Minute)
	f.add(fakeMessage{from: ana, to: shopWA, body: "new", created: now})
	mustPull(t, c, &first)
	// The old cursor comes last: it leads to the very cursor that first holds, which is what the connection then knows.
	for _, cursor := range []channel.Cursor{"", old} {
		restored := inbox{cursor: cursor}
		mustPull(t, c, &restored)
		if len(restored.got) != 21 {
			t.Errorf("from cursor %q came %d of 21", cursor, len(restored.got))
		}
	}
	broken := brokenSink{inbox: &inbox{cursor: first.cursor}}
	f.add(fakeMessage{from: ana, to: shopWA, body: "newer", created: now})
	if err := c.Pull(context.Background(), first.cursor, broken); !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the error of the sink", err)
	}
	taken := first.takes
	mustPull(t, c, &first)
	if first.takes != taken+1 {
		t.Errorf("%d messages came after a sink that failed, want 1", first.takes-taken)
	}
}

var errBroken = errors.New("disk full")

// brokenSink keeps nothing.
type brokenSink struct{ *inbox }

func (brokenSink) Take(*channel.Inbound, channel.Cursor) error { return errBroken }

// A row that appears late, behind a page of newer ones, comes with the next poll and not with the next window.
func TestLateRowBehindAPage(t *testing.T) {
	f := newFake(t)
	now := today
	c := f.connect(func(o *Options) { o.Now = func() time.Time { return now } })
	f.add(fakeMessage{from: ana, to: shopWA, body: "known", created: now.Add(-time.Minute)})
	var into inbox
	mustPull(t, c, &into)
	now = now.Add(time.Minute)
	for i := range pageSize - 1 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: now})
	}
	late := f.add(fakeMessage{from: ana, to: shopWA, body: "late", created: now.Add(-6 * time.Minute)})
	mustPull(t, c, &into)
	if _, came := into.got[late]; !came {
		t.Error("the late row did not come")
	}
}

func TestLaterPullsAreSmall(t *testing.T) {
	f := newFake(t)
	for i := range 500 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.Add(-time.Duration(i) * 12 * time.Hour)})
	}
	now := today
	c := f.connect(func(o *Options) { o.Now = func() time.Time { return now } })
	var into inbox
	mustPull(t, c, &into)
	if len(into.got) != 500 {
		t.Fatalf("%d of 500 came", len(into.got))
	}
	for _, test := range []struct {
		name            string
		later           time.Duration
		requests, takes int
		arrange         func()
	}{
		{"nothing new", 15 * time.Second, 1, 0, func() {}},
		{"one new", 15 * time.Second, 1, 1, func() {
			f.add(fakeMessage{from: ana, to: shopWA, body: "new", created: now})
		}},
		{"again nothing new", 15 * time.Second, 1, 0, func() {}},
		{"the window after ten minutes, with a status that changed", 11 * time.Minute, 2, 1, func() {
			f.mu.Lock()
			f.messages[2].direction, f.messages[2].status = "outbound-api", "read"
			f.mu.Unlock()
		}},
		{"the sweep after a day", 25 * time.Hour, 2, 0, func() {}},
	} {
		t.Run(test.name, func(t *testing.T) {
			now = now.Add(test.later)
			test.arrange()
			asked, taken := len(f.asked()), into.takes
			mustPull(t, c, &into)
			if got := len(f.asked()) - asked; got != test.requests {
				t.Errorf("%d requests, want %d: %v", got, test.requests, f.asked()[asked:])
			}
			if got := into.takes - taken; got != test.takes {
				t.Errorf("%d messages handed over, want %d", got, test.takes)
			}
		})
	}
}

func TestWindowsReachBackFarEnough(t *testing.T) {
	first := func(f *fake) func(time.Duration) string {
		now := today
		c := f.connect(func(o *Options) { o.Now = func() time.Time { return now } })
		into := &inbox{}
		mustPull(t, c, into)
		return func(later time.Duration) string {
			now = now.Add(later)
			asked := len(f.asked())
			mustPull(t, c, into)
			for _, line := range f.asked()[asked:] {
				u, _ := url.Parse(line[strings.Index(line, "/"):])
				if after := u.Query().Get("DateSent>"); after != "" {
					return after
				}
			}
			return "no window"
		}
	}
	for _, test := range []struct {
		name  string
		later time.Duration
		want  string
	}{
		{"soon", time.Minute, "no window"},
		{"after ten minutes: two days", 10 * time.Minute, "2026-11-19T00:00:00Z"},
		{"after a day: seven days", 24 * time.Hour, "2026-11-15T00:00:00Z"},
		{"after a month: two days before the last time", 30 * 24 * time.Hour, "2026-11-19T00:00:00Z"},
		{"after two years: what Twilio keeps", 730 * 24 * time.Hour, "2027-10-17T00:00:00Z"},
		{"clock set back a little: the sweep", -time.Hour, "2026-11-14T00:00:00Z"},
		{"clock set back two days: all again", -48 * time.Hour, "2026-10-20T00:00:00Z"},
		{"clock set back ten years: all again", -3653 * 24 * time.Hour, "2016-10-21T00:00:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFake(t)
			f.add(fakeMessage{from: ana, to: shopWA, body: "x"})
			if got := first(f)(test.later); got != test.want {
				t.Errorf("window from %s, want %s", got, test.want)
			}
		})
	}
}

func TestRowsWithoutDateSentArrive(t *testing.T) {
	f := newFake(t)
	f.add(fakeMessage{from: ana, to: shopWA, body: "never sent to a webhook", extra: map[string]any{"date_sent": nil}})
	var into inbox
	mustPull(t, f.connect(), &into)
	if len(into.got) != 1 {
		t.Error("the row did not come")
	}
}

// Lines that are sent at once have the date of one second, and stand in the order in which they were written, whenever
// the list is read.
func TestLinesOfOneSecondKeepTheirOrder(t *testing.T) {
	f := newFake(t)
	c := f.connect()
	var into inbox
	for range 2 {
		for _, line := range []string{"bom dia", "vocês têm", "papel pardo?"} {
			f.add(fakeMessage{from: ana, to: shopWA, body: line})
		}
		mustPull(t, c, &into)
	}
	said := slices.SortedFunc(maps.Values(into.got), func(a, b channel.Inbound) int { return a.Received.Compare(b.Received) })
	var lines []string
	for _, in := range said {
		lines = append(lines, in.Text)
	}
	if want := []string{"bom dia", "vocês têm", "papel pardo?", "bom dia", "vocês têm", "papel pardo?"}; !slices.Equal(lines, want) {
		t.Errorf("%q", lines)
	}
	if span := said[5].Received.Sub(said[0].Received); span >= time.Second {
		t.Errorf("they lie %s apart", span)
	}
}

func TestMoreNewThanOnePage(t *testing.T) {
	f := newFake(t)
	f.add(fakeMessage{from: ana, to: shopWA, body: "old"})
	now := today
	c := f.connect(func(o *Options) { o.Now = func() time.Time { return now } })
	var into inbox
	mustPull(t, c, &into)
	now = now.Add(time.Minute)
	for i := range newestPages*pageSize + 50 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: now})
	}
	mustPull(t, c, &into)
	if want := newestPages*pageSize + 51; len(into.got) != want {
		t.Errorf("%d of %d came", len(into.got), want)
	}
}

// Rows arrive while pages are read, so that pages shift; rows come out of order; SIDs repeat.
func TestPagesThatShift(t *testing.T) {
	f := newFake(t)
	for i := range 1000 {
		f.add(fakeMessage{from: ana, to: shopWA, body: fmt.Sprint(i), created: today.Add(-time.Duration(i) * time.Hour)})
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(f.messages), func(i, j int) { f.messages[i], f.messages[j] = f.messages[j], f.messages[i] })
	arrived := 0
	f.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if arrived++; arrived%2 == 0 {
			f.add(fakeMessage{from: ana, to: shopWA, body: "late", created: today})
		}
		return false
	}
	var into inbox
	mustPull(t, f.connect(), &into)
	f.before = nil
	mustPull(t, f.connect(), &into)
	if len(into.got) != len(f.made()) {
		t.Errorf("%d of %d came", len(into.got), len(f.made()))
	}
}

func TestLogsHoldNoCustomer(t *testing.T) {
	f := newFake(t)
	f.add(fakeMessage{from: ana, to: shopWA, body: "segredo da cliente"})
	var log bytes.Buffer
	c := f.connect(func(o *Options) {
		o.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	mustPull(t, c, &inbox{})
	if _, err := c.Send(context.Background(), outbound("segredo da cliente")); err != nil {
		t.Fatal(err)
	}
	f.before = func(w http.ResponseWriter, _ *http.Request) bool { panic(http.ErrAbortHandler) }
	_, err := c.Find(context.Background(), outbound("segredo da cliente"))
	wantError(t, err, desk.ErrUnreachable, desk.Temporary)
	for _, private := range []string{"segredo", "88887777", testSecret} {
		if strings.Contains(log.String(), private) {
			t.Errorf("%q is in the log", private)
		}
	}
	if !strings.Contains(log.String(), "/Messages.json") {
		t.Error("nothing was logged")
	}
}

func FuzzReadPage(f *testing.F) {
	f.Add([]byte(`{"messages":[{"sid":"SM1","body":null,"num_media":"3","date_created":"Fri, 24 May 2019 17:44:46 +0000"}],"next_page_uri":null}`))
	f.Add([]byte(`{"messages":[1,null,"x",{"sid":7,"num_media":-4,"error_code":{}}],"next_page_uri":5}`))
	f.Add([]byte(`{"messages":{}}`))
	f.Add([]byte("\xff"))
	cfg := Config{AccountSID: testAccount, SMS: []string{shopSMS}}
	f.Fuzz(func(t *testing.T, body []byte) {
		read, err := readPage(body, "messages")
		if err != nil {
			return
		}
		for _, raw := range read.rows {
			in := cfg.inbound(raw, readRow(raw), today)
			if in.ExternalID == "" || in.Received.IsZero() || !json.Valid(in.Raw) || len(in.Media) > maxMedia {
				t.Errorf("%s became %+v", raw, in)
			}
			for _, media := range in.Media {
				if _, _, _, ok := readMediaRef(media.Ref); !ok && sidShape.MatchString(in.ExternalID) {
					t.Errorf("reference %q cannot be read back", media.Ref)
				}
			}
		}
	})
}
