package cli

import (
	"slices"
	"strings"
	"testing"

	"balcao/backend/desk"
)

func TestSegmentsOnTheCommandLine(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	ana := k.calls("oi", "--phone", "32 99000-0001", "--name", "Ana Beatriz").CustomerID
	bruno := k.calls("oi", "--phone", "32 99000-0002", "--name", "Bruno").CustomerID
	caio := k.calls("oi", "--phone", "32 99000-0003", "--name", "Caio", "--class", "complaint").CustomerID
	k.want(exitDone, nil, "", "customer", "set", ana, "tags=VIP,Atacado")
	k.want(exitDone, nil, "", "customer", "set", bruno, "tags=vip")
	k.want(exitDone, nil, "", "purchase", "add", caio, "--what", "Caderno", "--value", "90,00", "--at", "2020-01-02")

	var s segmentJSON
	k.want(exitDone, &s, "", "segment", "save", "Bons clientes", "--tag", "VIP, ouro", "--contact-within", "7")
	if s.Name != "Bons clientes" || s.Customers != 2 || !slices.Equal(s.Filter.Tag, []string{"VIP", "ouro"}) || s.Filter.RFV == nil || s.Filter.Birthday != nil {
		t.Errorf("%+v", s)
	}
	k.want(exitDone, &s, "", "segment", "save", "bons clientes", "--tag", "vip", "--without-tag", "Atacado")
	if s.Customers != 1 || s.Filter.ContactWithin != 0 {
		t.Errorf("saved anew: %+v", s)
	}
	k.want(exitDone, &s, "", "segment", "save", "Sumidos", "--not-bought-for", "90", "--class", "complaint", "--birthday", "month")
	if s.Customers != 0 || *s.Filter.Birthday != "month" {
		t.Errorf("%+v", s)
	}
	k.want(exitDone, &s, "", "segment", "save", "Sumidos", "--not-bought-for", "90", "--class", "complaint", "--rfv", "away")
	k.want(exitDone, &s, "", "segment", "save", "Sumidos", "--rename", "Ausentes")
	if s.Name != "Ausentes" || s.Customers != 1 || s.Filter.NotBoughtFor != 90 {
		t.Errorf("renamed: %+v", s)
	}
	var list struct{ Segments []segmentJSON }
	k.want(exitDone, &list, "", "segment", "list")
	if len(list.Segments) != 2 || list.Segments[0].Name != "Ausentes" {
		t.Errorf("%+v", list)
	}
	if said := k.inText("segment", "list"); said != ""+
		"      1  Ausentes                       --rfv away --class complaint --not-bought-for 90\n"+
		"      1  Bons clientes                  --tag vip --without-tag Atacado\n" {
		t.Errorf("says %q", said)
	}
	var page struct {
		Customers []customerRowJSON
		Next      *string
	}
	k.want(exitDone, &page, "", "customer", "list", "--segment", "ausentes")
	if len(page.Customers) != 1 || page.Customers[0].ID != desk.CustomerID(caio) || page.Next != nil {
		t.Errorf("%+v", page)
	}
	k.want(exitDone, nil, "", "segment", "save", "Todos os VIP", "--tag", "vip")
	k.want(exitDone, &page, "", "customer", "list", "--segment", "Todos os VIP", "--limit", "1")
	if len(page.Customers) != 1 || page.Customers[0].Name != "Ana Beatriz" || page.Next == nil {
		t.Fatalf("%+v", page)
	}
	k.want(exitDone, &page, "", "customer", "list", "--segment", "Todos os VIP", "--limit", "1", "--cursor", *page.Next)
	if len(page.Customers) != 1 || page.Customers[0].Name != "Bruno" || page.Next != nil {
		t.Errorf("%+v", page)
	}
	if p := k.want(exitFailed, nil, "", "segment", "save", "Todos os VIP", "--rename", "AUSENTES").problem(t); p.Code != desk.ErrAudienceName {
		t.Errorf("%+v", p)
	}
	k.want(exitDone, nil, "", "segment", "remove", "Ausentes")
	k.want(exitNone, nil, "", "segment", "show", "Ausentes")
	k.want(exitNone, nil, "", "customer", "list", "--segment", "Ausentes")
	k.want(exitNone, nil, "", "segment", "save", "Ausentes", "--rename", "Outros")
}

func TestWhatNoSegmentCanAsk(t *testing.T) {
	t.Parallel()
	k := newTerminal(t)
	for _, args := range [][]string{
		{}, {"--rfv", "gold"}, {"--class", "anger"}, {"--reached", "phone"}, {"--birthday", "soon"}, {"--birthday", "0"}, {"--bought-within", "-1"},
	} {
		got := k.want(exitUsage, nil, "", append([]string{"segment", "save", "x"}, args...)...)
		if len(args) > 0 && !strings.Contains(got.out, strings.TrimPrefix(args[0], "--")) {
			t.Errorf("%v: %s", args, got.out)
		}
	}
}
