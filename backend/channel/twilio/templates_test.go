package twilio

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"balcao/backend/desk"
	"balcao/backend/simulator/twilioserver"
)

func TestTemplatesOfTheSimulatedShop(t *testing.T) {
	_, cfg := simulate(t)
	all, err := New(cfg, secret, live()).Templates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[desk.TemplateStatus]int{}
	byName := map[string]desk.Template{}
	for _, each := range all {
		statuses[each.Status]++
		byName[each.Name] = each
	}
	if want := map[desk.TemplateStatus]int{desk.TemplateApproved: 5, desk.TemplatePending: 1, desk.TemplateRejected: 1}; !reflect.DeepEqual(statuses, want) {
		t.Errorf("%v, want %v", statuses, want)
	}
	want := desk.Template{
		SID: "HX0000000000000000000000000000a006", Name: "order_ready", Language: "en", Category: "UTILITY", Status: desk.TemplateApproved,
		Body:      "Good news, {{name}}: your order {{order}} is ready to be collected at Papelaria Sabiá.",
		Variables: []desk.TemplateVariable{{Name: "name", Sample: "Ana"}, {Name: "order", Sample: "318"}}, UpdatedAt: time.Date(2026, 1, 12, 13, 0, 0, 0, time.UTC),
	}
	if got := byName["order_ready"]; !reflect.DeepEqual(got, want) {
		t.Errorf("listed %+v\nwant   %+v", got, want)
	}
	if got := byName["promocao_relampago"]; !strings.Contains(got.Reason, "start or end") {
		t.Errorf("rejected for %q", got.Reason)
	}
	if got := byName["confirmar_retirada"]; !strings.Contains(got.Body, "{{1}}") || len(got.Variables) != 1 {
		t.Errorf("a template with buttons: %+v", got)
	}
}

// TestTemplatesInPages reads pages that overlap, with rows that are no templates, from a list of its own.
func TestTemplatesInPages(t *testing.T) {
	rows := []string{
		`{"sid":"HX1","friendly_name":"um","variables":{"2":"b","1":"a"},"types":{"twilio/text":{"body":"{{2}} e {{1}}"}},"approval_requests":{"status":"Approved"}}`,
		`{"sid":"HX2","variables":{"9":3},"types":{"whatsapp/card":{"body":"{{ 1 }}"}},"approval_requests":{"name":"dois"}}`,
		`{"sid":"../HX3"}`, `7`, `null`,
		`{"sid":"HX2"}`,
		`{"sid":"HX4","types":{"twilio/location":{}},"approval_requests":{"status":"paused","category":"marketing"},"date_updated":"yesterday"}`,
	}
	c := listing(t, func(page int) (string, int) {
		if page*2 >= len(rows) {
			return "", -1
		}
		return strings.Join(rows[page*2:min(page*2+2, len(rows))], ","), page + 1
	})
	all, err := c.Templates(t.Context())
	want := []desk.Template{
		{SID: "HX1", Name: "um", Status: "approved", Body: "{{2}} e {{1}}", Variables: []desk.TemplateVariable{{Name: "2", Sample: "b"}, {Name: "1", Sample: "a"}}},
		{SID: "HX2", Name: "dois", Status: "unsubmitted", Body: "{{ 1 }}", Variables: []desk.TemplateVariable{{Name: "1"}, {Name: "9", Sample: "3"}}},
		{SID: "HX4", Status: "paused", Category: "MARKETING", Variables: []desk.TemplateVariable{}},
	}
	if err != nil || !reflect.DeepEqual(all, want) {
		t.Errorf("listed %+v, %v\nwant   %+v", all, err, want)
	}
}

// listing is a connection to a list of templates; rows gives a page and the number of the next one, -1 for none.
func listing(t *testing.T, rows func(page int) (string, int)) *Connection {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, _ := strconv.Atoi(r.URL.Query().Get("Page"))
		list, next := rows(page)
		url := any(nil)
		if next >= 0 {
			url = "https://content.twilio.com/v1/ContentAndApprovals?Page=" + strconv.Itoa(next)
		}
		meta, _ := json.Marshal(map[string]any{"next_page_url": url})
		_, _ = w.Write([]byte(`{"contents":[` + list + `],"meta":` + string(meta) + `}`))
	}))
	t.Cleanup(server.Close)
	return New(Config{AccountSID: testAccount, APIURL: server.URL}, secret, options())
}

func TestTemplatesThatCannotBeListed(t *testing.T) {
	server, cfg := simulate(t)
	c := New(cfg, secret, live())
	server.Fail(twilioserver.Fault{Path: "/v1/Content", Status: 403, Code: 70051})
	if all, err := c.Templates(t.Context()); err == nil || desk.AsError(err).Fate != desk.Permanent {
		t.Errorf("a key that may not: %v, %v", all, err)
	}
	server.Fail(twilioserver.Fault{Path: "/v1/Content", Status: 200, Body: "<html>"})
	if all, err := c.Templates(t.Context()); !desk.HasCode(err, desk.ErrServer) {
		t.Errorf("no JSON: %v, %v", all, err)
	}
	endless := listing(t, func(page int) (string, int) { return "", page + 1 })
	if all, err := endless.Templates(t.Context()); !desk.HasCode(err, desk.ErrServer) {
		t.Errorf("a list without end: %v, %v", all, err)
	}
	circle := listing(t, func(int) (string, int) { return "", 1 })
	if all, err := circle.Templates(t.Context()); !desk.HasCode(err, desk.ErrServer) {
		t.Errorf("a list that goes round: %v, %v", all, err)
	}
}

// TestTheLoginOfTemplatesStays: a next page is only believed on the same list.
func TestTheLoginOfTemplatesStays(t *testing.T) {
	w := newWire(Config{AccountSID: testAccount}, secret, options())
	for next, want := range map[string]string{
		"https://content.twilio.com/v1/ContentAndApprovals?PageToken=x": "PageToken=x",
		"https://evil.example/v1/ContentAndApprovals?PageToken=x":       "",
		"https://content.twilio.com/v1/Content?PageToken=x":             "",
		"//evil.example/v1/ContentAndApprovals":                         "",
		"%":                                                             "",
	} {
		body, err := json.Marshal(map[string]any{"meta": map[string]any{"next_page_url": next}})
		if err != nil {
			t.Fatal(err)
		}
		query, err := w.nextTemplates(body)
		if query != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v", next, query, err)
		}
	}
}

func TestTemplatesAsDescribed(t *testing.T) {
	api := describe(t)
	_, cfg := simulate(t)
	opts := live()
	opts.Transport = api
	if _, err := New(cfg, secret, opts).Templates(t.Context()); err != nil {
		t.Error(err)
	}
	if api.checked["ListContentAndApprovals"] == 0 {
		t.Errorf("there are %v", api.checked)
	}
}
