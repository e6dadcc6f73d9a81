package transfer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balcao/backend/consent"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func text(v any) string { return fmt.Sprintf("%v", v) }

const (
	old    = "Mon, 05 Jan 2026 10:00:00 -0300"
	recent = "Sun, 01 Mar 2026 10:00:00 -0300"
)

func (s *shop) mailIn(path string, o Options) Report {
	s.t.Helper()
	r, err := Mail(s.t.Context(), s.st, path, nil, o)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

func TestMailComesInAsHistory(t *testing.T) {
	s := newShop(t)
	box := boxed(
		letter("1", "Ana <ana@cliente.example>", shopAddress, old, "Tem caderno?"),
		letter("2", shopAddress, "Ana <ana@cliente.example>", old, "Tem."),
		letter("3", "Rui <rui@cliente.example>", "outra@loja.example", old, "Não é para nós."),
		letter("4", "Bia <bia@cliente.example>", shopAddress, recent, "From here on:\n>From me to you"),
	)
	path := s.file("velho.mbox", box)

	dry := s.mailIn(path, Options{DryRun: true})
	want(t, "dry run", counts(dry), [4]int{4, 3, 0, 1})
	want(t, "nothing is kept", len(s.everything().messages), 0)

	r := s.mailIn(path, Options{})
	want(t, "import", counts(r), [4]int{4, 3, 0, 1})
	want(t, "what was left out", fmt.Sprint(r.Skipped[0].Reason, " ", strings.Count(box[:strings.Index(box, "<3@")], "\n")), fmt.Sprint("not_ours ", r.Skipped[0].Line))
	all := s.everything()
	want(t, "customers", all.names, []string{"Ana", "Bia"})
	for _, m := range all.messages {
		if !m.History {
			t.Errorf("%q is no history", m.Text)
		}
	}
	want(t, "directions", fmt.Sprint(all.messages[0].Direction != all.messages[1].Direction), "true")
	want(t, "escaped lines", strings.TrimSpace(all.messages[2].Text), "From here on:\n>From me to you")
	page, err := customer.Inbox(t.Context(), s.st, customer.InboxQuery{State: desk.ToReply})
	if err != nil || len(page.Rows) != 0 {
		t.Errorf("%d customers wait, %v", len(page.Rows), err)
	}

	again := s.mailIn(path, Options{})
	want(t, "again", counts(again), [4]int{4, 0, 0, 4})
	want(t, "an import that brings nothing", again.ID, "")
}

func TestMailIsNotDoubledWithWhatAMailboxBrings(t *testing.T) {
	s := newShop(t)
	before := letter("1", "Ana <ana@cliente.example>", shopAddress, old, "Tem caderno?\n>From a friend")
	after := letter("2", "Ana <ana@cliente.example>", shopAddress, recent, "E papel?\n\nFrom Ana")
	s.fetched(before)
	r := s.mailIn(s.file("v.mbox", boxed(before, after)), Options{})
	want(t, "import", counts(r), [4]int{2, 1, 0, 1})
	s.fetched(before, after)
	all := s.everything()
	want(t, "messages", len(all.messages), 2)

	if all.messages[1].History {
		t.Error("what a mailbox brings as news stays history, and nobody sees that Ana waits")
	}
	id := s.customer("mail:ana@cliente.example")
	s.read(func(tx *store.ReadTx) error {
		row, err := tx.Inbox().Row(id)
		want(t, "state", row.State, desk.ToReply)
		open, err2 := tx.Cases().OfCustomer(id, 10)
		want(t, "cases", len(open), 1)
		return errors.Join(err, err2)
	})

	// What a mailbox has brought too stays, because it will not bring it again.
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "undone", u.Messages, 0)
	want(t, "stayed", u.Stayed[0].Reason, desk.StaysOnServer)
}

// TestANoIsHeardThoughAnImportHadIt: history says nothing of what she allows, and news does.
func TestANoIsHeardThoughAnImportHadIt(t *testing.T) {
	s := newShop(t)
	no := letter("1", "Ana <ana@cliente.example>", shopAddress, recent, "SAIR")
	withdrawn := func() (n int) {
		s.read(func(tx *store.ReadTx) error {
			held, err := tx.Deliveries().Consents().Of(store.NewIdentityID(desk.Email, "ana@cliente.example"))
			n = len(held)
			return err
		})
		return n
	}
	s.mailIn(s.file("v.mbox", boxed(no)), Options{})
	want(t, "by the file", withdrawn(), 0)
	for range 2 {
		s.fetched(no)
		want(t, "by the mailbox", withdrawn(), len(desk.Unasked))
	}
}

// TestWhatProvesAConsentStays: she said so in a message that came out of a file.
func TestWhatProvesAConsentStays(t *testing.T) {
	s := newShop(t)
	r := s.mailIn(s.file("v.mbox", boxed(letter("1", "Ana <ana@cliente.example>", shopAddress, old, "Pode mandar novidades."),
		letter("2", "Ana <ana@cliente.example>", shopAddress, old, "Obrigada"))), Options{})
	proof := s.everything().messages[0]
	_, err := consent.Set(t.Context(), s.st, consent.Saying{
		Identity: proof.IdentityID, Purposes: []desk.Purpose{desk.Marketing}, Status: desk.Given, Source: desk.FromMessage, MessageID: proof.ID,
	})
	if err != nil {
		t.Fatal(err)
	}
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	ana := s.customer("mail:ana@cliente.example")
	want(t, "undone", fmt.Sprint(u.Messages, u.Stayed, err), fmt.Sprint(1, []Stayed{{proof.ID, ana, desk.StaysSpoken}, {"", ana, desk.StaysSpoken}}, " <nil>"))
	want(t, "left", len(s.everything().messages), 1)
}

// TestWhoWritesAgainIsSeen: she was merged into another, and her only address was taken away there.
func TestWhoWritesAgainIsSeen(t *testing.T) {
	s := newShop(t)
	s.fetched(letter("1", "Ana <ana@cliente.example>", shopAddress, recent, "Oi"))
	r := s.mailIn(s.file("v.mbox", boxed(letter("2", "Bia <bia@cliente.example>", shopAddress, old, "Antes"))), Options{})
	ana, bia := s.customer("mail:ana@cliente.example"), s.customer("mail:bia@cliente.example")
	_, err := customer.Merge(t.Context(), s.st, ana, bia, nil)
	_, err2 := Undo(t.Context(), s.st, r.ID, nil)
	err3 := customer.RemoveAddress(t.Context(), s.st, store.NewIdentityID(desk.Email, "bia@cliente.example"))
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	s.fetched(letter("3", "Bia <bia@cliente.example>", shopAddress, recent, "Alguém?"))
	page, err := customer.Inbox(t.Context(), s.st, customer.InboxQuery{State: desk.ToReply})
	if err != nil || len(page.Rows) != 2 {
		t.Errorf("%d customers wait, %v", len(page.Rows), err)
	}
	s.rebuildChangesNothing()
	if who, err := customer.Show(t.Context(), s.st, bia); err != nil || who.Name != "Bia" {
		t.Errorf("she is %q, %v", who.Name, err)
	}
}

func TestMailOfAFolder(t *testing.T) {
	s := newShop(t)
	dir := t.TempDir()
	one := letter("1", "Ana <ana@cliente.example>", shopAddress, old, "Um")
	for name, content := range map[string]string{
		"a/um.eml":      strings.ReplaceAll(one, "\r\n", "\n"),
		"a/apple.emlx":  fmt.Sprintf("%d\n%s<?xml version=\"1.0\"?><plist/>", len(letter("2", "ana@cliente.example", shopAddress, old, "Dois")), letter("2", "ana@cliente.example", shopAddress, old, "Dois")),
		"b/Inbox":       boxed(one, letter("3", "ana@cliente.example", shopAddress, old, "Três")),
		"b/Rascunhos":   boxed(letter("4", shopAddress, "ana@cliente.example", old, "Nunca foi")),
		"b/planilha.md": "# nada",
		".oculto":       "x",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := s.mailIn(dir, Options{})
	want(t, "import", [3]int{r.Read, r.New, r.Updated}, [3]int{4, 3, 0})
	want(t, "reasons", reasons(r), map[Reason]int{Here: 1, Draft: 1, NoMail: 1})
}

// TestPlacesThatAreNoConversations: the folders of Maildir, Thunderbird and Apple, under a folder that is a link.
func TestPlacesThatAreNoConversations(t *testing.T) {
	s := newShop(t)
	dir, link := t.TempDir(), filepath.Join(t.TempDir(), "correio")
	for n, name := range []string{".Trash/cur/1", ".INBOX.Spam/new/2", "Lixeira.sbd/3.eml", "Deleted Messages.mbox/Messages/4.emlx", "Pedidos/Rascunhos/5.eml", "Pedidos/6.eml"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(letter(fmt.Sprint(n), "ana@cliente.example", shopAddress, old, "Um")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if os.Symlink(dir, link) != nil {
		link = dir // Windows does not let everybody make one
	}
	r := s.mailIn(link, Options{})
	want(t, "new", r.New, 1)
	want(t, "reasons", reasons(r), map[Reason]int{Deleted: 3, Spam: 1, Draft: 1})
}

func TestMailOfOtherProgramsIsAskedWhatItIs(t *testing.T) {
	cases := []struct {
		name, field string
		want        Reason
	}{
		{"to somebody else", "", NotOurs},
		{"delivered here all the same", "Delivered-To: " + shopAddress, ""},
		{"a draft of Gmail's, in Portuguese", "Delivered-To: " + shopAddress + "\nX-Gmail-Labels: Importante,Rascunhos", Draft},
		{"a label that has to be decoded", "Delivered-To: " + shopAddress + "\nX-Gmail-Labels: =?UTF-8?Q?Lixeira?=", Deleted},
		{"spam", "Delivered-To: " + shopAddress + "\nX-Gmail-Labels: Spam", Spam},
		{"thrown away in Thunderbird", "Delivered-To: " + shopAddress + "\nX-Mozilla-Status: 0009", Deleted},
		{"read in Thunderbird", "Delivered-To: " + shopAddress + "\nX-Mozilla-Status: 0001", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			raw := letter("1", "ana@cliente.example", "lista@outra.example", old, "Oi")
			if c.field != "" {
				raw = strings.ReplaceAll(c.field, "\n", "\r\n") + "\r\n" + raw
			}
			r := s.mailIn(s.file("um.eml", raw), Options{})
			got := Reason("")
			if len(r.Skipped) > 0 {
				got = r.Skipped[0].Reason
			}
			want(t, "reason", got, c.want)
		})
	}
}

func TestMailNeedsAnAddressOfTheShop(t *testing.T) {
	s := newShop(t)
	path := s.file("um.eml", letter("1", "ana@cliente.example", "antiga@papelaria.example", old, "Oi"))
	r, err := Mail(t.Context(), s.st, path, []string{"Antiga@papelaria.example"}, Options{})
	if err != nil || r.New != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	empty, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = empty.Close() }()
	if _, err := Mail(t.Context(), empty, path, nil, Options{}); !desk.HasCode(err, desk.ErrImportNoAddress) {
		t.Errorf("err = %v", err)
	}
	if _, err := Mail(t.Context(), s.st, s.file("x.txt", "nada\n"), nil, Options{}); !desk.HasCode(err, desk.ErrImportUnreadable) {
		t.Errorf("err = %v", err)
	}
}

func TestACancelledImportCanBeTakenAway(t *testing.T) {
	s := newShop(t)
	var raws []string
	for i := range 3000 {
		raws = append(raws, letter(fmt.Sprint(i), "ana@cliente.example", shopAddress, old, strings.Repeat("muito ", 200)))
	}
	path := s.file("v.mbox", boxed(raws...))
	ctx, cancel := context.WithCancel(t.Context())
	r, err := Mail(ctx, s.st, path, nil, Options{Progress: func(done, total int64) {
		if done > total/2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || r.New == 0 || r.New == 3000 || r.ID == "" {
		t.Fatalf("%d new, id %q, %v", r.New, r.ID, err)
	}
	want(t, "what the report says is here", len(s.everything().messages), r.New)
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "taken away", u.Messages, r.New)
	want(t, "left", len(s.everything().messages)+len(s.everything().names), 0)
}

func TestMboxSeparators(t *testing.T) {
	cases := []struct {
		name, box string
		lines     []int
	}{
		{"nothing", "", nil},
		{"no separator", "Subject: x\n\nOi\n", nil},
		{"one", "From a@b Mon Jan  5 10:00:00 2026\nSubject: x\n\nOi\n", []int{1}},
		{"Thunderbird and Gmail", "From - Mon Jan 05 10:00:00 2026\nA: x\n\nOi\n\nFrom 12@xxx Tue Jan 06 10:00:00 +0000 2026\nA: x\n\nOi\n", []int{1, 6}},
		{"a sentence", "From a@b Mon Jan  5 10:00:00 2026\nA: x\n\nFrom here on all is well\n\nFrom me, on Mon at 10:00 2026\nthere\n", []int{1}},
		{"not after an empty line", "From a@b Mon Jan  5 10:00:00 2026\nA: x\n\nOi\nFrom a@b Mon Jan  5 10:00:00 2026\nA: x\n", []int{1}},
		{"Windows line ends", "From a@b Mon Jan  5 10:00:00 2026\r\nA: x\r\n\r\nOi\r\n\r\nFrom a@b Mon Jan  5 10:00:00 2026\r\nA: x\r\n", []int{1, 6}},
		{"a very long line", "From a@b Mon Jan  5 10:00:00 2026\nA: x\n\n" + strings.Repeat("x", 200_000) + "From \n\nFrom a@b Mon Jan  5 10:00:00 2026\nA: x\n", []int{1, 6}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var lines []int
			for box := newMbox(strings.NewReader(c.box)); ; {
				one, err := box.Next()
				if err != nil {
					break
				}
				lines = append(lines, one.line)
			}
			want(t, "lines", lines, c.lines)
		})
	}
	at := envelopeDate([]byte("From 12@xxx Tue Jan 06 10:00:00 +0200 2026"))
	want(t, "date", at.UTC(), time.Date(2026, 1, 6, 8, 0, 0, 0, time.UTC))
}

func FuzzMbox(f *testing.F) {
	f.Add(boxed(letter("1", "a@b.example", "c@d.example", old, "From x\n>From y\n>>From z")))
	f.Add("From - Mon Jan 05 10:00:00 2026\nA: x\n\n\nFrom ")
	f.Fuzz(func(t *testing.T, box string) {
		size, mails := 0, 0
		for m := newMbox(strings.NewReader(box)); ; mails++ {
			one, err := m.Next()
			if err != nil {
				break
			}
			size += len(one.raw)
		}
		if most := len(box) + strings.Count(box, "\n"); size > most {
			t.Errorf("%d bytes out of %d", size, most)
		}
	})
}
