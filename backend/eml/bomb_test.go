package eml

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

const bombHead = "From: maria@cliente.example\r\nSubject: bomba\r\nMessage-ID: <b@cliente.example>\r\n"

// bombs are mails made to hang or to eat memory. text is what must survive.
var bombs = []struct {
	name   string
	make   func() string
	text   string
	defect string
}{
	{"nested multiparts", nestedMultiparts, "", DefectTooDeep},
	{"many parts", manyParts, "parte 0", DefectTooManyParts},
	{"a million empty parts", func() string {
		return bombHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\n", 1_000_000)
	}, "", DefectTooManyParts},
	{"many parameters", func() string {
		return bombHead + "Content-Type: text/plain" + numbered("; p%d=v", 100_000) + "\r\n\r\nfica\r\n"
	}, "fica", DefectHeaderSize},
	{"parameters across the limit", func() string {
		return bombHead + "Content-Type: text/plain" + strings.Repeat(";a=b", 20_000) + "\r\n\r\nfica\r\n"
	}, "fica", ""},
	{"continued parameters", func() string {
		return bombHead + "Content-Type: text/plain" + numbered("; name*%d*=%%41", 100_000) + "\r\n\r\nfica\r\n"
	}, "fica", DefectHeaderSize},
	{"header of 1 MB", func() string {
		return bombHead + strings.Repeat("X-Enche: "+strings.Repeat("a", 70)+"\r\n", 14_000) + "\r\nfica\r\n"
	}, "fica", DefectHeaderSize},
	{"one field of 5 MB", func() string {
		return "Subject: " + strings.Repeat("a ", 2_500_000) + "\r\n\r\nfica\r\n"
	}, "fica", DefectHeaderSize},
	{"folded field", func() string { return bombHead + "X-A: b\r\n" + strings.Repeat(" c\r\n", 1_000_000) + "\r\nfica" }, "fica", DefectHeaderSize},
	{"header without end", func() string { return bombHead + strings.Repeat("x: y\r\n", 1_000_000) }, "", DefectHeaderSize},
	{"lines without colon", func() string { return bombHead + strings.Repeat("nada\r\nSubject: x\r\n", 500_000) + "\r\nfica" }, "", DefectHeaderLine},
	{"garbage base64", func() string {
		return bombHead + "Content-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat("!@#$%*()ção-", 20<<20/14)
	}, "", DefectEncoding},
	{"garbage quoted-printable", func() string {
		return bombHead + "Content-Transfer-Encoding: quoted-printable\r\n\r\nfica" + strings.Repeat("==G= \t", 20<<20/6)
	}, "fica", DefectEncoding},
	{"soft breaks of white space", func() string {
		return bombHead + "Content-Transfer-Encoding: quoted-printable\r\n\r\nfica" + strings.Repeat("="+strings.Repeat(" ", 999)+"x", 20_000)
	}, "fica", DefectEncoding},
	{"a line of 20 MB", func() string { return bombHead + "\r\nfica " + strings.Repeat("a", 20<<20) }, "fica", DefectTextSize},
	{"encoded words without end", func() string { return bombHead + "To: " + strings.Repeat("=?utf-8?q?", 12_000) + "\r\n\r\nfica" }, "fica", ""},
	{"encoded words", func() string {
		return "Subject: " + strings.Repeat("=?utf-8?q?a?= =?koi8-r?b?wQ==?= ", 4_000) + "\r\n\r\nfica"
	}, "fica", ""},
	{"address list", func() string { return bombHead + "To: " + strings.Repeat("a@b,", 1_000_000) + "\r\n\r\nfica" }, "fica", DefectHeaderSize},
	{"address brackets", func() string { return "From: " + strings.Repeat("<(\"", 40_000) + "\r\n\r\nfica" }, "fica", ""},
	{"address at signs", func() string { return "From: " + strings.Repeat("@", 120_000) + "\r\n\r\nfica" }, "fica", ""},
	{"references", func() string {
		return bombHead + "References: " + strings.Repeat("<a@b>\r\n ", 30_000) + "\r\n\r\nfica"
	}, "fica", ""},
	{"brackets that do not close", func() string { return bombHead + "References: " + strings.Repeat("<", 120_000) + "\r\n\r\nfica" }, "fica", ""},
	{"boundary of 70,000 bytes", func() string {
		b := strings.Repeat("x", 70_000)
		return bombHead + "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n\r\nfica\r\n--" + b + "--\r\n"
	}, "fica", ""},
	{"almost boundaries", func() string {
		b := strings.Repeat("a", 60)
		return bombHead + "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n" + strings.Repeat("--"+strings.Repeat("a", 59)+"b\r\n", 200_000)
	}, "aaaa", DefectNoBoundary},
	{"dashes", func() string {
		return bombHead + "Content-Type: multipart/mixed; boundary=" + strings.Repeat("-", 50) + "\r\n\r\n" + strings.Repeat("-", 10<<20)
	}, "---", DefectNoBoundary},
	{"nested mails", func() string { return strings.Repeat(bombHead+"Content-Type: message/rfc822\r\n\r\n", 20_000) + "fim" }, "", ""},
	{"nested HTML", func() string {
		return bombHead + "Content-Type: text/html\r\n\r\n" + strings.Repeat("<div><b><a href=x><blockquote>", 100_000) + "fica"
	}, "fica", ""},
	{"hidden HTML", func() string {
		return bombHead + "Content-Type: text/html\r\n\r\nfica" + strings.Repeat("<div hidden><p>x", 200_000) + strings.Repeat("</i>", 200_000)
	}, "fica", ""},
	{"cid references", func() string {
		return bombHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\nfica" + strings.Repeat(`<img src="cid:a">`, 200_000) + "\r\n" +
			numbered("--b\r\nContent-Type: image/png\r\nContent-ID: <c%d>\r\n\r\nx\r\n", 450) + "--b--\r\n"
	}, "fica", ""},
	{"delivery report", func() string {
		return bombHead + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" +
			strings.Repeat("Final-Recipient: rfc822; a@b\r\nAction: failed\r\n\r\n", 200_000) + "--b--\r\n"
	}, "", ""},
}

func nestedMultiparts() string {
	var s strings.Builder
	s.WriteString(bombHead)
	for i := range 10_000 {
		fmt.Fprintf(&s, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	s.WriteString("\r\nfundo\r\n")
	for i := 9_999; i >= 0; i-- {
		fmt.Fprintf(&s, "--b%d--\r\n", i)
	}
	return s.String()
}

func manyParts() string {
	return bombHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + numbered("--b\r\nContent-Type: text/plain\r\n\r\nparte %d\r\n", 100_000) + "--b--\r\n"
}

func numbered(format string, n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, format, i)
	}
	return s.String()
}

// tooLong is for what takes well under a second: a busy machine keeps to it, and work that grows with the square of
// the input does not.
const tooLong = 5 * time.Second * raceFactor

// TestBombs holds every hostile mail to 5 s (without the race detector) and to 300 MB allocated in total, which is more than it can
// have held at any moment.
func TestBombs(t *testing.T) {
	for _, b := range bombs {
		t.Run(b.name, func(t *testing.T) {
			raw := []byte(b.make())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			m := Parse(raw)
			id := ExternalID(raw)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > tooLong {
				t.Errorf("took %v for %d bytes", took, len(raw))
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 300<<20 {
				t.Errorf("allocated %d MB", used>>20)
			}
			if !strings.Contains(m.Text, b.text) {
				t.Errorf("text %.80q lacks %q", m.Text, b.text)
			}
			if b.defect != "" && !contains(m.Defects, b.defect) {
				t.Errorf("defects %v lack %s", m.Defects, b.defect)
			}
			if bytes.Contains(raw, []byte("Subject: bomba")) && m.Subject != "bomba" {
				t.Errorf("subject %.80q", m.Subject)
			}
			if len(id) != 64 {
				t.Errorf("external id %q", id)
			}
		})
	}
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}
