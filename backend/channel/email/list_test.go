package email

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

func listedUIDs(m *Mailbox) (uids []uint32, err error) {
	err = m.List(context.Background(), func(l channel.Listed) error {
		if l.Folder != inbox || l.UIDValidity != 7 || l.Channel != desk.Email {
			return errors.New("not a place of this mailbox")
		}
		uids = append(uids, l.UID)
		return nil
	})
	return uids, err
}

func TestListReadsEveryFormOfAnswer(t *testing.T) {
	const short = "IMAP4rev1 ESEARCH"
	for _, c := range []struct {
		name, caps, say string
		asked           string
		want            []uint32
		refused         bool
	}{
		{"one by one", "IMAP4rev1", "* SEARCH 9 3 4\r\n", "UID SEARCH ALL", []uint32{3, 4, 9}, false},
		{"in runs", short, "* ESEARCH (TAG \"TAG\") UID ALL 3:4,9\r\n", "UID SEARCH RETURN (ALL) ALL", []uint32{3, 4, 9}, false},
		{"one by one where runs were asked for", short, "* SEARCH 3 4\r\n", "UID SEARCH RETURN (ALL) ALL", []uint32{3, 4}, false},
		{"the last UID of all", short, "* ESEARCH (TAG \"TAG\") UID ALL 4294967294:4294967295\r\n", "UID SEARCH", []uint32{4294967294, 4294967295}, false},
		{"nothing of a folder that holds something", short, "* ESEARCH (TAG \"TAG\") UID\r\n", "UID SEARCH", nil, true},
		{"numbers that are no UIDs", short, "* ESEARCH (TAG \"TAG\") ALL 1:3\r\n", "UID SEARCH", nil, true},
		{"a UID of zero", "IMAP4rev1", "* SEARCH 0\r\n", "UID SEARCH ALL", nil, true},
		{"a bomb", short, "* ESEARCH (TAG \"TAG\") UID ALL 1:4294967295\r\n", "UID SEARCH", nil, true},
		{"a bomb that nobody asked for", "IMAP4rev1", "* ESEARCH (TAG \"TAG\") UID ALL 1:4294967295\r\n* SEARCH 2\r\n", "UID SEARCH ALL", []uint32{2}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScript(t, letters(3)...)
			s.caps = c.caps
			s.hook = func(conn *scriptConn, tag, command string) bool {
				if strings.HasPrefix(command, "UID SEARCH") {
					conn.say("%s%s OK done\r\n", strings.ReplaceAll(c.say, `"TAG"`, `"`+tag+`"`), tag)
					return true
				}
				return false
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := listedUIDs(open(t, s.config(), quick()))
			runtime.ReadMemStats(&after)
			if c.refused {
				wantCode(t, err, desk.ErrServer, desk.Temporary)
			} else {
				must(t, err)
			}
			if !slices.Equal(got, c.want) || s.asked(c.asked) != 1 || s.asked("UID FETCH")+s.asked("SELECT") > 0 {
				t.Errorf("listed %v, want %v", got, c.want)
			}
			if grown := int64(after.Sys) - int64(before.Sys); grown > 50<<20 {
				t.Errorf("the process grew by %d MB", grown>>20)
			}
		})
	}
}

func TestListOfAnEmptyFolderAsksNothing(t *testing.T) {
	s := newScript(t)
	if got, err := listedUIDs(open(t, s.config(), quick())); err != nil || len(got) > 0 || s.asked("UID") > 0 {
		t.Errorf("listed %v, %v", got, err)
	}
}
