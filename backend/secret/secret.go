// Package secret keeps passwords and tokens: in the keychain of the operating system, in one file
// encrypted with a passphrase where there is no keychain, or in memory for the life of the process.
//
// It never writes a secret in clear text, knows nothing of accounts, asks nobody anything by itself and
// does not lock against other processes: whoever writes holds the lock of the data folder.
package secret

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
)

// The kinds of store, for the faces, which say plainly where a secret lies.
const (
	KindKeychain = "keychain"
	KindFile     = "file"
	KindMemory   = "memory"
)

// FileName is the encrypted file inside the data folder.
const FileName = "secrets.age"

var (
	// ErrNoStore says that this machine has no keychain that answers and no passphrase was given.
	ErrNoStore = errors.New("secret: no keychain answers and no passphrase was given")
	// ErrNotFound says that the store works and holds nothing under that name.
	ErrNotFound = errors.New("secret: nothing under that name")
	// ErrKeychainSilent says that the keychain is there and did not answer in time, as when it waits for
	// its owner to unlock it.
	ErrKeychainSilent = errors.New("secret: the keychain did not answer in time")
	// ErrTooBig says that the keychain of this system does not take a secret of that size.
	ErrTooBig = errors.New("secret: too big for the keychain")
	// ErrWrongPassphrase says that the encrypted file does not open with that passphrase.
	ErrWrongPassphrase = errors.New("secret: wrong passphrase")
	// ErrEmptyPassphrase says that the passphrase, or the first line of its file, is empty.
	ErrEmptyPassphrase = errors.New("secret: empty passphrase")
	// ErrDamaged says that the encrypted file was cut or changed by somebody else.
	ErrDamaged = errors.New("secret: the encrypted file is damaged")
	// ErrFileMode says that others on this machine may read the passphrase file: it has to be mode 0600.
	ErrFileMode = errors.New("secret: the passphrase file can be read by others")
)

// Store keeps one secret per name. Every method may be called from several goroutines.
type Store interface {
	// Get gives the secret, or ErrNotFound.
	Get(name string) (string, error)
	// Set keeps the secret and replaces an older one; when it returns nil the secret survives a power cut.
	Set(name, value string) error
	// Delete forgets the secret; a name that is not there is no error.
	Delete(name string) error
	// Kind is KindKeychain, KindFile or KindMemory.
	Kind() string
}

// Options say where a store may be found.
type Options struct {
	// Dir is the data folder that holds the encrypted file; it is made with mode 0700 when it is missing.
	Dir string
	// PassphraseFile names a file of mode 0600 whose first line is the passphrase. When it is given, the
	// encrypted file is used even where there is a keychain.
	PassphraseFile string
	// Passphrase asks for the passphrase; it is called at most once, and only where no keychain answers.
	// Nil means that there is nobody to ask.
	Passphrase func() (string, error)
	// WorkFactor is log2 of scrypt's N for the encrypted file; 0 is the price that keeps thieves out, and the only
	// one that may guard real secrets. Tests, where opening the file is not what is tested, take a low one.
	WorkFactor int
}

// Open chooses the store: the encrypted file when a passphrase file is given, else the keychain when it
// answers within two seconds, else the encrypted file when there is somebody to ask, else ErrNoStore. An
// encrypted file that exists is opened at once, so a wrong passphrase is known here.
func Open(opts Options) (Store, error) {
	if opts.PassphraseFile != "" {
		passphrase, err := readPassphrase(opts.PassphraseFile)
		if err != nil {
			return nil, err
		}
		return openFile(opts, passphrase)
	}
	silent := probeKeychain(probeLimit)
	if silent == nil {
		return keychain{limit: answerLimit}, nil
	}
	if opts.Passphrase == nil {
		return nil, fmt.Errorf("%w: %w", ErrNoStore, silent)
	}
	passphrase, err := opts.Passphrase()
	if err != nil {
		return nil, err
	}
	return openFile(opts, passphrase)
}

func openFile(opts Options, passphrase string) (Store, error) {
	if passphrase == "" {
		return nil, ErrEmptyPassphrase
	}
	f := newFile(filepath.Join(opts.Dir, FileName), passphrase, cmp.Or(opts.WorkFactor, workFactor))
	if err := f.refresh(); err != nil {
		return nil, err
	}
	return f, nil
}
