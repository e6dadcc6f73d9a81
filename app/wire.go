// Package app is the composition root: it opens a data folder, builds the providers of its connections from an
// explicit list, and hands both faces, the window and the command line, the same deeds.
package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"gopkg.in/natefinch/lumberjack.v2"

	"balcao/backend/channel"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/desk"
	"balcao/backend/outbox"
	"balcao/backend/secret"
	"balcao/backend/store"
	"balcao/backend/syncer"
)

// Options say which shop to open, and how.
type Options struct {
	Dir      string // see DataDir
	ReadOnly bool   // beside another writer
	// Secrets opens the secret store when the first password is needed; it is called once.
	Secrets func() (secret.Store, error)
	// Progress hears how far long pulls are; may be nil.
	Progress syncer.Progress
	// Since stops the history of message channels at a day; zero: as far back as the provider keeps it.
	Since time.Time
	// Once is for a single pass: everything is read again that may have changed.
	Once bool
}

// Shop is an open shop.
type Shop struct {
	Store   *store.Store
	Engine  *syncer.Engine
	Secrets func() (secret.Store, error)
	options Options
	log     *slog.Logger
	closers []io.Closer
}

// DataDir is the user's data folder: chosen, else from BALCAO_DATA, else where the system keeps such things.
func DataDir(chosen string) string {
	if chosen != "" {
		return chosen
	}
	if dir := os.Getenv("BALCAO_DATA"); dir != "" {
		return dir
	}
	return filepath.Join(xdg.DataHome, "Balcao")
}

// Open opens the shop of a data folder.
func Open(ctx context.Context, o Options) (*Shop, error) {
	st, err := store.Open(ctx, o.Dir, store.Options{ReadOnly: o.ReadOnly})
	if err != nil {
		return nil, err
	}
	s := &Shop{Store: st, Secrets: sync.OnceValues(coded(o.Secrets)), options: o, log: slog.New(slog.DiscardHandler)}
	if !o.ReadOnly {
		s.openLog(o.Dir)
	}
	s.Engine = syncer.New(st, s.provider, s.log, o.Progress)
	s.closers = append(s.closers, st)
	return s, nil
}

// openLog writes what happens, never what is said: ids and codes only.
func (s *Shop) openLog(dir string) {
	// The log package would make a folder that others may list.
	if err := os.MkdirAll(filepath.Join(dir, "log"), 0o700); err != nil {
		return // a program that cannot log goes on
	}
	file := &lumberjack.Logger{Filename: filepath.Join(dir, "log", "balcao.log"), MaxSize: 5, MaxBackups: 3}
	s.log = slog.New(slog.NewTextHandler(file, nil))
	s.closers = append(s.closers, file)
}

// Close ends the use of the shop; what is running must have ended before.
func (s *Shop) Close() error {
	var errs []error
	for i := len(s.closers) - 1; i >= 0; i-- {
		errs = append(errs, s.closers[i].Close())
	}
	return errors.Join(errs...)
}

// provider builds the provider of a connection: the explicit list of what Balcão can talk to.
func (s *Shop) provider(c desk.Connection) (syncer.Provider, error) {
	switch c.Kind {
	case desk.MailConnection:
		cfg, err := email.ParseConfig(c.Config)
		if err != nil {
			return nil, err
		}
		return s.Mailbox(cfg, s.secretOf(c.ID, cfg.Address)), nil
	case desk.TwilioConnection:
		cfg, err := twilio.ParseConfig(c.Config)
		if err != nil {
			return nil, err
		}
		return s.Twilio(cfg, s.secretOf(c.ID, cfg.AccountSID)), nil
	default:
		return nil, desk.E(desk.ErrUsage, nil, "argument", string(c.Kind))
	}
}

// Mailbox makes the provider of a mailbox that need not be kept yet.
func (s *Shop) Mailbox(cfg email.Config, password func() (string, error)) *email.Mailbox {
	return email.New(cfg, password, email.Options{Logger: s.log})
}

// Twilio makes the provider of a Twilio account that need not be kept yet.
func (s *Shop) Twilio(cfg twilio.Config, password func() (string, error)) *twilio.Connection {
	o := twilio.Options{Logger: s.log, Since: s.options.Since}
	if s.options.Once {
		o.WholeEvery = -1
	}
	return twilio.New(cfg, password, o)
}

// Checker gives a connection's rules for what may be queued; nil when it cannot be opened.
func (s *Shop) Checker(ctx context.Context) func(desk.ConnectionID) outbox.Checker {
	return func(id desk.ConnectionID) outbox.Checker {
		var checker outbox.Checker
		// A connection that cannot be read has no rules to ask: sending will say what is wrong with it.
		_ = s.Store.Read(ctx, func(tx *store.ReadTx) error {
			rows, err := tx.Connections().All()
			for _, r := range rows {
				if r.ID != id {
					continue
				}
				if p, err := s.provider(r.Connection); err == nil {
					checker = p
				}
			}
			return err
		})
		return checker
	}
}

// secretName is the name of a connection's password in the secret store.
func secretName(id desk.ConnectionID) string { return "connection/" + string(id) }

// secretOf gives a connection's password, which is read from the secret store once: providers ask for it with
// every request, and a keychain or a passphrase takes its time.
func (s *Shop) secretOf(id desk.ConnectionID, account string) func() (string, error) {
	var mu sync.Mutex
	var known string
	return func() (string, error) {
		mu.Lock()
		defer mu.Unlock()
		if known != "" {
			return known, nil
		}
		secrets, err := s.Secrets()
		if err != nil {
			return "", err
		}
		value, err := secrets.Get(secretName(id))
		if errors.Is(err, secret.ErrNotFound) {
			return "", desk.E(desk.ErrSecretGone, err, "account", account)
		}
		known = value
		return value, codedSecret(err)
	}
}

// KeepSecret stores a connection's password.
func (s *Shop) KeepSecret(id desk.ConnectionID, value string) error {
	secrets, err := s.Secrets()
	if err != nil {
		return err
	}
	return codedSecret(secrets.Set(secretName(id), value))
}

// ForgetSecret removes a connection's password.
func (s *Shop) ForgetSecret(id desk.ConnectionID) error {
	secrets, err := s.Secrets()
	if err != nil {
		return err
	}
	return codedSecret(secrets.Delete(secretName(id)))
}

func coded(open func() (secret.Store, error)) func() (secret.Store, error) {
	return func() (secret.Store, error) {
		s, err := open()
		return s, codedSecret(err)
	}
}

// codedSecret gives the secret store's errors the codes that faces translate.
func codedSecret(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, secret.ErrNoStore):
		return desk.E(desk.ErrNoSecretStore, err)
	case errors.Is(err, secret.ErrWrongPassphrase), errors.Is(err, secret.ErrEmptyPassphrase), errors.Is(err, secret.ErrFileMode):
		return desk.E(desk.ErrWrongPassphrase, err)
	default:
		return desk.E(desk.ErrSecretStore, err)
	}
}

// Tester makes what can try a connection's login.
func (s *Shop) Tester(c desk.Connection) (channel.Tester, error) {
	p, err := s.provider(c)
	if err != nil {
		return nil, err
	}
	t, ok := p.(channel.Tester)
	if !ok {
		return nil, desk.E(desk.ErrUsage, nil, "argument", string(c.Kind))
	}
	return t, nil
}

// SQLiteVersion is the version of the database engine.
func SQLiteVersion() string { return store.Version() }
