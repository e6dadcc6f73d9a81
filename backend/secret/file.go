package secret

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"filippo.io/age"
)

// workFactor is log2 of scrypt's N: 2^17 takes 128 MiB and about half a second to try one passphrase,
// which is what OWASP asks for and what a person bears on every command.
const workFactor = 17

// maxFile bounds what is read of the encrypted file, in bytes: thousands of secrets fit.
const maxFile = 4 << 20

// file is an age file encrypted with a passphrase. Its clear text, a JSON object from name to bytes,
// exists in memory only.
type file struct {
	path       string
	passphrase string
	workFactor int

	mu      sync.Mutex
	read    fs.FileInfo // the version of the file that secrets holds; nil: there was none
	secrets map[string][]byte
}

func newFile(path, passphrase string, workFactor int) *file {
	return &file{path: path, passphrase: passphrase, workFactor: workFactor, secrets: map[string][]byte{}}
}

func (f *file) Get(name string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refresh(); err != nil {
		return "", err
	}
	value, ok := f.secrets[name]
	if !ok {
		return "", ErrNotFound
	}
	return string(value), nil
}

func (f *file) Set(name, value string) error {
	return f.change(func(secrets map[string][]byte) bool {
		old, ok := secrets[name]
		secrets[name] = []byte(value)
		return !ok || string(old) != value
	})
}

func (f *file) Delete(name string) error {
	return f.change(func(secrets map[string][]byte) bool {
		_, ok := secrets[name]
		delete(secrets, name)
		return ok
	})
}

func (*file) Kind() string { return KindFile }

// change applies an edit to the newest version of the file and writes it when the edit says that
// something is different. After a failed write the next call reads the file again.
func (f *file) change(edit func(map[string][]byte) bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refresh(); err != nil {
		return err
	}
	if !edit(f.secrets) {
		return nil
	}
	err := f.write()
	if err != nil {
		f.read, f.secrets = nil, map[string][]byte{}
	}
	return err
}

// refresh reads the file when another process has replaced it since the last look.
func (f *file) refresh() error {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		f.read, f.secrets = nil, map[string][]byte{}
		return nil
	}
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	if f.read != nil && sameVersion(f.read, info) {
		return nil
	}
	secrets, err := f.decrypt()
	if err != nil {
		return err
	}
	f.read, f.secrets = info, secrets
	return nil
}

func sameVersion(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

func (f *file) decrypt() (map[string][]byte, error) {
	sealed, err := readBounded(f.path)
	if err != nil {
		return nil, err
	}
	identity, err := age.NewScryptIdentity(f.passphrase)
	if err != nil {
		return nil, fmt.Errorf("secret: %w", err)
	}
	// A changed header must not be able to ask for more memory than we would ever have written.
	identity.SetMaxWorkFactor(f.workFactor)
	defer debug.FreeOSMemory() // scrypt's memory would double the heap's goal for minutes
	clear, err := age.Decrypt(bytes.NewReader(sealed), identity)
	var noMatch *age.NoIdentityMatchError
	switch {
	case errors.As(err, &noMatch):
		return nil, ErrWrongPassphrase
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	text, err := io.ReadAll(clear)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	secrets := map[string][]byte{}
	if err := json.Unmarshal(text, &secrets); err != nil {
		return nil, ErrDamaged // a JSON error may quote the text
	}
	return secrets, nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("secret: %w", err)
	}
	defer f.Close()
	sealed, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("secret: %w", err)
	}
	if len(sealed) > maxFile {
		return nil, ErrDamaged
	}
	return sealed, nil
}

func (f *file) write() error {
	sealed, err := f.encrypt()
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	if len(sealed) > maxFile {
		return ErrTooBig
	}
	if err := replaceFile(f.path, sealed); err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	f.read = info
	return nil
}

func (f *file) encrypt() ([]byte, error) {
	text, err := json.Marshal(f.secrets)
	if err != nil {
		return nil, err
	}
	recipient, err := age.NewScryptRecipient(f.passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(f.workFactor)
	defer debug.FreeOSMemory()
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, recipient)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return sealed.Bytes(), nil
}

// replaceFile puts the new bytes in place so that after a power cut either the old file or the new one
// is there, whole.
func replaceFile(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temporary := path + ".new"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeSynced(temporary, content); err != nil {
		_ = os.Remove(temporary) // ciphertext only, and the next write removes it too
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		_ = os.Remove(temporary)
		return err
	}
	return syncDir(dir)
}

func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir makes the new name durable. Windows cannot open a folder for that; NTFS journals the rename.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
