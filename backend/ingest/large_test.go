package ingest

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// A message as large as all that may be in hand must not wait for room that only its own commit would make.
func TestLargeMailAmongSmallOnes(t *testing.T) {
	st := openStore(t)
	conn := addMailbox(t, st)
	n, err := Begin(t.Context(), st, conn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, size := range []int{1 << 10, 15 << 20, 40 << 20, 1 << 10, bytesInHand, 20 << 20, 1 << 10} {
		raw := fmt.Appendf(nil, "Message-ID: <%d@large.example>\r\nFrom: a@exemplo.example\r\n\r\n", i)
		raw = append(raw, bytes.Repeat([]byte("linha\r\n"), size/7)...)
		in := &channel.Inbound{Channel: desk.Email, Mail: true, Raw: raw, Received: time.Now(), Folder: "INBOX", UIDValidity: 1, UID: uint32(i + 1)}
		if err := n.Take(in, channel.Cursor(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	result, err := n.Close()
	if err != nil {
		t.Fatal(err)
	}
	if got := result["acc-mail"].New; got != 7 {
		t.Errorf("%d messages kept, want 7", got)
	}
}
