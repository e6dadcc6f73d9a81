// Package llm speaks with one language model behind any OpenAI-compatible address: it lists models, tries one, and
// has one write, piece by piece. It is the only room of go-openai.
//
// It knows nothing of customers, keeps nothing, and sends a request nowhere but to the host that it was given: over
// https, or over anything to this computer itself; redirects are not followed.
package llm

import (
	"encoding/json"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"balcao/backend/desk"
)

// Endpoint is a model at an address. Key may be empty: then none is sent.
type Endpoint struct {
	BaseURL string // ends in /v1 almost everywhere
	Model   string
	Key     string
}

// Place says where what is sent is read.
type Place string

// The places. That an address is local does not prove that the model is: a server on this computer may pass
// everything on, and says so only in the name of the model.
const (
	Local  Place = "local"
	Remote Place = "remote"
	Cloud  Place = "cloud" // through a server on this computer
)

// Limits bound a call. The zero value has the usual ones.
type Limits struct {
	Silence time.Duration // how long nothing may come; zero: 30 s, or as long as the whole from this computer
	Whole   time.Duration // how long all of it may take; zero: 60 s
}

const (
	usualSilence = 30 * time.Second
	usualWhole   = 60 * time.Second
)

// Client calls an endpoint.
type Client struct {
	Endpoint
	Limits Limits
}

// New makes a client of an address. desk.ErrAIAddress when it is neither https nor on this computer.
func New(e Endpoint) (*Client, error) {
	base, err := Normalise(e.BaseURL)
	e.BaseURL = base
	return &Client{Endpoint: e}, err
}

// Preset is a server that is known by its name.
type Preset struct {
	Name    string
	BaseURL string
}

// Presets are the servers that are offered, those on this computer first.
func Presets() []Preset {
	return []Preset{
		{"Ollama", "http://localhost:11434/v1"},
		{"LM Studio", "http://localhost:1234/v1"},
		{"llama.cpp", "http://localhost:8080/v1"},
		{"OpenAI", "https://api.openai.com/v1"},
	}
}

// Normalise tidies an address as it is typed: an address without a path gets /v1. desk.ErrAIAddress when it is
// neither https nor on this computer, or holds a name and password.
func Normalise(address string) (string, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", desk.E(desk.ErrAIAddress, nil)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !onThisComputer(u.Hostname())) {
		return "", desk.E(desk.ErrAIAddress, nil)
	}
	if u.Path == "" {
		u.Path = "/v1"
	}
	return u.String(), nil
}

func onThisComputer(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// Host is the host with its port, as the owner sees and accepts it.
func (e Endpoint) Host() string {
	u, err := url.Parse(e.BaseURL)
	if err != nil {
		return ""
	}
	return u.Host
}

// Place tells where what is sent to this endpoint is read.
func (e Endpoint) Place() Place {
	u, err := url.Parse(e.BaseURL)
	switch {
	case err != nil || !onThisComputer(u.Hostname()):
		return Remote
	case namesCloud(e.Model):
		return Cloud
	default:
		return Local
	}
}

// namesCloud knows Ollama's names of models that run elsewhere: gpt-oss:120b-cloud, glm-4.6:cloud.
func namesCloud(model string) bool {
	model = strings.ToLower(model)
	return strings.HasSuffix(model, "-cloud") || strings.HasSuffix(model, ":cloud")
}

// Consent is what the owner accepts: a host, and apart from it that it passes everything on to a cloud.
func (e Endpoint) Consent() string {
	if e.Place() == Cloud {
		return e.Host() + " cloud"
	}
	return e.Host()
}

func (l Limits) of(p Place) (silence, whole time.Duration) {
	whole = l.Whole
	if whole == 0 {
		whole = usualWhole
	}
	silence = l.Silence
	if silence == 0 {
		silence = usualSilence
		if p == Local { // a model that is not in memory yet says nothing for a while
			silence = whole
		}
	}
	return silence, whole
}

// Role is who speaks to the model.
type Role string

// The roles. What customers wrote is only ever given by the user.
const (
	System Role = "system"
	User   Role = "user"
)

// Part is one text of a request.
type Part struct {
	Role Role
	Text string
}

// Request is what a model is asked.
type Request struct {
	Parts []Part
	// Schema is the JSON schema of the answer; nil: the answer is plain text. Servers that know no schemas are asked
	// without, so the answer need not fit.
	Schema    json.RawMessage
	MaxTokens int // of the answer; zero: as the server likes
}

// Answer is what a model wrote. Text holds no thinking.
type Answer struct {
	Text      string
	Model     string // as the server names it
	TokensIn  int
	TokensOut int
	// Counted is false when the server told no tokens: then they are a guess from the length.
	Counted bool
}

// guess is how many tokens a text has when nobody counts: four characters each, as is usual in these languages.
func guess(text string) int { return (len([]rune(text)) + 3) / 4 }

// Guess is how many tokens a request has, about.
func (r Request) Guess() int {
	n := 0
	for _, p := range r.Parts {
		n += guess(p.Text) + 4
	}
	return n
}

func dialable(host string, ip net.IP) bool { return !onThisComputer(host) || ip.IsLoopback() }
