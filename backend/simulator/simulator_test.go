package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/smtp"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	gomessage "github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"balcao/backend/protocol"
	"balcao/backend/simulator/mailserver"
	"balcao/backend/simulator/twilioserver"
)

const patience = 20 * time.Second

func atOnce(*rand.Rand) time.Duration { return 0 }

func open(t *testing.T, o Options) *Shop {
	t.Helper()
	if o.Messages == 0 {
		o.Messages = 300
	}
	if o.AnswerAfter == nil {
		o.AnswerAfter = atOnce
	}
	s, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

func TestEndpointsAreWhatTheCommandLinePrints(t *testing.T) {
	s := open(t, Options{Seed: 7})
	raw, err := json.Marshal(s.Endpoints())
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"imap", "smtp", "address", "user", "secret", "twilio", "llm"} {
		if got[key] == nil || got[key] == "" {
			t.Errorf("no %s in %s", key, raw)
		}
	}
	twilio, _ := got["twilio"].(map[string]any)
	for _, key := range []string{"url", "account_sid", "secret", "sms", "whatsapp"} {
		if twilio[key] == nil || twilio[key] == "" {
			t.Errorf("no twilio.%s in %s", key, raw)
		}
	}
	if len(got) != 7 || len(twilio) != 5 {
		t.Errorf("fields that nobody agreed on: %s", raw)
	}
}

// content is everything a client could read in a shop, but not where it listens.
func content(t *testing.T, s *Shop) string {
	t.Helper()
	var out strings.Builder
	for _, folder := range []string{mailserver.Inbox, mailserver.Sent} {
		for _, m := range s.Mails(folder) {
			out.Write(m.Raw)
			out.WriteString(m.Received.String())
		}
	}
	e := s.Endpoints()
	out.WriteString(e.Secret + e.Twilio.AccountSID + e.Twilio.Secret)
	next := "/2010-04-01/Accounts/" + e.Twilio.AccountSID + "/Messages.json?PageSize=1000"
	for next != "" {
		body := get(t, s, next)
		out.Write(body)
		var list struct {
			Next string `json:"next_page_uri"`
		}
		if err := json.Unmarshal(body, &list); err != nil {
			t.Fatal(err)
		}
		next = list.Next
	}
	return out.String()
}

func TestSameSeedSameDaySameShop(t *testing.T) {
	at := func(hour int) func() time.Time {
		return func() time.Time { return time.Date(2026, 11, 21, hour, 30, 0, 0, time.UTC) }
	}
	morning := content(t, open(t, Options{Seed: 7, Now: at(8)}))
	if evening := content(t, open(t, Options{Seed: 7, Now: at(21)})); evening != morning {
		t.Error("the shop changed during the day")
	}
	if other := content(t, open(t, Options{Seed: 8, Now: at(8)})); other == morning {
		t.Error("another seed opened the same shop")
	}
	kept := Options{Seed: 7, Day: at(8)(), Now: func() time.Time { return at(8)().AddDate(0, 0, 3) }}
	if later := content(t, open(t, kept)); later != morning {
		t.Error("a shop opened again for its first day is another shop")
	}
}

func get(t *testing.T, s *Shop, path string) []byte {
	t.Helper()
	e := s.Endpoints().Twilio
	r, err := http.NewRequestWithContext(soon(t), http.MethodGet, e.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(e.AccountSID, e.Secret)
	return do(t, r, http.StatusOK)
}

func do(t *testing.T, r *http.Request, status int) []byte {
	t.Helper()
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != status {
		t.Fatalf("%s %s: %d %s", r.Method, r.URL.Path, resp.StatusCode, body)
	}
	return body
}

func post(t *testing.T, s *Shop, status int, form url.Values) []byte {
	t.Helper()
	e := s.Endpoints().Twilio
	r, err := http.NewRequestWithContext(soon(t), http.MethodPost, e.URL+"/2010-04-01/Accounts/"+e.AccountSID+"/Messages.json", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(e.AccountSID, e.Secret)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return do(t, r, status)
}

const letterToRafael = "From: =?utf-8?q?Papelaria_Sabi=C3=A1?= <contato@papelariasabia.example>\r\n" +
	"To: Rafael Kowalski <rafael.kowalski@correio.example>\r\n" +
	"Subject: Re: Segunda via da nota fiscal do pedido 297\r\n" +
	"Date: Sat, 21 Nov 2026 10:00:00 -0300\r\n" +
	"Message-ID: <reply-1@papelariasabia.example>\r\n" +
	"In-Reply-To: <first@correio.example>\r\n" +
	"References: <zero@correio.example> <first@correio.example>\r\n" +
	"MIME-Version: 1.0\r\n" +
	"Content-Type: text/plain; charset=utf-8\r\n" +
	"Content-Transfer-Encoding: 8bit\r\n\r\n" +
	"Olá, Rafael,\r\nsegue a segunda via.\r\n"

func sendMail(t *testing.T, s *Shop, raw string, to ...string) {
	t.Helper()
	e := s.Endpoints()
	host, _, _ := strings.Cut(e.SMTP, ":")
	auth := smtp.PlainAuth("", e.User, e.Secret, host)
	if err := smtp.SendMail(e.SMTP, auth, e.Address, to, []byte(raw)); err != nil {
		t.Fatal(err)
	}
}

// waiting opens the INBOX read-only and idles; the channel tells the number of messages when it grows.
func waiting(t *testing.T, s *Shop) (*imapclient.Client, <-chan uint32) {
	t.Helper()
	grown := make(chan uint32, 10)
	client, err := imapclient.DialInsecure(s.Endpoints().IMAP, &imapclient.Options{
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				grown <- *data.NumMessages
			}
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	if err := client.Login(s.Endpoints().User, s.Endpoints().Secret).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		t.Fatal(err)
	}
	return client, grown
}

func TestMailIsAnsweredIntoTheInbox(t *testing.T) {
	s := open(t, Options{Seed: 7})
	client, grown := waiting(t, s)
	idle, err := client.Idle()
	if err != nil {
		t.Fatal(err)
	}
	sendMail(t, s, letterToRafael, "rafael.kowalski@correio.example", "ninguem@mail.example")
	var number uint32
	select {
	case number = <-grown:
	case <-soon(t).Done():
		t.Fatal("IDLE told of no new mail")
	}
	if err := idle.Close(); err != nil {
		t.Fatal(err)
	}
	if err := idle.Wait(); err != nil {
		t.Fatal(err)
	}
	messages, err := client.Fetch(imap.SeqSetNum(number), &imap.FetchOptions{
		BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	}).Collect()
	if err != nil || len(messages) != 1 {
		t.Fatalf("%d messages, %v", len(messages), err)
	}
	checkAnswer(t, messages[0].FindBodySection(&imap.FetchItemBodySection{Peek: true}))
	if copies := s.Mails(mailserver.Sent); bytes.Contains(copies[len(copies)-1].Raw, []byte("reply-1@")) {
		t.Error("the server filed a copy by itself")
	}
	sent := s.Sent()
	if len(sent) != 1 || sent[0].Channel != "email" || sent[0].ID != "reply-1@papelariasabia.example" || len(sent[0].To) != 2 || string(sent[0].Raw) != letterToRafael {
		t.Errorf("sent: %+v", sent)
	}
}

func checkAnswer(t *testing.T, raw []byte) {
	t.Helper()
	entity, err := gomessage.Read(bytes.NewReader(raw))
	if err != nil && !gomessage.IsUnknownCharset(err) {
		t.Fatalf("%v in\n%s", err, raw)
	}
	header := mail.Header{Header: entity.Header}
	from, err := header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Address != "rafael.kowalski@correio.example" {
		t.Errorf("From %v, %v", from, err)
	}
	if parents, _ := header.MsgIDList("In-Reply-To"); len(parents) != 1 || parents[0] != "reply-1@papelariasabia.example" {
		t.Errorf("In-Reply-To %v", parents)
	}
	wanted := "zero@correio.example first@correio.example reply-1@papelariasabia.example"
	if references, _ := header.MsgIDList("References"); strings.Join(references, " ") != wanted {
		t.Errorf("References %v", references)
	}
	if subject, _ := header.Subject(); subject != "Re: Segunda via da nota fiscal do pedido 297" {
		t.Errorf("Subject %q", subject)
	}
	text := string(raw)
	if letter := read(raw); letter.text != "" {
		text = letter.text
	}
	for _, part := range []string{"escreveu:", "> segue a segunda via.", "Rafael Kowalski"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

func TestAutomaticMailIsNotAnswered(t *testing.T) {
	s := open(t, Options{Seed: 7})
	sendMail(t, s, "Auto-Submitted: auto-replied\r\n"+letterToRafael, "rafael.kowalski@correio.example")
	sendMail(t, s, letterToRafael, "rafael.kowalski@correio.example")
	if err := s.WaitAnswers(soon(t), 1); err != nil {
		t.Fatal(err)
	}
	if n := answers(s); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// answers counts the mails that arrived since the shop opened.
func answers(s *Shop) int {
	n := 0
	for _, m := range s.Mails(mailserver.Inbox) {
		if m.UID >= 1_000_000 {
			n++
		}
	}
	return n
}

func TestTextsAreAnsweredOnTheirChannel(t *testing.T) {
	s := open(t, Options{Seed: 7})
	e := s.Endpoints().Twilio
	s.DeliverText(Text{From: "whatsapp:+553290004410", Body: "Oi?"})
	post(t, s, http.StatusCreated, url.Values{"To": {"whatsapp:+553290004410"}, "From": {e.WhatsApp}, "Body": {"Encadernamos sim, Íris!"}})
	post(t, s, http.StatusCreated, url.Values{"To": {"+5532900003051"}, "From": {e.SMS}, "Body": {"Chegou, Sr. Osvaldo."}})
	if err := s.WaitAnswers(soon(t), 2); err != nil {
		t.Fatal(err)
	}
	for address, to := range map[string]string{"whatsapp:+553290004410": e.WhatsApp, "+5532900003051": e.SMS} {
		var list struct {
			Messages []struct {
				From, To, Body, Direction, Status string
			} `json:"messages"`
		}
		body := get(t, s, "/2010-04-01/Accounts/"+e.AccountSID+"/Messages.json?PageSize=1&From="+url.QueryEscape(address))
		if err := json.Unmarshal(body, &list); err != nil || len(list.Messages) != 1 {
			t.Fatalf("%v: %s", err, body)
		}
		newest := list.Messages[0]
		if newest.To != to || newest.Direction != "inbound" || newest.Status != "received" || newest.Body == "" || newest.Body == "Oi?" {
			t.Errorf("newest from %s: %+v", address, newest)
		}
	}
}

// Some who were told the number of their case come back with it on another channel, once.
func TestANumberComesBackOnAnotherChannel(t *testing.T) {
	s := open(t, Options{Seed: 7})
	e := s.Endpoints().Twilio
	told := func(to, text string) {
		t.Helper()
		post(t, s, http.StatusCreated, url.Values{"To": {to}, "From": {e.SMS}, "Body": {text}})
	}
	day := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	number, other := protocol.New(day, 7, 14), protocol.New(day, 7, 15)
	told("+5532900003051", "Chegou. Protocolo "+number.String())
	told("+5532900003051", "Pode vir. Protocolo "+number.String())
	told("+5532900006634", "Abrimos. Protocolo "+other.String()) // one who does not
	if err := s.WaitAnswers(soon(t), 4); err != nil {
		t.Fatal(err)
	}
	var list struct {
		Messages []struct{ From, Body string } `json:"messages"`
	}
	body := get(t, s, "/2010-04-01/Accounts/"+e.AccountSID+"/Messages.json?PageSize=50&To="+url.QueryEscape(e.WhatsApp))
	if err := json.Unmarshal(body, &list); err != nil {
		t.Fatal(err)
	}
	var quoting []string
	for _, m := range list.Messages {
		for _, found := range protocol.Find(m.Body).Numbers {
			quoting = append(quoting, m.From+" "+found.String())
		}
	}
	if len(quoting) != 1 || quoting[0] != "whatsapp:+5532900003051 "+number.String() {
		t.Errorf("come back %q", quoting)
	}
}

func TestWhatFailsOnItsWayIsNotAnswered(t *testing.T) {
	s := open(t, Options{Seed: 7})
	e := s.Endpoints().Twilio
	s.FailDelivery(30003)
	post(t, s, http.StatusCreated, url.Values{"To": {"+5532900003051"}, "From": {e.SMS}, "Body": {"um"}})
	post(t, s, http.StatusCreated, url.Values{"To": {"+5532900003051"}, "From": {e.SMS}, "Body": {"dois"}})
	if err := s.WaitAnswers(soon(t), 1); err != nil {
		t.Fatal(err)
	}
	if got := len(s.Sent()); got != 2 {
		t.Errorf("%d sent", got)
	}
	s.customers.mu.Lock()
	defer s.customers.mu.Unlock()
	if len(s.customers.timers) != 0 || s.customers.delivered != 1 {
		t.Errorf("%d answers given, %d to come", s.customers.delivered, len(s.customers.timers))
	}
}

func TestQuietCustomersNeverAnswer(t *testing.T) {
	s := open(t, Options{Seed: 7, Quiet: true})
	sendMail(t, s, letterToRafael, "rafael.kowalski@correio.example")
	sent := len(s.Sent())
	s.customers.mu.Lock()
	defer s.customers.mu.Unlock()
	if sent != 1 || len(s.customers.timers) != 0 || s.customers.delivered != 0 {
		t.Errorf("%d sent, %d answers, %d to come", sent, s.customers.delivered, len(s.customers.timers))
	}
}

func TestAnswerTakesFourToEightSeconds(t *testing.T) {
	after := Options{}.complete().AnswerAfter
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		if d := after(r); d < 4*time.Second || d >= 8*time.Second {
			t.Fatalf("an answer after %v", d)
		}
	}
}

func TestUIDsAreNotGivenTwice(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	first := open(t, Options{Seed: 7, Now: clock}).DeliverMail([]byte("Subject: a\r\n\r\n"))
	now = now.Add(time.Second)
	if second := open(t, Options{Seed: 7, Now: clock}).DeliverMail([]byte("Subject: b\r\n\r\n")); second <= first {
		t.Errorf("UID %d after a restart, %d before it", second, first)
	}
}

func TestContextEndsTheShop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Start(ctx, Options{Messages: 300})
	if err != nil {
		t.Fatal(err)
	}
	client, _ := waiting(t, s)
	cancel()
	select {
	case <-client.Closed():
	case <-soon(t).Done():
		t.Fatal("the connection outlives its context")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Start(ctx, Options{}); err == nil {
		t.Error("a shop opened for a context that had ended")
	}
}

func TestCloseLeavesNothingBehind(t *testing.T) {
	slow := func(*rand.Rand) time.Duration { return time.Hour }
	s, err := Start(context.Background(), Options{Messages: 300, AnswerAfter: slow})
	if err != nil {
		t.Fatal(err)
	}
	client, _ := waiting(t, s)
	if _, err := client.Idle(); err != nil {
		t.Fatal(err)
	}
	sendMail(t, s, letterToRafael, "rafael.kowalski@correio.example")
	s.FailTwilio(twilioserver.Fault{Hang: true})
	e := s.Endpoints().Twilio
	asked := make(chan error, 1)
	go func() {
		resp, err := http.Get(e.URL + "/hangs")
		if err == nil {
			err = resp.Body.Close()
		}
		asked <- err
	}()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	<-asked
	<-client.Closed()
	http.DefaultClient.CloseIdleConnections()
	expectNoGoroutines(t)
	for _, address := range []string{s.Endpoints().IMAP, s.Endpoints().SMTP, strings.TrimPrefix(e.URL, "http://")} {
		if dials(address) {
			t.Errorf("something still listens on %s", address)
		}
	}
}

func dials(address string) bool {
	resp, err := http.Get("http://" + address)
	if err != nil {
		return !strings.Contains(err.Error(), "refused")
	}
	return resp.Body.Close() == nil
}

// expectNoGoroutines waits for the servers' goroutines, which end a moment after their connections.
func expectNoGoroutines(t *testing.T) {
	t.Helper()
	ctx := soon(t)
	for ctx.Err() == nil {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		left := 0
		for g := range strings.SplitSeq(string(stacks), "\n\n") {
			if strings.Contains(g, "imapserver") || strings.Contains(g, "go-smtp") || strings.Contains(g, "simulator/") && !strings.Contains(g, "testing.tRunner") {
				left++
			}
		}
		if left == 0 {
			return
		}
		runtime.Gosched()
	}
	t.Error("goroutines of the servers are still running")
}
