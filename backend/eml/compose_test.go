package eml

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func sampleDraft() Draft {
	return Draft{
		From: Address{"Papelaria Sabiá, loja", "contato@loja.example"}, To: []Address{{"João \"Jô\" Silva", "joao@cliente.example"}},
		Cc: []Address{{"", "ana@cliente.example"}}, Subject: "Re: Orçamento de açúcar e muito mais coisas que não cabem em uma linha só — não é?",
		Text: "Olá João,\n\nO preço é R$ 10.\n.\nFrom aqui\n> citado\n" + strings.Repeat("linha longa ", 120) + "\n", MessageID: "01J@loja.example",
		InReplyTo: "m1@cliente.example", References: []string{"m0@cliente.example", "m1@cliente.example"},
		Date:        time.Date(2026, 2, 3, 10, 15, 0, 0, time.FixedZone("", -3*3600)),
		Attachments: []DraftFile{{"orçamento final.pdf", "application/pdf", []byte("%PDF\r\n\n\x00\xff")}, {"mail.eml", "message/rfc822", []byte("A: b\n\nc")}},
	}
}

func TestComposeIsReadBack(t *testing.T) {
	d := sampleDraft()
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	checkWire(t, raw)
	m := Parse(raw)
	if m.Damaged || m.Auto != Person {
		t.Errorf("damaged %v, auto %q", m.Defects, m.Auto)
	}
	if diff := cmp.Diff([]any{[]Address{d.From}, d.To, d.Cc, d.Subject, strings.TrimRight(d.Text, "\n"), d.MessageID, []string{d.InReplyTo}, d.References},
		[]any{m.From, m.To, m.Cc, m.Subject, strings.TrimRight(m.Text, "\n"), m.MessageID, m.InReplyTo, m.References}); diff != "" {
		t.Error(diff)
	}
	if !m.Date.Equal(d.Date) {
		t.Errorf("date %v", m.Date)
	}
	if len(m.Attachments) != 2 {
		t.Fatalf("%d attachments", len(m.Attachments))
	}
	for i, a := range m.Attachments {
		if a.Name != d.Attachments[i].Name || !bytes.Equal(a.Data, d.Attachments[i].Data) {
			t.Errorf("attachment %q: %q", a.Name, a.Data)
		}
	}
}

func TestComposeFoldsLongFields(t *testing.T) {
	d := sampleDraft()
	d.Subject = strings.Repeat("açúcar e sal ", 150)
	d.From.Name = strings.Repeat("x", 1200)
	for i := range 80 {
		d.To = append(d.To, Address{"Conceição da Silva", strings.Repeat("c", i%20+1) + "@cliente.example"})
		d.References = append(d.References, strings.Repeat("r", 200+i)+"@cliente.example")
	}
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	checkWire(t, raw)
	m := Parse(raw)
	if diff := cmp.Diff([]any{strings.TrimSpace(d.Subject), strings.Repeat("x", maxSentName), d.To, d.References}, []any{m.Subject, m.From[0].Name, m.To, m.References}); diff != "" {
		t.Error(diff)
	}
}

func TestComposeWithoutFiles(t *testing.T) {
	d := sampleDraft()
	d.Attachments = nil
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	checkWire(t, raw)
	head, _, _ := strings.Cut(string(raw), "\r\n\r\n")
	for _, field := range []string{"MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"} {
		if strings.Count(strings.ToLower(head), strings.ToLower(field)) != 1 {
			t.Errorf("header lacks %q:\n%s", field, head)
		}
	}
	for _, field := range []string{"Bcc", "Auto-Submitted", "X-Mailer"} {
		if strings.Contains(head, field+":") {
			t.Errorf("header has %s", field)
		}
	}
}

// checkWire holds bytes to what SMTP carries everywhere: ASCII, CRLF, lines under 998 bytes.
func checkWire(t *testing.T, raw []byte) {
	t.Helper()
	if !isASCII(raw) {
		t.Error("not ASCII")
	}
	for _, line := range strings.SplitAfter(string(raw), "\n") {
		if len(line) > 1000 || (line != "" && !strings.HasSuffix(line, "\r\n")) || strings.Count(line, "\r") > 1 {
			t.Fatalf("line %q", line)
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	cases := []struct {
		name, field string
		change      func(*Draft)
	}{
		{"no recipient", "to", func(d *Draft) { d.To, d.Cc = nil, nil }},
		{"no sender", "from", func(d *Draft) { d.From = Address{} }},
		{"line in address", "to", func(d *Draft) { d.To[0].Addr = "a@b.example\r\nBcc: x@y.example" }},
		{"bracket in address", "to", func(d *Draft) { d.To[0].Addr = "a@b.example>, <x@y.example" }},
		{"two addresses", "cc", func(d *Draft) { d.Cc[0].Addr = "a@b.example,c@d.example" }},
		{"no domain", "to", func(d *Draft) { d.To[0].Addr = "root" }},
		{"foreign local part", "to", func(d *Draft) { d.To[0].Addr = "joão@b.example" }},
		{"space in domain", "to", func(d *Draft) { d.To[0].Addr = "a@b example" }},
		{"line in id", "message_id", func(d *Draft) { d.MessageID = "a@b\r\nX: y" }},
		{"no id", "message_id", func(d *Draft) { d.MessageID = "" }},
		{"bracket in parent", "in_reply_to", func(d *Draft) { d.InReplyTo = "a> <b" }},
		{"line in references", "references", func(d *Draft) { d.References[0] = "a\nb" }},
		{"no date", "date", func(d *Draft) { d.Date = time.Time{} }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := sampleDraft()
			c.change(&d)
			_, err := Compose(d)
			var refused *DraftError
			if !errors.As(err, &refused) || refused.Field != c.field {
				t.Errorf("error %v, want field %s", err, c.field)
			}
		})
	}
}

func TestComposeKeepsHeadersApart(t *testing.T) {
	d := sampleDraft()
	d.Subject = "oi\r\nBcc: espia@x.example\r\n\r\ncorpo falso"
	d.From.Name = "Loja\r\nBcc: espia@x.example"
	d.Attachments[0].Name = "a\r\nX-Mau: 1\".pdf"
	d.Attachments[0].Type = "text/plain\r\nX-Mau: 1"
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(raw), "\r\n") {
		if strings.HasPrefix(line, "Bcc:") || strings.HasPrefix(line, "X-Mau:") {
			t.Errorf("a field was smuggled in: %q", line)
		}
	}
	m := Parse(raw)
	if m.Subject != "oi Bcc: espia@x.example corpo falso" || len(m.Bcc) != 0 {
		t.Errorf("subject %q, bcc %v", m.Subject, m.Bcc)
	}
}

func TestComposeForeignDomain(t *testing.T) {
	d := sampleDraft()
	d.To[0].Addr = "ana@pão.example"
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	if got := Parse(raw).To[0].Addr; got != "ana@xn--po-sia.example" {
		t.Errorf("got %q", got)
	}
}

func TestReplySubject(t *testing.T) {
	for subject, want := range map[string]string{
		"Pedido": "Re: Pedido", "Re: Pedido": "Re: Pedido", "RES: Pedido": "Re: Pedido", "RE: RES: Re[2]: Pedido": "Re: Pedido", "AW: x": "Re: x",
		"": "Re:", "Resumo": "Re: Resumo", "Re : x": "Re: x", "Recibo: 3": "Re: Recibo: 3", "a\r\nb": "Re: a b",
	} {
		if got := ReplySubject(subject); got != want {
			t.Errorf("%q: got %q, want %q", subject, got, want)
		}
	}
}

func TestTopic(t *testing.T) {
	for subject, want := range map[string]string{
		"Pedido": "Pedido", "RES: Re[2]: Pedido": "Pedido", "Enc: RES: Pedido ": "Pedido", "Fwd: FW: x": "x", "": "", "Re:": "", "Encomenda: 3": "Encomenda: 3", "Trufas": "Trufas",
	} {
		if got := Topic(subject); got != want {
			t.Errorf("%q: got %q, want %q", subject, got, want)
		}
	}
}

func TestReplyReferences(t *testing.T) {
	if diff := cmp.Diff([]string{"a", "b", "c"}, ReplyReferences([]string{"a", "b", "a", "c"}, "c")); diff != "" {
		t.Error(diff)
	}
	if got := ReplyReferences(nil, ""); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	var long []string
	for i := range 200 {
		long = append(long, strings.Repeat("x", i+1))
	}
	got := ReplyReferences(long, "p@q")
	if len(got) != maxReplyReferences || got[0] != "x" || got[len(got)-1] != "p@q" || got[len(got)-2] != long[199] || long[1] != "xx" {
		t.Errorf("got %d ids, from %q to %q", len(got), got[0], got[len(got)-1])
	}
}

func TestNewMessageID(t *testing.T) {
	for address, want := range map[string]string{
		"contato@loja.example": "01JX.a@loja.example", "x@pão.example": "01JX.a@xn--po-sia.example", "sem": "01JX.a@mail.invalid", "a@b c": "01JX.a@mail.invalid",
	} {
		if got := NewMessageID("01JX<>\r\n.a ", address); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

func FuzzCompose(f *testing.F) {
	f.Add("Maria", "a@b.example", "Olá", "corpo\n", "id@x", "nota.pdf", []byte("x"))
	f.Add("a\r\nb", "\"x\"@b", "=?utf-8?q?x?=", "\x00\xff\r", "<a>", "../con", []byte{})
	f.Fuzz(func(t *testing.T, name, addr, subject, text, id, file string, data []byte) {
		d := Draft{
			From: Address{name, "loja@x.example"}, To: []Address{{name, addr}}, Subject: subject, Text: text, MessageID: id,
			References: []string{id}, Date: time.Unix(1_770_000_000, 0), Attachments: []DraftFile{{file, "image/png", data}},
		}
		raw, err := Compose(d)
		if err != nil {
			return
		}
		m := Parse(raw)
		checkMessage(t, m)
		if m.Damaged || len(m.To) != 1 || len(m.Bcc) != 0 || m.MessageID != id || len(m.Attachments) != 1 {
			t.Fatalf("read back %+v from %q", m, raw)
		}
		if !bytes.Equal(m.Attachments[0].Data, data) || m.Attachments[0].Name != FileName(file, "image/png") {
			t.Fatalf("attachment %q %q", m.Attachments[0].Name, m.Attachments[0].Data)
		}
		want := strings.TrimSpace(string(wireText(text)))
		if got := strings.TrimSpace(strings.ReplaceAll(m.Text, "\n", "\r\n")); got != want {
			t.Fatalf("text %q, want %q", got, want)
		}
	})
}
