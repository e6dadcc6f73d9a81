package cli

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // the test looks into the file itself

	"balcao/backend/channel/channeltest/realmail"
	"balcao/backend/desk"
	"balcao/backend/simulator"
	"balcao/backend/simulator/mailserver"
	"balcao/backend/simulator/twilioserver"
	"balcao/backend/store"
)

// sql runs statements on the shop's file from outside the program.
func (k *terminal) sql(statements ...string) {
	k.t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(k.dir, "balcao.db"))
	check(k.t, err)
	defer func() { _ = db.Close() }()
	for _, s := range statements {
		result, err := db.Exec(s)
		check(k.t, err)
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			k.t.Fatalf("%s changed nothing", s)
		}
	}
}

func (k *terminal) verify(code int, args ...string) (v checkedJSON, said said) {
	k.t.Helper()
	said = k.want(code, &v, "", append([]string{"verify"}, args...)...)
	if v.Accounts == nil || v.Files.Missing == nil || v.Files.Damaged == nil || strings.Contains(said.out, "null,\"") {
		k.t.Errorf("a list is null: %s", said.out)
	}
	return v, said
}

// addresses are the ids of the shop's accounts by their kind.
func (k *terminal) addresses() map[string]desk.AccountID {
	k.t.Helper()
	var list listed
	k.want(exitDone, &list, "", "account", "list")
	ids := map[string]desk.AccountID{}
	for _, a := range list.Accounts {
		ids[a.Kind] = desk.AccountID(a.ID)
	}
	return ids
}

func (v checkedJSON) of(id desk.AccountID) comparedJSON {
	i := slices.IndexFunc(v.Accounts, func(one comparedJSON) bool { return one.ID == id })
	if i < 0 {
		return comparedJSON{ID: "not told of"}
	}
	return v.Accounts[i]
}

// TestVerifyComparesWithTheServers: what is there and not here is named, whatever became of it here.
func TestVerifyComparesWithTheServers(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	connected(t, shop, k)
	mails := len(shop.Mails(mailserver.Inbox)) + len(shop.Mails(mailserver.Sent))
	ids := k.addresses()

	v, _ := k.verify(exitFailed)
	if mail := v.of(ids["email"]); mail.Server != mails || mail.Local != 0 || len(mail.Missing) != mails || mail.Error != nil {
		t.Errorf("before the first sync: %d on the server, %d here, %d missing, want %d", mail.Server, mail.Local, len(mail.Missing), mails)
	}
	k.want(exitDone, nil, "", "sync", "--once")
	v, _ = k.verify(exitDone)
	stored := strings.Count(k.want(exitDone, nil, "", "message", "list").out, "\n")
	sum := 0
	for _, one := range v.Accounts {
		sum += one.Server
		if one.Server == 0 || one.Local != one.Server || len(one.Missing) > 0 || one.Error != nil {
			t.Errorf("after a sync: %+v", one)
		}
	}
	if sum != stored || len(v.Accounts) != 3 {
		t.Errorf("%d accounts hold %d messages, %d are stored", len(v.Accounts), sum, stored)
	}

	uid := shop.DeliverMail([]byte("From: ana@example.org\r\nSubject: nova\r\n\r\nacabou de chegar\r\n"))
	sid := shop.DeliverText(simulator.Text{From: "+5511988887777", Body: "acabou de chegar"})
	v, _ = k.verify(exitFailed)
	if got := v.of(ids["email"]).Missing; len(got) != 1 || got[0].UID != uid || got[0].Folder != "INBOX" || got[0].UIDValidity == 0 || got[0].ExternalID != "" {
		t.Errorf("a mail that was not pulled: %+v", got)
	}
	if got := v.of(ids["sms"]).Missing; len(got) != 1 || got[0] != (namedJSON{ExternalID: sid}) {
		t.Errorf("an SMS that was not pulled: %+v", got)
	}
	k.want(exitDone, nil, "", "sync", "--once")
	k.verify(exitDone)

	k.sql(fmt.Sprintf("DELETE FROM message WHERE id IN (SELECT message_id FROM place WHERE folder = 'INBOX' AND uid = %d)", uid),
		"DELETE FROM message WHERE external_id = '"+sid+"'")
	v, _ = k.verify(exitFailed)
	if got := v.of(ids["email"]); len(got.Missing) != 1 || got.Missing[0].UID != uid || got.Local != got.Server-1 {
		t.Errorf("a mail that was deleted here: %+v", got)
	}
	if got := v.of(ids["sms"]).Missing; len(got) != 1 || got[0].ExternalID != sid {
		t.Errorf("an SMS that was deleted here: %+v", got)
	}
	if v, _ = k.verify(exitDone, "--offline"); len(v.Accounts) != 0 {
		t.Errorf("offline, and yet %+v", v.Accounts)
	}
}

// TestVerifyGoesBackAsFarAsItIsTold: who synced from a day on is not told that the rest is missing.
func TestVerifyGoesBackAsFarAsItIsTold(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	e := shop.Endpoints()
	k.want(exitDone, nil, e.Twilio.Secret+"\n", twilioArgs(e)...)
	var list summary
	k.want(exitDone, &list, "", "sync", "--once", "--since", "2100-01-01")
	k.verify(exitFailed)
	if v, _ := k.verify(exitDone, "--since", "2100-01-01"); v.Accounts[0].Server != 0 {
		t.Errorf("counted what is older: %+v", v.Accounts)
	}
}

// TestVerifyTellsPeopleOfEachAccount in one line, and names the trouble of one without leaving out the others.
func TestVerifyTellsPeopleOfEachAccount(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	connected(t, shop, k)
	k.want(exitDone, nil, "", "sync", "--once")
	e := shop.Endpoints()
	k.want(exitDone, nil, "wrong\n", append(twilioArgs(e), "--no-test")...)
	shop.DeliverMail([]byte("From: ana@example.org\r\nSubject: nova\r\n\r\noi\r\n"))
	t.Setenv("LC_ALL", "pt_BR.UTF-8")
	got := k.run("", "verify", "--data", k.dir, "--passphrase-file", k.passphrase)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != exitFailed || len(lines) != 4 || !strings.HasPrefix(lines[0], "Banco de dados: ok · arquivos conferidos: ") || !strings.HasSuffix(lines[0], "· sobras apagadas: 0") {
		t.Fatalf("exit code %d\n%s%s", got.code, got.out, got.err)
	}
	for _, line := range lines[1:] {
		isMail := strings.Contains(line, e.Address)
		if isMail != strings.HasSuffix(line, "· faltando: 1") || isMail == strings.Contains(line, "não deu para conferir. "+e.Twilio.AccountSID) {
			t.Errorf("says %q", line)
		}
	}
}

// TestVerifyWithoutOneServer: its trouble is told, the others are compared, and the end is neither good nor bad.
func TestVerifyWithoutOneServer(t *testing.T) {
	cases := map[string]struct {
		fault twilioserver.Fault
		times int // as often as a question is asked
		want  desk.Code
	}{
		"reset":            {twilioserver.Fault{Path: "Messages", Reset: true}, 3, desk.ErrUnreachable},
		"password revoked": {twilioserver.Fault{Path: "Messages", Status: 401, Code: 20003}, 1, desk.ErrAuth},
	}
	shop := simulated(t)
	k := newTerminal(t)
	connected(t, shop, k)
	k.want(exitDone, nil, "", "sync", "--once")
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			for range c.times {
				shop.FailTwilio(c.fault)
			}
			v, _ := k.verify(exitPart)
			for kind, id := range k.addresses() {
				one := v.of(id)
				if kind == "email" && (one.Error != nil || one.Server == 0 || one.Local != one.Server) {
					t.Errorf("the mailbox: %+v", one)
				}
				if kind != "email" && (one.Error == nil || one.Error.Code != c.want || one.Error.Params["account"] != shop.Endpoints().Twilio.AccountSID || len(one.Missing) > 0) {
					t.Errorf("%s: %+v", kind, one)
				}
			}
		})
	}
}

// TestVerifyAgainstDovecot: what another program removed there is no trouble, what is missing here is named with its
// folder, and no mark is changed.
func TestVerifyAgainstDovecot(t *testing.T) {
	s := realmail.Start(t)
	k := newTerminal(t)
	for i := range 5 {
		s.Deliver(t, fmt.Appendf(nil, "Message-ID: <v%d@example.com>\r\nFrom: ana@example.org\r\nSubject: carta %d\r\n\r\noi\r\n", i, i))
	}
	k.want(exitDone, nil, s.Password+"\n", "account", "add", "email", "--address", s.Address, "--imap", s.IMAPAddr, "--imap-security", "plain",
		"--smtp", s.SMTPAddr, "--smtp-security", "plain", "--secret-stdin")
	k.want(exitDone, nil, "", "sync", "--once")
	var hits struct{ Hits []hitJSON }
	k.want(exitDone, &hits, "", "customer", "find", "ana@example.org")
	k.want(exitDone, nil, "", "reply", string(hits.Hits[0].CustomerID), "--channel", "email", "--text", "resposta", "--wait")
	k.want(exitDone, nil, "", "sync", "--once")

	if v, _ := k.verify(exitDone); len(v.Accounts) != 1 || v.Accounts[0].Server != 6 || v.Accounts[0].Local != 6 {
		t.Errorf("all is here: %+v", v.Accounts)
	}
	s.Remove(t, "carta 2")
	window, err := store.Open(t.Context(), k.dir, store.Options{}) // another writer is no hindrance
	check(t, err)
	if v, _ := k.verify(exitDone); v.Accounts[0].Server != 5 || v.Accounts[0].Local != 5 {
		t.Errorf("one was removed there: %+v", v.Accounts)
	}
	check(t, window.Close())
	k.sql("DELETE FROM place WHERE folder = 'INBOX' AND uid = 5", "DELETE FROM place WHERE folder = 'Sent'")
	v, _ := k.verify(exitFailed)
	if got := v.Accounts[0]; got.Local != 3 || len(got.Missing) != 2 || got.Missing[0].Folder != "INBOX" || got.Missing[0].UID != 5 || got.Missing[1].Folder != "Sent" || got.Missing[1].UID != 1 {
		t.Errorf("two were removed here: %+v", got)
	}
	for _, mail := range s.Messages(t, "INBOX") {
		if mail.Seen {
			t.Error("a mail was marked as read")
		}
	}
}

// TestVerifyWithoutAMailServer: nothing listens there any more.
func TestVerifyWithoutAMailServer(t *testing.T) {
	shop := simulated(t)
	k := newTerminal(t)
	e := shop.Endpoints()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	e.IMAP = listener.Addr().String()
	check(t, listener.Close())
	k.want(exitDone, nil, e.Secret+"\n", append(mailArgs(e), "--no-test")...)
	k.want(exitDone, nil, e.Twilio.Secret+"\n", twilioArgs(e)...)
	k.want(exitPart, nil, "", "sync", "--once")
	v, said := k.verify(exitPart)
	for kind, id := range k.addresses() {
		if one := v.of(id); kind == "email" && (one.Error == nil || one.Error.Code != desk.ErrUnreachable) || kind != "email" && (one.Error != nil || one.Local == 0) {
			t.Errorf("%s: %+v", kind, one)
		}
	}
	if bytes.Contains([]byte(said.out), []byte(e.Secret)) {
		t.Error("the password is told")
	}
}

// orphan puts a file into the shop's folder that no message refers to.
func (k *terminal) orphan(content string, age time.Duration) string {
	k.t.Helper()
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(content)))
	path := filepath.Join(k.dir, "files", sum[:2], sum+".zst")
	check(k.t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(k.t, os.WriteFile(path, []byte(content), 0o600))
	then := time.Now().Add(-age)
	check(k.t, os.Chtimes(path, then, then))
	return path
}

// TestVerifySweeps what nothing needs, unless it is young, the database is damaged, or another program writes there.
func TestVerifySweeps(t *testing.T) {
	k := newTerminal(t)
	k.want(exitDone, nil, "", "inbox")
	old, young := k.orphan("old", 2*time.Hour), k.orphan("young", time.Minute)
	if v, _ := k.verify(exitDone, "--offline"); v.Files.Swept != 1 {
		t.Errorf("swept %d", v.Files.Swept)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("the old orphan: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("the young orphan: %v", err)
	}

	old = k.orphan("old", 2*time.Hour)
	writer, err := store.Open(t.Context(), k.dir, store.Options{})
	check(t, err)
	if v, _ := k.verify(exitDone); v.Files.Swept != 0 || v.Database != "ok" {
		t.Errorf("beside a writer: %+v", v)
	}
	k.want(exitLocked, nil, "", "verify", "--reindex")
	check(t, writer.Close())

	k.sql("INSERT INTO message_fts (message_fts) VALUES ('delete-all')",
		"INSERT INTO message_fts (rowid, subject, body, numbers) VALUES (1, 'a', 'b', '')")
	if v, _ := k.verify(exitFailed); v.Files.Swept != 0 || v.Database == "ok" {
		t.Errorf("in a damaged database: %+v", v)
	}
	if _, err := os.Stat(old); err != nil {
		t.Errorf("the orphan that must stay: %v", err)
	}
}
