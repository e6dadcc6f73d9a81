package app_test

import (
	"context"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/account"
	"balcao/backend/channel/email"
	"balcao/backend/channel/twilio"
	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/secret"
	"balcao/backend/simulator"
)

// opened is a shop of its own beside a simulated provider.
type opened struct {
	*app.Shop
	t   *testing.T
	sim simulator.Endpoints
}

func newShop(t *testing.T) opened {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{Seed: 1, Customers: 3, Messages: 20, Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	secrets := secret.InMemory()
	shop, err := app.Open(t.Context(), app.Options{Dir: t.TempDir(), Secrets: func() (secret.Store, error) { return secrets, nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shop.Close(); err != nil {
			t.Error(err)
		}
	})
	return opened{shop, t, sim.Endpoints()}
}

func (o opened) mail(password string) app.Login {
	o.t.Helper()
	l, err := app.MailLogin(email.Config{
		Address: o.sim.Address, User: o.sim.User, IMAPHost: o.sim.IMAP, IMAPSecurity: email.Plain, SMTPHost: o.sim.SMTP, SMTPSecurity: email.Plain,
	}, password)
	if err != nil {
		o.t.Fatal(err)
	}
	return l
}

func (o opened) accounts() []account.Health {
	o.t.Helper()
	list, err := account.List(o.t.Context(), o.Store)
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

// run keeps the loops going until the test ends.
func (o opened) run() {
	ctx, cancel := context.WithCancel(o.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = o.Engine.Run(ctx)
	}()
	o.t.Cleanup(func() {
		cancel()
		<-ended
	})
}

// until waits for the store to tell of a change after which is holds.
func (o opened) until(what string, is func() bool) {
	o.t.Helper()
	changes, stop := o.Store.Subscribe()
	defer stop()
	limit := time.After(30 * time.Second)
	for !is() {
		select {
		case <-changes:
		case <-limit:
			o.t.Fatalf("waited in vain for %s: %+v", what, o.accounts())
		}
	}
}

func (o opened) received() int {
	o.t.Helper()
	page, err := customer.List(o.t.Context(), o.Store, 100, "")
	if err != nil {
		o.t.Fatal(err)
	}
	return len(page.Customers)
}

func TestOnlyALoginThatWorksIsKept(t *testing.T) {
	o := newShop(t)
	tested, accounts, err := o.Connect(t.Context(), o.mail("errada"))
	if err != nil || tested.Receive == nil || tested.Receive.Code != desk.ErrAuth || len(accounts) != 0 || len(o.accounts()) != 0 {
		t.Fatalf("%+v, %+v, %v", tested, accounts, err)
	}
	o.run()
	tested, accounts, err = o.Connect(t.Context(), o.mail(o.sim.Secret))
	if err != nil || !tested.OK() || len(accounts) != 1 {
		t.Fatalf("%+v, %+v, %v", tested, accounts, err)
	}
	o.until("the first messages", func() bool { return o.received() > 0 })
}

func TestANewPasswordEndsTheTrouble(t *testing.T) {
	o := newShop(t)
	if _, err := o.Keep(t.Context(), o.mail("errada")); err != nil {
		t.Fatal(err)
	}
	o.run()
	failing := func() bool { return o.accounts()[0].Connection.Error != nil }
	o.until("the refusal", failing)
	tested, err := o.Renew(t.Context(), o.accounts()[0], "", "errada também")
	if err != nil || tested.OK() || !failing() {
		t.Fatalf("%+v, %v", tested, err)
	}
	tested, err = o.Renew(t.Context(), o.accounts()[0], "", o.sim.Secret)
	if err != nil || !tested.OK() {
		t.Fatalf("%+v, %v", tested, err)
	}
	o.until("the first messages", func() bool { return o.received() > 0 && !failing() })
}

// A login that works gets its new password without any loop being told.
func TestANewPasswordIsUsedNext(t *testing.T) {
	o := newShop(t)
	if _, err := o.Keep(t.Context(), o.mail(o.sim.Secret)); err != nil {
		t.Fatal(err)
	}
	if tested, err := o.Test(t.Context(), o.accounts()[0]); err != nil || !tested.OK() {
		t.Fatalf("%+v, %v", tested, err)
	}
	if _, err := o.Keep(t.Context(), o.mail("errada")); err != nil {
		t.Fatal(err)
	}
	if tested, err := o.Test(t.Context(), o.accounts()[0]); err != nil || tested.OK() {
		t.Errorf("the old password is still used: %+v, %v", tested, err)
	}
}

func TestTheLastAddressTakesThePasswordAlong(t *testing.T) {
	o := newShop(t)
	cfg := twilio.Config{
		AccountSID: o.sim.Twilio.AccountSID, SMS: []string{o.sim.Twilio.SMS}, WhatsApp: []string{o.sim.Twilio.WhatsApp}, APIURL: o.sim.Twilio.URL,
	}
	login, err := app.TwilioLogin(cfg, "", o.sim.Twilio.Secret)
	if err != nil {
		t.Fatal(err)
	}
	if tested, accounts, err := o.Connect(t.Context(), login); err != nil || !tested.OK() || len(accounts) != 2 {
		t.Fatalf("%+v, %+v, %v", tested, accounts, err)
	}
	if _, err := o.Renew(t.Context(), o.accounts()[0], "SK123", o.sim.Twilio.Secret); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a key that is none: %v", err)
	}
	first := o.accounts()[0]
	for _, left := range []int{1, 0} {
		if tested, err := o.Test(t.Context(), first); err != nil || !tested.OK() {
			t.Errorf("with %d left to remove: %+v, %v", left+1, tested, err)
		}
		if err := o.Disconnect(t.Context(), o.accounts()[0].ID); err != nil {
			t.Fatal(err)
		}
		if got := len(o.accounts()); got != left {
			t.Errorf("%d accounts left, want %d", got, left)
		}
	}
	if tested, _ := o.Test(t.Context(), first); tested.Receive == nil || tested.Receive.Code != desk.ErrSecretGone {
		t.Errorf("the password of what was removed is still there: %+v", tested)
	}
}
