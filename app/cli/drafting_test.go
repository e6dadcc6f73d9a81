package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"balcao/app"
	"balcao/backend/assist"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/simulator"
	"balcao/backend/simulator/llmserver"
)

// waiting gives a customer of a connected shop whose words can be answered by a model.
func (k *terminal) waiting(t *testing.T, sim *simulator.Shop, text string) string {
	t.Helper()
	connected(t, sim, k)
	var from string
	for _, c := range sim.Customers() {
		if c.WhatsApp != "" {
			from = c.WhatsApp
			break
		}
	}
	sim.DeliverText(simulator.Text{From: from, Body: text})
	k.want(exitDone, nil, "", "sync", "--once")
	var page struct {
		Rows []struct {
			CustomerID string `json:"customer_id"`
			Snippet    string `json:"snippet"`
		}
	}
	k.want(exitDone, &page, "", "inbox", "--state", "reply")
	for _, r := range page.Rows {
		if strings.Contains(r.Snippet, text) {
			return r.CustomerID
		}
	}
	t.Fatalf("nobody says %q: %+v", text, page)
	return ""
}

func TestDraft(t *testing.T) {
	sim, k := simulated(t), newTerminal(t)
	const question = "Oi, vocês têm caderno de capa dura?"
	who := k.waiting(t, sim, question)
	sent := len(sim.Sent())

	if got := k.want(exitFailed, nil, "", "draft", who); got.problem(t).Code != desk.ErrAIOff {
		t.Errorf("before anything was accepted: %+v", got)
	}
	var about assistJSON
	k.want(exitDone, &about, "", "assist", "accept", strings.TrimSuffix(sim.Endpoints().LLM, "/v1"))
	if !about.Accepted || !about.Local || about.Model != simulator.Model || len(about.Models) != 1 {
		t.Errorf("accepted %+v", about)
	}
	trials := len(sim.ModelAsked())

	var shown payloadJSON
	k.want(exitDone, &shown, "", "draft", who, "--show-payload")
	if !strings.Contains(string(shown.Payload), question) || !shown.Local || shown.Masked || len(sim.ModelAsked()) != trials {
		t.Errorf("shown %+v after %d requests", shown, len(sim.ModelAsked())-trials)
	}
	var got draftJSON
	k.want(exitDone, &got, "", "draft", who, "--channel", "sms")
	if got.Draft == "" || got.Language != "pt-BR" || len(got.Used) == 0 || len(got.Gaps) != 1 || got.Ready || !got.Local || got.Model != simulator.Model || got.Tokens == 0 {
		t.Errorf("drafted %+v", got)
	}
	k.want(exitDone, nil, "", "draft", who)
	if asked := sim.ModelAsked(); string(asked[len(asked)-1]) != string(shown.Payload) {
		t.Errorf("sent  %s\nshown %s", asked[len(asked)-1], shown.Payload)
	}
	if len(sim.Sent()) != sent {
		t.Error("a draft was sent")
	}

	sim.FailModel(llmserver.Fault{Status: 429})
	if got := k.want(exitFailed, nil, "", "draft", who); got.problem(t).Code != desk.ErrAIBusy {
		t.Errorf("too many requests: %+v", got)
	}
	k.want(exitDone, &about, "", "assist", "refuse")
	if about.Accepted {
		t.Error("still accepted")
	}
	k.want(exitFailed, nil, "", "draft", who)
	k.want(exitNone, nil, "", "draft", "nobody", "--show-payload")
	k.want(exitUsage, nil, "", "draft", who, "--channel", "letter")
	k.want(exitFailed, nil, "", "assist", "accept", "http://models.example/v1")
}

// What a model may cost is told with the flags of its acceptance. A limit without prices would count nothing.
func TestWhatAModelMayCost(t *testing.T) {
	k := newTerminal(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"data":[{"id":"big:cloud"}],"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}`)
	}))
	defer server.Close()
	cloud := []string{"assist", "accept", server.URL}
	if got := k.want(exitFailed, nil, "", append(cloud, "--cap", "20")...); got.problem(t).Code != desk.ErrAIPrices {
		t.Errorf("a limit without prices: %+v", got)
	}
	var about assistJSON
	k.want(exitDone, &about, "", append(cloud, "--cap", "20", "--price-in", "0,15", "--price-out", "0.6", "--currency", "brl")...)
	want := [3]spentJSON{{150_000, "BRL"}, {600_000, "BRL"}, {20_000_000, "BRL"}}
	if got := [3]spentJSON{about.PriceIn, about.PriceOut, about.Cap}; got != want || !about.Accepted {
		t.Errorf("accepted %+v", about)
	}
	k.want(exitDone, &about, "", append(cloud, "--price-in", "0.2")...) // the rest stays
	if about.PriceIn.Millionths != 200_000 || about.Cap.Millionths != 20_000_000 {
		t.Errorf("changed to %+v", about)
	}
	if got := k.run("", "assist", "show", "--data", k.dir); got.code != exitDone || !strings.Contains(got.out, "BRL 20.0000") {
		t.Errorf("shows %+v", got)
	}
	k.want(exitDone, &about, "", append(cloud, "--cap", "0", "--price-in", "0", "--price-out", "0")...)
	if about.Cap.Millionths != 0 || about.PriceOut.Millionths != 0 {
		t.Errorf("taken out: %+v", about)
	}
	for _, wrong := range []string{"-1", "muito", "NaN", "1e30", "1.000,50"} {
		k.want(exitUsage, nil, "", append(cloud, "--cap", wrong)...)
	}
}

// The text of a draft that is not ready does not leave by another way.
func TestAnUnfinishedDraftIsNotSent(t *testing.T) {
	sim, k := simulated(t), newTerminal(t)
	who := k.waiting(t, sim, "Oi, vocês têm caderno de capa dura?")
	k.want(exitDone, nil, "", "assist", "accept", sim.Endpoints().LLM)
	var got draftJSON
	k.want(exitDone, &got, "", "draft", who)
	if got.Ready || len(got.Gaps) == 0 {
		t.Fatalf("the draft has no gap: %+v", got)
	}
	for _, text := range []string{got.Draft, "Ligo para o [[PHONE-1]]"} {
		refused := k.want(exitFailed, nil, text+"\n", "reply", who, "--channel", "whatsapp", "--text-stdin", "--wait")
		if problem := refused.problem(t); problem.Code != desk.ErrGaps || !strings.Contains(problem.Message, "[confirmar: …]") {
			t.Errorf("%q: %+v", text, problem)
		}
	}
	for _, d := range sim.Sent() {
		if strings.Contains(d.Text, "confirmar") {
			t.Errorf("sent %+v", d)
		}
	}
}

func TestDraftForPeople(t *testing.T) {
	sim, k := simulated(t), newTerminal(t)
	who := k.waiting(t, sim, "Se não resolverem vou ao Procon")
	k.want(exitDone, nil, "", "assist", "accept", sim.Endpoints().LLM)
	plain := func(args ...string) said {
		return k.run("", append(args, "--data", k.dir, "--passphrase-file", k.passphrase)...)
	}
	if got := plain("draft", who); got.code != exitDone || got.out != "" || !strings.Contains(got.err, "lawyers") {
		t.Errorf("handed over: %+v", got)
	}
	if got := plain("draft", who, "--show-payload"); got.code != exitDone || got.out != "" || !strings.Contains(got.err, "Nothing would leave") {
		t.Errorf("what would leave: %+v", got)
	}
	if got := plain("assist", "show"); got.code != exitDone || !strings.Contains(got.out, "simulado") || !strings.Contains(got.out, "on this computer") {
		t.Errorf("shows %+v", got)
	}
}

// A key goes to the host that it was given for, lies in the secret store, and is written nowhere else.
func TestTheKeyOfAModel(t *testing.T) {
	sim, k := simulated(t), newTerminal(t)
	who := k.waiting(t, sim, "Oi, tem caneta azul?")
	const key = "sk-hidden-0123456789"
	k.want(exitDone, nil, key+"\n", "assist", "accept", sim.Endpoints().LLM, "--secret-stdin")
	k.want(exitDone, nil, "", "draft", who)
	for path, content := range k.files() {
		if strings.Contains(string(content), key) {
			t.Errorf("%s holds the key", path)
		}
	}
}

func TestTheDemonstrationShopHasAModel(t *testing.T) {
	dir := t.TempDir()
	for opening := range 2 { // its address is another the second time
		d, err := app.OpenDemo(t.Context(), dir, nil)
		check(t, err)
		_, err = d.Shop.Engine.Once(t.Context(), func(desk.ConnectionID) bool { return true })
		check(t, err)
		page, err := customer.Inbox(t.Context(), d.Shop.Store, customer.InboxQuery{State: desk.ToReply})
		check(t, err)
		drafted := 0
		for _, row := range page.Rows {
			got, err := d.Shop.Assistant.Ask(t.Context(), assist.Ask{Customer: row.CustomerID}, nil)
			check(t, err)
			if got.Text != "" && got.Model == simulator.Model {
				drafted++
			}
		}
		if drafted == 0 {
			t.Errorf("opening %d: no draft for any of %d customers", opening, len(page.Rows))
		}
		check(t, d.Close())
	}
}
