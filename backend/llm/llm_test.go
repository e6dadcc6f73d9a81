package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/desk"
)

// server answers on loopback, and keeps what it was sent.
type server struct {
	*httptest.Server
	mu     sync.Mutex
	bodies [][]byte
	keys   []string
}

func serve(t *testing.T, answer http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.bodies, s.keys = append(s.bodies, body), append(s.keys, strings.Join(r.Header["Authorization"], ","))
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *server) sent() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bodies
}

func (s *server) client(t *testing.T, model, key string) *Client {
	t.Helper()
	c, err := New(Endpoint{BaseURL: s.URL, Model: model, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	c.Limits = Limits{Silence: 5 * time.Second, Whole: 10 * time.Second}
	return c
}

func piece(text, finish string) string {
	reason := "null"
	if finish != "" {
		reason = `"` + finish + `"`
	}
	content, _ := json.Marshal(text)
	return fmt.Sprintf("data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":%s}]}\n\n", content, reason)
}

func says(status int, header, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if name, value, ok := strings.Cut(header, ": "); ok {
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

var question = Request{Parts: []Part{{System, "be brief"}, {User, "olá"}}, MaxTokens: 50}

func TestAnswersAsServersGiveThem(t *testing.T) {
	const usage = `data: {"model":"m-1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}` + "\n\n"
	for name, c := range map[string]struct {
		body string
		want Answer
	}{
		"streamed, counted":      {piece("Bom ", "") + piece("dia", "stop") + usage + "data: [DONE]\n\n", Answer{"Bom dia", "m-1", 7, 3, true}},
		"without [DONE]":         {piece("Bom dia", "stop"), Answer{"Bom dia", "m-1", 11, 2, false}},
		"kept alive":             {strings.Repeat(": keep-alive\n\n", 2000) + piece("ok", "stop"), Answer{"ok", "m-1", 11, 1, false}},
		"thinking as text":       {piece("<think>hm, </th", "") + piece("ink>Bom dia", "stop"), Answer{"Bom dia", "m-1", 11, 7, false}},
		"thinking beside":        {`data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}` + "\n\n" + piece("ok", "stop"), Answer{"ok", "m-1", 11, 1, false}},
		"one document, unasked":  {`{"model":"m-2","choices":[{"message":{"role":"assistant","content":"Bom dia"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}`, Answer{"Bom dia", "m-2", 5, 2, true}},
		"carriage returns":       {strings.ReplaceAll(piece("ok", "stop"), "\n", "\r\n"), Answer{"ok", "m-1", 11, 1, false}},
		"no space after the tag": {strings.Replace(piece("ok", "stop"), "data: ", "data:", 1), Answer{"ok", "m-1", 11, 1, false}},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, says(200, "", c.body))
			var heard []string
			got, err := s.client(t, "m", "").Complete(t.Context(), question, func(text string) { heard = append(heard, text) })
			if err != nil || got != c.want {
				t.Fatalf("%+v, %v; want %+v", got, err, c.want)
			}
			if len(heard) == 0 || heard[len(heard)-1] != got.Text {
				t.Errorf("heard %q", heard)
			}
			for _, text := range heard {
				if strings.Contains(text, "hm") {
					t.Errorf("thinking was heard: %q", text)
				}
			}
		})
	}
}

func TestTroubleHasACode(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		code   desk.Code
		fate   desk.Fate
	}{
		"too many requests":     {says(429, "Retry-After: 7", `{"error":{"message":"slow down"}}`), desk.ErrAIBusy, desk.Temporary},
		"server fault":          {says(500, "", `oops`), desk.ErrAIBusy, desk.Temporary},
		"gateway page":          {says(502, "", `<html>bad gateway</html>`), desk.ErrAIBusy, desk.Temporary},
		"no key":                {says(401, "", `{"error":{"message":"Incorrect API key provided: sk-…"}}`), desk.ErrAIKey, desk.Permanent},
		"forbidden":             {says(403, "", ``), desk.ErrAIKey, desk.Permanent},
		"model gone, OpenAI":    {says(404, "", `{"error":{"message":"The model does not exist","code":"model_not_found"}}`), desk.ErrAIModelGone, desk.Permanent},
		"model gone, Ollama":    {says(404, "", `{"error":{"message":"model \"x\" not found","type":"api_error"}}`), desk.ErrAIModelGone, desk.Permanent},
		"model gone, LM Studio": {says(400, "", `{"error":"No models loaded. Please load a model"}`), desk.ErrAIModelGone, desk.Permanent},
		"another server":        {says(404, "", `<html>not found</html>`), desk.ErrAINonsense, desk.Permanent},
		"refused":               {says(400, "", `{"error":{"message":"bad request"}}`), desk.ErrAIRefused, desk.Permanent},
		"LM Studio's text":      {says(400, "", `{"error":"bad"}`), desk.ErrAIRefused, desk.Permanent},
		"filtered":              {says(200, "", piece("", "content_filter")), desk.ErrAIRefused, desk.Permanent},
		"empty":                 {says(200, "", ``), desk.ErrAINonsense, desk.Temporary},
		"only white":            {says(200, "", piece(" \n", "stop")), desk.ErrAINonsense, desk.Temporary},
		"no choices":            {says(200, "", `{"choices":[]}`), desk.ErrAINonsense, desk.Temporary},
		"captive portal":        {says(200, "", `<html><body>Log in</body></html>`), desk.ErrAINonsense, desk.Temporary},
		"invalid JSON":          {says(200, "", "data: {\"choices\":[{]\n\n"), desk.ErrAINonsense, desk.Temporary},
		"wrong types":           {says(200, "", "data: {\"choices\":7}\n\n"), desk.ErrAINonsense, desk.Temporary},
		"error in the stream":   {says(200, "", piece("Bom", "")+"data: {\"error\":{\"message\":\"boom\"}}\n\n"), desk.ErrAIBusy, desk.Temporary},
		"error event":           {says(200, "", "error: {\"code\":500,\"message\":\"boom\"}\n\n"), desk.ErrAIBusy, desk.Temporary},
		"error document":        {says(200, "", `{"error":"boom"}`), desk.ErrAIBusy, desk.Temporary},
		"too long for its room": {says(200, "", piece("Bom", "length")), desk.ErrAICut, desk.Temporary},
		"no reason to finish":   {says(200, "", piece("Bom", "")+"data: [DONE]\n\n"), desk.ErrAICut, desk.Temporary},
		"1 MB":                  {says(200, "", piece(strings.Repeat("bla ", 1<<18), "stop")), desk.ErrAINonsense, desk.Temporary},
		"endless":               {endless, desk.ErrAINonsense, desk.Temporary},
		"connection cut":        {cut, desk.ErrAICut, desk.Temporary},
		"redirect":              {says(307, "Location: http://127.0.0.1:1/v1/chat/completions", ""), desk.ErrAINonsense, desk.Permanent},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, c.answer)
			_, err := s.client(t, "m", "k").Complete(t.Context(), question, nil)
			var coded *desk.Error
			if !errors.As(err, &coded) || coded.Code != c.code || coded.Fate != c.fate {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if coded.Params["host"] != s.client(t, "", "").Host() {
				t.Errorf("names the host %q", coded.Params["host"])
			}
			if strings.Contains(err.Error(), "sk-") || strings.Contains(err.Error(), "bad request") {
				t.Errorf("repeats the provider's words: %v", err)
			}
			if name == "too many requests" && coded.RetryAfter != 7*time.Second {
				t.Errorf("to try again after %v", coded.RetryAfter)
			}
		})
	}
}

// endless sends comments for ever: they keep a line alive and are bounded all the same.
func endless(w http.ResponseWriter, r *http.Request) {
	line := []byte(": " + strings.Repeat("x", 1<<16) + "\n")
	for r.Context().Err() == nil {
		if _, err := w.Write(line); err != nil {
			return
		}
	}
}

func cut(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, piece("Bom ", ""))
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func TestNobodyListens(t *testing.T) {
	s := serve(t, says(200, "", ""))
	c := s.client(t, "m", "")
	s.Close()
	if _, err := c.Complete(t.Context(), question, nil); !desk.HasCode(err, desk.ErrAIUnreachable) {
		t.Errorf("got %v", err)
	}
	if _, err := c.Models(t.Context()); !desk.HasCode(err, desk.ErrAIUnreachable) {
		t.Errorf("models: %v", err)
	}
}

func TestSilenceEndsACall(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	alive := func(w http.ResponseWriter, r *http.Request) { // alive, and no word
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, ": keep-alive\n\n"); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Millisecond)
		}
	}
	begun := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, piece("Bom ", ""))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	for name, answer := range map[string]http.HandlerFunc{"no answer": hang, "only kept alive": alive, "stops in the middle": begun} {
		t.Run(name, func(t *testing.T) {
			c := serve(t, answer).client(t, "m", "")
			c.Limits.Silence = 50 * time.Millisecond
			if _, err := c.Complete(t.Context(), question, nil); !desk.HasCode(err, desk.ErrAISlow) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("talks for ever", func(t *testing.T) {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, piece("x", "")); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
				time.Sleep(time.Millisecond)
			}
		}).client(t, "m", "")
		c.Limits = Limits{Silence: 5 * time.Second, Whole: 100 * time.Millisecond}
		if a, err := c.Complete(t.Context(), question, nil); !desk.HasCode(err, desk.ErrAISlow) || a.TokensOut == 0 {
			t.Errorf("got %+v, %v", a, err)
		}
	})
}

func TestCancellingEndsTheRequest(t *testing.T) {
	gone := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, piece("Bom ", ""))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.client(t, "m", "").Complete(ctx, question, func(string) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-gone
}

func TestPayloadIsWhatLeaves(t *testing.T) {
	s := serve(t, says(200, "", piece("ok", "stop")))
	r := question
	r.Schema = json.RawMessage(`{"type":"object"}`)
	for _, model := range []string{"llama3.2", "gpt-5-mini", "o3"} {
		c := s.client(t, model, "key")
		want, err := c.Payload(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Complete(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
		sent := s.sent()
		if string(sent[len(sent)-1]) != string(want) {
			t.Errorf("%s: sent %s\nshown %s", model, sent[len(sent)-1], want)
		}
		byCompletion := strings.Contains(string(want), `"max_completion_tokens":50`) && !strings.Contains(string(want), "temperature")
		if byCompletion == (model == "llama3.2") {
			t.Errorf("%s: %s", model, want)
		}
	}
}

func TestTheKeyIsSentOrNoHeaderIs(t *testing.T) {
	s := serve(t, says(200, "", piece("ok", "stop")))
	for _, key := range []string{"", "sk-1"} {
		if _, err := s.client(t, "m", key).Complete(t.Context(), question, nil); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(s.keys, []string{"", "Bearer sk-1"}) {
		t.Errorf("sent %q", s.keys)
	}
}

func TestServersThatKnowLessAreAskedForLess(t *testing.T) {
	for name, refuses := range map[string][]string{
		"schemas":        {"json_schema"},
		"JSON":           {"json_schema", "json_object"},
		"counting":       {"json_schema", "json_object", "stream_options"},
		"nothing at all": {},
	} {
		t.Run(name, func(t *testing.T) {
			var s *server
			s = serve(t, func(w http.ResponseWriter, r *http.Request) {
				sent := s.sent()
				for _, word := range refuses {
					if strings.Contains(string(sent[len(sent)-1]), word) {
						says(400, "", `{"error":{"message":"unknown field"}}`)(w, r)
						return
					}
				}
				says(200, "", piece(`{"a":1}`, "stop"))(w, r)
			})
			r := question
			r.Schema = json.RawMessage(`{"type":"object"}`)
			a, err := s.client(t, "m", "").Complete(t.Context(), r, nil)
			if err != nil || a.Text != `{"a":1}` || len(s.sent()) != len(refuses)+1 {
				t.Errorf("%+v, %v after %d requests", a, err, len(s.sent()))
			}
		})
	}
}

// A redirect would take a customer's words, and the key, to where nobody agreed to.
func TestNothingIsCarriedElsewhere(t *testing.T) {
	other := serve(t, says(200, "", piece("ok", "stop")))
	for _, status := range []int{301, 302, 307, 308} {
		s := serve(t, says(status, "Location: "+other.URL+"/v1/chat/completions", ""))
		if _, err := s.client(t, "m", "k").Complete(t.Context(), question, nil); err == nil {
			t.Errorf("%d: no error", status)
		}
	}
	if len(other.sent()) != 0 {
		t.Errorf("%d requests went elsewhere", len(other.sent()))
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"http://localhost:11434":           "http://localhost:11434/v1",
		"http://localhost:11434/v1/":       "http://localhost:11434/v1",
		" http://127.0.0.1:8080 ":          "http://127.0.0.1:8080/v1",
		"http://[::1]:1234/v1":             "http://[::1]:1234/v1",
		"https://api.openai.com":           "https://api.openai.com/v1",
		"https://openrouter.ai/api/v1":     "https://openrouter.ai/api/v1",
		"http://api.openai.com/v1":         "",
		"http://192.168.0.7:11434":         "",
		"http://127.0.0.1.evil.example/v1": "",
		"http://localhost.evil.example":    "",
		"https://user:pass@host.example":   "",
		"https://host.example/v1?key=1":    "",
		"ftp://localhost":                  "",
		"localhost:11434":                  "",
		"":                                 "",
	} {
		got, err := Normalise(address)
		if got != want || (err == nil) != (want != "") || err != nil && !desk.HasCode(err, desk.ErrAIAddress) {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
}

func TestWhereItIsRead(t *testing.T) {
	for _, c := range []struct {
		e       Endpoint
		want    Place
		consent string
	}{
		{Endpoint{BaseURL: "http://localhost:11434/v1", Model: "llama3.2"}, Local, "localhost:11434"},
		{Endpoint{BaseURL: "http://127.0.0.1:11434/v1", Model: "gpt-oss:120b-cloud"}, Cloud, "127.0.0.1:11434 cloud"},
		{Endpoint{BaseURL: "http://[::1]:11434/v1", Model: "glm-4.6:cloud"}, Cloud, "[::1]:11434 cloud"},
		{Endpoint{BaseURL: "https://api.openai.com/v1", Model: "gpt-5-mini"}, Remote, "api.openai.com"},
		{Endpoint{BaseURL: "http://localhost:1/v1", Model: "cloudy-7b"}, Local, "localhost:1"},
	} {
		if got := c.e.Place(); got != c.want || c.e.Consent() != c.consent {
			t.Errorf("%+v: %s, %q", c.e, got, c.e.Consent())
		}
	}
}

func TestTrying(t *testing.T) {
	list := `{"object":"list","data":[{"id":"big:cloud"},{"id":"small"}]}`
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/v1/models") {
			says(200, "", list)(w, r)
			return
		}
		says(200, "", piece("ok", "stop"))(w, r)
	})
	got, err := s.client(t, "small", "").Test(t.Context())
	if err != nil || !reflect.DeepEqual(got.Models, []string{"big:cloud", "small"}) || got.Model != "small" || got.Place != Local || got.Latency <= 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := s.client(t, "", "").Test(t.Context()); err != nil || got.Model != "big:cloud" || got.Place != Cloud {
		t.Errorf("with no model chosen: %+v, %v", got, err)
	}
	if found := find(t.Context(), []Preset{{"closed", "http://127.0.0.1:1"}, {"here", s.URL}}); len(found) != 1 || found[0].Model != "small" {
		t.Errorf("found %+v", found)
	}
	mute := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			says(404, "", "no such page")(w, r)
			return
		}
		says(200, "", piece("ok", "stop"))(w, r)
	})
	if got, err := mute.client(t, "m", "").Test(t.Context()); err != nil || got.Model != "m" {
		t.Errorf("a server without a list: %+v, %v", got, err)
	}
	portal := serve(t, says(200, "", "<html>"))
	if _, err := portal.client(t, "m", "").Test(t.Context()); !desk.HasCode(err, desk.ErrAINonsense) {
		t.Errorf("a captive portal: %v", err)
	}
}

// "localhost" is what a file of this computer says it is.
func TestTheNameOfThisComputerLeadsHere(t *testing.T) {
	for _, c := range []struct {
		host, ip string
		want     bool
	}{
		{"localhost", "127.0.0.1", true},
		{"localhost", "::1", true},
		{"localhost", "10.0.0.7", false},
		{"127.0.0.1", "127.0.0.1", true},
		{"models.example", "10.0.0.7", true},
	} {
		if got := dialable(c.host, net.ParseIP(c.ip)); got != c.want {
			t.Errorf("%s at %s: %v", c.host, c.ip, got)
		}
	}
}
