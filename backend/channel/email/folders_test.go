package email

import (
	"context"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"

	"balcao/backend/channel"
)

func TestChooseFolders(t *testing.T) {
	folder := func(name string, attrs ...imap.MailboxAttr) *imap.ListData {
		return &imap.ListData{Mailbox: name, Delim: '/', Attrs: attrs}
	}
	for _, c := range []struct {
		name         string
		list         []*imap.ListData
		sent, prefix string
	}{
		{"marked", []*imap.ListData{folder("INBOX"), folder("Sent"), folder("Saída", imap.MailboxAttrSent)}, "Saída", ""},
		{"Portuguese", []*imap.ListData{folder("INBOX"), folder("Itens Enviados"), folder("Rascunhos")}, "Itens Enviados", ""},
		{"Catalan", []*imap.ListData{folder("INBOX"), folder("Elements enviats")}, "Elements enviats", ""},
		{"best name wins", []*imap.ListData{folder("Enviados"), folder("INBOX/Sent")}, "INBOX/Sent", ""},
		{"below INBOX", []*imap.ListData{folder("INBOX"), folder("INBOX/Sent"), folder("INBOX/Trash")}, "INBOX/Sent", "INBOX/"},
		{"cannot be opened", []*imap.ListData{folder("Sent", imap.MailboxAttrNoSelect)}, "", ""},
		{"for something else", []*imap.ListData{folder("Sent", imap.MailboxAttrTrash), folder("All", imap.MailboxAttrAll)}, "", ""},
		{"none", nil, "", ""},
	} {
		if got := chooseFolders(c.list); got.sent != c.sent || got.prefix != c.prefix {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// One folder name that go-imap cannot read ends the connection; INBOX and Sent are found without the list.
func TestPoisonedList(t *testing.T) {
	s := newScript(t, letters(3)...)
	s.hook = func(conn *scriptConn, tag, command string) bool {
		name, opening := strings.CutPrefix(strings.ReplaceAll(command, "\"", ""), "EXAMINE ")
		switch {
		case strings.HasPrefix(command, "LIST"):
			conn.say("* LIST () \"/\" \"bad &utf7\"\r\n%s OK done\r\n", tag)
		case opening && name != "INBOX" && name != "Enviados":
			conn.say("%s NO no such folder\r\n", tag)
		default:
			return false
		}
		return true
	}
	folders := map[string]int{}
	st := newStore()
	st.After = func(in *channel.Inbound, _ channel.Cursor) {
		if in != nil {
			folders[in.Folder]++
		}
	}
	m := open(t, s.config(), quick())
	must(t, m.Pull(context.Background(), "", st))
	if folders["INBOX"] != 3 || folders["Enviados"] != 3 {
		t.Errorf("got %v", folders)
	}
	before := s.asked("LIST")
	must(t, m.Pull(context.Background(), st.Cursor, st))
	if s.asked("LIST") != before {
		t.Error("the list was asked for again")
	}
}
