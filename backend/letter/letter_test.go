package letter_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/letter"
	"balcao/backend/store"
)

const sender = "ana@cliente.example"

// received keeps one mail, as a pull does, and gives its id.
func received(t *testing.T, st *store.Store, raw string) desk.MessageID {
	t.Helper()
	conn := desk.Connection{ID: "mail", Kind: desk.MailConnection, Config: []byte("{}"), CreatedAt: st.Now()}
	var id desk.MessageID
	changes, stop := st.Subscribe()
	defer stop()
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.Connections().Put(conn); err != nil {
			return err
		}
		return tx.Connections().PutAccount(desk.Account{ID: "a", ConnectionID: conn.ID, Channel: desk.Email, Address: "loja@sabia.example"})
	})
	if err != nil {
		t.Fatal(err)
	}
	intake, err := ingest.Begin(t.Context(), st, conn, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := &channel.Inbound{Channel: desk.Email, Mail: true, Raw: []byte(raw), Received: time.Now(), Folder: "INBOX", UIDValidity: 1, UID: 1}
	if err := intake.Take(in, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Close(); err != nil {
		t.Fatal(err)
	}
	for id == "" {
		select {
		case list := <-changes:
			for _, c := range list {
				id = max(id, c.MessageID)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the mail did not arrive")
		}
	}
	return id
}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func pngBytes(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func mailWith(t *testing.T, html string) string {
	t.Helper()
	return "From: Ana <" + sender + ">\r\nTo: loja@sabia.example\r\nSubject: Oi\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n" + html +
		"\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <foto@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(pngBytes(t)) +
		"\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <mentira@x>\r\n\r\n<svg onload=alert(1)>\r\n--x--\r\n"
}

// gallery gives pictures and notes who was asked for.
type gallery struct {
	content []byte
	mu      sync.Mutex
	asked   []string
}

func (g *gallery) Fetch(_ context.Context, address string) ([]byte, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, address)
	if strings.Contains(address, "gone") {
		return nil, "", errors.New("gone")
	}
	return g.content, "image/png", nil
}

func token(place int) string { return fmt.Sprintf("t-%d", place) }

func TestLetter(t *testing.T) {
	st := openStore(t)
	id := received(t, st, mailWith(t, `<p onclick=x>Oi<img src="cid:foto@x"><img src="cid:mentira@x"><img src="cid:nada"><script>alert(1)</script>`+
		`<a href="https://loja.com.br/x">banco.com.br</a><img src="https://a.example/1.png"><img src="https://a.example/gone.png">`))
	l, err := letter.Read(t.Context(), st, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Links) != 1 || l.Links[0].Host != "loja.com.br" || len(l.Links[0].Flags) != 1 || len(l.Remote) != 2 || l.Sender != sender || l.Trusted {
		t.Errorf("%+v", l)
	}
	shown := l.HTML(t.Context(), st, token, nil)
	written := `src="data:image/png;base64,` + base64.StdEncoding.EncodeToString(pngBytes(t)) + `"`
	if strings.Count(shown, written) != 1 || strings.Contains(shown, "svg") || strings.Contains(shown, "script") || strings.Contains(shown, "a.example") {
		t.Errorf("without pictures from elsewhere: %s", shown)
	}
	if !strings.Contains(shown, `href="/open?u=t-0"`) {
		t.Errorf("no token: %s", shown)
	}
	g := &gallery{content: pngBytes(t)}
	if shown := l.HTML(t.Context(), st, token, g); strings.Count(shown, written) != 2 || len(g.asked) != 2 {
		t.Errorf("with pictures: %s, asked %q", shown, g.asked)
	}
}

func TestTrustIsKept(t *testing.T) {
	st := openStore(t)
	id := received(t, st, mailWith(t, `<img src="https://a.example/1.png">`))
	for _, yes := range []bool{true, true, false, false} {
		if err := letter.Trust(t.Context(), st, sender, yes); err != nil {
			t.Fatal(err)
		}
		if l, err := letter.Read(t.Context(), st, id); err != nil || l.Trusted != yes {
			t.Errorf("trusted %v, want %v, %v", l.Trusted, yes, err)
		}
	}
}

// TestTrustIsTheSenders: whoever sends on behalf of a trusted customer, or names her beside an address, is not trusted.
func TestTrustIsTheSenders(t *testing.T) {
	for name, test := range map[string]struct{ from, reply, sender string }{
		"the customer":             {"ANA@Cliente.example", "", sender},
		"a form that names her":    {"Site <No-Reply@plataforma.example>", sender, "no-reply@plataforma.example"},
		"a name that is her":       {`"` + sender + `, x" <x@evil.example>`, "", "x@evil.example"},
		"a name that is bracketed": {`"Ana <` + sender + `>" <x@evil.example>`, "", "x@evil.example"},
	} {
		t.Run(name, func(t *testing.T) {
			st := openStore(t)
			html := `<p>Nome: Ana</p><p>E-mail: ` + sender + `</p><p>Mensagem: Oi</p><img src="https://a.example/1.png">`
			raw := strings.Replace(mailWith(t, html), "From: Ana <"+sender+">", "From: "+test.from, 1)
			if test.reply != "" {
				raw = "Reply-To: " + test.reply + "\r\n" + raw
			}
			id := received(t, st, raw)
			if err := letter.Trust(t.Context(), st, sender, true); err != nil {
				t.Fatal(err)
			}
			if l, err := letter.Read(t.Context(), st, id); err != nil || l.Sender != test.sender || l.Trusted != (test.sender == sender) {
				t.Errorf("of %s, trusted %v, %v", l.Sender, l.Trusted, err)
			}
		})
	}
}

func TestPlainMailIsNoLetter(t *testing.T) {
	st := openStore(t)
	id := received(t, st, "From: "+sender+"\r\nTo: loja@sabia.example\r\n\r\nOi\r\n")
	if _, err := letter.Read(t.Context(), st, id); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

// TestOldPolicyIsMadeAnew keeps HTML as a sanitiser that knew less would have left it.
func TestOldPolicyIsMadeAnew(t *testing.T) {
	st := openStore(t)
	id := received(t, st, mailWith(t, `<p>novo <a href="https://loja.com.br">x</a>`))
	err := st.Write(t.Context(), func(tx *store.Tx) error {
		m, err := tx.Messages().Get(id)
		if err != nil {
			return err
		}
		customer, err := tx.Messages().CustomerOf(id)
		if err != nil {
			return err
		}
		old := store.NewMessage{Message: m, HTMLPolicy: -1, Targets: "not even JSON"}
		old.ID, old.HTML = "old", "<script>velho</script>"
		return tx.Messages().Insert(old, customer)
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := letter.Read(t.Context(), st, "old")
	if err != nil {
		t.Fatal(err)
	}
	if shown := l.HTML(t.Context(), st, token, nil); !strings.Contains(shown, "novo") || strings.Contains(shown, "velho") || len(l.Links) != 1 {
		t.Errorf("%s, %+v", shown, l.Links)
	}
}

func TestOnePictureManyTimesCostsOnlySoMuch(t *testing.T) {
	st := openStore(t)
	id := received(t, st, mailWith(t, strings.Repeat(`<img src="https://a.example/1.png">`, 1500)))
	l, err := letter.Read(t.Context(), st, id)
	if err != nil {
		t.Fatal(err)
	}
	g := &gallery{content: append(pngBytes(t), make([]byte, 1<<20)...)}
	if shown := l.HTML(t.Context(), st, token, g); len(shown) > 41<<20 || len(g.asked) != 1 {
		t.Errorf("%d bytes, asked %d times", len(shown), len(g.asked))
	}
}
