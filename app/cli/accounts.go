package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/desk"
)

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

type testedJSON struct {
	Receive okJSON `json:"receive"`
	Send    okJSON `json:"send"`
}

type okJSON struct {
	OK    bool         `json:"ok"`
	Error *problemJSON `json:"error"`
}

type addedJSON struct {
	ID      desk.AccountID `json:"id"`
	Kind    desk.Channel   `json:"kind"`
	Address string         `json:"address"`
	Tested  *testedJSON    `json:"tested"`
}

// addFlags are the flags of account add, of both kinds.
type addFlags struct {
	address, name, user        string
	imap, imapSecurity         string
	smtp, smtpSecurity         string
	accountSID, keySID, apiURL string
	sms, whatsapp              list
	secretStdin, noTest        bool
	historyDays                int
}

func accountAdd(c *call) func() error {
	f := &addFlags{}
	c.flags.StringVar(&f.address, "address", "", "ADDRESS")
	c.flags.StringVar(&f.name, "name", "", "NAME")
	c.flags.StringVar(&f.user, "user", "", "USER")
	c.flags.StringVar(&f.imap, "imap", "", "HOST:PORT")
	c.flags.StringVar(&f.imapSecurity, "imap-security", "", "tls|starttls|plain")
	c.flags.StringVar(&f.smtp, "smtp", "", "HOST:PORT")
	c.flags.StringVar(&f.smtpSecurity, "smtp-security", "", "tls|starttls|plain")
	c.flags.StringVar(&f.accountSID, "account-sid", "", "SID")
	c.flags.StringVar(&f.keySID, "key-sid", "", "SID")
	c.flags.StringVar(&f.apiURL, "api-url", "", "URL")
	c.flags.Var(&f.sms, "sms", "NUMBER")
	c.flags.Var(&f.whatsapp, "whatsapp", "NUMBER")
	c.flags.BoolVar(&f.secretStdin, "secret-stdin", false, "")
	c.flags.BoolVar(&f.noTest, "no-test", false, "")
	c.flags.IntVar(&f.historyDays, "history-days", account.HistoryDays, "N")
	return func() error {
		kind, err := c.need(1)
		if err != nil {
			return err
		}
		if f.historyDays < 0 {
			return desk.E(desk.ErrUsage, nil, "argument", "--history-days")
		}
		switch kind[0] {
		case "email":
			return c.addEmail(f)
		case "twilio":
			return c.addTwilio(f)
		default:
			return desk.E(desk.ErrUsage, nil, "argument", kind[0])
		}
	}
}

// secret reads the password of an account.
func (c *call) secret(f *addFlags) (string, error) {
	if !f.secretStdin {
		return "", desk.E(desk.ErrUsage, nil, "argument", "--secret-stdin")
	}
	return c.secretLine()
}

// secretLine reads the one line of a secret; flags and the environment would show it to other programs.
func (c *call) secretLine() (string, error) {
	line, err := bufio.NewReader(c.In).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", desk.E(desk.ErrUsage, nil, "argument", "--secret-stdin")
	}
	return line, nil
}

func (c *call) addEmail(f *addFlags) error {
	cfg, err := c.mailConfig(f)
	if err != nil {
		return err
	}
	password, err := c.secret(f)
	if err != nil {
		return err
	}
	login, err := app.MailLogin(cfg, password)
	if err != nil {
		return err
	}
	shop, err := c.open()
	if err != nil {
		return err
	}
	tested, err := c.try(shop, f, login)
	if err != nil {
		return err
	}
	return c.add(shop, f, tested, login)
}

// mailConfig takes what the flags say, and looks the rest up: in the table of providers, then with the domain.
func (c *call) mailConfig(f *addFlags) (email.Config, error) {
	if f.address == "" {
		return email.Config{}, desk.E(desk.ErrUsage, nil, "argument", "--address")
	}
	cfg := email.Config{}
	if f.imap == "" || f.smtp == "" {
		found, err := email.Discover(c.ctx, f.address)
		if err != nil {
			return cfg, err
		}
		cfg = found.Config
	}
	cfg.Address, cfg.Name = f.address, f.name
	choose(&cfg.User, f.user)
	choose(&cfg.IMAPHost, f.imap)
	choose(&cfg.SMTPHost, f.smtp)
	choose(&cfg.IMAPSecurity, email.Security(f.imapSecurity))
	choose(&cfg.SMTPSecurity, email.Security(f.smtpSecurity))
	if cfg.IMAPSecurity == "" {
		cfg.IMAPSecurity = email.TLS
	}
	if cfg.SMTPSecurity == "" {
		cfg.SMTPSecurity = email.TLS
	}
	return cfg, cfg.Validate()
}

func choose[T ~string](to *T, given T) {
	if given != "" {
		*to = given
	}
}

func (c *call) addTwilio(f *addFlags) error {
	cfg := twilio.Config{
		AccountSID: strings.TrimSpace(f.accountSID), KeySID: strings.TrimSpace(f.keySID), SMS: f.sms, WhatsApp: f.whatsapp, APIURL: f.apiURL,
	}
	if err := cfg.Validate(); err != nil {
		return err
	}
	password, err := c.secret(f)
	if err != nil {
		return err
	}
	login, err := app.TwilioLogin(cfg, f.name, password)
	if err != nil {
		return err
	}
	shop, err := c.open()
	if err != nil {
		return err
	}
	tested, err := c.try(shop, f, login)
	if err != nil {
		return err
	}
	if len(cfg.Addresses()) == 0 && (tested == nil || tested.OK()) {
		if err := c.findNumbers(&cfg, password); err != nil {
			return err
		}
		if login, err = app.TwilioLogin(cfg, f.name, password); err != nil {
			return err
		}
	}
	return c.add(shop, f, tested, login)
}

// findNumbers asks the account which numbers it has, when none were named.
func (c *call) findNumbers(cfg *twilio.Config, password string) error {
	numbers, err := twilio.Numbers(c.ctx, *cfg, func() (string, error) { return password, nil })
	for _, n := range numbers {
		switch n.Channel {
		case desk.SMS:
			cfg.SMS = append(cfg.SMS, n.Address.Address)
		case desk.WhatsApp:
			cfg.WhatsApp = append(cfg.WhatsApp, n.Address.Address)
		}
	}
	return err
}

// try tests a login; nil where no test is wanted.
func (c *call) try(shop *app.Shop, f *addFlags, login app.Login) (*account.Tested, error) {
	if f.noTest {
		return nil, nil
	}
	tested, err := shop.Try(c.ctx, login)
	return &tested, err
}

// add keeps a login whose test went well.
func (c *call) add(shop *app.Shop, f *addFlags, tested *account.Tested, login app.Login) error {
	if tested != nil && !tested.OK() {
		return c.refuse(login.New, *tested)
	}
	login.HistoryDays = &f.historyDays
	accounts, err := shop.Keep(c.ctx, login)
	if err != nil {
		return err
	}
	added := make([]addedJSON, 0, len(accounts))
	for _, a := range accounts {
		added = append(added, addedJSON{ID: a.ID, Kind: a.Channel, Address: shownAddress(a), Tested: c.testedJSON(tested)})
	}
	return c.showAdded(added)
}

// refuse tells what the test found; nothing was kept.
func (c *call) refuse(n account.New, t account.Tested) error {
	problem := t.Receive
	if problem == nil {
		problem = t.Send
	}
	added := make([]addedJSON, 0, len(n.Accounts))
	for _, a := range n.Accounts {
		added = append(added, addedJSON{Kind: a.Channel, Address: strings.TrimPrefix(a.Address, "whatsapp:"), Tested: c.testedJSON(&t)})
	}
	c.tell("%s", c.say.Error(problem))
	if c.json {
		c.line(map[string]any{"accounts": added, "error": c.problem(problem)})
	}
	return errShown
}

func (c *call) problem(e *desk.Error) *problemJSON { return problem(c.say, e) }

func (c *call) testedJSON(t *account.Tested) *testedJSON {
	if t == nil {
		return nil
	}
	return &testedJSON{
		Receive: okJSON{OK: t.Receive == nil, Error: c.problem(t.Receive)},
		Send:    okJSON{OK: t.Send == nil, Error: c.problem(t.Send)},
	}
}

func (c *call) showAdded(added []addedJSON) error {
	if c.json {
		c.line(map[string]any{"accounts": added})
		return nil
	}
	for _, a := range added {
		fmt.Fprintf(c.Out, "%s  %s  %s\n", a.ID, c.say.Channel(a.Kind), a.Address)
	}
	return nil
}

// shownAddress is an address without the prefix that only the provider needs.
func shownAddress(a desk.Account) string {
	return strings.TrimPrefix(a.Address, "whatsapp:")
}

type accountJSON struct {
	ID        desk.AccountID `json:"id"`
	Kind      desk.Channel   `json:"kind"`
	Address   string         `json:"address"`
	State     string         `json:"state"`
	LastOK    *string        `json:"last_ok"`
	LastError *problemJSON   `json:"last_error"`
	Since     *string        `json:"since"`
}

func accountList(c *call) func() error {
	return func() error {
		_, shop, err := c.needIn(0, c.openToRead)
		if err != nil {
			return err
		}
		health, err := account.List(c.ctx, shop.Store)
		if err != nil {
			return err
		}
		rows := make([]accountJSON, 0, len(health))
		for _, h := range health {
			rows = append(rows, c.accountJSON(h))
		}
		if c.json {
			c.line(map[string]any{"accounts": rows})
			return nil
		}
		for _, r := range rows {
			line := fmt.Sprintf("%s  %-10s %-32s %s", r.ID, c.say.Channel(r.Kind), r.Address, c.say.Text("account."+r.State))
			if r.LastError != nil {
				line += "  " + r.LastError.Message
			}
			fmt.Fprintln(c.Out, line)
		}
		return nil
	}
}

func (c *call) accountJSON(h account.Health) accountJSON {
	k := h.Connection
	state := "ok"
	switch {
	case k.Error != nil:
		state = "failing"
	case k.LastOK.IsZero():
		state = "new"
	}
	return accountJSON{
		ID: h.ID, Kind: h.Channel, Address: shownAddress(h.Account), State: state,
		LastOK: stamp(k.LastOK), LastError: c.problem(k.Error), Since: stamp(k.FailingSince),
	}
}

func accountTest(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.openToRead)
		if err != nil {
			return err
		}
		h, err := account.Find(c.ctx, shop.Store, desk.AccountID(args[0]))
		if err != nil {
			return err
		}
		tested, err := shop.Test(c.ctx, h)
		if err != nil {
			return err
		}
		err = c.showAdded([]addedJSON{{ID: h.ID, Kind: h.Channel, Address: shownAddress(h.Account), Tested: c.testedJSON(&tested)}})
		if err == nil && !tested.OK() {
			for _, problem := range []*desk.Error{tested.Receive, tested.Send} {
				if problem != nil {
					c.tell("%s", c.say.Error(problem))
				}
			}
			return errShown
		}
		return err
	}
}

func accountRemove(c *call) func() error {
	return func() error {
		args, shop, err := c.needIn(1, c.open)
		if err != nil {
			return err
		}
		id := desk.AccountID(args[0])
		h, err := account.Find(c.ctx, shop.Store, id)
		if err != nil {
			return err
		}
		if err := shop.Disconnect(c.ctx, id); err != nil {
			return err
		}
		c.showRemoved(h)
		return nil
	}
}

func (c *call) showRemoved(h account.Health) {
	if c.json {
		c.line(map[string]any{"removed": []desk.AccountID{h.ID}})
		return
	}
	fmt.Fprintln(c.Out, c.say.Text("account.removed"))
	fmt.Fprintf(c.Out, "%s  %s  %s\n", h.ID, c.say.Channel(h.Channel), shownAddress(h.Account))
}
