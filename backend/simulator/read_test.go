package simulator

import (
	"slices"
	"testing"

	"balcao/backend/simulator/life"
)

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want received
	}{
		"plain":      {"Message-ID: <a@b>\r\nSubject: oi\r\n\r\num\r\ndois\r\n", received{id: "a@b", subject: "oi", text: "um\ndois\n"}},
		"answer":     {"Message-ID: <c@b>\r\nReferences: <x@y> <a@b>\r\n\r\n", received{id: "c@b", references: []string{"x@y", "a@b"}}},
		"automatic":  {"Auto-Submitted: auto-generated\r\n\r\nx", received{automatic: true, text: "x"}},
		"by a human": {"Auto-Submitted: no\r\n\r\nx", received{text: "x"}},
		"alternative": {
			"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b\r\n" +
				"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOl=C3=A1\r\n--b--\r\n", received{text: "Olá"},
		},
		"nothing":   {"", received{}},
		"no header": {"just words", received{}},
	} {
		got := read([]byte(c.raw))
		if got.id != c.want.id || got.subject != c.want.subject || got.text != c.want.text || got.automatic != c.want.automatic || !slices.Equal(got.references, c.want.references) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// FuzzRead: whatever a program sends, the customers' mail program does not fall over, and the answer to
// it can be written.
func FuzzRead(f *testing.F) {
	f.Add([]byte(letterToRafael))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b--"))
	f.Add([]byte("Content-Type: text/plain; charset=nothing\r\nContent-Transfer-Encoding: nothing\r\n\r\n\xff"))
	o := Options{Messages: 300}.complete()
	customers := newAnswering(&Shop{options: o, life: life.New(life.Options{Messages: o.Messages, Day: o.Day})})
	p := customers.shop.life.Person("rafael.kowalski@correio.example")
	f.Fuzz(func(t *testing.T, raw []byte) {
		letter := read(raw)
		answer := customers.compose(p, letter, o.Day, o.Day, "Obrigado!", 0)
		back := read(answer)
		if back.text == "" || back.id == "" {
			t.Fatalf("the answer cannot be read:\n%s", answer)
		}
		if letter.id != "" && len(back.references) == 0 {
			t.Errorf("the answer to %q refers to nothing:\n%s", letter.id, answer)
		}
	})
}
