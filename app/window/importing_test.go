package window

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"balcao/app"
)

// imports is the bound struct over an empty shop; the dialog answers with path.
func imports(t *testing.T, path string) (*Imports, context.CancelFunc) {
	t.Helper()
	shop, err := app.Open(t.Context(), app.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shop.Close() })
	open, cancel := context.WithCancel(t.Context())
	old := newOldLife(open, shop)
	t.Cleanup(func() { cancel(); old.rest() })
	choose := func(context.Context, string, bool) (string, error) { return path, nil }
	return &Imports{gate: openGate(t, counter{oldLife: old}, nil), choose: choose, emit: func(context.Context, Importing) {}}, cancel
}

func TestImports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "agenda.vcf")
	if err := os.WriteFile(path, []byte("BEGIN:VCARD\nFN:Ana\nTEL:11 98765-4321\nEND:VCARD\nBEGIN:VCARD\nFN:Bia\nEND:VCARD\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	i, closeShop := imports(t, path)
	ask := ImportAsk{Kind: "vcard"}
	_, err := i.Preview(ask)
	if p := told(t, err); p.Code != "usage" {
		t.Errorf("before a file was chosen: %+v", p)
	}
	if name, err := i.Choose("", false); name != "agenda.vcf" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
	dry, err := i.Preview(ask)
	if got := fmt.Sprintf("%+v %v", dry, err); got != "{ID: Read:2 New:1 Updated:0 Left:[{Reason:no_address Count:1 Where:[5]}] Stopped:false Shop: Customer: Phone: Sales:<nil>} <nil>" {
		t.Errorf("preview: %s", got)
	}
	r, err := i.Bring(ask)
	if err != nil || r.New != 1 || r.ID == "" {
		t.Errorf("%+v, %v", r, err)
	}
	list, err := i.List()
	if err != nil || len(list) != 1 || list[0].ID != r.ID || list[0].New != 1 || list[0].UndoneAt != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	u, err := i.Undo(r.ID)
	if err != nil || u.Customers != 1 || len(u.Stayed) != 0 {
		t.Errorf("%+v, %v", u, err)
	}
	if file := i.Running(); file != "" {
		t.Errorf("%q still comes in", file)
	}
	i.Stop() // nothing runs: nothing happens
	closeShop()
	if r, err = i.Bring(ask); err != nil || !r.Stopped || r.ID != "" {
		t.Errorf("after the shop has closed: %+v, %v", r, err)
	}
}

func TestImportsOfPurchases(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vendas.csv")
	table := "Data;Quem;Valor;Obs\n05/03/2026;Ana;89,90;a\n05/03/2026;Ana;89,90;b\n31/02/2026;Ana;1,00;c\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	i, _ := imports(t, path)
	if _, err := i.Choose("", false); err != nil {
		t.Fatal(err)
	}
	ask := ImportAsk{Kind: "purchases"}
	_, err := i.Preview(ask)
	if p := told(t, err); p.Code != "purchase.columns" || p.Params["columns"] != "Data · Quem · Valor · Obs" || p.Params["found"] != "date=1 · value=3 · note=4" {
		t.Errorf("%+v", p)
	}
	ask.Columns, ask.Place = []string{"name=2", "note="}, "partner"
	dry, err := i.Preview(ask)
	if got := fmt.Sprintf("%+v %+v %v", dry.Sales.Table, dry.Sales.Bad, err); got != "&{Headings:[Data Quem Valor Obs] Columns:map[date:0 name:1 value:2]} [{Where:4 Reason:date}] <nil>" {
		t.Errorf("preview: %s", got)
	}
	if s := dry.Sales; dry.ID != "" || dry.New != 2 || s.Customers != 1 || len(s.Sample) != 2 || s.Sample[0].Cents != 8_990 || s.Sample[0].Customer != "Ana" || s.Sample[1].Where != "3" {
		t.Errorf("%+v %+v", dry, s)
	}
	r, err := i.Bring(ask)
	if err != nil || r.New != 2 || r.ID == "" {
		t.Errorf("%+v, %v", r, err)
	}
	again, err := i.Bring(ask)
	if err != nil || again.New != 0 || again.ID != "" || again.Sales.Here != 2 {
		t.Errorf("%+v, %v", again, err)
	}
	list, err := i.List()
	if err != nil || len(list) != 1 || list[0].Bought != 2 || list[0].New != 1 || list[0].Kind != "purchases" {
		t.Errorf("%+v, %v", list, err)
	}
	u, err := i.Undo(r.ID)
	if err != nil || u.Customers != 1 || u.Bought != 2 || len(u.Stayed) != 0 {
		t.Errorf("%+v, %v", u, err)
	}
}
