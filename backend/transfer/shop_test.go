package transfer

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/store"
)

const shopAddress = "loja@papelaria.example"

// shop is a store with one mailbox, in March 2026.
type shop struct {
	t    *testing.T
	st   *store.Store
	mail desk.Connection
	uid  uint32
}

func newShop(t *testing.T) *shop {
	t.Helper()
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s := &shop{t: t, st: st, mail: desk.Connection{
		ID: "mail", Kind: desk.MailConnection, Config: []byte("{}"), CreatedAt: at, HistoryBefore: at.AddDate(0, 0, -7),
	}}
	s.write(func(tx *store.Tx) error {
		if err := tx.Connections().Put(s.mail); err != nil {
			return err
		}
		return tx.Connections().PutAccount(desk.Account{ID: "acc", ConnectionID: "mail", Channel: desk.Email, Address: shopAddress})
	})
	return s
}

func (s *shop) write(fn func(*store.Tx) error) {
	s.t.Helper()
	if err := s.st.Write(context.Background(), fn); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) read(fn func(*store.ReadTx) error) {
	s.t.Helper()
	if err := s.st.Read(context.Background(), fn); err != nil {
		s.t.Fatal(err)
	}
}

// file writes a file and gives its path.
func (s *shop) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// zip writes a zip of names and contents.
func (s *shop) zip(name string, files ...string) string {
	s.t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		s.t.Fatal(err)
	}
	return s.file(name, out.String())
}

// fetched has the mailbox bring mails, as IMAP would.
func (s *shop) fetched(raws ...string) {
	s.t.Helper()
	intake, err := ingest.Begin(context.Background(), s.st, s.mail, ingest.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, raw := range raws {
		s.uid++
		in := &channel.Inbound{
			Channel: desk.Email, Mail: true, Raw: []byte(raw), Received: s.st.Now().AddDate(0, 0, -1), Folder: "INBOX", UIDValidity: 1, UID: s.uid,
		}
		if err := intake.Take(in, "c"); err != nil {
			s.t.Fatal(err)
		}
	}
	if _, err := intake.Close(); err != nil {
		s.t.Fatal(err)
	}
}

// letter is a mail with the line ends of the wire.
func letter(id, from, to, date, body string) string {
	text := "Message-ID: <" + id + "@cliente.example>\nFrom: " + from + "\nTo: " + to + "\nSubject: Pedido\nDate: " + date + "\n\n" + body + "\n"
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// boxed makes an mbox of mails, with plain line ends.
func boxed(raws ...string) string {
	var b strings.Builder
	for _, raw := range raws {
		b.WriteString("From ana@cliente.example Mon Jan  5 10:00:00 2026\n")
		for line := range strings.Lines(strings.ReplaceAll(raw, "\r\n", "\n")) {
			if escaped.MatchString(line) || strings.HasPrefix(line, "From ") {
				b.WriteString(">")
			}
			b.WriteString(line)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// everything is all messages, the oldest first, and all names.
type everything struct {
	messages []desk.Message
	names    []string
}

func (s *shop) everything() (all everything) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) error {
		page, err := tx.Customers().Page(0, 1000)
		for _, k := range page {
			all.names = append(all.names, k.Name)
		}
		if err != nil {
			return err
		}
		return tx.Messages().Each(time.Time{}, "", func(m desk.Message) error {
			whole, err := tx.Messages().Get(m.ID)
			all.messages = append(all.messages, whole)
			return err
		})
	})
	slices.Sort(all.names)
	return all
}

// customer finds who has a key.
func (s *shop) customer(key string) (id desk.CustomerID) {
	s.t.Helper()
	s.read(func(tx *store.ReadTx) (err error) { id, err = tx.Customers().ByKey(key); return err })
	return id
}

// reasons counts why things were left out.
func reasons(r Report) map[Reason]int {
	n := map[Reason]int{}
	for _, s := range r.Skipped {
		n[s.Reason]++
	}
	return n
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := text(got), text(want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

// counts is what a report says in numbers.
func counts(r Report) [4]int { return [4]int{r.Read, r.New, r.Updated, len(r.Skipped)} }
