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
	"time"

	"github.com/adrg/xdg"
	"gopkg.in/natefinch/lumberjack.v2"

	"balcao/backend/assist"
	"balcao/backend/campaign"
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
	Memory   string // see MemoryDir; empty for a shop whose numbers are told to nobody
	// Secrets gives the secret store; it is called whenever a password is needed that is not known yet.
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
	Store     *store.Store
	Engine    *syncer.Engine
	Assistant *assist.Assistant
	passwords *passwords
	options   Options
	log       *slog.Logger
	closers   []io.Closer
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

// MemoryDir is where this computer remembers how far each data folder has counted. On some systems it lies beside the
// user's data folder, and never in it.
func MemoryDir() string { return filepath.Join(xdg.StateHome, "Balcao-stations") }

// Open opens the shop of a data folder.
func Open(ctx context.Context, o Options) (*Shop, error) {
	st, err := store.Open(ctx, o.Dir, store.Options{ReadOnly: o.ReadOnly, Memory: o.Memory})
	if err != nil {
		return nil, err
	}
	s := &Shop{Store: st, passwords: newPasswords(o.Secrets), options: o, log: slog.New(slog.DiscardHandler)}
	if !o.ReadOnly {
		s.openLog(o.Dir)
	}
	s.Engine = syncer.New(st, s.provider, s.log, o.Progress)
	s.Engine.Feed = func(ctx context.Context) error { return campaign.Feed(ctx, st, s.Checker(ctx)) }
	s.Assistant = assist.New(st, s.facts, s.model)
	s.Engine.Also(func(ctx context.Context) error { _, err := s.AskSurveys(ctx); return err })
	s.closers = append(s.closers, st)
	return s, nil
}

// Dir is the data folder.
func (s *Shop) Dir() string { return s.options.Dir }

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
	return s.providerWith(c, func(account string) (string, error) { return s.passwords.of(secretName(c.ID), account) })
}

// providerWith builds it with a password that need not be kept yet. password is told whose it is.
func (s *Shop) providerWith(c desk.Connection, password func(account string) (string, error)) (syncer.Provider, error) {
	switch c.Kind {
	case desk.MailConnection:
		cfg, err := email.ParseConfig(c.Config)
		if err != nil {
			return nil, err
		}
		return email.New(cfg, func() (string, error) { return password(cfg.Address) }, email.Options{Logger: s.log}), nil
	case desk.TwilioConnection:
		cfg, err := twilio.ParseConfig(c.Config)
		if err != nil {
			return nil, err
		}
		o := twilio.Options{Logger: s.log, Since: s.options.Since}
		if s.options.Once {
			o.WholeEvery = -1
		}
		return twilio.New(cfg, func() (string, error) { return password(cfg.AccountSID) }, o), nil
	default:
		return nil, desk.E(desk.ErrUsage, nil, "argument", string(c.Kind))
	}
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

// SQLiteVersion is the version of the database engine.
func SQLiteVersion() string { return store.Version() }
