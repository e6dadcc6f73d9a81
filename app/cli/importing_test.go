package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"balcao/app/words"
	"balcao/backend/simulator/mailserver"
)

type brought struct {
	Import             *string
	Read, New, Updated int
	Skipped            []struct {
		Line         int
		File, Reason string
	}
	Shop, Customer, Phone, Dates string
	Messages, Customers          int
	Stayed                       []struct {
		MessageID *string `json:"message_id"`
		Reason    string
	}
	Imports []struct {
		ID, Kind, File string
		Messages, New  int
		UndoneAt       *string `json:"undone_at"`
	}
}

// boxOf writes mails into one mbox file, as mail programs do: with plain line ends.
func boxOf(mails []mailserver.Stored) string {
	var b bytes.Buffer
	for _, m := range mails {
		b.WriteString("From - Mon Jan 05 10:00:00 2026\n")
		for line := range bytes.Lines(bytes.ReplaceAll(m.Raw, []byte("\r\n"), []byte("\n"))) {
			if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
				b.WriteByte('>')
			}
			b.Write(line)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestImportedMailIsNotDoubled: half of a mailbox comes by IMAP and all of it out of a file, in either order.
func TestImportedMailIsNotDoubled(t *testing.T) {
	t.Parallel()
	shop := simulated(t)
	e := shop.Endpoints()
	mails := append(shop.Mails(mailserver.Inbox), shop.Mails(mailserver.Sent)...)
	if len(mails) < 20 {
		t.Fatalf("only %d mails", len(mails))
	}
	synced, fromFile := newTerminal(t), newTerminal(t)
	synced.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	synced.want(exitDone, nil, "", "sync", "--once")
	everything := synced.mails()

	var r brought
	path := synced.file("all.mbox", boxOf(mails))
	synced.want(exitDone, &r, "", "import", "mbox", path)
	if r.Import != nil || r.New != 0 || r.Read != len(mails) || len(r.Skipped) != len(mails) {
		t.Errorf("after the sync: %d read, %d new, %d skipped", r.Read, r.New, len(r.Skipped))
	}
	if got := synced.mails(); !slices.Equal(got, everything) {
		t.Errorf("%d messages, want %d", len(got), len(everything))
	}

	fromFile.want(exitDone, nil, e.Secret+"\n", mailArgs(e)...)
	path = fromFile.file("all.mbox", boxOf(mails))
	fromFile.want(exitDone, &r, "", "import", "mbox", path, "--dry-run")
	dry := r
	fromFile.want(exitDone, &r, "", "import", "mbox", path)
	if r.New == 0 || dry.New != r.New || dry.Import != nil {
		t.Errorf("%d new, in the dry run %d", r.New, dry.New)
	}
	if got := fromFile.run("", "inbox", "--data", fromFile.dir); got.out != "" {
		t.Errorf("somebody waits for an answer to old mail:\n%s", got.out)
	}
	fromFile.want(exitDone, nil, "", "sync", "--once")
	if got := fromFile.mails(); !slices.Equal(got, everything) {
		t.Errorf("%d messages, want %d", len(got), len(everything))
	}
	waiting := func(k *terminal) (names []string) {
		var page rows
		k.want(exitDone, &page, "", "inbox", "--state", "reply", "--limit", "100")
		for _, row := range page.Rows {
			names = append(names, row.Name)
		}
		slices.Sort(names)
		return names
	}
	if a, b := waiting(synced), waiting(fromFile); !slices.Equal(a, b) {
		t.Errorf("those who wait:\n%q\nwithout an import:\n%q", b, a)
	}
	fromFile.want(exitPart, &r, "", "import", "undo", *r.Import)
	if r.Messages != 0 || len(r.Stayed) == 0 || r.Stayed[0].Reason != "on_server" {
		t.Errorf("undone: %d messages, %d stayed", r.Messages, len(r.Stayed))
	}
}

// mails lists the external ids of all mail.
func (k *terminal) mails() (ids []string) {
	k.t.Helper()
	for line := range strings.Lines(k.want(exitDone, nil, "", "message", "list").out) {
		_, after, _ := strings.Cut(line, `"external_id":"`)
		id, _, _ := strings.Cut(after, `"`)
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func TestImportsOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	var r brought
	list := k.file("clientes.csv", "Quem;Onde\nAna;11 98765-4321\nBia;sem\n")
	refused := k.want(exitFailed, nil, "", "import", "customers", list)
	if p := refused.problem(t); p.Code != "import.columns" || p.Params["columns"] != "Quem · Onde" {
		t.Errorf("refused with %+v", p)
	}
	k.want(exitUsage, nil, "", "import", "customers", list, "--map", "phone=Telefone")
	k.want(exitPart, &r, "", "import", "customers", list, "--map", "name=Quem", "--map", "phone=2")
	if fmt.Sprint(r.Read, r.New, r.Updated, r.Skipped) != "2 1 0 [{3  address_invalid}]" {
		t.Errorf("%+v", r)
	}
	k.want(exitDone, &r, "", "import", "vcard", k.file("a.vcf", "BEGIN:VCARD\nFN:Ana Lima\nTEL:+55 11 98765-4321\nEMAIL;TYPE=HOME:ana@exemplo.example\nEND:VCARD\n"))
	if fmt.Sprint(r.Read, r.New, r.Updated, r.Skipped) != "1 0 1 []" {
		t.Errorf("%+v", r)
	}
	chat := k.file("Conversa do WhatsApp com Ana.txt", "05/03/2024 14:22 - Ana: Oi\n06/03/2024 14:22 - Sol: Olá\n")
	for _, ask := range []struct {
		code string
		args []string
	}{{"import.whose", nil}, {"import.date_order", []string{"--phone", "11 98765-4321"}}} {
		if p := k.want(exitFailed, nil, "", append([]string{"import", "whatsapp", chat}, ask.args...)...).problem(t); string(p.Code) != ask.code {
			t.Errorf("refused with %+v", p)
		}
	}
	k.want(exitUsage, nil, "", "import", "whatsapp", chat, "--dates", "ymd")
	k.want(exitDone, &r, "", "import", "whatsapp", chat, "--phone", "11 98765-4321", "--dates", "dmy")
	if fmt.Sprint(r.New, r.Shop, r.Customer, r.Phone, r.Dates) != "2SolAna+5511987654321dmy" || r.Import == nil {
		t.Errorf("%+v", r)
	}
	id := *r.Import
	k.want(exitDone, &r, "", "import", "list")
	if len(r.Imports) != 3 || r.Imports[0].ID != id || r.Imports[0].Kind != "whatsapp" || r.Imports[0].Messages != 2 || r.Imports[0].UndoneAt != nil {
		t.Errorf("%+v", r.Imports)
	}
	k.want(exitDone, &r, "", "import", "undo", id)
	if r.Messages != 2 || len(r.Stayed) != 0 {
		t.Errorf("%+v", r)
	}
	k.want(exitNone, nil, "", "import", "undo", "none")
	told := k.inPortugueseList()
	for _, part := range []string{"Conversa do WhatsApp", "desfeita em", "clientes.csv", "0 mensagens, 0 compras, 1 clientes novos, 0 completados"} {
		if !strings.Contains(told, part) {
			t.Errorf("the list lacks %q:\n%s", part, told)
		}
	}
}

func TestAWholeFileThatIsLeftOutHasNoLine(t *testing.T) {
	k, folder := newTerminal(t), t.TempDir()
	check(t, os.WriteFile(filepath.Join(folder, "planilha.md"), []byte("# nada"), 0o600))
	told := k.inPortuguese("import", "mbox", folder, "--mine", "loja@exemplo.example", "--data", k.dir)
	if told.code != exitPart || !strings.Contains(told.out, "\n  planilha.md: não é e-mail\n") {
		t.Errorf("%+v", told)
	}
}

func (k *terminal) inPortugueseList() string {
	c := newCall(k.t.Context(), Faces{}, Streams{In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}})
	c.say = words.For(words.PortugueseBrazil)
	if code := c.do([]string{"import", "list", "--data", k.dir}); code != exitDone {
		k.t.Errorf("exit code %d", code)
	}
	return c.Out.(*bytes.Buffer).String()
}
