package twilio

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

const (
	testAccount = "AC0123456789abcdef0123456789abcdef"
	testSecret  = "s3cr3tThatMustNotLeak"
	shopSMS     = "+551140000001"
	shopWA      = "whatsapp:+551140000001"
	ana         = "whatsapp:+551188887777"
)

// today is the moment of all tests.
var today = time.Date(2026, 11, 21, 15, 30, 0, 0, time.UTC)

// fakeMessage is a message as the fake keeps it. Values of odd types can be put into extra.
type fakeMessage struct {
	sid, direction, status, from, to, body, media string
	created                                       time.Time
	extra                                         map[string]any
	raw                                           string // instead of everything else
}

func (m fakeMessage) json() string {
	if m.raw != "" {
		return m.raw
	}
	fields := map[string]any{
		"account_sid": testAccount, "api_version": "2010-04-01", "body": m.body,
		"date_created": m.created.Format(time.RFC1123Z), "date_sent": m.created.Format(time.RFC1123Z),
		"date_updated": m.created.Format(time.RFC1123Z), "direction": m.direction, "error_code": nil, "error_message": nil,
		"from": m.from, "to": m.to, "messaging_service_sid": nil, "num_media": m.media, "num_segments": "1",
		"price": nil, "price_unit": "USD", "sid": m.sid, "status": m.status,
		"uri":              "/2010-04-01/Accounts/" + testAccount + "/Messages/" + m.sid + ".json",
		"subresource_uris": map[string]any{"media": "/2010-04-01/Accounts/" + testAccount + "/Messages/" + m.sid + "/Media.json"},
	}
	for name, value := range m.extra {
		fields[name] = value
	}
	whole, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return string(whole)
}

// fake is a Twilio with the shapes of its own description. before may answer instead of it.
type fake struct {
	*httptest.Server
	mu       sync.Mutex
	messages []fakeMessage
	media    map[string]map[string]fakeFile // message → media SID → file
	gaps     map[string]map[string]any      // content SID → variables
	minted   int
	requests []string // method, host and path with query
	noNumber bool
	strict   bool // the days of a filter are not part of it
	before   func(w http.ResponseWriter, r *http.Request) bool
	afterNew func(w http.ResponseWriter) bool // after a message was made: may spoil the answer
}

type fakeFile struct {
	kind, redirect string
	body           []byte
	status         int
}

func newFake(t testing.TB) *fake {
	f := &fake{media: map[string]map[string]fakeFile{}, gaps: map[string]map[string]any{}}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Server.Close)
	return f
}

func sid(prefix string, n int) string { return fmt.Sprintf("%s%032x", prefix, n) }

// add keeps a message and gives its SID.
func (f *fake) add(m fakeMessage) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.addLocked(m)
}

func (f *fake) addLocked(m fakeMessage) string {
	f.minted++
	if m.sid == "" && m.raw == "" {
		m.sid = sid("SM", f.minted)
	}
	if m.created.IsZero() {
		m.created = today.Add(-time.Hour)
	}
	if m.direction == "" {
		m.direction, m.status = "inbound", "received"
	}
	if m.media == "" {
		m.media = "0"
	}
	f.messages = append(f.messages, m)
	return m.sid
}

func (f *fake) made() []fakeMessage {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]fakeMessage(nil), f.messages...)
}

func (f *fake) asked() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.requests...)
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.requests = append(f.requests, r.Method+" "+r.Header.Get(OriginalHost)+r.URL.RequestURI())
	before := f.before
	f.mu.Unlock()
	if before != nil && before(w, r) {
		return
	}
	user, password, _ := r.BasicAuth()
	if user != testAccount || password != testSecret {
		explain(w, 401, 20003, "Authenticate")
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	base := "/2010-04-01/Accounts/" + testAccount
	path := strings.TrimPrefix(r.URL.Path, base)
	switch {
	case strings.HasPrefix(r.URL.Path, "/v1/Content/"):
		f.content(w, strings.TrimPrefix(r.URL.Path, "/v1/Content/"))
	case r.URL.Path == "/v2/Channels/Senders":
		fmt.Fprint(w, `{"senders":[{"sid":"`+sid("XE", 1)+`","sender_id":"`+shopWA+`","status":"ONLINE","profile":{"name":"Papelaria Sabiá"},"webhook":{"callback_url":"https://bot.example/answer"}}],"meta":{"next_page_url":null}}`)
	case path == r.URL.Path:
		explain(w, 404, 20404, "The requested resource was not found")
	case path == "/Messages.json" && r.Method == http.MethodPost:
		f.create(w, r)
	case path == "/Messages.json":
		f.listMessages(w, r)
	case path == "/IncomingPhoneNumbers.json":
		f.incoming(w)
	case strings.Contains(path, "/Media"):
		f.serveMedia(w, r, path)
	default:
		f.fetch(w, strings.TrimSuffix(strings.TrimPrefix(path, "/Messages/"), ".json"))
	}
}

func explain(w http.ResponseWriter, status, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"code":%d,"message":%q,"more_info":"https://www.twilio.com/docs/errors/%d","status":%d}`, code, message, code, status)
}

func (f *fake) incoming(w http.ResponseWriter) {
	if f.noNumber {
		explain(w, 403, 70051, "Authorization failed")
		return
	}
	fmt.Fprint(w, `{"incoming_phone_numbers":[
		{"phone_number":"`+shopSMS+`","friendly_name":"Balcão","sms_url":"https://demo.twilio.com/welcome/sms/reply/","sms_application_sid":null,"capabilities":{"sms":true}},
		{"phone_number":"+551140000002","friendly_name":"Voz","sms_url":"","capabilities":{"sms":false}},
		{"phone_number":"+551140000003","friendly_name":"Quieto","sms_url":"","sms_application_sid":null,"capabilities":{"sms":true}},
		{"phone_number":"+551140000004","friendly_name":"Robô","sms_url":"https://demo.twilio.com/x","sms_application_sid":"`+sid("AP", 1)+`"}],"next_page_uri":null}`)
}

func (f *fake) content(w http.ResponseWriter, id string) {
	gaps, ok := f.gaps[id]
	if !ok {
		explain(w, 404, 20404, "not found")
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"sid": id, "variables": gaps})
}

func (f *fake) create(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		explain(w, 400, 20001, "bad form")
		return
	}
	made := fakeMessage{
		direction: "outbound-api", status: "queued", from: r.PostForm.Get("From"), to: r.PostForm.Get("To"),
		body: r.PostForm.Get("Body"), created: today,
	}
	if content := r.PostForm.Get("ContentSid"); content != "" {
		made.body = "template " + content + " " + r.PostForm.Get("ContentVariables")
	}
	f.addLocked(made)
	if f.afterNew != nil && f.afterNew(w) {
		return
	}
	w.WriteHeader(http.StatusCreated)
	fmt.Fprint(w, f.messages[len(f.messages)-1].json())
}

func (f *fake) fetch(w http.ResponseWriter, id string) {
	for _, m := range f.messages {
		if m.sid == id {
			fmt.Fprint(w, m.json())
			return
		}
	}
	explain(w, 404, 20404, "not found")
}

// listMessages gives a page, newest first, filtered by address and by whole UTC day.
func (f *fake) listMessages(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	size, _ := strconv.Atoi(query.Get("PageSize"))
	number, _ := strconv.Atoi(query.Get("Page"))
	chosen := f.choose(query)
	rows := []string{}
	for i := number * size; i < len(chosen) && i < (number+1)*size; i++ {
		rows = append(rows, chosen[i].json())
	}
	next := "null"
	if (number+1)*size < len(chosen) {
		query.Set("Page", strconv.Itoa(number+1))
		query.Set("PageToken", "PA"+chosen[number*size].sid)
		next = strconv.Quote(r.URL.Path + "?" + query.Encode())
	}
	fmt.Fprintf(w, `{"messages": [%s], "next_page_uri": %s, "page": %d, "page_size": %d}`, strings.Join(rows, ",\n"), next, number, size)
}

func (f *fake) choose(query url.Values) []fakeMessage {
	var chosen []fakeMessage
	after, _ := time.Parse(time.RFC3339, query.Get("DateSent>"))
	before, _ := time.Parse(time.RFC3339, query.Get("DateSent<"))
	extra := 0
	if f.strict {
		extra = 1
	}
	for _, m := range f.messages {
		sent := m.created
		if date, odd := m.extra["date_sent"]; odd && date == nil {
			sent = time.Time{}
		}
		switch {
		case query.Get("To") != "" && query.Get("To") != m.to, query.Get("From") != "" && query.Get("From") != m.from:
		case !after.IsZero() && sent.Before(day(after).AddDate(0, 0, extra)):
		case !before.IsZero() && !sent.Before(day(before).AddDate(0, 0, 1-extra)):
		default:
			chosen = append(chosen, m)
		}
	}
	slices.Reverse(chosen) // of one second too the newest is first
	newestFirst := func(a, b fakeMessage) int { return b.created.Compare(a.created) }
	if !slices.IsSortedFunc(chosen, newestFirst) {
		slices.SortStableFunc(chosen, newestFirst)
	}
	return chosen
}

func (f *fake) serveMedia(w http.ResponseWriter, r *http.Request, path string) {
	parts := strings.Split(strings.Trim(path, "/"), "/") // Messages SM Media.json | Messages SM Media ME
	files := f.media[parts[1]]
	if len(parts) == 3 {
		rows := []string{}
		for id, file := range files {
			rows = append(rows, fmt.Sprintf(`{"sid":%q,"content_type":%q,"parent_sid":%q,"date_created":"Fri, 20 Nov 2026 12:13:14 +0000","uri":%q}`,
				id, file.kind, parts[1], r.URL.Path))
		}
		fmt.Fprintf(w, `{"media_list": [%s], "next_page_uri": null}`, strings.Join(rows, ","))
		return
	}
	file, ok := files[parts[3]]
	switch {
	case !ok:
		explain(w, 404, 20404, "not found")
	case file.status != 0:
		w.WriteHeader(file.status)
	case file.redirect != "":
		http.Redirect(w, r, file.redirect, http.StatusTemporaryRedirect)
	default:
		w.Header().Set("Content-Type", file.kind)
		_, _ = w.Write(file.body)
	}
}

// options never wait and stand still at today.
func options() Options {
	return Options{
		Now:   func() time.Time { return today },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

func (f *fake) config() Config {
	return Config{AccountSID: testAccount, SMS: []string{shopSMS}, WhatsApp: []string{"+551140000001"}, APIURL: f.URL}
}

func secret() (string, error) { return testSecret, nil }

func (f *fake) connect(edits ...func(*Options)) *Connection {
	opts := options()
	for _, edit := range edits {
		edit(&opts)
	}
	return New(f.config(), secret, opts)
}

// inbox is a Sink that keeps the last form of each message.
type inbox struct {
	got    map[string]channel.Inbound
	order  []string
	cursor channel.Cursor
	takes  int
}

func (i *inbox) Take(in *channel.Inbound, cursor channel.Cursor) error {
	i.cursor = cursor
	if in == nil {
		return nil
	}
	if i.got == nil {
		i.got = map[string]channel.Inbound{}
	}
	if _, known := i.got[in.ExternalID]; !known {
		i.order = append(i.order, in.ExternalID)
	}
	i.got[in.ExternalID] = *in
	i.takes++
	return nil
}

func (i *inbox) Progress(channel.Reading) {}

func mustPull(t *testing.T, c *Connection, into *inbox) {
	t.Helper()
	if err := c.Pull(context.Background(), into.cursor, into); err != nil {
		t.Fatalf("pull: %v", err)
	}
}

func outbound(text string) channel.Outbound {
	return channel.Outbound{
		DeliveryID: "d1", Channel: desk.WhatsApp, From: shopWA, To: ana, Text: text,
		LastInbound: today.Add(-time.Hour), StartedAt: today, Taken: func(string) bool { return false },
	}
}

// wantError looks at code and fate, and that nothing leaks.
func wantError(t *testing.T, err error, code desk.Code, fate desk.Fate) *desk.Error {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", code)
	}
	e := desk.AsError(err)
	if e.Code != code || e.Fate != fate {
		t.Fatalf("got %v (fate %d), want %s (fate %d)", err, e.Fate, code, fate)
	}
	for _, private := range []string{testSecret, "88887777", "segredo da cliente"} {
		if strings.Contains(err.Error(), private) {
			t.Errorf("%q is in the error %q", private, err)
		}
	}
	return e
}
