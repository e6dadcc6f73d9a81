package cli

import (
	"strings"
	"testing"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/preference"
)

// neverClosed takes the hours out of a test that is about something else.
func (k *terminal) neverClosed() {
	k.t.Helper()
	shop, err := app.Open(k.t.Context(), app.Options{Dir: k.dir})
	check(k.t, err)
	hours := preference.Usual().Hours
	for n := range hours.Week {
		hours.Week[n] = preference.Day{Open: true, From: 0, To: 24 * 60}
	}
	check(k.t, preference.Save(k.t.Context(), shop.Store, hours))
	check(k.t, shop.Close())
}

// mailAddress is the identity of a customer's mail address.
func (k *terminal) mailAddress(customer string) string {
	k.t.Helper()
	var shown shownConsent
	k.want(exitDone, &shown, "", "consent", "show", customer)
	for _, a := range shown.Addresses {
		if a.Medium == "email" {
			return a.ID
		}
	}
	k.t.Fatal("no mail address")
	return ""
}

// TestACampaignFromBeginningToEnd: written, looked at, sent, paused, gone on with; its people, and what came of it.
func TestACampaignFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	k, ana := mailed(t, simulated(t).Endpoints())
	k.neverClosed()
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "reply", "--limit", "500")
	k.want(exitDone, nil, "", "consent", "set", k.mailAddress(ana), "given")
	var made resultsJSON
	k.want(exitDone, &made, "", "campaign", "new", "--medium", "email", "--subject", "Volta às aulas", "--text", "Olá, {primeiro nome}! Para sair, responda SAIR.")
	id := string(made.ID)
	if made.State != desk.CampaignDraft || made.Date != nil || made.To.Customers == nil || len(made.Wordings) != 1 {
		t.Errorf("%+v", made)
	}
	var p previewJSON
	k.want(exitDone, &p, "", "campaign", "preview", id)
	if p.Goes.N != 1 || string(p.Goes.People[0].CustomerID) != ana || p.Total < 2 || p.Problem != nil || !p.TellsHowToStop || len(p.LeftOut) == 0 ||
		len(p.Samples) != 1 || !strings.HasPrefix(p.Samples[0].Text, "Olá, ") || strings.Contains(p.Samples[0].Text, "{") {
		t.Errorf("%+v", p)
	}
	if text := k.inText("campaign", "preview", id); !strings.Contains(text, "Goes to 1 of ") || !strings.Contains(text, "did not authorise") {
		t.Errorf("for people:\n%s", text)
	}
	var r resultsJSON
	k.want(exitDone, &r, "", "campaign", "send", id)
	if r.State != desk.CampaignSending || r.Waiting.N != 1 || r.Delivered != nil {
		t.Errorf("%+v", r)
	}
	k.want(exitFailed, nil, "", "campaign", "send", id) // pressed twice
	k.want(exitDone, &r, "", "campaign", "pause", id)
	k.want(exitDone, nil, "", "sync", "--once")
	k.want(exitDone, &r, "", "campaign", "results", id)
	if r.State != desk.CampaignPaused || r.Sent.N != 0 {
		t.Errorf("paused: %+v", r)
	}
	k.want(exitDone, &r, "", "campaign", "send", id)
	k.want(exitDone, nil, "", "sync", "--once")
	k.want(exitDone, &r, "", "campaign", "results", id)
	if r.State != desk.CampaignSent || r.Sent.N != 1 || r.Sent.People[0].MessageID == "" {
		t.Errorf("sent: %+v", r)
	}
	var page struct{ Items []itemJSON }
	k.want(exitDone, &page, "", "timeline", ana)
	if page.Items[0].Kind != "campaign" || page.Items[0].Subject != "Volta às aulas" {
		t.Errorf("her timeline begins with %+v", page.Items[0])
	}
	var after rows
	k.want(exitDone, &after, "", "inbox", "--state", "reply", "--limit", "500")
	if len(after.Rows) != len(all.Rows) || after.Rows[0].CustomerID != all.Rows[0].CustomerID {
		t.Error("the inbox is another")
	}
	k.want(exitFailed, nil, "", "campaign", "cancel", id)
	var list struct{ Campaigns []resultsJSON }
	k.want(exitDone, &list, "", "campaign", "list")
	if len(list.Campaigns) != 1 || list.Campaigns[0].Sent.N != 1 {
		t.Errorf("%+v", list)
	}
	if text := k.inText("campaign", "results", id); !strings.Contains(text, "1  sent or done") {
		t.Errorf("for people:\n%s", text)
	}
}

// TestACampaignForLater: it says when the first leaves; stopped, it still says for how many it was.
func TestACampaignForLater(t *testing.T) {
	t.Parallel()
	k, ana := mailed(t, simulated(t).Endpoints())
	k.neverClosed()
	k.want(exitDone, nil, "", "consent", "set", k.mailAddress(ana), "given")
	var r resultsJSON
	k.want(exitDone, &r, "", "campaign", "new", "--medium", "email", "--subject", "Natal", "--text", "Olá! Para sair, responda SAIR.", "--date", "2999-12-01")
	id := string(r.ID)
	if r.BeginsAt != nil || r.GoesTo != 0 {
		t.Errorf("a draft: %+v", r)
	}
	k.want(exitDone, &r, "", "campaign", "send", id)
	if r.State != desk.CampaignSending || r.BeginsAt == nil || *r.BeginsAt != *r.Date || r.GoesTo != 1 || r.Total < 2 {
		t.Errorf("begun: %+v", r)
	}
	if text := k.inText("campaign", "show", id); !strings.Contains(text, "planned for 2999-12-01 00:00") || !strings.Contains(text, "0 of 1 ·") {
		t.Errorf("for people:\n%s", text)
	}
	k.want(exitDone, &r, "", "campaign", "cancel", id)
	if r.State != desk.CampaignCancelled || r.BeginsAt != nil || r.GoesTo != 1 {
		t.Errorf("stopped: %+v", r)
	}
	if text := k.inText("campaign", "list"); !strings.Contains(text, "stopped") || !strings.Contains(text, "0 of 1 ·") {
		t.Errorf("for people:\n%s", text)
	}
}

func TestACallListOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	ana := k.calls("Quero saber do clube.", "--name", "Ana Moraes").CustomerID
	var shown shownConsent
	k.want(exitDone, &shown, "", "consent", "show", ana)
	for _, a := range shown.Addresses {
		if a.Medium == "sms" || a.Medium == "phone" {
			k.want(exitDone, nil, "", "consent", "set", a.ID, "given", "--channel", "phone")
		}
	}
	var r resultsJSON
	k.want(exitDone, &r, "", "campaign", "record", "--medium", "telemarketing", "--subject", "Clube", "--customer", ana)
	if r.State != desk.CampaignRecorded || r.Waiting.N != 1 || r.Waiting.People[0].Address == "" {
		t.Fatalf("%+v", r)
	}
	id := string(r.ID)
	k.want(exitDone, &r, "", "campaign", "call", id, ana)
	if r.Sent.N != 1 || r.Waiting.N != 0 {
		t.Errorf("called: %+v", r)
	}
	k.want(exitDone, &r, "", "campaign", "call", id, ana, "--undo")
	if r.Waiting.N != 1 {
		t.Errorf("not called after all: %+v", r)
	}
	k.want(exitNone, nil, "", "campaign", "call", id, "nobody")
	k.want(exitUsage, nil, "", "campaign", "new", "--medium", "pigeon")
	k.want(exitUsage, nil, "", "campaign", "record", "--medium", "email", "--subject", "x")
	k.want(exitNone, nil, "", "campaign", "new", "--medium", "sms", "--segment", "ninguém")
	k.want(exitNone, nil, "", "campaign", "results", "nothing")
	var draft resultsJSON
	k.want(exitDone, &draft, "", "campaign", "new", "--medium", "sms", "--until", "2026-12-24")
	k.want(exitDone, nil, "", "campaign", "cancel", string(draft.ID))
	k.want(exitNone, nil, "", "campaign", "show", string(draft.ID))
}
