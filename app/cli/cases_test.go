package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/simulator"
	"balcao/backend/store"
)

const anasPhone = "(11) 98888-7777"

type logged struct {
	MessageID  string `json:"message_id"`
	CustomerID string `json:"customer_id"`
	Protocol   desk.Protocol
}

type casesPage struct {
	Cases []caseJSON
	Next  *string
}

type hitsFound struct {
	Hits  []hitJSON
	Total *int
}

func (h hitsFound) of(kind string) (list []hitJSON) {
	for _, hit := range h.Hits {
		if hit.Kind == kind {
			list = append(list, hit)
		}
	}
	return list
}

// calls writes down a call of Ana's.
func (k *terminal) calls(text string, flags ...string) (l logged) {
	k.t.Helper()
	k.want(exitDone, &l, "", append([]string{"log", "call", "--phone", anasPhone, "--text", text}, flags...)...)
	return l
}

func (k *terminal) caseOf(number string) (shown caseJSON) {
	k.t.Helper()
	k.want(exitDone, &shown, "", "case", "show", number)
	return shown
}

// inText runs a command as a person does, in English.
func (k *terminal) inText(args ...string) string {
	k.t.Helper()
	got := k.run("", append(args, "--data", k.dir)...)
	if got.code != exitDone {
		k.t.Fatalf("balcao %s: exit code %d\n%s%s", strings.Join(args, " "), got.code, got.out, got.err)
	}
	return got.out
}

// TestACallFromBeginningToEnd: a call is written down, found everywhere, decided about and closed.
func TestACallFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	l := k.calls("Fichário com a argola torta.", "--name", "Ana Moraes", "--class", "complaint")
	if l.MessageID == "" || l.CustomerID == "" || len(l.Protocol) != 13 {
		t.Fatalf("%+v", l)
	}
	shown := k.caseOf(string(l.Protocol))
	if shown.Protocol != l.Protocol || string(shown.CustomerID) != l.CustomerID || *shown.Class != desk.Complaint || shown.Status != caseOpen || shown.ClosedAt != nil {
		t.Errorf("%+v", shown)
	}
	if len(shown.Items) != 1 || string(shown.Items[0].ID) != l.MessageID || shown.Items[0].Kind != "call" || shown.Items[0].Channel != desk.Phone || shown.Items[0].Direction != desk.In {
		t.Errorf("items %+v", shown.Items)
	}
	if !timeShape.MatchString(*shown.OpenedAt) || shown.Log == nil || (*shown.Log)[0].Kind != desk.CaseOpened {
		t.Errorf("%s, log %+v", *shown.OpenedAt, shown.Log)
	}
	for _, spelling := range []string{l.Protocol.String(), "protocolo " + string(l.Protocol), l.Protocol.Tail()} {
		if other := k.caseOf(spelling); other.Protocol != l.Protocol {
			t.Errorf("%q shows %s", spelling, other.Protocol)
		}
	}
	k.isEverywhere(l)

	tomorrow := time.Now().Add(24 * time.Hour).Truncate(time.Second)
	at := tomorrow.Format(time.RFC3339)
	for _, step := range []struct {
		args []string
		ok   func(caseJSON) bool
	}{
		{[]string{"classify", "", "praise"}, func(j caseJSON) bool { return *j.Class == desk.Praise }},
		{[]string{"classify", "", "none"}, func(j caseJSON) bool { return j.Class == nil }},
		{[]string{"promise", "", "--by", at, "--text", "trocar a argola"}, func(j caseJSON) bool {
			return *j.PromisedAt == *stamp(tomorrow) && *j.Promise == "trocar a argola"
		}},
		{[]string{"keep", ""}, func(j caseJSON) bool { return j.PromisedAt == nil && j.Promise == nil }},
		{[]string{"snooze", "", "--until", at}, func(j caseJSON) bool { return j.Status == caseSnoozed && k.stateOf(l.CustomerID) == "snoozed" }},
		{[]string{"close", ""}, func(j caseJSON) bool {
			return j.Status == caseClosed && timeShape.MatchString(*j.ClosedAt) && k.stateOf(l.CustomerID) == "closed"
		}},
		{[]string{"reopen", ""}, func(j caseJSON) bool {
			return j.Status == caseOpen && j.ClosedAt == nil && k.stateOf(l.CustomerID) != "closed"
		}},
	} {
		args := slices.Clone(step.args)
		args[1] = l.Protocol.String()
		var j caseJSON
		k.want(exitDone, &j, "", append([]string{"case"}, args...)...)
		if !step.ok(j) || j.Protocol != l.Protocol {
			t.Errorf("%v: %+v", step.args, j)
		}
	}
}

func (k *terminal) stateOf(customerID string) string {
	k.t.Helper()
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "all")
	for _, r := range all.Rows {
		if r.CustomerID == customerID {
			return r.State
		}
	}
	return ""
}

// isEverywhere looks for the case of a call wherever a case is named.
func (k *terminal) isEverywhere(l logged) {
	k.t.Helper()
	var line struct{ Items []itemJSON }
	k.want(exitDone, &line, "", "timeline", l.CustomerID)
	if len(line.Items) != 1 || line.Items[0].Kind != "call" || *line.Items[0].Protocol != l.Protocol {
		k.t.Errorf("timeline %+v", line.Items)
	}
	var m messageJSON
	k.want(exitDone, &m, "", "message", "show", l.MessageID)
	if *m.Protocol != l.Protocol || m.Channel != desk.Phone {
		k.t.Errorf("message %+v", m)
	}
	var list struct{ Rows []rowJSON }
	k.want(exitDone, &list, "", "inbox", "--state", "waiting")
	if len(list.Rows) != 1 || *list.Rows[0].Case != l.Protocol {
		k.t.Errorf("inbox %+v", list.Rows)
	}
	var c struct{ Cases []caseJSON }
	k.want(exitDone, &c, "", "customer", "show", l.CustomerID)
	if len(c.Cases) != 1 || c.Cases[0].Protocol != l.Protocol || c.Cases[0].Log != nil {
		k.t.Errorf("customer %+v", c.Cases)
	}
	for _, search := range [][]string{{l.Protocol.String()}, {string(l.Protocol), "--in", "cases"}, {l.Protocol.Tail()}, {"fichario", "--in", "cases"}, {"ana moraes", "--in", "cases"}} {
		var found hitsFound
		k.want(exitDone, &found, "", append([]string{"search"}, search...)...)
		if hits := found.of("case"); len(hits) != 1 || *hits[0].Protocol != l.Protocol || string(hits[0].CustomerID) != l.CustomerID {
			k.t.Errorf("%v finds %+v", search, found.Hits)
		}
	}
	var found hitsFound
	k.want(exitDone, &found, "", "search", "fichario", "--channel", "phone")
	if len(found.Hits) != 1 || found.Hits[0].Kind != "call" || found.Hits[0].ID != l.MessageID || *found.Total != 1 {
		k.t.Errorf("the call is found as %+v", found.Hits)
	}
	k.want(exitNone, nil, "", "search", "fichario", "--channel", "counter")
	k.want(exitNone, nil, "", "search", "bicicleta", "--in", "cases")
}

func TestCasesAreListed(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	first, second := k.calls("Fichário torto."), k.calls("Quer agendas.")
	var third caseJSON
	k.want(exitDone, &third, "", "case", "open", "--customer", first.CustomerID)
	if third.Status != caseOpen || len(third.Items) != 0 || string(third.CustomerID) != first.CustomerID {
		t.Errorf("opened by hand: %+v", third)
	}
	k.want(exitDone, nil, "", "case", "close", string(second.Protocol))
	for _, test := range []struct {
		name string
		args []string
		want []desk.Protocol
	}{
		{"all, the latest first", nil, []desk.Protocol{third.Protocol, second.Protocol, first.Protocol}},
		{"the open ones", []string{"--state", "open"}, []desk.Protocol{third.Protocol, first.Protocol}},
		{"the closed ones", []string{"--state", "closed"}, []desk.Protocol{second.Protocol}},
		{"of one customer", []string{"--customer", first.CustomerID}, []desk.Protocol{third.Protocol, first.Protocol, second.Protocol}},
		{"of one customer, closed", []string{"--customer", first.CustomerID, "--state", "closed"}, []desk.Protocol{second.Protocol}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := k.listed(test.args...); !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
			if got := k.listed(append(test.args, "--limit", "1")...); !slices.Equal(got, test.want) {
				t.Errorf("one by one: %v, want %v", got, test.want)
			}
		})
	}
}

// TestAPageGoesOnBehindWhatIsKept: the list of what is promised does not begin again when the last of a page is kept meanwhile.
func TestAPageGoesOnBehindWhatIsKept(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	due := []logged{k.calls("Fichário torto."), k.calls("Quer agendas."), k.calls("Quer canetas.")}
	for _, flags := range [][]string{nil, {"--customer", due[0].CustomerID}} {
		for day, l := range due {
			k.want(exitDone, nil, "", "case", "promise", string(l.Protocol), "--by", fmt.Sprintf("2030-01-0%dT15:00:00Z", day+1))
		}
		list := append([]string{"case", "list", "--state", "promised", "--limit", "2"}, flags...)
		var page, next casesPage
		k.want(exitDone, &page, "", list...)
		k.want(exitDone, nil, "", "case", "keep", string(page.Cases[1].Protocol))
		k.want(exitDone, &next, "", append(list, "--cursor", *page.Next)...)
		shown := []desk.Protocol{page.Cases[0].Protocol, page.Cases[1].Protocol}
		if len(next.Cases) != 1 || slices.Contains(shown, next.Cases[0].Protocol) {
			t.Errorf("%v: after %v comes %+v", flags, shown, next.Cases)
		}
	}
}

// listed gives the numbers of all pages.
func (k *terminal) listed(flags ...string) (numbers []desk.Protocol) {
	k.t.Helper()
	cursor := []string{}
	for {
		var page casesPage
		k.want(exitDone, &page, "", append(append([]string{"case", "list"}, flags...), cursor...)...)
		for _, shown := range page.Cases {
			numbers = append(numbers, shown.Protocol)
		}
		if page.Next == nil || len(numbers) > 10 {
			return numbers
		}
		cursor = []string{"--cursor", *page.Next}
	}
}

func TestCasesAreMergedAndSplit(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	keep, other := k.calls("Fichário torto."), k.calls("É sobre o fichário.")
	var merged, split caseJSON
	k.want(exitDone, &merged, "", "case", "merge", string(keep.Protocol), string(other.Protocol))
	if len(merged.Items) != 2 || !slices.Equal(merged.Merged, []desk.Protocol{other.Protocol}) || merged.Protocol != keep.Protocol {
		t.Errorf("%+v", merged)
	}
	if shown := k.caseOf(string(other.Protocol)); shown.Protocol != keep.Protocol {
		t.Errorf("the other number leads to %+v", shown)
	}
	k.want(exitDone, &split, "", "case", "split", other.MessageID)
	if len(split.Items) != 1 || string(split.Items[0].ID) != other.MessageID || *split.Earlier != keep.Protocol || slices.Contains([]desk.Protocol{keep.Protocol, other.Protocol}, split.Protocol) {
		t.Errorf("%+v", split)
	}
	if shown := k.caseOf(string(keep.Protocol)); len(shown.Items) != 1 {
		t.Errorf("left %+v", shown.Items)
	}
	k.want(exitUsage, nil, "", "case", "split", keep.MessageID)
	k.want(exitUsage, nil, "", "case", "merge", string(keep.Protocol), string(keep.Protocol))
}

func TestWhatIsLogged(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	known := k.calls("Oi.")
	yesterday := time.Now().Add(-24 * time.Hour).Truncate(time.Second)
	later := time.Now().Add(time.Hour).Format(time.RFC3339)
	for _, test := range []struct {
		args    []string
		stdin   string
		channel desk.Channel
		state   string
		status  caseStatus
	}{
		{[]string{"call", "--customer", known.CustomerID, "--text", "x", "--direction", "out"}, "", desk.Phone, "waiting", caseOpen},
		{[]string{"visit", "--name", "Bia", "--text-stdin"}, "Deixou o relógio.\n", desk.Counter, "waiting", caseOpen},
		{[]string{"letter", "--phone", "11 97777-6666", "--text", "x", "--then", "nothing"}, "", desk.Letter, "closed", caseClosed},
		{[]string{"social", "--phone", "11 96666-5555", "--text", "x", "--then", "reply"}, "", desk.Social, "reply", caseOpen},
		{[]string{"call", "--phone", "11 95555-4444", "--text", "x", "--then", "remind", "--until", later}, "", desk.Phone, "snoozed", caseSnoozed},
		{[]string{"call", "--phone", "11 94444-3333", "--text", "x", "--at", yesterday.Format(time.RFC3339)}, "", desk.Phone, "waiting", caseOpen},
	} {
		t.Run(strings.Join(test.args[:3], " "), func(t *testing.T) {
			var l logged
			k.want(exitDone, &l, test.stdin, append([]string{"log"}, test.args...)...)
			var m messageJSON
			k.want(exitDone, &m, "", "message", "show", l.MessageID)
			if m.Channel != test.channel || (m.Direction == desk.Out) != slices.Contains(test.args, "out") || *m.Text == "" || string(m.CustomerID) != l.CustomerID {
				t.Errorf("%+v", m)
			}
			if slices.Contains(test.args, "--at") && *m.At != *stamp(yesterday) {
				t.Errorf("was at %s", *m.At)
			}
			if got := k.stateOf(l.CustomerID); got != test.state || k.caseOf(string(l.Protocol)).Status != test.status {
				t.Errorf("state %s, %+v", got, k.caseOf(string(l.Protocol)))
			}
		})
	}
}

func TestExitCodesOfCases(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	l := k.calls("Oi.")
	number := string(l.Protocol)
	unknown := []byte(number)
	unknown[12] = '0' + (unknown[12]-'0'+1)%10
	tomorrow := time.Now().Add(24 * time.Hour).Format(time.RFC3339)
	for _, test := range []struct {
		args []string
		code int
		want desk.Code
	}{
		{[]string{"case", "show"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "show", string(unknown)}, exitNone, desk.ErrNotFound},
		{[]string{"case", "show", number[:12]}, exitNone, desk.ErrNotFound},
		{[]string{"case", "show", number[9:]}, exitNone, desk.ErrNotFound},
		{[]string{"case", "close", string(unknown)}, exitNone, desk.ErrNotFound},
		{[]string{"case", "list", "--state", "lost"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "list", "--customer", "nobody"}, exitNone, desk.ErrNotFound},
		{[]string{"case", "list", "--cursor", "none"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "list", "--cursor", "soon-none"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "open"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "open", "--customer", "nobody"}, exitNone, desk.ErrNotFound},
		{[]string{"case", "classify", number}, exitUsage, desk.ErrUsage},
		{[]string{"case", "classify", number, "angry"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "classify", number, ""}, exitUsage, desk.ErrUsage},
		{[]string{"case", "snooze", number}, exitUsage, desk.ErrUsage},
		{[]string{"case", "snooze", number, "--until", "2001-01-01T00:00:00Z"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "promise", number}, exitUsage, desk.ErrUsage},
		{[]string{"case", "promise", number, "--by", "tomorrow"}, exitUsage, desk.ErrUsage},
		{[]string{"case", "keep", number}, exitFailed, desk.ErrChangedSince},
		{[]string{"case", "reopen", number}, exitFailed, desk.ErrChangedSince},
		{[]string{"case", "merge", number, string(unknown)}, exitNone, desk.ErrNotFound},
		{[]string{"case", "split", "nothing"}, exitNone, desk.ErrNotFound},
		{[]string{"log", "call", "--text", "x"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone}, exitFailed, desk.ErrEmpty},
		{[]string{"log", "call", "--phone", "8888", "--text", "x"}, exitFailed, desk.ErrAddressInvalid},
		{[]string{"log", "call", "--customer", "nobody", "--text", "x"}, exitNone, desk.ErrNotFound},
		{[]string{"log", "call", "--customer", l.CustomerID, "--phone", anasPhone, "--text", "x"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--class", "angry"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--direction", "up"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--then", "sleep"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--then", "remind"}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--until", tomorrow}, exitUsage, desk.ErrUsage},
		{[]string{"log", "call", "--phone", anasPhone, "--text", "x", "--at", tomorrow}, exitUsage, desk.ErrUsage},
		{[]string{"log", "fax", "--phone", anasPhone, "--text", "x"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--in", "cases", "--channel", "phone"}, exitUsage, desk.ErrUsage},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			got := k.on("", test.args...)
			if p := got.problem(t); got.code != test.code || p.Code != test.want || got.err == "" {
				t.Errorf("exit code %d, %+v\n%s", got.code, p, got.err)
			}
			if test.code == exitNone && strings.Contains(got.out+got.err, number) {
				t.Errorf("tells of another number: %s%s", got.out, got.err)
			}
		})
	}
	if got := k.listed(); !slices.Equal(got, []desk.Protocol{l.Protocol}) {
		t.Errorf("what was refused has left %v", got)
	}
	k.want(exitDone, nil, "", "case", "close", number)
	for _, args := range [][]string{{"case", "close", number}, {"case", "snooze", number, "--until", tomorrow}} {
		if got := k.on("", args...); got.code != exitFailed || got.problem(t).Code != desk.ErrChangedSince {
			t.Errorf("%v of a closed case: %+v", args, got)
		}
	}
	if next := k.calls("Oi de novo."); next.Protocol[8:11] > "002" {
		t.Errorf("what was refused has taken a number: %s", next.Protocol)
	}
}

func TestCasesInText(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	l := k.calls("Fichário com a argola torta.", "--name", "Ana Moraes", "--class", "complaint")
	k.want(exitDone, nil, "", "case", "promise", string(l.Protocol), "--by", "2030-01-02T15:00:00Z", "--text", "trocar")
	other := k.calls("É sobre o fichário.")
	k.want(exitDone, nil, "", "case", "merge", string(l.Protocol), string(other.Protocol))
	by, err := time.Parse(time.RFC3339, "2030-01-02T15:00:00Z")
	check(t, err)
	shown := k.inText("case", "show", string(l.Protocol))
	for _, part := range []string{
		l.Protocol.String() + "  open", "Complaint", "Ana Moraes", "promised by " + local(by) + ": trocar", "also has the number " + other.Protocol.String(), "Phone", l.MessageID,
	} {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not in\n%s", part, shown)
		}
	}
	if got := k.inText("case", "list"); strings.Count(got, "\n") != 1 || !strings.HasPrefix(shown, got) {
		t.Errorf("listed as\n%s", got)
	}
	if got := k.inText("customer", "show", l.CustomerID); !strings.Contains(got, l.Protocol.String()) {
		t.Errorf("the customer is shown without her case:\n%s", got)
	}
	logged := k.inText("log", "visit", "--customer", l.CustomerID, "--text", "Retirou.")
	fields := strings.Fields(logged)
	if len(fields) != 3 || fields[1] != l.CustomerID || !strings.Contains(k.inText("case", "show", fields[0]), "Counter") {
		t.Errorf("logged %q", logged)
	}
	if got := k.inText("search", l.Protocol.String()); !strings.HasPrefix(got, "case ") {
		t.Errorf("found\n%s", got)
	}
}

// TestEveryFieldOfACaseIsThere: scripts find each of them from the start, in a list too.
func TestEveryFieldOfACaseIsThere(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	l := k.calls("Oi.")
	var shown map[string]json.RawMessage
	k.want(exitDone, &shown, "", "case", "show", string(l.Protocol))
	fields := []string{
		"class", "closed_at", "customer_id", "earlier", "first_reply_at", "items", "log", "merged", "opened_at", "promise", "promised_at", "protocol", "status", "told_at",
	}
	if got := slices.Sorted(maps.Keys(shown)); !slices.Equal(got, fields) {
		t.Errorf("fields %v", got)
	}
	var page struct{ Cases []map[string]json.RawMessage }
	k.want(exitDone, &page, "", "case", "list")
	delete(shown, "log")
	if len(page.Cases) != 1 || !maps.EqualFunc(page.Cases[0], shown, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
		t.Errorf("listed %s, shown %s", page.Cases, shown)
	}
}

// TestAnEndOfSeveralNumbers: nobody guesses which of them was meant.
func TestAnEndOfSeveralNumbers(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	l := k.calls("Oi.")
	shop, err := app.Open(t.Context(), app.Options{Dir: k.dir})
	check(t, err)
	check(t, shop.Store.Write(t.Context(), func(tx *store.Tx) error {
		of, _, err := tx.Cases().Numbers().ByProtocol(l.Protocol)
		for _, day := range []string{"260102", "260103"} {
			if err == nil {
				err = tx.Record(desk.Event{
					Kind: desk.CaseOpened, Actor: desk.Owner, CustomerID: of.CustomerID, CaseID: desk.CaseID(store.NewID()),
					Facts: desk.Facts{Case: &desk.CaseFacts{Protocol: desk.Protocol(day + "1299977"), Identity: of.IdentityID}},
				})
			}
		}
		return err
	}))
	check(t, shop.Close())
	got := k.want(exitUsage, nil, "", "case", "show", "99977")
	if p := got.problem(t); p.Params["reason"] != wrongSeveral || !strings.Contains(got.err, "Several cases end so") {
		t.Errorf("%+v\n%s", p, got.err)
	}
}

// TestMailsHaveTheirCase: who waits has an open case, history has none.
func TestMailsHaveTheirCase(t *testing.T) {
	t.Parallel()
	k, _ := mailed(t, simulated(t).Endpoints())
	var waiting, closed struct{ Rows []rowJSON }
	k.want(exitDone, &waiting, "", "inbox", "--limit", "500")
	k.want(exitDone, &closed, "", "inbox", "--state", "closed", "--limit", "500")
	if len(waiting.Rows) == 0 || len(closed.Rows) == 0 {
		t.Fatalf("%d wait, %d are closed", len(waiting.Rows), len(closed.Rows))
	}
	for _, r := range closed.Rows {
		if r.Case != nil {
			t.Errorf("history has a case: %+v", r)
		}
	}
	for _, r := range waiting.Rows {
		if r.Case == nil {
			t.Errorf("%+v has no case", r)
			continue
		}
		shown := k.caseOf(string(*r.Case))
		var m messageJSON
		k.want(exitDone, &m, "", "message", "show", string(shown.Items[len(shown.Items)-1].ID))
		if shown.CustomerID != r.CustomerID || shown.Status != caseOpen || *m.Protocol != *r.Case {
			t.Errorf("%+v has the case %+v", r, shown)
		}
	}
	numbered := 0
	for line := range strings.Lines(k.want(exitDone, nil, "", "message", "list").out) {
		var m messageJSON
		check(t, json.Unmarshal([]byte(line), &m))
		if m.Protocol != nil {
			numbered++
		}
	}
	if page := k.listed("--limit", "500"); numbered < len(waiting.Rows) || len(page) < len(waiting.Rows) {
		t.Errorf("%d messages and %d cases have numbers, %d wait", numbered, len(page), len(waiting.Rows))
	}
}

// TestAReplyTellsTheNumber: as the window does, once, and not where the owner switched it off.
func TestAReplyTellsTheNumber(t *testing.T) {
	t.Parallel()
	k, _ := mailed(t, simulated(t).Endpoints())
	var waiting struct{ Rows []rowJSON }
	k.want(exitDone, &waiting, "", "inbox", "--limit", "2")
	replies := func(to rowJSON) (said repliedJSON, m messageJSON) {
		t.Helper()
		k.want(exitDone, &said, "", "reply", string(to.CustomerID), "--channel", "email", "--text", "Vamos ver.")
		k.want(exitDone, &m, "", "message", "show", string(said.MessageID))
		return said, m
	}
	first := waiting.Rows[0]
	number := first.Case.String()
	said, m := replies(first)
	if want := "Vamos ver.\n\nCase number " + number; said.Text != want || m.Text == nil || *m.Text != want || !strings.HasSuffix(*m.Subject, "[Case number "+number+"]") {
		t.Errorf("said %q, is %+v", said.Text, m)
	}
	if k.caseOf(number).ToldAt == nil {
		t.Error("it is not written down that she was told")
	}
	if said, m := replies(first); said.Text != "" || *m.Text != "Vamos ver." {
		t.Errorf("told again: %q, %q", said.Text, *m.Text)
	}
	shop, err := app.Open(t.Context(), app.Options{Dir: k.dir})
	check(t, err)
	check(t, preference.Save(t.Context(), shop.Store, preference.Telling{SMS: true, WhatsApp: true}))
	check(t, shop.Close())
	if said, m := replies(waiting.Rows[1]); said.Text != "" || *m.Text != "Vamos ver." || strings.Contains(*m.Subject, "[") {
		t.Errorf("told though it is switched off: %q, %+v", said.Text, m)
	}
}

// A simulated customer who was told a number by SMS comes back with it by WhatsApp, copied in a way of her own, and what
// she writes joins the case.
func TestASimulatedCustomerQuotesHerNumberElsewhere(t *testing.T) {
	sim, err := simulator.Start(t.Context(), simulator.Options{Seed: 3, Customers: 13, Messages: 120, Day: today, AnswerAfter: func(*rand.Rand) time.Duration { return 0 }})
	check(t, err)
	t.Cleanup(func() { _ = sim.Close() })
	k := newTerminal(t)
	connected(t, sim, k)
	const osvaldo = "+5532900003051"
	sim.DeliverText(simulator.Text{From: osvaldo, Body: "O toner da Brother chegou?"})
	k.want(exitDone, nil, "", "sync", "--once")
	var open casesPage
	k.want(exitDone, &open, "", "case", "list", "--limit", "500")
	at := slices.IndexFunc(open.Cases, func(j caseJSON) bool {
		return slices.ContainsFunc(j.Items, func(i caseItemJSON) bool { return i.Snippet == "O toner da Brother chegou?" })
	})
	if at < 0 {
		t.Fatalf("no case of the toner among %d", len(open.Cases))
	}
	number, who := open.Cases[at].Protocol, string(open.Cases[at].CustomerID)
	k.want(exitDone, nil, "", "reply", who, "--channel", "sms", "--text", "Chegou hoje. Protocolo "+number.String(), "--wait")
	k.want(exitDone, nil, "", "case", "open", "--customer", who) // a newer one, where it would go without the number
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	check(t, sim.WaitAnswers(ctx, 2))
	k.want(exitDone, nil, "", "sync", "--once")
	var shown caseJSON
	k.want(exitDone, &shown, "", "case", "show", number.String())
	if !slices.ContainsFunc(shown.Items, func(i caseItemJSON) bool { return i.Channel == desk.WhatsApp && i.Direction == desk.In }) {
		t.Errorf("what came by WhatsApp is not in the case: %+v", shown.Items)
	}
}
