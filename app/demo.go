package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"balcao/backend/assist"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/phrase"
	"balcao/backend/preference"
	"balcao/backend/secret"
	"balcao/backend/simulator"
	"balcao/backend/syncer"
)

// Demo is the demonstration shop: a real data folder, connected by real sockets to simulated servers that live
// as long as this process.
type Demo struct {
	Shop *Shop
	sim  *simulator.Shop
	day  time.Time // of the first opening
}

// demoName is what the demonstration shop is called.
const demoName = "Papelaria Sabiá"

// demoSeed chooses the shop that everybody sees.
const demoSeed = 1

// OpenDemo starts the simulated servers and opens the folder connected to them. A folder that was opened before
// finds the same past again.
func OpenDemo(ctx context.Context, dir string, progress syncer.Progress) (*Demo, error) {
	day, err := firstDay(dir)
	if err != nil {
		return nil, err
	}
	sim, err := simulator.Start(ctx, simulator.Options{Seed: demoSeed, Day: day})
	if err != nil {
		return nil, err
	}
	// The passwords are the simulator's and worth nothing, so they need no keychain.
	secrets := secret.InMemory()
	shop, err := Open(ctx, Options{Dir: dir, Secrets: func() (secret.Store, error) { return secrets, nil }, Progress: progress})
	if err != nil {
		return nil, errors.Join(err, sim.Close())
	}
	d := &Demo{shop, sim, day}
	if err := errors.Join(d.connect(ctx, sim.Endpoints()), d.choose(ctx), d.offerModel(ctx, sim.Endpoints().LLM)); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// choose does once what the owner of the demonstration shop has chosen in the settings: to answer within twelve
// opening hours, so that late in the evening not everybody who wrote the day before has waited too long.
func (d *Demo) choose(ctx context.Context) error {
	kept, err := preference.Load(ctx, d.Shop.Store)
	if err != nil || kept.Shop.Name != "" {
		return err
	}
	kept.Hours.OnlyOpen, kept.Hours.ReplyHours = true, 12
	return errors.Join(
		d.write(ctx),
		preference.Save(ctx, d.Shop.Store, kept.Hours),
		preference.Save(ctx, d.Shop.Store, preference.Signature("Célia Prado\n"+demoName)),
		preference.Save(ctx, d.Shop.Store, preference.Shop{Name: demoName}), // last: it says that all was done
	)
}

// write keeps what the owner of the demonstration shop says again and again.
func (d *Demo) write(ctx context.Context) error {
	if begun, err := phrase.Begin(ctx, d.Shop.Store, "pt-BR"); err != nil || begun == 0 {
		return err // an earlier opening, which did not come to its end, kept them
	}
	for _, a := range []desk.ShortAnswer{
		{Question: "Vocês entregam?", Answer: "Sim, na cidade, em até dois dias úteis. Acima de R$ 150 a entrega é grátis.", Words: "entrega frete envio motoboy"},
		{Question: "Quanto tempo leva um convite?", Answer: "Cinco dias úteis depois da aprovação da arte.", Words: "prazo convites arte gráfica"},
		{Question: "Como posso pagar?", Answer: "Pix, cartão em até três vezes ou dinheiro na loja.", Words: "pagamento pix cartão parcelar"},
	} {
		if _, _, err := phrase.Save(ctx, d.Shop.Store, desk.Phrase{Answer: &a}); err != nil {
			return err
		}
	}
	return nil
}

// offerModel lets the simulated model draft, under its name, until the owner chooses another or none. Its address is
// another every time.
func (d *Demo) offerModel(ctx context.Context, address string) error {
	terms, err := assist.Terms(ctx, d.Shop.Store)
	if err != nil || terms.BaseURL != "" && terms.Model != simulator.Model {
		return err
	}
	refused := terms.BaseURL != "" && terms.Accepted == ""
	terms.BaseURL, terms.Model = address, simulator.Model
	if refused {
		return preference.Save(ctx, d.Shop.Store, terms)
	}
	return d.Shop.AcceptModel(ctx, terms, "")
}

// Close ends the shop and its servers.
func (d *Demo) Close() error { return errors.Join(d.Shop.Close(), d.sim.Close()) }

// NameCustomers does what the owner of the demonstration shop has done: Twilio never tells a name, so she has
// named the numbers that wrote to her. It names those that are here by now and have no name yet.
func (d *Demo) NameCustomers(ctx context.Context) error {
	names := map[string]string{}
	for _, c := range d.sim.Customers() {
		names[string(desk.SMS)+c.SMS], names[string(desk.WhatsApp)+c.WhatsApp] = c.Name, c.Name
	}
	nameless, err := customer.Nameless(ctx, d.Shop.Store)
	if err != nil {
		return err
	}
	for _, i := range nameless {
		if name := names[string(i.Medium)+i.Address]; name != "" {
			if err := customer.Rename(ctx, d.Shop.Store, i.CustomerID, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// KeepNaming names customers as they arrive, until ctx ends.
func (d *Demo) KeepNaming(ctx context.Context) error {
	changes, unsubscribe := d.Shop.Store.Subscribe()
	defer unsubscribe()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case list, open := <-changes:
			if !open {
				return nil
			}
			if !brings(list) {
				continue
			}
			if err := d.NameCustomers(ctx); err != nil {
				return err
			}
		}
	}
}

// brings tells whether messages came.
func brings(list []desk.Change) bool {
	return slices.ContainsFunc(list, func(c desk.Change) bool {
		return c.Kind == desk.MessageArrived || c.Kind == desk.ManyChanged
	})
}

// firstDay keeps the day of the first opening beside the data.
func firstDay(dir string) (time.Time, error) {
	path := filepath.Join(dir, "demo-day")
	text, err := os.ReadFile(path)
	if err == nil {
		return time.ParseInLocation(time.DateOnly, string(text), time.Local)
	}
	if !os.IsNotExist(err) {
		return time.Time{}, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return time.Time{}, err
	}
	today := time.Now().Format(time.DateOnly)
	if err := os.WriteFile(path, []byte(today), 0o600); err != nil {
		return time.Time{}, err
	}
	return time.ParseInLocation(time.DateOnly, today, time.Local)
}

func (d *Demo) connect(ctx context.Context, e simulator.Endpoints) error {
	mail, err := MailLogin(email.Config{
		Address: e.Address, Name: demoName, User: e.User,
		IMAPHost: e.IMAP, IMAPSecurity: email.Plain, SMTPHost: e.SMTP, SMTPSecurity: email.Plain,
	}, e.Secret)
	if err != nil {
		return err
	}
	numbers, err := TwilioLogin(twilio.Config{
		AccountSID: e.Twilio.AccountSID, SMS: []string{e.Twilio.SMS}, WhatsApp: []string{e.Twilio.WhatsApp}, APIURL: e.Twilio.URL,
	}, "", e.Twilio.Secret)
	if err != nil {
		return err
	}
	for _, login := range []Login{mail, numbers} {
		if _, err := d.Shop.Keep(ctx, login); err != nil {
			return err
		}
	}
	return nil
}
