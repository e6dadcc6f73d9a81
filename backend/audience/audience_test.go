package audience_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"balcao/backend/audience"
	"balcao/backend/customer"
	"balcao/backend/desk"
)

// aShop has five customers of whom something differs, in the order of the alphabet.
func aShop(t *testing.T) (*shop, map[string]desk.CustomerID) {
	s := newShop(t)
	who := map[string]desk.CustomerID{}
	for _, name := range []string{"Dora", "Bruno", "Ana", "Eva"} {
		who[name] = s.meet(name)
	}
	who["Caio"] = s.meet("Caio", "+55 32 99123-4567")
	ctx := t.Context()
	tag := func(name string, tags ...string) {
		for _, tag := range tags {
			check(t, customer.Tag(ctx, s.st, who[name], tag))
		}
	}
	tag("Ana", "VIP", "Atacado")
	tag("Bruno", "vip")
	tag("Caio", "Atacado")
	born := func(name, day string) {
		check(t, customer.Describe(ctx, s.st, who[name], customer.Description{Birthday: &day}))
	}
	born("Ana", "1987-06-10")
	born("Bruno", "--06-16")
	born("Caio", "1990-06-01")
	born("Dora", "--02-29")
	s.says(who["Ana"], "Ana", desk.CustomerVoice, 3)
	s.says(who["Bruno"], "Bruno", desk.CustomerVoice, 100)
	s.says(who["Dora"], "Dora", desk.ElsewhereShop, 40)
	for range 5 {
		s.sells(who["Ana"], 5, 10_000)
	}
	s.sells(who["Bruno"], 200, 1_000)
	s.sells(who["Caio"], 500, 90_000)
	s.opens(who["Ana"], "Ana", desk.Praise)
	s.opens(who["Bruno"], "Bruno", desk.Complaint)
	return s, who
}

func TestWhomAFilterMeans(t *testing.T) {
	s, _ := aShop(t)
	for name, c := range map[string]struct {
		filter desk.Filter
		want   string
	}{
		"everybody":                {desk.Filter{}, "Ana Bruno Caio Dora Eva"},
		"one tag in any spelling":  {desk.Filter{Tags: []string{"Vip"}}, "Ana Bruno"},
		"any of two tags":          {desk.Filter{Tags: []string{"vip", "atacado"}}, "Ana Bruno Caio"},
		"a tag and not another":    {desk.Filter{Tags: []string{"vip"}, WithoutTags: []string{"ATACADO"}}, "Bruno"},
		"none of a tag":            {desk.Filter{WithoutTags: []string{"vip"}}, "Caio Dora Eva"},
		"a tag that nobody has":    {desk.Filter{Tags: []string{"outra"}}, ""},
		"in contact lately":        {desk.Filter{ContactWithin: 30}, "Ana"},
		"the shop spoke too":       {desk.Filter{ContactWithin: 60}, "Ana Dora"},
		"not in contact for long":  {desk.Filter{NoContactFor: 30}, "Bruno Dora"},
		"between two ages":         {desk.Filter{NoContactFor: 30, ContactWithin: 60}, "Dora"},
		"to be reached by a phone": {desk.Filter{Reached: []desk.Channel{desk.WhatsApp}}, "Caio"},
		"by one or the other":      {desk.Filter{Reached: []desk.Channel{desk.WhatsApp, desk.Email}}, "Ana Bruno Caio Dora Eva"},
		"who wrote by mail":        {desk.Filter{Wrote: []desk.Channel{desk.Email}}, "Ana Bruno"},
		"who complained":           {desk.Filter{Classes: []desk.Class{desk.Complaint}}, "Bruno"},
		"or praised, lately":       {desk.Filter{Classes: []desk.Class{desk.Complaint, desk.Praise}, ClassesWithin: 7}, "Ana Bruno"},
		"birthday today":           {desk.Filter{BirthdayWithin: 1}, "Ana"},
		"birthday this week":       {desk.Filter{BirthdayWithin: 7}, "Ana Bruno"},
		"birthday this month":      {desk.Filter{BirthdayMonth: true}, "Ana Bruno Caio"},
		"bought lately":            {desk.Filter{BoughtWithin: 30}, "Ana"},
		"not bought for long":      {desk.Filter{NotBoughtFor: 90}, "Bruno Caio"},
		"to the day":               {desk.Filter{BoughtWithin: 5}, "Ana"},
		"and the day before":       {desk.Filter{BoughtWithin: 4}, ""},
		"who comes again":          {desk.Filter{Segments: []desk.Segment{desk.Loyal}}, "Ana"},
		"nobody is a star":         {desk.Filter{Segments: []desk.Segment{desk.Star}}, ""},
		"away":                     {desk.Filter{Segments: []desk.Segment{desk.Away}}, "Caio"},
		"loyal and away":           {desk.Filter{Segments: []desk.Segment{desk.Away, desk.Loyal}}, "Ana Caio"},
		"everything at once": {desk.Filter{
			Segments: []desk.Segment{desk.Loyal}, Tags: []string{"vip"}, ContactWithin: 5, Reached: []desk.Channel{desk.Email},
			Wrote: []desk.Channel{desk.Email}, Classes: []desk.Class{desk.Praise}, BirthdayWithin: 2, BoughtWithin: 10,
		}, "Ana"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.members(c.filter); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	if n, err := audience.Count(t.Context(), s.st, desk.Filter{Tags: []string{"vip"}}); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	s.set(today.AddDate(0, 0, 30))
	if got := s.members(desk.Filter{Classes: []desk.Class{desk.Complaint}, ClassesWithin: 29}); got != "" {
		t.Errorf("a complaint of last month: %s", got)
	}
	s.set(today)
	_, err := customer.Bar(t.Context(), s.st, mailIdentity("Eva"), true)
	check(t, err)
	if got := s.members(desk.Filter{Reached: []desk.Channel{desk.Email}}); got != "Ana Bruno Caio Dora" {
		t.Errorf("an address that is not to be used: %s", got)
	}
}

func TestWhoIsNoCustomerIsInNoFilter(t *testing.T) {
	s := newShop(t)
	ana, bruno, shop := s.meet("Ana"), s.meet("Bruno"), s.meet("Loja")
	s.says(shop, "Loja", desk.MachineVoice, 1)
	s.says(bruno, "Bruno", desk.CustomerVoice, 1)
	s.says(ana, "Ana", desk.CustomerVoice, 1)
	_, err := customer.Junk(t.Context(), s.st, bruno)
	check(t, err)
	if got := s.members(desk.Filter{}); got != "Ana" {
		t.Errorf("%s", got)
	}
}

func TestWhoeverWasMergedIsThereOnce(t *testing.T) {
	s, who := aShop(t)
	f := desk.Filter{Tags: []string{"vip", "atacado"}}
	merge, err := customer.Merge(t.Context(), s.st, who["Ana"], who["Bruno"], nil)
	check(t, err)
	if got := s.members(f); got != "Ana Caio" {
		t.Errorf("merged: %s", got)
	}
	if got := s.members(desk.Filter{Classes: []desk.Class{desk.Complaint}, BirthdayWithin: 1}); got != "Ana" {
		t.Errorf("what was the other's is hers: %s", got)
	}
	check(t, customer.Undo(t.Context(), s.st, who["Ana"], merge))
	if got := s.members(f); got != "Ana Bruno Caio" {
		t.Errorf("taken apart: %s", got)
	}
}

func TestBirthdaysAtTheEndOfAMonth(t *testing.T) {
	for name, c := range map[string]struct {
		today  time.Time
		filter desk.Filter
		want   string
	}{
		"a leap day where there is one": {time.Date(2028, 2, 29, 9, 0, 0, 0, time.Local), desk.Filter{BirthdayWithin: 1}, "Dora"},
		"the day before it":             {time.Date(2028, 2, 28, 9, 0, 0, 0, time.Local), desk.Filter{BirthdayWithin: 1}, ""},
		"where there is none":           {time.Date(2027, 2, 28, 23, 0, 0, 0, time.Local), desk.Filter{BirthdayWithin: 1}, "Dora"},
		"over the end of the year":      {time.Date(2026, 12, 30, 9, 0, 0, 0, time.Local), desk.Filter{BirthdayWithin: 62}, "Dora"},
		"a month without it":            {time.Date(2027, 2, 10, 9, 0, 0, 0, time.Local), desk.Filter{BirthdayMonth: true}, "Dora"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := aShop(t)
			s.set(c.today)
			if got := s.members(c.filter); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestAFilterIsSaved(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	id, _, err := audience.Save(ctx, s.st, desk.Audience{Name: "  Clientes   VIP ", Filter: desk.Filter{Tags: []string{" VIP ", ""}}})
	check(t, err)
	other, _, err := audience.Save(ctx, s.st, desk.Audience{Name: "Aniversariantes", Filter: desk.Filter{BirthdayMonth: true}})
	check(t, err)
	if got := s.names(); got != "Aniversariantes, Clientes VIP" {
		t.Errorf("%s", got)
	}
	if a, err := audience.Named(ctx, s.st, "clientes vip"); err != nil || a.ID != id || a.Filter.Tags[0] != "VIP" || len(a.Filter.Tags) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	_, renamed, err := audience.Save(ctx, s.st, desk.Audience{ID: id, Name: "Especiais", Filter: desk.Filter{Tags: []string{"VIP"}, BoughtWithin: 90}})
	check(t, err)
	removed, err := audience.Remove(ctx, s.st, other)
	check(t, err)
	if got := s.names(); got != "Especiais" {
		t.Errorf("%s", got)
	}
	check(t, s.st.Rebuild(ctx))
	if got := s.names(); got != "Especiais" {
		t.Errorf("made anew: %s", got)
	}
	check(t, audience.Undo(ctx, s.st, other, removed))
	check(t, audience.Undo(ctx, s.st, id, renamed))
	if a, err := audience.Named(ctx, s.st, string(id)); err != nil || a.Name != "Clientes VIP" || a.Filter.BoughtWithin != 0 || s.names() != "Aniversariantes, Clientes VIP" {
		t.Errorf("%+v, %v, %s", a, err, s.names())
	}
	if err := audience.Undo(ctx, s.st, id, renamed); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undone twice: %v", err)
	}
}

func TestNoTwoSavedFiltersHaveOneName(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	save := func(id desk.AudienceID, name string) (desk.AudienceID, error) {
		id, _, err := audience.Save(ctx, s.st, desk.Audience{ID: id, Name: name, Filter: desk.Filter{NoContactFor: 90}})
		return id, err
	}
	id, err := save("", "Sumidos")
	check(t, err)
	if _, err := save("", "SUMÍDOS"); !desk.HasCode(err, desk.ErrAudienceName) {
		t.Errorf("saved again: %v", err)
	}
	if _, err := save(id, "Sumidos"); err != nil {
		t.Errorf("its own name: %v", err)
	}
	removed, err := audience.Remove(ctx, s.st, id)
	check(t, err)
	_, err = save("", "sumidos")
	check(t, err)
	if err := audience.Undo(ctx, s.st, id, removed); !desk.HasCode(err, desk.ErrAudienceName) {
		t.Errorf("back beside another: %v", err)
	}
	if got := s.names(); got != "sumidos" {
		t.Errorf("%s", got)
	}
}

func TestWhatNobodyCanBeAskedForIsRefused(t *testing.T) {
	s := newShop(t)
	for argument, a := range map[string]desk.Audience{
		"name":           {Name: " ", Filter: desk.Filter{BirthdayMonth: true}},
		"filter":         {Name: "Todos"},
		"rfv":            {Name: "x", Filter: desk.Filter{Segments: []desk.Segment{"gold"}}},
		"reached":        {Name: "x", Filter: desk.Filter{Reached: []desk.Channel{desk.Phone}}},
		"wrote":          {Name: "x", Filter: desk.Filter{Wrote: []desk.Channel{"fax"}}},
		"class":          {Name: "x", Filter: desk.Filter{Classes: []desk.Class{"anger"}}},
		"bought-within":  {Name: "x", Filter: desk.Filter{BoughtWithin: -1}},
		"no-contact-for": {Name: "x", Filter: desk.Filter{NoContactFor: 4000}},
		"birthday":       {Name: "x", Filter: desk.Filter{BirthdayWithin: 367}},
		"without-tag":    {Name: "x", Filter: desk.Filter{WithoutTags: strings.Split(strings.Repeat("x,", 51), ",")[:51]}},
	} {
		_, _, err := audience.Save(t.Context(), s.st, a)
		var e *desk.Error
		if !desk.HasCode(err, desk.ErrUsage) || !errors.As(err, &e) || e.Params["argument"] != argument {
			t.Errorf("%s: %v", argument, err)
		}
	}
	if _, _, err := audience.Save(t.Context(), s.st, desk.Audience{ID: "nothing", Name: "x", Filter: desk.Filter{BirthdayMonth: true}}); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("of nothing: %v", err)
	}
	if _, err := audience.Remove(t.Context(), s.st, "nothing"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("removed: %v", err)
	}
	if _, err := audience.Named(t.Context(), s.st, "nothing"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("named: %v", err)
	}
}
