package customer_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"balcao/backend/customer"
	"balcao/backend/desk"
	"balcao/backend/preference"
	"balcao/backend/store"
)

// pages reads the list from end to end, newest first; between is done after every page.
func pages(t *testing.T, s *shop, state desk.TurnState, limit int, between func()) []customer.Row {
	t.Helper()
	return pagesOf(t, s, customer.InboxQuery{State: state, Limit: limit}, between)
}

func pagesOf(t *testing.T, s *shop, q customer.InboxQuery, between func()) (rows []customer.Row) {
	t.Helper()
	limit := q.Limit
	for range 1000 {
		page := must[customer.InboxPage](t)(customer.Inbox(t.Context(), s.st, q))
		if len(page.Rows) > limit || page.Next != "" && len(page.Rows) != limit {
			t.Fatalf("a page of %d has %d rows and next %q", limit, len(page.Rows), page.Next)
		}
		rows = append(rows, page.Rows...)
		if page.Next == "" {
			return rows
		}
		q.Cursor = page.Next
		between()
	}
	t.Fatal("the pages do not end")
	return nil
}

func TestInboxPagesLoseAndDoubleNothing(t *testing.T) {
	s := newShop(t)
	for i := range 300 {
		a := mail(fmt.Sprint("c", i))
		s.meet("", a)
		// Waits of 0 to 59 hours, five customers each; every sixth is answered.
		s.says(a.customer, a, desk.CustomerVoice, time.Duration(i%60)*time.Hour, "oi")
		if i%6 == 0 {
			s.says(a.customer, a, desk.ElsewhereShop, 0, "olá")
		}
	}
	for _, limit := range []int{1, 7, 25, 50, 499} {
		rows := pages(t, s, desk.ToReply, limit, func() {})
		if len(rows) != 250 {
			t.Fatalf("limit %d: %d rows, want 250", limit, len(rows))
		}
		for i, r := range rows {
			if want := s.now().Sub(r.WaitingSince) >= 24*time.Hour; r.Overdue != want {
				t.Errorf("a wait of %v is overdue: %v", s.now().Sub(r.WaitingSince), r.Overdue)
			}
			if i > 0 && !inOrder(rows[i-1], r) {
				t.Fatalf("limit %d: row %d (%v, %v) stands after (%v, %v)", limit, i, r.Overdue, r.LastAt, rows[i-1].Overdue, rows[i-1].LastAt)
			}
		}
	}
	for _, state := range []desk.TurnState{desk.ToReply, desk.Waiting} {
		for _, limit := range []int{1, 7, 50, 499} {
			oldest := pagesOf(t, s, customer.InboxQuery{State: state, Limit: limit, OldestFirst: true}, func() {})
			if !slices.EqualFunc(oldest, turnedAround(pages(t, s, state, limit, func() {})), sameRow) {
				t.Errorf("%s, limit %d: the oldest first are not the newest first turned around in their sections", state, limit)
			}
		}
	}
	checkByValue(t, s)
	if all := pages(t, s, "", 33, func() {}); len(all) != 300 || slices.ContainsFunc(all, func(r customer.Row) bool { return r.Overdue }) {
		t.Errorf("all: %d rows", len(all))
	}
	if waiting := pages(t, s, desk.Waiting, 20, func() {}); len(waiting) != 50 {
		t.Errorf("waiting: %d rows, want 50", len(waiting))
	}
	// Rows become overdue while somebody pages: none is lost.
	for _, oldest := range []bool{false, true} {
		seen := map[desk.CustomerID]int{}
		q := customer.InboxQuery{State: desk.ToReply, Limit: 20, OldestFirst: oldest}
		for _, r := range pagesOf(t, s, q, func() { s.wait(time.Hour) }) {
			seen[r.CustomerID]++
		}
		if len(seen) != 250 {
			t.Errorf("%d customers were seen while time went on, want 250", len(seen))
		}
	}
	hours := preference.Usual().Hours
	hours.ReplyHours = 2
	if err := preference.Save(t.Context(), s.st, hours); err != nil {
		t.Fatal(err)
	}
	for _, r := range pages(t, s, desk.ToReply, 50, func() {}) {
		one := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, r.CustomerID))
		if want := s.now().Sub(r.WaitingSince) >= 2*time.Hour; r.Overdue != want || one.Overdue != want {
			t.Errorf("with a target of two hours, a wait of %v is overdue: %v, alone %v", s.now().Sub(r.WaitingSince), r.Overdue, one.Overdue)
		}
	}
	counts := must[map[desk.TurnState]int](t)(customer.Counts(t.Context(), s.st))
	if counts[desk.ToReply] != 250 || counts[desk.Waiting] != 50 || len(counts) != 2 {
		t.Errorf("counts %v", counts)
	}
}

// checkByValue sells to some of those who wait, and wants every page by value, whatever the order of equal ones.
func checkByValue(t *testing.T, s *shop) {
	t.Helper()
	value := map[desk.CustomerID]int64{}
	s.write(func(tx *store.Tx) error {
		for i := range 120 {
			who := mail(fmt.Sprint("c", i)).customer
			value[who] = int64(i % 10 * 100)
			if value[who] == 0 {
				continue
			}
			p := desk.Purchase{
				ID: desk.PurchaseID(fmt.Sprint("p", i)), CustomerID: who, What: "Caderno", Kind: desk.Product, Place: desk.AtShop,
				Value: desk.Money{Cents: value[who], Currency: "BRL"}, At: s.now(), Day: desk.DayOf(s.now()),
			}
			if err := tx.Customers().Purchases().Insert(p); err != nil {
				return err
			}
		}
		return nil
	})
	for _, oldest := range []bool{false, true} {
		for _, limit := range []int{1, 7, 50, 499} {
			rows := pagesOf(t, s, customer.InboxQuery{State: desk.ToReply, Limit: limit, OldestFirst: oldest, ByValue: true}, func() {})
			if len(rows) != 250 {
				t.Fatalf("limit %d: %d rows, want 250", limit, len(rows))
			}
			seen := map[desk.CustomerID]bool{}
			for i, r := range rows {
				if r.Value != value[r.CustomerID] || seen[r.CustomerID] {
					t.Errorf("%s: worth %d, want %d; seen before: %v", r.CustomerID, r.Value, value[r.CustomerID], seen[r.CustomerID])
				}
				seen[r.CustomerID] = true
				if i > 0 && !byValueInOrder(rows[i-1], r, oldest) {
					t.Fatalf("limit %d: row %d (%v, %d, %v) stands after (%v, %d, %v)", limit, i, r.Overdue, r.Value, r.LastAt, rows[i-1].Overdue, rows[i-1].Value, rows[i-1].LastAt)
				}
			}
		}
	}
}

func byValueInOrder(a, b customer.Row, oldest bool) bool {
	switch {
	case a.Overdue != b.Overdue:
		return a.Overdue
	case a.Value != b.Value:
		return a.Value > b.Value
	case oldest:
		return !a.LastAt.After(b.LastAt)
	default:
		return !b.LastAt.After(a.LastAt)
	}
}

func turnedAround(rows []customer.Row) []customer.Row {
	rest := slices.IndexFunc(rows, func(r customer.Row) bool { return !r.Overdue })
	slices.Reverse(rows[:rest])
	slices.Reverse(rows[rest:])
	return rows
}

func sameRow(a, b customer.Row) bool { return a.CustomerID == b.CustomerID && a.Overdue == b.Overdue }

func inOrder(a, b customer.Row) bool {
	if a.Overdue != b.Overdue {
		return a.Overdue
	}
	if !a.LastAt.Equal(b.LastAt) {
		return a.LastAt.After(b.LastAt)
	}
	return a.CustomerID > b.CustomerID
}

func TestSnoozedRowsAreNotOverdue(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, 100*time.Hour, "oi")
	if rows := pages(t, s, desk.ToReply, 10, func() {}); len(rows) != 1 || !rows[0].Overdue {
		t.Fatalf("rows %+v", rows)
	}
	if _, err := customer.Snooze(t.Context(), s.st, a.customer, s.now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	rows := pages(t, s, desk.Snoozed, 10, func() {})
	one := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, a.customer))
	if len(rows) != 1 || rows[0].Overdue || one.Overdue || one.State != desk.Snoozed {
		t.Errorf("rows %+v, one %+v", rows, one)
	}
}

func TestMachinesStandOnlyOnTheWholeList(t *testing.T) {
	s := newShop(t)
	robot, ana := mail("robot"), mail("ana")
	s.meet("Robot", robot)
	s.meet("Ana", ana)
	s.says(robot.customer, robot, desk.MachineVoice, 0, "oferta")
	s.says(ana.customer, ana, desk.CustomerVoice, 0, "oi")
	shown := 0
	for _, state := range []desk.TurnState{desk.ToReply, desk.Waiting, desk.Snoozed, desk.Closed} {
		shown += len(pages(t, s, state, 10, func() {}))
	}
	if all := pages(t, s, "", 10, func() {}); shown != 1 || len(all) != 2 {
		t.Errorf("%d rows in the states, %d in all", shown, len(all))
	}
	list := must[customer.ListPage](t)(customer.List(t.Context(), s.st, 10, ""))
	if len(list.Customers) != 1 || list.Customers[0].Name != "Ana" {
		t.Errorf("customers %+v", list)
	}
}

func TestCursorsThatAreNone(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	for _, cursor := range []string{
		"x", "!!!", "=", strings.Repeat("A", 5000), base64.RawURLEncoding.EncodeToString([]byte(`{"a":`)),
		base64.RawURLEncoding.EncodeToString([]byte(`"text"`)), base64.RawURLEncoding.EncodeToString([]byte(`[1]`)),
	} {
		_, inbox := customer.Inbox(t.Context(), s.st, customer.InboxQuery{Cursor: cursor})
		_, timeline := customer.Timeline(t.Context(), s.st, a.customer, 10, cursor)
		_, search := customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "oi", Messages: true, Cursor: cursor})
		_, list := customer.List(t.Context(), s.st, 10, cursor)
		for name, err := range map[string]error{"inbox": inbox, "timeline": timeline, "search": search, "list": list} {
			if e := desk.AsError(err); e == nil || e.Code != desk.ErrUsage || e.Params["argument"] != "cursor" {
				t.Errorf("%s with the cursor %.20q gives %v", name, cursor, err)
			}
		}
	}
}

func TestTimelineMergesAddressesAndPages(t *testing.T) {
	s := newShop(t)
	ana := mail("ana")
	sms := address{ana.customer, desk.SMS, "+5511988887777", "tel:+5511988887777"}
	wa := address{ana.customer, desk.WhatsApp, "whatsapp:+5511988887777", "tel:+5511988887777"}
	other := mail("outra")
	s.meet("Ana", ana, sms, wa)
	s.meet("Outra", other)
	var want []desk.MessageID
	cancelled := map[desk.MessageID]bool{}
	at := map[desk.MessageID]time.Duration{}
	for i := range 90 {
		ago := time.Duration(i/9) * time.Minute // nine of one moment, on all channels
		from := []address{ana, sms, wa}[i%3]
		voice := desk.CustomerVoice
		if i%10 == 5 {
			voice = desk.HereShop
		}
		id := s.says(ana.customer, from, voice, ago, fmt.Sprint("mensagem ", i))
		s.says(other.customer, other, desk.CustomerVoice, ago, "de outra")
		at[id] = ago
		switch i % 20 {
		case 5:
			s.deliver(ana.customer, id, desk.Claim, desk.Accepted)
		case 15:
			s.deliver(ana.customer, id, desk.Cancel)
			cancelled[id] = true
			continue
		}
		want = append(want, id)
	}
	slices.SortFunc(want, func(a, b desk.MessageID) int {
		if at[a] != at[b] {
			return int(at[a] - at[b])
		}
		return strings.Compare(string(b), string(a))
	})
	for _, limit := range []int{1, 4, 9, 89, 500} {
		var got []desk.MessageID
		for cursor := ""; ; {
			page := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, ana.customer, limit, cursor))
			for _, item := range page.Items {
				got = append(got, item.ID)
				if sent := item.Delivery != nil; sent != (item.Direction == desk.Out) || sent && item.Delivery.State != desk.Sent {
					t.Errorf("the delivery of a message %s is %+v", item.Direction, item.Delivery)
				}
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %d messages %v, want %d %v", limit, len(got), got, len(want), want)
		}
	}
	if len(cancelled) == 0 {
		t.Fatal("nothing was taken back")
	}
	if _, err := customer.Timeline(t.Context(), s.st, "nobody", 10, ""); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("a stranger's timeline gives %v", err)
	}
}

func TestTimelineGivesEachMessageItsOwnFiles(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	want := map[desk.MessageID]string{}
	for i := range 4 {
		id := s.says(a.customer, a, desk.CustomerVoice, time.Duration(i)*time.Minute, "veja")
		s.write(func(tx *store.Tx) error {
			for position := i - 1; position >= 0; position-- {
				name := fmt.Sprint("foto", i, "-", position)
				want[id] = name + " " + want[id]
				file := desk.Attachment{ID: desk.AttachmentID(name), MessageID: id, Name: name}
				if err := tx.Attachments().Insert(file, position, "mail"); err != nil {
					return err
				}
			}
			return nil
		})
	}
	page := must[customer.TimelinePage](t)(customer.Timeline(t.Context(), s.st, a.customer, 10, ""))
	for _, item := range page.Items {
		got := ""
		for _, f := range item.Attachments {
			got += f.Name + " "
		}
		if got != want[item.ID] || item.Attachments == nil {
			t.Errorf("a message has the files %q, want %q", got, want[item.ID])
		}
	}
	if len(page.Items) != 4 {
		t.Errorf("%d messages, want 4", len(page.Items))
	}
}

func found(f customer.Found) (names []string) {
	names = []string{}
	for _, c := range f.Customers {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}

func TestSearchFindsCustomers(t *testing.T) {
	s := newShop(t)
	joao := mail("joao.souza")
	phones := address{joao.customer, desk.WhatsApp, "whatsapp:+551188887777", "tel:+5511988887777"}
	s.meet("João Conceição", joao, phones)
	joana := mail("joana")
	s.meet("Joana D'Arc", joana)
	landline := address{store.NewCustomerID("tel:+551138887777"), desk.SMS, "+551138887777", "tel:+551138887777"}
	s.meet("Padaria Pão", landline)
	for typed, want := range map[string][]string{
		"joao": {"João Conceição"}, "JOÃO": {"João Conceição"}, "conceicao joão": {"João Conceição"}, "jo": {"Joana D'Arc", "João Conceição"},
		"j": {"Joana D'Arc", "João Conceição"}, "jo con": {"João Conceição"}, `"joana d'arc"`: {"Joana D'Arc"}, "darc": {}, "arc": {"Joana D'Arc"},
		"joao.souza@exemplo.example": {"João Conceição"}, "souza": {"João Conceição"}, "pao": {"Padaria Pão"},
		"11988887777": {"João Conceição"}, "1188887777": {"João Conceição"}, "+55 (11) 98888-7777": {"João Conceição"}, "011 8888 7777": {"João Conceição"},
		"98888-7777": {"João Conceição"}, "8888-7777": {"João Conceição"}, "11 3888 7777": {"Padaria Pão"}, "3888-7777": {"Padaria Pão"},
		"7777": {"João Conceição", "Padaria Pão"}, "": {}, "  ": {}, "-": {}, `"`: {}, "ninguem": {},
	} {
		f := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: typed, Customers: true}))
		if got := found(f); !slices.Equal(got, want) || f.Total != len(want) || !f.Exact || len(f.Messages) != 0 {
			t.Errorf("%q finds %q (%d in all), want %q", typed, got, f.Total, want)
		}
	}
	f := must[customer.Found](t)(customer.Search(t.Context(), s.st, customer.SearchQuery{Text: "7777", Customers: true, Limit: 1}))
	if len(f.Customers) != 1 {
		t.Errorf("a limit of one gives %q", found(f))
	}
}

func TestSearchPagesThroughMessages(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana Caderno", a)
	var want []desk.MessageID
	for i := range 45 {
		want = append(want, s.says(a.customer, a, desk.CustomerVoice, time.Duration(i)*time.Minute, "o caderno chegou"))
		s.says(a.customer, a, desk.CustomerVoice, time.Duration(i)*time.Minute, "a caneta chegou")
	}
	var got []desk.MessageID
	q := customer.SearchQuery{Text: "chegou caderno", Customers: true, Messages: true, Limit: 20}
	for page := 0; ; page++ {
		f := must[customer.Found](t)(customer.Search(t.Context(), s.st, q))
		if page > 0 && len(f.Customers) > 0 {
			t.Error("the customers come on every page")
		}
		if f.Total != 45+len(f.Customers) {
			t.Errorf("page %d: %d in all", page, f.Total)
		}
		for _, h := range f.Messages {
			got = append(got, h.MessageID)
		}
		if q.Cursor = f.Next; q.Cursor == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d hits %v, want %v", len(got), got, want)
	}
}

func TestDeeds(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, time.Hour, "oi")
	ctx := t.Context()
	state := func() customer.Row { return must[customer.Row](t)(customer.InboxRow(ctx, s.st, a.customer)) }
	for _, step := range []struct {
		name   string
		do     func() error
		want   desk.TurnState
		unread int
	}{
		{"close", func() error { return failed(customer.Close(ctx, s.st, a.customer)) }, desk.Closed, 1},
		{"reopen", func() error { return failed(customer.Reopen(ctx, s.st, a.customer)) }, desk.ToReply, 1},
		{"snooze", func() error { return failed(customer.Snooze(ctx, s.st, a.customer, s.now().Add(time.Hour))) }, desk.Snoozed, 1},
		{"read", func() error { return customer.MarkRead(ctx, s.st, a.customer) }, desk.Snoozed, 0},
		{"she writes", func() error { s.says(a.customer, a, desk.CustomerVoice, 0, "e então?"); return nil }, desk.ToReply, 1},
		{"no customer", func() error { return failed(customer.Junk(ctx, s.st, a.customer)) }, desk.Closed, 0},
		{"writes all the same", func() error { s.says(a.customer, a, desk.CustomerVoice, 0, "ganhe dinheiro"); return nil }, desk.Closed, 0},
		{"a customer after all", func() error { return failed(customer.Reopen(ctx, s.st, a.customer)) }, desk.ToReply, 2},
		{"read again", func() error { return customer.MarkRead(ctx, s.st, a.customer) }, desk.ToReply, 0},
		{"close again", func() error { return failed(customer.Close(ctx, s.st, a.customer)) }, desk.Closed, 0},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if got := state(); got.State != step.want || got.Unread != step.unread {
			t.Errorf("after %s: %s with %d unread, want %s with %d", step.name, got.State, got.Unread, step.want, step.unread)
		}
	}
	if err := customer.Rename(ctx, s.st, a.customer, "  Ana \t Maria\n"); err != nil || state().Name != "Ana Maria" {
		t.Errorf("renamed to %q, %v", state().Name, err)
	}
	s.write(func(tx *store.Tx) error { return tx.Customers().SeeName(a.customer, "Provedor") })
	if state().Name != "Ana Maria" {
		t.Error("a provider overwrote the owner's name")
	}
	f := must[customer.Found](t)(customer.Search(ctx, s.st, customer.SearchQuery{Text: "maria", Customers: true}))
	if len(f.Customers) != 1 {
		t.Error("the new name is not found")
	}
}

func TestWhoIsNoCustomerIsFoundAndComesBackByUndo(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, time.Hour, "oi")
	ctx := t.Context()
	junked := must[desk.EventID](t)(customer.Junk(ctx, s.st, a.customer))
	s.says(a.customer, a, desk.CustomerVoice, 0, "ganhe dinheiro")
	row := must[customer.Row](t)(customer.InboxRow(ctx, s.st, a.customer))
	if card := must[customer.Card](t)(customer.Show(ctx, s.st, a.customer)); !row.Junk || !card.Junk || row.State != desk.Closed {
		t.Errorf("the row is %+v, the card %+v", row, card)
	}
	for _, words := range []string{"ana", "dinheiro"} {
		f := must[customer.Found](t)(customer.Search(ctx, s.st, customer.SearchQuery{Text: words, Customers: true, Messages: true}))
		if len(f.Customers)+len(f.Messages) == 0 {
			t.Errorf("%q finds nothing", words)
		}
	}
	if err := customer.Undo(ctx, s.st, a.customer, junked); err != nil {
		t.Fatal(err)
	}
	row = must[customer.Row](t)(customer.InboxRow(ctx, s.st, a.customer))
	if row.Junk || row.State != desk.ToReply || row.Unread != 2 {
		t.Errorf("after the undo the row is %+v", row)
	}
}

func TestDeedsThatCannotBe(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, 0, "oi")
	ctx := t.Context()
	for name, c := range map[string]struct {
		err  error
		code desk.Code
	}{
		"an empty name":      {customer.Rename(ctx, s.st, a.customer, " \t"), desk.ErrUsage},
		"a snooze until now": {failed(customer.Snooze(ctx, s.st, a.customer, s.now())), desk.ErrUsage},
		"closing nobody":     {failed(customer.Close(ctx, s.st, "nobody")), desk.ErrNotFound},
		"snoozing nobody":    {failed(customer.Snooze(ctx, s.st, "nobody", s.now().Add(time.Hour))), desk.ErrNotFound},
		"junking nobody":     {failed(customer.Junk(ctx, s.st, "nobody")), desk.ErrNotFound},
		"reopening nobody":   {failed(customer.Reopen(ctx, s.st, "nobody")), desk.ErrNotFound},
		"reading nobody":     {customer.MarkRead(ctx, s.st, "nobody"), desk.ErrNotFound},
		"naming nobody":      {customer.Rename(ctx, s.st, "nobody", "Ana"), desk.ErrNotFound},
	} {
		if !desk.HasCode(c.err, c.code) {
			t.Errorf("%s gives %v, want %s", name, c.err, c.code)
		}
	}
	if _, err := customer.Message(ctx, s.st, "nothing"); !desk.HasCode(err, desk.ErrNotFound) {
		t.Errorf("a message that is not here gives %v", err)
	}
	if row := must[customer.Row](t)(customer.InboxRow(ctx, s.st, a.customer)); row.State != desk.ToReply || row.Name != "Ana" {
		t.Errorf("the row is %+v", row)
	}
}

func failed(_ desk.EventID, err error) error { return err }

func TestUndoBringsBackWhatStoodBefore(t *testing.T) {
	s := newShop(t)
	a := mail("ana")
	s.meet("Ana", a)
	s.says(a.customer, a, desk.CustomerVoice, time.Hour, "oi")
	s.says(a.customer, a, desk.ElsewhereShop, 0, "olá")
	decided := must[desk.EventID](t)
	state := func(step string, want desk.TurnState) {
		t.Helper()
		row := must[customer.Row](t)(customer.InboxRow(t.Context(), s.st, a.customer))
		if row.State != want {
			t.Errorf("%s: %s, want %s", step, row.State, want)
		}
	}
	undo := func(decision desk.EventID) error { return customer.Undo(t.Context(), s.st, a.customer, decision) }

	state("at first", desk.Waiting)
	snoozed := decided(customer.Snooze(t.Context(), s.st, a.customer, s.now().Add(time.Hour)))
	closed := decided(customer.Close(t.Context(), s.st, a.customer))
	if err := undo(snoozed); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("an earlier decision was undone: %v", err)
	}
	state("closed", desk.Closed)
	for step, decision := range []desk.EventID{closed, snoozed} {
		if err := undo(decision); err != nil {
			t.Fatal(err)
		}
		state("undone", []desk.TurnState{desk.Snoozed, desk.Waiting}[step])
	}
	if err := undo(snoozed); !desk.HasCode(err, desk.ErrChangedSince) {
		t.Errorf("undone twice: %v", err)
	}
	if err := s.st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	state("rebuilt", desk.Waiting)
}
