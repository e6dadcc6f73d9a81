// Package llmserver answers on loopback as an OpenAI-shaped server does: a list of models, and chat completions, in
// one piece or streamed.
//
// No model is behind it. What it writes follows from the request alone, by the words that a question and a fact of
// the shop have in common, so the same request has the same answer. Its one model is named as what it is: simulated.
package llmserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"balcao/backend/simulator/loopback"
)

// Model is the name of the one model.
const Model = "simulado"

// maxRequest is more than anybody asks.
const maxRequest = 1 << 20

// Options say how the server behaves.
type Options struct {
	// Pause is how long it takes for every piece of a streamed answer; zero: none.
	Pause  time.Duration
	Logger *slog.Logger
}

// Server is a running server.
type Server struct {
	options  Options
	http     *http.Server
	listener *loopback.Listener
	done     chan struct{}

	mu      sync.Mutex
	faults  []Fault
	asked   [][]byte
	scripts []string
}

// Start listens on a free port of 127.0.0.1.
func Start(o Options) (*Server, error) {
	listener, err := loopback.Listen()
	if err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	s := &Server{options: o, listener: listener, done: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/models", s.models)
	mux.HandleFunc("POST /v1/chat/completions", s.complete)
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(s.done)
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			o.Logger.Error("simulated model server stopped", "error", err)
		}
	}()
	return s, nil
}

// URL is the base of its addresses.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + "/v1" }

// Close ends all connections after giving running requests a moment.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := s.http.Shutdown(ctx)
	s.listener.Cut()
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	<-s.done
	return err
}

// Asked gives the bodies of all requests for an answer so far.
func (s *Server) Asked() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([][]byte{}, s.asked...)
}

// Say lets the next answer be this text, whatever was asked; texts queue up.
func (s *Server) Say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts = append(s.scripts, text)
}

func (s *Server) models(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": []map[string]any{{"id": Model, "object": "model", "owned_by": "simulador"}}})
}

// request is what of a chat completion matters here.
type request struct {
	Model    string `json:"model"`
	Stream   bool   `json:"stream"`
	Messages []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
}

func (s *Server) complete(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	var asked request
	if err != nil || json.Unmarshal(body, &asked) != nil || len(asked.Messages) == 0 {
		fail(w, http.StatusBadRequest, "invalid_request", "the request is not a chat completion")
		return
	}
	fault, script := s.next(body)
	if fault.strike(w, r) {
		return
	}
	if asked.Model != Model || fault.ModelGone {
		fail(w, http.StatusNotFound, "model_not_found", fmt.Sprintf("model %q not found", asked.Model))
		return
	}
	text := script
	if text == "" {
		text = answer(asked.Messages[len(asked.Messages)-1].Content)
	}
	u := usage{Prompt: len(body) / 4, Completion: len(text)/4 + 1}
	u.Total = u.Prompt + u.Completion
	if !asked.Stream {
		writeJSON(w, http.StatusOK, map[string]any{
			"id": "simulado", "object": "chat.completion", "model": Model, "usage": u,
			"choices": []map[string]any{{"index": 0, "message": map[string]string{"role": "assistant", "content": text}, "finish_reason": "stop"}},
		})
		return
	}
	s.stream(w, r, text, u, asked.StreamOptions.IncludeUsage, fault.CutAfter)
}

// next takes what is planned for a request.
func (s *Server) next(body []byte) (f Fault, script string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, body)
	if len(s.faults) > 0 {
		f, s.faults = s.faults[0], s.faults[1:]
	}
	if len(s.scripts) > 0 && f.quiet() {
		script, s.scripts = s.scripts[0], s.scripts[1:]
	}
	return f, script
}

type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
}

// pieceLength is how many characters a piece of a stream has.
const pieceLength = 12

func (s *Server) stream(w http.ResponseWriter, r *http.Request, text string, u usage, counted bool, cutAfter int) {
	w.Header().Set("Content-Type", "text/event-stream")
	send := func(v any) {
		line, err := json.Marshal(v)
		if err != nil {
			panic(err) // maps of texts and numbers
		}
		_, _ = fmt.Fprintf(w, "data: %s\n\n", line) // a client that has gone is seen at the next piece
		_ = http.NewResponseController(w).Flush()
	}
	chunk := func(content string, finish any) map[string]any {
		return map[string]any{
			"id": "simulado", "object": "chat.completion.chunk", "model": Model,
			"choices": []map[string]any{{"index": 0, "delta": map[string]string{"content": content}, "finish_reason": finish}},
		}
	}
	runes := []rune(text)
	for n := 0; len(runes) > 0; n++ {
		if cutAfter > 0 && n == cutAfter {
			panic(http.ErrAbortHandler) // breaks the connection
		}
		if !s.pause(r) {
			return
		}
		piece := min(pieceLength, len(runes))
		send(chunk(string(runes[:piece]), nil))
		runes = runes[piece:]
	}
	send(chunk("", "stop"))
	if counted {
		send(map[string]any{"id": "simulado", "object": "chat.completion.chunk", "model": Model, "choices": []any{}, "usage": u})
	}
	_, _ = io.WriteString(w, "data: [DONE]\n\n")
}

// pause waits between pieces; false: nobody reads any more.
func (s *Server) pause(r *http.Request) bool {
	select {
	case <-r.Context().Done():
		return false
	case <-time.After(s.options.Pause):
		return true
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that has gone is no concern of ours
}

func fail(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "code": code}})
}
