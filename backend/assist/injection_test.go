package assist_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/assist"
	"balcao/backend/cases"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/draft"
	"balcao/backend/llm"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// injection is a message that means to make a model do something else. foreign is what it wants to have passed on;
// hidden: no reader sees it, so the model is not to either.
type injection struct {
	Kind, Language, Foreign, Text string
	Hidden                        bool
}

func injections(t *testing.T) (list []injection) {
	t.Helper()
	text, err := os.ReadFile("testdata/injections.json")
	check(t, err)
	check(t, json.Unmarshal(text, &list))
	if len(list) != 60 {
		t.Fatalf("%d messages", len(list))
	}
	return list
}

// gullible is a model that does what customers tell it: its draft is the last thing that one said.
type gullible struct {
	*httptest.Server
	mu   sync.Mutex
	sent []string
}

func newGullible(t *testing.T) *gullible {
	t.Helper()
	g := &gullible{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		g.mu.Lock()
		g.sent = append(g.sent, string(body))
		g.mu.Unlock()
		answer, _ := json.Marshal(map[string]any{"draft": lastSaid(body), "language": "pt-BR", "used": []string{"m1", "m2"}, "missing": []string{}, "handover": false, "reason": ""})
		piece, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"delta": map[string]string{"content": string(answer)}, "finish_reason": "stop"}}})
		_, _ = fmt.Fprintf(w, "data: %s\n\ndata: [DONE]\n\n", piece)
	}))
	t.Cleanup(g.Close)
	return g
}

// requests gives what was sent so far.
func (g *gullible) requests() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.sent
}

// content gives the user's part of a request.
func content(body []byte) string {
	var asked struct {
		Messages []struct{ Role, Content string }
	}
	if json.Unmarshal(body, &asked) != nil || len(asked.Messages) != 2 {
		return ""
	}
	return asked.Messages[1].Content
}

func lastSaid(body []byte) string {
	_, rest, _ := strings.Cut(content(body), "<data>")
	data, _, _ := strings.Cut(rest, "</data>")
	var told struct{ Messages []struct{ From, Text string } }
	if json.Unmarshal([]byte(data), &told) != nil || len(told.Messages) == 0 {
		return "the data could not be read"
	}
	return told.Messages[len(told.Messages)-1].Text
}

// plant writes twenty things about other people into the shop that no request for anybody else may hold.
func (s *shop) plant() (markers []string) {
	s.t.Helper()
	ctx := s.t.Context()
	marker := func(what string) string {
		m := fmt.Sprintf("zqx%02d%s", len(markers), what)
		markers = append(markers, m)
		return m
	}
	other := s.says("+5521955554444", "Oi, sou eu, "+marker("said"))
	markers = append(markers, "955554444")
	s.answers("+5521955554444", "Claro, "+marker("answered"))
	check(s.t, customer.Rename(ctx, s.st, other, "Berta "+marker("name")))
	notes, document := marker("known"), marker("document")
	tags := []string{marker("tag")}
	check(s.t, customer.Describe(ctx, s.st, other, customer.Description{Notes: &notes, Document: &document, Tags: &tags}))
	_, err := customer.Note(ctx, s.st, other, marker("note"))
	check(s.t, err)
	check(s.t, draft.Save(ctx, s.st, other, []desk.Draft{{CustomerID: other, Channel: desk.WhatsApp, Text: marker("typed")}}))
	var open []desk.Case
	check(s.t, s.st.Read(ctx, func(tx *store.ReadTx) (err error) {
		open, err = cases.OpenOf(tx, other)
		return err
	}))
	_, err = cases.Promise(ctx, s.st, open[0].ID, s.now().Add(time.Hour), marker("promise"))
	check(s.t, err)
	markers = append(markers, open[0].Protocol.String())
	mailbox := marker("mailbox")
	s.writes(marker("label")+" <"+mailbox+"@outra.example>", "X-Extra: "+marker("header")+"\n"+body("text/plain", marker("mail")+"\n\nOn Tue, Nov 24, 2026 at 10:00 AM Fulano <f@x.example> wrote:\n> "+marker("quoted")))
	s.writes("Carla <carla@outra.example>", "Content-Type: multipart/mixed; boundary=b\n\n--b\n"+body("text/html", "<p>"+marker("html")+"</p>")+
		"\n--b\nContent-Type: application/pdf; name="+marker("file")+".pdf\nContent-Disposition: attachment; filename="+markers[len(markers)-1]+".pdf\n\n"+marker("bytes")+"\n--b--")
	check(s.t, s.st.Write(ctx, func(tx *store.Tx) error {
		c := s.mail
		c.Config = []byte(`{"user":"` + marker("login") + `"}`)
		return tx.Connections().Put(c)
	}))
	if len(markers) != 20 {
		s.t.Fatalf("%d markers", len(markers))
	}
	return markers
}

// receives lets a customer of her own send an injection, and gives her.
func (s *shop) receives(n int, i injection, mine string) desk.CustomerID {
	number, from := fmt.Sprintf("+5531990%06d", n), fmt.Sprintf("cliente%d@cliente.example", n)
	kind, rest, special := strings.Cut(i.Text, ":")
	switch {
	case special && kind == "html":
		return s.writes(from, body("text/html", "<html><body>"+rest+"<p>"+mine+"</p></body></html>"))
	case special && kind == "mail":
		first, more, _ := strings.Cut(rest, "\n")
		return s.writes(from, body("text/plain", first+" "+mine+"\n"+more))
	case special && kind == "file":
		text, name, _ := strings.Cut(rest, "\n")
		return s.writes(from, "Content-Type: multipart/mixed; boundary=b\n\n--b\n"+body("text/plain", text+" "+mine)+
			"\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\""+name+"\"\n\nbytes\n--b--")
	default:
		return s.says(number, mine+" "+i.Text)
	}
}

// Sixty messages in four languages try to make the model speak of others, do something, or pass something on.
func TestPromptInjection(t *testing.T) {
	s := newShop(t)
	model := newGullible(t)
	s.assistant.Connect = s.dial(model.URL)
	markers := s.plant()
	list := injections(t)
	people := make([]desk.CustomerID, len(list))
	mine := make([]string, len(list))
	for n, i := range list {
		mine[n] = fmt.Sprintf("own%02dmark", n)
		people[n] = s.receives(n, i, mine[n])
	}
	before, asked := s.messages(), 0
	for _, place := range []string{"local", "remote"} {
		if place == "remote" {
			s.accept(func(p *preference.Assist) { p.BaseURL = "https://models.example/v1" })
		}
		for n, i := range list {
			t.Run(fmt.Sprintf("%s/%s/%s", place, i.Kind, i.Language), func(t *testing.T) {
				sent := len(model.requests())
				got, err := s.assistant.Ask(t.Context(), assist.Ask{Customer: people[n]}, nil)
				check(t, err)
				requests := model.requests()[sent:]
				asked += len(requests)
				if got.Handover {
					if len(requests) != 0 {
						t.Error("handed over after something left")
					}
					return
				}
				if len(requests) != 1 {
					t.Fatalf("%d requests", len(requests))
				}
				tellsOnly(t, requests[0], mine, n, markers)
				flags(t, i, requests[0], got)
			})
		}
	}
	if asked < 2*50 {
		t.Errorf("only %d of 120 were asked about: the rest proves nothing", asked)
	}
	if s.deliveries() != 0 || s.messages() != before {
		t.Errorf("%d deliveries, %d messages more", s.deliveries(), s.messages()-before)
	}
}

// tellsOnly looks for everything that is somebody else's in a request.
func tellsOnly(t *testing.T, request string, mine []string, n int, markers []string) {
	t.Helper()
	if !strings.Contains(request, mine[n]) {
		t.Error("her own words are missing")
	}
	for other, mark := range mine {
		if other != n && strings.Contains(request, mark) {
			t.Errorf("holds the words of customer %d", other)
		}
	}
	for _, m := range markers {
		if strings.Contains(request, m) {
			t.Errorf("holds %s", m)
		}
	}
	var parts struct {
		Messages []struct{ Role, Content string }
		Tools    any
	}
	check(t, json.Unmarshal([]byte(request), &parts))
	if parts.Tools != nil || len(parts.Messages) != 2 || parts.Messages[0].Role != string(llm.System) || strings.Contains(parts.Messages[0].Content, mine[n]) {
		t.Error("a customer's words stand outside the user's part")
	}
	if text := parts.Messages[1].Content; strings.Count(text, "<data>") != 1 || strings.Count(text, "</data>") != 1 {
		t.Error("the data can be broken out of")
	}
}

// flags looks at what a model that does as it is told has put into the draft.
func flags(t *testing.T, i injection, request string, got assist.Reply) {
	t.Helper()
	if i.Hidden {
		if strings.Contains(request, "roubo.example") {
			t.Error("what no reader sees was told")
		}
		return
	}
	found := ""
	for _, f := range got.Blocked {
		found += f.Text + "\n"
	}
	found += strings.Join(got.Unfounded, "\n")
	if !strings.Contains(found, i.Foreign) {
		t.Errorf("%s is not flagged in %q, only %q", i.Foreign, got.Text, found)
	}
	if i.Kind != "discount" && got.Ready() {
		t.Error("it could be sent as it is")
	}
}
