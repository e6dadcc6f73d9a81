package cli

import (
	"strings"
	"testing"

	"balcao/backend/desk"
)

func TestTheCutsOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	ana := k.calls("oi").CustomerID
	for range 2 {
		k.want(exitDone, nil, "", "purchase", "add", ana, "--what", "Caderno", "--value", "90,00", "--currency", "BRL")
	}
	var cuts cutsJSON
	k.want(exitDone, &cuts, "", "rfv", "show")
	if cuts.Own || cuts.Buyers != 1 || cuts.Parts != 3 || len(cuts.Days) != 2 || cuts.Value[0] != (desk.Money{Cents: 18_001, Currency: "BRL"}) {
		t.Errorf("%+v", cuts)
	}
	k.want(exitDone, &cuts, "", "rfv", "set", "--days", "30,90", "--times", "2, 4", "--value", "100,00;500,00")
	if !cuts.Own || cuts.Days[1] != 90 || cuts.Times[0] != 2 || cuts.Value[1].Cents != 50_000 {
		t.Errorf("%+v", cuts)
	}
	var shown customerJSON
	k.want(exitDone, &shown, "", "customer", "show", ana)
	if r := shown.RFV; r == nil || r.R != 5 || r.F != 3 || r.V != 3 || !r.Own || r.Parts != 3 {
		t.Errorf("%+v", shown.RFV)
	}
	if said := k.inText("rfv", "show"); !strings.Contains(said, "--days 30,90 --times 2,4 --value ") || !strings.Contains(said, "Cut by you") {
		t.Errorf("says %q", said)
	}
	k.want(exitDone, &cuts, "", "rfv", "set", "--automatic")
	if cuts.Own {
		t.Errorf("%+v", cuts)
	}
	for _, args := range [][]string{{}, {"--days", "90,30"}, {"--days", "1"}, {"--times", "a,b"}, {"--value", "1"}} {
		k.want(exitUsage, nil, "", append([]string{"rfv", "set"}, args...)...)
	}
}
