package cli

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/simulator/twilioserver"
)

const (
	surveyShop = "whatsapp:+551140028922"
	surveyAna  = "whatsapp:+5511987654321"
)

// counter is a shop on WhatsApp that is open at any hour.
type counter struct {
	*terminal
	server *twilioserver.Server
	mu     sync.Mutex
	sent   []twilioserver.Message
}

func openCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{terminal: newTerminal(t)}
	account, secret := "AC0123456789abcdef0123456789abcdef", "secret"
	server, err := twilioserver.Start(twilioserver.Options{
		AccountSID: account, Secret: secret, WhatsApp: surveyShop, Now: time.Now, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Taken: func(m twilioserver.Message) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.sent = append(c.sent, m)
		},
	})
	check(t, err)
	t.Cleanup(func() { _ = server.Close() })
	c.server = server
	c.want(exitDone, nil, secret+"\n", "account", "add", "twilio", "--account-sid", account, "--whatsapp", surveyShop, "--api-url", server.URL(), "--secret-stdin")
	shop, err := app.Open(t.Context(), app.Options{Dir: c.dir})
	check(t, err)
	hours := preference.Usual().Hours
	for n := range hours.Week {
		hours.Week[n] = preference.Day{Open: true, From: 0, To: 24 * 60}
	}
	check(t, preference.Save(t.Context(), shop.Store, hours))
	check(t, shop.Close())
	return c
}

// says has Ana write, and takes it in.
func (c *counter) says(text string) {
	c.t.Helper()
	c.server.Deliver(twilioserver.Message{From: surveyAna, To: surveyShop, Body: text})
	c.want(exitDone, nil, "", "sync", "--once")
}

type surveyAnswered struct {
	Answers []answerJSON
	Next    *string
}

// TestKilledWhileItAsks: the real program is killed again and again while it asks and sends. Everybody is asked, and nobody
// twice.
func TestKilledWhileItAsks(t *testing.T) {
	t.Parallel()
	k := openCounter(t)
	p := &program{t: t, terminal: k.terminal, binary: built(t)}
	const people = 30
	k.want(exitDone, nil, "", "survey", "set", "case_closed", "--scale", "nps", "--delay-hours", "0")
	for n := range people {
		k.server.Deliver(twilioserver.Message{From: fmt.Sprintf("whatsapp:+55119876543%02d", n), To: surveyShop, Body: "Oi"})
	}
	k.want(exitDone, nil, "", "sync", "--once")
	var open struct{ Cases []caseJSON }
	k.want(exitDone, &open, "", "case", "list", "--limit", "100")
	for _, one := range open.Cases {
		k.want(exitDone, nil, "", "case", "close", string(one.Protocol))
	}
	for n := range 12 {
		p.kill(time.Duration(20+n*15)*time.Millisecond, "survey", "ask")
		p.kill(time.Duration(60+n*20)*time.Millisecond, "sync", "--once")
	}
	p.run(exitDone, nil, "", "survey", "ask")
	p.run(exitDone, nil, "", "sync", "--once")
	var all struct{ Deliveries []outgoingJSON }
	p.run(exitDone, &all, "", "outbox", "--all")
	if len(all.Deliveries) != people {
		t.Errorf("%d questions, want one for each of %d", len(all.Deliveries), people)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	got := map[string]int{}
	for _, m := range k.sent {
		got[m.To]++
	}
	for who, n := range got {
		if n != 1 {
			t.Errorf("%s was asked %d times", who, n)
		}
	}
	unsettled := 0
	for _, d := range all.Deliveries {
		if d.State == desk.Uncertain || d.State == desk.Queued {
			unsettled++
		}
	}
	if len(got)+unsettled < people {
		t.Errorf("%d were asked and %d are on their way, of %d", len(got), unsettled, people)
	}
}

// TestASurveyFromBeginningToEnd: a case is closed, Ana is asked on WhatsApp, answers "5, ótimo!", and nobody waits.
func TestASurveyFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	k := openCounter(t)
	var list struct{ Surveys []touchJSON }
	k.want(exitDone, &list, "", "survey", "list")
	if len(list.Surveys) != 3 || list.Surveys[0].Scale != nil || list.Surveys[0].Point != desk.CaseTouch {
		t.Fatalf("at first %+v", list)
	}
	var touch touchJSON
	k.want(exitDone, &touch, "", "survey", "set", "case_closed", "--scale", "csat", "--delay-hours", "0", "--wording", "pt-BR=De 1 a 5, como foi?")
	if touch.Scale == nil || *touch.Scale != desk.CSAT || touch.DelayHours != 0 || touch.Since == nil || touch.Wordings["pt-BR"] != "De 1 a 5, como foi?" {
		t.Fatalf("switched on %+v", touch)
	}
	k.says("Oi, vocês têm caderno A4?")
	var open struct{ Cases []caseJSON }
	k.want(exitDone, &open, "", "case", "list")
	number := string(open.Cases[0].Protocol)
	ana := string(open.Cases[0].CustomerID)
	k.want(exitDone, nil, "", "case", "classify", number, "information")
	k.want(exitDone, nil, "", "case", "close", number)
	for want := 1; want >= 0; want-- { // the second time there is nobody to ask
		var asked struct{ Asked int }
		k.want(exitDone, &asked, "", "survey", "ask")
		if asked.Asked != want {
			t.Fatalf("%d asked, want %d", asked.Asked, want)
		}
	}
	k.want(exitDone, nil, "", "sync", "--once")
	if len(k.sent) != 1 || k.sent[0].Body != "De 1 a 5, como foi?" {
		t.Fatalf("Ana got %+v", k.sent)
	}
	k.says("5, ótimo!")
	var answers surveyAnswered
	k.want(exitDone, &answers, "", "survey", "answers", "--scale", "csat", "--class", "information", "--score", "5", "--channel", "whatsapp")
	if len(answers.Answers) != 1 || *answers.Answers[0].Score != 5 || answers.Answers[0].Text != "5, ótimo!" || string(answers.Answers[0].CustomerID) != ana || answers.Answers[0].ByHand {
		t.Fatalf("%+v", answers)
	}
	if state := k.stateOf(ana); state != string(desk.Closed) {
		t.Errorf("the conversation is %s", state)
	}
	if shown := k.caseOf(number); shown.Status != "closed" {
		t.Errorf("the case is %+v", shown)
	}
	k.showsResults(t)
	k.showsInTheTimeline(t, ana)
	k.readsByHand(t, answers.Answers[0].ID)
}

func (c *counter) showsResults(t *testing.T) {
	t.Helper()
	var results struct{ Results []resultJSON }
	c.want(exitDone, &results, "", "survey", "results")
	r := results.Results[0]
	if len(results.Results) != 1 || r.Asked != 1 || r.Answered != 1 || *r.Index != 100 || *r.Mean != 5 || r.Enough != 30 || r.Counts[4] != 1 ||
		r.Channels[0].Index != nil || r.Classes[0].Of == nil || *r.Classes[0].Of != "information" {
		t.Errorf("%+v", r)
	}
	if text := c.inText("survey", "results"); !strings.Contains(text, "100% · mean 5.0 · 1 answers of 1") || !strings.Contains(text, "too few to compare") {
		t.Errorf("for people:\n%s", text)
	}
}

func (c *counter) showsInTheTimeline(t *testing.T, ana string) {
	t.Helper()
	var line struct{ Items []itemJSON }
	c.want(exitDone, &line, "", "timeline", ana)
	var reply, question itemJSON // the provider counts in seconds, so their order is open
	for _, i := range line.Items {
		switch {
		case i.Kind == "survey":
			question = i
		case i.Text == "5, ótimo!":
			reply = i
		}
	}
	if reply.Kind != "message" || reply.Survey == nil || *reply.Survey.Score != 5 || question.Survey == nil || *question.Survey.Score != 5 || *question.Direction != desk.Out {
		t.Errorf("%+v\n%+v", reply, question)
	}
}

func (c *counter) readsByHand(t *testing.T, id desk.SurveyID) {
	t.Helper()
	var v surveyJSON
	c.want(exitDone, &v, "", "survey", "score", string(id), "4")
	if *v.Score != 4 || !v.ByHand {
		t.Errorf("by hand %+v", v)
	}
	c.want(exitDone, &v, "", "survey", "score", string(id), "none")
	if v.Score != nil {
		t.Errorf("none %+v", v)
	}
	var skipped struct{ Skipped []surveyJSON }
	c.want(exitDone, &skipped, "", "survey", "skipped")
	if len(skipped.Skipped) != 0 {
		t.Errorf("%+v", skipped)
	}
	for _, w := range []struct {
		code     int
		args     []string
		argument string
	}{
		{exitUsage, []string{"set", "birthday"}, "POINT"},
		{exitUsage, []string{"set", "purchase", "--scale", "stars"}, "--scale"},
		{exitUsage, []string{"set", "purchase", "--delay-hours", "99999"}, "--delay-hours"},
		{exitUsage, []string{"set", "purchase", "--wording", "fr=Alors"}, "--wording"},
		{exitUsage, []string{"set", "purchase", "--wording", "Hm"}, "--wording"},
		{exitUsage, []string{"score", string(id), "6"}, "SCORE"},
		{exitUsage, []string{"score", string(id), "good"}, "SCORE"},
		{exitUsage, []string{"answers", "--scale", "stars"}, "--scale"},
		{exitUsage, []string{"answers", "--from", "soon"}, "--from"},
		{exitNone, []string{"score", "nothing", "5"}, ""},
	} {
		said := c.want(w.code, nil, "", append([]string{"survey"}, w.args...)...)
		if got := said.problem(t).Params["argument"]; got != w.argument {
			t.Errorf("%v: names %q, want %q", w.args, got, w.argument)
		}
	}
}
