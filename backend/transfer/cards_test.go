package transfer

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/store"
)

var words = Labels{Home: "casa", Work: "trabalho"}

func TestCardsAreRead(t *testing.T) {
	phone := func(number, label string) customer.ListedContact {
		return customer.ListedContact{Channel: desk.SMS, Typed: number, Label: label}
	}
	mail := func(address, label string) customer.ListedContact {
		return customer.ListedContact{Channel: desk.Email, Typed: address, Label: label}
	}
	cases := []struct {
		name, card string
		want       customer.Listed
	}{
		{
			"2.1, in quoted-printable over two lines", "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Concei=C3=A7=C3=A3o;Jos=C3=A9;;;\r\n" +
				"TEL;CELL;PREF:11 98765-4321\r\nTEL;HOME:+55 11 3333-4444\r\nNOTE;ENCODING=QUOTED-PRINTABLE:Gosta de papel=\r\n azul",
			customer.Listed{Name: "José Conceição", Contacts: []customer.ListedContact{phone("11 98765-4321", ""), phone("+55 11 3333-4444", "casa")}, Notes: "Gosta de papel azul"},
		},
		{
			"3.0, folded and escaped", "VERSION:3.0\nFN:Papelaria Sol\\, Lda.\nN:;;;;\nEMAIL;TYPE=INTERNET,WORK:sol@exem\n plo.example\nNOTE:Um\\nDois\\; três",
			customer.Listed{Name: "Papelaria Sol, Lda.", Contacts: []customer.ListedContact{mail("sol@exemplo.example", "trabalho")}, Notes: "Um\nDois; três"},
		},
		{
			"4.0, with addresses as links", "VERSION:4.0\nFN:Rui\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+351-912-345-678;ext=5\nEMAIL:mailto:rui@exemplo.example",
			customer.Listed{Name: "Rui", Contacts: []customer.ListedContact{phone("+351-912-345-678", "trabalho"), mail("rui@exemplo.example", "")}},
		},
		{
			"Apple's labels", "VERSION:3.0\nN:Mar;Ana;;Dra.;\nitem1.TEL:11987654321\nitem1.X-ABLabel:Recados\nitem2.EMAIL;TYPE=HOME:ana@exemplo.example\nitem2.X-ABLabel:_$!<Home>!$_",
			customer.Listed{Name: "Dra. Ana Mar", Contacts: []customer.ListedContact{phone("11987654321", "Recados"), mail("ana@exemplo.example", "casa")}},
		},
		{
			"a firm, a fax and a picture", "VERSION:3.0\nORG:Gráfica Lua;Vendas\nTEL;TYPE=WORK,FAX:11 3333-0000\nTEL:11 3333-1111\nPHOTO;ENCODING=b;TYPE=JPEG:" + strings.Repeat("AAAA", 300_000),
			customer.Listed{Name: "Gráfica Lua", Contacts: []customer.ListedContact{phone("11 3333-1111", "")}},
		},
		{
			"what Windows writes", "VERSION:2.1\nN:Concei\xe7\xe3o\nTEL:1133334444",
			customer.Listed{Name: "Conceição", Contacts: []customer.ListedContact{phone("1133334444", "")}},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r Report
			people, err := readCards(strings.NewReader("BEGIN:VCARD\n"+c.card+"\nEND:VCARD\n"), words, &r)
			if err != nil || len(people) != 1 {
				t.Fatalf("%d people, %v", len(people), err)
			}
			want(t, "card", fmt.Sprintf("%+v", people[0].Listed), fmt.Sprintf("%+v", c.want))
		})
	}
}

func TestCardsThatAreCutOff(t *testing.T) {
	var r Report
	people, err := readCards(strings.NewReader("x\nBEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bia\nEND:VCARD\nBEGIN:VCARD\nFN:"), words, &r)
	want(t, "people", fmt.Sprint(len(people), err), "1 <nil>")
	want(t, "left out", r.Skipped, []Skip{{Line: 2, Reason: Incomplete}, {Line: 7, Reason: Incomplete}})
}

func TestAnAddressBookThatIsNone(t *testing.T) {
	s := newShop(t)
	for name, content := range map[string]string{"nothing": "", "a line without end": card("FN:" + strings.Repeat("a", mostLine+1))} {
		t.Run(name, func(t *testing.T) {
			_, err := Cards(t.Context(), s.st, s.file("livro.vcf", content), words, Options{})
			if !desk.HasCode(err, desk.ErrImportUnreadable) || desk.AsError(err).Params["file"] != "livro.vcf" {
				t.Errorf("err = %v", err)
			}
		})
	}
}

func card(lines ...string) string {
	return "BEGIN:VCARD\nVERSION:3.0\n" + strings.Join(lines, "\n") + "\nEND:VCARD\n"
}

func (s *shop) cardsIn(content string, o Options) Report {
	s.t.Helper()
	r, err := Cards(s.t.Context(), s.st, s.file("contatos.vcf", content), words, o)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

func TestCustomersAreMatchedByTheirAddressesOnly(t *testing.T) {
	s := newShop(t)
	s.fetched(letter("1", "Ana <ana@cliente.example>", shopAddress, recent, "Oi"))
	owned, _, err := customer.Add(t.Context(), s.st, customer.Newcomer{Name: "Carlos Reis", Phones: []string{"11 3333-4444"}})
	if err != nil {
		t.Fatal(err)
	}
	notes := "Não ligar de manhã"
	if err := customer.Describe(t.Context(), s.st, owned, customer.Description{Notes: &notes}); err != nil {
		t.Fatal(err)
	}
	book := card("FN:Ana Lima", "EMAIL:Ana@Cliente.example", "TEL;TYPE=HOME:11 98765-4321", "NOTE:Paga adiantado") + // here by her mail
		card("FN:Ana", "TEL:11 91234-5678") + // the same name, another person
		card("FN:Marta Reis", "TEL:11 3333-4444", "NOTE:Esposa") + // shares a word of the name: the same
		card("FN:Duda", "TEL:11 3333-4444", "EMAIL:duda@exemplo.example") + // shares the telephone of somebody else
		card("FN:Só nome") + card("FN:Torto", "TEL:123") + card("FN:Ana", "TEL:+55 11 91234-5678") // twice
	dry := s.cardsIn(book, Options{DryRun: true})
	r := s.cardsIn(book, Options{})
	want(t, "dry run and import", counts(dry), counts(r))
	want(t, "import", [3]int{r.Read, r.New, r.Updated}, [3]int{7, 2, 1})
	want(t, "reasons", reasons(r), map[Reason]int{Here: 1, "address_taken": 1, "no_address": 1, "address_invalid": 1, Repeated: 1})
	want(t, "names", s.everything().names, []string{"Ana", "Ana Lima", "Carlos Reis", "Duda"})
	p, err := customer.Read(t.Context(), s.st, s.customer("tel:+5511987654321"))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "Ana", fmt.Sprint(p.Name, len(p.Points), p.Notes, p.Points[1].OwnerLabel), "Ana Lima3Paga adiantadocasa")
	p, err = customer.Read(t.Context(), s.st, owned)
	want(t, "what the owner wrote", fmt.Sprint(p.Notes, " ", err), notes+" <nil>")

	again := s.cardsIn(book, Options{})
	want(t, "again", [4]int{again.New, again.Updated, reasons(again)[Here], len(again.ID)}, [4]int{0, 0, 4, 0})
}

func TestAnImportOfCustomersIsTakenAway(t *testing.T) {
	s := newShop(t)
	s.fetched(letter("1", "Ana <ana@cliente.example>", shopAddress, recent, "Oi"))
	r := s.cardsIn(card("FN:Ana Lima", "EMAIL:ana@cliente.example", "TEL:11 98765-4321", "NOTE:Boa")+
		card("FN:Bia", "TEL:11 91111-1111")+card("FN:Cris", "TEL:11 92222-2222")+card("FN:Davi", "EMAIL:davi@exemplo.example"), Options{})
	want(t, "import", [3]int{r.New, r.Updated, len(r.Skipped)}, [3]int{3, 1, 0})
	if _, err := customer.Note(t.Context(), s.st, s.customer("tel:+5511922222222"), "Ligou"); err != nil {
		t.Fatal(err)
	}
	s.fetched(letter("2", "Davi <davi@exemplo.example>", shopAddress, recent, "Oi"))
	u, err := Undo(t.Context(), s.st, r.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "undone", [3]int{u.Customers, u.Changed, len(u.Stayed)}, [3]int{1, 1, 2})
	for _, stayed := range u.Stayed {
		want(t, "why", stayed.Reason, desk.StaysSpoken)
	}
	want(t, "left", s.everything().names, []string{"Ana", "Cris", "Davi"})
	list, err := List(t.Context(), s.st)
	if err != nil || len(list) != 1 || list[0].UndoneAt.IsZero() || list[0].New != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	s.rebuildChangesNothing()
	want(t, "after a rebuild", s.everything().names, []string{"Ana", "Cris", "Davi"})
	if _, err := Undo(t.Context(), s.st, "none", nil); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("err = %v", err)
	}
}

// TestAnAddressThatComesBackIsNewAfterARebuildToo: what an import that is gone called it says nothing any more.
func TestAnAddressThatComesBackIsNewAfterARebuildToo(t *testing.T) {
	s := newShop(t)
	r := s.cardsIn(card("FN:Davi", "EMAIL;TYPE=HOME:davi@exemplo.example"), Options{})
	if _, err := Undo(t.Context(), s.st, r.ID, nil); err != nil {
		t.Fatal(err)
	}
	s.fetched(letter("1", "Davi <davi@exemplo.example>", shopAddress, recent, "Oi"))
	s.rebuildChangesNothing()
	s.read(func(tx *store.ReadTx) error {
		i, _, err := tx.Customers().Identity(desk.Email, "davi@exemplo.example")
		want(t, "called", i.OwnerLabel, "")
		return err
	})
}

// TestWhatWasSaidOfAnAddressKeepsIt: what is barred would be written to again if it came back another way.
func TestWhatWasSaidOfAnAddressKeepsIt(t *testing.T) {
	const number = "+5511987654321"
	byCard := func(s *shop) desk.EventID {
		return s.cardsIn(card("FN:Ana", "EMAIL:ana@cliente.example", "TEL:"+number), Options{}).ID
	}
	byChat := func(s *shop) desk.EventID {
		if _, err := customer.AddAddress(t.Context(), s.st, s.customer("mail:ana@cliente.example"), desk.SMS, number, ""); err != nil {
			t.Fatal(err)
		}
		r, _ := s.chatIn(s.file(androidName, androidChat), Chat{Phone: number}, Options{})
		return r.ID
	}
	at := store.NewIdentityID(desk.WhatsApp, "whatsapp:"+number)
	bar := func(s *shop) error { _, err := customer.Bar(t.Context(), s.st, at, true); return err }
	for name, c := range map[string]struct {
		bring func(*shop) desk.EventID
		say   func(*shop) error
		stays bool
	}{
		"of a card, untouched": {byCard, func(*shop) error { return nil }, false},
		"of a card, barred":    {byCard, bar, true},
		"of a card, preferred": {byCard, func(s *shop) error { _, err := customer.Prefer(t.Context(), s.st, at, true); return err }, true},
		"of a card, named":     {byCard, func(s *shop) error { return customer.LabelAddress(t.Context(), s.st, at, "loja") }, true},
		"of a chat, untouched": {byChat, func(*shop) error { return nil }, false},
		"of a chat, barred":    {byChat, bar, true},
		"of a chat, preferred": {byChat, func(s *shop) error { _, err := customer.Prefer(t.Context(), s.st, at, true); return err }, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			s.fetched(letter("1", "Ana <ana@cliente.example>", shopAddress, recent, "Oi"))
			id := c.bring(s)
			if err := c.say(s); err != nil {
				t.Fatal(err)
			}
			if _, err := Undo(t.Context(), s.st, id, nil); err != nil {
				t.Fatal(err)
			}
			s.read(func(tx *store.ReadTx) error {
				_, stays, err := tx.Customers().Identity(desk.WhatsApp, "whatsapp:"+number)
				want(t, "stays", stays, c.stays)
				return err
			})
			s.rebuildChangesNothing()
		})
	}
}

func TestWhatAnotherImportSaidAndTookBackKeepsNobody(t *testing.T) {
	s := newShop(t)
	chat, _ := s.chatIn(s.file(androidName, androidChat), Chat{Phone: "11 98765-4321"}, Options{})
	book := s.cardsIn(card("FN:Ana Lima Souza", "TEL:11 98765-4321", "NOTE:Boa"), Options{})
	for _, id := range []desk.EventID{book.ID, chat.ID} {
		if u, err := Undo(t.Context(), s.st, id, nil); err != nil || len(u.Stayed) > 0 {
			t.Errorf("%+v, %v", u, err)
		}
	}
	want(t, "nobody", len(s.everything().names), 0)
	s.rebuildChangesNothing()
}

func TestWhatIsTakenAwayComesBackWithAnotherImport(t *testing.T) {
	s := newShop(t)
	s.fetched(letter("9", "Ana <ana@cliente.example>", shopAddress, recent, "Oi"))
	before := s.projections()
	path := s.file("v.mbox", boxed(letter("1", "Ana <ana@cliente.example>", shopAddress, old, "Um"), letter("2", "Bia <bia@cliente.example>", shopAddress, old, "Dois")))
	for range 2 {
		r := s.mailIn(path, Options{})
		want(t, "new", r.New, 2)
		s.rebuildChangesNothing()
		if _, err := Undo(t.Context(), s.st, r.ID, nil); err != nil {
			t.Fatal(err)
		}
		want(t, "as it was", s.projections(), before)
		s.rebuildChangesNothing()
	}
	s.mailIn(path, Options{})
	s.rebuildChangesNothing()
	want(t, "messages", len(s.everything().messages), 3)
}

// projections is what the inbox, the list and the search show.
func (s *shop) projections() string {
	s.t.Helper()
	var out []string
	s.read(func(tx *store.ReadTx) error {
		rows, err := tx.Inbox().All(store.Start(), 1000)
		for _, r := range rows {
			out = append(out, fmt.Sprintf("%+v", r))
		}
		if err != nil {
			return err
		}
		for _, word := range []string{"um", "dois", "oi", "ana", "bia"} {
			hits, err := tx.SearchMessages(store.Search{Match: store.MatchExpression(word), Before: store.FirstHit, Limit: 100})
			people, err2 := tx.Customers().Search(store.CustomerExpression(word), 100)
			if err := errors.Join(err, err2); err != nil {
				return err
			}
			out = append(out, fmt.Sprint(word, hits, people))
		}
		return nil
	})
	return strings.Join(out, "\n")
}

func (s *shop) rebuildChangesNothing() {
	s.t.Helper()
	before := s.projections()
	if err := s.st.Rebuild(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	want(s.t, "rebuilt", s.projections(), before)
	if v, err := s.st.Verify(s.t.Context()); err != nil || v.Database != "ok" || len(v.Missing) > 0 {
		s.t.Errorf("%+v, %v", v, err)
	}
}

func FuzzCards(f *testing.F) {
	f.Add(card("FN:Ana", "TEL;TYPE=\"a,b\":1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", " =C3"))
	f.Add("BEGIN:VCARD\nitem1.TEL;;=:\nN:;\nEND:VCARD")
	f.Fuzz(func(t *testing.T, content string) {
		var r Report
		people, err := readCards(strings.NewReader(content), words, &r)
		if most := strings.Count(strings.ToUpper(content), "END"); err == nil && len(people) > most {
			t.Errorf("%d people out of %d cards", len(people), most)
		}
	})
}
