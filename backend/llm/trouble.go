package llm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"balcao/backend/desk"
)

var (
	errSlow     = errors.New("llm: nothing came in time")
	errFiltered = errors.New("llm: the provider's filter held the answer back")
	errEmpty    = errors.New("llm: an answer without a word")
	errFault    = errors.New("llm: the server reports an error")
)

func (c *Client) hostname() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// explain gives an error the code that the faces translate. The words of the provider stay out: they may quote what
// was sent.
func (c *Client) explain(asked, timed context.Context, carrier *carrier, err error) error {
	switch {
	case err == nil:
		return nil
	case asked.Err() != nil:
		return asked.Err()
	case errors.Is(err, errSlow), errors.Is(context.Cause(timed), errSlow):
		return desk.Passing(desk.ErrAISlow, errSlow, "host", c.Host())
	case carrier.status == 0:
		return c.neverAnswered(err)
	case carrier.status >= http.StatusBadRequest:
		return c.byStatus(carrier)
	}
	return c.spoilt(err)
}

// neverAnswered explains a request to which no answer came.
func (c *Client) neverAnswered(err error) error {
	var elsewhere *url.Error
	if errors.Is(err, openai.ErrChatCompletionInvalidModel) {
		return desk.E(desk.ErrAIModelGone, nil, "model", c.Model, "host", c.Host())
	}
	if !errors.As(err, &elsewhere) { // the library itself did not send it
		return desk.E(desk.ErrAIRefused, nil, "host", c.Host(), "status", "0")
	}
	reason := error(elsewhere.Err)
	if errors.Is(err, errRedirect) {
		return desk.E(desk.ErrAINonsense, errRedirect, "host", c.Host())
	}
	return desk.Passing(desk.ErrAIUnreachable, reason, "host", c.Host())
}

func (c *Client) byStatus(carrier *carrier) error {
	status := strconv.Itoa(carrier.status)
	switch {
	case carrier.status == http.StatusUnauthorized, carrier.status == http.StatusForbidden:
		return desk.E(desk.ErrAIKey, nil, "host", c.Host())
	case modelGone(carrier.kept()):
		return desk.E(desk.ErrAIModelGone, nil, "model", c.Model, "host", c.Host())
	case carrier.status == http.StatusNotFound, carrier.status == http.StatusMethodNotAllowed:
		return desk.E(desk.ErrAINonsense, nil, "host", c.Host()) // no such door: another kind of server
	case carrier.status == http.StatusTooManyRequests, carrier.status >= http.StatusInternalServerError:
		busy := desk.Passing(desk.ErrAIBusy, nil, "host", c.Host(), "status", status)
		busy.RetryAfter = carrier.retryAfter
		return busy
	}
	return desk.E(desk.ErrAIRefused, nil, "host", c.Host(), "status", status)
}

// modelGone reads from the words of an error, for which there is no common code, that the model is not there.
func modelGone(body []byte) bool {
	text := strings.ToLower(string(body[:min(len(body), 4096)]))
	if !strings.Contains(text, "model") {
		return false
	}
	for _, words := range []string{"not found", "not_found", "does not exist", "not exist", "no longer", "deprecated", "unknown model", "no models loaded"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// spoilt explains an answer that began well.
func (c *Client) spoilt(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var api *openai.APIError
	switch {
	case errors.Is(err, errFiltered):
		return desk.E(desk.ErrAIRefused, err, "host", c.Host(), "status", "200")
	case errors.Is(err, errFault), errors.As(err, &api):
		return desk.Passing(desk.ErrAIBusy, errFault, "host", c.Host(), "status", "200")
	case errors.Is(err, errEmpty), errors.Is(err, errTooMuch), errors.As(err, &syntax), errors.As(err, &kind):
		return desk.Passing(desk.ErrAINonsense, err, "host", c.Host())
	case errors.Is(err, errUnfinished), errors.Is(err, io.ErrUnexpectedEOF):
		return desk.Passing(desk.ErrAICut, err, "host", c.Host())
	default:
		return desk.Passing(desk.ErrAICut, err, "host", c.Host())
	}
}
