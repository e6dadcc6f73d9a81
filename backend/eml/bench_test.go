package eml

import (
	"encoding/base64"
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// typicalMails are 2–10 kB each: text with an answered quotation, text beside HTML, and a small file.
func typicalMails() [][]byte {
	random := rand.New(rand.NewSource(7))
	words := strings.Fields("bom dia gostaria de saber o preço da caixa azul com tampa para sábado não consegui falar por telefone obrigada entrega açúcar São João pedido")
	text := func(n int) string {
		var s strings.Builder
		for i := range n {
			s.WriteString(words[random.Intn(len(words))])
			s.WriteString([]string{" ", " ", " ", ",\r\n", " "}[i%5])
		}
		return s.String()
	}
	received := strings.Repeat("Received: from mx.cliente.example (mx.cliente.example [192.0.2.9])\r\n\tby in.loja.example with ESMTPS id 4f370cb42119; Tue, 3 Feb 2026 10:15:02 -0300\r\n", 4)
	var mails [][]byte
	for i := range 60 {
		head := received + fmt.Sprintf("From: =?utf-8?B?TWFyaWEgZGEgQ29uY2Vpw6fDo28=?= <maria%d@cliente.example>\r\nTo: Loja <contato@loja.example>\r\n"+
			"Subject: =?utf-8?Q?Or=C3=A7amento_da_caixa?= %d\r\nDate: Tue, 3 Feb 2026 10:15:00 -0300\r\nMessage-ID: <m%d@cliente.example>\r\n"+
			"In-Reply-To: <a%d@loja.example>\r\nReferences: <a0@loja.example> <a%d@loja.example>\r\nMIME-Version: 1.0\r\n", i, i, i, i, i)
		quoted := strings.NewReplacer("ç", "=C3=A7", "ã", "=C3=A3", "á", "=C3=A1").Replace
		switch i % 3 {
		case 0:
			mails = append(mails, []byte(head+"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"+quoted(text(300))))
		case 1:
			mails = append(mails, []byte(head+"Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"+
				quoted(text(250))+"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<div style=3D\"color:red\">"+quoted(text(400))+"</div>\r\n--b--\r\n"))
		default:
			file := make([]byte, 4000)
			random.Read(file)
			mails = append(mails, []byte(head+"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>"+
				quoted(text(200))+"</p>\r\n--b\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\n\r\n"+
				wrapped(base64.StdEncoding.EncodeToString(file))+"--b--\r\n"))
		}
	}
	return mails
}

func wrapped(s string) string {
	var out strings.Builder
	for len(s) > 76 {
		out.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	return out.String() + s + "\r\n"
}

// BenchmarkParse reports mails per CPU-second; ExternalID is part of taking a mail in.
func BenchmarkParse(b *testing.B) {
	mails := typicalMails()
	var bytes int64
	for _, m := range mails {
		bytes += int64(len(m))
	}
	b.SetBytes(bytes / int64(len(mails)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		raw := mails[i%len(mails)]
		if m := Parse(raw); m.Damaged || ExternalID(raw) == "" {
			b.Fatal(m.Defects)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}
