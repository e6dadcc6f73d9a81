package mailserver

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func raw(n int) []byte {
	return fmt.Appendf(nil, "Message-ID: <m%d@test.example>\r\nSubject: =?iso-8859-1?q?Or=E7amento?= %d\r\nx-strange:kept as it is\r\n\r\nBody number %d\r\n", n, n, n)
}

func mails(n int) []Mail {
	list := make([]Mail, 0, n)
	for i := 1; i <= n; i++ {
		list = append(list, Mail{Received: noon.Add(time.Duration(i) * time.Hour), Seen: i%2 == 0, Render: func() []byte { return raw(i) }})
	}
	return list
}

func start(t *testing.T, inbox int) *Server {
	t.Helper()
	s, err := Start(Options{
		User: "shop@test.example", Secret: "right", Inbox: mails(inbox), Sent: mails(2), UIDValidity: 77, LaterUID: 1000,
		Now: func() time.Time { return noon.AddDate(0, 0, 9) }, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil && !strings.Contains(err.Error(), "closed") {
			t.Error(err)
		}
	})
	return s
}

func login(t *testing.T, s *Server, o *imapclient.Options) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialInsecure(s.Addr(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.Login("shop@test.example", "right").Wait(); err != nil {
		t.Fatal(err)
	}
	return c
}

func examine(t *testing.T, c *imapclient.Client, name string) *imap.SelectData {
	t.Helper()
	data, err := c.Select(name, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var wholePeek = &imap.FetchItemBodySection{Peek: true}

func TestLogin(t *testing.T) {
	s := start(t, 1)
	for _, c := range []struct {
		user, secret string
		ok           bool
	}{{"shop@test.example", "right", true}, {"shop@test.example", "wrong", false}, {"other@test.example", "right", false}, {"", "", false}} {
		client, err := imapclient.DialInsecure(s.Addr(), nil)
		if err != nil {
			t.Fatal(err)
		}
		err = client.Login(c.user, c.secret).Wait()
		if (err == nil) != c.ok {
			t.Errorf("%s/%s: %v", c.user, c.secret, err)
		}
		if err := client.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestFoldersAndTheirUse(t *testing.T) {
	c := login(t, start(t, 3), nil)
	for _, cap := range []imap.Cap{imap.CapSpecialUse, imap.CapUIDPlus, imap.CapESearch, imap.CapListStatus, imap.CapIdle} {
		if !c.Caps().Has(cap) {
			t.Errorf("no %s", cap)
		}
	}
	all, err := c.List("", "*", &imap.ListOptions{ReturnStatus: &imap.StatusOptions{NumMessages: true, UIDNext: true, UIDValidity: true, NumUnseen: true, Size: true}}).Collect()
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	sent := all[1]
	if all[0].Mailbox != "INBOX" || sent.Mailbox != Sent || !hasAttr(sent.Attrs, imap.MailboxAttrSent) || hasAttr(all[0].Attrs, imap.MailboxAttrSent) {
		t.Errorf("folders %+v", all)
	}
	status := all[0].Status
	if *status.NumMessages != 3 || status.UIDNext != 1000 || status.UIDValidity != 77 || *status.NumUnseen != 2 || *status.Size != int64(3*len(raw(1))) {
		t.Errorf("status %+v", status)
	}
	special, err := c.List("", "*", &imap.ListOptions{SelectSpecialUse: true}).Collect()
	if err != nil || len(special) != 1 || special[0].Mailbox != Sent {
		t.Errorf("special use: %v, %v", special, err)
	}
	if err := c.Create("Outra", nil).Wait(); err == nil {
		t.Error("a folder was made")
	}
	if _, err := c.Select("Outra", nil).Wait(); err == nil {
		t.Error("a folder that is not there was opened")
	}
}

func hasAttr(list []imap.MailboxAttr, wanted imap.MailboxAttr) bool {
	for _, a := range list {
		if a == wanted {
			return true
		}
	}
	return false
}

func TestFetchGivesTheBytesAsTheyAre(t *testing.T) {
	c := login(t, start(t, 9), nil)
	data := examine(t, c, "inbox")
	if data.NumMessages != 9 || data.UIDValidity != 77 || data.UIDNext != 1000 {
		t.Errorf("examine %+v", data)
	}
	got, err := c.Fetch(imap.UIDSet{{Start: 4, Stop: 6}}, &imap.FetchOptions{
		Flags: true, InternalDate: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{wholePeek},
	}).Collect()
	if err != nil || len(got) != 3 {
		t.Fatalf("%d, %v", len(got), err)
	}
	for i, m := range got {
		n := i + 4
		if int(m.UID) != n || int(m.SeqNum) != n || !bytes.Equal(m.FindBodySection(wholePeek), raw(n)) || m.RFC822Size != int64(len(raw(n))) {
			t.Errorf("message %d: %+v\n%q", n, m, m.FindBodySection(wholePeek))
		}
		if want := noon.Add(time.Duration(n) * time.Hour); !m.InternalDate.Equal(want) {
			t.Errorf("message %d is of %v", n, m.InternalDate)
		}
	}
}

func TestPartsOfAMail(t *testing.T) {
	c := login(t, start(t, 2), nil)
	examine(t, c, "INBOX")
	whole := string(raw(1))
	header, body, _ := strings.Cut(whole, "\r\n\r\n")
	for name, section := range map[string]struct {
		item *imap.FetchItemBodySection
		want string
	}{
		"first bytes":    {&imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 0, Size: 10}}, whole[:10]},
		"middle":         {&imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 7, Size: 20}}, whole[7:27]},
		"beyond the end": {&imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 9999, Size: 20}}, ""},
		"text":           {&imap.FetchItemBodySection{Peek: true, Specifier: imap.PartSpecifierText}, body},
	} {
		got, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{section.item}}).Collect()
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %v, %v", name, got, err)
		}
		if text := string(got[0].BodySection[0].Bytes); text != section.want {
			t.Errorf("%s: %q, want %q", name, text, section.want)
		}
	}
	only := &imap.FetchItemBodySection{Peek: true, Specifier: imap.PartSpecifierHeader, HeaderFields: []string{"Message-ID"}}
	got, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{Envelope: true, BodyStructure: &imap.FetchItemBodyStructure{}, BodySection: []*imap.FetchItemBodySection{only}}).Collect()
	if err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	if !strings.Contains(header, "Message-ID: <m1@test.example>") || !strings.Contains(string(got[0].BodySection[0].Bytes), "<m1@test.example>") {
		t.Errorf("header fields %q", got[0].BodySection[0].Bytes)
	}
	if got[0].Envelope.MessageID != "m1@test.example" || got[0].BodyStructure.MediaType() != "text/plain" {
		t.Errorf("%+v, %v", got[0].Envelope, got[0].BodyStructure)
	}
}

func TestReadingLeavesFlagsAlone(t *testing.T) {
	s := start(t, 3)
	c := login(t, s, nil)
	examine(t, c, "INBOX")
	marking := &imap.FetchItemBodySection{}
	if _, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{marking}}).Collect(); err != nil {
		t.Fatal(err)
	}
	if err := c.Store(imap.UIDSetNum(1), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}}, nil).Close(); err == nil {
		t.Error("a read-only folder was written to")
	}
	if flags := s.Mails(Inbox)[0].Flags; len(flags) != 0 {
		t.Errorf("EXAMINE left %v", flags)
	}
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{wholePeek}}).Collect(); err != nil {
		t.Fatal(err)
	}
	if flags := s.Mails(Inbox)[0].Flags; len(flags) != 0 {
		t.Errorf("PEEK left %v", flags)
	}
	if _, err := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{marking}}).Collect(); err != nil {
		t.Fatal(err)
	}
	if flags := s.Mails(Inbox)[0].Flags; len(flags) != 1 || flags[0] != string(imap.FlagSeen) {
		t.Errorf("reading left %v", flags)
	}
}

func TestSearch(t *testing.T) {
	c := login(t, start(t, 12), nil)
	examine(t, c, "INBOX")
	for name, search := range map[string]struct {
		criteria imap.SearchCriteria
		want     string
	}{
		"everything": {imap.SearchCriteria{}, "1:12"},
		"message id": {imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "m7@test.example"}}}, "7"},
		"unknown id": {imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "x@test.example"}}}, ""},
		"subject":    {imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Subject", Value: "amento"}}}, "1:12"},
		"uids":       {imap.SearchCriteria{UID: []imap.UIDSet{{{Start: 10, Stop: 0}}}}, "10:12"},
		"seen":       {imap.SearchCriteria{Flag: []imap.Flag{imap.FlagSeen}}, "2,4,6,8,10,12"},
		"not seen":   {imap.SearchCriteria{NotFlag: []imap.Flag{imap.FlagSeen}, UID: []imap.UIDSet{{{Start: 1, Stop: 4}}}}, "1,3"},
		"since":      {imap.SearchCriteria{Since: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}, "12"},
		"before":     {imap.SearchCriteria{Before: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), UID: []imap.UIDSet{{{Start: 11, Stop: 0}}}}, "11"},
		"body":       {imap.SearchCriteria{Body: []string{"NUMBER 3"}}, "3"},
		"text":       {imap.SearchCriteria{Text: []string{"kept as"}}, "1:12"},
		"not":        {imap.SearchCriteria{Not: []imap.SearchCriteria{{Body: []string{"number"}}}}, ""},
		"or":         {imap.SearchCriteria{Or: [][2]imap.SearchCriteria{{{Body: []string{"number 4"}}, {Body: []string{"number 5"}}}}}, "4:5"},
		"larger":     {imap.SearchCriteria{Larger: int64(len(raw(1)))}, "10:12"},
	} {
		data, err := c.UIDSearch(&search.criteria, &imap.SearchOptions{ReturnAll: true}).Wait()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		if data.All != nil {
			got = data.All.String()
		}
		if got != search.want {
			t.Errorf("%s: %q, want %q", name, got, search.want)
		}
	}
}

func TestAppendIsSeenByIdle(t *testing.T) {
	s := start(t, 2)
	grown := make(chan uint32, 10)
	watcher := login(t, s, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				grown <- *data.NumMessages
			}
		},
	}})
	examine(t, watcher, Sent)
	idle, err := watcher.Idle()
	if err != nil {
		t.Fatal(err)
	}
	writer := login(t, s, nil)
	data := appendMail(t, writer, Sent, raw(40), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}, Time: noon})
	if data.UID != 1000 || data.UIDValidity != 77 {
		t.Errorf("append %+v", data)
	}
	select {
	case n := <-grown:
		if n != 3 {
			t.Errorf("%d messages", n)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("IDLE was silent")
	}
	if err := idle.Close(); err != nil {
		t.Fatal(err)
	}
	if err := idle.Wait(); err != nil {
		t.Fatal(err)
	}
	kept := s.Mails(Sent)[2]
	if !bytes.Equal(kept.Raw, raw(40)) || !kept.Received.Equal(noon) || len(kept.Flags) != 1 {
		t.Errorf("kept %+v", kept)
	}
	found, err := watcher.UIDSearch(&imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "<m40@test.example>"}}}, nil).Wait()
	if err != nil || len(found.AllUIDs()) != 1 || found.AllUIDs()[0] != 1000 {
		t.Errorf("search after append: %+v, %v", found, err)
	}
	if err := appendError(writer, "Outra", raw(1)); err == nil {
		t.Error("a mail was filed where there is no folder")
	}
}

func appendMail(t *testing.T, c *imapclient.Client, folder string, raw []byte, o *imap.AppendOptions) *imap.AppendData {
	t.Helper()
	cmd := c.Append(folder, int64(len(raw)), o)
	if _, err := cmd.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := cmd.Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func appendError(c *imapclient.Client, folder string, raw []byte) error {
	cmd := c.Append(folder, int64(len(raw)), nil)
	if _, err := cmd.Write(raw); err != nil {
		return err
	}
	if err := cmd.Close(); err != nil {
		return err
	}
	_, err := cmd.Wait()
	return err
}

func TestCopyDeleteExpunge(t *testing.T) {
	s := start(t, 4)
	c := login(t, s, nil)
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	copied, err := c.Copy(imap.UIDSetNum(2, 3), Sent).Wait()
	if err != nil || copied.DestUIDs.String() != "1000:1001" {
		t.Errorf("copy %+v, %v", copied, err)
	}
	if err := c.Store(imap.UIDSetNum(2, 3), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.UIDExpunge(imap.UIDSetNum(3)).Close(); err != nil {
		t.Fatal(err)
	}
	got, err := c.Fetch(imap.SeqSet{{Start: 1, Stop: 0}}, &imap.FetchOptions{UID: true}).Collect()
	if err != nil || len(got) != 3 || got[2].UID != 4 || got[2].SeqNum != 3 {
		t.Errorf("after expunge %+v, %v", got, err)
	}
	if n := len(s.Mails(Sent)); n != 4 {
		t.Errorf("%d sent mails", n)
	}
}

// TestReadersDoNotHoldUpDelivery: a client that stops reading in the middle of a FETCH must not keep the
// folder locked.
func TestReadersDoNotHoldUpDelivery(t *testing.T) {
	big := bytes.Repeat([]byte("0123456789abcdef\r\n"), 1<<20)
	s, err := Start(Options{
		User: "shop@test.example", Secret: "right", UIDValidity: 1, LaterUID: 10, Now: time.Now, Logger: slog.New(slog.DiscardHandler),
		Inbox: []Mail{{Received: noon, Render: func() []byte { return append([]byte("Subject: big\r\n\r\n"), big...) }}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := login(t, s, nil)
	examine(t, c, "INBOX")
	fetch := c.Fetch(imap.UIDSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{wholePeek}})
	message := fetch.Next()
	for item := message.Next(); item != nil; item = message.Next() {
		section, ok := item.(imapclient.FetchItemDataBodySection)
		if !ok {
			continue
		}
		if _, err := io.ReadFull(section.Literal, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		if uid := s.Deliver(raw(2), noon); uid != 10 {
			t.Errorf("UID %d", uid)
		}
		break
	}
	if err := s.Close(); err != nil && !strings.Contains(err.Error(), "closed") {
		t.Error(err)
	}
	if err := fetch.Close(); err == nil {
		t.Error("the rest of the mail came from a closed server")
	}
}
