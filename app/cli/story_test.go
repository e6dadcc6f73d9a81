package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/desk"
	"balcao/backend/simulator"
	"balcao/backend/simulator/mailserver"
	"balcao/backend/store"
)

type listed struct {
	Accounts []struct {
		ID, Kind, Address, State string
		LastOK                   *string      `json:"last_ok"`
		LastError                *problemJSON `json:"last_error"`
		Tested                   *testedJSON
	}
}

type summary struct {
	Event    string
	Accounts []struct {
		ID                                string
		Pulled, New, Duplicates, Unparsed int
		Errors                            []problemJSON
	}
	Sent    int
	Seconds *float64
}

type rows struct {
	Rows []struct {
		CustomerID string `json:"customer_id"`
		Name       string
		State      string
		Channel    string
		LastAt     string `json:"last_at"`
		Unread     int
	}
	Next *string
}

type replied struct {
	MessageID string `json:"message_id"`
	Delivery  struct {
		State      string
		ExternalID *string `json:"external_id"`
		Error      *problemJSON
	}
}

var timeShape = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`)

// TestTheWholeStory is a shop's first day on the command line, on simulated servers.
func TestTheWholeStory(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	k := newTerminal(t)
	flags := fmt.Sprint(flagsOf(shop.Mails(mailserver.Inbox)))
	for _, c := range shop.Customers() {
		if c.WhatsApp != "" {
			shop.DeliverText(simulator.Text{From: c.WhatsApp, Body: "oi, tem papel?"}) // opens the 24 hours
			break
		}
	}

	var added listed
	k.want(exitDone, &added, e.Secret+"\n", mailArgs(e)...)
	if len(added.Accounts) != 1 || added.Accounts[0].Kind != "email" || added.Accounts[0].Address != e.Address || !added.Accounts[0].Tested.Receive.OK || !added.Accounts[0].Tested.Send.OK {
		t.Fatalf("added %+v", added)
	}
	k.want(exitDone, &added, e.Twilio.Secret+"\n", twilioArgs(e)...)
	if len(added.Accounts) != 2 || added.Accounts[0].Kind != "sms" || added.Accounts[1].Kind != "whatsapp" || added.Accounts[1].Address != strings.TrimPrefix(e.Twilio.WhatsApp, "whatsapp:") {
		t.Fatalf("added %+v", added)
	}
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...) // the same again updates it
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	if len(list.Accounts) != 3 || list.Accounts[0].State != "new" {
		t.Fatalf("accounts %+v", list)
	}

	var first summary
	k.want(exitDone, &first, "", "sync", "--once")
	if first.Event != "summary" || len(first.Accounts) != 3 || first.Seconds == nil {
		t.Fatalf("summary %+v", first)
	}
	stored := 0
	for _, a := range first.Accounts {
		if a.Pulled != a.New+a.Duplicates || a.Errors == nil || len(a.Errors) != 0 || a.New == 0 {
			t.Errorf("account %+v", a)
		}
		stored += a.New
	}
	var second summary
	k.want(exitDone, &second, "", "sync", "--once")
	for _, a := range second.Accounts {
		if a.New != 0 {
			t.Errorf("the second sync found %d new", a.New)
		}
	}
	if got := strings.Count(k.want(exitDone, nil, "", "message", "list").out, "\n"); got != stored {
		t.Errorf("%d messages listed, %d stored", got, stored)
	}
	if got := fmt.Sprint(flagsOf(shop.Mails(mailserver.Inbox))); got != flags {
		t.Errorf("the flags on the server were %s, are %s", flags, got)
	}
	k.inboxPages(t)
	k.answers(t)
	if got := len(shop.Sent()); got != 3 {
		t.Errorf("%d messages left the shop, want one on each channel", got)
	}
	var again summary
	k.want(exitDone, &again, "", "sync", "--once")
	if got := len(shop.Sent()); got != 3 || again.Sent != 0 {
		t.Errorf("another sync sent something again: %d", got)
	}
	k.nothingLeaks(t, e.Secret, e.Twilio.Secret)
}

func flagsOf(mails []mailserver.Stored) (flags [][]string) {
	for _, m := range mails {
		flags = append(flags, m.Flags)
	}
	return flags
}

// inboxPages looks at the list, page by page.
func (k *terminal) inboxPages(t *testing.T) {
	t.Helper()
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "all", "--limit", "500")
	seen := map[string]bool{}
	cursor := []string{}
	for {
		var page rows
		k.want(exitDone, &page, "", append([]string{"inbox", "--limit", "5", "--state", "all"}, cursor...)...)
		for _, r := range page.Rows {
			if seen[r.CustomerID] || !timeShape.MatchString(r.LastAt) {
				t.Errorf("row %+v stands twice or has no proper time", r)
			}
			seen[r.CustomerID] = true
		}
		if page.Next == nil {
			break
		}
		cursor = []string{"--cursor", *page.Next}
	}
	if len(seen) != len(all.Rows) || len(seen) < 12 {
		t.Errorf("%d rows by pages, %d at once", len(seen), len(all.Rows))
	}
}

// answers replies once on each channel, and looks at what became of it everywhere.
func (k *terminal) answers(t *testing.T) {
	t.Helper()
	done := map[string]bool{}
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "all", "--limit", "500")
	for _, r := range all.Rows {
		if done[r.Channel] || r.State == "closed" {
			continue
		}
		text := "Resposta de prova " + r.Channel
		got := k.on("", "reply", r.CustomerID, "--channel", r.Channel, "--text", text, "--wait")
		if got.code == exitFailed && got.problem(t).Code == desk.ErrWindowClosed {
			continue
		}
		var j replied
		check(t, json.Unmarshal([]byte(got.out), &j))
		if got.code != exitDone || j.Delivery.State != "sent" && j.Delivery.State != "delivered" || j.Delivery.ExternalID == nil || j.Delivery.Error != nil {
			t.Fatalf("reply on %s: %d %s%s", r.Channel, got.code, got.out, got.err)
		}
		done[r.Channel] = true
		var line struct{ Items []itemJSON }
		k.want(exitDone, &line, "", "timeline", r.CustomerID)
		if string(line.Items[0].ID) != j.MessageID || *line.Items[0].Direction != desk.Out || !strings.HasPrefix(line.Items[0].Text, text+"\n\nCase number ") || line.Items[0].Status == nil {
			t.Errorf("the timeline begins with %+v", line.Items[0])
		}
		var hits struct {
			Hits  []hitJSON
			Total *int
		}
		k.want(exitDone, &hits, "", "search", "resposta", "prova", r.Channel)
		if len(hits.Hits) != 1 || hits.Hits[0].ID != j.MessageID {
			t.Errorf("the search finds %+v", hits)
		}
		today := time.Now().Format(time.DateOnly)
		k.want(exitDone, &hits, "", "search", "resposta prova", "--channel", r.Channel, "--direction", "out", "--from", today, "--to", today)
		if len(hits.Hits) != 1 || hits.Hits[0].ID != j.MessageID || *hits.Total != 1 {
			t.Errorf("narrowed, the search finds %+v", hits)
		}
		for _, other := range [][]string{{"--direction", "in"}, {"--from", "2999-01-01"}, {"--to", "2000-01-01"}, {"--with-attachment"}} {
			k.want(exitNone, nil, "", append([]string{"search", "resposta", "prova", r.Channel}, other...)...)
		}
		var m messageJSON
		k.want(exitDone, &m, "", "message", "show", j.MessageID)
		if string(m.CustomerID) != r.CustomerID || m.Text == nil || *m.Text != line.Items[0].Text {
			t.Errorf("shown %+v", m)
		}
		if r.Channel == "email" {
			raw := k.want(exitDone, nil, "", "message", "show", "--raw", j.MessageID).out
			if int64(len(raw)) != m.Size || store.NewBlob([]byte(raw)).SHA256 != m.SHA256 || !strings.Contains(strings.ToLower(raw), "message-id:") {
				t.Errorf("the raw bytes are %d of %d", len(raw), m.Size)
			}
		}
	}
	if len(done) != 3 {
		t.Fatalf("answered on %v only", done)
	}
	var open struct{ Deliveries []outgoingJSON }
	k.want(exitDone, &open, "", "outbox")
	if open.Deliveries == nil || len(open.Deliveries) != 0 {
		t.Errorf("still open: %+v", open.Deliveries)
	}
	k.want(exitDone, &open, "", "outbox", "--all")
	if len(open.Deliveries) != 3 {
		t.Errorf("all: %+v", open.Deliveries)
	}
}

// nothingLeaks reads every file of the folder.
func (k *terminal) nothingLeaks(t *testing.T, secrets ...string) {
	t.Helper()
	for path, content := range k.files() {
		for _, secret := range secrets {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds a password", path)
			}
		}
		if strings.Contains(path, string(filepath.Separator)+"log"+string(filepath.Separator)) &&
			(bytes.Contains(content, []byte("Resposta de prova")) || bytes.Contains(content, []byte("+55")) || regexp.MustCompile(`[\w.]+@[\w.]+`).Match(content)) {
			t.Errorf("%s holds what was said, or an address:\n%s", path, content)
		}
	}
}

// TestQueuedWithoutWaiting: an answer stays until the next sync, can be taken back, and leaves once.
func TestQueuedWithoutWaiting(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	k := newTerminal(t)
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	k.want(exitDone, nil, "", "sync", "--once")
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "all", "--limit", "500")
	id := all.Rows[0].CustomerID
	attach := filepath.Join(t.TempDir(), "tabela de preços.txt")
	check(t, os.WriteFile(attach, []byte("caneta 2,50"), 0o600))

	var kept, undone replied
	k.want(exitDone, &kept, "fica\n", "reply", id, "--channel", "email", "--text-stdin", "--attach", attach)
	k.want(exitDone, &undone, "", "reply", id, "--channel", "email", "--text", "sai da fila")
	var open struct{ Deliveries []outgoingJSON }
	k.want(exitDone, &open, "", "outbox")
	var hits struct{ Hits []hitJSON }
	k.want(exitDone, &hits, "", "search", "fica", "--with-attachment=document", "--direction", "out")
	if len(hits.Hits) != 1 || hits.Hits[0].ID != kept.MessageID {
		t.Errorf("by its attachment is found %+v", hits)
	}
	k.want(exitNone, nil, "", "search", "fica", "--with-attachment=picture", "--direction", "out")
	k.want(exitDone, &hits, "", "search", "--with-attachment", "--direction", "out", "--from", time.Now().Format(time.DateOnly))
	if len(hits.Hits) != 1 {
		t.Errorf("without words is found %+v", hits)
	}
	if len(open.Deliveries) != 2 || open.Deliveries[0].State != desk.Queued || open.Deliveries[0].NextAt == nil || kept.Delivery.State != "queued" {
		t.Fatalf("queued %+v", open)
	}
	k.want(exitDone, nil, "", "outbox", "cancel", string(open.Deliveries[1].ID))
	if got := k.on("", "outbox", "retry", string(open.Deliveries[0].ID)); got.code != exitFailed || got.problem(t).Code != desk.ErrDeliveryFinished {
		t.Errorf("retrying what is queued: %+v", got)
	}
	var s summary
	k.want(exitDone, &s, "", "sync", "--once")
	if s.Sent != 1 || len(shop.Sent()) != 1 || !strings.Contains(string(shop.Sent()[0].Raw), "fica") {
		t.Fatalf("sent %d, the server got %d", s.Sent, len(shop.Sent()))
	}
	if got := k.on("", "outbox", "cancel", string(open.Deliveries[0].ID)); got.code != exitFailed || got.problem(t).Code != desk.ErrDeliveryFinished {
		t.Errorf("taking back what has left: %+v", got)
	}
	var m messageJSON
	k.want(exitDone, &m, "", "message", "show", kept.MessageID)
	saved := filepath.Join(t.TempDir(), "saved")
	k.want(exitDone, nil, "", "attachment", "save", string(m.Attachments[0].ID), saved)
	if content, err := os.ReadFile(saved); err != nil || string(content) != "caneta 2,50" || m.Attachments[0].Name != "tabela de preços.txt" {
		t.Errorf("saved %q (%v)", content, err)
	}
	var left replied
	if got := k.on("", "reply", id, "--channel", "sms", "--text", "x", "--attach", attach); got.code != exitFailed || got.problem(t).Code != desk.ErrNoAttachments {
		t.Errorf("an attachment by SMS: %+v %+v", got, left)
	}
}

// TestExitCodes: what a script relies on.
func TestExitCodes(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	cases := []struct {
		args []string
		code int
		want desk.Code
	}{
		{[]string{"nonsense"}, exitUsage, desk.ErrUsage},
		{[]string{"inbox", "--nonsense"}, exitUsage, desk.ErrUsage},
		{[]string{"inbox", "extra"}, exitUsage, desk.ErrUsage},
		{[]string{"inbox", "--state", "nonsense"}, exitUsage, desk.ErrUsage},
		{[]string{"timeline"}, exitUsage, desk.ErrUsage},
		{[]string{"timeline", "nobody"}, exitNone, desk.ErrNotFound},
		{[]string{"message", "show", "nothing"}, exitNone, desk.ErrNotFound},
		{[]string{"customer", "show", "nobody"}, exitNone, desk.ErrNotFound},
		{[]string{"account", "test", "none"}, exitNone, desk.ErrNotFound},
		{[]string{"account", "remove", "none"}, exitNone, desk.ErrNotFound},
		{[]string{"outbox", "cancel", "none"}, exitNone, desk.ErrNotFound},
		{[]string{"sync", "--once", "--account", "none"}, exitNone, desk.ErrNotFound},
		{[]string{"reply", "nobody", "--channel", "email", "--text", "x"}, exitNone, desk.ErrNotFound},
		{[]string{"reply", "nobody", "--text", "x"}, exitUsage, desk.ErrUsage},
		{[]string{"reply", "nobody", "--channel", "pigeon", "--text", "x"}, exitUsage, desk.ErrUsage},
		{[]string{"search", " "}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--channel", "pigeon"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--direction", "up"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--from", "yesterday"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--to", "2026-02-31"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--with-attachment=song"}, exitUsage, desk.ErrUsage},
		{[]string{"search", "x", "--in", "customers", "--channel", "sms"}, exitUsage, desk.ErrUsage},
		{[]string{"account", "add", "pigeon"}, exitUsage, desk.ErrUsage},
		{[]string{"account", "add", "email", "--secret-stdin"}, exitUsage, desk.ErrUsage},
		{[]string{"account", "add", "twilio", "--account-sid", "AC" + strings.Repeat("0", 32), "--api-url", "http://evil.example/"}, exitUsage, desk.ErrUsage},
	}
	for _, c := range cases {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			got := k.on("", c.args...)
			if got.code != c.code {
				t.Fatalf("exit code %d, want %d\n%s%s", got.code, c.code, got.out, got.err)
			}
			if p := got.problem(t); p.Code != c.want || p.Message == "" || p.Params == nil {
				t.Errorf("says %+v, want %s", p, c.want)
			}
			if got.err == "" {
				t.Error("nothing is said to people")
			}
		})
	}
	if got := k.on("", "search", "nada"); got.code != exitNone || !strings.Contains(got.out, `"hits":[]`) || !strings.Contains(got.out, `"total":0`) {
		t.Errorf("a search that finds nothing: %+v", got)
	}
	if got := k.run("", "--json", "--data", k.dir, "inbox", "--state", "all"); got.code != exitDone || strings.TrimSpace(got.out) != `{"next":null,"rows":[]}` {
		t.Errorf("flags before the command: %+v", got)
	}
	if got := k.run("", "account", "--json", "list", "--data", k.dir); got.code != exitDone || strings.TrimSpace(got.out) != `{"accounts":[]}` {
		t.Errorf("flags between: %+v", got)
	}
	if got := k.run("", "version", "--json"); got.code != exitDone || !strings.Contains(got.out, `"version":"test"`) {
		t.Errorf("version: %+v", got)
	}
	if got := k.run("", "help", "account"); got.code != exitDone || commandsShown(got.out, "account ") != 4 {
		t.Errorf("help: %+v", got)
	}
	if got := k.run("", "help", "nonsense"); got.code != exitNone {
		t.Errorf("help for nothing: %+v", got)
	}
}

// commandsShown counts the lines of a help that begin with a command.
func commandsShown(help, command string) (n int) {
	for line := range strings.Lines(help) {
		if strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(line), "balcao "), command) {
			n++
		}
	}
	return n
}

// TestFolderInUse: writing commands say so, reading ones work.
func TestFolderInUse(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	k.want(exitDone, nil, "", "inbox")
	shop, err := app.Open(t.Context(), app.Options{Dir: k.dir})
	check(t, err)
	defer func() { check(t, shop.Close()) }()
	k.want(exitDone, nil, "", "inbox")
	k.want(exitDone, nil, "", "account", "list")
	for _, args := range [][]string{{"sync", "--once"}, {"reply", "x", "--channel", "email", "--text", "x"}, {"outbox", "cancel", "x"}, {"account", "remove", "x"}} {
		if got := k.on("", args...); got.code != exitLocked || got.problem(t).Code != desk.ErrDataLocked {
			t.Errorf("%v beside another writer: %+v", args, got)
		}
	}
}

// TestReadersHoldUpNoWriter: a reading command takes no lock.
func TestReadersHoldUpNoWriter(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	k.want(exitDone, nil, "", "inbox")
	c := &call{ctx: t.Context(), data: k.dir}
	reader, err := c.openToRead()
	check(t, err)
	defer func() { check(t, reader.Close()) }()
	k.want(exitDone, nil, "", "sync", "--once")
}

// TestNothingIsKeptOfWhatDoesNotWork: every way an account may be refused.
func TestNothingIsKeptOfWhatDoesNotWork(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	wrongSID := e
	wrongSID.Twilio.AccountSID = "AC" + strings.Repeat("0", 32)
	nowhere := e
	nowhere.IMAP = "127.0.0.1:1"
	cases := map[string]struct {
		args    []string
		secret  string
		want    desk.Code
		account string
	}{
		"wrong mail password":   {mailArgs(e), "wrong", desk.ErrAuth, e.Address},
		"wrong Twilio password": {twilioArgs(e), "wrong", desk.ErrAuth, e.Twilio.AccountSID},
		"wrong SID":             {twilioArgs(wrongSID), e.Twilio.Secret, desk.ErrAuth, wrongSID.Twilio.AccountSID},
		"nobody listens":        {mailArgs(nowhere), e.Secret, desk.ErrUnreachable, e.Address},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			k := newTerminal(t)
			got := k.on(c.secret+"\n", c.args...)
			p := got.problem(t)
			if got.code != exitFailed || p.Code != c.want || p.Params["account"] != c.account || !strings.Contains(got.err, c.account) {
				t.Errorf("%d %+v %s", got.code, p, got.err)
			}
			var list listed
			k.want(exitDone, &list, "", "account", "list")
			if len(list.Accounts) != 0 {
				t.Errorf("kept %+v", list)
			}
			k.nothingLeaks(t, c.secret)
		})
	}
	t.Run("no secret store", func(t *testing.T) {
		k := newTerminal(t)
		got := k.run(e.Secret+"\n", append(mailArgs(e), "--data", k.dir, "--json")...)
		if got.code != exitFailed || got.problem(t).Code != desk.ErrNoSecretStore {
			t.Errorf("%+v", got)
		}
		var list listed
		k.want(exitDone, &list, "", "account", "list")
		if len(list.Accounts) != 0 {
			t.Errorf("kept %+v", list)
		}
		k.nothingLeaks(t, e.Secret)
	})
}

// TestSameAddressInOtherLetters is the same account.
func TestSameAddressInOtherLetters(t *testing.T) {
	t.Parallel()
	e := simulated(t).Endpoints()
	k := newTerminal(t)
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	args := mailArgs(e)
	args[4] = strings.ToUpper(e.Address)
	k.want(exitDone, nil, e.Secret+"\n", append(args, "--user", e.User)...)
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	if len(list.Accounts) != 1 {
		t.Errorf("accounts %+v", list)
	}
}

func TestHistoryDaysAreTaken(t *testing.T) {
	t.Parallel()
	e := simulated(t).Endpoints()
	for days, open := range map[string]bool{"0": false, "400": true} {
		k := newTerminal(t)
		k.want(exitDone, nil, e.Secret+"\n", append(mailArgs(e), "--history-days", days)...)
		k.want(exitDone, nil, "", "sync", "--once")
		var all rows
		k.want(exitDone, &all, "", "inbox", "--state", "all", "--limit", "500")
		notClosed := 0
		for _, r := range all.Rows {
			if r.State != "closed" {
				notClosed++
			}
		}
		if (notClosed > 0) != open {
			t.Errorf("with %s days of living history %d conversations are open", days, notClosed)
		}
	}
	k := newTerminal(t)
	if got := k.on(e.Secret+"\n", append(mailArgs(e), "--history-days", "-1")...); got.code != exitUsage {
		t.Errorf("a negative number of days: %+v", got)
	}
}

// TestPartsThatFail: one account in trouble makes 4, all of them 1, and what was received stays.
func TestPartsThatFail(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	k := newTerminal(t)
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	k.want(exitDone, nil, "wrong\n", append(twilioArgs(e), "--no-test")...)
	var s summary
	k.want(exitPart, &s, "", "sync", "--once")
	for _, a := range s.Accounts {
		if (a.New > 0) == (len(a.Errors) > 0) {
			t.Errorf("account %+v", a)
		}
		if len(a.Errors) > 0 && (a.Errors[0].Code != desk.ErrAuth || a.Errors[0].Params["account"] != e.Twilio.AccountSID) {
			t.Errorf("trouble %+v", a.Errors)
		}
	}
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	var twilioID string
	var numbers []string
	for _, a := range list.Accounts {
		if a.Kind != "email" {
			twilioID, numbers = a.ID, append(numbers, a.ID)
			if a.State != "failing" || a.LastError == nil || a.LastError.Code != desk.ErrAuth {
				t.Errorf("account %+v", a)
			}
		} else if a.State != "ok" || a.LastOK == nil {
			t.Errorf("account %+v", a)
		}
	}
	k.want(exitFailed, nil, "", "sync", "--once", "--account", twilioID)
	k.want(exitFailed, nil, "", "account", "test", twilioID)
	for _, id := range numbers {
		var removed struct{ Removed []string }
		k.want(exitDone, &removed, "", "account", "remove", id)
		if !slices.Equal(removed.Removed, []string{id}) {
			t.Errorf("removed %+v", removed)
		}
	}
	k.want(exitDone, nil, "", "sync", "--once")
}

// TestOneRemovedNumberLeavesTheOther: people are told which went, and the login stays for the other.
func TestOneRemovedNumberLeavesTheOther(t *testing.T) {
	t.Parallel()
	e := simulated(t).Endpoints()
	k := newTerminal(t)
	var added listed
	k.want(exitDone, &added, e.Twilio.Secret+"\n", twilioArgs(e)...)
	got := k.run("", "account", "remove", added.Accounts[0].ID, "--data", k.dir, "--passphrase-file", k.passphrase)
	want := fmt.Sprintf("%s  SMS  %s\n", added.Accounts[0].ID, added.Accounts[0].Address)
	if got.code != exitDone || !strings.HasSuffix(got.out, want) || len(got.out) == len(want) {
		t.Errorf("%d %q, want some words and %q", got.code, got.out, want)
	}
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	if len(list.Accounts) != 1 || list.Accounts[0].ID != added.Accounts[1].ID {
		t.Errorf("left %+v", list)
	}
	k.want(exitDone, nil, "", "sync", "--once")
}
