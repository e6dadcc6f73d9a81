package cli

import (
	"strings"
	"testing"

	"balcao/backend/desk"
)

type shownConsent struct {
	CustomerID string `json:"customer_id"`
	Addresses  []struct {
		ID      string        `json:"id"`
		Medium  string        `json:"medium"`
		Consent []allowedJSON `json:"consent"`
		History []recordJSON  `json:"history"`
	} `json:"addresses"`
}

func TestConsentOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k, id := mailed(t, simulated(t).Endpoints())
	var shown shownConsent
	k.want(exitDone, &shown, "", "consent", "show", id)
	if len(shown.Addresses) != 1 || len(shown.Addresses[0].Consent) != 2 || shown.Addresses[0].Consent[0].Status != desk.NothingSaid || len(shown.Addresses[0].History) != 0 {
		t.Fatalf("at first %+v", shown)
	}
	mail := shown.Addresses[0].ID
	k.want(exitDone, &shown, "", "consent", "set", mail, "given", "--source", "form", "--date", "2026-01-05", "--wording", "Aceito novidades.", "--basis", "own_customer")
	got := shown.Addresses[0].Consent[0]
	if shown.CustomerID != id || got.Status != desk.Given || got.Purpose != desk.Marketing || got.Record == nil || *got.Record.Wording != "Aceito novidades." ||
		*got.Record.Basis != desk.OwnCustomer || !strings.HasPrefix(*got.Record.SaidAt, "2026-01-0") {
		t.Fatalf("given %+v", shown)
	}
	k.want(exitDone, &shown, "", "consent", "set", mail, "withdrawn", "--purpose", "marketing", "--purpose", "surveys")
	if len(shown.Addresses[0].History) != 2 || shown.Addresses[0].Consent[1].Status != desk.Withdrawn {
		t.Fatalf("withdrawn %+v", shown)
	}
	var customer struct{ Consent []allowedJSON }
	k.want(exitDone, &customer, "", "customer", "show", id)
	if len(customer.Consent) != 2 || customer.Consent[0].Status != desk.Withdrawn || string(customer.Consent[0].IdentityID) != mail {
		t.Errorf("customer show %+v", customer)
	}
	text := k.run("", "customer", "show", id, "--data", k.dir).out
	if !strings.Contains(text, "campaigns by Email: opted out") {
		t.Errorf("for people:\n%s", text)
	}
	for _, c := range []struct {
		code     int
		args     []string
		argument string
	}{
		{exitUsage, []string{mail, "perhaps"}, "STATUS"},
		{exitUsage, []string{mail, "given", "--purpose", "gossip"}, "--purpose"},
		{exitUsage, []string{mail, "given", "--channel", "sms"}, "--channel"},
		{exitUsage, []string{mail, "given", "--date", "2199-01-01"}, "--date"},
		{exitUsage, []string{mail}, "STATUS"},
		{exitNone, []string{"nobody", "given"}, ""},
	} {
		said := k.want(c.code, nil, "", append([]string{"consent", "set"}, c.args...)...)
		if got := said.problem(t).Params["argument"]; got != c.argument {
			t.Errorf("%v: names %q, want %q", c.args, got, c.argument)
		}
	}
	k.want(exitNone, nil, "", "consent", "show", "nobody")
}
