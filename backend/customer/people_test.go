package customer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

func number(name string, medium desk.Channel, digits string) address {
	raw := "+55" + digits
	if medium == desk.WhatsApp {
		raw = "whatsapp:" + raw
	}
	return address{store.NewCustomerID(name), medium, raw, "tel:+55" + digits}
}

func read(t *testing.T, s *shop, id desk.CustomerID) customer.Profile {
	t.Helper()
	return must[customer.Profile](t)(customer.Read(t.Context(), s.st, id))
}

func TestTagsAreSpeltOnce(t *testing.T) {
	s := newShop(t)
	ana, bia := mail("ana"), mail("bia")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	ctx := t.Context()
	for _, err := range []error{
		customer.Tag(ctx, s.st, ana.customer, " Volta às  aulas "),
		customer.Tag(ctx, s.st, bia.customer, "VOLTA AS AULAS"),
		customer.Tag(ctx, s.st, bia.customer, "volta às aulas"),
		customer.Tag(ctx, s.st, bia.customer, "Atacado"),
		customer.Tag(ctx, s.st, bia.customer, "   "),
		customer.Untag(ctx, s.st, ana.customer, "atacado"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, s, bia.customer).Tags; !slices.Equal(got, []string{"Volta às aulas", "Atacado"}) {
		t.Errorf("tags %q", got)
	}
	all := must[[]store.TagCount](t)(customer.Tags(ctx, s.st))
	if !slices.Equal(all, []store.TagCount{{Tag: "Atacado", Customers: 1}, {Tag: "Volta às aulas", Customers: 2}}) {
		t.Errorf("all tags %+v", all)
	}
	if err := customer.Tag(ctx, s.st, ana.customer, strings.Repeat("x", 41)); !desk.HasCode(err, desk.ErrUsage) {
		t.Errorf("a tag too long gives %v", err)
	}
	before := len(s.events(ana.customer))
	if err := customer.Tag(ctx, s.st, ana.customer, "volta às aulas"); err != nil || len(s.events(ana.customer)) != before {
		t.Errorf("a tag that she has is recorded: %v", err)
	}
	if err := customer.Untag(ctx, s.st, ana.customer, "volta as AULAS"); err != nil || len(read(t, s, ana.customer).Tags) != 0 {
		t.Errorf("the tag stays: %v", err)
	}
}

func (s *shop) events(id desk.CustomerID) (list []desk.Event) {
	s.t.Helper()
	err := s.st.Read(s.t.Context(), func(tx *store.ReadTx) (err error) {
		list, err = tx.Customers().Log(id)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestAddressesByHand(t *testing.T) {
	s := newShop(t)
	ana, bia := mail("ana"), number("bia", desk.WhatsApp, "11988887777")
	s.meet("Ana", ana)
	s.meet("Bia", bia)
	ctx := t.Context()
	for _, c := range []struct {
		medium desk.Channel
		typed  string
		want   string
		code   desk.Code
	}{
		{desk.Email, " Ana.Moraes@Escola.Example ", "ana.moraes@escola.example", ""},
		{desk.Email, "ana.moraes@escola.example", "", desk.ErrAddressKnown},
		{desk.Email, "ana@escola", "", desk.ErrAddressInvalid},
		{desk.Email, "Ana <ana@escola.example>", "", desk.ErrAddressInvalid},
		{desk.Email, "ana moraes@escola.example", "", desk.ErrAddressInvalid},
		{desk.Email, "", "", desk.ErrAddressInvalid},
		{desk.SMS, "(11) 97777-6666", "+5511977776666", ""},
		{desk.WhatsApp, "+55 11 97777 6666", "whatsapp:+5511977776666", ""},
		{desk.SMS, "97777-6666", "", desk.ErrAddressInvalid},
		{desk.SMS, "11 8888-7777", "", desk.ErrAddressTaken},
		{desk.WhatsApp, "11 98888-7777", "", desk.ErrAddressTaken},
		{desk.Other, "11 98888-7777", "", desk.ErrAddressInvalid},
	} {
		_, err := customer.AddAddress(ctx, s.st, ana.customer, c.medium, c.typed, "trabalho")
		if e := desk.AsError(err); (e == nil) != (c.code == "") || e != nil && e.Code != c.code {
			t.Errorf("%q gives %v, want %q", c.typed, err, c.code)
		} else if c.code == desk.ErrAddressTaken && e.Params["customer"] != string(bia.customer) {
			t.Errorf("%q is of %v", c.typed, e.Params)
		}
		at := slices.IndexFunc(read(t, s, ana.customer).Points, func(p customer.Point) bool { return p.Address == c.want })
		if c.want != "" && (at < 0 || read(t, s, ana.customer).Points[at].OwnerLabel != "trabalho") {
			t.Errorf("%q is not there as %q", c.typed, c.want)
		}
	}
	point := read(t, s, ana.customer).Points[0]
	if err := customer.LabelAddress(ctx, s.st, point.ID, "  casa\n"); err != nil || read(t, s, ana.customer).Points[0].OwnerLabel != "casa" {
		t.Errorf("labelled %v", err)
	}
	for _, p := range read(t, s, ana.customer).Points {
		if p.Address == ana.raw {
			s.says(ana.customer, ana, desk.CustomerVoice, 0, "oi")
			if err := customer.RemoveAddress(ctx, s.st, p.ID); !desk.HasCode(err, desk.ErrAddressUsed) {
				t.Errorf("an address with messages goes: %v", err)
			}
			continue
		}
		if err := customer.RemoveAddress(ctx, s.st, p.ID); err != nil {
			t.Errorf("%s stays: %v", p.Address, err)
		}
	}
	only := read(t, s, bia.customer).Points[0]
	if err := customer.RemoveAddress(ctx, s.st, only.ID); !desk.HasCode(err, desk.ErrLastAddress) {
		t.Errorf("the last address goes: %v", err)
	}
}

func TestDirectory(t *testing.T) {
	s := newShop(t)
	people := map[string]address{
		"Érica Lima": mail("erica"), "Ângela Prado": number("angela", desk.WhatsApp, "32988887777"), "ana Zamboni": mail("ana"),
		"": number("nameless", desk.SMS, "1138887777"), "Loja do Robô": mail("robo"),
	}
	ago := time.Duration(0)
	for _, name := range []string{"ana Zamboni", "Érica Lima", "", "Ângela Prado", "Loja do Robô"} {
		s.meet(name, people[name])
		voice := desk.CustomerVoice
		if name == "Loja do Robô" {
			voice = desk.MachineVoice
		}
		s.says(people[name].customer, people[name], voice, ago, "oi")
		ago += time.Hour
	}
	if err := customer.Tag(t.Context(), s.st, people["Érica Lima"].customer, "VIP"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query customer.DirectoryQuery
		want  string
	}{
		{customer.DirectoryQuery{}, "ana Zamboni, Ângela Prado, Érica Lima, "},
		{customer.DirectoryQuery{ByContact: true}, "ana Zamboni, Érica Lima, , Ângela Prado"},
		{customer.DirectoryQuery{Machines: true}, "ana Zamboni, Ângela Prado, Érica Lima, Loja do Robô, "},
		{customer.DirectoryQuery{Filter: desk.Filter{Tags: []string{"vip"}}}, "Érica Lima"},
		{customer.DirectoryQuery{Filter: desk.Filter{Reached: []desk.Channel{desk.WhatsApp}}}, "Ângela Prado"},
		{customer.DirectoryQuery{Filter: desk.Filter{Tags: []string{"outra"}}}, ""},
		{customer.DirectoryQuery{Filter: desk.Filter{ContactWithin: 30}, Machines: true, ByContact: true, Offset: 1}, "Érica Lima, , Ângela Prado"},
		{customer.DirectoryQuery{Filter: desk.Filter{Tags: []string{"vip"}}, Text: "ana"}, ""},
		{customer.DirectoryQuery{Text: "angela"}, "Ângela Prado"},
		{customer.DirectoryQuery{Text: "ERI"}, "Érica Lima"},
		{customer.DirectoryQuery{Text: "98888"}, "Ângela Prado"},
		{customer.DirectoryQuery{Text: "7777"}, "Ângela Prado, "},
		{customer.DirectoryQuery{Text: "32 98888-7777"}, "Ângela Prado"},
		{customer.DirectoryQuery{Text: "ana@exemplo"}, "ana Zamboni"},
		{customer.DirectoryQuery{Text: "ninguem"}, ""},
		{customer.DirectoryQuery{Text: "-"}, "ana Zamboni, Ângela Prado, Érica Lima, "},
		{customer.DirectoryQuery{Offset: 1, Limit: 2}, "Ângela Prado, Érica Lima"},
		{customer.DirectoryQuery{Offset: 9}, ""},
	} {
		page := must[customer.DirectoryPage](t)(customer.Directory(t.Context(), s.st, c.query))
		names := make([]string, len(page.Rows))
		for i, r := range page.Rows {
			names[i] = r.Name
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%+v gives %q, want %q", c.query, got, c.want)
		}
		if c.query.Offset == 0 && page.Total != len(page.Rows) {
			t.Errorf("%+v has %d rows, counted %d", c.query, len(page.Rows), page.Total)
		}
	}
}

func TestMergeTakesOverWhatIsKnown(t *testing.T) {
	s := newShop(t)
	ana, sms := mail("ana.moraes"), number("sms", desk.SMS, "32900007730")
	s.meet("Ana Beatriz Moraes", ana)
	s.meet("Ana B. Moraes", sms)
	ctx := t.Context()
	s.says(ana.customer, ana, desk.CustomerVoice, 3*time.Hour, "bom dia caderno")
	s.says(sms.customer, sms, desk.CustomerVoice, time.Hour, "boa tarde")
	s.says(ana.customer, ana, desk.ElsewhereShop, 30*time.Minute, "respondido")
	text := func(s string) *string { return &s }
	describe := func(id desk.CustomerID, notes string, tags ...string) {
		if err := customer.Describe(ctx, s.st, id, customer.Description{Notes: text(notes), Tags: &tags}); err != nil {
			t.Fatal(err)
		}
	}
	describe(ana.customer, "Prefere a manhã.", "Convites")
	describe(sms.customer, "Filha: Clara.", "Convites", "Presentes")

	p := must[customer.Preview](t)(customer.PreviewMerge(ctx, s.st, ana.customer, sms.customer, nil))
	if len(p.Moves) != 1 || p.Moves[0].Messages != 1 || !slices.Equal(p.Tags, []string{"Presentes"}) || p.State != desk.ToReply {
		t.Errorf("preview %+v", p)
	}
	id := must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, sms.customer, nil))
	is := read(t, s, ana.customer)
	if is.Notes != "Prefere a manhã.\nFilha: Clara." || p.Notes != is.Notes || !slices.Equal(is.Tags, []string{"Convites", "Presentes"}) || is.Messages != 3 {
		t.Errorf("merged %+v", is)
	}
	row := must[customer.Row](t)(customer.InboxRow(ctx, s.st, ana.customer))
	if row.State != desk.ToReply || row.Name != "Ana Beatriz Moraes" {
		t.Errorf("row %+v", row)
	}
	for _, typed := range []string{"b moraes", "900007730", "clara"} {
		f := must[customer.Found](t)(customer.Search(ctx, s.st, customer.SearchQuery{Text: typed, Customers: true, Messages: true}))
		if want := typed != "clara"; (len(f.Customers) == 1 && f.Customers[0].ID == ana.customer) != want {
			t.Errorf("%q finds %+v", typed, f.Customers)
		}
	}
	f := must[customer.Found](t)(customer.Search(ctx, s.st, customer.SearchQuery{Text: "boa tarde", Messages: true}))
	if len(f.Messages) != 1 || f.Messages[0].CustomerID != ana.customer {
		t.Errorf("her message is of %+v", f.Messages)
	}
	// What comes to a new spelling of the number meanwhile goes back with it.
	wa := number("sms", desk.WhatsApp, "32900007730")
	s.write(func(tx *store.Tx) error {
		return tx.Customers().AddIdentity(desk.Identity{ID: wa.identity(), CustomerID: ana.customer, Medium: wa.medium, Address: wa.raw, Key: wa.key})
	})
	if err := customer.Undo(ctx, s.st, ana.customer, id); err != nil {
		t.Fatal(err)
	}
	if is := read(t, s, ana.customer); is.Notes != "Prefere a manhã." || !slices.Equal(is.Tags, []string{"Convites"}) || len(is.Points) != 1 {
		t.Errorf("after the undo %+v", is)
	}
	if is := read(t, s, sms.customer); len(is.Points) != 2 || is.Name != "Ana B. Moraes" {
		t.Errorf("the other after the undo %+v", is)
	}
	if err := customer.Undo(ctx, s.st, ana.customer, id); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undone twice: %v", err)
	}
}

func TestWhatSheMarkedUnreadStaysSo(t *testing.T) {
	s := newShop(t)
	ana, sms := mail("ana.moraes"), number("sms", desk.SMS, "32900007730")
	s.meet("Ana", ana)
	s.meet("Ana", sms)
	s.says(ana.customer, ana, desk.CustomerVoice, 2*time.Hour, "bom dia")
	s.says(sms.customer, sms, desk.CustomerVoice, time.Hour, "boa tarde")
	unread := func(id desk.CustomerID, want int, when string) {
		t.Helper()
		if row := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, id)); row.Unread != want {
			t.Errorf("%s: %d unread, not %d", when, row.Unread, want)
		}
	}
	for _, err := range []error{
		customer.MarkRead(t.Context(), s.st, ana.customer), customer.MarkRead(t.Context(), s.st, sms.customer),
		customer.MarkUnread(t.Context(), s.st, sms.customer),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	id := must[desk.EventID](t)(customer.Merge(t.Context(), s.st, ana.customer, sms.customer, nil))
	unread(ana.customer, 1, "merged")
	if err := customer.Undo(t.Context(), s.st, ana.customer, id); err != nil {
		t.Fatal(err)
	}
	unread(ana.customer, 0, "her own again")
	unread(sms.customer, 1, "the other's own again")
}

func TestDuplicatesAreSuggestedAndToldApart(t *testing.T) {
	s := newShop(t)
	list := []struct {
		name    string
		address address
	}{
		{"Ana Moraes", mail("ana.moraes")},
		{"ANA  Moráes", number("ana", desk.SMS, "32900007730")},
		{"Bruno", mail("bruno")},
		{"Bruno", number("bruno", desk.SMS, "32900001111")},
		{"Contato A", mail("contato")},
		{"Carla Dias", number("carla", desk.WhatsApp, "21977776666")},
		{"C. D.", number("carla2", desk.SMS, "11977776666")},
	}
	for _, p := range list {
		s.meet(p.name, p.address)
	}
	other := address{store.NewCustomerID("x"), desk.Email, "ana.moraes@outro.example", "mail:ana.moraes@outro.example"}
	s.meet("A. M.", other)
	desk2 := address{store.NewCustomerID("y"), desk.Email, "contato@outro.example", "mail:contato@outro.example"}
	s.meet("Contato B", desk2)
	ctx := t.Context()
	pairs := func(list []customer.Likeness) (said []string) {
		for _, l := range list {
			names := []string{l.A.Name, l.B.Name}
			slices.Sort(names)
			said = append(said, fmt.Sprint(strings.Join(names, "+"), l.Reasons))
		}
		slices.Sort(said)
		return said
	}
	want := []string{"A. M.+Ana Moraes[email]", "ANA  Moráes+Ana Moraes[name]", "C. D.+Carla Dias[phone]"}
	all := must[[]customer.Likeness](t)(customer.Duplicates(ctx, s.st, 0))
	if got := pairs(all); !slices.Equal(got, want) {
		t.Errorf("suggested %q, want %q", got, want)
	}
	ana := list[0].address.customer
	if got := pairs(must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana, 0))); !slices.Equal(got, want[:2]) {
		t.Errorf("like Ana %q", got)
	}
	told := must[desk.EventID](t)(customer.TellApart(ctx, s.st, ana, other.customer))
	if got := pairs(must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana, 0))); !slices.Equal(got, want[1:2]) {
		t.Errorf("told apart, still %q", got)
	}
	if err := customer.Undo(ctx, s.st, ana, told); err != nil || len(must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana, 0))) != 2 {
		t.Errorf("after the undo: %v", err)
	}
	// Split, they are not suggested again, whoever they are merged with.
	if _, err := customer.Merge(ctx, s.st, ana, other.customer, nil); err != nil {
		t.Fatal(err)
	}
	to, _, err := customer.Split(ctx, s.st, other.identity())
	if err != nil || to != other.customer {
		t.Fatal(to, err)
	}
	if _, err := customer.Merge(ctx, s.st, list[1].address.customer, ana, nil); err != nil {
		t.Fatal(err)
	}
	if got := pairs(must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, other.customer, 0))); len(got) != 0 {
		t.Errorf("split, and suggested again: %q", got)
	}
}

// TestEveryReasonIsFoundFromBothSides: whoever of the two is looked at, and among all.
func TestEveryReasonIsFoundFromBothSides(t *testing.T) {
	at := func(address string) address { return addressOf(desk.Email, address, "mail:"+address) }
	tel := func(digits string) address { return addressOf(desk.SMS, "+"+digits, "tel:+"+digits) }
	type person struct {
		name, document, mail string
		reached              address
	}
	signed := "Bom dia, quero dois.\n\nAtenciosamente,\nAna\nTel. (32) 90000-7730\n\nEm 3 de fev. de 2026, Loja <c@l.example> escreveu:\n> ligue 32 91111-2222\n"
	for name, c := range map[string]struct {
		a, b person
		want []customer.Reason
	}{
		"documents":                    {person{document: "111.444.777-35", reached: at("um@a.example")}, person{document: "11144477735", reached: at("dois@b.example")}, []customer.Reason{customer.SameDocument}},
		"documents with their country": {person{document: "PT 501964843", reached: at("um@a.example")}, person{document: "501 964 843", reached: at("dois@b.example")}, []customer.Reason{customer.SameDocument}},
		"a number without its country": {person{reached: tel("5532900007730")}, person{reached: addressOf(desk.WhatsApp, "whatsapp:32900007730", "tel:32900007730")}, []customer.Reason{customer.SameNumber}},
		"a number without its ninth":   {person{reached: tel("5532987654321")}, person{reached: addressOf(desk.WhatsApp, "whatsapp:+553287654321", "tel:+553287654321")}, []customer.Reason{customer.SameNumber}},
		"a number of Mexico":           {person{reached: tel("525512345678")}, person{reached: addressOf(desk.WhatsApp, "whatsapp:+5215512345678", "tel:+5215512345678")}, []customer.Reason{customer.SameNumber}},
		"numbers that end alike":       {person{reached: tel("5532977776666")}, person{reached: tel("5511977776666")}, []customer.Reason{customer.SameTail}},
		"a signature":                  {person{reached: at("ana@a.example"), mail: signed}, person{reached: tel("5532900007730")}, []customer.Reason{customer.InSignature}},
		"only quoted":                  {person{reached: at("ana@a.example"), mail: signed}, person{reached: tel("5532911112222")}, nil},
		"one name at one firm":         {person{name: "Ana", reached: at("ana@firma.example")}, person{name: "ANA", reached: at("vendas@firma.example")}, []customer.Reason{customer.SameColleague}},
		"one name at a mail host":      {person{name: "Ana", reached: at("aninha@gmail.com")}, person{name: "Ana", reached: at("ana77@gmail.com")}, nil},
		"names of two words":           {person{name: "Ana Moraes", reached: at("um@a.example")}, person{name: "Ána  MORAES", reached: at("dois@b.example")}, []customer.Reason{customer.SameName}},
		"two reasons, the better first": {
			person{name: "Ana Moraes", reached: at("ana.moraes@a.example"), mail: signed},
			person{name: "Ana Moraes", reached: tel("5532900007730")},
			[]customer.Reason{customer.InSignature, customer.SameName},
		},
		"nothing": {person{name: "Ana", reached: at("um@a.example")}, person{name: "Bia", reached: tel("5532900007730")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			ctx := t.Context()
			ids := []desk.CustomerID{"a", "b"}
			for i, p := range []person{c.a, c.b} {
				p.reached.customer = ids[i]
				s.meet(p.name, p.reached)
				if err := customer.Describe(ctx, s.st, ids[i], customer.Description{Document: &p.document}); err != nil {
					t.Fatal(err)
				}
				if p.mail != "" {
					s.says(ids[i], p.reached, desk.CustomerVoice, time.Hour, "antes: 32 95555-4444")
					s.says(ids[i], p.reached, desk.CustomerVoice, 0, p.mail)
				}
			}
			reasons := func(list []customer.Likeness) (found []customer.Reason) {
				for _, l := range list {
					found = append(found, l.Reasons...)
				}
				return found
			}
			if got := reasons(must[[]customer.Likeness](t)(customer.Duplicates(ctx, s.st, 0))); !slices.Equal(got, c.want) {
				t.Errorf("among all %q, want %q", got, c.want)
			}
			for _, id := range ids {
				if got := reasons(must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, id, 0))); !slices.Equal(got, c.want) {
					t.Errorf("like %s %q, want %q", id, got, c.want)
				}
			}
		})
	}
}

// TestWhatManyHaveInCommonTellsNothing: a switchboard below the mails of a whole firm.
func TestWhatManyHaveInCommonTellsNothing(t *testing.T) {
	s := newShop(t)
	board := number("board", desk.SMS, "3232220000")
	s.meet("Firma", board)
	for _, name := range []string{"um", "dois", "tres", "quatro", "cinco", "seis", "sete"} {
		a := mail("pessoa." + name)
		s.meet("Pessoa", a)
		s.says(a.customer, a, desk.CustomerVoice, 0, "Bom dia\n\n"+name+"\nFirma, (32) 3222-0000")
	}
	if list := must[[]customer.Likeness](t)(customer.Duplicates(t.Context(), s.st, 0)); len(list) != 0 {
		t.Errorf("suggested %+v", list)
	}
	if list := must[[]customer.Likeness](t)(customer.Alike(t.Context(), s.st, board.customer, 0)); len(list) != 0 {
		t.Errorf("like the firm %+v", list)
	}
}

// TestWhatKeepsTwoApartIsCounted: an undone split keeps nobody apart, and the undo of a telling apart leaves a split
// of the same two as it is.
func TestWhatKeepsTwoApartIsCounted(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	ana, other := mail("ana.moraes"), address{store.NewCustomerID("x"), desk.Email, "ana.moraes@outro.example", "mail:ana.moraes@outro.example"}
	s.meet("Ana", ana)
	s.meet("A. M.", other)
	alike := func(when string, want int) {
		t.Helper()
		if got := must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana.customer, 0)); len(got) != want {
			t.Errorf("%s: %d suggested, want %d", when, len(got), want)
		}
		if err := s.st.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		if got := must[[]customer.Likeness](t)(customer.Alike(ctx, s.st, ana.customer, 0)); len(got) != want {
			t.Errorf("%s, rebuilt: %d suggested, want %d", when, len(got), want)
		}
	}
	undo := func(id desk.EventID) {
		t.Helper()
		if err := customer.Undo(ctx, s.st, ana.customer, id); err != nil {
			t.Fatal(err)
		}
	}
	merged := must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, other.customer, nil))
	_, split, err := customer.Split(ctx, s.st, other.identity())
	if err != nil {
		t.Fatal(err)
	}
	undo(split)
	undo(merged)
	alike("all undone", 1)

	must[desk.EventID](t)(customer.Merge(ctx, s.st, ana.customer, other.customer, nil))
	if _, _, err := customer.Split(ctx, s.st, other.identity()); err != nil {
		t.Fatal(err)
	}
	undo(must[desk.EventID](t)(customer.TellApart(ctx, s.st, ana.customer, other.customer)))
	alike("split, and told apart in vain", 0)
}
