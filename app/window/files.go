package window

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/filekind"
)

// FileDesk gives the files of messages.
type FileDesk interface {
	// File gives an attachment and its bytes.
	File(ctx context.Context, id desk.AttachmentID) (desk.Attachment, []byte, error)
}

// File gives an attachment and its bytes.
func (k looks) File(ctx context.Context, id desk.AttachmentID) (desk.Attachment, []byte, error) {
	return customer.File(ctx, k.shop.Store, id)
}

// Files opens attachments with the programs of the system.
type Files struct {
	gate   *gate
	opener *opener
}

// Open copies an attachment aside and opens the copy. Only what can do no harm is opened: the page offers
// nothing else, and what is not what it says it is ends here.
func (f *Files) Open(attachmentID string) error {
	return do(f.gate, "Files.Open", func(ctx context.Context, d Desk) error {
		a, content, err := d.File(ctx, desk.AttachmentID(attachmentID))
		if err != nil {
			return err
		}
		return f.opener.open(a, content)
	})
}

// opener keeps the copies that other programs read, in a folder that only the owner may enter.
type opener struct {
	launch func(path string) error
	prefix string // of the names of such folders, the shop's own

	mu  sync.Mutex
	dir string // empty until the first copy
}

func newOpener(shop string) *opener {
	return &opener{launch: launch, prefix: "balcao-" + desk.HashID("opened", shop) + "-"}
}

func (o *opener) open(a desk.Attachment, content []byte) error {
	kind := filekind.Of(a.Name, a.Type)
	if kind.Ending == "" || !kind.Begins(content[:min(len(content), filekind.HeadSize)]) {
		return desk.E(desk.ErrNotOpened, nil)
	}
	path, err := o.copy(openedName(a.Name, kind), content)
	if err != nil {
		return err
	}
	if err := o.launch(path); err != nil {
		return desk.E(desk.ErrNoProgram, err)
	}
	return nil
}

// openedName has the one ending under which the file is harmless.
func openedName(name string, kind filekind.File) string {
	name = harmlessName(name)
	if filekind.Of(name, "").Kind == kind.Kind {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return shortened(name + kind.Ending)
}

// copy writes a file where only the owner reads it; each has a folder of its own, so that its name is free.
func (o *opener) copy(name string, content []byte) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dir == "" {
		dir, err := os.MkdirTemp("", o.prefix)
		if err != nil {
			return "", diskError(err, os.TempDir())
		}
		o.dir = dir
	}
	dir, err := os.MkdirTemp(o.dir, "")
	if err != nil {
		return "", diskError(err, o.dir)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return "", errors.Join(diskError(err, dir), os.RemoveAll(dir))
	}
	return path, nil
}

// clean removes the copies, those too that an earlier run left because it was killed. Nobody else may have the shop open.
func (o *opener) clean() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.dir = ""
	entries, _ := os.ReadDir(os.TempDir())
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), o.prefix) {
			_ = os.RemoveAll(filepath.Join(os.TempDir(), e.Name())) // Windows keeps what a program still reads
		}
	}
}

// launch hands a file to the program that the system has for it, and does not wait for that program to end.
func launch(path string) error {
	name, args := launcher(runtime.GOOS, path)
	c := exec.Command(name, args...)
	if err := c.Start(); err != nil {
		return err
	}
	go func() { _ = c.Wait() }()
	return nil
}

func launcher(system, path string) (name string, args []string) {
	switch system {
	case "windows":
		return "rundll32.exe", []string{"url.dll,FileProtocolHandler", path}
	case "darwin":
		return "/usr/bin/open", []string{path}
	default:
		return "xdg-open", []string{path}
	}
}
