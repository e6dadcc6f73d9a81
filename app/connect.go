package app

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"balcao/backend/account"
	"balcao/backend/channel"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/desk"
)

// Login is a connection on its way to being kept, with its password.
type Login struct {
	account.New
	Password string
}

// MailLogin makes the login of a mailbox.
func MailLogin(cfg email.Config, password string) (Login, error) {
	if err := cfg.Validate(); err != nil {
		return Login{}, err
	}
	config, err := json.Marshal(cfg)
	return Login{Password: password, New: account.New{
		Kind: desk.MailConnection, Login: strings.ToLower(cfg.Address), Config: config,
		Accounts: []account.Address{{Channel: desk.Email, Address: cfg.Address, Name: cfg.Name}},
	}}, err
}

// TwilioLogin makes the login of a Twilio account with its numbers; name is what the shop calls them.
func TwilioLogin(cfg twilio.Config, name, password string) (Login, error) {
	if err := cfg.Validate(); err != nil {
		return Login{}, err
	}
	config, err := cfg.Encode()
	l := Login{Password: password, New: account.New{Kind: desk.TwilioConnection, Login: cfg.AccountSID, Config: config}}
	for _, a := range cfg.Addresses() {
		l.Accounts = append(l.Accounts, account.Address{Channel: a.Channel, Address: a.Address, Name: name})
	}
	return l, err
}

// Try tests a login, both ways; nothing is kept.
func (s *Shop) Try(ctx context.Context, l Login) (account.Tested, error) {
	given := func(string) (string, error) { return l.Password, nil }
	return s.test(ctx, desk.Connection{Kind: l.Kind, Config: l.Config}, given)
}

// Test tests the login of an account in use, with the password that is kept.
func (s *Shop) Test(ctx context.Context, h account.Health) (account.Tested, error) {
	kept := func(account string) (string, error) { return s.passwords.of(secretName(h.ConnectionID), account) }
	return s.test(ctx, h.Connection.Connection, kept)
}

func (s *Shop) test(ctx context.Context, c desk.Connection, password func(string) (string, error)) (account.Tested, error) {
	provider, err := s.providerWith(c, password)
	if err != nil {
		return account.Tested{}, err
	}
	tester, ok := provider.(channel.Tester)
	if !ok {
		return account.Tested{}, desk.E(desk.ErrUsage, nil, "argument", string(c.Kind))
	}
	tested := account.Test(ctx, tester)
	if closer, ok := provider.(io.Closer); ok {
		err = closer.Close()
	}
	return tested, err
}

// Keep keeps a login, its password first: an account whose password cannot be kept would only be trouble.
func (s *Shop) Keep(ctx context.Context, l Login) ([]desk.Account, error) {
	if err := s.passwords.keep(secretName(account.ConnectionID(l.Kind, l.Login)), l.Password); err != nil {
		return nil, err
	}
	return account.Add(ctx, s.Store, l.New)
}

// Connect keeps a login whose test goes well.
func (s *Shop) Connect(ctx context.Context, l Login) (account.Tested, []desk.Account, error) {
	tested, err := s.Try(ctx, l)
	if err != nil || !tested.OK() {
		return tested, nil, err
	}
	accounts, err := s.Keep(ctx, l)
	return tested, accounts, err
}

// Renew gives the login of an account in use another password, and a Twilio login the key that it belongs to
// (empty: the account's own token), when they work.
func (s *Shop) Renew(ctx context.Context, h account.Health, keySID, password string) (account.Tested, error) {
	c := h.Connection.Connection
	if c.Kind == desk.TwilioConnection {
		cfg, err := twilio.ParseConfig(c.Config)
		if err == nil {
			cfg.KeySID = keySID
			err = cfg.Validate()
		}
		if err == nil {
			c.Config, err = cfg.Encode()
		}
		if err != nil {
			return account.Tested{}, err
		}
	}
	tested, err := s.test(ctx, c, func(string) (string, error) { return password, nil })
	if err != nil || !tested.OK() {
		return tested, err
	}
	if err := s.passwords.keep(secretName(c.ID), password); err != nil {
		return tested, err
	}
	return tested, account.Renew(ctx, s.Store, c)
}

// Disconnect takes an account out of use, and forgets the password with the last address of its login.
func (s *Shop) Disconnect(ctx context.Context, id desk.AccountID) error {
	gone, err := account.Remove(ctx, s.Store, id)
	if err != nil || gone == "" {
		return err
	}
	err = s.passwords.forget(secretName(gone))
	if desk.HasCode(err, desk.ErrNoSecretStore) {
		return nil // where nothing can be kept, nothing is left
	}
	return err
}
