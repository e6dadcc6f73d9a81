package ingest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
	"balcao/backend/preference"
)

var (
	visitor      = regexp.MustCompile(`Reply-To: (.+) <(.+)>`)
	visitorPhone = regexp.MustCompile(`\+\d[\d -]+\d`)
)

// made is a mail as it comes.
func (c *counter) made(raw string) *channel.Inbound {
	c.uid++
	return &channel.Inbound{
		Channel: desk.Email, Mail: true, Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n")), Received: time.Now(),
		Folder: "INBOX", UIDValidity: 1, UID: c.uid,
	}
}

// without takes the lines out of a mail that hold a text.
func without(mail, text string) string {
	return strings.Join(slices.DeleteFunc(strings.SplitAfter(mail, "\n"), func(line string) bool { return strings.Contains(line, text) }), "")
}

// TestTheRecipeForASite: a mail made as the window tells whoever keeps the shop's site belongs to the visitor, in the five
// languages of its labels. The tests of frontend/src/features/doors hold the files to what is told.
func TestTheRecipeForASite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "recipe", "*.eml"))
	if err != nil || len(files) != 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mail, rule := string(raw), preference.OwnSite
		kind, locale, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".eml"), "-")
		if kind == "shared" {
			rule = preference.OtherForms
		}
		who, number := visitor.FindStringSubmatch(mail), visitorPhone.FindString(mail)
		if who == nil || number == "" {
			t.Fatalf("%s names nobody", file)
		}
		name, address, key := who[1], who[2], strings.NewReplacer(" ", "", "-", "").Replace(number)
		belongs := func(how, mail string, to ...string) {
			t.Run(kind+" "+locale+" "+how, func(t *testing.T) {
				c := newCounter(t)
				if kind == "shared" {
					c.mail = addConnection(t, c.st, desk.MailConnection, "shared", desk.Account{ID: "acc-shared", Channel: desk.Email, Address: "papelaria.sol@gmail.com"})
				}
				c.take(c.mail, c.made(mail))
				if got := c.reached(); len(got) != 1 || !slices.Equal(got[name], to) || c.rule() != rule {
					t.Errorf("%v by %q, want %s by %v", got, c.rule(), name, to)
				}
			})
		}
		belongs("with all", mail, "email "+address)
		belongs("with an address alone", without(mail, number), "email "+address)
		if kind == "own" { // elsewhere the form asks for the address
			belongs("with a number alone", without(mail, address), "sms "+key, "whatsapp whatsapp:"+key)
		}
	}
}
