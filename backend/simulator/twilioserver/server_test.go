package twilioserver

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testAccount = "AC00000000000000000000000000000abc"
	testKey     = "SK00000000000000000000000000000abc"
	testSMS     = "+5511900000100"
	testWA      = "whatsapp:+5511900000200"
	ana         = "whatsapp:+5532900001418"
)

// clock stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// tried is a running server, its clock and what it accepted.
type tried struct {
	*Server
	clock *clock
	mu    sync.Mutex
	taken []Message
}

func history() []Message {
	list := []Message{
		{SID: sid(1), From: "+5532900003051", To: testSMS, Body: "Bom dia", At: noon.AddDate(0, 0, -3)},
		{SID: sid(2), From: testSMS, To: "+5532900003051", Body: "Bom dia!", At: noon.AddDate(0, 0, -3).Add(time.Minute), Outgoing: true},
		{SID: "MM" + sid(3)[2:], From: ana, To: testWA, Body: "Olha", At: noon.AddDate(0, 0, -2), Media: []string{"image/png", "audio/ogg", "application/pdf"}},
		{SID: sid(4), From: ana, To: testWA, Body: "", At: noon.Add(-25 * time.Hour)},
		{SID: sid(5), From: "whatsapp:+5532900009999", To: testWA, Body: "Oi", At: noon.Add(-23 * time.Hour)},
	}
	return list
}

func sid(n int) string { return fmt.Sprintf("SM%032x", n) }

func start(t *testing.T) *tried {
	t.Helper()
	l := &tried{clock: &clock{now: noon}}
	s, err := Start(Options{
		AccountSID: testAccount, KeySID: testKey, Secret: "right", SMS: testSMS, WhatsApp: testWA, ShopName: "Loja",
		History: history(), Stopped: []string{"+5532900008856"}, Now: l.clock.time, Logger: slog.New(slog.DiscardHandler),
		Taken: func(m Message) {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.taken = append(l.taken, m)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	l.Server = s
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func (l *tried) accepted() []Message {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.taken)
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request with the account's credentials; host is empty for api.twilio.com.
func (l *tried) ask(t *testing.T, method, host, path string, form url.Values) answer {
	t.Helper()
	a, err := l.try(t, method, host, path, form)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (l *tried) request(t *testing.T, method, host, path string, form url.Values) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, l.URL()+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(testAccount, "right")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if host != "" {
		r.Header.Set(HostHeader, host)
	}
	return r
}

func (l *tried) try(t *testing.T, method, host, path string, form url.Values) (answer, error) {
	t.Helper()
	resp, err := http.DefaultClient.Do(l.request(t, method, host, path, form))
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, body}, err
}

func (a answer) into(t *testing.T, target any) {
	t.Helper()
	if err := json.Unmarshal(a.body, target); err != nil {
		t.Fatalf("%v: %s", err, a.body)
	}
}

const messagesPath = "/2010-04-01/Accounts/" + testAccount + "/Messages.json"

func (l *tried) list(t *testing.T, query string) listJSON {
	t.Helper()
	a := l.ask(t, http.MethodGet, "", messagesPath+query, nil)
	if a.status != http.StatusOK {
		t.Fatalf("%s: %d %s", query, a.status, a.body)
	}
	var out listJSON
	a.into(t, &out)
	return out
}

func sids(l listJSON) []string {
	var all []string
	for _, m := range l.Messages {
		all = append(all, strings.TrimLeft(m.SID[2:], "0"))
	}
	return all
}

func TestCredentials(t *testing.T) {
	l := start(t)
	for name, c := range map[string]struct {
		user, secret, path string
		status, code       int
	}{
		"account":       {testAccount, "right", messagesPath, 200, 0},
		"key":           {testKey, "right", messagesPath, 200, 0},
		"wrong secret":  {testAccount, "wrong", messagesPath, 401, 20003},
		"other account": {"AC1", "right", messagesPath, 401, 20003},
		"wrong path":    {testAccount, "right", strings.Replace(messagesPath, "abc", "abd", 1), 404, 20404},
		"no such thing": {testAccount, "right", "/2010-04-01/Nothing.json", 404, 20404},
	} {
		r := l.request(t, http.MethodGet, "", c.path, nil)
		r.SetBasicAuth(c.user, c.secret)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var p problem
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
		if resp.StatusCode != c.status || p.Code != c.code {
			t.Errorf("%s: %d %+v", name, resp.StatusCode, p)
		}
	}
}

func TestListFilters(t *testing.T) {
	l := start(t)
	for query, want := range map[string]string{
		"":                                  "5 4 3 2 1",
		"?From=" + url.QueryEscape(ana):     "4 3",
		"?To=%2B5532900003051":              "2",
		"?To=%2B5511900000100":              "1",
		"?DateSent=2026-11-18":              "3",
		"?DateSent%3E=2026-11-19":           "5 4",
		"?DateSent%3C=2026-11-17":           "2 1",
		"?DateSent%3E=2026-11-19T23:59:59Z": "5 4",
		"?DateSent%3E=2026-11-18T22:00:00-03:00&PageSize=1": "5",
		"?DateSent%3E=2026-11-18&DateSent%3C=2026-11-18":    "3",
		"?PageSize=2&Page=1":                                "3 2",
		"?From=%2B1":                                        "",
	} {
		if got := strings.Join(sids(l.list(t, query)), " "); got != want {
			t.Errorf("%s gives %q, want %q", query, got, want)
		}
	}
	if a := l.ask(t, http.MethodGet, "", messagesPath+"?DateSent=%3E%3D2026-11-18", nil); a.status != http.StatusBadRequest {
		t.Errorf("a comparison inside the value: %d %s", a.status, a.body)
	}
}

// TestPagesDoNotShift: what arrives while a client pages is not repeated and nothing is left out.
func TestPagesDoNotShift(t *testing.T) {
	l := start(t)
	page := l.list(t, "?PageSize=2&DateSent%3E=2026-11-01")
	got := sids(page)
	for page.NextPageURI != nil {
		l.Deliver(Message{From: ana, To: testWA, Body: "mais uma"})
		next := *page.NextPageURI
		if !strings.HasPrefix(next, messagesPath) || !strings.Contains(next, "DateSent%3E=2026-11-01") {
			t.Fatalf("next page %s", next)
		}
		page = l.list(t, strings.TrimPrefix(next, messagesPath))
		got = append(got, sids(page)...)
	}
	if !slices.Equal(got, []string{"5", "4", "3", "2", "1"}) {
		t.Errorf("pages gave %v", got)
	}
}

func TestFormOfAMessage(t *testing.T) {
	l := start(t)
	a := l.ask(t, http.MethodGet, "", strings.TrimSuffix(messagesPath, ".json")+"/MM"+sid(3)[2:]+".json", nil)
	var got map[string]any
	a.into(t, &got)
	for key, want := range map[string]any{
		"num_media": "3", "num_segments": "1", "direction": "inbound", "status": "received", "from": ana, "to": testWA,
		"date_created": "Wed, 18 Nov 2026 12:00:00 +0000", "price": "-0.00500", "price_unit": "USD", "error_code": nil,
		"account_sid": testAccount, "messaging_service_sid": nil,
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	if a := l.ask(t, http.MethodGet, "", strings.TrimSuffix(messagesPath, ".json")+"/"+sid(99)+".json", nil); a.status != http.StatusNotFound {
		t.Errorf("an unknown message: %d", a.status)
	}
}

func TestStatusProgress(t *testing.T) {
	for name, c := range map[string]struct {
		to, from, end string
		failure       int
	}{
		"sms":             {"+5532900003051", testSMS, "delivered", 0},
		"whatsapp":        {"whatsapp:+5532900009999", testWA, "read", 0},
		"sms failed":      {"+5532900003051", testSMS, "undelivered", 30003},
		"whatsapp failed": {"whatsapp:+5532900009999", testWA, "failed", 63024},
	} {
		t.Run(name, func(t *testing.T) {
			l := start(t)
			if c.failure != 0 {
				l.FailDelivery(c.failure)
			}
			a := l.ask(t, http.MethodPost, "", messagesPath, url.Values{"To": {c.to}, "From": {c.from}, "Body": {"Chegou!"}})
			var first messageJSON
			a.into(t, &first)
			if a.status != http.StatusCreated || first.Status != "queued" || first.DateSent != nil || first.Price != nil || first.Direction != "outbound-api" {
				t.Fatalf("%d %s", a.status, a.body)
			}
			var seen []string
			for range 6 {
				l.clock.forward(time.Second)
				m := l.list(t, "?PageSize=1").Messages[0]
				if len(seen) == 0 || seen[len(seen)-1] != m.Status {
					seen = append(seen, m.Status)
				}
				if m.Status == c.end && (c.failure != 0) != (m.ErrorCode != nil && *m.ErrorCode == c.failure) {
					t.Errorf("error code %v", m.ErrorCode)
				}
			}
			if seen[0] != "sent" || seen[len(seen)-1] != c.end {
				t.Errorf("statuses %v", seen)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		form url.Values
		code int
	}{
		"no To":               {url.Values{"From": {testSMS}, "Body": {"x"}}, 21604},
		"no From":             {url.Values{"To": {"+5532900003051"}, "Body": {"x"}}, 21603},
		"not a number":        {url.Values{"To": {"3290000"}, "From": {testSMS}, "Body": {"x"}}, 21211},
		"landline":            {url.Values{"To": {"+553232221111"}, "From": {testSMS}, "Body": {"x"}}, 21614},
		"asked to stop":       {url.Values{"To": {"+5532900008856"}, "From": {testSMS}, "Body": {"x"}}, 21610},
		"not our number":      {url.Values{"To": {"+5532900003051"}, "From": {"+5511911111111"}, "Body": {"x"}}, 21606},
		"not our sender":      {url.Values{"To": {ana}, "From": {"whatsapp:+5511911111111"}, "Body": {"x"}}, 63007},
		"two channels":        {url.Values{"To": {ana}, "From": {testSMS}, "Body": {"x"}}, 21910},
		"no text":             {url.Values{"To": {"+5532900003051"}, "From": {testSMS}}, 21602},
		"too long":            {url.Values{"To": {"+5532900003051"}, "From": {testSMS}, "Body": {strings.Repeat("ã", 1601)}}, 21617},
		"window closed":       {url.Values{"To": {ana}, "From": {testWA}, "Body": {"x"}}, 63016},
		"never wrote":         {url.Values{"To": {"whatsapp:+5532900007777"}, "From": {testWA}, "Body": {"x"}}, 63016},
		"service":             {url.Values{"To": {ana}, "MessagingServiceSid": {"MG1"}, "Body": {"x"}}, 21701},
		"file":                {url.Values{"To": {"+5532900003051"}, "From": {testSMS}, "MediaUrl": {"https://x.example/a.png"}}, 21620},
		"no such template":    {url.Values{"To": {ana}, "From": {testWA}, "ContentSid": {"HX1"}}, 21655},
		"template refused":    {url.Values{"To": {ana}, "From": {testWA}, "ContentSid": {"HX0000000000000000000000000000a004"}}, 63040},
		"variables not a map": {url.Values{"To": {ana}, "From": {testWA}, "ContentSid": {"HX0000000000000000000000000000a001"}, "ContentVariables": {"Ana"}}, 21656},
	} {
		l := start(t)
		a := l.ask(t, http.MethodPost, "", messagesPath, c.form)
		var p problem
		a.into(t, &p)
		if a.status != http.StatusBadRequest || p.Code != c.code || p.Status != 400 || p.Message == "" || !strings.HasSuffix(p.MoreInfo, fmt.Sprint(c.code)) {
			t.Errorf("%s: %d %+v", name, a.status, p)
		}
		if len(l.accepted()) != 0 || len(l.list(t, "").Messages) != 5 {
			t.Errorf("%s: something was taken", name)
		}
	}
}

func TestWindowAndTemplates(t *testing.T) {
	l := start(t)
	template := url.Values{"To": {ana}, "From": {testWA}, "ContentSid": {"HX0000000000000000000000000000a001"}, "ContentVariables": {`{"1":"Ana","2":"2026.1120.0001"}`}}
	a := l.ask(t, http.MethodPost, "", messagesPath, template)
	var m messageJSON
	a.into(t, &m)
	if a.status != http.StatusCreated || !strings.Contains(m.Body, "2026.1120.0001") || strings.Contains(m.Body, "{{") {
		t.Errorf("template: %d %s", a.status, a.body)
	}
	free := url.Values{"To": {ana}, "From": {testWA}, "Body": {"Pronta!"}}
	if a := l.ask(t, http.MethodPost, "", messagesPath, free); a.status != http.StatusBadRequest {
		t.Errorf("our own template opened the window: %s", a.body)
	}
	l.Deliver(Message{From: ana, To: testWA, Body: "Oi"})
	if a := l.ask(t, http.MethodPost, "", messagesPath, free); a.status != http.StatusCreated {
		t.Errorf("the customer wrote, and still: %s", a.body)
	}
	l.clock.forward(24 * time.Hour)
	if a := l.ask(t, http.MethodPost, "", messagesPath, free); a.status != http.StatusBadRequest {
		t.Errorf("a day later: %s", a.body)
	}
	if len(l.accepted()) != 2 || l.accepted()[0].ContentSID == "" || l.accepted()[1].Body != "Pronta!" {
		t.Errorf("taken %+v", l.accepted())
	}
}

func TestMedia(t *testing.T) {
	l := start(t)
	message := "MM" + sid(3)[2:]
	base := strings.TrimSuffix(messagesPath, ".json") + "/" + message
	var list mediaListJSON
	l.ask(t, http.MethodGet, "", base+"/Media.json", nil).into(t, &list)
	if len(list.MediaList) != 3 {
		t.Fatalf("%+v", list)
	}
	for i, prefix := range []string{"\x89PNG", "OggS", "%PDF"} {
		uri := strings.TrimSuffix(list.MediaList[i].URI, ".json")
		a := l.ask(t, http.MethodGet, "", uri, nil)
		if a.status != http.StatusOK || !strings.HasPrefix(string(a.body), prefix) || a.header.Get("Content-Type") != list.MediaList[i].ContentType {
			t.Errorf("%s: %d %s %.20q", uri, a.status, a.header.Get("Content-Type"), a.body)
		}
		var one mediaJSON
		l.ask(t, http.MethodGet, "", list.MediaList[i].URI, nil).into(t, &one)
		if one.ParentSID != message || one.SID != list.MediaList[i].SID {
			t.Errorf("%+v", one)
		}
	}
	r := l.request(t, http.MethodGet, "", strings.TrimSuffix(list.MediaList[0].URI, ".json"), nil)
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Error(err)
	}
	link := resp.Header.Get("Location")
	if resp.StatusCode != http.StatusTemporaryRedirect || link == "" {
		t.Fatalf("%d, to %q", resp.StatusCode, link)
	}
	l.clock.forward(5 * time.Hour)
	if a := l.ask(t, http.MethodGet, "", link, nil); a.status != http.StatusForbidden {
		t.Errorf("an old link: %d", a.status)
	}
	if a := l.ask(t, http.MethodGet, "", base+"/Media/ME0", nil); a.status != http.StatusNotFound {
		t.Errorf("an unknown file: %d", a.status)
	}
}

func TestFaults(t *testing.T) {
	l := start(t)
	l.Fail(Fault{Method: http.MethodGet, Path: "Messages.json", Status: 429, Code: 20429, RetryAfter: "1"})
	if a := l.ask(t, http.MethodGet, "", messagesPath, nil); a.status != 429 || a.header.Get("Retry-After") != "1" || !strings.Contains(string(a.body), "20429") {
		t.Errorf("%d %s", a.status, a.body)
	}
	l.list(t, "")
	l.Fail(Fault{Status: 502, Body: "<html>Bad Gateway</html>"})
	if a := l.ask(t, http.MethodGet, "", messagesPath, nil); a.status != 502 || string(a.body) != "<html>Bad Gateway</html>" {
		t.Errorf("%d %s", a.status, a.body)
	}
	sms := url.Values{"To": {"+5532900003051"}, "From": {testSMS}, "Body": {"Chegou!"}}
	l.Fail(Fault{Method: http.MethodPost, Reset: true})
	if _, err := l.try(t, http.MethodPost, "", messagesPath, sms); err == nil || len(l.accepted()) != 0 {
		t.Errorf("reset before: %v, %d taken", err, len(l.accepted()))
	}
	l.Fail(Fault{Method: http.MethodPost, Reset: true, Taken: true})
	if _, err := l.try(t, http.MethodPost, "", messagesPath, sms); err == nil || len(l.accepted()) != 1 {
		t.Errorf("reset after: %v, %d taken", err, len(l.accepted()))
	}
	if newest := l.list(t, "?PageSize=1").Messages[0]; newest.Body != "Chegou!" {
		t.Errorf("what was taken is not in the list: %+v", newest)
	}
}

func TestContentsAndSenders(t *testing.T) {
	l := start(t)
	var contents struct {
		Contents []contentJSON `json:"contents"`
		Meta     metaList      `json:"meta"`
	}
	l.ask(t, http.MethodGet, "content.twilio.com", "/v1/ContentAndApprovals?PageSize=3", nil).into(t, &contents)
	if len(contents.Contents) != 3 || contents.Meta.NextPageURL == nil {
		t.Fatalf("%+v", contents)
	}
	for _, c := range contents.Contents {
		if c.ApprovalRequests.Status != "approved" || c.Language != "pt_BR" {
			t.Errorf("%+v", c)
		}
	}
	next, err := url.Parse(*contents.Meta.NextPageURL)
	if err != nil || next.Host != "content.twilio.com" {
		t.Fatalf("%v, %v", next, err)
	}
	l.ask(t, http.MethodGet, "content.twilio.com", next.RequestURI(), nil).into(t, &contents)
	var statuses []string
	for _, c := range contents.Contents {
		statuses = append(statuses, c.ApprovalRequests.Status+" "+c.Language)
	}
	if want := []string{"rejected pt_BR", "pending pt_BR", "approved en"}; !slices.Equal(statuses, want) {
		t.Errorf("%v, want %v", statuses, want)
	}
	var one contentJSON
	l.ask(t, http.MethodGet, "content.twilio.com", "/v1/Content/HX0000000000000000000000000000a007", nil).into(t, &one)
	if one.Types["twilio/quick-reply"] == nil || one.ApprovalRequests != nil {
		t.Errorf("%+v", one)
	}
	if got := l.ask(t, http.MethodGet, "content.twilio.com", "/v1/Content/HX0000000000000000000000000000ffff", nil); got.status != http.StatusNotFound {
		t.Errorf("a template that is not there: %d", got.status)
	}
	var senders struct {
		Senders []map[string]any `json:"senders"`
	}
	l.ask(t, http.MethodGet, "messaging.twilio.com", "/v2/Channels/Senders?Channel=whatsapp", nil).into(t, &senders)
	if len(senders.Senders) != 1 || senders.Senders[0]["sender_id"] != testWA || senders.Senders[0]["status"] != "ONLINE" {
		t.Errorf("%+v", senders)
	}
	var numbers struct {
		List []map[string]any `json:"incoming_phone_numbers"`
	}
	l.ask(t, http.MethodGet, "", "/2010-04-01/Accounts/"+testAccount+"/IncomingPhoneNumbers.json", nil).into(t, &numbers)
	if len(numbers.List) != 1 || numbers.List[0]["phone_number"] != testSMS || numbers.List[0]["sms_url"] != "" {
		t.Errorf("%+v", numbers)
	}
	for path, want := range map[string]int{"/v1/ContentAndApprovals": 200, "/v2/Channels/Senders?Channel=whatsapp": 200, "/v2/Channels/Senders": 400, "/v1/Other": 404} {
		if a := l.ask(t, http.MethodGet, "", path, nil); a.status != want {
			t.Errorf("%s without a host: %d", path, a.status)
		}
	}
	for _, host := range []string{"content.twilio.com", "messaging.twilio.com", "nowhere.twilio.com"} {
		if a := l.ask(t, http.MethodGet, host, messagesPath, nil); a.status != http.StatusNotFound {
			t.Errorf("messages on %s: %d", host, a.status)
		}
	}
}

func TestSegments(t *testing.T) {
	for body, want := range map[string]int{
		"":                       1,
		"Bom dia":                1,
		strings.Repeat("a", 160): 1, strings.Repeat("a", 161): 2, strings.Repeat("a", 307): 3,
		strings.Repeat("€", 80): 1, strings.Repeat("€", 81): 2,
		strings.Repeat("ã", 70): 1, strings.Repeat("ã", 71): 2, strings.Repeat("ã", 135): 3,
		strings.Repeat("😊", 35): 1, strings.Repeat("😊", 36): 2,
	} {
		m := Message{From: testSMS, Body: body}
		if got := m.segments(); got != want {
			t.Errorf("%d letters like %.4q are %d parts, want %d", len([]rune(body)), body, got, want)
		}
	}
}
