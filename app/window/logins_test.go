package window

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"balcao/app"
	"balcao/backend/channel/email"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/secret"
	"balcao/backend/simulator"
)

// ownHouse is an empty shop of the owner's, on a machine without a keychain, beside simulated providers.
func ownHouse(t *testing.T) (counter, simulator.Endpoints) {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{Seed: 1, Customers: 3, Messages: 20, Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	lock := newLock(t.Context(), nowhere(t))
	shop, err := app.Open(t.Context(), app.Options{Dir: t.TempDir(), Secrets: lock.open})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shop.Close(); err != nil {
			t.Error(err)
		}
	})
	c := counter{
		list: list{shop: shop}, talk: talk{shop}, choices: choices{shop}, logins: logins{shop, lock, newProgress()},
		house: newHouse(shop, lock, newProgress()),
	}
	return c, sim.Endpoints()
}

func mailForm(e simulator.Endpoints, password string) MailForm {
	return MailForm{Address: e.Address, Password: password, Server: MailServer{
		User: e.User, IMAPHost: e.IMAP, IMAPSecurity: string(email.Plain), SMTPHost: e.SMTP, SMTPSecurity: string(email.Plain),
	}}
}

func twilioForm(e simulator.Endpoints, secret string) TwilioForm {
	return TwilioForm{AccountSID: e.Twilio.AccountSID, Secret: secret, APIURL: e.Twilio.URL}
}

func TestAMailboxIsConnected(t *testing.T) {
	h, e := ownHouse(t)
	ctx := t.Context()
	trial, err := h.AddMail(ctx, mailForm(e, "errada"))
	if err != nil || trial.Receive == nil || trial.Receive.Code != string(desk.ErrAuth) {
		t.Fatalf("%+v, %v", trial, err)
	}
	if _, err := h.AddMail(ctx, mailForm(e, e.Secret)); !desk.HasCode(err, desk.ErrNoSecretStore) {
		t.Fatalf("a password without a place: %v", err)
	}
	if place, err := h.SecretsPlace(ctx); err != nil || place != secretsNone {
		t.Errorf("%q, %v", place, err)
	}
	if err := h.RememberSecrets(ctx); err != nil {
		t.Fatal(err)
	}
	if trial, err := h.AddMail(ctx, mailForm(e, e.Secret)); err != nil || trial != (Trial{}) {
		t.Fatalf("%+v, %v", trial, err)
	}
	if place, err := h.SecretsPlace(ctx); err != nil || place != secret.KindMemory {
		t.Errorf("%q, %v", place, err)
	}
	cards, err := h.Accounts(ctx)
	if err != nil || len(cards) != 1 || cards[0].Address != e.Address || cards[0].Kind != string(desk.MailConnection) || cards[0].LastOK != 0 ||
		"contato@"+cards[0].OwnDomain != e.Address || cards[0].Dial != "" {
		t.Fatalf("%+v, %v", cards, err)
	}
	id := desk.AccountID(cards[0].ID)
	if trial, err := h.TestAccount(ctx, id); err != nil || trial != (Trial{}) {
		t.Errorf("%+v, %v", trial, err)
	}
	trial, err = h.ChangePassword(ctx, PasswordChange{AccountID: cards[0].ID, Password: "errada"})
	if err != nil || trial.Receive == nil {
		t.Errorf("%+v, %v", trial, err)
	}
	if trial, err := h.TestAccount(ctx, id); err != nil || trial != (Trial{}) {
		t.Errorf("the password that did not work was kept: %+v, %v", trial, err)
	}
	checkRemoval(t, h, id)
}

// checkRemoval: what waits in the queue is counted, and held when the account goes.
func checkRemoval(t *testing.T, h counter, id desk.AccountID) {
	t.Helper()
	ctx := t.Context()
	if _, err := h.logins.shop.Engine.Once(ctx, func(desk.ConnectionID) bool { return true }); err != nil {
		t.Fatal(err)
	}
	page, err := h.InboxPage(ctx, InboxQuery{State: string(desk.Closed), Limit: 50})
	if err != nil || len(page.Rows) == 0 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	reply := Reply{CustomerID: page.Rows[0].CustomerID, Channel: string(desk.Email), Text: "Já vai", HoldMs: time.Hour.Milliseconds()}
	if _, err := h.Reply(ctx, reply); err != nil {
		t.Fatal(err)
	}
	if removal, err := h.Removal(ctx, id); err != nil || removal != (Removal{Unsent: 1, Last: true}) {
		t.Errorf("%+v, %v", removal, err)
	}
	if err := h.RemoveAccount(ctx, id); err != nil {
		t.Fatal(err)
	}
	if cards, err := h.Accounts(ctx); err != nil || len(cards) != 0 {
		t.Errorf("%+v, %v", cards, err)
	}
}

func TestNumbersAreFoundAndConnected(t *testing.T) {
	h, e := ownHouse(t)
	ctx := t.Context()
	if err := h.RememberSecrets(ctx); err != nil {
		t.Fatal(err)
	}
	wrong, err := h.FindNumbers(ctx, twilioForm(e, "errada"))
	if err != nil || wrong.Trial.Receive == nil || len(wrong.Numbers) != 0 {
		t.Fatalf("%+v, %v", wrong, err)
	}
	form := twilioForm(e, e.Twilio.Secret)
	found, err := h.FindNumbers(ctx, form)
	if err != nil || found.Trial != (Trial{}) || len(found.Numbers) != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, n := range found.Numbers {
		if strings.Contains(n.Shown, "whatsapp:") || n.Shown == "" {
			t.Errorf("%+v is not for people", n)
		}
	}
	if _, err := h.AddTwilio(ctx, form); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("no number was chosen: %v", err)
	}
	form.WhatsApp = []string{found.Numbers[1].Address}
	if trial, err := h.AddTwilio(ctx, form); err != nil || trial != (Trial{}) {
		t.Fatalf("%+v, %v", trial, err)
	}
	cards, err := h.Accounts(ctx)
	if err != nil || len(cards) != 1 || cards[0].Channel != string(desk.WhatsApp) || "whatsapp:+"+cards[0].Dial != form.WhatsApp[0] {
		t.Errorf("%+v, %v", cards, err)
	}
}

func TestThePlanOfAMailbox(t *testing.T) {
	h, _ := ownHouse(t)
	plan, err := h.FindMail(t.Context(), "loja@gmail.com")
	if err != nil || plan.Provider != "Gmail" || !plan.AppPassword || plan.PasswordPage == "" || plan.Server.IMAPHost == "" {
		t.Errorf("%+v, %v", plan, err)
	}
	if _, err := h.FindMail(t.Context(), "loja"); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("not an address: %v", err)
	}
}

func TestPreferencesCrossTheBridge(t *testing.T) {
	h, _ := ownHouse(t)
	p := &Preferences{openGate(t, h, nil)}
	if err := p.SaveLook(preference.Look{Theme: "dark", Text: "larger"}); err != nil {
		t.Fatal(err)
	}
	if err := p.SaveKeys(preference.Keys{Changed: map[string][]string{"undo": nil}}); err != nil {
		t.Fatal(err)
	}
	if got := told(t, p.SaveLook(preference.Look{Theme: "pink", Text: "larger"})); got.Code != string(desk.ErrUsage) {
		t.Errorf("%+v", got)
	}
	face := (&Shop{gate: p.gate}).Face()
	text, err := json.Marshal(face)
	if err != nil || face.Preferences.Look.Theme != "dark" || strings.Contains(string(text), "null") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestTheFirstPaintWaitsForNobody(t *testing.T) {
	for name, g := range map[string]*gate{"not open yet": newGate(), "not to be opened": openGate(t, nil, desk.E(desk.ErrDataLocked, nil))} {
		if got := (&Preferences{g}).soon(0); got.Look != preference.Usual().Look || got.Keys.Changed == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestTheFolderIsShown(t *testing.T) {
	var shown string
	a := &About{version: "1.2.3", dir: t.TempDir(), show: func(dir string) error {
		shown = dir
		return nil
	}}
	facts := a.Facts()
	if facts.Version != "1.2.3" || facts.SQLite == "" || facts.Dir != a.dir {
		t.Errorf("%+v", facts)
	}
	if err := a.ShowFolder(); err != nil || shown != facts.Dir {
		t.Errorf("showed %q, %v", shown, err)
	}
}
