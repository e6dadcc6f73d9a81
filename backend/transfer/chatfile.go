package transfer

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// The bounds of an exported chat.
const (
	mostChatText  = 512 << 20
	mostChatFile  = 100 << 20 // one picture or film; WhatsApp compresses its own to less
	mostZipNames  = 100_000
	mostInflation = 200 // a chat and its pictures never get smaller than this; what does is made to fill the memory
	innocentSize  = 64 << 20
)

// chatFile is an exported chat on the disk: a text, and the files that were sent, in a zip or a folder.
type chatFile struct {
	title string // as it is named: "Conversa do WhatsApp com Ana"
	text  string // the name of the text
	files fs.FS
	names map[string]string // where a file lies, by its last name
	size  int64             // of what is on the disk
	read  int64             // of what was made of it
	close func() error
}

// chatTitle is how WhatsApp names an export in the five languages, with whom it was.
var chatTitle = regexp.MustCompile(`(?i)^(?:whatsapp chat|conversas? d[oe] whatsapp|chats? de whatsapp|xat de(?:l| )? ?whatsapp)(?: (?:with|com|con|amb)| -)? (.+?)(?: ?\(\d+\))?$`)

// with is with whom the chat is, by its name; empty when that tells nothing.
func (c *chatFile) with() string {
	m := chatTitle.FindStringSubmatch(strings.TrimSpace(stripMarks(spaces.Replace(c.title))))
	if m == nil {
		return ""
	}
	return m[1]
}

// openChat opens a zip, a text, or a folder that was one.
func openChat(at string) (*chatFile, error) {
	info, err := os.Stat(at)
	if err != nil {
		return nil, unreadable(at, err)
	}
	title := strings.TrimSuffix(filepath.Base(at), filepath.Ext(at))
	switch {
	case info.IsDir():
		return openFolder(at, "", filepath.Base(at))
	case strings.EqualFold(filepath.Ext(at), ".zip"):
		return openZip(at, title, info.Size())
	default:
		return openFolder(filepath.Dir(at), filepath.Base(at), title)
	}
}

func openZip(at, title string, size int64) (*chatFile, error) {
	z, err := zip.OpenReader(at)
	if err != nil {
		return nil, unreadable(at, err)
	}
	c := &chatFile{title: title, files: z, names: map[string]string{}, size: size, close: z.Close}
	if len(z.File) > mostZipNames {
		return nil, errors.Join(unreadable(at, errors.New("too many files")), z.Close())
	}
	for _, f := range z.File {
		c.see(f.Name, f.Mode())
	}
	return c.complete(at)
}

// openFolder opens a folder; files outside of it cannot be reached by any name in the chat.
func openFolder(at, text, title string) (*chatFile, error) {
	root, err := os.OpenRoot(at)
	if err != nil {
		return nil, unreadable(at, err)
	}
	c := &chatFile{title: title, files: root.FS(), names: map[string]string{}, close: root.Close}
	entries, err := fs.ReadDir(c.files, ".")
	if err != nil {
		return nil, errors.Join(unreadable(at, err), root.Close())
	}
	for _, e := range entries {
		c.see(e.Name(), e.Type())
	}
	if text != "" {
		c.text = text
	}
	return c.complete(at)
}

// see takes in one name: it may be the text of the chat.
func (c *chatFile) see(name string, mode fs.FileMode) {
	if !mode.IsRegular() || !fs.ValidPath(name) {
		return
	}
	last := path.Base(name)
	if _, has := c.names[last]; !has {
		c.names[last] = name
	}
	if c.sure(last) > c.sure(path.Base(c.text)) {
		c.text = name
	}
}

// sure tells how surely a file is the chat itself, and no text that was sent in it, which may be an exported chat too.
func (c *chatFile) sure(name string) int {
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch {
	case !strings.EqualFold(path.Ext(name), ".txt") || strings.HasPrefix(name, "."):
		return 0
	case stem == c.title:
		return 4
	case name == "_chat.txt":
		return 3
	case chatTitle.MatchString(stem):
		return 2
	default:
		return 1
	}
}

func (c *chatFile) complete(at string) (*chatFile, error) {
	if c.text == "" {
		return nil, errors.Join(unreadable(at, errors.New("no text")), c.close())
	}
	if last := path.Base(c.text); c.with() == "" && last != "_chat.txt" {
		c.title = strings.TrimSuffix(last, path.Ext(last))
	}
	return c, nil
}

var errInflated = errors.New("more comes out of the file than can be")

// inflating counts what comes out of the file.
type inflating struct {
	io.Reader
	c *chatFile
}

func (r inflating) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.c.read += int64(n)
	if r.c.size > 0 && r.c.read > innocentSize && r.c.read/mostInflation > r.c.size {
		return n, errInflated
	}
	return n, err
}

// openText opens the text of the chat.
func (c *chatFile) openText() (io.ReadCloser, int64, error) {
	f, err := c.files.Open(c.text)
	if err != nil {
		return nil, 0, unreadable(c.text, err)
	}
	info, err := f.Stat()
	if err == nil && info.Size() > mostChatText {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, 0, unreadable(c.text, errors.Join(err, f.Close()))
	}
	return struct {
		io.Reader
		io.Closer
	}{inflating{io.LimitReader(f, mostChatText), c}, f}, info.Size(), nil
}

// file reads a file that was sent; nil when it is not there, or too large.
func (c *chatFile) file(name string) ([]byte, error) {
	at, has := c.names[name]
	if !has || at == c.text {
		return nil, nil
	}
	f, err := c.files.Open(at)
	if err != nil {
		return nil, nil //nolint:nilerr // what cannot be opened is as good as missing
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(inflating{io.LimitReader(f, mostChatFile+1), c})
	switch {
	case errors.Is(err, errInflated):
		return nil, unreadable(c.title, err)
	case err != nil || len(data) > mostChatFile:
		return nil, nil //nolint:nilerr // damaged: the message comes without it
	}
	return data, nil
}
