package main

import (
	"mime"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func generate(t *testing.T, o options) string {
	t.Helper()
	o.folder = filepath.Join(t.TempDir(), "mail")
	o.seed, o.customers, o.htmlShare, o.fileShare = 1, 50, 15, 5
	if err := run(o); err != nil {
		t.Fatal(err)
	}
	return o.folder
}

func TestACorpusIsAPrefixOfALargerOne(t *testing.T) {
	small, large := generate(t, options{count: 60}), generate(t, options{count: 80, first: 20, unseen: true})
	later, err := filepath.Glob(large + "/new/*")
	if err != nil || len(later) != 60 {
		t.Fatalf("%d later messages, %v; want 60", len(later), err)
	}
	same := 0
	for _, path := range later {
		a, _ := os.ReadFile(path)
		b, err := os.ReadFile(filepath.Join(small, "cur", filepath.Base(path)+":2,S"))
		if err == nil && string(a) == string(b) {
			same++
		}
	}
	if same != 40 {
		t.Errorf("%d messages are the same in both, want 40", same)
	}
}

func TestEveryMessageIsMail(t *testing.T) {
	paths, err := filepath.Glob(generate(t, options{count: 200}) + "/cur/*")
	if err != nil || len(paths) != 200 {
		t.Fatalf("%d messages, %v; want 200", len(paths), err)
	}
	answers := 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		message, err := mail.ReadMessage(strings.NewReader(string(raw)))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if _, _, err := mime.ParseMediaType(message.Header.Get("Content-Type")); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if _, err := message.Header.Date(); err != nil || message.Header.Get("Message-Id") == "" {
			t.Errorf("%s: no date or Message-ID: %v", path, err)
		}
		if message.Header.Get("In-Reply-To") != "" {
			answers++
		}
	}
	if answers < 50 {
		t.Errorf("%d of 200 answer another, want many", answers)
	}
}
