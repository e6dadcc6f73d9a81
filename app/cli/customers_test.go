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

	k.want(exitDone, &merged, "", "customer", "merge", keep, other)
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
