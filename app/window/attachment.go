package window

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"balcao/backend/desk"
)

// saver copies attachments to where the owner wants them.
type saver struct {
	// ask shows the system's dialog and gives a path, or "" when the owner closes it.
	ask func(ctx context.Context, title, name string) (string, error)
}

func (s saver) save(ctx context.Context, d ConversationDesk, id desk.AttachmentID, title string) (string, error) {
	bytes, name, err := d.OpenAttachment(ctx, id)
	if err != nil {
		return "", err
	}
	defer bytes.Close()
	path, err := s.ask(ctx, title, harmlessName(name))
	if err != nil || path == "" {
		return "", err
	}
	return path, writeWhole(path, bytes)
}

// writeWhole writes beside the target and renames, so that a full disk never leaves half a file under
// the name that the owner chose.
func writeWhole(path string, bytes io.Reader) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".balcao-*")
	if err != nil {
		return diskError(err, filepath.Dir(path))
	}
	_, err = io.Copy(file, bytes)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return diskError(err, filepath.Dir(path))
	}
	return nil
}

func diskError(err error, dir string) error {
	if errors.Is(err, os.ErrPermission) {
		return desk.E(desk.ErrDataReadOnly, err, "dir", dir)
	}
	return desk.E(desk.ErrDataFull, err, "dir", dir)
}

// maxName is how many bytes of a name the common file systems take, with room for " (2)".
const maxName = 240

// harmlessName keeps what a sender called a file from being a path, a hidden file, or text that shows
// its end first (U+202E turns "fdp.exe" around).
func harmlessName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if name == "" {
		return "file"
	}
	return shortened(name)
}

// shortened cuts a name that is too long and keeps its extension, unless that is what is too long.
func shortened(name string) string {
	over := len(name) - maxName
	if over <= 0 {
		return name
	}
	extension := filepath.Ext(name)
	if len(extension) > maxName/2 {
		extension = ""
	}
	stem := strings.TrimSuffix(name, extension)
	stem = strings.ToValidUTF8(stem[:len(stem)-over], "")
	return strings.TrimRight(stem, ". ") + extension
}
