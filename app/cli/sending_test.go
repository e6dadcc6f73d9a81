package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"balcao/app"
	"balcao/app/words"
	"balcao/backend/account"
	"balcao/backend/channel/email"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/simulator"
)

// mailed is a data folder with a mailbox that has been synced, and one of its customers.
func mailed(t *testing.T, e simulator.Endpoints) (*terminal, string) {
	t.Helper()
	k := newTerminal(t)
	k.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	k.want(exitDone, nil, "", "sync", "--once")
	var all rows
	k.want(exitDone, &all, "", "inbox", "--state", "all", "--limit", "500")
	return k, all.Rows[0].CustomerID
}

// misconfigure makes the mailbox one that is never connected to: it would go unprotected to somewhere else.
func (k *terminal) misconfigure(address string) {
	k.t.Helper()
	shop, err := app.Open(k.t.Context(), app.Options{Dir: k.dir})
	check(k.t, err)
	config, err := json.Marshal(email.Config{
		Address: address, User: address, IMAPHost: "imap.example.com:143", IMAPSecurity: email.Plain, SMTPHost: "smtp.example.com:25", SMTPSecurity: email.Plain,
	})
	check(k.t, err)
	_, err = account.Add(k.t.Context(), shop.Store, account.New{Kind: desk.MailConnection, Login: address, Config: config})
	check(k.t, err)
	check(k.t, shop.Close())
}

// TestWaitThatFailsStillNamesTheMessage: a script that knows the message does not send it a second time.
func TestWaitThatFailsStillNamesTheMessage(t *testing.T) {
	t.Parallel()
	e := simulated(t).Endpoints()
	k, id := mailed(t, e)
	k.misconfigure(e.Address)
	var j struct {
		replied
		Error *problemJSON
	}
	got := k.want(exitFailed, nil, "", "reply", id, "--channel", "email", "--text", "oi", "--wait")
	if err := json.Unmarshal([]byte(got.out), &j); err != nil { // one document, nothing behind it
		t.Fatalf("%v\n%s", err, got.out)
	}
	if j.MessageID == "" || j.Delivery.State != string(desk.Queued) || j.Error == nil || j.Error.Code != desk.ErrTLS || got.err == "" {
		t.Errorf("says %s%s", got.out, got.err)
	}
	var open struct{ Deliveries []outgoingJSON }
	k.want(exitDone, &open, "", "outbox")
	if len(open.Deliveries) != 1 || string(open.Deliveries[0].MessageID) != j.MessageID {
		t.Errorf("queued %+v", open)
	}
}

// TestWaitThatIsStoppedStillNamesTheMessage: so does one that Ctrl-C ended.
func TestWaitThatIsStoppedStillNamesTheMessage(t *testing.T) {
	t.Parallel()
	k, id := mailed(t, simulated(t).Endpoints())
	ctx, stop := context.WithCancel(t.Context())
	var out, errs bytes.Buffer
	c := &call{ctx: ctx, data: k.dir, json: true, say: words.For(words.English), Streams: Streams{Out: &out, Err: &errs}}
	shop, err := c.open()
	check(t, err)
	defer func() { check(t, shop.Close()) }()
	q, err := outbox.Enqueue(ctx, shop.Store, shop.Checker(ctx), outbox.Draft{CustomerID: desk.CustomerID(id), Channel: desk.Email, Text: "oi"})
	check(t, err)
	stop()
	code := c.finish(c.showReply(q, outbox.Draft{}, c.settle(shop, q), true))
	var j replied
	check(t, json.Unmarshal(out.Bytes(), &j))
	if code != exitFailed || j.MessageID != string(q.MessageID) || j.Delivery.State != string(desk.Queued) {
		t.Errorf("exit code %d, says %s%s", code, out.String(), errs.String())
	}
}
