package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// rivals are mbsync, which fetches into a Maildir, and notmuch, which indexes it: together they do what
// Balcão does in one.
type rivals struct {
	folder, user string
	port         int
}

// mbsyncConfig is mbsync at its best on one machine: no fsync (Balcão does fsync) and no compression.
const mbsyncConfig = `FSync no

IMAPAccount a
Host 127.0.0.1
Port %d
User %s
Pass bench
SSLType None
AuthMechs PLAIN
PipelineDepth 50
DisableExtension COMPRESS=DEFLATE

IMAPStore far
Account a

MaildirStore near
Path %[3]s/
Inbox %[3]s/INBOX
SubFolders Verbatim

Channel c
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
`

const notmuchConfig = `[database]
path=%s
mail_root=%s
[user]
name=x
primary_email=contato@lojabalcao.example
[new]
tags=inbox
[maildir]
synchronize_flags=false
`

func (r *rivals) mail() string { return filepath.Join(r.folder, "mail") }

func (r *rivals) prepare(context.Context) error {
	index := filepath.Join(r.folder, "index")
	for _, folder := range []string{r.mail(), index} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	configs := map[string]string{
		"mbsyncrc": fmt.Sprintf(mbsyncConfig, r.port, r.user, r.mail()),
		"notmuch":  fmt.Sprintf(notmuchConfig, index, filepath.Join(r.mail(), "INBOX")),
	}
	for name, content := range configs {
		if err := os.WriteFile(filepath.Join(r.folder, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// sync fetches what is new and indexes it.
func (r *rivals) sync(ctx context.Context) (cost, error) {
	fetch, err := measure(ctx, io.Discard, nil, "mbsync", "-q", "-c", filepath.Join(r.folder, "mbsyncrc"), "c")
	if err != nil {
		return cost{}, err
	}
	index, err := measure(ctx, io.Discard, r.notmuchEnvironment(), "notmuch", "new", "--quiet")
	return fetch.and(index), err
}

// messages asks notmuch how many it knows.
func (r *rivals) messages(ctx context.Context) (int, error) {
	var out strings.Builder
	if _, err := measure(ctx, &out, r.notmuchEnvironment(), "notmuch", "count", "*"); err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(out.String()))
}

func (r *rivals) notmuchEnvironment() []string {
	return []string{"NOTMUCH_CONFIG=" + filepath.Join(r.folder, "notmuch")}
}
