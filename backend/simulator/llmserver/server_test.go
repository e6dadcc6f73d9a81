package llmserver

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

func start(t *testing.T) *Server {
	t.Helper()
	s, err := Start(Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func post(t *testing.T, s *Server, body string) (int, string) {
	t.Helper()
	res, err := http.Post(s.URL()+"/chat/completions", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

func ask(content string, stream bool) string {
	body, _ := json.Marshal(map[string]any{"model": Model, "stream": stream, "messages": []map[string]string{{"role": "user", "content": content}}})
	return string(body)
}

func TestAnswersFollowFromTheFacts(t *testing.T) {
	data := `<data>{"language":"es","customer":{"name":"Ana"},"facts":[{"id":"f1","question":"¿Cuál es el horario?","answer":"De 9 a 18."},{"id":"f2","question":"¿Hacen envíos?","answer":"Sí."}],
		"messages":[{"id":"m1","from":"customer","text":"Hola, ¿qué horario tienen?"}]}</data>`
	var got answered
	if err := json.Unmarshal([]byte(answer(data)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Draft != "¡Hola, Ana! De 9 a 18." || strings.Join(got.Used, " ") != "m1 f1" || len(got.Missing) != 0 {
		t.Errorf("got %+v", got)
	}
	if err := json.Unmarshal([]byte(answer(strings.Replace(data, "horario tienen", "precio tiene la agenda", 1))), &got); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.Draft, "[confirmar: ") || len(got.Missing) != 1 {
		t.Errorf("of what is not known: %+v", got)
	}
	if got := answer("Reply with ok"); got != "ok" {
		t.Errorf("a trial: %q", got)
	}
}

func TestStreamed(t *testing.T) {
	s := start(t)
	status, body := post(t, s, ask("olá", true))
	if status != 200 || !strings.Contains(body, `"content":"ok"`) || !strings.Contains(body, `"finish_reason":"stop"`) || !strings.HasSuffix(body, "data: [DONE]\n\n") {
		t.Errorf("%d %s", status, body)
	}
	if status, body = post(t, s, ask("olá", false)); status != 200 || !strings.Contains(body, `"total_tokens"`) {
		t.Errorf("%d %s", status, body)
	}
	if status, _ = post(t, s, `{"model":"x"}`); status != 400 {
		t.Errorf("no messages: %d", status)
	}
	if status, _ = post(t, s, strings.Replace(ask("olá", true), Model, "other", 1)); status != 404 {
		t.Errorf("another model: %d", status)
	}
	s.Fail(Fault{Status: 429, RetryAfter: "3"})
	if status, body = post(t, s, ask("olá", true)); status != 429 || !strings.Contains(body, "error") {
		t.Errorf("%d %s", status, body)
	}
	s.Say("scripted")
	if _, body = post(t, s, ask("olá", true)); !strings.Contains(body, "scripted") {
		t.Errorf("got %s", body)
	}
	if len(s.Asked()) != 5 {
		t.Errorf("%d requests kept", len(s.Asked()))
	}
}
