package eml

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"
	"github.com/google/go-cmp/cmp"
)

func TestAddresses(t *testing.T) {
	cases := []struct {
		name, field string
		want        []Address
	}{
		{"bare", "maria@x.example", []Address{{"", "maria@x.example"}}},
		{"case is kept", "Maria <Maria.D@X.example>", []Address{{"Maria", "Maria.D@X.example"}}},
		{"quoted comma", `"Silva, Maria" <m@x.example>, b@x.example`, []Address{{"Silva, Maria", "m@x.example"}, {"", "b@x.example"}}},
		{"unquoted comma", `Silva, Maria <m@x.example>`, []Address{{"Silva, Maria", "m@x.example"}}},
		{"escaped quote", `"Maria \"Mari\" D" <m@x.example>`, []Address{{`Maria "Mari" D`, "m@x.example"}}},
		{"comment is the name", `m@x.example (Maria D)`, []Address{{"Maria D", "m@x.example"}}},
		{"encoded", `=?utf-8?q?Jo=C3=A3o?= =?utf-8?q?_Silva?= <j@x.example>`, []Address{{"João Silva", "j@x.example"}}},
		{"encoded in quotes", `"=?iso-8859-1?q?Jo=E3o?=" <j@x.example>`, []Address{{"João", "j@x.example"}}},
		{"group", `Amigos: a@x.example, b@x.example;`, []Address{{"", "a@x.example"}, {"", "b@x.example"}}},
		{"empty group", `undisclosed-recipients:;`, nil},
		{"semicolons", `a@x.example; B <b@x.example>`, []Address{{"", "a@x.example"}, {"B", "b@x.example"}}},
		{"no closing bracket", `Maria <m@x.example`, []Address{{"Maria", "m@x.example"}}},
		{"no closing quote", `"Maria <m@x.example>`, []Address{{"Maria", "m@x.example"}}},
		{"twice bracketed", `Maria <<m@x.example>>`, []Address{{"Maria", "m@x.example"}}},
		{"mailto", `Maria <mailto:m@x.example>`, []Address{{"Maria", "m@x.example"}}},
		{"bare mailto", `mailto:m@x.example`, []Address{{"", "m@x.example"}}},
		{"route", `<@a.example,@b.example:m@x.example>`, []Address{{"", "m@x.example"}}},
		{"address as name", `"m@x.example" <m@x.example>`, []Address{{"m@x.example", "m@x.example"}}},
		{"words around", `contato de maria: m@x.example [externo]`, []Address{{"", "m@x.example"}}},
		{"local", `root`, []Address{{"", "root"}}},
		{"local in brackets", `Cron <root>`, []Address{{"Cron", "root"}}},
		{"only a name", `Maria da Silva`, nil},
		{"empty", ` `, nil},
		{"direction marks", "\u202eairam\u202c <m@x.example>", []Address{{"airam", "m@x.example"}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, parseAddresses([]byte(c.field))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAddressKey(t *testing.T) {
	if got := AddressKey("  Maria+Loja.X@Gmail.COM "); got != "maria+loja.x@gmail.com" {
		t.Errorf("got %q", got)
	}
}

func TestDate(t *testing.T) {
	cases := []struct{ field, want string }{
		{"Tue, 3 Feb 2026 10:15:00 -0300", "2026-02-03T13:15:00Z"},
		{"Tue, 03 Feb 2026 10:15:00 -0300 (BRT)", "2026-02-03T13:15:00Z"},
		{"3 Feb 2026 10:15 -0300", "2026-02-03T13:15:00Z"},
		{"Tue, 3 Feb 26 10:15:00 GMT", "2026-02-03T10:15:00Z"},
		{"Tue, 3 Feb 2026 10:15:00 BRT", "2026-02-03T13:15:00Z"},
		{"Tue,  3 Feb 2026\r\n 10:15:00 +0000", "2026-02-03T10:15:00Z"},
		{"2026-02-03T10:15:00-03:00", "2026-02-03T13:15:00Z"},
		{"Tue Feb  3 10:15:00 2026", "2026-02-03T10:15:00Z"},
		{"Thu, 1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"},
		{"Fri, 31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59Z"},
		{"Fri, 31 Dec 9999 23:59:59 -1200", ""},
		{"amanhã", ""},
		{"", ""},
	}
	for _, c := range cases {
		got := ""
		if d := parseDate([]byte(c.field)); !d.IsZero() {
			got = d.UTC().Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.field, got, c.want)
		}
	}
}

func TestFileName(t *testing.T) {
	cases := []struct{ name, kind, want string }{
		{"nota.pdf", "application/pdf", "nota.pdf"},
		{"../../x", "", "x"},
		{`C:\temp\x.exe`, "", "x.exe"},
		{"/etc/cron.d/x", "", "x"},
		{"con", "", "_con"},
		{"CON.txt", "", "_CON.txt"},
		{"com1.tar.gz", "", "_com1.tar.gz"},
		{"lpt¹", "", "_lpt¹"},
		{"a. . .", "", "a"},
		{"..", "image/png", "attachment.png"},
		{"", "message/rfc822", "attachment.eml"},
		{"", "x/y", "attachment"},
		{".bashrc", "", "bashrc"},
		{"fatura\u202efdp.exe", "", "faturafdp.exe"},
		{"a\x00b\r\nc\x7f.txt", "", "abc.txt"},
		{`a<b>:"|?*.txt`, "", "a_b______.txt"},
		{"nota\u200b.pdf", "", "nota.pdf"},
		{strings.Repeat("ã", 300) + ".pdf", "", strings.Repeat("ã", 97) + ".pdf"},
		{"x." + strings.Repeat("y", 300), "", "x." + strings.Repeat("y", 197)},
	}
	for _, c := range cases {
		got := FileName(c.name, c.kind)
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.name, got, c.want)
		}
		if again := FileName(got, c.kind); again != got {
			t.Errorf("%q: not stable: %q", c.name, again)
		}
	}
}

func TestAutoKind(t *testing.T) {
	cases := []struct {
		name, header string
		want         AutoKind
	}{
		{"a person", "From: Ana <ana@x.example>", Person},
		{"auto-submitted no", "From: ana@x.example\nAuto-Submitted: no", Person},
		{"a person with a return path", "From: ana@x.example\nReturn-Path: <ana@x.example>", Person},
		{"a person called Noronha", "From: noronha.reply@x.example", Person},
		{"a person who asks about absence", "From: ana@x.example\nSubject: Sobre o out of office", Person},
		{"suppress none", "From: ana@x.example\nX-Auto-Response-Suppress: None", Person},
		{"vacation", "From: ana@x.example\nAuto-Submitted: auto-replied", AutoReply},
		{"absence in pt", "From: ana@x.example\nSubject: =?utf-8?q?Aus=C3=AAncia_tempor=C3=A1ria?=", AutoReply},
		{"absence in es", "From: ana@x.example\nSubject: Respuesta =?utf-8?q?autom=C3=A1tica?=: hola", AutoReply},
		{"absence in ca", "From: ana@x.example\nSubject: Resposta =?utf-8?q?autom=C3=A0tica?=", AutoReply},
		{"absence in en", "From: ana@x.example\nSubject: Out of Office: hi", AutoReply},
		{"exchange", "From: ana@x.example\nX-Auto-Response-Suppress: All", AutoReply},
		{"autorespond", "From: ana@x.example\nX-Autorespond: sim", AutoReply},
		{"generated", "From: ana@x.example\nAuto-Submitted: auto-generated", Notification},
		{"list", "From: ana@x.example\nList-Id: <l.x.example>", Bulk},
		{"generated list", "From: ana@x.example\nAuto-Submitted: auto-generated\nList-Id: <l.x.example>", Bulk},
		{"precedence", "From: ana@x.example\nPrecedence: Bulk", Bulk},
		{"feedback id", "From: ana@x.example\nFeedback-ID: 1:2:3", Bulk},
		{"no reply", "From: no-reply@x.example", Notification},
		{"nao responda", "From: Loja <naoresponda@x.example>", Notification},
		{"no respongueu", "From: Botiga <no-respongueu@x.example>", Notification},
		{"suffix", "From: pedidos-noreply@x.example", Notification},
		{"daemon", "From: MAILER-DAEMON@x.example", Bounce},
		{"bare daemon", "From: MAILER-DAEMON (Mail)", Bounce},
		{"null path", "From: ana@x.example\nReturn-Path: <>", Bounce},
		{"null path of a vacation", "From: ana@x.example\nReturn-Path: <>\nAuto-Submitted: auto-replied", AutoReply},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Parse([]byte(c.header + "\n\ntexto\n")).Auto; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestIsNobody(t *testing.T) {
	for address, want := range map[string]bool{
		"noreply@x.example": true, "No_Reply+7@x.example": true, "do-not-reply@x.example": true, "nao-responder@x.example": true,
		"não.responda@x.example": true, "noresponder@x.example": true, "no-respongueu@x.example": true,
		"noronha.reply@x.example": false, "notificacoes@x.example": false, "ana@noreply.example": false, "": false,
	} {
		if got := IsNobody(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

func TestExternalID(t *testing.T) {
	const mail = "Received: a\r\nMessage-ID: <a@b>\r\nFrom: Ana\r\n <ana@x>\r\nDate: d\r\nTo: t\r\n\r\ncorpo\r\n"
	same := map[string]string{
		"other route":        strings.Replace(mail, "Received: a", "Received: b\r\nDelivered-To: c", 1),
		"refolded":           strings.Replace(mail, "Ana\r\n <ana@x>", "Ana <ana@x>", 1),
		"field order":        "Date: d\r\nMessage-ID: <a@b>\r\nFrom: Ana <ana@x>\r\n\r\ncorpo\r\n",
		"more lines at end":  mail + "\r\n\r\n",
		"fewer lines at end": strings.TrimRight(mail, "\r\n"),
	}
	other := map[string]string{
		"body": mail + "x", "id": strings.Replace(mail, "<a@b>", "<c@b>", 1), "from": strings.Replace(mail, "ana@x", "eva@x", 1),
		"date": strings.Replace(mail, "Date: d", "Date: e", 1), "no id": strings.Replace(mail, "Message-ID: <a@b>\r\n", "", 1),
	}
	want := ExternalID([]byte(mail))
	for name, raw := range same {
		if ExternalID([]byte(raw)) != want {
			t.Errorf("%s: another id", name)
		}
	}
	for name, raw := range other {
		if ExternalID([]byte(raw)) == want {
			t.Errorf("%s: the same id", name)
		}
	}
}

// TestAgreesWithGoMessage holds our reading of undamaged mail against go-message's own.
func TestAgreesWithGoMessage(t *testing.T) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil {
		t.Fatal(err)
	}
	mails := typicalMails()
	for _, f := range files {
		mails = append(mails, readFile(t, f))
	}
	compared := 0
	for _, raw := range mails {
		m := Parse(raw)
		theirs, ok := readWithGoMessage(string(raw))
		if m.Damaged || !ok || strings.Contains(theirs.text+theirs.subject, "\uFFFD") {
			continue
		}
		compared++
		if m.Subject != theirs.subject || m.MessageID != theirs.id {
			t.Errorf("subject %q, id %q; go-message %q, %q", m.Subject, m.MessageID, theirs.subject, theirs.id)
		}
		if len(m.HTMLParts) == 0 && strings.TrimSpace(m.Text) != strings.TrimSpace(normalLines(theirs.text)) {
			t.Errorf("text %q; go-message %q", m.Text, theirs.text)
		}
	}
	if compared < 50 {
		t.Errorf("only %d mails could be compared", compared)
	}
}

type otherReading struct{ subject, id, text string }

// readWithGoMessage gives ok=false for what go-message refuses or what our rules read otherwise on purpose.
func readWithGoMessage(raw string) (otherReading, bool) {
	r, err := mail.CreateReader(strings.NewReader(raw))
	if err != nil || strings.Contains(raw, "iso-8859-1") || strings.Contains(raw, "message/") || strings.Contains(raw, "\x00") || !strings.Contains(raw, "\n") {
		return otherReading{}, false
	}
	var o otherReading
	o.subject, err = r.Header.Subject()
	o.id, _ = r.Header.MessageID()
	if err != nil || !utf8.ValidString(o.subject) {
		return o, false
	}
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return o, utf8.ValidString(o.text)
		}
		if err != nil {
			return o, false
		}
		if h, inline := p.Header.(*mail.InlineHeader); inline {
			if kind, _, _ := h.ContentType(); kind == "text/plain" || kind == "" {
				text, err := io.ReadAll(p.Body)
				if err != nil {
					return o, false
				}
				o.text += string(text)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.eml")
	for _, file := range files {
		f.Add(readFile(f, file))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		start := time.Now()
		m := Parse(raw)
		if took := time.Since(start); took > tooLong {
			t.Fatalf("took %v", took)
		}
		checkMessage(t, m)
		if len(ExternalID(raw)) != 64 {
			t.Fatal("no external id")
		}
	})
}

// checkMessage asserts what holds for every Message.
func checkMessage(t *testing.T, m *Message) {
	t.Helper()
	texts := append([]string{m.MessageID, m.Subject, m.Text}, m.HTMLParts...)
	texts = append(append(texts, m.InReplyTo...), m.References...)
	for _, list := range [][]Address{m.From, m.ReplyTo, m.To, m.Cc, m.Bcc} {
		for _, a := range list {
			if a.Addr == "" || strings.ContainsAny(a.Addr+a.Name, "\r\n") {
				t.Fatalf("address %q", a)
			}
			texts = append(texts, a.Name, a.Addr)
		}
	}
	if b := m.Bounce; b != nil {
		texts = append(texts, b.FinalRecipient, b.Action, b.Status, b.OriginalMessageID)
	}
	for _, a := range m.Attachments {
		if a.Name == "" || len(a.Name) > maxNameBytes || strings.ContainsAny(a.Name, "/\\\r\n") || FileName(a.Name, a.Type) != a.Name {
			t.Fatalf("attachment name %q", a.Name)
		}
		texts = append(texts, a.Name, a.Type, a.ContentID)
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Fatalf("not clean UTF-8: %q", s)
		}
	}
	if m.Damaged != (len(m.Defects) > 0) {
		t.Fatalf("damaged %v, defects %v", m.Damaged, m.Defects)
	}
}
