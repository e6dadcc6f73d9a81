package customer_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func TestWhatTheOwnerWritesDown(t *testing.T) {
	s := newShop(t)
	ana, ctx := mail("ana"), t.Context()
	s.meet("Ana", ana)
	text := func(s string) *string { return &s }
	yes := true
	err := customer.Describe(ctx, s.st, ana.customer, customer.Description{
		Document: text(" pt 501 964 843 "), Birthday: text("1987-03-05"), Language: text("es"), Group: &yes,
		Postal:  &[]string{"  Rua das  Flores, 12\n\n Juiz de Fora ", "Rua das Flores, 12\nJuiz de Fora", "", "Sítio"},
		Details: []desk.Detail{{Name: " Sapato ", Value: "37"}, {Name: "Time", Value: "Ceará"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, s, ana.customer).Customer
	want := desk.Customer{
		ID: ana.customer, Name: "Ana", CreatedAt: got.CreatedAt, Document: "PT 501 964 843", Birthday: "1987-03-05", Group: true,
		Postal: []string{"Rua das Flores, 12\nJuiz de Fora", "Sítio"}, Details: []desk.Detail{{Name: "Sapato", Value: "37"}, {Name: "Time", Value: "Ceará"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("she is %+v, want %+v", got, want)
	}
	for word, finds := range map[string]bool{"flores": true, "ceará": true, "501": true, "sapato": false} {
		found := must[customer.Found](t)(customer.Search(ctx, s.st, customer.SearchQuery{Text: word, Customers: true, Limit: 5}))
		if (len(found.Customers) == 1) != finds {
			t.Errorf("%q finds %+v", word, found.Customers)
		}
	}
	for name, d := range map[string]customer.Description{
		"birthday": {Birthday: text("31/02/1987")}, "language": {Language: text("tlh")}, "address": {Postal: &[]string{strings.Repeat("x", 401)}},
		"detail": {Details: []desk.Detail{{Value: "37"}}}, "document": {Document: text(strings.Repeat("1", 41))},
	} {
		d.Notes = text("não se guarda")
		err := customer.Describe(ctx, s.st, ana.customer, d)
		if !desk.HasCode(err, desk.ErrUsage) || desk.AsError(err).Params["argument"] != name || read(t, s, ana.customer).Notes != "" {
			t.Errorf("a wrong %s gives %v", name, err)
		}
	}
	before := len(s.events(ana.customer))
	same := customer.Description{Birthday: text("1987-03-05"), Group: &yes, Postal: &want.Postal, Details: []desk.Detail{{Name: "sapato", Value: "37"}}}
	if err := customer.Describe(ctx, s.st, ana.customer, same); err != nil || len(s.events(ana.customer)) != before {
		t.Errorf("what is so already is recorded: %v", err)
	}
	clear := customer.Description{Birthday: text(""), Postal: &[]string{}, Details: []desk.Detail{{Name: "SAPATO"}}}
	if err := customer.Describe(ctx, s.st, ana.customer, clear); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s, ana.customer).Customer; got.Birthday != "" || len(got.Postal) != 0 || len(got.Details) != 1 {
		t.Errorf("taken away, there is %+v", got)
	}
	s.rebuilds()
}

// rebuilds checks that what was kept step by step is what is made anew.
func (s *shop) rebuilds() {
	s.t.Helper()
	kept := dump(s.t, s.st, all...)
	if err := s.st.Rebuild(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	if made := dump(s.t, s.st, all...); made != kept {
		s.t.Errorf("kept\n%s\nmade anew\n%s", kept, made)
	}
}

// TestWhatWasTypedAndTakenAwayIsRebuilt: what becomes of an address later is not touched by what was done with it before.
func TestWhatWasTypedAndTakenAwayIsRebuilt(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, bia := mail("ana"), mail("bia")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	for _, step := range []struct {
		who   desk.CustomerID
		label string
	}{{ana.customer, "casa"}, {ana.customer, "loja"}, {bia.customer, ""}} {
		id := must[desk.IdentityID](t)(customer.AddAddress(ctx, s.st, step.who, desk.SMS, "11 98765-4321", step.label))
		s.wait(time.Hour)
		s.rebuilds()
		if err := customer.RemoveAddress(ctx, s.st, id); err != nil {
			t.Fatal(err)
		}
		s.wait(time.Hour)
		s.rebuilds()
	}
}

func TestMarksAreUndone(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, work := mail("ana"), mail("ana.trabalho")
	s.meet("Ana", ana, work)
	preferred := func() desk.IdentityID { return read(t, s, ana.customer).Preferred }
	barred := func(a address) bool {
		card := must[customer.Card](t)(customer.Show(ctx, s.st, ana.customer))
		return slices.ContainsFunc(card.Identities, func(i desk.Identity) bool { return i.ID == a.identity() && i.Barred })
	}
	first := must[desk.EventID](t)(customer.Prefer(ctx, s.st, ana.identity(), true))
	second := must[desk.EventID](t)(customer.Prefer(ctx, s.st, work.identity(), true))
	if again := must[desk.EventID](t)(customer.Prefer(ctx, s.st, work.identity(), true)); again != "" || preferred() != work.identity() {
		t.Errorf("one is preferred, %s, done again by %q", preferred(), again)
	}
	if err := customer.Undo(ctx, s.st, ana.customer, first); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undoing what something else took the place of gives %v", err)
	}
	if err := customer.Undo(ctx, s.st, ana.customer, second); err != nil || preferred() != ana.identity() {
		t.Errorf("undone, %s is preferred: %v", preferred(), err)
	}
	bar := must[desk.EventID](t)(customer.Bar(ctx, s.st, work.identity(), true))
	if _, err := customer.Prefer(ctx, s.st, work.identity(), true); !desk.HasCode(err, desk.ErrAddressBarred) || !barred(work) {
		t.Errorf("preferring what is not to be used gives %v", err)
	}
	s.rebuilds()
	free := must[desk.EventID](t)(customer.Bar(ctx, s.st, work.identity(), false))
	if err := customer.Undo(ctx, s.st, ana.customer, bar); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undoing a bar that was taken away gives %v", err)
	}
	if err := customer.Undo(ctx, s.st, ana.customer, free); err != nil || !barred(work) {
		t.Errorf("the address may be used: %v", err)
	}
	if err := customer.Undo(ctx, s.st, ana.customer, bar); err != nil || barred(work) {
		t.Errorf("the address is barred: %v", err)
	}
	group := must[desk.EventID](t)(customer.Group(ctx, s.st, ana.customer, true))
	if err := customer.Undo(ctx, s.st, ana.customer, group); err != nil || read(t, s, ana.customer).Group {
		t.Errorf("she is several people: %v", err)
	}
	s.rebuilds()
}

// TestANumberOfSeveralPeople: who shares a number with a family may have it written down too, and whoever calls from it
// in another way is the family.
func TestANumberOfSeveralPeople(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	family, ana := number("silva", desk.SMS, "1132223333"), mail("ana")
	s.meet("Família Silva", family)
	s.meet("Ana Silva", ana)
	if _, err := customer.AddAddress(ctx, s.st, ana.customer, desk.WhatsApp, "11 3222-3333", ""); !desk.HasCode(err, desk.ErrAddressTaken) {
		t.Errorf("a person's number is given to another: %v", err)
	}
	must[desk.EventID](t)(customer.Group(ctx, s.st, family.customer, true))
	must[desk.IdentityID](t)(customer.AddAddress(ctx, s.st, ana.customer, desk.WhatsApp, "11 3222-3333", "casa"))
	err := s.st.Read(ctx, func(tx *store.ReadTx) error {
		whose, err := tx.Customers().ByKey(family.key)
		if whose != family.customer {
			t.Errorf("the number is %s's", whose)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if list := must[[]customer.Likeness](t)(customer.Duplicates(ctx, s.st, 10)); len(list) != 0 {
		t.Errorf("they are taken for one: %+v", list)
	}
	if list := must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana.customer, 10)); len(list) != 0 {
		t.Errorf("she is taken for her family: %+v", list)
	}
}

func TestEditsTellFromWhatToWhat(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, bia := mail("ana"), mail("bia")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	text := func(s string) *string { return &s }
	for _, d := range []customer.Description{
		{Name: text("Ana Maria"), Birthday: text("--03-05")},
		{Birthday: text("1987-03-05"), Tags: &[]string{"Escola"}},
		{Details: []desk.Detail{{Name: "Sapato", Value: "37"}}},
	} {
		if err := customer.Describe(ctx, s.st, ana.customer, d); err != nil {
			t.Fatal(err)
		}
	}
	must[desk.EventID](t)(customer.Bar(ctx, s.st, ana.identity(), true))
	if err := customer.Describe(ctx, s.st, bia.customer, customer.Description{Notes: text("Gosta de lilás.")}); err != nil {
		t.Fatal(err)
	}
	merge := must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, bia.customer, nil))
	if err := customer.Undo(ctx, s.st, ana.customer, merge); err != nil {
		t.Fatal(err)
	}
	told := func() (lines []string) {
		for _, e := range must[[]customer.Edit](t)(customer.Edits(ctx, s.st, ana.customer)) {
			marks := ""
			for mark, on := range map[string]bool{"M": e.Merged, "U": e.Undone, "!": e.Undoable} {
				if on {
					marks += mark
				}
			}
			lines = append(lines, fmt.Sprintf("%s %s: %q, %q %s", e.Field, e.Name, e.From, e.To, marks))
		}
		return lines
	}
	want := []string{
		`notes : "Gosta de lilás.", "" U`, `notes : "", "Gosta de lilás." M`, `barred ana@exemplo.example: "", "yes" !`, `detail Sapato: "", "37" !`,
		`tags : "", "Escola" !`, `birthday : "--03-05", "1987-03-05" !`, `birthday : "", "--03-05" `, `name : "", "Ana Maria" !`,
	}
	if got := told(); !slices.Equal(got, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	edits := must[[]customer.Edit](t)(customer.Edits(ctx, s.st, ana.customer))
	for _, e := range edits {
		if e.Undoable {
			if err := customer.Undo(ctx, s.st, ana.customer, e.Event); err != nil {
				t.Errorf("undoing %+v gives %v", e, err)
			}
		}
	}
	got := read(t, s, ana.customer)
	if got.Name != "Ana" || got.Birthday != "--03-05" || len(got.Tags)+len(got.Details) != 0 {
		t.Errorf("undone, she is %+v", got)
	}
	s.rebuilds()
}

// TestAMergeTakesEachFieldFromWhomTheOwnerSays and, any day later, gives everything back.
func TestAMergeTakesEachFieldFromWhomTheOwnerSays(t *testing.T) {
	type written struct{ name, document, birthday, notes, postal, language string }
	text := func(s string) *string { return &s }
	a := written{"Ana", "52998224725", "--03-05", "Canhota.", "Rua A, 1", "es"}
	b := written{"Ana B.", "11144477735", "1987-03-05", "Prefere manhã.", "Rua B, 2", "ca"}
	both := a
	both.notes, both.postal, both.language = "Canhota.\nPrefere manhã.", "Rua A, 1|Rua B, 2", "ca"
	all := func(who desk.CustomerID) customer.Whose {
		w := customer.Whose{}
		for _, f := range customer.Choosable {
			w[f] = who
		}
		return w
	}
	ana, bia := mail("ana"), mail("ana.b")
	for name, c := range map[string]struct {
		kept, other written
		whose       customer.Whose
		want        written
		differing   int
	}{
		"as usual":             {a, b, nil, both, 6},
		"hers, who is kept":    {a, b, all(ana.customer), a, 6},
		"the other's":          {a, b, all(bia.customer), b, 6},
		"one of each":          {a, b, customer.Whose{desk.BirthdayField: bia.customer, desk.NotesField: ana.customer, desk.LanguageField: ana.customer, desk.PostalField: ana.customer}, written{"Ana", "52998224725", "1987-03-05", "Canhota.", "Rua A, 1", "es"}, 6},
		"nothing to choose of": {written{name: "Ana"}, b, nil, written{"Ana", b.document, b.birthday, b.notes, b.postal, "ca"}, 1},
		"nothing to take":      {a, written{name: "Ana"}, all(bia.customer), written{a.name, a.document, a.birthday, a.notes, a.postal, ""}, 0},
		"both alike":           {a, a, nil, a, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			ctx := t.Context()
			write := func(who desk.CustomerID, w written) {
				err := customer.Describe(ctx, s.st, who, customer.Description{
					Name: &w.name, Document: &w.document, Birthday: &w.birthday, Notes: &w.notes, Language: text(w.language), Postal: &[]string{w.postal},
				})
				if err != nil {
					t.Fatal(err)
				}
				s.wait(time.Second)
			}
			is := func(who desk.CustomerID) (w written) {
				p := read(t, s, who)
				err := s.st.Read(ctx, func(tx *store.ReadTx) (err error) {
					w.language, err = customer.ChosenLanguage(tx, who)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				w.name, w.document, w.birthday, w.notes, w.postal = p.Name, p.Document, p.Birthday, p.Notes, strings.Join(p.Postal, "|")
				return w
			}
			s.meet("", ana)
			s.meet("", bia)
			write(ana.customer, c.kept)
			write(bia.customer, c.other)
			must[desk.NoteID](t)(customer.Note(ctx, s.st, bia.customer, "ligou"))
			s.write(func(tx *store.Tx) error {
				return tx.Drafts().Put(desk.Draft{CustomerID: bia.customer, Channel: desk.Email, Text: "Olá"})
			})
			preview := must[customer.Preview](t)(customer.PreviewMerge(ctx, s.st, ana.customer, bia.customer, c.whose))
			if len(preview.Differing) != c.differing {
				t.Errorf("differing: %+v", preview.Differing)
			}
			id := must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, bia.customer, c.whose))
			if got := is(ana.customer); got != c.want {
				t.Errorf("merged, she is %+v, want %+v", got, c.want)
			}
			s.wait(40 * 24 * time.Hour)
			s.says(ana.customer, bia, desk.CustomerVoice, 0, "oi")
			_, split, err := customer.Split(ctx, s.st, bia.identity())
			if err != nil {
				t.Fatal(err)
			}
			apart := func() {
				t.Helper()
				if got := is(ana.customer); got != c.kept {
					t.Errorf("apart again, she is %+v, want %+v", got, c.kept)
				}
				notes := must[[]desk.Note](t)(customer.Notes(ctx, s.st, bia.customer))
				if got := is(bia.customer); got != c.other || len(notes) != 1 || read(t, s, bia.customer).Messages != 1 || s.drafts(bia.customer) != 1 {
					t.Errorf("apart again, the other is %+v with %d notes, want %+v", got, len(notes), c.other)
				}
			}
			apart()
			if err := customer.Undo(ctx, s.st, ana.customer, split); err != nil || is(ana.customer) != c.want || s.drafts(ana.customer) != 1 {
				t.Errorf("merged again, she is %+v: %v", is(ana.customer), err)
			}
			if err := customer.Undo(ctx, s.st, ana.customer, id); err != nil {
				t.Fatal(err)
			}
			apart()
			s.rebuilds()
		})
	}
	s := newShop(t)
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	for _, whose := range []customer.Whose{{desk.NameField: "somebody"}, {desk.TagsField: ana.customer}} {
		if _, err := customer.Merge(t.Context(), s.st, ana.customer, bia.customer, whose); !desk.HasCode(err, desk.ErrUsage) {
			t.Errorf("%v gives %v", whose, err)
		}
	}
}

func (s *shop) drafts(who desk.CustomerID) (n int) {
	s.t.Helper()
	err := s.st.Read(s.t.Context(), func(tx *store.ReadTx) error {
		list, err := tx.Drafts().Of(who)
		n = len(list)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// TestWhatIsTypedToEitherIsKept: the first of two addresses went back, something was typed there, and then the second.
func TestWhatIsTypedToEitherIsKept(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, bia, work := mail("ana"), mail("bia"), mail("bia.trabalho")
	s.meet("Ana", ana)
	s.meet("Bia", bia, work)
	typed := func(who desk.CustomerID, text string) {
		s.write(func(tx *store.Tx) error {
			return tx.Drafts().Put(desk.Draft{CustomerID: who, Channel: desk.Email, Text: text})
		})
	}
	typed(bia.customer, "antes")
	must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, bia.customer, nil))
	for _, a := range []address{bia, work} {
		to, _, err := customer.Split(ctx, s.st, a.identity())
		if err != nil || to != bia.customer {
			t.Fatalf("split off to %s: %v", to, err)
		}
		if a == bia {
			typed(bia.customer, "depois")
		}
	}
	err := s.st.Read(ctx, func(tx *store.ReadTx) error {
		list, err := tx.Drafts().Of(bia.customer)
		if len(list) != 1 || list[0].Text != "depois\n\nantes" {
			t.Errorf("what was typed to her is %+v", list)
		}
		return err
	})
	if err != nil || s.drafts(ana.customer) != 0 {
		t.Errorf("what was typed to the other is hers still: %v", err)
	}
}

// TestAMergeOfSeveralIsTakenApart: who was merged into somebody that was merged in turn goes back with her.
func TestAMergeOfSeveralIsTakenApart(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, bia, cris := mail("ana"), mail("bia"), mail("cris")
	for _, a := range []address{ana, bia, cris} {
		s.meet(strings.ToUpper(a.raw[:1])+a.raw[1:3], a)
	}
	must[desk.NoteID](t)(customer.Note(ctx, s.st, cris.customer, "ligou"))
	must[desk.EventID](t)(customer.Merge(ctx, s.st, bia.customer, cris.customer, nil))
	must[desk.EventID](t)(customer.Prefer(ctx, s.st, cris.identity(), true))
	must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, bia.customer, nil))
	if got := read(t, s, ana.customer).Preferred; got != cris.identity() {
		t.Errorf("merged, %s is preferred", got)
	}
	to, _, err := customer.Split(ctx, s.st, bia.identity(), cris.identity())
	if err != nil || to != bia.customer {
		t.Fatalf("split off to %s, %v", to, err)
	}
	notes := must[[]desk.Note](t)(customer.Notes(ctx, s.st, bia.customer))
	if read(t, s, ana.customer).Preferred != "" || read(t, s, bia.customer).Preferred != cris.identity() || len(notes) != 1 {
		t.Errorf("she has %+v and %d notes", read(t, s, bia.customer), len(notes))
	}
	s.rebuilds()
}
