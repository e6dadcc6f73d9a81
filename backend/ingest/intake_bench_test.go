package ingest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// BenchmarkIntake takes in mails of about 4 kB from 1,000 senders; it reports mails per second.
func BenchmarkIntake(b *testing.B) {
	st := openStore(b)
	conn := addMailbox(b, st)
	r := rand.New(rand.NewPCG(1, 2))
	mails := make([][]byte, b.N)
	for i := range mails {
		mails[i] = benchMail(r, i)
	}
	b.ResetTimer()
	n, err := Begin(b.Context(), st, conn, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for i, raw := range mails {
		in := &channel.Inbound{Channel: desk.Email, Mail: true, Raw: raw, Received: time.Now(), Folder: "INBOX", UIDValidity: 1, UID: uint32(i + 1)}
		if err := n.Take(in, channel.Cursor(fmt.Sprint(i))); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := n.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}

func benchMail(r *rand.Rand, i int) []byte {
	var text strings.Builder
	for text.Len() < 3500 {
		fmt.Fprintf(&text, "palavra%d ", r.IntN(20000))
		if r.IntN(12) == 0 {
			text.WriteString("\r\n")
		}
	}
	date := time.Now().Add(-time.Duration(i) * 10 * time.Minute).Format(time.RFC1123Z)
	return fmt.Appendf(nil, "Message-ID: <%d@bench.example>\r\nFrom: Cliente %d <c%d@exemplo.example>\r\nTo: loja@papelaria.example\r\nSubject: Pedido %d\r\nDate: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s",
		i, i%1000, i%1000, i, date, text.String())
}
