package window

import (
	"context"

	"balcao/backend/desk"
)

// AccountsDesk connects the shop's accounts and looks after them.
type AccountsDesk interface {
	Accounts(ctx context.Context) ([]AccountCard, error)
	// FindMail looks up where the mail of an address lies. desk.ErrNotFound when nobody knows.
	FindMail(ctx context.Context, address string) (MailPlan, error)
	AddMail(ctx context.Context, form MailForm) (Trial, error)
	FindNumbers(ctx context.Context, form TwilioForm) (NumbersFound, error)
	AddTwilio(ctx context.Context, form TwilioForm) (Trial, error)
	TestAccount(ctx context.Context, id desk.AccountID) (Trial, error)
	ChangePassword(ctx context.Context, change PasswordChange) (Trial, error)
	Removal(ctx context.Context, id desk.AccountID) (Removal, error)
	RemoveAccount(ctx context.Context, id desk.AccountID) error

	// SecretsPlace tells where passwords lie: keychain, file, memory, locked, none.
	SecretsPlace(ctx context.Context) (string, error)
	// RememberSecrets keeps passwords until the window closes.
	RememberSecrets(ctx context.Context) error
}

// AccountCard is an address of the shop in the settings. Addresses of one login share its health.
type AccountCard struct {
	ID           string   `json:"id"`
	ConnectionID string   `json:"connectionId"`
	Kind         string   `json:"kind"` // email, twilio
	Channel      string   `json:"channel"`
	Address      string   `json:"address"`
	Dial         string   `json:"dial"`      // of a WhatsApp number: its digits with the country's, as a link to it has them
	OwnDomain    string   `json:"ownDomain"` // of a mail address: its domain, where that is nobody else's
	KeySID       string   `json:"keySid"`    // of a Twilio login; empty: its token
	LastOK       int64    `json:"lastOk"`    // 0: not read yet
	Since        int64    `json:"since"`     // of the trouble
	Problem      *Problem `json:"problem"`
	// Reading is how far the first reading of its login is; null when that is over.
	Reading *FirstReading `json:"reading"`
}

// FirstReading is how far the first reading of a login is.
type FirstReading struct {
	At    int64 `json:"at"`    // when what was read last was said; 0: not known
	Done  int   `json:"done"`  // messages
	Total int   `json:"total"` // messages; 0: not known
}

// MailPlan is what is known about the mail of an address before its password is.
type MailPlan struct {
	Provider     string     `json:"provider"` // as people call it; empty for a server in no table
	AppPassword  bool       `json:"appPassword"`
	PasswordPage string     `json:"passwordPage"` // where an app password is made
	OAuthOnly    bool       `json:"oauthOnly"`    // takes no password at all
	SwitchOn     bool       `json:"switchOn"`     // wants to be told first that programs may read it
	Server       MailServer `json:"server"`
}

// MailServer is how to reach a mailbox. Hosts are host:port; security is tls, starttls or plain.
type MailServer struct {
	User         string `json:"user"` // empty: the address
	IMAPHost     string `json:"imapHost"`
	IMAPSecurity string `json:"imapSecurity"`
	SMTPHost     string `json:"smtpHost"`
	SMTPSecurity string `json:"smtpSecurity"`
}

// MailForm is a mailbox to be added.
type MailForm struct {
	Address  string     `json:"address"`
	Password string     `json:"password"`
	Server   MailServer `json:"server"`
}

// TwilioForm is a Twilio login to be added with the numbers that the owner chose.
type TwilioForm struct {
	AccountSID string   `json:"accountSid"`
	KeySID     string   `json:"keySid"` // empty: the secret is the account's token
	Secret     string   `json:"secret"`
	APIURL     string   `json:"apiUrl"` // empty: Twilio's usual one
	SMS        []string `json:"sms"`
	WhatsApp   []string `json:"whatsapp"`
}

// NumbersFound is what a Twilio login may use. Numbers are empty when it does not work.
type NumbersFound struct {
	Trial   Trial         `json:"trial"`
	Numbers []FoundNumber `json:"numbers"`
}

// FoundNumber is a number of a Twilio account.
type FoundNumber struct {
	Channel string `json:"channel"`
	Address string `json:"address"`
	Shown   string `json:"shown"` // as people read it
	Name    string `json:"name"`
	// Warning is demo (still answers with Twilio's sample), answers (something answers by itself), sandbox, or
	// offline (Twilio does not let it send); empty for none.
	Warning string `json:"warning"`
}

// Trial is what a test of a login found; null problems mean that the way works.
type Trial struct {
	Receive *Problem `json:"receive"`
	Send    *Problem `json:"send"`
}

// PasswordChange is another password for the login of an account.
type PasswordChange struct {
	AccountID string `json:"accountId"`
	KeySID    string `json:"keySid"` // of a Twilio key; empty: its token
	Password  string `json:"password"`
}

// Removal tells what removing an account means.
type Removal struct {
	Unsent int  `json:"unsent"` // answers that would be held
	Last   bool `json:"last"`   // the login and its password go too
}

// Accounts are the shop's addresses and the logins behind them.
type Accounts struct{ gate *gate }

// List gives the accounts with their health.
func (a *Accounts) List() ([]AccountCard, error) {
	return pass(a.gate, "Accounts.List", func(ctx context.Context, d Desk) ([]AccountCard, error) {
		return d.Accounts(ctx)
	})
}

// FindMail looks up how to reach the mailbox of an address.
func (a *Accounts) FindMail(address string) (MailPlan, error) {
	return pass(a.gate, "Accounts.FindMail", func(ctx context.Context, d Desk) (MailPlan, error) { return d.FindMail(ctx, address) })
}

// AddMail tests a mailbox both ways and keeps it when both work.
func (a *Accounts) AddMail(form MailForm) (Trial, error) {
	return pass(a.gate, "Accounts.AddMail", func(ctx context.Context, d Desk) (Trial, error) { return d.AddMail(ctx, form) })
}

// FindNumbers tests a Twilio login and lists its numbers.
func (a *Accounts) FindNumbers(form TwilioForm) (NumbersFound, error) {
	return pass(a.gate, "Accounts.FindNumbers", func(ctx context.Context, d Desk) (NumbersFound, error) {
		return d.FindNumbers(ctx, form)
	})
}

// AddTwilio tests a Twilio login and keeps it with its numbers when it works.
func (a *Accounts) AddTwilio(form TwilioForm) (Trial, error) {
	return pass(a.gate, "Accounts.AddTwilio", func(ctx context.Context, d Desk) (Trial, error) { return d.AddTwilio(ctx, form) })
}

// Test tests an account both ways.
func (a *Accounts) Test(accountID string) (Trial, error) {
	return pass(a.gate, "Accounts.Test", func(ctx context.Context, d Desk) (Trial, error) {
		return d.TestAccount(ctx, desk.AccountID(accountID))
	})
}

// ChangePassword tests another password and keeps it when it works.
func (a *Accounts) ChangePassword(change PasswordChange) (Trial, error) {
	return pass(a.gate, "Accounts.ChangePassword", func(ctx context.Context, d Desk) (Trial, error) { return d.ChangePassword(ctx, change) })
}

// Removal tells what Remove would do.
func (a *Accounts) Removal(accountID string) (Removal, error) {
	return pass(a.gate, "Accounts.Removal", func(ctx context.Context, d Desk) (Removal, error) {
		return d.Removal(ctx, desk.AccountID(accountID))
	})
}

// Remove takes an account out of use; its history stays.
func (a *Accounts) Remove(accountID string) error {
	return do(a.gate, "Accounts.Remove", func(ctx context.Context, d Desk) error {
		return d.RemoveAccount(ctx, desk.AccountID(accountID))
	})
}

// SecretsPlace tells where passwords lie.
func (a *Accounts) SecretsPlace() (string, error) {
	return pass(a.gate, "Accounts.SecretsPlace", func(ctx context.Context, d Desk) (string, error) { return d.SecretsPlace(ctx) })
}

// RememberSecrets keeps passwords for this time only.
func (a *Accounts) RememberSecrets() error {
	return do(a.gate, "Accounts.RememberSecrets", func(ctx context.Context, d Desk) error { return d.RememberSecrets(ctx) })
}
