package eml

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden is a Message as a file that people can check.
type golden struct {
	ExternalID  string
	MessageID   string    `json:",omitempty"`
	InReplyTo   []string  `json:",omitempty"`
	References  []string  `json:",omitempty"`
	From        []Address `json:",omitempty"`
	ReplyTo     []Address `json:",omitempty"`
	To          []Address `json:",omitempty"`
	Cc          []Address `json:",omitempty"`
	Subject     string
	Date        string   `json:",omitempty"`
	Text        []string // its lines
	HTMLParts   []string `json:",omitempty"`
	Attachments []goldenFile
	Auto        AutoKind      `json:",omitempty"`
	Bounce      *BounceReport `json:",omitempty"`
	Damaged     bool
	Defects     []string `json:",omitempty"`
}

type goldenFile struct {
	Name, Type, ContentID string
	Inline                bool
	Size                  int
	SHA256                string
}

func toGolden(raw []byte) golden {
	m := Parse(raw)
	g := golden{
		ExternalID: ExternalID(raw), MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References,
		From: m.From, ReplyTo: m.ReplyTo, To: m.To, Cc: m.Cc, Subject: m.Subject, Text: strings.Split(m.Text, "\n"),
		HTMLParts: m.HTMLParts, Auto: m.Auto, Bounce: m.Bounce, Damaged: m.Damaged, Defects: m.Defects,
	}
	if !m.Date.IsZero() {
		g.Date = m.Date.Format(time.RFC3339)
	}
	for _, a := range m.Attachments {
		sum := sha256.Sum256(a.Data)
		g.Attachments = append(g.Attachments, goldenFile{a.Name, a.Type, a.ContentID, a.Inline, len(a.Data), hex.EncodeToString(sum[:8])})
	}
	return g
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) < 25 {
		t.Fatalf("golden mails: %d, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".eml"), func(t *testing.T) {
			raw := readFile(t, file)
			got, err := json.MarshalIndent(toGolden(raw), "", "\t")
			if err != nil {
				t.Fatal(err)
			}
			target := strings.TrimSuffix(file, ".eml") + ".json"
			if *update {
				if err := os.WriteFile(target, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want := strings.TrimSpace(strings.ReplaceAll(string(readFile(t, target)), "\r\n", "\n"))
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("differs from %s (-want +got):\n%s", target, diff)
			}
		})
	}
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
