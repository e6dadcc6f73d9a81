package window

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/channel"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/channel/whatsapp"
	"balcao/backend/desk"
	"balcao/backend/ingest"
	"balcao/backend/secret"
)

// logins connects and tests accounts in an open shop.
type logins struct {
	shop     *app.Shop
	lock     *lock // nil: the passwords need no place
	progress *progress
}

// progress remembers how far the first reading of each login is.
type progress struct {
	mu    sync.Mutex
	far   map[desk.ConnectionID]channel.Reading
	begun map[desk.ConnectionID]int // how much the first readings have to read, until all have ended
}

func newProgress() *progress {
	return &progress{far: map[desk.ConnectionID]channel.Reading{}, begun: map[desk.ConnectionID]int{}}
}

func (p *progress) hear(id desk.ConnectionID, so channel.Reading) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.far[id] = so
}

// first tells how far the first reading of a login is; nil when that is over, or nothing was heard of it yet.
func (p *progress) first(id desk.ConnectionID, lastOK time.Time) *FirstReading {
	p.mu.Lock()
	defer p.mu.Unlock()
	so, heard := p.far[id]
	if !heard || !lastOK.IsZero() {
		return nil
	}
	p.begun[id] = so.Total
	return &FirstReading{At: millis(so.At), Done: so.Done, Total: so.Total}
}

// keepFinished counts logins whose first reading has ended among those that still read, so that the sum of all does not
// fall. What has ended has no moment any more.
func (p *progress) keepFinished(accounts []AccountHealth) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.ContainsFunc(accounts, func(a AccountHealth) bool { return a.Reading != nil }) {
		clear(p.begun)
		return
	}
	for i, a := range accounts {
		if total, begun := p.begun[desk.ConnectionID(a.ID)]; begun && a.Reading == nil {
			accounts[i].Reading = &FirstReading{Done: total, Total: total}
		}
	}
}

// Accounts lists the addresses in use.
func (l logins) Accounts(ctx context.Context) ([]AccountCard, error) {
	list, err := account.List(ctx, l.shop.Store)
	cards := make([]AccountCard, len(list))
	for i, h := range list {
		c := h.Connection
		cards[i] = AccountCard{
			ID: string(h.ID), ConnectionID: string(c.ID), Kind: string(c.Kind), Channel: string(h.Channel), Address: readable(h.Channel, h.Address),
			LastOK: millis(c.LastOK), Since: millis(c.FailingSince), Problem: ProblemOf(c.Error),
		}
		switch h.Channel {
		case desk.Email:
			cards[i].OwnDomain = ingest.OwnDomain(h.Address)
		case desk.WhatsApp:
			if digits, isNumber := strings.CutPrefix(h.Address, whatsapp.Prefix+"+"); isNumber {
				cards[i].Dial = digits
			}
		}
		if cfg, err := twilio.ParseConfig(c.Config); err == nil && c.Kind == desk.TwilioConnection {
			cards[i].KeySID = cfg.KeySID
		}
		cards[i].Reading = l.progress.first(c.ID, c.LastOK)
	}
	return cards, err
}

// FindMail looks in the table of providers first, then asks the domain.
func (l logins) FindMail(ctx context.Context, address string) (MailPlan, error) {
	found, err := email.Discover(ctx, address)
	if err != nil {
		return MailPlan{}, err
	}
	return MailPlan{
		Provider: found.Provider, AppPassword: found.Hint.AppPassword, PasswordPage: found.Hint.URL,
		OAuthOnly: found.Hint.OAuthOnly, SwitchOn: found.Hint.SwitchOn,
		Server: MailServer{
			User: found.User, IMAPHost: found.IMAPHost, IMAPSecurity: string(found.IMAPSecurity),
			SMTPHost: found.SMTPHost, SMTPSecurity: string(found.SMTPSecurity),
		},
	}, nil
}

// AddMail connects a mailbox.
func (l logins) AddMail(ctx context.Context, f MailForm) (Trial, error) {
	login, err := app.MailLogin(email.Config{
		Address: f.Address, User: f.Server.User,
		IMAPHost: f.Server.IMAPHost, IMAPSecurity: email.Security(f.Server.IMAPSecurity),
		SMTPHost: f.Server.SMTPHost, SMTPSecurity: email.Security(f.Server.SMTPSecurity),
	}, f.Password)
	if err != nil {
		return Trial{}, err
	}
	return l.connect(ctx, login)
}

func (l logins) connect(ctx context.Context, login app.Login) (Trial, error) {
	tested, _, err := l.shop.Connect(ctx, login)
	return trialOf(tested), err
}

func trialOf(t account.Tested) Trial {
	return Trial{Receive: ProblemOf(t.Receive), Send: ProblemOf(t.Send)}
}

func (f TwilioForm) config() twilio.Config {
	return twilio.Config{AccountSID: f.AccountSID, KeySID: f.KeySID, SMS: f.SMS, WhatsApp: f.WhatsApp, APIURL: f.APIURL}
}

// FindNumbers tests a Twilio login, and lists its numbers when it works.
func (l logins) FindNumbers(ctx context.Context, f TwilioForm) (NumbersFound, error) {
	login, err := app.TwilioLogin(f.config(), "", f.Secret)
	if err != nil {
		return NumbersFound{}, err
	}
	tested, err := l.shop.Try(ctx, login)
	found := NumbersFound{Trial: trialOf(tested)}
	if err != nil || !tested.OK() {
		return found, err
	}
	numbers, err := twilio.Numbers(ctx, f.config(), func() (string, error) { return f.Secret, nil })
	for _, n := range numbers {
		found.Numbers = append(found.Numbers, FoundNumber{
			Channel: string(n.Channel), Address: n.Address.Address, Shown: readable(n.Channel, n.Address.Address), Name: n.Name, Warning: warningOf(n),
		})
	}
	return found, err
}

func warningOf(n twilio.Number) string {
	switch {
	case n.Sandbox:
		return "sandbox"
	case n.Demo:
		return "demo"
	case n.Answers != "":
		return "answers"
	case n.Status != "" && n.Status != "ONLINE":
		return "offline"
	default:
		return ""
	}
}

// AddTwilio connects a Twilio login with its numbers.
func (l logins) AddTwilio(ctx context.Context, f TwilioForm) (Trial, error) {
	login, err := app.TwilioLogin(f.config(), "", f.Secret)
	if err != nil {
		return Trial{}, err
	}
	if len(login.Accounts) == 0 {
		return Trial{}, desk.E(desk.ErrUsage, nil, "argument", "numbers")
	}
	return l.connect(ctx, login)
}

// TestAccount tests an account in use, and looks for news when it works.
func (l logins) TestAccount(ctx context.Context, id desk.AccountID) (Trial, error) {
	h, err := account.Find(ctx, l.shop.Store, id)
	if err != nil {
		return Trial{}, err
	}
	tested, err := l.shop.Test(ctx, h)
	if err == nil && tested.OK() {
		l.shop.Engine.PullNow()
	}
	return trialOf(tested), err
}

// ChangePassword gives the login of an account another password.
func (l logins) ChangePassword(ctx context.Context, c PasswordChange) (Trial, error) {
	h, err := account.Find(ctx, l.shop.Store, desk.AccountID(c.AccountID))
	if err != nil {
		return Trial{}, err
	}
	tested, err := l.shop.Renew(ctx, h, c.KeySID, c.Password)
	return trialOf(tested), err
}

// Removal counts what removing an account would hold.
func (l logins) Removal(ctx context.Context, id desk.AccountID) (Removal, error) {
	unsent, last, err := account.Leaves(ctx, l.shop.Store, id)
	return Removal{Unsent: unsent, Last: last}, err
}

// RemoveAccount takes an account out of use.
func (l logins) RemoveAccount(ctx context.Context, id desk.AccountID) error {
	return l.shop.Disconnect(ctx, id)
}

// SecretsPlace tells where passwords lie.
func (l logins) SecretsPlace(context.Context) (string, error) {
	if l.lock == nil {
		return secret.KindMemory, nil
	}
	return l.lock.place()
}

// RememberSecrets keeps passwords until the window closes.
func (l logins) RememberSecrets(context.Context) error {
	if l.lock == nil {
		return nil
	}
	return l.lock.remember()
}
