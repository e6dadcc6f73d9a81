package cli

import (
	"slices"
	"strings"
	"testing"

	"balcao/backend/desk"
)

type shownCustomer struct {
	ID         string
	Name       string
	Document   string
	Birthday   string
	Notes      []struct{ Text string }
	Tags       []string
	Identities []struct{ ID, Address, Label string }
}

func (c shownCustomer) addresses() (list []string) {
	for _, i := range c.Identities {
		list = append(list, i.Address)
	}
	return list
}

func TestCustomerSet(t *testing.T) {
	k, id := mailed(t, simulated(t).Endpoints())
	var c shownCustomer
	k.want(exitDone, &c, "", "customer", "set", id, "tags=Atacado, Convites,atacado", "document=111.444.777-35", "notes=Prefere WhatsApp pela manhã.")
	if !slices.Equal(c.Tags, []string{"Atacado", "Convites"}) || c.Document != "111.444.777-35" || len(c.Notes) != 1 || c.Notes[0].Text != "Prefere WhatsApp pela manhã." {
		t.Errorf("%+v", c)
	}
	var less shownCustomer
	k.want(exitDone, &less, "", "customer", "set", id, "tags=convites", "notes=")
	if !slices.Equal(less.Tags, []string{"Convites"}) || len(less.Notes) != 0 || less.Document == "" {
		t.Errorf("%+v", less)
	}
	got := k.want(exitDone, &c, "", "customer", "set", id, "document=11144477734")
	if c.Document != "11144477734" || !strings.Contains(got.err, "CPF") {
		t.Errorf("%+v, said %q", c, got.err)
	}
	k.want(exitUsage, nil, "", "customer", "set", id, "name=")
	k.want(exitUsage, nil, "", "customer", "set", id, "shoes=42")
	k.want(exitNone, nil, "", "customer", "set", "nobody", "notes=x")
}

func TestCustomerMasterData(t *testing.T) {
	k, id := mailed(t, simulated(t).Endpoints())
	type master struct {
		Birthday, Language *string
		Addresses          []string
		Fields             []struct{ Name, Value string }
		Group              bool
		Identities         []struct {
			ID                          string
			Preferred, Barred, Verified bool
			Messages                    int
			First                       string `json:"first_at"`
			Last                        string `json:"last_at"`
		}
	}
	var c master
	k.want(exitDone, &c, "", "customer", "set", id, "birthday=--03-05", "language=es", "group=yes", "address=Rua A, 1\nJuiz de Fora", "address=Rua B, 2",
		"field.Sapato=37", "field.Time=Ceará")
	if *c.Birthday != "--03-05" || *c.Language != "es" || !c.Group || len(c.Addresses) != 2 || len(c.Fields) != 2 || c.Fields[1].Value != "Ceará" {
		t.Errorf("%+v", c)
	}
	one := c.Identities[0]
	if one.Messages == 0 || one.First == "" || one.Last < one.First || !one.Verified {
		t.Errorf("an address is %+v", one)
	}
	var less master
	k.want(exitDone, &less, "", "customer", "set", id, "birthday=", "language=", "group=no", "address=", "field.sapato=", "preferred="+one.ID)
	if less.Birthday != nil || less.Language != nil || less.Group || len(less.Addresses) != 0 || len(less.Fields) != 1 || !less.Identities[0].Preferred {
		t.Errorf("%+v", less)
	}
	k.want(exitUsage, nil, "", "customer", "set", id, "birthday=5/3")
	k.want(exitUsage, nil, "", "customer", "set", id, "group=perhaps")
	k.want(exitUsage, nil, "", "customer", "set", id, "barred=nobody", "notes=x")

	var barred master
	k.want(exitDone, &barred, "", "customer", "set", id, "preferred=", "barred="+one.ID)
	if !barred.Identities[0].Barred || barred.Identities[0].Preferred {
		t.Errorf("%+v", barred)
	}
	got := k.want(exitFailed, nil, "", "customer", "set", id, "field.Loja=Centro", "preferred="+one.ID)
	if p := got.problem(t); p.Code != desk.ErrAddressBarred {
		t.Errorf("%+v", p)
	}
	got = k.want(exitFailed, nil, "", "reply", id, "--channel", "email", "--text", "oi")
	if p := got.problem(t); p.Code != desk.ErrAddressBarred {
		t.Errorf("%+v", p)
	}
	k.want(exitDone, nil, "", "reply", id, "--channel", "email", "--text", "oi", "--anyway")
	k.want(exitDone, &barred, "", "customer", "set", id, "freed="+one.ID)
	k.want(exitDone, nil, "", "reply", id, "--channel", "email", "--text", "oi")

	var told struct {
		Edits []struct{ Field, From, To string }
	}
	k.want(exitDone, &told, "", "customer", "history", id)
	at := slices.IndexFunc(told.Edits, func(e struct{ Field, From, To string }) bool {
		return e.Field == "birthday" && e.From == "--03-05" && e.To == ""
	})
	if at < 0 || len(told.Edits) < 12 {
		t.Errorf("%+v", told)
	}
	if slices.ContainsFunc(told.Edits, func(e struct{ Field, From, To string }) bool { return e.To == "Centro" }) {
		t.Errorf("of what was refused, a part is kept: %+v", told)
	}
	k.want(exitNone, nil, "", "customer", "history", "nobody")
}

func TestCustomersAreMergedAndSplit(t *testing.T) {
	k, _ := mailed(t, simulated(t).Endpoints())
	var all struct{ Customers []struct{ ID string } }
	k.want(exitDone, &all, "", "customer", "list")
	if len(all.Customers) < 2 {
		t.Fatalf("%d customers", len(all.Customers))
	}
	keep, other := all.Customers[0].ID, all.Customers[1].ID
	var a, b, merged, split shownCustomer
	k.want(exitDone, &a, "", "customer", "show", keep)
	k.want(exitDone, &b, "", "customer", "show", other)
	said := func(id string) (n int) {
		var page struct{ Items []struct{ ID string } }
		k.want(exitDone, &page, "", "timeline", id, "--limit", "500")
		return len(page.Items)
	}
	before, moving := said(keep), said(other)

	k.want(exitDone, nil, "", "customer", "set", keep, "birthday=--03-05", "name=Ana")
	k.want(exitDone, nil, "", "customer", "set", other, "birthday=1987-03-05", "name=Bia")
	k.want(exitUsage, nil, "", "customer", "merge", keep, other, "--take", "shoes="+other)
	k.want(exitDone, &merged, "", "customer", "merge", keep, other, "--take", "birthday="+other)
	if merged.Name != "Ana" || merged.Birthday != "1987-03-05" {
		t.Errorf("merged %+v", merged)
	}
	if merged.ID != keep || len(merged.Identities) != len(a.Identities)+len(b.Identities) || said(keep) != before+moving {
		t.Errorf("merged %+v: %d said, want %d and %d", merged, said(keep), before, moving)
	}
	gone := k.want(exitNone, nil, "", "customer", "show", other)
	if p := gone.problem(t); p.Code != desk.ErrCustomerMerged || p.Params["into"] != keep {
		t.Errorf("%+v", p)
	}
	k.want(exitUsage, nil, "", "customer", "merge", keep, keep)
	k.want(exitNone, nil, "", "customer", "merge", keep, other)

	k.want(exitDone, &split, "", "customer", "split", b.Identities[0].ID)
	if split.ID != other || !slices.Equal(split.addresses(), b.addresses()[:1]) {
		t.Errorf("split off %+v, want %+v", split, b)
	}
	var left shownCustomer
	k.want(exitDone, &left, "", "customer", "show", keep)
	if len(left.Identities) != len(merged.Identities)-1 {
		t.Errorf("left %+v", left)
	}
	k.want(exitFailed, nil, "", "customer", "split", b.Identities[0].ID)
	k.want(exitNone, nil, "", "customer", "split", "nothing")
}

func TestDuplicatesAreTold(t *testing.T) {
	k, _ := mailed(t, simulated(t).Endpoints())
	var all struct{ Customers []struct{ ID string } }
	k.want(exitDone, &all, "", "customer", "list")
	for _, c := range all.Customers[:2] {
		k.want(exitDone, nil, "", "customer", "set", c.ID, "name=Zulmira  da Conceição Única")
	}
	var told struct {
		Duplicates []struct {
			Customers []shownCustomer
			Reasons   []string
		}
	}
	k.want(exitDone, &told, "", "customer", "duplicates")
	for _, d := range told.Duplicates {
		if len(d.Customers) == 2 && d.Customers[0].Name == "Zulmira da Conceição Única" && slices.Contains(d.Reasons, "name") && len(d.Customers[1].Identities) > 0 {
			return
		}
	}
	t.Errorf("%+v", told)
}
