package window

import (
	"slices"
	"testing"

	"balcao/backend/desk"
)

func TestPeople(t *testing.T) {
	h := demoHouse(t)
	ctx := t.Context()
	page, err := h.Customers(ctx, CustomersQuery{Limit: 200})
	if err != nil || page.Total == 0 || len(page.Rows) != page.Total {
		t.Fatalf("%d of %d rows, %v", len(page.Rows), page.Total, err)
	}
	for _, r := range page.Rows {
		if r.Name == "" || r.Machine || len(r.Channels) == 0 || r.LastAt == 0 {
			t.Errorf("%+v", r)
		}
	}
	all, err := h.Customers(ctx, CustomersQuery{Limit: 200, Machines: true})
	if err != nil || all.Total <= page.Total {
		t.Errorf("%d with machines, %d without, %v", all.Total, page.Total, err)
	}
	a, b := desk.CustomerID(page.Rows[0].CustomerID), desk.CustomerID(page.Rows[1].CustomerID)
	t.Run("describe", func(t *testing.T) { checkDescribing(t, h, a) })
	t.Run("merge", func(t *testing.T) { checkMerging(t, h, a, b) })
}

func checkDescribing(t *testing.T, h counter, id desk.CustomerID) {
	ctx := t.Context()
	text := func(s string) *string { return &s }
	if err := h.Describe(ctx, id, Description{Document: text("11144477734"), Notes: text("Prefere a manhã.")}); err != nil {
		t.Fatal(err)
	}
	if err := h.Tag(ctx, id, "Atacado", true); err != nil {
		t.Fatal(err)
	}
	address, err := h.AddAddress(ctx, id, desk.Email, "novo@casa.example", "casa")
	if err != nil {
		t.Fatal(err)
	}
	p, err := h.Profile(ctx, id)
	if err != nil || p.Document != "111.444.777-34" || p.DocumentDoubt != "cpf" || p.Notes != "Prefere a manhã." || !slices.Equal(p.Tags, []string{"Atacado"}) {
		t.Errorf("%+v, %v", p, err)
	}
	at := slices.IndexFunc(p.Points, func(each Point) bool { return each.ID == string(address) })
	if at < 0 || !p.Points[at].Removable || p.Points[at].Verified || p.Points[at].Label != "casa" {
		t.Errorf("%+v", p.Points)
	}
	yes := true
	err = h.Describe(ctx, id, Description{Birthday: text("--03-05"), Group: &yes, Postal: []string{"Rua A, 1"}, Details: []Detail{{Name: "Sapato", Value: "37"}}})
	p, perr := h.Profile(ctx, id)
	if err != nil || perr != nil || p.Birthday != "--03-05" || !p.Group || !slices.Equal(p.Postal, []string{"Rua A, 1"}) || !slices.Equal(p.Details, []Detail{{Name: "Sapato", Value: "37"}}) {
		t.Errorf("%+v, %v, %v", p, err, perr)
	}
	row, err := h.Customers(ctx, CustomersQuery{Filter: Filter{Tags: []string{"atacado"}}, Limit: 5})
	if err != nil || len(row.Rows) != 1 || row.Rows[0].CustomerID != string(id) {
		t.Errorf("%+v, %v", row, err)
	}
	if err := h.RemoveAddress(ctx, address); err != nil {
		t.Error(err)
	}
	checkMarks(t, h, id)
}

// checkMarks bars the address that the card proposes, and takes it back.
func checkMarks(t *testing.T, h counter, id desk.CustomerID) {
	ctx := t.Context()
	p, err := h.Profile(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	point := p.Points[0]
	on := func(channel string) (to string, missing string) {
		card, err := h.Card(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range card.Channels {
			if c.Channel == channel {
				to = c.To
			}
		}
		for _, m := range card.Missing {
			if m.Channel == channel {
				missing = m.Why
			}
		}
		return to, missing
	}
	before, _ := on(point.Channel)
	done, err := h.Bar(ctx, desk.IdentityID(point.ID), true)
	if err != nil {
		t.Fatal(err)
	}
	if to, why := on(point.Channel); to != "" || why != "barred" {
		t.Errorf("barred, %s is proposed, missing by %q", to, why)
	}
	edits, err := h.Edits(ctx, id)
	if err != nil || len(edits) < 5 || edits[0].Field != "barred" || edits[0].Name != point.Address || !edits[0].Undoable {
		t.Errorf("%+v, %v", edits, err)
	}
	if err := h.Undo(ctx, id, done); err != nil {
		t.Error(err)
	}
	if to, _ := on(point.Channel); to != before {
		t.Errorf("used again, %s is proposed, was %s", to, before)
	}
	if _, err := h.Prefer(ctx, desk.IdentityID(point.ID), true); err != nil {
		t.Error(err)
	}
	if p, err := h.Profile(ctx, id); err != nil || !p.Points[0].Preferred || p.Points[0].FirstAt == 0 {
		t.Errorf("%+v, %v", p.Points, err)
	}
}

func checkMerging(t *testing.T, h counter, a, b desk.CustomerID) {
	ctx := t.Context()
	before, err := h.Profile(ctx, b)
	if err != nil {
		t.Fatal(err)
	}
	preview, err := h.PreviewMerge(ctx, a, b)
	if err != nil || preview.Messages != before.Messages || len(preview.Other.Contacts) != len(before.Points) {
		t.Errorf("%+v, %v", preview, err)
	}
	done, err := h.Merge(ctx, a, b, nil)
	if err != nil {
		t.Fatal(err)
	}
	joined, err := h.Profile(ctx, a)
	moved := func(each Point) bool { return each.HomeID == string(b) }
	if err != nil || !slices.ContainsFunc(joined.Points, moved) {
		t.Errorf("no address says where it came from: %+v, %v", joined.Points, err)
	}
	if _, err := h.Card(ctx, b); !desk.HasCode(err, desk.ErrCustomerMerged) {
		t.Errorf("the card of who was merged gives %v", err)
	}
	if err := h.Undo(ctx, a, done); err != nil {
		t.Fatal(err)
	}
	if after, err := h.Profile(ctx, b); err != nil || after.Messages != before.Messages || after.Name != before.Name {
		t.Errorf("%+v, %v", after, err)
	}
}

// TestWhatSheIsWrittenToIn: the window tells the guess, and keeps the owner's choice.
func TestWhatSheIsWrittenToIn(t *testing.T) {
	h := demoHouse(t)
	p := &Customer{gate: openGate(t, h, nil)}
	id := mailRow(t, h).CustomerID
	spoken := func(want Spoken) {
		t.Helper()
		if got, err := p.Spoken(id); err != nil || got != want {
			t.Errorf("spoken %+v, %v; want %+v", got, err, want)
		}
	}
	spoken(Spoken{Language: "pt-BR"})
	if err := p.Speak(id, "es"); err != nil {
		t.Fatal(err)
	}
	spoken(Spoken{Language: "es", Chosen: true})
	if err := p.Speak(id, ""); err != nil {
		t.Fatal(err)
	}
	spoken(Spoken{Language: "pt-BR"})
}
