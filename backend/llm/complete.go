package llm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"balcao/backend/desk"
)

// maxText is more than anybody sends a customer, thinking included.
const maxText = 64 << 10

// form is how much a server is asked to know.
type form int

// The forms, the richest first: servers that refuse one are asked with the next.
const (
	withSchema form = iota
	withObject
	asText
	uncounted // without a count of tokens at the end, which old servers do not know
)

var errUnfinished = errors.New("llm: the answer ended before it was whole")

// Complete asks the model and gives its whole answer; growing, which may be nil, hears the text so far as it comes,
// without thinking. It ends with ctx, after a silence, and after the whole time.
//
// Errors: desk.ErrAIUnreachable, ErrAIKey, ErrAIModelGone, ErrAIBusy, ErrAIRefused, ErrAISlow, ErrAICut,
// ErrAINonsense; ctx's own when that ended. After any of them the answer holds what had come and been counted.
func (c *Client) Complete(ctx context.Context, r Request, growing func(string)) (Answer, error) {
	silence, whole := c.Limits.of(c.Place())
	timed, cancel := context.WithTimeoutCause(ctx, whole, errSlow)
	defer cancel()
	for f := r.first(); ; f++ {
		call := &call{client: c, request: r, growing: growing, carrier: newCarrier(c.hostname())}
		err := call.run(timed, silence, f)
		if err != nil && f < uncounted && call.refusesForm(err) {
			continue
		}
		return call.result(), c.explain(ctx, timed, call.carrier, err)
	}
}

// Payload gives the bytes that Complete sends. A server that refuses a schema is asked again with another
// response_format and nothing else changed.
func (c *Client) Payload(r Request) ([]byte, error) { return json.Marshal(c.chat(r, r.first())) }

func (r Request) first() form {
	if r.Schema == nil {
		return asText
	}
	return withSchema
}

// chat spells a request as the library sends it.
func (c *Client) chat(r Request, f form) openai.ChatCompletionRequest {
	chat := openai.ChatCompletionRequest{Model: c.Model, Stream: true}
	if f < uncounted {
		chat.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if thinksByItself(c.Model) {
		chat.MaxCompletionTokens = r.MaxTokens
	} else {
		chat.Temperature = 0.2
		//lint:ignore SA1019 servers on this computer know no other
		chat.MaxTokens = r.MaxTokens
	}
	for _, p := range r.Parts {
		if p.Text != "" { // an empty text is left out of the JSON, which servers refuse
			chat.Messages = append(chat.Messages, openai.ChatCompletionMessage{Role: string(p.Role), Content: p.Text})
		}
	}
	switch f {
	case withSchema:
		chat.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "answer", Schema: r.Schema, Strict: true},
		}
	case withObject:
		chat.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return chat
}

// thinksByItself knows the models that take max_completion_tokens and no temperature.
func thinksByItself(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}

func (c *Client) library(carrier *carrier) *openai.Client {
	cfg := openai.DefaultConfig(c.Key)
	cfg.BaseURL, cfg.HTTPClient, cfg.EmptyMessagesLimit = c.BaseURL, carrier, maxBody
	return openai.NewClientWithConfig(cfg)
}

// call is one request under way.
type call struct {
	client  *Client
	request Request
	growing func(string)
	carrier *carrier

	text  strings.Builder
	usage *openai.Usage
	model string
	done  openai.FinishReason
	shown string
}

// run streams the answer. The watchdog ends it when nothing comes for a while; what only keeps the line alive is
// nothing.
func (c *call) run(ctx context.Context, silence time.Duration, f form) error {
	watched, bite := context.WithCancelCause(ctx)
	defer bite(nil)
	watchdog := time.AfterFunc(silence, func() { bite(errSlow) })
	defer watchdog.Stop()
	err := c.stream(watched, f, func() { watchdog.Reset(silence) })
	if errors.Is(context.Cause(watched), errSlow) {
		return errSlow
	}
	return err
}

func (c *call) stream(ctx context.Context, f form, alive func()) error {
	stream, err := c.client.library(c.carrier).CreateChatCompletionStream(ctx, c.client.chat(c.request, f))
	if err != nil {
		return err
	}
	defer func() { _ = stream.Close() }()
	chunks := 0
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return c.ended(chunks)
		}
		if err != nil {
			return err
		}
		alive()
		chunks++
		if err := c.take(chunk); err != nil {
			return err
		}
	}
}

// take adds one piece. The piece with the count of tokens has no choices.
func (c *call) take(chunk openai.ChatCompletionStreamResponse) error {
	if chunk.Usage != nil {
		c.usage = chunk.Usage
	}
	if chunk.Model != "" {
		c.model = chunk.Model
	}
	if len(chunk.Choices) == 0 {
		return nil
	}
	first := chunk.Choices[0]
	c.text.WriteString(first.Delta.Content)
	if first.FinishReason != "" {
		c.done = first.FinishReason
	}
	if c.text.Len() > maxText {
		return errTooMuch
	}
	c.tell()
	return nil
}

func (c *call) tell() {
	if c.growing == nil {
		return
	}
	if text := WithoutThinking(c.text.String()); text != c.shown {
		c.shown = text
		c.growing(text)
	}
}

// ended judges an answer whose bytes have ended: only a reason to finish means that it is whole. A server that does
// not stream answers with one document, or says there what went wrong.
func (c *call) ended(chunks int) error {
	if chunks == 0 {
		return c.document()
	}
	switch c.done {
	case openai.FinishReasonContentFilter:
		return errFiltered
	case "", openai.FinishReasonNull, openai.FinishReasonLength:
		return errUnfinished
	default:
		return c.something()
	}
}

func (c *call) something() error {
	if strings.TrimSpace(WithoutThinking(c.text.String())) == "" {
		return errEmpty
	}
	return nil
}

// document reads an answer that came as one piece.
func (c *call) document() error {
	var whole openai.ChatCompletionResponse
	if err := json.Unmarshal(c.carrier.kept(), &whole); err != nil || len(whole.Choices) == 0 {
		if saysError(c.carrier.kept()) {
			return errFault
		}
		return errEmpty
	}
	c.text.WriteString(whole.Choices[0].Message.Content)
	c.model, c.usage = whole.Model, &whole.Usage
	c.tell()
	if whole.Choices[0].FinishReason == openai.FinishReasonLength {
		return errUnfinished
	}
	return c.something()
}

// saysError knows {"error":…} and llama.cpp's "error:" event.
func saysError(body []byte) bool {
	head := strings.TrimSpace(string(body[:min(len(body), 4096)]))
	return strings.HasPrefix(head, "error:") || strings.HasPrefix(head, "{") && strings.Contains(head, `"error"`)
}

// refusesForm tells whether a server may have refused only the form that it was asked for.
func (c *call) refusesForm(err error) bool {
	switch c.carrier.status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusNotImplemented:
		return c.text.Len() == 0 && !modelGone(c.carrier.kept()) && !errors.Is(err, errSlow)
	default:
		return false
	}
}

func (c *call) result() Answer {
	a := Answer{Text: strings.TrimSpace(WithoutThinking(c.text.String())), Model: c.model}
	if a.Model == "" {
		a.Model = c.client.Model
	}
	if c.usage != nil && c.usage.TotalTokens > 0 {
		a.TokensIn, a.TokensOut, a.Counted = c.usage.PromptTokens, c.usage.CompletionTokens, true
	} else if c.text.Len() > 0 || c.carrier.status == http.StatusOK {
		a.TokensIn, a.TokensOut = c.request.Guess(), guess(c.text.String())
	}
	return a
}

// Tested is how a trial went.
type Tested struct {
	Models  []string
	Model   string // that answered
	Host    string
	Place   Place
	Latency time.Duration // of a one-line answer
}

// Test lists the models and has one of them, the first where none is chosen, answer with a line. Errors as in
// Complete. What was found before an error is given with it.
func (c *Client) Test(ctx context.Context) (t Tested, err error) {
	t = Tested{Host: c.Host(), Place: c.Place()}
	if t.Models, err = c.Models(ctx); err != nil && !desk.HasCode(err, desk.ErrAINonsense) {
		return t, err // a server that has no list may answer all the same
	}
	asked := *c
	if asked.Model == "" {
		if len(t.Models) == 0 {
			return t, desk.E(desk.ErrAIModelGone, err, "model", "", "host", c.Host())
		}
		asked.Model = t.Models[0]
	}
	t.Place = asked.Place()
	begun := time.Now()
	answer, err := asked.Complete(ctx, Request{Parts: []Part{{User, "Reply with the single word: ok"}}, MaxTokens: trialTokens}, nil)
	t.Latency, t.Model = time.Since(begun), asked.Model
	if desk.HasCode(err, desk.ErrAICut) && answer.TokensOut > 0 {
		err = nil // it talks, if too much
	}
	return t, err
}

// trialTokens leave a model room to think before its one word.
const trialTokens = 512

// Models lists the models that the server offers. Errors as in Complete.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	silence, _ := c.Limits.of(Remote)
	timed, cancel := context.WithTimeoutCause(ctx, silence, errSlow)
	defer cancel()
	carrier := newCarrier(c.hostname())
	list, err := c.library(carrier).ListModels(timed)
	if err != nil {
		return nil, c.explain(ctx, timed, carrier, err)
	}
	names := []string{}
	for _, m := range list.Models {
		if m.ID != "" {
			names = append(names, m.ID)
		}
	}
	if len(names) == 0 && list.Models == nil {
		return nil, c.explain(ctx, timed, carrier, errEmpty)
	}
	return names, nil
}

// Find looks for servers on this computer, in the order of the presets.
func Find(ctx context.Context) []Endpoint {
	return find(ctx, Presets())
}

// findTime is how long a server on this computer has to list its models.
const findTime = 2 * time.Second

func find(ctx context.Context, presets []Preset) (found []Endpoint) {
	for _, p := range presets {
		c, err := New(Endpoint{BaseURL: p.BaseURL})
		if err != nil || c.Place() != Local {
			continue
		}
		c.Limits.Silence = findTime
		if models, err := c.Models(ctx); err == nil {
			found = append(found, Endpoint{BaseURL: c.BaseURL, Model: preferred(models)})
		}
	}
	return found
}

// preferred gives the first model that runs here.
func preferred(models []string) string {
	for _, m := range models {
		if !namesCloud(m) {
			return m
		}
	}
	return ""
}
