package twilioserver

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// described is one request that Twilio's own description is asked about.
type described struct {
	file, path, method, host string
	query                    string
	form                     url.Values
	params                   map[string]string
	list                     string   // where in the answer the resources are; empty: the answer is one
	required                 []string // keys that the description leaves optional and clients rely on
}

var (
	messageKeys = []string{"sid", "status", "direction", "from", "to", "date_created", "date_updated", "num_media", "num_segments", "body", "account_sid", "uri"}
	pageKeys    = []string{"first_page_uri", "next_page_uri", "previous_page_uri", "page", "page_size", "start", "end", "uri"}
)

const (
	apiFile       = "twilio_api_v2010.json"
	apiMessages   = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
	contentFile   = "twilio_content_v1.json"
	messagingFile = "twilio_messaging_v2.json"
)

func describedRequests() map[string]described {
	account := map[string]string{"AccountSid": testAccount}
	post := func(form url.Values) described {
		return described{file: apiFile, path: apiMessages, method: http.MethodPost, form: form, params: account, required: messageKeys}
	}
	return map[string]described{
		"list": {
			file: apiFile, path: apiMessages, method: http.MethodGet, params: account, list: "messages", required: messageKeys,
			query: "?PageSize=2&DateSent%3E=2026-11-01T00:00:00Z",
		},
		"list by day":   {file: apiFile, path: apiMessages, method: http.MethodGet, params: account, list: "messages", required: messageKeys, query: "?DateSent=2026-11-18T00:00:00Z&Page=0"},
		"send sms":      post(url.Values{"To": {"+5532900003051"}, "From": {testSMS}, "Body": {"Olá"}}),
		"send whatsapp": post(url.Values{"To": {"whatsapp:+5532900009999"}, "From": {testWA}, "Body": {"Olá"}}),
		"send template": post(url.Values{"To": {ana}, "From": {testWA}, "ContentSid": {"HX0000000000000000000000000000a001"}, "ContentVariables": {`{"1":"Ana","2":"1"}`}}),
		"fetch": {
			file: apiFile, path: "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json", method: http.MethodGet,
			params: map[string]string{"AccountSid": testAccount, "Sid": sid(2)}, required: messageKeys,
		},
		"media list": {
			file: apiFile, path: "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media.json", method: http.MethodGet,
			params: map[string]string{"AccountSid": testAccount, "MessageSid": "MM" + sid(3)[2:]}, list: "media_list",
			required: []string{"sid", "content_type", "uri", "parent_sid"},
		},
		"media": {
			file: apiFile, path: "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json", method: http.MethodGet,
			params:   map[string]string{"AccountSid": testAccount, "MessageSid": "MM" + sid(3)[2:], "Sid": mediaSID("MM"+sid(3)[2:], 0)},
			required: []string{"sid", "content_type", "uri"},
		},
		"numbers": {
			file: apiFile, path: "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json", method: http.MethodGet, params: account,
			list: "incoming_phone_numbers", required: []string{"sid", "phone_number", "sms_url", "capabilities", "sms_application_sid"},
		},
		"contents": {
			file: contentFile, path: "/v1/ContentAndApprovals", method: http.MethodGet, host: "content.twilio.com", list: "contents",
			required: []string{"sid", "language", "variables", "types", "approval_requests"},
		},
		"content": {
			file: contentFile, path: "/v1/Content/{Sid}", method: http.MethodGet, host: "content.twilio.com", params: map[string]string{"Sid": "HX0000000000000000000000000000a007"},
			required: []string{"sid", "language", "variables", "types"},
		},
		"senders": {
			file: messagingFile, path: "/v2/Channels/Senders", method: http.MethodGet, host: "messaging.twilio.com", query: "?Channel=whatsapp", list: "senders",
			required: []string{"sid", "status", "sender_id", "properties"},
		},
	}
}

// TestAgainstTwiliosDescription checks requests and answers against Twilio's OpenAPI files.
func TestAgainstTwiliosDescription(t *testing.T) {
	folder := os.Getenv("TWILIO_OPENAPI")
	if folder == "" {
		t.Skip("TWILIO_OPENAPI is unset: it names the folder with Twilio's OpenAPI files, which are not part of this repository")
	}
	files := map[string]*openapi3.T{}
	for name, d := range describedRequests() {
		if files[d.file] == nil {
			spec, err := openapi3.NewLoader().LoadFromFile(filepath.Join(folder, d.file))
			if err != nil {
				t.Fatal(err)
			}
			files[d.file] = spec
		}
		t.Run(name, func(t *testing.T) { d.check(t, files[d.file]) })
	}
}

func (d described) check(t *testing.T, spec *openapi3.T) {
	item := spec.Paths.Value(d.path)
	if item == nil {
		t.Fatalf("Twilio knows no %s", d.path)
	}
	path := d.path
	for name, value := range d.params {
		path = strings.ReplaceAll(path, "{"+name+"}", value)
	}
	l := start(t)
	request := l.request(t, d.method, d.host, path+d.query, d.form)
	route := &routers.Route{Spec: spec, Path: d.path, PathItem: item, Method: d.method, Operation: item.GetOperation(d.method)}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: d.params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}
	if err := openapi3filter.ValidateRequest(t.Context(), input); err != nil {
		t.Fatalf("request: %v", err)
	}
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: resp.StatusCode, Header: resp.Header, Body: io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		t.Errorf("answer: %v", err)
	}
	d.checkKeys(t, body)
}

// checkKeys looks for what the description marks as optional though every client needs it.
func (d described) checkKeys(t *testing.T, body []byte) {
	t.Helper()
	var whole map[string]any
	if err := json.Unmarshal(body, &whole); err != nil {
		t.Fatal(err)
	}
	resources := []any{whole}
	if d.list != "" {
		resources, _ = whole[d.list].([]any)
		if d.host == "" {
			mustHave(t, whole, pageKeys)
		} else {
			meta, _ := whole["meta"].(map[string]any)
			mustHave(t, meta, []string{"page", "page_size", "next_page_url", "key"})
		}
	}
	if len(resources) == 0 {
		t.Fatalf("nothing to check in %s", body)
	}
	for _, r := range resources {
		resource, _ := r.(map[string]any)
		mustHave(t, resource, d.required)
		for _, key := range []string{"date_created", "date_updated", "date_sent"} {
			checkDate(t, d.host, key, resource[key])
		}
	}
}

func mustHave(t *testing.T, object map[string]any, keys []string) {
	t.Helper()
	for _, key := range keys {
		if _, ok := object[key]; !ok {
			t.Errorf("no %s in %v", key, object)
		}
	}
}

// checkDate: the description does not say in which form dates are written. The old API uses RFC 2822.
func checkDate(t *testing.T, host, key string, value any) {
	t.Helper()
	text, isText := value.(string)
	if !isText {
		return
	}
	layout := time.RFC1123Z
	if host != "" {
		layout = time.RFC3339
	}
	if _, err := time.Parse(layout, text); err != nil {
		t.Errorf("%s: %v", key, err)
	}
}
