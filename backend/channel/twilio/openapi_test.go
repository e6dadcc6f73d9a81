package twilio

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// describedAPI checks requests, and the answers of the fake, against Twilio's own description.
type describedAPI struct {
	t       *testing.T
	routers map[string]routers.Router // host → its description
	checked map[string]int            // operation → how often
}

func describe(t *testing.T) *describedAPI {
	t.Helper()
	folder := os.Getenv("TWILIO_OPENAPI")
	if folder == "" {
		t.Skip("TWILIO_OPENAPI does not name the folder with Twilio's OpenAPI descriptions, so requests are not checked against them")
	}
	api := &describedAPI{t: t, routers: map[string]routers.Router{}, checked: map[string]int{}}
	for host, file := range map[string]string{
		"api.twilio.com": "twilio_api_v2010.json", "content.twilio.com": "twilio_content_v1.json", "messaging.twilio.com": "twilio_messaging_v2.json",
	} {
		doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		router, err := gorillamux.NewRouter(doc)
		if err != nil {
			t.Fatal(err)
		}
		api.routers[host] = router
	}
	return api
}

// RoundTrip checks, lets the fake answer, and checks again.
func (a *describedAPI) RoundTrip(sent *http.Request) (*http.Response, error) {
	req := sent.Clone(sent.Context())
	host := sent.Header.Get(OriginalHost)
	req.URL.Scheme, req.URL.Host, req.Host = "https", host, host
	var body []byte
	if sent.Body != nil {
		body, _ = io.ReadAll(sent.Body)
		sent.Body, req.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
	}
	if strings.Contains(req.URL.Path, "/Media/") { // the bytes themselves are not described
		return http.DefaultTransport.RoundTrip(sent)
	}
	route, params, err := a.routers[host].FindRoute(req)
	if err != nil {
		a.t.Errorf("%s %s is not described: %v", req.Method, req.URL.Path, err)
		return http.DefaultTransport.RoundTrip(sent)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true},
	}
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		a.t.Errorf("%s %s: %v", req.Method, req.URL, err)
	}
	a.unknownParameters(req, route, body)
	a.checked[route.Operation.OperationID]++
	return a.answer(sent, input)
}

// unknownParameters finds misspelled names, which the description would let pass.
func (a *describedAPI) unknownParameters(req *http.Request, route *routers.Route, body []byte) {
	for name := range req.URL.Query() {
		if route.Operation.Parameters.GetByInAndName("query", name) == nil {
			a.t.Errorf("%s %s: nobody knows the parameter %q", req.Method, req.URL.Path, name)
		}
	}
	if len(body) == 0 {
		return
	}
	form, _ := http.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	form.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if err := form.ParseForm(); err != nil {
		a.t.Error(err)
	}
	known := route.Operation.RequestBody.Value.Content["application/x-www-form-urlencoded"].Schema.Value.Properties
	for name := range form.PostForm {
		if known[name] == nil {
			a.t.Errorf("%s %s: nobody knows the field %q", req.Method, req.URL.Path, name)
		}
	}
}

func (a *describedAPI) answer(sent *http.Request, input *openapi3filter.RequestValidationInput) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	body, err := readAll(res.Body, maxAnswer)
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	header := res.Header.Clone()
	header.Set("Content-Type", "application/json")
	output := &openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: res.StatusCode, Header: header}
	output.SetBodyBytes(body)
	if err := openapi3filter.ValidateResponse(context.Background(), output); err != nil {
		a.t.Errorf("the answer of the fake to %s %s: %v", sent.Method, sent.URL.Path, err)
	}
	return res, nil
}

func TestRequestsAsDescribed(t *testing.T) {
	api := describe(t)
	f := newFake(t)
	ctx := context.Background()
	for i := range pageSize + 10 {
		f.add(fakeMessage{from: ana, to: shopWA, body: "Olá", created: today.AddDate(0, 0, -i)})
	}
	id := f.hang(map[string]fakeFile{sid("ME", 1): {kind: "image/jpeg", body: jpeg}})
	template := sid("HX", 1)
	f.gaps[template] = map[string]any{"1": "x"}
	c := f.connect(func(o *Options) { o.Transport = api })

	if receive, send := c.Test(ctx); receive != nil || send != nil {
		t.Errorf("test: %v, %v", receive, send)
	}
	var into inbox
	mustPull(t, c, &into)
	if _, err := c.Numbers(ctx); err != nil {
		t.Error(err)
	}
	receipt, err := c.Send(ctx, outbound("Olá, Ana. 1.500,00 + 50%"))
	if err != nil {
		t.Fatal(err)
	}
	out := outbound("Ola")
	out.Channel, out.From, out.To = desk.SMS, shopSMS, "+5511988887777"
	if _, err := c.Send(ctx, out); err != nil {
		t.Error(err)
	}
	out = outbound("")
	out.Template, out.LastInbound = &channel.Template{SID: template, Vars: map[string]string{"1": "Ana"}}, time.Time{}
	if _, err := c.Send(ctx, out); err != nil {
		t.Error(err)
	}
	if _, err := c.Find(ctx, outbound("nunca enviado")); !desk.HasCode(err, desk.ErrNotFound) {
		t.Error(err)
	}
	if _, err := c.Track(ctx, receipt.ExternalID); err != nil {
		t.Error(err)
	}
	file, err := c.Fetch(ctx, mediaRef(id, 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	_ = file.Body.Close()
	for _, operation := range []string{"ListMessage", "CreateMessage", "FetchMessage", "ListMedia", "ListIncomingPhoneNumber", "FetchContent", "ListChannelsSender"} {
		if api.checked[operation] == 0 {
			t.Errorf("%s was never asked for; there are %v", operation, api.checked)
		}
	}
}
